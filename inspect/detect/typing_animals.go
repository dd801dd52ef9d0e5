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

// breedNames are stems of the names of breeds, folded.
var breedNames = [...]string{"poedel", "puddel", "pudel", "poodle", "caniche", "labrador", "retriever", "terrier", "teckel", "dackel", "gravhund", "herder", "schafer", "schaefer", "shepherd", "berger", "collie", "beagle", "bulldog", "dogge", "husky", "spaniel", "epagneul", "mops", "setter", "schnauzer", "spitz", "rottweiler", "doberman", "labradoodle", "chihuahua", "malteser", "stabij", "kooiker",
	"siames", "perser", "perzisch", "persian", "maine coon", "korthaar", "korthar", "kurzhaar", "shorthair", "langhaar", "longhair", "ragdoll", "huskat", "europae", "norsk skogkatt", "blandras", "blanding", "mischling", "kruising", "bastaard",
	"shetland", "haflinger", "fjord", "ijsland", "welsh", "hannover", "oldenburg", "trakehn", "warmblut", "warmbloed", "varmblod", "kwpn", "pony", "fjell", "knabstrup", "pinto", "tinker", "frisone", "selle", "quarter", "angus", "hereford", "jersey", "texel", "suffolk"}

var breedStems = wordStems(breedNames[:])

// breeds tells whether most cells of a column name breeds.
func (v *votes) breeds() bool {
	n := 0
	for _, c := range v.cells {
		n += count1(within(breedStems(), fold(c)))
	}
	return v.share(n) >= .5
}

// marked tells whether the headings are of animals, and surely so: two of a chip, a
// breed and a name under "Dog", or breeds below theirs. Names under "Dog" do beside
// what nobody is known by.
func (t *typing) marked() (marked, sure bool) {
	chip, breed, animal, named := false, false, false, false
	for i, text := range t.texts() {
		if containsAny(text, earTags[:]) {
			return true, true
		}
		chip = chip || containsAny(text, chips[:])
		breed = breed || slices.Contains(breeds[:], text)
		named = named || slices.Contains(breeds[:], text) && t.vs[i].breeds()
		animal = animal || animals[text] && (t.vs[i].kind == kFull || t.vs[i].kind == kGiven)
	}
	bare := animal && !t.has(kBirth) && !t.has(kID)
	return named || bare || count1(chip)+count1(breed)+count1(animal) >= 2, false
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
