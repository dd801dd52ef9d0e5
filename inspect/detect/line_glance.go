package detect

import "strings"

// maybeNamed tells in one pass whether a line can hold a name: two words with a
// capital, and not a whole sentence of others.
func maybeNamed(line string) bool {
	var words uint32 // with a capital, and in the high half in small letters
	start := uint32(1)
	for i := range len(line) { // no branch: nobody can tell where words begin
		begin := begins[line[i]]
		words += begin & -start
		start = begin >> 31
	}
	upper, lower := int(words&0xFFFF), int(words>>16&0x7FFF)
	return upper >= 2 && lower <= 2*upper+4 || upper == 0 && lower >= 2 && lower <= 3
}

// begins says what a character that begins a word is: one for a capital or beyond
// ASCII, one in the high half for a small letter, nothing for something else. The
// top bit is set for what stands between words.
var begins = func() (t [256]uint32) {
	for c := range t {
		switch {
		case c >= 'A' && c <= 'Z' || c >= 0x80:
			t[c] = 1
		case c >= 'a' && c <= 'z':
			t[c] = 1 << 16
		case strings.IndexByte(" \t,;(-|/\"*:<.)", byte(c)) >= 0:
			t[c] = 1 << 31
		}
	}
	return t
}()

// digitCount is how many digits a line has.
type digitCount struct {
	line string
	n    int
}

// digitsOf is digitsIn of the line that is read, which several readers ask for.
func (p *prose) digitsOf(line string) int {
	if p.counts.line != line {
		p.counts = digitCount{line, digitsIn(line)}
	}
	return p.counts.n
}
