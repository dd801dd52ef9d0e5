package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Night nurses write a line a bed and no word that is on a list of illnesses: "Bed 5 Mrs
// Oduya – confused, tried to leave twice". Several such lines, each beginning with a
// place and a name, are notes on a ward.

// beds are words before the number of a place where somebody lies or lives, folded.
var beds = wordSet("stue vaerelse bolig lejlighed rum rom stova zimmer zi zim bett platz kamer kmr bed room rm ward bay ch chambre lit sala lozko pokoj letto camera stanza hab habitacion cama huone bew bewoner beboer plot post paikka plads seng flat lgh apt wohnung")

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
		return digitsIn(first) == len(first)-1 && len(first) <= 4 && (isCapital(first) || isCapital(first[len(first)-1:]))
	}
	if !beds[strings.TrimRight(fold(first), ".")] {
		return false
	}
	number := strings.TrimRight(firstWords(line[len(first)+1:], 1), ",.:;")
	return digitsIn(number) > 0 && len(number) <= 4
}

// bedsIn is how many sentences of a line may begin with such a place.
func bedsIn(line string) (n int) {
	for s := line; ; {
		n += count1(startsAtBed(s))
		at := strings.Index(s, ". ")
		if colon := strings.Index(s, ": "); colon >= 0 && (at < 0 || colon < at) {
			at = colon
		}
		if at < 0 {
			return n
		}
		s = s[at+2:]
	}
}

// patients are the people with whom the sentences of a text begin, and how many of them
// are in a state of the body.
type patients struct {
	all    []*lineRecord
	states int
	seen   map[string]bool
	notes  notes
}

// wardNotes counts the people of a ward if two of three notes that begin with a place
// tell a state of the body, or half of all in notes on those who are cared for.
func (p *prose) wardNotes(c *company, cared bool) {
	t := patients{seen: map[string]bool{}}
	beds := 0
	for s := range c.sentences {
		if len(s) > maxRemark {
			t.notes.all++
			continue
		}
		if at := strings.Index(s, ": "); at > 0 && at+2 < len(s) && startsAtBed(s[at+2:]) {
			s = s[at+2:]
		}
		bed := startsAtBed(s)
		if bed || cared {
			beds += count1(p.patient(&t, s, bed) && bed)
		}
	}
	atBeds := beds >= leastBeds && beds*3 >= len(t.all)*2 && t.states >= leastBeds && t.states*3 >= len(t.all)*2
	if !atBeds && !(cared && t.notes.ofPeople() && t.states >= leastStates && len(t.all) >= leastBeds && t.states*2 >= len(t.all)) {
		return
	}
	for _, r := range t.all {
		if !p.d.people.named(r.record) {
			c.tells(r)
			p.d.countLine(p, r)
		}
	}
}

// leastStates is the fewest states of the body in notes whose head tells that they are
// on those who are cared for.
const leastStates = 2

// patient adds the person whom a sentence is about, and tells whether there is one.
func (p *prose) patient(t *patients, s string, bed bool) bool {
	ms := p.mentions(s)
	t.notes.sentence(s, ms)
	if bed && len(ms) == 0 {
		ms = p.atBed(s)
	}
	if len(ms) == 0 || ms[0].official || ms[0].guess && !bed || len(t.all) >= maxPending {
		return false
	}
	lead := s[:ms[0].from]
	if at := strings.LastIndex(lead, ": "); at >= 0 {
		lead = lead[at+2:]
	}
	rest := " " + fold(s[ms[0].to:]) + " "
	if len(lead) > maxLeadIn || t.seen[ms[0].record.name] || within(doerStems(), rest) || isTopic(rest) || reports(s[ms[0].to:]) {
		return false
	}
	t.seen[ms[0].record.name] = true
	t.states += count1(within(wardStems(), rest) || p.d.special.in(rest).Has(inspect.Health))
	r := p.accompanying(ms[0], inspect.Set(inspect.Health), s)
	r.items = []lineItem{{inspect.Health, "", .7, s}}
	t.all = append(t.all, r)
	return true
}

// atBed finds the one word with a capital behind a place: "3B Somers braakt gal".
func (p *prose) atBed(s string) []mention {
	from := 0
	for range 2 {
		from += len(firstWords(s[from:], 1)) + 1
		if from >= len(s) {
			return nil
		}
		w := firstWords(s[from:], 1)
		bare := trimBehind(w, ".,;:!?)")
		if isCapital(bare) && nameLetters(bare) && len(bare) > 2 && !isUpperCase(bare) {
			n := parseName(bare)
			if !n.ok || namesThing(bare) {
				return nil
			}
			return []mention{{from: from, to: from + len(bare), record: p.newRecord(n, from, false)}}
		}
	}
	return nil
}

// wardWords are stems of what is noted at a bed, folded.
var wardWords = [...]string{"forvirr", "verwirr", "verward", "confus", "smarrit", "sekava", "splatan", "desorient", "onrustig", "unruhig", "urolig", "orolig", "restless", "agit", "niespokojn", "levoton", "ropte", "rabte", "schrie", "schrei", "roept", "calling out", "wander",
	" faldt", " falt", "faldet", "fallen", "sturz", "gevallen", " fell", "had a fall", "ramlat", "tombe", "caduto", "caduta", "caido", "caida", "upadl", "kaatui", "sonde", "kateter", "kathet", "cathet", "cewnik", "catet", "stoma", "insulin", "sokeri", "suiker", "blutzucker", "blodsukker", "glyc", "glic", "gluc", "cukier", "bm 1", "bm 2", "units", "einheiten", "eenheden", " mg ", "morfin", "morphin", "tablet", "pill", "smert", "schmerz", "pijn", " pain", "smart", "douleur", "dolor", "kipu", " bol", "feber", "fieber", "koorts", "fever", "fievre", "febbre", "fiebre", "goraczk", "kuume", " sar", "wund", "wond", "wound", "plaie", "piaga", "haava", "escar", "ulcer", "odlezyn", "tryksar", "decubit", "dekubit", "gerotet", "rood", "gerod", "haevet", "swollen", "geschwollen", "oedem", "odem", "diarr", "durchfall", "afforing", "stuhlgang", "ontlasting", "bowels", "soiled", " urin", "inkont", "incont", "eingen", "vomit", "kastet op", "kaster op", "erbrochen", "overgegeven", "gespuugd", "kraekt", "syring", "pumpe", "palliat", "terminal", "terminaal", "doende", "dying", "end of life", "sterb", "stervend", "fin de vie", "mourant", "morente", "saattoho", "umiera", "ilt ", "oxygen", "sauerstoff", "zuurstof", "blodtryk", "blutdruck", "bloeddruk", "spiser ikke", "spist lite", "isst nicht", "eet niet", "ate nothing", "not eating", "drinking poorly", "perfusion", "drypp", "drop ", "infus", "kutt", "skrubsar", "bla maerk", "bruis", "opkast", "gerufen", "nodkald", "trinkt nur", "drinkt nauwelijks", "drikker naesten", " peg ", " rr ", "wegtrekker", "bil blauw", "wet bed", "vorlagen wechs", "cutting again", "headbang", "smelled of weed", "nekter", "naegte", "verweigert", "weigert", "refused", "kjenner ikke", "kender ikke", "herkent", "erkennt nicht", "blod i", "blut im", "bloed", "gal "}

var wardStems = wordStems(wardWords[:])
