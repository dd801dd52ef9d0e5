package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Surveys have their questions for headings: "Which telephone number should we call
// in an emergency during the camp?".

// maxQuestion is the longest question in bytes that heads a column.
const maxQuestion = 200

// maxWords is from how many words on a heading is a question.
const maxWords = 7

// whenWords ask for a day, folded.
var whenWords = [...]string{" when ", " hvornar ", " nar ", " wann ", " wanneer ", " quand ", " kiedy ", " cuando ", " quando ", " milloin ", " kdy "}

// readQuestion understands a long header cell, folded in text: a question by all its
// words, another one by the three it begins with. What it asks of somebody's health
// and the like is what the words are in any text.
func readQuestion(s, text string, question bool) (h heading) {
	h.text = text
	t := headings()
	best, named := -1, false
	take := func(rule int) {
		switch k := headingRules[rule].kind; k {
		case kFull, kGiven, kFamily:
			named = named || k == kFull
		case kEmail, kPhone, kIBAN, kID, kBirth, kStreet, kPostcode, kAge:
		default:
			return
		}
		if best < 0 || rule < best {
			best = rule
		}
	}
	ws := strings.Fields(text)
	if !question {
		ws = ws[:min(len(ws), 3)]
		text = strings.Join(ws, " ")
	}
	for _, w := range ws {
		t.match(w, take)
	}
	t.phrases(text, take)
	account := best >= 0 && headingRules[best].kind == kIBAN // "rekening houden", "tenere conto"
	if best < 0 || account || named && headingRules[best].kind == kBirth {
		h.attr, h.kind = asked(s, question && (best < 0 || account))
		if h.kind == kNone && named && !containsAny(" "+text+" ", dayWords[:]) && !containsAny(" "+text+" ", whenWords[:]) {
			h.kind = kFull
		}
	}
	if h.kind == kNone && best >= 0 {
		h.kind, h.attr = headingRules[best].kind, headingRules[best].attr
	}
	h.role, h.number = t.role(text, ws)
	return h
}

// dayWords are of dates, folded.
var dayWords = [...]string{"date", "dato", "datum", "data", "fecha", "paiva", " day", "aeg "}

// asked is the special category that a question is about.
func asked(s string, may bool) (inspect.Attribute, kind) {
	if may {
		for _, a := range ownSpecials().in(s).List() {
			return a, kSpecial
		}
	}
	return 0, kNone
}
