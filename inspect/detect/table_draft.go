package detect

import (
	"strings"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// draft is one person of a row or a form while its cells are read.
type draft struct {
	group               int
	given, family, full string
	initials            string
	record
	// lesser are attributes that count only beside another.
	lesser inspect.Attributes
	dead   bool
	items  [16]item
	n      int
	// hidden is set while a hidden cell is read.
	hidden bool
}

// item is a value that makes a finding once its person is counted.
type item struct {
	col    *column
	value  string
	hidden bool
}

// drafts are the people of one row or form.
type drafts struct {
	list [8]draft
	n    int
}

func (ds *drafts) reset() {
	for i := range ds.n {
		ds.list[i] = draft{}
	}
	ds.n = 0
}

func (ds *drafts) of(group int) *draft {
	for i := range ds.n {
		if ds.list[i].group == group {
			return &ds.list[i]
		}
	}
	if ds.n == len(ds.list) {
		return &ds.list[0]
	}
	ds.list[ds.n] = draft{group: group}
	ds.n++
	return &ds.list[ds.n-1]
}

// shareAddress gives the address of a row to the partner in it, of whom nothing
// else is said.
func (ds *drafts) shareAddress() {
	if ds.n < 2 || !ds.list[0].attrs.Has(inspect.Address) {
		return
	}
	for i := 1; i < ds.n; i++ {
		p := &ds.list[i]
		if r := role(p.group / 8); p.attrs == 0 && (r == roleOther || r == rolePartner) {
			p.attrs, p.facts[factAddress] = inspect.Set(inspect.Address), ds.list[0].facts[factAddress]
		}
	}
}

// shareContact gives the telephone of the kin in a row to whom it is about, if
// nothing else is said of them.
func (ds *drafts) shareContact() {
	var about *draft
	for i := range ds.n {
		if ds.list[i].group == 0 {
			about = &ds.list[i]
		}
	}
	if about == nil || about.attrs != 0 {
		return
	}
	for i := range ds.n {
		p := &ds.list[i]
		if r := role(p.group / 8); p.attrs.Has(inspect.Phone) && (r == roleEmergency || isParent(r)) {
			about.attrs = inspect.Set(inspect.Phone)
			return
		}
	}
}

// put reads one cell of a typed column into its person.
func (d *Detector) put(p *draft, c *column, cell string) {
	switch c.kind {
	case kGiven, kFamily, kFull, kInitials:
		p.putName(c.kind, cell)
	case kEmail:
		d.putEmail(p, c, cell)
	case kPhone:
		d.putPhone(p, c, cell)
	case kStreet:
		if hasLetter(cell) {
			p.say(inspect.Address, c, cell)
			var buf [64]byte
			p.factBytes(d, factAddress, appendAddress(buf[:0], cell))
		}
	case kPostcode:
		p.say(inspect.Address, c, cell)
	case kBirth:
		d.putBirth(p, c, d.cellValue(cell))
	case kAge:
		if age, ok := smallNumber(cell); ok {
			p.say(inspect.Other, c, cell)
			if age < 18 {
				p.attrs = p.attrs.With(inspect.Child)
			}
		}
	case kID:
		if cell = d.cellValue(cell); digitsIn(cell) >= 5 {
			p.say(inspect.NationalID, c, cell)
			p.fact(d, factID, compact(cell))
		}
	case kIBAN:
		if cell = d.cellValue(cell); digitsIn(cell) >= 6 {
			p.say(inspect.BankAccount, c, cell)
			p.fact(d, factBank, compact(cell))
		}
	case kCard:
		if digitsIn(cell) >= 12 {
			p.say(inspect.Card, c, cell)
		}
	case kSpecial, kNote:
		d.putSaid(p, c, cell)
	case kCredential:
		p.say(inspect.Credential, c, cell)
	case kSecret:
		if d.special.says(cell) || strings.TrimSpace(cell) != "" && !isNo(cell) {
			p.say(inspect.SecretAddress, c, cell)
		}
	case kDeath:
		p.dead = digitsIn(cell) >= 4 || cell == "†"
	case kPay:
		p.say(inspect.Other, c, cell)
	case kClass:
		if c.pupil {
			p.say(inspect.Child, c, cell)
		}
	}
}

// putName keeps a part of the name, and of whole names the first.
func (p *draft) putName(k kind, cell string) {
	switch k {
	case kGiven:
		p.given = cell
	case kFamily:
		p.family = cell
	case kInitials:
		p.initials = cell
	case kFull:
		if p.full != "" {
			return
		}
		p.full = cell
		if rest := afterNumber(cell); rest != "" {
			p.full = rest
		}
	}
}

func (d *Detector) putPhone(p *draft, c *column, cell string) {
	if strings.IndexByte(cell, '@') > 0 { // of a column of both
		d.putMailIn(p, cell)
	} else if phoneValue(cell) && !c.shared {
		p.say(inspect.Phone, c, cell)
		p.fact(d, factPhone, lastDigits(cell))
	}
}

// putSaid reads what a cell says of its person: a category that the column is of, or
// in a remark those that its words are of.
func (d *Detector) putSaid(p *draft, c *column, cell string) {
	if c.past && d.isLongAgo(cell) { // a day of baptism
		p.dead = true
		return
	}
	if c.kind == kSpecial {
		p.say(c.attr, c, cell)
		p.fact(d, factSaid, cell)
	} else {
		for _, a := range d.special.in(cell).List() {
			p.say(a, c, cell)
		}
	}
	d.putNumberIn(p, cell)
}

func (d *Detector) putEmail(p *draft, c *column, cell string) {
	if !strings.Contains(cell, "@") && !c.shared && hasPhoneShape(cell) {
		p.say(inspect.Phone, &phoneColumn, cell)
		p.fact(d, factPhone, lastDigits(cell))
		return
	}
	if !strings.Contains(cell, "@") || c.shared || isRoleBox(cell) {
		return
	}
	addr := strings.ToLower(trimMarks(strings.TrimPrefix(cell, "mailto:"), "<> "))
	p.fact(d, factEmail, addr)
	if d.who.isOwn(cell) {
		return
	}
	p.say(inspect.Email, c, cell)
}

// mailColumn is what a mailbox among other words of a cell counts for.
var mailColumn = column{kind: kEmail, attr: inspect.Email, name: "email", sure: .9}

// phoneColumn is what a telephone number in a column of mailboxes counts for.
var phoneColumn = column{kind: kPhone, attr: inspect.Phone, name: "phone", sure: .9}

// hasPhoneShape tells whether a cell is digits as telephone numbers have.
func hasPhoneShape(cell string) bool {
	letters, digits, others := count(cell)
	return phoneShape(cell, digits, letters, others)
}

// putMailIn gives the mailbox in a cell with other words to the row's person.
func (d *Detector) putMailIn(p *draft, cell string) {
	for w := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(" \t\n,;:/|<>()[]", r) }) {
		if at := strings.IndexByte(w, '@'); at > 0 && strings.IndexByte(w[at:], '.') > 0 {
			c := mailColumn
			d.putEmail(p, &c, w)
			return
		}
	}
}

// putNumberIn gives the row's person a national number in a remark, where a word
// for its kind stands by: "new CPR 120385-1234".
func (d *Detector) putNumberIn(p *draft, cell string) {
	const least, window = 6, 60
	if digitsIn(cell) < least || !hasLetter(cell) {
		return
	}
	d.hits = ident.Scan(cell, d.hits[:0])
	for _, h := range d.hits {
		if h.Kind.Attribute == inspect.NationalID && ident.Near(cell, h, window) {
			value := cell[h.Start:h.End]
			p.say(inspect.NationalID, &column{kind: kID, attr: inspect.NationalID, name: h.Kind.Name, sure: .95}, value)
			p.fact(d, factID, compact(value))
			return
		}
	}
}

func (d *Detector) putBirth(p *draft, c *column, cell string) {
	if c.past && d.isLongAgo(cell) {
		p.dead = true
		return
	}
	if dayOfYear(cell) {
		p.say(inspect.BirthDate, c, cell)
		return
	}
	if digitsIn(cell) < 4 {
		return
	}
	t, ok := d.date(cell)
	if ok && d.longAgo(t.Year()) || isYear(cell) && d.longAgo(int(cell[0]-'0')*1000+int(cell[1]-'0')*100+int(cell[2]-'0')*10+int(cell[3]-'0')) {
		return
	}
	p.say(inspect.BirthDate, c, cell)
	if !ok {
		return
	}
	if p.facts[factBirth] == 0 {
		p.facts[factBirth] = d.people.hashDay(t)
	}
	if age := d.age(t); age >= 0 && age < 18 {
		p.attrs = p.attrs.With(inspect.Child)
	}
}

// age in whole years today, -1 for a day to come.
func (d *Detector) age(born time.Time) int {
	now := d.opts.Today
	if born.After(now) {
		return -1
	}
	n := now.Year() - born.Year()
	if now.YearDay() < born.YearDay() {
		n--
	}
	return n
}

// say notes an attribute and the value that says it.
func (p *draft) say(a inspect.Attribute, c *column, cell string) {
	p.attrs = p.attrs.With(a)
	if p.n < len(p.items) {
		p.items[p.n] = item{col: c, value: cell, hidden: p.hidden}
		p.n++
	}
}

func (p *draft) fact(d *Detector, f fact, value string) {
	if p.facts[f] == 0 {
		p.facts[f] = d.people.hash(value)
	}
}

// factBytes is fact of the same text.
func (p *draft) factBytes(d *Detector, f fact, value []byte) {
	if p.facts[f] == 0 {
		p.facts[f] = d.people.hashBytes(value)
	}
}

// named tells whether the draft has a name, and sets it.
func (p *draft) named() bool {
	first, rest := p.full, ""
	if (p.given != "" || p.family != "") && !strings.Contains(p.full, " ") {
		if first, rest = p.given, p.family; first == "" {
			first = p.initials
		}
	}
	if key, ok, plain := plainName(first, rest); plain {
		p.name = key
		return ok
	}
	s := first + " " + rest
	if !nameValue(s) {
		return false
	}
	p.name = nameKey(s)
	return p.name != ""
}

// nameValue tells whether a cell of a name column holds a name: letters, few
// digits, and no word like "total".
func nameValue(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) < 2 || len(s) > 80 || digitsIn(s) > 2 || strings.ContainsAny(s, "@/\\=<>{}") {
		return false
	}
	nwords, bad := 0, 0
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, ".,:;-'\"()*")
		if w == "" || !hasLetter(w) {
			continue
		}
		nwords++
		if len(w) > 40 {
			return false
		}
		var buf [48]byte
		f := appendFold(buf[:0], w)
		if nwords == 1 && totals[string(f)] {
			return false
		}
		if c := words().of(f); c&(notName|monthOrDay) != 0 && c&(given|surname|particle) == 0 {
			bad++
		}
	}
	return nwords > 0 && nwords <= 8 && bad*2 < nwords
}

// totals begin the last row of a table, folded: "Total a abonar".
var totals = wordSet("total totaal totalt totale totaux subtotal subtotaal summe gesamt gesamtsumme zwischensumme suma razem celkem yhteensa samlet")

func isNo(s string) bool {
	switch fold(strings.TrimSpace(s)) {
	case "nee", "nein", "nej", "no", "n", "0", "false", "-", "non", "nie":
		return true
	}
	return false
}
