package pdftext

import (
	"bytes"
	"math"
)

// run is what one operator shows: glyphs with their places along the line.
type run struct {
	glyphs []placed
	codes  []byte
	text   []byte // of stretches
	count  int    // of characters
	least  float64
}

// placed is a glyph between two places on its line, in text space, or a stretch
// of glyphs.
type placed struct {
	r        rune
	more     string
	from, to float64
	// begin and end tell where run.text has a stretch; both are 0 for other
	// glyphs. first is where its first character ends, tail where the last begins.
	begin, end  int
	first, tail float64
}

// scale tells what text space is on the page, in points.
type scale struct {
	unit, height float64 // of 1 along the line, of the font
	blank        float64 // the narrowest gap that is one
}

// widestBlank is that of a stretch, in parts of the font's height.
const widestBlank = 0.6

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
	r.glyphs, r.codes, r.text, r.count, r.least = r.glyphs[:0], r.codes[:0], r.text[:0], 0, math.Inf(1)
	m := w.tm.times(w.ctm)
	sc := w.scale(m)
	at := 0.0
	for _, item := range items {
		switch item.kind {
		case numeral:
			at -= item.n / 1000 * w.size * w.horizontal
		case text:
			r.codes = append(r.codes, item.s...)
			var ok bool
			if at, ok = w.showString(item.s, at, sc); !ok {
				return unclean("glyph without its Unicode")
			}
		default:
			return unclean("operands of TJ")
		}
	}
	err := w.place(m, sc)
	w.tm.e, w.tm.f = w.tm.e+at*w.tm.a, w.tm.f+at*w.tm.b
	return err
}

// scale measures text space as it is drawn by m.
func (w *walker) scale(m matrix) (s scale) {
	s.unit, s.height = math.Hypot(m.a, m.b), math.Abs(w.size)*math.Hypot(m.c, m.d)
	if w.size*w.horizontal < 0 {
		s.unit = -s.unit
	}
	s.blank = w.blankWidth(s.unit, s.height)
	return s
}

// showString appends the glyphs of one string, which begins at a place, and tells
// where it ends (9.4.4).
func (w *walker) showString(s []byte, at float64, sc scale) (end float64, ok bool) {
	f, r := w.font, &w.run
	step := 1
	if f.composite {
		if step = 2; len(s)%2 != 0 {
			return at, false
		}
	}
	stretches := w.spans == 0 && sc.unit > 0
	before := r.count
	for len(s) > 0 {
		if n := len(r.glyphs); n > 0 {
			r.least = min(r.least, at-r.glyphs[n-1].to)
		}
		if stretches {
			if n, to := w.stretch(s, at, sc); n > 0 {
				s, at = s[n:], to
				continue
			}
		}
		code := f.code(s)
		g := f.glyph(code)
		if g.r == 0 {
			if w.spans == 0 {
				return at, false
			}
			g.r = unknown
		}
		to := at + float64(g.width)*w.size*w.horizontal
		r.count += 1 + len(g.more)
		r.glyphs = append(r.glyphs, placed{r: g.r, more: g.more, from: at, to: to, first: to})
		at = to + w.space(code)
		s = s[step:]
	}
	w.count += r.count - before
	return at, w.count <= w.d.limits.Chars
}

// space is what stands between a character and the next one, by their width.
func (w *walker) space(code int) float64 {
	if code == ' ' && !w.font.composite {
		return (w.charSpace + w.wordSpace) * w.horizontal
	}
	return w.charSpace * w.horizontal
}

// stretch takes the codes at the head of s that show printable ASCII, side by side
// and with single blanks of a common width inside, and tells how many bytes they
// are and where the next one begins. They go on with a stretch that ends there.
func (w *walker) stretch(s []byte, at float64, sc scale) (n int, end float64) {
	f, r := w.font, &w.run
	step := 1
	if f.composite {
		step = 2
	}
	width, space := w.size*w.horizontal, w.charSpace*w.horizontal
	if !sc.joins(space) { // letters that stand apart
		s = s[:step]
	}
	g := f.plain(s)
	if g == nil || g.r == ' ' {
		return 0, at
	}
	right := at + float64(g.width)*width
	k := len(r.glyphs) - 1
	if k < 0 || r.glyphs[k].end == 0 || !sc.joins(at-r.glyphs[k].to) || right < r.glyphs[k].to {
		r.glyphs = append(r.glyphs, placed{r: g.r, from: at, first: right, begin: len(r.text)})
		k++
	}
	left, text := at, append(r.text, g.ascii)
	for n = step; n < len(s); n += step {
		if g = f.plain(s[n:]); g == nil {
			break
		}
		next := right + space
		if g.r == ' ' {
			blank := float64(g.width) * width
			next += blank + w.space(f.code(s[n:]))
			if n+step == len(s) || blank <= 0 || next < right || (next-right)*sc.unit > widestBlank*sc.height {
				break
			}
			if g = f.plain(s[n+step:]); g == nil || g.r == ' ' {
				break
			}
			text = append(text, ' ')
			r.least = min(r.least, w.space(f.code(s[n:])))
			n += step
		}
		to := next + float64(g.width)*width
		if to < right {
			break
		}
		left, right, text = next, to, append(text, g.ascii)
	}
	if len(text)-len(r.text) > 1 {
		r.least = min(r.least, space)
	}
	r.count += len(text) - len(r.text)
	r.text = text
	p := &r.glyphs[k]
	p.to, p.tail, p.end = right, left, len(text)
	return n, right + space
}

// joins tells whether a character belongs to the one a gap before it.
func (s scale) joins(gap float64) bool {
	gap *= s.unit
	return gap < s.blank && gap > -0.3*s.height
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
func (w *walker) place(m matrix, s scale) error {
	r := &w.run
	if len(r.glyphs) == 0 {
		return nil
	}
	unit, height, sign := s.unit, s.height, 1.0
	if unit < 0 {
		sign = -1
	}
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
	first := min(0.5*(r.glyphs[0].first-r.glyphs[0].from)*unit, 0.25*height)
	if w.drawnBefore(shown{font: w.font, frame: f, x: x, y: y, height: height}, first) {
		return nil
	}
	f.add(r, x, y, s)
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
