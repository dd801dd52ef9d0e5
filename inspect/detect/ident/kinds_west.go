package ident

import "time"

// westKinds are the numbers of the Netherlands, Belgium, Luxembourg, Germany,
// Austria, Switzerland, Liechtenstein, France, the United Kingdom and Ireland.
func westKinds() []Kind {
	return []Kind{
		{Name: "bsn", Country: "NL", Chance: 1. / 11, check: bsn, pad: 9, aka: "NL:bsn",
			Source: "RvIG, Logisch Ontwerp BSN, elfproef",
			Words:  national("bsn", "burgerservicenummer", "burger service nummer", "sofi", "sofinummer", "citizen service number"),
			shapes: []string{"999999999", "9999.99.999", "9999 99 999", "999 999 999", "999.999.999", "99.99.99.999", "99 99 99 999", "999-999-999", "9999-99-999", "9999 9999 9", "999 99 99 99"}},
		{Name: "onderwijsnummer", Country: "NL", Chance: 1. / 11, check: onderwijsnummer, ContextOnly: true, aka: "NL:onderwijsnummer",
			Source: "DUO, onderwijsnummer: starts with 10, elfproef with remainder 5",
			Words:  []string{"onderwijsnummer", "pgn", "persoonsgebonden nummer", "leerlingnummer"},
			shapes: []string{"999999999", "9999.99.999"}},
		{Name: "rijksregister", Country: "BE", Chance: 1. / 440, CarriesBirth: true, check: rijksregister, pad: 11, aka: "BE:nn BE:bis BE:insz BE:ssn",
			Source: "FOD Binnenlandse Zaken, KB 3 april 1984 art. 3; bis-nummer: KB 8 februari 1991",
			Words:  national("rijksregisternummer", "rijksregister", "rrn", "insz", "niss", "registre national", "numéro national", "bisnummer", "numéro bis", "nationaal nummer", "nationalregisternummer", "numéro de registre national"),
			shapes: []string{"99.99.99-999.99", "99.99.99-999-99", "99999999999", "99 99 99 999 99", "999999-999-99", "999999 999 99", "999999-99999"}},
		{Name: "be_eid", Country: "BE", Chance: 1. / 97, check: beEID, aka: "BE:eid",
			Source: "FOD Binnenlandse Zaken, identiteitskaart",
			Words:  []string{"identiteitskaart", "kaartnummer", "eid", "carte d'identité", "id card", "identitätskarte"},
			shapes: []string{"999-9999999-99", "999999999999"}},
		{Name: "matricule", Country: "LU", Chance: 1. / 20000, CarriesBirth: true, check: matricule, aka: "LU:matricule",
			Source: "CTIE, loi du 19 juin 2013, règlement du 21 novembre 2013: Luhn and Verhoeff",
			Words:  national("matricule", "matricule nationale", "numéro d'identification", "numéro de matricule", "sozialversicherungsnummer", "sécurité sociale", "matrikel", "matrikelnummer"),
			shapes: []string{"9999999999999", "9999 9999 99999", "9999 99 99 99999", "99999999 99999"}},
		{Name: "steuer_id", Country: "DE", Chance: 1. / 280, check: steuerID, aka: "DE:idnr",
			Source: "BZSt, Steuerliches Identifikationsnummer, § 139b AO",
			Words:  national("steuer-id", "steuerid", "steueridentifikationsnummer", "steuer-identifikationsnummer", "identifikationsnummer", "idnr", "id-nr", "tin"),
			shapes: []string{"99999999999", "99 999 999 999"}},
		{Name: "rentenversicherung", Country: "DE", Chance: 1. / 300, CarriesBirth: true, check: rentenversicherung, aka: "DE:svnr",
			Source: "Deutsche Rentenversicherung, § 147 SGB VI and VKVV § 2, § 4",
			Words:  national("rentenversicherungsnummer", "sozialversicherungsnummer", "versicherungsnummer", "rvnr", "svnr", "sv-nummer", "sv-nr"),
			shapes: []string{"99999999A999", "99 999999 A 999", "99 999999 A999", "99999999 A 999"}},
		{Name: "kvnr", Country: "DE", Chance: 1. / 10, check: kvnr, aka: "DE:kvnr",
			Source: "GKV-Spitzenverband, Richtlinie Krankenversichertennummer, § 290 SGB V",
			Words:  []string{"krankenversicherungsnummer", "krankenversichertennummer", "versichertennummer", "versicherten-nr", "kvnr", "krankenkasse", "kv-nummer", "health insurance"},
			shapes: []string{"A999999999", "A 999 999 999", "A 999999999"}},
		{Name: "ausweis", Country: "DE", Chance: 1. / 10, check: ausweis, ContextOnly: true, aka: "DE:passport",
			Source: "BMI, Personalausweisverordnung Anlage 1; ICAO Doc 9303-3 4.9",
			Words:  []string{"personalausweis", "ausweisnummer", "ausweis-nr", "ausweis", "reisepass", "passnummer", "pass-nr", "passport", "paspoort", "identity card", "id card", "pasnummer"},
			shapes: []string{"**********", "**********A"}},
		{Name: "svnr", Country: "AT", Chance: 1. / 300, CarriesBirth: true, check: svnr, aka: "AT:vnr",
			Source: "Dachverband der Sozialversicherungsträger, § 30c ASVG",
			Words:  national("sozialversicherungsnummer", "svnr", "sv-nr", "sv-nummer", "versicherungsnummer", "vnr"),
			shapes: []string{"9999 999999", "9999-999999", "9999999999", "9999/999999"}},
		{Name: "ahv", Country: "CH", Chance: 1. / 10000, check: ahv, aka: "CH:ssn LI:ssn",
			Source: "ZAS/BSV, AHV-Nummer NAVS13, Art. 133 AHVV; also Liechtenstein",
			Words:  national("ahv", "ahv-nr", "ahv-nummer", "avs", "navs", "numéro avs", "numero avs", "sozialversicherungsnummer", "versichertennummer"),
			shapes: []string{"999.9999.9999.99", "9999999999999", "999 9999 9999 99"}},
		{Name: "peid", shared: true, Country: "LI", Chance: 1, check: distinct, ContextOnly: true, aka: "LI:peid",
			Source: "Amt für Statistik Liechtenstein, Personenidentifikationsnummer: a running number, no check digit",
			Words:  []string{"peid", "personenidentifikationsnummer", "pid-nr"},
			shapes: []string{"999999", "9999999", "99999999", "9.999.999", "999999999", "9999999999", "99999999999", "999999999999"}},
		{Name: "nir", Country: "FR", Chance: 1. / 700, check: nir, aka: "FR:nir",
			Source: "INSEE, numéro d'inscription au répertoire, décret 82-103",
			Words:  national("nir", "sécurité sociale", "securite sociale", "numéro de sécu", "n° ss", "numéro insee", "insee", "sécu"),
			shapes: []string{"***************", "999999999999999", "9 99 99 99 999 999 99", "9 99 99 9A 999 999 99", "9999999999999 99"}},
		{Name: "spi", Country: "FR", Chance: 1. / 1300, check: spi, ContextOnly: true, aka: "FR:nif",
			Source: "DGFiP, numéro fiscal (SPI), in the European Commission's TIN portal",
			Words:  []string{"numéro fiscal", "numero fiscal", "n° fiscal", "nif", "spi", "référence fiscale", "identifiant fiscal"},
			shapes: []string{"9999999999999", "99 99 999 999 999"}},
		{Name: "nino", Country: "GB", Chance: 1. / 11, check: nino, aka: "GB:nino",
			Source: "HMRC, National Insurance Manual NIM39110",
			Words:  national("national insurance", "nino", "ni number", "ni no", "nin"),
			shapes: []string{"AA999999A", "AA 99 99 99 A", "AA 999999 A", "AA999999 A"}},
		{Name: "nhs", Country: "GB", Chance: 1. / 11, check: nhs, aka: "GB:nhs",
			Source: "NHS Data Dictionary, NHS NUMBER, modulus 11",
			Words:  []string{"nhs", "nhs number", "nhs no", "patient", "hospital number", "health and care number"},
			shapes: []string{"999 999 9999", "9999999999"}},
		{Name: "chi", Country: "GB", Chance: 1. / 300, CarriesBirth: true, check: chi, pad: 10,
			Source: "Public Health Scotland, Community Health Index: date and NHS modulus 11",
			Words:  []string{"chi", "chi number", "chi no", "community health index", "patient"},
			shapes: []string{"9999999999", "999999 9999"}},
		{Name: "utr", shared: true, Country: "GB", Chance: 1. / 11, check: utr, ContextOnly: true, aka: "GB:utr",
			Source: "HMRC, Unique Taxpayer Reference",
			Words:  []string{"utr", "unique taxpayer", "tax reference"}, shapes: []string{"9999999999", "99999 99999"}},
		{Name: "upn", Country: "GB", Chance: 1. / 23, check: upn, aka: "GB:upn",
			Source: "Department for Education, Unique Pupil Numbers guide",
			Words:  []string{"upn", "pupil", "unique pupil"}, shapes: []string{"A999999999999"}},
		{Name: "driver_gb", Country: "GB", Chance: 1. / 20, check: driverGB, ContextOnly: true,
			Source: "DVLA, driver number format",
			Words:  []string{"driving licence", "driver number", "licence number", "license number", "dvla", "licence no"},
			shapes: []string{"****************"}},
		{Name: "ppsn", Country: "IE", Chance: 1. / 23, check: ppsn, aka: "IE:pps",
			Source: "Department of Social Protection, SR 14B, PPS number",
			Words:  national("ppsn", "pps", "pps number", "pps no", "personal public service", "uimhir psp"),
			shapes: []string{"9999999A", "9999999AA"}},
	}
}

func bsn(n num) (time.Time, bool) {
	return none(n.n == 9 && (n.sum("98765432")-n.at(8))%11 == 0 && n.int(0, 9) >= 1000000 && !n.same())
}

func onderwijsnummer(n num) (time.Time, bool) {
	return none(n.two(0) == 10 && (n.sum("98765432")-n.at(8)+11)%11 == 5)
}

// rijksregister: the check is over nine digits, with a 2 in front for births
// from 2000. A bis number has the month + 20 or + 40; parts of the date may be
// unknown, and then it carries none.
func rijksregister(n num) (time.Time, bool) {
	v, check, yy, m, d := n.int(0, 9), n.int(9, 11), n.two(0), n.two(2), n.two(4)
	y := 1900 + yy
	switch check {
	case 97 - v%97:
	case 97 - (v+2000000000)%97:
		y += 100
	default:
		return time.Time{}, false
	}
	if m%20 > 12 || m > 52 || d > 31 || n.int(6, 9) == 0 || y > lastBirth || v == 1 {
		return time.Time{}, false
	}
	if m %= 20; m == 0 || d == 0 {
		return none(m == 0 && yy < 100)
	}
	return day(y, m, d)
}

func beEID(n num) (time.Time, bool) {
	c := n.int(0, 10) % 97
	if c == 0 {
		c = 97
	}
	return none(c == n.int(10, 12) && !n.same())
}

func matricule(n num) (time.Time, bool) {
	if !n.luhn(0, 12) || !n.verhoeff(11, n.at(12)) {
		return time.Time{}, false
	}
	return day(n.int(0, 4), n.two(4), n.two(6))
}

// steuerID: among the first ten digits exactly one occurs twice or, since 2016,
// three times but not in a row, and the others at most once.
func steuerID(n num) (time.Time, bool) {
	if n.at(0) == 0 || !n.mod11x10() {
		return time.Time{}, false
	}
	var count [10]int
	for i := range 10 {
		count[n.at(i)]++
		if i > 1 && n.b[i] == n.b[i-1] && n.b[i] == n.b[i-2] {
			return time.Time{}, false
		}
	}
	more := 0
	for _, c := range count {
		switch {
		case c > 3:
			return time.Time{}, false
		case c > 1:
			more++
		}
	}
	return none(more == 1)
}

// rentenversicherung: area, date of birth, first letter of the name at birth,
// serial number, check digit. The letter counts as its two-digit position.
func rentenversicherung(n num) (time.Time, bool) {
	if !n.digits(0, 8) || n.b[8] < 'A' || n.b[8] > 'Z' || !n.digits(9, 12) || n.two(0) < 2 {
		return time.Time{}, false
	}
	const weights = "212571212121"
	l := int(n.b[8]-'A') + 1
	s := 0
	for i, j := 0, 0; i < 11; i++ {
		if i == 8 {
			s += cross(l/10*int(weights[j]-'0')) + cross(l%10*int(weights[j+1]-'0'))
			j += 2
			continue
		}
		s += cross(n.at(i) * int(weights[j]-'0'))
		j++
	}
	if s%10 != n.at(11) {
		return time.Time{}, false
	}
	return day(century(n.two(6)), n.two(4), n.two(2))
}

// cross is the sum of the digits of a number below 100.
func cross(v int) int { return v/10 + v%10 }

func kvnr(n num) (time.Time, bool) {
	if n.b[0] < 'A' || n.b[0] > 'Z' {
		return time.Time{}, false
	}
	l := int(n.b[0]-'A') + 1
	s := cross(l/10) + cross(l%10*2)
	for i := 1; i < 9; i++ {
		s += cross(n.at(i) * (2 - i%2))
	}
	return none(s%10 == n.at(9))
}

// ausweis: nine characters without vowels and look-alikes, and their check
// digit with the weights 7, 3, 1.
func ausweis(n num) (time.Time, bool) {
	if n.n == 11 && n.b[10] != 'D' || n.b[9] < '0' || n.b[9] > '9' {
		return time.Time{}, false
	}
	letters := 0
	for i := range 9 {
		c := n.b[i]
		switch {
		case c >= '0' && c <= '9':
			if i == 0 {
				return time.Time{}, false
			}
		case c == 'A', c == 'B', c == 'D', c == 'E', c == 'I', c == 'O', c == 'Q', c == 'S', c == 'U':
			return time.Time{}, false
		default:
			letters++
		}
	}
	return none(letters < 9 && mrzDigit(n.b[:9]) == n.b[9])
}

// svnr: the fourth digit checks the other nine; a replacement month is 13 to 15.
func svnr(n num) (time.Time, bool) {
	c := (n.sum("379") + n.at(4)*5 + n.at(5)*8 + n.at(6)*4 + n.at(7)*2 + n.at(8) + n.at(9)*6) % 11
	if n.at(0) == 0 || c != n.at(3) {
		return time.Time{}, false
	}
	if m := n.two(6); m > 12 && m < 16 {
		return none(n.two(4) >= 1 && n.two(4) <= 31)
	}
	return day(century(n.two(8)), n.two(6), n.two(4))
}

func ahv(n num) (time.Time, bool) {
	return none(n.int(0, 3) == 756 && n.sum("1313131313131")%10 == 0)
}

// nir: sex, year, month (20 and up when unknown), department (2A and 2B count
// as 19 and 18), commune, serial number, key.
func nir(n num) (time.Time, bool) {
	dep := 0
	switch {
	case n.n != 15 || !n.digits(0, 6) || !n.digits(7, 15):
		return time.Time{}, false
	case n.b[5] == '2' && n.b[6] == 'A':
		dep = 19
	case n.b[5] == '2' && n.b[6] == 'B':
		dep = 18
	case n.b[6] <= '9':
		dep = n.two(5)
	}
	m, g := n.two(3), n.at(0)
	if g == 0 || g == 5 || g == 6 || g == 9 || m == 0 || m > 12 && m < 20 || m > 42 && m < 50 || dep == 0 {
		return time.Time{}, false
	}
	v := (n.int(0, 5)*100+dep)*1000000 + n.int(7, 13)
	return none(97-v%97 == n.int(13, 15))
}

// spi: the first digit is 0 to 3 and the last three are the remainder of the
// first ten by 511.
func spi(n num) (time.Time, bool) {
	return none(n.at(0) < 4 && n.int(0, 10)%511 == n.int(10, 13) && !n.same())
}

// nino: no D, F, I, Q, U, V in the prefix, no O second, some prefixes unused;
// the suffix is A to D.
func nino(n num) (time.Time, bool) {
	a, b := n.b[0], n.b[1]
	if n.n != 9 || n.b[8] < 'A' || n.b[8] > 'D' || b == 'O' || never(a) || never(b) {
		return time.Time{}, false
	}
	switch string(n.b[:2]) {
	case "BG", "GB", "NK", "KN", "TN", "NT", "ZZ":
		return time.Time{}, false
	}
	return none(true)
}

func never(c byte) bool {
	return c == 'D' || c == 'F' || c == 'I' || c == 'Q' || c == 'U' || c == 'V'
}

func nhs(n num) (time.Time, bool) {
	return none((n.sum(":98765432")+n.at(9))%11 == 0 && !n.same() && n.at(0) != 0)
}

func chi(n num) (time.Time, bool) {
	if (n.sum(":98765432")+n.at(9))%11 != 0 {
		return time.Time{}, false
	}
	return day(century(n.two(4)), n.two(2), n.two(0))
}

func utr(n num) (time.Time, bool) {
	s := 0
	for i := 1; i < 10; i++ {
		s += n.at(i) * int("6789:5432"[i-1]-'0')
	}
	return none("21987654321"[s%11] == n.b[0])
}

// upn: letter, local authority, establishment, year, serial number.
func upn(n num) (time.Time, bool) {
	s := 0
	for i := 1; i < 13; i++ {
		s += n.at(i) * (i + 1)
	}
	la := n.int(1, 4)
	return none("ABCDEFGHJKLMNPQRTUVWXYZ"[s%23] == n.b[0] && la >= 201 && la <= 999)
}

// driverGB: five characters of the surname padded with 9, decade, month (+50
// for women), day, year, two initials, a digit and two letters.
func driverGB(n num) (time.Time, bool) {
	if n.b[0] < 'A' || !n.digits(5, 11) || n.b[14] < 'A' || n.b[15] < 'A' {
		return time.Time{}, false
	}
	for i := 1; i < 5; i++ {
		if n.b[i] <= '9' && (n.b[i] != '9' || n.b[min(i+1, 4)] != '9') {
			return time.Time{}, false
		}
	}
	m := n.two(6) % 50
	return day(century(n.at(5)*10+n.at(10)), m, n.two(8))
}

// ppsn: seven digits, a check letter and perhaps one more that counts nine-fold.
func ppsn(n num) (time.Time, bool) {
	s := n.sum("8765432")
	if n.n == 9 {
		x := n.b[8]
		switch {
		case x == 'W' || x == 'T' || x == 'X':
		case x >= 'A' && x <= 'I':
			s += int(x-'A'+1) * 9
		default:
			return time.Time{}, false
		}
	}
	return none("WABCDEFGHIJKLMNOPQRSTUV"[s%23] == n.b[7])
}
