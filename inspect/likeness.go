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
	read int    // words looked at
}

// minWords is what a digest needs to mean anything.
const minWords = 5

// maxWords of a message are looked at, as many as ten pages have; what comes after
// them says no more about likeness, and a manual or a price list repeats itself.
const maxWords = 5_000

func (l *likeness) add(text string) {
	for i := 0; i < len(text) && l.read < maxWords; {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				n = l.word(text[i:], unicode.IsLower(r))
			}
			i += n
		case ascii[c] == 0:
			i++
		default:
			i += l.word(text[i:], ascii[c] == lower)
		}
	}
}

// word takes the word at the beginning of text and returns its length in bytes.
func (l *likeness) word(text string, small bool) int {
	h, end, letters := uint64(fnvOffset), 0, 0
	for end < len(text) {
		c := text[end]
		if c < utf8.RuneSelf {
			if ascii[c] == 0 {
				break
			}
			h = (h ^ uint64(c)) * fnvPrime
			end++
		} else {
			r, n := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			for ; n > 0; n-- {
				h = (h ^ uint64(text[end])) * fnvPrime
				end++
			}
		}
		letters++
	}
	l.read++
	if small {
		h = mix(h)
		if l.long.n < minWords {
			l.all.add(h)
		}
		if letters > 3 {
			l.long.add(h)
		}
	}
	return end
}

// Classes of ASCII characters; 0 stands for those that are in no word.
const (
	upper = iota + 1 // and digits
	lower
)

var ascii = func() (t [utf8.RuneSelf]uint8) {
	for c := range t {
		switch r := rune(c); {
		case unicode.IsLower(r):
			t[c] = lower
		case unicode.IsLetter(r), unicode.IsDigit(r):
			t[c] = upper
		}
	}
	return t
}()

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
