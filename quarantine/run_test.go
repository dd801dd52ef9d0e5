package quarantine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/relay/spool"
)

// TestPickUp: the sender and every reviewer but the sender are told once, with
// nothing of what the message says.
func TestPickUp(t *testing.T) {
	o := office(t)
	id := o.Hold(quarantinetest.Hold{Subject: "Zwemles", To: []string{"mother@elsewhere.example"}, MessageID: "<m@parish.example>"})
	o.Hold(quarantinetest.Hold{ReversePath: "frits@parish.example", Subject: "Zwemles 2"})
	for range 3 {
		if err := o.Quarantine.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	to := map[string]string{}
	for mid, mail := range o.Mail() {
		rec, err := o.Spool.Message(t.Context(), mid)
		if err != nil {
			t.Fatal(err)
		}
		if !rec.Envelope.ReversePath.IsZero() {
			t.Errorf("a notice has the reverse-path %s", rec.Envelope.ReversePath)
		}
		for _, word := range []string{"Zwemles", "mother", "list"} {
			if strings.Contains(mail, word) {
				t.Errorf("a notice says %q:\n%s", word, mail)
			}
		}
		_, subject, _ := strings.Cut(mail, "\r\nSubject: ")
		subject, _, _ = strings.Cut(subject, "\r\n")
		key := fmt.Sprint(rec.Envelope.Recipients[0].Address)
		if to[key] != "" {
			subject = to[key] + "; " + subject
		}
		to[key] = subject
	}
	waits := "Your message waits for a second look"
	want := map[string]string{"frits@parish.example": waits, "bente@parish.example": "2 messages wait for your decision", "carl@parish.example": "2 messages wait for your decision"}
	for who, subject := range want {
		if to[who] != subject {
			t.Errorf("%s got %q, want %q", who, to[who], subject)
		}
	}
	// Anna is a reviewer: her own notice, and a call for the other message.
	if anna := to["anna@parish.example"]; !strings.Contains(anna, waits) || !strings.Contains(anna, "A message waits for your decision") {
		t.Errorf("anna got %q", anna)
	}
	if len(to) != 4 {
		t.Errorf("told were %v", to)
	}
	if got := fmt.Sprint(whats(t, o, id)); got != "[postlock held]" {
		t.Error(got)
	}
}

// TestNobodyToTell: a held message with the null reverse-path, and an office
// without an address for notices.
func TestNobodyToTell(t *testing.T) {
	o := office(t)
	id := o.Hold(quarantinetest.Hold{ReversePath: "<>", From: "x@elsewhere.example"})
	if _, err := decide(t, o, id, "bente", quarantine.Refuse); err != nil {
		t.Fatal(err)
	}
	if mail := o.Mail(); len(mail) != 0 {
		t.Errorf("told: %v", mail)
	}
	o.Quarantine = quarantine.New(o.Spool, quarantine.Options{Now: o.Clock.Now})
	id = o.Hold(quarantinetest.Hold{})
	if err := o.Quarantine.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := decide(t, o, id, "bente", quarantine.Refuse); err != nil {
		t.Fatal(err)
	}
	if mail := o.Mail(); len(mail) != 0 {
		t.Errorf("told without an address: %v", mail)
	}
}

// TestReviewIsQuickerThanRun: the record still begins with the hold.
func TestReviewIsQuickerThanRun(t *testing.T) {
	o := office(t)
	id := o.Hold(quarantinetest.Hold{Approvals: 1})
	if r, err := decide(t, o, id, "bente", quarantine.Approve); err != nil || r.State != spool.HoldReleased {
		t.Fatal(r, err)
	}
	if err := o.Quarantine.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(whats(t, o, id)); got != "[postlock held bente approved postlock released]" {
		t.Error(got)
	}
}

// TestTheSecondReviewerIsCalled: Bente is quicker than Run; Carl must hear of
// the message all the same, and Bente need not.
func TestTheSecondReviewerIsCalled(t *testing.T) {
	o := office(t)
	id := o.Hold(quarantinetest.Hold{})
	if _, err := decide(t, o, id, "bente", quarantine.Approve); err != nil {
		t.Fatal(err)
	}
	if err := o.Quarantine.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	var to []string
	for mid := range o.Mail() {
		rec, err := o.Spool.Message(t.Context(), mid)
		if err != nil {
			t.Fatal(err)
		}
		to = append(to, rec.Envelope.Recipients[0].Address.String())
	}
	slices.Sort(to)
	if got := fmt.Sprint(to); got != "[anna@parish.example carl@parish.example]" {
		t.Errorf("told were %s", got)
	}
}

func TestManyHoldsAreAllPickedUp(t *testing.T) {
	o := office(t)
	o.Person("zoe", "Zoë", account.Reviewer)
	for range 120 {
		o.Hold(quarantinetest.Hold{})
	}
	for range 6 { // twenty at a time
		if err := o.Quarantine.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	err := o.Spool.View(t.Context(), func(tx *spool.Tx) error {
		holds, err := tx.Holds(spool.HoldFilter{Unnoticed: true})
		if len(holds) > 0 {
			t.Errorf("%d are not picked up", len(holds))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if mail := o.Mail(); len(mail) != 120+6*3 {
		t.Errorf("%d notices, want 120 to the sender and 6 to each of 3 reviewers", len(mail))
	}
}
