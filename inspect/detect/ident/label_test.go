package ident

import "testing"

// TestLabelled: a keyword labels its value, and nothing else on the line.
func TestLabelled(t *testing.T) {
	for _, c := range []struct {
		text, kind string
		want       bool
	}{
		{"BSN: 111222333", "bsn", true},
		{"bsn=111222333", "bsn", true},
		{"{\"bsn\": \"111222333\"}", "bsn", true},
		{"bsn_nummer: 111222333", "bsn", true},
		{"BSN no. is 111222333", "bsn", true},
		{"BSN van mijn zoon: 111222333", "bsn", true},
		{"BSN van Piet Jansen is 111222333", "bsn", true},
		{"BSN\n111222333", "bsn", true},
		{"BSN\tNaam\n111222333\tJansen", "bsn", true},
		{"Klant: BSN 111222333", "bsn", true},
		{"111222333 (BSN)", "bsn", true},
		{"111222333 is mijn BSN", "bsn", true},
		{"BSN 123456782 en 111222333", "bsn", true},
		{"bsn=None  # id 111222333", "bsn", false},
		{"bsn = \"\" # 111222333", "bsn", true},
		{"bsn: null, order 111222333", "bsn", false},
		{"check_bsn(111222333)", "bsn", false},
		{"Wij vragen nooit uw BSN. Uw klantnummer is 111222333", "bsn", false},
		{"BSN ontbreekt op factuur 111222333", "bsn", false},
		{"BSN? Bestelnummer 111222333", "bsn", false},
		{"111222333, BSN 123456782", "bsn", false},
		{"device identification number 111222333", "bsn", false},
		{"identification number 111222333", "bsn", true},
		{"RSIN 111222333", "bsn", false},
		{"oib: 33392005961", "oib", true},
		{"OIB udruga Zvon: 33392005961", "oib", false},
		{"UTR of the charity 1955839661", "utr", false},
		{"your UTR is 1955839661", "utr", true},
		{"UTR of St Wilfrid's Parochial Church Council: 1955839661", "utr", false},
	} {
		got := false
		for _, h := range Scan(c.text, nil) {
			got = got || h.Kind.Name == c.kind && c.text[h.Start:h.End] != "123456782" && Near(c.text, h, 60)
		}
		if got != c.want {
			t.Errorf("%q: the %s is labelled: %v", c.text, c.kind, got)
		}
	}
}
