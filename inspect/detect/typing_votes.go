package detect

import (
	"slices"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// votes counts what the sampled cells of a column look like.
type votes struct {
	n                                              int
	email, own, roleBox, phone, date, iban, card   int
	street, streetShape, postcode, plainPost       int
	number, time, url, long, class, org, digits    int
	name1, nameFull, given, family, known, letters int
	phoneSure, other                               int // a national numbering plan's; letters without case
	phoneIn                                        int // with a word before the number
	special                                        map[inspect.Attribute]int
	ids                                            map[*ident.Kind]int
	distinct                                       map[string]int // times of each, as long as there are not too many
	years                                          [2]int         // least and most
	past, alive                                    int            // dates at least a year ago; those on which many who live were born
	birthday, initials, turned                     int            // days without a year; initials alone, and behind a name
	abbreviated                                    int            // initials before a name
	head                                           heading
	cells                                          []string // by row, for looking across
	kind                                           kind
	generic                                        bool
	prefixes                                       map[string]int // of phone numbers
	fraction                                       int            // numbers with a decimal point or comma
	paired                                         bool           // of names and values that shared their cells
}

func (v *votes) share(n int) float64 {
	if v.n == 0 {
		return 0
	}
	return float64(n) / float64(v.n)
}

// maxDistinct is how many values of a column are told apart.
const maxDistinct = 1000

// voteAll lets all cells vote: values that stand there again and again, as those of
// most columns do, are looked at once.
func (v *votes) voteAll(d *Detector) {
	v.distinct = make(map[string]int, min(len(v.cells), maxDistinct))
	for _, cell := range v.cells {
		switch {
		case cell == "" || cell == "-":
		case v.distinct[cell] > 0 || len(v.distinct) < maxDistinct:
			v.distinct[cell]++
		default:
			v.vote(d, cell, 1)
		}
	}
	for cell, times := range v.distinct {
		v.vote(d, cell, times)
	}
}

// vote counts what a value looks like as often as it stands there.
func (v *votes) vote(d *Detector, cell string, times int) {
	s := d.look(cell)
	v.n += times
	add := func(n *int, ok bool) {
		if ok {
			*n += times
		}
	}
	add(&v.email, s.email)
	add(&v.own, s.email && d.who.isOwn(cell))
	add(&v.roleBox, s.roleBox)
	add(&v.phone, s.phone)
	add(&v.phoneSure, s.phoneSure)
	add(&v.phoneIn, s.phoneIn)
	add(&v.other, s.other)
	add(&v.date, s.date)
	add(&v.birthday, s.birthday)
	add(&v.initials, s.initials)
	add(&v.turned, s.turned)
	add(&v.abbreviated, s.name.ok && s.name.initials && s.name.written == 1)
	add(&v.iban, s.iban)
	add(&v.card, s.card)
	add(&v.street, s.street)
	add(&v.streetShape, s.streetShape)
	add(&v.postcode, s.postcode)
	add(&v.plainPost, s.number && len(cell) >= 4 && len(cell) <= 5 && digitsIn(cell) == len(cell))
	add(&v.number, s.number)
	add(&v.fraction, s.number && isDecimal(cell))
	add(&v.time, s.time)
	add(&v.url, s.url)
	add(&v.long, s.long)
	add(&v.class, s.classCode)
	add(&v.org, s.org)
	add(&v.digits, s.digits)
	add(&v.letters, !s.number)
	add(&v.name1, s.name.ok && s.name.n == 1)
	add(&v.nameFull, s.name.ok && s.name.full)
	add(&v.given, s.name.ok && s.name.given)
	add(&v.family, s.name.ok && s.name.family)
	add(&v.known, s.name.ok && s.name.known > 0)
	for _, a := range s.special.List() {
		v.special = plus(v.special, a, times)
	}
	for _, k := range s.ids {
		v.ids = plus(v.ids, k, times)
	}
	if s.phone && len(cell) > 6 {
		number := compact(cell)
		v.prefixes = plus(v.prefixes, number[:min(6, len(number))], times)
	}
	if s.date && !s.day.IsZero() {
		v.years[0], v.years[1] = min(v.years[0], s.day.Year()), max(v.years[1], s.day.Year())
		add(&v.alive, s.day.Year() >= d.opts.Today.Year()-hardlyOlder)
		add(&v.past, s.day.Before(d.opts.Today.Add(-365*24*time.Hour)))
	}
}

// plus adds to a count in a map, which is made for the first: most columns have
// nothing to count.
func plus[K comparable](m map[K]int, k K, times int) map[K]int {
	if m == nil {
		m = map[K]int{}
	}
	m[k] += times
	return m
}

// decide is the column's kind as far as it can be told without its neighbours.
func (v *votes) decide() kind {
	h := v.head
	v.generic = h.kind == kNone || h.kind == kThing && isGeneric(h.text) || h.kind == kDate || h.kind == kNote || h.kind == kGender
	if h.kind != kNone && v.n == 0 {
		return h.kind
	}
	if h.kind == kPay { // "reason for absence": the values may be illnesses
		if a, n := v.mostSpecial(); n >= 2 && v.share(n) >= .25 {
			v.head.attr = a
			return kSpecial
		}
	}
	if h.kind == kTown && v.byValues() == kSpecial { // "help from the municipality"
		return kSpecial
	}
	if h.says != 0 && v.saysSpecial() {
		v.head.attr = h.says
		return kSpecial
	}
	if v.fits(h) {
		return h.kind
	}
	if k := v.byValues(); k != kNone && (v.generic || v.strong(k)) {
		return k
	}
	if v.generic && h.kind != kNone {
		return h.kind
	}
	if h.kind == kOrg && v.share(v.number) < .6 || h.kind == kAuthor || h.kind == kRank || h.kind == kThing {
		return h.kind
	}
	return kNone
}

// isGeneric is true for headings that say nothing of what is numbered.
func isGeneric(text string) bool {
	switch text {
	case "nr", "no", "id", "nummer", "number", "code", "kode", "waarde", "value", "id nr", "lbnr", "wert", "vaerdi", "rolle", "functie", "function", "funktion":
		return true
	}
	return false
}

// strong is true for kinds whose values need no heading and overrule a wrong one.
func (v *votes) strong(k kind) bool {
	switch k {
	case kEmail:
		return true
	case kIBAN:
		return v.head.kind != kThing
	case kPhone, kStreet, kPostcode, kBirth, kSpecial:
		return v.head.kind == kTown || v.head.kind == kFull || v.head.kind == kStreet || v.head.kind == kPhone || v.head.kind == kPostcode
	}
	return false
}

// fits tells whether the values may be what the heading says.
func (v *votes) fits(h heading) bool {
	switch h.kind {
	case kNone:
		return false
	case kEmail:
		return v.share(v.email) >= .3
	case kPhone:
		return v.share(v.phone) >= .3 || v.share(v.number) >= .5 && v.share(v.date) < .5
	case kBirth:
		return v.share(v.date) >= .3 || v.share(v.birthday) >= .5 || v.share(v.digits) >= .7
	case kStreet:
		return v.share(v.email) < .3 && v.share(v.url) < .3 && v.share(v.letters) >= .3
	case kPostcode:
		return v.share(v.digits) >= .5 && v.longer(4) >= .5
	case kTown:
		return v.share(v.letters) >= .5 && v.share(v.street) < .5
	case kIBAN, kCard:
		return v.share(v.iban) >= .3 || v.share(v.card) >= .5 || v.longNumbers(8) >= .6
	case kID:
		return v.bestID() >= .3 || v.longNumbers(8) >= .6
	case kGiven, kFamily:
		return v.share(v.number) < .3 && v.share(v.email) < .3 && v.share(v.long) < .3 && v.share(v.org) < .4
	case kFull:
		if v.n >= 8 && (!h.exact && v.share(v.known) < .25 && v.share(v.nameFull) < .5 || v.share(v.known) < .1 && v.share(v.nameFull) < .3 && v.share(v.other) < .5) {
			return false // "Department name", names of goods
		}
		return v.share(v.number) < .3 && v.share(v.email) < .3 && v.share(v.long) < .3 && v.share(v.digits) < .5 && v.share(v.org) < .4
	case kClass:
		return v.share(v.long) < .2
	case kAge:
		return v.share(v.number) >= .5 && v.share(v.fraction) < .5
	case kDeath:
		return v.share(v.digits) >= .3 || v.daggers()
	case kSpecial:
		return (v.share(v.date) < .5 || h.attr == inspect.Religion) && !(h.text == "race" && v.codes())
	case kNote, kDate, kGender:
		return false
	case kThing:
		return !v.generic
	case kOrg:
		return v.share(v.number) < .6
	}
	return true
}

// codes tells whether the values are two letters each and more than there are groups
// of people: of states, in a table of elections.
func (v *votes) codes() bool {
	return len(v.distinct) > 12 && v.longer(3) < .1
}

// daggers tells whether the values say no more than that people are dead.
func (v *votes) daggers() bool {
	return v.n > 0 && !slices.ContainsFunc(v.cells, func(c string) bool { return c != "" && c != "†" })
}

// repeats tells whether the values come again and again, as those of a key do.
func (v *votes) repeats() bool { return !v.paired && v.n >= 12 && len(v.distinct)*3 < v.n }

// longer is the share of cells with at least n bytes.
func (v *votes) longer(n int) float64 {
	m := 0
	for _, c := range v.cells {
		if len(c) >= n {
			m++
		}
	}
	return v.share(m)
}

// longNumbers is the share of cells with at least n digits.
func (v *votes) longNumbers(n int) float64 {
	m := 0
	for _, c := range v.cells {
		if digitsIn(c) >= n {
			m++
		}
	}
	return v.share(m)
}

// bestID is the share of the identifier that most cells are.
func (v *votes) bestID() float64 {
	most := 0
	for _, n := range v.ids {
		most = max(most, n)
	}
	return v.share(most)
}

// mostSpecial is the special category that most cells tell of; of equals the
// first, so that a verdict does not depend on the order of a map.
func (v *votes) mostSpecial() (most inspect.Attribute, n int) {
	for a, m := range v.special {
		if m > n || m == n && a < most {
			most, n = a, m
		}
	}
	return most, n
}

// byValues is what the values say by themselves.
func (v *votes) byValues() kind {
	if v.n == 0 {
		return kNone
	}
	switch {
	case v.share(v.email) >= .6:
		return kEmail
	case v.share(v.iban) >= .6 && v.n >= 2:
		return kIBAN
	case v.share(v.date) >= .7 && v.birthSpread():
		return kBirth
	case v.head.text == "" && v.share(v.number) >= .95 && bornDigits(v.cells):
		return kBirth
	case v.share(v.date) >= .5:
		return kDate
	case v.share(v.phone) >= .6 && !v.repeats() && (v.head.text == "" || v.share(v.phoneSure) >= .6 || v.generic && v.head.kind != kNone):
		return kPhone
	case v.email >= 2 && v.phone >= 2 && v.share(v.email+v.phone) >= .7, v.phoneIn >= 3 && v.share(v.phone+v.phoneIn) >= .7 && !v.repeats():
		return kPhone
	case v.yearly():
		return kNone
	case v.share(v.postcode) >= .7:
		return kPostcode
	case v.share(v.street) >= .35 && v.share(v.streetShape) >= .6 || v.share(v.streetShape) >= .9 && v.share(v.street) >= .15:
		return kStreet
	}
	if a, n := v.mostSpecial(); n >= 2 && v.share(n) >= .25 && (v.share(v.digits) < .8 || v.share(n) >= .6 && v.share(v.letters) >= .9) {
		v.head.attr = a
		return kSpecial
	}
	if v.share(v.class) >= .8 && len(v.distinct)*2 <= v.n+2 {
		return kClass
	}
	return kNone
}

// yearly tells whether the values are of events that come again, under a heading of
// their own: "1998 World Cup" is no house and no town.
func (v *votes) yearly() bool {
	if k := v.head.kind; v.head.text == "" || k == kStreet || k == kPostcode || k == kTown || !v.repeats() {
		return false
	}
	n := 0
	for _, c := range v.cells {
		if len(c) > 5 && c[4] == ' ' && (c[:2] == "19" || c[:2] == "20") && digitsOnly(c[:4]) {
			n++
		}
	}
	return v.share(n) >= .9
}

// leastAges is how many years lie between the dates of birth under a heading that
// says "date" and no more.
const leastAges = 12

// hardlyOlder is an age that hardly anybody reaches: a list of people who would all
// be older is one of the dead.
const hardlyOlder = 104

// birthSpread tells dates of birth from dates of events: they lie in the past
// and spread over years.
func (v *votes) birthSpread() bool {
	if v.head.kind == kDate && v.head.text != "datum" && v.head.text != "dato" && v.head.text != "date" {
		return false
	}
	span := v.years[1] - v.years[0]
	if v.head.kind == kDate && span < leastAges { // of storms, not of children
		return false
	}
	return v.past*10 >= v.date*9 && v.alive*3 >= v.date && (span >= 4 || span >= 2 && v.date < 8) && len(v.distinct)*3 >= v.n*2
}
