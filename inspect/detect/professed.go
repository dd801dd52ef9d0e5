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
var belongings = [...]string{" dues", "eingetreten", "meldt sig ind", "meldt seg inn", "gått med i", "joined", "adhéré", "s'est syndiqu", "wstąpił", "iscritt", "afili", "betaalt contributie", "streikt mit", "strejker", " er i ", " är med i ", " ist in der ", " ist bei ", " is in the ", " zit bij ", " zit in ", "tillidsmand", "shop steward", "vertrouwensman"}

// belongs tells whether a clause in small letters says that somebody is in a union.
func (d *Detector) belongs(f string) bool {
	folded := fold(f)
	if !containsAny(f, belongings[:]) && !containsAny(folded, memberWords[:]) && !containsAny(folded, strikeWords[:]) {
		return false
	}
	return !speaksFor(f) && !isTopic(f)
}

// professions say of somebody's faith that it is so, in small letters, and copulas do
// when it follows at once.
var professions = [...]string{"gehört den", "gehört der", "gehört zu", "behoort tot", "belongs to the", "tilhører", "tillhör", "appartient", "appartiene", "pertenece", "należy do", "wyznania"}

// clergy are those whose faith is their office, in small letters.
var clergy = [...]string{"priest", "bishop", "biskop", "bischof", "bisschop", "pope", "pave ", "paven", "papst", "paus ", "pastor", "vicar", "rabbi", "imam", "saint", "theolog", "teolog", "monk", "mönch", "munk", "nun ", "nonne", "cardinal", "kardinal", "missionar", "missionær", "patriarch", "prest", "præst", "präst", "prêtre", "évêque", "vescovo", "obispo", "biskup", "ksiądz", "deacon", "diakon",
	"author", "writer", "forfatter", "schriftsteller", "schrijver", "författar", "écrivain", "politi", "minister", "president", "king ", "konge", "könig", "koning", "philosoph", "filosof", "actor", "skuespiller", "schauspieler", "born in", "født i ", "geboren in", "died", "døde", "starb", "church of", "cathedral", "architect"}

// professed is the faith or the people that a clause says somebody is of.
func (d *Detector) professed(clause string, to int) inspect.Attributes {
	of := inspect.Set(inspect.Religion, inspect.Ethnicity)
	if len(clause) > maxTurn || d.special.in(clause)&of == 0 && !namesStateChurch(clause) || longAgo(clause) {
		return 0
	}
	rest := " " + strings.ToLower(strings.TrimLeft(clause[to:], " ,"))
	if containsAny(rest, clergy[:]) {
		return 0
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

// professedWords is how many words behind a copula the faith stands.
const professedWords = 4

// profess keeps people of whom a text says a faith or a people until it is known
// whether it says so of several.
func (p *prose) profess(m mention, said inspect.Attributes, s string) {
	if len(p.professing) >= maxPending {
		return
	}
	r := *m.record
	r.attrs, r.table = said, -p.id
	for _, a := range said.List() {
		r.items = append(slices.Clone(r.items), lineItem{a, "", .7, s})
	}
	p.professing = append(p.professing, &r)
}

// judgeProfessed counts them; those who changed their faith are counted already.
func (p *prose) judgeProfessed() {
	names := map[string]bool{}
	known := 0
	for _, r := range p.professing {
		if !names[r.name] && (r.strong || r.known) {
			known++
		}
		names[r.name] = true
	}
	if len(names)+p.turned >= leastProfessed && (known+p.turned)*3 >= len(names)+p.turned {
		for _, r := range p.professing {
			p.company.tells(r)
			p.d.countLine(p, r)
		}
	}
	p.professing, p.turned = nil, 0
}
