package inspect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// likeness builds a similarity digest over the distinct words of a message that
// begin with a small letter: like texts differ in few bits. Names, numbers and
// how often a word stands there do not count, so that "Dear Anna, invoice 17"
// and "Dear Mr Smith, invoice 18" are the same.
type likeness struct {
	long map[uint64]bool // words of more than three letters: no "van", "de", "la" of a name
	all  map[uint64]bool // for messages with too few of those, German ones most of all
}

// minWords is what a digest needs to mean anything.
const minWords = 5

// maxWords bounds the work for one message; what comes after it says no more
// about likeness.
const maxWords = 5_000

func (l *likeness) add(text string) {
	if len(l.long) >= maxWords {
		return
	}
	if l.all == nil {
		l.long, l.all = map[uint64]bool{}, map[uint64]bool{}
	}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsLower(first) {
			continue
		}
		h := hashWord(word)
		if len(l.long) < minWords {
			l.all[h] = true
		}
		if len(word) > 3 && utf8.RuneCountInString(word) > 3 {
			l.long[h] = true
		}
	}
}

func (l *likeness) sum() uint64 {
	switch {
	case len(l.long) >= minWords:
		return simhash(l.long)
	case len(l.all) >= minWords:
		return simhash(l.all)
	}
	return 0
}

// simhash is Charikar's digest of a set of hashed words.
func simhash(words map[uint64]bool) (digest uint64) {
	var ones [64]int
	for hash := range words {
		for i := range ones {
			ones[i] += int(hash >> i & 1)
		}
	}
	for i, n := range ones {
		if 2*n > len(words) {
			digest |= 1 << i
		}
	}
	return digest
}

// hashWord is FNV-1a, mixed.
func hashWord(word string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 0x100000001b3
	}
	return mix(h)
}

// mix spreads every bit over all (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
