package detect

import (
	"slices"
	"strings"
)

// Tables whose rows are places, firms or practices, by their headings or by the words in
// the names: the people in them run or look after what the row is, and what else the row
// says is not of them.

// attendants are stems of words for those who look after a place, sell or inspect a
// thing, treat or advise in a practice, by the heading of their names, folded.
var attendants = [...]string{"hausmeister", "hauswart", "pedel", "beheerder", "concierge", "caretaker", "janitor", "vaktmastare", "vaktmester", "gardien", "custode", "conserje", "dozorca", "verwalter",
	"vermieter", "verhuurder", "udlejer", "utleier", "uthyrare", "landlord", "landlady", "gastgeber", "gastheer", "gastvrouw",
	"makler", "makelaar", "maegler", "estate agent", "agent immobilier", "agente immobiliare", "broker",
	"prufer", "pruefer", "inspect", "inspekt", "kontrollor", "controleur", "auditor", "gutachter",
	"botschafter", "ambassad", "konsul", "consul", "ambasador",
	"pfarrer", "pastor", "priest", "praest", "predikant", "vicar", "kyrkoherde", "sokneprest", "proboszcz", "parroco", "cure ",
	"arzt", "laege", "dierenarts", "huisarts", "tandarts", "veterin", "medecin", "lakare",
	"anwalt", "advokat", "advocaat", "adwokat", "notar", "notair", "avocat", "lawyer", "solicitor", "attorney", "architekt", "architect",
	"redakt", "journalist", "directed by", "regie"}

// judges are stems of words for those who teach, judge and examine: what stands
// beside them is said of others.
var judges = [...]string{"examiner", "examinator", "eksaminator", "censor", "dommer", "schiedsrichter", "scheidsrechter", "referee", "umpire", "arbitre", "arbitro", "domare", "sedzia", "richter", "judge", "rechter", "juez", "juge ", "giudice",
	"lehrer", "laerer", "larare", "teacher", "leraar", "lerar", "enseignant", "professeur", "profesor", "nauczyciel", "insegnante",
	"tutor", "instruct", "instrukt", "kursleit", "kursusleder", "cursusleid", "underviser", "dozent", "docent", "lecturer", "formateur", "facilitator"}

// isAttendant tells whether a folded heading is of those who look after something.
func isAttendant(heading string) bool {
	return heading != "" && within(attendantStems(), heading+" ")
}

var attendantStems = wordStems(attendants[:])

// placeWords are stems of headings over hours and coordinates, which people have none
// of; listingWords over pages of the web, folded.
var (
	placeWords = [...]string{"offnungszeit", "oeffnungszeit", "abningstid", "aabningstid", "openingstijd", "opening hours", "opening times", "oppettid", "apningstid", "horaire", "horario", "orari", "godziny", "aukiolo",
		"latitude", "longitude", "geometry", "laengengrad", "breitengrad", "koordinate", "coordinates", "lat long"}
	listingWords = [...]string{"website", "web site", "webseite", "homepage", "hjemmeside", "hemsida", "site web", "sito web", "sitio web", "internet", "www", "url", "facebook"}
)

// ofPlaces tells whether a folded heading is of hours or coordinates.
func ofPlaces(text string) bool {
	return text == "lat" || text == "lon" || text == "lng" || text != "" && containsAny(text, placeWords[:])
}

// texts are the folded headings: those that were understood, or the words of a first
// row that stands over numbers and names nobody, in whatever language.
func (t *typing) texts() []string {
	if t.heads != nil {
		return t.heads
	}
	t.heads = make([]string, len(t.vs))
	filled, numbers := 0, 0
	for i := range t.vs {
		v := &t.vs[i]
		t.heads[i] = v.head.text
		if t.headed || len(v.cells) == 0 || v.cells[0] == "" {
			continue
		}
		c := v.cells[0]
		if n := parseName(c); digitsIn(c) > 0 || n.person() {
			return t.heads
		}
		filled++
		if v.share(v.digits) >= .6 {
			numbers++
		}
	}
	if filled >= 3 && numbers > 0 {
		for i := range t.vs {
			t.heads[i] = normalHeading(t.vs[i].cells[0])
		}
	}
	return t.heads
}

// listing tells whether the table has a heading or a column of a list of places.
func (t *typing) listing() bool {
	for i := range t.vs {
		v := &t.vs[i]
		if text := t.texts()[i]; text == "web" || ofPlaces(text) || containsAny(text, listingWords[:]) {
			return true
		}
		if v.head.text == "" && v.share(v.url) >= .6 {
			return true
		}
	}
	return false
}

// located tells whether the rows are places by their coordinates or hours.
func (t *typing) located() bool {
	if t.private() || t.personalMail() {
		return false
	}
	return slices.ContainsFunc(t.texts(), ofPlaces)
}

// private tells whether the table says of people what no list of places does.
func (t *typing) private() bool {
	for i := range t.vs {
		switch v := &t.vs[i]; v.kind {
		case kBirth, kID, kIBAN:
			return true
		case kGiven:
			if !t.soleName(v) {
				return true
			}
		}
	}
	return false
}

// soleName tells whether a column under "nome" or "nombre", which are the given name
// as well, holds all that the table calls anything.
func (t *typing) soleName(v *votes) bool {
	return v.kind == kGiven && isPlainName(v.head.text) && !t.has(kFamily) && !t.has(kFull)
}

// listings finds columns of names that are those of places, firms or practices: by
// the words in them, by what else the table tells, or because so few are names.
func (t *typing) listings() {
	if t.private() {
		return
	}
	listing := t.listing()
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind != kFull && !t.soleName(v) || v.n < 3 || v.head.role != roleNone || v.head.kind == kFull && !isPlainName(v.head.text) {
			continue
		}
		given, org := v.share(v.given), v.share(v.org)
		odd := 1 - v.share(v.name1+v.nameFull+v.other)
		switch {
		case listing && given < .5, org >= .25 && given < .3, v.n >= 8 && odd >= .4 && given+v.share(v.family) < .4 && v.share(v.digits) < .5:
			v.kind, t.org = kOrg, true
		case v.n >= 6 && v.kinds():
			v.kind, t.org = kOrg, true
		case t.practices(v):
			v.kind, t.org = kOrg, true
		}
	}
}

// buildings are words for those that are called after people, folded.
var buildings = wordSet(`villa haus hus huis house casa maison palais palazzo palacio schloss slot slott kasteel castle castello castillo chateau burg hof gut gaard gard gods herregard manor farm
	mill molle molen muhle moulin mulino molino turm tower torre tarn brucke bridge bro brug pont ponte puente fort bunker brunnen denkmal monument mindesmaerke kirche kirke kerk church eglise chiesa iglesia kosciol kapel kapelle chapelle cappella capilla kloster klooster abdij abbey park garten`)

// kinds tells whether most names begin with what building they are of: "Villa Berg",
// "Haus Berg".
func (v *votes) kinds() bool {
	n := 0
	for _, c := range v.cells {
		n += count1(startsBuilding(c))
	}
	return v.share(n) >= .7
}

// startsBuilding is true for "Villa Berg".
func startsBuilding(s string) bool {
	w, rest, _ := strings.Cut(fold(s), " ")
	return rest != "" && buildings[w]
}

// isPlainName is true for headings that say "name" and not whose.
func isPlainName(text string) bool {
	switch text {
	case "", "name", "names", "navn", "naam", "namn", "nom", "nome", "nombre", "nazwa", "nimi":
		return true
	}
	return false
}

// specialties are stems of headings over what a doctor is for, folded.
var specialties = [...]string{"fachgebiet", "fachrichtung", "facharzt", "specialis", "specialt", "specialit", "speciale", "specializ", "especialid", "specjali", "specjaln", "erikoisala"}

// practices tells whether a column of names is one of doctors by their titles and
// what they are for. What they treat is nobody's illness.
func (t *typing) practices(names *votes) bool {
	titled := 0
	for _, c := range names.cells {
		if isDoctor(c) {
			titled++
		}
	}
	medical := false
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind == kSpecial && v.head.kind != kSpecial && names.share(titled) >= .3 && v.practitioners() {
			v.kind, medical = kThing, true
		}
		if text := t.texts()[i]; text == "" || !containsAny(text, specialties[:]) {
			continue
		}
		ill := 0
		for _, n := range v.special {
			ill += n
		}
		if names.share(titled) >= .3 || v.share(ill) >= .15 {
			v.kind, medical = kThing, true
		}
	}
	return medical || names.share(titled) >= .6 && (t.has(kStreet) || t.has(kPhone)) && !t.has(kSpecial)
}

// isDoctor is true for "Dr. med. Anna Berg".
func isDoctor(cell string) bool {
	first, rest, ok := strings.Cut(strings.TrimSpace(cell), " ")
	if !ok || rest == "" || strings.IndexByte("DdLlMm", first[0]) < 0 {
		return false
	}
	switch strings.TrimRight(strings.ToLower(first), ".") {
	case "dr", "dra", "dott", "dott.ssa", "dottssa", "lek", "mudr", "doktor", "doctor":
		return true
	}
	return false
}

// attended finds the people who look after what the rows are: behind a column that
// names it. They are contacts then, and the address of a row is not theirs.
func (t *typing) attended() {
	people, at := 0, -1
	for i := range t.vs {
		named := t.vs[i].kind == kFull || t.vs[i].kind == kGiven || t.vs[i].kind == kFamily
		if named {
			people++
		}
		text := t.texts()[i]
		if named && t.vs[i].offices() {
			text = attendants[0]
		}
		t.acting = t.acting || named && (isAttendant(text) || text != "" && containsAny(text+" ", judges[:]))
		if isAttendant(text) && t.vs[i].kind != kOrg {
			if at = i; !named {
				people++
			}
		}
	}
	if t.acting = t.acting && people == 1; at < 0 || people != 1 || t.private() {
		return
	}
	for i := range at {
		if v := &t.vs[i]; names(v) && (len(v.distinct)*10 >= v.n*6 || v.kind == kOrg && len(v.distinct)*4 >= v.n) {
			t.org = true
			t.vs[at].head.role = roleContact
			return
		}
	}
}

// duties are headings over what people do in an office or a school, folded.
var duties = wordSet(`funktion functie function fonction funzione funcion funkcja rolle rol role rola aufgabe aufgaben taak taken opgave opgaver task stilling stillingsbetegnelse stellung position poste job jobtitle beruf beroep befattning tjanst titel title
	zustandigkeit zustaendigkeit zustandig verantwortlich ansvar ansvarsomrade afdeling abteilung department dept avdelning avdeling service dienst amt forvaltning referat sachgebiet subject fach fag vak amne matiere verantwoordelijk responsibility ufficio servizio servico cargo pelouro departamento departement urzad wydzial referat virka tehtava osasto odbor oddeleni`)

// directory tells whether the rows are an office's people as it lists them for those
// who write to it: what each does there, mailboxes in its one domain, and nothing that
// people have at home.
func (t *typing) directory() bool {
	if t.sayPrivate() {
		return false
	}
	duty, mails := false, (*votes)(nil)
	for i := range t.vs {
		v := &t.vs[i]
		switch v.kind {
		case kEmail:
			if mails != nil {
				return false
			}
			mails = v
		case kBirth, kID, kIBAN, kCard, kStreet, kPostcode, kSpecial, kClass, kAge, kPay, kSecret, kCredential:
			return false
		default:
			duty = duty || duties[t.texts()[i]] && v.share(v.letters) >= .6 && v.duties()
		}
	}
	return duty && mails != nil && mails.ofOneHouse()
}

// duties tells whether the cells of a column are what people do in an office: nobody is
// called a pupil, parent or member, and what is the same of all is a title.
func (v *votes) duties() bool {
	if slices.ContainsFunc(v.cells, func(c string) bool { return ofLaymen(fold(c)) }) {
		return false
	}
	return len(v.distinct) > 1 || functionOf(v.cells[0]) != noFunction
}

// ofOneHouse tells whether all mailboxes of a column are in one domain, and not that
// of somebody who has mailboxes for everybody.
func (v *votes) ofOneHouse() bool {
	domain, n := "", 0
	for _, c := range v.cells {
		_, d, ok := strings.Cut(strings.ToLower(c), "@")
		switch {
		case !ok:
			continue
		case domain == "":
			domain = d
		case d != domain:
			return false
		}
		n++
	}
	label, _, _ := strings.Cut(domain, ".")
	return n >= leastHouse && !providers[lettersOf(label)]
}

// offices tells whether the cells of a column of names begin with what the people
// are: "Beheerder Jan de Vries".
func (v *votes) offices() bool {
	n := 0
	for _, c := range v.cells {
		if first, rest, _ := strings.Cut(strings.TrimSpace(c), " "); rest != "" && isOfficer(first) {
			n++
		}
	}
	return v.share(n) >= .6
}

// names tells whether a column may name what the rows are: words, and no people,
// dates or classes.
func names(v *votes) bool {
	switch v.kind {
	case kOrg, kThing, kNone, kTown, kStreet:
		return v.n > 0 && v.share(v.letters) >= .6 && v.share(v.class) < .5 && v.share(v.time) < .5
	}
	return false
}
