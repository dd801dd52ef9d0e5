package ident

import (
	"strings"
	"testing"
)

// TestTable: every kind has a name of its own, a source, keywords that can match,
// and a way of being found; every country of the EU, the EEA, the United Kingdom
// and Switzerland has one.
func TestTable(t *testing.T) {
	names, countries := map[string]bool{}, map[string]bool{}
	for _, k := range Kinds() {
		if k.Name == "" || names[k.Name] {
			t.Errorf("%q is not unique", k.Name)
		}
		names[k.Name] = true
		countries[k.Country] = true
		for a := range strings.FieldsSeq(k.aka) {
			countries[a[:2]] = true
		}
		if k.Source == "" || len(k.Words) == 0 {
			t.Errorf("%s: no source or no words", k.Name)
		}
		for _, w := range k.Words {
			if w == "" || strings.ToLower(w) != w || !hasWord("x "+strings.ToUpper(w)+" y", w) && len(w) > 2 {
				t.Errorf("%s: keyword %q cannot be found", k.Name, w)
			}
		}
		if (k.check == nil) != (len(k.shapes) == 0) {
			t.Errorf("%s: shapes and check go together", k.Name)
		}
		if ByName(k.Name) != k {
			t.Errorf("%s: ByName finds another", k.Name)
		}
	}
	for c := range strings.FieldsSeq("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH") {
		if !countries[c] {
			t.Errorf("no kind of %s", c)
		}
	}
}
