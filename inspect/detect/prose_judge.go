package detect

import "github.com/postlock/postlock/inspect"

// sort counts a record or keeps it until its list can be judged.
func (p *prose) sort(r *lineRecord) {
	switch {
	case (r.none || r.other && r.attrs == 0) && len(p.lists) < maxPending:
		p.lists = append(p.lists, r)
	case r.attrs == 0:
	case r.listed && r.attrs&^inspect.Special == 0 && len(p.lists) < maxPending:
		p.lists = append(p.lists, r)
	case r.strong:
		p.strong++
		if r.row {
			p.rows = append(p.rows, r)
		}
		p.d.countLine(p, r)
	case len(p.pending) < maxPending:
		p.pending = append(p.pending, r)
	}
}

// maxPending bounds the records that wait for the list to be judged.
const maxPending = 5000

// judge counts records with names on no list when they stand among enough
// records whose names are: one in six of our neighbours has such a name.
func (p *prose) judge() {
	p.judgeDirectory()
	p.judgeAtWork()
	p.takeTitled()
	p.promote()
	likely, singles := p.likely()
	list := likely >= leastLikely && (likely+p.strong)*10 >= (len(p.pending)+p.strong)*6
	most := p.strong >= 3 && p.strong*2 >= len(p.pending)-singles
	if rows := p.ofRows(); list || most || rows {
		for _, r := range p.pending {
			if list && (!r.single || r.attrs&inspect.Set(inspect.Phone, inspect.Email, inspect.BirthDate) != 0) || !list && !r.single && (most || r.row) {
				p.d.countLine(p, r)
			}
		}
	} else {
		p.d.pages.keep(p)
	}
	p.d.pages.known(p)
	p.pending = nil
	p.judgeAccounts()
	p.judgeLists()
	p.judgeProfessed()
	p.judgeTalks()
	p.judgeGuessed()
	p.judgeCompany()
	p.judgeIDs()
}

// leastLikely is the fewest lines with initials or a given name alone that make a
// list of people: "K.J. Whittle – 07700 900123", "Asger 20 12 34 56".
const leastLikely = 5

// likely counts the records that stand among others and have initials before a
// name, or a known given name; singles are those that are a given name alone.
func (p *prose) likely() (likely, singles int) {
	for i, r := range p.pending {
		near := i > 0 && r.line-p.pending[i-1].line <= 2 || i+1 < len(p.pending) && p.pending[i+1].line-r.line <= 2
		if r.likely && near {
			likely++
		}
		if r.single {
			singles++
		}
	}
	return likely, singles
}

// leastList is the fewest lines that make a list of names and conditions; below
// it a wrapped sentence may look like one.
const leastList = 3

// maxApart is how many lines two of a list are apart: with empty lines between
// them, and one that is a sentence.
const maxApart = 4

// judgeLists counts people of whom a list says a special category. One line of
// that form is a sentence about Catholics; three below each other are a list.
func (p *prose) judgeLists() {
	for from := 0; from < len(p.lists); {
		to, known, said := from, 0, inspect.Attributes(0)
		none, other := 0, 0
		for ; to < len(p.lists) && (to == from || p.lists[to].line-p.lists[to-1].line <= maxApart); to++ {
			if p.lists[to].strong {
				known++
			}
			if p.lists[to].none {
				none++
			}
			if p.lists[to].attrs == 0 && p.lists[to].other {
				other++
			}
			said |= p.lists[to].attrs
		}
		if n := to - from; n-none-other >= leastList && known*3 >= n {
			for _, r := range p.lists[from:to] {
				if r.none || r.other && r.attrs == 0 && other <= n-other { // to have no allergy is said of a person as well
					r.attrs = said
				}
				p.d.countLine(p, r)
			}
		}
		from = to
	}
	p.lists = nil
}
