package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"github.com/postlock/postlock/inspect/detect/known"
	"github.com/postlock/postlock/inspect/rule"
)

var rosterColumns = rule.Columns{
	Given: rule.Headings{"voornaam"}, Family: rule.Headings{"Achternaam"}, Birth: rule.Headings{"Geboortedatum"},
	Address: rule.Headings{"Adres"}, Postcode: rule.Headings{"Postcode"}, Phone: rule.Headings{"Telefoon"}, Member: rule.Headings{"Lidnr"},
}

// TestRosterFormats: one list in every way an office saves it gives the same
// people. ods, xls and xlsx were made by LibreOffice.
func TestRosterFormats(t *testing.T) {
	src := string(must(os.ReadFile("testdata/roster/leden.csv")))
	dir := t.TempDir()
	write := func(name string, content []byte) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(strings.ReplaceAll(src, ";", "\t"))) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	files := []string{
		"testdata/roster/leden.csv", "testdata/roster/leden.ods", "testdata/roster/leden.xls", "testdata/roster/leden.xlsx",
		write("comma.csv", []byte(strings.ReplaceAll(src, ";", ","))),
		write("tab.tsv", []byte(strings.ReplaceAll(src, ";", "\t"))),
		write("wide.txt", wide),
		write("western.csv", must(charmap.Windows1252.NewEncoder().Bytes([]byte(src)))),
		write("bom.csv", []byte("\ufeff"+strings.ReplaceAll(src, "\n", "\r\n"))),
		write("quoted.csv", []byte(strings.ReplaceAll(src, "Dorpsstraat 4", "\"Dorpsstraat 4\n2e verdieping\""))),
	}
	for _, f := range files {
		var got []known.Person
		r := &roster{columns: rosterColumns, add: func(p known.Person) bool { got = append(got, p); return true }}
		err := readInto(t.Context(), f, r)
		if err == nil {
			err = r.err(f)
		}
		if err != nil || len(got) != 3 {
			t.Errorf("%s: %d people, %v", f, len(got), err)
			continue
		}
		if j := got[1]; j.Given != "Jörg" || j.Family != "Jansen" || !strings.Contains(j.Birth, "1983") || j.Postcode != "3851 CD" || len(j.Phones) != 1 {
			t.Errorf("%s: %+v", f, j)
		}
		if m := strings.TrimLeft(got[0].Member, "0"); m != "471" || got[2].Member != "" {
			t.Errorf("%s: members %q and %q", f, got[0].Member, got[2].Member)
		}
	}
}

// TestRosterMistakes: what is wrong is said with the row, and what to do.
func TestRosterMistakes(t *testing.T) {
	const row = "\n1;Anna;Berg;1-2-1980;Kerkweg 1;3851 AB;0612345678\n"
	for name, c := range map[string]struct{ list, want string }{
		"nearest":      {"Lidnr;Voornaam;Achternamen;Geb.datum;Adres;Postcode;Tel" + row, `row 1: no column "Achternaam" (is it "Achternamen"?), no column "Geboortedatum" (is it "Geb.datum"?), no column "Telefoon" (is it "Tel"?)`},
		"all headings": {"Lidnr;Voornaam;Foo;Geboortedatum;Adres;Postcode;Telefoon" + row, `no column "Achternaam"; the headings there are "Lidnr", "Voornaam", "Foo"`},
		"twice":        {"Lidnr;Voornaam;Achternaam;Geboortedatum;Adres;Adres;Postcode;Telefoon" + row, `the heading "Adres" stands there twice; rename one`},
		"none":         {"Artikel;Prijs\nLamp;12,50\nStoel;40,00\n", "no row with the headings under [people.columns] among the first 10"},
		"too far down": {strings.Repeat("Titel;;;;;;\n", 10) + "Lidnr;Voornaam;Achternaam;Geboortedatum;Adres;Postcode;Telefoon" + row, "no row with the headings"},
		"nobody":       {"Lidnr;Voornaam;Achternaam;Geboortedatum;Adres;Postcode;Telefoon\n;Anna;;;;;\n", "names nobody who could be recognised"},
		"empty":        {"", "no row with the headings"},
		"encrypted":    {string(must(os.ReadFile("../../inspect/extract/testdata/legacy/xor-encryption-abc.xls"))), "could not be read"},
	} {
		file := filepath.Join(t.TempDir(), "leden.csv")
		if err := os.WriteFile(file, []byte(c.list), 0o600); err != nil {
			t.Fatal(err)
		}
		b := known.NewBuilder(make([]byte, known.KeySize))
		r := &roster{columns: rosterColumns, add: b.Add}
		err := readInto(t.Context(), file, r)
		if err == nil {
			err = r.err(file)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// The heading may be in any of the first ten rows, and two columns for telephones are fine.
	for _, n := range []int{0, 9} {
		list := strings.Repeat("Titel;;;;;;\n", n) + "Lidnr;Voornaam;Achternaam;Geboortedatum;Adres;Postcode;Telefoon;TELEFOON" + row
		file := filepath.Join(t.TempDir(), fmt.Sprintf("%d.csv", n))
		if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
			t.Fatal(err)
		}
		r := &roster{columns: rosterColumns, add: known.NewBuilder(make([]byte, known.KeySize)).Add}
		if err := readInto(t.Context(), file, r); err != nil || r.people != 1 {
			t.Errorf("heading in row %d: %d people, %v, %v", n+1, r.people, err, r.err(file))
		}
	}
}
