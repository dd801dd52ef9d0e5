package detect

import "strings"

// What stands here finds contacts in tables by what else the table has: who hires rooms,
// who teaches, what they can do, and telephones that an office lends.

// hirers are headings over groups that hire a room or take part, folded.
var hirers = wordSet("hirer hirers organisation organization society club lejer arrangor mieter veranstalter verein huurder vereniging organisatie booked_by")

// hired finds the groups that hire rooms: beside a contact and a clock, and no people by
// their names.
func (t *typing) hired() {
	if t.has(kOrg) || !t.timed() || !t.contacts() || t.sayPrivate() {
		return
	}
	for i := range t.vs {
		if v := &t.vs[i]; hirers[v.head.text] && v.share(v.letters) >= .8 && v.share(v.nameFull) < .4 && len(v.distinct)*10 >= v.n*6 {
			v.kind, t.org = kOrg, true
			return
		}
	}
}

// timed tells whether a column is hours of the day.
func (t *typing) timed() bool {
	for i := range t.vs {
		if v := &t.vs[i]; v.n > 0 && v.share(v.time) >= .6 {
			return true
		}
	}
	return false
}

// tutors makes teachers of a column that might be one of guardians, in Spanish, if another
// says what they teach.
func (t *typing) tutors() {
	for i := range t.vs {
		if v := &t.vs[i]; v.kind == kFull && (v.head.text == "tutor" || v.head.text == "tutors") && t.headedBy(taught[:]) {
			v.kind = kAuthor
		}
	}
}

// taught are stems of headings over what is taught, folded.
var taught = [...]string{"course", "subject", "module", "workshop", "seminar", "session", "lesson"}

// skills are stems of headings over what somebody has learned to do, folded.
var skills = [...]string{"qualification", "qualifikation", "kvalifikation", "kwalificatie", "ersthelf", "first aid", "forstehj", "forstahj", "ehbo", "bhv"}

// learned makes things of what somebody has learned to do: who is trained for epilepsy has
// none.
func (t *typing) learned() {
	for i := range t.vs {
		if v := &t.vs[i]; v.kind == kSpecial && v.head.kind != kSpecial && v.head.text != "" && containsAny(v.head.text, skills[:]) {
			v.kind = kThing
		}
	}
}

// lent are stems of headings over telephones that only an office gives its people, folded.
var lent = [...]string{"diensthandy", "dienstmobil", "diensttelefon", "dienstnummer", "durchwahl", "nebenstelle", "firmenhandy", "tjenestetelefon", "tjenestemobil", "arbejdsmobil", "arbejdstelefon", "vagttelefon", "jobtelefon", "lokalnummer", "diensttelefoon", "dienstmobiel", "toestel", "company mobile", "duty phone", "duty mobile"}

// isLent tells whether a column has such telephones, in a table that says nothing private.
func (t *typing) isLent(v *votes) bool {
	return v.head.role == roleNone && containsAny(v.head.text, lent[:]) && !t.has(kStreet) && !t.sayPrivate()
}

// lends tells whether the table has such a column.
func (t *typing) lends() bool {
	for i := range t.vs {
		if v := &t.vs[i]; v.kind == kPhone && t.isLent(v) {
			return true
		}
	}
	return false
}

// attendees are headings over how minutes refer to those who were there and who gets them,
// folded.
var attendees = wordSet("kurzel kurz verteiler distribution fordeling initialer afkorting paraaf verdeling")

// minuted finds those who were at a meeting of firms: each from another, with the letters
// that the minutes have for them.
func (t *typing) minuted() {
	if t.sayPrivate() || t.has(kStreet) || t.has(kPostcode) {
		return
	}
	refers := false
	for i := range t.vs {
		refers = refers || attendees[t.vs[i].head.text]
	}
	for i := range t.vs {
		if v := &t.vs[i]; refers && v.kind == kOrg && isDealer(v.head.text) && len(v.distinct)*10 >= v.n*6 {
			t.org, t.staff = true, true
		}
	}
}

// weekdays takes a Danish Sunday out of the columns of names, among other days of the week:
// it is written as a son is.
func (t *typing) weekdays() {
	days := 0
	for i := range t.vs {
		switch strings.TrimSuffix(t.vs[i].head.text, "dag") {
		case "man", "tir", "ons", "tor", "tors", "fre", "lor":
			days++
		}
	}
	for i := range t.vs {
		if v := &t.vs[i]; days >= 3 && v.head.text == "son" {
			v.kind, v.head = kNone, heading{}
		}
	}
}
