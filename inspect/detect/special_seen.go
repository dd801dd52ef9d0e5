package detect

import "github.com/postlock/postlock/inspect"

// specialReader is specials with a memory for words that say nothing. A text has the
// same few hundred again and again: "the" may begin a phrase, "message" begins as
// something does that is looked for.
type specialReader struct {
	*specials
	seen [256]seenWord // by its hash
}

// seenWord is a word of at most eight letters and digits, which fill its key, that by
// itself names no special category. With one of next behind it, it may.
type seenWord struct {
	key  uint64
	next uint32 // a bit for each five bits of a letter, or anything
}

const anything = 1<<32 - 1

// in is specials.in.
func (r *specialReader) in(text string) (found inspect.Attributes) {
	for i := 0; ; {
		var from int
		if from, i = r.sieve.next(text, i); from < 0 {
			return found
		}
		key, end := wordKey(text, from)
		seen := &r.seen[key*0x9E3779B97F4A7C15>>56]
		if key != 0 && seen.key == key && !seen.mayGoOn(text, end) {
			i = end
			continue
		}
		w := candidateAt(r.specials, text, from)
		says := r.candidate(w, text, from)
		if says == 0 && key != 0 {
			*seen = seenWord{key: key}
			if w.may {
				seen.next = r.second(key)
			}
		}
		found |= says
		i = w.end
	}
}

// wordKey is the word that begins at i in small letters, and where it ends; 0 for a
// longer one, or one with marks or letters beyond ASCII.
func wordKey(text string, i int) (key uint64, end int) {
	for end = i; end < len(text); end++ {
		code := letterCodes[text[end]]
		if code == 0 {
			return key, end
		}
		if code >= inWord || end == i+8 {
			return 0, end
		}
		key = key<<8 | uint64(text[end]|0x20)
	}
	return key, end
}

// mayGoOn tells whether what stands behind the word may make a phrase of it.
func (w *seenWord) mayGoOn(text string, end int) bool {
	return w.next == anything || w.next != 0 && end+1 < len(text) && (text[end+1] >= 0x80 || w.next>>(text[end+1]&31)&1 != 0)
}

// second are the letters with which the second words begin of phrases whose first
// word is in the key, as in seenWord.
func (s *specials) second(key uint64) (next uint32) {
	var buf [8]byte
	first := buf[:0]
	for at := 56; at >= 0; at -= 8 {
		if c := byte(key >> at); c != 0 {
			first = append(first, c)
		}
	}
	for _, p := range s.phrases[string(first)] {
		if n := len(first) + 1; n < len(p.stem) && p.stem[n] < 0x80 {
			next |= 1 << (p.stem[n] & 31)
		} else {
			return anything
		}
	}
	return next
}
