package detect

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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
	kDeath   // day or year of death
	kRank    // place in a competition
	kPerson_ // no column: the number of kinds
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
		if pairs[uint32(text[i-1]&31)<<5|uint32(text[i]&31)] != 0 {
			return true
		}
	}
	return false
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
	if len(ws) > 1 && len(ws) <= 3 && !strings.ContainsAny(s, " /-,.(&\n") && t.match(strings.Join(ws, ""), take) { // "haus_nr", "vorName"
		known = len(ws)
	}
	if r, ok := t.whole[h.text]; ok {
		take(r)
		known = len(ws)
	}
	h.role, h.number = t.role(ws)
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
			if strings.HasPrefix(w, m.stem) {
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

// spelled matches a word as it stands and as it would be with its umlauts:
// exports of databases write "foedselsdato" and "Maedchenname".
func (t *headingTable) spelled(w string, take func(int)) bool {
	found := t.match(w, take)
	v, ae := withUmlauts(w), strings.Contains(w, "ae")
	if v == w && !ae || len(w) <= 3 || words().of([]byte(w))&given != 0 {
		return found
	}
	if v != w {
		found = t.match(v, take) || found
	}
	if ae {
		found = t.match(umlautsToo.Replace(w), take) || found
	}
	return found
}

// umlauts turns what stands for ø, ö, ü and å into the letters that the word
// lists have for them; æ is "ae" there, and ä is "a".
var (
	umlauts    = strings.NewReplacer("oe", "o", "ue", "u", "aa", "a")
	umlautsToo = strings.NewReplacer("oe", "o", "ue", "u", "aa", "a", "ae", "a")
)

// withUmlauts spares words that have none the replacer.
func withUmlauts(w string) string {
	for i := 1; i < len(w); i++ {
		if w[i] == 'e' && (w[i-1] == 'o' || w[i-1] == 'u') || w[i] == 'a' && w[i-1] == 'a' {
			return umlauts.Replace(w)
		}
	}
	return w
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
func (t *headingTable) role(ws []string) (r role, n int) {
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

// normalHeading folds a header and turns its punctuation and camelCase into
// spaces: "Geb.Datum" and "geb. datum" are "geb datum", "firstName" is "first name".
func normalHeading(s string) string {
	var buf [2 * maxHeading]byte
	return string(appendHeading(buf[:0], s))
}

// appendHeading appends what normalHeading gives to an empty b.
func appendHeading(b []byte, s string) []byte {
	var prev rune
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z' && prev >= 'a' && prev <= 'z':
			b = append(b, ' ', byte(r)+'a'-'A')
		case r == '-' || r == '\'' || r == '’':
			if len(b) == 1 && (b[0] == 'e') { // e-mail
				break
			}
			b = append(b, ' ')
		case r < utf8.RuneSelf && isWordRune(r):
			b = append(b, byte(r)|0x20)
		case isWordRune(r):
			b = appendFoldRune(b, unicode.ToLower(r))
		default:
			b = append(b, ' ')
		}
		prev = r
	}
	return oneBlank(b)
}

// oneBlank takes out, in place, all blanks but one between words.
func oneBlank(b []byte) []byte {
	out := b[:0]
	for i, c := range b {
		if c != ' ' || len(out) > 0 && i+1 < len(b) && b[i+1] != ' ' {
			out = append(out, c)
		}
	}
	return out
}
