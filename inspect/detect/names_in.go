package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect/detect/ident"
)

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
		if !n.plain && namesThing(text) || !n.person() && isPractitioner(text) || p.digits == 0 && len(segs) == 1 && p.namesField(text) || startsStreet(text, line[s.at+len(s.text):]) {
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
