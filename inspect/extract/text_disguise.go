package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// undisguised is a text as a person reads it: without characters that show nothing,
// with digits and letters that only look like others for those, and with letters
// together that hard or narrow blanks put apart one by one.
func undisguised(t string) string {
	if !mayDisguise(t) {
		return t
	}
	runes := make([]rune, 0, len(t))
	for _, r := range t {
		if !showsNothing(r) {
			runes = append(runes, lookAlike(r))
		}
	}
	smallDigits(runes)
	foreignLetters(runes)
	return string(joinSpread(runes))
}

// mayDisguise is the cheap half of undisguised: most texts have none of its
// characters, and are looked through byte by byte.
func mayDisguise[T string | []byte](t T) bool {
	for i := 0; i < len(t); i++ {
		c := t[i]
		if c >= ' ' && c < 0xc2 && c != 0x7f || c > 0xc2 && c < 0xcd { // ASCII; Latin letters and their accents
			continue
		}
		if c < 0xc2 {
			if isControl(rune(c)) {
				return true
			}
			continue
		}
		next := t[i:min(i+3, len(t))]
		switch {
		case len(next) < 2:
			return false
		case c == 0xc2:
			if next[1] == 0xad || next[1] == 0xa0 && spread(t[i+2:]) || next[1] == 0xb2 || next[1] == 0xb3 || next[1] == 0xb9 {
				return true
			}
		case c == 0xe2 && len(next) == 3:
			if punctuationDisguises(next[1], next[2]) {
				return true
			}
		case c == 0xf0:
			if next[1] == 0x9d { // mathematical letters and digits
				return true
			}
		case c == 0xf3 || c < 0xf0:
			return true
		}
	}
	return false
}

// spread tells whether another hard blank follows one character further.
func spread[T string | []byte](t T) bool {
	for i := 1; i < min(len(t)-1, 5); i++ {
		if t[i] == 0xc2 && t[i+1] == 0xa0 {
			return true
		}
	}
	return false
}

// punctuationDisguises tells the characters of U+2000 to U+2FFF, by their second and
// third byte, that are not dashes, quotation marks, bullets and signs.
func punctuationDisguises(second, third byte) bool {
	switch second {
	case 0x80:
		return third <= 0x8f || third == 0xa4 || third >= 0xaa && third <= 0xaf
	case 0x81:
		return true
	case 0x82:
		return third <= 0x89
	case 0x83:
		return third >= 0x90
	case 0x91, 0x92, 0x93, 0x9d, 0x9e:
		return true
	}
	return false
}

// showsNothing tells characters that change at most how others are drawn, and fillers.
func showsNothing(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r >= 0x180b && r <= 0x180e,
		r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0x20e3, r == 0x3164,
		r >= 0xfe00 && r <= 0xfe0f, r == 0xfeff, r == 0xffa0, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}

// isControl tells the control characters that neither end a line nor begin a page or a
// column. Programs leave them at the ends of fields and fonts without a blank draw it by
// one.
func isControl(r rune) bool {
	return r < ' ' && (r < '\t' || r > '\r') || r == '\v' || r == 0x7f
}

// lookAlike is the ASCII character that r is another form of: of full width, a
// mathematical letter, a digit of another script; a blank for a control character.
func lookAlike(r rune) rune {
	switch {
	case isControl(r):
		return ' '
	case r < 0x660:
		return r
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xff01 + '!'
	case r >= 0x1d400 && r <= 0x1d7ff, r >= 0x249c && r <= 0x24e9:
		if s := norm.NFKC.String(string(r)); utf8.RuneCountInString(s) == 1 {
			plain, _ := utf8.DecodeRuneInString(s)
			return plain
		}
	case r == 0x2024: // one dot leader
		return '.'
	case unicode.Is(unicode.Nd, r): // blocks of ten that begin at 0 or 6
		n := r & 0xf
		if n >= 6 && !unicode.Is(unicode.Nd, r-n) {
			n -= 6
		}
		if n < 10 {
			return '0' + n
		}
	}
	return r
}

// smallDigits sets raised, lowered and circled digits right where several stand
// together: one alone belongs to a unit or a note.
func smallDigits(runes []rune) {
	before := false
	for i, r := range runes {
		d, ok := smallDigit(r)
		if !ok {
			before = false
			continue
		}
		after := false
		if i+1 < len(runes) {
			_, after = smallDigit(runes[i+1])
		}
		if before || after {
			runes[i] = d
		}
		before = true
	}
}

func smallDigit(r rune) (rune, bool) {
	switch {
	case r == 0xb9:
		return '1', true
	case r == 0xb2, r == 0xb3:
		return r - 0xb2 + '2', true
	case r == 0x2070, r >= 0x2074 && r <= 0x2079:
		return r - 0x2070 + '0', true
	case r >= 0x2080 && r <= 0x2089:
		return r - 0x2080 + '0', true
	case r >= 0x2460 && r <= 0x2468:
		return r - 0x2460 + '1', true
	case r == 0x24ea, r == 0x24ff:
		return '0', true
	case r >= 0x2776 && r <= 0x277e:
		return r - 0x2776 + '1', true
	}
	return 0, false
}

// Cyrillic and Greek letters that look like Latin ones, and these.
const (
	foreign = "аеорсхуіјѕһԁԛԝАВЕКМНОРСТХУІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιρ"
	latin   = "aeopcxyijshdqwABEKMHOPCTXYIJSABEZHIKMNOPTYXovip"
)

// foreignLetters writes words in Latin letters that mix them with such.
func foreignLetters(runes []rune) {
	for i := 0; i < len(runes); {
		from := i
		own, others := 0, 0
		for ; i < len(runes) && unicode.IsLetter(runes[i]); i++ {
			switch r := runes[i]; {
			case r < 0x250:
				own++
			case strings.ContainsRune(foreign, r):
				others++
			default:
				own = -len(runes) // a word of that script
			}
		}
		for k := from; k < i && own > 0 && others > 0; k++ {
			if at := strings.IndexRune(foreign, runes[k]); at >= 0 {
				runes[k] = rune(latin[utf8.RuneCountInString(foreign[:at])])
			}
		}
		if i == from {
			i++
		}
	}
}

// minSpread is how many characters one by one are no chance.
const minSpread = 5

// joinSpread takes blanks that do not break a line, or are narrow, from between
// characters that stand apart one by one.
func joinSpread(runes []rune) []rune {
	out := runes[:0]
	for i := 0; i < len(runes); {
		end, words := i, 0
		for end+2 < len(runes) && !oddBlank(runes[end]) && oddBlank(runes[end+1]) && runes[end] != '\n' && !oddBlank(runes[end+2]) {
			if runes[end] != ' ' {
				words++
			}
			end += 2
		}
		if words < minSpread-1 || 2*words < (end-i)/2 {
			out = append(out, runes[i])
			i++
			continue
		}
		for ; i < end; i += 2 {
			out = append(out, runes[i])
		}
	}
	return out
}

func oddBlank(r rune) bool {
	return r == 0xa0 || r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f
}
