package detect

import (
	"slices"
	"strings"
	"sync"

	"github.com/postlock/postlock/inspect"
)

// noneWords are those of a cell that says there is nothing to say.
const noneWords = `geen nee nej nein no none ingen keine keiner n/a nvt - -- / n.v.t. niks nichts nothing 0 aucun aucune ninguno ninguna nessuno nessuna brak nie ja yes x oui si`

type specials struct {
	anywhere   fours               // a filter of what stands in words
	short, six fours               // filters of what words begin with: too short for six letters, and with as many
	exact      wordTable           // whole words and what they say; startsPhrase is set for the first of phrases
	begin      stems[stemOf]       // of words that may go on
	led        stems[stemOf]       // the same beside others: behind words too short for the filters, or in pairs
	inside     [][]stemOf          // by the trigram of their first letters
	within     fours               // a filter of these trigrams
	phrases    map[string][]stemOf // by their first word
	none       map[string]bool
	numbers    bool // some words have no letter
}

// startsPhrase marks, beside the attributes of a word in the table of whole words,
// one that phrases begin with.
const startsPhrase class = 1 << 31

// specialList is a list of words that say the same of somebody. They are folded and
// parted by white space; _ stands for a blank in a phrase, * for any letters.
type specialList struct {
	attr  inspect.Attribute
	words string
}

type stemOf struct {
	stem string
	attr inspect.Attribute
	tail bool // anything may follow
	// before are words too short for the filters, with their blanks, that a
	// phrase begins with: "ig " of "ig metall", "is in " of "is in prison".
	before string
	with   *partners // of a pair; nil otherwise
}

// ownSpecials are the word lists without additions, compiled on first use and
// never changed.
var ownSpecials = sync.OnceValue(func() *specials { return compileSpecials(nil) })

// Words are the word lists of the special categories with an office's own beside
// ours. They never change and serve any number of detectors.
type Words struct{ all *specials }

// NewWords adds words or phrases, in any language and spelling, to what is said of
// a person by them. A star at either end stands for any letters: "*syndrom",
// "dialys*".
func NewWords(more map[inspect.Attribute][]string) *Words { return &Words{compileSpecials(more)} }

func (w *Words) lists() *specials {
	if w == nil {
		return ownSpecials()
	}
	return w.all
}

// ourWords are the word lists of all files.
func ourWords() []specialList {
	return slices.Concat(specialWords, careWords, talkWords, illWords, medicineWords, englishWords, germanWords, dutchWords, nordicWords, frenchWords, polishWords, czechWords, southernWords, portugueseWords, finnishWords)
}

func compileSpecials(more map[inspect.Attribute][]string) *specials {
	s := compileLists(ourWords())
	for _, pair := range ourPairs() {
		with := partnersOf(pair.with)
		for w := range strings.FieldsSeq(pair.words) {
			s.addPair(pair.attr, w, with)
		}
	}
	for attr, list := range more {
		for _, w := range list {
			s.add(attr, stars(w))
		}
	}
	return s
}

// compileLists makes one of word lists.
func compileLists(lists []specialList) *specials {
	s := &specials{inside: make([][]stemOf, 1<<15), phrases: map[string][]stemOf{}, none: map[string]bool{}}
	for _, list := range lists {
		for w := range strings.FieldsSeq(list.words) {
			s.add(list.attr, strings.ReplaceAll(w, "_", " "))
		}
	}
	for w := range strings.FieldsSeq(noneWords) {
		s.none[w] = true
	}
	return s
}

// stars folds a word of an office and leaves the stars at its ends.
func stars(w string) string {
	w = strings.TrimSpace(w)
	folded := fold(strings.Trim(w, "*"))
	if strings.HasPrefix(w, "*") {
		folded = "*" + folded
	}
	if strings.HasSuffix(w, "*") {
		folded += "*"
	}
	return folded
}

func (s *specials) add(attr inspect.Attribute, w string) {
	m := stemOf{attr: attr}
	w, inside := strings.CutPrefix(w, "*")
	m.stem, m.tail = strings.CutSuffix(w, "*")
	for first := firstWord(m.stem); len(first) < 3 && first != m.stem; first = firstWord(m.stem) {
		m.before += m.stem[:len(first)+1]
		m.stem = m.stem[len(first)+1:]
	}
	s.numbers = s.numbers || m.stem != "" && !hasLetter(firstWord(m.stem))
	k, ok := trigram(m.stem)
	if rest := behindMark(m.stem); len(rest) >= 3 {
		s.anywhere.addStem(stemOf{stem: rest, tail: m.tail})
	} else if ok && inside {
		s.anywhere.addStem(m)
	} else if ok {
		s.addBeginning(m)
	}
	switch first := firstWord(m.stem); {
	case first == m.stem && m.before != "" && m.tail:
		s.led.add(m.stem, m)
	case first != m.stem, m.before != "":
		s.phrases[first] = append(s.phrases[first], m)
		s.exact.add(first, startsPhrase)
	case inside && ok: // a shorter one would be in every word
		s.inside[k] = append(s.inside[k], m)
		s.within.add(uint32(k))
	case m.tail && len(m.stem) >= 3:
		s.begin.add(m.stem, m)
	case m.stem != "":
		s.exact.add(m.stem, class(inspect.Set(attr)))
	}
}

// addPair adds a word of at least three letters, or the beginning of one, that says
// something beside one of its partners.
func (s *specials) addPair(attr inspect.Attribute, w string, with *partners) {
	m := stemOf{attr: attr, with: with}
	m.stem, m.tail = strings.CutSuffix(w, "*")
	s.numbers = s.numbers || !hasLetter(m.stem)
	s.addBeginning(m)
	s.led.add(m.stem, m)
}

// addBeginning puts the first letters of a word into the filters.
func (s *specials) addBeginning(m stemOf) {
	if k, ok := sixLetters(m.stem); ok {
		s.six.add(k)
	} else {
		s.short.addStem(m)
	}
}

// behindMark is what stands behind a mark among the first three letters of a stem:
// "kommunal" of "hk/kommunal". The filters begin anew there.
func behindMark(stem string) string {
	for i := range min(3, len(stem)) {
		if letterCodes[stem[i]] == inWord {
			return stem[i+1:]
		}
	}
	return ""
}

// firstWord is a stem up to where a text's word would end: "carer" of "carer's
// allowance".
func firstWord(stem string) string {
	for i := range len(stem) {
		if letterCodes[stem[i]] == 0 {
			return stem[:i]
		}
	}
	return stem
}

// isNone tells whether a text is a word for nothing.
func (s *specials) isNone(text string) bool {
	text = strings.Trim(text, " .-")
	switch f := fold(text); f {
	case "yes", "x", "oui", "si", "ja", "0":
		return false
	default:
		return s.none[f] && hasLetter(text)
	}
}

// says tells whether a cell of a remarks column says anything.
func (s *specials) says(cell string) bool {
	cell = strings.TrimSpace(cell)
	return cell != "" && (len(cell) > 6 || !s.none[fold(cell)])
}
