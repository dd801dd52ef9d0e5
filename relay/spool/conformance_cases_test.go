package spool

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/rule"
)

// clock is a Now that tests move.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Unix(1700000000, 0).UTC()} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	c.now = c.now.Add(d)
	c.mu.Unlock()
}

func update(t *testing.T, s *Store, fn func(*Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func record(t *testing.T, s *Store, id ID) *Record {
	t.Helper()
	r, err := s.Message(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func testDrafts(t *testing.T, open engine) {
	s := open.in(t, Options{Inline: 1000})
	for _, n := range []int{500, 1000, 1001, 200_000} {
		body := noise(uint64(n), n)
		d, err := s.Create()
		if err != nil {
			t.Fatal(err)
		}
		for rest := body; len(rest) > 0; rest = rest[min(777, len(rest)):] {
			if _, err := d.Write(rest[:min(777, len(rest))]); err != nil {
				t.Fatal(err)
			}
		}
		got, err := io.ReadAll(io.NewSectionReader(d, 0, d.Size()))
		if err != nil || !bytes.Equal(got, body) || d.SHA256() != sum256(body) {
			t.Errorf("draft of %d bytes: %d came back, %v", n, len(got), err)
		}
		part := make([]byte, 100)
		if k, err := d.ReadAt(part, int64(n-50)); k != 50 || err != io.EOF || !bytes.Equal(part[:50], body[n-50:]) {
			t.Errorf("the end of a draft: %d, %v", k, err)
		}
		if _, err := d.Write([]byte("x")); err == nil {
			t.Error("written after it was read")
		}
		d.Discard()
		d.Discard()
		if err := s.Accept(t.Context(), s.NewID(), d, sample(t, rule.Pass, "a@b.example")); err == nil {
			t.Error("a discarded draft was accepted")
		}
	}
	d, _ := s.Create()
	defer d.Discard()
	if err := s.Accept(t.Context(), s.NewID(), d, sample(t, rule.Reject, "a@b.example")); err == nil {
		t.Error("a rejected message was accepted")
	}
	id := accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("x"))
	if err := s.Accept(t.Context(), id, d, sample(t, rule.Pass, "a@b.example")); err == nil {
		t.Error("an id was used twice")
	}
}

func testHolds(t *testing.T, open engine) {
	c := newClock()
	s := open.in(t, Options{Now: c.Now})
	until := c.Now().Add(72 * time.Hour)
	held := func() ID {
		m := sample(t, rule.Hold, "a@b.example")
		m.HoldUntil = until
		return accept(t, s, m, []byte("x\r\n"))
	}
	id := held()
	r := record(t, s, id)
	if r.State != Held || r.Hold == nil || r.Hold.State != HoldPending || r.Hold.Approvals != 2 || !r.Hold.Until.Equal(until) || !r.HoldUntil.Equal(until) || r.Hold.Noticed {
		t.Fatalf("%+v %+v", r, r.Hold)
	}
	if jobs, err := s.Claim(t.Context(), "w", 10, time.Minute); err != nil || len(jobs) != 0 {
		t.Errorf("held mail is claimed: %v %v", jobs, err)
	}
	update(t, s, func(tx *Tx) error { return tx.SetNoticed(id) })
	c.add(time.Hour)
	update(t, s, func(tx *Tx) error { return tx.Release(id) })
	r = record(t, s, id)
	if r.State != Queued || r.Hold.State != HoldReleased || !r.Hold.Decided.Equal(c.Now()) || !r.Since.Equal(c.Now()) || !r.Hold.Noticed {
		t.Errorf("%+v %+v", r, r.Hold)
	}
	for to, state := range map[HoldState]State{HoldRefused: Refused, HoldExpired: Expired, HoldWithdrawn: Withdrawn} {
		id := held()
		update(t, s, func(tx *Tx) error { return tx.CloseHold(id, to) })
		if r := record(t, s, id); r.State != state || r.Hold.State != to || !r.Finished.Equal(c.Now()) {
			t.Errorf("%+v %+v", r, r.Hold)
		}
		for _, again := range []func(*Tx) error{
			func(tx *Tx) error { return tx.Release(id) },
			func(tx *Tx) error { return tx.CloseHold(id, HoldRefused) },
		} {
			if err := s.Update(t.Context(), again); !errors.Is(err, ErrNotPending) {
				t.Errorf("decided twice: %v", err)
			}
		}
	}
	for _, fn := range []func(*Tx) error{
		func(tx *Tx) error { return tx.Release("none") },
		func(tx *Tx) error { return tx.SetNoticed("none") },
		func(tx *Tx) error { _, err := tx.Hold("none"); return err },
		func(tx *Tx) error { _, err := tx.Message("none"); return err },
	} {
		if err := s.Update(t.Context(), fn); !errors.Is(err, ErrNotFound) {
			t.Errorf("no such hold: %v", err)
		}
	}
	pending := held()
	if err := s.Update(t.Context(), func(tx *Tx) error { return tx.CloseHold(pending, HoldReleased) }); err == nil {
		t.Error("closed as released")
	}
}

func testHoldLists(t *testing.T, open engine) {
	c := newClock()
	s := open.in(t, Options{Now: c.Now})
	var ids []ID
	for i := range 5 {
		m := sample(t, rule.Hold, "a@b.example")
		if i > 0 {
			m.HoldUntil = c.Now().Add(time.Hour)
		}
		ids = append(ids, accept(t, s, m, []byte("x\r\n")))
		c.add(time.Minute)
	}
	update(t, s, func(tx *Tx) error { return errors.Join(tx.Release(ids[1]), tx.SetNoticed(ids[2])) })
	for name, test := range map[string]struct {
		f    HoldFilter
		want []ID
	}{
		"all":       {HoldFilter{}, ids},
		"newest":    {HoldFilter{Newest: true, Limit: 2}, []ID{ids[4], ids[3]}},
		"next page": {HoldFilter{Newest: true, Limit: 2, After: ids[3]}, []ID{ids[2], ids[1]}},
		"pending":   {HoldFilter{States: []HoldState{HoldPending}}, []ID{ids[0], ids[2], ids[3], ids[4]}},
		"both":      {HoldFilter{States: []HoldState{HoldPending, HoldReleased}}, ids},
		"unnoticed": {HoldFilter{Unnoticed: true}, []ID{ids[0], ids[1], ids[3], ids[4]}},
		"expired":   {HoldFilter{States: []HoldState{HoldPending}, ExpiredBy: ids2time(c, -2)}, []ID{ids[2], ids[3]}},
	} {
		err := s.View(t.Context(), func(tx *Tx) error {
			holds, err := tx.Holds(test.f)
			var got []ID
			for _, h := range holds {
				got = append(got, h.ID)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%s: %v, want %v of %v", name, got, test.want, ids)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// ids2time is an hour after n minutes before now.
func ids2time(c *clock, n int) time.Time {
	return c.Now().Add(time.Hour + time.Duration(n)*time.Minute)
}

func testClaims(t *testing.T, open engine) {
	c := newClock()
	s := open.in(t, Options{Now: c.Now})
	want := map[ID]bool{}
	for range 10 {
		want[accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("x\r\n"))] = true
		c.add(time.Second)
	}
	first, err := s.Claim(t.Context(), "a", 4, time.Minute)
	if err != nil || len(first) != 4 {
		t.Fatal(first, err)
	}
	second, err := s.Claim(t.Context(), "b", 100, time.Minute)
	if err != nil || len(second) != 6 {
		t.Fatal(len(second), err)
	}
	for _, job := range append(first, second...) {
		if !want[job.ID] || len(job.Recipients) != 1 || job.Envelope.EnvID != "abc" {
			t.Errorf("%+v", job)
		}
		delete(want, job.ID)
	}
	if jobs, err := s.Claim(t.Context(), "c", 100, time.Minute); err != nil || len(jobs) != 0 {
		t.Errorf("claimed twice: %v %v", jobs, err)
	}
	if due, err := s.NextDue(t.Context()); err != nil || !due.Equal(c.Now().Add(time.Minute)) {
		t.Errorf("next due %v, %v", due, err)
	}
	c.add(50 * time.Second)
	if err := s.Renew(t.Context(), first[0], time.Minute); err != nil {
		t.Error(err)
	}
	c.add(10 * time.Second)
	jobs, err := s.Claim(t.Context(), "c", 100, time.Minute)
	if err != nil || len(jobs) != 9 {
		t.Errorf("taken over: %d, %v", len(jobs), err)
	}
	if err := s.Renew(t.Context(), first[1], time.Minute); !errors.Is(err, ErrLost) {
		t.Errorf("renewed what is lost: %v", err)
	}
}

func testSettle(t *testing.T, open engine) {
	c := newClock()
	s := open.in(t, Options{Now: c.Now})
	id := accept(t, s, sample(t, rule.Pass, "a@b.example", "c@b.example", "d@b.example"), []byte("x\r\n"))
	claim := func() Job {
		t.Helper()
		jobs, err := s.Claim(t.Context(), "w", 10, time.Minute)
		if err != nil || len(jobs) != 1 {
			t.Fatal(jobs, err)
		}
		return jobs[0]
	}
	next := c.Now().Add(time.Hour)
	secret := Reply{Code: 451, Enhanced: "4.7.1", Text: "d@b.example greylisted", Hop: "mx"}
	done, err := s.Settle(t.Context(), claim(), Settlement{Next: next, Told: true, Outcomes: []Outcome{
		{0, RecipientDelivered, Reply{Code: 250}}, {1, RecipientFailed, Reply{Code: 550}}, {2, RecipientPending, secret}}})
	if err != nil || done.State != Queued || done.Lost {
		t.Fatal(done, err)
	}
	r := record(t, s, id)
	if r.State != Queued || r.Attempts != 1 || !r.Due.Equal(next) || !r.Told.Equal(c.Now()) || r.Recipients[2].Reply != secret || r.Recipients[1].State != RecipientFailed {
		t.Errorf("%+v", r)
	}
	if jobs, _ := s.Claim(t.Context(), "w", 10, time.Minute); len(jobs) != 0 {
		t.Error("due too early")
	}
	c.add(time.Hour)
	job := claim()
	if job.Recipients[0].State != RecipientDelivered || job.Recipients[2].State != RecipientPending || job.Attempts != 1 {
		t.Errorf("%+v", job.Recipients)
	}
	if done, err = s.Settle(t.Context(), job, Settlement{Next: c.Now(), Untried: true}); err != nil || done.State != Queued {
		t.Fatal(done, err)
	}
	job = claim()
	if job.Attempts != 1 {
		t.Errorf("%d attempts", job.Attempts)
	}
	if done, err = s.Settle(t.Context(), job, Settlement{Outcomes: []Outcome{{2, RecipientDelivered, Reply{Code: 250}}}}); err != nil || done.State != Failed {
		t.Fatal(done, err)
	}
	if r := record(t, s, id); r.State != Failed || !r.Finished.Equal(c.Now()) || r.Attempts != 2 {
		t.Errorf("%+v", r)
	}
	if _, err := s.Settle(t.Context(), job, Settlement{Outcomes: []Outcome{{3, RecipientDelivered, Reply{}}}}); err == nil {
		t.Error("a recipient that is not there")
	}
}

// Two had the same message: what the first delivered is not forgotten, and the
// second has the say.
func testLostLease(t *testing.T, open engine) {
	c := newClock()
	s := open.in(t, Options{Now: c.Now})
	id := accept(t, s, sample(t, rule.Pass, "a@b.example", "c@b.example"), []byte("x\r\n"))
	one, err := s.Claim(t.Context(), "one", 1, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	c.add(2 * time.Minute)
	two, err := s.Claim(t.Context(), "two", 1, time.Minute)
	if err != nil || len(two) != 1 {
		t.Fatal(two, err)
	}
	done, err := s.Settle(t.Context(), one[0], Settlement{Next: c.Now().Add(time.Hour), Outcomes: []Outcome{
		{0, RecipientDelivered, Reply{Code: 250}}, {1, RecipientPending, Reply{Code: 451}}}})
	if err != nil || !done.Lost {
		t.Errorf("%+v %v", done, err)
	}
	if r := record(t, s, id); r.Recipients[0].State != RecipientDelivered || !r.Due.Equal(c.Now().Add(time.Minute)) {
		t.Errorf("%+v", r)
	}
	done, err = s.Settle(t.Context(), two[0], Settlement{Outcomes: []Outcome{
		{0, RecipientFailed, Reply{Code: 550}}, {1, RecipientDelivered, Reply{Code: 250}}}})
	if err != nil || done.Lost || done.State != Delivered {
		t.Errorf("%+v %v: what was delivered cannot fail any more", done, err)
	}
}

func testSubmit(t *testing.T, open engine) {
	s := open.in(t, Options{})
	held := accept(t, s, sample(t, rule.Hold, "a@b.example"), []byte("x\r\n"))
	m := sample(t, rule.Pass, "sender@example.org")
	m.Envelope.ReversePath = address(t, "postmaster@example.org")
	fail := errors.New("no")
	var lost ID
	err := s.Update(t.Context(), func(tx *Tx) (err error) {
		if err := tx.Release(held); err != nil {
			return err
		}
		lost, err = tx.Submit(m, []byte("notice\r\n"))
		return errors.Join(fail, err)
	})
	if !errors.Is(err, fail) {
		t.Fatal(err)
	}
	if _, err := s.Message(t.Context(), lost); !errors.Is(err, ErrNotFound) {
		t.Errorf("half a transaction: %v", err)
	}
	if r := record(t, s, held); r.State != Held {
		t.Errorf("half a transaction: %v", r.State)
	}
	var id ID
	update(t, s, func(tx *Tx) (err error) { id, err = tx.Submit(m, []byte("notice\r\n")); return err })
	if got := readBody(t, s, id); string(got) != "notice\r\n" {
		t.Errorf("%q", got)
	}
	if r := record(t, s, id); r.State != Queued || r.Envelope.ReversePath != m.Envelope.ReversePath {
		t.Errorf("%+v", r)
	}
}

// One request's failure, whatever its kind, takes nothing from those that share
// its transaction.
func testFailuresStayAlone(t *testing.T, open engine) {
	s := open.in(t, Options{Schemas: []Schema{{Name: "test", Steps: []string{`CREATE TABLE t (n BIGINT NOT NULL PRIMARY KEY)`}}}})
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			err := s.Update(t.Context(), func(tx *Tx) error {
				if _, err := tx.Exec(`INSERT INTO t (n) VALUES (?)`, i); err != nil {
					return err
				}
				switch i % 4 {
				case 1:
					return errors.New("no")
				case 2:
					_, err := tx.Exec(`INSERT INTO t (n) VALUES (?)`, i)
					return err
				case 3:
					_, err := tx.Exec(`not SQL`)
					return err
				}
				return nil
			})
			if (err == nil) != (i%4 == 0) {
				t.Errorf("%d: %v", i, err)
			}
		})
	}
	wg.Wait()
	func() {
		defer func() {
			if r := recover(); r != "told" {
				t.Errorf("recovered %v", r)
			}
		}()
		s.Update(t.Context(), func(tx *Tx) error {
			tx.Exec(`INSERT INTO t (n) VALUES (1000)`)
			panic("told")
		})
	}()
	var n, sum int
	err := s.View(t.Context(), func(tx *Tx) error { return tx.QueryRow(`SELECT COUNT(*), SUM(n % 4) FROM t`).Scan(&n, &sum) })
	if err != nil || n != 50 || sum != 0 {
		t.Errorf("%d rows, %d, %v", n, sum, err)
	}
	if err := s.View(t.Context(), func(tx *Tx) error { _, err := tx.Exec(`DELETE FROM t`); return err }); err == nil {
		t.Error("written in a View")
	}
}

func testAllAtOnce(t *testing.T, open engine) {
	s := open.in(t, Options{Inline: 20_000})
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 10 {
				body := noise(uint64(g*10+i), 3000*(i+1))
				id := accept(t, s, sample(t, rule.Pass, "a@b.example"), body)
				if !bytes.Equal(readBody(t, s, id), body) {
					t.Errorf("%s: another body", id)
				}
			}
		})
	}
	delivered := map[ID]int{}
	for range 200 {
		jobs, err := s.Claim(t.Context(), "w", 7, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		for _, job := range jobs {
			delivered[job.ID]++
			if _, err := s.Settle(t.Context(), job, Settlement{Outcomes: []Outcome{{0, RecipientDelivered, Reply{}}}}); err != nil {
				t.Fatal(err)
			}
		}
		if len(delivered) == 80 {
			break
		}
	}
	wg.Wait()
	for id, n := range delivered {
		if n != 1 {
			t.Errorf("%s claimed %d times", id, n)
		}
	}
}

func testContext(t *testing.T, open engine) {
	s := open.in(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ran := false
	if err := s.Update(ctx, func(*Tx) error { ran = true; return nil }); !errors.Is(err, context.Canceled) || ran {
		t.Errorf("%v, ran %v", err, ran)
	}
	d, _ := s.Create()
	d.Write(noise(1, 300<<10))
	id := s.NewID()
	if err := s.Accept(ctx, id, d, sample(t, rule.Pass, "a@b.example")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	d.Discard()
	if _, err := s.Message(t.Context(), id); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	s.Close()
	if err := s.Update(t.Context(), func(*Tx) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

func testSchemas(t *testing.T, open engine) {
	schema := Schema{Name: "other", Steps: []string{`CREATE TABLE other (a TEXT NOT NULL)`}}
	for range 2 {
		open.in(t, Options{Schemas: []Schema{schema}}).Close()
	}
	schema.Steps = append(schema.Steps, `ALTER TABLE other ADD COLUMN b TEXT NOT NULL DEFAULT 'x'`)
	s := open.in(t, Options{Schemas: []Schema{schema}})
	update(t, s, func(tx *Tx) error { _, err := tx.Exec(`INSERT INTO other (a, b) VALUES ('1', '2')`); return err })
	s.Close()
	schema.Steps = schema.Steps[:1]
	if _, err := open(Options{Schemas: []Schema{schema}}); err == nil {
		t.Error("an older program opened a newer database")
	}
	schema.Steps = append(schema.Steps, `ALTER TABLE other ADD COLUMN b TEXT NOT NULL DEFAULT 'x'`, `CREATE TABLE half (a TEXT)`, `not SQL`)
	if _, err := open(Options{Schemas: []Schema{schema}}); err == nil {
		t.Error("a broken step went unnoticed")
	}
	schema.Steps[3] = `CREATE TABLE whole (a TEXT)`
	open.in(t, Options{Schemas: []Schema{schema}}) // half is not there: its step can run again
}

func testPurge(t *testing.T, open engine) {
	c := newClock()
	s := open.in(t, Options{Now: c.Now, Inline: 1000})
	waiting := accept(t, s, sample(t, rule.Pass, "a@b.example"), noise(1, 5000))
	jobs, err := s.Claim(t.Context(), "w", 1, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	var passed []ID
	for i := range 250 {
		passed = append(passed, accept(t, s, sample(t, rule.Pass, "a@b.example"), noise(1, 10*i)))
	}
	refused := accept(t, s, sample(t, rule.Hold, "a@b.example"), noise(2, 5000))
	update(t, s, func(tx *Tx) error { return tx.CloseHold(refused, HoldRefused) })
	settleAll(t, s)
	c.add(time.Hour)
	if n, err := s.Purge(t.Context(), Retention{Passed: c.Now().Add(-2 * time.Hour), Held: c.Now().Add(-2 * time.Hour)}); err != nil || n != 0 {
		t.Errorf("%d too early, %v", n, err)
	}
	if n, err := s.Purge(t.Context(), Retention{Passed: c.Now(), Held: c.Now().Add(-2 * time.Hour)}); err != nil || n != len(passed) {
		t.Errorf("%d deleted, %v", n, err)
	}
	if _, err := s.Body(t.Context(), passed[200]); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if len(readBody(t, s, refused)) != 5000 {
		t.Error("the refused one is to stay")
	}
	if n, err := s.Purge(t.Context(), Retention{Held: c.Now()}); err != nil || n != 1 {
		t.Errorf("%d deleted, %v", n, err)
	}
	if len(readBody(t, s, waiting)) != 5000 || jobs[0].ID != waiting {
		t.Error("the waiting one is to stay")
	}
	s.Close()
	s = open.in(t, Options{})
	if problems, err := s.Check(t.Context()); err != nil || problems != nil {
		t.Error(problems, err)
	}
}

// settleAll delivers all that is due.
func settleAll(t *testing.T, s *Store) {
	t.Helper()
	for {
		jobs, err := s.Claim(t.Context(), "w", 100, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		for _, job := range jobs {
			if _, err := s.Settle(t.Context(), job, Settlement{Outcomes: []Outcome{{0, RecipientDelivered, Reply{Code: 250}}}}); err != nil {
				t.Fatal(err)
			}
		}
		if len(jobs) == 0 {
			return
		}
	}
}

func testWaking(t *testing.T, open engine) {
	s := open.in(t, Options{})
	woken := func() bool {
		select {
		case <-s.Queued():
			return true
		default:
			return false
		}
	}
	held := accept(t, s, sample(t, rule.Hold, "a@b.example"), []byte("x"))
	if woken() {
		t.Error("woken by held mail")
	}
	accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("x"))
	if !woken() || woken() {
		t.Error("not woken once by new mail")
	}
	s.Update(t.Context(), func(tx *Tx) error { return errors.Join(tx.Release(held), fmt.Errorf("no")) })
	if woken() {
		t.Error("woken by what did not happen")
	}
	update(t, s, func(tx *Tx) error { return tx.Release(held) })
	if !woken() {
		t.Error("not woken by a release")
	}
}
