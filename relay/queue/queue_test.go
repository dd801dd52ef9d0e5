package queue

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/spool"
)

// hop is a Deliverer that answers as a test wants and keeps what it was given.
type hop struct {
	answer func(m deliver.Mail, r message.Recipient) deliver.Result
	wait   func(ctx context.Context)

	mu    sync.Mutex
	times []time.Time
	got   []delivered
	busy  int
	most  int
}

type delivered struct {
	from, to string
	content  string
}

func (h *hop) Deliver(ctx context.Context, m deliver.Mail) (results []deliver.Result) {
	r, err := m.Open()
	if err != nil {
		panic(err)
	}
	content, _ := io.ReadAll(r)
	h.mu.Lock()
	h.times = append(h.times, time.Now())
	h.busy++
	h.most = max(h.most, h.busy)
	h.mu.Unlock()
	if h.wait != nil {
		h.wait(ctx)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.busy--
	for _, rcpt := range m.Recipients {
		result := h.answer(m, rcpt)
		if ctx.Err() != nil {
			result = deliver.Result{}
		}
		results = append(results, result)
		if result.Status == deliver.Delivered {
			h.got = append(h.got, delivered{m.From.String(), rcpt.Address.String(), string(content)})
		}
	}
	return results
}

func (h *hop) seen() ([]delivered, []time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.got), slices.Clone(h.times)
}

func says(status deliver.Status, code int, enhanced, text string) deliver.Result {
	return deliver.Result{Status: status, Asked: true, Hop: "mx.example", Reply: deliver.Reply{Code: code, Enhanced: enhanced, Text: text}}
}

var (
	taken = says(deliver.Delivered, 250, "2.0.0", "ok")
	later = says(deliver.Temporary, 451, "4.7.1", "later")
	never = says(deliver.Permanent, 550, "5.1.1", "no such user")
)

func always(r deliver.Result) func(deliver.Mail, message.Recipient) deliver.Result {
	return func(deliver.Mail, message.Recipient) deliver.Result { return r }
}

// own takes what goes to our own domain (notifications) and answers r to others.
func own(r deliver.Result) func(deliver.Mail, message.Recipient) deliver.Result {
	return func(_ deliver.Mail, rcpt message.Recipient) deliver.Result {
		if rcpt.Address.Domain() == "example.org" {
			return taken
		}
		return r
	}
}

func address(t *testing.T, s string) message.Address {
	t.Helper()
	a, err := message.ParseAddress(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func open(t *testing.T) *spool.Store {
	t.Helper()
	s, err := spool.Open(t.Context(), t.TempDir(), spool.Options{Log: quiet(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func quiet(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
}

const letter = "Subject: greetings\r\nX-Secret: no\r\n\r\nbody of the letter\r\n"

func put(t *testing.T, s *spool.Store, change func(*spool.Message), to ...string) spool.ID {
	t.Helper()
	m := spool.Message{Trace: "Received: here\r\n", Envelope: message.Envelope{ReversePath: address(t, "sender@example.org")}}
	for _, a := range to {
		m.Envelope.Recipients = append(m.Envelope.Recipients, message.Recipient{Address: address(t, a)})
	}
	if change != nil {
		change(&m)
	}
	d, err := s.Create()
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(d, letter)
	id := s.NewID()
	if err := s.Accept(t.Context(), id, d, m); err != nil {
		t.Fatal(err)
	}
	return id
}

// running starts a queue and gives a function that stops it and waits.
func running(t *testing.T, s *spool.Store, h *hop, change func(*Queue)) (stop func()) {
	t.Helper()
	q := &Queue{Store: s, Deliver: h, Hostname: "relay.example.org", Log: quiet(t), Keep: 24 * 365 * time.Hour, Poll: time.Hour, Retry: Retry{Jitter: -1e-12}}
	if change != nil {
		change(q)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- q.Run(ctx) }()
	return func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func state(t *testing.T, s *spool.Store, id spool.ID) *spool.Record {
	t.Helper()
	r, err := s.Message(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestDelivers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: always(taken)}
		before := put(t, s, nil, "a@b.example")
		stop := running(t, s, h, nil)
		after := put(t, s, nil, "c@d.example", "e@f.example")
		start := time.Now()
		time.Sleep(time.Millisecond)
		stop()
		got, times := h.seen()
		if len(got) != 3 || got[0].content != "Received: here\r\n"+letter {
			t.Errorf("%q", got)
		}
		if times[len(times)-1].Sub(start) > time.Millisecond {
			t.Errorf("new mail waited %v", times[len(times)-1].Sub(start))
		}
		for _, id := range []spool.ID{before, after} {
			if r := state(t, s, id); r.State != spool.Delivered || r.Attempts != 1 || r.Recipients[0].Reply.Code != 250 {
				t.Errorf("%+v", r)
			}
		}
		s.Close()
	})
}

// The schedule: one minute, doubling up to an hour, a word after four hours, the
// end after five days, and the sender hears of it.
func TestSchedule(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: own(later)}
		id := put(t, s, nil, "a@b.example")
		start := time.Now()
		stop := running(t, s, h, nil)
		time.Sleep(6 * 24 * time.Hour)
		stop()
		got, times := h.seen()
		var waits []time.Duration
		for _, at := range times[:8] {
			waits = append(waits, at.Sub(start).Round(time.Minute))
			start = at
		}
		m := time.Minute
		if !slices.Equal(waits, []time.Duration{0, m, 2 * m, 4 * m, 8 * m, 16 * m, 32 * m, 60 * m}) {
			t.Errorf("waits %v", waits)
		}
		r := state(t, s, id)
		if age := r.Finished.Sub(r.Accepted); r.State != spool.Failed || age < 5*24*time.Hour || age > 5*24*time.Hour+time.Minute {
			t.Errorf("state %v after %v", r.State, age)
		}
		if age := r.Told.Sub(r.Accepted); age < 4*time.Hour || age > 4*time.Hour+time.Minute {
			t.Errorf("told after %v", age)
		}
		if len(got) != 2 || got[0].from != "" || got[0].to != "sender@example.org" ||
			!strings.Contains(got[0].content, "Action: delayed") || !strings.Contains(got[1].content, "Action: failed") ||
			!strings.Contains(got[1].content, "Status: 4.4.7") {
			t.Errorf("notifications: %q", got)
		}
		s.Close()
	})
}

// The codes of a delay and of giving up, by what the hop said or did not say.
func TestStatusCodes(t *testing.T) {
	for _, c := range []struct {
		name        string
		result      deliver.Result
		delay, fail string
	}{
		{"its own code", later, "4.7.1", "4.7.1"},
		{"no code", says(deliver.Temporary, 450, "", "later"), "4.0.0", "5.0.0"},
		{"its password is refused", says(deliver.Temporary, 535, "5.7.8", "no"), "4.0.0", "5.7.8"},
		{"nobody answers", deliver.Result{Unreachable: true}, "4.4.1", "5.0.0"},
		{"it hangs up", deliver.Result{Asked: true}, "4.4.2", "5.0.0"},
		{"refused for good", never, "4.0.0", "5.1.1"},
	} {
		if delay, fail := delayStatus(c.result), failureStatus(c.result.Reply, false); delay != c.delay || fail != c.fail {
			t.Errorf("%s: %s and %s, not %s and %s", c.name, delay, fail, c.delay, c.fail)
		}
		if got := failureStatus(c.result.Reply, true); got != "4.4.7" {
			t.Errorf("%s, given up: %s", c.name, got)
		}
	}
}

func TestRecipientsOneByOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		round := 0
		h := &hop{}
		h.answer = func(m deliver.Mail, r message.Recipient) deliver.Result {
			switch {
			case r.Address.Local() == "bad":
				return never
			case r.Address.Local() == "slow" && round < 3:
				round++
				return later
			}
			return taken
		}
		id := put(t, s, nil, "a@b.example", "bad@b.example", "slow@b.example")
		stop := running(t, s, h, nil)
		time.Sleep(time.Hour)
		stop()
		got, _ := h.seen()
		var to []string
		for _, d := range got {
			to = append(to, d.to)
		}
		slices.Sort(to)
		if !slices.Equal(to, []string{"a@b.example", "sender@example.org", "slow@b.example"}) {
			t.Errorf("delivered to %v", to)
		}
		if r := state(t, s, id); r.State != spool.Failed || r.Recipients[0].State != spool.RecipientDelivered ||
			r.Recipients[1].State != spool.RecipientFailed || r.Recipients[2].State != spool.RecipientDelivered || r.Attempts != 4 {
			t.Errorf("%+v", r)
		}
		s.Close()
	})
}

func TestNotifications(t *testing.T) {
	tests := []struct {
		name   string
		notify []string
		null   bool
		answer deliver.Result
		want   string // the action told of; "" for none
	}{
		{"failure", nil, false, never, "failed"},
		{"failure asked for", []string{"FAILURE"}, false, never, "failed"},
		{"NEVER", []string{"NEVER"}, false, never, ""},
		{"only success wanted", []string{"SUCCESS"}, false, never, ""},
		{"null reverse-path", nil, true, never, ""},
		{"success not asked for", nil, false, taken, ""},
		{"success", []string{"SUCCESS"}, false, taken, "relayed"},
		{"success, told by the hop", []string{"SUCCESS"}, false, func() deliver.Result { r := taken; r.DSN = true; return r }(), ""},
		{"success, null reverse-path", []string{"SUCCESS"}, true, taken, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, h := open(t), &hop{answer: own(test.answer)}
				put(t, s, func(m *spool.Message) {
					m.Envelope.Recipients[0].Notify = test.notify
					if test.null {
						m.Envelope.ReversePath = message.Address{}
					}
				}, "a@b.example")
				stop := running(t, s, h, nil)
				time.Sleep(time.Minute)
				stop()
				s.Close()
				got, _ := h.seen()
				got = slices.DeleteFunc(got, func(d delivered) bool { return d.to != "sender@example.org" })
				if test.want == "" && len(got) == 0 {
					return
				}
				if len(got) != 1 || !strings.Contains(got[0].content, "Action: "+test.want+"\r\n") {
					t.Fatalf("%q", got)
				}
				checkNotification(t, got[0])
			})
		})
	}
}

// checkNotification looks at what every notification must be.
func checkNotification(t *testing.T, d delivered) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(d.content))
	if err != nil {
		t.Fatal(err)
	}
	if d.from != "" || m.Header.Get("Auto-Submitted") != "auto-replied" {
		t.Errorf("from %q, %v", d.from, m.Header)
	}
	body, _ := io.ReadAll(m.Body)
	if bytes.Contains(body, []byte("body of the letter")) || !bytes.Contains(body, []byte("Subject: greetings")) {
		t.Errorf("header only: %s", body)
	}
}

// A notification that fails is not notified of.
func TestNoBounceOfBounces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: always(never)}
		put(t, s, nil, "a@b.example")
		stop := running(t, s, h, nil)
		time.Sleep(24 * time.Hour)
		stop()
		if _, times := h.seen(); len(times) != 2 {
			t.Errorf("%d attempts", len(times))
		}
		s.Close()
	})
}

// While the next hop is out of reach, mail does not wait for longer than five
// minutes after it is back.
func TestUnreachable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: always(deliver.Result{Reply: deliver.Reply{Text: "connection refused"}})}
		put(t, s, nil, "a@b.example")
		stop := running(t, s, h, nil)
		time.Sleep(3 * time.Hour)
		h.mu.Lock()
		h.answer = always(taken)
		h.mu.Unlock()
		time.Sleep(5*time.Minute + time.Second)
		stop()
		if got, _ := h.seen(); len(got) != 1 {
			t.Errorf("not delivered: %v", got)
		}
		s.Close()
	})
}

func TestConcurrency(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: always(taken), wait: func(context.Context) { time.Sleep(time.Second) }}
		for i := range 50 {
			put(t, s, nil, fmt.Sprintf("a%d@b.example", i))
		}
		stop := running(t, s, h, func(q *Queue) { q.Workers = 5 })
		time.Sleep(15 * time.Second)
		stop()
		if got, _ := h.seen(); h.most != 5 || len(got) != 50 {
			t.Errorf("%d at once, %d delivered", h.most, len(got))
		}
		s.Close()
	})
}

// A stop lets deliveries under way finish and gives back the rest at once.
func TestStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: always(taken), wait: func(context.Context) { time.Sleep(10 * time.Second) }}
		for i := range 6 {
			put(t, s, nil, fmt.Sprintf("a%d@b.example", i))
		}
		stop := running(t, s, h, func(q *Queue) { q.Workers = 2 })
		time.Sleep(time.Second)
		before := time.Now()
		stop()
		if d := time.Since(before); d.Round(time.Second) != 9*time.Second {
			t.Errorf("stopped after %v", d)
		}
		if got, _ := h.seen(); len(got) != 2 {
			t.Errorf("%d delivered", len(got))
		}
		jobs, err := s.Claim(t.Context(), "other", 10, time.Minute)
		if err != nil || len(jobs) != 4 || jobs[0].Attempts != 0 {
			t.Errorf("%d jobs given back, %v", len(jobs), err)
		}
		s.Close()
	})
}

// What does not finish within the grace is cut off and tried again later.
func TestStopCutsOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: always(taken), wait: func(ctx context.Context) { <-ctx.Done() }}
		put(t, s, nil, "a@b.example")
		stop := running(t, s, h, func(q *Queue) { q.Grace = 3 * time.Second })
		time.Sleep(time.Second)
		before := time.Now()
		stop()
		if d := time.Since(before); d != 3*time.Second {
			t.Errorf("stopped after %v", d)
		}
		if jobs, err := s.Claim(t.Context(), "other", 10, time.Minute); err != nil || len(jobs) != 1 {
			t.Errorf("%d jobs, %v", len(jobs), err)
		}
		s.Close()
	})
}

// Somebody who claimed and died loses the message to us.
func TestTakeOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: always(taken)}
		id := put(t, s, nil, "a@b.example")
		jobs, err := s.Claim(t.Context(), "dead", 10, 5*time.Minute)
		if err != nil || len(jobs) != 1 {
			t.Fatal(jobs, err)
		}
		stop := running(t, s, h, nil)
		time.Sleep(4 * time.Minute)
		if got, _ := h.seen(); len(got) != 0 {
			t.Error("taken before the lease ended")
		}
		time.Sleep(2 * time.Minute)
		stop()
		if r := state(t, s, id); r.State != spool.Delivered {
			t.Errorf("%+v", r)
		}
		s.Close()
	})
}

// A delivery that takes longer than the lease keeps it.
func TestLeaseIsRenewed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: always(taken), wait: func(context.Context) { time.Sleep(time.Hour) }}
		put(t, s, nil, "a@b.example")
		stop := running(t, s, h, nil)
		time.Sleep(30 * time.Minute)
		if jobs, err := s.Claim(t.Context(), "other", 10, time.Minute); err != nil || len(jobs) != 0 {
			t.Errorf("%d jobs, %v", len(jobs), err)
		}
		time.Sleep(time.Hour)
		stop()
		if _, times := h.seen(); len(times) != 1 {
			t.Errorf("%d attempts", len(times))
		}
		s.Close()
	})
}

// A release wakes the queue by itself.
func TestRelease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: always(taken)}
		id := put(t, s, func(m *spool.Message) { m.Verdict = rule.Verdict{Action: rule.Hold, Approvals: 2} }, "a@b.example")
		stop := running(t, s, h, nil)
		time.Sleep(time.Hour + time.Second/2)
		if got, _ := h.seen(); len(got) != 0 {
			t.Error("held mail was delivered")
		}
		if err := s.Update(t.Context(), func(tx *spool.Tx) error { return tx.Release(id) }); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
		stop()
		if got, _ := h.seen(); len(got) != 1 {
			t.Error("released mail was not delivered")
		}
		s.Close()
	})
}

// Finished messages go after their time.
func TestRetention(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, h := open(t), &hop{answer: always(taken)}
		plain := put(t, s, nil, "a@b.example")
		held := put(t, s, func(m *spool.Message) { m.Verdict = rule.Verdict{Action: rule.Hold, Approvals: 1} }, "a@b.example")
		stop := running(t, s, h, func(q *Queue) { q.Keep, q.KeepHeld = 0, time.Hour })
		if err := s.Update(t.Context(), func(tx *spool.Tx) error { return tx.Release(held) }); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Minute)
		if _, err := s.Message(t.Context(), plain); err != spool.ErrNotFound {
			t.Errorf("delivered mail is still there: %v", err)
		}
		if r := state(t, s, held); r.State != spool.Delivered {
			t.Errorf("%+v", r)
		}
		time.Sleep(2 * time.Hour)
		stop()
		if _, err := s.Message(t.Context(), held); err != spool.ErrNotFound {
			t.Errorf("held mail is still there: %v", err)
		}
		s.Close()
	})
}

func TestWaitJitter(t *testing.T) {
	r := Retry{}.withDefaults()
	if low, high := r.Wait(3, true, 0), r.Wait(3, true, 0.9999999); low != 192*time.Second || high < 287*time.Second || high > 288*time.Second {
		t.Errorf("%v to %v", low, high)
	}
	if d := r.Wait(1000, true, 0.5); d != time.Hour {
		t.Errorf("%v", d)
	}
}
