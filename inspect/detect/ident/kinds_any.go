package ident

import (
	"time"

	"github.com/postlock/postlock/inspect"
)

// anyKinds belong to no one country, or to all. Those without shapes have a
// reader of their own.
func anyKinds() []Kind {
	return []Kind{
		{Name: "iban", Attribute: inspect.BankAccount, Chance: 1. / 97, aka: "*:iban",
			Source: "ISO 13616, SWIFT IBAN Registry",
			Words:  []string{"iban", "rekeningnummer", "rekening", "konto", "kontonummer", "bankkonto", "bankverbindung", "account", "bank", "compte", "conto", "cuenta"}},
		{Name: "card", Attribute: inspect.Card, Chance: 1. / 10, check: card, aka: "*:luhn",
			Source: "ISO/IEC 7812-1 and the issuers' published ranges",
			Words:  []string{"card", "visa", "mastercard", "maestro", "amex", "american express", "dankort", "kreditkarte", "kreditkort", "creditcard", "betalingskort", "kaartnummer", "kortnummer", "kartennummer", "cvc", "cvv", "diners"},
			shapes: []string{"9999 9999 9999 9999", "9999-9999-9999-9999", "9999999999999999", "9999 999999 99999", "9999-999999-99999", "999999999999999", "9999 999999 9999", "99999999999999", "99999999999999999", "9999 9999 9999 9999 9", "999999999999999999", "9999999999999999999", "9999 9999 9999 9999 999"}},
		{Name: "sort_code", Country: "GB", Attribute: inspect.BankAccount, Chance: 1, ContextOnly: true, strict: true, check: distinct,
			Source: "Pay.UK, Extended Industry Sort Code Directory",
			Words:  []string{"sort code", "account number", "account no", "acc no", "a/c", "bank"},
			shapes: []string{"99-99-99 99999999", "99 99 99 99999999", "999999 99999999"}},
		{Name: "konto_dk", Country: "DK", Attribute: inspect.BankAccount, Chance: 1, ContextOnly: true, strict: true, check: distinct,
			Source: "Finans Danmark, registreringsnummer and kontonummer",
			Words:  []string{"konto", "kontonr", "kontonummer", "reg.nr", "regnr", "reg. nr", "reg nr", "bank"},
			shapes: []string{"9999 9999999999", "9999-9999999999", "9999 999999999", "9999 99999999", "9999-99999999", "9999 9999999"}},
		{Name: "konto_no", Country: "NO", Attribute: inspect.BankAccount, Chance: 1. / 11, check: kontoNO, aka: "NO:kontonr",
			Source: "Bits AS, kontonummer, modulus 11",
			Words:  []string{"konto", "kontonummer", "kontonr", "bankkonto", "account"},
			shapes: []string{"9999.99.99999", "9999 99 99999", "99999999999"}},
		{Name: "email", Attribute: inspect.Email, Source: "RFC 5321 4.1.2",
			Words: []string{"e-mail", "email", "mail", "mailadres"}},
		{Name: "phone", Attribute: inspect.Phone, Source: "ITU-T E.164, E.123 and the national numbering plans",
			Words: phoneWords()},
		{Name: "phone_plain", Attribute: inspect.Phone, Chance: 1. / 3, check: plainPhone, strict: true,
			Source: "the closed numbering plans without trunk prefix: DK, NO, LU, PL, ES, PT, CZ, IS, EE, LV, MT, CY; mobile numbers of IT",
			Words:  phoneWords(),
			shapes: []string{"99 99 99 99", "99-99-99-99", "9999 9999", "999 99 999", "999 999 999", "999 99 99 99", "99 999 99 99", "999 9999", "9999-9999", "999 9999999", "999-9999999", "999 999 9999", "999/9999999"}},
		{Name: "phone_solid", Attribute: inspect.Phone, Chance: .8, check: plainPhone, ContextOnly: true,
			Source: "the same, without separators",
			Words:  phoneWords(),
			shapes: []string{"99999999", "999999999", "9999999", "9999999999", "99999999999", "999999999999", "99.99.99.99", "99 999 999", "999-999-999", "99-999-99-99", "9999 999 999"}},
		{Name: "date", Attribute: inspect.BirthDate, Chance: 1, CarriesBirth: true,
			Source: "ISO 8601 and the ways of writing of CLDR for da, nl, de, en and neighbours", Words: birthWords()},
		{Name: "street", Attribute: inspect.Address, Chance: .05, Source: "UPU S42, street and number", Words: addressWords()},
		{Name: "street_plain", Attribute: inspect.Address, Chance: 1, ContextOnly: true,
			Source: "UPU S42, words and a house number", Words: addressWords()},
		{Name: "postcode", Attribute: inspect.Address, Chance: .05, Source: "UPU S42, postcodes with letters: NL, GB, IE", Words: addressWords()},
		{Name: "postcode_plain", Attribute: inspect.Address, Chance: 1, ContextOnly: true,
			Source: "UPU S42, postcodes of digits", Words: []string{"postnr", "postnummer", "plz", "postleitzahl", "postcode", "zip", "code postal", "postal", "cap", "psč", "kod pocztowy"}},
		{Name: "postcode_town", Attribute: inspect.Address, Chance: .05, Source: "UPU S42, postcode and town", Words: addressWords()},
		{Name: "mrz", Attribute: inspect.NationalID, Chance: 1e-4, CarriesBirth: true,
			Source: "ICAO Doc 9303-4, -5 and -6", Words: passportWords()},
		{Name: "passport", Attribute: inspect.NationalID, Chance: 1, ContextOnly: true, check: passport, aka: "NL:identiteitskaartnummer",
			Source: "PRADO, Public Register of Authentic Identity and Travel Documents Online", Words: passportWords(),
			shapes: []string{"999999999", "AA9999999", "AA******9", "A9999999", "A 9999999", "AA999999", "99AA99999", "AAA999999", "99999999", "AA 9999999"}},
		{Name: "plate", Attribute: inspect.Other, Chance: 1, ContextOnly: true, strict: true, check: plate,
			Source: "the registration authorities (RDW, Motorstyrelsen, KBA, DVLA, Transportstyrelsen, Statens vegvesen, DIV and their like): registration marks",
			Words:  []string{"kenteken", "nummerplade", "registreringsnummer", "reg.nr", "kennzeichen", "number plate", "registration number", "numberplate", "plate", "car reg", "vehicle reg", "nummerplaat", "immatriculation", "kfz", "bil", "skiltnummer", "kjennemerke", "registreringsskylt", "rekisteritunnus", "numer rejestracyjny", "nr rejestracyjny", "targa", "matrícula", "matricula", "spz", "rendszám", "registrska oznaka", "registracija", "număr de înmatriculare"},
			shapes: plateShapes()},
	}
}

func phoneWords() []string {
	return []string{"tel", "tlf", "telefon", "telefoon", "telephone", "phone", "mobil", "mobiel", "mobile", "handy", "mob", "gsm", "cell", "fax", "fon", "ring", "bel", "puhelin", "gsm-nummer", "nummer på", "téléphone", "telefono", "teléfono", "telefone", "telemóvel", "sími", "whatsapp", "sms", "06-nummer", "kontakt",
		"ringe", "ringer", "ringes", "ringa", "ring op", "træffes", "nås på", "fanges på", "nåes", "call", "reach", "reached", "bellen", "bereiken", "bereikbaar", "te bereiken", "anrufen", "ruf an", "erreichen", "erreichbar", "anruf",
		"appeler", "appelle", "joindre", "joignable", "chiamare", "chiama", "chiami", "risponde al", "recapito", "cellulare", "cell.", "llamar", "llame", "responde en", "móvil", "tfno", "zadzwonić", "dzwonić", "dzwoni", "pod numerem", "komórka", "kom.", "soita"}
}

func birthWords() []string {
	return []string{"født", "fødselsdato", "fødselsdag", "fødselsdata", "f.dato", "fødd", "födelsedatum", "född", "geboren", "geboortedatum", "geb", "geb.", "geb.datum", "geb. datum", "gebdat", "geb.dat", "geburtsdatum", "geburtstag", "birth", "birthday", "birthdate", "date of birth", "dob", "d.o.b", "born", "né le", "née le", "naissance", "nato il", "nata il", "data di nascita", "nascita", "nacimiento", "nacido", "nascimento", "data urodzenia", "ur.", "syntynyt", "syntymäaika", "narozen", "datum narození", "született", "szül", "fødselsdag", "jarig", "verjaardag", "fd", "f.", "*", "†"}
}

func addressWords() []string {
	return []string{"adres", "adresse", "address", "straat", "street", "straße", "strasse", "vej", "gade", "gatuadress", "postadresse", "anschrift", "wohnhaft", "woonachtig", "woont", "bor", "lives", "bopæl", "woonadres", "wohnort", "woonplaats", "indirizzo", "dirección", "ulica", "huisnummer", "hausnummer", "husnummer", "bopæl", "hjemmeadresse", "privatadresse", "home address", "postcode", "plz", "postnr", "rue", "domicile"}
}

func passportWords() []string {
	return []string{"passport", "passport no", "paspoort", "paspoortnummer", "reisepass", "pas", "pasnr", "pasnummer", "passnummer", "pass-nr", "passeport", "passaporto", "pasaporte", "documentnummer", "identiteitskaart", "id-kaart", "id-kort", "identity card", "carte d'identité", "carta d'identità", "paszport", "passnr", "passinumero", "documento de identidad", "passaporte", "útlevél", "občanský průkaz", "občiansky preukaz", "osobna iskaznica", "osebna izkaznica", "személyi igazolvány", "buletin", "carte de identitate", "лична карта", "διαβατήριο", "vegabréf", "henkilökortti", "legitimation", "asmens tapatybės kortelė", "isikutunnistus"}
}

func plateShapes() []string {
	return []string{
		"AA-99-99", "99-99-AA", "99-AA-99", "AA-99-AA", "AA-AA-99", "99-AA-AA", "99-AAA-9", "9-AAA-99", "AA-999-A", "A-999-AA", "AAA-99-A", "9-AA-999", // NL
		"AA 99 999", "AA99999", "AA 99999", // DK, NO
		"A-A 999", "A-A 9999", "A-AA 99", "A-AA 999", "A-AA 9999", "AA-A 99", "AA-A 999", "AA-AA 99", "AA-AA 999", "AA-AA 9999", "AAA-A 99", "AAA-A 999", "AAA-AA 99", "AAA-AA 999", // DE
		"AA99 AAA", "AA99AAA", "A999 AAA", // GB
		"AA-999-AA", "AA999AA", "AAA 999", "AAA 99A", "AAA999", "9-AAA-999", "9999 AAA", // FR, IT, SE, BE, ES
		"AAA-999", "AA AA-999", "AA 9999", "AA 999999", "99-A-9999", "99-A-99999", "999-A-9999", "999-A-99999", "9A9 9999", "9AA 9999", // FI, HU, LU, CH, IE, CZ
		"AA 99999", "AAA 9999", "AA 9999A", "A 99999A", "A-99999A", "AA-999A", "AA-999AA", "AA 999-AA", "999 AAA", "AA-9999", // PL, GR, AT, SI, HR, EE, LV
	}
}

func distinct(n num) (time.Time, bool) { return none(!n.same()) }

// plainPhone: no national number starts with 0 or 1 where there is no trunk
// prefix, and a round thousand is an amount.
func plainPhone(n num) (time.Time, bool) {
	if n.n > 9 && (n.b[0] != '3' && n.b[0] != '4' || n.two(0) == 30 && n.n != 12) {
		return none(false) // a country code without its plus
	}
	return none(n.b[0] >= '2' && !n.same() && !(n.at(n.n-1) == 0 && n.at(n.n-2) == 0 && n.at(n.n-3) == 0))
}

// passport: letters that look like digits are not used for the mixed forms.
func passport(n num) (time.Time, bool) {
	return none(!n.same() && position("0123456789", n.b[n.n-1]) >= 0)
}

func plate(n num) (time.Time, bool) { return none(n.b[0] != '0' || n.n != 6) }

func kontoNO(n num) (time.Time, bool) {
	return none(n.sum("54327654321")%11 == 0 && !n.same() && n.int(4, 6) != 0)
}

// card checks Luhn, and issuer range and length together: a number of 13 digits
// is an EAN, not an old Visa.
func card(n num) (time.Time, bool) {
	return none(issued(n) && n.luhn(0, n.n) && !n.same())
}

func issued(n num) bool {
	p2, p3, p4, p6 := n.two(0), n.int(0, 3), n.int(0, 4), n.int(0, 6)
	switch {
	case p2 == 34 || p2 == 37:
		return n.n == 15 // American Express
	case p3 >= 300 && p3 <= 305 || p4 == 3095 || p2 == 36 || p2 == 38 || p2 == 39:
		return n.n == 14 || n.n == 16 && p2 != 30 // Diners Club
	case p4 >= 3528 && p4 <= 3589:
		return n.n == 16 || n.n == 19 // JCB
	case n.at(0) == 4:
		return n.n == 16 || n.n == 19 // Visa
	case p2 >= 51 && p2 <= 55, p4 >= 2221 && p4 <= 2720:
		return n.n == 16 // Mastercard
	case p4 == 6011, p3 >= 644 && p3 <= 649, p2 == 65, p6 >= 622126 && p6 <= 622925:
		return n.n == 16 || n.n == 19 // Discover
	case p2 == 62:
		return n.n >= 16 // UnionPay
	case p4 == 5018 || p4 == 5019 || p4 == 5020 || p4 == 5038 || p4 == 5893 || p4 == 6304 || p4 >= 6759 && p4 <= 6763:
		return n.n >= 16 // Maestro, Dankort
	case p4 == 6703:
		return n.n >= 16 && n.n <= 19 // Bancontact
	}
	return false
}
