package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/rule"
)

func TestRouteMistakes(t *testing.T) {
	for src, want := range map[string]string{
		"[[route]]\nrecipients = [\"a b\"]\nnext_hops = [{ address = \"x:25\" }]":                          `2: "a b" is not a domain`,
		"[[route]]\nrecipients = [\"a.example\"]":                                                          "1: a route needs next_hops",
		"[[route]]\nnext_hops = [{ address = \"x:25\" }]\n[[route]]\nnext_hops = [{ address = \"y:25\" }]": "put it last",
		"[[route]]\nnext_hops = [{ address = \"x\" }]":                                                     `"x" is not an address`,
		"[[route]]\nnext_hops = [{ address = \"x:25\", tls = \"maybe\" }]":                                 `"maybe" is not known`,
		"[[route]]\nnext_hops = [{ address = \"x:25\", user = \"u\" }]":                                    "needs password_file",
		"[[route]]\nnext_hops = [{ address = \"x:25\", colour = 1 }]":                                      `unknown key "colour"`,
		"[next_hop]\naddress = \"x:465\"\ntls = \"none\"":                                                  "does not go with TLS from the first octet",
		"[next_hop]\naddress = \"x:25\"\nca = \"ca.pem\"":                                                  "with tls = \"opportunistic\" every one does",
		"[next_hop]\naddress = \"x:25\"\npassword = \"p\"":                                                 "needs user",
	} {
		_, err := parseSettings("postlock.toml", []byte(src))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\n%v, want %s", src, err, want)
		}
	}
	s, err := parseSettings("postlock.toml", []byte("[[route]]\nsenders = [\"Dept.Example.ORG\"]\nnext_hops = [{ address = \"x:25\" }, { address = \"y:25\", tls = \"required\" }]"))
	if err != nil || s.Routes[0].Senders[0] != "dept.example.org" || s.Routes[0].NextHops[0].TLS != "opportunistic" || s.Routes[0].NextHops[1].TLS != "required" {
		t.Errorf("%v %+v", err, s.Routes)
	}
}

// TestRoutes: one message to two domains goes to two hops; the first hop of one
// is down.
func TestRoutes(t *testing.T) {
	def, partner := startRecorder(t), startRecorder(t)
	o := startOffice(t, def.address(), func(s *settings) {
		s.Routes = []routeSettings{{Recipients: []string{"partner.example"}, NextHops: []nextHop{
			{Address: freePort(t), TLS: "none"}, {Address: partner.address(), TLS: "none"}}}}
	})
	m := letter{from: "office@example.org", to: []string{"peter@elsewhere.example", "anna@partner.example"}}
	m.data = compose(m, "Two ways", time.Now(), "x\n", "", nil)
	if said, err := submit(o.smtpAddress(), m); err != nil {
		t.Fatalf("%s %v", said, err)
	}
	wanted := func(a arrival) bool { return bytes.Contains(a.data, []byte("Two ways")) }
	if got := def.wait(t, wanted); len(got.to) != 1 || got.to[0] != "peter@elsewhere.example" {
		t.Errorf("default: %v", got.to)
	}
	if got := partner.wait(t, wanted); len(got.to) != 1 || got.to[0] != "anna@partner.example" {
		t.Errorf("partner: %v", got.to)
	}
}

// TestIndividualCopies: a rule that wants them, through the whole house.
func TestIndividualCopies(t *testing.T) {
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), nil)
	src := strings.Replace(string(rule.Shipped()), `action = "bcc"`, "action = \"bcc\"\ncopies = \"individual\"", 1)
	o.ruleset.Store(must(rule.Parse("rules.toml", []byte(src))))
	m := newsletterMail(newRand(), time.Now())
	if said, err := submit(o.smtpAddress(), m); err != nil {
		t.Fatalf("%s %v", said, err)
	}
	eventually(t, "a copy for each", func() bool { hop.mu.Lock(); defer hop.mu.Unlock(); return len(hop.got) == len(m.to) })
	hop.mu.Lock()
	defer hop.mu.Unlock()
	for _, a := range hop.got {
		head, _, _ := strings.Cut(string(a.data), "\r\n\r\n")
		if len(a.to) != 1 || !strings.Contains(head, "\r\nTo: "+a.to[0]+"\r\n") {
			t.Errorf("for %v:\n%s", a.to, head)
		}
		for _, other := range m.to {
			if other != a.to[0] && strings.Contains(head, other) {
				t.Errorf("the copy for %v shows %s", a.to, other)
			}
		}
	}
}
