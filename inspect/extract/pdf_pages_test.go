package extract

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/extract/pdftext"
)

// document is one with a page for each content; its cross-references are right
// when clean is set, so that PDFium does not read it.
func document(clean bool, contents ...string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj"+format+"endobj\n", append([]any{len(at)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	kids := ""
	for i := range contents {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	object("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(contents))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	for i, c := range contents {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>", 5+2*i)
		object("<</Length %d>>stream\n%s\nendstream ", len(c), c)
	}
	if start := b.Len(); clean {
		fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
		for _, a := range at {
			fmt.Fprintf(&b, "%010d 00000 n \n", a)
		}
		fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(at)+1, start)
	} else {
		b.WriteString("trailer<</Root 1 0 R>>\n%%EOF")
	}
	return b.Bytes()
}

// placedLine is a line of a page at its place, in Helvetica 10.
type placedLine struct {
	x, y float64
	text string
}

func content(lines ...placedLine) string {
	var b strings.Builder
	b.WriteString("BT /F1 10 Tf\n")
	for _, l := range lines {
		fmt.Fprintf(&b, "1 0 0 1 %g %g Tm (%s) Tj\n", l.x, l.y, l.text)
	}
	return b.String() + "ET"
}

// both reads a document by either reader and wants the same lines of text.
func both(t *testing.T, contents []string, want ...string) {
	t.Helper()
	for _, clean := range []bool{false, true} {
		got := inside(t, "a.pdf", "", document(clean, contents...))
		var lines []string
		for _, x := range got.texts {
			lines = append(lines, strings.Split(x.Text, "\n")...)
		}
		if !reflect.DeepEqual(lines, want) {
			t.Errorf("clean %v: %q\nwant %q", clean, lines, want)
		}
	}
}

// TestPDFWrappedSentences has paragraphs whose sentences go on in the next line, a
// word that was cut, and a list whose lines do not.
func TestPDFWrappedSentences(t *testing.T) {
	var page []placedLine
	y := 760.0
	for _, l := range strings.Split(`Op de vergadering van de afgelopen week werd verteld dat
Anna Smit sinds het voorjaar aan diabetes lijdt en daarom niet
meer mee kan met de reis. Wij houden er bij de voorbe-
reiding van de maaltijden rekening mee.

Piet de Wit, Markt 12, Delft, 12-03-1980
Kees Jansen, Plein 7, Gouda, 01-12-1975
Els Bakker, Laan 33, Breda, 23-07-1990`, "\n") {
		if l != "" {
			page = append(page, placedLine{50, y, l})
		}
		y -= 12
	}
	both(t, []string{content(page...)},
		"Op de vergadering van de afgelopen week werd verteld dat Anna Smit sinds het voorjaar aan diabetes lijdt en daarom niet meer mee kan met de reis. Wij houden er bij de voorbereiding van de maaltijden rekening mee.",
		"", "Piet de Wit, Markt 12, Delft, 12-03-1980", "Kees Jansen, Plein 7, Gouda, 01-12-1975", "Els Bakker, Laan 33, Breda, 23-07-1990")
}

// TestPDFSentenceOverPages has one that a page's end cuts, between running heads
// and feet.
func TestPDFSentenceOverPages(t *testing.T) {
	page := func(n int, lines ...string) string {
		page := []placedLine{{50, 800, "Parochie Sint Maarten"}, {300, 40, fmt.Sprintf("bladzijde %d", n)}}
		for i, l := range lines {
			page = append(page, placedLine{50, 760 - 12*float64(i), l})
		}
		return content(page...)
	}
	both(t, []string{
		page(1, "Het bestuur heeft vorige week besloten dat de reis door", "moet gaan. Helaas kan niet iedereen mee, want sinds kort is"),
		page(2, "onze penningmeester ernstig ziek. Wij wensen hem sterkte."),
	}, "Parochie Sint Maarten", "", "bladzijde 1",
		"Het bestuur heeft vorige week besloten dat de reis door moet gaan. Helaas kan niet iedereen mee, want sinds kort is onze penningmeester ernstig ziek. Wij wensen hem sterkte.",
		"Parochie Sint Maarten", "", "bladzijde 2")
}

// TestPDFLabels has labels of three and four lines side by side.
func TestPDFLabels(t *testing.T) {
	var page []placedLine
	var want []string
	for row := range 3 {
		for column := range 3 {
			lines := []string{[]string{"Jan Smit", "Els Bakker", "Kees Jansen"}[column], fmt.Sprintf("Markt %d", 10*row+column), "2611 AB Delft"}
			if (row+column)%2 == 0 {
				lines = append(lines[:1:1], append([]string{"Afdeling post"}, lines[1:]...)...)
			}
			if len(want) > 0 {
				want = append(want, "")
			}
			for i, l := range lines {
				page = append(page, placedLine{50 + 180*float64(column), 760 - 90*float64(row) - 12*float64(i), l})
				want = append(want, l)
			}
		}
	}
	both(t, []string{content(page...)}, append([]string{""}, want...)...)
}

// TestPDFTableOverPages has a table on two pages with its heading on both, a
// running head and foot, and a row that the page's end cuts.
func TestPDFTableOverPages(t *testing.T) {
	page := func(n int, rows ...[3]string) string {
		page := []placedLine{{50, 800, "Parochie Sint Maarten"}, {300, 40, fmt.Sprintf("bladzijde %d", n)}}
		for i, r := range append([][3]string{{"Naam", "Telefoon", "Opmerking"}}, rows...) {
			for c, cell := range r {
				if cell != "" {
					page = append(page, placedLine{50 + 130*float64(c), 760 - 16*float64(i), cell})
				}
			}
		}
		return content(page...)
	}
	contents := []string{
		page(1, [3]string{"Jan Smit", "0612345678", "geen"}, [3]string{"Piet de Wit", "0687654321", "komt niet"}, [3]string{"Els Bakker", "0611111111", "belt op"}),
		page(2, [3]string{"", "", "maandag"}, [3]string{"Kees Jansen", "0622222222", "geen"}, [3]string{"Ria Vos", "0633333333", "geen"}),
	}
	for _, clean := range []bool{false, true} {
		got := inside(t, "a.pdf", "", document(clean, contents...))
		wantCells(t, got, []string{"Naam", "Telefoon", "Opmerking"}, []string{"Jan Smit", "0612345678", "geen"}, []string{"Piet de Wit", "0687654321", "komt niet"},
			[]string{"Els Bakker", "0611111111", "belt op maandag"}, []string{"Kees Jansen", "0622222222", "geen"}, []string{"Ria Vos", "0633333333", "geen"})
		for i, r := range got.rows {
			want := inspect.Place{Path: "a.pdf", Part: []string{"page 1", "page 2"}[i/4], Line: i + 1}
			if r.Place != want || r.Continues != (i >= 4) || r.Table != 0 {
				t.Errorf("row %d is of another table, or page: %+v", i, r)
			}
		}
		for _, text := range []string{"Parochie Sint Maarten", "bladzijde 1", "bladzijde 2"} {
			if !strings.Contains(got.all(), text) {
				t.Errorf("%q is lost", text)
			}
		}
	}
}

// TestPDFRuledRows has rows of up to three lines, all as far apart, between drawn
// lines.
func TestPDFRuledRows(t *testing.T) {
	var page []placedLine
	var rules strings.Builder
	var want [][]string
	y := 760.0
	for i := range 8 {
		name, street := []string{"Jan", "Smit"}, []string{fmt.Sprintf("Markt %d,", i), "2611 AB", "Delft"}
		if i%3 == 1 {
			name = []string{"Els"}
		}
		for k, l := range name {
			page = append(page, placedLine{50, y - 12*float64(k), l})
		}
		for k, l := range street {
			page = append(page, placedLine{150, y - 12*float64(k), l})
		}
		page = append(page, placedLine{250, y, "geen"})
		fmt.Fprintf(&rules, "48 %g m 300 %g l S\n", y+9, y+9)
		want = append(want, []string{strings.Join(name, " "), strings.Join(street, " "), "geen"})
		y -= 36
	}
	for _, clean := range []bool{false, true} {
		wantCells(t, inside(t, "a.pdf", "", document(clean, rules.String()+content(page...))), want...)
	}
}

// TestPDFRichMedia has a file that only a player of media shows.
func TestPDFRichMedia(t *testing.T) {
	csv := "naam;plaats\nJan Smit;Delft\n"
	page := string(document(false, content(placedLine{50, 700, "groet"})))
	page = strings.Replace(page, "/MediaBox", "/Annots[<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]/RichMediaContent<</Assets<</Names[(leden.csv)<</Type/Filespec/F(leden.csv)/EF<</F 6 0 R>>>>]>>>>>>]/MediaBox", 1)
	page = strings.Replace(page, "trailer<<", fmt.Sprintf("6 0 obj<</Type/EmbeddedFile/Length %d>>stream\n%s\nendstream endobj\ntrailer<<", len(csv), csv), 1)
	wantCells(t, inside(t, "a.pdf", "", []byte(indexed(page, 6))), []string{"naam", "plaats"}, []string{"Jan Smit", "Delft"})
}

// TestPDFProperties has texts in an entry of somebody's own and in XMP, and none of
// what programs say of themselves.
func TestPDFProperties(t *testing.T) {
	packet := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Schrijver 9" pdfx:Lid="Els Bakker">` +
		`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">over Jan Smit</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`
	for _, clean := range []bool{false, true} {
		page := string(document(false, content(placedLine{50, 700, "groet"})))
		page = strings.Replace(page, "<</Type/Catalog", "<</Metadata 6 0 R/Type/Catalog", 1)
		page = strings.Replace(page, "trailer<<", fmt.Sprintf("6 0 obj<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream endobj\n7 0 obj<</Creator(Schrijver 9)/Title(Verslag)/Lidnummer(4711)>>endobj\ntrailer<</Info 7 0 R", len(packet), packet), 1)
		if clean {
			page = indexed(page, 7)
		}
		got, want := "", "Verslag\n"
		if clean { // PDFium has no list of the entries
			want += "Lidnummer: 4711\n"
		}
		want += "Lid: Els Bakker\nover Jan Smit"
		for _, x := range inside(t, "a.pdf", "", []byte(page)).texts {
			if x.Place.Part == "properties" && x.Hidden {
				got += x.Text
			}
		}
		if got != want {
			t.Errorf("clean %v: %q, want %q", clean, got, want)
		}
	}
}

// indexed gives a document of n objects its cross-references.
func indexed(page string, n int) string {
	page = strings.TrimSuffix(page, "%%EOF")
	trailer := strings.Index(page, "trailer<<")
	var b strings.Builder
	fmt.Fprintf(&b, "%sxref\n0 %d\n0000000000 65535 f \n", page[:trailer], n+1)
	for i := range n {
		fmt.Fprintf(&b, "%010d 00000 n \n", strings.Index(page, fmt.Sprintf("\n%d 0 obj", i+1))+1)
	}
	fmt.Fprintf(&b, "trailer<</Size %d%sstartxref\n%d\n%%%%EOF", n+1, strings.TrimPrefix(page[trailer:], "trailer<<"), trailer)
	return b.String()
}

// TestPDFFromRightToLeft has two words as PDFium gives them: in reading order, each
// letter left of the one before.
func TestPDFFromRightToLeft(t *testing.T) {
	var chars []pdftext.Char
	x := float32(200)
	for _, r := range "שלוםעולם ילדים" {
		chars = append(chars, pdftext.Char{Rune: r, Left: x - 6, Right: x, Top: 10, Bottom: 0})
		x -= 6
	}
	if got := linesOf(chars).lines; len(got) != 1 || got[0].all() != "שלוםעולם ילדים" {
		t.Errorf("%+v", got)
	}
}
