package detect

import (
	"strings"
	"unicode"
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
		whole := line[start:max(start, end)]
		if s := strings.TrimSpace(whole); s != "" && hasLetter(s) {
			segs = append(segs, segment{start + strings.Index(whole, s), s})
		}
	}
	next := 0 // the next hit
	for i := 0; i < len(line); i++ {
		for next < len(hits) && hits[next].Start < i {
			next++
		}
		if next < len(hits) && hits[next].Start == i && cuts(hits[next]) {
			flush(i)
			i = hits[next].End - 1
			start = i + 1
			continue
		}
		if code := letterCodes[line[i]]; code != 0 && code < inWord {
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

// namesIn finds the people named in a line.
func (p *prose) namesIn(line string, segs []segment, hits []ident.Hit) (names []*lineRecord) {
	if len(hits) == 0 && len(segs) >= 2 && len(segs) <= maxAbreast {
		if names = p.abreast(line, segs); names != nil {
			return names
		}
	}
	for i := 0; i < len(segs) && len(names) < maxNames; i++ {
		s, first := segs[i], i == 0
		text, off := unnumber(s.text)
		if bare := withoutCall(text, line[s.at+len(s.text):]); bare != text {
			text, s.text = bare, s.text[:off+len(bare)]
		}
		n, whole := parseName(text), len(segs) == 1
		if rest := p.afterNameLabel(text, &n); rest != "" {
			off, text, n = off+len(text)-len(rest), rest, parseName(rest)
		}
		if len(hits) > 0 {
			if one, other, ok := household(text, true); ok {
				_, _, sure := household(text, false)
				r := p.newRecord(parseName(other), s.at+off, sure)
				r.partner, r.whole = nameKey(one), true
				names = append(names, r)
				continue
			}
		}
		digits := false
		if !n.ok && p.digits >= leastRun {
			text, n = beforeDigits(text, n)
			digits = n.ok
		}
		if n.ok && lowerFirst(text) && isLowerCase(text) && !isLowerCase(line) {
			n = name{} // words of a sentence
		}
		if !n.ok { // a thing's name is looked for only where a person's is found
			more := p.inSentence(names, text, s.at+off)
			if len(more) == len(names) && len(hits) > 0 {
				if next, ok := strings.CutPrefix(text, ". "); first || ok { // another sentence behind a value
					more = p.atStart(names, next, s.at+off+len(text)-len(next))
				}
			}
			if len(more) > len(names) && !namesThing(text) {
				names = more
			}
			continue
		}
		if namesThing(text) || startsStreet(text, line[s.at+len(s.text):]) {
			continue
		}
		if off > 0 && ((!n.given || p.banded) && p.belowName(s.text) || p.isTown(s.text, i)) {
			continue // a house number before a street
		}
		if n.ok && (!n.full || i == 0 && isSurname(text, &n)) && i+1 < len(segs) {
			if m := p.joined(line, text, n, s, segs[i+1], i == 0 && (len(hits) > 0 || p.digits >= 7 || len(segs) == 2)); m.ok {
				n, whole = m, i == 0 && len(segs) == 2
				i++
			}
		}
		if n.ok && n.n == 1 && n.given && strings.IndexByte(text, ' ') < 0 {
			if m := beforeStreet(line, text, s, hits); m.ok {
				n = m
			}
		}
		switch {
		case n.person():
			r := p.newRecord(n, s.at+off, true)
			r.whole = whole
			names = append(names, r)
		case n.ok && n.full && len(names) == 0 && first && (len(hits) > 0 || whole || len(line) <= shortLine && namesBirthday(line) || p.digits >= 7 || len(segs) == 2 && p.d.special.in(segs[1].text) != 0) && n.n <= 4 && (!lowerFirst(text) || n.n <= 3 && p.digits >= 7 && isLowerCase(line)):
			r := p.newRecord(n, s.at+off, false)
			r.whole = whole
			r.likely = n.given || n.initials && n.written >= 1 && n.n <= 4
			r.valued = digits || rightBefore(line, s, hits)
			names = append(names, r)
		case n.ok && n.n == 1 && n.given && len(names) == 0 && first && s.at+off <= len(line)-len(strings.TrimLeft(line, "-*•·– \t")) && len(line) < 60 && (len(hits) > 0 || p.digits >= 7) && !lowerFirst(text):
			r := p.newRecord(n, s.at+off, false)
			r.likely, r.single = true, true
			names = append(names, r)
		case n.ok && n.n == 1 && len(names) == 0 && i == 0 && p.cur != nil && p.cur.single && p.line == p.cur.line+1 && len(line) < 60 && (len(hits) > 0 || p.digits >= 7) && isCapital(text):
			r := p.newRecord(n, s.at+off, false)
			r.single = true
			names = append(names, r)
		case n.ok && n.full && n.n <= 4 && !lowerFirst(text) && beforeValue(line, s, hits):
			r := p.newRecord(n, s.at+off, false)
			r.valued = true
			names = append(names, r)
		case n.ok && n.full && n.n <= 4 && !lowerFirst(text) && len(names) > 0 && (digits || rightBefore(line, s, hits)):
			r := p.newRecord(n, s.at+off, false) // one of several in a row
			r.valued = true
			names = append(names, r)
		case n.ok && n.full && n.n <= 3 && !n.given && len(names) == 0 && i == 1 && len(segs) == 2 && len(line) <= shortLine && strings.HasSuffix(line[:s.at], ": ") && s.at+len(s.text) == len(line) && isCapital(text):
			names = append(names, p.newRecord(n, s.at+off, false)) // "Visit: Hodan Zadran"
		case n.n > 3:
			names = p.inSentence(names, text, s.at+off)
		}
	}
	if len(names) == 0 && len(line) < 80 {
		if n, at := withinStreet(line, hits); n.person() {
			names = append(names, p.newRecord(n, at, true))
		} else if n := ahead(line, hits); n.ok && n.full {
			names = append(names, p.newRecord(n, 0, false))
		}
	}
	if len(names) > 1 { // a known name makes the guess beside it unnecessary
		known := names[:0]
		for _, n := range names {
			if n.strong || n.valued {
				known = append(known, n)
			}
		}
		if len(known) > 0 {
			names = known
		}
	}
	return names
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

// withinStreet reads the name that a street begins with where only blanks part
// them: "Poul Dam Kirkevej 84A 7100 Vejle". A street called after somebody has a
// bare word for street behind the name.
func withinStreet(line string, hits []ident.Hit) (n name, at int) {
	for _, h := range hits {
		if h.Kind.Name != "street" {
			continue
		}
		ws := strings.Fields(line[h.Start:h.End])
		if len(ws) < 4 || words().of([]byte(fold(ws[0])))&given == 0 || !isCapital(ws[1]) || !isCapital(ws[2]) || words().of([]byte(fold(ws[2])))&streetWord != 0 {
			continue
		}
		return parseName(ws[0] + " " + ws[1]), h.Start
	}
	return n, 0
}

// ahead reads the words with capitals that a line begins with as a name on no list,
// all but the last before a house number: "Kavitha Thomsen Kirkegade 32".
func ahead(line string, hits []ident.Hit) (n name) {
	for _, h := range hits {
		if h.Kind.Name != "street" {
			continue
		}
		ws := strings.Fields(line[:h.End])
		last := len(ws) - 2
		if last < 2 || last > 3 || !houseNumber(ws[last+1]) || words().of([]byte(fold(ws[last])))&streetWord != 0 {
			return
		}
		for _, w := range ws[:last+1] {
			if !isCapital(w) || !nameLetters(w) {
				return
			}
		}
		if text := strings.Join(ws[:last], " "); !namesThing(text) {
			return parseName(text)
		}
		return
	}
	return
}

// beforeStreet reads a given name with the first word of the street behind it,
// where nothing but a blank parts a name from an address: "Ejvind Skovgaard
// Møllegade 120".
func beforeStreet(line, text string, s segment, hits []ident.Hit) (n name) {
	for _, h := range hits {
		if h.Kind.Name != "street" || h.Start != s.at+len(s.text)+1 {
			continue
		}
		if ws := strings.Fields(line[h.Start:h.End]); len(ws) >= 3 && isCapital(ws[1]) {
			return parseName(text + " " + ws[0])
		}
	}
	return n
}

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

func lowerFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func (p *prose) newRecord(n name, at int, strong bool) *lineRecord {
	if len(p.d.fresh) == 0 {
		p.d.fresh = make([]lineRecord, freshRecords)
	}
	r := &p.d.fresh[0]
	p.d.fresh = p.d.fresh[1:]
	*r = lineRecord{record: record{name: n.key()}, strong: strong, known: n.known > 0, at: at, below: p.below, line: p.line, where: p.place, hidden: p.hidden}
	return r
}

// freshRecords are made at a time: names are many, and few of them are kept.
const freshRecords = 8

// unnumber takes a list number or bullet off a segment.
func unnumber(s string) (string, int) {
	if s != "" && isPlain(s[0]) && s[0] > '9' {
		return s, 0
	}
	t := strings.TrimLeft(s, "-*•·– \t")
	i := 0
	for i < len(t) && i < 4 && t[i] >= '0' && t[i] <= '9' {
		i++
	}
	if i > 0 && i < len(t) && strings.IndexByte(".) \t:", t[i]) >= 0 {
		t = strings.TrimLeft(t[i+1:], " \t")
	}
	return t, len(s) - len(t)
}

// maxNames bounds the names taken from one line.
const maxNames = 200

func isCapital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
