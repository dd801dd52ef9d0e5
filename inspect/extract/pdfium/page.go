package pdfium

import (
	"math"
	"strings"
	"unicode"
)

// Char is a character of a page, in PDFium's order. Spaces and line ends that
// PDFium made up stand among them with an empty box.
type Char struct {
	Rune                     rune
	Left, Top, Right, Bottom float32 // in points, from the lower left corner
	// Begins is set where a text of its own begins right beside another,
	// without a blank: in a table whose columns touch, or anywhere in a line
	// that was drawn piece by piece.
	Begins bool
	// Follows is set where the text goes on after a single blank of its own.
	Follows bool
}

// Note is an annotation's words: a comment, or a form field's value.
type Note struct {
	Text  string
	Field bool
}

// Page is what a page holds.
type Page struct {
	Chars    []Char
	Notes    []Note
	Pictures int
}

// Kinds of annotations and objects (fpdf_annot.h, fpdf_edit.h).
const (
	annotPopup  = 16
	annotWidget = 20
	annotLink   = 2
	objectPath  = 2
	objectImage = 3
	objectForm  = 5
)

// maxNotes is the most annotations looked at on one page.
const maxNotes = 10_000

// Page reads page i, form fields and annotations drawn into it. ok is false
// when the page is broken.
func (d *Document) Page(i int, chars []Char) (p Page, ok bool) {
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
	if len(p.Chars) == 0 {
		p.Pictures = d.pictures(page)
	}
	d.call("FPDF_ClosePage", page)
	return p, d.err == nil
}

// notes gives the texts of annotations, and of fields that nothing draws.
func (d *Document) notes(page uint64) (notes []Note) {
	for i := range min(int(int32(d.call("FPDFPage_GetAnnotCount", page))), maxNotes) {
		a := d.call("FPDFPage_GetAnnot", page, uint64(i))
		if a == 0 {
			continue
		}
		kind := d.call("FPDFAnnot_GetSubtype", a)
		if to, ok := strings.CutPrefix(d.uri(a, kind), "mailto:"); ok {
			notes = append(notes, Note{Text: to})
		}
		keys := []string{"Contents", "T", "Subj"}
		if kind == annotWidget {
			keys = []string{"V", "TU", "DV"}
		}
		for _, key := range keys {
			text := d.text(func(buf, size uint64) uint64 {
				return d.call("FPDFAnnot_GetStringValue", a, uint64(d.cstring(key)), buf, size)
			})
			if text != "" && (kind != annotPopup || key == "Contents") {
				notes = append(notes, Note{text, kind == annotWidget})
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

func (d *Document) chars(page uint64, chars []Char) []Char {
	text := d.call("FPDFText_LoadPage", page)
	if text == 0 {
		return chars
	}
	n := int(int32(d.call("FPDFText_CountChars", text)))
	for i := range max(n, 0) {
		c := Char{Rune: rune(uint32(d.call("FPDFText_GetUnicode", text, uint64(i))))}
		if d.call("FPDFText_GetLooseCharBox", text, uint64(i), uint64(d.scratch)) != 0 {
			c.Left, c.Top, c.Right, c.Bottom = d.float(0), d.float(4), d.float(8), d.float(12)
		}
		if d.err != nil {
			break
		}
		same := func() bool {
			return d.call("FPDFText_GetTextObject", text, uint64(i)) == d.call("FPDFText_GetTextObject", text, uint64(i-1))
		}
		switch n := len(chars); {
		case n > 0 && c.beside(chars[n-1]):
			c.Begins = !same()
		case n > 1 && c.after(chars[n-1], chars[n-2]):
			c.Begins = !same()
			c.Follows = !c.Begins || c.joins(chars[n-1], chars[n-2])
		}
		chars = append(chars, c)
	}
	d.call("FPDFText_ClosePage", text)
	return chars
}

// beside is set when c stands in the line of the character before it and may
// belong to another text: not quite where that one's width ends, or a capital or
// a digit after something else.
func (c Char) beside(before Char) bool {
	gap, height := c.Left-before.Right, before.Top-before.Bottom
	if c.Rune <= ' ' || before.Rune <= ' ' || height <= 0 || c.Bottom >= before.Top || c.Top <= before.Bottom {
		return false
	}
	return gap > 0.01*height || gap < -0.01*height || unicode.IsDigit(c.Rune) != unicode.IsDigit(before.Rune) ||
		unicode.IsUpper(c.Rune) && !unicode.IsUpper(before.Rune)
}

// after is set when one blank stands between c and the character before it: one
// that was drawn, or the made up one of a narrow gap.
func (c Char) after(blank, before Char) bool {
	drawn := blank.Right > blank.Left || c.Left-before.Right < 0.35*(c.Top-c.Bottom)
	return drawn && c.Rune > ' ' && before.Rune > ' ' && (blank.Rune == ' ' || blank.Rune == 0xa0) &&
		c.Bottom < before.Top && c.Top > before.Bottom && c.Left > before.Left
}

// joins is set when a blank that was drawn fills the space between two characters.
func (c Char) joins(blank, before Char) bool {
	slack := 0.03 * (c.Top - c.Bottom)
	if blank.Right <= blank.Left { // made up
		return false
	}
	left, right := blank.Left-before.Right, c.Left-blank.Right
	return left < slack && left > -slack && right < slack && right > -slack
}

func (d *Document) float(offset uint32) float32 {
	bits, _ := d.memory.ReadUint32Le(d.scratch + offset)
	f := math.Float32frombits(bits)
	if f != f || f > 1e6 || f < -1e6 {
		return 0
	}
	return f
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
