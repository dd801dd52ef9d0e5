package ident

import (
	"strings"
	"testing"
)

func TestMayPhone(t *testing.T) {
	for text, want := range map[string]bool{
		"Anna Berg 512-345-678": true, "Anna Berg, 22345678, Ribe": true, "Anna 0612345678": true,
		"Anna Berg (1721-1784)": false, "Anna Berg 1998-2004": false, "ab 0900-1700": false, "07 12 27 42": false,
		"Anna Berg https://x.example/?u=123456789012": false, "Anna https://x.example/12345678": false, "www.x.example/?u=123456789012&v": false,
		"ordrenr. 22345678": false, "Anna 22345678.pdf": false, "lot 010-00966-000": false,
	} {
		b := strings.IndexFunc(text, func(r rune) bool { return r >= '0' && r <= '9' })
		e := b
		for e < len(text) && (isDigit(text[e]) || e+1 < len(text) && isDigit(text[e+1]) && (text[e] == ' ' || text[e] == '-')) {
			e++
		}
		if got := MayPhone(text, b, e); got != want {
			t.Errorf("%q: %q may be a phone: %v", text, text[b:e], got)
		}
	}
}
