package detect

import (
	"math"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// typing decides what needs a look at several columns together.
type typing struct {
	d      *Detector
	vs     []votes
	rows   int
	headed bool
	idKind map[int]*ident.Kind
	idSure map[int]float64
	org    bool // rows are organisations; people are their contacts
	acting bool // the people look after what the rows are
	staff  bool // the people are told by what they are at work
	heads  []string
}

// names finds the name columns that no heading names, and settles what "Name"
// means beside "First name".
func (t *typing) names() {
	t.weekdays()
	if !t.has(kGiven) && !t.has(kFamily) && (!t.has(kFull) || t.onlyKin() && !t.has(kDeath)) {
		t.namesByValue()
	}
	for i := range t.vs {
		if t.vs[i].kind == kFull && t.vs[i].head.kind == kFull {
			t.settle(i)
		}
	}
	t.numbered()
	t.constants()
	if t.has(kGiven) && !t.has(kFamily) && !t.has(kFull) {
		t.familyByValue()
	}
	t.events()
	t.animals()
	t.makers()
	t.listings()
	t.attended()
	t.tutors()
	t.public()
	t.tallies()
	t.learned()
	t.hired()
	t.organisations()
	t.venues()
	t.matchMail()
	t.moreNames()
	t.owners()
	t.kin()
}

// constants drops name columns that hold the same word in every row, or the same
// few given names again and again.
func (t *typing) constants() {
	for i := range t.vs {
		v := &t.vs[i]
		switch v.kind {
		case kGiven, kFamily, kFull:
			if v.n >= 8 && (len(v.distinct) == 1 || v.kind == kGiven && v.head.kind != kGiven && len(v.distinct)*2 <= v.n && !t.has(kFamily)) {
				v.kind = kThing // kinds of trees have names as well
			}
		}
	}
}

// venues finds the addresses of a programme's places: beside days to come, and
// the same again in other rows.
func (t *typing) venues() {
	for i := range t.vs {
		v := &t.vs[i]
		if (v.kind == kStreet || v.kind == kPostcode) && t.has(kDate) && isPlace(v.head.text) && len(v.distinct)*10 <= v.n*8 {
			v.kind = kThing
		}
	}
}

// isPlace is true for headings that may be of where something happens.
func isPlace(text string) bool {
	switch text {
	case "location", "place", "locatie", "plaats", "sted", "lokale", "lokaal", "ort", "veranstaltungsort", "where", "waar", "hvor", "wo", "lieu", "luogo", "lugar", "plats", "miejsce", "room", "raum", "hall", "zaal":
		return true
	}
	return false
}

func (t *typing) has(k kind) bool { return t.find(k) >= 0 }

func (t *typing) find(k kind) int {
	for i := range t.vs {
		if t.vs[i].kind == k {
			return i
		}
	}
	return -1
}

// open tells whether a column may still become a name column.
func (t *typing) open(i int) bool {
	v := &t.vs[i]
	named := v.kind == kSpecial && v.head.kind == kSpecial && v.share(v.nameFull) >= .6 // "Asylbewerber"
	if v.n == 0 || v.kind != kNone && !(v.kind == kNote || named || v.kind == kThing && v.generic && !t.has(kAuthor)) {
		return false
	}
	if v.share(v.number) >= .3 || v.share(v.number) >= .1 && v.share(v.nameFull) < .55 {
		return false // a household's telephone may stand above its people
	}
	return v.share(v.org) < .15 && v.share(v.long) < .1 && v.share(v.url) < .1
}

// personal tells whether another column says something of a person.
func (t *typing) personal() bool {
	for i := range t.vs {
		switch t.vs[i].kind {
		case kPhone, kEmail, kBirth, kID, kIBAN, kStreet, kSpecial, kClass:
			return true
		}
	}
	return false
}

// settle decides whether a column headed "Name" holds full or family names.
func (t *typing) settle(i int) {
	v := &t.vs[i]
	for j := range t.vs {
		if t.vs[j].kind == kGiven && t.vs[j].head.group() == v.head.group() {
			if v.share(v.given) < .5 || v.nameFull < v.name1 {
				v.kind = kFamily
			}
			return
		}
	}
}

// columns turns the decisions into what rows are read by.
func (t *typing) columns() []column {
	cs := make([]column, len(t.vs))
	named := map[int]bool{}
	for i := range t.vs {
		switch t.vs[i].kind {
		case kGiven, kFamily, kFull:
			named[t.vs[i].head.group()] = true
		}
	}
	for i := range t.vs {
		v, c := &t.vs[i], &cs[i]
		*c = column{kind: v.kind, attr: v.head.attr, group: v.head.group(), sure: .9, child: v.head.role == roleChild}
		if !named[c.group] { // "parent's phone" without the parent's name is the child's contact
			c.group = ownerOf(c.group, named)
			if v.kind == kDeath { // of somebody else than the next of kin
				c.kind = kThing
			}
		}
		c.shared = t.org
		c.apart = t.apart(v)
		c.past = (v.kind == kBirth || v.kind == kSpecial) && v.ofLongAgo(t.d)
		t.detail(i, v, c)
		c.labels = c.silent() && t.labels(i)
	}
	return cs
}

// apart tells whether a column stands apart from whoever else the row may name: the
// authors and the summary of a work, a day that the heading calls another than of
// birth, the line of a budget, a number that many rows share.
func (t *typing) apart(v *votes) bool {
	switch {
	case v.head.text == "copyright", isBudgetLine(v.head.text), v.kind == kDate && v.head.kind == kDate:
		return true
	case v.kind == kAuthor:
		return t.has(kDate) || t.works()
	}
	return v.share(v.long) >= .3 && t.has(kAuthor) && t.works() || v.share(v.phone) >= .6 && v.repeats()
}

// isBudgetLine is true for headings of columns whose numbers name the lines of a public
// budget, which look like telephone numbers: "0304/980 10".
func isBudgetLine(text string) bool {
	switch text {
	case "hst", "haushaltsstelle", "buchungsstelle", "finanzposition", "kapitel", "titel", "fkz", "begrotingspost", "budgetpost":
		return true
	}
	return false
}

// labels tells whether the cells of a column say what stands right of them: "Phone",
// "Address", a line each, beside a name that only the first has.
func (t *typing) labels(i int) bool {
	v := &t.vs[i]
	if v.n < 4 || len(v.distinct) < 2 || len(v.distinct) > mostLabels || i+1 == len(t.vs) || !t.named() {
		return false
	}
	n := 0
	for cell, times := range v.distinct {
		if h := t.d.heading(cell); h.exact && digitsIn(cell) == 0 && h.kind != kNone && h.kind != kThing {
			n += times
		}
	}
	return v.share(n) >= .7
}

// mostLabels is the most labels of such a column.
const mostLabels = 20

// ownerOf is whom columns without a person of their own belong to: "mother's
// mobile" to the only parent named, or else to the child or member.
func ownerOf(group int, named map[int]bool) int {
	parents, only := 0, 0
	for g := range named {
		if isParent(role(g / 8)) {
			parents, only = parents+1, g
		}
	}
	if parents == 1 && isParent(role(group/8)) {
		return only
	}
	if named[0] || len(named) == 0 {
		return 0
	}
	least := math.MaxInt
	for g := range named {
		least = min(least, g)
	}
	return least
}

// named tells whether some column holds names of people.
func (t *typing) named() bool { return t.has(kFull) || t.has(kGiven) || t.has(kFamily) }

// nameless tells whether people are known by their mailboxes and more is said.
func (t *typing) nameless() bool {
	return t.has(kEmail) && (t.has(kBirth) || t.has(kPhone) || t.has(kStreet) || t.has(kSpecial))
}

func isParent(r role) bool { return r == roleParent || r == roleMother || r == roleFather }

func (t *typing) detail(i int, v *votes, c *column) {
	switch v.kind {
	case kID:
		c.attr, c.sure = inspect.NationalID, t.idSure[i]
		if k := t.idKind[i]; k != nil {
			c.name = k.Name
		}
	case kEmail:
		c.attr, c.name = inspect.Email, "email"
		c.shared = t.org && (!t.named() || v.head.role == roleNone) || v.own > 0 && v.own == v.email || t.directory()
		c.house, c.work = t.org, t.staff
	case kPhone:
		c.attr, c.name = inspect.Phone, "phone"
		c.shared = t.org && v.head.role < roleParent || t.extension(v) || t.staff && !containsAny(v.head.text+" ", homeWords[:]) || t.isLent(v)
	case kStreet:
		c.attr = inspect.Address
		if t.org {
			c.kind = kNone
		}
	case kPostcode:
		c.attr, c.name = inspect.Address, "postcode"
		if t.org {
			c.kind = kNone
		}
	case kBirth:
		c.attr, c.name = inspect.BirthDate, "date"
	case kIBAN:
		c.attr, c.name = inspect.BankAccount, "iban"
		if t.org {
			c.kind = kNone
		}
	case kCard:
		c.attr, c.name = inspect.Card, "card"
	case kCredential:
		c.attr = inspect.Credential
	case kSecret:
		c.attr = inspect.SecretAddress
	case kClass:
		c.attr = inspect.Child
		c.pupil = !t.has(kRank) && !t.acting && v.head.kind == kClass && (v.share(v.class) >= .3 || strings.Contains(v.head.text, "klas") || strings.Contains(v.head.text, "class"))
	case kAge, kPay:
		c.attr = inspect.Other
		if t.has(kRank) {
			c.kind = kNone
		}
	}
}

// extension tells whether the numbers of a column are an office's: beside its own
// e-mail addresses, or mailboxes of roles, and alike but for their last digits.
func (t *typing) extension(v *votes) bool {
	own := t.directory()
	for i := range t.vs {
		w := &t.vs[i]
		own = own || w.own > 0 && w.own == w.email || w.kind == kEmail && w.share(w.roleBox) >= .8
	}
	for _, n := range v.prefixes {
		if own && n >= 3 && v.share(n) >= .8 {
			return true
		}
	}
	return false
}
