package extract

import (
	"bytes"
	"fmt"
	"strings"
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

// twice reads a page with PDFium, for it has no cross-references, and with them
// without PDFium.
func twice(t *testing.T, page []byte, want ...[]string) {
	t.Helper()
	wantCells(t, inside(t, "a.pdf", "", page), want...)
	page = append(bytes.TrimSuffix(page, []byte("%%EOF")), crossReferences(page)...)
	wantCells(t, inside(t, "a.pdf", "", page), want...)
}

// TestPDFNumbersBesideText has numbers that are set to the right end where the
// next column begins.
func TestPDFNumbersBesideText(t *testing.T) {
	words := map[[2]int]string{}
	var want [][]string
	for i := range 9 {
		row := []string{"Jan Smit", []string{"7", "12", "330", "1250"}[i%4], []string{"belt terug", "geen", "komt niet"}[i%3]}
		y := 700 - 13*i
		words[[2]int{50, y}], words[[2]int{180 - len(row[1])*556/100, y}], words[[2]int{183, y}] = row[0], row[1], row[2]
		want = append(want, row)
	}
	twice(t, drawn(words), want...)
}

// TestPDFWrappedCells is a sheet whose cells have up to three lines and are set
// in the middle of their rows; the first row begins with a line of one cell.
func TestPDFWrappedCells(t *testing.T) {
	words := map[[2]int]string{}
	var want [][]string
	y := 700
	for i := range 12 {
		row := []string{[]string{"Anna", "Bo", "Kees"}[i%3], "1234 AB", "geen"}
		lines := []string{"geen"}
		switch i % 4 {
		case 0:
			lines = []string{"wacht sinds", "mei, post naar", "twee adressen"}
		case 1:
			lines = []string{"belt altijd", "terug"}
		}
		row[2] = strings.Join(lines, " ")
		middle := y - 6*(len(lines)-1)
		words[[2]int{50, middle}], words[[2]int{130, middle}] = row[0], row[1]
		for k, l := range lines {
			words[[2]int{200, y - 12*k}] = l
		}
		y -= 12*(len(lines)-1) + 15
		want = append(want, row)
	}
	twice(t, drawn(words), want...)
}

// TestPDFAnnotationFile has a file that only an annotation holds, and one whose
// flag hides it from PDFium's flattening alone, in a document that PDFium reads.
func TestPDFAnnotationFile(t *testing.T) {
	page := strings.Replace(string(drawn(map[[2]int]string{{50, 700}: "Zie de bijlage"})), "/MediaBox",
		"/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(leden.csv)/EF<</F 6 0 R>>>>>>"+
			"<</Type/Annot/Subtype/FreeText/F 1/Rect[50 500 250 520]/AP<</N 7 0 R>>>>]/MediaBox", 1)
	csv, look := "naam;plaats\nJan Smit;Delft\n", "BT /F 10 Tf 2 5 Td (Geheim woord) Tj ET"
	page = strings.Replace(page, "trailer", fmt.Sprintf("6 0 obj<</Type/EmbeddedFile/Length %d>>stream\n%s\nendstream endobj\n"+
		"7 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Length %d>>stream\n%s\nendstream endobj\ntrailer", len(csv), csv, len(look), look), 1)
	got := inside(t, "a.pdf", "", []byte(page))
	wantCells(t, got, []string{"naam", "plaats"}, []string{"Jan Smit", "Delft"})
	if s := fmt.Sprint(got.texts); !strings.Contains(s, "Geheim woord") || len(got.unread) > 0 {
		t.Errorf("%s, %+v", s, got.unread)
	}
}

// TestPDFActualText shows one text and tells another to who copies it: both are
// read, by either reader.
func TestPDFActualText(t *testing.T) {
	page := drawn(map[[2]int]string{{50, 700}: "Jansen van Delft"})
	page = bytes.Replace(page, []byte("BT /F1"), []byte("/Span<</ActualText(groet)>>BDC BT /F1"), 1)
	page = bytes.Replace(page, []byte("ET\nendstream"), []byte("ET EMC\nendstream"), 1)
	old, length := bytes.Index(page, []byte("/Length ")), bytes.Index(page, []byte("\nendstream"))-bytes.Index(page, []byte("stream\n"))-len("stream\n")
	page = append(fmt.Appendf(append([]byte(nil), page[:old]...), "/Length %d", length), page[bytes.Index(page, []byte(">>stream")):]...)
	clean := append(bytes.TrimSuffix(page, []byte("%%EOF")), crossReferences(page)...)
	for name, data := range map[string][]byte{"PDFium": page, "pdftext": clean} {
		if s := fmt.Sprint(inside(t, "a.pdf", "", data).texts); !strings.Contains(s, "Jansen van Delft") || !strings.Contains(s, "groet") {
			t.Errorf("%s: %s", name, s)
		}
	}
}
