package ident

import (
	"unicode"
	"unicode/utf8"
)

// Near tells whether one of the words of the hit's kind labels it, at most window
// bytes before it, or half of that behind it on the same line. A word labels the
// number that follows as its value; see labelled.
func Near(text string, h Hit, window int) bool {
	var a surroundings
	return a.near(text, h, window)
}

// window is from where to where the words of a hit may stand.
func (h Hit) window(text string, window int) (from, to int) {
	from, to = max(0, h.Start-window), h.End
	for to < len(text) && to < h.End+window/2 && text[to] != '\n' {
		to++
	}
	for from > 0 && from < h.Start && !utf8.RuneStart(text[from]) {
		from++
	}
	return from, to
}

// surroundings are the words around one place, as a filter: one bit for every
// three bytes in a row, so that most keywords need not be looked for.
type surroundings struct {
	start  int // of the number
	end    int // of the number; 0 before the first
	window int
	before string
	behind string
	bits   [32]uint64
	wide   bool // letters beyond ASCII stand there
	far    bool // letters of other alphabets than the Latin
}

// near is Near with a memory of the place asked about last, for several kinds.
func (s *scanner) near(h Hit, window int) bool { return s.around.near(s.text, h, window) }

func (a *surroundings) near(text string, h Hit, window int) bool {
	if a.start != h.Start || a.end != h.End || a.window != window {
		a.look(text, h, window)
	}
	for i := range h.Kind.keys {
		k := &h.Kind.keys[i]
		if a.may(k) && labelled(text, h, k.word, h.Start-len(a.before), h.End+len(a.behind)) {
			return !h.Kind.shared || personal(text, h)
		}
	}
	return false
}

func (a *surroundings) look(text string, h Hit, window int) {
	*a = surroundings{start: h.Start, end: h.End, window: window}
	from, to := h.window(text, window)
	a.before, a.behind = text[from:h.Start], text[h.End:to]
	a.mark(a.before)
	a.mark(a.behind)
}

func (a *surroundings) mark(t string) {
	var v uint32
	most := byte(0)
	for i := range len(t) {
		c := lowered[t[i]]
		most = max(most, c)
		v = v<<8 | uint32(c)
		if i >= 2 {
			b := trigram(v)
			a.bits[b>>6] |= 1 << (b & 63)
		}
	}
	a.wide, a.far = a.wide || most >= 0x80, a.far || most >= farLead
}

// lowered is lower of every byte.
var lowered = func() (t [256]byte) {
	for c := range t {
		t[c] = lower(byte(c))
	}
	return t
}()

func trigram(v uint32) uint32 { return (v & 0xFFFFFF * 0x9E3779B1) >> 21 }

// farLead is the least first byte in UTF-8 of Greek, Cyrillic and what follows
// (U+0370 on); the letters of European languages in Latin script begin lower.
const farLead = 0xCD

// keyword is one of Kind.Words with what the filter needs of it.
type keyword struct {
	word        string
	plain       bool   // three ASCII bytes in a row are in it
	first, last uint32 // the first and the last such three
	wide, far   bool   // letters beyond ASCII, and beyond the Latin alphabet
}

func keywords(words []string) []keyword {
	keys := make([]keyword, len(words))
	for i, w := range words {
		k := &keys[i]
		k.word = w
		run := 0
		for j := range len(w) {
			k.wide, k.far = k.wide || w[j] >= 0x80, k.far || w[j] >= farLead
			if run++; w[j] >= 0x80 {
				run = 0
			}
			if run >= 3 {
				k.last = trigram(uint32(w[j-2])<<16 | uint32(w[j-1])<<8 | uint32(w[j]))
				if !k.plain {
					k.plain, k.first = true, k.last
				}
			}
		}
	}
	return keys
}

// may tells whether the word can stand in the surroundings.
func (a *surroundings) may(k *keyword) bool {
	if k.wide && !a.wide || k.far && !a.far {
		return false
	}
	if !k.plain {
		return true
	}
	return a.bits[k.first>>6&31]&(1<<(k.first&63)) != 0 && a.bits[k.last>>6&31]&(1<<(k.last&63)) != 0
}

// Header tells whether one of the kind's words stands in a column header or
// another short text. Short words must stand alone, longer ones may be part of a
// compound: "tel" is not in "hotel", "kontonummer" is in "Kontonummern".
func Header(header string, k *Kind) bool {
	for _, w := range k.Words {
		if hasWord(header, w) {
			return true
		}
	}
	return false
}

// standsAlone is the length up to which a keyword must be a word of its own.
const standsAlone = 5

func hasWord(text, word string) bool {
	_, e := findWord(text, word, 0, 0)
	return e > 0
}

// findWord finds a keyword in text at or after at; what stands before low does not
// count. The end is 0 when there is none.
func findWord(text, word string, at, low int) (start, end int) {
	for i := at; i+len(word)-2 <= len(text) && i < len(text); i++ {
		c := text[i]
		if c < 0x80 && lower(c) != word[0] || c >= 0x80 && word[0] < 0x80 || !utf8.RuneStart(c) {
			continue
		}
		n := foldPrefix(text[i:], word)
		if n == 0 {
			continue
		}
		if len(word) > standsAlone || begins(text[low:i]) && ends(text[i+n:]) {
			return i, i + n
		}
	}
	return 0, 0
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// foldPrefix is the length in text of the lower-case word at its start; 0 when
// it does not stand there.
func foldPrefix(text, word string) int {
	i := 0
	for j := 0; j < len(word); {
		if i >= len(text) {
			return 0
		}
		if text[i] < 0x80 {
			if lower(text[i]) != word[j] {
				return 0
			}
			i, j = i+1, j+1
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		want, m := utf8.DecodeRuneInString(word[j:])
		if greek(unicode.ToLower(r)) != greek(want) {
			return 0
		}
		i, j = i+n, j+m
	}
	return i
}

// greek is a letter without its accent, which Greek capitals do not have, and
// the sigma of a word's end as any other.
func greek(r rune) rune {
	switch r {
	case 'ς':
		return 'σ'
	case 'ά':
		return 'α'
	case 'έ':
		return 'ε'
	case 'ή':
		return 'η'
	case 'ί':
		return 'ι'
	case 'ό':
		return 'ο'
	case 'ύ':
		return 'υ'
	case 'ώ':
		return 'ω'
	}
	return r
}

func begins(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || !unicode.IsLetter(r)
}

// ends allows the words for "number" to be part of the keyword: "cprnr",
// "bsnnummer", "tlfnr".
func ends(after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	if after == "" || !unicode.IsLetter(r) {
		return true
	}
	for _, suffix := range [...]string{"nr", "no", "nummer", "num", "s", "nrs"} {
		if n := foldPrefix(after, suffix); n > 0 {
			if r, _ := utf8.DecodeRuneInString(after[n:]); n == len(after) || !unicode.IsLetter(r) {
				return true
			}
		}
	}
	return false
}
