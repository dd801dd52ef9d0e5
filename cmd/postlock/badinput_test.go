package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestBadInput submits what no mail client should send. Each gets an answer in
// bounded time, and none is let through unseen: it is held, or refused with a
// reply that names the cause; what is harmless may pass.
func TestBadInput(t *testing.T) {
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), nil)
	const head = "From: office@example.org\r\nTo: peter@elsewhere.example\r\nSubject: bad\r\nMIME-Version: 1.0\r\n"
	secret := "Vedr\u00f8rende Mette Hansen, CPR-nr. 120574-1018.\r\n"
	for _, c := range []struct {
		name, data string
		want       []string // any of these beginnings of the reply
	}{
		{"empty", "", []string{"5", "250 2.0.0 Held"}},
		{"not a message", "\x89PNG\x01\x02\x03 hello\r\nthere\r\n", []string{"5", "250 2.0.0 Held"}},
		{"10,000 header lines", strings.Repeat("X-Filler: something\r\n", 10_000) + head + "\r\n" + secret, []string{"5", "250 2.0.0 Held"}},
		{"a line of 1 MB", head + "\r\n" + strings.Repeat("long ", 200_000) + "\r\n" + secret, []string{"5", "250 2.0.0 Held"}},
		{"missing boundary", head + "Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\n" + secret + "--x--\r\n", []string{"250 2.0.0 Held"}},
		{"boundary that never comes", head + "Content-Type: multipart/mixed; boundary=never\r\n\r\n" + secret, []string{"250 2.0.0 Held"}},
		{"NUL bytes", head + "\r\nhello\x00there\r\n", []string{"5"}},
		{"bare CR", head + "\r\nhello\rthere\r\n", []string{"5"}},
		{"unknown charset", head + "Content-Type: text/plain; charset=klingon\r\n\r\n" + secret, []string{"250 2.0.0 Held"}},
		{"unknown transfer encoding", head + "Content-Transfer-Encoding: rot13\r\n\r\n" + secret, []string{"250 2.0.0 Held"}},
		{"nested 100 deep", head + nested(100, secret), []string{"5", "250 2.0.0 Held"}},
		{"header without end", strings.TrimSuffix(head, "\r\n") + "\r\n", []string{"250", "5"}},
		{"51 Received", strings.Repeat("Received: from a by b; Sun, 22 Nov 2026 00:00:00 +0000\r\n", 51) + head + "\r\nhello\r\n", []string{"554 5.4.6"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			m := letter{from: "office@example.org", to: []string{"peter@elsewhere.example"}, data: []byte(c.data)}
			said := submitRaw(t, o.smtpAddress(), m)
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("the answer took %s", took)
			}
			for _, w := range c.want {
				if strings.HasPrefix(said, w) {
					return
				}
			}
			t.Errorf("the relay said %q, want one of %q", said, c.want)
		})
	}
	hop.mu.Lock()
	defer hop.mu.Unlock()
	for _, a := range hop.got {
		if bytes.Contains(a.data, []byte("120574-1018")) {
			t.Errorf("the number left:\n%.300s", a.data)
		}
	}
}

// nested is a multipart in a multipart, n times.
func nested(n int, inner string) string {
	var open, end strings.Builder
	for i := range n {
		fmt.Fprintf(&open, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
		fmt.Fprintf(&end, "--b%d--\r\n", n-1-i)
	}
	return open.String() + "Content-Type: text/plain\r\n\r\n" + inner + end.String()
}

// submitRaw sends data octet by octet as given, dots stuffed and no line end
// repaired, and returns the reply to it.
func submitRaw(t *testing.T, address string, m letter) string {
	t.Helper()
	c := dial(t, address)
	for _, say := range []string{"EHLO test.example", "MAIL FROM:<" + m.from + ">", "RCPT TO:<" + m.to[0] + ">", "DATA"} {
		if reply := c.say(t, say); reply[0] != '2' && reply[0] != '3' {
			return reply
		}
	}
	data := strings.ReplaceAll(string(m.data), "\r\n.", "\r\n..")
	if !strings.HasSuffix(data, "\r\n") && data != "" {
		data += "\r\n"
	}
	return c.say(t, data+".")
}
