package extract

import (
	"strings"
	"testing"
)

// TestPDFLayers has layers that are off, by themselves, as a group of several, and for a
// form: their text is read, as rows where it is a table, and marked hidden.
func TestPDFLayers(t *testing.T) {
	var table strings.Builder
	for i, row := range [][2]string{{"Naam", "Telefoon"}, {"Jan Smit", "0612345678"}, {"Els Bakker", "0687654321"}, {"Kees Jansen", "0611111111"}} {
		y := 600 - 14*i
		table.WriteString(content(placedLine{50, float64(y), row[0]}, placedLine{180, float64(y), row[1]}) + "\n")
	}
	text := content(placedLine{50, 700, "Uitnodiging"}) +
		" /OC/Off BDC " + table.String() + " EMC /OC/On BDC " + content(placedLine{50, 650, "voor allen"}) + " EMC /OC/Both BDC " + content(placedLine{50, 400, "niet voor Piet"}) + " EMC /X Do"
	form := content(placedLine{50, 300, "niet voor Ria"})
	got := inside(t, "a.pdf", "", written(true,
		"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 9 0 R>>/Properties<</Off 6 0 R/On 7 0 R/Both 8 0 R>>>>>>",
		streamOf(text),
		plainFont,
		"<</Type/OCG/Name(verborgen)>>",
		"<</Type/OCG/Name(zichtbaar)>>",
		"<</Type/OCMD/OCGs[6 0 R 7 0 R]/P/AllOn>>",
		strings.Replace(streamOf(form), "<<", "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/OC 6 0 R/Resources<</Font<</F1 5 0 R>>>>", 1)))
	shown, hidden := "", ""
	for _, x := range got.texts {
		if x.Hidden {
			hidden += x.Text + "\n"
		} else {
			shown += x.Text + "\n"
		}
	}
	if shown != "Uitnodiging\n\nvoor allen\n" || !strings.Contains(hidden, "niet voor Piet") || !strings.Contains(hidden, "niet voor Ria") {
		t.Errorf("shown %q, hidden %q, %+v", shown, hidden, got.unread)
	}
	wantCells(t, got, []string{"Naam", "Telefoon"}, []string{"Jan Smit", "0612345678"}, []string{"Els Bakker", "0687654321"}, []string{"Kees Jansen", "0611111111"})
	for _, r := range got.rows {
		if !r.Hidden || r.Place.Part != "page 1 hidden layers" {
			t.Errorf("%+v", r)
		}
	}
}

// TestPDFUnseen has text that is not to be seen: white, in render mode 3, in one point,
// outside the page, under a box. Whoever opens the file can select all of it: it is read
// by either reader.
func TestPDFUnseen(t *testing.T) {
	text := content(placedLine{50, 700, "Uitnodiging"}) +
		" q 1 g " + content(placedLine{50, 650, "in wit"}) + " Q q BT /F1 10 Tf 3 Tr 50 600 Td (zonder inkt) Tj ET Q" +
		" BT /F1 1 Tf 50 550 Td (heel klein) Tj ET " + content(placedLine{50, 500, "onder een vlak"}) + " 40 490 200 30 re f " +
		content(placedLine{700, 450, "buiten de bladzijde"})
	for _, clean := range []bool{true, false} {
		got := inside(t, "a.pdf", "", document(clean, text))
		for _, want := range []string{"Uitnodiging", "in wit", "zonder inkt", "heel klein", "onder een vlak", "buiten de bladzijde"} {
			if !strings.Contains(got.all(), want) {
				t.Errorf("clean %v: %q lacks %q", clean, got.all(), want)
			}
		}
	}
}

// TestPDFForms has a field that nothing draws, and a form of XML that is XFA's alone.
func TestPDFForms(t *testing.T) {
	for _, clean := range []bool{true, false} {
		got := inside(t, "a.pdf", "", onePage(clean, "/AcroForm<</Fields[6 0 R]>>", "/Annots[6 0 R]", "Formulier", plainFont,
			"<</Type/Annot/Subtype/Widget/FT/Tx/T(naam)/V(Els Bakker)/Rect[50 500 250 520]>>"))
		if !strings.Contains(got.all(), "Els Bakker") {
			t.Errorf("clean %v: %q", clean, got.all())
		}
	}
	data := "<xfa:data xmlns:xfa=\"http://www.xfa.org/schema/xfa-data/1.0/\"><form><naam>Kees Jansen</naam></form></xfa:data>"
	got := inside(t, "a.pdf", "", onePage(true, "/AcroForm<</Fields[]/XFA[(datasets) 6 0 R]>>", "", "Please wait", plainFont, streamOf(data)))
	if !strings.Contains(got.all(), "Kees Jansen") {
		t.Errorf("XFA: %q, %+v", got.all(), got.unread)
	}
}
