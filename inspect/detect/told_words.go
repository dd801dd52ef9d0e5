package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// toldIn are the special categories that a clause says of the person whose name
// it has between two bytes.
func (d *Detector) toldIn(clause string, at, to int) inspect.Attributes {
	f := " " + strings.ToLower(clause)
	said := d.said(clause[at:])
	if isTopic(f) {
		return said & inspect.Set(inspect.Religion)
	}
	if breaksBone(f) {
		said = said.With(inspect.Health)
	}
	states := d.special.in(clause) & inspect.Set(inspect.Health, inspect.SocialCare, inspect.Criminal)
	if states&^said != 0 && (d.relates(f) || d.noted(clause[to:])) {
		said |= states
	}
	return said
}

// noted tells whether a note says a state right behind a name, without a verb:
// "Anna Berg (5b): ADHD", "Anna Berg - new hip".
func (d *Detector) noted(rest string) bool {
	rest = strings.TrimLeft(rest, " *_")
	if rest == "" || strings.IndexByte(":,(-", rest[0]) < 0 && !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "—") {
		return d.special.in(firstWords(rest, 3)) != 0
	}
	return d.special.in(firstWords(rest, noteWords)) != 0
}

// noteWords are how many words behind a name a note says a state.
const noteWords = 10

// stateWords say, wherever they stand in a clause, that somebody is ill, in
// hospital, was found to be so, or is wished well; in small letters.
var stateWords = [...]string{"diagnos", "konstater", "festgestellt", "geconstateerd", "vastgesteld", "påvist", "stwierdz", "wykryt", "riscontrat", "trovato", "encontrado", "trouvé", "funnet", "fundet", "gefunden", "hittat", "found ",
	"god bedring", "get well", "recover", "beterschap", "besserung", "krya på", "rétabliss", "guarigione", "mejore", "zdrowia",
	"operer", "operier", "geopereerd", "operated", "surgery", "opéré", "operat", "operad", "operacj",
	"indlagt", "innlagt", "inlagd", "eingeliefert", "opgenomen", "admitted", "hospital", "hôpital", "ospedale", "szpital", "krankenhaus", "ziekenhuis", "sygehus", "sykehus", "sjukhus",
	"brækket", "brukket", "brutit", "broken", "gebrochen", "gebroken", "cassé", "złama", "rotto", "rotta", "roto",
	"lider", "leidet", "litt ", "lijdt", "suffer", "souffr", "soffr", "padec", "sufr", "cierpi", "kæmper", "kämpft", "kampt", "lutte", "walczy",
	"sygemeld", "krankgeschrieben", "ziekgemeld", "sjukskriv", "sykmeld", "off sick", "arrêt maladie", "zwolnieni", "in malattia", "de baja", "signed off",
	"allergi", "allergy", "intoleran", "uczulen", "dement", "démen", "medici", "medika", "medyk"}

// linkWords tie a name to what follows within a few words: what somebody has, and
// after or because of what.
var linkWords = [...]string{" efter ", " etter ", " nach ", " na de ", " na een ", " after ", " since ", " après ", " depuis ", " po ", " dopo ", " tras ", " después ", " siden ", " seit ", " sinds ", " sedan ",
	" på grund", " pga", " grundet ", " wegen ", " aufgrund ", " vanwege ", " wegens ", " because of ", " due to ", " à cause", " en raison", " z powodu ", " a causa ", " per ", " debido ", " por ",
	" med ", " mit ", " met ", " with ", " avec ", " con ", " z ", " på ", " from ", " an ", " aan ", " i "}

// linked is how many words behind a link the state stands, reached behind a verb.
const (
	linked  = 5
	reached = 8
)

// relates tells whether a clause in small letters says a state of somebody.
func (d *Detector) relates(f string) bool {
	for _, w := range stateWords {
		if strings.Contains(f, w) {
			return true
		}
	}
	for _, w := range linkWords {
		if d.before(f, w, linked) {
			return true
		}
	}
	for _, w := range predicates {
		if d.before(f, w, reached) {
			return true
		}
	}
	return false
}

// before tells whether one of the next words behind a word is of a special category.
func (d *Detector) before(f, word string, n int) bool {
	for i := strings.Index(f, word); i >= 0; {
		f = f[i+len(word):]
		if d.special.in(firstWords(f, n)) != 0 {
			return true
		}
		i = strings.Index(f, word)
	}
	return false
}

// breaks and bones together say that somebody broke something, in small letters.
var (
	breaks = [...]string{"brækket", "brukket", "brutit", "broken", "broke ", "fractured", "gebrochen", "gebroken", "cassé", "fracturé", "złama", "rotto", "rotta", "fratturat", "roto", "fracturad"}
	bones  = [...]string{" hip", "hoft", "höft", " heup", "hüft", "hanche", "biodr", "femor", "femur", "cadera", " leg", " ben", " been", " bein", "jambe", " nog", "gamba", "pierna", " arm", " bras", " ręk", "bracci", "brazo", "wrist", "håndled", "handled", "håndledd", " pols", "handgelenk", "poignet", "nadgarst", "polso", "muñeca", "ankle", "ankel", " enkel", "knöchel", "cheville", "kostk", "caviglia", "tobillo", "shoulder", "skulder", "schouder", "schulter", "collarbone", "kraveben", "sleutelbeen", "schlüsselbein", " ryg", " rib", "sternum", " hand ", " fod", " fot", " voet", " fuß"}
)

func breaksBone(f string) bool { return containsAny(f, breaks[:]) && containsAny(f, bones[:]) }

// topics are words of clauses about an illness and not about somebody who has it:
// talks, studies, societies, collections, the people helped; in small letters.
var topics = [...]string{"foredrag", "vortrag", "lezing", "lecture", "talk ", "föredrag", "konferen", "confer", "forsk", "forsch", "research", "onderzoek", "badania", "recherche", "ricerca", "investiga", "professor",
	"forening", "verein", "vereniging", "fonden", "stiftung", "stichting", "society", "association", "foundation", "fundacja", "kampagne", "campagn", "campaign", "indsamling", "spende", "donat", "fundrais", "collecte", "insamling",
	"kursus", "course", "kurs", "cursus", "workshop", "seminar", "bog om", "book", "buch", "boek ", "film", "roman", "artikel", "article", "studie", "study", "patients", "patienter", "patienten", "projekt", "project",
	"børn med", "kinder mit", "kinderen met", "children with", "people with", "mennesker med", "menschen mit", "mensen met", "personer med", "barn med", "those with", "personnes", "enfants", "bambini", "niños", "dzieci", "persone", "personas", "osób",
	"specialist", "spezialist", "facharzt", "award", "prize", "medicine", "drug ", "therapist", "counsel", "hjemmeside", "website", "radio"}

func isTopic(f string) bool { return containsAny(f, topics[:]) }
