package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// To be of a faith or from a people is said of the famous and of the dead all the time;
// a text that says it of several, and nothing of what they are known for, is a note on
// people whom one looks after.

// leastProfessed is the fewest people of such a text.
const leastProfessed = 3

// belongings say, beside the words for members and strikes, that somebody is in a
// union, in small letters.
var belongings = [...]string{" dues", "meldt sig ud", "meldt seg ut", "udmeldt", "gået til", "kontingent", "beitrag", "austreten", "ausgetreten", "zur ig ", "gegangen", "lidmaatschap", "opgezegd", "overgestapt", "left us for", "signed up", "gått ur", "betalar", "cotis", "carte ", "eingetreten", "meldt sig ind", "meldt seg inn", "gått med i", "joined", "adhéré", "s'est syndiqu", "wstąpił", "iscritt", "afili", "betaalt contributie", "streikt mit", "strejker", " er i ", " är med i ", " ist in der ", " ist bei ", " is in the ", " zit bij ", " zit in ", "tillidsmand", "tillidsrep", "vertrauensfrau", "vertrauensleut", "kaderlid", "shop steward", "vertrouwensman", "sindicaliz", "inscreveu", "członk", "zapisał", "člen", "vstoupil", "vystoupil", "liitty", "jäsen"}

// belongs tells whether a clause in small letters says that somebody is in a union.
func (d *Detector) belongs(f string) bool {
	folded := fold(f)
	if !containsAny(f, belongings[:]) && !containsAny(folded, memberWords[:]) && !containsAny(folded, strikeWords[:]) {
		return false
	}
	return !speaksFor(f) && !isTopic(f) && !d.onlyStrikes(f)
}

// onlyStrikes tells whether a clause in small letters that has words of unions has none
// but that somebody or something is on strike.
func (d *Detector) onlyStrikes(f string) bool {
	without := withoutStrikes.Replace(f)
	return without != f && !d.special.in(without).Has(inspect.Union)
}

// strikes say of whoever stands right before them that he is on strike, in small letters;
// elsewhere they are of trains, and of printers.
var strikes = [...]string{"strejker", "strejkede", "streikt", "streikte", "staakt", "staakte", "is on strike", "was on strike", "went on strike", "has been on strike", "er i strejke", "er gået i strejke", "is aan het staken", "is gaan staken", "gaat staken", "is mee gaan staken", "zal staken"}

var withoutStrikes = strings.NewReplacer("strejker", "", "strejkede", "", "streikte", "", "streikt", "", "staakte", "", "staakt", "", "on strike", "", "i strejke", "", "mee gaan staken", "", "gaan staken", "", "gaat staken", "", "het staken", "")

// isOnStrike tells whether what stands behind a name says so of its bearer.
func isOnStrike(behind string) bool {
	f := strings.ToLower(strings.TrimLeft(behind[:min(len(behind), maxBefore+20)], " "))
	for _, w := range strikes {
		if strings.HasPrefix(f, w) {
			return true
		}
	}
	return false
}

// professions say of somebody's faith that it is so, in small letters, and copulas do
// when it follows at once.
var professions = [...]string{"gehört den", "gehört der", "gehört einer", "gehört zu", "behoort tot", "belongs to the", "tilhører", "tillhör", "appartient", "appartiene", "pertenece", "należy do", "wyznania"}

// clergy are those whose faith is their office, in small letters.
var clergy = [...]string{"priest", "bishop", "biskop", "bischof", "bisschop", "pope", "pave ", "paven", "papst", "paus ", "pastor", "vicar", "rabbi", "imam", "saint", "theolog", "teolog", "monk", "mönch", "munk", "nun ", "nonne", "cardinal", "kardinal", "missionar", "missionær", "patriarch", "prest", "præst", "präst", "prêtre", "évêque", "vescovo", "obispo", "biskup", "ksiądz", "deacon", "diakon"}

// famed are what people are known for, so that books and papers tell whence they are
// and what they believe, in small letters.
var famed = [...]string{"author", "writer", "forfatter", "schriftsteller", "schrijver", "författar", "écrivain", "politician", "politik", "minister", "president", "king ", "konge", "könig", "koning", "philosoph", "filosof", "actor", "skuespiller", "schauspieler", "died", "døde", "starb", "church of", "cathedral", "architect", "singer", "sanger", "sänger", "zanger", "founder", "grundlægger", "gründer", "composer", "komponist", "player", "spiller"}

// born say where somebody was born, as a life is told, in small letters. Of those who
// fled it is told as well: see fled.
var born = [...]string{"born in", "født i ", "född i ", "geboren in", "né à", "née à"}

// fled are stems of words for those who came for shelter and what they ask for, in small
// letters.
var fled = [...]string{"asyl", "asiel", "refugee", "flygtning", "flyktning", "flykting", "flüchtling", "vluchteling", "réfugi", "opholds", "oppholds", "uppehålls", "aufenthalts", "verblijfs", "duldung", "leave to remain", "titre de séjour", "permit", "bamf", "home office", "udlændinge", "ausländerbeh", "migrationsverk", "ofpra", "converted", "konverter", "konvertiert", "bekeerd", "converti", "getauft", "gedoopt", "baptised", "baptized", "døbt"}

// professed is the faith or the people that a clause says somebody is of.
func (d *Detector) professed(clause string, to int) inspect.Attributes {
	of := inspect.Set(inspect.Religion, inspect.Ethnicity)
	if len(clause) > maxTurn || d.special.in(clause)&of == 0 || longAgo(clause) {
		return 0
	}
	rest := " " + strings.ToLower(strings.TrimLeft(clause[to:], " ,"))
	if containsAny(rest, clergy[:]) || containsAny(rest, famed[:]) {
		return 0
	}
	if d.special.in(rest).Has(inspect.Ethnicity) && containsAny(rest, fled[:]) {
		return d.special.in(rest) & of
	}
	if strings.HasPrefix(clause[to:], ",") {
		if said := d.special.in(firstWords(rest[1:], rightBehind)) & inspect.Set(inspect.Ethnicity); said != 0 {
			return said
		}
	}
	for _, w := range professions {
		if i := strings.Index(rest, w); i >= 0 && i < maxBefore {
			return d.special.in(rest[i:]) & of
		}
	}
	for _, w := range copulas {
		if i := strings.Index(rest, w); i >= 0 && i < maxBefore/2 {
			if said := d.special.in(firstWords(rest[i+len(w):], professedWords)) & of; said != 0 {
				return said
			}
		}
	}
	return 0
}

// professedWords is how many words behind a copula the faith stands, rightBehind how
// many behind the comma after a name.
const (
	professedWords = 4
	rightBehind    = 2
)

// profess keeps people of whom a text says a faith or a people until it is known
// whether it says so of several.
func (p *prose) profess(m mention, said inspect.Attributes, s string) {
	if len(p.professing) >= maxPending {
		return
	}
	r := *m.record
	r.attrs, r.table = said, -p.id
	r.born = containsAny(strings.ToLower(s), born[:])
	for _, a := range said.List() {
		r.items = append(slices.Clone(r.items), lineItem{a, "", .7, s})
	}
	p.professing = append(p.professing, &r)
}

// judgeProfessed counts them; those who changed their faith are counted already.
func (p *prose) judgeProfessed() {
	if !p.sheltered {
		p.professing = slices.DeleteFunc(p.professing, func(r *lineRecord) bool { return r.born })
	}
	names := map[string]bool{}
	known, shelter := 0, 0
	if p.sheltered { // the third is one of their company
		shelter = 1
	}
	for _, r := range p.professing {
		if !names[r.name] && (r.strong || r.known) {
			known++
		}
		names[r.name] = true
	}
	if len(names)+p.turned >= leastProfessed-shelter && (known+p.turned)*3 >= len(names)+p.turned {
		for _, r := range p.professing {
			p.company.tells(r)
			p.d.countLine(p, r)
		}
	}
	p.professing, p.turned, p.sheltered = nil, 0, false
}
