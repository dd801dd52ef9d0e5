package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// recorder is a next hop that keeps what arrives.
type recorder struct {
	*hop
	mu  sync.Mutex
	got []arrival
	new chan struct{}
}

func startRecorder(t *testing.T) *recorder {
	t.Helper()
	r := &recorder{new: make(chan struct{}, 1000)}
	h, err := newHop("127.0.0.1:0", func(a arrival) {
		r.mu.Lock()
		r.got = append(r.got, a)
		r.mu.Unlock()
		r.new <- struct{}{}
	})
	if err != nil {
		t.Fatal(err)
	}
	r.hop = h
	go h.serve()
	t.Cleanup(h.close)
	return r
}

// wait returns the first arrival that is wanted.
func (r *recorder) wait(t *testing.T, wanted func(arrival) bool) arrival {
	t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		r.mu.Lock()
		for _, a := range r.got {
			if wanted(a) {
				r.mu.Unlock()
				return a
			}
		}
		r.mu.Unlock()
		select {
		case <-r.new:
		case <-deadline:
			t.Fatal("the message did not arrive at the next hop within 30 s")
		}
	}
}

// startOffice runs the whole house on free ports until the test ends.
func startOffice(t testing.TB, nextHop string, change func(*settings)) *office {
	t.Helper()
	s, err := parseSettings("test", nil)
	if err != nil {
		t.Fatal(err)
	}
	s.Data, s.Rules, s.Hostname = t.TempDir(), "", "relay.example.org"
	s.Listen[0].Address, s.Page.Address, s.Page.TLS = "127.0.0.1:0", "127.0.0.1:0", false
	s.NextHop.Address = nextHop
	if change != nil {
		change(&s)
	}
	o, err := openOffice(t.Context(), s, "", slog.New(slog.NewTextHandler(testLog{t}, nil)))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- o.run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the office ended with %v", err)
		}
	})
	return o
}

// testLog sends the office's log to the test's.
type testLog struct{ t testing.TB }

func (l testLog) Write(p []byte) (int, error) {
	if _, fuzzing := l.t.(*testing.F); fuzzing { // which takes no lines while a target runs
		return len(p), nil
	}
	l.t.Log(strings.TrimRight(string(p), "\n"))
	return len(p), nil
}

// need fails the test when a real part is missing; `make test` installs them.
func need(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/" + name)
	}
	if err != nil {
		t.Fatalf("%s is not installed; `make test` does it", name)
	}
	return path
}

// bodyOf is the body of a message, after its header.
func bodyOf(data []byte) []byte {
	_, body, _ := bytes.Cut(data, []byte("\r\n\r\n"))
	return body
}

func TestSwaks(t *testing.T) {
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), nil)
	u := &userCommand{std: stdio{out: &bytes.Buffer{}, err: os.Stderr}, accounts: o.accounts}
	people, err := demoPeople(t.Context(), u.accounts)
	if err != nil {
		t.Fatal(err)
	}
	swaks := need(t, "swaks")
	send := func(t *testing.T, args ...string) {
		t.Helper()
		args = append([]string{"--server", o.smtpAddress(), "--from", "mette@example.org", "--to", "peter@elsewhere.example"}, args...)
		out, err := exec.Command(swaks, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("swaks %v: %v\n%s", args, err, out)
		}
	}
	for name, args := range map[string][]string{
		"plain":    {"--body", "plain"},
		"STARTTLS": {"--tls", "--body", "STARTTLS"},
		"LOGIN":    {"--tls", "--auth", "LOGIN", "--auth-user", "mette", "--auth-password", people[0].password, "--body", "LOGIN"},
		"PLAIN":    {"--tls", "--auth", "PLAIN", "--auth-user", "mette@example.org", "--auth-password", people[0].password, "--body", "PLAIN"},
		"PIPELINE": {"--pipeline", "--body", "PIPELINE"},
	} {
		t.Run(name, func(t *testing.T) {
			send(t, args...)
			hop.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte(name)) })
		})
	}
	out, err := exec.Command(swaks, "--server", o.smtpAddress(), "--from", "mette@example.org", "--to", "p@elsewhere.example",
		"--tls", "--auth", "LOGIN", "--auth-user", "mette", "--auth-password", "wrong").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "535 5.7.8") {
		t.Errorf("a wrong password: %v\n%s", err, out)
	}
}

func TestStory(t *testing.T) {
	var out bytes.Buffer
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := demo(ctx, stdio{out: &out, err: os.Stderr}, []string{"--once"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`next hop: "Summer fair" for 40 recipients, header says To: hanne@example.org`,
		`next hop: "Invoice 2026-0417" for 1 recipient, header says To: orders@baker-supplies.example`,
		"Held", "sign in as mette", "sign in as pieter", "http://127.0.0.1:",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the demo does not say %q", want)
		}
	}
	if strings.Contains(out.String(), "Zwemlessen") {
		t.Error("the held message left")
	}
	if t.Failed() {
		t.Log(out.String())
	}
}

// TestNextHopDown: accepted, queued, and delivered once the hop is there.
func TestNextHopDown(t *testing.T) {
	hop := startRecorder(t)
	address := hop.address()
	hop.close()
	o := startOffice(t, address, nil)
	m := letter{from: "office@example.org", to: []string{"peter@elsewhere.example"}}
	m.data = compose(m, "Down", time.Now(), "the hop is down\n", "", nil)
	said, err := submit(o.smtpAddress(), m)
	if err != nil || !strings.HasPrefix(said, "250 2.") {
		t.Fatalf("with the next hop down: %q, %v", said, err)
	}
	fmt.Sscan(said)
}
