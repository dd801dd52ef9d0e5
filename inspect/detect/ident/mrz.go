package ident

// mrzDigit is the check digit of ICAO Doc 9303-3 4.9: weights 7, 3, 1; letters
// count from 10 and the filler is 0.
func mrzDigit(b []byte) byte {
	s := 0
	for i, c := range b {
		s += mrzValue(c) * int("731"[i%3]-'0')
	}
	return '0' + byte(s%10)
}

func mrzValue(c byte) int {
	switch {
	case c >= 'A' && c <= 'Z':
		return int(c-'A') + 10
	case isDigit(c):
		return int(c - '0')
	}
	return 0
}

// mrzCheck is the same over a string.
func mrzCheck(t string) byte {
	s := 0
	for i := range len(t) {
		s += mrzValue(t[i]) * int("731"[i%3]-'0')
	}
	return '0' + byte(s%10)
}

// mrz reads the line of a travel document around the < at i: TD3 (44
// characters), TD2 (36) and TD1 (30). It returns where to go on.
func (s *scanner) mrz(i int) int {
	t := s.text
	b, e := i, i+1
	for b > s.low && i-b < 44 && mrzChar(t[b-1]) {
		b--
	}
	for e < len(t) && e-b <= 44 && mrzChar(t[e]) {
		e++
	}
	line := t[b:e]
	switch len(line) {
	case 44, 36:
		if s.oldFrench(line, b, e) {
			break
		}
		if mrzCheck(line[:9]) != line[9] || mrzCheck(line[13:19]) != line[19] || mrzCheck(line[21:27]) != line[27] {
			return i + 1
		}
		s.mrzEmit(b, e, line[13:19])
	case 30:
		switch {
		case mrzCheck(line[:6]) == line[6] && mrzCheck(line[8:14]) == line[14] && isDigit(line[0]) && isDigit(line[8]):
			s.mrzEmit(b, e, line[:6])
		case (line[0] == 'I' || line[0] == 'A' || line[0] == 'C') && line[14] != '<' && mrzCheck(line[5:14]) == line[14]:
			s.emit(known.mrz, b, e, noDay, true)
		default:
			return i + 1
		}
	default:
		return i + 1
	}
	s.low = e
	return e
}

// oldFrench reads the second line of the French identity card until 2021 (arrêté
// du 24 avril 1991): number, given names, birth, sex, and a check over all.
func (s *scanner) oldFrench(line string, b, e int) bool {
	if len(line) != 36 || mrzCheck(line[:12]) != line[12] || mrzCheck(line[27:33]) != line[33] || line[34] != 'M' && line[34] != 'F' {
		return false
	}
	s.mrzEmit(b, e, line[27:33])
	return true
}

var birthShape = shape{pattern: "999999"}

func (s *scanner) mrzEmit(b, e int, birth string) {
	var n num
	if _, ok := birthShape.match(birth, 0, &n); !ok {
		s.emit(known.mrz, b, e, noDay, true)
		return
	}
	if born, ok := day(century(n.two(0)), n.two(2), n.two(4)); ok {
		s.emit(known.mrz, b, e, born, true)
	}
}

func mrzChar(c byte) bool { return c == '<' || isDigit(c) || c >= 'A' && c <= 'Z' }
