package ident

import (
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// countries are the 27 of the EU, Iceland, Liechtenstein, Norway, the United
// Kingdom and Switzerland.
const countries = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH"

// TestCountries walks the countries: each has a kind of national number with a
// source, and its people write such a number with a word of their own language,
// which labels it. The numbers are the examples of the authorities and of
// public suites, nobody's own. A kind without any check digit says so.
func TestCountries(t *testing.T) {
	walked := map[string]bool{}
	for _, c := range []struct{ country, kind, text, number string }{
		{"AT", "svnr", "Sozialversicherungsnummer: 1237 010180", "1237 010180"},
		{"AT", "svnr", "SV-Nr. 1237-010180", "1237-010180"},
		{"BE", "rijksregister", "rijksregisternummer 85.07.30-033.28", "85.07.30-033.28"},
		{"BE", "rijksregister", "numéro de registre national : 85.07.30-033.28", "85.07.30-033.28"},
		{"BE", "rijksregister", "Nationalregisternummer: 85073003328", "85073003328"},
		{"BG", "egn", "ЕГН: 7523169263", "7523169263"},
		{"BG", "egn", "единен граждански номер 7523169263", "7523169263"},
		{"HR", "oib", "Osobni identifikacijski broj: 33392005961", "33392005961"},
		{"CY", "tic_cy", "Α.Φ.Τ. 00123123T", "00123123T"},
		{"CY", "id_cy", "Αρ. Ταυτότητας: 1234567", "1234567"},
		{"CY", "id_cy", "ΑΡ. ΤΑΥΤΟΤΗΤΑΣ 812345", "812345"},
		{"CZ", "rodne_cislo", "rodné číslo 710319/2745", "710319/2745"},
		{"CZ", "rodne_cislo_9", "r.č. 531123/123", "531123/123"},
		{"DK", "cpr", "CPR-nr.: 211062-5629", "211062-5629"},
		{"DK", "cpr", "personnummer 010188-1234", "010188-1234"},       // no check digit on a 1 January
		{"DK", "cpr_shape", "personnummer 711062-5620", "711062-5620"}, // replacement number
		{"EE", "isikukood", "isikukood 37605030299", "37605030299"},
		{"FI", "hetu", "henkilötunnus 131052-308T", "131052-308T"},
		{"FI", "hetu", "personbeteckning: 010594Y9032", "010594Y9032"}, // a sign of 2023
		{"FR", "nir", "N° de sécurité sociale : 2 55 08 14 168 025 38", "2 55 08 14 168 025 38"},
		{"FR", "spi", "Numéro fiscal : 30 23 217 600 053", "30 23 217 600 053"},
		{"DE", "steuer_id", "Steueridentifikationsnummer 86 095 742 719", "86 095 742 719"},
		{"DE", "rentenversicherung", "Rentenversicherungsnummer 15 070649 C 103", "15 070649 C 103"},
		{"DE", "kvnr", "Krankenversichertennummer: A123456780", "A123456780"},
		{"DE", "ausweis", "Personalausweis T220001293", "T220001293"},
		{"GR", "amka", "ΑΜΚΑ: 01013099997", "01013099997"},
		{"GR", "afm", "Α.Φ.Μ. 094259216", "094259216"},
		{"GR", "adt_gr", "Αριθμός δελτίου ταυτότητας: AK 123456", "AK 123456"},
		{"HU", "szemelyi", "személyi azonosító: 2-720216-1673", "2-720216-1673"},
		{"HU", "taj", "TAJ szám: 111 111 110", "111 111 110"},
		{"IS", "kennitala", "Kennitala: 120174-3399", "120174-3399"},
		{"IS", "kennitala_shape", "kennitala 120126-2550", "120126-2550"}, // no check digit since February 2026
		{"IS", "kerfiskennitala", "kerfiskennitala 892350-1739", "892350-1739"},
		{"IE", "ppsn", "PPS number: 6433435F", "6433435F"},
		{"IE", "ppsn", "PPSN 1234567FA", "1234567FA"},
		{"IT", "codice_fiscale", "codice fiscale RSSMRA85T10A562S", "RSSMRA85T10A562S"},
		{"LV", "personas_kods", "personas kods 161175-19997", "161175-19997"},
		{"LV", "personas_kods_new", "personas kods: 327123-12345", "327123-12345"},
		{"LT", "asmens_kodas", "asmens kodas 33309240064", "33309240064"},
		{"LU", "matricule", "numéro de matricule : 1893120105732", "1893120105732"},
		{"LU", "matricule", "Sozialversicherungsnummer 1893120105732", "1893120105732"},
		{"MT", "id_mt", "Karta tal-Identità: 123456M", "123456M"},
		{"NL", "bsn", "burgerservicenummer 111222333", "111222333"},
		{"PL", "pesel", "nr PESEL: 44051401359", "44051401359"},
		{"PL", "pesel", "PESEL 02270803624", "02270803624"}, // month + 20
		{"PL", "id_pl", "dowód osobisty: ABA300000", "ABA300000"},
		{"PT", "nif_pt", "número de contribuinte: 299 999 998", "299 999 998"},
		{"PT", "cc_pt", "Cartão de Cidadão 00000000 0 ZZ4", "00000000 0 ZZ4"},
		{"RO", "cnp", "Cod numeric personal: 1630615123457", "1630615123457"},
		{"SK", "rodne_cislo", "rodné číslo: 710319/2745", "710319/2745"},
		{"SI", "emso", "EMŠO: 0101006500006", "0101006500006"},
		{"ES", "dni", "DNI: 54362315-K", "54362315-K"},
		{"ES", "nie", "NIE X-2482300-W", "X-2482300-W"},
		{"ES", "nif_es", "NIF L1111111G", "L1111111G"},
		{"SE", "personnummer", "personnummer 880320-0016", "880320-0016"},
		{"SE", "personnummer", "samordningsnummer: 701063-2391", "701063-2391"},
		{"LI", "ahv", "AHV-Nr. 756.9217.0769.85", "756.9217.0769.85"},
		{"LI", "peid", "PEID: 1234567", "1234567"},
		{"NO", "fodselsnummer", "fødselsnummer 151086 95088", "151086 95088"},
		{"GB", "nino", "National Insurance number: AB 12 34 56 C", "AB 12 34 56 C"},
		{"GB", "nhs", "NHS number 943 476 5919", "943 476 5919"},
		{"CH", "ahv", "AHV-Nummer 756.9217.0769.85", "756.9217.0769.85"},
		{"CH", "ahv", "numéro AVS : 756.9217.0769.85", "756.9217.0769.85"},
		{"CH", "ahv", "numero AVS 7569217076985", "7569217076985"},
	} {
		k := ByName(c.kind)
		switch {
		case k == nil:
			t.Errorf("%s: there is no kind %q", c.country, c.kind)
			continue
		case k.Attribute != inspect.NationalID || k.Country != c.country && !strings.Contains(k.aka, c.country+":"):
			t.Errorf("%s: %s is no national number of that country", c.country, c.kind)
		case k.Source == "":
			t.Errorf("%s: %s has no source", c.country, c.kind)
		case k.Chance == 1 && !(k.ContextOnly && strings.Contains(k.Source, "no check digit")):
			t.Errorf("%s: %s has no check digit; its source must say so, and it needs context", c.country, c.kind)
		}
		walked[c.country] = true
		found := false
		for _, h := range Scan(c.text, nil) {
			found = found || h.Kind == k && c.text[h.Start:h.End] == c.number && Near(c.text, h, 60)
		}
		if !found {
			t.Errorf("%s: %q: no %s with its word near by: %s", c.country, c.text, c.kind, names(Scan(c.text, nil)))
		}
	}
	for c := range strings.FieldsSeq(countries) {
		if !walked[c] {
			t.Errorf("%s has no national number", c)
		}
	}
}

func names(hits []Hit) (all []string) {
	for _, h := range hits {
		all = append(all, h.Kind.Name)
	}
	return all
}
