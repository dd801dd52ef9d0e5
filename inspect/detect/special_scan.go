package detect

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
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
