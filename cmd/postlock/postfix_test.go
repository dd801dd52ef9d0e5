package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/postlock/postlock/relay/postfixtest"
)

// startPostfix runs a private Postfix with more lines for main.cf.
func startPostfix(t testing.TB, mainCf ...string) *postfixtest.Postfix {
	t.Helper()
	need(t, "postfix")
	// Not t.TempDir: its parents are closed to Postfix's own user.
	dir, err := os.MkdirTemp("", "postlock-postfix-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	os.Chmod(dir, 0o755)
	p, err := postfixtest.Start(dir, mainCf...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.Stop()
		if t.Failed() {
			t.Logf("Postfix's log:\n%s", p.Log())
		}
	})
	return p
}

func freePort(t testing.TB) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// eventually polls a program outside of ours, which cannot tell us when.
func eventually(t testing.TB, what string, done func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(60 * time.Second)
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("not within 60 s: %s", what)
		}
	}
}

// TestPostfixAsClient: a Postfix with Postlock as its smarthost.
func TestPostfixAsClient(t *testing.T) {
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), nil)
	_, port, _ := net.SplitHostPort(o.smtpAddress())
	p := startPostfix(t, "relayhost = [127.0.0.1]:"+port, "smtp_tls_security_level = may")
	m := letter{from: "office@example.org", to: []string{"peter@elsewhere.example", "anna@elsewhere.example"}}
	m.data = compose(m, "From Postfix", time.Now(), "by way of Postfix: æøå\n.\n..dots\n", "", nil)
	sendmail(t, p, m)
	got := hop.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte("Subject: From Postfix")) })
	if !bytes.Equal(bodyOf(got.data), bodyOf(m.data)) {
		t.Errorf("the body changed:\n%q\n%q", bodyOf(got.data), bodyOf(m.data))
	}
	if len(got.to) != 2 || got.from != m.from {
		t.Errorf("envelope: from %s to %v", got.from, got.to)
	}
}

// TestPostfixAsNextHop: a list of strangers in To goes through Postlock into a
// stock Postfix, which delivers each its copy without the others.
func TestPostfixAsNextHop(t *testing.T) {
	p := startPostfix(t, "virtual_mailbox_domains = elsewhere.example", "virtual_mailbox_base = $queue_directory/../mail",
		"virtual_mailbox_maps = static:mailbox/", "virtual_uid_maps = static:65534", "virtual_gid_maps = static:65534", "virtual_minimum_uid = 100")
	o := startOffice(t, p.Address, nil)
	m := letter{from: "office@example.org"}
	for i := range 12 {
		m.to = append(m.to, fmt.Sprintf("stranger%d@elsewhere.example", i))
	}
	m.data = compose(m, "To Postfix", time.Now(), "a line\n.\n.. and dots\n", "", nil)
	if said, err := submit(o.smtpAddress(), m); err != nil {
		t.Fatalf("%s %v", said, err)
	}
	box := filepath.Join(p.Dir, "mail", "mailbox", "new")
	eventually(t, "twelve copies in the mailbox", func() bool {
		files, _ := os.ReadDir(box)
		return len(files) == 12
	})
	files, _ := os.ReadDir(box)
	for _, f := range files {
		data := bytes.ReplaceAll(must(os.ReadFile(filepath.Join(box, f.Name()))), []byte("\n"), []byte("\r\n"))
		if !bytes.HasSuffix(data, bodyOf(m.data)) {
			t.Errorf("%s: the body changed", f.Name())
		}
		head, _, _ := bytes.Cut(data, []byte("\r\n\r\n"))
		if n := bytes.Count(head, []byte("stranger")); n > 2 { // Postfix's own Delivered-To and X-Original-To
			t.Errorf("%s shows %d strangers in its header:\n%s", f.Name(), n, head)
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
