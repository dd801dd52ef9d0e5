package spool

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/rule"
)

// desk is a queue with room for so many.
type desk struct {
	room, kept int
	jobs       []Job
}

func (d *desk) handover() *Handover {
	return &Handover{Worker: "desk", Lease: time.Minute,
		Room: func() bool {
			if d.room == 0 {
				return false
			}
			d.room--
			d.kept++
			return true
		},
		Take: func(job *Job) {
			if d.kept--; job != nil {
				d.jobs = append(d.jobs, *job)
			} else {
				d.room++
			}
		}}
}

// A message that is handed over is what a claim would have given, belongs to the
// desk until the lease ends, and to others after that.
func testHandOver(t *testing.T, open engine) {
	c := newClock()
	s := open.in(t, Options{Now: c.Now, Inline: 1000})
	d := &desk{room: 3}
	s.HandOver(d.handover())
	small, large := noise(1, 500), noise(2, 200_000)
	ids := []ID{accept(t, s, sample(t, rule.Pass, "a@b.example", "c@b.example"), small)}
	c.add(time.Millisecond) // claims are in the order of ids, which is that of time
	ids = append(ids, accept(t, s, sample(t, rule.BCC, "a@b.example"), large))
	accept(t, s, sample(t, rule.Hold, "a@b.example"), small)
	if len(d.jobs) != 2 || d.jobs[0].ID != ids[0] || d.jobs[1].ID != ids[1] || d.kept != 0 {
		t.Fatalf("handed over: %+v", d)
	}
	for i, want := range [][]byte{small, large} {
		body, err := s.JobBody(t.Context(), d.jobs[i])
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(body.Reader())
		if err := errors.Join(err, body.Close()); err != nil || !bytes.Equal(got, want) || !bytes.Equal(readBody(t, s, ids[i]), want) {
			t.Errorf("body %d is another one, %v", i, err)
		}
	}
	select {
	case <-s.Queued():
		t.Error("the queue was woken for what it has")
	default:
	}
	if jobs, err := s.Claim(t.Context(), "other", 10, time.Minute); err != nil || len(jobs) != 0 {
		t.Errorf("claimed what the desk has: %v %v", jobs, err)
	}
	if err := s.Renew(t.Context(), d.jobs[0], time.Hour); err != nil {
		t.Error(err)
	}
	c.add(time.Hour)
	jobs, err := s.Claim(t.Context(), "other", 10, time.Minute)
	if err != nil || len(jobs) != 2 {
		t.Fatalf("taken over: %v, %v", jobs, err)
	}
	for i, job := range jobs {
		job.Due = d.jobs[i].Due
		if !reflect.DeepEqual(job.Record, d.jobs[i].Record) {
			t.Errorf("claimed %+v\nhanded over %+v", job.Record, d.jobs[i].Record)
		}
	}
	delivered := Settlement{Forget: true, Outcomes: []Outcome{{0, RecipientDelivered, Reply{Code: 250}}, {1, RecipientDelivered, Reply{Code: 250}}}}
	if done, err := s.Settle(t.Context(), d.jobs[0], delivered); err != nil || done.Erased || done.State != Delivered {
		t.Errorf("settled by who lost it: %+v %v", done, err)
	}
}

// No room, a queue that has gone, and an acceptance that fails.
func testHandOverNot(t *testing.T, open engine) {
	c := newClock()
	s := open.in(t, Options{Now: c.Now})
	d := &desk{room: 1}
	s.HandOver(d.handover())
	failed := errors.New("no")
	draft, err := s.Create()
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Discard()
	err = s.Accept(t.Context(), s.NewID(), draft, sample(t, rule.Pass, "a@b.example"), func(*Tx) error { return failed })
	if !errors.Is(err, failed) || d.room != 1 || d.kept != 0 {
		t.Errorf("an acceptance that failed: %v, %+v", err, d)
	}
	handed := accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("x\r\n"))
	waiting := accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("x\r\n"))
	if len(d.jobs) != 1 || d.jobs[0].ID != handed {
		t.Errorf("handed over: %+v", d)
	}
	d.room = 1
	c.add(time.Millisecond)
	s.HandOver(nil)
	later := accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("x\r\n"))
	jobs, err := s.Claim(t.Context(), "other", 10, time.Minute)
	if err != nil || len(jobs) != 2 || jobs[0].ID != waiting || jobs[1].ID != later {
		t.Errorf("claimed: %v %v", jobs, err)
	}
}

// What is delivered at the first go is deleted with the settlement, when asked
// for, its file with Forget; what is left over is not.
func testForget(t *testing.T, open engine) {
	for _, opts := range []Options{{Inline: 1000}, {Inline: 10_000, Transit: 1000}} {
		s := open.in(t, opts)
		forget(t, s)
		s.Close() // the transit file serves one at a time
	}
}

func forget(t *testing.T, s *Store) {
	d := &desk{room: 3}
	s.HandOver(d.handover())
	for _, outcome := range []struct {
		state RecipientState
		want  Settled
	}{
		{RecipientDelivered, Settled{State: Delivered, Erased: true, InFile: true}},
		{RecipientFailed, Settled{State: Failed, Erased: true, InFile: true}},
		{RecipientPending, Settled{State: Queued}},
	} {
		id := accept(t, s, sample(t, rule.Pass, "a@b.example", "c@b.example"), noise(1, 5000))
		job := d.jobs[len(d.jobs)-1]
		done, err := s.Settle(t.Context(), job, Settlement{Forget: true, Next: s.Now().Add(time.Hour),
			Outcomes: []Outcome{{0, RecipientDelivered, Reply{Code: 250}}, {1, outcome.state, Reply{Code: 250}}}})
		if err != nil || done != outcome.want {
			t.Errorf("%s: %+v %v", outcome.state, done, err)
		}
		if done.InFile {
			if err := s.Forget(id); err != nil {
				t.Error(err)
			}
		}
		if err := job.body.Close(); err != nil {
			t.Error(err)
		}
		if _, err := s.Message(t.Context(), id); done.Erased != errors.Is(err, ErrNotFound) {
			t.Errorf("%s: reading it: %v", outcome.state, err)
		}
	}
}
