package ident

import (
	"strings"
	"time"
)

// date reads a calendar date that starts, or whose day stands, at the digits
// from i to e; it returns its end or 0.
func (s *scanner) date(i, e int, f follow) int {
	switch run := e - i; {
	case run <= 2 && e < len(s.text) && s.text[e] == ',':
		return s.dateNamed(i, e)
	case run == 4 && (f.dash() || f == followOther):
		return s.dateYMD(i, e)
	case run <= 2 && e+2 < len(s.text) && s.text[e] == ':' && (s.text[e+1] == 'e' || s.text[e+1] == 'a') && s.text[e+2] == ' ':
		return s.dateNamed(i, e+2) // sv: "3:e maj"
	case run > 2 || f == followEnd:
		return 0
	case f == followDashLetter || f == followOther && s.text[e] != '+' && e+1 < len(s.text) && (isLetter(s.text[e+1]) || s.text[e+1] >= 0x80):
		return s.dateNamed(i, e)
	case f.dash() || f == followOther && s.text[e] != '+':
		return s.dateDMY(i, e)
	case f.space() || f == followLetter:
		return s.dateNamed(i, e)
	}
	return 0
}

// small reads the one or two digits at i; w is 0 when there are none or more.
func (s *scanner) small(i int) (v, w int) {
	t := s.text
	for w < 3 && i+w < len(t) && isDigit(t[i+w]) {
		v = v*10 + int(t[i+w]-'0')
		w++
	}
	if w > 2 {
		return 0, 0
	}
	return v, w
}

// year reads four digits at i.
func (s *scanner) year(i int) (y int, ok bool) {
	t := s.text
	if i+4 > len(t) || i+4 < len(t) && isDigit(t[i+4]) {
		return 0, false
	}
	for j := range 4 {
		if !isDigit(t[i+j]) {
			return 0, false
		}
		y = y*10 + int(t[i+j]-'0')
	}
	return y, y >= 1880 && y <= 2099
}

// dateYMD is ISO 8601, also with slashes or dots (hu, lt, sv).
func (s *scanner) dateYMD(i, e int) int {
	t := s.text
	y, ok := s.year(i)
	m, w := s.small(e + 1)
	sep := e + 1 + w
	if !ok || w == 0 || sep >= len(t) || t[sep] != t[e] {
		return 0
	}
	d, w := s.small(sep + 1)
	if w == 0 {
		return 0
	}
	return s.dateEmit(i, sep+1+w, y, m, d)
}

// dateDMY is day, month, year with dots, hyphens, slashes, or "1/5-2012" as
// Danes write; dots may be followed by a space. A month over 12 makes it
// American.
func (s *scanner) dateDMY(i, e int) int {
	t := s.text
	d, dw := s.small(i)
	sep := t[e]
	j := e + max(1, separator(t[e:], '-'))
	if sep == '.' && j < len(t) && t[j] == ' ' {
		if j+1 < len(t) && !isDigit(t[j+1]) {
			return s.dateNamed(i, e)
		}
		j++
	}
	m, w := s.small(j)
	j += w
	if w == 0 || j >= len(t) {
		return 0
	}
	gap := max(separator(t[j:], '-'), separator(t[j:], ' '))
	if sep != '/' && t[j] == ' ' {
		gap = 0
	}
	danish := sep == '/' && gap > 0
	if t[j] != sep && !danish {
		return 0
	}
	j += max(1, gap)
	if sep == '.' && j < len(t) && t[j] == ' ' {
		j++
	}
	y, ok := s.year(j)
	end := j + 4
	if !ok {
		yy, yw := s.small(j)
		if yw != 2 || t[j-1] == ' ' && sep == '/' || dw+w < 4 && !s.cell && !danish && (sep != '.' && sep != '/' && sep != '-' || !s.near(Hit{Kind: known.date, Start: i, End: j + 2}, contextWindow)) {
			return 0
		}
		y, end = century(yy), j+2
	}
	if m > 12 && d <= 12 && sep == '/' {
		d, m = m, d
	}
	return s.dateEmit(i, end, y, m, d)
}

func (s *scanner) dateEmit(i, end int, y, m, d int) int {
	t := s.text
	if m < 1 || m > 12 || d < 1 || d > monthDays(y, m) {
		return 0
	}
	clock := false
	if end < len(t) && (t[end] == 'T' || t[end] == ' ') {
		clock = timeOfDay(t[end+1:])
	}
	if !(clock && t[end] == 'T') && !s.dateEnds(end) || !s.dateBegins(i) {
		return 0
	}
	if clock {
		clock = t[end+1:end+6] != "00:00"
	}
	s.hits = append(s.hits, Hit{Kind: known.date, Start: i, End: end, Formatted: true, Clock: clock,
		Birth: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)})
	return end
}

func timeOfDay(t string) bool {
	return len(t) >= 5 && isDigit(t[0]) && isDigit(t[1]) && t[2] == ':' && isDigit(t[3]) && isDigit(t[4])
}

// dateBegins and dateEnds keep versions, paths and longer numbers out.
func (s *scanner) dateBegins(i int) bool {
	if i == 0 {
		return true
	}
	c := s.text[i-1]
	if c == '*' || c == '=' { // German genealogists, and key=value
		return true
	}
	if c == '.' || c == ',' || c == ':' {
		return i < 2 || !isDigit(s.text[i-2])
	}
	return !isAlnum(c) && !joins(c)
}

func (s *scanner) dateEnds(e int) bool {
	t := s.text
	if e >= len(t) {
		return true
	}
	next := e+1 < len(t) && isAlnum(t[e+1])
	switch c := t[e]; {
	case c == '.', c == '-', c == '/', c == ':':
		return !next
	case c == ',':
		return true
	}
	return !isAlnum(t[e]) && (t[e] == '*' || !joins(t[e]))
}

// dateNamed is "3. maj 2012", "12 maart 2014", "4th March 2011", "1 de mayo de
// 1980" and "March 4, 2011": the digits are the day.
func (s *scanner) dateNamed(i, e int) int {
	t := s.text
	d, _ := s.small(i)
	if d < 1 || d > 31 {
		return 0
	}
	j := e
	if w := wordLen(t[e:]); w > 0 && ordinal(t[e:e+w]) {
		j += w
	}
	if j < len(t) && (t[j] == '.' || t[j] == '/') {
		j++
	} else if j < len(t) && separator(t[j:], '-') > 0 {
		j += separator(t[j:], '-')
	}
	if m, end := s.month(j); m > 0 {
		if y, ok, end := s.yearAfter(end); ok {
			return s.dateEmit(i, end, y, m, d)
		}
		if y, ok, end := s.shortYear(i, end); ok {
			return s.dateEmit(i, end, y, m, d)
		}
		return 0
	}
	if m, b := s.monthBefore(i); m > 0 {
		if j < len(t) && t[j] == ',' {
			j++
		}
		if y, ok, end := s.yearAfter(j); ok {
			return s.dateEmit(b, end, y, m, d)
		}
	}
	return 0
}

func ordinal(s string) bool { return ordinals[s] }

var ordinals = listOf("st nd rd th er e de ste den ème eme re")

// shortYear reads "62" or "'62" after a month, where a word of birth stands near.
func (s *scanner) shortYear(i, j int) (y int, ok bool, end int) {
	t := s.text
	if j < len(t) {
		j += separator(t[j:], ' ')
	}
	if j < len(t) && t[j] == '\'' {
		j++
	}
	yy, w := s.small(j)
	if w != 2 || !s.near(Hit{Kind: known.date, Start: i, End: j + 2}, contextWindow) {
		return 0, false, 0
	}
	return century(yy), true, j + 2
}

// month reads a month's name after at most one space and "de" or "of".
func (s *scanner) month(j int) (m, end int) {
	for range 2 {
		if j < len(s.text) {
			j += separator(s.text[j:], ' ')
		}
		end = j
		for end < len(s.text) && end-j < 14 && (isLetter(s.text[end]) || s.text[end] >= 0x80 && separator(s.text[end:], ' ')+separator(s.text[end:], '-') == 0) {
			end++
		}
		if w := s.text[j:end]; w != "de" && w != "of" && w != "d" {
			break
		}
		j = end
	}
	if end-j < 3 {
		return 0, 0
	}
	m = monthOf(s.text[j:end])
	if m > 0 && end < len(s.text) && s.text[end] == '.' {
		end++
	}
	return m, end
}

// monthBefore reads a month's name that ends one space before i.
func (s *scanner) monthBefore(i int) (m, b int) {
	if i < 4 || s.text[i-1] != ' ' {
		return 0, 0
	}
	e := i - 1
	if s.text[e-1] == '.' {
		e--
	}
	for b = e; b > 0 && e-b < 14 && (isLetter(s.text[b-1]) || s.text[b-1] >= 0x80); b-- {
	}
	if e-b < 3 {
		return 0, 0
	}
	return monthOf(s.text[b:e]), b
}

// yearAfter reads a year after at most one space or comma and "de".
func (s *scanner) yearAfter(j int) (y int, ok bool, end int) {
	t := s.text
	if j < len(t) && t[j] == ',' {
		j++
	}
	if j < len(t) && (t[j] == '-' || t[j] == '/') {
		j++
	}
	if j < len(t) {
		j += separator(t[j:], ' ')
	}
	if j+3 < len(t) && (t[j:j+3] == "de " || t[j:j+3] == "of ") {
		j += 3
	}
	y, ok = s.year(j)
	return y, ok, j + 4
}

// Month is the number of a month by its name or a usual short form in any of our
// languages, without a full stop; 0 when the word is none.
func Month(w string) int { return monthOf(w) }

// monthOf is the number of a month by its name in any of our languages; 0 when
// the word is none. It folds the case of ASCII letters.
func monthOf(w string) int {
	var b [14]byte
	if len(w) > len(b) {
		return 0
	}
	for i := range len(w) {
		b[i] = w[i]
		if c := w[i]; c >= 'A' && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	if m := months[string(b[:len(w)])]; m > 0 {
		return int(m)
	}
	for i := range len(w) {
		if w[i] >= 0x80 {
			return int(months[strings.ToLower(w)])
		}
	}
	return 0
}

// months are the names after CLDR: da nl de en sv nb fr es it pt pl fi, and
// usual short forms.
var months = makeMonths()

func makeMonths() map[string]uint8 {
	names := [12][]string{
		{"januar", "januari", "january", "jan", "januari", "janvier", "enero", "gennaio", "janeiro", "stycznia", "tammikuuta", "jänner", "janv", "ene", "gen", "ledna", "január", "januára", "janúar", "ianuarie", "siječnja", "sty", "styczeń", "jän"},
		{"februar", "februari", "february", "feb", "février", "febrero", "febbraio", "fevereiro", "lutego", "helmikuuta", "feber", "févr", "února", "február", "febrúar", "februarie", "veljače", "fév", "fevr", "fevrier", "lut", "luty"},
		{"marts", "maart", "märz", "march", "mar", "mrt", "mars", "marzo", "março", "marca", "maaliskuuta", "mär", "března", "március", "martie", "ožujka", "mrz", "maerz", "marzec"},
		{"april", "apr", "avril", "abril", "aprile", "kwietnia", "huhtikuuta", "avr", "abr", "dubna", "apríl", "április", "aprilie", "travnja", "kwi", "kwiecień"},
		{"maj", "mei", "mai", "may", "mayo", "maggio", "maio", "maja", "toukokuuta", "května", "mája", "maí", "május", "svibnja"},
		{"juni", "june", "jun", "juin", "junio", "giugno", "junho", "czerwca", "kesäkuuta", "června", "jún", "júní", "június", "iunie", "lipnja", "cze", "czerwiec"},
		{"juli", "july", "jul", "juillet", "julio", "luglio", "julho", "lipca", "heinäkuuta", "července", "júl", "júlí", "július", "iulie", "srpnja", "juil", "lip", "lipiec"},
		{"august", "augustus", "aug", "augusti", "août", "aout", "agosto", "sierpnia", "elokuuta", "ago", "srpna", "ágúst", "augusztus", "kolovoza", "sie", "sierpień"},
		{"september", "sept", "sep", "septembre", "septiembre", "settembre", "setembro", "września", "syyskuuta", "set", "září", "szeptember", "septembrie", "rujna", "wrz", "wrzesień"},
		{"oktober", "october", "okt", "oct", "octobre", "octubre", "ottobre", "outubro", "października", "lokakuuta", "ott", "října", "október", "octombrie", "listopada", "paź"},
		{"november", "nov", "novembre", "noviembre", "novembro", "listopadu", "marraskuuta", "nóvember", "noiembrie", "studenoga", "lis", "listopad"},
		{"december", "dezember", "dec", "dez", "des", "desember", "décembre", "diciembre", "dicembre", "dezembro", "grudnia", "joulukuuta", "dic", "déc", "prosince", "decembrie", "prosinca", "gru", "grudzień", "decembre"},
	}
	m := make(map[string]uint8)
	for i, list := range names {
		for _, n := range list {
			m[n] = uint8(i + 1)
		}
	}
	return m
}

// wholeDate reads a cell of eight digits, year first or day first.
func wholeDate(n num) (time.Time, bool) {
	if n.n != 8 {
		return noDay, false
	}
	if t, ok := day(n.int(0, 4), n.two(4), n.two(6)); ok && t.Year() >= 1900 {
		return t, true
	}
	t, ok := day(n.int(4, 8), n.two(2), n.two(0))
	return t, ok && t.Year() >= 1900
}
