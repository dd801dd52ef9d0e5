package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// kind is what a column or a labelled field holds.
type kind uint8

const (
	kNone kind = iota
	kGiven
	kFamily
	kFull
	kEmail
	kPhone
	kStreet
	kPostcode
	kTown
	kBirth
	kAge
	kID
	kIBAN
	kCard
	kSpecial // a special category, see column.attr
	kCredential
	kSecret
	kClass // class or group of a pupil
	kPay   // salary, grade: a thing said of a person that is no category
	kNote  // remarks: the values decide
	kGender
	kOrg
	kAuthor // an author, artist or competitor: a name that is public
	kDate   // any other date
	kThing  // goods, codes, amounts, titles
	kInitials
	kDeath // day or year of death
	kRank  // place in a competition
)

// role is whose a column is, in tables with several people a row.
type role uint8

const (
	roleNone role = iota
	roleChild
	roleContact
	roleEmergency
	rolePartner
	roleParent
	roleMother
	roleFather
	roleOther // named by no heading
)

// heading is a header cell or a label, understood.
type heading struct {
	kind kind
	attr inspect.Attribute // for kSpecial
	role role
	// number tells "parent 1" from "parent 2".
	number int
	// exact is set when the heading is nothing but a known word or phrase.
	exact bool
	// hint is the special category that the heading says in some tables; see
	// typing.hinted.
	hint inspect.Attribute
	// says is the special category that a word of the heading is of, where no rule
	// has it; see columnHeading.
	says inspect.Attribute
	// text is the folded heading, for identifiers' own words.
	text string
}

// group tells the people of one row apart.
func (h heading) group() int {
	if h.role == roleNone || h.role == roleChild && h.number < 2 {
		return 0
	}
	return int(h.role)*8 + h.number&7
}

// maxHeading is the longest header cell in bytes; longer texts are questions of a
// survey or prose.
const maxHeading = 60

// readHeading understands a header cell or a label. The kind is kNone when it
// says nothing known.
func readHeading(s string) (h heading) {
	question := strings.IndexByte(s, '?') >= 0
	s = strings.Trim(s, " \t\n:*?.#_\"'()[]")
	if len(s) == 0 || len(s) > maxQuestion || strings.IndexByte(s, '@') >= 0 {
		return
	}
	h.text = normalHeading(s)
	h.text = strings.TrimSuffix(strings.TrimSuffix(h.text, " on file"), " on record")
	if len(s) > maxHeading || strings.Count(h.text, " ") >= maxWords {
		return readQuestion(s, h.text, question)
	}
	t := headings()
	best := -1
	take := func(rule int) {
		if best < 0 || rule < best {
			best = rule
		}
	}
	ws := strings.Fields(h.text)
	known := 0
	for _, w := range ws {
		if t.spelled(w, take) || len(w) <= 2 || fillers[w] {
			known++
		}
	}
	known += t.phrases(h.text, take)
	if len(ws) > 1 && !t.isPhrase(h.text) && len(ws) <= 3 && !strings.ContainsAny(s, " /-,.(&\n") && t.match(strings.Join(ws, ""), take) { // "haus_nr", "vorName"
		known = len(ws)
	}
	if r, ok := t.whole[h.text]; ok {
		take(r)
		known = len(ws)
	}
	h.role, h.number = t.role(h.text, ws)
	h.hint = t.hints[h.text]
	if best >= 0 {
		r := headingRules[best]
		h.kind, h.attr = r.kind, r.attr
		h.exact = known >= len(ws)
	} else if h.role != roleNone && len(ws) <= 3 {
		h.kind, h.exact = kFull, true // "Kind", "Parent 1", "Elternteil"
	}
	if h.kind == kFull && strings.Contains(h.text, " nr") {
		h.kind = kThing
	}
	return h
}

// hasNameWord tells whether one of the words is a given name, such as "Klaas",
// which is no class.
func hasNameWord(ws []string) bool {
	for _, w := range ws {
		if words().of([]byte(w))&given != 0 {
			return true
		}
	}
	return false
}

func (t *headingTable) match(w string, take func(int)) (found bool) {
	hit := func(rule int) {
		take(rule)
		found = true
	}
	for _, r := range t.exact[w] {
		hit(r)
	}
	if len(w) >= 2 {
		for _, m := range t.begin[w[:2]] {
			if strings.HasPrefix(w, m.stem) && (m.most == 0 || len(w)-len(m.stem) <= m.most) {
				hit(m.rule)
			}
		}
	}
	for i := range len(w) {
		for _, m := range t.inside.at(w[i:]) {
			if strings.HasPrefix(w[i:], m.stem) && (m.end || len(w)-i == len(m.stem)) {
				hit(m.rule)
			}
		}
	}
	return found || t.roleOf(strings.TrimRight(w, "123456")) != roleNone
}

// phrases matches the phrases of several words and returns how many words they have.
func (t *headingTable) phrases(text string, take func(int)) (words int) {
	plain := withUmlauts(text)
	if plain != text && hasNameWord(strings.Fields(text)) {
		plain = text
	}
	match := func(m matcher) {
		take(m.rule)
		words += strings.Count(m.stem, " ") + 1
	}
	t.eachPhrase(text, match)
	if plain != text {
		t.eachPhrase(plain, func(m matcher) {
			if !matchPhrase(text, m, strings.Index(text, m.stem)) {
				match(m)
			}
		})
	}
	return words
}

// isPhrase tells whether a text is one of the phrases: "code_postal" is no "codepostal",
// which has "epost" in it.
func (t *headingTable) isPhrase(text string) bool {
	return slices.ContainsFunc(t.phrase.at(text), func(m matcher) bool { return m.stem == text })
}

// eachPhrase calls do for the phrases whose first place in a text has the borders
// they ask for.
func (t *headingTable) eachPhrase(text string, do func(matcher)) {
	for i := range len(text) {
		for _, m := range t.phrase.at(text[i:]) {
			if strings.Index(text, m.stem) == i && matchPhrase(text, m, i) {
				do(m)
			}
		}
	}
}

// fillers are words of headings that say nothing.
var fillers = map[string]bool{"van": true, "het": true, "des": true, "der": true, "die": true, "das": true, "the": true,
	"and": true, "und": true, "and/or": true, "full": true, "volledige": true, "fulde": true, "aaaa": true, "jjjj": true, "yyyy": true, "nom": true, "und/oder": true}

// matchPhrase tells whether the phrase found at i has the borders it asks for.
func matchPhrase(text string, m matcher, i int) bool {
	if i < 0 {
		return false
	}
	end := i + len(m.stem)
	return (m.begin || i == 0 || text[i-1] == ' ') && (m.end || end == len(text) || text[end] == ' ')
}

// role finds whose the column is and its number.
func (t *headingTable) role(text string, ws []string) (r role, n int) {
	for i := range len(text) {
		if i > 0 && text[i-1] != ' ' {
			continue
		}
		for _, rw := range t.rolePhrases.at(text[i:]) {
			if strings.HasPrefix(text[i:], rw.stem) && matchPhrase(text, matcher{stem: rw.stem, end: rw.prefix}, i) {
				r = max(r, rw.role)
			}
		}
	}
	for _, w := range ws {
		if len(w) == 1 && w[0] >= '1' && w[0] <= '6' {
			n = int(w[0] - '0')
			continue
		}
		bare := strings.TrimRight(w, "123456")
		if bare != w && n == 0 && hasLetter(bare) {
			n = int(w[len(w)-1] - '0')
		}
		r = max(r, t.roleOf(bare))
	}
	return r, n
}

// roleOf is the last of the roles that a word names.
func (t *headingTable) roleOf(w string) (r role) {
	for i := range len(w) {
		for _, rw := range t.roles.at(w[i:]) {
			if strings.HasPrefix(w[i:], rw.stem) && (rw.inside || i == 0 && (rw.prefix || w == rw.stem)) {
				r = max(r, rw.role)
			}
		}
	}
	return r
}
