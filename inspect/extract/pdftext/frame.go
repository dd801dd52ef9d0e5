package pdftext

import (
	"math"
	"slices"
)

// frame holds the characters of one direction, in degrees, turned upright: those that
// are shown, or those of layers that are off.
type frame struct {
	veiled   bool
	angle    int
	cos, sin float64
	chars    []Char
}

// maxFrames is the most directions of text on one page.
const maxFrames = 64

// frame gives the frame for text that runs along a vector.
func (w *walker) frame(x, y float64) (*frame, error) {
	veiled := w.veils > 0
	if y == 0 && x > 0 && !veiled {
		return &w.frames[0], nil
	}
	radians := math.Atan2(y, x)
	angle := int(math.Round(radians * 180 / math.Pi))
	if angle == -180 {
		angle = 180
	}
	for i := range w.frames {
		if w.frames[i].angle == angle && w.frames[i].veiled == veiled {
			return &w.frames[i], nil
		}
	}
	if len(w.frames) >= maxFrames {
		return nil, unclean("text in too many directions")
	}
	sin, cos := math.Sincos(float64(angle) * math.Pi / 180)
	w.frames = append(w.frames, frame{veiled: veiled, angle: angle, cos: cos, sin: sin})
	return &w.frames[len(w.frames)-1], nil
}

// widest is how far the letters of one word may be spaced out, in parts of their
// size.
const widest = 0.4

// add appends the characters of a run that begins at x, y, and blanks where
// glyphs stand apart by a blank's width or more.
func (f *frame) add(r *run, x, y float64, s scale) {
	top, bottom := float32(y+ascent*s.height), float32(y-descent*s.height)
	even := r.spacing() * s.unit
	if even > widest*s.height { // single letters, not one word
		even = 0
	}
	f.chars = slices.Grow(f.chars, len(r.glyphs))
	for i := range r.glyphs {
		g := &r.glyphs[i]
		what, left, right := max(g.r, ' '), float32(x+g.from*s.unit), float32(x+g.first*s.unit)
		limit := float32(s.blank)
		if i > 0 {
			limit = float32(s.blank + even)
		}
		if i > 0 && g.more == "" && f.goesOn(what, left, right, limit, s.height) {
			f.place(what, left, right, top, bottom)
		} else {
			f.begin(g, Char{Rune: what, Left: left, Right: right, Top: top, Bottom: bottom}, i > 0, limit, s.height)
		}
		if g.end-g.begin > 1 {
			c := &f.chars[len(f.chars)-1]
			c.Text, c.Tail, c.Right = string(r.text[g.begin:g.end]), float32(x+g.tail*s.unit), float32(x+g.to*s.unit)
		}
	}
}

// begin appends c, which shows g, and what stands before it; same is set when the
// last character is of the same run.
func (f *frame) begin(g *placed, c Char, same bool, blank float32, height float64) {
	f.separate(c, blank, height)
	c.Join(f.chars, func() bool { return same })
	if g.more == "" {
		f.chars = append(f.chars, c)
		return
	}
	f.spread(c, string(g.r)+g.more)
}

// goesOn is set when a character of the run that the last one is of needs nothing
// before it, as most do: separate and Join would find the same.
func (f *frame) goesOn(r rune, left, right, blank float32, height float64) bool {
	last := &f.chars[len(f.chars)-1]
	gap, from := left-last.Right, last.Left
	if last.Text != "" {
		from = last.Tail
	}
	return r > ' ' && last.Rune > ' ' && last.Bottom < last.Top && gap < blank && (right > from || gap > -0.3*float32(height))
}

// place appends a character field by field: a Char that is copied as a whole right
// after it was put together has the processor wait.
func (f *frame) place(r rune, left, right, top, bottom float32) {
	n := len(f.chars)
	if n == cap(f.chars) {
		f.chars = slices.Grow(f.chars, 1)
	}
	f.chars = f.chars[:n+1]
	c := &f.chars[n]
	c.Rune, c.Left, c.Right, c.Top, c.Bottom = r, left, right, top, bottom
	c.Begins, c.Follows, c.Text = false, false, ""
}

// spread appends text in the box of c.
func (f *frame) spread(c Char, text string) {
	n := 0
	for range text {
		n++
	}
	left, width, i := c.Left, c.Right-c.Left, 0
	for _, r := range text {
		c.Rune = r
		c.Left, c.Right = left+width*float32(i)/float32(n), left+width*float32(i+1)/float32(n)
		f.chars = append(f.chars, c)
		c.Begins, c.Follows = false, false
		i++
	}
}

// separate makes up the blank, or the line's end, that stands before c.
func (f *frame) separate(c Char, blank float32, height float64) {
	if len(f.chars) == 0 {
		return
	}
	last := f.chars[len(f.chars)-1].last()
	gap := c.Left - last.Right
	r := ' '
	switch {
	case c.Bottom >= last.Top || c.Top <= last.Bottom:
		r = '\n'
	case last.Rune == ' ' || c.Rune == ' ':
		return
	case gap < blank && (c.Right > last.Left || gap > -0.3*float32(height)):
		return
	}
	f.chars = append(f.chars, Char{Rune: r, Left: last.Right, Right: last.Right, Top: last.Top, Bottom: last.Bottom})
}

// spacing is how far all glyphs of the run stand apart: letters that were
// spaced out are one word.
func (r *run) spacing() float64 {
	if r.count < 3 {
		return 0
	}
	return max(r.least, 0)
}
