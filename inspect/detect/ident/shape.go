package ident

import "strings"

// shape is one way of writing, with all kinds that are written so.
type shape struct {
	pattern string
	lead    int  // bytes before the first digit
	spaced  bool // a space is inside: digits beside it with a space belong to the number
	solid   bool // no separators at all
	bare    bool // digits and nothing else, or what looks like something else
	outline outline
	kinds   []*Kind
}

// follow is what stands behind the first run of digits in a shape.
type follow uint8

const (
	followEnd follow = iota
	followLetter
	followSpaceDigit
	followSpaceLetter
	followDashDigit
	followDashLetter
	followOther // . / + and a digit or letter
	followSpace // and neither, as the next two
	followDash
	numFollow
)

const maxRun = 19

// shapes finds the candidates for a run of digits by its length and by what
// follows it; lead holds those with letters in front, token those whose digits
// may be anywhere, by length.
var shapes = makeShapes()

type shapeTable struct {
	plain [maxRun + 1][numFollow][]shape
	lead  [maxRun + 1][numFollow][]shape
	token [maxRun + 1][]shape
	// compact are for Whole, by length of the compact number.
	compact [maxRun + 1][]*Kind
}

func makeShapes() *shapeTable {
	t := new(shapeTable)
	for i := range table {
		k := &table[i]
		for _, p := range k.shapes {
			t.add(p, k)
		}
	}
	return t
}

func (t *shapeTable) add(pattern string, k *Kind) {
	// A date with dots and a number behind it is a rate or a price of that day.
	dated := strings.HasPrefix(pattern, "99.99.99 9")
	before, after, _ := strings.Cut(pattern, ".")
	fraction := strings.Trim(before+after, "9") == "" // or digits only
	s := shape{pattern: pattern, solid: true, bare: fraction || dated}
	run, length := 0, 0
	star := false
	for i := range len(pattern) {
		switch c := pattern[i]; {
		case c == '*':
			star = true
			length++
		case c == '9' || c == 'A':
			length++
		default:
			s.solid = false
			s.spaced = s.spaced || c == ' '
		}
	}
	t.compact[length] = appendNew(t.compact[length], k)
	if star && s.solid {
		t.token[length] = place(t.token[length], s, k)
		return
	}
	for s.lead < len(pattern) && pattern[s.lead] != '9' {
		s.lead++
	}
	for s.lead+run < len(pattern) && pattern[s.lead+run] == '9' {
		run++
	}
	s.outline = allowedBy(pattern[s.lead:])
	f := followEnd
	if s.lead+run < len(pattern) {
		f = follows(pattern[s.lead+run:])
	}
	if s.lead > 0 {
		t.lead[run][f] = place(t.lead[run][f], s, k)
	} else {
		t.plain[run][f] = place(t.plain[run][f], s, k)
	}
}

// follows classifies the pattern behind its first run of digits; every separator
// is one byte.
func follows(rest string) follow {
	digit := len(rest) > 1 && rest[1] == '9'
	neither := len(rest) > 1 && (rest[1] == ' ' || rest[1] == '-')
	switch c := rest[0]; {
	case c == ' ' && neither:
		return followSpace
	case c == '-' && neither:
		return followDash
	case c == ' ' && digit:
		return followSpaceDigit
	case c == ' ':
		return followSpaceLetter
	case c == '-' && digit:
		return followDashDigit
	case c == '-':
		return followDashLetter
	case c == '.', c == '/', c == '+':
		return followOther
	}
	return followLetter
}

// space and dash tell the groups of following.
func (f follow) space() bool {
	return f == followSpace || f == followSpaceDigit || f == followSpaceLetter
}

func (f follow) dash() bool { return f == followDash || f == followDashDigit || f == followDashLetter }

func place(ss []shape, s shape, k *Kind) []shape {
	for i := range ss {
		if ss[i].pattern == s.pattern {
			ss[i].kinds = appendNew(ss[i].kinds, k)
			return ss
		}
	}
	s.kinds = []*Kind{k}
	return append(ss, s)
}

func appendNew(ks []*Kind, k *Kind) []*Kind {
	for _, have := range ks {
		if have == k {
			return ks
		}
	}
	return append(ks, k)
}

// match compares the text from start with the pattern and collects the compact
// number in n.
func (s *shape) match(text string, start int, n *num) (end int, ok bool) {
	i := start
	n.n, n.sep = 0, 0
	for p := range len(s.pattern) {
		if i >= len(text) {
			return 0, false
		}
		c := text[i]
		switch want := s.pattern[p]; want {
		case '9':
			if !isDigit(c) {
				return 0, false
			}
		case 'A':
			if c = upper(c); c < 'A' || c > 'Z' {
				return 0, false
			}
		case '*':
			if c = upper(c); !isDigit(c) && (c < 'A' || c > 'Z') {
				return 0, false
			}
		default:
			w := separator(text[i:], want)
			if w == 0 {
				return 0, false
			}
			if n.sep == 0 {
				n.sep = want
			}
			i += w
			continue
		}
		n.b[n.n%len(n.b)] = c
		n.n++
		i++
	}
	return i, true
}

// separator is the width of the separator want at the start of text, in any of
// its typographic forms; 0 when it is not there.
func separator(text string, want byte) int {
	c := text[0]
	switch {
	case c == want:
		return 1
	case c < 0x80 || want != ' ' && want != '-' || len(text) < 2:
		return 0
	case want == ' ' && c == 0xC2 && text[1] == 0xA0: // no-break space
		return 2
	case len(text) < 3 || c != 0xE2:
		return 0
	}
	b, d := text[1], text[2]
	switch {
	case want == ' ' && b == 0x80 && (d == 0xAF || d >= 0x82 && d <= 0x8A): // U+2002 to U+200A, U+202F
		return 3
	case want == '-' && (b == 0x80 && d >= 0x90 && d <= 0x93 || b == 0x88 && d == 0x92): // U+2010 to U+2013, U+2212
		return 3
	}
	return 0
}

func isDigit(c byte) bool  { return c-'0' < 10 }
func isLetter(c byte) bool { return (c|0x20)-'a' < 26 }
func isAlnum(c byte) bool  { return isDigit(c) || isLetter(c) }

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 0x20
	}
	return c
}
