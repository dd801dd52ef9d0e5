package detect

import "strings"

// Notes on people are told from other texts by their sentences, nearly all of which begin
// with somebody, or by a word at their head: "Handover", "Thuiszorg", "Fallbesprechung".
// In notes less is asked of a sentence.

// notes counts the sentences of a text, and those that begin with somebody.
type notes struct {
	all, about int
}

// leastNotes is the fewest sentences about people that make a text notes on them.
const leastNotes = 3

// sentence counts one with the people in it.
func (n *notes) sentence(s string, ms []mention) {
	switch {
	case len(ms) > 0 && (ms[0].from <= maxLeadIn || strings.LastIndex(s[:ms[0].from], ": ") >= ms[0].from-maxLeadIn):
		n.about++
		n.all++
	case isSentence(s):
		n.all++
	}
}

// ofPeople tells whether four of five sentences are about somebody.
func (n *notes) ofPeople() bool { return n.about >= leastNotes && n.about*5 >= n.all*4 }

// headLines is how many lines of a text may say whom it is about, in so many bytes each.
const (
	headLines = 4
	headBytes = 80
)

// cares tells whether a word at the head of a text is of those who are cared for.
func (c *company) cares() bool {
	for _, line := range c.lines[:min(headLines, len(c.lines))] {
		if standsIn(careHeadStems(), line[:min(headBytes, len(line))]) {
			return true
		}
	}
	return false
}

// isAbout tells whether a clause begins with its person and a verb.
func isAbout(cl *clause) bool {
	lead, rest := cl.text[:cl.people[0].from], strings.TrimLeft(cl.text[cl.people[len(cl.people)-1].to:], " )")
	if i := strings.LastIndex(lead, ": "); i >= 0 {
		lead = lead[i+2:]
	}
	f := " " + fold(rest) + " "
	return len(lead) <= maxLeadIn && rest != "" && (strings.IndexByte(rest, ' ') > 0 || endsSentence(rest)) && lowerFirst(rest) && digitsIn(rest) <= 8 && strings.IndexByte(rest, '@') < 0 &&
		!reports(rest) && !within(doerStems(), f) && !isTopic(f) && !within(actStems(), f)
}

// careHeads are stems of words of those who are nursed, sheltered or taught apart, and of
// the notes on them, folded.
var careHeads = [...]string{"handover", "overdracht", "overlevering", "rapportage", "natrapport", "vagtrapport", "nattevagt", "nattvakt", "nachtdienst", "nachtwache", "nachtzuster", "nachtbericht", "overrapport", "transmissions", "raport z dyz", "consegne", "relevo", "raportti", "sygehjem", "plejehjem", "sykehjem", "sjukhem", "verpleeghuis", "pflegeheim", "altenheim", "care home", "nursing home", "hjemmepleje", "hemtjanst", "thuiszorg", "pflegedienst", "sleep-in", "hostel", "drop-in", "inloophuis", "bosted", "botilbud", "gruppboende", "wohngruppe", "krisecent", "frauenhaus", "zorgteam", "elevhals", "fallbesprech", "fruhbesprech", "ubergabe", "clientbespr", "case notes", "ward round", "stuegang", "sitz im heim", "boys in the home", "girls in the home"}

var careHeadStems = wordStems(careHeads[:])
