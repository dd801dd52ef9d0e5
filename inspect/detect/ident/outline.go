package ident

// An outline is what a text looks like to the shapes from a digit on: four bits for
// each of its first sixteen characters, one of which is set. Those of a shape are what
// it allows, so that one look tells nearly all shapes that a text has not.
type outline uint64

const (
	outlineDigit  outline = 1 << iota
	outlineLetter         // of ASCII
	outlineSpace          // in any of its typographic forms
	outlineMark           // another character that is in shapes
	outlineEnd    outline = 15
)

const outlineBits, outlineLength = 4, 16

// outlines are those of one character; what is in no shape ends the outline.
var outlines = func() (t [256]outline) {
	for c := range t {
		switch c := byte(c); {
		case isDigit(c):
			t[c] = outlineDigit
		case isLetter(c):
			t[c] = outlineLetter
		case c == ' ':
			t[c] = outlineSpace
		case c == '-', c == '.', c == '/', c == '+':
			t[c] = outlineMark
		default:
			t[c] = outlineEnd
		}
	}
	return t
}()

// outlineOf is the outline of a text. Its end is nothing that a shape allows.
func outlineOf(t string) (o outline) {
	i := 0
	for at := 0; at < outlineLength*outlineBits; at += outlineBits {
		if i >= len(t) {
			return o | outlineEnd<<at
		}
		c := outlines[t[i]]
		w := 1
		if c == outlineEnd && t[i] >= 0x80 {
			if w = separator(t[i:], ' '); w > 0 {
				c = outlineSpace
			} else if w = separator(t[i:], '-'); w > 0 {
				c = outlineMark
			}
		}
		o |= c << at
		if c == outlineEnd {
			return o
		}
		i += w
	}
	return o
}

// allowedBy is the outline of all texts that a pattern allows.
func allowedBy(pattern string) (o outline) {
	for i := range outlineLength {
		allowed := outlineEnd
		if i < len(pattern) {
			switch c := pattern[i]; c {
			case '9':
				allowed = outlineDigit
			case 'A':
				allowed = outlineLetter
			case '*':
				allowed = outlineDigit | outlineLetter
			default:
				allowed = outlines[c]
			}
		}
		o |= allowed << (i * outlineBits)
	}
	return o
}
