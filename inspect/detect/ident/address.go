package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// address tries the digits from i to e as a house number behind or before the
// name of a street, and as a postcode.
func (s *scanner) address(i, e int, f follow) (end int) {
	run := e - i
	if run <= 4 {
		if end = s.streetBehind(i, e); end > 0 {
			return end
		}
		if end = s.streetAhead(i, e, f); end > 0 {
			return end
		}
	}
	switch {
	case run == 4 && s.text[i] != '0':
		if end = s.postcodeNL(i, e); end > 0 {
			return end
		}
		return s.postcodeDigits(i, e)
	case run == 4, run == 5:
		return s.postcodeDigits(i, e)
	case run == 3 && f.space(), run == 2 && f.dash():
		return s.postcodeSplit(i, e)
	}
	return 0
}

// house reads a house number's addition: "12a", "12 A", "12-14", "12 bis",
// "12/3"; it returns the end, or 0 when the number is something else.
func (s *scanner) house(e int) int {
	t := s.text
	j := e
	if j < len(t) && isLetter(t[j]) {
		j++
	}
	if j < len(t) && t[j] == ' ' {
		j += houseAddition(t[j:])
	}
	if j+1 < len(t) && t[j] == ' ' && isLetter(t[j+1]) && (j+2 == len(t) || !isAlnum(t[j+2]) && t[j+2] < 0x80) && s.addition(j+2) {
		j += 2
	}
	if w := separatorAt(t, j); w > 0 && j-e < 2 && yearsAt(t, e, j+w) {
		return 0
	}
	for k := 0; k < 2 && j+1 < len(t) && (t[j] == '-' || t[j] == '/') && isDigit(t[j+1]); k++ {
		n := j + 1
		for n < len(t) && n-j < 5 && isDigit(t[n]) {
			n++
		}
		if n < len(t) && isLetter(t[n]) {
			n++
		}
		j = n
	}
	if j < len(t) && t[j] == '-' && e == j {
		for _, add := range [...]string{"-bis", "-hs", "-zw", "-rd", "-III", "-II", "-I"} {
			if strings.HasPrefix(t[j:], add) {
				j += len(add)
				break
			}
		}
	}
	if j >= len(t) {
		return j
	}
	switch c := t[j]; {
	case fileName(t, j):
		return 0
	case isAlnum(c), c == '%', c == '_', c == '@', c == '/' && j+1 < len(t) && isAlnum(t[j+1]), c == '-' && j+1 < len(t) && isAlnum(t[j+1]):
		return 0
	case (c == '.' || c == ':' || c == ',') && j+1 < len(t) && isDigit(t[j+1]):
		return 0
	case c == ' ' && s.currency(j+1):
		return 0
	}
	return j
}

// houseAddition is the length of a word that belongs to a house number, with the
// blank that t begins with; 0 when there is none.
func houseAddition(t string) int {
	for _, add := range [...]string{" bis", " ter", " hs", " II", " III", " huis", " rood", " zw"} {
		if strings.HasPrefix(t, add) {
			return len(add)
		}
	}
	return 0
}

// separatorAt is the width of a hyphen or dash at j, perhaps between spaces.
func separatorAt(t string, j int) int {
	b := j
	if j < len(t) && t[j] == ' ' {
		j++
	}
	if j >= len(t) || separator(t[j:], '-') == 0 {
		return 0
	}
	j += separator(t[j:], '-')
	if j < len(t) && t[j] == ' ' {
		j++
	}
	return j - b
}

// yearsAt tells whether the four digits that end at e and those at j are years.
func yearsAt(t string, e, j int) bool {
	if e < 4 || j+4 > len(t) || j+4 < len(t) && isDigit(t[j+4]) || !digitsOnly(t[e-4:e]) || !digitsOnly(t[j:j+4]) {
		return false
	}
	return span(t[e-4:e], t[j:j+4])
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// addition: a single letter belongs to the house number when the line or the
// field ends behind it.
func (s *scanner) addition(j int) bool {
	return j >= len(s.text) || s.text[j] == ',' || s.text[j] == '\n' || s.text[j] == ';' || s.text[j] == '\t'
}

// yearLike numbers stand behind many words that are no streets.
func (s *scanner) yearLike(i, e int) bool {
	return e-i == 4 && (s.text[i:i+2] == "19" || s.text[i:i+2] == "20")
}

// streetBehind is the order of most of the continent: "Hauptstraße 12",
// "Prinses Irenestraat 170", "Nørre Allé 3", "rue de la Paix 5".
func (s *scanner) streetBehind(i, e int) int {
	t := s.text
	if i < 4 || t[i-1] != ' ' || t[i] == '0' || s.yearLike(i, e) && !s.cell {
		return 0
	}
	last := wordBefore(t, i-1, s.low)
	w := t[last : i-1]
	if w == "" {
		return 0
	}
	typ := streetWord(w)
	b := last
	if typ == streetNot && !isUpperAt(t, last) && !s.cell {
		return 0
	}
	if typ != streetSuffix || !isUpperAt(t, last) {
		if b = s.phrase(last, typ); b < 0 {
			b = s.situated(last)
		}
		if b < 0 {
			if s.cell {
				return s.plainStreet(i, e)
			}
			return 0
		}
	} else {
		b = s.extend(last)
	}
	end := s.house(e)
	if end == 0 {
		return 0
	}
	s.emit(known.street, b, end, noDay, false)
	s.street = end
	return end
}

// plainStreet takes any words and a house number that fill a cell.
func (s *scanner) plainStreet(i, e int) int {
	if end := s.house(e); end == len(s.text) && i <= 48 && nameLike(s.text[:i-1]) {
		s.emit(known.streetPlain, 0, end, noDay, false)
		s.street = end
		return end
	}
	return 0
}

func nameLike(w string) bool {
	if w == "" || !isUpperAt(w, 0) {
		return false
	}
	for _, r := range w {
		if !unicode.IsLetter(r) && r != ' ' && r != '.' && r != '-' && r != '\'' {
			return false
		}
	}
	return true
}

// wordBefore is the start of the word that ends at e.
func wordBefore(t string, e, low int) int {
	b := e
	for b > low && e-b < 40 && (isLetter(t[b-1]) || t[b-1] >= 0x80 || t[b-1] == '.' || t[b-1] == '-' || t[b-1] == '\'') {
		b--
	}
	for b < e && !utf8.RuneStart(t[b]) {
		b++
	}
	return b
}

func isUpperAt(t string, i int) bool {
	if i >= len(t) {
		return false
	}
	if c := t[i]; c < 0x80 {
		return c >= 'A' && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(t[i:])
	return unicode.IsUpper(r)
}

// extend takes in up to three capitalised words and particles before a street's
// last word.
func (s *scanner) extend(b int) int {
	for range 3 {
		if b < 2 || s.text[b-1] != ' ' {
			break
		}
		p := wordBefore(s.text, b-1, s.low)
		if p == b-1 || !isUpperAt(s.text, p) {
			break
		}
		b = p
	}
	return b
}

// phrase looks for a street's name of several words that ends before the number:
// a word for street alone needs a name before it ("Nørre Allé"), other names a
// word for street in front ("Laan van Meerdervoort", "rue de la Paix"). It
// returns the start or -1.
func (s *scanner) phrase(last int, typ streetKind) int {
	t := s.text
	b := last
	for range 4 {
		if b < 2 || t[b-1] != ' ' {
			return -1
		}
		if c := b - 3; c >= s.low && t[b-2] == '/' && t[c]|0x20 == 'c' && (c == 0 || !isAlnum(t[c-1])) && isUpperAt(t, b) {
			return c // Spanish "C/ Mayor"
		}
		p := wordBefore(t, b-1, s.low)
		if p == b-1 {
			return -1
		}
		b = p
		if typ == streetAlone {
			if isUpperAt(t, b) && !common(t[b:last-1]) {
				return s.extend(b)
			}
			return -1
		}
		if end := wordEnd(t, b); streetFront(t[b:end]) || smallFront[t[b:end]] {
			if isUpperAt(t, b) || particle(t[min(end+1, last):wordEnd(t, min(end+1, last))]) || t[end-1] == '.' {
				return b
			}
			if isUpperAt(t, end+1) && streetSmall(t[:b], t[b:end]) {
				return b
			}
			return -1 // "place on July 2"
		}
	}
	return -1
}

// situations begin the names of German streets that say where they are, those that end
// in a blank with an article behind.
var situations = [...]string{"Am ", "Im ", "Zum ", "Zur ", "Beim ", "An der ", "An den ", "An dem ", "In der ", "In den ", "In dem ", "Auf der ", "Auf dem ", "Auf den ", "Unter den ", "Hinter der ", "Hinter dem ", "Vor dem ", "Vor der "}

// noSites are what stands behind them otherwise: days, months and rooms with numbers.
var noSites = listOf(`Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Januar Februar März April Mai Juni Juli August September Oktober November Dezember
	Saal Raum Zimmer Halle Jahr Jahre Kapitel Abschnitt Artikel Paragraph Punkt Teil Band Heft Haus Stock Gleis Stand Platz Tisch Feld Schritt Block Kurs Gruppe Klasse Level Spiel Tag Tagen Woche Monat Preis Alter Kreis Bild Tabelle Anlage`)

// situated looks for such a name, at the beginning of a line or behind a comma, where
// its capital says that it is one: "Anna Berg, Am Alten Markt 3".
func (s *scanner) situated(last int) int {
	t := s.text
	if !isUpperAt(t, last) || noSites[t[last:wordEnd(t, last)]] {
		return -1
	}
	b := last
	for range 3 {
		if b < 3 || t[b-1] != ' ' {
			return -1
		}
		p := wordBefore(t, b-1, s.low)
		if p == b-1 {
			return -1
		}
		b = p
		if b > 1 && t[b-1] != '\n' && t[b-1] != '\t' && (t[b-1] != ' ' || t[b-2] != ',') {
			continue
		}
		for _, w := range situations {
			if strings.HasPrefix(t[b:], w) && b+len(w) <= last {
				return b
			}
		}
		return -1
	}
	return -1
}

// streetSmall tells whether a word for street in small letters, as Italian and
// Spanish write it in a sentence, stands before its name: "abita in viale Dante 3".
// Elsewhere "via" is a preposition.
func streetSmall(before, w string) bool {
	return smallFront[w] && (w != "via" || strings.HasSuffix(before, " in ") || strings.HasSuffix(before, ", "))
}

func wordEnd(t string, b int) int {
	for b < len(t) && t[b] != ' ' {
		b++
	}
	return b
}

// streetAhead is the order of Britain, Ireland and France: "12 Church Street",
// "12 bis, rue de la Paix".
func (s *scanner) streetAhead(i, e int, f follow) int {
	t := s.text
	if !f.space() && f != followLetter && !f.dash() && (e >= len(t) || t[e] != ',') || t[i] == '0' || s.yearLike(i, e) || !s.leftOK(i, true) {
		return 0
	}
	j := s.house(e)
	if j == 0 || j >= len(t) {
		return 0
	}
	if t[j] == ',' {
		j++
	}
	if j+3 >= len(t) || t[j] != ' ' {
		return 0
	}
	j++
	first := wordStop(t, j)
	if streetFrench(t[j:first]) {
		return s.frenchStreet(i, first)
	}
	for n := 0; n < 4 && isUpperAt(t, j); n++ {
		end := wordStop(t, j)
		if n > 0 && streetEnglish(t[j:end]) {
			s.emit(known.street, i, end, noDay, false)
			s.street = end
			return end
		}
		if end >= len(t) || t[end] != ' ' {
			return 0
		}
		j = end + 1
	}
	return 0
}

// frenchStreet takes the name behind "rue": particles and up to four words.
func (s *scanner) frenchStreet(i, j int) int {
	t := s.text
	names := 0
	for n := 0; n < 6 && j+1 < len(t) && t[j] == ' '; n++ {
		end := wordStop(t, j+1)
		if isUpperAt(t, j+1) || end-j > 4 && t[j+2] == '\'' && isUpperAt(t, j+3) {
			names++
		} else if !particle(t[j+1 : end]) {
			break
		}
		j = end
	}
	if names == 0 {
		return 0
	}
	s.emit(known.street, i, j, noDay, false)
	s.street = j
	return j
}

func wordStop(t string, b int) int {
	for b < len(t) && (isLetter(t[b]) || t[b] >= 0x80 || t[b] == '\'' || t[b] == '-') {
		b++
	}
	return b
}
