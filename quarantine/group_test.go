package quarantine_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/relay/spool"
)

// drip holds n like messages to as many strangers, a minute apart.
func drip(o *quarantinetest.Office, n int) (ids []spool.ID) {
	for i := range n {
		ids = append(ids, o.Hold(quarantinetest.Hold{Group: "g", Rules: []string{"slow-drip"},
			To: []string{fmt.Sprintf("p%d@elsewhere.example", i)}, Body: fmt.Sprintf("Dear P%d, please sign.\r\n", i)}))
		o.Clock.Add(time.Minute)
	}
	return ids
}

func shown(t *testing.T, o *quarantinetest.Office) quarantine.Shown {
	t.Helper()
	items, err := o.Quarantine.Group(t.Context(), "g", true)
	if err != nil {
		t.Fatal(err)
	}
	return quarantine.ShownOf(items)
}

func tick(t *testing.T, o *quarantinetest.Office) {
	t.Helper()
	for range 10 { // more than one batch
		if err := o.Quarantine.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// post is the office's mailboxes, as far as the notices in the queue are read.
type post map[spool.ID]bool

// fresh are the notices since it was last asked: who got them, what they say.
func (p post) fresh(t *testing.T, o *quarantinetest.Office) (to []string, text string) {
	t.Helper()
	for id, mail := range o.Mail() {
		if p[id] {
			continue
		}
		p[id] = true
		rec, err := o.Spool.Message(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if a := rec.Envelope.Recipients[0].Address; a.Domain() == "parish.example" {
			to, text = append(to, a.Local()), text+strings.ReplaceAll(mail, "=\r\n", "")
		}
	}
	slices.Sort(to)
	return to, text
}

func approval(login string) quarantine.Review {
	return quarantine.Review{Login: login, Decision: quarantine.Approve, Reason: quarantine.Intended}
}

// TestGroupIsDecidedAsOne: seventy like messages are one notice to everybody,
// two decisions, and seventy messages with two reviews each.
func TestGroupIsDecidedAsOne(t *testing.T) {
	o, mail := office(t), post{}
	ids := drip(o, 70)
	tick(t, o)
	if to, _ := mail.fresh(t, o); fmt.Sprint(to) != "[anna bente carl]" {
		t.Errorf("told of the beginning were %v", to)
	}
	first, err := o.Quarantine.ReviewGroup(t.Context(), "g", approval("bente"), shown(t, o))
	if err != nil || first.State != spool.HoldPending || first.Missing != 1 || first.Count != 70 {
		t.Fatalf("%+v, %v", first, err)
	}
	for login, want := range map[string]error{"bente": quarantine.ErrTwice, "anna": quarantine.ErrOwn, "dora": quarantine.ErrRole} {
		if _, err := o.Quarantine.ReviewGroup(t.Context(), "g", approval(login), shown(t, o)); !errors.Is(err, want) {
			t.Errorf("%s: %v, not %v", login, err, want)
		}
	}
	last, err := o.Quarantine.ReviewGroup(t.Context(), "g", approval("carl"), shown(t, o))
	if err != nil || last.State != spool.HoldReleased || last.Count != 70 {
		t.Fatalf("%+v, %v", last, err)
	}
	for _, id := range ids {
		if got := stateOf(t, o, id); got != spool.Queued {
			t.Fatalf("%s is %s", id, got)
		}
	}
	if got := fmt.Sprint(whats(t, o, ids[68])); got != "[postlock held bente approved carl approved postlock released]" {
		t.Error(got)
	}
	if to, text := mail.fresh(t, o); fmt.Sprint(to) != "[anna]" || !strings.Contains(strings.Join(strings.Fields(text), " "), "70 like messages to 70 recipients") {
		t.Errorf("told of the end were %v:\n%s", to, text)
	}
}

// TestGroupAsShown: what came after the page was shown is not decided on, and
// when what was shown changed nothing is.
func TestGroupAsShown(t *testing.T) {
	o := office(t)
	ids := drip(o, 3)
	seen := shown(t, o)
	late := drip(o, 1)[0]
	if r, err := o.Quarantine.ReviewGroup(t.Context(), "g", approval("bente"), seen); err != nil || r.Count != 3 {
		t.Fatalf("%+v, %v", r, err)
	}
	it, err := o.Quarantine.Get(t.Context(), late)
	if err != nil || it.Approved() != 0 {
		t.Errorf("the late one has %d approvals, %v", it.Approved(), err)
	}
	if _, err := decide(t, o, ids[1], "carl", quarantine.Refuse); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Quarantine.ReviewGroup(t.Context(), "g", approval("carl"), seen); !errors.Is(err, quarantine.ErrChanged) {
		t.Error("one of them is gone:", err)
	}
	if got := stateOf(t, o, ids[0]); got != spool.Held {
		t.Errorf("and the first is %s", got)
	}
	if _, err := o.Quarantine.ReviewGroup(t.Context(), "other", approval("carl"), seen); !errors.Is(err, quarantine.ErrClosed) {
		t.Error("a group that is not there:", err)
	}
	// Two have Bente's approval, the late one has not: all are as they should be.
	r, err := o.Quarantine.ReviewGroup(t.Context(), "g", approval("carl"), shown(t, o))
	if err != nil || r.Count != 3 || r.Missing != 1 || r.State != spool.HoldPending {
		t.Errorf("%+v, %v", r, err)
	}
	if first, last := stateOf(t, o, ids[0]), stateOf(t, o, late); first != spool.Queued || last != spool.Held {
		t.Errorf("the first is %s and the late one %s", first, last)
	}
}

func TestGroupIsRefusedOrTakenBack(t *testing.T) {
	o, mail := office(t), post{}
	drip(o, 5)
	refusal := quarantine.Review{Login: "carl", Decision: quarantine.Refuse, Reason: quarantine.TooMuch, Note: "Use the newsletter."}
	if r, err := o.Quarantine.ReviewGroup(t.Context(), "g", refusal, shown(t, o)); err != nil || r.State != spool.HoldRefused || r.Count != 5 {
		t.Fatalf("%+v, %v", r, err)
	}
	if to, text := mail.fresh(t, o); fmt.Sprint(to) != "[anna anna]" || !strings.Contains(text, "Use the newsletter.") { // the beginning and the end
		t.Errorf("%v:\n%s", to, text)
	}
	ids := drip(o, 5)
	if err := o.Quarantine.WithdrawGroup(t.Context(), "bente", "g", shown(t, o)); !errors.Is(err, quarantine.ErrNotYour) {
		t.Error("somebody else:", err)
	}
	if err := o.Quarantine.WithdrawGroup(t.Context(), "anna", "g", shown(t, o)); err != nil {
		t.Fatal(err)
	}
	if got := stateOf(t, o, ids[4]); got != spool.Withdrawn {
		t.Error(got)
	}
}

// TestGroupExpiresTogether: seventy messages over more than an hour end in one
// notice.
func TestGroupExpiresTogether(t *testing.T) {
	o, mail := office(t), post{}
	ids := drip(o, 70)
	tick(t, o)
	mail.fresh(t, o)
	o.Clock.Add(72*time.Hour - 70*time.Minute)
	tick(t, o)
	for _, id := range ids {
		if got := stateOf(t, o, id); got != spool.Expired {
			t.Fatalf("%s is %s", id, got)
		}
	}
	if to, _ := mail.fresh(t, o); fmt.Sprint(to) != "[anna]" {
		t.Errorf("told were %v", to)
	}
}
