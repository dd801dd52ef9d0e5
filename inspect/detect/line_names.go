package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect/detect/ident"
)

// naming is the search for the people named in a line, segment by segment.
type naming struct {
	p     *prose
	line  string
	segs  []segment
	hits  []ident.Hit
	names []*lineRecord // so far
}

// namedSegment is a segment of a line that may be a name.
type namedSegment struct {
	name
	seg    segment // where it stands, without a word such as "tel." at its end
	bare   string  // what is read of it: not its number, its label, the digits behind it
	at     int     // byte offset of bare in the line
	i      int     // of its segment, of the last one where it is joined of two
	first  bool    // it begins the line
	whole  bool    // it is all of the line
	digits bool    // digits stand behind it in its segment
}

// namesIn finds the people named in a line.
func (p *prose) namesIn(line string, segs []segment, hits []ident.Hit) []*lineRecord {
	if len(hits) == 0 && len(segs) >= 2 && len(segs) <= maxAbreast {
		if names := p.abreast(line, segs); names != nil {
			return names
		}
	}
	s := naming{p: p, line: line, segs: segs, hits: hits}
	for i := 0; i < len(segs) && len(s.names) < maxNames; i++ {
		var c namedSegment
		s.read(&c, i)
		if len(hits) > 0 && s.couple(&c) {
			continue
		}
		switch s.trim(&c); {
		case !c.ok:
			s.inWords(&c)
		case !s.isNoPerson(&c):
			s.join(&c)
			i = c.i
			s.take(&c)
		}
	}
	if len(s.names) == 0 && len(line) < 80 {
		s.besideStreet()
	}
	return withoutGuesses(s.names)
}

// read reads a segment as a name.
func (s *naming) read(c *namedSegment, i int) {
	c.seg, c.i, c.first, c.whole = s.segs[i], i, i == 0, len(s.segs) == 1
	text, off := unnumber(c.seg.text)
	if bare := withoutCall(text, s.line[c.seg.at+len(c.seg.text):]); bare != text {
		text, c.seg.text = bare, c.seg.text[:off+len(bare)]
	}
	text = s.p.d.withoutState(text)
	c.name = parseName(text)
	if rest := s.p.afterNameLabel(text, &c.name); rest != "" {
		off, text, c.name = off+len(text)-len(rest), rest, parseName(rest)
	}
	c.bare, c.at = text, c.seg.at+off
}

// couple takes two people of one household, "Bodil & Kaj Riis".
func (s *naming) couple(c *namedSegment) bool {
	one, other, ok := household(c.bare, true)
	if !ok {
		return false
	}
	_, _, sure := household(c.bare, false)
	r := s.p.newRecord(parseName(other), c.at, sure)
	r.partner, r.whole = nameKey(one), true
	s.names = append(s.names, r)
	return true
}

// trim takes digits off behind a candidate that is no name with them, and lets words of
// a sentence be no name.
func (s *naming) trim(c *namedSegment) {
	if !c.ok && s.p.digits >= leastRun {
		c.bare, c.name = beforeDigits(c.bare, c.name)
		c.digits = c.ok
	}
	if c.ok && lowerFirst(c.bare) && isLowerCase(c.bare) && !isLowerCase(s.line) {
		c.name = name{}
	}
}

// inWords looks for names among the words of a segment that is none itself. A thing's
// name is looked for only where a person's is found.
func (s *naming) inWords(c *namedSegment) {
	more := s.p.inSentence(s.names, c.bare, c.at)
	if len(more) == len(s.names) && len(s.hits) > 0 {
		if next, ok := strings.CutPrefix(c.bare, ". "); c.first || ok { // another sentence behind a value
			more = s.p.atStart(s.names, next, c.at+len(c.bare)-len(next))
		}
	}
	if len(more) > len(s.names) && !namesThing(c.bare) {
		s.names = more
	}
}

// isNoPerson tells names of things, of practices, of fields of a form and of streets.
func (s *naming) isNoPerson(c *namedSegment) bool {
	p := s.p
	switch {
	case !c.plain && namesThing(c.bare), !c.person() && isPractitioner(c.bare):
		return true
	case p.digits == 0 && len(s.segs) == 1 && p.namesField(c.bare), startsStreet(c.bare, s.line[c.seg.at+len(c.seg.text):]):
		return true
	}
	numbered := c.at > c.seg.at // as a house before its street
	return numbered && ((!c.given || p.banded) && p.belowName(c.seg.text) || p.isTown(c.seg.text, c.i))
}

// join completes a name from the segment behind it, "Berg, Anna", or from the street
// that has run into it.
func (s *naming) join(c *namedSegment) {
	if (!c.full || c.first && isSurname(c.bare, &c.name)) && c.i+1 < len(s.segs) {
		listed := c.first && (len(s.hits) > 0 || s.p.digits >= 7 || len(s.segs) == 2)
		if n := s.p.joined(s.line, c.bare, c.name, c.seg, s.segs[c.i+1], listed); n.ok {
			c.name, c.whole = n, c.first && len(s.segs) == 2
			c.i++
		}
	}
	if c.n == 1 && c.given && strings.IndexByte(c.bare, ' ') < 0 {
		if n := beforeStreet(s.line, c.bare, c.seg, s.hits); n.ok {
			c.name = n
		}
	}
}

// take makes a record of a candidate that is a person by itself, or by where it stands.
func (s *naming) take(c *namedSegment) {
	switch {
	case c.person():
		s.add(c, true).whole = c.whole
	case s.begins(c):
		r := s.add(c, false)
		r.whole = c.whole
		r.likely = c.given || c.initials && c.written >= 1 && c.n <= 4
		r.valued = c.digits || rightBefore(s.line, c.seg, s.hits)
	case s.isForename(c):
		r := s.add(c, false)
		r.likely, r.single = true, true
	case s.belowForename(c):
		s.add(c, false).single = true
	case s.hasValue(c):
		s.add(c, false).valued = true
	case s.endsLine(c):
		s.add(c, false)
	case c.n > 3:
		s.names = s.p.inSentence(s.names, c.bare, c.at)
	}
}

func (s *naming) add(c *namedSegment, strong bool) *lineRecord {
	r := s.p.newRecord(c.name, c.at, strong)
	s.names = append(s.names, r)
	return r
}

// begins tells a full name that no list knows at the start of a line with values, or
// alone in it.
func (s *naming) begins(c *namedSegment) bool {
	if !c.full || !c.first || len(s.names) > 0 || c.n > 4 {
		return false
	}
	beside := len(s.hits) > 0 || c.whole || len(s.line) <= shortLine && namesBirthday(s.line) || s.p.digits >= 7 ||
		len(s.segs) == 2 && s.p.d.special.in(s.segs[1].text) != 0
	return beside && (!lowerFirst(c.bare) || c.n <= 3 && s.p.digits >= 7 && isLowerCase(s.line))
}

// isForename tells a given name alone at the start of a short line with values.
func (s *naming) isForename(c *namedSegment) bool {
	return c.n == 1 && c.given && c.first && len(s.names) == 0 && s.isRow() && !lowerFirst(c.bare) &&
		c.at <= len(s.line)-len(bullets.trimLeft(s.line))
}

// belowForename tells a word that may be one because the line above began with one.
func (s *naming) belowForename(c *namedSegment) bool {
	p := s.p
	return c.n == 1 && c.i == 0 && len(s.names) == 0 && p.cur != nil && p.cur.single && p.line == p.cur.line+1 && s.isRow() && isCapital(c.bare)
}

// isRow tells a short line with values.
func (s *naming) isRow() bool {
	return len(s.line) < 60 && (len(s.hits) > 0 || s.p.digits >= 7)
}

// hasValue tells a full name that no list knows with a value of its own close behind it.
func (s *naming) hasValue(c *namedSegment) bool {
	if !c.full || c.n > 4 || lowerFirst(c.bare) {
		return false
	}
	inRow := len(s.names) > 0 // one of several
	return beforeValue(s.line, c.seg, s.hits) || inRow && (c.digits || rightBefore(s.line, c.seg, s.hits))
}

// endsLine tells a name behind a label: "Visit: Hodan Zadran".
func (s *naming) endsLine(c *namedSegment) bool {
	return c.full && c.n <= 3 && !c.given && len(s.names) == 0 && c.i == 1 && len(s.segs) == 2 && len(s.line) <= shortLine &&
		strings.HasSuffix(s.line[:c.seg.at], ": ") && c.seg.at+len(c.seg.text) == len(s.line) && isCapital(c.bare)
}

// besideStreet finds a name that has run into the address behind it.
func (s *naming) besideStreet() {
	if n, at := withinStreet(s.line, s.hits); n.person() {
		s.names = append(s.names, s.p.newRecord(n, at, true))
	} else if n := ahead(s.line, s.hits); n.ok && n.full {
		s.names = append(s.names, s.p.newRecord(n, 0, false))
	}
}

// withoutGuesses leaves out the guesses beside a name that is known or has a value.
func withoutGuesses(names []*lineRecord) []*lineRecord {
	if len(names) < 2 {
		return names
	}
	known := names[:0]
	for _, n := range names {
		if n.strong || n.valued {
			known = append(known, n)
		}
	}
	if len(known) > 0 {
		return known
	}
	return names
}

// newRecord makes the record of somebody named in the present line.
func (p *prose) newRecord(n name, at int, strong bool) *lineRecord {
	if len(p.d.fresh) == 0 {
		p.d.fresh = make([]lineRecord, freshRecords)
	}
	r := &p.d.fresh[0]
	p.d.fresh = p.d.fresh[1:]
	r.name, r.strong, r.known, r.at, r.below, r.line, r.where, r.hidden = n.key(), strong, n.known > 0, at, p.below, p.line, p.place, p.hidden
	return r
}

// freshRecords are made at a time: names are many, and few of them are kept.
const freshRecords = 8

// maxNames bounds the names taken from one line.
const maxNames = 200
