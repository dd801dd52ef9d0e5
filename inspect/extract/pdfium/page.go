package pdfium

import (
	"math"
	"strings"

	"github.com/postlock/postlock/inspect/extract/pdftext"
)

// Kinds of annotations and objects (fpdf_annot.h, fpdf_edit.h).
const (
	annotPopup  = 16
	annotWidget = 20
	annotLink   = 2
	annotFile   = 17
	objectPath  = 2
	objectImage = 3
	objectForm  = 5
)

// annotInvisible is a flag that hides only kinds of annotations that are not
// known (ISO 32000-1, 12.5.3), but to FPDFPage_Flatten any.
const annotInvisible = 1

// maxNotes is the most annotations looked at on one page.
const maxNotes = 10_000

// Page reads page i, form fields and annotations drawn into it; its characters
// come in PDFium's order and into the room of chars. ok is false
// when the page is broken.
func (d *Document) Page(i int, chars []pdftext.Char) (p pdftext.Page, ok bool) {
	page := d.call("FPDF_LoadPage", d.doc, uint64(i))
	if page == 0 {
		return p, false
	}
	p.Notes = d.notes(page)
	if d.call("FPDFPage_GetAnnotCount", page) > 0 {
		// FLAT_NORMALDISPLAY; 1 is success, after which the page must be
		// loaded again to show what was drawn.
		if d.call("FPDFPage_Flatten", page, 0) == 1 {
			d.call("FPDF_ClosePage", page)
			if page = d.call("FPDF_LoadPage", d.doc, uint64(i)); page == 0 {
				return p, false
			}
		}
	}
	p.Chars = d.chars(page, chars[:0])
	if d.unmark(page) {
		if shown := plain(d.chars(page, nil)); squeezed(shown) != squeezed(plain(p.Chars)) {
			p.Notes = append(p.Notes, pdftext.Note{Text: shown})
		}
	}
	p.Rules = [][]pdftext.Rule{d.rules(page)}
	if len(p.Chars) < pdftext.FewChars {
		p.Pictures = d.pictures(page)
	}
	d.call("FPDF_ClosePage", page)
	return p, d.err == nil
}

// notes gives the texts of annotations, and of fields that nothing draws.
func (d *Document) notes(page uint64) (notes []pdftext.Note) {
	for i := range min(int(int32(d.call("FPDFPage_GetAnnotCount", page))), maxNotes) {
		a := d.call("FPDFPage_GetAnnot", page, uint64(i))
		if a == 0 {
			continue
		}
		kind := d.call("FPDFAnnot_GetSubtype", a)
		if kind == annotFile {
			d.attach(d.call("FPDFAnnot_GetFileAttachment", a))
		}
		if flags := d.call("FPDFAnnot_GetFlags", a); flags&annotInvisible != 0 {
			d.call("FPDFAnnot_SetFlags", a, flags&^annotInvisible)
		}
		if to := d.uri(a, kind); len(to) > len("mailto:") && strings.EqualFold(to[:len("mailto:")], "mailto:") {
			notes = append(notes, pdftext.Note{Text: to[len("mailto:"):]})
		}
		keys := []string{"Contents", "T", "Subj", "RC"}
		if kind == annotWidget {
			keys = []string{"V", "TU", "DV"}
		}
		for _, key := range keys {
			text := d.text(func(buf, size uint64) uint64 {
				return d.call("FPDFAnnot_GetStringValue", a, uint64(d.cstring(key)), buf, size)
			})
			if key == "RC" {
				notes = pdftext.WithRichText(notes, text)
			} else if text != "" && (kind != annotPopup || key == "Contents") {
				notes = append(notes, pdftext.Note{Text: text, Field: kind == annotWidget})
			}
		}
		d.call("FPDFPage_CloseAnnot", a)
	}
	return notes
}

// uri is where a link leads, "" for other annotations.
func (d *Document) uri(annot, kind uint64) string {
	if kind != annotLink {
		return ""
	}
	action := d.call("FPDFLink_GetAction", d.call("FPDFAnnot_GetLink", annot))
	if action == 0 {
		return ""
	}
	n := d.call("FPDFAction_GetURIPath", d.doc, action, uint64(d.scratch), scratchSize)
	b, _ := d.memory.Read(d.scratch, uint32(min(n, scratchSize)))
	return strings.TrimRight(string(b), "\x00")
}

func (d *Document) chars(page uint64, chars []pdftext.Char) []pdftext.Char {
	text := d.call("FPDFText_LoadPage", page)
	if text == 0 {
		return chars
	}
	n := int(int32(d.call("FPDFText_CountChars", text)))
	for i := range max(n, 0) {
		c := pdftext.Char{Rune: rune(uint32(d.call("FPDFText_GetUnicode", text, uint64(i))))}
		if d.call("FPDFText_GetLooseCharBox", text, uint64(i), uint64(d.scratch)) != 0 {
			c.Left, c.Top, c.Right, c.Bottom = d.float(0), d.float(4), d.float(8), d.float(12)
		}
		if d.err != nil {
			break
		}
		same := func() bool {
			return d.call("FPDFText_GetTextObject", text, uint64(i)) == d.call("FPDFText_GetTextObject", text, uint64(i-1))
		}
		c.Join(chars, same)
		chars = append(chars, c)
	}
	d.call("FPDFText_ClosePage", text)
	return chars
}

// maxMarked is the most objects of one page that unmark looks at.
const maxMarked = 200_000

// unmark takes every ActualText away, which PDFium gives instead of what is
// shown, and tells whether there was one.
func (d *Document) unmark(page uint64) bool {
	left := maxMarked
	return d.unmarkAll("FPDFPage_CountObjects", "FPDFPage_GetObject", page, 0, &left)
}

func (d *Document) unmarkAll(count, get string, parent uint64, depth int, left *int) (found bool) {
	for i := range max(0, int(int32(d.call(count, parent)))) {
		if *left--; *left < 0 || depth > 20 {
			return found
		}
		o := d.call(get, parent, uint64(i))
		if d.call("FPDFPageObj_GetType", o) == objectForm {
			found = d.unmarkAll("FPDFFormObj_CountObjects", "FPDFFormObj_GetObject", o, depth+1, left) || found
		}
		for j := int(int32(d.call("FPDFPageObj_CountMarks", o))) - 1; j >= 0; j-- {
			mark := d.call("FPDFPageObj_GetMark", o, uint64(j))
			if d.call("FPDFPageObjMark_GetParamValueType", mark, uint64(d.cstring("ActualText"))) != 0 {
				d.call("FPDFPageObj_RemoveMark", o, mark)
				found = true
			}
		}
	}
	return found
}

// plain is the text of characters.
func plain(chars []pdftext.Char) string {
	var b strings.Builder
	for _, c := range chars {
		b.WriteRune(c.Rune)
	}
	return b.String()
}

// squeezed is text without blanks.
func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

func (d *Document) float(offset uint32) float32 {
	bits, _ := d.memory.ReadUint32Le(d.scratch + offset)
	f := math.Float32frombits(bits)
	if f != f || f > 1e6 || f < -1e6 {
		return 0
	}
	return f
}

// Rules are looked for among so many objects, in paths of so many pieces: of lines
// and boxes.
const (
	maxRuled = 5000
	boxParts = 6
	thin     = 2 // points
	short    = 6
)

// rules gives the lines along the text, and the edges of boxes.
func (d *Document) rules(page uint64) (rules []pdftext.Rule) {
	for i := range min(int(int32(d.call("FPDFPage_CountObjects", page))), maxRuled) {
		o := d.call("FPDFPage_GetObject", page, uint64(i))
		if d.call("FPDFPageObj_GetType", o) != objectPath || int32(d.call("FPDFPath_CountSegments", o)) > boxParts {
			continue
		}
		at := uint64(d.scratch)
		if d.call("FPDFPageObj_GetBounds", o, at, at+4, at+8, at+12) == 0 {
			continue
		}
		left, bottom, right, top := d.float(0), d.float(4), d.float(8), d.float(12)
		if right-left < short {
			continue
		}
		rules = append(rules, pdftext.Rule{Left: left, Right: right, Y: bottom})
		if top-bottom > thin {
			rules = append(rules, pdftext.Rule{Left: left, Right: right, Y: top})
		}
	}
	return rules
}

// manyPaths is the number of drawn shapes from which a page without text may
// hold letters as shapes.
const manyPaths = 100

// pictures counts images, and what may be one: forms, letters drawn as shapes.
func (d *Document) pictures(page uint64) (n int) {
	paths := 0
	for i := range min(int(int32(d.call("FPDFPage_CountObjects", page))), 1000) {
		switch d.call("FPDFPageObj_GetType", d.call("FPDFPage_GetObject", page, uint64(i))) {
		case objectImage, objectForm:
			n++
		case objectPath:
			paths++
		}
	}
	return n + paths/manyPaths
}
