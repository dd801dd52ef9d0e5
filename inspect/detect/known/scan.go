package known

import (
	"unicode"
	"unicode/utf8"
)

// item is a word or number of a line: letters and digits without a gap.
type item struct {
	hash       uint64 // of the folded text, by the key that hashed knows
	start, end int
	fold       int // where its folded text ends
	digits     int
	letters    int
	gap        bool // more stands before it than one separator of a number
}

// scanner cuts a line into items, once for all lists and forms. Its buffers are
// used again.
type scanner struct {
	text  string
	items []item
	ats   []int  // where "@" stands
	fold  []byte // the items' folded text, one behind the other
	key   sip    // of the items' hashes
	keyed bool
}

// line reads a new line.
func (s *scanner) line(text string) {
	s.text, s.items, s.ats, s.fold, s.keyed = text, s.items[:0], s.ats[:0], s.fold[:0], false
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if classes[c] == 0 {
				if c == '@' {
					s.ats = append(s.ats, i)
				}
				i++
				continue
			}
			i = s.item(i)
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if isPart(r) {
			i = s.item(i)
		} else {
			i += n
		}
	}
}

// hash hashes the items with a key, unless that is done already. Items too long
// to be a word have the hash 0.
func (s *scanner) hash(key sip) {
	if s.keyed && s.key == key {
		return
	}
	s.key, s.keyed = key, true
	from := 0
	for i := range s.items {
		it := &s.items[i]
		it.hash = 0
		if it.fold-from <= maxWord {
			it.hash = key.sum('w', s.fold[from:it.fold])
		}
		from = it.fold
	}
}

// classes tells ASCII letters (1) and digits (2).
var classes = func() (c [utf8.RuneSelf]uint8) {
	for i := range c {
		switch {
		case i >= '0' && i <= '9':
			c[i] = 2
		case i|0x20 >= 'a' && i|0x20 <= 'z':
			c[i] = 1
		}
	}
	return c
}()

// item reads letters and digits from i on and returns their end.
func (s *scanner) item(i int) int {
	t, start := s.text, i
	digits, letters := 0, 0
	for i < len(t) {
		c := t[i]
		if c >= utf8.RuneSelf {
			break
		}
		k := classes[c]
		if k == 0 {
			break
		}
		letters += int(k & 1)
		digits += int(k >> 1)
		s.fold = append(s.fold, c|k&1<<5) // letters to lower case
		i++
	}
	if i < len(t) && t[i] >= utf8.RuneSelf {
		var more int
		i, digits, more = s.foreign(i, digits)
		letters += more
	}
	gap := len(s.items) == 0 || !tight(t[s.items[len(s.items)-1].end:start])
	s.items = append(s.items, item{start: start, end: i, fold: len(s.fold), digits: digits, letters: letters, gap: gap})
	return i
}

// foreign reads the rest of an item, in which not all is ASCII.
func (s *scanner) foreign(i, digits int) (end, ds, letters int) {
	from := i
	for i < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if !isPart(r) {
			break
		}
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !unicode.Is(unicode.Mn, r):
			letters++
		}
		i += n
	}
	s.fold = appendFold(s.fold, s.text[from:i])
	return i, digits, letters
}

// tight tells whether the groups of one number can be separated by s.
func tight(s string) bool {
	if len(s) > 3 {
		return s == "\u00a0" || s == "\u202f" || s == "\u2011" || s == "\u2013"
	}
	for i := range len(s) {
		switch s[i] {
		case ' ', '-', '.', '/', '(', ')', '+':
		default:
			return s == "\u00a0" || s == "\u202f" || s == "\u2011" || s == "\u2013"
		}
	}
	return true
}

// folded is the i-th item in lower case, valid until the next line.
func (s *scanner) folded(i int) []byte {
	from := 0
	if i > 0 {
		from = s.items[i-1].fold
	}
	return s.fold[from:s.items[i].fold]
}

// email is the address around an "@" at i; empty when there is none.
func (s *scanner) email(at int) (start, end int) {
	start, end = at, at+1
	for start > 0 && mailByte(s.text[start-1]) {
		start--
	}
	for end < len(s.text) && (mailByte(s.text[end]) && s.text[end] != '_' && s.text[end] != '+') {
		end++
	}
	for end > at && (s.text[end-1] == '.' || s.text[end-1] == '-') {
		end--
	}
	if start == at || end <= at+2 || end-start > 254 {
		return at, at
	}
	return start, end
}

func mailByte(c byte) bool {
	switch c {
	case '.', '-', '_', '+', '\'', '&', '!', '#', '$', '%', '*', '=', '~':
		return true
	}
	return c >= utf8.RuneSelf || classes[c] != 0
}

// days reads the dates of a text, day before month, and of years of two digits
// both centuries. at and to are the items of the date.
func days(s *scanner, text string, found func(y, m, d, at, to int)) {
	s.line(text)
	s.days(found)
}

func (s *scanner) days(found func(y, m, d, at, to int)) {
	for i := range s.items {
		if s.items[i].digits == 0 || s.items[i].digits > 8 {
			continue
		}
		if y, m, d, n := s.dayAt(i); n > 0 {
			if y >= 100 {
				if realDay(y, m, d) {
					found(y, m, d, i, i+n)
				}
				continue
			}
			if realDay(2000, m, d) {
				first, second := 2000+y, 1900+y
				if y > 30 {
					first, second = second, first
				}
				found(first, m, d, i, i+n)
				found(second, m, d, i, i+n)
			}
		}
	}
}

// dayAt reads a date at item i; n is how many items it has.
func (s *scanner) dayAt(i int) (y, m, d, n int) {
	it := s.items[i]
	v, pure := s.number(i)
	if pure && it.digits == 8 && s.alone(i) {
		if v/10000 >= 1880 && v/10000 <= 2100 && v/100%100 <= 12 {
			return v / 10000, v / 100 % 100, v % 100, 1
		}
		return v % 10000, v / 10000 % 100, v / 1000000, 1
	}
	if pure && it.digits == 6 && s.alone(i) {
		return v % 100, v / 100 % 100, v / 10000, 1
	}
	if i+2 >= len(s.items) || s.items[i+1].gap || s.items[i+2].gap && it.digits != 4 && s.items[i+1].digits > 0 {
		return 0, 0, 0, 0
	}
	last := s.items[i+2]
	z, zpure := s.number(i + 2)
	mid, midpure := s.number(i + 1)
	if !midpure && s.items[i+1].digits == 0 {
		mid = month(s.folded(i + 1))
	}
	switch {
	case mid < 1 || mid > 31 || last.digits == 0:
		return 0, 0, 0, 0
	case pure && it.digits == 4 && it.letters == 0 && mid <= 12: // 2014-03-12, also before T10:30
		day := 0
		for k := last.start; k < last.end && s.text[k] >= '0' && s.text[k] <= '9'; k++ {
			day = day*10 + int(s.text[k]-'0')
		}
		return v, mid, day, 3
	case it.digits <= 2 && zpure && (last.digits == 4 || last.digits == 2):
		d := v
		if !pure { // 1st, 12th
			d = leading(s.text[it.start:it.end])
		}
		if mid > 12 && d <= 12 && midpure {
			d, mid = mid, d
		}
		return z, mid, d, 3
	}
	return 0, 0, 0, 0
}

func leading(t string) (v int) {
	for k := 0; k < len(t) && t[k] >= '0' && t[k] <= '9'; k++ {
		v = v*10 + int(t[k]-'0')
	}
	return v
}

// number is the i-th item as a number; pure is false when it is none.
func (s *scanner) number(i int) (v int, pure bool) {
	it := s.items[i]
	if it.letters > 0 || it.digits > 9 {
		return 0, false
	}
	for k := it.start; k < it.end; k++ {
		if s.text[k] >= utf8.RuneSelf {
			return 0, false
		}
		v = v*10 + int(s.text[k]-'0')
	}
	return v, true
}

// alone tells whether no digits stand tight beside an item.
func (s *scanner) alone(i int) bool {
	return (s.items[i].gap || s.items[i-1].digits == 0) &&
		(i+1 >= len(s.items) || s.items[i+1].gap || s.items[i+1].digits == 0 || s.text[s.items[i].end] == ' ')
}

// The most groups that a number is written in, the most letters of a group
// without digits, and the most characters.
const (
	maxGroups  = 6
	shortGroup = 4
	maxNumber  = 24
	leadGroups = 2 // of letters alone, before the first digit
)

// beginsNumber tells whether a number can begin at item i: it has a digit, or is
// a short group of letters, or two, before one that has.
func (s *scanner) beginsNumber(i int) bool {
	for j := i; j < len(s.items) && j <= i+leadGroups; j++ {
		switch it := &s.items[j]; {
		case j > i && it.gap:
			return false
		case it.digits > 0:
			return true
		case it.letters > shortGroup:
			return false
		}
	}
	return false
}

// numbers gives every run of items that can be one number: at least a digit,
// groups tight, letters only in short groups.
func (s *scanner) numbers(found func(from, to int)) {
	for i, it := range s.items {
		if it.digits == 0 && it.letters > shortGroup {
			continue
		}
		digits, size := 0, 0
		for j := i; j < len(s.items) && j < i+maxGroups; j++ {
			g := s.items[j]
			if j > i && g.gap || g.digits == 0 && g.letters > shortGroup {
				break
			}
			digits += g.digits
			if size += g.end - g.start; size > maxNumber {
				break
			}
			if digits > 0 {
				found(i, j+1)
			}
		}
	}
}

// postcodes are the runs of s that may be a postcode: three to eight letters and
// digits in one or two groups, not the house number.
func (s *scanner) postcodes(house string) (codes []string) {
	s.numbers(func(from, to int) {
		if to-from > 2 {
			return
		}
		text := s.text[s.items[from].start:s.items[to-1].end]
		if c := compact(text); len(c) >= 4 && len(c) <= 8 && houseNumber(text) != house && s.digits(from, to) >= 2 {
			codes = append(codes, text)
		}
	})
	return codes
}

func (s *scanner) digits(from, to int) (n int) {
	for _, it := range s.items[from:to] {
		n += it.digits
	}
	return n
}
