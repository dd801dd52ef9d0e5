package detect

import (
	"fmt"
	"strings"
	"testing"
)

// TestDumps counts the people of a list in the forms in which programs write it,
// as a file, and below a greeting in a mail.
func TestDumps(t *testing.T) {
	people := [][3]string{
		{"Henriette Kjeldsen", "02.05.1961", "21 30 01 01"}, {"Asger Holmgaard", "17.11.1984", "21 30 01 02"}, {"Birthe Ravnkilde", "30.01.1950", "21 30 01 03"},
		{"Torkild Munk", "08.08.1979", "21 30 01 04"}, {"Solveig Brandt", "24.12.1992", "21 30 01 05"}, {"Preben Agerskov", "11.03.1968", "21 30 01 06"},
		{"Dagny Thuesen", "05.10.1989", "21 30 01 07"}, {"Villads Krogh", "19.07.2001", "21 30 01 08"}, {"Ragnhild Østergaard", "27.02.1975", "21 30 01 09"},
		{"Gorm Lauritsen", "14.09.1958", "21 30 01 10"}, {"Sidsel Bundgaard", "01.06.1999", "21 30 01 11"}, {"Kresten Damsgaard", "22.04.1987", "21 30 01 12"},
	}
	each := func(form string) string {
		var b strings.Builder
		for i, p := range people {
			b.WriteString(strings.NewReplacer("%i", fmt.Sprint(i), "$n", p[0], "$g", strings.Fields(p[0])[0], "$s", strings.Fields(p[0])[1], "$d", p[1], "$p", p[2]).Replace(form))
		}
		return b.String()
	}
	rule := "+---------------------+------------+-------------+\n"
	var ruled strings.Builder
	for _, p := range people {
		fmt.Fprintf(&ruled, "| %-19s | %s | %s |\n", p[0], p[1], p[2])
	}
	table := rule + "| navn                | født       | mobil       |\n" + rule + ruled.String() + rule
	for name, c := range map[string]struct{ file, mime, text string }{
		"PHP":         {"a.php.txt", "text/plain", "<?php\nreturn [\n" + each("  ['navn' => '$n', 'født' => '$d', 'mobil' => '$p'],\n") + "];\n"},
		"Python":      {"a.txt", "text/plain", "[" + each("{'navn': '$n', 'født': '$d', 'mobil': '$p'}, ") + "]"},
		"YAML":        {"a.yaml", "text/yaml", "---\nmedlemmer:\n" + each("- navn: $n\n  født: $d\n  mobil: \"$p\"\n")},
		"INI":         {"a.ini", "text/plain", each("[medlem%i]\nnavn = $n\nfødt = $d\nmobil = $p\n\n")},
		"TOML":        {"a.toml", "text/plain", each("[[medlem]]\nnavn = \"$n\"\nfødt = \"$d\"\nmobil = \"$p\"\n\n")},
		"properties":  {"a.properties", "text/plain", each("medlem.%i.navn=$n\nmedlem.%i.født=$d\nmedlem.%i.mobil=$p\n")},
		"mysql":       {"a.txt", "text/plain", table},
		"mysql, mail": {"", "text/plain", "Kære alle,\n\n" + table + "\nHilsen\nAda\n"},
		"bars, mail":  {"", "text/plain", "Kære alle,\n\nhermed listen.\n\n| navn | født | mobil |\n| --- | --- | --- |\n" + each("| $n | $d | $p |\n") + "\nVenlig hilsen\nAda\n"},
		"halves":      {"", "text/plain", "Kære alle,\n\n" + each("* $s - $g - $d - $p\n") + "\nVenlig hilsen\nAda\n"},
		"halves, no.": {"", "text/plain", "Kære alle,\n\n" + each("%i / $g / $s / $p\n") + "\nVenlig hilsen\nAda\n"},
		"cells":       {"", "text/plain", "Kære alle,\n\n" + each("%i\n$g\n$s\n$d\n$p\n\n") + "Venlig hilsen\nAda\n"},
		"run":         {"", "text/plain", "Kære alle,\n\n" + each("$n $p; ") + "\n\nVenlig hilsen\nAda\n"},
		"hash":        {"a.dat", "application/octet-stream", "navn#født#mobil\n" + each("$n#$d#$p\n")},
		"cited page": {"", "text/html", "<p>FYI</p><blockquote><html><head><title>Liste</title></head><body><table><tr><th>Navn<th>Født<th>Mobil" +
			each("<tr><td>$n<td>$d<td>$p") + "</table></body></html></blockquote>"},
	} {
		groups, found := runAs(c.file, c.mime, c.text)
		if hold, n := held(groups, found); n != len(people) || !hold {
			t.Errorf("%s: %d people, held %v; want %d", name, n, hold, len(people))
		}
	}
}
