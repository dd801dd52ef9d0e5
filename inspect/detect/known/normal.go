package known

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// appendFold appends a word in lower case, without accents.
func appendFold(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return appendFoldRunes(dst, s[i:])
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

func appendFoldRunes(dst []byte, s string) []byte {
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		r = unicode.ToLower(r)
		if t := letter(r); t != "" {
			dst = append(dst, t...)
		} else {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// letter is how letters that are no accented ones are also written.
func letter(r rune) string {
	switch r {
	case 'ø':
		return "o"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ß':
		return "ss"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	}
	return ""
}

// isPart tells whether r belongs to a word or number.
func isPart(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// particle are the small words of names and titles, which are often left out.
func particle(w []byte) bool {
	switch string(w) {
	case "van", "von", "de", "den", "der", "het", "te", "ten", "ter", "zu", "zum", "zur", "af", "av", "da", "di", "du",
		"la", "le", "el", "al", "bin", "ibn", "dos", "das", "del", "della", "op", "in", "t", "s", "d", "l",
		"dr", "drs", "ir", "ing", "mr", "mrs", "ms", "prof", "ds", "herr", "frau", "hr", "fru", "dhr", "mw", "mevr", "mevrouw", "meneer":
		return true
	}
	return false
}

// nameWords are the words of a name, folded, without particles.
func nameWords(s string) (ws [][]byte) {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !isPart(r) }) {
		if f := appendFold(nil, w); !particle(f) && len(f) > 0 && len(f) <= maxWord {
			ws = append(ws, f)
		}
	}
	return ws
}

// maxWord is the longest word, in bytes, that is looked at.
const maxWord = 40

// pair is two words of a name in the order of the alphabet.
func pair(a, b []byte) []byte {
	if string(a) > string(b) {
		a, b = b, a
	}
	out := append(make([]byte, 0, len(a)+len(b)+1), a...)
	return append(append(out, ' '), b...)
}

// compact is a number in capitals, without separators and leading zeros.
func compact(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		out = appendCompact(out, s[i])
	}
	return out
}

func appendCompact(out []byte, c byte) []byte {
	switch {
	case c == '0' && len(out) == 0: // a spreadsheet may have dropped it
	case c >= '0' && c <= '9', c >= 'A' && c <= 'Z':
		out = append(out, c)
	case c >= 'a' && c <= 'z':
		out = append(out, c-'a'+'A')
	}
	return out
}

// phoneDigits are the digits of s, at most the last n; nil when there are fewer.
// Country code and trunk prefix stand before them, so that +45 22 33 44 55 and
// 22334455 agree.
func phoneDigits(s []byte, n int) []byte {
	var out []byte
	for _, c := range s {
		if c >= '0' && c <= '9' {
			out = append(out, c)
		}
	}
	if len(out) < n {
		return nil
	}
	return out[len(out)-n:]
}

// houseNumber is the number at the beginning of s, without its letter: "12" of
// "12B" and of "12-14"; "" when there is none.
func houseNumber(s string) string {
	s = strings.TrimLeft(s, " 0")
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n > 4 {
		return ""
	}
	return s[:n]
}

// appendBirth appends a day as the hash takes it.
func appendBirth(dst []byte, y, m, d int) []byte {
	return append(dst, byte(y>>8), byte(y), byte(m), byte(d))
}

// appendPair appends two values that are hashed as one.
func appendPair[A, B string | []byte](dst []byte, a A, b B) []byte {
	return append(append(append(dst, a...), ' '), b...)
}

func realDay(y, m, d int) bool {
	return y >= 1880 && y <= 2100 && m >= 1 && m <= 12 && d >= 1 && d <= 31
}

// month reads the name of a month in the languages of the neighbourhood; 0 is
// none. w is folded.
func month(w []byte) int {
	if len(w) < 3 {
		return 0
	}
	switch string(w[:3]) {
	case "jan":
		return 1
	case "feb":
		return 2
	case "mar", "maa", "maj", "mai", "may", "mei", "mrz", "mrt":
		if w[2] == 'r' || w[2] == 'a' || w[2] == 'z' || w[2] == 't' {
			return 3
		}
		return 5
	case "apr":
		return 4
	case "jun":
		return 6
	case "jul":
		return 7
	case "aug":
		return 8
	case "sep":
		return 9
	case "okt", "oct":
		return 10
	case "nov":
		return 11
	case "dec", "dez", "des":
		return 12
	}
	return 0
}
