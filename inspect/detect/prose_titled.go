package detect

// Cards of people may have the name as a heading, an empty line below it, and then
// what is said of that person. One such name may be that of whoever wrote a text;
// several are a list.

// titles are the names that have a paragraph for themselves.
type titles struct {
	last *lineRecord // the paragraph before was its name and nothing else
	list []titled
}

// titled is a name and what the paragraph below it says.
type titled struct {
	who  *lineRecord
	said *lineRecord
}

// leastTitled is the fewest people of such a list.
const leastTitled = 3

// maxTitled is how many lines below its name a paragraph begins at most.
const maxTitled = 3

// title notes a name that has the paragraph that ends for itself, or what stands in
// the paragraph below it.
func (p *prose) title() {
	t := &p.titles
	last := t.last
	t.last = nil
	switch {
	case p.region != inBody:
	case len(p.block) == 1 && p.pre == nil && p.block[0].alone && p.block[0].attrs == 0 && len(p.block[0].maybe) == 0 && p.line-p.block[0].line <= 1:
		t.last = p.block[0]
	case last == nil || len(p.block) > 0 || p.pre == nil || last.office || last.doctor:
	case p.pre.line-last.line <= maxTitled && len(t.list) < maxPending:
		t.list = append(t.list, titled{last, p.pre})
		p.pre = nil
	}
}

// takeTitled gives the people of a list what stands below their names.
func (p *prose) takeTitled() {
	if list := p.titles.list; len(list) >= leastTitled {
		for _, t := range list {
			t.who.take(t.said)
			p.sort(t.who)
		}
	}
	p.titles = titles{}
}
