package ident

import (
	"strings"
	"time"
)

// worldKinds are the numbers of those who moved to our towns from elsewhere and
// whose papers bear them. Most have fewer digits to check than characters, so
// that they count with their words only.
func worldKinds() []Kind {
	return []Kind{
		{Name: "tckimlik", Country: "TR", Chance: 1. / 110, check: tcKimlik, ContextOnly: true, aka: "TR:tckimlik",
			Source: "Nüfus ve Vatandaşlık İşleri Genel Müdürlüğü, 5490 sayılı Kanun m. 47",
			Words:  national("kimlik", "t.c.", "tckn", "tc no", "tyrkisk id", "turks id", "turkish id", "türkische identitätsnummer"),
			shapes: []string{"99999999999", "999 999 999 99", "999999999 99"}},
		{Name: "rnokpp", Country: "UA", Chance: 1. / 11, CarriesBirth: true, check: rnokpp, ContextOnly: true, aka: "UA:rntrc",
			Source: "Державна податкова служба, наказ Мінфіну 822/2017: days since 31 December 1899",
			Words:  national("рнокпп", "ідентифікаційний номер", "ідентифікаційний код", "іпн", "ідн", "rnokpp", "rntrc", "ipn", "ukraiński numer podatkowy", "ukrainian tax number", "ukrainische steuernummer", "oekraïens belastingnummer", "ukrainsk skattenummer", "ukrainsk id"),
			shapes: []string{"9999999999"}},
		{Name: "snils", Country: "RU", Chance: 1. / 100, check: snils, ContextOnly: true,
			Source: "Социальный фонд России, постановление ПФР 485п/2017",
			Words:  []string{"снилс", "snils", "страховой номер"}, shapes: []string{"999-999-999 99", "999-999-999-99", "99999999999"}},
		{Name: "inn_ru", Country: "RU", Chance: 1. / 110, check: innRU, ContextOnly: true,
			Source: "ФНС России, приказ ММВ-7-6/435@ 2012: twelve digits are a person's",
			Words:  []string{"инн", "идентификационный номер"}, shapes: []string{"999999999999"}},
		{Name: "idnum_by", Country: "BY", Chance: 1. / 1500, CarriesBirth: true, check: idnumBY,
			Source: "МВД Республики Беларусь, указ 413/2008: weights 7 3 1",
			Words:  national("идентификационный номер", "ідэнтыфікацыйны нумар", "личный номер", "идентификационный"), shapes: []string{"9999999A999AA9"}},
		{Name: "idnp", Country: "MD", Chance: 1. / 10, check: idnp, ContextOnly: true,
			Source: "Agenția Servicii Publice, Legea 273/1994: weights 7 3 1",
			Words:  []string{"idnp", "cod personal", "număr de identificare"}, shapes: []string{"9999999999999"}},
		{Name: "iin_kz", Country: "KZ", Chance: 1. / 300, CarriesBirth: true, check: iinKZ, ContextOnly: true,
			Source: "Закон РК 223-III 2007 о национальных реестрах",
			Words:  []string{"иин", "жсн", "iin", "идентификационный номер"}, shapes: []string{"999999999999"}},
		{Name: "kod_melli", Country: "IR", Chance: 1. / 11, check: kodMelli, ContextOnly: true,
			Source: "سازمان ثبت احوال, کد ملی, modulus 11",
			Words:  national("کد ملی", "شماره ملی", "kod melli", "code melli", "kode melli", "kod-e melli", "iranian id"), shapes: []string{"9999999999", "999-999999-9"}},
		{Name: "zehut", Country: "IL", Chance: 1. / 10, check: zehut, ContextOnly: true, pad: 9,
			Source: "רשות האוכלוסין, מספר זהות",
			Words:  national("תעודת זהות", "מספר זהות", "ת.ז", "teudat zehut", "mispar zehut"), shapes: []string{"999999999", "99999999-9"}},
		{Name: "ric", Country: "CN", Chance: 1. / 2000, CarriesBirth: true, check: residentCN, aka: "CN:ric",
			Source: "GB 11643-1999, ISO 7064 MOD 11-2",
			Words:  national("身份证", "身份證", "公民身份号码", "shenfenzheng", "chinese id", "resident identity"), shapes: []string{"999999999999999999", "99999999999999999A"}},
		{Name: "natid_tw", Country: "TW", Chance: 1. / 10, check: natidTW, ContextOnly: true, aka: "TW:natid",
			Source: "內政部戶政司, 國民身分證統一編號",
			Words:  national("身分證", "身份證", "taiwan id"), shapes: []string{"A999999999"}},
		{Name: "rrn", Country: "KR", Chance: 1. / 300, CarriesBirth: true, check: rrnKR, ContextOnly: true,
			Source: "행정안전부, 주민등록법 시행규칙 제2조",
			Words:  national("주민등록번호", "외국인등록번호", "rrn", "resident registration"), shapes: []string{"999999-9999999", "9999999999999"}},
		{Name: "aadhaar", Country: "IN", Chance: 1. / 12, check: aadhaar, ContextOnly: true, aka: "IN:aadhaar",
			Source: "UIDAI, Aadhaar Act 2016: Verhoeff",
			Words:  []string{"aadhaar", "aadhar", "adhaar", "uidai", "आधार"}, shapes: []string{"9999 9999 9999", "9999-9999-9999", "999999999999"}},
		{Name: "cnic", Country: "PK", Chance: 1. / 2, check: cnic, ContextOnly: true, aka: "PK:cnic",
			Source: "NADRA: the first digit is the province, no check digit",
			Words:  national("cnic", "nicop", "قومی شناختی کارڈ", "nadra"), shapes: []string{"99999-9999999-9", "9999999999999"}},
		{Name: "nric_sg", Country: "SG", Chance: 1. / 26, check: nricSG, ContextOnly: true,
			Source: "ICA, National Registration Act",
			Words:  national("nric", "fin no", "singapore id"), shapes: []string{"A9999999A"}},
		{Name: "cpf", Country: "BR", Chance: 1. / 100, check: cpf, aka: "BR:cpf", ContextOnly: true,
			Source: "Receita Federal, IN RFB 1548/2015",
			Words:  []string{"cpf", "cadastro de pessoas físicas"}, shapes: []string{"999.999.999-99", "99999999999"}},
		{Name: "run_cl", shared: true, Country: "CL", Chance: 1. / 11, check: runCL, ContextOnly: true, aka: "CL:rut",
			Source: "Servicio de Registro Civil, modulus 11",
			Words:  []string{"rut", "cédula", "cedula"}, shapes: []string{"99.999.999-9", "9.999.999-9", "99999999-9", "99.999.999-A", "9.999.999-A", "99999999-A"}},
		{Name: "idnr_za", Country: "ZA", Chance: 1. / 300, CarriesBirth: true, check: idnrZA, ContextOnly: true,
			Source: "Department of Home Affairs, Identification Act 68 of 1997",
			Words:  national("sa id", "south african id", "rsa id", "identiteitsnommer", "id-nommer"), shapes: []string{"9999999999999", "999999 9999 999", "999999 9999 99 9"}},
		{Name: "ssn_us", Country: "US", Chance: .8, check: ssnUS, ContextOnly: true,
			Source: "SSA, 20 CFR 422.103: areas 000, 666 and 9xx are not issued; no check digit",
			Words:  []string{"ssn", "social security"}, shapes: []string{"999-99-9999", "999 99 9999"}},
		{Name: "sin_ca", Country: "CA", Chance: 1. / 10, check: sinCA, ContextOnly: true,
			Source: "Service Canada, Luhn",
			Words:  []string{"social insurance", "assurance sociale", "sin number", "sin no", "sin:", "nas:"}, shapes: []string{"999 999 999", "999-999-999", "999999999"}},
	}
}

// tcKimlik: the tenth digit is that of the odd places times seven less the even
// ones, the eleventh of the sum of all.
func tcKimlik(n num) (time.Time, bool) {
	odd, even := 0, 0
	for i := 0; i < 9; i += 2 {
		odd += n.at(i)
	}
	for i := 1; i < 8; i += 2 {
		even += n.at(i)
	}
	return none(n.at(0) != 0 && (odd*7+9*even)%10 == n.at(9) && (odd+even+n.at(9))%10 == n.at(10))
}

// rnokpp: five digits are the days since the end of 1899, then a counter.
func rnokpp(n num) (time.Time, bool) {
	w := [...]int{-1, 5, 7, 9, 4, 6, 10, 5, 7}
	s := 0
	for i, v := range w {
		s += v * n.at(i)
	}
	if (s%11+11)%11%10 != n.at(9) {
		return time.Time{}, false
	}
	days := n.int(0, 5)
	born := time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
	return born, days > 7000 && born.Year() < 2040
}

func snils(n num) (time.Time, bool) {
	s := n.sum("987654321") % 101 % 100
	return none(n.int(0, 9) > 1001998 && s == n.two(9))
}

func innRU(n num) (time.Time, bool) {
	a := weighed(n, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
	b := weighed(n, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
	return none(n.two(0) > 0 && a%11%10 == n.at(10) && b%11%10 == n.at(11))
}

// weighed is the sum of the first digits, each times its weight.
func weighed(n num, weights ...int) (s int) {
	for i, w := range weights {
		s += w * n.at(i)
	}
	return s
}

// digit731 is the sum of the first n characters weighed 7, 3 and 1, modulo ten;
// letters count from ten on.
func digit731(n num, to int) (s int) {
	for i := range to {
		v := int(n.b[i] - '0')
		if n.b[i] >= 'A' {
			v = int(n.b[i]-'A') + 10
		}
		s += v * int("731"[i%3]-'0')
	}
	return s % 10
}

// idnumBY: sex and century, date of birth, region, counter, citizenship.
func idnumBY(n num) (time.Time, bool) {
	if i := strings.IndexByte("1234560", n.b[0]); i < 0 || strings.IndexByte("ABCHKEM", n.b[7]) < 0 || digit731(n, 13) != n.at(13) {
		return time.Time{}, false
	}
	century := 1800 + 100*((n.at(0)-1)/2)
	return day(century+n.two(5), n.two(3), n.two(1))
}

// idnp: a person's begins with 2, or with 0 when given to a foreigner.
func idnp(n num) (time.Time, bool) {
	return none((n.at(0) == 2 || n.at(0) == 0) && digit731(n, 12) == n.at(12))
}

// iinKZ: date of birth, century and sex, counter; a second round when the first
// leaves ten.
func iinKZ(n num) (time.Time, bool) {
	s := weighed(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) % 11
	if s == 10 {
		s = weighed(n, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2) % 11
	}
	if s != n.at(11) || n.at(6) < 1 || n.at(6) > 6 {
		return time.Time{}, false
	}
	return day(1800+100*((n.at(6)-1)/2)+n.two(0), n.two(2), n.two(4))
}

func kodMelli(n num) (time.Time, bool) {
	s := n.sum(":98765432") % 11
	if s > 1 {
		s = 11 - s
	}
	return none(!n.same() && n.int(0, 3) > 0 && s == n.at(9))
}

func zehut(n num) (time.Time, bool) { return none(!n.same() && n.luhn(0, 9)) }

func residentCN(n num) (time.Time, bool) {
	if !n.digits(0, 17) {
		return time.Time{}, false
	}
	s := weighed(n, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
	if "10X98765432"[s%11] != n.b[17] || n.two(0) < 11 || n.two(0) > 91 {
		return time.Time{}, false
	}
	return day(n.int(6, 10), n.two(10), n.two(12))
}

// natidTW: the letter is the county, as two digits.
func natidTW(n num) (time.Time, bool) {
	v := strings.IndexByte("ABCDEFGHJKLMNPQRSTUVXYWZIO", n.b[0]) + 10
	if strings.IndexByte("1289", n.b[1]) < 0 {
		return time.Time{}, false
	}
	s := v/10 + v%10*9 + n.at(9)
	for i := 1; i < 9; i++ {
		s += n.at(i) * (9 - i)
	}
	return none(s%10 == 0)
}

func rrnKR(n num) (time.Time, bool) {
	if (11-n.sum("234567892345")%11)%10 != n.at(12) {
		return time.Time{}, false
	}
	century := [...]int{1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800}[n.at(6)]
	return day(century+n.two(0), n.two(2), n.two(4))
}

// aadhaar: Verhoeff's check, which turns digits in the dihedral group of ten.
func aadhaar(n num) (time.Time, bool) {
	const turns = "0123456789" + "1576283094" + "5803796142" + "8916043527" + "9453126870" + "4286573901" + "2793806415" + "7046913258"
	c := 0
	for i := range n.n {
		c = dihedral(c, int(turns[i%8*10+n.at(n.n-1-i)]-'0'))
	}
	return none(n.at(0) > 1 && !n.same() && c == 0)
}

// dihedral is the product of two elements of the group of a pentagon; those from
// five on are reflections.
func dihedral(a, b int) int {
	switch {
	case a < 5 && b < 5:
		return (a + b) % 5
	case a < 5:
		return (a+b)%5 + 5
	case b < 5:
		return (a-b)%5 + 5
	}
	return (a - b + 5) % 5
}

func cnic(n num) (time.Time, bool) {
	return none(n.at(0) >= 1 && n.at(0) <= 8 && !n.same() && n.at(12) > 0)
}

func nricSG(n num) (time.Time, bool) {
	s := 0
	for i := range 7 {
		s += n.at(i+1) * int("2765432"[i]-'0')
	}
	switch n.b[0] {
	case 'S':
		return none("JZIHGFEDCBA"[s%11] == n.b[8])
	case 'T':
		return none("JZIHGFEDCBA"[(s+4)%11] == n.b[8])
	case 'F':
		return none("XWUTRQPNMLK"[s%11] == n.b[8])
	case 'G':
		return none("XWUTRQPNMLK"[(s+4)%11] == n.b[8])
	}
	return time.Time{}, false
}

func cpf(n num) (time.Time, bool) {
	a := (weighed(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10) % 11 % 10
	b := (weighed(n, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10) % 11 % 10
	return none(!n.same() && a == n.at(9) && b == n.at(10))
}

func runCL(n num) (time.Time, bool) {
	s, w := 0, 2
	for i := n.n - 2; i >= 0; i-- {
		s += n.at(i) * w
		if w++; w > 7 {
			w = 2
		}
	}
	return none("0K987654321"[s%11] == n.b[n.n-1])
}

func idnrZA(n num) (time.Time, bool) {
	if n.at(10) > 2 || !n.luhn(0, 13) {
		return time.Time{}, false
	}
	born, ok := day(1900+n.two(0), n.two(2), n.two(4))
	if !ok {
		born, ok = day(2000+n.two(0), n.two(2), n.two(4))
	}
	return born, ok
}

func ssnUS(n num) (time.Time, bool) {
	area := n.int(0, 3)
	return none(area > 0 && area != 666 && area < 900 && n.two(3) > 0 && n.int(5, 9) > 0)
}

func sinCA(n num) (time.Time, bool) { return none(n.at(0) != 0 && n.at(0) != 8 && n.luhn(0, 9)) }
