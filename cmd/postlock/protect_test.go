package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/relay/spool"
)

// TestRequireTLSRule: what a rule wants protected is held where the next hop has
// no TLS, its sender is told, and other mail goes on.
func TestRequireTLSRule(t *testing.T) {
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), nil)
	const src = `own_domains = ["example.org"]
[[rule]]
id = "numbers"
says = "National numbers travel protected."
action = "pass"
require_tls = true
when = { findings = 1, about = ["national_id"] }
hit = [{ why = "x", body = "x" }]
miss = [{ why = "x", body = "x" }]
`
	o.ruleset.Store(must(rule.Parse("rules.toml", []byte(src))))
	send := func(subject, body string) spool.ID {
		m := letter{from: "office@example.org", to: []string{"peter@elsewhere.example"}}
		m.data = compose(m, subject, time.Now(), body, "", nil)
		said, err := submit(o.smtpAddress(), m)
		id := queuedAs.FindStringSubmatch(said)
		if err != nil || id == nil {
			t.Fatalf("%s %v", said, err)
		}
		return spool.ID(id[1])
	}
	id := send("Protected", "Vedrørende Mette Hansen, CPR-nr. 120574-1018.\n")
	send("Ordinary", "Nothing in it.\n")
	var r *spool.Record
	eventually(t, "the message is held", func() bool {
		r = must(o.store.Message(t.Context(), id))
		return r.State == spool.Held
	})
	if reasons := strings.Join(r.Verdict.Reasons, " "); !strings.Contains(reasons, "verified TLS only") || r.Hold.Approvals != 1 {
		t.Errorf("%s %+v", reasons, r.Hold)
	}
	hop.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte("Subject: Ordinary")) })
	hop.wait(t, func(a arrival) bool { return len(a.to) == 1 && a.to[0] == "office@example.org" }) // the notice
	hop.mu.Lock()
	defer hop.mu.Unlock()
	for _, a := range hop.got {
		if bytes.Contains(a.data, []byte("120574")) {
			t.Error("it left in clear")
		}
	}
}
