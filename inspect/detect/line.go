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
	stated  bool // it is told in a sentence, not in a signature
	known   bool // a word of the name is on a list
	row     bool // its line is a name, values and hardly anything else
	mailed  bool // a mailbox of its line has a word of the name
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
	p.digits = digits
	special := p.d.special.in(line)
	p.paragraph.says = p.paragraph.says || special != 0
	if len(line) >= maxSaid {
		special = 0
	}
	heading := p.heading
	if p.heading = p.d.headsList(line, special); p.heading == 0 && len(line) <= shortLine && !isSalutation(line) {
		p.heading = heading
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
	items := p.itemsOf(line, hits, true)
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
	names = withoutShort(names)
	if len(names) == 0 {
		p.unread(line, hits, false)
		p.follow(line, hits, segs)
		return
	}
	names[0].none = special == 0 && len(names) == 1 && len(segs) == 2 && len(items) == 0 && p.d.special.isNone(segs[1].text)
	names[0].other = special == 0 && !names[0].none && len(names) == 1 && len(segs) == 2 && len(items) == 0 && p.digits == 0 && (strings.Count(segs[1].text, " ") < 3 && lowerFirst(segs[1].text) || len(segs[1].text) >= 3 && strings.IndexByte(segs[1].text, ' ') < 0) && segs[1].at > names[0].at
	names[0].alone = (len(segs) == 1 || len(segs) == 2 && names[0].whole) && len(items) == 0
	all := len(items)
	items = officeItems(line, items, names)
	for _, n := range names {
		n.office = p.places
	}
	house := false // whose mailbox it is
	if len(names) == 1 {
		names[0].doctor = isDoctor(line)
		heads := p.heads(line, names[0])
		names[0].office = p.places || len(items) < all || heads || practises(line, p.before, names[0], segs)
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
	if len(names) == 1 && len(line) <= shortLine && len(items) == 0 && namesBirthday(line) {
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

// attach gives each value to the name before it, or the first.
func (p *prose) attach(names []*lineRecord, items []placedItem) {
	nth := map[inspect.Attribute]int{}
	columns := len(names) > 1 && len(items) > 1 && items[0].at > names[len(names)-1].at
	for _, it := range items {
		to := names[0]
		for _, n := range names {
			if n.at <= it.at {
				to = n
			}
		}
		if columns { // all names, then all values: columns that ran together
			to = names[min(nth[it.attr], len(names)-1)]
			nth[it.attr]++
		}
		p.give(to, it)
	}
	if p.pre != nil {
		if names[0].attrs == 0 || p.preFirst {
			p.preFirst = true
			names[0].take(p.pre)
		}
		p.pre = nil
	}
	p.block = append(p.block, names...)
	if len(p.block) > maxPending {
		p.endBlock()
	}
	p.cur = names[len(names)-1]
}

// follow gives the values of a line without a name to the person above, or keeps
// them for the one below.
func (p *prose) follow(line string, hits []ident.Hit, segs []segment) {
	items := p.itemsOf(line, hits, len(line) < 100 || p.tellsOfWriter(line))
	if p.cur != nil && p.cur.doctor && p.cur.alone && (isPractitioner(line) || isPractitioner(p.before)) {
		p.cur.office = true
		p.d.rest.forget()
	} else if p.cur != nil && p.cur.alone && len(line) < 60 && p.line-p.cur.line <= maxGap {
		for _, a := range p.d.special.in(line).List() {
			if len(segs) > 0 && len(strings.Fields(line)) <= 5 {
				items = append(items, placedItem{lineItem{a, "", .7, line}, 0, 0, 0})
			}
		}
	}
	if len(items) == 0 && digitsIn(line) >= leastRun && len(line) < 160 {
		items = reachedAt(line, p.maybes(line, hits))
	}
	if items = withoutRole(line, hits, items); len(items) == 0 {
		p.maybeBelow(line, hits)
		return
	}
	to := p.cur
	if to == nil && p.labelled > 0 && p.form != nil && p.line-p.labelled <= maxGap {
		p.form.takeItems(p.labelledGroup, items)
		return
	}
	if to == nil {
		to = p.answered(line)
	}
	if to == nil || p.preFirst || p.line-to.line > maxGap {
		if p.pre == nil {
			p.pre = &lineRecord{line: p.line}
		}
		to = p.pre
	}
	if to.abreast {
		p.giveAbreast(line, items)
		return
	}
	for _, it := range items {
		if it.attr == inspect.BankAccount && (p.cur == nil || !p.cur.alone || p.line-p.cur.line > 2) {
			continue // an account at the foot of an invoice is the seller's
		}
		p.give(to, it)
	}
}

func (r *lineRecord) take(pre *lineRecord) {
	r.attrs |= pre.attrs
	r.items = append(r.items, pre.items...)
	for f := range numFacts {
		if r.facts[f] == 0 {
			r.facts[f] = pre.facts[f]
		}
	}
}

// placedItem is a value and where it stands in its line.
type placedItem struct {
	lineItem
	at   int
	fact fact
	hash uint64
}

func (p *prose) give(to *lineRecord, it placedItem) {
	if to.office && (it.attr == inspect.Address || it.attr == inspect.Phone) {
		return
	}
	to.attrs = to.attrs.With(it.attr)
	if it.hash != 0 && to.facts[it.fact] == 0 {
		to.facts[it.fact] = it.hash
	}
	if it.attr == inspect.BirthDate {
		if t, ok := p.d.date(it.value); ok {
			if age := p.d.age(t); age >= 0 && age < 18 {
				to.lesser = to.lesser.With(inspect.Child)
			}
		}
	}
	if len(to.items) < 16 {
		to.items = append(to.items, it.lineItem)
	}
}

// itemsOf are the values of a line that say something of a person. near is set
// when the line is short enough to be a record.
//
// What it gives is good until the next line is read.
func (p *prose) itemsOf(line string, hits []ident.Hit, near bool) (items []placedItem) {
	items = p.items[:0]
	end := 0
	for _, h := range hits {
		value := line[h.Start:h.End]
		it := placedItem{lineItem{h.Kind.Attribute, h.Kind.Name, .9, value}, h.Start, numFacts, 0}
		switch h.Kind.Attribute {
		case inspect.Email:
			if isRoleBox(value) || p.d.who.isOwn(value) || p.d.who.addresses[strings.ToLower(value)] {
				continue
			}
			it.fact, it.hash = factEmail, p.d.people.hash(strings.ToLower(value))
		case inspect.Phone:
			if !near || h.Start < end || digitsIn(value) < 7 || h.Kind.Name != "phone" && !p.plainPhone(line, h) {
				continue
			}
			it.fact, it.hash = factPhone, p.d.people.hash(lastDigits(value))
		case inspect.Address:
			if h.Kind.ContextOnly || !near {
				continue
			}
			if h.Kind.Name == "street" {
				it.fact, it.hash = factAddress, p.d.people.hash(address(value))
			}
		case inspect.BirthDate:
			if h.Clock || !bornNear(line, h) || h.Birth.After(p.d.opts.Today) {
				continue
			}
			it.fact, it.hash = factBirth, p.d.people.hashDay(h.Birth)
		case inspect.NationalID:
			if h.Weak() && !p.numbered(line, h) {
				continue
			}
			it.fact, it.hash = factID, p.d.people.hash(compact(value))
		case inspect.BankAccount:
			if h.Kind.ContextOnly || h.Weak() && !p.numbered(line, h) {
				continue
			}
			it.fact, it.hash = factBank, p.d.people.hash(compact(value))
		default:
			continue
		}
		end = max(end, h.End)
		if it.hash == 0 {
			it.fact = 0
		}
		items = append(items, it)
	}
	items = append(items, p.labelledAccounts(line)...)
	p.items = items[:0]
	return items
}

// plainPhone tells whether a number that other numbers look like too is a phone
// number: a word says so, it is most of its line, or the line is a short record.
func (p *prose) plainPhone(line string, h ident.Hit) bool {
	n := h.End - h.Start
	if n2 := parseName(line[:h.Start]); len(line) < 60 && n2.ok && n2.given && n2.n <= 3 {
		return true
	}
	before := strings.TrimRight(line[:h.Start], " (")
	if s := before[strings.LastIndexAny(before, ",;:(\t")+1:]; len(s) < 40 {
		if n2 := parseName(s); n2.person() {
			return true
		}
	}
	if at := capitalRun(before); at > 0 && before[len(before)-1] != '.' && strings.HasPrefix(line[len(before):], " (") {
		if n2 := parseName(before[at:]); n2.ok && n2.full && !namesThing(before[at:]) {
			return true
		}
	}
	return ident.Near(line, h, 48) || reached(line[max(0, h.Start-maxReach):h.Start]) || n*10 >= len(line)*6 || h.Start > n && len(line) < 120 && !isThing(line[:h.Start])
}

// capitalRun is where the words with capitals begin that a text ends with, two to four
// of them; -1 when there are not as many.
func capitalRun(s string) int {
	at, n := -1, 0
	for end := len(s); end > 0 && n <= 4; n++ {
		from := strings.LastIndexByte(s[:end], ' ') + 1
		if from == end || !isCapital(s[from:end]) || !nameLetters(s[from:end]) {
			break
		}
		at, end = from, from-1
	}
	if n < 2 || n > 4 {
		return -1
	}
	return at
}

// reachWords say that somebody is reached at what follows, folded.
var reachWords = [...]string{"traeff", "traffas", "treffes", "ring ", "ringe ", "nas pa", "fanges", "call ", "reached on", "reach me", "reach him", "reach her", " bel ", "bellen", "bereik", "erreich", "anruf", "joign", "appel", "zadzwon", "dzwon", "dostepn", "raggiung", "chiam", "llam", "disponible en", "nummer er", "nummer is", "nummer laut", "nr er", "nr. er", "number is", "mobilnr", "mobiel is", "mobile is", "numero est", "numero e ", "numer to", "telefonnummer", "localiz", "numero de ", "numero di ", "nowy numer", "nuevo numero", "nuovo numero", "nouveau numero", "neue nummer", "new number", "nieuwe nummer", "nyt nummer", "nytt nummer"}

// maxReach is how far before a number in bytes such words stand, a name between them.
const maxReach = 40

// reachedAt are the digits that may be a phone number and that a line says somebody
// is reached at.
func reachedAt(line string, maybe []placedItem) (items []placedItem) {
	for _, it := range maybe {
		if it.attr == inspect.Phone && reached(line[max(0, it.at-maxReach):it.at]) {
			items = append(items, it)
		}
	}
	return items
}

func reached(before string) bool {
	var buf [64]byte
	return within(reachStems(), appendFold(buf[:0], before))
}

var reachStems = wordStems(reachWords[:])

// isThing tells whether a line speaks of goods or papers, whose numbers look
// like any other.
func isThing(s string) bool {
	for w := range strings.FieldsSeq(s) {
		var buf [48]byte
		if len(w) < 40 {
			f := trimDot(appendFold(buf[:0], strings.Trim(w, ":,;#")))
			if c := words().of(f); c&notName != 0 && c&(given|surname) == 0 && len(f) > 1 {
				return true
			}
		}
	}
	return false
}

// bornWords stand before or behind a date of birth in running text, folded.
var bornWords = [...]string{"geb", "fodt", "fodsel", "fodd", "born", "birth", "dob", "d.o.b", "ne le", "nee le", "naissance", "nacid", "nacim", "nato il", "nata il", "nato/a", "nata/o", "ne(e)", "nee)", "nacido/a", "fodt/fodd", "nascita", "urodz", "ur.", "syntyn", "geburt", "geboren", "f. ", "jarig"}

// bornNear tells whether a date is said to be one of birth.
func bornNear(line string, h ident.Hit) bool {
	if h.Start > 0 && line[h.Start-1] == '*' {
		return true
	}
	if behind := strings.TrimLeft(line[h.End:], " "); strings.HasPrefix(behind, "geboren") || strings.HasPrefix(behind, "geb.") {
		return true
	}
	before := line[max(0, h.Start-26):h.Start]
	if !hasLetter(before) {
		return false
	}
	before = fold(before)
	for i := range len(before) {
		for _, w := range bornStems().at(before[i:]) {
			if strings.HasPrefix(before[i:], w) && (len(w) > 3 || i == 0 || !isWordByte(before[i-1])) {
				return true
			}
		}
	}
	return false
}

var bornStems = wordStems(bornWords[:])

// countLine counts a record of running text.
func (d *Detector) countLine(p *prose, r *lineRecord) {
	if d.who.names[r.name] {
		d.answer(r)
		return
	}
	if r.attrs == 0 || signed(r.attrs, r.where.Path) || isExample(r.name) {
		return
	}
	p.byline(r)
	r.attrs |= r.lesser
	if r.table == 0 {
		r.table = p.id
	}
	d.people.add(r.record)
	if second := r.record; r.partner != "" && !d.who.names[r.partner] {
		second.name, second.attrs = r.partner, r.attrs&inspect.Set(inspect.Address, inspect.Phone)
		d.people.add(second)
	}
	for _, it := range r.items {
		d.finds.add(it.attr, it.kind, r.where, r.hidden, it.sure, it.value)
	}
}
