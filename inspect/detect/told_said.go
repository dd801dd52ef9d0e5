package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// specialItems are the special categories that a line says of its person in a list,
// where the name stands first and few words behind it. What sentences say is read
// with their paragraph, see tell.
func (p *prose) specialItems(line string, found inspect.Attributes, names []*lineRecord, segs []segment) (items []placedItem) {
	n := names[0]
	if len(names) > 1 || len(line) > 120 || len(segs) < 2 || len(strings.Fields(line)) > 14 {
		return nil
	}
	if head, _ := unnumber(line); n.at > len(line)-len(head)+2 && hasLetter(line[:min(n.at, len(line))]) {
		return nil
	}
	if n.strong && strings.Count(segs[0].text, " ") >= 3 && p.d.said(line[n.at:]) != 0 {
		return nil
	}
	if found.Has(inspect.Union) && (speaksFor(line) || p.d.onlyStrikes(strings.ToLower(line)) && !isOnStrike(behindName(line))) {
		found &^= inspect.Set(inspect.Union)
	}
	if isPractitioner(segs[1].text) || isDead(line) || p.literature && isYearAside(line[max(0, strings.IndexByte(line, '(')):]) || p.d.bornLongAgo(behindName(line[min(n.at, len(line)):])) {
		return nil
	}
	if p.d.isDish(behindName(line)) || p.d.isDish(segs[len(segs)-1].text) {
		found &^= inspect.Set(inspect.Health)
	}
	n.listed = true
	for _, a := range found.List() {
		items = append(items, placedItem{lineItem{a, "", .7, line}, len(line), factSaid, p.d.people.hash(line)})
	}
	return items
}

// said are the special categories that a sentence says of the person it begins
// with. To be of a faith is said too often of the dead and the famous; to join or
// leave a church is of somebody living.
func (d *Detector) said(s string) (said inspect.Attributes) {
	found := d.special.in(s)
	turns := len(s) <= maxTurn && turnsFaith(s)
	if found == 0 {
		return 0
	}
	if d.predicate(s) {
		said = found & inspect.Set(inspect.Health, inspect.SocialCare, inspect.Criminal)
	}
	if found.Has(inspect.SexualLife) && d.declares(s) {
		said = said.With(inspect.SexualLife)
	}
	if turns && found.Has(inspect.Religion) && !longAgo(s) {
		said = said.With(inspect.Religion)
	}
	return said
}

// ways are those of saying of somebody's sexual life that it is so, activisms what the
// same words are of a cause or a place, in small letters.
var (
	ways = [...]string{" is ", " er ", " är ", " ist ", " est ", " jest ", " è ", " es ", " on ", " has ", " har ", " hat ", " heeft ", " lives ", " bor ", " lebt ", " leeft ",
		" came out ", " has come out ", " kwam ", " uit de kast", " sprunget ud ", " hat sich ", " zit ", " blev ", " ble "}
	activisms = [...]string{"right", "activis", "marriage", "ehe", "huwelijk", "bar ", "pride", "club", "communit", "movement", "bevæg", "beweg", "film", "author", "writer", "icon", "actor", "character", "magazine", "issue"}
)

// declared is how many words from one of the ways on its word stands.
const declared = 6

// declares tells whether a sentence that begins with somebody says something of that
// person's sexual life at once, and speaks of no cause.
func (d *Detector) declares(s string) bool {
	f := strings.ToLower(s)
	for _, w := range ways {
		i := strings.Index(f, w)
		if i < 0 || i >= 40 {
			continue
		}
		rest := f[i+1:]
		if d.special.in(firstWords(rest, declared)).Has(inspect.SexualLife) && !containsAny(firstWords(rest, 2*declared), activisms[:]) {
			return true
		}
	}
	return false
}

// maxTurn is the longest sentence in bytes that is read for a change of faith.
const maxTurn = 160

// turnWords say that somebody joined or left, folded: in Danish, German, Dutch,
// English, Swedish and Norwegian, French, Polish, Italian, Spanish and Finnish.
var turnWords = [...]string{"meldt ud", "forladt", "gaet over til", "udtradt", "udmeldt", "meldt sig ud", "meldt ind", "indmeldt", "konverter", "blevet mus", "blevet krist", "blevet kat", "blevet budd", "moslim geworden", "katholiek geworden", "muslim geworden", "katholisch geworden", "christ geworden", "er blevet dobt", "ladet sig dobe", "lade sig dobe", "meldes ud", "meldes ind", "melde sig ud", "melde sig ind", "opvokset som", "opdraget som",
	"ausgetreten", "eingetreten", "austreten", "eintreten", "taufen lassen", "sich taufen", "erzogen als", "muslimisch erzogen", "ubergetreten", "beigetreten", "konvertiert", " gegangen", "getauft", " verlassen",
	"uitgeschreven", "laten dopen", "wil gedoopt", "opgevoed als", "uitschrijven", "overgestapt", "uitgetreden", "toegetreden", "bekeerd", "overgegaan", "bekeerde zich", "heeft verlaten", "verlaten", "gedoopt",
	"joined", "become a mus", "become a chr", "become a cath", "become a bud", "become a jeh", "become mus", "become cath", "converted", "be baptised", "be baptized", "received into", "brought up ", "left the church", "left the faith", "has left", "have left", "was received into", "was baptised", "resigned from",
	"gatt ur", "gatt over till", "dopt hos", "gatt med i", "uttratt", "intratt", "utmeldt", "meldt seg", "blitt dopt", "gikk ut av",
	"quitte", "converti", "rejoint", "apostasi", "wystapil", "zostal", "przeszedl na", "przeszla na", "nawrocil", "ochrzcz", "opuscil", "dolaczyl",
	"lasciato", "abbandonato", "aderito", "sbattezz", "convertid", "dejado la", "abandonado", "apostat", "unido a", "converteu", "deixou a igreja", "prestoupil", "konvertoval", "vystoupil", "pokrtit", "eronnut", "liittynyt", "kaantynyt"}

func turnsFaith(s string) bool {
	f := fold(s)
	for _, w := range turnWords {
		if strings.Contains(f, w) {
			return true
		}
	}
	return false
}

// longAgo is true for a sentence with a year in which nobody living did anything.
func longAgo(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if isYear(s[i:i+4]) && s[i:i+4] < "1930" && (i == 0 || s[i-1] == ' ') && (i+4 == len(s) || s[i+4] < '0' || s[i+4] > '9') {
			return true
		}
	}
	return false
}

var predicates = [...]string{" has ", " had ", " suffers ", " suffered ", " diagnos", " allergic", " is on ", " heeft ", " kampt ", " herstelt ", " kreeg ", " lijdt ", " allergisch", " gebruikt ", " krijgt ", " hat ", " hatte ", " leidet ", " litt ", " bekommt ", " bekam ", " nimmt ", " erlitt ",
	" har ", " havde ", " hadde ", " hade ", " lider ", " faar ", " får ", " fik ", " fikk ", " fick ", " er allergisk", " is allerg", " needs ", " takes ", " receives ", " ontvangt ", " modtager ", " mottar ", " erhält ", " bezieht ",
	" souffre ", " a eu ", " a fait ", " a un", " est atteint", " suit ", " prend ", " reçoit ", " perçoit ", " touche ", " cierpi ", " choruje ", " przesz", " miał", " ma ", " otrzymuje ", " pobiera ", " soffre ", " ha ", " riceve ", " percepisce ", " tiene ", " padece ", " sufre ", " sufrió ", " tuvo ", " recibe ", " cobra ", " sairastaa ", " saa ", " sai ", " kärsii ", " tem ", " teve ", " faz ", " toma ", " recebe ", " sofre ", " má ", " měl", " dostává ", " dostal", " trpí ", " bere ", " prodělal"}

// copulas say something of a person only when a condition follows at once.
var copulas = [...]string{" is ", " was ", " has been ", " er ", " blev ", " ble ", " är ", " er blevet ", " ist ", " war ", " wurde ", " liegt ", " werd ", " ligt ", " ligger ", " var ", " lijdt ", " zit ", " sitzt ", " est ", " était ", " a été ", " jest ", " był", " leży ", " è ", " è stat", " está ", " es ", " on ", " oli ", " é ", " foi ", " ficou ", " je ", " byla ", " byl ", " leží "}

func (d *Detector) predicate(s string) bool {
	f := strings.TrimRight(strings.ToLower(s), ".!?") + " " // "dass Anna Berg Diabetes hat."
	for _, w := range predicates {
		if i := strings.Index(f, w); i >= 0 && i < 60 {
			return true
		}
	}
	for _, w := range copulas {
		if i := strings.Index(f, w); i >= 0 && i < 40 && d.special.in(firstWords(f[i+len(w):], 5)) != 0 {
			return true
		}
	}
	return false
}

// spokesmen are stems of words for those who lead a union or sit on a board for it,
// folded: theirs is a public office, as in an annual report.
var spokesmen = [...]string{"nehmervertret", "sekretar", "secretar", "vorsitz", "voorzitter", "formand", "ordforande", "ordforer", "chair", "president", "segretari", "przewodnicz"}

// speaksFor tells whether a line names such an office.
func speaksFor(line string) bool { return containsAny(fold(line), spokesmen[:]) }

// eponymWords say that a thing is called after somebody, folded.
var eponymWords = [...]string{"named after", "named for ", "benannt nach", "nach ihm benannt", "opkaldt efter", "oppkalt etter", "uppkallad efter", "uppkallat efter", "vernoemd naar", "genoemd naar", "nomme d'apres", "nommee d'apres", "porte le nom d", "nazwan", "prende il nome d", "dal nome di", "llamado asi por", "llamada asi por", "debe su nombre", "nimetty"}

// namesAfter tells whether a sentence says so of an illness, which is not of those
// whose names it bears.
func namesAfter(s string) bool { return standsIn(eponymStems(), s) }

var eponymStems = wordStems(eponymWords[:])

// memberWords are of those who belong to a union and strikeWords of what it may
// call for, folded.
var (
	memberWords = [...]string{"member", "mitglied", "medlem", "leden", " lid ", "membre", "adherent", "czlonk", "iscritt", "afiliad", "jasen"}
	strikeWords = [...]string{"strejk", "streik", "on strike", "strike action", "picket", "staking", "staken", " greve", "strajk", "scioper", "huelga", "lakko"}
)

// headedPeople are stems of words for those whom a heading may say something of, and
// "these" and "the following", folded; recalled of those whom a clinic writes to.
var (
	headedPeople = [...]string{"following", "these ", "folgende", "diese ", "volgende", "deze ", "folgende", "disse ", "dessa ", "foljande", "suivant", "ces ", "nastepujac", "ci ", "seguent", "siguiente", "estos ", "estas ",
		"resident", "bewohner", "bewoner", "beboer", "children", "kinder ", "kinderen", "born ", "barn ", "enfant", "dzieci", "bambini", "ninos", "pupils", "schuler", "leerling", "elever", "eleves", "uczni", "alunni", "alumnos",
		"client", "klient", "patient", "pazient", "pacient", "pacjent", "tenants", "mieter", "huurders", "lejere", "employees", "mitarbeiter", "medewerkers", "medarbejdere", "guests", "gaste", "gasten", "gaester", "participants", "teilnehmer", "deelnemers", "deltagere", "members", "mitglieder", "medlemmer", "leden "}
	recalled = [...]string{"recall", "oproep", "indkald", "innkall", "kallel", "einbestell", "wiedervorstell", "convocation", "wezwania", "richiam", "citacion"}
)

// headsList is what a line, with the categories it names, says of the people of a list
// below it: "These residents have dementia:", "Members of 3F on strike:".
func (d *Detector) headsList(line string, named inspect.Attributes) inspect.Attributes {
	if headsMembers(line, named) {
		return inspect.Set(inspect.Union)
	}
	if named == 0 || len(line) > maxTurn || digitsIn(line) > 4 {
		return 0
	}
	f := fold(line) + " "
	open := strings.HasSuffix(line, ":")
	if !(open && containsAny(f, headedPeople[:]) || len(line) <= maxHeadline && containsAny(f, recalled[:])) {
		return 0
	}
	if low := strings.ToLower(line); isTopic(low) && !containsAny(f, recalled[:]) || containsAny(low, organisers[:]) {
		return 0
	}
	return named & inspect.Special
}

// organisers are those who do something for the sick, in small letters.
var organisers = [...]string{"speaker", "moderat", "ordstyrer", "referent", "oplægsholder", "spreker", "contact", "kontakt", "ansprech", "volunteer", "frivillig", "freiwillig", "ehrenamt", "vrijwillig", "team", "board", "bestyrelse", "vorstand", "bestuur", "nurse", "sygeplej", "pfleg", "verpleeg", "therap", "terap", "doctor", "læge", "ärzt", "author", "forfatter", "autor", "expert", "ekspert"}

// headedItems are what the heading of a list says of a person with a line in it.
func (p *prose) headedItems(line string, said inspect.Attributes, n *lineRecord) (items []placedItem) {
	n.listed = true
	for _, a := range said.List() {
		items = append(items, placedItem{lineItem{a, "", .7, line}, len(line), factSaid, p.d.people.hash(line)})
	}
	return items
}

// headsMembers tells whether a line with what it names heads a list of the members
// of a union.
func headsMembers(line string, named inspect.Attributes) bool {
	open := strings.HasSuffix(line, ":")
	if len(line) > maxTurn || !open && (len(line) > maxHeadline || !named.Has(inspect.Union)) {
		return false
	}
	f := " " + fold(line)
	members, strikes := containsAny(f, memberWords[:]), containsAny(f, strikeWords[:])
	if !open {
		return (members || strikes) && !endsSentence(line) && !speaksFor(line) && digitsIn(line) == 0
	}
	return (members && strikes || (members || strikes) && named.Has(inspect.Union)) && !speaksFor(line)
}
