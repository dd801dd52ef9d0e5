package detect

import "slices"

// earTags are stems of headings over the marks of cattle, chips those under the skin of
// pets, breeds what they are; folded. People carry chips as well.
var (
	earTags = [...]string{"oremaerk", "oremerk", "oronmark", "ohrmark", "oormerk", "ear tag", "eartag", "marque auricul", "kolczyk", "marca auricol", "crotal", "korvamerk"}
	chips   = [...]string{"chip", "puce", "lebensnr", "ueln"}
	breeds  = [...]string{"race", "rasse", "ras", "breed", "razza", "raza", "rasa", "rotu", "species", "tierart", "dyreart", "diersoort", "espece"}
)

// marked tells whether the headings are of animals, and surely so.
func (t *typing) marked() (marked, sure bool) {
	chip, breed := false, false
	for _, text := range t.texts() {
		if containsAny(text, earTags[:]) {
			return true, true
		}
		chip = chip || containsAny(text, chips[:])
		breed = breed || slices.Contains(breeds[:], text)
	}
	return chip && breed, false
}

// animals have one name each, dates of birth and marks. Where they are listed with
// those they belong to, people are.
func (t *typing) animals() {
	marked, sure := t.marked()
	if !marked || t.has(kPhone) || t.has(kEmail) || t.has(kStreet) || t.has(kIBAN) {
		return
	}
	named := 0
	for i := range t.vs {
		switch v := &t.vs[i]; v.kind {
		case kFull, kGiven, kFamily:
			if named++; !sure && (named > 1 || v.share(v.nameFull) >= .3) {
				return
			}
		}
	}
	for i := range t.vs {
		switch v := &t.vs[i]; v.kind {
		case kFull, kGiven, kFamily, kBirth, kSpecial, kID:
			v.kind = kThing
		}
	}
}
