package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// remainder counts people a second, coarser way: full names that have a telephone
// number, a day of birth or a street close behind, in whatever layout. The readers of
// tables, lines and blocks each know layouts; a list that has none of theirs does
// not pass for that. See unread.
type remainder struct {
	d     *Detector
	list  []remaining
	index map[uint64]int // of the list, by the hash of the name
	// last are the people of the line that named any last, named its number, and
	// heads that it is hardly more than names, so that values may stand below.
	last   []int // of the list
	line   int
	named  int
	heads  bool
	place  inspect.Place // of the line
	hidden bool
}

// remaining is somebody whose name was seen with a value.
type remaining struct {
	name   uint64 // its hash
	attrs  inspect.Attributes
	day    uint64 // the hash of the date, 0 without one
	number uint64 // of a telephone
	known  bool   // the name is on our lists
	item   lineItem
	where  inspect.Place
	hidden bool
}

const (
	// maxRemaining bounds the people remembered.
	maxRemaining = 5000
	// remainingLine is the longest line in bytes that is looked at: the paragraphs
	// of a report name people and days, too.
	remainingLine = 480
	// remainingHead is the longest line that is a name above values, and
	// remainingGap how many lines below it they may stand.
	remainingHead, remainingGap = 60, 4
	// oldestBorn is the highest age of which a date may be a day of birth; those
	// on memorials were born or died before.
	oldestBorn = 104
)

func newRemainder(d *Detector) remainder {
	return remainder{d: d, index: map[uint64]int{}}
}

// row looks at a row of a table that told its reader of nobody.
func (m *remainder) row(t *table, r inspect.Row) {
	digits, size := 0, 0
	cells := make([]string, 0, 8)
	for i, c := range r.Cells[:min(len(r.Cells), len(t.cols))] {
		switch t.cols[i].kind {
		case kThing, kOrg, kDate, kAuthor, kRank:
			continue
		}
		cells = append(cells, c)
		digits += digitsIn(c)
		size += len(c)
	}
	if size > remainingLine || digits < 4 && size > remainingHead {
		return
	}
	line := strings.Join(cells, " | ")
	m.d.hits = m.d.hits[:0]
	if digits >= 2 {
		m.d.hits = ident.Scan(line, m.d.hits)
	}
	m.read(line, m.d.hits, r.Place, r.Hidden || anyHidden(r))
}

// read looks at a line and at what was found in it.
func (m *remainder) read(line string, hits []ident.Hit, where inspect.Place, hidden bool) {
	m.line, m.place, m.hidden = m.line+1, where, hidden
	if len(line) > remainingLine || len(m.list) >= maxRemaining {
		return
	}
	if m.functionary(line, hits) {
		m.forget()
		return
	}
	valued := 0
	for _, h := range hits {
		if m.value(line, h) != 0 {
			valued++
		}
	}
	if valued == 0 && len(line) > shortLine {
		return
	}
	if m.names(line, hits) {
		m.named, m.heads = m.line, len(line) <= remainingHead
	}
	if m.line > m.named && !m.heads || m.line-m.named > remainingGap {
		return
	}
	m.give(line, hits)
}

// forget takes back what was kept of the people named last: they are of an office.
func (m *remainder) forget() {
	for _, i := range m.last {
		m.list[i].attrs = 0
	}
	m.last = m.last[:0]
}

// drop takes back what was kept of one person.
func (m *remainder) drop(name string) {
	if i, ok := m.index[m.d.people.hash(name)]; ok {
		m.list[i].attrs = 0
	}
}

// functionary tells whether a line is of somebody an office names for something, by
// what stands before a colon or by the office's own mailbox.
func (m *remainder) functionary(line string, hits []ident.Hit) bool {
	if at := strings.IndexByte(line, ':'); at > 0 && at <= maxOffice {
		if h := m.d.heading(line[:at]); !namesPeople(h) || !h.mayHead() {
			return true
		}
	}
	for _, h := range hits {
		if v := line[h.Start:h.End]; h.Kind.Attribute == inspect.Email && (isRoleBox(v) || m.d.who.isOwn(v)) {
			return true
		}
	}
	return false
}

// mayHead tells whether a label is of the person that a record is about, not of whom
// to call for them.
func (h heading) mayHead() bool { return h.role == roleNone || h.role == roleChild }

// value is what a hit says of a person, 0 for nothing.
func (m *remainder) value(line string, h ident.Hit) inspect.Attributes {
	switch {
	case h.Kind.Attribute == inspect.Phone && digitsIn(line[h.Start:h.End]) >= 8:
		return inspect.Set(inspect.Phone)
	case h.Kind.Name == "street":
		return inspect.Set(inspect.Address)
	case h.Kind.Name == "date" && !h.Clock && h.Birth.Before(m.d.opts.Today.AddDate(-1, 0, 0)) &&
		m.d.age(h.Birth) <= oldestBorn && !tellsDeath(line[:h.Start]):
		return inspect.Set(inspect.BirthDate)
	}
	return 0
}

// give hands the values of a line to the people named last, one to each.
func (m *remainder) give(line string, hits []ident.Hit) {
	next, end := 0, 0
	for _, h := range hits {
		attrs := m.value(line, h)
		if attrs == 0 || h.Start < end {
			continue
		}
		if next == len(m.last) {
			return
		}
		r := &m.list[m.last[next]]
		if r.attrs == 0 {
			r.item = lineItem{attrs.List()[0], h.Kind.Name, .6, line[h.Start:h.End]}
			r.where, r.hidden = m.place, m.hidden
		}
		r.attrs |= attrs
		if attrs.Has(inspect.BirthDate) {
			r.day = m.d.people.hashDay(h.Birth)
		}
		if attrs.Has(inspect.Phone) {
			r.number = m.d.people.hash(lastDigits(line[h.Start:h.End]))
		}
		next, end = next+1, h.End
	}
}

// names keeps who is named between the values of a line; false when nobody is.
func (m *remainder) names(line string, hits []ident.Hit) bool {
	before, from := len(m.last), 0
	for _, h := range hits {
		m.namesIn(line[min(from, h.Start):h.Start])
		from = max(from, h.End)
	}
	m.namesIn(line[from:])
	found := len(m.last) > before
	m.last = append(m.last[:0], m.last[before*count1(found):]...)
	return found
}

// namesIn keeps who is named in a text without values. A name that no list knows must
// stand by itself: between commas, or in a cell.
func (m *remainder) namesIn(text string) {
	for part := range strings.FieldsFuncSeq(text, isParting) {
		if digitsIn(part) > 2 || hasOrgWord(part) {
			continue
		}
		if n := parseName(part); n.ok && n.full && n.written >= 2 {
			m.keep(&n)
			continue
		}
		before := ""
		for w := range strings.FieldsSeq(part) {
			if before != "" {
				if n := parseName(before + " " + w); n.person() {
					m.keep(&n)
					w = ""
				}
			}
			before = w
		}
	}
}

// isParting tells what stands between the parts of a line.
func isParting(r rune) bool { return strings.ContainsRune("\t|,;:()\"/", r) }

func (m *remainder) keep(n *name) {
	key := n.key()
	if m.d.who.names[key] {
		return
	}
	h := m.d.people.hash(key)
	i, ok := m.index[h]
	if !ok {
		i = len(m.list)
		m.index[h] = i
		m.list = append(m.list, remaining{name: h, known: n.person()})
	}
	m.last = append(m.last, i)
}

// unread leaves a line to the remainder; office is set when the line is of somebody
// who has an office.
func (p *prose) unread(line string, hits []ident.Hit, office bool) {
	switch {
	case p.again || p.region == inSignature:
	case office || p.places || isDoctor(p.before) && isPractitioner(line):
		p.d.rest.forget()
	default:
		p.d.rest.read(line, hits, p.place, p.hidden)
	}
}

// unread adds people whom no reader knew, when all together are a list. Where the
// readers found a list already, they are right but for a third or more of it.
func (d *Detector) unread(groups []inspect.Group) []inspect.Group {
	const list = 10
	found := 0
	for _, g := range groups {
		found += g.Count
	}
	more := d.rest.strangers()
	if n := len(more); n == 0 || n+found < list || found >= list && 2*n < found {
		return groups
	}
	counts := map[inspect.Attributes]int{}
	for _, r := range more {
		counts[r.attrs]++
		d.finds.add(r.item.attr, r.item.kind, r.where, r.hidden, r.item.sure, r.item.value)
	}
	return append(groups, sorted(counts)...)
}

// strangers are the people whom no reader counted. Names on no list count where twice
// as many are on one, and days and numbers where they are not the same few again and
// again, as in tables of measurements and results.
func (m *remainder) strangers() (list []remaining) {
	known, unknown, dated, called := 0, 0, 0, 0
	days, numbers := map[uint64]bool{}, map[uint64]bool{}
	for _, r := range m.list {
		switch {
		case r.attrs == 0:
			continue
		case r.known:
			known++
		default:
			unknown++
		}
		if r.day != 0 {
			dated++
			days[r.day] = true
		}
		if r.number != 0 {
			called++
			numbers[r.number] = true
		}
	}
	for _, r := range m.list {
		if len(days)*10 < dated*7 {
			r.attrs &^= inspect.Set(inspect.BirthDate)
		}
		if len(numbers)*10 < called*4 {
			r.attrs &^= inspect.Set(inspect.Phone)
		}
		if r.attrs == 0 || !r.known && (known < 2*unknown || r.attrs == inspect.Set(inspect.Address)) {
			continue
		}
		if _, counted := m.d.people.byName[r.name]; !counted {
			list = append(list, r)
		}
	}
	return list
}
