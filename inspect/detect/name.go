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
	// text has the n folded words that make the name, one after another, in
	// the order of the cell but "Last, First" turned; particles and titles are
	// left out. ends says where each word ends.
	text [maxName * 3 / 2]byte
	ends [6]uint8
	n    int
	// initials is set when no given name is written out; written counts the
	// words that are.
	initials bool
	written  int
	// plain is set when the text is words of letters and nothing else, none of which
	// names a thing: see namesThing.
	plain bool
}

// person tells whether the text is a person's full name by itself, without a
// column or a list to support it.
func (n *name) person() bool {
	return n.ok && n.full && (n.given && n.known >= 1 && n.written >= 2 || n.initials && n.family && n.written >= 1)
}

// key is the name in a form that its spellings share.
func (n *name) key() string {
	var ws [len(n.ends)][]byte
	from := uint8(0)
	for i, end := range n.ends[:n.n] {
		ws[i], from = n.text[from:end], end
	}
	return joinSorted(ws[:n.n])
}

// joinSorted sorts folded words and puts blanks between them.
func joinSorted(ws [][]byte) string {
	var buf [2 * maxName]byte
	b := buf[:0]
	for i := range ws { // few, and sorting them here keeps them off the heap
		for j := i; j > 0 && string(ws[j]) < string(ws[j-1]); j-- {
			ws[j], ws[j-1] = ws[j-1], ws[j]
		}
	}
	for i, w := range ws {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, w...)
	}
	return string(b)
}

// maxName is the longest text in bytes that is read as a name.
const maxName = 64

// parseName reads a cell or a segment of a line as a name. A text in one case
// ("jan jansen", "JAN JANSEN") is accepted, as databases write so.
func parseName(s string) (out name) {
	size := len(s)
	s = trimName(s)
	plain := len(s) == size
	if len(s) < 2 || len(s) > maxName || strings.HasPrefix(s, "An de") && isAtPlace(s) {
		return
	}
	if last, first, ok := strings.Cut(s, ","); ok && !strings.Contains(first, ",") {
		plain = false
		if first = strings.TrimSpace(first); first != "" {
			s = first + " " + strings.TrimSpace(last)
		} else {
			s = strings.TrimSpace(last)
		}
	}
	if i := strings.IndexByte(s, '/'); i > 1 {
		plain = false
		s = booked(s, i)
	}
	p := nameParser{whole: s}
	p.out.plain = plain
	lower := isLowerCase(s)
	for w := range strings.FieldsSeq(s) {
		if !p.word(w, lower) {
			return name{}
		}
	}
	return p.done()
}

// isAtPlace is true for "An der Aue", where somebody lives.
func isAtPlace(s string) bool {
	return len(s) > 7 && strings.IndexByte("rmn", s[5]) >= 0 && s[6] == ' '
}

// booked turns a name as airlines write it, "BERG/ANNA MRS", the bar at i.
func booked(s string, i int) string {
	first := s[i+1:]
	if len(first) < 2 || !isUpperCase(s) {
		return s
	}
	switch at := strings.LastIndexByte(first, ' '); first[at+1:] {
	case "MR", "MRS", "MS", "MISS", "MSTR", "CHD", "INF":
		first = first[:max(0, at)]
	}
	return first + " " + s[:i]
}

// beforeNames and behindNames are marks that may stand around a name, aroundWords around
// each of its words.
var beforeNames, behindNames, aroundWords = marksOf("•-–—*·>\"'“„ \t"), marksOf(" \t\"'”“;:,*"), marksOf("\"'“”„()")

// trimName takes off what lists put around a name: a leading number or bullet,
// brackets behind it.
func trimName(s string) string {
	if s = strings.TrimSpace(s); s != "" && !isPlain(s[0]) {
		s = beforeNames.trimLeft(s)
	}
	if i := openBracket(s); i > 2 && len(s)-i < 30 {
		s = s[:i]
	}
	if s == "" || isPlain(s[len(s)-1]) {
		return s
	}
	return behindNames.trimRight(s)
}

// openBracket is where the first round or square bracket opens, -1 if none does.
func openBracket(s string) int {
	i := strings.IndexByte(s, '(')
	if j := strings.IndexByte(s, '['); j >= 0 && (i < 0 || j < i) {
		return j
	}
	return i
}

type nameParser struct {
	out     name
	whole   string // to know capitals that say nothing
	cls     class
	caps    int
	parts   int
	strange int
	inits   int
}

// word takes one word of the name; false when the text is no name.
func (p *nameParser) word(w string, lower bool) bool {
	if !isPlain(w[0]) || !isPlain(w[len(w)-1]) {
		p.out.plain = false
		if w = aroundWords.trim(w); w == "" {
			return true
		}
	}
	if isInitials(w) {
		p.out.plain = false
		p.out.initials = p.out.n == 0
		p.inits++
		var buf [32]byte
		return p.add(appendFold(buf[:0], strings.ReplaceAll(w, ".", "")))
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
	p.out.plain = p.out.plain && c&(title|particle|orgWord) == 0 && len(w) > 3 && onlyLetters(w)
	switch {
	case c&title != 0 && p.out.n == 0 && (dot || c&(given|surname) == 0):
		return true
	case c&particle != 0 && (!upper || c&(given|surname) == 0 || p.out.n > 0 && c&given == 0 || len(w) < len(p.whole) && isUpperCase(p.whole)):
		p.parts++
		return true
	case c&(notName|orgWord|monthOrDay|streetWord) != 0 && (c&(given|surname) == 0 || c&(notName|common) == notName|common && !(upper && c&surname != 0 && p.out.given && p.out.n == 1)):
		return false
	case len(w) <= 3 && !lower && len(w) > 1 && isUpperCase(w) && c&(given|surname) == 0: // "NY", "USA", "JP"
		p.inits++
		return p.add(f)
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
		if !p.out.given && p.parts == 0 || !placeEnding(f) {
			return false
		}
		p.out.plain = false
		c |= surname
	}
	p.note(f, c)
	return p.add(f)
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

func (p *nameParser) add(w []byte) bool {
	n := &p.out
	if n.n == len(n.ends) {
		return false
	}
	from := 0
	if n.n > 0 {
		from = int(n.ends[n.n-1])
	}
	n.ends[n.n] = uint8(from + copy(n.text[from:], w))
	n.n++
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
	if len(w) > 10 || len(w) > 1 && w[0] < utf8.RuneSelf && w[len(w)-1] != '.' {
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
		case unicode.IsLetter(r) && letters < 4:
			letters++
		default:
			return false
		}
	}
	return dots > 0 && letters <= 2*dots && w[len(w)-1] == '.' && letters <= 4 && (dots > 1 || letters == 1)
}

// nameLetters allows letters, hyphens, apostrophes and a final dot.
func nameLetters(w string) bool {
	for i := range len(w) {
		if (w[i]|0x20)-'a' >= 26 {
			return wideNameLetters(w[i:])
		}
	}
	return true
}

// wideNameLetters is nameLetters of what need not be ASCII.
func wideNameLetters(w string) bool {
	for i, r := range w {
		switch {
		case r < utf8.RuneSelf && uint8(r|0x20)-'a' < 26:
		case unicode.IsLetter(r), unicode.Is(unicode.Mn, r), r == '-', r == '\'', r == '’', r == '`', r == '‑':
		case r == '.' && i == len(w)-1:
		default:
			return false
		}
	}
	return true
}

var familyEndings = [...]string{"sen", "sson", "son", "stra", "sma", "inga", "mans", "mann", "ova", "eva", "ski", "ska",
	"wicz", "vic", "escu", "opoulos", "idis", "dze", "yan", "enko", "chuk", "oglu", "gaard", "strom", "quist", "berg",
	"veld", "huis", "huizen", "kamp", "stein", "dottir"}

// placeEndings are of streets and houses, and of families that come from there:
// behind a given name they are a family's, folded.
var placeEndings = [...]string{"dijk", "weg", "haus", "hof", "gade", "ring", "damm", "steeg", "gate", "bakken", "bank", "vaenget", "park", "markt"}

// placeEnding tells whether a folded word ends in one of them, and is not called
// after somebody as streets are: "Andersensgade".
func placeEnding(f []byte) bool {
	for _, e := range placeEndings {
		if n := len(f) - len(e); n > 2 && string(f[n:]) == e {
			return f[n-1] != 's' || e == "haus" || e == "hof"
		}
	}
	return false
}

// familyEnding tells whether a folded word ends as family names do.
func familyEnding(f []byte) bool {
	if len(f) == 0 {
		return false
	}
	for _, e := range words().families[f[len(f)-1]] {
		if len(f) > len(e)+2 && string(f[len(f)-len(e):]) == e {
			return true
		}
	}
	return false
}
