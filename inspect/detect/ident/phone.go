package ident

import "strings"

// call is a phone number while it is read.
type call struct {
	start, end int
	digits     int
	groups     int
	first      int // digits of the first group
	breaks     int // groups parted by / - or .
	dots       int
	pairs      bool // all groups but the first have two digits
	cut        bool // another number follows after a space
}

// phone reads a number that starts with +, 00 or 0 at the digits from i to e; it
// returns its end or 0. Numbers without prefix are shapes, see phone_plain.
func (s *scanner) phone(i, e int) int {
	t := s.text
	plus := i > 0 && t[i-1] == '+'
	if !plus && t[i] != '0' {
		return 0
	}
	c := call{start: i, pairs: true}
	if plus {
		c.start--
	}
	if c.start > 0 && t[c.start-1] != '(' && !s.phoneBegins(c.start, plus) {
		return 0
	}
	if s.dial(&c, i, plus); c.end == 0 {
		return 0
	}
	if c.start > 0 && t[c.start-1] == '(' && c.end > i && strings.Count(t[i:c.end], ")") > strings.Count(t[i:c.end], "(") {
		c.start--
	}
	if !s.phoneBegins(c.start, plus) {
		return 0
	}
	if !s.rightOK(c.end, false, true) {
		return 0
	}
	double := t[i] == '0' && e-i >= 2 && t[i+1] == '0'
	if c.cut && !plus && !(mobile(t[i:c.end], 10) && c.digits >= 10 && c.first != 4 && c.first != 5) {
		return 0
	}
	switch {
	case plus:
		if t[i] == '0' || c.digits < 8 || c.digits > 15 || c.groups > 7 || paymentLine(t[c.end:]) {
			return 0
		}
	case double:
		if !abroad(t[i:c.end], &c) || thingBefore(t, c.start) {
			return 0
		}
	default:
		if s.notNational(&c, i) {
			return 0
		}
		if ok, sure := s.national(&c, t[i:c.end]); !ok {
			return 0
		} else if !sure {
			return s.unsure(&c)
		}
	}
	s.emit(known.phone, c.start, c.end, noDay, c.groups > 1)
	return c.end
}

// paymentLine tells the end of the payee's number on a giro form: "+71<000123 +12345678<".
func paymentLine(after string) bool {
	after = strings.TrimLeft(after, " ")
	return after != "" && after[0] == '<' && (len(after) == 1 || !isLetter(after[1]) && after[1] != '/')
}

// notNational tells numbers with a trunk prefix that are something else: times,
// the number of a thing, an enterprise, a parcel of land.
func (s *scanner) notNational(c *call, i int) bool {
	v := s.text[i:c.end]
	h := Hit{Kind: known.phone, Start: c.start, End: c.end}
	return s.unlikely(h) || enterprise(v) && !s.near(h, contextWindow/2) || parcel(v)
}

// enterprise is "0123.456.789" (KBO/BCE, Wetboek van economisch recht art. III.17),
// which Belgian mobile numbers may look like: 97 less the first eight digits
// modulo 97 is the last two.
func enterprise(v string) bool {
	if len(v) != 12 || v[4] != '.' || v[8] != '.' {
		return false
	}
	rest := uint32(0)
	for _, g := range [...]string{v[:4], v[5:8], v[9:10]} {
		for j := range len(g) {
			rest = mod97(rest, g[j])
		}
	}
	return 97-rest == uint32(v[10]-'0')*10+uint32(v[11]-'0')
}

// parcel tells numbers of land and of files in groups of three and more digits
// with hyphens between all, "010-00966-000": the number of a subscriber does not
// begin with two zeros, and does not end in a group of them.
func parcel(v string) bool {
	parts := strings.Split(v, "-")
	if len(parts) < 3 {
		return false
	}
	for _, p := range parts {
		if !digitsOnly(p) {
			return false
		}
	}
	last := parts[len(parts)-1]
	return strings.HasPrefix(parts[1], "00") || len(parts[1]) > 4 && parts[1][0] == '0' || strings.Trim(last, "0") == "" && len(last) > 1 ||
		len(parts) == 3 && v[0] == '0' && len(parts[0]) == 3 && len(parts[1]) == 3 && len(last) == 3
}

// unsure numbers need a word near by, or a whole cell.
func (s *scanner) unsure(c *call) int {
	h := Hit{Kind: known.phone, Start: c.start, End: c.end, Formatted: c.groups > 1}
	if !s.near(h, contextWindow/2) {
		if !s.cell {
			return 0
		}
		h.Kind = known.phoneSolid
	}
	s.hits = append(s.hits, h)
	return c.end
}

func (s *scanner) phoneBegins(i int, plus bool) bool {
	if i == 0 {
		return true
	}
	c := s.text[i-1]
	if plus && (c == '-' || c == '=' || c == ':') {
		return c != '-' && (i < 2 || !isDigit(s.text[i-2]))
	}
	if c == ' ' && i >= 2 && isDigit(s.text[i-2]) && !plus {
		return len(s.hits) > 0 && s.hits[len(s.hits)-1].End == i-1 || s.rowNumber(i-1)
	}
	return s.leftOK(i, false)
}

// rowNumber tells whether one to three digits that start a line end at e.
func (s *scanner) rowNumber(e int) bool {
	b := e
	for b > 0 && e-b < 4 && isDigit(s.text[b-1]) {
		b--
	}
	return e-b < 4 && (b == 0 || s.text[b-1] == '\n')
}

// dial collects groups of digits with at most one of / - . and brackets between
// them, up to fifteen digits.
func (s *scanner) dial(c *call, i int, plus bool) {
	t := s.text
	group := 0
	for i < len(t) {
		if isDigit(t[i]) {
			if c.digits == 15 {
				c.end, c.digits = 0, 99
				return
			}
			c.digits++
			group++
			i++
			c.end = i
			continue
		}
		gap, dot, brk := phoneGap(t[i:])
		if gap == 0 || i+gap >= len(t) || !isDigit(t[i+gap]) {
			break
		}
		if c.groups == 0 {
			c.first = group
		} else if group != 2 {
			c.pairs = false
		}
		if same, other := s.sameNumber(c, i+gap, plus); !same {
			c.cut = !other && !(brk && gap > 1)
			break
		}
		c.groups++
		group = 0
		if brk {
			c.breaks++
		}
		if dot {
			c.dots++
		}
		i += gap
	}
	if c.groups == 0 {
		c.first = group
	} else if group != 2 {
		c.pairs = false
	}
	c.groups++
}

// sameNumber stops before what follows a complete number; other tells that it is
// a date or another phone number, and not just more digits.
func (s *scanner) sameNumber(c *call, i int, plus bool) (same, other bool) {
	n := 0
	for i+n < len(s.text) && isDigit(s.text[i+n]) {
		n++
	}
	if c.digits >= 8 && n <= 4 && s.date(i, i+n, s.followingOrEnd(i+n)) > 0 {
		s.hits = s.hits[:len(s.hits)-1]
		return false, true
	}
	if c.digits >= 10 && c.digits <= 11 && n >= 2 && s.text[i] == '0' && s.text[i+1] != '0' && s.text[i-1] == ' ' {
		return false, true
	}
	most := 13
	if plus || strings.HasPrefix(s.text[c.start:], "00") {
		most = 15
	}
	return c.digits+n <= most && !(c.digits >= 10 && n > 4), false
}

// phoneGap measures what may stand between two groups.
func phoneGap(t string) (w int, dot, brk bool) {
	spaced := false
	for w < len(t) && w < 9 {
		n := 0
		switch c := t[w]; {
		case c == '(' || c == ')':
			n = 1
		case c == '.' || c == '/':
			if brk {
				return 0, false, false
			}
			n, brk, dot = 1, true, c == '.'
		case separator(t[w:], '-') > 0:
			if brk {
				return 0, false, false
			}
			n, brk = separator(t[w:], '-'), true
		case separator(t[w:], ' ') > 0:
			if spaced {
				return 0, false, false
			}
			n = separator(t[w:], ' ')
		}
		if n == 0 {
			break
		}
		spaced = separator(t[w:], ' ') > 0
		w += n
	}
	return w, dot, brk
}

// abroad: 00 and a European country code, or groups.
func abroad(digits string, c *call) bool {
	if c.digits < 10 || c.digits > 16 || len(digits) < 6 {
		return false
	}
	if c.groups > 1 && c.first > 2 && c.first <= 5 || c.first == 2 && c.groups > 2 {
		return digits[2] != '0' && c.dots == 0
	}
	return c.groups == 1 && (digits[2] == '3' || digits[2] == '4') && c.digits >= 11 && c.digits <= 15
}

// national numbers have a trunk prefix 0; ok tells whether it may be one, sure
// whether it needs no word near by.
func (s *scanner) national(c *call, t string) (ok, sure bool) {
	bracket := c.first == 1 && strings.HasPrefix(t, "0)")
	extended := c.groups == 3 && c.breaks == 1 && c.dots == 0 && !digitsOnly(t[len(t)-4:])
	if c.digits < 8 || c.groups > 6 || c.digits > 12 && (c.digits > 13 || c.groups != 2 && !extended) {
		return false, false
	}
	if c.groups == 1 {
		return c.digits >= 9, mobile(t, c.digits)
	}
	slash := c.breaks == c.groups-1 && c.dots == c.breaks-1 // 0458/63.69.30
	if c.first < 2 && !bracket || c.first > 6 || c.dots > 0 && c.dots < c.groups-1 && c.dots != 1 && !slash {
		return false, false
	}
	switch {
	case c.dots > 1 && !slash && !(c.pairs && c.digits == 10) && c.first < 3:
		return false, false
	case c.dots == c.groups-1 && c.first == 3 && c.digits == 12: // an address of the internet
		return false, false
	case c.breaks > 2 && c.dots == 0 && !(c.pairs && c.digits == 10):
		return false, false
	case c.digits < 9:
		return true, false
	}
	return true, c.dots != 1 || c.groups == 2
}

// mobile tells numbers without separators that a plan reserves for mobile
// phones, by prefix and length: NL, FR, BE, CH, SE, FI, GB and DE.
func mobile(t string, digits int) bool {
	if digits < 10 || len(t) < 10 {
		return false
	}
	switch t[1] {
	case '6':
		return digits == 10
	case '7':
		return digits == 10 || digits == 11 && t[:3] != "070"
	case '4':
		return digits == 10 && t[2] >= '5'
	case '1':
		return (digits == 11 || digits == 12) && t[2] >= '5' && t[2] <= '7'
	}
	return false
}
