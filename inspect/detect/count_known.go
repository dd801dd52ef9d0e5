package detect

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
	"github.com/postlock/postlock/inspect/detect/known"
)

// ownPeople recognises the people of the office's lists beside the ordinary
// detection. A nil one knows nobody.
type ownPeople struct {
	d     *Detector
	read  *known.Reader
	lists []*ownList
	forms int // filled copies of the office's forms
	// outside are the mail addresses of strangers among the parties.
	outside []string
}

type ownList struct {
	*known.List
	index map[uint32]int
	found []ownPerson
}

// ownPerson is somebody of a list who was recognised, perhaps several times.
type ownPerson struct {
	record
	row    uint32
	where  inspect.Place
	hidden bool
	mask   string // the name, masked
	id     string // the national number, masked
	secret string // the address, masked; set when it is a secret
}

func newOwnPeople(d *Detector, p inspect.Parties, r *known.Register) *ownPeople {
	if r == nil || len(r.Lists)+len(r.Forms) == 0 {
		return nil
	}
	o := &ownPeople{d: d}
	for _, a := range p.Addresses {
		if s := strings.ToLower(a.String()); !d.who.isOwn(s) && !slices.Contains(o.outside, s) {
			o.outside = append(o.outside, s)
		}
	}
	for _, l := range r.Lists {
		o.lists = append(o.lists, &ownList{List: l, index: map[uint32]int{}})
	}
	o.read = r.NewReader(func(l *known.List, m known.Match) { o.note(o.list(l), m) }, o.form)
	return o
}

func (o *ownPeople) text(t inspect.Text) {
	if o != nil {
		o.read.Text(t)
	}
}

func (o *ownPeople) row(r inspect.Row) {
	if o != nil {
		o.read.Row(r)
	}
}

// form notes a filled copy of a form.
func (o *ownPeople) form(f known.Filled) {
	o.forms++
	sure := inspect.Sure + (.99-inspect.Sure)*f.Likeness
	o.d.finds.add(inspect.Other, inspect.FormKind+f.Form.Name, f.Where, f.Hidden, sure, f.Value)
}

// filled is how many filled forms were found, each of which tells of somebody.
func (o *ownPeople) filled() int {
	if o == nil {
		return 0
	}
	return o.forms
}

func (o *ownPeople) list(l *known.List) *ownList {
	for _, ol := range o.lists {
		if ol.List == l {
			return ol
		}
	}
	return nil // of another Register
}

// attributesOf are what the columns say of a person.
func attributesOf(c known.Column) (as inspect.Attributes) {
	for _, say := range [...]struct {
		col known.Column
		is  inspect.Attribute
	}{
		{known.Birth, inspect.BirthDate}, {known.Phone, inspect.Phone}, {known.Email, inspect.Email}, {known.ID, inspect.NationalID},
		{known.Member, inspect.Other}, {known.Postcode | known.Street, inspect.Address},
	} {
		if c&say.col != 0 {
			as = as.With(say.is)
		}
	}
	return as
}

// note remembers a match; the same person again adds to what is said.
func (o *ownPeople) note(l *ownList, m known.Match) {
	i, again := l.index[m.Row]
	if !again {
		if i = len(l.found); i >= o.d.opts.MaxPeople {
			return
		}
		l.index[m.Row] = i
		l.found = append(l.found, ownPerson{row: m.Row, where: m.Where, hidden: m.Hidden, mask: ident.Mask("name", cmp.Or(m.Name, m.Email, m.Phone, m.Address, m.Day, m.ID))})
	}
	p := &l.found[i]
	p.attrs |= attributesOf(m.Columns)
	if m.Columns&known.Name != 0 && p.name == "" {
		p.name = nameKey(m.Name)
	}
	fact := func(f fact, value string) {
		if p.facts[f] == 0 {
			p.facts[f] = o.d.people.hash(value)
		}
	}
	if t, ok := o.d.date(m.Day); ok {
		fact(factBirth, t.Format(time.DateOnly))
	}
	fact(factEmail, strings.ToLower(m.Email))
	fact(factPhone, lastDigits(m.Phone))
	if m.Columns&known.ID != 0 {
		fact(factID, compact(m.ID))
		p.id = cmp.Or(p.id, ident.Mask("national_id", m.ID))
	}
	if m.Secret {
		p.attrs = p.attrs.With(inspect.SecretAddress)
		p.secret = cmp.Or(p.secret, ident.Mask("street", cmp.Or(m.Address, m.Name, "•")))
	}
}

// end counts those who were recognised: with the ordinary subjects, once.
func (o *ownPeople) end() {
	if o == nil {
		return
	}
	o.read.End()
	for _, l := range o.lists {
		if len(l.found) == 0 {
			continue
		}
		skip := o.correspondents(l)
		c := o.d.newCensus()
		for i := range l.found {
			p := &l.found[i]
			if p.secret != "" && !o.toThemselves(l, p.row) {
				o.d.finds.add(inspect.SecretAddress, "people", p.where, p.hidden, .99, p.secret)
			}
			if skip[p.row] || p.attrs == 0 {
				continue
			}
			o.count(l, p)
			c.add(p.record)
		}
	}
}

func (o *ownPeople) count(l *ownList, p *ownPerson) {
	f := &o.d.finds
	f.count(f.slot(inspect.Other, "people "+l.Name, p.where, p.hidden), .99, p.mask)
	if p.id != "" && !f.surely(inspect.NationalID, p.where) {
		f.add(inspect.NationalID, "people", p.where, p.hidden, .99, p.id)
	}
}

// surely tells whether an ordinary finding of the kind stands at a place already.
func (f *findings) surely(attr inspect.Attribute, where inspect.Place) bool {
	for i := range f.list {
		g := &f.list[i]
		if g.Attribute == attr && g.Kind != "people" && g.Where.Path == where.Path && g.Where.Part == where.Part && g.Confidence >= inspect.Sure {
			return true
		}
	}
	return false
}

// correspondents are the rows of those who write and are written to.
func (o *ownPeople) correspondents(l *ownList) map[uint32]bool {
	skip := map[uint32]bool{}
	for a := range o.d.who.addresses {
		for _, row := range l.ByEmail(a) {
			skip[row] = true
		}
	}
	for n := range o.d.who.names {
		for _, row := range l.ByName(n) {
			skip[row] = true
		}
	}
	return skip
}

// toThemselves tells whether the only stranger who gets the message is the
// person whose address it tells.
func (o *ownPeople) toThemselves(l *ownList, row uint32) bool {
	return len(o.outside) == 1 && slices.Contains(l.ByEmail(o.outside[0]), row)
}

// census puts people who are known for certain among those counted already.
type census struct {
	d      *Detector
	byFact map[uint64][]int32
	taken  map[int32]bool
}

func (d *Detector) newCensus() *census {
	c := &census{d: d, byFact: map[uint64][]int32{}, taken: map[int32]bool{}}
	for i := range d.people.list {
		for f, h := range d.people.list[i].facts {
			if h != 0 && fact(f) != factSaid {
				c.byFact[h^uint64(f)] = append(c.byFact[h^uint64(f)], int32(i))
			}
		}
	}
	return c
}

// add counts somebody, once; two people of a list are never one.
func (c *census) add(r record) {
	p := c.d.people
	if i, ok := c.counted(r); ok {
		c.taken[i] = true
		p.merge(i, r)
		return
	}
	c.taken[int32(len(p.list))] = true
	p.insert(p.hash(r.name), r)
}

// counted finds the person: of the same name without a contrary birth date or
// number, or else with two equal facts, or one that nobody shares.
func (c *census) counted(r record) (int32, bool) {
	p := c.d.people
	if r.name != "" {
		i, ok := p.byName[p.hash(r.name)]
		for n := 0; ok && i >= 0 && n < 256; n++ {
			if !c.taken[i] && agree(&p.list[i], r) && (same(&p.list[i], r) || int(p.list[i].table) != 0) {
				return i, true
			}
			i = p.list[i].next
		}
	}
	for f, h := range r.facts {
		for _, i := range c.byFact[h^uint64(f)] {
			if h == 0 || c.taken[i] || !agree(&p.list[i], r) {
				continue
			}
			if n := equalFacts(&p.list[i], r); n >= 2 || fact(f) == factID || fact(f) == factEmail || r.name == "" || p.list[i].name == 0 {
				return i, true
			}
		}
	}
	return 0, false
}

func equalFacts(p *person, r record) (n int) {
	for f := range numFacts {
		if f != factSaid && r.facts[f] != 0 && r.facts[f] == p.facts[f] {
			n++
		}
	}
	return n
}
