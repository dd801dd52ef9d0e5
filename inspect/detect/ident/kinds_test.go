package ident

import (
	"strings"
	"testing"
)

// TestTable: every kind has a name of its own, a source, keywords that can match,
// and a way of being found.
func TestTable(t *testing.T) {
	names := map[string]bool{}
	for _, k := range Kinds() {
		if k.Name == "" || names[k.Name] {
			t.Errorf("%q is not unique", k.Name)
		}
		names[k.Name] = true
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
}
