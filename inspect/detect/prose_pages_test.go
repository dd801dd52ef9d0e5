package detect

import (
	"fmt"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// TestPages wants the readers of a mail merge counted whose names are on no list, as
// those of the other pages are.
func TestPages(t *testing.T) {
	names := []string{"Oliver Pemberton", "Heather Barnes", "Wubbo Trevithick", "Frances Ellwood", "Keith Brennan", "Frauwke Sutcliffe", "Martin Hughes", "Susan Clarke"}
	for known := range 2 {
		d := New(inspect.Parties{}, Options{})
		for i, n := range names {
			reader := n
			if known == 0 {
				n, reader = "Wubbo Xqui"+string(rune('a'+i))+"zk", "member"
			}
			d.Text(inspect.Text{Place: inspect.Place{Path: "letters.pdf", Part: fmt.Sprintf("page %d", i+1)}, Text: n + fmt.Sprintf("\n%d Orchard Close\nIlkley LS29 4JB\n\n14 January 2026\nDear %s,\nThank you.\n", 20+i, reader)})
		}
		people, _ := d.Result()
		if n := (&inspect.Report{People: people}).Subjects(); n != known*len(names) {
			t.Errorf("known %d: %d people, want %d", known, n, known*len(names))
		}
	}
}
