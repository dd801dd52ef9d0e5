package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

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
	if p.pre != nil && p.letterhead && names[0].alone && p.pre.attrs.Has(inspect.Address) {
		p.pre = nil // the reader's own follows
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
// them for the one below. items are those of a short line; the line names special
// categories.
func (p *prose) follow(line string, hits []ident.Hit, segs []segment, items []placedItem, special inspect.Attributes) {
	if len(line) >= 100 && !p.tellsOfWriter(line) {
		items = p.itemsOf(line, hits, false)
	}
	if p.cur != nil && p.cur.doctor && p.cur.alone && (isPractitioner(line) || isPractitioner(p.before)) {
		p.cur.office = true
		p.d.rest.forget()
	} else if p.cur != nil && p.cur.alone && len(line) < 60 && p.line-p.cur.line <= maxGap {
		for _, a := range special.List() {
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
