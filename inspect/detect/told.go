package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// What a letter says of somebody's health may begin on one line and end on the
// next, and the name may stand behind it: "We were sorry to hear that, after a
// stroke in March, Anna Berg …". So the lines of a paragraph are kept and read
// again, sentence by sentence, if one of them has a word of a special category.

// mention is a person named in a sentence, from its first byte to behind its last.
type mention struct {
	from, to int
	guess    bool // the name is on no list
	official bool // who bears it holds a public office
	titled   bool // a title or a profession stands before it
	record   *lineRecord
}

// maxSentence is the longest sentence in bytes that is read; a longer one is none.
const maxSentence = 700

// maxHeadline is the longest sentence in bytes that does no more than name whom a
// note is about: "Phil O'Connor, 7a."
const maxHeadline = 60

// tellOf notes what a sentence says of the people in it, or of the one that the
// sentence before named.
func (p *prose) tellOf(s, before string) {
	if len(s) > maxSentence {
		return
	}
	f := strings.ToLower(s)
	if p.d.special.in(s) == 0 && !isOperated(f) || namesAfter(s) {
		return
	}
	if field, _, _ := strings.Cut(s, ":"); isPractitioner(field) || isDead(s) || hasIdentifier(s) {
		return
	}
	ms := p.mentions(s)
	if len(ms) == 0 {
		p.tellReader(s, f)
		if p.tellsOfEarlier(s) {
			return
		}
		of := p.mentions(salutedIn(before))
		if len(of) == 1 && len(before) <= maxSentence && !holdsOffice(before, of[0]) && goesOn(s, f, before) {
			p.told(of[0], p.d.toldIn(s, 0, 0), s)
		}
		return
	}
	if isCitation(s, ms) || p.literature && isYearAside(s[ms[0].to:]) || len(ms) == 1 && p.d.bornLongAgo(s[ms[0].to:]) {
		return
	}
	for i := range ms {
		ms[i].official = holdsOffice(s, ms[i]) || speaksOn(s, ms[i])
		ms[i].titled = hasProfession(s, ms[i])
	}
	p.sheltered = p.sheltered || containsAny(f, fled[:])
	written := s
	s = withoutTasks(withoutTrades(withoutNames(s, ms), ms), ms)
	if said := p.d.headed(s, ms); said != 0 {
		for _, m := range ms {
			p.told(m, said, s)
		}
		return
	}
	for c := range clausesOf(s, ms) {
		last := c.people[len(c.people)-1].to
		said := p.d.toldIn(c.text, c.people[0].from, last)
		if p.d.isDish(c.text[last:]) || isTalk(s, c.from+last) {
			said &^= inspect.Set(inspect.Health)
		}
		if said.Has(inspect.Religion) {
			p.turned += len(c.people)
		} else if faith := p.d.professed(c.text, last) &^ said; faith != 0 {
			for _, m := range c.people {
				p.profess(m, faith, c.text)
			}
		}
		for _, m := range c.people {
			p.told(m, p.d.others(written, c, m, said), s)
		}
	}
}

// sessions are words for parts of a conference, folded.
var sessions = [...]string{"session", "keynote", "symposi", "dagvoorzitter", "ordstyrer", "moderation", "workshop", " chair"}

// isTalk tells whether a sentence announces a talk: a clock and a session, or a day or a
// clock, somebody of a university, and behind a colon what it is about.
func isTalk(s string, to int) bool {
	if !startsWithClock(s) && withoutDay(s) == s {
		return false
	}
	if startsWithClock(s) && containsAny(fold(s), sessions[:]) {
		return true
	}
	of, _, ok := strings.Cut(s[to:], ":")
	f := fold(of)
	return ok && strings.HasPrefix(f, ",") && containsAny(f, []string{"universit", "uniwersyt", "hochschule", "hogeschool"})
}

// hasIdentifier tells whether a sentence is one about a program: "disabled_by_user".
// Mailboxes have such names as well.
func hasIdentifier(s string) bool {
	i := strings.IndexByte(s, '_')
	return i > 0 && strings.IndexByte(s, '@') < 0 && i+1 < len(s) && s[i-1]|0x20 >= 'a' && s[i-1]|0x20 <= 'z' && s[i+1]|0x20 >= 'a' && s[i+1]|0x20 <= 'z'
}

// maxRemark is the longest sentence in bytes that is taken for one about the person
// of the sentence before without saying so: "Visited Phil O'Connor. The cancer is
// back."
const maxRemark = 160

// goesOn tells whether a sentence that names nobody, in small letters f, is about
// the person whom the one before names.
func goesOn(s, f, before string) bool {
	if startsWithPronoun(s) {
		return true
	}
	if label, _, ok := strings.Cut(before, ": "); ok && (bylineWords[firstWords(fold(label), 1)] || within(doerStems(), " "+fold(label)+" ")) {
		return false
	}
	if hasOrgWord(before) || isAgenda(s) || isRecipe(f) || isTopic(strings.ToLower(before)) {
		return false
	}
	return len(before) <= maxHeadline || len(s) <= maxRemark && len(before) <= maxRemark
}

// bylineWords stand before the name of whoever wrote or speaks, folded.
var bylineWords = wordSet("text tekst foto photo by speaker taler spreker redner session workshop talk contact kontakt case-manager")

// headed is what stands before a colon and the names of at least two people:
// "Nut allergy: Anna Berg and Phil O'Connor".
func (d *Detector) headed(s string, ms []mention) inspect.Attributes {
	at := strings.IndexByte(s, ':')
	if len(ms) < 2 || at < 0 || at > maxHeadline || at > ms[0].from || hasLetter(s[at:ms[0].from]) {
		return 0
	}
	head := strings.ToLower(s[:at])
	if isTopic(head) || containsAny(head, schoolings[:]) || containsAny(head, helpers[:]) || digitsOutside(s[at:]) > 4 {
		return 0
	}
	for i := 1; i < len(ms); i++ {
		if !isJoint(s[ms[i-1].to:ms[i].from], maxAside) {
			return 0
		}
	}
	return d.special.in(head) & inspect.Set(inspect.Health, inspect.SocialCare)
}

// schoolings are where people learn of an illness, in small letters.
var schoolings = [...]string{"scholing", "training", "opleiding", "schulung", "fortbildung", "uddannelse", "utdanning", "utbildning", "undervisning", "unterricht", "formation", "szkoleni", "formazione", "formación", "temadag", "studiedag"}

// digitsOutside counts the digits of a text that do not stand in brackets, as ages and
// classes behind names do.
func digitsOutside(s string) (n int) {
	for {
		before, rest, found := strings.Cut(s, "(")
		n += digitsIn(before)
		if !found {
			return n
		}
		if _, s, found = strings.Cut(rest, ")"); !found {
			return n + digitsIn(rest)
		}
	}
}

// isRecipe is true for "250 g flour, 3 eggs, gluten-free", below a cake called after
// somebody.
func isRecipe(f string) bool {
	for _, unit := range [...]string{" g ", " ml ", " dl ", " kg ", " cl ", " el ", " tl ", " tsk ", " spsk ", " tbsp ", " tsp ", " msk ", " krm ", " eetlepel"} {
		if i := strings.Index(f, unit); i > 0 && f[i-1] >= '0' && f[i-1] <= '9' {
			return true
		}
	}
	return false
}

// withoutNames makes letters of no meaning of the names and mailboxes in a sentence:
// James Parkinson and Frank Blind are not ill.
func withoutNames(s string, ms []mention) string {
	b := []byte(s)
	for at := strings.IndexByte(s, '@'); at >= 0; {
		from, to := strings.LastIndexAny(s[:at], " <(\t")+1, at
		for to < len(s) && s[to] != ' ' && s[to] != '>' {
			to++
		}
		for i := from; i < to; i++ {
			b[i] = 'x'
		}
		next := strings.IndexByte(s[to:], '@')
		if at = next; next >= 0 {
			at += to
		}
	}
	for _, m := range ms {
		for i := m.from; i < m.to; i++ {
			if b[i] != ' ' {
				b[i] = 'x'
			}
		}
	}
	return string(b)
}

// told counts what is said of somebody, or keeps it until it is known whether the
// text names others whose names are on a list.
func (p *prose) told(m mention, said inspect.Attributes, s string) {
	if said.Has(inspect.Union) && speaksFor(s) {
		said &^= inspect.Set(inspect.Union)
	}
	if said == 0 || m.official {
		return
	}
	r := m.record
	r.attrs, r.table = said, -p.id // a table of its own: the list of the same lines is another
	for _, a := range said.List() {
		r.items = append(r.items, lineItem{a, "", .7, s})
	}
	if hasClock(s) && !p.d.predicate(s) && len(p.talks) < maxPending {
		p.talks = append(p.talks, m)
		return
	}
	p.tells(m)
}

// tells counts somebody who was told of, or a guess.
func (p *prose) tells(m mention) {
	r := m.record
	if m.guess {
		if len(p.guessed) < maxPending {
			p.guessed = append(p.guessed, r)
		}
		return
	}
	p.toldOf++
	p.company.tells(r)
	p.d.countLine(p, r)
}

// judgeGuessed counts those whose names are on no list if some of the others are, or
// who have a value elsewhere: a text about nothing but capitals is one about firms and
// drugs.
func (p *prose) judgeGuessed() {
	all := p.toldOf > 0 && len(p.guessed) <= 2*p.toldOf+1 || p.tellsOfGuessed()
	for _, r := range p.guessed {
		if all || p.d.people.named(r.record) {
			p.company.tells(r)
			p.d.countLine(p, r)
		}
	}
	p.guessed, p.toldOf = nil, 0
}

// leastGuessed is how many people on no list make a text about people when short
// notes tell of every one of them.
const leastGuessed = 3

// tellsOfGuessed tells whether notes of a text begin with names on no list, a state
// of health behind each.
func (p *prose) tellsOfGuessed() bool {
	names := map[string]bool{}
	for _, r := range p.guessed {
		if r.at > maxBefore || !r.attrs.Has(inspect.Health) || len(r.items) == 0 || len(r.items[0].value) > maxRemark {
			return false
		}
		names[r.name] = true
	}
	return len(names) >= leastGuessed && len(names) == len(p.guessed)
}

// maxBefore is how much in bytes stands before the name that a note begins with:
// "Room 201: ", "Gestern bei ".
const maxBefore = 20

// mentions finds the people named in a sentence.
func (p *prose) mentions(s string) (ms []mention) {
	for _, r := range p.bracketed(s) {
		if end := r.at + len(p.d.withoutState(s[r.at:max(r.at, nameEnd(s, titleEnd(s, r.at)))])); !opensSentence(s[r.at:end]) && !isMonth(s, r.at, end) {
			ms = append(ms, mention{from: r.at, to: end, record: r})
		}
	}
	ms = p.guesses(s, p.addressed(s, ms))
	if ms = p.partners(s, ms); len(ms) > 1 {
		ms = slices.DeleteFunc(ms, func(m mention) bool { return isGreeted(s, m.from) })
	}
	slices.SortFunc(ms, func(a, b mention) int { return a.from - b.from })
	for i := 1; i < len(ms); i++ { // a known name may stand right behind another
		ms[i-1].to = min(ms[i-1].to, ms[i].from)
	}
	return ms
}

// withoutState is a name without the state that it seems to end with, since German writes
// both with capitals: "dass Anna Berg Diabetes hat".
func (d *Detector) withoutState(name string) string {
	last := strings.LastIndexByte(name, ' ')
	if last < 0 || strings.IndexByte(name[:last], ' ') < 0 || d.special.in(name[last:]) == 0 {
		return name
	}
	var buf [48]byte
	if before := lastWords(name[:last], 1); len(before) > cap(buf) || words().of(appendFold(buf[:0], before))&surname == 0 {
		return name
	}
	return name[:last]
}

// isMonth tells whether what looks like a name is a month with the words behind it:
// "seit Juni in Untersuchungshaft".
func isMonth(s string, from, end int) bool {
	first, rest, _ := strings.Cut(s[from:end], " ")
	var buf [48]byte
	if len(first) > 12 || words().of(appendFold(buf[:0], first))&monthOrDay == 0 {
		return false
	}
	return strings.HasPrefix(rest, "in ") || strings.HasPrefix(rest, "im ")
}

// nameEnd is behind the words with capitals, and the particles between them, that
// begin at a byte of a sentence.
func nameEnd(s string, at int) int {
	end := at
	for pos := at; pos < len(s); {
		w := s[pos:]
		if i := strings.IndexByte(w, ' '); i >= 0 {
			w = w[:i]
		}
		bare := trimBehind(w, ".,;:!?)")
		switch {
		case isCapital(bare):
			end = pos + len(bare)
		case !isParticle(bare):
			return end
		}
		if bare != w && !isInitials(w) {
			return end
		}
		pos += len(w) + 1
	}
	return end
}

func isParticle(w string) bool {
	var buf [16]byte
	return len(w) > 0 && len(w) <= 8 && words().of(appendFold(buf[:0], w))&particle != 0
}

// pronouns begin a sentence about the person before, in small letters.
var pronouns = [...]string{"he ", "she ", "hun ", "han ", "hon ", "sie ", "er ", "zij ", "ze ", "hij ", "elle ", "il ", "ona ", "on ", "lei ", "lui ", "ella ", "él "}

func startsWithPronoun(s string) bool {
	f := strings.ToLower(s[:min(len(s), 8)])
	for _, w := range pronouns {
		if strings.HasPrefix(f, w) {
			return true
		}
	}
	return false
}
