package detect

import (
	"slices"
	"strings"
)

// Tables of people who are known for what they do: who speak, teach or judge, hold or held
// a public office, ruled, or play for a country. What such a table says beside their names,
// a day of birth or a subject, is of that.

// public settles what the columns beside such people are.
func (t *typing) public() {
	t.rulers()
	if t.officeHolders() {
		for i := range t.vs {
			if t.vs[i].kind == kBirth {
				t.vs[i].kind = kDate
			}
		}
	}
	if t.acting || t.has(kAuthor) && !t.named() || t.headedBy(episodes[:]) {
		t.subjects()
	}
}

// subjects makes things of what is taught, told or tried: an illness or a crime by
// the values alone is nobody's then.
func (t *typing) subjects() {
	for i := range t.vs {
		if v := &t.vs[i]; v.kind == kSpecial && v.head.kind != kSpecial {
			v.kind = kThing
		}
	}
}

// episodes are headings over the parts of a series, folded.
var episodes = [...]string{"episode", "folge", "afsnit", "aflevering", "avsnitt", "odcinek", "puntata", "episodio"}

// Words of headings over what a public office has beside its holder, folded: the
// party, whole, as people participate, too; and stems of what was voted in, or when;
// of a throne; and of the matches for a country.
var (
	parties        = wordSet("party parti partiet partei partij partia partito partido fraktion fractie fraction")
	constituencies = [...]string{"wahlkreis", "constituenc", "kreds", "kieskring", "circonscription", "valkrets", "okreg", "collegio", "circunscripcion",
		"amtszeit", "term", "in office", "mandat", "ambtstermijn", "kadencj", "legislatur", "periode", "incumben"}
	reigns = [...]string{"reign", "regierungszeit", "regeringstid", "regeerperiode", "regne", "regjeringstid", "panowani", "reinado", "dynast"}
	caps   = [...]string{"caps", "landerspiel", "landskamp", "interland", "selections", "presenze in nazionale", "internacionalidad", "wystepy w reprezentacji"}
)

// officeHolders tells whether a table is of those of whom everybody may know when
// they were born, and says nothing that is private.
func (t *typing) officeHolders() bool {
	if !t.has(kBirth) || t.has(kPhone) || t.has(kEmail) || t.has(kStreet) || t.has(kID) || t.has(kIBAN) || t.has(kClass) {
		return false
	}
	return t.ofParties() && t.headedBy(constituencies[:]) || t.headedBy(reigns[:]) || t.headedBy(caps[:])
}

// ofParties tells whether a heading names parties.
func (t *typing) ofParties() bool {
	return slices.ContainsFunc(t.texts(), func(text string) bool {
		return slices.ContainsFunc(strings.Fields(text), func(w string) bool { return parties[w] })
	})
}

// headedBy tells whether a heading has a word that begins with one of the stems.
func (t *typing) headedBy(stems []string) bool {
	return slices.ContainsFunc(t.texts(), func(text string) bool {
		return text != "" && slices.ContainsFunc(stems, func(s string) bool {
			return strings.Contains(" "+text, " "+s) || len(s) > 7 && strings.Contains(text, s)
		})
	})
}

// rulers finds names that are counted, as those of kings and popes are: "Christian
// IX".
func (t *typing) rulers() {
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind != kFull && v.kind != kGiven {
			continue
		}
		counted := 0
		for _, c := range v.cells {
			if isCounted(c) {
				counted++
			}
		}
		if v.n >= 4 && v.share(counted) >= .3 {
			v.kind = kThing
		}
	}
}

// isCounted is true for a name with a Roman numeral behind it.
func isCounted(cell string) bool {
	name, numeral, ok := strings.Cut(strings.TrimSpace(cell), " ")
	return ok && name != "" && numeral != "" && len(numeral) <= 5 && strings.Trim(numeral, "IVX.") == ""
}
