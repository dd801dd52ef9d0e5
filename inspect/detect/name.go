package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// name is what a short text looks like when read as a person's name.
type name struct {
	// ok is set when the text has the shape of a name and nothing in it
	// speaks against one.
	ok bool
	// full is set when there are at least two words, initials included.
	full bool
	// known counts words that are on a list or have the ending of a family
	// name; given and family are set by such words.
	known         int
	given, family bool
	// words are the folded words that make the name, in the order of the
	// text but "Last, First" turned; particles and titles are left out.
	words [6]string
	n     int
	// initials is set when no given name is written out; written counts the
	// words that are.
	initials bool
	written  int
}

// person tells whether the text is a person's full name by itself, without a
// column or a list to support it.
func (n *name) person() bool {
	return n.ok && n.full && (n.given && n.known >= 1 && n.written >= 2 || n.initials && n.family && n.written >= 1)
}

// key is the name in a form that its spellings share.
func (n *name) key() string {
	ws := n.words[:n.n]
	if n.n > 1 {
		ws = append([]string(nil), ws...)
		sortWords(ws)
	}
	return strings.Join(ws, " ")
}

func sortWords(ws []string) {
	for i := 1; i < len(ws); i++ {
		for j := i; j > 0 && ws[j] < ws[j-1]; j-- {
			ws[j], ws[j-1] = ws[j-1], ws[j]
		}
	}
}

// maxName is the longest text in bytes that is read as a name.
const maxName = 64

// parseName reads a cell or a segment of a line as a name. A text in one case
// ("jan jansen", "JAN JANSEN") is accepted, as databases write so.
func parseName(s string) (out name) {
	s = trimName(s)
	if len(s) < 2 || len(s) > maxName {
		return
	}
	if last, first, ok := strings.Cut(s, ","); ok && !strings.Contains(first, ",") {
		if first = strings.TrimSpace(first); first != "" {
			s = first + " " + strings.TrimSpace(last)
		} else {
			s = strings.TrimSpace(last)
		}
	}
	var p nameParser
	lower := s == strings.ToLower(s)
	for w := range strings.FieldsSeq(s) {
		if !p.word(w, lower) {
			return name{}
		}
	}
	return p.done()
}

// trimName takes off what lists put around a name: a leading number or bullet,
// brackets behind it.
func trimName(s string) string {
	s = strings.TrimLeft(strings.TrimSpace(s), "•-–—*·>\"'“„ \t")
	if i := strings.IndexAny(s, "(["); i > 2 && len(s)-i < 30 {
		s = s[:i]
	}
	return strings.TrimRight(s, " \t\"'”“;:,*")
}

type nameParser struct {
	out     name
	cls     class
	caps    int
	parts   int
	strange int
	inits   int
}

// word takes one word of the name; false when the text is no name.
func (p *nameParser) word(w string, lower bool) bool {
	w = strings.Trim(w, "\"'“”„()")
	if w == "" {
		return true
	}
	if isInitials(w) {
		p.out.initials = p.out.n == 0
		p.inits++
		return p.add(fold(strings.ReplaceAll(w, ".", "")))
	}
	r, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsLetter(r) && r != '’' && r != '\'' || !nameLetters(w) {
		return false
	}
	var buf [48]byte
	f := appendFold(buf[:0], w)
	if len(f) == 0 {
		return false
	}
	dot := f[len(f)-1] == '.'
	f = trimDot(f)
	c := words().of(f)
	upper := unicode.IsUpper(r)
	switch {
	case c&title != 0 && p.out.n == 0 && (dot || c&(given|surname) == 0):
		return true
	case c&particle != 0 && (!upper || c&(given|surname) == 0 || p.out.n > 0 && c&given == 0):
		p.parts++
		return true
	case c&(notName|orgWord|monthOrDay|streetWord) != 0 && (c&(given|surname) == 0 || c&(notName|common) == notName|common):
		return false
	case len(w) <= 3 && !lower && len(w) > 1 && w == strings.ToUpper(w) && c&(given|surname) == 0: // "NY", "USA", "JP"
		p.inits++
		return p.add(string(f))
	case c&notName != 0 && !lower && !upper:
		return false
	case dot:
		return false
	case !upper && !lower && !isOther(r) && !hasInnerUpper(w):
		return false
	}
	if upper {
		p.caps++
	}
	if c&(given|surname|common) == 0 && words().ending(f)&(orgWord|streetWord|notName) != 0 && !familyEnding(f) {
		return false
	}
	p.note(f, c)
	return p.add(string(f))
}

// note keeps what the word says of the name.
func (p *nameParser) note(f []byte, c class) {
	p.cls |= c
	if c&(given|surname) == 0 {
		c |= p.hyphenated(f)
	}
	if c&surname == 0 && familyEnding(f) {
		c |= surname
	}
	if c&common != 0 {
		p.strange++
	}
	if c&(given|surname) != 0 {
		p.out.known++
	}
	// A common word ("Mark", "Rose") is a given name only beside another word.
	if c&given != 0 && (p.out.n == 0 || p.out.n == 1 && !p.out.given) {
		p.out.given = true
	}
	if c&surname != 0 {
		p.out.family = true
	}
}

// hyphenated classes "Jan-Willem" by its first part.
func (p *nameParser) hyphenated(f []byte) class {
	for i, c := range f {
		if c == '-' && i >= 2 {
			return words().of(f[:i]) & (given | surname)
		}
	}
	return 0
}

func (p *nameParser) add(w string) bool {
	if p.out.n == len(p.out.words) {
		return false
	}
	p.out.words[p.out.n] = w
	p.out.n++
	return true
}

func (p *nameParser) done() name {
	n := &p.out
	if n.n == 0 {
		return name{}
	}
	n.ok = true
	n.full = n.n >= 2
	n.written = n.n - p.inits
	if p.parts > 0 && n.n >= 1 {
		n.family = true
		if n.known == 0 {
			n.known = 1
		}
	}
	if p.strange == n.n { // every word is an ordinary word too
		n.known = 0
		n.given, n.family = false, false
	}
	return *n
}

// isInitials is true for "J.", "J.P.", "Th." and single capitals.
func isInitials(w string) bool {
	if len(w) > 10 {
		return false
	}
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) {
		return false
	}
	if n == len(w) {
		return true
	}
	dots, letters := 0, 0
	for _, r := range w {
		switch {
		case r == '.':
			dots++
		case unicode.IsLetter(r):
			letters++
		default:
			return false
		}
	}
	return dots > 0 && letters <= 2*dots && w[len(w)-1] == '.' && letters <= 4 && (dots > 1 || letters == 1)
}

// nameLetters allows letters, hyphens, apostrophes and a final dot.
func nameLetters(w string) bool {
	for i, r := range w {
		switch {
		case unicode.IsLetter(r), unicode.Is(unicode.Mn, r), r == '-', r == '\'', r == '’', r == '`', r == '‑':
		case r == '.' && i == len(w)-1:
		default:
			return false
		}
	}
	return true
}

// isOther is true for letters of scripts without case.
func isOther(r rune) bool { return unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsLower(r) }

// hasInnerUpper is true for "d'Angelo", "al-Hassan", "vanBeek".
func hasInnerUpper(w string) bool {
	return strings.IndexFunc(w, unicode.IsUpper) > 0
}

func trimDot(f []byte) []byte {
	if len(f) > 0 && f[len(f)-1] == '.' {
		return f[:len(f)-1]
	}
	return f
}

var familyEndings = [...]string{"sen", "sson", "son", "stra", "sma", "inga", "mans", "mann", "ova", "eva", "ski", "ska",
	"wicz", "vic", "escu", "opoulos", "idis", "dze", "yan", "enko", "chuk", "oglu", "gaard", "strom", "quist", "berg",
	"veld", "huis", "huizen", "kamp", "stein", "dottir"}

// familyEnding tells whether a folded word ends as family names do.
func familyEnding(f []byte) bool {
	for _, e := range familyEndings {
		if len(f) > len(e)+2 && string(f[len(f)-len(e):]) == e {
			return true
		}
	}
	return false
}
