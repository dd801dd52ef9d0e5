package detect

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// fours is a filter: a set of four letters in a row, the first of what is looked
// for, or of three and the end of the word. What is not in it need not be looked
// for; what is may still be something else.
type fours [512]uint64

func (f *fours) add(k uint32) {
	h := hashFour(k)
	f[h>>6] |= 1 << (h & 63)
}

func (f *fours) has(k uint32) bool {
	h := hashFour(k)
	return f[h>>6]&(1<<(h&63)) != 0
}

func hashFour(k uint32) uint32 { return k & 0xFFFFF * 0x9E3779B1 >> 17 }

// stems are things that are looked for anywhere in a text, by their first three
// letters.
type stems[T any] struct {
	filter fours          // of trigrams
	four   fours          // of the first four letters
	three  [1 << 9]uint64 // a bit for every trigram among these
	list   map[int][]T
}

func (s *stems[T]) add(stem string, v T) {
	if s.list == nil {
		s.list = map[int][]T{}
	}
	k, _ := trigram(stem)
	s.filter.add(uint32(k))
	for next := range uint32(32) {
		if len(stem) <= 3 || uint32(stem[3]&31) == next {
			s.four.add(uint32(k)<<5 | next)
			s.addThree(uint32(k))
			s.addThree(uint32(k)<<5 | next)
		}
	}
	s.list[k] = append(s.list[k], v)
}

func (s *stems[T]) addThree(k uint32) { s.three[k>>6&511] |= 1 << (k & 63) }

// at are those that may stand at the beginning of a text.
func (s *stems[T]) at(text string) []T {
	if k, ok := trigram(text); ok {
		return s.of(k)
	}
	return nil
}

// of are those that begin with a trigram.
func (s *stems[T]) of(k int) []T {
	if s.filter.has(uint32(k)) {
		return s.list[k]
	}
	return nil
}

// wordStems makes stems of folded words of at least three letters, on first use.
func wordStems(words []string) func() *stems[string] {
	return sync.OnceValue(func() *stems[string] {
		s := &stems[string]{}
		for _, w := range words {
			s.add(w, w)
		}
		return s
	})
}

// within tells whether one of the words stands in a folded text.
func within[T string | []byte](s *stems[string], text T) bool {
	k := uint32(0) // the trigram of the last three letters
	for i := range len(text) {
		k = (k<<5 | uint32(text[i]&31)) & (1<<15 - 1)
		if i < 2 {
			continue
		}
		for _, w := range s.of(int(k)) {
			if rest := text[i-2:]; len(rest) >= len(w) && string(rest[:len(w)]) == w {
				return true
			}
		}
	}
	return false
}

// standsIn tells whether one of the words stands in a text that need not be folded.
func standsIn(s *stems[string], text string) bool {
	if !s.mayStandIn(text) {
		return false // nearly always
	}
	var buf [2 * shortLine]byte
	return within(s, appendFold(buf[:0], text))
}

// mayStandIn tells quickly whether one of the stems can stand in a text that need not
// be folded. Of any four letters in a row either the first three or the last three end
// at the second of a pair, so that one look at each pair suffices.
func (s *stems[T]) mayStandIn(text string) bool {
	k := uint32(0) // the last letters
	for i := 1; i < len(text); i += 2 {
		a, b := text[i-1], text[i]
		if a|b >= utf8.RuneSelf {
			return s.mayStandInWide(text[i-1:], k)
		}
		k = k<<10 | uint32(a&31)<<5 | uint32(b&31)
		if s.three[k>>6&511]&(1<<(k&63)) == 0 {
			continue // nearly always
		}
		next := uint32(0)
		if i+1 < len(text) {
			if text[i+1] >= utf8.RuneSelf {
				return s.mayStandInWide(text[i+1:], k)
			}
			next = uint32(text[i+1] & 31)
		}
		if s.four.has(k) || s.four.has(k<<5|next) {
			return true
		}
	}
	if len(text)%2 != 0 {
		return s.mayStandInWide(text[len(text)-1:], k)
	}
	return false
}

// mayStandInWide is mayStandIn of a text that need not be ASCII, behind others.
func (s *stems[T]) mayStandInWide(text string, k uint32) bool {
	if s.four.has(k) {
		return true
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[i:])
			i += n - 1
			var buf [8]byte
			for _, c := range appendFoldRune(buf[:0], r) {
				if k = k<<5 | uint32(c&31); s.four.has(k) {
					return true
				}
			}
			continue
		}
		if k = k<<5 | uint32(c&31); s.four.has(k) {
			return true
		}
	}
	return s.four.has(k << 5)
}

// letterCodes are of the letters and digits, five bits each and never zero; inWord
// and beyond are the other characters of words.
var letterCodes = func() (codes [256]uint8) {
	for c := range codes {
		switch b := byte(c); {
		case b >= '0' && b <= '9', b|0x20 >= 'a' && b|0x20 <= 'z':
			codes[c] = b & 31
		case b == '/', b == '.', b == '-':
			codes[c] = inWord
		case b >= 0x80:
			codes[c] = beyond
		}
	}
	return codes
}()

const (
	inWord = 0x20
	beyond = 0x40
)

// addStem puts a stem into a filter.
func (f *fours) addStem(m stemOf) {
	var k uint32
	for i := range 3 {
		k = k<<5 | uint32(m.stem[i]&31)
	}
	k <<= 5
	switch {
	case len(m.stem) > 3 && m.stem[3] < 0x80:
		f.add(k | uint32(letterCodes[m.stem[3]]&31))
	case len(m.stem) == 3 && !m.tail:
		f.add(k)
	default:
		for c := range uint32(32) {
			f.add(k | c)
		}
	}
}

// sixLetters is a key of the first six letters of a stem, if it has as many before
// anything else.
func sixLetters(stem string) (key uint32, ok bool) {
	if len(stem) < 6 {
		return 0, false
	}
	var k uint32
	for i := range 6 {
		code := letterCodes[stem[i]]
		if code == 0 || code >= inWord {
			return 0, false
		}
		k = k<<5 | uint32(code)
	}
	return sixKey(k), true
}

// sixKey mixes six letters, five bits each, to what a filter of four takes.
func sixKey(k uint32) uint32 { return (k & (1<<30 - 1)) * 0x85EBCA6B >> 12 }

// candidate is a word of a text as the filters see it.
type candidate struct {
	end    int  // in the text
	may    bool // it can be something that is looked for
	vowels bool // it has "oe" and the like, which may stand for one letter
	wide   bool // it has letters beyond ASCII; nothing else is known then
}

// candidateAt reads the word that begins at i.
func candidateAt[T string | []byte](s *specials, text T, i int) (w candidate) {
	var k uint32 // the last four letters
	run, first := 0, true
	for ; i < len(text); i++ {
		code := letterCodes[text[i]]
		if code == 0 {
			break
		}
		if code >= inWord {
			w.wide = w.wide || code == beyond
			w.may = w.may || run >= 3 && s.ends(k, first && run == 3)
			k, run, first = 0, 0, false
			continue
		}
		last := k & 31
		k = k<<5 | uint32(code)
		run++
		w.vowels = w.vowels || code == 'e'&31 && (last == 'o'&31 || last == 'a'&31 || last == 'u'&31) || code == 'a'&31 && last == 'a'&31
		w.may = w.may || run >= 4 && (s.anywhere.has(k) || first && (run == 4 && s.short.has(k) || run == 6 && s.six.has(sixKey(k))))
	}
	w.may = w.may || run >= 3 && s.ends(k, first && run == 3)
	w.end = i
	return w
}

// ends tells whether three letters may be looked for at the end of a word, whole
// when they are all of it.
func (s *specials) ends(k uint32, whole bool) bool {
	return s.anywhere.has(k<<5) || whole && s.short.has(k<<5)
}

// in tells which special categories a text names. Most texts name none, and most
// of their words cannot.
func (s *specials) in(text string) (found inspect.Attributes) {
	for from := 0; from < len(text); from++ {
		w := candidateAt(s, text, from)
		says, _ := s.candidate(w, text, from)
		found |= says
		from = w.end
	}
	return found
}

// candidate tells what a word of a text names, or begins to, and whether a phrase can
// begin with it.
func (s *specials) candidate(w candidate, text string, from int) (found inspect.Attributes, leads bool) {
	switch {
	case w.wide:
		return s.wide(text, from, w.end)
	case w.may || w.vowels:
		var buf [64]byte
		return s.named(appendFold(buf[:0], text[from:w.end]), w.may, text, from, 0)
	}
	return 0, false
}

// wide reads a word with letters beyond ASCII, which may turn out to be several.
func (s *specials) wide(text string, from, to int) (found inspect.Attributes, leads bool) {
	var buf [96]byte
	f := appendFold(buf[:0], text[from:to])
	for i := 0; i < len(f); i++ {
		if letterCodes[f[i]] == 0 {
			continue
		}
		w := candidateAt(s, f, i)
		says, begins := s.named(f[i:w.end], w.may || w.wide, text, from, i)
		found, leads = found|says, leads || begins
		i = w.end
	}
	return found, leads
}

// named looks a folded word up. It stands in the text folded from the given byte
// on, at the byte at of that; may is false when only its other spelling can be
// known.
func (s *specials) named(f []byte, may bool, text string, from, at int) (found inspect.Attributes, leads bool) {
	w := withoutMarks(f)
	if may {
		whole := s.exact.of(w)
		found = s.word(w, whole)
		if leads = whole&startsPhrase != 0; leads {
			found |= s.phrase(w, text, from, at)
		}
		for _, m := range s.ledBy(w) {
			if !m.begins(w) {
				continue
			}
			if leads = true; at == 0 && m.beside(text, from, from+len(w)) {
				found |= inspect.Set(m.attr)
			}
		}
	}
	var buf [64]byte
	if plain := appendVowels(buf[:0], w); len(plain) < len(w) && (may || candidateAt(s, plain, 0).may) {
		found |= s.word(plain, s.exact.of(plain))
	}
	return found, leads
}

// withoutMarks is a word without the marks at its end.
func withoutMarks(w []byte) []byte {
	for len(w) > 0 && letterCodes[w[len(w)-1]] == inWord {
		w = w[:len(w)-1]
	}
	return w
}

// phrase looks up the phrases that begin with a folded word; it stands in the text
// as in named.
func (s *specials) phrase(w []byte, text string, from, at int) (found inspect.Attributes) {
	next := 0 // where the second word begins, when the first is plain
	if at == 0 && len(text)-from > len(w)+1 && bytes.EqualFold(w, []byte(text[from:from+len(w)])) {
		next = from + len(w) + 1
	}
	for _, p := range s.phrases[string(w)] {
		if n := len(w) + 1; next > 0 && n < len(p.stem) && beginOtherwise(text[next:], p.stem[n:]) {
			continue // nearly always: phrases begin with common words
		}
		var buf [64]byte
		rest := foldSome(buf[:0], text[from:], at+len(p.stem))
		if len(rest) > at && bytes.HasPrefix(rest[at:], []byte(p.stem)) && (p.before == "" || at == 0 && endsWith(text[:from], p.before)) {
			found |= inspect.Set(p.attr)
		}
	}
	return found
}

// beginOtherwise tells whether the first two letters of a text are not those of a folded
// one, as far as they are ASCII.
func beginOtherwise(text, folded string) bool {
	for i := range min(2, len(text), len(folded)) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
		if text[i]|0x20 != folded[i]|0x20 {
			return true
		}
	}
	return false
}

// beside tells whether the other words of a stem stand beside the one between two bytes
// of a text: before it, or near it when the two are a pair.
func (m *stemOf) beside(text string, from, to int) bool {
	if m.with != nil {
		return m.with.near(text, from, min(to, len(text)))
	}
	return endsWith(text[:from], m.before)
}

// ledBy are the stems that count beside another and may begin a folded word: "sygehus"
// of "på sygehuset".
func (s *specials) ledBy(w []byte) []stemOf {
	if k, ok := trigram(w); ok {
		return s.led.of(k)
	}
	return nil
}

// begins tells whether a folded word is the stem, or goes on where it may.
func (m *stemOf) begins(w []byte) bool {
	return bytes.HasPrefix(w, []byte(m.stem)) && (m.tail || len(w) == len(m.stem))
}

// endsWith tells whether a text ends with folded words, which have their blanks:
// "på " with "pa ".
func endsWith(text, words string) bool {
	from := max(0, len(text)-2*len(words)-utf8.UTFMax) // letters that fold to one have two bytes
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	var buf [48]byte
	before, ok := bytes.CutSuffix(appendFold(buf[:0], text[from:]), []byte(words))
	return ok && (len(before) == 0 || letterCodes[before[len(before)-1]] == 0)
}

// appendVowels turns the spelling of exports without special letters into the
// folded one: "foedselsdato" is "fødselsdato", folded "fodselsdato".
func appendVowels(dst, w []byte) []byte {
	for i, c := range w {
		if i > 0 && (c == 'e' && (w[i-1] == 'o' || w[i-1] == 'a' || w[i-1] == 'u') || c == 'a' && w[i-1] == 'a') {
			continue
		}
		dst = append(dst, c)
	}
	return dst
}

// foldSome folds the beginning of a text, at least n bytes if it has them.
func foldSome(dst []byte, text string, n int) []byte {
	for i := 0; i < len(text) && len(dst) < n; {
		_, w := utf8.DecodeRuneInString(text[i:])
		dst = appendFold(dst, text[i:i+w])
		i += w
	}
	return dst
}

// word looks a folded word up by itself; whole is what the table says of it.
func (s *specials) word(w []byte, whole class) (found inspect.Attributes) {
	found = inspect.Attributes(whole &^ startsPhrase)
	if k, ok := trigram(w); ok {
		for _, m := range s.begin.of(k) {
			if len(w) >= len(m.stem) && string(w[:len(m.stem)]) == m.stem {
				found |= inspect.Set(m.attr)
			}
		}
	}
	for i := 0; len(w) >= 6 && i+3 <= len(w); i++ {
		k, _ := trigram(w[i : i+3])
		if !s.within.has(uint32(k)) {
			continue // nearly always, and the lists are large
		}
		for _, m := range s.inside[k] {
			if strings.HasPrefix(string(w[i:]), m.stem) && (m.tail || i+len(m.stem) == len(w)) {
				found |= inspect.Set(m.attr)
			}
		}
	}
	return found
}
