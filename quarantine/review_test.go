package quarantine_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/relay/spool"
)

// office has a sender, three reviewers, and people who may not review.
func office(t *testing.T) *quarantinetest.Office {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna", account.Reviewer) // who also sends
	o.Person("bente", "Bente", account.Reviewer)
	o.Person("carl", "Carl", account.Reviewer)
	o.Person("dora", "Dora", account.Auditor)
	o.Person("erik", "Erik", account.Admin)
	o.Person("frits", "Frits")
	o.Person("gone", "Gone", account.Reviewer)
	if err := o.Accounts.Disable(t.Context(), "x", "gone"); err != nil {
		t.Fatal(err)
	}
	return o
}

// decide reviews with what the page would have shown.
func decide(t *testing.T, o *quarantinetest.Office, id spool.ID, login string, d quarantine.Decision) (quarantine.Result, error) {
	t.Helper()
	it, err := o.Quarantine.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	reason := quarantine.Intended
	if d == quarantine.Refuse {
		reason = quarantine.TooMuch
	}
	return o.Quarantine.Review(t.Context(), id, quarantine.Review{Login: login, Decision: d, Reason: reason}, it.Binding)
}

func stateOf(t *testing.T, o *quarantinetest.Office, id spool.ID) spool.State {
	t.Helper()
	rec, err := o.Spool.Message(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return rec.State
}

// TestFourEyes is the table of who may decide on whose message.
func TestFourEyes(t *testing.T) {
	for name, c := range map[string]struct {
		hold  quarantinetest.Hold
		steps string // "bente+" approves, "bente-" refuses, "!" means it is not allowed
		want  spool.State
	}{
		"two approve":                         {quarantinetest.Hold{}, "bente+ carl+", spool.Queued},
		"one is not enough":                   {quarantinetest.Hold{}, "bente+", spool.Held},
		"one is enough for one":               {quarantinetest.Hold{Approvals: 1}, "bente+", spool.Queued},
		"the same person twice":               {quarantinetest.Hold{}, "bente+ bente+!", spool.Held},
		"one refuses":                         {quarantinetest.Hold{}, "bente-", spool.Refused},
		"one refuses after one approved":      {quarantinetest.Hold{}, "bente+ carl-", spool.Refused},
		"who approved cannot refuse":          {quarantinetest.Hold{}, "bente+ bente-! carl+", spool.Queued},
		"too late to approve":                 {quarantinetest.Hold{}, "bente- carl+!", spool.Refused},
		"too late to refuse":                  {quarantinetest.Hold{Approvals: 1}, "bente+ carl-!", spool.Queued},
		"reverse-path":                        {quarantinetest.Hold{}, "anna+! anna-! bente+", spool.Held},
		"reverse-path in capitals":            {quarantinetest.Hold{ReversePath: "ANNA@Parish.Example"}, "anna+!", spool.Held},
		"reverse-path with a detail":          {quarantinetest.Hold{ReversePath: "anna+school@parish.example"}, "anna+!", spool.Held},
		"AUTH by login":                       {quarantinetest.Hold{ReversePath: "office@parish.example", User: "bente"}, "bente+! carl+ anna+", spool.Queued},
		"AUTH by address":                     {quarantinetest.Hold{ReversePath: "office@parish.example", User: "Bente@parish.example"}, "bente+!", spool.Held},
		"From of the header":                  {quarantinetest.Hold{ReversePath: "office@parish.example", From: "Bente <bente@parish.example>"}, "bente+! carl+", spool.Held},
		"one of several in From":              {quarantinetest.Hold{ReversePath: "office@parish.example", From: "Office <office@parish.example>, \"B\" <BENTE@parish.example>"}, "bente+!", spool.Held},
		"a second From":                       {quarantinetest.Hold{ReversePath: "office@parish.example", From: "office@parish.example", Header: "From: bente@parish.example\r\n"}, "bente+!", spool.Held},
		"Sender of the header":                {quarantinetest.Hold{ReversePath: "office@parish.example", From: "office@parish.example", Header: "Sender: carl@parish.example\r\n"}, "carl+!", spool.Held},
		"no sender at all":                    {quarantinetest.Hold{ReversePath: "<>", From: "mailer@parish.example"}, "bente+ carl+", spool.Queued},
		"somebody whose name begins the same": {quarantinetest.Hold{ReversePath: "bent@parish.example"}, "bente+ carl+", spool.Queued},
		"the same name elsewhere":             {quarantinetest.Hold{ReversePath: "bente@elsewhere.example"}, "bente+ carl+", spool.Queued},
		"an auditor":                          {quarantinetest.Hold{}, "dora+! dora-!", spool.Held},
		"an admin":                            {quarantinetest.Hold{}, "erik+! erik-!", spool.Held},
		"no role":                             {quarantinetest.Hold{}, "frits+! frits-!", spool.Held},
		"a disabled account":                  {quarantinetest.Hold{}, "gone+! gone-!", spool.Held},
		"nobody we know":                      {quarantinetest.Hold{}, "nobody+! nobody-!", spool.Held},
	} {
		t.Run(name, func(t *testing.T) {
			o := office(t)
			if c.hold.From == "" && c.hold.ReversePath != "" && c.hold.ReversePath != "<>" {
				c.hold.From = "office@parish.example" // so that the envelope alone bars
			}
			id := o.Hold(c.hold)
			for step := range strings.SplitSeq(c.steps, " ") {
				step, barred := strings.CutSuffix(step, "!")
				login, d := step[:len(step)-1], quarantine.Approve
				if step[len(step)-1] == '-' {
					d = quarantine.Refuse
				}
				if _, err := decide(t, o, id, login, d); barred != (err != nil) {
					t.Fatalf("%s: %v", step, err)
				}
			}
			if got := stateOf(t, o, id); got != c.want {
				t.Errorf("the message is %s, want %s", got, c.want)
			}
			if c, err := audit.Verify(t.Context(), o.Spool); err != nil || !c.OK() {
				t.Errorf("record: %+v, %v", c, err)
			}
		})
	}
}

// TestApprovalsAreBound: what a person saw must be what is there.
func TestApprovalsAreBound(t *testing.T) {
	for name, change := range map[string]func(*quarantine.Binding){
		"other bytes":      func(b *quarantine.Binding) { b.SHA256 = strings.Repeat("0", 64) },
		"other recipients": func(b *quarantine.Binding) { b.Recipients = strings.Repeat("0", 64) },
		"other rules":      func(b *quarantine.Binding) { b.Ruleset = strings.Repeat("0", 64) },
		"nothing":          func(b *quarantine.Binding) { *b = quarantine.Binding{} },
	} {
		t.Run(name, func(t *testing.T) {
			o := office(t)
			id := o.Hold(quarantinetest.Hold{Approvals: 1})
			it, err := o.Quarantine.Get(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			shown := it.Binding
			change(&shown)
			_, err = o.Quarantine.Review(t.Context(), id, quarantine.Review{Login: "bente", Decision: quarantine.Approve, Reason: quarantine.Intended}, shown)
			if !errors.Is(err, quarantine.ErrChanged) || stateOf(t, o, id) != spool.Held {
				t.Fatalf("got %v, message is %s", err, stateOf(t, o, id))
			}
			if !slices.Contains(whats(t, o, id), "bente barred") {
				t.Error("it is not on the record")
			}
		})
	}
}

// TestAnEarlierVersionsApprovalDoesNotCount changes what a stored approval was
// bound to, as if the message had been judged anew in between.
func TestAnEarlierVersionsApprovalDoesNotCount(t *testing.T) {
	o := office(t)
	id := o.Hold(quarantinetest.Hold{})
	if _, err := decide(t, o, id, "bente", quarantine.Approve); err != nil {
		t.Fatal(err)
	}
	err := o.Spool.Update(t.Context(), func(tx *spool.Tx) error {
		_, err := tx.Exec(`UPDATE quarantine_review SET ruleset = 'older'`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := decide(t, o, id, "carl", quarantine.Approve); err != nil || r.Missing != 1 || stateOf(t, o, id) != spool.Held {
		t.Fatalf("%+v, %v", r, err)
	}
	if r, err := decide(t, o, id, "bente", quarantine.Approve); err != nil || r.State != spool.HoldReleased {
		t.Fatalf("approving anew: %+v, %v", r, err)
	}
}

// TestWhoLeftDoesNotCount: an approval by an account that was disabled, or lost
// its role, before the message was released.
func TestWhoLeftDoesNotCount(t *testing.T) {
	for name, leave := range map[string]func(o *quarantinetest.Office) error{
		"disabled":      func(o *quarantinetest.Office) error { return o.Accounts.Disable(t.Context(), "x", "bente") },
		"lost the role": func(o *quarantinetest.Office) error { return o.Accounts.SetRoles(t.Context(), "x", "bente", nil) },
	} {
		t.Run(name, func(t *testing.T) {
			o := office(t)
			id := o.Hold(quarantinetest.Hold{})
			if _, err := decide(t, o, id, "bente", quarantine.Approve); err != nil {
				t.Fatal(err)
			}
			if err := leave(o); err != nil {
				t.Fatal(err)
			}
			if r, err := decide(t, o, id, "carl", quarantine.Approve); err != nil || r.Missing != 1 || stateOf(t, o, id) != spool.Held {
				t.Fatalf("%+v, %v", r, err)
			}
			if r, err := decide(t, o, id, "anna", quarantine.Approve); err == nil {
				t.Fatalf("the sender: %+v", r)
			}
			o.Person("hans", "Hans", account.Reviewer)
			if r, err := decide(t, o, id, "hans", quarantine.Approve); err != nil || r.State != spool.HoldReleased {
				t.Fatalf("%+v, %v", r, err)
			}
			if err := o.Accounts.Disable(t.Context(), "x", "carl"); err != nil {
				t.Fatal(err)
			}
			if it, err := o.Quarantine.Get(t.Context(), id); err != nil || it.Approved() < 2 {
				t.Errorf("who leaves afterwards takes nothing back: %d, %v", it.Approved(), err)
			}
		})
	}
}

func TestReasons(t *testing.T) {
	o := office(t)
	id := o.Hold(quarantinetest.Hold{})
	it, err := o.Quarantine.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]quarantine.Review{
		"none":                      {Decision: quarantine.Approve},
		"one of the other decision": {Decision: quarantine.Approve, Reason: quarantine.TooMuch},
		"invented":                  {Decision: quarantine.Refuse, Reason: "because"},
		"in words without words":    {Decision: quarantine.Refuse, Reason: quarantine.InWords, Note: " \n"},
		"too many words":            {Decision: quarantine.Refuse, Reason: quarantine.InWords, Note: strings.Repeat("ø", 501)},
		"no decision":               {Reason: quarantine.Intended},
	} {
		r.Login = "bente"
		if _, err := o.Quarantine.Review(t.Context(), id, r, it.Binding); err == nil {
			t.Errorf("%s: was taken", name)
		}
	}
	r := quarantine.Review{Login: "bente", Decision: quarantine.Refuse, Reason: quarantine.InWords, Note: strings.Repeat("ø", 500)}
	if _, err := o.Quarantine.Review(t.Context(), id, r, it.Binding); err != nil {
		t.Error(err)
	}
}

// TestLastApprovalsAtOnce: however many approve at the same moment, the message
// is released once, with one entry and one notice.
func TestLastApprovalsAtOnce(t *testing.T) {
	for range 3 {
		o := office(t)
		for i := range 8 {
			o.Person(fmt.Sprint("r", i), fmt.Sprint("R", i), account.Reviewer)
		}
		id := o.Hold(quarantinetest.Hold{})
		var wg sync.WaitGroup
		for i := range 8 {
			for range 2 { // and everybody clicks twice
				wg.Go(func() {
					if _, err := decide(t, o, id, fmt.Sprint("r", i), quarantine.Approve); err != nil &&
						!errors.Is(err, quarantine.ErrClosed) && !errors.Is(err, quarantine.ErrTwice) {
						t.Errorf("r%d: %v", i, err)
					}
				})
			}
		}
		wg.Wait()
		got := whats(t, o, id)
		if n := count(got, "postlock released"); n != 1 {
			t.Fatalf("released %d times: %q", n, got)
		}
		if it, err := o.Quarantine.Get(t.Context(), id); err != nil || it.Approved() != 2 {
			t.Fatalf("%d approvals, %v", it.Approved(), err)
		}
		if n := subjects(o, "Your message is on its way"); n != 1 {
			t.Fatalf("%d notices of release", n)
		}
	}
}

// TestApproveAndRefuseAtOnce: one of them wins, whole.
func TestApproveAndRefuseAtOnce(t *testing.T) {
	for range 8 {
		o := office(t)
		id := o.Hold(quarantinetest.Hold{Approvals: 1})
		var wg sync.WaitGroup
		wg.Go(func() { decide(t, o, id, "bente", quarantine.Approve) })
		wg.Go(func() { decide(t, o, id, "carl", quarantine.Refuse) })
		wg.Go(func() { o.Quarantine.Withdraw(t.Context(), "anna", id) })
		wg.Wait()
		got := whats(t, o, id)
		if n := count(got, "postlock released") + count(got, "carl refused") + count(got, "anna withdrawn"); n != 1 {
			t.Fatalf("%d endings: %q", n, got)
		}
	}
}

func TestWithdraw(t *testing.T) {
	o := office(t)
	id := o.Hold(quarantinetest.Hold{ReversePath: "frits@parish.example"})
	forged := o.Hold(quarantinetest.Hold{ReversePath: "frits@parish.example", User: "frits", From: "anna@parish.example"})
	for login, on := range map[string]spool.ID{"bente": id, "erik": id, "gone": id, "nobody": id, "anna": forged} {
		if err := o.Quarantine.Withdraw(t.Context(), login, on); !errors.Is(err, quarantine.ErrNotYour) {
			t.Errorf("%s: %v", login, err)
		}
	}
	if err := o.Quarantine.Withdraw(t.Context(), "frits", id); err != nil || stateOf(t, o, id) != spool.Withdrawn {
		t.Fatal(stateOf(t, o, id), err)
	}
	if err := o.Quarantine.Withdraw(t.Context(), "frits", id); !errors.Is(err, quarantine.ErrClosed) {
		t.Error("twice:", err)
	}
	if _, err := decide(t, o, id, "bente", quarantine.Approve); !errors.Is(err, quarantine.ErrClosed) {
		t.Error("approved what was taken back:", err)
	}
	if got := fmt.Sprint(whats(t, o, id)); got != "[postlock held frits withdrawn]" {
		t.Error(got)
	}
}

func TestExpiry(t *testing.T) {
	o := office(t)
	id := o.Hold(quarantinetest.Hold{For: 72 * time.Hour})
	if _, err := decide(t, o, id, "bente", quarantine.Approve); err != nil {
		t.Fatal(err)
	}
	tick := func() {
		t.Helper()
		if err := o.Quarantine.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	o.Clock.Add(72*time.Hour - time.Second)
	tick()
	if got := stateOf(t, o, id); got != spool.Held {
		t.Fatalf("a second before: %s", got)
	}
	o.Clock.Add(time.Second)
	tick()
	tick()
	if got := stateOf(t, o, id); got != spool.Expired {
		t.Fatalf("when the time is up: %s", got)
	}
	if _, err := decide(t, o, id, "carl", quarantine.Approve); !errors.Is(err, quarantine.ErrClosed) {
		t.Errorf("approved after it expired: %v", err)
	}
	if n := subjects(o, "Your message was not sent: nobody decided in time"); n != 1 {
		t.Errorf("%d notices", n)
	}
	if got := fmt.Sprint(whats(t, o, id)); got != "[postlock held bente approved postlock expired]" {
		t.Error(got)
	}
}

// whats is the record of a message, "who what", oldest first.
func whats(t *testing.T, o *quarantinetest.Office, id spool.ID) (lines []string) {
	t.Helper()
	err := o.Spool.View(t.Context(), func(tx *spool.Tx) error {
		entries, err := audit.List(tx, audit.Filter{Message: id})
		for _, e := range entries {
			lines = append(lines, e.Who+" "+string(e.What))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(lines)
	return lines
}

func count(lines []string, want string) (n int) {
	for _, l := range lines {
		if l == want {
			n++
		}
	}
	return n
}

// subjects counts the queued notices with a subject.
func subjects(o *quarantinetest.Office, subject string) (n int) {
	for _, mail := range o.Mail() {
		if strings.Contains(mail, "\r\nSubject: "+subject+"\r\n") {
			n++
		}
	}
	return n
}
