package detect

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

func count(s string) (letters, digits, others int) {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			l, d, o := countRunes(s[i:])
			return letters + l, digits + d, others + o
		}
		switch {
		case c-'0' < 10:
			digits++
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		case c != ' ':
			others++
		}
	}
	return
}

func countRunes(s string) (letters, digits, others int) {
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsLetter(r):
			letters++
		case r != ' ':
			others++
		}
	}
	return
}

func hasLetter(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c >= 'a' && c <= 'z' || s[i] >= 0x80 {
			return true
		}
	}
	return false
}

func digitsIn(s string) (n int) {
	for len(s) >= 8 {
		stretch := s[:min(len(s), maxCounted)]
		s = s[len(stretch)&^7:]
		var others uint64 // eight counts of bytes
		for ; len(stretch) >= 8; stretch = stretch[8:] {
			n += 8
			others += notDigits(eightBytes(stretch)) >> 7
		}
		const each = 0x0001000100010001
		n -= int(((others&(0xFF*each) + others>>8&(0xFF*each)) * each) >> 48)
	}
	for i := range len(s) {
		if s[i]-'0' < 10 {
			n++
		}
	}
	return n
}

// maxCounted is how many bytes eight counts of a byte suffice for.
const maxCounted = 8 * 255

// hasDigit is digitsIn(s) > 0.
func hasDigit(s string) bool { return nextDigit(s, 0) < len(s) }

// nextDigit is where the first digit from i on stands, the end when there is none.
func nextDigit(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		if digits := notDigits(eightBytes(s[i:])) ^ 0x8080808080808080; digits != 0 {
			return i + bits.TrailingZeros64(digits)/8
		}
	}
	for i < len(s) && s[i]-'0' >= 10 {
		i++
	}
	return i
}

// notDigits has the top bit of every byte set that is no digit, and nothing else: less
// '0' a digit is below ten, and anything else has the top bit set when 0x76 is added.
func notDigits(eight uint64) uint64 {
	const each, low = 0x0101010101010101, 0x7F7F7F7F7F7F7F7F
	eight ^= '0' * each
	return (eight&low + 0x76*each | eight) &^ low
}

// eightBytes are the first eight bytes of a text, the first one lowest.
func eightBytes(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// fewBytes are eightBytes of a text that has less, zeros behind its end.
func fewBytes(s string) (few uint64) {
	for i := len(s) - 1; i >= 0; i-- {
		few = few<<8 | uint64(s[i])
	}
	return few
}

// compact keeps letters and digits, so that ways of writing a number agree.
func compact(s string) string {
	b := make([]byte, 0, 40)
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			b = append(b, c|0x20)
		}
	}
	for len(b) > 0 && b[0] == '0' { // a spreadsheet may have dropped it
		b = b[1:]
	}
	return string(b)
}

// lastDigits are the last eight digits of a phone number, with or without
// country code.
func lastDigits(s string) string {
	var b [8]byte
	n := len(b)
	for i := len(s) - 1; i >= 0 && n > 0; i-- {
		if s[i] >= '0' && s[i] <= '9' {
			n--
			b[n] = s[i]
		}
	}
	return string(b[n:])
}

// smallNumber reads an age.
func smallNumber(s string) (int, bool) {
	n, any := 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			n, any = n*10+int(c-'0'), true
		case any:
			return n, n < 120
		}
		if n > 120 {
			return 0, false
		}
	}
	return n, any
}

func digitsOnly(s string) bool { return s != "" && digitsIn(s) == len(s) }

func isDigitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// letters counts the bytes of letters.
func letters(s string) (n int) {
	for i := range len(s) {
		if c := s[i] | 0x20; c >= 'a' && c <= 'z' || s[i] >= 0x80 {
			n++
		}
	}
	return n
}

// count1 is 1 for what is so.
func count1(b bool) int {
	if b {
		return 1
	}
	return 0
}
