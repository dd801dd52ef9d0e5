package ident

import "time"

// northKinds are the numbers of Denmark, Norway, Sweden, Finland, Iceland and
// the Baltic states.
func northKinds() []Kind {
	return []Kind{
		{Name: "cpr", Country: "DK", Chance: 1. / 334, CarriesBirth: true, check: cpr, pad: 10, aka: "DK:cpr",
			Source: "cpr.dk, Personnummeret i CPR-systemet",
			Words:  national("cpr", "cpr-nr", "cprnr", "cpr-nummer", "personnummer", "personnr", "pers.nr", "erstatningspersonnummer"),
			shapes: []string{"999999-9999", "999999 9999", "9999999999", "999999 - 9999", "999999- 9999", "999999 -9999", "999999.9999", "999999/9999", "99.99.99-9999", "99-99-99-9999", "99 99 99-9999", "99 99 99 9999", "99/99/99-9999", "99.99.99 9999", "99.99.99.9999", "99.99.99 - 9999", "99 99 99 - 9999"}},
		{Name: "cpr_shape", Country: "DK", Chance: 1. / 27, CarriesBirth: true, ContextOnly: true, check: cprShape, pad: 10,
			Source: "cpr.dk, Personnumre uden kontrolciffer: any day of birth may run out of numbers with modulus 11",
			Words:  []string{"cpr", "cprnr", "personnummer", "personnr", "pers.nr"},
			shapes: []string{"999999-9999", "999999 9999", "9999999999", "999999 - 9999", "999999- 9999", "999999 -9999", "999999.9999", "999999/9999", "99.99.99-9999", "99-99-99-9999", "99 99 99-9999", "99 99 99 9999", "99/99/99-9999", "99.99.99 9999", "99.99.99.9999", "99.99.99 - 9999", "99 99 99 - 9999"}},
		{Name: "fodselsnummer", Country: "NO", Chance: 1. / 550, CarriesBirth: true, check: fodselsnummer, pad: 11, aka: "NO:fodselsnummer",
			Source: "Skatteetaten, folkeregisterforskriften § 2-2-1 to § 2-2-3; D-number: day + 40",
			Words:  national("fødselsnummer", "fodselsnummer", "fødselsnr", "fnr", "f.nr", "personnummer", "d-nummer", "dnr"),
			shapes: []string{"99999999999", "999999 99999", "999999-99999", "999999 - 99999", "99.99.99 99999", "999999.99999", "99 99 99 99999"}},
		{Name: "fodselsnummer_2032", Country: "NO", Chance: 1. / 90, CarriesBirth: true, ContextOnly: true, check: fodselsnummer2032, pad: 11,
			Source: "Skatteetaten, Nytt fødselsnummer fra 2032: the first control digit may leave 0 to 3",
			Words:  []string{"fødselsnummer", "fodselsnummer", "fødselsnr", "fnr", "personnummer", "d-nummer"},
			shapes: []string{"99999999999", "999999 99999"}},
		{Name: "personnummer", Country: "SE", Chance: 1. / 137, CarriesBirth: true, check: personnummer, pad: 10, aka: "SE:personnummer",
			Source: "Skatteverket, SKV 704 personnummer and SKV 707 samordningsnummer",
			Words:  national("personnummer", "personnr", "pers.nr", "pnr", "samordningsnummer"),
			shapes: []string{"999999-9999", "999999+9999", "9999999999", "99999999-9999", "999999999999", "99999999 9999", "999999 - 9999", "99999999 - 9999", "999999 9999", "9999-99-99-9999"}},
		{Name: "hetu", Country: "FI", Chance: 1. / 850, CarriesBirth: true, check: hetu, aka: "FI:hetu",
			Source: "Digi- ja väestötietovirasto, henkilötunnus; new intermediate characters, asetus 690/2022",
			Words:  national("henkilötunnus", "henkilotunnus", "hetu", "personbeteckning", "sosiaaliturvatunnus", "sotu"),
			shapes: []string{"999999-999*", "999999+999*", "999999A999*"}},
		{Name: "kennitala", Country: "IS", Chance: 1. / 1000, CarriesBirth: true, check: kennitala, pad: 10, aka: "IS:kennitala",
			Source: "Þjóðskrá Íslands, Um kennitölur",
			Words:  national("kennitala", "kennitölu", "kt"),
			shapes: []string{"999999-9999", "9999999999", "999999 9999"}},
		{Name: "kennitala_shape", Country: "IS", Chance: 1. / 90, CarriesBirth: true, ContextOnly: true, check: kennitalaShape, pad: 10,
			Source: "Þjóðskrá Íslands, Kennitölur án vartölu: no check digit since 18 February 2026",
			Words:  []string{"kennitala", "kennitölu", "kennitölur", "kt"},
			shapes: []string{"999999-9999", "9999999999", "999999 9999"}},
		{Name: "kerfiskennitala", Country: "IS", Chance: 1. / 5, ContextOnly: true, check: kerfiskennitala,
			Source: "Þjóðskrá Íslands, Um kerfiskennitölur, lög 140/2019: 8 or 9 and nine random digits, for those who do not live there",
			Words:  []string{"kerfiskennitala", "kerfiskennitölu", "kennitala", "kennitölu", "kt"},
			shapes: []string{"999999-9999", "9999999999"}},
		{Name: "isikukood", Country: "EE", Chance: 1. / 900, CarriesBirth: true, check: isikukood, aka: "EE:ik",
			Source: "Siseministeerium, EVS 585:2007",
			Words:  national("isikukood", "isikukoodi"), shapes: []string{"99999999999"}},
		{Name: "asmens_kodas", Country: "LT", Chance: 1. / 900, CarriesBirth: true, check: isikukood, aka: "LT:asmens",
			Source: "Registrų centras, Gyventojų registro įstatymas 8 str.",
			Words:  national("asmens kodas", "asmens kodo", "a.k"), shapes: []string{"99999999999"}},
		{Name: "personas_kods", Country: "LV", Chance: 1. / 270, CarriesBirth: true, check: personasKods, aka: "LV:pk", pad: 11,
			Source: "PMLP, Fizisko personu reģistra likums",
			Words:  national("personas kods", "personas kodu", "pers. kods"), shapes: []string{"999999-99999", "99999999999"}},
		{Name: "personas_kods_new", Country: "LV", Chance: 1. / 100, ContextOnly: true, check: personasKodsNew,
			Source: "PMLP: since 1 July 2017 codes start with 32 and carry neither date nor meaning",
			Words:  []string{"personas kods", "personas kodu", "pers. kods", "personal code"}, shapes: []string{"999999-99999", "99999999999"}},
	}
}

// cpr accepts modulus 11, and the births for which it was given up. Replacement
// numbers are rare and would double the share of chance hits: without separator
// they are only a cpr_shape.
func cpr(n num) (time.Time, bool) {
	born, ok := cprShape(n)
	if n.b[0] > '3' && n.sep == 0 {
		return time.Time{}, false
	}
	if !ok || n.sum("4327654321")%11 != 0 && !cprWithoutCheck(born) {
		return time.Time{}, false
	}
	return born, true
}

// cprWithoutCheck: numbers without modulus 11 have been issued since 1 October
// 2007 for people born on a 1 January; cpr.dk lists most years from 1960 to 1994
// (10 May 2023) and says that the list is not exhaustive.
func cprWithoutCheck(born time.Time) bool {
	return born.YearDay() == 1 && born.Year() >= 1960 && born.Year() <= 1999
}

// cprShape reads the date of birth; replacement numbers (erstatningspersonnumre)
// have the day + 60. The seventh digit tells the century.
func cprShape(n num) (time.Time, bool) {
	d, yy, c := n.two(0), n.two(4), n.at(6)
	if d > 60 {
		d -= 60
	}
	y := 1900 + yy
	switch {
	case c >= 5 && c <= 8 && yy >= 58:
		y = 1800 + yy
	case c >= 5 && c <= 8, c >= 4 && yy <= 36:
		y = 2000 + yy
	}
	return day(y, n.two(2), d)
}

func fodselsnummer(n num) (time.Time, bool) {
	if (n.sum("376189452")+n.at(9))%11 != 0 || n.sum("54327654321")%11 != 0 {
		return time.Time{}, false
	}
	return fodselsdato(n, true)
}

func fodselsnummer2032(n num) (time.Time, bool) {
	if r := (n.sum("376189452") + n.at(9)) % 11; r == 0 || r > 3 || n.sum("54327654321")%11 != 0 {
		return time.Time{}, false
	}
	return fodselsdato(n, false)
}

// fodselsdato reads the date: D-numbers have the day + 40, aid numbers the
// month + 40 and the synthetic population of Skatteetaten + 80. Until 2032 the individual number tells the
// century.
func fodselsdato(n num, told bool) (time.Time, bool) {
	d, m, yy, i := n.two(0), n.two(2), n.two(4), n.int(6, 9)
	if d > 40 {
		d -= 40
	}
	switch {
	case m > 80:
		m -= 80
	case m > 40:
		m -= 40
	}
	switch {
	case !told:
		return day(century(yy), m, d)
	case i < 500 || i >= 900 && yy >= 40:
		return day(1900+yy, m, d)
	case yy < 40:
		return day(2000+yy, m, d)
	case i < 750 && yy >= 54:
		return day(1800+yy, m, d)
	}
	return time.Time{}, false
}

// personnummer takes 10 or 12 digits; a + means a hundred years or more, and a
// samordningsnummer has the day + 60.
func personnummer(n num) (time.Time, bool) {
	c := n.n - 10
	if c != 0 && c != 2 || !n.luhn(c, n.n) {
		return time.Time{}, false
	}
	y, d := century(n.two(c)), n.two(c+4)
	if c == 2 {
		if y = n.int(0, 4); y < 1850 {
			return time.Time{}, false
		}
	} else if n.sep == '+' {
		y -= 100
	}
	if d > 60 {
		d -= 60
	}
	return day(y, n.two(c+2), d)
}

// hetu: 002 to 899 are given to people, 900 to 999 are temporary numbers.
func hetu(n num) (time.Time, bool) {
	i, sign := 6, n.sep
	if n.n == 11 {
		sign, i = n.b[6], 7
	}
	y := n.two(4)
	switch {
	case sign == '+':
		y += 1800
	case sign == '-' || sign >= 'U' && sign <= 'Y':
		y += 1900
	case sign >= 'A' && sign <= 'F':
		y += 2000
	default:
		return time.Time{}, false
	}
	if !n.digits(0, 6) || !n.digits(i, i+3) || n.int(i, i+3) < 2 {
		return time.Time{}, false
	}
	const signs = "0123456789ABCDEFHJKLMNPRSTUVWXY"
	if signs[(n.int(0, 6)*1000+n.int(i, i+3))%31] != n.b[i+3] {
		return time.Time{}, false
	}
	return day(y, n.two(2), n.two(0))
}

func kennitala(n num) (time.Time, bool) {
	if (n.sum("32765432")+n.at(8))%11 != 0 {
		return time.Time{}, false
	}
	return kennitalaShape(n)
}

// kennitalaShape reads the date and the century in the last digit. Companies
// have the day + 40 and are no people.
func kennitalaShape(n num) (time.Time, bool) {
	y := n.two(4)
	switch n.at(9) {
	case 8:
		y += 1800
	case 9:
		y += 1900
	case 0:
		y += 2000
	default:
		return time.Time{}, false
	}
	return day(y, n.two(2), n.two(0))
}

func kerfiskennitala(n num) (time.Time, bool) {
	return none(n.at(0) >= 8 && n.n == 10 && !n.same())
}

// isikukood is shared by Estonia and Lithuania: sex and century, date, serial
// number and a check digit of two rounds.
func isikukood(n num) (time.Time, bool) {
	g := n.at(0)
	if g < 1 || g > 8 {
		return time.Time{}, false
	}
	c := n.sum("1234567891") % 11
	if c == 10 {
		c = n.sum("3456789123") % 11 % 10
	}
	if c != n.at(10) {
		return time.Time{}, false
	}
	return day(1800+(g-1)/2*100+n.two(1), n.two(3), n.two(5))
}

// personasKods: the seventh digit tells the century.
func personasKods(n num) (time.Time, bool) {
	if c := n.at(6); c > 2 || (1101-n.sum("16379:5842"))%11 != n.at(10) {
		return time.Time{}, false
	}
	return day(1800+n.at(6)*100+n.two(4), n.two(2), n.two(0))
}

func personasKodsNew(n num) (time.Time, bool) {
	return none(n.two(0) == 32 && !n.same())
}
