package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// lineRecord is a person found in running text and what the text says of them.
type lineRecord struct {
	record
	strong  bool // the name is on a list, or a title stands before it
	alone   bool // the name is all of its line
	likely  bool // the name has initials or a known given name
	single  bool // the name is a given name alone
	abreast bool // the names of its line are all there is in it
	whole   bool // "Last, First" and nothing else in the line
	valued  bool // a value stands close behind the name, wherever in the line
	none    bool // "none" stands behind the name
	other   bool // a few words stand behind the name, as in a list of what people have
	office  bool // the head of an organisation, whose address it is
	doctor  bool // a doctor's title begins the line
	listed  bool // a special category stands behind the name, as in a list
	at      int  // byte offset of the name in its line
	across  int  // the same in characters, where names stand abreast
	below   int  // blocks of lines below a closing that stand before it
	line    int
	lesser  inspect.Attributes
	partner string // who lives there as well, normalised
	items   []lineItem
	maybe   []placedItem // values that count if the list has enough of them
	where   inspect.Place
	hidden  bool
	stated  bool     // it is told in a sentence, not in a signature
	known   bool     // a word of the name is on a list
	born    bool     // it is told where this one was born
	row     bool     // its line is a name, values and hardly anything else
	mailed  bool     // a mailbox of its line has a word of the name
	post    function // at work, by what stands beside the name
}

type lineItem struct {
	attr  inspect.Attribute
	kind  string
	sure  float64
	value string
}

// maxGap is how many lines below a name still speak of that person.
const maxGap = 8

// maxLine bounds the line that is read at a time; longer ones are cut at a blank.
const maxLine = 2000

// record reads the people and attributes of one line.
func (p *prose) record(line string) {
	for len(line) > maxLine {
		cut := strings.LastIndexByte(line[:maxLine], ' ')
		if cut < maxLine/2 {
			cut = maxLine
		}
		p.record(line[:cut])
		line = line[cut:]
	}
	line = unlabelled(strings.TrimPrefix(line, "SUMMARY: ")) // of a calendar
	if strings.Contains(line, "='") {                        // of a log
		line = strings.NewReplacer("='", "=\"", "' ", "\" ").Replace(line)
	}
	digits, at := glance(line)
	p.digits, p.maybeRead = digits, false
	if digits == 0 && !at && p.titleBelow(line) {
		return
	}
	special := p.d.special.in(line)
	if special != 0 && digits == 0 && len(line) <= shortLine {
		line = p.d.parted(line)
	}
	p.paragraph.says = p.paragraph.says || special != 0
	if len(line) >= maxSaid {
		special = 0
	}
	heading := p.heading
	if p.heading = p.d.headsList(line, special); p.heading == 0 && heading != 0 && len(line) <= shortLine && !isSalutation(line) {
		p.heading = heading
	}
	if heading != 0 && digits == 0 && p.enumerated(line, heading) {
		return
	}
	named := (len(line) <= shortLine || digits >= 6) && maybeNamed(line)
	short := len(line) <= shortLine && (special != 0 || named)
	follows := digits >= 1 && len(line) <= shortLine && (p.cur != nil || digits >= 4)
	if !at && special == 0 && !short && !follows && digits < 6 {
		// Words about nobody in particular, unless one of several sentences has an address.
		p.paragraph.values = p.paragraph.values || digits > 0 && len(line) > shortLine
		return
	}
	var hits []ident.Hit
	if digits > 0 || at {
		p.hits = ident.Scan(line, p.hits[:0])
		hits = p.hits
		if len(hits) > 0 && isRowNumber(line, hits[0]) {
			hits = hits[1:]
		}
	}
	if digits >= 6 && !p.again {
		p.countShapes(line)
		p.identifiers(line, hits)
	}
	read := p.itemsOf(line, hits, true)
	items := read
	p.paragraph.values = p.paragraph.values || len(items) > 0
	p.account(items)
	if len(items) == 0 && special == 0 && !short && (digits < 6 || len(line) > shortest && !named) {
		return
	}
	p.segs = segments(p.segs[:0], line, hits)
	segs := p.segs
	names := p.chatter(line)
	if names == nil && len(hits) == 0 {
		names = p.coupled(line)
	}
	if names == nil && p.digits >= 4 {
		names = p.family(line)
	}
	if names == nil {
		names = p.namesIn(line, segs, hits)
	}
	if len(names) > 0 && (strings.IndexByte(line, '#') >= 0 && credited(line, names[0].at) || len(names) == 1 && digits >= 8 && lived(line)) {
		return
	}
	if len(names) == 0 {
		if len(items) == 0 && digits >= leastRun {
			items = reachedAt(line, p.maybes(line, hits))
		}
		names = p.likelyNamed(line, items)
	}
	names = withoutPlace(line, withoutLabel(line, hits, withoutShort(names)))
	if len(names) == 0 {
		p.unread(line, hits, false)
		p.follow(line, hits, segs, read, special)
		return
	}
	if special != 0 && len(names) == 1 {
		p.asTold(line, names[0])
	}
	names[0].none = special == 0 && len(names) == 1 && len(segs) == 2 && len(items) == 0 && p.d.special.isNone(segs[1].text)
	names[0].other = special == 0 && !names[0].none && len(names) == 1 && len(segs) == 2 && len(items) == 0 && p.digits == 0 && (strings.Count(segs[1].text, " ") < 3 && lowerFirst(segs[1].text) || len(segs[1].text) >= 3 && strings.IndexByte(segs[1].text, ' ') < 0) && segs[1].at > names[0].at
	names[0].alone = (len(segs) == 1 || len(segs) == 2 && names[0].whole) && len(items) == 0
	said := besideNames().mayStandIn(line)
	all := len(items)
	items = officeItems(line, items, names)
	for _, n := range names {
		n.office, n.post = p.places, functionBeside(line, n)
	}
	house := false // whose mailbox it is
	if len(names) == 1 {
		names[0].doctor = isDoctor(line)
		heads := said && p.heads(line, names[0])
		names[0].office = p.places || len(items) < all || heads || practises(line, p.before, names[0], segs) || receives(line, names[0])
		if house = (ofHouse(line, items) || heads && (allHouse(items, p.before) || allHouse(items, beforeName(line, names[0])))) && p.newHouses(items); house {
			items = withoutReach(items)
		}
	}
	p.unread(line, hits, house || names[0].office)
	if heading&p.heading != 0 && len(names) == 1 {
		special |= heading & p.heading
		if len(segs) == 1 || names[0].whole {
			items = append(items, p.headedItems(line, special, names[0])...)
			special = 0
		}
	}
	if special != 0 {
		items = append(items, p.specialItems(line, special, names, segs)...)
	}
	if said && len(names) == 1 && len(line) <= shortLine && len(items) == 0 && namesBirthday(line) {
		items = append(items, placedItem{lineItem{inspect.BirthDate, "", .7, line}, len(line), 0, 0})
	}
	if len(names) == 1 && len(line) < 160 && !p.loose && !names[0].office {
		names[0].maybe = p.maybes(line, hits)
		items = append(items, reachedAt(line, names[0].maybe)...)
		items = append(items, paidAt(line, names[0].maybe)...)
	}
	if len(names) == 1 {
		names[0].asRow(line, hits)
	}
	if len(names) > 1 && (len(line) < 160 || len(names) > leastInRow) && !p.loose {
		p.maybeEach(line, hits, names)
	}
	if len(names) >= leastInRow {
		items = append(items, p.inBrackets(line, names, items)...)
	}
	p.state(line, names, items)
	p.attach(names, items)
}

// asTold takes the word before a name off it that a sentence would not have it borne
// with, "Review Anna Berg (COPD)": the same person is one in both.
func (p *prose) asTold(line string, r *lineRecord) {
	for _, m := range p.inSentence(nil, line, 0) {
		if m.at > r.at && m.strong && len(m.name) < len(r.name) && strings.Contains(m.name, " ") && hasWords(r.name, m.name) {
			r.name, r.at = m.name, m.at
			return
		}
	}
}

// withoutShort leaves out names that another of the line has all the words of:
// "<Lise Elsa> Lise Elsa Fogh here".
func withoutShort(names []*lineRecord) []*lineRecord {
	if len(names) < 2 || len(names) > maxShort {
		return names
	}
	kept := names[:0:0]
	for _, n := range names {
		if !slices.ContainsFunc(names, func(m *lineRecord) bool { return len(m.name) > len(n.name) && hasWords(m.name, n.name) }) {
			kept = append(kept, n)
		}
	}
	return kept
}

// maxShort is the most names of a line that are compared.
const maxShort = 20

// hasWords tells whether a normalised name has all the words of another.
func hasWords(name, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if !strings.Contains(" "+name+" ", " "+w+" ") {
			return false
		}
	}
	return true
}

// isRowNumber tells a number in a column of its own before a name from a postcode
// before a town.
func isRowNumber(line string, h ident.Hit) bool {
	return h.Start == 0 && h.Kind.Name == "postcode_town" && strings.Contains(strings.TrimLeft(line[:h.End], "0123456789"), "  ")
}

// maxSaid is the longest line in bytes that may be one of a list with what it says
// of people's health and the like.
const maxSaid = 600

// shortLine is the longest line in bytes that can be a name above an address.
const shortLine = 80

// shortest is a line in bytes that a given name and a date of birth fill.
const shortest = 36
