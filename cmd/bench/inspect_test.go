package main

import (
	"bytes"
	"fmt"
	"os"
	"testing"

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
	p, err := extract.NewPool(extract.Options{Workers: 1})
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	for _, kind := range []string{"xlsx", "docx", "pdf"} {
		mails, err := sizes(kind)
		if err != nil {
			b.Fatal(err)
		}
		for _, m := range mails {
			if m.name == "5 kB" && kind != "xlsx" {
				continue // no attachment
			}
			data := append(m.head("bench", 1), m.body(0)...)
			for _, d := range []struct {
				name   string
				detect func(inspect.Parties) inspect.Detector
			}{
				{"detect", func(p inspect.Parties) inspect.Detector { return detect.New(p, detect.Options{}) }},
				{"read", func(inspect.Parties) inspect.Detector { return nobody{} }},
			} {
				in := &inspect.Inspector{Extract: p, Detect: d.detect}
				b.Run(fmt.Sprintf("%s/%s/%s", kind, m.name, d.name), func(b *testing.B) { inspectAgain(b, in, data) })
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
	before, _ := tree(self)
	for b.Loop() {
		look()
	}
	after, _ := tree(self)
	b.ReportMetric(float64(after-before)/1e6/float64(b.N), "cpu-ms/op")
}
