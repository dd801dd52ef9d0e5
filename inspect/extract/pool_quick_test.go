package extract

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

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

// TestTableHere wants the same rows of a table that is read as it arrives as of the
// whole of it.
func TestTableHere(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	tables := 0
	for i := range 30 {
		text := randomTable(r, 20<<10+r.IntN(600<<10))
		f := inspect.File{Path: "a.csv", Name: "a.csv", Body: iotest.HalfReader(strings.NewReader(text))}
		head := make([]byte, quickBytes)
		n, _ := io.ReadFull(f.Body, head)
		if !isTable(&f, head[:n]) {
			continue
		}
		tables++
		var got, want found
		if err := tableHere(t.Context(), f, head[:n], Limits{}.withDefaults(), &got); err != nil {
			t.Fatal(err)
		}
		newSink(direct{&want}, job{path: "a.csv", name: "a.csv"}).read([]byte(text))
		if got.all() != want.all() || got.rows[len(got.rows)-1].Place != want.rows[len(want.rows)-1].Place {
			t.Fatalf("table %d, %d bytes: %d rows as it arrives, %d of the whole", i, len(text), len(got.rows), len(want.rows))
		}
	}
	if tables < 20 {
		t.Errorf("only %d of the texts were tables", tables)
	}
}

// randomTable has quotes that end and others that do not, long cells, and all line
// ends.
func randomTable(r *rand.Rand, size int) string {
	cells := []string{"a", "bc", " d", "", "Søren", "\"g;h\"", "i\"j", "\"two\nlines\"", " \"x\"\"y\" ", "\"open", "\r", strings.Repeat("long ", 1000), "\"" + strings.Repeat("\"\"", 40<<10) + "\""}
	usual := r.IntN(5)
	var b strings.Builder
	for b.Len() < size {
		for range 5 {
			if k := r.IntN(400); k < len(cells) && usual > 0 {
				b.WriteString(cells[k])
			} else {
				b.WriteString(cells[r.IntN(6)])
			}
			b.WriteByte(';')
		}
		b.WriteString([]string{"\n", "\r\n", "\n\n", "\r"}[(usual+r.IntN(50)/49)%4])
	}
	return b.String()
}

// TestTableEnds: what a table that is read as it arrives meets on its way is told.
func TestTableEnds(t *testing.T) {
	row := "Name;Born;Town\n" + strings.Repeat("Jan;1-2-2011;Delft\n", 20_000)
	away, cancel := context.WithCancel(t.Context())
	cancel()
	broken := errors.New("broken")
	for _, c := range []struct {
		name   string
		ctx    context.Context
		body   io.Reader
		limits Limits
		unread inspect.Why
		err    error
		row    string
	}{
		{name: "old bytes at its end", body: strings.NewReader(row + "S\xf8ren;1-2-2011;Malm\xf6\n"), row: "Søren Malmö"},
		{name: "too long", body: strings.NewReader(row), limits: Limits{File: 100_000}, unread: inspect.OverLimit},
		{name: "too many words", body: strings.NewReader(row), limits: Limits{Output: 100_000}, unread: inspect.OverLimit},
		{name: "slow", body: strings.NewReader(row), limits: Limits{Time: 1}, unread: inspect.TimedOut},
		{name: "a fault of the message", body: io.MultiReader(strings.NewReader(row), iotest.ErrReader(broken)), err: broken},
		{name: "nobody waits", ctx: away, body: strings.NewReader(row), err: context.Canceled},
		{name: "a rule without end", body: strings.NewReader("Name|Born\nJan|1-2-2011\n" + strings.Repeat("-", 5<<20) + "\nSøren|1-2-2011|Malmö\n"), row: "Søren Malmö"},
		{name: "a cell without end", body: strings.NewReader(row + strings.Repeat("x", 5<<20) + "\nSøren;;Malmö\n"), row: "Søren Malmö"},
		{name: "a row without end", body: strings.NewReader(row + strings.Repeat("x;", 5<<20) + "\nSøren;;Malmö\n"), row: "Søren Malmö"},
	} {
		if c.ctx == nil {
			c.ctx = t.Context()
		}
		f := inspect.File{Path: "a.csv", Name: "a.csv", Charset: "iso-8859-1", Body: c.body}
		p := &Pool{opts: Options{Limits: c.limits}.withDefaults()}
		var got found
		if done, err := p.quick(c.ctx, &f, &got); !done || !errors.Is(err, c.err) {
			t.Errorf("%s: read here %v, error %v", c.name, done, err)
			continue
		}
		if c.unread == "" && len(got.unread) > 0 && c.err == nil || c.unread != "" && (len(got.unread) != 1 || got.unread[0].Why != c.unread) {
			t.Errorf("%s: %v", c.name, got.unread)
		}
		if last := got.rows[len(got.rows)-1].Cells; c.row != "" && c.row != last[0]+" "+last[2] && c.row != last[0]+" "+last[len(last)-1] {
			t.Errorf("%s: the last of %d rows is %q", c.name, len(got.rows), last)
		}
		if rest, _ := io.Copy(io.Discard, c.body); rest > 0 && c.err == nil {
			t.Errorf("%s: %d bytes were left", c.name, rest)
		}
	}
}
