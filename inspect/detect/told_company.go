package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Whoever writes of one pupil's epilepsy and of another's prison writes of the third as
// well: that she "drinks since her husband died" is on no list of illnesses, and said
// beside theirs it is no less. So the paragraphs of a text that tells of somebody are
// kept and read once more for the people in their company.

// companion is a person whom a text names in the way in which it tells of others.
type companion struct {
	record *lineRecord
	said   inspect.Attributes // what the nearest person told of is told
	told   bool               // something is said of this one
	hinted bool               // what is said would be something if said in a clinic
	loose  bool               // a sentence begins with this one and says something or other
	joint  bool               // the same is said of another, who counts for both
	at     int                // the place among the companions and the paragraphs between
}

// maxNotes is the longest text in bytes that may be notes on people rather than an
// article or a report.
const maxNotes = 6000

// company is what is kept of a text: its lines, with an empty one behind each paragraph,
// and of whom something is told.
type company struct {
	lines []string
	size  int // bytes of the lines
	told  map[string]inspect.Attributes
	beds  int // lines that begin with a place on a ward
}

// keep adds a paragraph.
func (c *company) keep(g *paragraph) {
	if c.size += g.size; c.size <= maxNotes {
		c.lines = append(append(c.lines, g.lines...), "")
		for _, line := range g.lines {
			c.beds += bedsIn(line)
		}
	}
}

// tells notes that something is told of somebody.
func (c *company) tells(r *lineRecord) {
	if c.told == nil {
		c.told = map[string]inspect.Attributes{}
	}
	c.told[r.name] |= r.attrs & inspect.Special
}

// leastTold is how many people are told of in a text whose bare companions count, and
// leastHinted how many there are with those of whom there are hints when it tells of one.
const (
	leastTold   = 2
	leastHinted = 3
)

// judgeCompany counts the companions of those of whom the text tells.
func (p *prose) judgeCompany() {
	c := p.company
	p.company = company{lines: c.lines[:0]}
	if c.size > maxNotes {
		return
	}
	if cared := c.cares(); cared || c.beds >= leastBeds {
		p.wardNotes(&c, cared)
	}
	p.judgeConfided(&c)
	if len(c.told) == 0 {
		return
	}
	r := p.readCompany(&c)
	told, hinted, bare := r.counts()
	if (len(r.named)-len(r.all))*3 > told+hinted+bare {
		return
	}
	for _, x := range r.all {
		switch {
		case x.told:
		case x.hinted && told > 0 && told+hinted >= leastHinted && hinted <= 3*told:
			p.d.countLine(p, x.record)
		case told >= leastTold && bare <= told+hinted:
			p.d.countLine(p, x.record)
		}
	}
}

// companyReading is what was kept, read once more: the companions, all who are named,
// and of what kind the text is.
type companyReading struct {
	all   []companion
	seen  map[string]int
	named map[string]bool
	notes notes
	at    int
}

// counts are how many are told of, are hinted at, and are there.
func (r *companyReading) counts() (told, hinted, bare int) {
	for _, x := range r.all {
		switch {
		case x.told:
			told++
		case x.hinted && x.joint:
		case x.hinted:
			hinted++
		default:
			bare++
		}
	}
	return told, hinted, bare
}

// readCompany reads what was kept. Those who stand far from anybody told of are no
// companions, and those whom a sentence names without telling of them only in notes.
func (p *prose) readCompany(c *company) *companyReading {
	r := &companyReading{seen: map[string]int{}, named: map[string]bool{}}
	for s := range c.sentences {
		if s == "" {
			r.at++
			continue
		}
		ms := p.mentions(s)
		if isCitation(s, ms) {
			continue
		}
		r.notes.sentence(s, ms)
		for i := range ms {
			ms[i].official = holdsOffice(s, ms[i]) || speaksOn(s, ms[i])
		}
		for cl := range clausesOf(withoutNames(s, ms), ms) {
			p.readClause(r, c, &cl)
		}
	}
	if !r.notes.ofPeople() {
		r.all = slices.DeleteFunc(r.all, func(x companion) bool { return x.loose })
	}
	r.all = near(r.all)
	return r
}

// readClause adds the people of a clause to the companions.
func (p *prose) readClause(r *companyReading, c *company, cl *clause) {
	shaped, hinted := p.d.accompanies(cl)
	loose := !shaped && isAbout(cl)
	for j, m := range cl.people {
		name := m.record.name
		said, told := c.told[name]
		i, known := r.seen[name]
		r.named[name] = true
		if known && (told || hinted) {
			x := &r.all[i]
			x.told, x.hinted, x.loose = x.told || told, x.hinted || hinted, false
		}
		if known || !told && (!shaped && !loose || m.official || m.guess && !hinted) || len(r.all) >= maxNames {
			continue
		}
		r.at++
		r.seen[name] = len(r.all)
		r.all = append(r.all, companion{record: p.accompanying(m, said, cl.text), said: said, told: told, hinted: hinted, joint: j > 0, loose: loose && !told, at: r.at})
	}
}

// sentences gives the sentences that were kept and tell of somebody, and an empty one
// behind each paragraph.
func (c *company) sentences(yield func(string) bool) {
	for from := 0; from < len(c.lines); {
		end := from + slices.Index(c.lines[from:], "")
		g := paragraph{lines: c.lines[from:end]}
		for s := range g.sentences {
			if len(s) > maxSentence || s == "" || isSalutation(s) || namesAfter(s) || isDead(s) || hasIdentifier(s) {
				continue
			}
			if !yield(s) {
				return
			}
		}
		if !yield("") {
			return
		}
		from = end + 1
	}
}

// accompanying is the record of a companion; what is said of him is known later.
func (p *prose) accompanying(m mention, said inspect.Attributes, s string) *lineRecord {
	r := *m.record
	r.table, r.attrs = -p.id, said
	r.items = []lineItem{{value: s, sure: .6}}
	return &r
}

// nearby is how far from somebody told of, in people and paragraphs, companions stand.
const nearby = 4

// near gives companions what is said of the nearest person told of, and leaves out
// those who are far from all.
func near(all []companion) (kept []companion) {
	for _, x := range all {
		best := nearby + 1
		for _, y := range all {
			if d := max(x.at-y.at, y.at-x.at); y.told && d < best {
				best, x.said = d, y.said
			}
		}
		if best > nearby {
			continue
		}
		x.record.attrs = x.said
		if !x.told {
			value := x.record.items[0]
			x.record.items = x.record.items[:0]
			for _, a := range x.said.List() {
				x.record.items = append(x.record.items, lineItem{a, "", value.sure, value.value})
			}
		}
		kept = append(kept, x)
	}
	return kept
}

// accompanies tells whether a clause is about the person that it begins with, and
// whether it hints at something.
func (d *Detector) accompanies(cl *clause) (shaped, hinted bool) {
	first, last := cl.people[0], cl.people[len(cl.people)-1]
	lead, rest := cl.text[:first.from], strings.TrimLeft(cl.text[last.to:], " )")
	if i := strings.LastIndex(lead, ": "); i >= 0 {
		lead = lead[i+2:]
	}
	if len(lead) > longLeadIn || strings.Count(rest, " ") < 1 || digitsIn(rest) > 8 || strings.IndexByte(rest, '@') >= 0 {
		return false, false
	}
	f := " " + fold(rest) + " "
	if within(doerStems(), f) || isTopic(f) && (d.special.in(rest) == 0 || isTopic(withoutWeakTopics.Replace(f))) {
		return false, false
	}
	if within(hintStems(), f) || d.special.in(rest) != 0 {
		return true, true
	}
	if len(lead) > maxLeadIn {
		return false, false
	}
	if strings.IndexByte(":,(", rest[0]) >= 0 || strings.HasPrefix(rest, "–") {
		return !within(actStems(), f), false
	}
	for _, w := range copulas {
		if strings.HasPrefix(f, w) {
			return !within(actStems(), f), false
		}
	}
	return false, false
}

// maxLeadIn is how much in bytes stands before the name in such a clause, longLeadIn
// when it hints at something: "This week I have spoken with ".
const (
	maxLeadIn  = 28
	longLeadIn = 64
)
