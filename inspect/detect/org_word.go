package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hasOrgWord tells whether a text has a word of organisations in it.
func hasOrgWord(s string) bool {
	l := words()
	var before, c class
	for from, to := nextWord(s, 0); from < len(s); from, to = nextWord(s, to) {
		w := s[from:to]
		if before = c; len(w) < 2 || len(w) > 40 {
			continue
		}
		var buf [48]byte
		f := appendFold(buf[:0], w)
		if c = l.of(f); c&orgWord != 0 && (c&(given|surname) == 0 || len(f) <= 3 && isUpperCase(w)) {
			return true
		} else if c == 0 && l.ending(f)&orgWord != 0 && !familyEnding(f) && !(before&given != 0 && placeEnding(f)) {
			return true
		}
	}
	return hasDottedForm(s)
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

// hasDottedForm tells whether a text has a legal form that looks like initials
// behind a name: "Hoekstra Bouw B.V.".
func hasDottedForm(s string) bool {
	if strings.HasSuffix(s, " S.L.") || strings.HasSuffix(s, " S.L.U.") {
		return true
	}
	i := strings.Index(s, ".V.")
	if i < 3 || s[i-1]|0x20 != 'b' && s[i-1]|0x20 != 'n' && s[i-1] != 'e' || s[i-2] != ' ' || !isWordByte(s[i-3]) {
		return false
	}
	after := s[i+len(".V."):]
	return after == "" || strings.IndexByte(",;:)\t", after[0]) >= 0
}
