package detect

import "github.com/postlock/postlock/inspect"

// columnHeading is heading for a cell of a header that was found: it may also be a word
// of a special category that no rule of headings has. Elsewhere such
// a word is a value as well.
func (d *Detector) columnHeading(s string) heading {
	h := d.heading(s)
	switch h.kind {
	case kNone, kThing, kNote, kFull:
		if all := d.special.in(s).List(); len(all) == 1 && h.role == roleNone {
			h.says = all[0]
		}
	}
	return h
}

// saysSpecial tells whether the values may be of the special category that the heading
// has a word for, and are not of somebody or something that has to do with it: names
// of therapists, addresses of clinics.
func (v *votes) saysSpecial() bool {
	if v.n == 0 || v.head.kind != kNone && v.share(v.letters) < .5 {
		return false
	}
	for _, n := range [...]int{v.nameFull, v.phone, v.email, v.street, v.url, v.org, v.iban} {
		if v.share(n) >= .3 {
			return false
		}
	}
	return v.share(v.date) < .5
}

// hinted finds the columns whose headings say something of people only where more is
// told of them: "Dom", "Insats" or "Syn" beside dates of birth.
func (t *typing) hinted() {
	if t.org || t.acting || t.staff || !t.named() || !t.intimate() {
		return
	}
	for i := range t.vs {
		v := &t.vs[i]
		switch v.kind {
		case kNone, kNote, kThing, kFull:
			if v.head.hint != inspect.Attribute(0) && v.saysSpecial() {
				v.kind, v.head.attr = kSpecial, v.head.hint
			}
		}
	}
}

// intimate tells whether the table says of people what only those who look after them
// know.
func (t *typing) intimate() bool {
	for i := range t.vs {
		switch v := &t.vs[i]; v.kind {
		case kBirth, kID, kAge:
			return true
		case kSpecial:
			if v.head.kind == kSpecial {
				return true
			}
		}
	}
	return false
}
