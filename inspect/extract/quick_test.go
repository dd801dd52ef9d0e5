package extract

import (
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// TestReadHere wants the same of the quick way as of a worker, and everything
// out of the ordinary left to the worker.
func TestReadHere(t *testing.T) {
	page := "<html><body><p>Dear Anna,</p><table><tr><th>Name<th>Born<tr><td>Jan<td>1-2-2011<tr><td>Mia<td>3-4-2012</table></body></html>"
	spans := "<table><tr>" + strings.Repeat("<td rowspan=1000>"+strings.Repeat("x", 300), 60) + strings.Repeat("<tr>", 9000) + "</table>"
	p := newTestPool(t, Options{Workers: 1})
	for _, c := range []struct {
		name, declared, data string
		here                 bool
	}{
		{"a page", "text/html", page, true},
		{"a letter", "text/plain", "Dear Anna,\nsee you on Sunday.\n", true},
		{"the first line of an mbox and no more", "text/plain", "From Jan", true},
		{"a page called a letter", "text/plain", page, true},
		{"data", "text/plain", `{"people": [{"name": "Jan"}]}`, false},
		{"a zip", "text/html", "PK\x03\x04 and so on", false},
		{"old bytes", "text/html", "<html>S\xf8ren", false},
		{"too much of little", "text/html", spans, false},
	} {
		f := inspect.File{Path: "body", Type: c.declared}
		var got found
		if here := readHere(f, []byte(c.data), p.opts.Limits, &got); here != c.here {
			t.Errorf("%s: read here: %v", c.name, here)
		}
		if !c.here {
			if len(got.texts)+len(got.rows)+len(got.unread) > 0 {
				t.Errorf("%s: something was given before a worker has read it", c.name)
			}
			continue
		}
		var want found
		w, err := p.take(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		f.Body = strings.NewReader(c.data)
		if _, err := w.run(t.Context(), f, &want); err != nil {
			t.Fatal(err)
		}
		p.slots <- w
		if got.all() != want.all() {
			t.Errorf("%s: here\n%s\nin a worker\n%s", c.name, got.all(), want.all())
		}
	}
}
