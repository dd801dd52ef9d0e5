package detect

import (
	"fmt"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// moreNames makes n people of a language's generator.
func moreNames(seed uint64, lang, n int) (names []string) {
	g := newGen(seed, &evalLangs[lang])
	for range n {
		names = append(names, g.pick(evalLangs[lang].given)+" "+g.pick(evalLangs[lang].family))
	}
	return names
}

// sheet is a table with a header row and one row a person.
func sheet(head string, names []string, values []string) (rows [][]string) {
	rows = append(rows, strings.Split(head, "|"))
	for i, n := range names {
		rows = append(rows, []string{n, values[i%len(values)]})
	}
	return rows
}

// TestHealthAndBenefitColumns reads columns of absence, needs and benefits by
// heading and by values.
func TestHealthAndBenefitColumns(t *testing.T) {
	cases := []struct {
		lang   int
		head   string
		values string
		attr   inspect.Attribute
	}{
		{0, "Navn|Fraværsårsag", "brækket ben|influenza|stress", inspect.Health},
		{0, "Navn|Fravaersaarsag", "influenza|rygsmerter", inspect.Health},
		{0, "Navn|Støttebehov", "2 timer|4 timer", inspect.Health},
		{0, "Navn|Stoettebehov", "2 timer|4 timer", inspect.Health},
		{0, "Navn|Ydelse", "integrationsydelse|kontanthjælp|integrationsydelse", inspect.SocialCare},
		{0, "Navn|Underretning", "12-03|ny|sendt", inspect.SocialCare},
		{1, "Naam|Verzuimreden", "griep|gebroken been", inspect.Health},
		{1, "Naam|Reden van afwezigheid", "griep|migraine", inspect.Health},
		{1, "Naam|Wmo", "ja|nee|ja", inspect.SocialCare},
		{1, "Naam|Jeugdhulp", "lopend|afgesloten", inspect.SocialCare},
		{1, "Naam|Opmerking", "noten|type 1-diabetes|pinda|geen", inspect.Health},
		{2, "Name|Fehlgrund", "Grippe|Beinbruch", inspect.Health},
		{2, "Name|Krankmeldung", "bis Freitag|bis 3. Mai", inspect.Health},
		{2, "Name|Förderbedarf", "Lernen|Sprache|Sehen", inspect.Health},
		{2, "Name|Aufenthaltsstatus", "Duldung|Gestattung", inspect.Ethnicity},
		{2, "Name|Leistungsart", "Grundsicherung|AsylbLG § 3", inspect.SocialCare},
		{3, "Name|Reason for absence", "flu|broken ankle", inspect.Health},
		{3, "Name|Safeguarding", "open|closed", inspect.SocialCare},
		{3, "Name|Notes", "nuts|pregnant|type 1 diabetes|none", inspect.Health},
	}
	for i, c := range cases {
		names := moreNames(uint64(90+i), c.lang, 6)
		gs, _ := run(evalCase{rows: sheet(c.head, names, strings.Split(c.values, "|"))})
		n := 0
		for _, g := range gs {
			if g.Attributes.Has(c.attr) {
				n += g.Count
			}
		}
		if n < 3 {
			t.Errorf("%s: %d people of whom %v is said: %v", c.head, n, c.attr, gs)
		}
	}
}

// TestOrdinaryColumns reads tables of people that say nothing sensitive.
func TestOrdinaryColumns(t *testing.T) {
	for i, c := range []struct {
		lang, n      int
		head, values string
	}{
		{0, 14, "Behandler|Lokale", "Stuen|1. sal|Kælderen"},
		{1, 14, "Therapeut|Kamer", "A1|B2|C3"},
		{2, 14, "Name|Send an", "Büro|Küche|Saal"},
		{3, 14, "Name|Allocation", "Stand 4|Stand 5|Gate"},
		{3, 14, "Name|Task", "Nuts and bolts|Coffee|Doors"},
	} {
		gs, fs := run(evalCase{rows: sheet(c.head, moreNames(uint64(190+i), c.lang, c.n), strings.Split(c.values, "|"))})
		if hold, n := held(gs, fs); hold {
			t.Errorf("%s: held for %d people: %v", c.head, n, gs)
		}
	}
}

// TestHealthLines reads lists of names and one word.
func TestHealthLines(t *testing.T) {
	for lang, words := range []string{"nødder|ingen|æg|Type 1-diabetes|laktose|birkepollen", "noten|geen|coeliakie|Type 1-diabetes|pinda|ADHD",
		"Nüsse|keine|Zöliakie|Erdnüsse|Typ 1-Diabetes|ADHS", "Nuts|none|Coeliac|Type 1 diabetes|peanuts|asthma"} {
		values := strings.Split(words, "|")
		for _, layout := range []string{"%s: %s", "- %s: %s", "%s - %s", "%-28s %s"} {
			var lines []string
			for i, n := range moreNames(uint64(300+lang), lang, 6) {
				lines = append(lines, fmt.Sprintf(layout, n, values[i]))
			}
			gs, _ := run(evalCase{text: strings.Join(lines, "\n")})
			n := 0
			for _, g := range gs {
				n += g.Count
			}
			if n < 5 {
				t.Errorf("%s %q: %d people of 6: %v", evalLangs[lang].code, layout, n, gs)
			}
		}
	}
}
