package pdftext

import "unicode"

// Char is a character of a page, in the order of drawing, or a stretch of them.
// Spaces and line ends that no one drew stand among them with an empty box.
type Char struct {
	Rune                     rune
	Left, Top, Right, Bottom float32 // in points, from the lower left corner
	// Text is what a stretch shows: printable ASCII that one operator drew side by
	// side, words with single blanks between them. Rune is the first of it, the box
	// that of all. It is empty for a single character.
	Text string
	// Tail is where the last character of Text begins.
	Tail float32
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
	Chars []Char
	// Turned are the characters of text that does not run from left to right,
	// one list for each direction, with their places turned so that it does.
	Turned [][]Char
	// Hidden are those of layers that are off, as Chars and Turned are.
	Hidden [][]Char
	// Rules are the rules along Chars, and after them those along each of Turned;
	// shorter when there are none.
	Rules    [][]Rule
	Notes    []Note
	Pictures int
}

// FewChars is the number of characters below which a page may be a scan with a
// stamp or a number on it, and its pictures are counted.
const FewChars = 100

// Join tells how c goes on after the characters before it; same tells whether c
// was drawn together with the last of them.
func (c *Char) Join(before []Char, same func() bool) {
	n := len(before)
	if n == 0 {
		return
	}
	last := before[n-1].last()
	if c.beside(last) {
		c.Begins = !same()
	} else if n > 1 && c.after(last, before[n-2].last()) {
		c.Begins = !same()
		c.Follows = !c.Begins || c.joins(last, before[n-2])
	}
}

// last is the last character of a stretch; others are their own.
func (c Char) last() Char {
	if c.Text != "" {
		c.Rune, c.Left, c.Text = rune(c.Text[len(c.Text)-1]), c.Tail, ""
	}
	return c
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
