package detect

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect"
)

// fact is something that tells two people of one name apart.
type fact uint8

const (
	factBirth fact = iota
	factID
	factEmail
	factPhone
	factAddress
	factBank
	factSaid // whatever else a row of the same table says
	numFacts
)

// record is what one row, card, line or block says of one person.
type record struct {
	name  string // normalised; empty for people known only by an identifier
	attrs inspect.Attributes
	// facts are hashes of normalised values; 0 is unknown.
	facts [numFacts]uint64
	// table tells records of the same table, where another row is another
	// person unless it agrees.
	table int
}

// person is a record as it is remembered.
type person struct {
	attrs inspect.Attributes
	facts [numFacts]uint64
	name  uint64
	table int32
	next  int32 // another person of the same name, or -1
	// spelled is the name of those in byFact, for comparing spellings.
	spelled string
}

// people counts distinct persons. It remembers up to max of them.
type people struct {
	seed   maphash.Seed
	max    int
	list   []person
	byName map[uint64]int32
	// byFact finds somebody whose name is spelled otherwise.
	byFact map[uint64]int32
	// over counts people beyond max by what is said of them.
	over map[inspect.Attributes]int
}

func newPeople(max int) *people {
	return &people{seed: maphash.MakeSeed(), max: max, byName: map[uint64]int32{}, byFact: map[uint64]int32{}, over: map[inspect.Attributes]int{}}
}

func (p *people) hash(s string) uint64 {
	if s == "" {
		return 0
	}
	return maphash.String(p.seed, s) | 1
}

// hashBytes is hash of the same text.
func (p *people) hashBytes(b []byte) uint64 {
	if len(b) == 0 {
		return 0
	}
	return maphash.Bytes(p.seed, b) | 1
}

// hashDay is hash of the day as 2006-01-02.
func (p *people) hashDay(t time.Time) uint64 {
	var buf [len(time.DateOnly)]byte
	return p.hashBytes(t.AppendFormat(buf[:0], time.DateOnly))
}

// add counts the record's person, once.
func (p *people) add(r record) {
	if r.name == "" {
		for _, f := range []fact{factID, factEmail, factBank, factPhone} {
			if r.facts[f] != 0 {
				p.nameless(r, f)
				return
			}
		}
		return
	}
	key := p.hash(r.name)
	if i, ok := p.find(key, r); ok {
		p.merge(i, r)
		return
	}
	if i, ok := p.variant(r); ok {
		p.christen(i, key, r.name)
		p.merge(i, r)
		return
	}
	p.insert(key, r)
}

// christen gives somebody known by a number alone the name that came later.
func (p *people) christen(i int32, key uint64, name string) {
	q := &p.list[i]
	if q.name != 0 {
		return
	}
	q.name, q.spelled = key, name
	if n, ok := p.byName[key]; ok {
		q.next = n
	}
	p.byName[key] = i
}

// nameless counts somebody known by an identifier alone.
func (p *people) nameless(r record, f fact) {
	if i, ok := p.byFact[r.facts[f]^uint64(f)]; ok {
		p.merge(i, r)
		return
	}
	p.insert(0, r)
}

// named tells whether somebody of a record's name is counted.
func (p *people) named(r record) bool {
	_, ok := p.byName[p.hash(r.name)]
	return ok
}

func (p *people) find(key uint64, r record) (int32, bool) {
	i, ok := p.byName[key]
	for n := 0; ok && i >= 0 && n < 64; n++ {
		if same(&p.list[i], r) {
			return i, true
		}
		i = p.list[i].next
	}
	return 0, false
}

// same decides whether a record is about a person of the same name.
func same(p *person, r record) bool {
	shared, conflict := 0, 0
	for f := range numFacts {
		a, b := p.facts[f], r.facts[f]
		switch {
		case a == 0 || b == 0 || f == factSaid:
		case a == b:
			shared++
		case f == factBirth || f == factID:
			return false
		default:
			conflict++
		}
	}
	if shared > 0 {
		return shared >= conflict
	}
	if int(p.table) != r.table {
		return conflict < 2
	}
	return conflict == 0 && (r.facts == p.facts || saidOnly(p.facts) && saidOnly(r.facts) && strings.IndexByte(r.name, ' ') > 0)
}

// saidOnly tells whether rows have nothing to tell two people of one full name apart:
// each medicine of somebody has a row of its own.
func saidOnly(facts [numFacts]uint64) bool {
	facts[factSaid] = 0
	return facts == [numFacts]uint64{}
}

// variant finds the same person under another spelling: an equal identifier, or
// an equal birth date or address with a name that differs in few letters.
func (p *people) variant(r record) (int32, bool) {
	for f := range numFacts {
		if r.facts[f] == 0 || f == factSaid || f == factBank || f == factPhone || f == factEmail && r.facts[factBirth] == 0 {
			continue
		}
		i, ok := p.byFact[r.facts[f]^uint64(f)]
		if !ok || !agree(&p.list[i], r) || f != factID && int(p.list[i].table) == r.table && conflicts(&p.list[i], r) >= 2 {
			continue // two rows of a table that agree in a birthday only are two people
		}
		if other := p.list[i].spelled; f == factID || other != "" && alike(other, r.name) {
			return i, true
		}
	}
	return 0, false
}

// conflicts counts the ways to reach somebody that differ.
func conflicts(p *person, r record) (n int) {
	for _, f := range [...]fact{factEmail, factPhone, factAddress} {
		n += count1(p.facts[f] != 0 && r.facts[f] != 0 && p.facts[f] != r.facts[f])
	}
	return n
}

// agree tells whether no birth date or identifier differs.
func agree(p *person, r record) bool {
	for _, f := range []fact{factBirth, factID} {
		if p.facts[f] != 0 && r.facts[f] != 0 && p.facts[f] != r.facts[f] {
			return false
		}
	}
	return true
}

func (p *people) insert(key uint64, r record) {
	if len(p.list) >= p.max {
		p.over[r.attrs]++
		return
	}
	i := int32(len(p.list))
	next := int32(-1)
	if key != 0 {
		if n, ok := p.byName[key]; ok {
			next = n
		}
		p.byName[key] = i
	}
	p.list = append(p.list, person{attrs: r.attrs, facts: r.facts, name: key, table: int32(r.table), next: next})
	p.index(i, r)
}

func (p *people) index(i int32, r record) {
	for f := range numFacts {
		if r.facts[f] == 0 || f == factSaid || r.name != "" && (f == factBank || f == factPhone) {
			continue
		}
		if _, taken := p.byFact[r.facts[f]^uint64(f)]; !taken {
			p.byFact[r.facts[f]^uint64(f)] = i
			p.list[i].spelled = r.name
		}
	}
}

func (p *people) merge(i int32, r record) {
	q := &p.list[i]
	q.attrs |= r.attrs
	for f := range numFacts {
		if q.facts[f] == 0 {
			q.facts[f] = r.facts[f]
		}
	}
}

// groups sums up, leaving out the people that skip names.
func (p *people) groups(skip map[uint64]bool) (gs []inspect.Group) {
	counts := map[inspect.Attributes]int{}
	for a, n := range p.over {
		counts[a] += n
	}
	day := p.commonDay()
	for i := range p.list {
		if q := &p.list[i]; (!skip[q.name] || q.name == 0) && !(day != 0 && q.facts[factBirth] == day && onlyBorn(q.attrs)) {
			counts[q.attrs]++
		}
	}
	return sorted(counts)
}

// commonDay is the day that most of those have of whom only a date is said: the day of
// a meeting or of an excuse, not one on which all were born. 0 when there is none.
func (p *people) commonDay() uint64 {
	const least = 5
	days, born := map[uint64]int{}, 0
	for i := range p.list {
		if q := &p.list[i]; onlyBorn(q.attrs) && q.facts[factBirth] != 0 {
			days[q.facts[factBirth]]++
			born++
		}
	}
	for day, n := range days {
		if n >= least && 2*n > born {
			return day
		}
	}
	return 0
}

func onlyBorn(a inspect.Attributes) bool {
	return a != 0 && a&^inspect.Set(inspect.BirthDate, inspect.Child) == 0
}

// sorted are the counts as groups, the largest first.
func sorted(counts map[inspect.Attributes]int) (gs []inspect.Group) {
	for a, n := range counts {
		gs = append(gs, inspect.Group{Attributes: a, Count: n})
	}
	slices.SortFunc(gs, func(a, b inspect.Group) int {
		return cmp.Or(b.Count-a.Count, int(a.Attributes)-int(b.Attributes))
	})
	return gs
}

// alike tells whether two normalised names are spellings of one: all but one
// word equal and the rest within two letters or an initial of the other.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	var aw, bw [6]string
	an, bn := split(a, &aw), split(b, &bw)
	var abuf, bbuf [len(aw)]string
	ra := without(abuf[:0], aw[:an], bw[:bn])
	if len(ra) == an { // nothing in common
		return false
	}
	rb := without(bbuf[:0], bw[:bn], aw[:an])
	if len(ra) == 0 || len(rb) == 0 { // a middle name more
		return true
	}
	if len(ra) != 1 || len(rb) != 1 {
		return false
	}
	x, y := ra[0], rb[0]
	if (len(x) == 1 || len(y) == 1) && x[0] == y[0] {
		return true
	}
	return len(x) >= 4 && len(y) >= 4 && distance(x, y) <= 1+min(len(x), len(y))/6
}

// without appends the words that are not among the others.
func without(out, words, others []string) []string {
	for _, w := range words {
		if !slices.Contains(others, w) {
			out = append(out, w)
		}
	}
	return out
}

func split(s string, into *[6]string) (n int) {
	for s != "" && n < len(into) {
		i := 0
		for i < len(s) && s[i] != ' ' {
			i++
		}
		into[n] = s[:i]
		n++
		s = s[min(i+1, len(s)):]
	}
	return n
}

// distance is the Levenshtein distance of two short words, in bytes.
func distance(a, b string) int {
	var row [maxName + 1]int
	if len(b) > maxName || len(a) > maxName {
		return maxName
	}
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := range len(a) {
		prev := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := prev
			if a[i] != b[j] {
				cost = 1 + min(prev, row[j], row[j+1])
			}
			prev, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

// exampleNames are of nobody: templates and forms have them, folded.
var exampleNames = wordSet("mustermann musterfrau voorbeeld example eksempel exempel przyklad przykladowy esempio ejemplo")

// isExample tells whether a normalised name is such a one: "jan voorbeeld".
func isExample(name string) bool {
	for w := range strings.FieldsSeq(name) {
		if exampleNames[w] {
			return true
		}
	}
	return false
}
