package detect

import (
	"sync"
	"unicode/utf8"
)

// Stems of words are looked for in every line, in sets of hundreds, and are hardly ever
// there: filters of their first letters tell that.

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

// trigram is the first three letters as an index, five bits each.
func trigram[T string | []byte](w T) (k int, ok bool) {
	if len(w) < 3 {
		return 0, false
	}
	return int(w[0]&31)<<10 | int(w[1]&31)<<5 | int(w[2]&31), true
}

func twoLetters(w string) uint32 { return uint32(w[0]&31)<<5 | uint32(w[1]&31) }

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

// phrases are what some lines begin with, with a filter of their first three letters.
type phrases struct {
	all   map[string]bool
	first fours
}

// phraseTable makes phrases of folded texts, on first use.
func phraseTable(list []string) func() *phrases {
	return sync.OnceValue(func() *phrases {
		t := &phrases{all: map[string]bool{}}
		for _, c := range list {
			t.all[c] = true
			if len(c) == 2 {
				c += " "
			}
			if k, ok := trigram(c); ok {
				t.first.add(uint32(k))
			}
		}
		return t
	})
}

// may tells whether a line can begin with one of the phrases.
func (t *phrases) may(line string) bool {
	for i := range 3 {
		if i >= len(line) || letterCodes[line[i]]-1 >= inWord-1 && (i < 2 || line[i] != ' ') {
			return true // short, or beginning with marks
		}
	}
	k, _ := trigram(line)
	return t.first.has(uint32(k))
}
