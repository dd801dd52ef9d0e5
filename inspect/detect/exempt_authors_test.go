package detect

import (
	"fmt"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// TestSource wants authors left out of the files of a program, unless more than
// an address is said of them, and counted in files that merely sound like those.
func TestSource(t *testing.T) {
	for _, c := range []struct {
		path, more string
		want       int
	}{
		{"package.json", " (https://code.example/x)", 0},
		{"src.zip > leftish/AUTHORS", "", 0},
		{"MAINTAINERS.md", "", 0},
		{"AUTHORS", ", 07700 900123", 12},
		{"CONTRIBUTORS.txt", "", 12},
		{"authors.xlsx", "", 12},
		{"body", "", 12},
	} {
		d := New(inspect.Parties{}, Options{})
		var lines string
		var rows []inspect.Row
		for i := range 12 {
			h := newGen(uint64(i), &evalLangs[3]).human(false, false)
			lines += fmt.Sprintf("%s <%s>%s\n", h.full(), h.email, c.more)
			rows = append(rows, inspect.Row{Place: inspect.Place{Path: c.path}, Cells: []string{h.full(), h.email + c.more}})
		}
		d.Text(inspect.Text{Place: inspect.Place{Path: c.path}, Text: lines})
		people, _ := d.Result()
		if n := (&inspect.Report{People: people}).Subjects(); n != c.want {
			t.Errorf("%s: %d people in lines, want %d", c.path, n, c.want)
		}
		if c.more != "" {
			continue
		}
		d = New(inspect.Parties{}, Options{})
		for _, r := range rows {
			d.Row(r)
		}
		people, _ = d.Result()
		if n := (&inspect.Report{People: people}).Subjects(); n != c.want {
			t.Errorf("%s: %d people in rows, want %d", c.path, n, c.want)
		}
	}
}
