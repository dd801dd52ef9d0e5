package detect

import (
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// segment is a piece of a line between delimiters and values.
type segment struct {
	at   int
	text string
}

// segments cuts a line at commas, semicolons, tabs, bars, dashes and gaps, and
// around the values found in it, and appends the pieces to segs.
func segments(segs []segment, line string, hits []ident.Hit) []segment {
	start := 0
	flush := func(end int) {
		from := start
		for from < end && blankAt(line, from) > 0 {
			from += blankAt(line, from)
		}
		if s := strings.TrimSpace(line[from:max(from, end)]); hasLetter(s) {
			segs = append(segs, segment{from, s})
		}
	}
	next := 0 // the next hit
	for i := 0; i < len(line); i++ {
		for next < len(hits) && hits[next].Start < i {
			next++
		}
		stop := len(line)
		if next < len(hits) {
			stop = hits[next].Start
		}
		for i < stop && (!delimiting[line[i]] || line[i] == ' ' && i+1 < len(line) && letterCodes[line[i+1]]-1 < inWord-1) {
			i++ // a blank before a word parts nothing
		}
		if i == len(line) {
			break
		}
		if next < len(hits) && i == stop && cuts(hits[next]) {
			flush(i)
			i = hits[next].End - 1
			start = i + 1
			continue
		}
		if n := delimiter(line, i); n > 0 {
			flush(i)
			start = i + n
			i += n - 1
		}
	}
	flush(len(line))
	return segs
}

// cuts tells whether a value cannot be part of a name.
func cuts(h ident.Hit) bool { return !h.Kind.ContextOnly && h.End > h.Start }

// delimiting is true for what a delimiter begins with.
var delimiting = func() (t [256]bool) {
	for _, c := range []byte(",;\t|<>()[]=/\":. ") {
		t[c] = true
	}
	return t
}()

// delimiter is the length of the delimiter at i, 0 when there is none.
func delimiter(line string, i int) int {
	switch line[i] {
	case ',', ';', '\t', '|', '<', '>', '(', ')', '[', ']', '=', '/', '"':
		return 1
	case ':':
		return 1
	case '.': // leaders
		n := i
		for n < len(line) && line[n] == '.' {
			n++
		}
		if n-i >= 3 {
			return n - i
		}
	case ' ':
		if i+1 < len(line) && line[i+1] == ' ' {
			return 2
		}
		if i+2 < len(line) && line[i+1] == '-' && line[i+2] == ' ' {
			return 3
		}
		if i+1 < len(line) && line[i+1] < 0x80 {
			return 0
		}
		for _, dash := range [...]string{" – ", " — ", " • ", " · ", " … "} {
			if strings.HasPrefix(line[i:], dash) {
				return len(dash)
			}
		}
	}
	return 0
}

// afterNameLabel is what stands behind a label without a colon, "Navn Anna Berg",
// that is no name n; it is empty for other texts.
func (p *prose) afterNameLabel(text string, n *name) string {
	if n.ok || len(text) > maxName || !isCapital(text) {
		return ""
	}
	for i, words := 0, 1; words <= 3; words++ {
		next := strings.IndexByte(text[i:], ' ')
		if next < 0 {
			return ""
		}
		i += next + 1
		if !isCapital(text[i:]) || !headings().mayName(text[:i-1]) { // most
			continue
		}
		if h := p.d.heading(text[:i-1]); h.exact && (h.kind == kFull || h.kind == kGiven) {
			return text[i:]
		}
	}
	return ""
}

// beforeValue tells whether a value of a person stands close behind a segment:
// "Hodan Zadran (0171 2345678)".
func beforeValue(line string, s segment, hits []ident.Hit) bool {
	end := s.at + len(s.text)
	for _, h := range hits {
		if h.Start < end || h.Kind.ContextOnly {
			continue
		}
		between := line[end:h.Start]
		return len(between) <= maxBetween && strings.TrimLeft(between, " ") != "" && strings.IndexByte(between, ';') <= 1 && letters(between) <= 8
	}
	return false
}

// rightBefore tells whether a telephone number, mailbox or date begins where a
// segment ends.
func rightBefore(line string, s segment, hits []ident.Hit) bool {
	end := s.at + len(s.text)
	for _, h := range hits {
		if h.Start < end || h.Kind.Attribute != inspect.Phone && h.Kind.Attribute != inspect.Email && h.Kind.Name != "date" {
			continue
		}
		between := line[end:h.Start]
		return len(between) <= 3 && strings.Trim(between, " (<:*") == ""
	}
	return false
}

// maxBetween is how far behind a name in bytes its value may stand: " (34 years, ".
const maxBetween = 16

// joined reads two segments as one name: "Last, First", or first and last name
// in cells of their own.
func (p *prose) joined(line, text string, n name, a, b segment, listed bool) (out name) {
	from, to := a.at+len(a.text), b.at
	if from > to || to > len(line) {
		return
	}
	between := line[from:to]
	if between == "" || between[0] < utf8.RuneSelf && strings.IndexByte(",/;| \t\r\v\f", between[0]) < 0 {
		return // most
	}
	b.text = withoutCall(b.text, line[to+len(b.text):])
	m := parseName(b.text)
	switch {
	case !m.ok || m.n > 2, isCallWord(b.text), lowerFirst(b.text) && !isLowerCase(line):
	case strings.TrimSpace(between) == "," && listed && isSurname(text, &n) && m.n == 1:
		return parseName(text + ", " + b.text)
	case strings.TrimSpace(between) == "," && (m.given || n.family && m.known == 0 && m.n == 1):
		return parseName(text + ", " + b.text)
	case between == "/" && n.n == 1 && m.n == 1 && isUpperCase(text) && isUpperCase(b.text) && (n.given || m.given):
		return parseName(text + "/" + b.text)
	case between == "\t" || between == ";" || between == "|" || len(between) > 1 && strings.TrimSpace(between) == "":
		if n.given || m.family && m.n == 1 {
			return parseName(text + " " + b.text)
		}
		if m.given {
			return parseName(b.text + " " + text)
		}
	}
	return
}

// bullets stand before the items of a list.
var bullets = marksOf("-*•·– \t")

// unnumber takes a list number or bullet off a segment.
func unnumber(s string) (string, int) {
	if s != "" && isPlain(s[0]) && s[0] > '9' {
		return s, 0
	}
	t := bullets.trimLeft(s)
	i := 0
	for i < len(t) && i < 4 && t[i] >= '0' && t[i] <= '9' {
		i++
	}
	if i > 0 && i < len(t) && strings.IndexByte(".) \t:", t[i]) >= 0 {
		t = strings.TrimLeft(t[i+1:], " \t")
	}
	return t, len(s) - len(t)
}
