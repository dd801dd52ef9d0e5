package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// A mailbox in an organisation's own domain, beside the organisation's name, is where the
// organisation is reached, whoever answers, and so is the telephone with it: "Otis, Fiona
// Byrne, fiona@otis.example".

// leastHouse is the fewest letters that a word of an organisation's name and its
// domain share.
const leastHouse = 4

// providers have mailboxes for everybody.
var providers = wordSet("gmail googlemail hotmail outlook live yahoo icloud gmx posteo mailbox proton protonmail tonline freenet aol ziggo kpnmail planet xs hetnet telenet skynet orange wanadoo free laposte telia bredband comhem online wp onet interia libero virgilio tiscali btinternet sky virginmedia talktalk mail post mailfence fastmail")

// houseMail tells whether an address is in the domain of the organisation that a text
// names, or whose site it gives.
func houseMail(addr, text string) bool {
	_, domain, ok := strings.Cut(strings.ToLower(strings.Trim(addr, "<> \"'")), "@")
	if !ok || len(text) > shortLine {
		return false
	}
	label, _, ok := strings.Cut(domain, ".")
	house := lettersOf(label)
	if !ok || len(house) < 3 || providers[house] {
		return false
	}
	if namesSite(strings.ToLower(text), domain) {
		return true
	}
	if lettersOf(text) == house {
		return true
	}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !isWordRune(r) }) {
		if w = lettersOf(w); len(w) >= leastHouse && strings.Contains(house, w) {
			return true
		}
	}
	return false
}

// namesSite tells whether a text in small letters gives the site of a domain, not
// merely a mailbox in it: "www.otis.example".
func namesSite(text, domain string) bool {
	for i := strings.Index(text, domain); i >= 0; {
		end := i + len(domain)
		if i == 0 || strings.IndexByte("./ :\t(", text[i-1]) >= 0 {
			if end == len(text) || strings.IndexByte("/ \t),;", text[end]) >= 0 {
				return true
			}
		}
		next := strings.Index(text[end:], domain)
		if next < 0 {
			return false
		}
		i = end + next
	}
	return false
}

// ofHouse tells whether a line begins with an organisation, goes on with somebody's
// full name, and all its mailboxes are in the organisation's domain.
func ofHouse(line string, items []placedItem) bool {
	if strings.IndexByte(line, '@') < 0 {
		return false
	}
	fields := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("\t,;:|–", r) })
	if len(fields) < 3 {
		return runsOn(line, items)
	}
	if strings.IndexByte(fields[0], '@') >= 0 {
		return false
	}
	if n := parseName(fields[1]); !n.ok || !n.full || n.initials {
		return false
	}
	if n := parseName(fields[0]); n.ok && n.full && n.given {
		return false
	}
	return allHouse(items, fields[0])
}

// runsOn tells whether a line without marks begins with the word that the domains of
// all its mailboxes are, with a full name behind: "Otis Fiona Byrne 01387 …".
func runsOn(line string, items []placedItem) bool {
	org := firstWords(line, 1)
	rest := strings.TrimLeft(line[len(org):], " ")
	if i := strings.IndexAny(rest, "0123456789+(@"); i >= 0 {
		rest = rest[:i]
	}
	n := parseName(rest)
	if !n.ok || !n.full || n.initials {
		return false
	}
	for _, it := range items {
		local, domain, ok := strings.Cut(strings.ToLower(it.value), "@")
		label, _, _ := strings.Cut(domain, ".")
		if l := lettersOf(org); ok && (lettersOf(label) != l || strings.Contains(lettersOf(local), l)) {
			return false
		}
	}
	return allHouse(items, org)
}

// allHouse tells whether there are mailboxes among the values and all are in the
// domain of an organisation.
func allHouse(items []placedItem, org string) bool {
	n := 0
	for _, it := range items {
		if it.attr == inspect.Email {
			if !houseMail(it.value, org) {
				return false
			}
			n++
		}
	}
	return n > 0
}

// reachable are where somebody is reached.
var reachable = inspect.Set(inspect.Email, inspect.Phone, inspect.Address)

// withoutReach leaves where somebody is reached out of a line's values.
func withoutReach(items []placedItem) []placedItem {
	kept := items[:0]
	for _, it := range items {
		if !reachable.Has(it.attr) {
			kept = append(kept, it)
		}
	}
	return kept
}

// ofSite takes from the people of a block how they are reached if the block gives an
// organisation's site and all its mailboxes are in that domain. The block begins with
// the organisation, and each has a domain of its own: those of one firm are its staff.
func (p *prose) ofSite(lines []string, from int) {
	if len(p.block) == 0 || len(p.block) > 2 || len(lines) < 3 || len(p.block) == 1 && p.block[0].line <= from {
		return
	}
	if n := parseName(lines[0]); n.person() {
		return
	}
	domain := ""
	for _, line := range lines {
		for w := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune(" \t,;:<>()|", r) }) {
			_, d, ok := strings.Cut(strings.ToLower(w), "@")
			if ok && domain != "" && d != domain {
				return
			}
			if ok {
				domain = d
			}
		}
	}
	if domain == "" {
		return
	}
	for _, line := range lines {
		if !namesSite(strings.ToLower(line), domain) {
			continue
		}
		if p.newHouse(domain) {
			for _, r := range p.block {
				r.attrs &^= reachable
				r.maybe = nil
				p.d.rest.drop(r.name)
			}
		}
		return
	}
}

// newHouse notes a domain, and tells whether it is the first time: lines or blocks of
// one organisation again and again are its staff or its pupils.
func (p *prose) newHouse(domain string) bool {
	if p.sites[domain] {
		return false
	}
	if p.sites == nil {
		p.sites = map[string]bool{}
	}
	p.sites[domain] = true
	return true
}

// newHouses is newHouse for the mailboxes of a line.
func (p *prose) newHouses(items []placedItem) bool {
	for _, it := range items {
		if it.attr == inspect.Email {
			return p.newHouse(strings.ToLower(afterAt(it.value)))
		}
	}
	return false
}

// housed finds a column that names organisations by the mailboxes beside it, and tells
// whether most of them are in the organisations' own domains, several of them.
func (t *typing) housed() bool {
	own := false
	for j := range t.vs {
		if t.vs[j].kind != kEmail {
			continue
		}
		for i := range t.vs {
			v := &t.vs[i]
			if v.kind != kOrg && v.kind != kNone && v.kind != kThing && v.kind != kTown && v.kind != kFull || v.kind == kFull && (v.share(v.given) >= .5 || v.head.kind == kFull && v.share(v.org) < .6) {
				continue
			}
			both, called, match := t.houses(i, j)
			if both < 4 || len(v.distinct)*2 < v.n {
				continue
			}
			if called*10 >= both*7 && len(v.distinct)*10 >= v.n*8 {
				v.kind = kOrg
			}
			own = own || v.kind == kOrg && match*10 >= both*7
		}
	}
	return own
}

// houses counts the rows that have a cell in column i and a mailbox in j, those whose
// domain begins as the cell does, and those whose domain is that of the cell's
// organisation.
func (t *typing) houses(i, j int) (both, called, match int) {
	for r, c := range t.vs[i].cells {
		addr := t.vs[j].cells[r]
		if c == "" || strings.IndexByte(addr, '@') < 0 || digitsIn(c)*2 >= len(c) {
			continue
		}
		both++
		if l := lettersOf(c); l != "" && strings.HasPrefix(lettersOf(afterAt(addr)), l) {
			called++
		}
		if houseMail(addr, c) {
			match++
		}
	}
	return both, called, match
}

func afterAt(addr string) string {
	_, domain, _ := strings.Cut(addr, "@")
	return domain
}

// inHouse tells whether a mailbox is in the domain of the organisation that another
// cell of the row names, in a table of organisations.
func inHouse(cols []column, cells []string, mail int) bool {
	for i, c := range cells[:min(len(cells), len(cols))] {
		if k := cols[i].kind; i != mail && c != "" && (k == kOrg || k == kThing || k == kNone) && houseMail(cells[mail], c) {
			return true
		}
	}
	return false
}
