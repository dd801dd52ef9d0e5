package ident

import (
	"slices"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// TestDigitsThatArePhones tells telephone numbers without any other sign of one from
// spans of years and hours, links, files and numbers of things.
func TestDigitsThatArePhones(t *testing.T) {
	for text, want := range map[string]bool{
		"Anna 0612345678": true, "Anna Berg 0612-345678": true, "Anna Berg, 06 12 34 56 78": true,
		"Anna Berg (1721-1784)": false, "Anna Berg 1998-2004": false, "ab 0900-1700": false, "07 12 27 42": false,
		"Anna Berg https://x.example/?u=123456789012": false, "Anna https://x.example/12345678": false, "www.x.example/?u=123456789012&v": false,
		"ordrenr. 22345678": false, "Anna 22345678.pdf": false, "lot 010-00966-000": false,
	} {
		hits := Scan(text, nil)
		if got := slices.ContainsFunc(hits, func(h Hit) bool { return h.Kind.Attribute == inspect.Phone }); got != want {
			t.Errorf("%q: may be a phone: %v", text, got)
		}
	}
}
