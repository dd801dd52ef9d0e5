package extract

import (
	"strings"
	"testing"
)

// TestStatement wants the other's name and account of each country's field 86.
func TestStatement(t *testing.T) {
	head := ":20:ST1\n:25:NL02ABNA0123456789EUR\n:28C:1/1\n:60F:C261001EUR5000,00\n"
	for name, c := range map[string]struct{ text, row string }{
		"ABN AMRO": {head + ":61:2610111012D50,00NTRFEREF//1\n:86:/TRTP/SEPA OVERBOEKING/IBAN/NL37SNSB0896387550/BIC/SNSBNL2A/NAME/I PRAD\nE E/O J AHLERS/REMI/GIFT/EREF/NOTPROVIDED",
			"2026-10-11|-50,00|I PRADE E/O J AHLERS|NL37SNSB0896387550||NTRFEREF//1 SEPA OVERBOEKING GIFT NOTPROVIDED"},
		"ABN AMRO, labels": {"ABNANL2A\n940\nABNANL2A\n" + head + ":61:2610111011C0000007,50N541NONREF\n:86:SEPA OVERBOEKING                 IBAN: NL37SNSB0896387550\nBIC: SNSBNL2A                    NAAM: INES PRADE\nOMSCHRIJVING: GIFT",
			"2026-10-11|7,50|INES PRADE|NL37SNSB0896387550||N541NONREF SEPA OVERBOEKING GIFT"},
		"ING": {"0000 01INGBNL2AXXXX00001\n0000 01INGBNL2AXXXX00001\n940 00\n" + head + ":61:261011RC50,00NTRFEREF//1\n/TRCD/00100/\n:86:/EREF/E1//CNTP/NL37SNSB0896387550/SNSBNL2A/INES PRADE/EDE//REMI/USTD//GIFT/",
			"2026-10-11|50,00|INES PRADE|NL37SNSB0896387550|EDE|NTRFEREF//1 /TRCD/00100/ E1 USTD//GIFT"},
		"Rabobank": {":940:\n" + head + ":61:261011C000000000050,00N541NONREF\nNL37SNSB0896387550\n:86:/ORDP//NAME/INES PRADE/ADRS/DORPSSTRAAT 1//1234 AB EDE/REMI/GIFT",
			"2026-10-11|50,00|INES PRADE|NL37SNSB0896387550|DORPSSTRAAT 1, 1234 AB EDE|N541NONREF GIFT"},
		"Germany": {"{1:F01DEUTDEFFAXXX0000000000}{4:\r\n" + strings.ReplaceAll(head+":61:2610111011CR50,00NTRFNONREF\n:86:166?00GUTSCHRIFT?109310?20SVWZ+Bei?21trag?30WELADED1MST?31DE02120300000000202051\n?32Ines Prade?33von Ulm\n-}", "\n", "\r\n"),
			"2026-10-11|50,00|Ines Prade von Ulm|DE02120300000000202051||NTRFNONREF GUTSCHRIFT SVWZ+Beitrag"},
		"Poland": {head + ":61:2610111011C50,00NTRFNONREF\n:86:020~00BE~20skladka~32Ines Prade~38PL61109010140000071219812874",
			"2026-10-11|50,00|Ines Prade|PL61109010140000071219812874||NTRFNONREF BE skladka"},
		"no form": {head + ":61:2610111011C50,00NTRFNONREF\n:86:Ines Prade\nGave til kirken",
			"2026-10-11|50,00||||NTRFNONREF Ines Prade Gave til kirken"},
	} {
		got := strings.Split(strings.ReplaceAll(barredCells(t, "a.sta", c.text), "\t", " "), "\n")
		if got[0] != "Date|Amount|Name|IBAN|Address|Text" || len(got) != 2 || got[1] != c.row {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), c.row)
		}
	}
	if all := inside(t, "a.sta", "", []byte(head+":61:2610111011C50,00NTRFNONREF\n:62F:C261031EUR1900,00\n-")).all(); !strings.Contains(all, "NL02ABNA0123456789EUR") || !strings.Contains(all, "1900,00") {
		t.Errorf("the statement's own fields are missing in:\n%s", all)
	}
}

// TestNoStatement wants letters that speak of such fields left as they are.
func TestNoStatement(t *testing.T) {
	for _, text := range []string{"Dear Ann,\n:20: and\n:25: and\n:61: are fields.\n", "at :20: past\n:25\n:61:\n", ":20:00 dinner\n"} {
		if isStatement(text) {
			t.Errorf("%q is taken for a statement", text)
		}
	}
}

// TestGEDCOM wants a row of every person, and of the dead that they are.
func TestGEDCOM(t *testing.T) {
	text := `0 HEAD
1 SOUR GRAMPS
1 SUBM @U1@
0 @I1@ INDI
1 NAME Ines /Prade/
2 GIVN Ines
1 SEX F
1 BIRT
2 DATE 3 APR 1988
2 PLAC Ulm
1 FAMC @F1@
1 RESI
2 ADDR Ringstr. 90a
3 CONT 35037 Marburg
3 CITY Marburg
2 PHON 0176 47074182
2 EMAIL ines@@home.example
1 NOTE Moved twi
2 CONC ce.
0 @I2@ INDI
1 NAME
2 GIVN Jost
2 SURN Ahlers
1 BIRT
2 DATE BET 1920 AND 1925
1 DEAT Y
0 @I3@ INDI
1 NAME Kaja /Ahlers/
1 BIRT
2 DATE @#DJULIAN@ ABT MAR 1702
0 @I4@ INDI
1 NAME Bo /Ahlers/
1 BIRT
2 DATE 12 DEC 1930
1 DEAT
2 DATE 1 JAN 2001
1 RELI ev.
0 @U1@ SUBM
1 NAME Olaf Writer
0 TRLR
`
	want := `Name|Born|Died|Address|Phone|E-mail|ID number|Religion|Notes
Ines Prade|1988-04-03||Ringstr. 90a, 35037 Marburg|0176 47074182|ines@home.example|||Ulm Moved twice.
Jost Ahlers|1925|†
Kaja Ahlers|1702-03|†
Bo Ahlers|1930-12-12|2001-01-01|||||ev.`
	for _, ends := range []string{"\n", "\r\n", "\r"} {
		if got := barredCells(t, "a.ged", strings.ReplaceAll(text, "\n", ends)); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", ends, got, want)
		}
	}
	if all := inside(t, "a.ged", "", []byte(text)).all(); !strings.Contains(all, "Olaf Writer") {
		t.Errorf("who wrote the file is missing in:\n%s", all)
	}
}

// TestGEDCOMLong wants all of a person of whom more is told than a row holds.
func TestGEDCOMLong(t *testing.T) {
	text := "0 HEAD\n1 CHAR UTF-8\n0 @I1@ INDI\n1 NAME Ines /Prade/\n" + strings.Repeat("1 NOTE "+strings.Repeat("x", 100)+"\n", 500) + "1 NOTE last\n"
	if all := inside(t, "a.ged", "", []byte(text)).all(); strings.Count(all, "x") != 50_000 || !strings.Contains(all, "last") {
		t.Errorf("%d of 50000 letters", strings.Count(all, "x"))
	}
}

// barredCells are a file's rows, a line each, line breaks in cells as blanks.
func barredCells(t *testing.T, name, text string) string {
	t.Helper()
	var lines []string
	for _, r := range inside(t, name, "application/octet-stream", []byte(text)).rows {
		lines = append(lines, strings.ReplaceAll(strings.Join(r.Cells, "|"), "\n", " "))
	}
	return strings.Join(lines, "\n")
}

func FuzzStatement(f *testing.F) {
	fuzzKind(f, kindStatement, "a.sta", ":20:S\n:25:A\n:60F:C\n:61:2610111011D50,00NTRF//x\nNL37SNSB0896387550\n:86:/IBAN/NL37SNSB0896387550/NAME/A E/O B//REMI/x\n:62F:C", ":61:1\n:86:166?00a?20b?31c?32d?33e", ":61:261011\n:86:x IBAN: a NAAM: b", ":61:\n:86:/CNTP/a/b/c/d/")
}

func FuzzGEDCOM(f *testing.F) {
	fuzzKind(f, kindGEDCOM, "a.ged", "0 HEAD\n1 CHAR X\n0 @I1@ INDI\n1 NAME a /b/\n1 BIRT\n2 DATE BET 3 MAY 1820 AND (4 MAY 1821)\n2 ADDR c\n3 CONT d\n3 CONC e\n1 NOTE @N1@\n0 TRLR\n")
}
