package extract

import (
	"strings"
	"testing"
)

func TestAnchorName(t *testing.T) {
	for before, want := range map[string]string{
		"Merci à Bernard Traoré":                   "Bernard Traoré",
		"W zbiórce pomagali: Maks Wójcik1":         "Maks Wójcik",
		"Maks Wójcik1; Maja Mazur2":                "Maja Mazur",
		"Anna Berg1 Jan van der Velde":             "Jan van der Velde",
		"wie die Forschung zeigt":                  "",
		"im Jahr 2026 in Neustadt":                 "",
		"Grazie a Lucia De Santis":                 "Lucia De Santis",
		"":                                         "",
		"Im Sopran sangen Wanda Kranz, Ole Brink.": "Ole Brink",
	} {
		if got := anchorName(before); got != want {
			t.Errorf("%q: %q, want %q", before, got, want)
		}
	}
}

// TestNotesStandBehindNames reads footnotes and comments that say something of those
// at whose names they stand.
func TestNotesStandBehindNames(t *testing.T) {
	parts := docxParts()
	parts["word/document.xml"] = `<w:document><w:body><w:p><w:r><w:t>Med hjelp av Wanda Kranz</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> og Ole Brink</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>
		<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Tor Myhre</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p></w:body></w:document>`
	parts["word/footnotes.xml"] = `<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>Granlia 4</w:t></w:r></w:p></w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>University of Bergen</w:t></w:r></w:p></w:footnote></w:footnotes>`
	parts["word/comments.xml"] = `<w:comments><w:comment w:id="0"><w:p><w:r><w:t>bor Granlia 9</w:t></w:r></w:p></w:comment></w:comments>`
	note := func(id, words string) string {
		return `<text:note><text:note-citation>` + id + `</text:note-citation><text:note-body><text:p>` + words + `</text:p></text:note-body></text:note>`
	}
	odt := map[string]string{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": `<office:document-content><office:body><office:text><text:p>Med hjelp av Wanda Kranz` +
		note("1", "Granlia 4") + `, Tor Myhre` + note("2", "bor Granlia 9") + ` og Ole Brink` + note("3", "University of Bergen") + `.</text:p></office:text></office:body></office:document-content>`}
	for name, file := range map[string]map[string]string{"a.docx": parts, "a.odt": odt} {
		got := inside(t, name, "", zipped(t, file)).all()
		for _, want := range []string{"Wanda Kranz, Granlia 4\n", "Tor Myhre, bor Granlia 9\n", "\nUniversity of Bergen\n"} {
			if !strings.Contains("\n"+got, want) {
				t.Errorf("%s: no %q in %q", name, want, got)
			}
		}
	}
}

func TestArraysOfArrays(t *testing.T) {
	wantCells(t, inside(t, "a.json", "", []byte(`{"n": 2, "rows": [["Jan", "Delft", 1], ["Zo\u00eb", null, 2]]}`)), []string{"Jan", "Delft", "1"}, []string{"Zoë", "", "2"})
	if got := inside(t, "a.json", "", []byte(`[[12.5, 55.7], [9.1, 56.2]]`)); len(got.rows) != 0 {
		t.Errorf("coordinates are rows: %+v", got.rows)
	}
}
