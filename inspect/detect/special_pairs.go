package detect

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// What takes two words to say: a leg is nothing and to break nothing, but a broken leg
// is an illness, in whichever order a language has them and with what lies between.

// specialPair is a list of words each of which says something with a word of another
// list near it. Both are written as those of a specialList; only the words of the second
// may be phrases, and a star stands at their ends only.
type specialPair struct {
	attr  inspect.Attribute
	words string
	with  string
}

// pairApart is how far apart in bytes the two stand, with no end of a sentence between.
const pairApart = 48

// partners are the words of the second list of a pair, each with a blank behind it unless
// anything may follow.
type partners struct {
	words  map[uint][]string // by the startBit of their first two letters
	starts [16]uint64        // a filter of these
}

var partnerMarks = strings.NewReplacer("_", " ", "'", " ")

func partnersOf(words string) *partners {
	with := &partners{words: map[uint][]string{}}
	for w := range strings.FieldsSeq(words) {
		w, open := strings.CutSuffix(partnerMarks.Replace(w), "*")
		if !open {
			w += " "
		}
		b := startBit(w[0], w[1])
		with.words[b] = append(with.words[b], w)
		with.starts[b>>6] |= 1 << (b & 63)
	}
	return with
}

// startBit is the number of a bit for the first two bytes of a word, large or small; the
// second may be what stands behind a word of one letter.
func startBit(a, b byte) uint {
	if partsWords(b) {
		b = ' '
	}
	return uint(a&31)<<5 | uint(b&31)
}

// mayStart tells whether one of the partners can begin with two bytes.
func (with *partners) mayStart(a, b byte) bool {
	n := startBit(a, b)
	return with.starts[n>>6]&(1<<(n&63)) != 0
}

// standIn tells whether one of the partners stands in a folded text whose words have
// one blank between them and blanks at its ends.
func (with *partners) standIn(near []byte) bool {
	for i := 1; i+1 < len(near); i++ {
		if near[i-1] != ' ' || !with.mayStart(near[i], near[i+1]) {
			continue // nearly always
		}
		for _, w := range with.words[startBit(near[i], near[i+1])] {
			if rest := near[i:]; len(rest) >= len(w) && string(rest[:len(w)]) == w {
				return true
			}
		}
	}
	return false
}

// partsWords tells whether a byte stands between the words of pairs.
func partsWords(c byte) bool { return letterCodes[c] == 0 || c == '.' }

// mayStandIn tells quickly whether one of the partners can stand in a text that need not
// be folded: a word begins as one of them does, or with a letter beyond ASCII.
func (with *partners) mayStandIn(text string) bool {
	parted := true
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf { // it may fold to a mark
			if parted && utf8.RuneStart(c) {
				return true
			}
			parted = true
			continue
		}
		if parted && !partsWords(c) {
			next := byte(' ')
			if i+1 < len(text) {
				next = text[i+1]
			}
			if next >= utf8.RuneSelf || with.mayStart(c, next) {
				return true
			}
		}
		parted = partsWords(c)
	}
	return false
}

// near tells whether one of the partners stands near the word between two bytes.
func (with *partners) near(text string, from, to int) bool {
	before, behind := text[max(0, from-pairApart):from], text[to:min(len(text), to+pairApart)]
	if !with.mayStandIn(before) && !with.mayStandIn(behind) {
		return false // mostly
	}
	for i := sentenceBreak(before); i >= 0; i = sentenceBreak(before) {
		before = before[i+1:]
	}
	if i := sentenceBreak(behind); i >= 0 {
		behind = behind[:i]
	}
	var buf [4*pairApart + 8]byte
	near := append(buf[:0], ' ')
	near = appendFold(near, before)
	near = append(near, ' ') // for the word itself, which a phrase may stand around
	near = appendFold(near, behind)
	near = append(near, ' ')
	for i, c := range near {
		if partsWords(c) {
			near[i] = ' '
		}
	}
	return with.standIn(near)
}

// sentenceBreak is the first mark in a text with which a sentence ends and a capital
// follows, or -1: "500 kr. fra" goes on, and so does "15. Dezember".
func sentenceBreak(s string) int {
	for i := 0; i+2 < len(s); i++ {
		if s[i+1] == ' ' && strings.IndexByte(".!?", s[i]) >= 0 && isCapital(s[i+2:]) && !(s[i] == '.' && i > 0 && isDigitAt(s, i-1)) {
			return i
		}
	}
	return -1
}

// paired are the special categories that a text says in pairs of words; to name both is
// to say something of somebody.
func (s *specials) paired(text string) (found inspect.Attributes) {
	for from, end := 0, 0; from < len(text); from = end + 1 {
		end, _ = readWord(text, from)
		var buf [64]byte
		word := withoutMarks(appendFold(buf[:0], text[from:end]))
		for _, m := range s.ledBy(word) {
			if m.with != nil && m.begins(word) && m.with.near(text, from, end) {
				found |= inspect.Set(m.attr)
			}
		}
	}
	return found
}

// ourPairs are the pairs of all files.
func ourPairs() []specialPair {
	return slices.Concat(illPairs, lifePairs, nordicPairs, frenchPairs, slavicPairs, southernPairs, finnishPairs)
}
