package detect

import (
	"math/bits"
	"slices"
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
		var says inspect.Attributes
		end, says = r.word(text, from)
		found |= says
	}
	return found
}

// count is how many words of a text name a special category, or begin to.
func (r *specialReader) count(text string) (n int) {
	for from, end := 0, 0; from < len(text); from = end + 1 {
		var says inspect.Attributes
		end, says = r.word(text, from)
		n += count1(says != 0)
	}
	return n
}

// word reads the word that begins at a byte of a text: where it ends and what it names,
// or begins to.
func (r *specialReader) word(text string, from int) (end int, says inspect.Attributes) {
	end, key := readWord(text, from)
	if end-from < 3 && text[from] < utf8.RuneSelf || key.isNumber() && !r.numbers {
		return end, 0 // no word, or too short a one
	}
	seen := &r.seen[key.hash()>>53]
	if seen.wordKey == key && key.first != 0 && !seen.mayGoOn(text, end) {
		return end, 0
	}
	w := candidateAt(r.specials, text, from)
	says, leads := r.candidate(w, text, from)
	if says == 0 && key.first != 0 {
		*seen = seenWord{wordKey: key}
		if leads {
			seen.next = r.second(w, text[from:end])
		}
	}
	return end, says
}

// wordKey is a word of up to sixteen bytes, ASCII in small letters, and zeros behind it;
// it is zero for a longer one.
type wordKey struct{ first, last uint64 }

// readWord reads the word that begins at a byte of a text.
func readWord(text string, from int) (end int, key wordKey) {
	if rest := text[from:]; len(rest) >= 8 { // most
		key.first = eightBytes(rest)
	} else {
		key.first = fewBytes(rest)
	}
	n := wordBytes(key.first)
	if n < 8 {
		key.first = smallLetters(key.first) & (1<<(8*n) - 1)
		return from + n, key
	}
	if rest := text[from+8:]; len(rest) >= 8 {
		key.last = eightBytes(rest)
	} else {
		key.last = fewBytes(rest)
	}
	n = wordBytes(key.last)
	if end = from + 8 + n; n == 8 && end < len(text) && letterCodes[text[end]] != 0 {
		for end < len(text) && letterCodes[text[end]] != 0 {
			end++
		}
		return end, wordKey{}
	}
	return end, wordKey{smallLetters(key.first), smallLetters(key.last) & (1<<(8*n) - 1)}
}

// wordBytes is how many of eight bytes, the first one lowest, are of a word that begins
// with the first: those that have letterCodes.
func wordBytes(eight uint64) int {
	const each, low = 0x0101010101010101, 0x7F7F7F7F7F7F7F7F
	b := eight & low
	small := b | 0x20*each
	letters := (small + (0x80-'a')*each) &^ (small + (0x7F-'z')*each)
	numbers := (b + (0x80-'-')*each) &^ (b + (0x7F-'9')*each) // and - . /
	return bits.TrailingZeros64(^(letters|numbers|eight)&^low) / 8
}

// isNumber tells whether the word has digits and marks and nothing else.
func (k wordKey) isNumber() bool {
	const letters = 0xC0C0C0C0C0C0C0C0 // bits that digits and marks have not
	return k.first != 0 && (k.first|k.last)&letters == 0
}

// smallLetters turns the capitals of ASCII among bytes of words into small letters.
// Digits and marks have the bit set already.
func smallLetters(b uint64) uint64 {
	const each = 0x0101010101010101
	return b | (^b>>7&each)<<5
}

func (k wordKey) hash() uint64 {
	return (k.first ^ k.last*0xD6E8FEB86659FD93) * 0x9E3779B97F4A7C15
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
	if slices.ContainsFunc(s.ledBy(first), func(m stemOf) bool { return m.begins(first) }) {
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
