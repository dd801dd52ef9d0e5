package dsn

import (
	"bufio"
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/message"
)

func address(t testing.TB, s string) message.Address {
	t.Helper()
	a, err := message.ParseAddress(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func report(t testing.TB, action Action) Report {
	return Report{
		Action: action, ID: "1", Hostname: "relay.example.org", From: address(t, "postmaster@example.org"),
		To: address(t, "sender@example.org"), EnvID: "env", Accepted: time.Unix(1e9, 0).UTC(), Now: time.Unix(1e9+3600, 0).UTC(),
		Until: time.Unix(1e9+432000, 0).UTC(), Header: []byte("Subject: list\r\nFrom: x@example.org\r\n"),
		Recipients: []Recipient{{
			Recipient: message.Recipient{Address: address(t, "a@b.example"), ORcpt: "rfc822;a@b.example"},
			Status:    "5.1.1", Reply: "550 5.1.1 no such user", Hop: "mx.b.example", At: time.Unix(1e9+3600, 0),
		}},
	}
}

// parts reads a notification as a mail program does.
func parts(t *testing.T, raw []byte) (header mail.Header, types []string, bodies []string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/report" || params["report-type"] != "delivery-status" {
		t.Fatalf("%q %v", m.Header.Get("Content-Type"), err)
	}
	r := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := r.NextPart()
		if err == io.EOF {
			return m.Header, types, bodies
		}
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(p)
		types, bodies = append(types, p.Header.Get("Content-Type")), append(bodies, string(body))
	}
}

func TestMessage(t *testing.T) {
	header, types, bodies := parts(t, report(t, Failed).Message())
	if len(types) != 3 || types[1] != "message/delivery-status" || types[2] != "text/rfc822-headers" {
		t.Fatalf("parts %q", types)
	}
	if header.Get("To") != "<sender@example.org>" || header.Get("Auto-Submitted") != "auto-replied" {
		t.Errorf("header %v", header)
	}
	for _, want := range []string{"a@b.example", "This address does not exist", "550 5.1.1 no such user"} {
		if !strings.Contains(bodies[0], want) {
			t.Errorf("no %q in %s", want, bodies[0])
		}
	}
	if bodies[2] != "Subject: list\r\nFrom: x@example.org\r\n" {
		t.Errorf("header returned: %q", bodies[2])
	}
	machine := textproto.NewReader(bufio.NewReader(strings.NewReader(bodies[1] + "\r\n\r\n")))
	message, err := machine.ReadMIMEHeader()
	if err != nil || message.Get("Reporting-MTA") != "dns; relay.example.org" || message.Get("Original-Envelope-Id") != "env" {
		t.Errorf("%v %v", message, err)
	}
	rcpt, err := machine.ReadMIMEHeader()
	for name, want := range map[string]string{
		"Final-Recipient": "rfc822; a@b.example", "Original-Recipient": "rfc822;a@b.example", "Action": "failed", "Status": "5.1.1",
		"Diagnostic-Code": "smtp; 550 5.1.1 no such user", "Remote-Mta": "dns; mx.b.example",
	} {
		if rcpt.Get(name) != want {
			t.Errorf("%s is %q, want %q (%v)", name, rcpt.Get(name), want, err)
		}
	}
}

// What others said can break out neither of its line nor of its part.
func TestHostileText(t *testing.T) {
	r := report(t, Failed)
	r.Recipients[0].Reply = "550 evil\r\nAction: delivered\r\n\r\n--boundary\x00" + strings.Repeat("x", 5000)
	r.Recipients[0].ORcpt = "rfc822;a\r\nBcc: b@c.example"
	r.EnvID = "x\ny: z"
	_, types, bodies := parts(t, r.Message())
	if len(types) != 3 || strings.Contains(bodies[1], "\r\nAction: delivered") || strings.Contains(bodies[1], "\nBcc") || strings.Contains(bodies[1], "\ny:") {
		t.Errorf("%q", bodies[1])
	}
	for _, line := range strings.Split(string(r.Message()), "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n\x00") {
			t.Errorf("line of %d bytes: %.80q", len(line), line)
		}
	}
}

// RFC 6533: addresses beyond ASCII have types of their own.
func TestBeyondASCII(t *testing.T) {
	r := report(t, Delayed)
	r.Recipients[0].Address = address(t, "é@b.example")
	_, types, bodies := parts(t, r.Message())
	if types[1] != "message/global-delivery-status" || types[2] != "message/global-headers" || !strings.Contains(bodies[1], "Final-Recipient: utf-8; é@b.example") {
		t.Errorf("%q %q", types, bodies[1])
	}
}

func TestWanted(t *testing.T) {
	sender, null := address(t, "a@b.example"), message.Address{}
	tests := []struct {
		action Action
		from   message.Address
		notify []string
		want   bool
	}{
		{Failed, sender, nil, true}, {Failed, sender, []string{"FAILURE"}, true}, {Failed, sender, []string{"failure"}, true},
		{Failed, sender, []string{"NEVER"}, false}, {Failed, sender, []string{"SUCCESS", "DELAY"}, false}, {Failed, null, nil, false},
		{Delayed, sender, nil, true}, {Delayed, sender, []string{"FAILURE"}, false}, {Delayed, sender, []string{"DELAY"}, true}, {Delayed, null, []string{"DELAY"}, false},
		{Relayed, sender, nil, false}, {Relayed, sender, []string{"SUCCESS"}, true}, {Relayed, null, []string{"SUCCESS"}, false}, {Relayed, sender, []string{"NEVER"}, false},
	}
	for _, test := range tests {
		if got := Wanted(test.action, test.from, test.notify); got != test.want {
			t.Errorf("%v from %v notify %v: %v", test.action, test.from, test.notify, got)
		}
	}
}

func TestHeader(t *testing.T) {
	for in, want := range map[string]string{
		"A: 1\r\nB: 2\r\n\r\nbody": "A: 1\r\nB: 2\r\n",
		"\r\nbody only":            "",
		"A: 1\r\nno end":           "A: 1\r\n",
		"":                         "",
	} {
		if got, err := Header(strings.NewReader(in)); err != nil || string(got) != want {
			t.Errorf("%q: %q %v", in, got, err)
		}
	}
	long, err := Header(strings.NewReader(strings.Repeat("X: "+strings.Repeat("y", 96)+"\r\n", 10000)))
	if err != nil || len(long) > maxHeader || !bytes.HasSuffix(long, []byte("y\r\n")) {
		t.Errorf("%d bytes, %v", len(long), err)
	}
}
