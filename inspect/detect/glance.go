package detect

import "strings"

// maybeNamed tells in one pass whether a line can hold a name: two words with a
// capital, and not a whole sentence of others.
func maybeNamed(line string) bool {
	upper, lower := 0, 0
	start := true
	for i := range len(line) {
		begin := begins[line[i]]
		if start {
			upper += int(begin & 1)
			lower += int(begin >> 1 & 1)
		}
		start = begin == between
	}
	return upper >= 2 && lower <= 2*upper+4 || upper == 0 && lower >= 2 && lower <= 3
}

// begins says what a character that begins a word is: a capital or beyond ASCII,
// a small letter, something else, or no word but what stands between words.
var begins = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= 'A' && c <= 'Z' || c >= 0x80:
			t[c] = 1
		case c >= 'a' && c <= 'z':
			t[c] = 2
		case strings.IndexByte(" \t,;(-|/\"*:<", byte(c)) >= 0:
			t[c] = between
		}
	}
	return t
}()

const between = 4

// glance counts the digits of a line and looks for an at sign.
func glance(line string) (digits int, at bool) {
	sum := uint32(0)
	for i := range len(line) {
		sum += glances[line[i]]
	}
	return int(sum & 0xFFFF), sum > 0xFFFF
}

// glances is one for a digit and much more for an at sign; lines are short.
var glances = func() (t [256]uint32) {
	for c := '0'; c <= '9'; c++ {
		t[c] = 1
	}
	t['@'] = 1 << 16
	return t
}()
