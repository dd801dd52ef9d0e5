package inspect

import (
	"hash/fnv"
	"math/bits"
	"strings"
	"unicode"
)

// likeness builds a similarity digest (Charikar's simhash) over pairs of words:
// like texts differ in few bits. Digits count as one word, so that "order 17"
// and "order 18" are alike; a greeting's name changes two pairs only.
type likeness struct {
	sums  [64]int32
	pairs int
	last  uint64
}

// maxPairs bounds the work for one message; what comes after it says no more
// about likeness.
const maxPairs = 20_000

// minPairs is what a digest needs to mean anything.
const minPairs = 8

func (l *likeness) add(text string) {
	if l.pairs >= maxPairs {
		return
	}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		l.word(word)
	}
}

func (l *likeness) word(word string) {
	if unicode.IsDigit(rune(word[0])) {
		word = "0"
	}
	h := fnv.New64a()
	h.Write([]byte(strings.ToLower(word)))
	this := h.Sum64()
	pair := mix(bits.RotateLeft64(l.last, 21) ^ this)
	l.last = this
	l.pairs++
	for i := range l.sums {
		if pair>>i&1 == 1 {
			l.sums[i]++
		} else {
			l.sums[i]--
		}
	}
}

// mix spreads every bit over all (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

func (l *likeness) sum() (digest uint64) {
	if l.pairs < minPairs {
		return 0
	}
	for i, s := range l.sums {
		if s > 0 {
			digest |= 1 << i
		}
	}
	return digest
}
