package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Night nurses write a line a bed and no word that is on a list of illnesses: "Bed 5 Mrs
// Oduya – confused, tried to leave twice". Several such lines, each beginning with a
// place and a name, are notes on a ward.

// beds are words before the number of a place where somebody lies or lives, folded.
var beds = wordSet("stue vaerelse bolig lejlighed rum rom stova zimmer zi zim bett platz kamer kmr bed room rm ward bay ch chambre lit sala lozko pokoj letto camera stanza hab habitacion cama huone paikka plads seng flat lgh apt wohnung")

// leastBeds is the fewest people on a ward, of whom two of three are in a state.
const leastBeds = 3

// startsAtBed tells whether a line begins with a place on a ward: "Bed 5 ", "Zi. 3 ",
// "K12 ".
func startsAtBed(line string) bool {
	line = strings.TrimLeft(line, " -*•·–")
	first := firstWords(line, 1)
	if len(first) < 2 || len(first) > 10 || len(first) == len(line) {
		return false
	}
	if digitsIn(first) > 0 {
		return digitsIn(first) == len(first)-1 && len(first) <= 4 && isCapital(first)
	}
	if !beds[strings.TrimRight(fold(first), ".")] {
		return false
	}
	number := strings.TrimRight(firstWords(line[len(first)+1:], 1), ",.:;")
	return digitsIn(number) > 0 && len(number) <= 4
}

// bedNotes counts the people of a ward if two of three notes tell a state of the body.
func (p *prose) bedNotes(c *company) {
	var all []*lineRecord
	states, seen := 0, map[string]bool{}
	for _, line := range c.lines {
		if !startsAtBed(line) || len(line) > maxRemark || len(all) >= maxPending {
			continue
		}
		ms := p.mentions(line)
		if len(ms) == 0 || ms[0].from > maxLeadIn || seen[ms[0].record.name] {
			continue
		}
		rest := " " + fold(line[ms[0].to:]) + " "
		if within(doerStems(), rest) || isTopic(rest) {
			continue
		}
		seen[ms[0].record.name] = true
		states += count1(within(wardStems(), rest) || p.d.special.in(rest).Has(inspect.Health))
		all = append(all, p.accompanying(ms[0], inspect.Set(inspect.Health), line))
	}
	if states < leastBeds || states*3 < len(all)*2 {
		return
	}
	for _, r := range all {
		r.items = []lineItem{{inspect.Health, "", .7, r.items[0].value}}
		c.tells(r)
		p.d.countLine(p, r)
	}
}

// wardWords are stems of what is noted at a bed, folded.
var wardWords = [...]string{"forvirr", "verwirr", "verward", "confus", "smarrit", "sekava", "splatan", "desorient", "onrustig", "unruhig", "urolig", "orolig", "restless", "agit", "niespokojn", "levoton", "ropte", "rabte", "schrie", "schrei", "roept", "calling out", "wander",
	" faldt", " falt", "faldet", "fallen", "sturz", "gevallen", " fell", "had a fall", "ramlat", "tombe", "caduto", "caduta", "caido", "caida", "upadl", "kaatui", "sonde", "kateter", "kathet", "cathet", "cewnik", "catet", "stoma", "insulin", "sokeri", "suiker", "blutzucker", "blodsukker", "glyc", "glic", "gluc", "cukier", "bm 1", "bm 2", "units", "einheiten", "eenheden", " mg ", "morfin", "morphin", "tablet", "pill", "smert", "schmerz", "pijn", " pain", "smart", "douleur", "dolor", "kipu", " bol", "feber", "fieber", "koorts", "fever", "fievre", "febbre", "fiebre", "goraczk", "kuume", " sar", "wund", "wond", "wound", "plaie", "piaga", "haava", "escar", "ulcer", "odlezyn", "tryksar", "decubit", "dekubit", "gerotet", "rood", "gerod", "haevet", "swollen", "geschwollen", "oedem", "odem", "diarr", "durchfall", "afforing", "stuhlgang", "ontlasting", "bowels", "soiled", " urin", "inkont", "incont", "eingen", "vomit", "kastet op", "kaster op", "erbrochen", "overgegeven", "gespuugd", "kraekt", "syring", "pumpe", "palliat", "terminal", "terminaal", "doende", "dying", "end of life", "sterb", "stervend", "fin de vie", "mourant", "morente", "saattoho", "umiera", "ilt ", "oxygen", "sauerstoff", "zuurstof", "blodtryk", "blutdruck", "bloeddruk", "spiser ikke", "spist lite", "isst nicht", "eet niet", "ate nothing", "not eating", "drinking poorly", "perfusion", "drypp", "drop ", "infus", "kutt", "skrubsar", "bla maerk", "bruis"}

var wardStems = wordStems(wardWords[:])
