package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words and letters of texts: what parts them, and what they look like.

// isWordRune is true for what words are made of.
func isWordRune(r rune) bool {
	return r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9') ||
		r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r))
}

// isWordByte is true for bytes that words are made of, with the marks that stand in them
// ("hk/kommunal", "St.").
func isWordByte(c byte) bool {
	return c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '/' || c == '.'
}

// isPlain tells whether a byte is none of the marks that are trimmed off words and
// lines, nor part of one: a letter, a digit or a dot.
func isPlain(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '.' }

// isOther is true for letters of scripts without case.
func isOther(r rune) bool { return unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsLower(r) }

// isCapital tells whether a word begins with a capital.
func isCapital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// lowerFirst tells whether a text begins with a small letter.
func lowerFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// isLowerCase tells whether a text is the same in lower case.
func isLowerCase(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf {
			return s == strings.ToLower(s)
		} else if c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return true
}

// isUpperCase tells whether a text is the same in upper case.
func isUpperCase(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf {
			return s == strings.ToUpper(s)
		} else if c >= 'a' && c <= 'z' {
			return false
		}
	}
	return true
}

// hasInnerUpper is true for "d'Angelo", "al-Hassan", "vanBeek".
func hasInnerUpper(w string) bool {
	return strings.IndexFunc(w, unicode.IsUpper) > 0
}

func onlyLetters(w string) bool {
	for i := range len(w) {
		if (w[i]|0x20)-'a' >= 26 {
			return onlyWideLetters(w[i:])
		}
	}
	return true
}

// onlyWideLetters is onlyLetters of what need not be ASCII.
func onlyWideLetters(w string) bool {
	for _, r := range w {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// nextField is where the next of what blanks part, at or behind i, begins and ends;
// both are the end of the text when there is none.
func nextField(s string, i int) (from, to int) {
	for from = i; from < len(s); {
		n := blankAt(s, from)
		if n == 0 {
			break
		}
		from += n
	}
	for to = from; to < len(s) && blankAt(s, to) == 0; {
		to++
	}
	return from, to
}

// blankAt is the length of the blank at i, 0 when there is none.
func blankAt(s string, i int) int {
	if n := blanks[s[i]]; n < 2 {
		return int(n)
	}
	return wideBlank(s[i:])
}

// blanks are 1 for the blanks of ASCII, 2 for what is beyond.
var blanks = func() (t [256]uint8) {
	for c := utf8.RuneSelf; c < len(t); c++ {
		t[c] = 2
	}
	for _, c := range " \t\n\v\f\r" {
		t[c] = 1
	}
	return t
}()

// wideBlank is blankAt the beginning of a text, beyond ASCII.
func wideBlank(s string) int {
	if r, n := utf8.DecodeRuneInString(s); unicode.IsSpace(r) {
		return n
	}
	return 0
}

// nextWord is where the next run of word runes at or behind i begins and ends;
// both are the end of the text when there is none.
func nextWord(s string, i int) (from, to int) {
	for from = i; from < len(s); {
		n, ok := wordRuneAt(s, from)
		if ok {
			break
		}
		from += n
	}
	for to = from; to < len(s); {
		n, ok := wordRuneAt(s, to)
		if !ok {
			break
		}
		to += n
	}
	return from, to
}

// wordRuneAt is isWordRune of the character at i, and its width.
func wordRuneAt(s string, i int) (n int, ok bool) {
	if c := s[i]; c < utf8.RuneSelf {
		return 1, letterCodes[c]-1 < inWord-1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return n, isWordRune(r)
}

// firstWords are the first n words of a text.
func firstWords(s string, n int) string {
	for i := range len(s) {
		if s[i] == ' ' {
			if n--; n == 0 {
				return s[:i]
			}
		}
	}
	return s
}

// lastWords are the last n words of a text.
func lastWords(s string, n int) string {
	s = strings.TrimRight(s, " ")
	at := len(s)
	for ; n > 0; n-- {
		if at = strings.LastIndexByte(s[:at], ' '); at < 0 {
			return s
		}
	}
	return s[at+1:]
}

// containsAny tells whether one of the words stands in a text.
func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// wordSet is the set of the words of a text.
func wordSet(text string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		m[w] = true
	}
	return m
}

func isBlankLine(line string) bool {
	if line != "" && isPlain(line[0]) {
		return false
	}
	return strings.Trim(line, " \t\r\u00a0") == ""
}
