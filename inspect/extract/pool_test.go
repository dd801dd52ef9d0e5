package extract

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
)

func TestMain(m *testing.M) {
	misbehaveIfAsked()
	RunWorkerIfAsked()
	os.Exit(m.Run())
}

// found keeps what an extractor gives.
type found struct {
	texts  []inspect.Text
	rows   []inspect.Row
	unread []inspect.Unreadable
}

func (f *found) Text(t inspect.Text) { f.texts = append(f.texts, t) }
func (f *found) Row(r inspect.Row) {
	r.Cells = append([]string(nil), r.Cells...)
	r.HiddenCells = append([]bool(nil), r.HiddenCells...)
	f.rows = append(f.rows, r)
}
func (f *found) Unreadable(u inspect.Unreadable) { f.unread = append(f.unread, u) }

// all is every word, one line a text or row.
func (f *found) all() string {
	var b strings.Builder
	for _, t := range f.texts {
		b.WriteString(t.Text + "\n")
	}
	for _, r := range f.rows {
		b.WriteString(strings.Join(r.Cells, "\t") + "\n")
	}
	return b.String()
}

// inside reads data in this process.
func inside(t testing.TB, name, declared string, data []byte) *found {
	t.Helper()
	var f found
	s := newSink(direct{&f}, job{path: name, name: name, declared: declared})
	s.engines.cache = filepath.Join(os.TempDir(), "postlock-test-cache")
	s.read(data)
	if s.tainted {
		t.Errorf("%s: a reader panicked", name)
	}
	return &f
}

func newTestPool(t testing.TB, opts Options) *Pool {
	t.Helper()
	opts.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	p, err := NewPool(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func extract(t testing.TB, p *Pool, name string, data []byte) *found {
	t.Helper()
	var f found
	err := p.Extract(t.Context(), inspect.File{Path: name, Name: name, Type: "application/octet-stream", Body: bytes.NewReader(data)}, &f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return &f
}

func TestPoolReadsInAWorker(t *testing.T) {
	p := newTestPool(t, Options{Workers: 1, Jobs: 2})
	for range 5 { // over two replacements
		got := extract(t, p, "lijst.csv", []byte("naam;plaats\nJan;Delft\nPiet;Gouda\n"))
		if len(got.rows) != 3 || got.rows[2].Cells[1] != "Gouda" || got.rows[2].Place != (inspect.Place{Path: "lijst.csv", Line: 3}) {
			t.Fatalf("rows %+v", got.rows)
		}
	}
}

// TestPoolSuccession has a worker that has read its files go on until its successor is
// ready, which takes over and reads; another that waits ends with the pool.
func TestPoolSuccession(t *testing.T) {
	p := newTestPool(t, Options{Workers: 1, Jobs: 3})
	pid := func() int {
		w := <-p.slots
		defer func() { p.slots <- w }()
		return w.cmd.Process.Pid
	}
	read := func() {
		t.Helper()
		if got := extract(t, p, "a.pdf", drawn(map[[2]int]string{{50, 700}: "Jan Smit"})); !strings.Contains(got.all(), "Jan Smit") {
			t.Errorf("%+v", got)
		}
	}
	read()
	first := pid()
	for range 2 {
		read()
	}
	p.heirs.made.Wait()
	if now := pid(); now != first || p.Started() != 2 {
		t.Errorf("worker %d, then %d; %d started, want 2", first, now, p.Started())
	}
	read()
	if pid() == first {
		t.Error("the successor has not taken over")
	}
	for range 3 {
		read()
	}
	p.heirs.made.Wait()
	p.Close()
	if p.Started() != 3 || p.Broken() != 0 {
		t.Errorf("%d started, %d broken, want 3 and 0", p.Started(), p.Broken())
	}
}

// TestPoolSuccessorOfPDFium has a successor start PDFium only where it takes over from
// a worker that has needed it.
func TestPoolSuccessorOfPDFium(t *testing.T) {
	page := "BT /F1 10 Tf 50 700 Td (Jan Smit) Tj ET"
	for _, needed := range []bool{false, true} {
		p := newTestPool(t, Options{Workers: 1, Jobs: 1})
		extract(t, p, "a.pdf", document(!needed, page))
		p.heirs.made.Wait()
		for range 2 {
			if got := extract(t, p, "b.pdf", document(true, page)); !strings.Contains(got.all(), "Jan Smit") {
				t.Errorf("%+v", got)
			}
		}
		w := <-p.slots
		p.slots <- w
		if p.Started() < 2 || w.pdfium != needed {
			t.Errorf("needed %v; %d started, the successor runs it: %v", needed, p.Started(), w.pdfium)
		}
	}
}

func TestPoolRefusesWhatIsNoWorker(t *testing.T) {
	p := newTestPool(t, Options{Workers: 1, Executable: "/bin/true"})
	err := p.Extract(t.Context(), inspect.File{Path: "a", Body: strings.NewReader("\x00\x01\x02")}, &found{})
	if err == nil || !strings.Contains(err.Error(), "RunWorkerIfAsked") {
		t.Errorf("error %v", err)
	}
}

func TestPoolTellsFaultsOfTheBodyApart(t *testing.T) {
	p := newTestPool(t, Options{Workers: 1})
	fault := errors.New("disk gone")
	err := p.Extract(t.Context(), inspect.File{Path: "a", Body: io.MultiReader(strings.NewReader("x"), errReader{err: fault})}, &found{})
	if !errors.Is(err, fault) {
		t.Errorf("error %v", err)
	}
	if got := extract(t, p, "b.txt", []byte("next")); got.all() != "next\n" {
		t.Errorf("after it: %q", got.all())
	}
}

func TestPoolLimitsTheFile(t *testing.T) {
	p := newTestPool(t, Options{Workers: 1, Limits: Limits{File: 1000}})
	got := extract(t, p, "big", bytes.Repeat([]byte("a b\n"), 1000))
	if len(got.unread) != 1 || got.unread[0].Why != inspect.OverLimit {
		t.Errorf("unreadable %+v", got.unread)
	}
}

func TestPoolEndsWithTheContext(t *testing.T) {
	p := newTestPool(t, Options{Workers: 1})
	ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	<-ctx.Done()
	err := p.Extract(ctx, inspect.File{Path: "a", Type: "application/pdf", Body: strings.NewReader("x")}, &found{})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
}

func TestPoolClosed(t *testing.T) {
	p := newTestPool(t, Options{Workers: 1})
	p.Close()
	if err := p.Extract(t.Context(), inspect.File{Path: "a", Type: "application/pdf", Body: strings.NewReader("x")}, &found{}); !errors.Is(err, errClosed) {
		t.Errorf("error %v", err)
	}
}

func BenchmarkRoundTrip(b *testing.B) {
	for name, size := range map[string]int{"1kB": 1 << 10, "1MB": 1 << 20} {
		b.Run(name, func(b *testing.B) {
			p := newTestPool(b, Options{Workers: 1, Jobs: 1 << 30})
			data := bytes.Repeat([]byte("een regel van veertig tekens met nummers\n"), size/41+1)
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				extract(b, p, "a.txt", data)
			}
		})
	}
}
