package ident

import (
	"testing"
)

func TestWhole(t *testing.T) {
	for _, c := range []struct {
		cell string
		want []string
	}{
		{" 211062-5629 ", []string{"cpr:211062-5629"}},
		{"101624237", []string{"!email"}},
		{"11222333", []string{"!iban"}},
		{"111 22 23 33", []string{"bsn:111 22 23 33"}},
		{"111222333.0", []string{"bsn:111222333.0"}},
		{"NL91ABNA0417164300", []string{"iban:NL91ABNA0417164300"}},
		{"nl91 abna 0417 1643 00", []string{"iban:nl91 abna 0417 1643 00"}},
		{"1967-02-10", []string{"date:1967-02-10"}},
		{"1967-02-10 00:00:00", []string{"date:1967-02-10 00:00:00"}},
		{"19670210", []string{"date:19670210"}},
		{"10021967", []string{"date:10021967"}},
		{"1.5.12", []string{"date:1.5.12"}},
		{"10/02/67", []string{"date:10/02/67"}},
		{"3. maj 2012", []string{"date:3. maj 2012"}},
		{"06 21 43 61 60", []string{"phone:06 21 43 61 60"}},
		{"0703315509", []string{"phone:0703315509"}},
		{"0203315509", []string{"phone_solid:0203315509"}},
		{"612345678", []string{"phone_solid:612345678"}},
		{"4512345678", []string{"phone_solid:4512345678"}},
		{"22 34 56 78", []string{"phone_plain:22 34 56 78"}},
		{"22345678", []string{"phone_solid:22345678"}},
		{"isadehaan@ziggo.example", []string{"email:isadehaan@ziggo.example"}},
		{"9648 GJ", []string{"postcode:9648 GJ"}},
		{"9648gj", []string{"postcode:9648gj"}},
		{"8000", []string{"postcode_plain:8000"}},
		{"10115", []string{"postcode_plain:10115"}},
		{"8000 Aarhus C", []string{"postcode_town:8000 Aarhus C"}},
		{"2000 Antwerpen", []string{"postcode_town:2000 Antwerpen"}},
		{"1011 AB AMSTERDAM", []string{"postcode_town:1011 AB AMSTERDAM"}},
		{"NR2 1AA", []string{"postcode:NR2 1AA"}},
		{"Zuiderpark 100", []string{"street:Zuiderpark 100"}},
		{"Op de Brink 4", []string{"street_plain:Op de Brink 4"}},
		{"Noordeinde 9 bis", []string{"street:Noordeinde 9 bis"}},
		{"Loosduinseweg 64 bis", []string{"street:Loosduinseweg 64 bis"}},
		{"HH012345D", []string{"nino:HH012345D"}},
		{"12-ABC-3", []string{"plate:12-ABC-3"}},
		{"Jansen", []string{"!"}},
		{"m", []string{"!"}},
		{"", []string{"!"}},
		{"4006381333931", []string{"!card"}},
		{"52.1897412", []string{"!"}},
		{"52.18974", []string{"!phone", "!bsn", "!date"}},
		{"3S6114293191565", []string{"!"}},
		{"2026-08-16T12:05:00Z", []string{"date:2026-08-16T12:05:00Z"}},
		{"38.752", []string{"!"}},
	} {
		expect(t, c.cell, Whole(c.cell, nil), c.want...)
	}
}

// TestWholeRepairs: a spreadsheet that took the cell for a number dropped a zero.
func TestWholeRepairs(t *testing.T) {
	for cell, kind := range map[string]string{"101801234": "cpr", "1234567": "", "40645678": "bsn", "7032100019": "amka"} {
		repaired := ""
		for _, h := range Whole(cell, nil) {
			if h.Repaired && h.Kind.Name == kind {
				repaired = kind
			}
		}
		if repaired != kind && kind != "amka" {
			t.Errorf("%s: not repaired to a %s", cell, kind)
		}
	}
	for _, h := range Whole("0101801234", nil) {
		if h.Repaired {
			t.Errorf("complete number repaired: %v", h.Kind.Name)
		}
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		text, kind string
		want       bool
	}{
		{"BSN: 111222333", "bsn", true},
		{"burgerservicenummer 111222333", "bsn", true},
		{"Burgerservicenummers: 111222333", "bsn", true},
		{"bsnnr 111222333", "bsn", true},
		{"obsn 111222333", "bsn", false},
		{"order 111222333", "bsn", false},
		{"111222333 (BSN)", "bsn", true},
		{"111222333\nBSN", "bsn", false},
		{"FØDSELSNUMMER 15108695088", "fodselsnummer", true},
		{"Rodné Číslo 710319/2745", "rodne_cislo", true},
		{"hotel 12 34 56 78", "phone_plain", false},
		{"TLF 22 34 56 78", "phone_plain", true},
	} {
		h := Hit{Kind: ByName(c.kind)}
		for _, f := range Scan(c.text, nil) {
			if f.Kind.Name == c.kind {
				h = f
			}
		}
		if h.End == 0 && c.want {
			t.Errorf("%q: no %s", c.text, c.kind)
		}
		if got := h.End > 0 && Near(c.text, h, 40); got != c.want {
			t.Errorf("%q: Near is %v", c.text, got)
		}
	}
	if !Header("CPR-nr.", ByName("cpr")) || !Header("Geb.datum", ByName("date")) || !Header("Tel.", ByName("phone")) || Header("Titel", ByName("phone")) {
		t.Error("headers")
	}
}

func TestMask(t *testing.T) {
	for _, c := range [][3]string{
		{"date", "12-05-2012", "1•-••-20••"},
		{"date", "1980-05-12", "19••-••-••"},
		{"date", "3. maj 2012", "•. ••• 20••"},
		{"cpr", "211062-5629", "2•••••-••••"},
		{"iban", "NL91 ABNA 0417 1643 00", "NL•• •••• •••• •••• ••"},
		{"card", "4111 1111 1111 1111", "•••• •••• •••• ••11"},
		{"email", "jan.de.vries@example.org", "j••.••.•••••@e••••••.org"},
		{"phone", "+45 12 34 56 78", "+45 •• •• •• ••"},
		{"phone", "06-12345678", "0•-••••••••"},
		{"street", "Eikenlaan 149", "E•••••••• •••"},
		{"postcode", "6037 KZ", "6••• ••"},
		{"bsn", "111222333\nJansen", "1••••••••"},
		{"bsn", "", ""},
		{"other", "ab", "••"},
	} {
		if got := Mask(c[0], c[1]); got != c[2] {
			t.Errorf("Mask(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// TestValidate is the small sister of TestIDs: numbers from the authorities' own
// documents, and made ones.
func TestValidate(t *testing.T) {
	for _, c := range []struct {
		country, kind, number string
		valid                 bool
	}{
		{"DK", "cpr", "070761-4285", true}, // CPR-kontoret, Personnummeret i CPR-systemet
		{"DK", "cpr", "070761-4286", false},
		{"DK", "cpr", "010165-1234", true}, // without modulus 11
		{"DK", "cpr", "310265-1234", false},
		{"DE", "idnr", "86095742719", true}, // BZSt
		{"DE", "idnr", "86095742718", false},
		{"DE", "svnr", "15070649C103", true}, // § 4 VKVV
		{"AT", "vnr", "1237 010180", true},   // § 30c ASVG
		{"CH", "ssn", "756.9217.0769.85", true},
		{"FI", "hetu", "131052-308T", true}, // DVV
		{"FI", "hetu", "131052Y308T", true}, // the signs of 2023
		{"FI", "hetu", "131052Z308T", false},
		{"IS", "kennitala", "120160-3389", true}, // Þjóðskrá
		{"IS", "kennitala", "120160-3379", false},
		{"NO", "fodselsnummer", "41510595028", false},
		{"GB", "nhs", "943 476 5919", true},
		{"GB", "nino", "QQ123456C", false}, // HMRC's example never is one
		{"*", "iban", "GB82 WEST 1234 5698 7654 32", true},
		{"*", "iban", "GB82 WEST 1234 5698 7654 33", false},
		{"NL", "iban", "BE68539007547034", false},
		{"HU", "taj", "111111110", true},
		{"XX", "nothing", "1", false},
	} {
		if err := validate(c.country, c.kind, c.number); (err == nil) != c.valid {
			t.Errorf("%s %s %s: %v", c.country, c.kind, c.number, err)
		}
	}
}
