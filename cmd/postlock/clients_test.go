package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestClients sends with the programs that people and scripts use, each in every
// way in which it can sign in.
func TestClients(t *testing.T) {
	hop := startRecorder(t)
	socket := filepath.Join(t.TempDir(), "lmtp.sock")
	o := startOffice(t, hop.address(), func(s *settings) {
		s.Listen[0].listener.Networks = nil // everybody signs in
		implicit := s.Listen[0]
		implicit.listener.ImplicitTLS = true
		local := s.Listen[0]
		local.Address, local.listener.LMTP, local.listener.NoTLS = socket, true, true
		s.Listen = append(s.Listen, implicit, local)
	})
	people, err := demoPeople(t.Context(), o.accounts)
	if err != nil {
		t.Fatal(err)
	}
	c := &realClient{
		start: o.smtpAddress(), implicit: o.server.Addrs()[1].String(), socket: socket, password: people[0].password, dir: t.TempDir(),
	}
	// A line that begins with a dot, one of 990 letters, and letters beyond ASCII.
	c.body = "dots\n.\n..\n" + strings.Repeat("x", 990) + "\næøå\n"
	for _, way := range []struct {
		name string
		send func(t *testing.T, name string) *exec.Cmd
	}{
		{"msmtp scram", c.msmtp("scram-sha-256", true)}, {"msmtp plain", c.msmtp("plain", true)},
		{"msmtp login", c.msmtp("login", true)}, {"msmtp implicit", c.msmtp("scram-sha-256", false)},
		{"curl plain", c.curl("smtp", "PLAIN")}, {"curl login", c.curl("smtps", "LOGIN")},
		{"s-nail", c.nail("smtp", "plain")}, {"s-nail implicit", c.nail("submissions", "login")},
		{"smtplib", c.smtplib}, {"smtplib lmtp", c.lmtp},
	} {
		t.Run(way.name, func(t *testing.T) {
			cmd := way.send(t, way.name)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			got := hop.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte("Subject: by "+way.name+"\r\n")) })
			if got.from != "mette@example.org" || len(got.to) != 1 || got.to[0] != "peter@elsewhere.example" {
				t.Errorf("envelope: %s to %v", got.from, got.to)
			}
			if want := strings.ReplaceAll(c.body, "\n", "\r\n"); strings.TrimRight(string(bodyOf(got.data)), "\r\n")+"\r\n" != want && !strings.HasPrefix(way.name, "s-nail") {
				t.Errorf("the body changed:\n%q\n%q", bodyOf(got.data), want)
			}
		})
	}
}

// realClient makes the command lines.
type realClient struct {
	start, implicit string // addresses with STARTTLS and with TLS from the first octet
	socket          string // of LMTP
	password, dir   string
	body            string
}

// message is what the clients are given to send.
func (c *realClient) message(name, end string) *strings.Reader {
	text := "From: mette@example.org\nTo: peter@elsewhere.example\nSubject: by " + name + "\nDate: " + time.Now().Format(time.RFC1123Z) +
		"\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + c.body
	return strings.NewReader(strings.ReplaceAll(text, "\n", end))
}

func (c *realClient) msmtp(auth string, starttls bool) func(*testing.T, string) *exec.Cmd {
	return func(t *testing.T, name string) *exec.Cmd {
		address, onOff := c.implicit, "off"
		if starttls {
			address, onOff = c.start, "on"
		}
		host, port, _ := net.SplitHostPort(address)
		cmd := exec.Command(need(t, "msmtp"), "--host="+host, "--port="+port, "--tls=on", "--tls-starttls="+onOff, "--tls-certcheck=off",
			"--auth="+auth, "--user=mette", "--passwordeval=echo "+c.password, "--from=mette@example.org", "peter@elsewhere.example")
		cmd.Stdin = c.message(name, "\n")
		return cmd
	}
}

func (c *realClient) curl(scheme, auth string) func(*testing.T, string) *exec.Cmd {
	return func(t *testing.T, name string) *exec.Cmd {
		address := c.start
		if scheme == "smtps" {
			address = c.implicit
		}
		cmd := exec.Command(need(t, "curl"), "--silent", "--show-error", "--url", scheme+"://"+address, "--ssl-reqd", "--insecure",
			"--user", "mette@example.org:"+c.password, "--login-options", "AUTH="+auth,
			"--mail-from", "mette@example.org", "--mail-rcpt", "peter@elsewhere.example", "--upload-file", "-")
		cmd.Stdin = c.message(name, "\r\n")
		return cmd
	}
}

func (c *realClient) nail(scheme, auth string) func(*testing.T, string) *exec.Cmd {
	return func(t *testing.T, name string) *exec.Cmd {
		address, starttls := c.start, "-Ssmtp-use-starttls"
		if scheme == "submissions" {
			address, starttls = c.implicit, "-Snosmtp-use-starttls"
		}
		cmd := exec.Command(need(t, "s-nail"), "-:/", "-Sv15-compat", "-Sttycharset=utf-8", "-Stls-verify=ignore", starttls, "-Ssmtp-auth="+auth,
			"-Smta="+scheme+"://mette:"+c.password+"@"+address, "-Sfrom=mette@example.org", "-r", "mette@example.org", "-s", "by "+name, "peter@elsewhere.example")
		cmd.Stdin = strings.NewReader(c.body)
		cmd.Env = append(os.Environ(), "HOME="+c.dir)
		return cmd
	}
}

func (c *realClient) smtplib(t *testing.T, name string) *exec.Cmd {
	host, port, _ := net.SplitHostPort(c.start)
	script := fmt.Sprintf(`import email, smtplib, ssl, sys
loose = ssl._create_unverified_context()
with smtplib.SMTP(%q, %s) as s:
    s.starttls(context=loose)
    s.login("mette", %q)
    refused = s.send_message(email.message_from_binary_file(sys.stdin.buffer))
    assert not refused, refused
`, host, port, c.password)
	return c.python(t, name, script)
}

// lmtp is a program on the same machine; who may open the socket need not sign in.
func (c *realClient) lmtp(t *testing.T, name string) *exec.Cmd {
	return c.python(t, name, fmt.Sprintf(`import email, smtplib, sys
with smtplib.LMTP(%q) as s:
    refused = s.send_message(email.message_from_binary_file(sys.stdin.buffer))
    assert not refused, refused
`, c.socket))
}

func (c *realClient) python(t *testing.T, name, script string) *exec.Cmd {
	file := filepath.Join(c.dir, "send.py")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(need(t, "python3"), file)
	cmd.Stdin = c.message(name, "\n")
	return cmd
}
