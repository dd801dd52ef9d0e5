package queue

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/spool"
)

var unfit = deliver.Result{Unfit: true, Hop: "mx.example", Reply: deliver.Reply{Code: 550, Enhanced: "5.7.30", Text: "no TLS"}}

// What must go over verified TLS and cannot is held, neither sent nor bounced;
// what was delivered stays delivered, and approvals of before do not count.
func TestUnprotectedIsHeld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		protect := true
		answer := func(m deliver.Mail, r message.Recipient) deliver.Result {
			if m.VerifiedTLS && protect && r.Address.Domain() == "clear.example" {
				return unfit
			}
			return taken
		}
		s, h := open(t), &hop{answer: answer}
		stop := running(t, s, h, func(q *Queue) { q.HoldFor = 24 * time.Hour })
		id := put(t, s, func(m *spool.Message) {
			m.Verdict = rule.Verdict{Action: rule.Pass, RequireTLS: true, Rules: []string{"health"}, Ruleset: "00"}
		}, "a@good.example", "b@clear.example")
		time.Sleep(time.Hour)
		r := state(t, s, id)
		if r.State != spool.Held || r.Hold == nil || r.Hold.State != spool.HoldPending || r.Hold.Approvals != 1 || r.Hold.Until.Sub(r.Hold.Since).Round(time.Second) != 24*time.Hour {
			t.Fatalf("%+v %+v", r.State, r.Hold)
		}
		if r.Recipients[0].State != spool.RecipientDelivered || r.Recipients[1].State != spool.RecipientPending {
			t.Errorf("%+v", r.Recipients)
		}
		if v := r.Verdict; v.Action != rule.Hold || v.Ruleset == "00" || v.RequireTLS || !strings.Contains(strings.Join(v.Reasons, " "), "verified TLS only, and the next hop mx.example") {
			t.Errorf("verdict %+v", v)
		}
		err := s.Update(t.Context(), func(tx *spool.Tx) error { return tx.Release(id) })
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if r = state(t, s, id); r.State != spool.Delivered {
			t.Errorf("after the release: %+v", r.State)
		}
		got, _ := h.seen()
		if len(got) != 2 {
			t.Errorf("%v, want each recipient once and no notification", got)
		}
		stop()
		s.Close()
	})
}

// REQUIRETLS is the submitter's word: a release tries again, and holds again.
func TestRequireTLSStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: func(m deliver.Mail, _ message.Recipient) deliver.Result {
			if m.RequireTLS {
				return unfit
			}
			return taken
		}}
		stop := running(t, s, h, nil)
		id := put(t, s, func(m *spool.Message) { m.Envelope.RequireTLS = true }, "a@b.example")
		for round := range 2 {
			time.Sleep(time.Minute)
			if r := state(t, s, id); r.State != spool.Held || r.Hold.State != spool.HoldPending || r.Hold.Noticed {
				t.Fatalf("round %d: %v %+v", round, r.State, r.Hold)
			}
			err := s.Update(t.Context(), func(tx *spool.Tx) error { return tx.Release(id) })
			if err != nil {
				t.Fatal(err)
			}
		}
		stop()
		if got, _ := h.seen(); len(got) != 0 {
			t.Errorf("%v left", got)
		}
		s.Close()
	})
}

// A hop that is busy costs a message no attempt and little time.
func TestBusyDoesNotCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		busy := 3
		s, h := open(t), &hop{answer: func(deliver.Mail, message.Recipient) deliver.Result {
			if busy--; busy >= 0 {
				return deliver.Result{Busy: true}
			}
			return taken
		}}
		id := put(t, s, nil, "a@b.example")
		start := time.Now()
		stop := running(t, s, h, nil)
		time.Sleep(15 * time.Second)
		stop()
		_, times := h.seen()
		if r := state(t, s, id); r.State != spool.Delivered || r.Attempts != 1 || times[3].Sub(start) > 10*time.Second {
			t.Errorf("%v after %d attempts and %v", r.State, r.Attempts, times[len(times)-1].Sub(start))
		}
		s.Close()
	})
}

// Individual copies: one each, with its own recipient; after a hop that broke
// off, only those go again that had none. When a copy is at the hop, all that it took
// before are on record: a crash at that moment sends none of them again.
func TestIndividual(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		var id spool.ID
		s, h := open(t), &hop{}
		h.answer = func(_ deliver.Mail, to message.Recipient) deliver.Result {
			for _, r := range state(t, s, id).Recipients {
				noted := r.State == spool.RecipientDelivered
				if sent := slices.ContainsFunc(h.got, func(d delivered) bool { return d.to == r.Address.String() }); sent != noted {
					t.Errorf("while %v is at the hop: %v is noted as %v, sent %v", to.Address, r.Address, r.State, sent)
				}
			}
			if n++; n > 25 && n <= 26 {
				return deliver.Result{Unreachable: true}
			}
			return taken
		}
		var to []string
		for i := range 40 {
			to = append(to, fmt.Sprintf("p%d@b.example", i))
		}
		id = put(t, s, func(m *spool.Message) { m.Verdict = rule.Verdict{Action: rule.BCC, BCC: true, Individual: true} }, to...)
		stop := running(t, s, h, func(q *Queue) {
			q.Compose = func(_ context.Context, job spool.Job, _ *spool.Body) (io.Reader, error) {
				return strings.NewReader("To: " + job.Only.String()), nil
			}
		})
		time.Sleep(time.Hour)
		stop()
		got, _ := h.seen()
		for i, d := range got {
			if d.to != to[i] || d.content != "To: "+to[i] {
				t.Errorf("copy %d: %+v", i, d)
			}
		}
		if r := state(t, s, id); len(got) != 40 || r.State != spool.Delivered || r.Attempts != 2 {
			t.Errorf("%d copies, %v after %d attempts", len(got), r.State, r.Attempts)
		}
		s.Close()
	})
}

// What cannot be written down stops the copies: else all that went since would go
// twice after a crash.
func TestIndividualUnwritten(t *testing.T) {
	s, h, n := open(t), &hop{}, 0
	h.answer = func(deliver.Mail, message.Recipient) deliver.Result {
		if n++; n == 3 {
			s.Close()
		}
		return taken
	}
	put(t, s, func(m *spool.Message) { m.Verdict = rule.Verdict{Action: rule.BCC, BCC: true, Individual: true} },
		"a@b.example", "c@b.example", "d@b.example", "e@b.example", "f@b.example")
	jobs, err := s.Claim(t.Context(), "w", 1, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	body, err := s.Body(t.Context(), jobs[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	q := &Queue{Store: s, Deliver: h, Log: quiet(t)}
	q.init()
	results := q.deliver(t.Context(), jobs[0], pendingOf(jobs[0]), body)
	for i, r := range results {
		if want := i < 3; (r.Status == deliver.Delivered) != want || !want && r.Status != deliver.Temporary {
			t.Errorf("copy %d: %+v", i, r)
		}
	}
	if got, _ := h.seen(); len(got) != 3 {
		t.Errorf("%d copies went", len(got))
	}
}
