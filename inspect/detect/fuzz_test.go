package detect

import (
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// FuzzDetector feeds the same bytes as text and as rows. Nothing may panic, no
// finding may hold what it found, and people may not outnumber the lines.
func FuzzDetector(f *testing.F) {
	for i := range evalLangs {
		g := newGen(uint64(i), &evalLangs[i])
		for _, how := range []string{"numbered", "form", "turned", "cells", "health"} {
			text := g.textual(how).text
			f.Add(text[:min(500, len(text))])
		}
		c := g.table("full", "plain")
		var b strings.Builder
		for _, r := range c.rows {
			b.WriteString(strings.Join(r, "\t") + "\n")
		}
		f.Add(b.String()[:min(600, b.Len())])
	}
	f.Add("Naam\tBSN\n\u0301\t\n,\n. .\n\"\n(\n-- \nFrom: \n:\n")
	f.Fuzz(func(t *testing.T, s string) {
		d := New(inspect.Parties{}, Options{TypingRows: 20})
		for at := 0; at < len(s); at += inspect.MaxText {
			d.Text(inspect.Text{Place: inspect.Place{Path: "body"}, Text: strings.ToValidUTF8(s[at:min(len(s), at+inspect.MaxText)], "?")})
		}
		lines := 0
		for line := range strings.SplitSeq(strings.ToValidUTF8(s, "?"), "\n") {
			lines++
			d.Row(inspect.Row{Place: inspect.Place{Path: "a.csv"}, Cells: strings.Split(line, "\t"), HiddenCells: []bool{lines%2 == 0}})
		}
		people, _ := d.Result()
		n := 0
		for _, g := range people {
			n += g.Count
			if g.Attributes == 0 {
				t.Errorf("a group of %d people of whom nothing is said", g.Count)
			}
		}
		if n > len(s) {
			t.Errorf("%d people in %d bytes", n, len(s))
		}
	})
}
