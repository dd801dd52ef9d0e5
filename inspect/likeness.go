package inspect

import (
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// likeness builds a similarity digest over the distinct words of a message that
// begin with a small letter: like texts differ in few bits. Names, numbers and
// how often a word stands there do not count, so that "Dear Anna, invoice 17"
// and "Dear Mr Smith, invoice 18" are the same.
type likeness struct {
	long simhash // words of more than three letters: no "van", "de", "la" of a name
	all  simhash // for messages with too few of those, German ones most of all
}

// minWords is what a digest needs to mean anything.
const minWords = 5

// maxWords bounds the work for one message; what comes after it says no more
// about likeness.
const maxWords = 5_000

func (l *likeness) add(text string) {
	if len(l.long.words) >= maxWords {
		return
	}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsLower(first) {
			continue
		}
		l.all.add(word)
		if utf8.RuneCountInString(word) > 3 {
			l.long.add(word)
		}
	}
}

func (l *likeness) sum() uint64 {
	switch {
	case len(l.long.words) >= minWords:
		return l.long.sum()
	case len(l.all.words) >= minWords:
		return l.all.sum()
	}
	return 0
}

// simhash is Charikar's digest of a set of words.
type simhash struct {
	sums  [64]int32
	words map[uint64]bool
}

func (s *simhash) add(word string) {
	h := fnv.New64a()
	h.Write([]byte(word))
	hash := mix(h.Sum64())
	if s.words[hash] {
		return
	}
	if s.words == nil {
		s.words = map[uint64]bool{}
	}
	s.words[hash] = true
	for i := range s.sums {
		if hash>>i&1 == 1 {
			s.sums[i]++
		} else {
			s.sums[i]--
		}
	}
}

func (s *simhash) sum() (digest uint64) {
	for i, n := range s.sums {
		if n > 0 {
			digest |= 1 << i
		}
	}
	return digest
}

// mix spreads every bit over all (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
