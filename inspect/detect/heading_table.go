package detect

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/postlock/postlock/inspect"
)

// headingRule maps words to a kind. A word stands for itself as a whole word;
// with a trailing * for words that begin with it, a leading * for words that
// end with it, both for words that contain it, a leading = for a heading that is
// nothing else. A _ stands for a space.
type headingRule struct {
	kind  kind
	attr  inspect.Attribute
	words string
}

// matcher is one compiled word of a rule.
type matcher struct {
	rule       int
	stem       string
	begin, end bool // anything may stand before, after
}

type headingTable struct {
	exact  map[string][]int // whole word -> rules
	whole  map[string]int   // whole heading -> rule
	phrase stems[matcher]   // phrases of several words
	begin  map[string][]matcher
	inside stems[matcher]
	roles  stems[roleWord]
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
	t := &headingTable{exact: map[string][]int{}, whole: map[string]int{}, begin: map[string][]matcher{}}
	for i, r := range headingRules {
		for w := range strings.FieldsSeq(r.words) {
			t.add(i, w)
		}
	}
	for _, r := range roleRules {
		for w := range strings.FieldsSeq(r.words) {
			rw := roleWord{role: r.role}
			w, rw.inside = strings.CutPrefix(w, "*")
			w, rw.prefix = strings.CutSuffix(w, "*")
			rw.stem = w
			t.roles.add(w, rw)
			t.names(w, rw.inside)
		}
	}
	return t
})

func (t *headingTable) add(rule int, w string) {
	if w, ok := strings.CutPrefix(w, "="); ok {
		t.whole[w] = rule
		if isNameKind(headingRules[rule].kind) {
			t.names(w, false)
		}
		return
	}
	m := matcher{rule: rule}
	w, m.begin = strings.CutPrefix(w, "*")
	w, m.end = strings.CutSuffix(w, "*")
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
