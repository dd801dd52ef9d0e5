package detect

import (
	"unicode"
	"unicode/utf8"
)

// folds maps lower-case letters to ASCII as the word lists are written. What is
// not in it stays as it is, so that other scripts keep their letters.
var folds = map[rune]string{
	'à': "a", 'á': "a", 'â': "a", 'ã': "a", 'ä': "a", 'å': "a", 'ā': "a", 'ă': "a", 'ą': "a", 'æ': "ae",
	'ç': "c", 'ć': "c", 'č': "c", 'ĉ': "c", 'ċ': "c", 'ď': "d", 'đ': "d", 'ð': "d",
	'è': "e", 'é': "e", 'ê': "e", 'ë': "e", 'ē': "e", 'ė': "e", 'ę': "e", 'ě': "e",
	'ğ': "g", 'ģ': "g", 'ĝ': "g", 'ġ': "g", 'ħ': "h",
	'ì': "i", 'í': "i", 'î': "i", 'ï': "i", 'ī': "i", 'į': "i", 'ı': "i", 'ķ': "k",
	'ł': "l", 'ľ': "l", 'ĺ': "l", 'ļ': "l", 'ñ': "n", 'ń': "n", 'ň': "n", 'ņ': "n",
	'ò': "o", 'ó': "o", 'ô': "o", 'õ': "o", 'ö': "o", 'ø': "o", 'ō': "o", 'ő': "o", 'ơ': "o", 'œ': "oe",
	'ŕ': "r", 'ř': "r", 'ś': "s", 'š': "s", 'ş': "s", 'ș': "s", 'ß': "ss", 'ť': "t", 'ţ': "t", 'ț': "t", 'þ': "th",
	'ù': "u", 'ú': "u", 'û': "u", 'ü': "u", 'ū': "u", 'ů': "u", 'ű': "u", 'ư': "u", 'ų': "u",
	'ý': "y", 'ÿ': "y", 'ź': "z", 'ž': "z", 'ż': "z", '’': "'", '`': "'", '´': "'",
}

// small has the small letters of the capitals of ASCII, and every other byte as it is.
var small = func() (t [256]byte) {
	for c := range t {
		t[c] = byte(c)
		if c >= 'A' && c <= 'Z' {
			t[c] |= 0x20
		}
	}
	return t
}()

// appendFold appends s in lower case and without diacritics to dst.
func appendFold(dst []byte, s string) []byte {
	i := 0
	if free := dst[len(dst):cap(dst)]; len(free) >= len(s) { // as far as it is ASCII
		for ; i < len(s) && i < len(free); i++ {
			c := small[s[i]]
			if c >= utf8.RuneSelf {
				break
			}
			free[i] = c
		}
		dst = dst[:len(dst)+i]
	}
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		dst = appendFoldRune(dst, r)
	}
	return dst
}

// latin is folds for the letters of most texts, capitals too, without a look-up.
var latin = func() (t [0x250]string) {
	for i := range t {
		r := unicode.ToLower(rune(i))
		if t[i] = folds[r]; t[i] == "" {
			t[i] = string(r)
		}
	}
	return t
}()

// appendFoldRune is appendFold of one character.
func appendFoldRune(dst []byte, r rune) []byte {
	if r >= rune(len(latin)) {
		r = unicode.ToLower(r)
	}
	if r < rune(len(latin)) {
		return append(dst, latin[r]...)
	}
	if s, ok := folds[r]; ok {
		return append(dst, s...)
	}
	if r >= 0x1EA0 && r <= 0x1EF9 {
		return append(dst, vietnamese(r))
	}
	if unicode.Is(unicode.Mn, r) { // a combining accent, after its letter
		return dst
	}
	return utf8.AppendRune(dst, r)
}

// vietnamese is the plain letter of U+1EA0 to U+1EF9, which are in the order of the
// alphabet.
func vietnamese(r rune) byte {
	switch {
	case r < 0x1EB8:
		return 'a'
	case r < 0x1EC8:
		return 'e'
	case r < 0x1ECC:
		return 'i'
	case r < 0x1EE4:
		return 'o'
	case r < 0x1EF2:
		return 'u'
	}
	return 'y'
}

func fold(s string) string { return string(appendFold(make([]byte, 0, len(s)+8), s)) }
