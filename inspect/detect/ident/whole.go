package ident

import (
	"strings"
	"time"
)

// maxCell is the longest cell Whole reads; longer ones are running text.
const maxCell = 128

// Whole appends the kinds that a whole table cell is. It is more tolerant than
// Scan: kinds without a check are returned without context, spaces and
// separators may stand anywhere in a number, and a leading zero that a
// spreadsheet dropped is restored (Hit.Repaired). A cell that holds more than one
// thing, such as a street and a town, is text for Scan.
func Whole(cell string, hits []Hit) []Hit {
	if len(cell) <= maxCell && needsFold(cell) {
		f := fold(cell)
		first := len(hits)
		hits = whole(f.text, hits)
		f.restore(cell, hits[first:])
		return hits
	}
	return whole(cell, hits)
}

// Date is the calendar date that a whole cell is, as Whole finds it.
func Date(cell string) (day time.Time, ok bool) {
	if len(cell) <= maxCell && needsFold(cell) {
		cell = fold(cell).text
	}
	t := strings.TrimSpace(cell)
	if len(t) < 4 || len(t) > maxCell {
		return noDay, false
	}
	var room [8]Hit
	s := scanner{text: t, hits: room[:0], cell: true}
	s.run()
	s.keepWhole(0)
	for _, h := range s.hits {
		if h.Kind == known.date {
			return h.Birth, true
		}
	}
	if n, ok := compactOf(t, false); ok && n.n == 8 && n.sep == 0 && n.digits(0, 8) {
		return wholeDate(n)
	}
	return noDay, false
}

// whole is Whole of a folded cell.
func whole(cell string, hits []Hit) []Hit {
	t := strings.TrimSpace(cell)
	if len(t) < 4 || len(t) > maxCell || next(t, 0) >= len(t) {
		return hits
	}
	first := len(hits)
	s := scanner{text: t, hits: hits, cell: true}
	s.run()
	s.keepWhole(first)
	s.compact(first)
	at := strings.Index(cell, t)
	for i := first; i < len(s.hits); i++ {
		s.hits[i].Start, s.hits[i].End = s.hits[i].Start+at, s.hits[i].End+at
	}
	return s.hits
}

// keepWhole drops hits that are only part of the cell. A time of day behind a
// date belongs to it.
func (s *scanner) keepWhole(first int) {
	k := first
	for _, h := range s.hits[first:] {
		if rest := s.text[h.End:]; h.Kind == known.date && len(rest) > 5 && (rest[0] == 'T' || rest[0] == ' ') && timeOfDay(rest[1:]) {
			h.End = len(s.text)
		}
		if h.Start == 0 && h.End == len(s.text) {
			s.hits[k] = h
			k++
		}
	}
	s.hits = s.hits[:k]
}

// compact takes the separators out of a cell and tries all kinds of its length,
// and with a zero in front those that are one longer.
func (s *scanner) compact(first int) {
	n, ok := compactOf(s.text, false)
	if !ok || n.n > maxRun {
		return
	}
	if n.sep == 0 || !has(s.hits[first:], known.date) {
		s.every(first, n, false)
	}
	if n.n == 8 && n.sep == 0 && n.digits(0, 8) {
		if born, ok := wholeDate(n); ok {
			s.emit(known.date, 0, len(s.text), born, false)
		}
	}
	if n.n < maxRun && n.sep == 0 && n.digits(0, n.n) && n.b[0] != '0' {
		copy(n.b[1:], n.b[:n.n])
		n.b[0] = '0'
		n.n++
		s.every(first, n, true)
	}
}

// every emits the kinds of the number's length that pass and are not there yet.
func (s *scanner) every(first int, n num, repaired bool) {
	for _, k := range shapes.compact[n.n] {
		if k == known.phoneSolid && n.n == 8 && span(string(n.b[:4]), string(n.b[4:8])) && n.sep != 0 {
			continue
		}
		if k.strict || k.ContextOnly && n.sep != 0 && k != known.phoneSolid || repaired && k.pad != n.n || has(s.hits[first:], k) || !k.fits(n) {
			continue
		}
		if born, ok := k.check(n); ok {
			s.hits = append(s.hits, Hit{Kind: k, End: len(s.text), Birth: born, Repaired: repaired, bare: n.digits(0, n.n)})
		}
	}
}

func has(hits []Hit, k *Kind) bool {
	for i := range hits {
		if hits[i].Kind == k {
			return true
		}
	}
	return false
}

// fits tells whether the compact number has the digits and letters of one of the
// kind's shapes, in their places.
func (k *Kind) fits(n num) bool {
	for _, p := range k.shapes {
		if fitsPattern(p, n) {
			return true
		}
	}
	return false
}

func fitsPattern(p string, n num) bool {
	j := 0
	for i := range len(p) {
		c := p[i]
		if c != '9' && c != 'A' && c != '*' {
			if c == '+' && n.sep != '+' {
				return false
			}
			continue
		}
		if j >= n.n || c == '9' && n.b[j] > '9' || c == 'A' && n.b[j] < 'A' {
			return false
		}
		j++
	}
	return j == n.n
}

// compactOf takes spaces, hyphens, slashes and perhaps dots out; ok is false for
// any other character. A number that a spreadsheet wrote as "123.0" loses the ".0".
func compactOf(t string, dots bool) (n num, ok bool) {
	if len(t) > 6 && t[len(t)-2:] == ".0" && strings.IndexByte(t, '.') == len(t)-2 {
		t = t[:len(t)-2]
	}
	for i := 0; i < len(t); {
		c := upper(t[i])
		if isAlnum(c) {
			if n.n == len(n.b) {
				return n, false
			}
			n.b[n.n] = c
			n.n++
			i++
			continue
		}
		w := max(separator(t[i:], ' '), separator(t[i:], '-'))
		if c == '.' && dots || c == '/' || c == '+' {
			w = 1
		}
		if w == 0 {
			return n, false
		}
		if n.sep == 0 {
			if n.sep = c; c >= 0x80 {
				n.sep = '-'
			}
		}
		i += w
	}
	return n, n.n >= 4
}
