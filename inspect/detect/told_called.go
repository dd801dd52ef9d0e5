package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Whom a sentence is about that names nobody in full: the person of a line above with the
// same given name ("Case 1: Hannah Wilson" and later "Hannah stays at the refuge"), or of
// the heading ("Care plan: Anna Berg", "Problem – dementia").

// called is the person of whom a sentence says something by the given name that an
// earlier line has in full.
func (p *prose) called(s string) (m mention, ok bool) {
	given := p.givenAhead(s)
	if given == "" {
		return m, false
	}
	for _, line := range p.recent {
		if !strings.Contains(line, given+" ") || line == s {
			continue
		}
		for _, m := range p.mentions(line) {
			if strings.HasPrefix(line[m.from:m.to], given+" ") {
				return m, !holdsOffice(line, m) && !within(speakerStems(), fold(line[m.to:])) && functionBeside(line, m.record) == noFunction
			}
		}
	}
	return m, false
}

// givenAhead is the given name alone that a sentence begins with, a label or few words
// before it.
func (p *prose) givenAhead(s string) string {
	for from, to := nextField(s, 0); from < len(s) && from <= maxLeadIn; from, to = nextField(s, to) {
		w := trimBehind(s[from:to], ".,;:!?)'’s")
		rest := strings.TrimLeft(s[to:], " ")
		if len(w) >= 3 && isGiven(w) && rest != "" && !isCapital(rest) {
			return w
		}
	}
	return ""
}

// ofHeading is the person of whom the lines below a label and a name tell, an empty line
// between them or not.
func (p *prose) ofHeading(s string) (m mention, ok bool) {
	label, name, found := strings.Cut(p.under, ":")
	if !found || len(label) > maxStartLabel || len(s) > maxRemark || !within(caseStems(), fold(label)+":") {
		return m, false
	}
	n := parseName(strings.TrimSpace(name))
	if !n.person() {
		return m, false
	}
	r := p.newRecord(n, 0, true)
	return mention{from: 0, to: 0, record: r}, true
}

// cases are stems of words for those whose case, plan or file a heading names, folded.
var cases = [...]string{"case", "sag ", "sag:", "sagen", "fall ", "fall:", "zaak", "casus", "client", "klient", "patient", "pazient", "pacient", "pacjent", "potilas", "bewohner", "bewoner", "beboer", "resident", "borger", "elev", "pupil", "schuler", "leerling", "eleve", "uczen", "alunn", "alumn", "oppilas", "child", "barn", "kind", "enfant", "dziecko", "zorgplan", "pflegeplan", "plejeplan", "pleieplan", "vardplan", "care plan", "careplan", "handleplan", "handelingsplan", "hilfeplan", "forderplan", "behandlingsplan", "behandelplan", "behandlungsplan", "begeleidingsplan", "plan de soins", "projet de vie", "plan opieki", "piano di cura", "plan de cuidados", "hoitosuunnitelma", "dossier", "journal", "akte", "sprawa", "caso", "cas ", "tapaus", "arende", "anliegen", "household", "huishouden"}

var caseStems = wordStems(cases[:])

// maxHeaded is how many lines below a heading may tell of its person.
const maxHeaded = 8

// setUnder notes a heading of a label and a name, until another or too many lines follow.
func (p *prose) setUnder(line string) {
	if at := strings.Index(line, ": "); at > 0 && len(line) <= maxHeadline && !endsSentence(line) && isCapital(line[at+2:]) {
		if n := parseName(strings.Trim(line[at+2:], " *_")); n.person() {
			p.under, p.underFor = strings.Trim(line, " *_"), maxHeaded
			return
		}
	}
	if p.underFor--; p.underFor <= 0 {
		p.under = ""
	}
}

// tellsOfEarlier notes what a sentence that names nobody says of somebody named before,
// and tells whether there is one.
func (p *prose) tellsOfEarlier(s string) bool {
	m, ok := p.called(s)
	if !ok {
		if m, ok = p.ofHeading(s); !ok || strings.Contains(p.under, s) {
			return false
		}
	}
	said := p.d.toldIn(s, 0, 0)
	if isAgenda(s) || isRecipe(strings.ToLower(s)) {
		said = 0
	}
	p.told(m, said&inspect.Special, s)
	return true
}
