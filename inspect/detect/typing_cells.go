package detect

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// shape is what a cell looks like without its column.
type shape struct {
	email, phone, date, street, streetShape, postcode, iban, card bool
	number, time, url, long, classCode, org, digits               bool
	roleBox, phoneSure, other, birthday, initials, turned         bool
	phoneIn                                                       bool
	special                                                       inspect.Attributes
	day                                                           time.Time
	name                                                          name
	ids                                                           []*ident.Kind
	births                                                        []time.Time
}

// look reads a cell. It is used for the rows a table is typed by, not for every
// row, and may be slow.
func (d *Detector) look(cell string) (s shape) {
	cell = strings.TrimSpace(cell)
	if cell == "" {
		return
	}
	if len(cell) > 120 {
		s.long = true
		s.special = d.conditions(cell)
		return
	}
	letters, digits, others := count(cell)
	s.digits = digits > 0
	s.number = letters == 0 && digits > 0
	d.hits = ident.Whole(cell, d.hits[:0])
	for _, h := range d.hits {
		s.take(h)
	}
	if s.email {
		s.roleBox = isRoleBox(cell)
		return
	}
	s.url = strings.Contains(cell, "://") || strings.HasPrefix(cell, "www.")
	s.time = isClock(cell)
	if day, ok := parseDate(cell); ok {
		s.date, s.day = true, day
	}
	s.birthday = dayOfYear(cell)
	s.initials = letters > 0 && digits == 0 && isInitials(cell)
	s.turned = digits == 0 && isTurned(cell)
	s.phone = !s.date && (s.phone || phoneShape(cell, digits, letters, others)) && !isDecimal(cell)
	s.phoneIn = !s.phone && !s.date && letters > 0 && letters <= 24 && digits >= leastRun && digits <= 14 && d.phoneWithin(cell)
	s.postcode = s.postcode || postcodeShape(cell)
	if digits > 0 { // of the house
		s.street, s.streetShape = streetLike(cell)
	}
	if r, _ := utf8.DecodeRuneInString(cell); isOther(r) {
		s.other = true
	}
	if digits == 0 {
		s.name = parseName(cell)
		s.org = hasOrgWord(cell)
		if _, other, ok := household(cell, false); ok && !s.name.ok {
			s.name = parseName(other)
		}
	}
	if digits > 0 && digits <= 3 && !s.streetShape && !s.phone && !s.date { // "Przedszkole nr 4"
		s.org = hasOrgWord(cell)
	}
	if rest := afterNumber(cell); rest != "" && !s.postcode && (!s.streetShape || isListed(cell)) {
		s.name, s.org, s.digits = parseName(rest), hasOrgWord(rest), false
		s.street, s.streetShape = false, false
	}
	s.classCode = classCode(cell)
	if letters > 0 {
		s.special = d.conditions(cell)
	}
	return s
}

// phoneWithin tells whether a cell ends with a telephone number and has words before it:
// "emergency 07700 900123". What may be a national number, "CPR 060985-1229", is none.
func (d *Detector) phoneWithin(cell string) (found bool) {
	d.hits = ident.Scan(cell, d.hits[:0])
	for _, h := range d.hits {
		switch {
		case h.Kind.Attribute == inspect.NationalID:
			return false
		case h.Kind.Attribute == inspect.Phone && !h.Kind.ContextOnly && h.End == len(cell) && digitsIn(cell[:h.Start]) == 0:
			found = true
		}
	}
	return found
}

// afterNumber is what stands behind the number of a row that ran into its first
// cell: "69161  VELDMAN, Sjoerd". It is empty for other cells.
func afterNumber(cell string) string {
	rest := cell
	for rest != "" && rest[0]-'0' < 10 {
		rest = rest[1:]
	}
	if len(rest) == len(cell) || len(rest) < 5 || len(cell)-len(rest) > 7 || digitsIn(rest) > 0 || strings.Trim(rest[:1], " .)") != "" {
		return ""
	}
	return strings.TrimLeft(rest, " .)")
}

// isListed tells "2. Riet Prins", of a list, from "2 High Street".
func isListed(cell string) bool {
	mark := strings.TrimLeft(cell, "0123456789")
	return mark != "" && (mark[0] == '.' || mark[0] == ')')
}

// isTurned is true for "Berg, A.": a name and nothing else.
func isTurned(cell string) bool {
	last, rest, ok := strings.Cut(cell, ", ")
	initial, _, _ := strings.Cut(rest, " ")
	return ok && len(cell) <= 50 && isCapital(strings.TrimLeft(last, "vandetrhozum' ")) && isInitials(initial)
}

func (s *shape) take(h ident.Hit) {
	switch h.Kind.Name {
	case "email":
		s.email = true
	case "phone", "phone_plain":
		s.phone = true
		s.phoneSure = s.phoneSure || h.Kind.Name == "phone"
	case "iban":
		s.iban = true
	case "card":
		s.card = true
	case "date":
		s.date, s.day = true, h.Birth
	case "street":
		s.street = true
	case "postcode", "postcode_town":
		s.postcode = true
	default:
		if h.Kind.Attribute == inspect.NationalID && !h.Kind.ContextOnly {
			s.ids = append(s.ids, h.Kind)
			s.births = append(s.births, h.Birth)
		}
	}
}

// phoneShape is true for what could be a phone number in a column of phone
// numbers: 7 to 15 digits with the marks people put between them, and one that
// starts as numbers do (a plus, a zero, a bracket) or is grouped.
func phoneShape(s string, digits, letters, others int) bool {
	if letters > 0 || digits < 7 || digits > 15 {
		return false
	}
	for _, r := range s {
		if !strings.ContainsRune("0123456789+()/-. ", r) {
			return false
		}
	}
	switch s[0] {
	case '+', '(':
		return true
	case '0':
		return digits >= 8
	}
	return digits == 8 && strings.Count(s, " ") >= 1
}

// isDecimal is true for a number with one decimal point or comma, such as
// "0.29166667" or "55.676098". A telephone number begins with 0 before another digit,
// or has more dots.
func isDecimal(s string) bool {
	s = strings.TrimLeft(s, "-+ ")
	i := 0
	for i < len(s) && s[i]-'0' < 10 {
		i++
	}
	return i > 0 && i < len(s) && (s[i] == '.' || s[i] == ',') && digitsOnly(s[i+1:]) && (s[0] != '0' || i == 1)
}

// phoneValue tells whether the cell of a phone column holds a number that
// reaches a person: an extension of three digits does not.
func phoneValue(s string) bool {
	digits := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	return digits >= 6
}

// postcodeShape knows the shapes that are postcodes by themselves: Dutch
// "1234 AB" and British "SW1A 1AA"; four or five digits need a heading.
func postcodeShape(s string) bool {
	if len(s) < 5 || len(s) > 8 {
		return false
	}
	return pattern(s, "9999 AA") || pattern(s, "9999AA") || pattern(s, "A9 9AA") || pattern(s, "A99 9AA") ||
		pattern(s, "AA9 9AA") || pattern(s, "AA99 9AA") || pattern(s, "A9A 9AA") || pattern(s, "AA9A 9AA") || pattern(s, "99-999")
}

func pattern(s, p string) bool {
	if len(s) != len(p) {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; p[i] {
		case '9':
			if c < '0' || c > '9' {
				return false
			}
		case 'A':
			if c|0x20 < 'a' || c|0x20 > 'z' {
				return false
			}
		default:
			if c != p[i] {
				return false
			}
		}
	}
	return true
}

// classCode is true for "3B", "groep 5", "7a", "1.b".
func classCode(s string) bool {
	if len(s) > 10 {
		return false
	}
	letters, digits, _ := count(s)
	return digits >= 1 && digits <= 2 && letters >= 1 && letters <= 7 && !strings.ContainsAny(s, ":/€$%@")
}

// date reads a date in figures, or in words through ident.
func (d *Detector) date(cell string) (time.Time, bool) {
	if t, ok := parseDate(cell); ok {
		return t, true
	}
	if t, ok := digitDay(strings.TrimSpace(cell)); ok {
		return t, true
	}
	return ident.Date(cell)
}
