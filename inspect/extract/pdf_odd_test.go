package extract

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// written is a document of objects, numbered from 1, of which the first is the
// catalog; its cross-references are right when clean is set.
func written(clean bool, objects ...string) []byte {
	var b bytes.Buffer
	var at []int
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%s endobj\n", i+1, o)
	}
	start := b.Len()
	if !clean {
		b.WriteString("trailer<</Root 1 0 R>>\n%%EOF")
		return b.Bytes()
	}
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(at)+1, start)
	return b.Bytes()
}

func streamOf(s string) string {
	return fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(s), s)
}

// onePage is a document whose page shows a text in the font of object 5, with more
// entries in its catalog and page, and more objects from 6 on.
func onePage(clean bool, catalog, page, text, font string, more ...string) []byte {
	return written(clean, append([]string{
		"<</Type/Catalog/Pages 2 0 R" + catalog + ">>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + page + "/Resources<</Font<</F1 5 0 R>>>>>>",
		streamOf("BT /F1 10 Tf 50 700 Td (" + text + ") Tj ET"),
		font,
	}, more...)...)
}

const plainFont = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

// TestPDFLyingFont shows "Jan Smit" and tells something else to who copies it: what is
// shown is read where that is known, and otherwise the file is ambiguous. A font that
// tells what it shows, or ligatures and small capitals, is neither.
func TestPDFLyingFont(t *testing.T) {
	cmap := func(pairs string) string {
		return streamOf("begincmap 1 begincodespacerange <00><FF> endcodespacerange 9 beginbfchar " + pairs + " endbfchar endcmap")
	}
	lie := cmap("<4a><0078> <61><0079> <6e><007a> <53><0078> <6d><0078> <69><0071> <74><0071>")
	honest := cmap("<4a><004A> <61><0041> <6e><006E> <53><0053> <6d><FF4D> <69><FB01> <74><0074>")
	for _, c := range []struct {
		name, descriptor, told  string
		clean, shown, ambiguous bool
	}{
		{"standard font, clean", "", lie, true, true, false},
		{"standard font, mended", "", lie, false, false, true},
		{"embedded, clean", "/FontDescriptor 7 0 R", lie, true, false, true},
		{"embedded, mended", "/FontDescriptor 7 0 R", lie, false, false, true},
		{"honest, clean", "/FontDescriptor 7 0 R", honest, true, false, false},
		{"honest, mended", "/FontDescriptor 7 0 R", honest, false, false, false},
	} {
		font := "<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar 32/LastChar 122/Widths[" + strings.Repeat("500 ", 91) + "]/Encoding/WinAnsiEncoding" + c.descriptor + "/ToUnicode 6 0 R>>"
		got := inside(t, "a.pdf", "", onePage(c.clean, "", "", "Jan Smit", font, c.told, "<</Type/FontDescriptor/FontName/Arial/Flags 32/FontFile2 8 0 R>>", streamOf("abc")))
		ambiguous := len(got.unread) == 1 && got.unread[0].Why == inspect.Ambiguous
		if shown := strings.Contains(got.all(), "Jan Smit"); c.shown && !shown || ambiguous != c.ambiguous || len(got.unread) > 1 {
			t.Errorf("%s: %q, %+v", c.name, got.all(), got.unread)
		}
	}
}

// TestPDFReplies has a reply to a comment, hidden, and a pop-up that is closed.
func TestPDFReplies(t *testing.T) {
	for _, clean := range []bool{true, false} {
		got := inside(t, "a.pdf", "", onePage(clean, "", "/Annots[6 0 R 7 0 R 8 0 R]", "Notulen", plainFont,
			"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(Eerste)/Popup 8 0 R>>",
			"<</Type/Annot/Subtype/Text/IRT 6 0 R/F 2/Rect[0 0 9 9]/Contents(Antwoord van Els)>>",
			"<</Type/Annot/Subtype/Popup/Parent 6 0 R/Rect[0 0 9 9]/Open false>>"))
		for _, want := range []string{"Notulen", "Eerste", "Antwoord van Els"} {
			if !strings.Contains(got.all(), want) {
				t.Errorf("clean %v: %q lacks %q", clean, got.all(), want)
			}
		}
	}
}

// TestPDFScripts has the names of a form's list in the document's script, by either
// reader, and a portfolio whose list says more of a file than its name.
func TestPDFScripts(t *testing.T) {
	for _, clean := range []bool{true, false} {
		got := inside(t, "a.pdf", "", onePage(clean, "/Names<</JavaScript<</Names[(s)<</S/JavaScript/JS 6 0 R>>]>>>>", "", "Formulier", plainFont, streamOf("var leden = ['Jan Smit', 'Els Bakker'];")))
		if len(got.texts) != 2 || !strings.Contains(got.all(), "Els Bakker") || !got.texts[1].Hidden || got.texts[1].Place.Part != "scripts" {
			t.Errorf("clean %v: %+v", clean, got.texts)
		}
	}
	got := inside(t, "a.pdf", "", onePage(true, "/Collection<</View/D>>/Names<</EmbeddedFiles<</Names[(a.csv) 6 0 R]>>>>", "", "Open met Acrobat", plainFont,
		"<</Type/Filespec/F(a.csv)/Desc(Lijst van Jan Smit)/CI<</Naam(Els Bakker)/Nr<</D(Kees Jansen)>>>>/EF<</F 7 0 R>>>>", streamOf("naam;plaats\nPiet;Delft\n")))
	for _, want := range []string{"Lijst van Jan Smit", "Els Bakker", "Kees Jansen", "Delft"} {
		if !strings.Contains(got.all(), want) {
			t.Errorf("%q lacks %q", got.all(), want)
		}
	}
}

// TestPDFNarrowColumns has running text in two narrow columns, which is read column by
// column, and questions beside their answers, which stay rows.
func TestPDFNarrowColumns(t *testing.T) {
	page := func(left, right string) string {
		var all []placedLine
		for x, text := range map[float64]string{50: left, 300: right} {
			for i, l := range strings.Split(text, "\n") {
				if l != "" {
					all = append(all, placedLine{x, 700 - 12*float64(i), l})
				}
			}
		}
		return content(all...)
	}
	text := page("Anna Smit komt vaak zonder brood.\nAnna is somber en slikt medicijnen.\nBram Bakker heeft luiers nodig op\nhet kamp.",
		"Cas de Wit heeft nu te horen dat\nhij dyslexie heeft.\nDaan Mulder heeft een stoornis en\nziet elke week een psycholoog.")
	table := page("Mag mijn hond ook mee naar de zaal\nvan het dorp?\n\nWie brengt de sleutel weer terug na\nhet feest?\n\nWat kost de grote zaal voor een dag\nin het weekend?",
		"Nee, honden blijven buiten, omdat er\nook wordt gegeten.\n\nDe huurder legt hem in de brievenbus\nvan de beheerder.\n\nVoor leden vijftig euro, en voor een\nander tachtig.")
	for _, clean := range []bool{true, false} {
		got := inside(t, "a.pdf", "", document(clean, text))
		if len(got.rows) > 0 || !strings.Contains(got.all(), "Cas de Wit heeft nu te horen dat hij dyslexie heeft.") {
			t.Errorf("clean %v: %q", clean, got.all())
		}
		got = inside(t, "a.pdf", "", document(clean, table))
		if len(got.rows) < 3 || !strings.HasPrefix(got.rows[0].Cells[1], "Nee, honden") {
			t.Errorf("clean %v: %q, %v", clean, got.all(), got.rows)
		}
	}
}
