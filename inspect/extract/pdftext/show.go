package pdftext

import (
	"bytes"
	"math"
)

// run is what one operator shows: glyphs with their places along the line.
type run struct {
	glyphs []placed
	codes  []byte
	// gaps tell how far glyphs stand apart beyond their widths, at least.
	tight float64
}

// placed is a glyph between two places on its line, in text space.
type placed struct {
	r        rune
	more     string
	from, to float64
}

// showOperator shows the strings of Tj, TJ, ' and " (9.4.3).
func (w *walker) showOperator(op []byte) error {
	items := w.operands
	switch op[0] {
	case '\'', '"':
		if op[0] == '"' {
			if len(items) != 3 || items[0].kind != numeral || items[1].kind != numeral {
				return unclean("operands of \"")
			}
			w.wordSpace, w.charSpace = items[0].n, items[1].n
			items = items[2:]
		}
		w.move(0, -w.leading)
	}
	if w.doubtful {
		return unclean("text of a form whose spacing may be the page's")
	}
	if len(items) != 1 || !w.inText || w.font == nil {
		return unclean("operands of a text")
	}
	if string(op) == "TJ" {
		if items[0].kind != list {
			return unclean("operands of TJ")
		}
		items = w.items[items[0].from:items[0].to]
	} else if items[0].kind != text {
		return unclean("operands of a text")
	}
	return w.show(items)
}

// show lines up the glyphs of strings and what stands between them.
func (w *walker) show(items []operand) error {
	r := &w.run
	r.glyphs, r.codes = r.glyphs[:0], r.codes[:0]
	at := 0.0
	for _, item := range items {
		switch item.kind {
		case numeral:
			at -= item.n / 1000 * w.size * w.horizontal
		case text:
			r.codes = append(r.codes, item.s...)
			var ok bool
			if at, ok = w.showString(item.s, at); !ok {
				return unclean("glyph without its Unicode")
			}
		default:
			return unclean("operands of TJ")
		}
	}
	err := w.place()
	w.tm.e, w.tm.f = w.tm.e+at*w.tm.a, w.tm.f+at*w.tm.b
	return err
}

// showString appends the glyphs of one string, which begins at a place, and tells
// where it ends (9.4.4).
func (w *walker) showString(s []byte, at float64) (end float64, ok bool) {
	f := w.font
	step := 1
	if f.composite {
		if step = 2; len(s)%2 != 0 {
			return at, false
		}
	}
	for ; len(s) > 0; s = s[step:] {
		code := int(s[0])
		if f.composite {
			code = code<<8 | int(s[1])
		}
		g := f.glyph(code)
		if g.r == 0 {
			if w.spans == 0 {
				return at, false
			}
			g.r = unknown
		}
		to := at + float64(g.width)*w.size*w.horizontal
		if w.count += 1 + len(g.more); w.count > w.d.limits.Chars {
			return at, false
		}
		w.run.glyphs = append(w.run.glyphs, placed{g.r, g.more, at, to})
		space := w.charSpace
		if code == ' ' && !f.composite {
			space += w.wordSpace
		}
		at = to + space*w.horizontal
	}
	return at, true
}

// unknown stands for a glyph inside a span whose ActualText has to tell it.
const unknown = '\uFFFD'

// recent is how many texts back a text is looked for that is drawn twice.
const recent = 5

// shown is a text that was drawn.
type shown struct {
	codes  []byte
	font   *font
	frame  *frame
	x, y   float64
	height float64
}

// Where a character's box ends above and below its line, in parts of its size.
const (
	ascent  = 0.78
	descent = 0.22
)

// place puts the run's glyphs on the page.
func (w *walker) place() error {
	r := &w.run
	if len(r.glyphs) == 0 {
		return nil
	}
	m := w.tm.times(w.ctm)
	sign := 1.0
	if w.size*w.horizontal < 0 {
		sign = -1
	}
	unit := math.Hypot(m.a, m.b) * sign
	height := math.Abs(w.size) * math.Hypot(m.c, m.d)
	x, y := m.e+w.rise*m.c, m.f+w.rise*m.d
	if !(height > 0.005) || unit == 0 || !(math.Abs(x) < 1e6) || !(math.Abs(y) < 1e6) || height > 1e5 {
		return unclean("text that is not to be seen, unless the page is as odd")
	}
	f, err := w.frame(m.a*sign, m.b*sign)
	if err != nil {
		return err
	}
	if w.spans > 0 && f != &w.frames[0] {
		return unclean("ActualText of turned text")
	}
	x, y = x*f.cos+y*f.sin, y*f.cos-x*f.sin
	// A digit like the one before stands further away than bold type or a shadow.
	first := min(0.5*(r.glyphs[0].to-r.glyphs[0].from)*unit, 0.25*height)
	if w.drawnBefore(shown{font: w.font, frame: f, x: x, y: y, height: height}, first) {
		return nil
	}
	f.add(r, x, y, unit, height, w.blankWidth(unit, height))
	return nil
}

// drawnBefore tells whether the same text was just drawn at nearly the same
// place: bold type, or a shadow.
func (w *walker) drawnBefore(s shown, first float64) bool {
	for i := range w.objects {
		o := &w.objects[i]
		if o.font == s.font && o.frame == s.frame && o.height == s.height && math.Abs(o.x-s.x) <= first && math.Abs(o.y-s.y) <= s.height/4 && bytes.Equal(o.codes, w.run.codes) {
			return true
		}
	}
	oldest := &w.objects[w.object%recent]
	s.codes = append(oldest.codes[:0], w.run.codes...)
	*oldest = s
	w.object++
	return false
}

// blankWidth is the narrowest gap, in points, that is a blank: half of the
// font's own, where it has one of a common width.
func (w *walker) blankWidth(unit, height float64) float64 {
	blank := math.Abs(float64(w.font.blank) * w.size * w.horizontal * unit)
	if blank < 0.15*height || blank > 0.34*height {
		return 0.13 * height
	}
	return blank / 2
}
