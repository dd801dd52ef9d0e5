package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// emit reads one row of a typed table and counts its people; it tells whether there
// were any.
func (d *Detector) emit(t *table, r inspect.Row) (counted bool) {
	if t.loose {
		d.coded.loose(t, r)
		d.looseRow(t, r)
		return false
	}
	id := t.id
	if t.labelled { // rows of one name are one person's
		var below bool
		if r, below = t.carried(r); below {
			id = -id
		}
	}
	ds := &t.drafts
	ds.reset()
	for i, cell := range r.Cells {
		if i >= len(t.cols) {
			break
		}
		c := &t.cols[i]
		if cell == "" {
			continue
		}
		hidden := r.Hidden || i < len(r.HiddenCells) && r.HiddenCells[i]
		if c.labels {
			d.putLabelled(ds, cell, r.Cells[i+1:])
			continue
		}
		if c.silent() {
			if !c.shared && strings.IndexByte(cell, '@') > 0 && len(cell) <= maxJoined*2 {
				d.putMailIn(ds.of(0), cell)
			}
			if len(cell) >= minProse && hasLetter(cell) && digitsIn(cell) >= 6 {
				d.cellText(t, r.Place, hidden, cell)
			}
			continue
		}
		if cell = strings.TrimSpace(cell); cell == "" || cell == "-" && c.kind != kSpecial {
			continue
		}
		if c.house && inHouse(t.cols, r.Cells, i) || c.work && isWorkMail(cell) {
			continue
		}
		p := ds.of(c.group)
		if c.child {
			p.lesser = p.lesser.With(inspect.Child)
		}
		p.hidden = hidden
		d.put(p, c, cell)
	}
	if t.said != 0 && ds.n > 0 {
		p := ds.of(0)
		for _, a := range t.said.List() {
			p.say(a, &column{kind: kSpecial, attr: a, sure: .7}, p.full)
		}
	}
	ds.shareAddress()
	ds.shareContact()
	for i := range ds.n {
		p := &ds.list[i]
		if d.countDraft(p, id, r.Place) {
			counted = true
		} else {
			d.loneItems(p, r.Place)
		}
	}
	if p := ds.of(0); t.code.at > 0 && (!counted || p.named()) { // a mailbox alone was somebody already
		d.coded.row(t, r, p)
	}
	if !counted && !t.decided {
		d.rest.row(t, r)
	}
	return counted
}

// putLabelled reads the value behind a label in the row of the person it is of.
func (d *Detector) putLabelled(ds *drafts, label string, rest []string) {
	if len(rest) == 0 || rest[0] == "" {
		return
	}
	h := d.heading(strings.TrimSpace(label))
	c := column{kind: h.kind, attr: h.attr, group: h.group(), sure: .9}
	if !h.exact || !isPersonal(h.kind) || !d.labelled(h.kind, &c) {
		return
	}
	value := &c
	if h.kind == kID {
		if value = d.identified(&c, h, rest[0]); value == nil {
			return
		}
	}
	d.put(ds.of(c.group), value, strings.TrimSpace(rest[0]))
}

// carried is a row with the names of the one above where its own cells are empty, as
// they are below merged ones; below tells whether they were.
func (t *table) carried(r inspect.Row) (row inspect.Row, below bool) {
	cells := slices.Clone(r.Cells)
	for i, c := range t.cols {
		switch c.kind {
		case kFull, kGiven, kFamily, kInitials:
			if i < len(cells) && strings.TrimSpace(cells[i]) == "" && i < len(t.above) {
				cells[i], below = t.above[i], true
			}
		}
	}
	t.above = cells
	r.Cells = cells
	return r, below
}

// minProse is the least length in bytes of a cell that is read as running text.
const minProse = 14

// silent tells whether the column's cells say nothing of a person by themselves.
func (c *column) silent() bool {
	switch c.kind {
	case kNone, kThing, kOrg, kTown, kAuthor, kRank, kDate, kGender:
		return true
	}
	return false
}

// looseRow reads a row of a table without columns of people as a line of text.
func (d *Detector) looseRow(t *table, r inspect.Row) {
	p := t.cellProse(d, r.Place)
	p.hidden = r.Hidden || anyHidden(r)
	if len(r.Cells) == 1 {
		p.lines(r.Cells[0])
		return
	}
	if t.readCards(p, r) || t.readBand(p, r) {
		return
	}
	p.read(strings.ReplaceAll(t.joined(r.Cells), "\n", " "))
	if p.cur == nil || !p.cur.alone || lettered(r.Cells) > 1 {
		p.endBlock()
	}
}

// lettered counts the cells that are more than a mark.
func lettered(cells []string) (n int) {
	for _, c := range cells {
		if strings.Trim(c, " \t-*•·–") != "" {
			n++
		}
	}
	return n
}

// joined is a row as a line, without the cells of columns that stand apart.
func (t *table) joined(cells []string) string {
	for i := range cells {
		if i < len(t.cols) && t.cols[i].apart {
			cells = slices.Clone(cells)
			for j := range min(len(cells), len(t.cols)) {
				if t.cols[j].apart {
					cells[j] = ""
				}
			}
			break
		}
	}
	return strings.Join(cells, "\t")
}

// readCards reads a row of a sheet of labels, whose cells are blocks of lines:
// "Name", "Street 1", "Postcode Town". It is false for other rows.
func (t *table) readCards(p *prose, r inspect.Row) bool {
	if !mayCards(r.Cells) {
		return false
	}
	cards, filled := 0, 0
	for _, c := range r.Cells {
		c = strings.TrimSpace(c)
		if c != "" {
			filled++
		}
		if i := strings.IndexByte(c, '\n'); i >= 0 && hasLetter(c[:i]) || len(r.Cells) > 1 && isCard(c) {
			cards++
		}
	}
	if cards == 0 || cards*2 < filled {
		return false
	}
	for _, c := range r.Cells {
		p.lines(c)
		p.blank()
	}
	return true
}

// mayCards is a quick look for any cell that readCards takes for a card.
func mayCards(cells []string) bool {
	for _, c := range cells {
		if strings.IndexByte(c, '\n') >= 0 || isCard(c) {
			return true
		}
	}
	return false
}

// isCard is true for a label whose lines became one.
func isCard(c string) bool {
	return len(c) >= 9 && strings.Count(c, " ") >= 4 && digitsIn(c) >= 5
}

// cellText reads a long cell as a text of its own.
func (d *Detector) cellText(t *table, where inspect.Place, hidden bool, cell string) {
	p := t.cellProse(d, where)
	p.hidden = hidden
	p.lines(cell)
	p.blank()
}

func (t *table) cellProse(d *Detector, where inspect.Place) *prose {
	if t.prose == nil {
		t.prose = d.newProse(where, t.id)
		t.prose.loose, t.prose.places = t.loose && len(t.cols) > 1, t.places
	}
	t.prose.place = where
	return t.prose
}

func anyHidden(r inspect.Row) bool {
	for _, h := range r.HiddenCells {
		if h {
			return true
		}
	}
	return false
}

// loneItems reports national numbers of a row that names nobody.
func (d *Detector) loneItems(p *draft, where inspect.Place) {
	for _, it := range p.items[:p.n] {
		if it.col.kind == kID {
			d.countItem(it, where)
		}
	}
}

// countDraft counts a draft's person if it is a subject, with the findings.
func (d *Detector) countDraft(p *draft, table int, where inspect.Place) bool {
	if p.attrs == 0 || p.dead || signed(p.attrs, where.Path) {
		return false
	}
	if p.named() {
		if d.who.names[p.name] {
			return false
		}
		if isExample(p.name) {
			return true
		}
	} else if !p.identified() {
		return false
	}
	p.attrs |= p.lesser
	p.table = table
	if one, other, ok := household(p.full, true); ok && p.given+p.family == "" {
		second := p.record
		p.name, second.name = nameKey(other), nameKey(one)
		d.people.add(second)
	}
	d.people.add(p.record)
	for _, it := range p.items[:p.n] {
		d.countItem(it, where)
	}
	return true
}

// identified tells whether somebody without a name is known all the same: by a
// national number or a personal mailbox, and something more.
func (p *draft) identified() bool {
	n := len(p.attrs.List())
	switch {
	case p.facts[factID] != 0:
		return n >= 2
	case p.facts[factEmail] != 0 && p.attrs.Has(inspect.Email):
		return n >= 2
	}
	return false
}

func (d *Detector) countItem(it item, where inspect.Place) {
	c, h, hidden := it.col, 0, it.hidden
	attr := c.attr
	if c.kind == kNote {
		for _, a := range d.special.in(it.value).List() {
			d.finds.add(a, "", where, hidden, .8, it.value)
		}
		return
	}
	if hidden {
		h = 1
	}
	if c.slots[h] == 0 {
		c.slots[h] = d.finds.slot(attr, c.name, where, hidden) + 1
	}
	d.finds.count(c.slots[h]-1, c.sure, it.value)
}
