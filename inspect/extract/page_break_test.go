package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestPageBreaks wants the pages told of texts that are merged with a list, a letter on
// each: a break, a section, a paragraph that begins a page; and none where a section
// goes on.
func TestPageBreaks(t *testing.T) {
	docx := func(body string) []byte {
		parts := docxParts()
		delete(parts, "word/comments.xml")
		parts["word/document.xml"] = `<w:document><w:body>` + body + `</w:body></w:document>`
		return zipped(t, parts)
	}
	a, b := `<w:r><w:t>Kind regards</w:t></w:r></w:p>`, `<w:r><w:t>Anna Berg</w:t></w:r></w:p>`
	odt := func(properties string) []byte {
		return zipped(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": `<office:document-content><office:automatic-styles><style:style style:name="P1" style:family="paragraph"` + properties +
			`</style:style></office:automatic-styles><office:body><office:text><text:p>Kind regards</text:p><text:p text:style-name="P1">Anna Berg</text:p></office:text></office:body></office:document-content>`})
	}
	for _, c := range []struct {
		name, file string
		data       []byte
		pages      int
	}{
		{"break", "a.docx", docx(`<w:p>` + a + `<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p>` + b), 2},
		{"line break", "a.docx", docx(`<w:p>` + a + `<w:p><w:r><w:br/></w:r></w:p><w:p>` + b), 1},
		{"section", "a.docx", docx(`<w:p><w:pPr><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:pPr>` + a + `<w:p>` + b + `<w:sectPr/>`), 2},
		{"section that goes on", "a.docx", docx(`<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr>` + a + `<w:p>` + b + `<w:sectPr/>`), 1},
		{"paragraph", "a.docx", docx(`<w:p>` + a + `<w:p><w:pPr><w:pageBreakBefore/></w:pPr>` + b), 2},
		{"RTF", "a.rtf", []byte(`{\rtf1 Kind regards\par\page Anna Berg\par}`), 2},
		{"ODF break", "a.odt", odt(`><style:paragraph-properties fo:break-before="page"/>`), 2},
		{"ODF page style", "a.odt", odt(` style:master-page-name="Letter">`), 2},
		{"ODF", "a.odt", odt(`><style:paragraph-properties fo:margin="0"/>`), 1},
	} {
		all := inside(t, c.file, "", c.data).all()
		pages := slices.DeleteFunc(strings.Split(all, "\f"), func(s string) bool { return strings.TrimSpace(s) == "" })
		if len(pages) != c.pages || !strings.Contains(pages[0], "Kind regards") || !strings.Contains(pages[len(pages)-1], "Anna Berg") {
			t.Errorf("%s: %q, want %d pages", c.name, all, c.pages)
		}
	}
}
