package inspect

import (
	"unicode"
	"unicode/utf8"
)

// likeness builds a similarity digest over the distinct words of a message that
// begin with a small letter: like texts differ in few bits. Names, numbers and
// how often a word stands there do not count, so that "Dear Anna, invoice 17"
// and "Dear Mr Smith, invoice 18" are the same.
type likeness struct {
	long hashes // words of more than three letters: no "van", "de", "la" of a name
	all  hashes // for messages with too few of those, German ones most of all
}

// minWords is what a digest needs to mean anything.
const minWords = 5

// maxWords bounds the work for one message; what comes after it says no more
// about likeness.
const maxWords = 5_000

func (l *likeness) add(text string) {
	if l.long.n >= maxWords {
		return
	}
	for i := 0; i < len(text); {
		r, n := decode(text[i:])
		if !isWordRune(r) {
			i += n
			continue
		}
		i += l.word(text[i:], r)
	}
}

// word takes the word at the beginning of text, whose first character is first,
// and returns its length in bytes.
func (l *likeness) word(text string, first rune) int {
	h, end, letters := uint64(fnvOffset), 0, 0
	for end < len(text) {
		r, n := decode(text[end:])
		if !isWordRune(r) {
			break
		}
		for _, c := range []byte(text[end : end+n]) {
			h = (h ^ uint64(c)) * fnvPrime
		}
		letters++
		end += n
	}
	if !isLower(first) {
		return end
	}
	h = mix(h)
	if l.long.n < minWords && l.all.n < maxWords {
		l.all.add(h)
	}
	if letters > 3 {
		l.long.add(h)
	}
	return end
}

func decode(s string) (rune, int) {
	if c := s[0]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s)
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isLower(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z'
	}
	return unicode.IsLower(r)
}

func (l *likeness) sum() uint64 {
	switch {
	case l.long.n >= minWords:
		return simhash(&l.long)
	case l.all.n >= minWords:
		return simhash(&l.all)
	}
	return 0
}

// simhash is Charikar's digest of a set of hashed words.
func simhash(words *hashes) (digest uint64) {
	var ones [64]int
	for hash := range words.each {
		for i := range ones {
			ones[i] += int(hash >> i & 1)
		}
	}
	for i, n := range ones {
		if 2*n > words.n {
			digest |= 1 << i
		}
	}
	return digest
}

// FNV-1a, which mix makes even.
const (
	fnvOffset = 0xcbf29ce484222325
	fnvPrime  = 0x100000001b3
)

// mix spreads every bit over all (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// hashes is a set of hashed words: open addressing, as they are even already.
type hashes struct {
	n     int
	zero  bool // 0 is in it, which stands for an empty slot in slots
	slots []uint64
}

func (s *hashes) add(h uint64) {
	if h == 0 {
		if !s.zero {
			s.zero, s.n = true, s.n+1
		}
		return
	}
	if 4*s.n >= 3*len(s.slots) {
		s.grow()
	}
	if s.put(h) {
		s.n++
	}
}

// put is false when h was there.
func (s *hashes) put(h uint64) bool {
	mask := uint64(len(s.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		switch s.slots[i] {
		case h:
			return false
		case 0:
			s.slots[i] = h
			return true
		}
	}
}

func (s *hashes) grow() {
	old := s.slots
	s.slots = make([]uint64, max(64, 2*len(old)))
	for _, h := range old {
		if h != 0 {
			s.put(h)
		}
	}
}

func (s *hashes) each(yield func(uint64) bool) {
	if s.zero && !yield(0) {
		return
	}
	for _, h := range s.slots {
		if h != 0 && !yield(h) {
			return
		}
	}
}
