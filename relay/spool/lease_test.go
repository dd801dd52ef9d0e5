package spool

import (
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/rule"
)

// TestLeasesEndWithTheirProcess: what a dead process was delivering is due at
// once for the next one that looks after the folder.
func TestLeasesEndWithTheirProcess(t *testing.T) {
	open := inFolder(t.TempDir())
	s, err := open(Options{})
	if err != nil {
		t.Fatal(err)
	}
	id := accept(t, s, sample(t, rule.Pass, "anna@elsewhere.example"), noise(1, 1000))
	claimed, err := s.Claim(t.Context(), "the dead one", 10, time.Hour)
	if err != nil || len(claimed) != 1 {
		t.Fatalf("claimed %d, %v", len(claimed), err)
	}
	if err := s.Close(); err != nil { // gives the lock back, as a death does
		t.Fatal(err)
	}
	claimed, err = open.in(t, Options{}).Claim(t.Context(), "the next one", 10, time.Hour)
	if err != nil || len(claimed) != 1 || claimed[0].ID != id {
		t.Errorf("claimed %v, %v; want the message at once", claimed, err)
	}
}
