package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// form reads labels and values: one person a block of lines or rows, or one a
// column in a transposed table.
type form struct {
	place  inspect.Place
	table  int
	hidden bool
	// people are by column of the table, as several may stand side by side.
	people []*formPerson
	// first is the first label: when it comes again, another person begins.
	first string
	// pairs is set when a row had two labels with a value each: what stands third is
	// a label then, though it be none that we know ("Insats").
	pairs   bool
	titled  bool // people are named behind the title of what is told of them
	columns map[string]*column
}

// tellsBirth tells whether a form says when its first person was born: the contact
// below is that person's then, and no organiser's.
func (f *form) tellsBirth() bool {
	return f != nil && len(f.people) > 0 && f.people[0].filled[int(kBirth)<<8]
}

type formPerson struct {
	drafts drafts
	filled map[int]bool // kind and group of the fields seen
	fields int
	last   heading // of the field before
}

// owned gives a telephone or mailbox without an owner to the parent or next of kin
// whose name is the field before, where somebody else is named as well.
func (p *formPerson) owned(h heading) heading {
	r := p.last.role
	if h.role != roleNone || h.kind != kPhone && h.kind != kEmail || p.last.kind != kFull || p.last.group() == 0 {
		return h
	}
	about := p.drafts.of(0)
	if about.full+about.given+about.family == "" || !(isParent(r) || r == roleEmergency || r == roleContact && about.attrs.Has(inspect.BirthDate)) {
		return h
	}
	h.role, h.number = r, p.last.number
	return h
}

func (d *Detector) newForm(place inspect.Place, table int) *form {
	return &form{place: place, table: table, columns: map[string]*column{}}
}

// isForm tells whether the first column of a table holds labels, and whether the first
// of them is the title of what is told of somebody.
func (d *Detector) isForm(rows []inspect.Row) (is, titled bool) {
	labels, filled, across, others := 0, 0, 0, 0
	for _, r := range rows {
		if cells := indented(r.Cells); len(cells) >= 2 && filledCells(cells) > 0 {
			filled++
		}
	}
	kinds := map[kind]bool{}
	for _, r := range rows {
		cells := indented(r.Cells)
		if len(cells) < 2 || filledCells(cells) == 0 {
			continue
		}
		if (filled-others)*10 < filled*6 {
			return false, false // the rest cannot make it one
		}
		others++
		first := strings.TrimSpace(cells[0])
		if first == "" || valueLike(first) {
			continue
		}
		if d.titles(cells) {
			labels++
			others--
			titled = true
			continue
		}
		if h := d.heading(first); h.kind != kNone && h.kind != kThing {
			labels++
			others--
			kinds[h.kind] = true
			if d.headingsIn(cells[1:]) >= 2 {
				across++
			}
		}
	}
	named := kinds[kFull] || kinds[kGiven] || kinds[kFamily]
	titled = titled && !named && kinds[kBirth] // "School report", "Anna Berg"
	return filled >= 2 && labels*10 >= filled*6 && (len(kinds) >= 2 || titled) && across*3 < filled &&
		(named || titled || kinds[kID]), titled
}

// titles tells whether a row is the title of a form and whom it is about.
func (d *Detector) titles(cells []string) bool {
	return filledCells(cells) == 2 && parsesAsPerson(cells[1]) && !hasOrgWord(cells[1]) && mayHeadForm(d.heading(strings.TrimSpace(cells[0])))
}

// indented is a row without the empty cell or the mark that it begins with.
func indented(cells []string) []string {
	if len(cells) > 2 && (strings.TrimSpace(cells[0]) == "" || len(cells) == 3 && isMark(cells[0])) {
		return cells[1:]
	}
	return cells
}

// isMark is true for "#12", the number of a record before each of its lines.
func isMark(cell string) bool { return len(cell) > 1 && cell[0] == '#' && digitsOnly(cell[1:]) }

// headingsIn counts the cells that are plain headings.
func (d *Detector) headingsIn(cells []string) (n int) {
	for _, c := range cells {
		if h := d.heading(strings.TrimSpace(c)); h.exact && h.kind != kSpecial && h.kind != kTown && !valueLike(c) && digitsIn(c) == 0 {
			n++
		}
	}
	return n
}

// formRow reads the pairs of one row: label, value, label, value; or one label
// and a value for each person.
func (d *Detector) formRow(f *form, r inspect.Row) {
	f.hidden = f.hidden || r.Hidden
	var label heading
	person := 0
	cells := indented(r.Cells)
	if f.titled && d.titles(cells) {
		d.field(f, 0, heading{kind: kFull, text: "\x00"}, strings.TrimSpace(cells[1]))
		return
	}
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		if f.pairs && i == 2 && len(cells) == 4 {
			if label, person = d.heading(cell), 0; label.kind == kNone {
				label = heading{kind: kNote, text: cell}
			}
			continue
		}
		if h := d.heading(cell); i == 0 || !(label.kind == kFull && parsesAsPerson(cell)) && h.kind != kNone && i+1 < len(cells) && (strings.HasSuffix(cell, ":") || h.exact && person > 0 && digitsIn(cell) == 0 && h.kind != kSpecial) {
			label, person = h, 0
			f.pairs = f.pairs || i == 2 && len(cells) == 4
			continue
		}
		if label.kind != kNone && person < maxAcross {
			d.field(f, person, label, cell)
		}
		person++
	}
}

// parsesAsPerson tells whether a cell reads as a full name.
func parsesAsPerson(cell string) bool {
	n := parseName(cell)
	return n.ok && n.full && isCapital(cell)
}

// maxAcross is the most people side by side in a transposed table.
const maxAcross = 1000

// field reads one labelled value.
func (d *Detector) field(f *form, person int, h heading, value string) {
	for len(f.people) <= person {
		f.people = append(f.people, &formPerson{filled: map[int]bool{}})
	}
	p := f.people[person]
	if f.first == "" {
		f.first = h.text
	}
	h = p.owned(h)
	key := int(h.kind)<<8 | h.group()
	named := h.kind == kFull || h.kind == kGiven || h.kind == kFamily
	if p.filled[key] && (named || h.text == f.first) {
		d.flushForm(f, p)
	}
	p.filled[key] = true
	p.fields++
	p.last = h
	c := d.labelColumn(f, h, value)
	if c == nil {
		return
	}
	dr := p.drafts.of(h.group())
	dr.hidden = f.hidden
	if h.kind == kID {
		if c = d.identified(c, h, value); c == nil {
			return
		}
	}
	if c.child {
		dr.lesser = dr.lesser.With(inspect.Child)
	}
	d.put(dr, c, value)
}

// identified checks a labelled number: it has to pass as one of the kinds, or to
// be labelled as one by name.
func (d *Detector) identified(c *column, h heading, value string) *column {
	d.hits = ident.Whole(value, d.hits[:0])
	out := *c
	out.slots = [2]int{}
	for _, hit := range d.hits {
		k := hit.Kind
		if k.Attribute != inspect.NationalID || k.ContextOnly && !ident.Header(h.text, k) {
			continue
		}
		if named := ident.Header(h.text, k); named || !hit.Weak() {
			out.name, out.sure = k.Name, .95
			return &out
		}
		out.name, out.sure = k.Name, .8
	}
	if out.name == "" {
		return nil
	}
	return &out
}

// labelColumn is the column a label stands for; nil when its value does not fit.
func (d *Detector) labelColumn(f *form, h heading, value string) *column {
	if c, ok := f.columns[h.text]; ok {
		return c
	}
	c := &column{kind: h.kind, attr: h.attr, group: h.group(), sure: .9, child: h.role == roleChild}
	if !d.labelled(h.kind, c) {
		return nil
	}
	f.columns[h.text] = c
	return c
}

// labelled sets what a labelled field's findings are; false for fields that say
// nothing of a person.
func (d *Detector) labelled(k kind, c *column) bool {
	switch k {
	case kNone, kThing, kOrg, kTown, kAuthor, kRank, kDate, kGender:
		return false
	case kID:
		c.attr, c.name, c.sure = inspect.NationalID, "", .95
	case kEmail:
		c.attr, c.name = inspect.Email, "email"
	case kPhone:
		c.attr, c.name = inspect.Phone, "phone"
	case kStreet, kPostcode:
		c.attr = inspect.Address
	case kBirth:
		c.attr, c.name = inspect.BirthDate, "date"
	case kIBAN:
		c.attr, c.name = inspect.BankAccount, "iban"
	case kCard:
		c.attr, c.name = inspect.Card, "card"
	case kCredential:
		c.attr = inspect.Credential
	case kSecret:
		c.attr = inspect.SecretAddress
	case kClass:
		c.attr, c.pupil = inspect.Child, true
	case kAge, kPay:
		c.attr = inspect.Other
	}
	return true
}

// flushForm counts the people of one block.
func (d *Detector) flushForm(f *form, p *formPerson) {
	named := false
	for i := range p.drafts.n {
		q := &p.drafts.list[i]
		named = named || q.full+q.given+q.family != ""
	}
	if named && p.drafts.n > 1 {
		p.drafts.joinNameless()
	}
	for i := range p.drafts.n {
		if q := &p.drafts.list[i]; q.ofOrganisation() || !d.countDraft(q, f.table, f.place) {
			d.loneItems(q, f.place)
		}
	}
	p.drafts.reset()
	clear(p.filled)
	p.fields = 0
}

// ofOrganisation tells whether a labelled name is an organisation's, of which nothing is
// said that only people have.
func (p *draft) ofOrganisation() bool {
	if p.attrs&^inspect.Set(inspect.Phone, inspect.Email, inspect.Address, inspect.BankAccount) != 0 {
		return false
	}
	return isFirm(p.full) || hasOrgWord(p.full) && !parseName(p.full).given
}

// joinNameless gives what is said of a parent without a name to the only parent
// that has one, or else to the child.
func (ds *drafts) joinNameless() {
	named := map[int]bool{}
	for i := range ds.n {
		if q := &ds.list[i]; q.full+q.given+q.family != "" {
			named[q.group] = true
		}
	}
	for i := range ds.n {
		q := &ds.list[i]
		if named[q.group] {
			continue
		}
		to := ownerOf(q.group, named)
		for k := range ds.n {
			if ds.list[k].group == to && named[to] {
				ds.list[k].join(q)
			}
		}
	}
}

// join takes over what another draft says.
func (p *draft) join(q *draft) {
	p.attrs |= q.attrs
	for f := range numFacts {
		if p.facts[f] == 0 {
			p.facts[f] = q.facts[f]
		}
	}
	for _, it := range q.items[:q.n] {
		if p.n < len(p.items) {
			p.items[p.n] = it
			p.n++
		}
	}
	q.attrs = 0
}

func (d *Detector) endForm(f *form) {
	for _, p := range f.people {
		if p != nil {
			d.flushForm(f, p)
		}
	}
}

// takeItems gives values that stand below a labelled name, without labels of their
// own, to that person: "Name: Anna Berg", "Hauptstraße 3".
func (f *form) takeItems(group int, items []placedItem) {
	if len(f.people) == 0 {
		return
	}
	dr := f.people[0].drafts.of(group)
	for _, it := range items {
		if it.attr == inspect.BankAccount {
			continue // an account at the foot of a letter is its writer's
		}
		dr.say(it.attr, &column{attr: it.attr, name: it.kind, sure: it.sure}, it.value)
		if it.hash != 0 && dr.facts[it.fact] == 0 {
			dr.facts[it.fact] = it.hash
		}
	}
}
