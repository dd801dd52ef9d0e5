package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/relay"
	"github.com/postlock/postlock/relay/postfixtest"
)

// TestExtensions: what a sender asks of the whole way, from one real Postfix
// through Postlock into another. Notifications (RFC 3461) go on to a hop that
// tells, and are told by Postlock where the hop does not know how; so does mail
// to addresses beyond ASCII (SMTPUTF8), which fails for good where it must.
func TestExtensions(t *testing.T) {
	hop, mailbox := mailboxPostfix(t)
	plain, _ := mailboxPostfix(t, "smtpd_discard_ehlo_keywords = dsn, smtputf8")
	o := startOffice(t, hop.Address, func(s *settings) {
		s.Routes = []routeSettings{{Senders: []string{"plain.example"}, NextHops: []nextHop{{Address: plain.Address, TLS: "none"}}}}
	})
	_, port, _ := net.SplitHostPort(o.smtpAddress())
	client := startPostfix(t, "relayhost = [127.0.0.1]:"+port)
	send := func(subject, from, to string, args ...string) {
		m := letter{from: from, to: []string{to}}
		m.data = compose(m, subject, time.Now(), "æøå\n", "", nil)
		sendmail(t, client, m, args...)
	}
	find := func(what string, words ...string) (found string) {
		eventually(t, what, func() bool {
			for _, b := range mailbox() {
				if text := strings.ReplaceAll(string(b), "; ", ";"); !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
					found = text
				}
			}
			return found != ""
		})
		return found
	}
	send("told-success", "office@example.org", "anna@elsewhere.example", "-N", "success", "-V", "envelope+1")
	send("told-success", "office@plain.example", "anna@elsewhere.example", "-N", "success", "-V", "envelope+2")
	send("told-failure", "office@example.org", "refused@elsewhere.example", "-V", "envelope+3", "-R", "full")
	send("told-never", "office@example.org", "refused@elsewhere.example", "-N", "never", "-V", "envelope+4")
	send("Grüße", "bjørn@example.org", "jørgen@elsewhere.example")
	send("Grüße", "office@plain.example", "jørgen@elsewhere.example", "-V", "envelope+5")

	find("success told by the hop", "Original-Envelope-Id: envelope+1\n", "Reporting-MTA: dns;postfix.example", "Action: delivered",
		"Original-Recipient: rfc822;anna@elsewhere.example")
	find("success told by Postlock", "Original-Envelope-Id: envelope+2\n", "Reporting-MTA: dns;relay.example.org", "Action: relayed",
		"Original-Recipient: rfc822;anna@elsewhere.example", "Remote-MTA: dns;127.0.0.1")
	find("failure", "Original-Envelope-Id: envelope+3\n", "Reporting-MTA: dns;relay.example.org", "Action: failed", "Status: 5.7.1",
		"Original-Recipient: rfc822;refused@elsewhere.example", "Diagnostic-Code: smtp;554 5.7.1", "Content-Type: message/rfc822\n", "Subject: told-failure")
	find("the message beyond ASCII", "Subject: Grüße", "To: jørgen@elsewhere.example", "From: bjørn@example.org", "\næøå\n", "with UTF8SMTP id")
	find("its failure", "Original-Envelope-Id: envelope+5\n", "Action: failed", "Status: 5.6.9") // the header is beyond ASCII, too
	eventually(t, "nothing waits", func() bool {                                                 // so the fourth was refused, too
		next, err := o.store.NextDue(t.Context())
		return err == nil && next.IsZero()
	})
	for _, b := range mailbox() {
		if bytes.Contains(b, []byte("envelope+4")) {
			t.Errorf("told although NOTIFY=NEVER:\n%s", b)
		}
	}
}

// mailboxPostfix delivers mail for these domains, notices to our own senders among
// it, into one Maildir.
func mailboxPostfix(t *testing.T, more ...string) (p *postfixtest.Postfix, mailbox func() [][]byte) {
	t.Helper()
	p = startPostfix(t, append([]string{"virtual_mailbox_domains = elsewhere.example example.org plain.example", "virtual_mailbox_base = $queue_directory/../mail",
		"virtual_mailbox_maps = static:mailbox/", "virtual_uid_maps = static:65534", "virtual_gid_maps = static:65534", "virtual_minimum_uid = 100",
		"smtpd_recipient_restrictions = check_recipient_access inline:{refused@elsewhere.example=REJECT}, permit_mynetworks, reject"}, more...)...)
	return p, func() (all [][]byte) {
		files, _ := filepath.Glob(filepath.Join(p.Dir, "mail", "mailbox", "new", "*"))
		for _, f := range files {
			if b, err := os.ReadFile(f); err == nil {
				all = append(all, b)
			}
		}
		return all
	}
}

// sendmail submits a message to a client Postfix as a program on its machine does.
func sendmail(t *testing.T, p *postfixtest.Postfix, m letter, args ...string) {
	t.Helper()
	args = append([]string{"-C", p.Dir, "-i", "-f", m.from}, append(args, m.to...)...)
	cmd := exec.Command(need(t, "sendmail"), args...)
	cmd.Stdin = bytes.NewReader(bytes.ReplaceAll(m.data, []byte("\r\n"), []byte("\n")))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("sendmail: %v\n%s", err, out)
	}
}

// TestProxyHeader: a client behind a proxy is who the proxy says it is, in both
// versions; swaks is the proxy.
func TestProxyHeader(t *testing.T) {
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), func(s *settings) {
		l := &s.Listen[0].listener
		l.Networks, l.Proxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}, []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	})
	swaks := need(t, "swaks")
	send := func(version, family, source, body string) (string, error) {
		out, err := exec.Command(swaks, "--server", o.smtpAddress(), "--from", "a@example.org", "--to", "peter@elsewhere.example", "--body", body,
			"--proxy-version", version, "--proxy-family", family, "--proxy-source", source, "--proxy-source-port", "40000",
			"--proxy-dest", "192.0.2.1", "--proxy-dest-port", "25").CombinedOutput()
		return string(out), err
	}
	for version, family := range map[string]string{"1": "TCP4", "2": "AF_INET"} {
		if out, err := send(version, family, "192.0.2.77", "proxy-"+version); err != nil {
			t.Fatalf("version %s: %v\n%s", version, err, out)
		}
		got := hop.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte("proxy-"+version)) })
		if !bytes.Contains(got.data, []byte("([192.0.2.77])")) {
			t.Errorf("version %s: the trace does not tell the client:\n%s", version, headOf(got.data))
		}
		if out, err := send(version, family, "198.51.100.1", "stranger"); err == nil || !strings.Contains(out, "does not take mail from 198.51.100.1") && !strings.Contains(out, "Sign in first") {
			t.Errorf("version %s: a stranger behind the proxy: %v\n%s", version, err, out)
		}
	}
}

// TestTLSHop: the next hop is another Postlock whose certificate an authority of
// the office's own has made (it is its own), with STARTTLS and with TLS from the
// first octet; without that authority nothing leaves.
func TestTLSHop(t *testing.T) {
	for name, implicit := range map[string]bool{"STARTTLS": false, "implicit": true} {
		t.Run(name, func(t *testing.T) {
			end := startRecorder(t)
			second := startOffice(t, end.address(), func(s *settings) {
				l := &s.Listen[0].listener
				l.ImplicitTLS, l.NeedTLS = implicit, true
			})
			to := nextHop{Address: second.smtpAddress(), Implicit: implicit, TLS: "verified", Name: "relay.example.org", CA: second.data("tls.crt")}
			strange := to
			strange.CA = ""
			first := startOffice(t, "", func(s *settings) {
				s.NextHop, s.Routes = to, []routeSettings{{Recipients: []string{"strange.example"}, NextHops: []nextHop{strange}}}
			})
			m := letter{from: "office@example.org", to: []string{"peter@elsewhere.example", "peter@strange.example"}}
			m.data = compose(m, "Two relays", time.Now(), "x\n", "", nil)
			if said, err := submit(first.smtpAddress(), m); err != nil {
				t.Fatalf("%s %v", said, err)
			}
			got := end.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte("Subject: Two relays")) })
			if n := bytes.Count(got.data, []byte("SMTPS id")); n != 1 || len(got.to) != 1 || got.to[0] != "peter@elsewhere.example" {
				t.Errorf("%d of the two ways were inside TLS, to %v\n%s", n, got.to, headOf(got.data))
			}
		})
	}
}

// TestHopCertificate: a Postfix that relays for whom it knows by certificate takes
// mail when Postlock shows that one, and refuses what comes without.
func TestHopCertificate(t *testing.T) {
	server, shown := t.TempDir(), t.TempDir()
	pair := func(dir string) (cert, key string, fingerprint string) {
		c := must(relay.SelfSigned(dir, "relay.example.org", slog.New(slog.DiscardHandler)))
		return filepath.Join(dir, "tls.crt"), filepath.Join(dir, "tls.key"), fmt.Sprintf("%X", sha256.Sum256(must(c.Client(nil)).Certificate[0]))
	}
	cert, key, _ := pair(server)
	ours, oursKey, fingerprint := pair(shown)
	p, mailbox := mailboxPostfix(t, "mynetworks = 192.0.2.0/24", "smtpd_tls_security_level = may", "smtpd_tls_ask_ccert = yes",
		"smtpd_tls_fingerprint_digest = sha256", "smtpd_tls_cert_file = "+cert, "smtpd_tls_key_file = "+key,
		"relay_clientcerts = inline:{"+colons(fingerprint)+"=office}",
		"smtpd_recipient_restrictions = permit_tls_clientcerts, reject")
	hop := nextHop{Address: p.Address, TLS: "required"}
	known := hop
	known.Certificate, known.Key = ours, oursKey
	o := startOffice(t, "", func(s *settings) {
		s.NextHop, s.Routes = known, []routeSettings{{Recipients: []string{"plain.example"}, NextHops: []nextHop{hop}}}
	})
	m := letter{from: "office@example.org", to: []string{"peter@elsewhere.example", "peter@plain.example"}}
	m.data = compose(m, "Known by certificate", time.Now(), "x\n", "", nil)
	if said, err := submit(o.smtpAddress(), m); err != nil {
		t.Fatalf("%s %v", said, err)
	}
	eventually(t, "the one copy that was shown a certificate", func() bool {
		return slices.ContainsFunc(mailbox(), func(b []byte) bool { return bytes.Contains(b, []byte("Subject: Known by certificate")) })
	})
	eventually(t, "the other is refused", func() bool {
		return strings.Contains(p.Log(), "<peter@plain.example>: Recipient address rejected: Access denied")
	})
	for _, b := range mailbox() {
		if bytes.Contains(b, []byte("X-Original-To: peter@plain.example")) {
			t.Error("the other came through")
		}
	}
}

// colons is a fingerprint as Postfix writes it.
func colons(hex string) string {
	var pairs []string
	for pair := range slices.Chunk([]byte(hex), 2) {
		pairs = append(pairs, string(pair))
	}
	return strings.Join(pairs, ":")
}
