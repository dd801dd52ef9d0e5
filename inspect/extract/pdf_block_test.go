package extract

import (
	"fmt"
	"strings"
	"testing"
)

// TestPDFCards has people side by side whose first lines hold dates of birth: each
// is read by itself.
func TestPDFCards(t *testing.T) {
	var page []placedLine
	var want []string
	for i := range 8 {
		card := []string{
			[]string{"Anna Berg", "Bo Lund", "Kees Jansen", "Els Bakker"}[i%4] + []string{fmt.Sprintf(" (%02d.06.1982)", i+1), fmt.Sprintf(", f. %02d-06-2014", i+1)}[i/4],
			fmt.Sprintf("Engvej %d, 8000 Aarhus C", i+3),
			fmt.Sprintf("5505225%d", i),
		}
		for k, l := range card {
			page = append(page, placedLine{50 + 250*float64(i%2), 780 - 60*float64(i/2) - 12*float64(k), l})
		}
		want = append(want, "", strings.Join(card, "\n"))
	}
	for _, clean := range []bool{false, true} {
		got := inside(t, "a.pdf", "", document(clean, content(page...)))
		if all := strings.TrimSpace(got.all()); len(got.rows) > 0 || all != strings.TrimSpace(strings.Join(want, "\n")) {
			t.Errorf("clean %v: %d rows, %q", clean, len(got.rows), all)
		}
	}
}

// TestPDFStackedTables has people in the columns of three tables that stand close below
// each other with columns of different widths.
func TestPDFStackedTables(t *testing.T) {
	var page []placedLine
	var want [][]string
	y := 780.0
	for i, lefts := range [][]float64{{50, 130, 300, 440}, {50, 130, 250, 420}, {50, 130, 330, 420}} {
		for k, head := range []string{"Name", "Geburtsdatum", "Telefon", "Ort"} {
			row := []string{head}
			for c := range 3 {
				row = append(row, []string{
					[]string{"Thomas Fischer", "Claudia Bauer", "Jan Koch"}[(i+c)%3], fmt.Sprintf("0%d.06.199%d", c+1, i),
					fmt.Sprintf("0431 50826%d", 3*i+c), []string{"Kiel", "Hamburg", "Leipzig"}[c]}[k])
			}
			for c, cell := range row {
				page = append(page, placedLine{lefts[c], y, cell})
			}
			want, y = append(want, row), y-14
		}
		y -= 12
	}
	for _, clean := range []bool{false, true} {
		wantCells(t, inside(t, "a.pdf", "", document(clean, content(page...))), want...)
	}
}
