package quarantine_test

import (
	"strings"
	"testing"

	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/relay/spool"
)

// TestTooFewReviewers: of Anna and Bente nobody but Bente may decide on Anna's
// message, and two must. The admin and Anna hear of it at once, not when it
// expires, and a new reviewer is enough.
func TestTooFewReviewers(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna", account.Reviewer)
	o.Person("bente", "Bente", account.Reviewer)
	o.Person("erik", "Erik", account.Admin)
	id := o.Hold(quarantinetest.Hold{ReversePath: "anna@parish.example"})
	o.Hold(quarantinetest.Hold{ReversePath: "erik@parish.example"}) // two may decide on this one
	if err := o.Quarantine.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	var stuck, anna int
	for mid, mail := range o.Mail() {
		rec, err := o.Spool.Message(t.Context(), mid)
		if err != nil {
			t.Fatal(err)
		}
		to := rec.Envelope.Recipients[0].Address.String()
		if strings.Contains(mail, "Too few reviewers") {
			stuck++
			if to != "erik@parish.example" || strings.Count(mail, "message "+string(id)) != 1 || strings.Count(mail, "needed 2") != 1 {
				t.Errorf("to %s:\n%s", to, mail)
			}
		}
		if to == "anna@parish.example" && strings.Contains(mail, "too few") {
			anna++
		}
	}
	if stuck != 1 || anna != 1 {
		t.Errorf("%d notices to admins, %d to the sender", stuck, anna)
	}
	lacking := func(want int) {
		t.Helper()
		it, err := o.Quarantine.Get(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := o.Quarantine.Lacking(t.Context(), it); n != want || err != nil {
			t.Errorf("%d reviewers are lacking, %v; want %d", n, err, want)
		}
	}
	lacking(1)
	if _, err := decide(t, o, id, "bente", quarantine.Approve); err != nil {
		t.Fatal(err)
	}
	lacking(1)
	o.Person("carl", "Carl", account.Reviewer)
	lacking(0)
	if r, err := decide(t, o, id, "carl", quarantine.Approve); err != nil || r.State != spool.HoldReleased {
		t.Error(r, err)
	}
	lacking(0)
}
