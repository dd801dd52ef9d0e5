package detect

import (
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// belowName tells whether a segment begins with a number as a street does, right
// below a name that has its line for itself.
func (p *prose) belowName(s string) bool {
	return p.cur != nil && (p.cur.alone || p.cur.abreast) && p.line-p.cur.line <= 2 && s[0] >= '1' && s[0] <= '9' && strings.IndexAny(s, ".)") != strings.IndexByte(s, ' ')-1
}

// isTown tells whether a segment, the nth of its line, is a postcode of four digits
// and a town: behind an address or below a name.
func (p *prose) isTown(s string, n int) bool {
	if len(s) < 6 || !digitsOnly(s[:4]) || s[4] != ' ' {
		return false
	}
	return n > 0 || p.cur != nil && p.line-p.cur.line <= 3 && p.digits == 4
}

// maxAbreast is the most labels beside each other in a text.
const maxAbreast = 4

// abreast reads a line that holds names far apart and nothing else, as the first
// of the lines of labels side by side.
func (p *prose) abreast(line string, segs []segment) (names []*lineRecord) {
	if p.digits > 0 || strings.IndexByte(line, ' ') < 0 {
		return nil
	}
	strong := 0
	for i, s := range segs {
		n := parseName(s.text)
		if !n.ok || !n.full || n.n > 4 || hasOrgWord(s.text) || hasStreetWord(s.text) {
			return nil
		}
		if i > 0 {
			before := segs[i-1].at + len(segs[i-1].text)
			if gap := line[before:s.at]; len(gap) < 2 || strings.TrimSpace(gap) != "" {
				return nil
			}
		}
		r := p.newRecord(n, s.at, n.person())
		r.abreast, r.valued = true, true
		r.across = utf8.RuneCountInString(line[:s.at])
		if r.strong {
			strong++
		}
		names = append(names, r)
	}
	if strong == 0 {
		return nil
	}
	return names
}

// giveAbreast gives each value to the name that it stands below.
func (p *prose) giveAbreast(line string, items []placedItem) {
	for _, it := range items {
		at := utf8.RuneCountInString(line[:it.at])
		var to *lineRecord
		for _, r := range p.block {
			if r.abreast && r.line == p.cur.line && (to == nil || r.across <= at+2) {
				to = r
			}
		}
		if to != nil {
			p.give(to, it)
		}
	}
}

// maxBand is the most rows of one label.
const maxBand = 7

// readBand keeps a row of names, with nothing else in it, and the rows below that
// hold no names: labels side by side whose lines are rows. It is false for other
// rows.
func (t *table) readBand(p *prose, r inspect.Row) bool {
	switch digits := anyDigit(r.Cells); {
	case !digits && isBand(r.Cells):
		t.flushBand(p)
	case digits && len(t.band) > 0 && len(t.band) < maxBand:
	default:
		t.flushBand(p)
		return false
	}
	t.band = append(t.band, keep(r).Cells)
	return true
}

// isBand tells whether cells without digits are names of people, most of them.
func isBand(cells []string) bool {
	names, filled := 0, 0
	for _, c := range cells {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		filled++
		if n := parseName(c); n.ok && n.full && !hasOrgWord(c) && !hasStreetWord(c) {
			names++
		}
	}
	return filled >= 2 && names*3 >= filled*2
}

func anyDigit(cells []string) bool {
	for _, c := range cells {
		for i := range len(c) {
			if c[i]-'0' < 10 {
				return true
			}
		}
	}
	return false
}

// flushBand reads the labels of a band one by one.
func (t *table) flushBand(p *prose) {
	if len(t.band) == 0 {
		return
	}
	p.banded = true
	defer func() { p.banded = false }()
	for i := range t.band[0] {
		for _, row := range t.band {
			if i < len(row) && row[i] != "" {
				p.read(row[i])
			}
		}
		p.blank()
	}
	t.band = nil
}
