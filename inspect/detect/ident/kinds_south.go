package ident

import "time"

// southKinds are the numbers of Spain, Portugal, Italy, Greece, Malta and Cyprus.
func southKinds() []Kind {
	return []Kind{
		{Name: "dni", Country: "ES", Chance: 1. / 23, check: dni, aka: "ES:dni ES:nif",
			Source: "Ministerio del Interior, NIF: letra de control, módulo 23",
			Words:  national("dni", "nif", "documento nacional", "d.n.i"),
			shapes: []string{"99999999A", "99999999-A", "99.999.999-A", "99.999.999A", "99999999 A"}},
		{Name: "nie", Country: "ES", Chance: 1. / 23, check: nie, aka: "ES:nie ES:nif",
			Source: "Ministerio del Interior, número de identidad de extranjero",
			Words:  national("nie", "nif", "extranjero"),
			shapes: []string{"A9999999A", "A-9999999-A", "A9999999-A", "A-9999999A"}},
		{Name: "nif_es", Country: "ES", Chance: 1. / 23, check: nifES, aka: "ES:nif",
			Source: "Agencia Tributaria, RD 1065/2007 art. 19 and 20: K, L and M for people without DNI or NIE",
			Words:  national("nif", "número de identificación fiscal", "dni"),
			shapes: []string{"A9999999A", "A-9999999-A", "A9999999-A"}},
		{Name: "nss", Country: "ES", Chance: 1. / 180, check: nss, ContextOnly: true, aka: "ES:nss",
			Source: "Tesorería General de la Seguridad Social, número de afiliación",
			Words:  []string{"seguridad social", "nss", "naf", "afiliación", "número de la s.s"},
			shapes: []string{"999999999999", "99/99999999/99", "99 99999999 99", "99-99999999-99"}},
		{Name: "nif_pt", Country: "PT", Chance: 1. / 24, check: nifPT, aka: "PT:nif",
			Source: "Autoridade Tributária, DL 14/2013: 1, 2, 3 and 45 are people",
			Words:  []string{"nif", "contribuinte", "número fiscal", "número de contribuinte", "identificação fiscal"},
			shapes: []string{"999999999", "999 999 999", "999.999.999"}},
		{Name: "niss_pt", Country: "PT", Chance: 1. / 50, check: nissPT, ContextOnly: true,
			Source: "Segurança Social, Número de Identificação de Segurança Social",
			Words:  []string{"niss", "segurança social", "seguranca social", "n.º ss"},
			shapes: []string{"99999999999", "999 999 999 99", "99999999 999"}},
		{Name: "cc_pt", Country: "PT", Chance: 1. / 10, check: ccPT, aka: "PT:cc",
			Source: "IRN, Validação do número de documento do cartão de cidadão",
			Words:  national("cartão de cidadão", "cartao de cidadao", "cartão do cidadão", "bilhete de identidade", "n.º cc"),
			shapes: []string{"99999999 9 AA9", "999999999AA9", "99999999 9 AA 9", "99999999-9 AA9"}},
		{Name: "codice_fiscale", Country: "IT", Chance: 1. / 2000, CarriesBirth: true, check: codiceFiscale, aka: "IT:codicefiscale",
			Source: "Agenzia delle Entrate, DM 23 dicembre 1976; omocodia included",
			Words:  national("codice fiscale", "cod. fisc", "cod.fisc", "c.f", "cf"),
			shapes: []string{"****************", "AAA AAA 99A99 A999A", "AAAAAA 99A99 A999A"}},
		{Name: "amka", Country: "GR", Chance: 1. / 273, CarriesBirth: true, check: amka, pad: 11, aka: "GR:amka",
			Source: "ΗΔΙΚΑ, Αριθμός Μητρώου Κοινωνικής Ασφάλισης, ν. 3655/2008 άρθρο 153",
			Words:  national("αμκα", "α.μ.κ.α", "amka"), shapes: []string{"99999999999"}},
		{Name: "afm", shared: true, Country: "GR", Chance: 1. / 10, check: afm, ContextOnly: true, aka: "GR:vat",
			Source: "ΑΑΔΕ, Αριθμός Φορολογικού Μητρώου",
			Words:  []string{"αφμ", "α.φ.μ", "afm", "tax number"}, shapes: []string{"999999999"}},
		{Name: "pa_gr", Country: "GR", Chance: 1. / 10, check: paGR, ContextOnly: true,
			Source: "Υπουργείο Ψηφιακής Διακυβέρνησης, Προσωπικός Αριθμός, ν. 4727/2020 άρθρο 11: three characters and the ΑΦΜ",
			Words:  []string{"προσωπικός αριθμός", "προσωπικού αριθμού", "π.α", "personal number"},
			shapes: []string{"************"}},
		{Name: "adt_gr", Country: "GR", Chance: 1, check: distinct, ContextOnly: true,
			Source: "Ελληνική Αστυνομία, δελτίο ταυτότητας, ΥΑ 8200/0-297647: letters and six digits, no check digit",
			Words:  []string{"αδτ", "α.δ.τ", "ταυτότητα", "ταυτότητας", "δελτίο ταυτότητας", "adt", "identity card", "id card"},
			shapes: []string{"AA999999", "AA-999999", "AA 999999", "A999999", "A-999999", "A 999999"}},
		{Name: "id_mt", Country: "MT", Chance: 1. / 3, check: idMT, ContextOnly: true,
			Source: "Identità, Identity Card Act cap. 258: number of the register and a letter, no check digit",
			Words:  []string{"identity card", "id card", "karta tal-identità", "karta tal-identita", "id number", "id no"},
			shapes: []string{"9999999A", "999999A", "99999A"}},
		{Name: "tic_cy", Country: "CY", Chance: 1. / 26, check: ticCY, ContextOnly: true, aka: "CY:vat",
			Source: "Τμήμα Φορολογίας, tax identification code; 0 are people",
			Words:  []string{"tic", "tax identification code", "αφτ", "α.φ.τ", "φορολογικ"},
			shapes: []string{"99999999A"}},
		{Name: "id_cy", Country: "CY", Chance: 1, check: distinct, ContextOnly: true, strict: true,
			Source: "Τμήμα Αρχείου Πληθυσμού, ο περί Αρχείου Πληθυσμού Νόμος 141(I)/2002: a running number, no check digit; ARC for foreigners",
			Words:  []string{"αδτ", "α.δ.τ", "ταυτότητα", "ταυτότητας", "αρ. ταυτότητας", "kimlik", "identity card", "id card", "arc number", "arc no"},
			shapes: []string{"999999", "9999999", "99999999", "9999999999"}},
	}
}

func dni(n num) (time.Time, bool) { return none(dniLetter(n.int(0, 8)) == n.b[8] && n.int(0, 8) > 0) }

func dniLetter(v int) byte { return "TRWAGMYFPDXBNJZSQVHLCKE"[v%23] }

func nie(n num) (time.Time, bool) {
	if n.b[0] < 'X' || n.b[0] > 'Z' {
		return time.Time{}, false
	}
	return none(dniLetter(int(n.b[0]-'X')*10000000+n.int(1, 8)) == n.b[8])
}

// nifES: K stands for Spaniards below 14, L for those abroad, M for foreigners.
func nifES(n num) (time.Time, bool) {
	return none(n.b[0] >= 'K' && n.b[0] <= 'M' && dniLetter(n.int(1, 8)) == n.b[8])
}

func nss(n num) (time.Time, bool) {
	p, v := n.two(0), n.int(2, 10)
	if p == 0 || p > 53 && p != 66 {
		return time.Time{}, false
	}
	if v >= 10000000 {
		v += p * 100000000
	} else {
		v += p * 10000000
	}
	return none(v%97 == n.int(10, 12))
}

func nifPT(n num) (time.Time, bool) {
	if f := n.at(0); f != 1 && f != 2 && f != 3 && n.two(0) != 45 {
		return time.Time{}, false
	}
	c := 11 - n.sum("98765432")%11
	return none(c%11%10 == n.at(8) && !n.same())
}

// nissPT: people's numbers begin with 1, companies' with 2; the weights are the
// first primes.
func nissPT(n num) (time.Time, bool) {
	s := 0
	for i, w := range [...]int{29, 23, 19, 17, 13, 11, 7, 5, 3, 2} {
		s += n.at(i) * w
	}
	return none(n.at(0) == 1 && 9-s%10 == n.at(10))
}

// ccPT is a Luhn sum in which letters count from 10.
func ccPT(n num) (time.Time, bool) {
	s := 0
	for i := range 12 {
		v := int(n.b[i] - '0')
		if n.b[i] >= 'A' {
			v = int(n.b[i]-'A') + 10
		}
		if i%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		s += v
	}
	return none(s%10 == 0)
}

// The values of the characters in odd places, digits and then letters.
var cfOdd = [36]uint8{1, 0, 5, 7, 9, 13, 15, 17, 19, 21,
	1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23}

// codiceFiscale: six letters of the names, year, letter of the month, day (+40
// for women), place, check letter. In homonyms (omocodia) letters stand for
// digits.
func codiceFiscale(n num) (time.Time, bool) {
	if n.n != 16 {
		return time.Time{}, false
	}
	for _, i := range [...]int{0, 1, 2, 3, 4, 5, 8, 11, 15} {
		if n.b[i] < 'A' {
			return time.Time{}, false
		}
	}
	s := 0
	for i := range 15 {
		v := int(n.b[i] - '0')
		if n.b[i] >= 'A' {
			v = int(n.b[i]-'A') + 10
		}
		if i%2 == 0 {
			s += int(cfOdd[v])
		} else if s += v; v >= 10 {
			s -= 10
		}
	}
	if byte(s%26)+'A' != n.b[15] {
		return time.Time{}, false
	}
	return cfBirth(n)
}

func cfBirth(n num) (time.Time, bool) {
	for _, i := range [...]int{6, 7, 9, 10, 12, 13, 14} {
		if n.b[i] <= '9' {
			continue
		}
		v := position("LMNPQRSTUV", n.b[i])
		if v < 0 {
			return time.Time{}, false
		}
		n.b[i] = '0' + byte(v)
	}
	d := n.two(9)
	if d > 40 {
		d -= 40
	}
	return day(century(n.two(6)), 1+position("ABCDEHLMPRST", n.b[8]), d)
}

func position(s string, c byte) int {
	for i := range len(s) {
		if s[i] == c {
			return i
		}
	}
	return -1
}

func amka(n num) (time.Time, bool) {
	if !n.luhn(0, 11) {
		return time.Time{}, false
	}
	return day(century(n.two(4)), n.two(2), n.two(0))
}

func afm(n num) (time.Time, bool) {
	s := 0
	for i := range 8 {
		s += n.at(i) << (8 - i)
	}
	return none(s%11%10 == n.at(8) && !n.same())
}

// paGR: two characters of the citizen's choice, a check character whose rule is
// not published, and the number of the tax register.
func paGR(n num) (time.Time, bool) {
	if !n.digits(3, 12) {
		return time.Time{}, false
	}
	copy(n.b[:], n.b[3:12])
	n.n = 9
	return afm(n)
}

func idMT(n num) (time.Time, bool) {
	return none(position("MGAPLHBZ", n.b[n.n-1]) >= 0)
}

func ticCY(n num) (time.Time, bool) {
	s := 0
	for i := range 8 {
		if i%2 == 0 {
			s += int(cfOdd[n.at(i)])
		} else {
			s += n.at(i)
		}
	}
	return none(n.b[0] == '0' && byte(s%26)+'A' == n.b[8])
}
