package detect

import (
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// specialReader is specials with a memory for words that say nothing, as nearly all
// do. A text has the same few hundred again and again.
type specialReader struct {
	*specials
	seen [2048]seenWord // by its hash
}

// seenWord is a word that by itself names no special category. With one of next behind
// it, it may.
type seenWord struct {
	wordKey
	next uint64 // a bit for every twoLettersBit, or anything
}

const anything = 1<<64 - 1

// in is specials.in.
func (r *specialReader) in(text string) (found inspect.Attributes) {
	for from, end := 0, 0; from < len(text); from = end + 1 {
		if end = wordEnd(text, from); end-from < 3 && text[from] < utf8.RuneSelf {
			continue // no word, or too short a one
		}
		key := keyOf(text[from:end])
		seen := &r.seen[key.hash()>>53]
		if key.n > 0 && seen.wordKey == key && !seen.mayGoOn(text, end) {
			continue
		}
		w := candidateAt(r.specials, text, from)
		says, leads := r.candidate(w, text, from)
		if says == 0 && key.n > 0 {
			*seen = seenWord{wordKey: key}
			if leads {
				seen.next = r.second(w, text[from:end])
			}
		}
		found |= says
	}
	return found
}

// wordEnd is where the word ends that begins at i.
func wordEnd(text string, i int) int {
	for i < len(text) && letterCodes[text[i]] != 0 {
		i++
	}
	return i
}

// wordKey is a word of up to sixteen bytes, ASCII in small letters; n is 0 for a
// longer one.
type wordKey struct {
	first, last uint64 // bytes, which may be the same in part
	n           uint32
}

func keyOf(w string) (k wordKey) {
	n := len(w)
	switch {
	case n == 0 || n > 16:
		return k
	case n < 4:
		k.first = uint64(w[0]) | uint64(w[n/2])<<8 | uint64(w[n-1])<<16
	case n < 8:
		k.first, k.last = fourBytes(w), fourBytes(w[n-4:])
	default:
		k.first, k.last = fourBytes(w)|fourBytes(w[4:])<<32, fourBytes(w[n-8:])|fourBytes(w[n-4:])<<32
	}
	return wordKey{smallLetters(k.first), smallLetters(k.last), uint32(n)}
}

func fourBytes(w string) uint64 {
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24
}

// smallLetters turns the capitals of ASCII among bytes of words into small letters.
// Digits and marks have the bit set already.
func smallLetters(b uint64) uint64 {
	const each = 0x0101010101010101
	return b | (^b>>7&each)<<5
}

func (k wordKey) hash() uint64 {
	return (k.first ^ k.last*0xD6E8FEB86659FD93 ^ uint64(k.n)) * 0x9E3779B97F4A7C15
}

// mayGoOn tells whether what stands behind the word may make a phrase of it.
func (w *seenWord) mayGoOn(text string, end int) bool {
	if w.next == 0 || end+2 >= len(text) {
		return w.next != 0
	}
	a, b := text[end+1], text[end+2]
	return a|b >= 0x80 || w.next>>twoLettersBit(a, b)&1 != 0
}

// twoLettersBit is the number of a bit in a filter of two letters of ASCII, large or
// small.
func twoLettersBit(a, b byte) uint { return (uint(a&31)*7 + uint(b&31)) & 63 }

// second are the two letters with which the second words begin of phrases whose first
// word is the given one, as in seenWord.
func (s *specials) second(w candidate, word string) (next uint64) {
	if w.wide {
		return anything
	}
	var buf [16]byte
	first := withoutMarks(appendFold(buf[:0], word))
	if len(s.ledBy(first)) > 0 {
		return anything
	}
	for _, p := range s.phrases[string(first)] {
		if n := len(first) + 1; n+1 < len(p.stem) && p.stem[n]|p.stem[n+1] < 0x80 {
			next |= 1 << twoLettersBit(p.stem[n], p.stem[n+1])
		} else {
			return anything
		}
	}
	return next
}
