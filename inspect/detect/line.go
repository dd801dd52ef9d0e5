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
	entry   directoryEntry
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

// A reading is a line of running text while record reads it.
type reading struct {
	line    string
	hits    []ident.Hit
	segs    []segment
	items   []placedItem       // the values in it
	special inspect.Attributes // the categories that its words are of
	headed  inspect.Attributes // those that a line above says of the list that it heads
	at      bool               // the line has an @
	named   bool               // somebody may be named in it
	short   bool               // it may be a name and what is said of it, and little else
}

// record reads the people and attributes of one line: what stands in it, who is named
// in it, what it says of them, and whose the values are.
func (p *prose) record(line string) {
	for len(line) > maxLine {
		cut := strings.LastIndexByte(line[:maxLine], ' ')
		if cut < maxLine/2 {
			cut = maxLine
		}
		p.record(line[:cut])
		line = line[cut:]
	}
	r := reading{line: cleared(line)}
	if !p.mayTell(&r) || !p.readValues(&r) {
		return
	}
	r.segs = segments(p.segs[:0], r.line, r.hits)
	p.segs = r.segs
	names := p.peopleIn(&r)
	if p.tellsOfPast(&r, names) {
		return
	}
	items := r.items
	if len(names) == 0 {
		if len(items) == 0 && p.digits >= leastRun {
			items = reachedAt(r.line, p.maybes(r.line, r.hits))
		}
		names = p.likelyNamed(r.line, items)
	}
	names = withoutPlace(r.line, withoutLabel(r.line, r.hits, withoutShort(names)))
	if len(names) == 0 {
		p.unread(r.line, r.hits, false)
		p.follow(r.line, r.hits, r.segs, r.items, r.special)
		return
	}
	p.describe(&r, names, items)
	items = p.withoutOffice(&r, names, items)
	items = p.withSaid(&r, names, items)
	items = p.withMaybes(&r, names, items)
	for _, n := range names {
		p.bornPupil(r.line, n)
	}
	p.state(r.line, names, items)
	p.attach(names, items)
}

// cleared is a line without what programs write before or around its values.
func cleared(line string) string {
	line = unlabelled(strings.TrimPrefix(line, "SUMMARY: ")) // of a calendar
	if strings.Contains(line, "='") {                        // of a log
		line = strings.NewReplacer("='", "=\"", "' ", "\" ").Replace(line)
	}
	return line
}

// mayTell lets most lines go at a glance: words about nobody in particular, and items
// of a list that its heading has read.
func (p *prose) mayTell(r *reading) bool {
	digits, at := p.digitsOf(r.line), strings.IndexByte(r.line, '@') >= 0
	p.digits, p.maybeRead, r.at = digits, false, at
	if digits == 0 && !at && p.titleBelow(r.line) {
		return false
	}
	r.special = p.d.special.in(r.line)
	if r.special != 0 && digits == 0 && len(r.line) <= shortLine {
		r.line = p.d.parted(r.line)
	}
	p.paragraph.says = p.paragraph.says || r.special != 0
	if len(r.line) >= maxSaid {
		r.special = 0
	}
	r.headed = p.heading
	if p.heading = p.d.headsList(r.line, r.special); p.heading == 0 && r.headed != 0 && len(r.line) <= shortLine && !isSalutation(r.line) {
		p.heading = r.headed
	}
	if r.headed != 0 && digits == 0 && p.enumerated(r.line, r.headed) {
		return false
	}
	short := len(r.line) <= shortLine
	r.named = (short || digits >= 6) && maybeNamed(r.line)
	r.short = short && (r.special != 0 || r.named)
	follows := short && digits >= 1 && (p.cur != nil || digits >= 4)
	if !at && r.special == 0 && !r.short && !follows && digits < 6 {
		// One of several sentences about somebody may have his address or his day of birth.
		p.paragraph.values = p.paragraph.values || digits > 0 && !short
		return false
	}
	return true
}

// readValues finds the values in a line. It is false where neither they nor the words
// let somebody be sought.
func (p *prose) readValues(r *reading) bool {
	if p.digits > 0 || r.at {
		p.hits = ident.Scan(r.line, p.hits[:0])
		r.hits = p.hits
		if len(r.hits) > 0 && isRowNumber(r.line, r.hits[0]) {
			r.hits = r.hits[1:]
		}
	}
	if p.digits >= 6 && !p.again {
		p.countShapes(r.line)
		p.identifiers(r.line, r.hits)
	}
	r.items = p.itemsOf(r.line, r.hits, true)
	p.paragraph.values = p.paragraph.values || len(r.items) > 0
	p.account(r.items)
	return len(r.items) > 0 || r.special != 0 || r.short || p.digits >= 6 && (len(r.line) <= shortest || r.named)
}

// peopleIn finds the people named in a line, by the first of its forms that fits.
func (p *prose) peopleIn(r *reading) []*lineRecord {
	names := p.chatter(r.line)
	if names == nil && len(r.hits) == 0 {
		names = p.coupled(r.line)
	}
	if names == nil && p.digits >= 4 {
		names = p.family(r.line)
	}
	if names == nil {
		names = p.namesIn(r.line, r.segs, r.hits)
	}
	return names
}

// tellsOfPast tells lines whose people are no subjects: the author of a change, and
// somebody with the years of a life.
func (p *prose) tellsOfPast(r *reading, names []*lineRecord) bool {
	return len(names) > 0 && strings.IndexByte(r.line, '#') >= 0 && credited(r.line, names[0].at) ||
		len(names) == 1 && p.digits >= 8 && lived(r.line)
}

// describe notes of the names of a line how they stand in it.
func (p *prose) describe(r *reading, names []*lineRecord, items []placedItem) {
	first := names[0]
	if r.special != 0 && len(names) == 1 {
		p.asTold(r.line, first)
	}
	if r.special == 0 && len(names) == 1 && len(r.segs) == 2 && len(items) == 0 {
		behind := r.segs[1]
		first.none = p.d.special.isNone(behind.text)
		first.other = !first.none && p.digits == 0 && behind.at > first.at && isRemark(behind.text)
	}
	first.alone = (len(r.segs) == 1 || len(r.segs) == 2 && first.whole) && len(items) == 0
	for _, n := range names {
		n.office, n.post = p.places, functionBeside(r.line, n)
	}
	p.directoryLine(r.line, names)
	if len(names) == 1 {
		first.doctor = isDoctor(r.line)
	}
}

// isRemark tells a few words that begin small, or a word: "no milk", "Milch".
func isRemark(text string) bool {
	blanks := strings.Count(text, " ")
	return blanks < 3 && lowerFirst(text) || blanks == 0 && len(text) >= 3
}

// withoutOffice leaves out the values that are not the named person's but those of the
// organisation whose head or place of work the line tells, and notes who is such a head.
func (p *prose) withoutOffice(r *reading, names []*lineRecord, items []placedItem) []placedItem {
	all := len(items)
	items = officeItems(r.line, items, names)
	house := false // whose mailbox it is
	if first := names[0]; len(names) == 1 {
		heads := besideNames().mayStandIn(r.line) && p.heads(r.line, first)
		first.office = first.office || len(items) < all || heads || practises(r.line, p.before, first, r.segs) || receives(r.line, first)
		house = ofHouse(r.line, items) || heads && (allHouse(items, p.before) || allHouse(items, beforeName(r.line, first)))
		if house = house && p.newHouses(items); house {
			items = withoutReach(items)
		}
	}
	p.unread(r.line, r.hits, house || names[0].office)
	return items
}

// withSaid adds what the words of the line, or of a heading above, say of its people.
func (p *prose) withSaid(r *reading, names []*lineRecord, items []placedItem) []placedItem {
	special, single := r.special, len(names) == 1
	if headed := r.headed & p.heading; headed != 0 && single {
		special |= headed
		if len(r.segs) == 1 || names[0].whole {
			items = append(items, p.headedItems(r.line, special, names[0])...)
			special = 0
		}
	}
	if special != 0 {
		items = append(items, p.specialItems(r.line, special, names, r.segs)...)
	}
	if single && len(r.line) <= shortLine && len(items) == 0 && besideNames().mayStandIn(r.line) && namesBirthday(r.line) {
		items = append(items, placedItem{lineItem{inspect.BirthDate, "", .7, r.line}, len(r.line), 0, 0})
	}
	return items
}

// withMaybes adds the values that are no proof by themselves, a telephone number without
// its word, where the other words of the line or the other people in it make them one.
// Those of a single person wait for the list to be judged.
func (p *prose) withMaybes(r *reading, names []*lineRecord, items []placedItem) []placedItem {
	if first := names[0]; len(names) == 1 {
		if len(r.line) < 160 && !p.loose && !first.office {
			first.maybe = p.maybes(r.line, r.hits)
			items = append(items, reachedAt(r.line, first.maybe)...)
			items = append(items, paidAt(r.line, first.maybe)...)
		}
		first.asRow(r.line, r.hits)
		return items
	}
	if (len(r.line) < 160 || len(names) > leastInRow) && !p.loose {
		p.maybeEach(r.line, r.hits, names)
	}
	if len(names) >= leastInRow {
		items = append(items, p.inBrackets(r.line, names, items)...)
	}
	return items
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
