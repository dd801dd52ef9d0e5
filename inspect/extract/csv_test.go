package extract

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestLeastDelimiters: counting delimiters before rows are read decides nothing
// else than reading them does.
func TestLeastDelimiters(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	tables := 0
	for range 3000 {
		var b strings.Builder
		cell := []string{"a", "bc", " d", "", "e f", "\"g,h\"", "i\"j"}[:5+r.IntN(20)/18*2]
		width, loose := 1+r.IntN(4), r.IntN(4)
		for range 1 + r.IntN(12) {
			n := width
			if r.IntN(10) < loose {
				n = 1 + r.IntN(5)
			}
			for i := range n {
				if i > 0 {
					b.WriteByte(",;\t"[r.IntN(12)/10])
				}
				b.WriteString(cell[r.IntN(len(cell))])
			}
			b.WriteString([]string{"\n", "\r\n", "\n\n", "\r"}[r.IntN(20)/17])
		}
		text := b.String()
		best, bestScore := rune(0), 0.0
		for _, d := range "\t;|,\x1f^~#" {
			if score := tableScore(text, d, false); strings.ContainsRune(text, d) && score > bestScore {
				best, bestScore = d, score
			}
		}
		if got := findDelimiter(text, false); got != best {
			t.Fatalf("%q: %q, want %q", text, got, best)
		}
		if best != 0 {
			tables++
		}
	}
	if tables < 100 {
		t.Errorf("only %d of the texts were tables", tables)
	}
}
