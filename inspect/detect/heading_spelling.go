package detect

import (
	"strings"
	"unicode/utf8"
)

// spelled matches a word as it stands and as it would be with its umlauts:
// exports of databases write "foedselsdato" and "Maedchenname".
func (t *headingTable) spelled(w string, take func(int)) bool {
	found := t.match(w, take)
	v, ae := withUmlauts(w), strings.Contains(w, "ae")
	if v == w && !ae || len(w) <= 3 || words().of([]byte(w))&given != 0 {
		return found
	}
	if v != w {
		found = t.match(v, take) || found
	}
	if ae {
		found = t.match(umlautsToo.Replace(w), take) || found
	}
	return found
}

// umlauts turns what stands for ø, ö, ü and å into the letters that the word
// lists have for them; æ is "ae" there, and ä is "a".
var (
	umlauts    = strings.NewReplacer("oe", "o", "ue", "u", "aa", "a")
	umlautsToo = strings.NewReplacer("oe", "o", "ue", "u", "aa", "a", "ae", "a")
)

// withUmlauts spares words that have none the replacer.
func withUmlauts(w string) string {
	for i := 1; i < len(w); i++ {
		if w[i] == 'e' && (w[i-1] == 'o' || w[i-1] == 'u') || w[i] == 'a' && w[i-1] == 'a' {
			return umlauts.Replace(w)
		}
	}
	return w
}

// normalHeading folds a header and turns its punctuation and camelCase into
// spaces: "Geb.Datum" and "geb. datum" are "geb datum", "firstName" is "first name".
func normalHeading(s string) string {
	var buf [2 * maxHeading]byte
	return string(appendHeading(buf[:0], s))
}

// appendHeading appends what normalHeading gives to an empty b.
func appendHeading(b []byte, s string) []byte {
	var prev rune
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z' && prev >= 'a' && prev <= 'z':
			b = append(b, ' ', byte(r)+'a'-'A')
		case r == 'º' || r == 'ª': // "N.º de sócio"
			b = append(b, ' ')
		case r == '-' || r == '\'' || r == '’':
			if len(b) == 1 && (b[0] == 'e') { // e-mail
				break
			}
			b = append(b, ' ')
		case r < utf8.RuneSelf && isWordRune(r):
			b = append(b, byte(r)|0x20)
		case isWordRune(r):
			b = appendFoldRune(b, r)
		default:
			b = append(b, ' ')
		}
		prev = r
	}
	return oneBlank(b)
}

// oneBlank takes out, in place, all blanks but one between words.
func oneBlank(b []byte) []byte {
	out := b[:0]
	for i, c := range b {
		if c != ' ' || len(out) > 0 && i+1 < len(b) && b[i+1] != ' ' {
			out = append(out, c)
		}
	}
	return out
}
