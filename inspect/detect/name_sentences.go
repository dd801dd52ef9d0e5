package detect

import (
	"bytes"
	"strings"
)

// sentence reads running words for full names.
type sentence struct {
	p      *prose
	names  []*lineRecord
	run    [6]string
	n      int
	start  int
	titled bool
	full   bool // the run has a word behind its given names
	open   bool // names may stand in brackets
}

// flush takes the run as a name if it is one: a known given name with a
// capitalised word behind it, or a title before one.
func (s *sentence) flush(at int) {
	if s.n >= 2 || s.n == 1 && s.titled {
		nm := parseName(s.p.d.withoutState(strings.Join(s.run[:s.n], " ")))
		if (nm.person() || s.titled && nm.ok && nm.known > 0) && len(s.names) < maxNames {
			s.names = append(s.names, s.p.newRecord(nm, at+s.start, true))
		}
	}
	s.n, s.titled, s.full = 0, false, false
}

// inSentence finds full names within running words.
func (p *prose) inSentence(names []*lineRecord, text string, at int) []*lineRecord {
	s := sentence{p: p, names: names}
	return s.read(text, at)
}

// bracketed finds them in brackets as well: "Flat 3 (Anna Berg) drinks".
func (p *prose) bracketed(text string) []*lineRecord {
	s := sentence{p: p, open: true}
	return s.read(text, 0)
}

func (s *sentence) read(text string, at int) []*lineRecord {
	for from, to := nextField(text, 0); from < len(text); from, to = nextField(text, to) {
		if s.open && text[from] == '(' && to-from > 2 {
			s.flush(at)
			from++
		}
		s.word(text[from:to], from, at)
	}
	s.flush(at)
	return s.names
}

// atStart takes the words with capitals that a sentence with values begins with:
// "Hodan Zadran lives at …". A list decides whether they are a name.
func (p *prose) atStart(names []*lineRecord, text string, at int) []*lineRecord {
	end, words := 0, 0
	for w := range strings.FieldsSeq(text) {
		if !isCapital(w) || words == 4 || !nameLetters(w) {
			break
		}
		end = strings.Index(text[end:], w) + end + len(w)
		words++
	}
	if n := parseName(text[:end]); words >= 2 && n.ok && n.full && end < len(text) {
		r := p.newRecord(n, at, false)
		r.valued = true
		names = append(names, r)
	}
	return names
}

func (s *sentence) word(w string, pos, at int) {
	if s.n == 0 && !s.titled && w[0] >= 'a' && w[0] <= 'z' && !words().mayTitle(w) {
		return // most words
	}
	bare := trimBehind(w, ".,;:!?)'’\"")
	var buf [64]byte
	var c class
	if len(bare) > 0 && len(bare) < 48 {
		f := appendFold(buf[:0], bare)
		c = words().of(f)
		if i := bytes.IndexByte(f, '-'); c == 0 && i > 1 { // "Maj-Britt"
			c = words().of(f[:i]) & given
		}
	}
	initials := isInitials(w)
	switch {
	case bare == "":
	case c&title != 0 && c&given == 0 && (!lowerFirst(bare) || c&particle == 0 && len(bare) > 1):
		s.flush(at)
		s.titled, s.start = true, pos
		return
	case s.n > 0 && s.n < len(s.run) && c&particle != 0 && (c&given == 0 || lowerFirst(bare)):
		s.run[s.n] = bare
		s.n++
		return
	case isCapital(bare) && s.n < len(s.run):
		if s.full && c&given != 0 { // another person's begins
			s.flush(at)
		}
		if s.n == 0 {
			if c&given == 0 && !s.titled && !initials {
				return
			}
			if !s.titled {
				s.start = pos
			}
		}
		s.full = s.full || c&given == 0 && !initials
		s.run[s.n] = bare
		if initials {
			s.run[s.n] = w
		}
		s.n++
		if bare == w || initials {
			return
		}
	}
	s.flush(at)
}
