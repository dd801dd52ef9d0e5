package main

import (
	"bytes"
	"crypto/tls"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

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

// TestRequireTLSAllTheWay: what a client demands (RFC 8689) goes over verified TLS
// with the demand to a hop that knows it, and waits there since that one's own hop
// does not; the client cannot ask for it in clear.
func TestRequireTLSAllTheWay(t *testing.T) {
	end := startRecorder(t)
	second := startOffice(t, end.address(), func(s *settings) { s.Listen[0].listener.NeedTLS = true })
	first := startOffice(t, "", func(s *settings) {
		s.NextHop = nextHop{Address: second.smtpAddress(), TLS: "verified", Name: "relay.example.org", CA: second.data("tls.crt")}
	})
	m := letter{from: "office@example.org", to: []string{"peter@elsewhere.example"}}
	m.data = compose(m, "Demanding", time.Now(), "x\n", "", nil)
	demand := func(c *smtp.Client, err error) error {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if err := c.Mail(m.from, &smtp.MailOptions{RequireTLS: true}); err != nil {
			return err
		}
		if err := c.Rcpt(m.to[0], nil); err != nil {
			return err
		}
		w, err := c.Data()
		if err != nil {
			return err
		}
		w.Write(m.data)
		return w.Close()
	}
	if demand(smtp.Dial(first.smtpAddress())) == nil {
		t.Error("REQUIRETLS in clear")
	}
	if err := demand(smtp.DialStartTLS(first.smtpAddress(), &tls.Config{InsecureSkipVerify: true})); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it waits at the second", func() bool { return len(must(spoolHolds(t, second))) == 1 })
	r := must(second.store.Message(t.Context(), must(spoolHolds(t, second))[0].ID))
	if !r.Envelope.RequireTLS || !r.Envelope.TLS || !strings.Contains(strings.Join(r.Verdict.Reasons, " "), "REQUIRETLS") {
		t.Errorf("%+v %v", r.Envelope, r.Verdict.Reasons)
	}
	end.mu.Lock()
	defer end.mu.Unlock()
	for _, a := range end.got {
		if bytes.Contains(a.data, []byte("Subject: Demanding")) && len(a.to) == 1 && a.to[0] == m.to[0] {
			t.Error("it left in clear")
		}
	}
}
