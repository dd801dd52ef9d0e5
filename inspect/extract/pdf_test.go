package extract

import (
	"fmt"
	"testing"
)

// TestPDFTouchingColumns is a sheet printed with narrow columns: what does not
// fit is cut, and the next cell begins right there.
func TestPDFTouchingColumns(t *testing.T) {
	words := map[[2]int]string{}
	var want [][]string
	for i := range 12 {
		row := []string{"Navn", "Fdato", "By"}
		if i > 0 {
			row = []string{[]string{"Thyra Munk", "Oluwaseun", "Bo Bundgaard", "Aksel Nybor"}[i%4], fmt.Sprintf("%02d-03-2013", i), "Aarhus N"}
		}
		y := 700 - 13*i
		// Helvetica 10: the name ends where the date begins, or before.
		words[[2]int{50, y}], words[[2]int{105, y}], words[[2]int{157, y}] = row[0], row[1], row[2]
		want = append(want, row)
	}
	wantCells(t, inside(t, "a.pdf", "", drawn(words)), want...)
}
