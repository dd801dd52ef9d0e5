package ident

// postcodeNL is "1234 AB" (PostNL: no leading zero; SA, SD and SS are not used)
// with or without a town.
func (s *scanner) postcodeNL(i, e int) int {
	t := s.text
	j := e
	if j < len(t) {
		j += separator(t[j:], ' ')
	}
	if j+2 > len(t) || !s.letter(t[j]) || !s.letter(t[j+1]) || j+2 < len(t) && (isAlnum(t[j+2]) || t[j+2] >= 0x80 && s.following(j+2) == followEnd) {
		return 0
	}
	if !s.leftOK(i, true) && !s.countryPrefix(i) {
		return 0
	}
	if unit(t[j:j+2]) && !s.cell && !s.afterStreet(i) && s.town(j+2, true) == 0 {
		return 0
	}
	return s.withTown(i, j+2)
}

// letter is a capital one, or any in a cell.
func (s *scanner) letter(c byte) bool { return capital(c) || s.cell && isLetter(c) }

func capital(c byte) bool { return c >= 'A' && c <= 'Z' }

// unit tells two letters that stand behind numbers for other reasons.
func unit(w string) bool {
	switch w {
	case "SA", "SD", "SS", "KB", "MB", "GB", "TB", "KM", "CM", "MM", "KG", "AD", "BC", "CE", "AM", "PM", "EU", "US", "UK", "HP", "PS", "KW", "CC", "DK", "KR", "OR", "IN", "IS", "OF", "TO", "AT", "ON", "BY", "IF", "AS", "MW", "DM", "FF", "HZ", "PC":
		return true
	}
	return false
}

// postcodeLetters are those that begin with letters: GB "NR2 1AA" and IE
// "D02 X285". The token starts at b, its first digits stand from i to e.
func (s *scanner) postcodeLetters(b, i, e int) int {
	t := s.text
	if i-b > 2 || !capital(t[b]) || !capital(t[i-1]) || e-i > 2 || !s.leftOK(b, false) {
		return 0
	}
	j := e
	if j < len(t) && capital(t[j]) {
		j++
	}
	gap := 0
	if j < len(t) {
		gap = separator(t[j:], ' ')
	}
	if gap == 0 {
		if !s.cell {
			return 0
		}
	}
	k := j + gap
	switch {
	case k+3 <= len(t) && isDigit(t[k]) && inward(t[k+1]) && inward(t[k+2]) && (k+3 == len(t) || !isAlnum(t[k+3])):
		return s.withTown(b, k+3)
	case gap > 0 && i-b == 1 && e-i == 2 && j == e && k+4 <= len(t) && eircode(t[k:k+4]) && (k+4 == len(t) || !isAlnum(t[k+4])):
		s.emit(known.postcode, b, k+4, noDay, true)
		return k + 4
	}
	return 0
}

// inward letters of British postcodes (Royal Mail PAF): never C I K M O V.
func inward(c byte) bool {
	return capital(c) && position("CIKMOV", c) < 0
}

// eircode is the unique identifier of an Irish address: letters and digits mixed.
func eircode(w string) bool {
	digits, letters := 0, 0
	for i := range len(w) {
		switch {
		case isDigit(w[i]):
			digits++
		case position("ACDEFHKNPRTVWXY", w[i]) >= 0:
			letters++
		}
	}
	return digits > 0 && letters > 0 && digits+letters == 4
}

// withTown emits a postcode with letters, and takes in the town behind it.
func (s *scanner) withTown(b, e int) int {
	if !isDigit(s.text[b]) {
		s.streetBritish(b)
	}
	if end := s.town(e, false); end > 0 {
		s.emit(known.postcodeTown, b, end, noDay, true)
		return end
	}
	s.emit(known.postcode, b, e, noDay, true)
	return e
}

// streetBritish emits a house and street that only the postcode gives away: "127
// The Laurels, Bolton BL1 1AA", up to two fields or lines before it.
func (s *scanner) streetBritish(b int) {
	t := s.text
	for i, fields := b-1, 0; i >= max(s.low, s.street, b-80) && fields < 4; i-- {
		if c := t[i]; c == ',' || c == '\n' {
			fields++
		}
		if !isDigit(t[i]) || i > 0 && t[i-1] != '\n' && t[i-1] != ' ' && t[i-1] != ',' {
			continue
		}
		e := i
		for isDigit(t[e]) {
			e++
		}
		j := s.house(e)
		if e-i > 4 || j == 0 || j >= b || t[j] != ' ' || !isUpperAt(t, j+1) || len(s.hits) > 0 && s.hits[len(s.hits)-1].End > i {
			return
		}
		for j++; j < b && t[j] != ',' && t[j] != '\n'; j++ {
		}
		if j < b {
			s.emit(known.street, i, j, noDay, false)
			s.street = j
		}
		return
	}
}

// countryPrefix: "D-10115", "DK-8000", "CH-8001".
func (s *scanner) countryPrefix(i int) bool {
	t := s.text
	return i >= 2 && t[i-1] == '-' && capital(t[i-2]) && (i == 2 || !isAlnum(t[i-3]) || capital(t[i-3]) && (i == 3 || !isAlnum(t[i-4])))
}

// postcodeDigits are four or five digits and a town: DE, DK, NO, AT, CH, BE, LU,
// FR, ES, IT, FI, HU, SI and others.
func (s *scanner) postcodeDigits(i, e int) int {
	prefixed := s.countryPrefix(i)
	if !prefixed && !s.leftOK(i, true) {
		return 0
	}
	if s.cell && i == 0 && e == len(s.text) {
		s.emit(known.postcodePlain, i, e, noDay, false)
		return e
	}
	return s.townAfter(i, e, prefixed, s.yearLike(i, e))
}

// postcodeSplit is "123 45" (SE, CZ, SK, GR) and "00-950" (PL).
func (s *scanner) postcodeSplit(i, e int) int {
	t := s.text
	j := e + separator(t[e:], t[e])
	n := 0
	for j+n < len(t) && isDigit(t[j+n]) {
		n++
	}
	if n != 5-(e-i) || t[i] == '0' && e-i == 3 || !s.leftOK(i, true) && !s.countryPrefix(i) {
		return 0
	}
	return s.townAfter(i, j+n, s.countryPrefix(i), false)
}

// townAfter needs a town behind the digits, and a reason to believe in it: the
// start of a line or a field, a street before, or a country's letters.
func (s *scanner) townAfter(i, e int, prefixed, doubtful bool) int {
	t := s.text
	end := s.town(e, true)
	if end == 0 {
		return 0
	}
	near := s.afterStreet(i)
	if !near && s.lineBefore(i) {
		near = true
	}
	field := i == 0 || t[i-1] == '\n' || t[i-1] == '\t' || t[i-1] == '|' || i >= 2 && t[i-1] == ' ' && (t[i-2] == ',' || t[i-2] == ';')
	switch {
	case near || prefixed:
	case s.cell && i == 0 && end == len(t):
	case !field || doubtful || end < len(t) && t[end] != '\n' && t[end] != ',' && t[end] != '\t':
		return 0
	}
	s.emit(known.postcodeTown, i, end, noDay, prefixed)
	return end
}

// afterStreet tells whether a street ended a few bytes before i: a floor or a
// line end may stand between.
func (s *scanner) afterStreet(i int) bool {
	return s.street > 0 && i >= s.street && i-s.street <= 24
}

// lineBefore emits a street that only the postcode behind it gives away: words
// and a house number on the line or in the field before.
func (s *scanner) lineBefore(i int) bool {
	t := s.text
	e := i
	for e > s.low && i-e < 3 && (t[e-1] == ' ' || t[e-1] == ',' || t[e-1] == '\n' || t[e-1] == ';') {
		e--
	}
	if e == i || i-e == 1 && t[e] == ' ' {
		return false
	}
	d := e
	if d > 1 && isLetter(t[d-1]) && (isDigit(t[d-2]) || t[d-2] == ' ') {
		d--
	}
	if d > 0 && t[d-1] == ' ' {
		d--
	}
	n := d
	for n > s.low && d-n < 5 && isDigit(t[n-1]) {
		n--
	}
	if n == d || d-n > 4 || n == 0 || t[n-1] != ' ' {
		return false
	}
	b := n - 1
	for b > 0 && n-b < 48 && t[b-1] != '\n' && t[b-1] != ',' && t[b-1] != ';' && t[b-1] != '\t' && t[b-1] != '|' {
		b--
	}
	for b < n && t[b] == ' ' {
		b++
	}
	if n-b < 4 || !nameLike(t[b:n-1]) || len(s.hits) > 0 && s.hits[len(s.hits)-1].End > b {
		return false
	}
	s.emit(known.street, b, e, noDay, false)
	s.street = e
	return true
}

// town reads up to four words behind a postcode: capitalised, or particles in
// between. It returns 0 when there is none. With strict the first word must not
// be one that follows numbers in ordinary sentences.
func (s *scanner) town(e int, strict bool) int {
	t := s.text
	j := e
	for j < len(t) && j-e < 3 && separator(t[j:], ' ') > 0 {
		j += separator(t[j:], ' ')
	}
	if j == e || !isUpperAt(t, j) {
		return 0
	}
	end := 0
	for n := 0; n < 4; n++ {
		w := wordStop(t, j)
		if w == j {
			break
		}
		if isUpperAt(t, j) {
			if n == 0 && (strict && (w-j < 3 && !shortTown(t[j:w]) || notTown(t[j:w])) || monthOf(t[j:w]) > 0) {
				return 0
			}
			if end = w; w-j < 4 && w < len(t) && t[w] == '.' {
				w++
			}
		} else if n == 0 || !townParticle(t[j:w]) {
			break
		}
		if w >= len(t) || t[w] != ' ' {
			break
		}
		j = w + 1
	}
	if end < len(t) && end > 0 && (isDigit(t[end]) || t[end] == '_' || t[end] == '@') {
		return 0
	}
	return end
}

func townParticle(w string) bool { return townParticles[w] }

var townParticles = listOf(" am an der den dem im in ob bei aan de het op ter ten sur sous la le les i på v. a.d. upon on under les lès en del di da do nad u ")

// shortTown are the beginnings of towns of several words, and the short ones.
func shortTown(w string) bool { return shortTowns[w] }

var shortTowns = listOf("St La Le Ry Ås Ii Bø Os Ås Gl Nr Sv Ks Nø Ho Bo De")

// notTown are capitalised words behind numbers in sentences and tables.
func notTown(w string) bool { return notTowns[w] }

var notTowns = listOf(" RPM USA Euro EUR USD DKK SEK NOK CHF GBP Uhr Stück Stk Gramm Gram Kilo Kilogramm Milliliter Kilometer Quadratmeter Teile Stufen Minuten Minutter Timer Stunden Tage Dage Kroner Kronen Pfund Pounds Tonnen Ton Personen People Users Jahre Meter Liter Watt Volt Hz Series Edition Version Build Mitglieder Teilnehmer Kinder Kunden Seiten Zeichen Worte Punkte Members Pages Words Points The This That These Items Items Copyright All Rights Reserved Total Summe Totaal Gesamt Server Error Warning Linux Windows Message Subject From Date Sent Re Press Inc Ltd GmbH Corp And Or In Of Für Und Mit Von Der Die Das Den Het Een Van En Og Til Med For Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag GMT UTC CEST CET EST PST PDT EDT BST MET ")
