package extract

import (
	"fmt"
	"strings"
	"testing"
)

// TestUndisguised: what a person reads of characters that show nothing or look like
// others; and what stays as it is, since people write it.
func TestUndisguised(t *testing.T) {
	apart := func(s, by string) string { return strings.Join(strings.Split(s, ""), by) }
	for _, by := range []string{"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u034f", "\ufe0f", "\u2062", "\u2066", "\u3164", "\U000e0041", "\u00a0", "\u202f", "\u2009", "\u2007"} {
		if got := undisguised(apart("Anna Vos 070761-4285", by)); got != "Anna Vos 070761-4285" {
			t.Errorf("%U: %q", []rune(by), got)
		}
	}
	for in, want := range map[string]string{
		"\uff10\uff17\uff10\uff17\uff16\uff11\uff0d\uff14\uff12\uff18\uff15": "070761-4285",
		"𝟎𝟕𝟎𝟕𝟔𝟏 𝐀𝐧𝐧𝐚":                                                        "070761 Anna",
		"٠٧٠٧٦١ ۴۲۸۵ ०७":                                                     "070761 4285 07",
		"⓪⑦⓪⑦⑥① ⁴²⁸⁵ ₄₂":                                                     "070761 4285 42",
		"0️⃣7️⃣":                                                             "07",
		"Реtеr Наnsеn":                                                       "Peter Hansen",
		"Anna Vos\x01\n12\x1f070761\x7f":                                     "Anna Vos \n12 070761 ", "a\vb": "a b",
		// What people write.
		"10 m² og 5 m³, note¹": "10 m² og 5 m³, note¹", "1 234 567,50 kr.": "1 234 567,50 kr.", "Петер Хансен, Оса": "Петер Хансен, Оса",
		"„Blå” – bär … €": "„Blå” – bär … €", "Ελένη": "Ελένη", "a b c": "a b c", "x\u00a0y\u00a0z": "x\u00a0y\u00a0z", "① eerst": "① eerst",
	} {
		if got := undisguised(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if mayDisguise(in) != mayDisguise([]byte(in)) || !mayDisguise(in) && in != want {
			t.Errorf("%q is not looked at", in)
		}
	}
}

// TestPartedWords: what stands between the characters of a word and is not seen does
// not part them, in any format.
func TestPartedWords(t *testing.T) {
	between := func(format string) string { return strings.Join(strings.Split("070761-4285", ""), format) }
	document := func(run, other string) []byte {
		var b strings.Builder
		for i, c := range strings.Split("070761-4285", "") {
			if i > 0 {
				b.WriteString(other)
			}
			fmt.Fprintf(&b, run, c)
		}
		return zipped(t, with(docxParts(), "word/document.xml", `<w:document><w:body><w:p>`+b.String()+`</w:p></w:body></w:document>`))
	}
	const run = `<w:r><w:t>%s</w:t></w:r>`
	page := func(s string) []byte {
		return []byte("<html><head><style>.away, p.gone{display:none}@media print{.seen{display:none}}</style></head><body><p>er " + s + "</p><p class=seen>Zichtbaar</p></body></html>")
	}
	for name, data := range map[string][]byte{
		"comment.html": page(between("<!-- 7 -->")), "empty.html": page(between("<b></b>")), "none.html": page(between(`<span style="display: none">7</span>`)),
		"size.html": page(between(`<span style="font-size:0">7</span>`)), "class.html": page(between(`<i class="x away">7</i>`)), "template.html": page(between(`<template>7</template>`)),
		"opacity.html": page(between(`<span style="opacity:0">7</span>`)), "far.html": page(between(`<span style="position:absolute;left:-9999px">7</span>`)),
		"flat.html": page(between(`<span style="max-height:0;overflow:hidden">7</span>`)), "white.html": page(between(`<span style="color:#FFFFFF">7</span>`)), "font.html": page(between(`<font color=white>7</font>`)),
		"wbr.html": page(between("<wbr>")), "shy.html": page(between("&shy;")), "zwnj.html": page(between("&zwnj;")),
		"runs.docx": document(run, ""), "vanish.docx": document(run, `<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>`), "del.docx": document(run, `<w:del><w:r><w:delText>7</w:delText></w:r></w:del>`),
		"white.docx": document(run, `<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>7</w:t></w:r>`), "small.docx": document(run, `<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>7</w:t></w:r>`),
		"hyphen.docx": document(run, `<w:r><w:softHyphen/></w:r>`),
		"cell.xlsx":   zipped(t, with(xlsxParts(), "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row><c t="inlineStr"><is><r><t>`+between("</t></r><r><t>\u200b")+`</t></r></is></c></row></sheetData></worksheet>`)),
		"cell.csv":    []byte("naam;nr\nAnna;" + between("\u00ad") + "\nBram;2\nCees;3\n"),
		"body.txt":    []byte("Haar nummer is " + between("\u200b") + "."),
	} {
		got := inside(t, name, "", data)
		at := got.find("070761-4285")
		if len(at) != 1 || at[0].hidden {
			t.Errorf("%s: it is at %+v in %q", name, at, got.all())
		}
		if strings.HasSuffix(name, ".html") && (len(got.find("Zichtbaar")) != 1 || got.find("Zichtbaar")[0].hidden) {
			t.Errorf("%s: a rule for other screens hides", name)
		}
	}
	symbols := zipped(t, with(docxParts(), "word/document.xml", `<w:document><w:body><w:p><w:r><w:sym w:font="Arial" w:char="F034"/><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Arial" w:char="0032"/></w:r></w:p>
		<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Kop</w:t></w:r></w:p></w:body></w:document>`))
	if got := inside(t, "a.docx", "", symbols); len(got.find("42")) != 1 || got.find("Kop")[0].hidden {
		t.Errorf("symbols, and white letters that begin a line: %+v", got.texts)
	}
}
