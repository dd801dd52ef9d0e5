package detect

import (
	"iter"
	"slices"
	"strings"
)

// A sentence that names several people is divided into clauses, so that each is told only
// what is said of them: "Anna has asthma, Bo brings the cake".

// clause is what a sentence says of a person, or of several in the same words.
type clause struct {
	from   int // byte offset in the sentence
	text   string
	people []mention // offsets in text
}

// clausesOf divides a sentence with its people into clauses.
func clausesOf(s string, ms []mention) iter.Seq[clause] {
	return func(yield func(clause) bool) {
		for i, from := 0, 0; i < len(ms); {
			n := i + 1
			for n < len(ms) && isJoint(s[ms[n-1].to:ms[n].from], shortAside) {
				n++
			}
			end := len(s)
			if n == len(ms) && n-i > 2 && endsAside(s[ms[n-1].to:]) { // it is of the last
				n--
			}
			if n < len(ms) {
				end = clauseBorder(s, ms[n-1].to, ms[n].from)
			}
			c := clause{from, s[from:end], slices.Clone(ms[i:n])}
			for j := range c.people {
				c.people[j].from -= from
				c.people[j].to -= from
			}
			if !yield(c) {
				return
			}
			i, from = n, end
		}
	}
}

// isJoint tells whether what stands between two people says the same of both; an age,
// a class or a day in brackets, of so many bytes at most, belongs to the first.
func isJoint(s string, most int) bool {
	if open := strings.TrimLeft(s, " "); open != "" && open[0] == '(' {
		if end := strings.IndexByte(open, ')'); end > 0 && end <= most && isAside(open[1:end]) {
			s = open[end+1:]
		}
	}
	switch strings.Trim(s, " ,;") {
	case "", "&", "og", "och", "und", "en", "and", "et", "y", "e", "i", "sowie", "samt", "ja", "oraz":
		return true
	}
	return false
}

// endsAside tells whether nothing but a text in brackets stands behind the last of
// several people, and does not say that it is of all: "Anna, Bo, Cem (ill)."
func endsAside(behind string) bool {
	aside, ok := strings.CutPrefix(behind, " (")
	aside = strings.TrimRight(aside, " .;\n")
	if inner, closed := strings.CutSuffix(aside, ")"); ok && closed && strings.IndexByte(inner, ')') < 0 {
		return !ofAll[strings.ToLower(firstWords(inner, 1))]
	}
	return false
}

// ofAll begin what is said of all who are named, in small letters.
var ofAll = wordSet("all both each alle allen beide beiden jeweils begge samtlige allemaal allebei tous toutes båda alla wszyscy oboje tutti entrambi todos ambos")

// shortAside is the longest text in brackets, in bytes with the first, that is passed
// over behind a name in a sentence, maxAside below a heading.
const (
	shortAside = 11
	maxAside   = 40
)

// isAside tells whether a text in brackets is about somebody and not where he works or
// what he does there: "uge 20", "til 1. august, tvillinger", "back on Monday".
func isAside(s string) bool {
	if speaksFor(s) || containsAny(strings.ToLower(s), organisers[:]) {
		return false
	}
	return digitsIn(s) > 0 || lowerFirst(s) && !hasOrgWord(s)
}

// clauseBorder is where, between two people, what is said of the first ends: behind
// the last comma or "and".
func clauseBorder(s string, from, to int) int {
	at := to
	between := s[from:to]
	if i := strings.LastIndexByte(between, ')'); i >= 0 { // what stands in brackets is of the first
		if from, between = from+i+1, between[i+1:]; strings.Trim(between, " ") == "" {
			return from
		}
	}
	for _, w := range [...]string{", ", "; ", " og ", " och ", " und ", " and ", " oraz ", " sowie ", " samt ", " mens ", " while ", " während ", " terwijl "} {
		if i := strings.LastIndex(between, w); i >= 0 && (at == to || from+i > at) {
			at = from + i
		}
	}
	for _, w := range [...]string{" en ", " et ", " y ", " e ", " i "} { // in other languages articles and prepositions
		if i := strings.LastIndex(between, w); i >= 0 && (at == to || from+i > at) && from+i+len(w) == to {
			at = from + i
		}
	}
	return at
}
