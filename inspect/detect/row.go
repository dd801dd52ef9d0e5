package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// emit reads one row of a typed table and counts its people.
func (d *Detector) emit(t *table, r inspect.Row) {
	ds := &t.drafts
	ds.reset()
	for i, cell := range r.Cells {
		if i >= len(t.cols) {
			break
		}
		c := &t.cols[i]
		switch c.kind {
		case kNone, kThing, kOrg, kTown, kAuthor, kRank, kDate, kGender:
			continue
		}
		cell = strings.TrimSpace(cell)
		if cell == "" || cell == "-" {
			continue
		}
		p := ds.of(c.group)
		if c.child {
			p.lesser = p.lesser.With(inspect.Child)
		}
		d.put(p, c, cell)
	}
	for i := range ds.n {
		d.countDraft(&ds.list[i], t.id, r.Place, r.Hidden || anyHidden(r))
	}
}

func anyHidden(r inspect.Row) bool {
	for _, h := range r.HiddenCells {
		if h {
			return true
		}
	}
	return false
}

// countDraft counts a draft's person if it is a subject, with the findings.
func (d *Detector) countDraft(p *draft, table int, where inspect.Place, hidden bool) bool {
	if p.attrs == 0 {
		return false
	}
	if p.named() {
		if d.who.names[p.name] {
			return false
		}
	} else if !p.identified() {
		return false
	}
	p.attrs |= p.lesser
	p.table = table
	d.people.add(p.record)
	for _, it := range p.items[:p.n] {
		d.countItem(it, where, hidden)
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

func (d *Detector) countItem(it item, where inspect.Place, hidden bool) {
	c, h := it.col, 0
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
