package detect

import "encoding/binary"

// wordTable is a hash table of words that is filled once. Nearly every word of
// every message is looked for in it, and most are not there: the tags by
// themselves, small enough to stay in the cache, tell that.
type wordTable struct {
	tags  []uint32 // of the hash; 0 is a free place
	words []tableWord
	n     int
}

type tableWord struct {
	word  string
	class class
}

// add puts a word in, or adds to what it can be.
func (t *wordTable) add(word string, c class) {
	if 2*t.n >= len(t.tags) {
		t.grow()
	}
	i, found := t.find([]byte(word))
	if !found {
		t.n++
		t.tags[i] = tag(wordHash([]byte(word)))
		t.words[i].word = word
	}
	t.words[i].class |= c
}

func (t *wordTable) grow() {
	old := t.words
	size := max(1<<10, 4*len(old))
	*t = wordTable{tags: make([]uint32, size), words: make([]tableWord, size)}
	for _, w := range old {
		if w.word != "" {
			t.add(w.word, w.class)
		}
	}
}

// of is the class of a word, 0 when it is not known.
func (t *wordTable) of(word []byte) class {
	if t.n == 0 {
		return 0
	}
	if i, found := t.find(word); found {
		return t.words[i].class
	}
	return 0
}

// find is where the word is, or where it would be.
func (t *wordTable) find(word []byte) (i int, found bool) {
	h, last := wordHash(word), len(t.tags)-1
	for i = int(h>>32) & last; t.tags[i] != 0; i = (i + 1) & last {
		if t.tags[i] == tag(h) && t.words[i].word == string(word) {
			return i, true
		}
	}
	return i, false
}

func tag(hash uint64) uint32 { return uint32(hash) | 1 }

// wordHash mixes the first and the last eight bytes of a word and its length;
// words that differ in others only are rare.
func wordHash(w []byte) uint64 {
	var a, b uint64
	switch n := len(w); {
	case n >= 8:
		a, b = binary.LittleEndian.Uint64(w), binary.LittleEndian.Uint64(w[n-8:])
	case n >= 4:
		a, b = uint64(binary.LittleEndian.Uint32(w)), uint64(binary.LittleEndian.Uint32(w[n-4:]))
	case n > 0:
		a, b = uint64(w[0]), uint64(w[n/2])<<8|uint64(w[n-1])
	}
	h := (a ^ uint64(len(w))<<56) * 0x9E3779B97F4A7C15
	h = (h ^ h>>32 ^ b) * 0xD6E8FEB86659FD93
	return h ^ h>>32
}
