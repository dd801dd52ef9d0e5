package spool

import (
	"bytes"
	"testing"

	"github.com/postlock/postlock/inspect/rule"
)

// Memory goes from one message to the next. Nobody may read there who had it before,
// and nothing of what was in it may be left.
func TestBuffersHoldNothing(t *testing.T) {
	s := inFolder(t.TempDir()).in(t, Options{})
	secret := bytes.Repeat([]byte("secret\r\n"), 5000) // stays in memory
	for name, body := range map[string][]byte{"memory": secret, "file": bytes.Repeat(secret, 4), "file, half kept": bytes.Repeat(secret, 5)} {
		var job Job
		taken := int64(0)
		if name == "file, half kept" {
			taken = maxKept - 2
		}
		s.kept.Store(taken)
		s.HandOver(&Handover{Worker: "w", Lease: 1 << 40, Room: func() bool { return true }, Take: func(j *Job) { job = *j }})
		d, err := s.Create()
		if err != nil {
			t.Fatal(err)
		}
		for rest := body; len(rest) > 0; {
			n, err := d.Write(rest[:min(32<<10, len(rest))])
			if err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if err := s.Accept(t.Context(), s.NewID(), d, sample(t, rule.Pass, "a@b.example")); err != nil {
			t.Fatal(err)
		}
		lent, err := s.JobBody(t.Context(), job)
		if err != nil {
			t.Fatal(err)
		}
		got := make([]byte, len(body))
		if n, err := lent.ReadAt(got, 0); n != len(body) || err != nil || !bytes.Equal(got, body) {
			t.Fatalf("%s: %d bytes, %v", name, n, err)
		}
		if err := lent.Close(); err != nil {
			t.Fatal(err)
		}
		if n, err := lent.ReadAt(got, 0); n != 0 || err == nil {
			t.Errorf("%s: %d bytes can be read after the end, %v", name, n, err)
		}
		if n := s.kept.Load() - taken; n != 0 {
			t.Errorf("%s: %d chunks are still kept", name, n)
		}
		for i := range 20 { // the pools may keep several
			b := s.buffer()
			if i%2 == 0 {
				b = s.memory(len(secret))
			}
			if i := bytes.IndexFunc(b[:cap(b)], func(r rune) bool { return r != 0 }); i >= 0 {
				t.Fatalf("%s: %q is left", name, b[:cap(b)][i:i+20])
			}
		}
	}
}
