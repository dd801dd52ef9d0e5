package main

import (
	"bytes"
	"iter"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect"
	"github.com/postlock/postlock/inspect/extract"
	"github.com/postlock/postlock/inspect/message"
)

func TestMain(m *testing.M) {
	extract.RunWorkerIfAsked()
	os.Exit(m.Run())
}

// nobody is a Detector that looks at nothing: what is left is taking the message
// apart and reading its files.
type nobody struct{}

func (nobody) Text(inspect.Text)                            {}
func (nobody) Row(inspect.Row)                              {}
func (nobody) Result() ([]inspect.Group, []inspect.Finding) { return nil, nil }

// BenchmarkInspect inspects the messages of the mail section, kind by kind, in
// two ways: with detection, and only read. CPU seconds of the workers are in
// cpu-ms/op, which is of all processes.
func BenchmarkInspect(b *testing.B) {
	p := worker(b)
	for name, data := range messages(b) {
		for _, d := range []struct {
			name   string
			detect func(inspect.Parties) inspect.Detector
		}{
			{"detect", func(p inspect.Parties) inspect.Detector { return detect.New(p, detect.Options{}) }},
			{"read", func(inspect.Parties) inspect.Detector { return nobody{} }},
		} {
			in := &inspect.Inspector{Extract: p, Detect: d.detect}
			b.Run(name+"/"+d.name, func(b *testing.B) { inspectAgain(b, in, data) })
		}
	}
}

func worker(b *testing.B) *extract.Pool {
	p, err := extract.NewPool(extract.Options{Workers: 1})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.Close() })
	return p
}

// messages are those of the mail section, by kind of attachment and size.
func messages(b *testing.B) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, kind := range []string{"xlsx", "docx", "pdf"} {
			mails, err := sizes(kind)
			if err != nil {
				b.Fatal(err)
			}
			for _, m := range mails {
				if m.name == "5 kB" && kind != "xlsx" {
					continue // no attachment
				}
				if !yield(kind+"/"+m.name, append(m.head("bench", 1), m.body(0)...)) {
					return
				}
			}
		}
	}
}

func inspectAgain(b *testing.B, in *inspect.Inspector, data []byte) {
	sender, err := message.ParseAddress(sender(1))
	if err != nil {
		b.Fatal(err)
	}
	env := message.Envelope{ReversePath: sender}
	look := func() {
		r, err := in.Inspect(b.Context(), env, []string{"example.org"}, bytes.NewReader(data), int64(len(data)))
		if err != nil || len(r.Unreadable) > 0 {
			b.Fatal(err, r)
		}
	}
	look() // starts the worker
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	self := []int{os.Getpid()}
	before := tree(self)
	for b.Loop() {
		look()
	}
	after := tree(self)
	b.ReportMetric(float64(after-before)/1e6/float64(b.N), "cpu-ms/op")
}

// replay is a Detector that keeps what it is given, to give it to others.
type replay struct{ calls []func(inspect.Detector) }

func (r *replay) Text(t inspect.Text) {
	t.Text = strings.Clone(t.Text)
	r.calls = append(r.calls, func(d inspect.Detector) { d.Text(t) })
}

func (r *replay) Row(row inspect.Row) {
	row.Cells, row.HiddenCells = slices.Clone(row.Cells), slices.Clone(row.HiddenCells)
	for i, c := range row.Cells {
		row.Cells[i] = strings.Clone(c)
	}
	r.calls = append(r.calls, func(d inspect.Detector) { d.Row(row) })
}

func (r *replay) Result() ([]inspect.Group, []inspect.Finding) { return nil, nil }

// BenchmarkDetect counts the people in the messages of the mail section, which
// were taken apart and read before.
func BenchmarkDetect(b *testing.B) {
	p := worker(b)
	for name, data := range messages(b) {
		var kept replay
		in := &inspect.Inspector{Extract: p, Detect: func(inspect.Parties) inspect.Detector { return &kept }}
		if _, err := in.Inspect(b.Context(), message.Envelope{}, nil, bytes.NewReader(data), int64(len(data))); err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) { detectAgain(b, &kept) })
	}
}

func detectAgain(b *testing.B, kept *replay) {
	look := func() {
		d := detect.New(inspect.Parties{}, detect.Options{})
		for _, call := range kept.calls {
			call(d)
		}
		d.Result()
	}
	look() // builds the word lists
	b.ReportAllocs()
	before := used(b)
	for b.Loop() {
		look()
	}
	b.ReportMetric((used(b)-before).Seconds()*1e3/float64(b.N), "cpu-ms/op")
}

// used is the processor time of this process.
func used(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
