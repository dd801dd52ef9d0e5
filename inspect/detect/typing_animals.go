package detect

import "slices"

// earTags are stems of headings over the marks of cattle, chips those under the skin of
// pets, animals are headings over their names, breeds over what they are; folded. People carry chips as well.
var (
	earTags = [...]string{"oremaerk", "oremerk", "oronmark", "ohrmark", "oormerk", "ear tag", "eartag", "marque auricul", "kolczyk", "marca auricol", "crotal", "korvamerk"}
	chips   = [...]string{"chip", "puce", "lebensnr", "ueln"}
	animals = wordSet("dier dieren tier tiere dyr animal animals djur zwierze animale animales hond honden hund hunde dog dogs kat katten katze katt cat cats paard pony pferd hest hast horse cheval caballo cavallo koe kuh cow schaap schaf sheep geit ged ziege goat")
	breeds  = [...]string{"race", "rasse", "ras", "breed", "razza", "raza", "rasa", "rotu", "species", "tierart", "dyreart", "diersoort", "soort", "art", "espece"}
)

// marked tells whether the headings are of animals, and surely so: two of a chip, a
// breed and a name under "Dog".
func (t *typing) marked() (marked, sure bool) {
	chip, breed, animal := false, false, false
	for i, text := range t.texts() {
		if containsAny(text, earTags[:]) {
			return true, true
		}
		chip = chip || containsAny(text, chips[:])
		breed = breed || slices.Contains(breeds[:], text)
		animal = animal || animals[text] && (t.vs[i].kind == kFull || t.vs[i].kind == kGiven)
	}
	return count1(chip)+count1(breed)+count1(animal) >= 2, false
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
