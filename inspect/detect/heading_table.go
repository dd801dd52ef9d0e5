package detect

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/postlock/postlock/inspect"
)

// headingRule maps words to a kind. A word stands for itself as a whole word;
// with a trailing * for words that begin with it, a trailing + for it with an ending
// ("spejder+" is "Spejdernes" and no "Spejderhuset"), a leading * for words that
// end with it, both for words that contain it, a leading = for a heading that is
// nothing else. A _ stands for a space.
type headingRule struct {
	kind  kind
	attr  inspect.Attribute
	words string
}

// roleRule maps words, written as those of a headingRule, to whose a column is.
type roleRule struct {
	role  role
	words string
}

// headingWords are what a group of languages adds to headingRules and roleRules.
type headingWords struct {
	// early are words of the first rule of their kind there, which other rules
	// would take for theirs: "lieu de naissance" is no birth date. The rest are of
	// the last.
	early, rules []headingRule
	roles        []roleRule
	// hints are headings that say something of people in some tables only: "Dom"
	// is a judgment, or a cathedral. See typing.hinted.
	hints []headingRule
}

// headingLanguages are the words of all languages beside headingRules.
func headingLanguages() []headingWords {
	return []headingWords{headingsNordic, headingsGerman, headingsDutch, headingsEnglish, headingsFrench, headingsSouthern, headingsEastern}
}

// firstRule and lastRule are the places in headingRules of those that decide as r.
func firstRule(r headingRule) int {
	return slices.IndexFunc(headingRules, r.decidesAs)
}

func lastRule(r headingRule) int {
	for i := len(headingRules) - 1; i >= 0; i-- {
		if r.decidesAs(headingRules[i]) {
			return i
		}
	}
	return -1
}

func (r headingRule) decidesAs(o headingRule) bool { return r.kind == o.kind && r.attr == o.attr }

// matcher is one compiled word of a rule.
type matcher struct {
	rule       int
	stem       string
	begin, end bool // anything may stand before, after
	most       int  // how many letters may stand after, 0 if any
}

type headingTable struct {
	exact  map[string][]int // whole word -> rules
	whole  map[string]int   // whole heading -> rule
	phrase stems[matcher]   // phrases of several words
	begin  map[string][]matcher
	inside stems[matcher]
	roles  stems[roleWord]
	// rolePhrases are those of several words; hints are by the whole heading.
	rolePhrases stems[roleWord]
	hints       map[string]inspect.Attribute
	// naming are the words and phrases of headings above names, and of whose
	// something is, by what they begin with, and namingIn those that may stand
	// within another word; see mayName.
	naming, namingIn stems[string]
}

type roleWord struct {
	role   role
	stem   string
	prefix bool
	inside bool
}

var headings = sync.OnceValue(func() *headingTable {
	t := &headingTable{exact: map[string][]int{}, whole: map[string]int{}, begin: map[string][]matcher{}, hints: map[string]inspect.Attribute{}}
	for i, r := range headingRules {
		t.addAll(i, r.words)
	}
	t.addRoles(roleRules)
	for _, l := range headingLanguages() {
		for _, r := range l.early {
			t.addAll(firstRule(r), r.words)
		}
		for _, r := range l.rules {
			t.addAll(lastRule(r), r.words)
		}
		t.addRoles(l.roles)
		for _, r := range l.hints {
			for w := range strings.FieldsSeq(r.words) {
				t.hints[strings.ReplaceAll(w, "_", " ")] = r.attr
			}
		}
	}
	return t
})

func (t *headingTable) addRoles(rules []roleRule) {
	for _, r := range rules {
		for w := range strings.FieldsSeq(r.words) {
			rw := roleWord{role: r.role}
			w, rw.inside = strings.CutPrefix(w, "*")
			w, rw.prefix = strings.CutSuffix(w, "*")
			rw.stem = strings.ReplaceAll(w, "_", " ")
			if rw.stem == w {
				t.roles.add(w, rw)
			} else {
				t.rolePhrases.add(rw.stem, rw)
			}
			t.names(rw.stem, rw.inside)
		}
	}
}

func (t *headingTable) addAll(rule int, words string) {
	for w := range strings.FieldsSeq(words) {
		t.add(rule, w)
	}
}

func (t *headingTable) add(rule int, w string) {
	if w, ok := strings.CutPrefix(w, "="); ok {
		w = strings.ReplaceAll(w, "_", " ")
		if old, ok := t.whole[w]; ok {
			rule = min(rule, old)
		}
		t.whole[w] = rule
		if isNameKind(headingRules[rule].kind) {
			t.names(w, false)
		}
		return
	}
	m := matcher{rule: rule}
	w, m.begin = strings.CutPrefix(w, "*")
	w, m.end = strings.CutSuffix(w, "*")
	if stem, ok := strings.CutSuffix(w, "+"); ok {
		w, m.end, m.most = stem, true, longestEnding
	}
	m.stem = strings.ReplaceAll(w, "_", " ")
	if isNameKind(headingRules[rule].kind) {
		t.names(m.stem, m.begin)
	}
	switch {
	case strings.Contains(m.stem, " "):
		t.phrase.add(m.stem, m)
	case m.begin:
		t.inside.add(m.stem, m)
	case m.end:
		t.begin[m.stem[:2]] = append(t.begin[m.stem[:2]], m)
	default:
		t.exact[m.stem] = append(t.exact[m.stem], rule)
	}
}

// longestEnding is the most letters of an ending: "elev-erne".
const longestEnding = 4

func isNameKind(k kind) bool { return k == kFull || k == kGiven || k == kFamily }

// names notes what a heading above names may have.
func (t *headingTable) names(stem string, inside bool) {
	if inside {
		t.namingIn.add(stem, stem)
	} else {
		t.naming.add(stem, stem)
	}
}

// mayName tells quickly whether a text can be a heading above names, or one that
// says whose something is: it has a word for that, in one of the spellings that
// readHeading knows. Most texts have none.
func (t *headingTable) mayName(s string) bool {
	var buf [2 * maxHeading]byte
	text := appendHeading(buf[:0], s)
	if len(s) > maxHeading || t.hasNaming(text) || strings.IndexByte(s, ' ') < 0 && bytes.IndexByte(text, ' ') > 0 { // its words may be one
		return true
	}
	if !hasPair(text) {
		return false
	}
	return t.hasNaming([]byte(umlauts.Replace(string(text)))) || t.hasNaming([]byte(umlautsToo.Replace(string(text))))
}

func (t *headingTable) hasNaming(text []byte) bool {
	for i := range text {
		k, ok := trigram(text[i:])
		if !ok {
			break
		}
		begins := func(stem string) bool { return bytes.HasPrefix(text[i:], []byte(stem)) }
		if slices.ContainsFunc(t.namingIn.of(k), begins) || (i == 0 || text[i-1] == ' ') && slices.ContainsFunc(t.naming.of(k), begins) {
			return true
		}
	}
	return false
}

// hasPair tells whether a folded text has two letters that may stand for one.
func hasPair(text []byte) bool {
	for i := 1; i < len(text); i++ {
		if pairs[uint32(text[i-1]&31)<<5|uint32(text[i]&31)] {
			return true
		}
	}
	return false
}

// pairs are the letters that may stand for one: "oe", "ae", "ue" and "aa".
var pairs = func() (t [1 << 10]bool) {
	for _, p := range [...]string{"oe", "ae", "ue", "aa"} {
		t[twoLetters(p)] = true
	}
	return t
}()
