package ident

import (
	"strings"
	"testing"
	"time"
)

// TestHostileTime: no text makes the scanner look at the same bytes again and
// again. The limit is a hundred times what it takes.
func TestHostileTime(t *testing.T) {
	for _, unit := range []string{"0 ", "@", "a@", "<", "1.", "12 ", "0-", "+0", "A1", "NL91 ", "1234567 ", "9", "a.b@", "straat 1 ", "1000 Aa ", "1 Aa ", "(0", "https://", "1 de ", "AB1 ", "\xc2\xa01", "x 1\n", "12 12 12 12 ", "January 1, "} {
		text := strings.Repeat(unit, 1<<19/len(unit))
		from := processorTime()
		Scan(text, nil)
		if took := processorTime() - from; took > 4*time.Second {
			t.Errorf("%q: half a megabyte takes %v", unit, took)
		} else if testing.Verbose() {
			t.Logf("%-14q %6.1f MB/s", unit, float64(len(text))/took.Seconds()/1e6)
		}
	}
}
