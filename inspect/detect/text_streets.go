package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// streetLike tells whether a text has the words of a street and a house number,
// and whether it has at least the shape of one.
func streetLike(s string) (street, shaped bool) {
	var word, number bool
	fields := 0
	for w := range strings.FieldsSeq(s) {
		fields++
		w = strings.Trim(w, ",.;()")
		if houseNumber(w) {
			number = true
			continue
		}
		if len(w) < 2 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) && r != '\'' {
			continue
		}
		shaped = true
		var buf [40]byte
		if len(w) <= 32 && streetName(appendFold(buf[:0], w)) {
			word = true
		}
	}
	shaped = shaped && number && fields >= 2 && fields <= 8
	return word && shaped, shaped
}

func streetName(f []byte) bool {
	f = trimDot(f)
	return words().of(f)&streetWord != 0 || words().ending(f)&streetWord != 0
}

// houseNumber is true for 1 to 4 digits with a letter or a range behind them.
func houseNumber(w string) bool {
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	return n >= 1 && n <= 4 && len(w)-n <= 4 && !strings.ContainsAny(w[n:], ".:,%€$")
}

// address is a street and number in one spelling.
func address(s string) string { return string(appendAddress(make([]byte, 0, 64), s)) }

func appendAddress(b []byte, s string) []byte {
	n := len(b)
	b = appendFold(b, s)
	kept := b[:n]
	for _, c := range b[n:] {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			kept = append(kept, c)
		}
	}
	return kept
}
