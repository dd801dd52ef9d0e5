package spool

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/rule"
)

// inTransit tells whether a body lies in the transit file, as the database has it.
func inTransit(t *testing.T, s *Store, id ID) (in bool) {
	t.Helper()
	if err := s.View(t.Context(), func(tx *Tx) error {
		return tx.QueryRow(`SELECT transit IS NOT NULL FROM states WHERE id = ?`, string(id)).Scan(&in)
	}); err != nil {
		t.Fatal(err)
	}
	return in
}

// What is queued and of middling size lies in transit, until there is no room; then it
// goes into the database. Deleted bodies make room, also those that another process
// deletes. All can be read at any time, and after a new start.
func TestTransit(t *testing.T) {
	dir := t.TempDir()
	open := inFolder(dir)
	s := open.in(t, Options{})
	body := map[ID][]byte{}
	put := func(s *Store, action rule.Action, n int, want bool) ID {
		t.Helper()
		b := noise(uint64(len(body)), n)
		id := accept(t, s, sample(t, action, "a@b.example"), b)
		body[id] = b
		if inTransit(t, s, id) != want {
			t.Errorf("%v of %d bytes is in transit: %v", action, n, !want)
		}
		return id
	}
	same := func(s *Store) {
		t.Helper()
		for id, b := range body {
			if !bytes.Equal(readBody(t, s, id), b) {
				t.Errorf("%s came back as another", id)
			}
		}
	}
	put(s, rule.Pass, 10_000, false)
	put(s, rule.Pass, 300_000, false)
	put(s, rule.Hold, 100_000, false)
	first := put(s, rule.Pass, 200_000, true)
	last := put(s, rule.Pass, 24<<10, true)
	for i := range s.transit.taken[:transitPages-1] { // full but for one page
		s.transit.taken[i] = true
	}
	put(s, rule.Pass, 100_000, false)

	other := open.in(t, Options{})
	put(other, rule.Pass, 100_000, false)
	same(s)
	same(other)
	remove := func(s *Store, id ID) {
		t.Helper()
		update(t, s, func(tx *Tx) error { return tx.Delete(id) })
		if err := s.Forget(id); err != nil {
			t.Error(err)
		}
		delete(body, id)
	}
	remove(other, first)
	put(s, rule.Pass, 100_000, false)
	if _, err := s.Purge(t.Context(), Retention{}); err != nil {
		t.Fatal(err)
	}
	at := put(s, rule.Pass, 190_000, true) // where the first one was
	if s.transit.spans[at].at != 0 {
		t.Errorf("%+v", s.transit.spans)
	}
	remove(s, last)
	s.Close()
	if _, err := other.Purge(t.Context(), Retention{}); err != nil { // takes the file over
		t.Fatal(err)
	}
	put(other, rule.Pass, 100_000, true)
	same(other)
	other.Close()
	s = open.in(t, Options{})
	same(s)
	if len(s.transit.spans) != 2 {
		t.Errorf("%+v", s.transit.spans)
	}
}

// A body that is deleted, and its place taken, while somebody reads it is not found;
// what the next message wrote there is not shown.
func TestTransitTaken(t *testing.T) {
	s := inFolder(t.TempDir()).in(t, Options{})
	id := accept(t, s, sample(t, rule.Pass, "a@b.example"), noise(1, 50_000))
	span := s.transit.spans[id]
	update(t, s, func(tx *Tx) error { return tx.Delete(id) })
	if err := s.Forget(id); err != nil {
		t.Fatal(err)
	}
	next := accept(t, s, sample(t, rule.Pass, "a@b.example"), noise(2, 50_000))
	if s.transit.spans[next].at != span.at {
		t.Fatal("another place was taken")
	}
	if _, err := s.carried(t.Context(), id, int64(span.at)*transitPage, sealedLen(50_000)); !errors.Is(err, ErrNotFound) {
		t.Errorf("a reader that comes too late: %v", err)
	}
}

// A transit file that is gone is reported loudly; one that has nothing left is emptied.
func TestTransitFile(t *testing.T) {
	dir := t.TempDir()
	open := inFolder(dir)
	s := open.in(t, Options{})
	id := accept(t, s, sample(t, rule.Pass, "a@b.example"), noise(1, 50_000))
	file := s.path(transitName)
	s.Close()
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s = open.in(t, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	if !strings.Contains(log.String(), string(id)) || !strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("log: %s", log.String())
	}
	if _, err := s.Body(t.Context(), id); !errors.Is(err, ErrCorrupt) {
		t.Error(err)
	}
	update(t, s, func(tx *Tx) error { return tx.Delete(id) })
	if err := s.Forget(id); err != nil {
		t.Fatal(err)
	}
	jobs := accept(t, s, sample(t, rule.Pass, "a@b.example"), noise(1, 50_000))
	got, err := s.Claim(t.Context(), "w", 1, time.Minute)
	if err != nil || len(got) != 1 || got[0].ID != jobs {
		t.Fatalf("%v %v", got, err)
	}
	if _, err := s.Settle(t.Context(), got[0], Settlement{Outcomes: []Outcome{{0, RecipientDelivered, Reply{}}}}); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Purge(t.Context(), Retention{Passed: s.Now().Add(time.Hour)}); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if len(s.transit.spans) != 0 {
		t.Errorf("%+v", s.transit.spans)
	}
	s.Close()
	open.in(t, Options{})
	if info, err := os.Stat(file); err != nil || info.Size() != 0 {
		t.Errorf("%v %v", info, err)
	}
}
