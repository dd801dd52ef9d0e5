package tally

import (
	"strings"
	"testing"
)

func TestPrint(t *testing.T) {
	var tl Tally
	tl.Add(Case{Kind: "list", Format: "xlsx", Lang: "da", Leak: true, Held: true, Rule: "people-list", People: 20, Fewest: 20, Most: 20})
	tl.Add(Case{Kind: "list", Format: "xlsx", Lang: "nl", Leak: true, People: 5, Fewest: 10, Most: 12})
	tl.Add(Case{Kind: "letter", Format: "body", Lang: "nl", Leak: true, Held: true, Rule: "national-id", People: 1, Fewest: 1, Most: 1})
	tl.Add(Case{Kind: "price list"})
	tl.Add(Case{Kind: "log", Held: true, Rule: "people-list"})
	n, held, near := tl.Leaks()
	if n != 3 || held != 2 || near != 2 {
		t.Errorf("leaks: %d, %d held, %d near", n, held, near)
	}
	if n, held := tl.Ordinary(); n != 2 || held != 1 {
		t.Errorf("ordinary: %d, %d held", n, held)
	}
	var b strings.Builder
	tl.Print(&b)
	for _, want := range []string{
		"xlsx                        2   100   0.0   50.0",
		"body                        1     -   100    100",
		"all                         3   100  50.0   66.6",
		"xlsx                     50.0     50.0   25.0", "list (of 2: held 1, within 10 % 1)",
		"log                                     1     1   1000.0  people-list 1",
		"price list                              1     0      0.0",
		"people-list                 1         1", "(none)                      1         1",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, b.String())
		}
	}
}
