package main

import (
	"crypto/x509"
	"fmt"
	"net"
	"os"
	"strings"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule/strict"
	"github.com/postlock/postlock/relay"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/queue/route"
)

// routeSettings is one [[route]]: mail for or from some domains has next hops of
// its own, the next tried when one cannot be reached. The first route that meets
// counts; without any it is next_hop.
type routeSettings struct {
	Recipients []string  `toml:"recipients"`
	Senders    []string  `toml:"senders"`
	NextHops   []nextHop `toml:"next_hops"`
}

func (s *settings) checkRoutes(f *strict.File) {
	for i := range s.Routes {
		r, at := &s.Routes[i], fmt.Sprintf("route[%d]", i)
		if len(r.Recipients) == 0 && len(r.Senders) == 0 && i < len(s.Routes)-1 {
			f.Add(at, "a route without recipients and senders takes all mail, so the routes behind it would never be used; put it last")
		}
		for key, domains := range map[string][]string{"recipients": r.Recipients, "senders": r.Senders} {
			for k, d := range domains {
				domains[k] = strings.ToLower(d)
				if _, err := message.ParseAddress("x@" + strings.TrimPrefix(d, ".")); err != nil {
					f.Add(at+"."+key, `%q is not a domain; write "example.org", or ".example.org" for all below it`, d)
				}
			}
		}
		if len(r.NextHops) == 0 {
			f.Add(at, `a route needs next_hops, such as next_hops = [{ address = "mx.example.org:25", tls = "verified" }]`)
		}
		for k := range r.NextHops {
			r.NextHops[k].check(f, fmt.Sprintf("%s.next_hops[%d]", at, k))
		}
	}
}

// check looks at a hop, wherever it stands.
func (h *nextHop) check(f *strict.File, at string) {
	if h.TLS == "" {
		h.TLS = string(deliver.Opportunistic)
	}
	checkAddress(f, at+".address", h.Address)
	checkWord(f, at+".tls", h.TLS, "none", "opportunistic", "required", "verified")
	if _, port, err := net.SplitHostPort(h.Address); err == nil && port == "465" { // submissions, RFC 8314
		h.Implicit = true
	}
	if h.Implicit && h.TLS == "none" {
		f.Add(at+".tls", `tls = "none" does not go with TLS from the first octet; write "verified" or "required"`)
	}
	if h.CA != "" && h.TLS != "verified" {
		f.Add(at+".ca", `ca says which certificates count, and with tls = %q every one does; write tls = "verified"`, h.TLS)
	}
	switch {
	case (h.Certificate == "") != (h.Key == ""):
		f.Add(at+".certificate", "a hop needs both certificate and key, or neither")
	case h.Certificate != "" && h.TLS == "none":
		f.Add(at+".certificate", `a certificate is shown inside TLS only; write tls = "verified"`)
	}
	switch {
	case h.Password != "" && h.PasswordFile != "":
		f.Add(at+".password", "give password or password_file, not both")
	case h.User == "" && (h.Password != "" || h.PasswordFile != ""):
		f.Add(at+".password", "a password needs user beside it")
	case h.User != "" && h.Password == "" && h.PasswordFile == "":
		f.Add(at+".user", "user needs password_file (or password) beside it")
	}
}

// router builds the next hops of the settings. A hop that several routes name
// is one: its connections and what is known of it are shared.
func (o *office) router(s settings) (*route.Router, error) {
	hops := map[nextHop]*route.Hop{}
	destination := func(all []nextHop) (to route.Destination, err error) {
		for _, h := range all {
			if hops[h] == nil {
				if hops[h], err = o.hop(h); err != nil {
					return nil, err
				}
			}
			to = append(to, hops[h])
		}
		return to, nil
	}
	var r route.Router
	var err error
	if r.Default, err = destination([]nextHop{s.NextHop}); err != nil {
		return nil, err
	}
	for _, rule := range s.Routes {
		to, err := destination(rule.NextHops)
		if err != nil {
			return nil, err
		}
		r.Rules = append(r.Rules, route.Rule{Recipients: rule.Recipients, Senders: rule.Senders, To: to})
	}
	r.Patient = o.workers() / 2
	return &r, nil
}

// workers is how many messages are under way at once: as many as all hops may
// have, up to a bound.
func (o *office) workers() int {
	return o.settings.Queue.Concurrent * min(1+len(o.settings.Routes), 5)
}

func (o *office) hop(h nextHop) (*route.Hop, error) {
	roots, err := h.authorities(o.config)
	if err != nil {
		return nil, fmt.Errorf("ca of %s: %w", h.Address, err)
	}
	password, err := h.password(o.config)
	if err != nil {
		return nil, fmt.Errorf("password_file of %s: %w", h.Address, err)
	}
	to := deliver.Hop{Address: h.Address, Name: h.Name, TLS: deliver.TLS(h.TLS), Implicit: h.Implicit, Roots: roots, User: h.User, Password: password}
	if h.Certificate != "" {
		pair, err := relay.LoadCertificate(near(o.config, h.Certificate), near(o.config, h.Key), o.log)
		if err != nil {
			return nil, fmt.Errorf("for %s: %w", h.Address, err)
		}
		to.Certificate = pair.Client
	}
	return &route.Hop{
		Limits: route.Limits{Concurrent: o.settings.Queue.Concurrent},
		Client: &deliver.Client{
			Hop:      to,
			Hostname: o.settings.Hostname,
			Limits:   deliver.Limits{Recipients: 1000, MaxIdle: o.settings.Queue.Concurrent}, // what the relay takes; a 452 divides it
			Log:      o.log,
		},
	}, nil
}

// authorities are those of the hop's own file; nil stands for the system's.
func (h nextHop) authorities(config string) (*x509.CertPool, error) {
	if h.CA == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(near(config, h.CA))
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("there is no certificate in %s", h.CA)
	}
	return pool, nil
}

// password is the hop's, out of its file if it has one.
func (h nextHop) password(config string) (string, error) {
	if h.PasswordFile == "" {
		return h.Password, nil
	}
	text, err := os.ReadFile(near(config, h.PasswordFile))
	return strings.TrimRight(string(text), "\r\n"), err
}
