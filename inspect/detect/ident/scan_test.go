package ident

import (
	"fmt"
	"strings"
	"testing"
)

// found is "kind:text" for all hits, in order.
func found(text string, hits []Hit) string {
	var out []string
	for _, h := range hits {
		out = append(out, h.Kind.Name+":"+text[h.Start:h.End])
	}
	return strings.Join(out, " | ")
}

// expect wants hits as "kind:text"; "!kind" must not be found.
func expect(t *testing.T, text string, hits []Hit, want ...string) {
	t.Helper()
	got := found(text, hits)
	for _, w := range want {
		if strings.HasPrefix(w, "!") {
			if w == "!" && got != "" || w != "!" && strings.Contains(" | "+got, " | "+w[1:]+":") {
				t.Errorf("%q: found %q, should not have %s", text, got, w[1:])
			}
		} else if !strings.Contains(" | "+got+" | ", " | "+w+" | ") {
			t.Errorf("%q: found %q, want %q", text, got, w)
		}
	}
}

func TestScan(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"CPR 211062-5629 for barnet", []string{"cpr:211062-5629"}},
		{"cpr: 2110625629.", []string{"cpr:2110625629"}},
		{"født 010180-1234 (uden modulus 11)", []string{"cpr:010180-1234"}},
		{"cpr-nr. 211062-5620", []string{"!cpr", "cpr_shape:211062-5620"}},
		{"ordre 211062-5620", []string{"!cpr", "!cpr_shape"}},
		{"BSN 111222333", []string{"bsn:111222333"}},
		{"BSN: 1112.22.333, tel", []string{"bsn:1112.22.333"}},
		{"Steuer-ID 36 574 261 809\n", []string{"steuer_id:36 574 261 809"}},
		{"RVNR 15 070649 C 103", []string{"rentenversicherung:15 070649 C 103"}},
		{"15070649C103", []string{"rentenversicherung:15070649C103"}},
		{"KVNR A123456780.", []string{"kvnr:A123456780"}},
		{"Ausweis T220001293", []string{"ausweis:T220001293"}},
		{"Teil T220001293", []string{"!ausweis"}},
		{"fnr 151086 95088", []string{"fodselsnummer:151086 95088"}},
		{"personnummer 880320-0016", []string{"personnummer:880320-0016"}},
		{"pnr 19880320-0016", []string{"personnummer:19880320-0016"}},
		{"hetu 131052-308T", []string{"hetu:131052-308T"}},
		{"hetu 131002A3081", []string{"!hetu"}},
		{"kt. 120174-3399", []string{"kennitala:120174-3399"}},
		{"kt. 120174-3389", []string{"!kennitala", "kennitala_shape:120174-3389"}},
		{"RRN 85.07.30-033.28", []string{"rijksregister:85.07.30-033.28"}},
		{"NIR 2 53 07 2B 073 004 70", []string{"nir:2 53 07 2B 073 004 70"}},
		{"253072B07300470", []string{"nir:253072B07300470"}},
		{"DNI 54362315-K", []string{"dni:54362315-K"}},
		{"NIE X-2482300-W", []string{"nie:X-2482300-W"}},
		{"X2482300W", []string{"nie:X2482300W"}},
		{"CF RCCMNL83S18D969H.", []string{"codice_fiscale:RCCMNL83S18D969H"}},
		{"RSSMRA45C12F2L5N", []string{"codice_fiscale:RSSMRA45C12F2L5N"}},
		{"PESEL 44051401359", []string{"pesel:44051401359"}},
		{"NI number HH 01 23 45 D", []string{"nino:HH 01 23 45 D"}},
		{"HH012345D", []string{"nino:HH012345D"}},
		{"NHS 943 476 5919", []string{"nhs:943 476 5919"}},
		{"PPS 6433435F", []string{"ppsn:6433435F"}},
		{"AHV 756.9217.0769.85", []string{"ahv:756.9217.0769.85"}},
		{"SVNR 1237 010180", []string{"svnr:1237 010180"}},
		{"RČ 710319/2745", []string{"rodne_cislo:710319/2745"}},
		{"CNP 1630615123457", []string{"cnp:1630615123457"}},
		{"ЕГН 7523169263", []string{"egn:7523169263"}},
		{"OIB 33392005961", []string{"oib:33392005961"}},
		{"ik 36805280109", []string{"isikukood:36805280109", "asmens_kodas:36805280109"}},
		{"ΑΜΚΑ 01013099997", []string{"!cpr"}},
		{"EMŠO 2902932505526", []string{"emso:2902932505526"}},
		{"IBAN NL91 ABNA 0417 1643 00", []string{"iban:NL91 ABNA 0417 1643 00", "!phone"}},
		{"NL91ABNA0417164300", []string{"iban:NL91ABNA0417164300"}},
		{"DE89370400440532013000 ", []string{"iban:DE89370400440532013000"}},
		{"IBAN:DE89 3704 0044 0532 0130 00.", []string{"iban:DE89 3704 0044 0532 0130 00"}},
		{"DK50 0040 0440 1162 43", []string{"iban:DK50 0040 0440 1162 43"}},
		{"NL91 ABNA 0417 1643 01", []string{"!iban"}},
		{"visa 4111 1111 1111 1111 exp", []string{"card:4111 1111 1111 1111"}},
		{"5500005555555559", []string{"card:5500005555555559"}},
		{"EAN 4006381333931", []string{"!card", "!"}},
		{"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", []string{"mrz:L898902C36UTO7408122F1204159ZE184226B<<<<<10"}},
		{"I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6", []string{"mrz:7408122F1204159UTO<<<<<<<<<<<6"}},
		{"passport no 533401372", []string{"passport:533401372"}},
		{"paspoortnummer: NPR8K2P41", []string{"passport:NPR8K2P41"}},
		{"kenteken 12-ABC-3", []string{"plate:12-ABC-3"}},
		{"version 12-ABC-3", []string{"!plate"}},
		{"Kennzeichen B-AB 1234", []string{"plate:B-AB 1234"}},
		{"mail Jan@example.org, x", []string{"email:Jan@example.org"}},
		{"<jan.de.vries+tag@sub.example.co.uk>", []string{"email:jan.de.vries+tag@sub.example.co.uk"}},
		{"jörg@müller.example", []string{"email:jörg@müller.example"}},
		{"Message-ID: <5b0a9e1a8acc14ee@own.example>", []string{"!email"}},
		{"mailto:a@b.nl", []string{"email:a@b.nl"}},
		{"@handle and foo@bar", []string{"!email"}},
	} {
		expect(t, c.text, Scan(c.text, nil), c.want...)
	}
}

func TestScanPhones(t *testing.T) {
	for _, c := range []string{
		"+45 12 34 56 78", "+4512345678", "+49 (0)30 123456", "+49 171 1234567", "0031 6 12345678", "+31 6 23719170",
		"06-12345678", "06 12345678", "06 12 34 56 78", "0612345678", "020-1234567", "(020) 123 45 67", "070-3203959",
		"030/123456", "030 / 1234567", "0171 1234567", "0171/1234567", "089 12345-67", "01603 555 010", "020 7946 0958",
		"07700 900123", "07700900123", "0470 12 34 56", "01 23 45 67 89", "01.23.45.67.89", "044 668 18 00", "070-123 45 67",
		"08-123 456 78", "040 1234567", "+44 20 7946 0958", "+33 1 23 45 67 89", "+1 919 555 1234", "(0171) 1234567", "(0862) 159300310", "+49-7728-58757701", "0458/63.69.30", "(0)74-9612526",
	} {
		for _, f := range []string{"%s", "Ring %s i dag", "x, %s, y", "(%s)", "Tlf.:%s\n", "%s."} {
			text := fmt.Sprintf(f, c)
			expect(t, text, Scan(text, nil), "phone:"+c)
		}
	}
	for _, c := range [][]string{
		{"0171-1234567 / 0172 7654321", "phone:0171-1234567", "phone:0172 7654321"},
		{"06-12345678 06-87654321", "phone:06-12345678", "phone:06-87654321"},
		{"+45 12345678, +45 87654321", "phone:+45 12345678", "phone:+45 87654321"},
		{"06-12345678 12-05-1980", "phone:06-12345678", "date:12-05-1980"},
		{"12-05-1980 06-12345678", "phone:06-12345678", "date:12-05-1980"},
		{"12 0612345678", "phone:0612345678"},
		{"0612345678 20034", "phone:0612345678"},
		{"0612345678;jan@example.org;9648 GJ", "phone:0612345678", "email:jan@example.org", "postcode:9648 GJ"},
	} {
		expect(t, c[0], Scan(c[0], nil), c[1:]...)
	}
	for _, c := range []string{"tlf 22 34 56 78", "Mobil: 2234 5678", "tlf. 22345678"} {
		if got := found(c, Scan(c, nil)); !strings.Contains(got, "phone_") {
			t.Errorf("%q: found %q", c, got)
		}
	}
	for _, c := range []string{
		"2002-08-22 12:36:23 +0100", "10.132.162.64", "010.020.030.040", "0-306-40615-2", "978-0-306-40615-7", "0.123456789",
		"0,50", "kr. 1.234.567,00", "EAN 4006381333931", "12.03.2014", "0001234567", "00000000", "52.18974;4.65348", "3S6114293191565",
		"550e8400-e29b-41d4-a716-446655440000", "v1.02.03.04.05", "https://x.example/0612345678", "1048208804110", "01-02-2003 04:05:06",
		"Artikel 0049-123", "ISBN 0 306 40615 2", "2026-03-20 05:48:56",
	} {
		expect(t, c, Scan(c, nil), "!phone", "!phone_plain", "!phone_solid")
	}
}

func TestScanDates(t *testing.T) {
	for _, c := range []struct{ text, date, want string }{
		{"f. 1980-02-29 i", "1980-02-29", "1980-02-29"},
		{"3-4-1975", "3-4-1975", "1975-04-03"},
		{"03.04.1975", "03.04.1975", "1975-04-03"},
		{"1. 5. 2012", "1. 5. 2012", "2012-05-01"},
		{"13/08/2016", "13/08/2016", "2016-08-13"},
		{"08/23/2016", "08/23/2016", "2016-08-23"},
		{"1/5-2012", "1/5-2012", "2012-05-01"},
		{"den 3. maj 2012 kl", "3. maj 2012", "2012-05-03"},
		{"12 maart 2014", "12 maart 2014", "2014-03-12"},
		{"4 March 2011", "4 March 2011", "2011-03-04"},
		{"4th of March 2011", "4th of March 2011", "2011-03-04"},
		{"March 4, 2011", "March 4, 2011", "2011-03-04"},
		{"geb. 3. März 1960", "3. März 1960", "1960-03-03"},
		{"1 de mayo de 1980", "1 de mayo de 1980", "1980-05-01"},
		{"geb. 12.03.61", "12.03.61", "1961-03-12"},
		{"1er août 1999", "1er août 1999", "1999-08-01"},
		{"BDAY:2002-03-04", "2002-03-04", "2002-03-04"},
		{"2002-03-04T10:20:30Z", "2002-03-04", "2002-03-04"},
	} {
		hits := Scan(c.text, nil)
		expect(t, c.text, hits, "date:"+c.date)
		if len(hits) > 0 && hits[0].Birth.Format("2006-01-02") != c.want {
			t.Errorf("%q: read as %v", c.text, hits[0].Birth)
		}
	}
	for _, c := range []string{"1.2.2012.4", "31.02.2012", "2012-13-01", "10.10.10.10", "1-2-3", "file_2012-01-02_x", "12/2012", "5 maj 12"} {
		expect(t, c, Scan(c, nil), "!date")
	}
	if hits := Scan("2002-03-04 10:20:30", nil); len(hits) != 1 || !hits[0].Clock {
		t.Errorf("a time stamp is not marked: %v", hits)
	}
	if hits := Scan("1980-03-04T00:00:00", nil); len(hits) != 1 || hits[0].Clock {
		t.Errorf("midnight is no time of day: %v", hits)
	}
}

func TestScanAddresses(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Eikenlaan 149, 6037 KZ Arnhem", []string{"street:Eikenlaan 149", "postcode_town:6037 KZ Arnhem"}},
		{"Prinses Irenestraat 170\n9648GJ Groningen", []string{"street:Prinses Irenestraat 170", "postcode_town:9648GJ Groningen"}},
		{"woont Laan van Meerdervoort 60B te", []string{"street:Laan van Meerdervoort 60B"}},
		{"Beatrixstraat 63 bis", []string{"street:Beatrixstraat 63 bis"}},
		{"3572 DF", []string{"postcode:3572 DF"}},
		{"Hauptstraße 12a, 10115 Berlin", []string{"street:Hauptstraße 12a", "postcode_town:10115 Berlin"}},
		{"Lange Straße 5\n80331 München\n", []string{"street:Lange Straße 5", "postcode_town:80331 München"}},
		{"Am Markt 3, 24103 Kiel", []string{"street:Am Markt 3", "postcode_town:24103 Kiel"}},
		{"Bahnhofstr. 7", []string{"street:Bahnhofstr. 7"}},
		{"Nørre Allé 3, 8000 Aarhus C", []string{"street:Nørre Allé 3", "postcode_town:8000 Aarhus C"}},
		{"Vestergade 12, 2. tv., 5000 Odense C", []string{"street:Vestergade 12", "postcode_town:5000 Odense C"}},
		{"Strandvejen 110\nDK-2900 Hellerup", []string{"street:Strandvejen 110", "postcode_town:2900 Hellerup"}},
		{"10 Church Street, Norwich NR2 1AA", []string{"street:10 Church Street", "postcode:NR2 1AA"}},
		{"127 The Laurels, Bolton BL1 1AA", []string{"street:127 The Laurels", "postcode:BL1 1AA"}},
		{"52 Riverside\nKeller\nNR4 6XA", []string{"street:52 Riverside", "postcode:NR4 6XA"}},
		{"Römerstraße 166, 3100 St. Pölten", []string{"street:Römerstraße 166", "postcode_town:3100 St. Pölten"}},
		{"Honiggasse 115, 2300 La Chaux-de-Fonds", []string{"postcode_town:2300 La Chaux-de-Fonds"}},
		{"Nyvej 29 er", []string{"street:Nyvej 29"}},
		{"habite rue de la Paix 5", []string{"street:rue de la Paix 5"}},
		{"ul. Długa 12", []string{"street:ul. Długa 12"}},
		{"via Roma 12", []string{"!street"}},
		{"Via Roma 12", []string{"street:Via Roma 12"}},
		{"SW1A 2AA", []string{"postcode:SW1A 2AA"}},
		{"12 bis, rue de la Paix, 75002 Paris", []string{"street:12 bis, rue de la Paix", "postcode_town:75002 Paris"}},
		{"Storgatan 5, 123 45 Stockholm", []string{"street:Storgatan 5", "postcode_town:123 45 Stockholm"}},
		{"Karl Johans gate 22, 0026 Oslo", []string{"street:Karl Johans gate 22", "postcode_town:0026 Oslo"}},
		{"Kerkstraat 8, 9000 Gent", []string{"street:Kerkstraat 8", "postcode_town:9000 Gent"}},
		{"Mariahilfer Straße 5/12, 1060 Wien", []string{"street:Mariahilfer Straße 5/12", "postcode_town:1060 Wien"}},
		{"Rue de Lausanne 4, 1201 Genève", []string{"street:Rue de Lausanne 4", "postcode_town:1201 Genève"}},
	} {
		expect(t, c.text, Scan(c.text, nil), c.want...)
	}
	for _, c := range []string{
		"in 2012 Annual", "1400 MB", "2002 AD", "would have 3 apples", "Highway 61 Revisited", "10000 Euro", "Python 3", "Supermarkt 3",
		"Version 2000 Professional", "the 1500 Members", "12 Angry Men", "Table XL 4", "page 12", "ThinkPad 560",
		"vandaag 3 keer", "take place on July 2", "7200 RPM disk", "Monday 12", "On 2003-01-02 12345 Linux", "Spring 2012",
	} {
		if got := found(c, Scan(c, nil)); strings.Contains(got, "street") || strings.Contains(got, "postcode") {
			t.Errorf("%q: found %q", c, got)
		}
	}
}

func TestScanBoundaries(t *testing.T) {
	for _, c := range []string{
		"1112223331", "x111222333", "111222333x", "111222333.50", "€111222333", "$ 5.111222333", "111222333/2", "111222333-1", "-111222333",
		"a-111222333", "http://x.example/?id=111222333", "0x111222333", "550e8400-e29b-41d4-a716-111222333000", "1,111222333", "111222333,50",
		"12:111222333", "#111222333", "111222333%", "_111222333_", "111222333@x.example", "211062-5629-1", "1.211062-5629", "44 211062-56291",
		"L2vZ/111222333+aa==", "111222333 €", "52.111222333",
	} {
		expect(t, c, Scan(c, nil), "!bsn", "!cpr")
	}
}
