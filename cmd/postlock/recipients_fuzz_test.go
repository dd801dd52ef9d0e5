package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/relay/spool"
)

// FuzzRecipients sends one message to a hostile forward-path through server, spool
// and client into a real Postfix. What is taken has one recipient, and it is the
// same for all three. `make fuzz` looks for paths; the seeds beyond the first few
// are TestHostileRecipients' business otherwise.
func FuzzRecipients(f *testing.F) {
	seeds := hostile()
	if flag.Lookup("test.fuzz").Value.String() == "" && flag.Lookup("test.fuzzworker").Value.String() == "false" {
		seeds = seeds[:8]
	}
	for _, path := range seeds {
		f.Add(path)
	}
	p := keepingPostfix(f)
	o := startOffice(f, p.p.Address, nil)
	n, read := 0, map[string]bool{}
	f.Fuzz(func(t *testing.T, path string) {
		if len(path) > 2000 || strings.Contains(path, "\n") {
			return // the client's own next command
		}
		n++
		subject := fmt.Sprintf("fuzzed %d.", n)
		id := offerTo(t, o.smtpAddress(), path, subject)
		if id == "" {
			return
		}
		rec, err := o.store.Message(t.Context(), id)
		if err != nil || len(rec.Envelope.Recipients) != 1 {
			t.Fatalf("%q became %v, %v", path, rec, err)
		}
		known := rec.Envelope.Recipients[0].Address
		awaitFinished(t, o.store, id)
		for _, k := range newLetters(t, p, read) {
			if k.subject == subject && (len(k.recipients) != 1 || !samePostfix(known, k.recipients[0])) {
				t.Errorf("%q: the relay knows of %s, Postfix sends to %q", path, known, k.recipients)
			}
		}
	})
}

// awaitFinished waits until a message was delivered, bounced or put off.
func awaitFinished(t *testing.T, s *spool.Store, id spool.ID) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(60 * time.Second)
	for {
		if rec, err := s.Message(t.Context(), id); err != nil || !rec.Finished.IsZero() || rec.Attempts > 0 {
			return // a message that was delivered may be deleted
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal("not delivered within a minute")
		}
	}
}

// newLetters reads the queue files that are not in read yet.
func newLetters(t *testing.T, l letters, read map[string]bool) (all []kept) {
	t.Helper()
	for _, queue := range []string{"incoming", "active", "deferred"} {
		filepath.WalkDir(filepath.Join(l.p.Dir, "queue", queue), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !postcatQueueFile.MatchString(d.Name()) || read[d.Name()] {
				return nil
			}
			if out, err := exec.Command(need(t, "postcat"), "-c", l.p.Dir, "-eh", path).Output(); err == nil {
				read[d.Name()] = true
				all = append(all, parseKept(string(out)))
			}
			return nil
		})
	}
	return all
}
