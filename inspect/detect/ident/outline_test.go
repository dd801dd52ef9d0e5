package ident

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestOutlineSparesNoShape: what matches a pattern, in any of its ways of writing and
// with anything behind it, has an outline that the shape allows; most others have not.
func TestOutlineSparesNoShape(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var all []*shape
	for run := range shapes.plain {
		for f := range numFollow {
			for i := range shapes.plain[run][f] {
				all = append(all, &shapes.plain[run][f][i])
			}
			for i := range shapes.lead[run][f] {
				all = append(all, &shapes.lead[run][f][i])
			}
		}
	}
	var n num
	barred, others := 0, 0
	for _, s := range all {
		for range 50 {
			text := written(s.pattern, r) + [...]string{"", " ", "-1", "é", "\u2013", "7", ".", "x"}[r.IntN(8)]
			if _, ok := s.match(text, 0, &n); !ok {
				t.Fatalf("%q does not match %q", text, s.pattern)
			}
			o := outlineOf(text[strings.IndexAny(text, "0123456789"):])
			if o&^s.outline != 0 {
				t.Fatalf("%q matches %q, but has the outline %x, not %x", text, s.pattern, o, s.outline)
			}
			other := all[r.IntN(len(all))]
			if _, ok := other.match(text, 0, &n); !ok && s.lead == other.lead {
				if others++; o&^other.outline != 0 {
					barred++
				}
			}
		}
	}
	if len(all) < 100 || barred*10 < others*8 {
		t.Errorf("%d shapes, and outlines bar %d of %d texts: this test looks at nothing", len(all), barred, others)
	}
}

// written is a text that matches a pattern.
func written(pattern string, r *rand.Rand) string {
	var b strings.Builder
	for i := range len(pattern) {
		switch c := pattern[i]; c {
		case '9':
			b.WriteByte(byte('0' + r.IntN(10)))
		case 'A':
			b.WriteByte("ABcdXz"[r.IntN(6)])
		case '*':
			b.WriteByte("A7z0"[r.IntN(4)])
		case ' ':
			b.WriteString([...]string{" ", "\u00A0", "\u202F", "\u2009"}[r.IntN(4)])
		case '-':
			b.WriteString([...]string{"-", "\u2010", "\u2013", "\u2212"}[r.IntN(4)])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
