package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// get asks one of the pages of [metrics].
func get(t *testing.T, o *office, path string) (int, string) {
	t.Helper()
	resp, err := http.Get("http://" + o.metrics.Addr().String() + path)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	return resp.StatusCode, string(must(io.ReadAll(resp.Body)))
}

func TestMetrics(t *testing.T) {
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), func(s *settings) { s.Metrics.Address = "127.0.0.1:0" })
	mails, err := story(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mails {
		if said, err := submit(o.smtpAddress(), m); err != nil {
			t.Fatalf("%s %v", said, err)
		}
	}
	var text string
	eventually(t, "deliveries are counted", func() bool {
		_, text = get(t, o, "/metrics")
		return strings.Contains(text, `postlock_deliveries_total{code="250"} 41`) && strings.Contains(text, "\npostlock_queue_messages 0\n")
	})
	for _, want := range []string{
		`postlock_messages_accepted_total{action="pass"} 1`, `postlock_messages_accepted_total{action="bcc"} 1`,
		`postlock_messages_accepted_total{action="hold"} 1`, `postlock_verdicts_total{action="hold",rule="people-list"} 1`,
		"\npostlock_hold_pending 1\n", "\npostlock_queue_oldest_seconds 0\n", "postlock_inspection_seconds_count 3", "postlock_spool_bytes ",
		"\npostlock_extract_workers_started_total ", "\npostlock_extract_workers_broken_total 0\n", "go_goroutines ", "process_resident_memory_bytes ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the metrics lack %s", strings.TrimSpace(want))
		}
	}
	if strings.Contains(text, "@") || strings.Contains(text, "example") {
		t.Error("the metrics name somebody")
	}
	if t.Failed() {
		t.Log(text)
	}
	for path, want := range map[string]string{"/healthz": "alive\n", "/readyz": "ready\n"} {
		if code, text := get(t, o, path); code != 200 || text != want {
			t.Errorf("%s: %d %q", path, code, text)
		}
	}
	if code, _ := get(t, o, "/"); code != 404 {
		t.Errorf("/: %d", code)
	}
}

// TestNotReady: a spool that is gone is no reason to restart, but to send mail
// elsewhere.
func TestNotReady(t *testing.T) {
	s := must(parseSettings("test", nil))
	s.Data, s.Rules, s.Hostname = t.TempDir(), "", "relay.example.org"
	s.Listen[0].Address, s.Page.Address, s.Page.TLS, s.Metrics.Address = "127.0.0.1:0", "127.0.0.1:0", false, "127.0.0.1:0"
	o, err := openOffice(t.Context(), s, "", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer o.close()
	if err := o.ready(t.Context()); err != nil {
		t.Errorf("at first: %v", err)
	}
	o.store.Close()
	if err := o.ready(t.Context()); err == nil {
		t.Error("ready without a spool")
	}
}

// TestKeysRotateWhileServing: serve makes the new key on request; what was accepted
// before and after is read with it alone.
func TestKeysRotateWhileServing(t *testing.T) {
	o := startOffice(t, freePort(t), nil)
	ctx, stop := context.WithCancel(t.Context())
	var watcher sync.WaitGroup
	watcher.Go(func() { o.watch(ctx, nil, func(string) {}) })
	defer watcher.Wait()
	defer stop()
	config := configFor(t, o)
	m := letter{from: "office@example.org", to: []string{"peter@elsewhere.example"}}
	m.data = compose(m, "Queued", time.Now(), "waits for its next hop\n", "", nil)
	old := must(os.ReadFile(o.data("key")))
	for range 2 {
		if said, err := submit(o.smtpAddress(), m); err != nil {
			t.Fatalf("%s %v", said, err)
		}
		if out, status := runWords(t, "keys", "rotate", "--config", config); status != 0 || !strings.Contains(out, "serve has made a new key") {
			t.Fatalf("%d %s", status, out)
		}
	}
	if now := must(os.ReadFile(o.data("key"))); len(now) != 32 || bytes.Equal(now, old) {
		t.Errorf("a key file of %d bytes", len(now))
	}
	if problems, err := o.store.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
	if out, _ := runWords(t, "audit", "list", "--config", config); strings.Count(out, "key rotated") != 2 {
		t.Errorf("the record: %s", out)
	}
}

// servedBy starts `postlock serve` as a process of its own, by way of a shell line
// that ends in "exec $0 serve …".
func servedBy(t *testing.T, dir, shell string, extra ...*os.File) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("sh", "-c", shell, os.Args[0])
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "POSTLOCK_TEST_RUN=1")
	cmd.ExtraFiles = extra
	cmd.Stderr = testLog{t}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return cmd
}

// heard is what systemd would hear, one word after the other.
type heard struct{ *net.UnixConn }

func (h heard) want(t *testing.T, state string) {
	t.Helper()
	h.SetReadDeadline(time.Now().Add(60 * time.Second))
	b := make([]byte, 500)
	n, err := h.Read(b)
	if err != nil || !strings.HasPrefix(string(b[:n]), state) {
		t.Fatalf("systemd hears %q, not %q; %v", b[:n], state, err)
	}
}

// TestSystemd: sockets are handed over, and systemd is told when the relay is
// ready, reloads and stops; SIGHUP brings new rules and settings into force, and
// a mistake in them changes nothing.
func TestSystemd(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	hop := startRecorder(t)
	socket := must(net.Listen("tcp", "127.0.0.1:0"))
	defer socket.Close()
	config := fmt.Sprintf("data = \"data\"\nrules = \"rules.toml\"\nhostname = \"relay.own.example\"\n[next_hop]\naddress = %q\n[page]\naddress = \"127.0.0.1:0\"\n[[listen]]\naddress = %q\n",
		hop.address(), socket.Addr())
	write("postlock.toml", config+"networks = [\"127.0.0.0/8\"]\n")
	write("rules.toml", "own_domains = [\"own.example\"]\n")

	ears, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: filepath.Join(dir, "notify"), Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer ears.Close()
	systemd := heard{ears}
	file := must(socket.(*net.TCPListener).File())
	defer file.Close()
	cmd := servedBy(t, dir, "export NOTIFY_SOCKET=notify LISTEN_FDS=1 LISTEN_PID=$$; exec $0 serve --config postlock.toml", file)
	systemd.want(t, "READY=1")

	say := func(from, want string) {
		t.Helper()
		c := dial(t, socket.Addr().String())
		defer c.conn.Close()
		c.say(t, "EHLO pc")
		if got := c.say(t, "MAIL FROM:<"+from+">"); !strings.HasPrefix(got, want) {
			t.Fatalf("MAIL from %s: %q, not %q", from, got, want)
		}
	}
	say("a@else.example", "250")
	busy := dial(t, socket.Addr().String())
	busy.say(t, "EHLO pc")
	busy.say(t, "MAIL FROM:<a@own.example>")

	reload := func() {
		t.Helper()
		cmd.Process.Signal(syscall.SIGHUP)
		systemd.want(t, "RELOADING=1\nMONOTONIC_USEC=")
		systemd.want(t, "READY=1")
	}
	write("postlock.toml", config+"networks = [\"127.0.0.0/8\"]\nown_sender = true\n")
	write("rules.toml", "own_domains = [\"new.example\"]\n")
	reload()
	say("a@else.example", "550 5.7.1 You may not send as")
	say("a@new.example", "250")
	write("postlock.toml", config+"colour = \"red\"\n")
	reload()
	say("a@else.example", "550 5.7.1 You may not send as")
	write("postlock.toml", strings.Replace(config, socket.Addr().String(), "127.0.0.1:1", 1))
	reload()
	say("a@else.example", "550 5.7.1 You may not send as")

	// What is under way is finished.
	cmd.Process.Signal(syscall.SIGTERM)
	systemd.want(t, "STOPPING=1")
	if got := busy.say(t, "RCPT TO:<b@else.example>"); !strings.HasPrefix(got, "250") {
		t.Errorf("RCPT while stopping: %s", got)
	}
	if got := busy.say(t, "DATA"); !strings.HasPrefix(got, "354") {
		t.Errorf("DATA while stopping: %s", got)
	}
	if got := busy.say(t, "Subject: last words\r\n\r\nbye\r\n."); !strings.HasPrefix(got, "250") {
		t.Errorf("the message while stopping: %s", got)
	}
	busy.conn.Close()
	if err := cmd.Wait(); err != nil {
		t.Errorf("the relay ended with %v", err)
	}
}

// TestCertificateChanges: a new certificate is shown without a restart.
func TestCertificateChanges(t *testing.T) {
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), nil)
	shown := func() string {
		t.Helper()
		c := dial(t, o.smtpAddress())
		defer c.conn.Close()
		c.say(t, "EHLO pc")
		c.say(t, "STARTTLS")
		conn := tls.Client(c.conn, &tls.Config{InsecureSkipVerify: true})
		if err := conn.HandshakeContext(context.Background()); err != nil {
			t.Fatal(err)
		}
		return string(conn.ConnectionState().PeerCertificates[0].Raw)
	}
	first := shown()
	other := startOffice(t, hop.address(), nil)
	for _, name := range []string{"tls.key", "tls.crt"} {
		file := o.data(name)
		if err := os.WriteFile(file, must(os.ReadFile(other.data(name))), 0o600); err != nil {
			t.Fatal(err)
		}
		later := time.Now().Add(time.Hour)
		os.Chtimes(file, later, later)
	}
	if shown() == first {
		t.Error("the old certificate is still shown")
	}
}

func TestSameAddress(t *testing.T) {
	for _, c := range []struct {
		have net.Addr
		want string
		same bool
	}{
		{&net.TCPAddr{IP: net.IPv6unspecified, Port: 25}, "0.0.0.0:25", true},
		{&net.TCPAddr{IP: net.IPv6unspecified, Port: 25}, ":25", true},
		{&net.TCPAddr{IP: net.IPv6unspecified, Port: 25}, "127.0.0.1:25", false},
		{&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 25}, "127.0.0.1:25", true},
		{&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 25}, "127.0.0.1:26", false},
		{&net.UnixAddr{Name: "/run/x", Net: "unix"}, "/run/x", true},
		{&net.UnixAddr{Name: "/run/x", Net: "unix"}, "/run/y", false},
	} {
		if sameAddress(c.have, c.want) != c.same {
			t.Errorf("%s and %s", c.have, c.want)
		}
	}
}
