package detect

import (
	"bytes"
	"math/bits"
	"strings"
	"time"
	"unicode"
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
	s.phone = s.phone && !s.date && !isDecimal(cell) || !isDecimal(cell) && !s.date && phoneShape(cell, digits, letters, others)
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

func count(s string) (letters, digits, others int) {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			l, d, o := countRunes(s[i:])
			return letters + l, digits + d, others + o
		}
		switch {
		case c-'0' < 10:
			digits++
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		case c != ' ':
			others++
		}
	}
	return
}

func countRunes(s string) (letters, digits, others int) {
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsLetter(r):
			letters++
		case r != ' ':
			others++
		}
	}
	return
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
	i := strings.IndexAny(s, ".,")
	return i > 0 && digitsOnly(s[:i]) && digitsOnly(s[i+1:]) && (s[0] != '0' || i == 1)
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

// streetLike tells whether a text has the words of a street and a house number,
// and whether it has at least the shape of one.
func streetLike(s string) (street, shaped bool) {
	var word, number bool
	fields := 0
	for w := range strings.FieldsSeq(s) {
		fields++
		w = strings.Trim(w, ",.;()")
		if houseNumber(w) {
			number = true
			continue
		}
		if len(w) < 2 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) && r != '\'' {
			continue
		}
		shaped = true
		var buf [40]byte
		if len(w) <= 32 && streetName(appendFold(buf[:0], w)) {
			word = true
		}
	}
	shaped = shaped && number && fields >= 2 && fields <= 8
	return word && shaped, shaped
}

func streetName(f []byte) bool {
	f = trimDot(f)
	return words().of(f)&streetWord != 0 || words().ending(f)&streetWord != 0
}

// houseNumber is true for 1 to 4 digits with a letter or a range behind them.
func houseNumber(w string) bool {
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	return n >= 1 && n <= 4 && len(w)-n <= 4 && !strings.ContainsAny(w[n:], ".:,%€$")
}

// classCode is true for "3B", "groep 5", "7a", "1.b".
func classCode(s string) bool {
	if len(s) > 10 {
		return false
	}
	letters, digits, _ := count(s)
	return digits >= 1 && digits <= 2 && letters >= 1 && letters <= 7 && !strings.ContainsAny(s, ":/€$%@")
}

func isClock(s string) bool {
	i := strings.IndexByte(s, ':')
	return i > 0 && len(s) <= 12 && s[i-1] >= '0' && s[i-1] <= '9' && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9'
}

// trimMarks is strings.Trim with marks that are no letters, digits or dots: most
// texts have none at their ends.
func trimMarks(s, marks string) string {
	if s == "" || isPlain(s[0]) && isPlain(s[len(s)-1]) {
		return s
	}
	return strings.Trim(s, marks)
}

// trimBehind is strings.TrimRight with marks that are no letters of ASCII or digits:
// most words have none at their end.
func trimBehind(w, marks string) string {
	if w == "" || letterCodes[w[len(w)-1]]-1 < inWord-1 {
		return w
	}
	return strings.TrimRight(w, marks)
}

// isRoleBox tells whether an address is a mailbox of a role, not a person.
func isRoleBox(addr string) bool {
	local, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(addr), "mailto:"), "@")
	var buf [64]byte
	if len(local) > 40 {
		return false
	}
	f := appendFold(buf[:0], trimMarks(local, "<\"' "))
	l := words()
	bare := bytes.TrimRight(f, "0123456789") // "buero12"
	if l.isRole(f) || len(bare) >= 5 && len(f)-len(bare) <= 2 && l.isRole(bare) {
		return true
	}
	start := 0
	for i := 0; i <= len(f); i++ {
		if i == len(f) || f[i] == '.' || f[i] == '-' || f[i] == '_' || f[i] == '+' {
			if l.isRole(f[start:i]) {
				return true
			}
			start = i + 1
		}
	}
	return false
}

// hasOrgWord tells whether a text has a word of organisations in it.
func hasOrgWord(s string) bool {
	l := words()
	var before, c class
	for from, to := nextWord(s, 0); from < len(s); from, to = nextWord(s, to) {
		w := s[from:to]
		if before = c; len(w) < 2 || len(w) > 40 {
			continue
		}
		var buf [48]byte
		f := appendFold(buf[:0], w)
		if c = l.of(f); c&orgWord != 0 && (c&(given|surname) == 0 || len(f) <= 3 && isUpperCase(w)) {
			return true
		} else if c == 0 && l.ending(f)&orgWord != 0 && !familyEnding(f) && !(before&given != 0 && placeEnding(f)) {
			return true
		}
	}
	return hasDottedForm(s)
}

// nextWord is where the next run of word runes at or behind i begins and ends;
// both are the end of the text when there is none.
func nextWord(s string, i int) (from, to int) {
	for from = i; from < len(s); {
		n, ok := wordRuneAt(s, from)
		if ok {
			break
		}
		from += n
	}
	for to = from; to < len(s); {
		n, ok := wordRuneAt(s, to)
		if !ok {
			break
		}
		to += n
	}
	return from, to
}

// wordRuneAt is isWordRune of the character at i, and its width.
func wordRuneAt(s string, i int) (n int, ok bool) {
	if c := s[i]; c < utf8.RuneSelf {
		return 1, letterCodes[c]-1 < inWord-1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return n, isWordRune(r)
}

// hasDottedForm tells whether a text has a legal form that looks like initials
// behind a name: "Hoekstra Bouw B.V.".
func hasDottedForm(s string) bool {
	if strings.HasSuffix(s, " S.L.") || strings.HasSuffix(s, " S.L.U.") {
		return true
	}
	i := strings.Index(s, ".V.")
	if i < 3 || s[i-1]|0x20 != 'b' && s[i-1]|0x20 != 'n' && s[i-1] != 'e' || s[i-2] != ' ' || !isWordByte(s[i-3]) {
		return false
	}
	after := s[i+len(".V."):]
	return after == "" || strings.IndexByte(",;:)\t", after[0]) >= 0
}

func hasLetter(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c >= 'a' && c <= 'z' || s[i] >= 0x80 {
			return true
		}
	}
	return false
}

func digitsIn(s string) (n int) {
	for len(s) >= 8 {
		n += digitsOfEight(s)
		s = s[8:]
	}
	for i := range len(s) {
		if s[i]-'0' < 10 {
			n++
		}
	}
	return n
}

// digitsOfEight counts the digits among the first eight bytes, all at once: less
// '0' a digit is below ten, and anything else has the top bit set when 0x76 is added.
func digitsOfEight(s string) int {
	const each, low = 0x0101010101010101, 0x7F7F7F7F7F7F7F7F
	eight := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	eight ^= '0' * each
	return bits.OnesCount64(^((eight&low + 0x76*each) | eight | low))
}

// compact keeps letters and digits, so that ways of writing a number agree.
func compact(s string) string {
	b := make([]byte, 0, 40)
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			b = append(b, c|0x20)
		}
	}
	for len(b) > 0 && b[0] == '0' { // a spreadsheet may have dropped it
		b = b[1:]
	}
	return string(b)
}

// lastDigits are the last eight digits of a phone number, with or without
// country code.
func lastDigits(s string) string {
	var b [8]byte
	n := len(b)
	for i := len(s) - 1; i >= 0 && n > 0; i-- {
		if s[i] >= '0' && s[i] <= '9' {
			n--
			b[n] = s[i]
		}
	}
	return string(b[n:])
}

// address is a street and number in one spelling.
func address(s string) string { return string(appendAddress(make([]byte, 0, 64), s)) }

func appendAddress(b []byte, s string) []byte {
	n := len(b)
	b = appendFold(b, s)
	kept := b[:n]
	for _, c := range b[n:] {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			kept = append(kept, c)
		}
	}
	return kept
}

// smallNumber reads an age.
func smallNumber(s string) (int, bool) {
	n, any := 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			n, any = n*10+int(c-'0'), true
		case any:
			return n, n < 120
		}
		if n > 120 {
			return 0, false
		}
	}
	return n, any
}

// date reads a date in figures, or in words through ident.
func (d *Detector) date(cell string) (time.Time, bool) {
	if t, ok := parseDate(cell); ok {
		return t, true
	}
	return ident.Date(cell)
}
