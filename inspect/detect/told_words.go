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
	if isOperated(f) {
		said = said.With(inspect.Health)
	}
	said |= d.special.paired(clause[at:])
	named := d.special.in(clause)
	if at <= maxBefore && named.Has(inspect.SexualLife) && d.noted(clause, at, to) && !containsAny(f, activisms[:]) {
		said = said.With(inspect.SexualLife)
	}
	if named.Has(inspect.Union) && (d.belongs(f) || isOnStrike(clause[to:])) {
		said = said.With(inspect.Union)
	}
	states := named & inspect.Set(inspect.Health, inspect.SocialCare, inspect.Criminal)
	if states&^said != 0 && (d.relates(f) || d.noted(clause, at, to) || d.possessed(clause[:at])) {
		said |= states
	}
	return said
}

// ofSomebody stand between a state and whose it is, definites before it, folded.
var (
	ofSomebody = wordSet("von bei of van bij af hos til av")
	suspicions = wordSet("verdacht hinweise hinweis mistanke tegn vermoeden verdenking signalen suspicion signs sorge bekymring zorgen")
	definites  = wordSet("die der das den dem de het the this that diese dieser dieses deze dit")
)

// possessed tells whether what stands before a name is a state with its article: "Die
// Depression von ", "the epilepsy of ".
func (d *Detector) possessed(before string) bool {
	words := strings.Fields(fold(before))
	n := len(words)
	if n < 3 || !ofSomebody[words[n-1]] || d.special.in(words[n-2]) == 0 {
		return false
	}
	return definites[words[n-3]] || n >= 4 && suspicions[words[n-4]]
}

// noted tells whether a note says a state right behind a name, or somewhere behind
// one that it begins with, without a verb: "Anna Berg (5b): ADHD", "08.30 Anna
// Berg to review, bipolar disorder confirmed".
func (d *Detector) noted(clause string, at, to int) bool {
	rest := strings.TrimLeft(clause[to:], " *_)")
	n := 3
	switch {
	case !hasLetter(clause[:at]):
		n = noteWords
	case rest != "" && strings.IndexByte(":,(-", rest[0]) >= 0, strings.HasPrefix(rest, "–"), strings.HasPrefix(rest, "—"):
		n = shortNote
	}
	if n < shortNote { // "Phoned Anna Berg yesterday – the depression is worse"
		for _, dash := range [...]string{" – ", " — ", " - ", ": "} {
			if i := strings.Index(rest, dash); i >= 0 && i < maxBefore {
				rest, n = rest[i+len(dash):], shortNote
				break
			}
		}
	}
	rest = firstWords(rest, n)
	if at := strings.IndexByte(rest, ':'); at > 2 && hasOrgWord(rest[:at]) { // "Anna Berg, University of York: Dementia"
		return false
	}
	return d.special.in(rest) != 0 && !d.isDish(rest) && !containsAny(strings.ToLower(rest), helpers[:])
}

// noteWords are how many words behind a name that it begins with a note says a
// state, shortNote behind another.
const (
	noteWords = 14
	shortNote = 10
)

// helpers are those who work for the sick, and where, in small letters.
var helpers = [...]string{"bekæmpelse", "bestrijding", "hilfe", "support", "liga", "ligue", "nurse", "sygeplej", "sykeplei", "sjuksköt", "verpleeg", "krankenschw", "infirm", "therap", "terap", "coach", "psykolog", "psycholog", "læge", "arzt", "ärzt", "lege ", "läkare", "clinic", "network", "netværk", "netzwerk", "consult", "rådgiv", "beratung", "advis", "patient", "vaccine", "vakcin", "impf", "trial", "dolmetsch", "tolk", "interpret", "tulk", "interpr", "tłumacz"}

// operations say that somebody is or was operated on, in small letters.
var operations = [...]string{"opereres", "opereret for", "opereret i", "operert", "opererad", "opereras", "operiert", "geopereerd", "operated on", "had an operation", "having an operation", "hip replaced", "knee replaced", "undergo surgery", "had surgery", "for surgery", "opéré", "se faire opérer", "operację", "operacji"}

func isOperated(f string) bool { return within(operationStems(), f) }

var operationStems = wordStems(operations[:])

// stateWords say, wherever they stand in a clause, that somebody is ill, in
// hospital, was found to be so, or is wished well; in small letters.
var stateWords = [...]string{"diagnos", "konstater", "festgestellt", "geconstateerd", "vastgesteld", "påvist", "stwierdz", "wykryt", "riscontrat", "trovato", "encontrado", "trouvé", "funnet", "fundet", "gefunden", "hittat", "found ",
	"spredt sig", "spread to", "gestreut", "uitgezaaid", "veilig thuis", "god bedring", "get well", "recover", "beterschap", "besserung", "krya på", "rétabliss", "guarigione", "mejore", "zdrowia",
	"operer", "operier", "geopereerd", "operated", "surgery", "opéré", "operat", "operad", "operacj",
	"indlagt", "innlagt", "inlagd", "eingeliefert", "opgenomen", "admitted", "hospital", "hôpital", "ospedale", "szpital", "krankenhaus", "ziekenhuis", "sygehus", "sykehus", "sjukhus",
	"brækket", "brukket", "brutit", "broken", "gebrochen", "gebroken", "cassé", "złama", "rotto", "rotta", "roto",
	"lider", "leidet", "litt ", "lijdt", "suffer", "souffr", "soffr", "padec", "sufr", "cierpi", "kæmper", "kämpft", "kampt", "lutte", "walczy",
	"behandelt", "behandeld", "behandles", "behandlas", "treated for", "being treated", "traité", "soigné pour", "leczon", "in cura", "tratad",
	"sygemeld", "krankgeschrieben", "ziekgemeld", "sjukskriv", "sykmeld", "off sick", "arrêt maladie", "zwolnieni", "in malattia", "de baja", "signed off",
	"bekymringsmeld", "orosanm", "zorgmeld", "underretning", "gefährdungsmeld", "safeguarding", "signalement", "referral",
	"bevilg", "bevilj", "innvilg", "bewillig", "toegekend", "granted", "accordé", "przyznan",
	"drejer det sig om", "handler det om", "vedkommende", "betrifft", "betreft", "as for ", "en ce qui concerne", "vad gäller", "enthält", "bevat", "shows a ", "contains a ",
	"allergi", "allergy", "intoleran", "uczulen", " dement", " démence", "medici", "medika", "medyk"}

// linkWords tie a name to what follows within a few words: what somebody has, and
// after or because of what.
var linkWords = [...]string{" efter ", " etter ", " nach ", " na de ", " na een ", " after ", " since ", " après ", " depuis ", " po ", " dopo ", " tras ", " después ", " siden ", " seit ", " sinds ", " sedan ",
	" på grund", " pga", " grundet ", " wegen ", " aufgrund ", " vanwege ", " wegens ", " because of ", " due to ", " à cause", " en raison", " z powodu ", " a causa ", " per ", " debido ", " por ",
	" vit ", " wohnt ", " woont ", " lives ", "bénéficie", " lebt ", " leeft ",
	" med ", " mit ", " met ", " with ", " avec ", " con ", " z ", " på ", " from ", " an ", " aan ", " i "}

// linked is how many words behind a link the state stands, or behind a verb.
const (
	linked = 5
	verbed = 8
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
		if d.before(f, w, verbed) {
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

// topics are words of clauses about an illness and not about somebody who has it:
// talks, studies, societies, collections, the people helped; in small letters.
var topics = [...]string{"fortæller om", "forteller om", "berättar om", "erzählt ", "spricht über", "sprach über", "sprak over", "spreekt over", "talte om", "taler om", "talked about", "spoke about", "spoke on", "snakket om", "pratade om", "a parlé de", "ha parlato", "habló de", "first aid box", "first aid kit", "first-aid", "erste-hilfe-kasten", "erste-hilfe-kurs", "verbandkasten", "verbanddoos", "førstehjælpskass", "førstehjælpskurs", "ehbo-", "certificat", "certifikat", "zertifikat", " module", "vertelt over", "tells about", "talks about", "raconte", "opowiada", "racconta", "habla de", "parla di", "foredrag", "vortrag", "lezing", "lecture", "talk ", "föredrag", "konferen", "confer", "confér", "wykład", "prelekcj", "palestr", "přednáš", "luento", "luenno", "esitelm", "forsk", "forsch", "research", "onderzoek", "badania", "recherche", "ricerca", "investiga", "professor",
	"forening", "verein", "vereniging", "fonden", "stiftung", "stichting", "society", "association", "foundation", "fundacja", "kampagne", "campagn", "campaign", "indsamling", "spende", "donat", "fundrais", "collecte", "insamling",
	"kursus", "course", "kurs", "cursus", "workshop", "seminar", "bog om", "book", "buch", "boek ", "film", "roman", "artikel", "article", "artikkel", "artykuł", "articol", "artícul", "artigo", "článek", "článk", "artikkeli", "samarbeidsgrupp", "gruppo di lavoro", "grupo de trabajo", "grupo de trabalho", "groupe de travail", "grupie roboczej", "pracovní skup", "työryhm", "charla sobre", "de la charla", "samverkansgrupp", "studie", "study", "patients", "patienter", "patienten", "projekt", "project",
	"børn med", "kinder mit", "kinderen met", "children with", "people with", "mennesker med", "menschen mit", "mensen met", "personer med", "barn med", "those with", "personnes", "enfants", "bambini", "niños", "dzieci", "persone", "personas", "osób",
	"bøger om", "bøker om", "böcker om", "bücher", "boeken over", "livres sur", "książk", "libri su", "libros sobre", "kindern mit", "dziećmi", "cijfers over", " zahlen zu", " tal om ", "siffror om", "chiffres", "figures on", "prijs voor", "prisen for", "priset för", "preis für", "prix pour", "nagrod", "hadde advart om", "avait alerté", "had warned of", "hatte gewarnt", "hoogleraar",
	"pandemi", "förderung", "zuschuss", "tilskud", "subsidie", "specialist", "spezialist", "facharzt", "fachärzt", "award", "prize", "medicine", "drug ", "therapist", "counsel", "hjemmeside", "website", "radio"}

func isTopic(f string) bool {
	if within(noTopicStems(), f) {
		f = withoutNoTopics.Replace(f)
	}
	return within(topicStems(), f)
}

// noTopics have the letters of topics and are none: what is agreed, and societies
// to which people owe rent; in small letters.
var noTopics = [...]string{"vereinbar", "vereinfach", "vereinzel", "konkurs", "concurs", "drug test", "drug use", "drug problem", "radiother", "won't talk", "not talk", "never talk", "counselling after", "counselling for her", "counselling for his", "boligforening", "golf course", "recourse", "fagforening", "of course", "racecourse", "seeing a counsel", "sees a counsel", "main course", "bostadsrättsförening", "woningstichting", "housing association", "romani", "prendere le medicine", "investigada por", "investigado por", "deux personnes", "due persone", "dos personas", "duas pessoas", "dwóch osób", "romans z ", "ma romans"}

// withoutWeakTopics takes words out of a folded clause that are topics and, beside an
// illness of somebody who stands at its beginning, what is done about it.
var withoutWeakTopics = func() *strings.Replacer {
	var pairs []string
	for _, w := range [...]string{"onderzoek", "medicinering", "medicine", "specialist", "spezialist", "facharzt", "therapist", "counsel", "drug ", "kurs", "course", "cursus", "tilskud", "zuschuss", "subsidie", "forderung", "research", "study", "studie"} {
		pairs = append(pairs, w, "")
	}
	return strings.NewReplacer(pairs...)
}()

var noTopicStems = wordStems(noTopics[:])

var withoutNoTopics = func() *strings.Replacer {
	var pairs []string
	for _, w := range noTopics {
		pairs = append(pairs, w, "")
	}
	return strings.NewReplacer(pairs...)
}()

var topicStems = wordStems(topics[:])
