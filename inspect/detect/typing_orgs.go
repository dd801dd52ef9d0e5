package detect

import "strings"

// organisations finds tables whose rows are schools, firms or towns.
func (t *typing) organisations() {
	housed := t.housed()
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind == kOrg && isParty(v.head.text) && v.share(v.given) >= .5 && v.share(v.org) < .2 {
			v.kind = kFull
		}
		named := v.kind == kFull || v.kind == kOrg || v.kind == kNone || v.kind == kThing
		if !named || v.n == 0 || v.share(v.org) < .4 && v.kind != kOrg {
			continue
		}
		if v.kind != kOrg {
			v.kind = kOrg
		}
		t.called(i)
		if (len(v.distinct)*10 >= v.n*8 || housed || t.headed && t.officers() && len(v.distinct)*10 >= v.n*5) && !t.personBefore(i) {
			t.org = true
		}
	}
}

// isParty is true for headings over whoever owes or orders, people or firms.
func isParty(text string) bool {
	switch text {
	case "debiteur", "crediteur", "debitor", "kreditor", "opdrachtgever", "debtor", "creditor":
		return true
	}
	return false
}

// called makes organisations of names that stand in those of a column of them as
// well: "Berg Air" beside "Berg Air Ltd".
func (t *typing) called(org int) {
	if t.private() {
		return
	}
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind != kFull || v.share(v.given) >= .5 {
			continue
		}
		within := 0
		for r, c := range v.cells {
			if c != "" && strings.Contains(fold(t.vs[org].cells[r]), fold(c)) {
				within++
			}
		}
		if v.share(within) >= .5 {
			v.kind = kOrg
		}
	}
}

// officers tells whether the people of the rows are the heads of organisations
// by the heading of their names.
func (t *typing) officers() bool {
	for i := range t.vs {
		if v := &t.vs[i]; v.kind == kFull && v.head.role != roleContact && isOfficer(v.head.text) {
			return true
		}
	}
	return false
}

// personBefore tells whether a column of people stands left of column i, or one
// that is plainly not an organisation's contact.
func (t *typing) personBefore(i int) bool {
	for j := range t.vs {
		v := &t.vs[j]
		switch v.kind {
		case kGiven, kFull, kFamily:
			if j < i || v.head.role == roleChild || v.kind == kGiven && v.head.role != roleContact && t.has(kBirth) {
				return true
			}
		case kBirth, kID, kSpecial:
			return true
		}
	}
	return false
}
