package ident

import "time"

// eastKinds are the numbers of Poland, Czechia, Slovakia, Hungary, Slovenia,
// Croatia, Romania and Bulgaria.
func eastKinds() []Kind {
	return []Kind{
		{Name: "pesel", Country: "PL", Chance: 1. / 110, CarriesBirth: true, check: pesel, pad: 11, aka: "PL:pesel",
			Source: "Ministerstwo Cyfryzacji, ustawa o ewidencji ludności art. 15",
			Words:  national("pesel", "nr pesel"), shapes: []string{"99999999999"}},
		{Name: "id_pl", Country: "PL", Chance: 1. / 10, check: idPL, ContextOnly: true,
			Source: "MSWiA, dowód osobisty: weights 7 3 1 after ICAO Doc 9303",
			Words:  []string{"dowód osobisty", "dowod osobisty", "dowodu osobistego", "nr dowodu", "seria i numer", "identity card", "id card"},
			shapes: []string{"AAA999999", "AAA 999999"}},
		{Name: "rodne_cislo", Country: "CZ", Chance: 1. / 75, CarriesBirth: true, check: rodneCislo, aka: "CZ:rc SK:rc",
			Source: "Ministerstvo vnitra, zákon 133/2000 Sb. § 13; Slovakia: zákon 301/1995 Z. z.",
			Words:  national("rodné číslo", "rodne cislo", "rodného čísla", "rč", "r.č", "rod. č"),
			shapes: []string{"999999/9999", "9999999999", "999999 9999"}},
		{Name: "rodne_cislo_9", Country: "CZ", Chance: 1. / 13, CarriesBirth: true, check: rodneCislo9, ContextOnly: true, aka: "CZ:rc SK:rc",
			Source: "zákon 133/2000 Sb. § 13: nine digits until the end of 1953, without check digit",
			Words:  []string{"rodné číslo", "rodne cislo", "rodného čísla", "rč", "r.č"},
			shapes: []string{"999999/999", "999999999"}},
		{Name: "szemelyi", Country: "HU", Chance: 1. / 500, CarriesBirth: true, check: szemelyi, aka: "HU:szemelyi",
			Source: "Belügyminisztérium, 1996. évi XX. törvény 2. melléklet",
			Words:  national("személyi azonosító", "személyi szám", "szemelyi", "személyi"),
			shapes: []string{"9-999999-9999", "9 999999 9999", "99999999999", "9-9999999999"}},
		{Name: "taj", Country: "HU", Chance: 1. / 10, check: taj, aka: "HU:taj",
			Source: "NEAK, 1996. évi XX. törvény: TAJ, weights 3 and 7",
			Words:  []string{"taj", "taj szám", "társadalombiztosítási", "tajszám"},
			shapes: []string{"999 999 999", "999-999-999", "999999999"}},
		{Name: "adoazonosito", Country: "HU", Chance: 1. / 110, CarriesBirth: true, check: adoazonosito, ContextOnly: true,
			Source: "NAV, 1996. évi XX. törvény 1. melléklet: days since 1 January 1867",
			Words:  []string{"adóazonosító", "adóazonosító jel", "adoazonosito", "tax id"},
			shapes: []string{"9999999999"}},
		{Name: "emso", Country: "SI", Chance: 1. / 2200, CarriesBirth: true, check: emso, pad: 13, aka: "SI:emso BA:jmbg RS:jmbg ME:jmbg MK:jmbg HR:jmbg",
			Source: "Ministrstvo za notranje zadeve, Zakon o centralnem registru prebivalstva; JMBG elsewhere",
			Words:  national("emšo", "emso", "jmbg", "matični broj", "matična številka"),
			shapes: []string{"9999999999999", "999999 9999999", "9999999 999999"}},
		{Name: "davcna", shared: true, Country: "SI", Chance: 1. / 11, check: davcna, ContextOnly: true, aka: "SI:ddv",
			Source: "FURS, Zakon o davčnem postopku ZDavP-2, davčna številka, modulus 11",
			Words:  []string{"davčna številka", "davčne številke", "davčna", "davcna", "davcna stevilka"},
			shapes: []string{"99999999"}},
		{Name: "oib", shared: true, Country: "HR", Chance: 1. / 10, check: oib, aka: "HR:oib",
			Source: "Porezna uprava, Zakon o osobnom identifikacijskom broju; ISO 7064 MOD 11,10",
			Words:  national("oib", "osobni identifikacijski broj"), shapes: []string{"99999999999"}},
		{Name: "cnp", Country: "RO", Chance: 1. / 700, CarriesBirth: true, check: cnp, aka: "RO:cnp",
			Source: "DEPABD, OUG 97/2005; check digit HG 1375/2006",
			Words:  national("cnp", "cod numeric personal", "codul numeric"), shapes: []string{"9999999999999"}},
		{Name: "egn", Country: "BG", Chance: 1. / 90, CarriesBirth: true, check: egn, pad: 10, aka: "BG:egn",
			Source: "ГД ГРАО, Наредба РД-02-20-9/2012, единен граждански номер",
			Words:  national("егн", "e.г.н", "egn", "единен граждански номер"), shapes: []string{"9999999999"}},
		{Name: "lnch", Country: "BG", Chance: 1. / 10, check: lnch, ContextOnly: true, aka: "BG:pnf",
			Source: "МВР, личен номер на чужденец",
			Words:  []string{"лнч", "lnch", "личен номер на чужденец"}, shapes: []string{"9999999999", "9999 999 999"}},
	}
}

// pesel: the month + 80, 20, 40, 60 for 1800, 2000, 2100, 2200.
func pesel(n num) (time.Time, bool) {
	if (n.sum("1379137913")+n.at(10))%10 != 0 {
		return time.Time{}, false
	}
	return shifted(n.two(0), n.two(2), n.two(4))
}

func shifted(yy, m, d int) (time.Time, bool) {
	switch {
	case m > 80:
		return day(1800+yy, m-80, d)
	case m > 20 && m < 40:
		return day(2000+yy, m-20, d)
	}
	return day(1900+yy, m, d)
}

func idPL(n num) (time.Time, bool) {
	s := 0
	for i := range 9 {
		v := int(n.b[i] - '0')
		if n.b[i] >= 'A' {
			v = int(n.b[i]-'A') + 10
		}
		if i != 3 {
			s += v * int("731073173"[i]-'0')
		}
	}
	return none(s%10 == n.at(3))
}

// rodneCislo: the month + 50 for women, + 20 more when a day ran out of numbers
// (since 2004). A remainder of 10 was written as 0, officially until 1985.
func rodneCislo(n num) (time.Time, bool) {
	v, yy, m := n.int(0, 10), n.two(0), n.two(2)
	y := 1900 + yy
	if yy < 54 {
		y += 100
	}
	if v%11 != 0 && (n.int(0, 9)%11 != 10 || n.at(9) != 0) {
		return time.Time{}, false
	}
	if m > 50 {
		m -= 50
	}
	if m > 20 && y >= 2004 {
		m -= 20
	}
	return day(y, m, n.two(4))
}

func rodneCislo9(n num) (time.Time, bool) {
	y, m := 1900+n.two(0), n.two(2)
	if y > 1953 && y < 1980 {
		return time.Time{}, false
	}
	if y >= 1980 {
		y -= 100
	}
	if m > 50 {
		m -= 50
	}
	return day(y, m, n.two(4))
}

// szemelyi: sex and century, date, serial number, check digit; the weights turn
// round for births from 1997.
func szemelyi(n num) (time.Time, bool) {
	g := n.at(0)
	y := 1900 + n.two(1)
	switch {
	case g == 0 || g > 8:
		return time.Time{}, false
	case g == 3 || g == 4 || g > 6:
		y += 100
	}
	s := n.sum("123456789:")
	if y > 1996 {
		s = n.sum(":987654321")
	}
	if s%11 != n.at(10) {
		return time.Time{}, false
	}
	return day(y, n.two(3), n.two(5))
}

func taj(n num) (time.Time, bool) {
	return none(n.sum("37373737")%10 == n.at(8) && !n.same())
}

func adoazonosito(n num) (time.Time, bool) {
	if n.at(0) != 8 || n.sum("123456789")%11 != n.at(9) {
		return time.Time{}, false
	}
	born := time.Date(1867, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n.int(1, 6))
	return day(born.Year(), int(born.Month()), born.Day())
}

// emso: day, month, the last three digits of the year, region, serial number.
func emso(n num) (time.Time, bool) {
	c := (11 - n.sum("765432765432")%11) % 11
	if c == 10 || c != n.at(12) {
		return time.Time{}, false
	}
	y := n.int(4, 7) + 1000
	if y < 1800 {
		y += 1000
	}
	return day(y, n.two(2), n.two(0))
}

func davcna(n num) (time.Time, bool) {
	c := 11 - n.sum("8765432")%11
	return none(n.at(0) != 0 && c < 11 && c%10 == n.at(7) && !n.same())
}

func oib(n num) (time.Time, bool) { return none(n.mod11x10() && !n.same()) }

// cnp: sex and century, date, county (1 to 48, 51, 52, 70), serial number.
func cnp(n num) (time.Time, bool) {
	c := n.sum("279146358279") % 11
	if c == 10 {
		c = 1
	}
	if c != n.at(12) {
		return time.Time{}, false
	}
	j, y := n.two(7), n.two(1)
	switch g := n.at(0); {
	case g == 0 || j == 0 || j > 52 && j != 70 && j != 99:
		return time.Time{}, false
	case g == 3 || g == 4:
		y += 1800
	case g == 5 || g == 6:
		y += 2000
	case g == 7 || g == 8:
		y = century(y)
	default:
		y += 1900
	}
	return day(y, n.two(3), n.two(5))
}

// egn: the month + 20 for 1800, + 40 for 2000.
func egn(n num) (time.Time, bool) {
	if n.sum("2485:9736")%11%10 != n.at(9) {
		return time.Time{}, false
	}
	yy, m, d := n.two(0), n.two(2), n.two(4)
	switch {
	case m > 40:
		return day(2000+yy, m-40, d)
	case m > 20:
		return day(1800+yy, m-20, d)
	}
	return day(1900+yy, m, d)
}

func lnch(n num) (time.Time, bool) {
	s := 0
	for i, w := range [...]int{21, 19, 17, 13, 11, 9, 7, 3, 1} {
		s += n.at(i) * w
	}
	return none(s%10 == n.at(9) && !n.same())
}
