package ident

import (
	"sort"
	"testing"
)

// TestMailAlarms prints how often each kind is found in ordinary mails, and how
// often it would count without any context.
func TestMailAlarms(t *testing.T) {
	texts := mails(t)
	type count struct{ hits, mails, strong int }
	counts := map[string]*count{}
	var hits []Hit
	for _, text := range texts {
		hits = Scan(text, hits[:0])
		seen := map[string]bool{}
		for _, h := range hits {
			c := counts[h.Kind.Name]
			if c == nil {
				c = new(count)
				counts[h.Kind.Name] = c
			}
			c.hits++
			if !h.Weak() {
				c.strong++
			}
			if !seen[h.Kind.Name] {
				seen[h.Kind.Name] = true
				c.mails++
			}
		}
	}
	var names []string
	for n := range counts {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		c := counts[n]
		t.Logf("%-20s %7.1f hits, %6.1f mails, %7.1f strong hits per 1,000 mails", n, float64(c.hits)*1000/float64(len(texts)), float64(c.mails)*1000/float64(len(texts)), float64(c.strong)*1000/float64(len(texts)))
	}
}
