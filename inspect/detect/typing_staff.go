package detect

import (
	"strings"
)

// Tables of people by what they are at work: the staff of one organisation with their
// functions, councillors, the contacts of firms. Where such a table says nothing that is
// private, its mailboxes in the organisations' domains and its telephones are where the
// office is reached.

// leastStaff is the fewest rows that such a table is told by.
const leastStaff = 3

// staffed decides whether the table is one of these.
func (t *typing) staffed() {
	if !t.named() || t.rows < leastStaff || t.sayPrivate() || !t.holdOffices() && !t.council() {
		return
	}
	mails := t.workMail()
	switch {
	case mails.n > 0 && mails.free*10 > mails.n:
	case t.firms(mails):
		t.org, t.staff = true, true
	case t.has(kStreet) || t.has(kPostcode):
	case mails.n == 0:
		t.staff = t.functions(ofPosition)*10 >= t.rows*6 && t.officePhones()
	case mails.one*10 >= mails.n*9:
		t.staff = t.council() || t.functions(ofCalling)*10 >= t.rows*6 || t.titledNames() || t.boxesOfFunctions()
	}
}

// council tells whether a column says whose party's seat somebody has: more than one
// party, as in a council and not in a party's own list, and fewer than people.
func (t *typing) council() bool {
	for i := range t.vs {
		v := &t.vs[i]
		if parties[v.head.text] && v.share(v.letters) >= .6 && len(v.distinct) > 1 && len(v.distinct)*3 <= v.n*2 {
			return true
		}
	}
	return false
}

// ofThem are stems of headings over what is said of people and not of their office,
// folded: what they have learned, and why something is done with them.
var ofThem = [...]string{"beruf", "beroep", "occupation", "profession", "erhverv", "yrke", "zawod", "kundigung", "ontslag", "opsig", "dismiss", "reason", "grund", "arsag", "reden"}

// sayPrivate tells whether a column says of people what no list of contacts does.
func (t *typing) sayPrivate() bool {
	for i := range t.vs {
		v := &t.vs[i]
		if containsAny(v.head.text, ofThem[:]) {
			return true
		}
		switch v.kind {
		case kBirth, kID, kIBAN, kCard, kCredential, kSecret, kSpecial, kClass, kAge, kDeath:
			return true
		case kPay:
			if v.head.kind == kPay {
				return true
			}
		}
	}
	return false
}

// holdOffices tells whether the headings of names are not of people who hold none.
func (t *typing) holdOffices() bool {
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind != kFull && v.kind != kGiven && v.kind != kFamily {
			continue
		}
		if v.head.role != roleNone && v.head.role != roleContact || ofLaymen(v.head.text) {
			return false
		}
	}
	return true
}

// workMails counts the mailboxes of a table: those of providers, the most in one
// domain, and how many domains there are.
type workMails struct{ n, free, one, domains int }

func (t *typing) workMail() (m workMails) {
	times := map[string]int{}
	for i := range t.vs {
		if t.vs[i].kind != kEmail {
			continue
		}
		for _, c := range t.vs[i].cells {
			if strings.IndexByte(c, '@') < 0 {
				continue
			}
			m.n++
			m.free += count1(!isWorkMail(c))
			d := strings.ToLower(strings.Trim(afterAt(c), "<> "))
			times[d]++
			m.one = max(m.one, times[d])
		}
	}
	m.domains = len(times)
	return m
}

// isWorkMail is true for a mailbox in a domain that is no provider's.
func isWorkMail(addr string) bool {
	label, _, ok := strings.Cut(strings.ToLower(strings.Trim(afterAt(addr), "<> \"'")), ".")
	return ok && !providers[lettersOf(label)]
}

// firms tells whether the rows are firms by their legal forms or by the heading, before
// the people in them, about as many domains as firms.
func (t *typing) firms(m workMails) bool {
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind != kOrg || t.personBefore(i) || m.n > 0 && m.domains*2 < len(v.distinct) {
			continue
		}
		if legal := v.legalForms(); m.n > 0 && (v.share(legal) >= .4 || isDealer(v.head.text)) || v.share(legal) >= .6 && t.contacts() {
			return true
		}
	}
	return false
}

// contacts tells whether a heading calls the people contacts, or by an office.
func (t *typing) contacts() bool {
	for i := range t.vs {
		if v := &t.vs[i]; v.kind == kFull && (v.head.role == roleContact || isOfficer(v.head.text)) {
			return true
		}
	}
	return false
}

// forms are the legal forms of firms, folded and without points.
var forms = wordSet("gmbh ag kg ohg ug gbr kgaa eg partg mbb se ltd limited plc llp llc inc corp bv nv vof cv aps as a/s ivs is i/s k/s ks ab hb kb asa ans da oy oyj sa sarl sas sasu eurl snc srl spa sl slu sp zoo spzoo sro")

// legalForms counts the cells that end with one: "Bryg A/S", "Bakker Bouw B.V.".
func (v *votes) legalForms() (n int) {
	for _, c := range v.cells {
		n += count1(legalForm(c) != "")
	}
	return n
}

// legalForm is the form that a firm's name ends with, as it is written; "" without one.
func legalForm(name string) string {
	name = strings.TrimSpace(name)
	written := name[strings.LastIndexByte(name, ' ')+1:]
	last := strings.ReplaceAll(fold(written), ".", "")
	if last != "" && len(last) < len(name) && (forms[last] || last == "oo" && strings.HasSuffix(name, "o.o.")) {
		return written
	}
	return ""
}

// isFirm tells whether a labelled name is a firm's: small letters may be a family's or
// somebody's given name, "Maria Sá", "Berg, Åsa".
func isFirm(name string) bool {
	form := legalForm(name)
	if isUpperCase(form) && form != "" {
		return !isUpperCase(name)
	}
	return len(form) > 2 && words().of([]byte(fold(form)))&(given|surname) == 0
}

// dealers are stems of headings over those one buys from, folded.
var dealers = [...]string{"supplier", "vendor", "lieferant", "leverandor", "leverancier", "leverantor", "fournisseur", "fornitor", "proveedor", "dostawc", "contractor", "bieter", "bidder", "tenderer", "inschrijver", "tilbudsgiver", "tilbyder", "anbudsgiv", "soumissionnaire", "offerent", "licitador", "auftragnehmer", "firma", "firm ", "company", "unternehmen", "virksomhed", "bedrijf", "foretag", "bedrift", "entreprise", "empresa", "azienda", "ditta"}

func isDealer(heading string) bool { return containsAny(heading+" ", dealers[:]) }

// functions counts the rows that say a function of at least some rank, in the column
// that has the most of them.
func (t *typing) functions(least function) (most int) {
	for i := range t.vs {
		switch v := &t.vs[i]; v.kind {
		case kFull, kGiven, kFamily, kEmail, kPhone:
		default:
			n := 0
			for _, c := range v.cells {
				n += count1(c != "" && functionOf(c) >= least)
			}
			most = max(most, n)
		}
	}
	return most
}

// titledNames tells whether the names are headed by a public office or have one before
// them: "Cllr Anna Berg".
func (t *typing) titledNames() bool {
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind != kFull && v.kind != kGiven && v.kind != kFamily {
			continue
		}
		if v.head.text != "" && (isPublicOffice(v.head.text) || strings.HasPrefix(v.head.text, "cllr")) {
			return true
		}
		n := 0
		for _, c := range v.cells {
			first := firstWords(c, 1)
			n += count1(len(first) < len(c) && isTitleOfOffice(first))
		}
		if v.share(n) >= .6 {
			return true
		}
	}
	return false
}

// isTitleOfOffice is true for a public office as it stands before a name.
func isTitleOfOffice(word string) bool {
	word = trimBehind(word, ".:")
	return len(word) == len("cllr") && strings.EqualFold(word, "cllr") || isPublicOffice(word)
}

// boxesOfFunctions tells whether the mailboxes are called as another cell of their row,
// which names nobody: "Penningmeester", "penningmeester@…".
func (t *typing) boxesOfFunctions() bool {
	for j := range t.vs {
		if t.vs[j].kind != kEmail {
			continue
		}
		for i := range t.vs {
			if k := t.vs[i].kind; k == kFull || k == kGiven || k == kFamily || i == j {
				continue
			}
			n := 0
			for r, c := range t.vs[i].cells {
				local, _, ok := strings.Cut(t.vs[j].cells[r], "@")
				l := lettersOf(local)
				n += count1(ok && len(l) >= 2 && (l == lettersOf(c) || isRoleBox(t.vs[j].cells[r])))
			}
			if n*10 >= t.rows*6 {
				return true
			}
		}
	}
	return false
}

// officeWords are stems of headings over telephones at work, homeWords over those at
// home, folded.
var (
	officeWords = [...]string{"durchwahl", "nebenstelle", "dienst", "buro", "buero", "office", "ext", "work", "direct", "kontor", "lokal", "direkte", "arbejde", "kantoor", "toestel", "werk", "anknytning", "arbete", "jobb", "bureau", "poste", "ufficio", "interno", "oficina", "sluzbow", "biur"}
	homeWords   = [...]string{"priv", "home", "hjem", "hem ", "thuis", "zuhause", "haus", "domicil", "casa", "dom ", "emergency", "notfall", "nood"}
)

// officePhones tells whether a heading says that the telephones are at work.
func (t *typing) officePhones() bool {
	for i := range t.vs {
		if v := &t.vs[i]; v.kind == kPhone && v.head.text != "" && containsAny(v.head.text+" ", officeWords[:]) {
			return true
		}
	}
	return false
}
