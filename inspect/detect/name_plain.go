package detect

import (
	"unicode"
	"unicode/utf8"
)

// plainName is nameKey, and nameValue of the same, of the many names that are up
// to six words of nothing but Latin letters; plain is false for others. The name
// may stand in two cells. The two functions agree on what is a word of these, and
// have nothing to trim from them, so that one pass does.
func plainName(first, rest string) (key string, ok, plain bool) {
	if len(first)+1+len(rest) > 80 {
		return "", false, false
	}
	var p plainWords
	if !p.read(first) || !p.read(rest) {
		return "", false, false
	}
	if p.n == 0 || p.bad*2 >= p.all || p.all == 1 && p.bytes < 2 {
		return "", false, true
	}
	var ws [len(p.text)][]byte
	for i := range p.n {
		ws[i] = p.text[i][:p.ends[i]]
	}
	return joinSorted(ws[:p.n]), true, true
}

// plainWords are the words of a name, folded, without particles and titles.
type plainWords struct {
	text  [6][longestPlain]byte
	ends  [6]uint8
	n     int
	all   int // words, with the others
	bad   int // words that no name has
	bytes int // of the words as they are written
}

// longestPlain is the longest word in bytes, see nameValue.
const longestPlain = 40

// read takes the words of a text; false when it is not plain.
func (p *plainWords) read(s string) bool {
	for i := 0; i < len(s); {
		if s[i] == ' ' {
			i++
			continue
		}
		if p.all == len(p.text) {
			return false
		}
		n, ok := p.word(s[i:])
		if !ok {
			return false
		}
		i += n
	}
	return true
}

// word takes the word that a text begins with, up to a blank.
func (p *plainWords) word(s string) (n int, ok bool) {
	f := p.text[p.n][:0]
	for n < len(s) && s[n] != ' ' {
		c := s[n]
		if (c|0x20)-'a' < 26 {
			f = append(f, c|0x20)
			n++
		} else if r, w := utf8.DecodeRuneInString(s[n:]); c >= utf8.RuneSelf && r < rune(len(latin)) && unicode.IsLetter(r) {
			f = appendFoldRune(f, r)
			n += w
		} else {
			return 0, false
		}
		if n > longestPlain || len(f) > longestPlain {
			return 0, false
		}
	}
	p.all++
	p.bytes += n
	c := words().of(f)
	if c&(notName|monthOrDay) != 0 && c&(given|surname|particle) == 0 {
		p.bad++
	}
	if len(f) > 0 && !leftOut(c, s, p.n) {
		p.ends[p.n] = uint8(len(f))
		p.n++
	}
	return n, true
}

// leftOut tells whether the key of a name goes without its word w, of class c and with
// n others before it, as parseName's does: titles, and particles that are nobody's
// given name ("Luke van Ginneken", but "Van Anh Nguyen").
func leftOut(c class, w string, n int) bool {
	switch {
	case c&(particle|title) == 0:
		return false
	case c&(given|surname) == 0:
		return true
	}
	return c&particle != 0 && (!isCapital(w) || n > 0 && c&given == 0)
}
