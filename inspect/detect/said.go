package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// specialItems are the special categories that a line says of its person: in a
// list, where the name stands first and few words behind it, or in a sentence
// that says it of the person.
func (p *prose) specialItems(line string, found inspect.Attributes, names []*lineRecord, segs []segment) (items []placedItem) {
	n := names[0]
	if len(names) > 1 || len(line) > 120 {
		return p.saidOf(line, names)
	}
	head, _ := unnumber(line)
	listed := len(segs) >= 2 && n.at <= len(line)-len(head)+2 && len(line) <= 120 && len(strings.Fields(line)) <= 14
	if said := p.d.said(line[n.at:]); n.strong && said != 0 && (!listed || strings.Count(segs[0].text, " ") >= 3) {
		found = said
		listed = false
	} else if !listed {
		return nil
	}
	n.listed = listed
	for _, a := range found.List() {
		items = append(items, placedItem{lineItem{a, "", .7, line}, len(line), factSaid, p.d.people.hash(line)})
	}
	return items
}

// saidOf are the special categories that a paragraph says of the people in it, each
// as far as the end of the sentence or the next name.
func (p *prose) saidOf(line string, names []*lineRecord) (items []placedItem) {
	for i, n := range names {
		end := len(line)
		if i+1 < len(names) {
			end = names[i+1].at
		}
		s := line[min(n.at, end):end]
		if stop := strings.Index(s, ". "); stop > 20 {
			s = s[:stop]
		}
		if !n.strong {
			continue
		}
		for _, a := range p.d.said(s).List() {
			items = append(items, placedItem{lineItem{a, "", .7, s}, n.at, factSaid, p.d.people.hash(s)})
		}
	}
	return items
}

// leastBeside is how many people known by name a paragraph must say something of
// before names on no list are looked for beside them.
const leastBeside = 2

// beside adds the people whose names are on no list but begin a clause that says of
// them what the line says of others.
func (p *prose) beside(line string, names []*lineRecord) []*lineRecord {
	if len(names) < leastBeside || len(names) >= maxNames {
		return names
	}
	all := names
	for from := 0; from < len(line); {
		clause := line[from:clauseEnd(line, from)]
		start := clauseStart(clause)
		taken := slices.ContainsFunc(names, func(n *lineRecord) bool { return n.at >= from && n.at < from+len(clause) })
		if guess := p.atStart(nil, clause[start:], from+start); !taken && guess != nil && !namesThing(clause[start:]) && p.d.said(clause[start:]) != 0 {
			guess[0].strong = true
			all = append(all, guess[0])
		}
		from += len(clause)
	}
	slices.SortStableFunc(all, func(a, b *lineRecord) int { return a.at - b.at })
	return all
}

// clauseEnd is behind the next comma or full stop with its blank.
func clauseEnd(line string, from int) int {
	for i := from; i+1 < len(line); i++ {
		if strings.IndexByte(",.;", line[i]) >= 0 && line[i+1] == ' ' {
			return i + 2
		}
	}
	return len(line)
}

// clauseStart is where the subject of a clause begins, behind an "and".
func clauseStart(clause string) int {
	for _, and := range [...]string{"and ", "og ", "und ", "en ", "och ", "et ", "i ", "e ", "y ", "ja "} {
		if strings.HasPrefix(clause, and) {
			return len(and)
		}
	}
	return 0
}

// said are the special categories that a sentence says of the person it begins
// with. To be of a faith is said too often of the dead and the famous; to join or
// leave a church is of somebody living.
func (d *Detector) said(s string) (said inspect.Attributes) {
	found := d.special.in(s)
	turns := len(s) <= maxTurn && turnsFaith(s)
	if turns && namesStateChurch(s) {
		found = found.With(inspect.Religion)
	}
	if found == 0 {
		return 0
	}
	if d.predicate(s) {
		said = found & inspect.Set(inspect.Health, inspect.SocialCare, inspect.Criminal)
	}
	if turns && found.Has(inspect.Religion) && !longAgo(s) {
		said = said.With(inspect.Religion)
	}
	return said
}

// maxTurn is the longest sentence in bytes that is read for a change of faith.
const maxTurn = 160

// turnWords say that somebody joined or left, folded: in Danish, German, Dutch,
// English, Swedish and Norwegian, French, Polish, Italian, Spanish and Finnish.
var turnWords = [...]string{"meldt ud", "forladt", "gaet over til", "udtradt", "udmeldt", "meldt sig ud", "meldt ind", "indmeldt", "konverter", "er blevet dobt", "ladet sig dobe",
	"ausgetreten", "eingetreten", "ubergetreten", "beigetreten", "konvertiert", " gegangen", "getauft worden",
	"uitgeschreven", "uitschrijven", "overgestapt", "uitgetreden", "toegetreden", "bekeerd", "overgegaan", "bekeerde zich", "heeft verlaten", "verlaten",
	"joined", "converted", "has left", "have left", "was received into", "was baptised", "resigned from",
	"gatt ur", "gatt over till", "dopt hos", "gatt med i", "uttratt", "intratt", "utmeldt", "meldt seg", "blitt dopt", "gikk ut av",
	"quitte", "converti", "rejoint", "apostasi", "wystapil", "zostal", "przeszedl na", "przeszla na", "nawrocil", "ochrzcz", "opuscil", "dolaczyl",
	"lasciato", "abbandonato", "aderito", "sbattezz", "convertid", "dejado la", "abandonado", "apostat", "unido a", "eronnut", "liittynyt", "kaantynyt"}

func turnsFaith(s string) bool {
	f := fold(s)
	for _, w := range turnWords {
		if strings.Contains(f, w) {
			return true
		}
	}
	return false
}

// namesStateChurch finds churches that are also employers and places, so that no
// word list has them.
func namesStateChurch(s string) bool {
	f := fold(s)
	return strings.Contains(f, "svenska kyrkan") || strings.Contains(f, "norske kirke")
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
	" souffre ", " a eu ", " a fait ", " a un", " est atteint", " suit ", " prend ", " reçoit ", " perçoit ", " touche ", " cierpi ", " choruje ", " przesz", " miał", " ma ", " otrzymuje ", " pobiera ", " soffre ", " ha ", " riceve ", " percepisce ", " tiene ", " padece ", " sufre ", " sufrió ", " tuvo ", " recibe ", " cobra ", " sairastaa ", " saa "}

// copulas say something of a person only when a condition follows at once.
var copulas = [...]string{" is ", " was ", " has been ", " er ", " blev ", " ble ", " är ", " er blevet ", " ist ", " war ", " wurde ", " liegt ", " werd ", " ligt ", " ligger ", " var ", " lijdt ", " zit ", " sitzt ", " est ", " était ", " a été ", " jest ", " był", " leży ", " è ", " è stat", " está ", " es ", " on "}

func (d *Detector) predicate(s string) bool {
	f := strings.ToLower(s)
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

// firstWords are the first n words of a text.
func firstWords(s string, n int) string {
	for i := range len(s) {
		if s[i] == ' ' {
			if n--; n == 0 {
				return s[:i]
			}
		}
	}
	return s
}
