package spool

import (
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/rule"
)

func testList(t *testing.T, open engine) {
	s := open.in(t, Options{})
	var queued []ID
	for range 3 {
		queued = append(queued, accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("x\r\n")))
	}
	held := accept(t, s, sample(t, rule.Hold, "a@b.example"), []byte("x\r\n"))
	slices.Sort(queued)
	update(t, s, func(tx *Tx) error {
		ids, err := tx.List(Filter{States: []State{Queued}})
		if err != nil || !slices.Equal(ids, queued) {
			t.Errorf("queued: %v %v", ids, err)
		}
		if ids, err = tx.List(Filter{States: []State{Queued, Held}, After: queued[1], Limit: 1}); err != nil || len(ids) != 1 {
			t.Errorf("a page: %v %v", ids, err)
		}
		counts, err := tx.Counts()
		if err != nil || counts[Queued] != 3 || counts[Held] != 1 {
			t.Errorf("counts %v %v", counts, err)
		}
		if old, err := tx.Oldest(); err != nil || old.IsZero() {
			t.Errorf("oldest %v %v", old, err)
		}
		if err := tx.Delete(held); !errors.Is(err, ErrNotQueued) {
			t.Errorf("a held message is deleted: %v", err)
		}
		if err := tx.Retry("none"); !errors.Is(err, ErrNotFound) {
			t.Errorf("retry of nothing: %v", err)
		}
		return nil
	})
}

func testRetryAndDelete(t *testing.T, open engine) {
	now := time.Unix(1700000000, 0)
	s := open.in(t, Options{Inline: 1, Now: func() time.Time { return now }})
	id := accept(t, s, sample(t, rule.Pass, "a@b.example"), noise(1, 1000))
	job := claimOne(t, s)
	update(t, s, func(tx *Tx) error {
		if err := tx.Delete(id); !errors.Is(err, ErrBusy) {
			t.Errorf("deleted while it is delivered: %v", err)
		}
		return tx.Retry(id)
	})
	if _, err := s.Settle(t.Context(), job, Settlement{Next: now.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if jobs, _ := s.Claim(t.Context(), "w", 9, time.Minute); len(jobs) != 0 {
		t.Error("due an hour early")
	}
	update(t, s, func(tx *Tx) error { return tx.Retry(id) })
	job = claimOne(t, s)
	if _, err := s.Settle(t.Context(), job, Settlement{Next: now.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	update(t, s, func(tx *Tx) error {
		if n, err := tx.RetryAll(); n != 1 || err != nil {
			t.Errorf("retry of all: %d %v", n, err)
		}
		return tx.Delete(id)
	})
	if err := s.Forget(id); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Message(t.Context(), id); !errors.Is(err, ErrNotFound) {
		t.Errorf("after deletion: %v", err)
	}
	// A delivery that ends afterwards leaves nothing behind.
	done, err := s.Settle(t.Context(), job, Settlement{Outcomes: []Outcome{{State: RecipientDelivered}}})
	if err != nil || !done.Lost {
		t.Errorf("%+v %v", done, err)
	}
	var rows int
	update(t, s, func(tx *Tx) error { return tx.QueryRow(`SELECT COUNT(*) FROM recipients`).Scan(&rows) })
	files, _ := os.ReadDir(s.path(bodiesDir))
	if rows != 0 || len(files) != 0 {
		t.Errorf("%d rows and %d files are left", rows, len(files))
	}
}

func claimOne(t *testing.T, s *Store) Job {
	t.Helper()
	jobs, err := s.Claim(t.Context(), "w", 9, time.Minute)
	if err != nil || len(jobs) != 1 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	return jobs[0]
}
