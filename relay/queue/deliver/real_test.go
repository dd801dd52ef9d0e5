package deliver

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/relay/postfixtest"
)

// program finds a Debian program; with CI set it must be there.
func program(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("CI") != "" {
		t.Fatal(err)
	}
	t.Skipf("%s is not installed (Debian package postfix)", name)
	return ""
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// await waits until somebody listens.
func await(t testing.TB, address string) {
	t.Helper()
	deadline := time.After(10 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("nobody listens on %s", address)
		}
	}
}

// sink starts Postfix's smtp-sink.
func sink(t testing.TB, args ...string) *Client {
	t.Helper()
	address := freePort(t)
	if os.Getuid() == 0 {
		args = append([]string{"-u", "nobody"}, args...)
	}
	cmd := exec.Command(program(t, "smtp-sink"), append(args, address, "100")...)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	await(t, address)
	c := &Client{Hop: Hop{Address: address, TLS: Opportunistic}, Hostname: "relay.test"}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestSink(t *testing.T) {
	for _, test := range []struct {
		args []string
		want Status
		code int
	}{
		{nil, Delivered, 250},
		{[]string{"-p"}, Delivered, 250}, // no PIPELINING
		{[]string{"-8"}, Delivered, 250}, // no 8BITMIME
		{[]string{"-e"}, Delivered, 250}, // no ESMTP
		{[]string{"-f", "MAIL"}, Permanent, 500},
		{[]string{"-f", "RCPT"}, Permanent, 500},
		{[]string{"-f", "DATA"}, Permanent, 500},
		{[]string{"-f", "."}, Permanent, 500},
		{[]string{"-r", "MAIL"}, Temporary, 450},
		{[]string{"-r", "RCPT"}, Temporary, 450},
		{[]string{"-r", "DATA"}, Temporary, 450},
		{[]string{"-r", "."}, Temporary, 450},
		{[]string{"-q", "EHLO"}, Temporary, 0},
		{[]string{"-q", "RCPT"}, Temporary, 0},
		{[]string{"-q", "DATA"}, Temporary, 0},
		{[]string{"-q", "."}, Temporary, 0},
		{[]string{"-Q", "RCPT"}, Temporary, 421},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			c := sink(t, test.args...)
			for range 2 {
				r := c.Deliver(t.Context(), mail(t, "Subject: x\r\n\r\nbody\r\n", "a@b.example", "c@b.example"))
				want(t, r, test.want, test.want)
				if r[0].Reply.Code != test.code {
					t.Errorf("%+v", r[0].Reply)
				}
			}
		})
	}
}

// postfix starts a private Postfix that delivers mail for hop.test into a
// Maildir.
func postfix(t *testing.T) (address, maildir string) {
	t.Helper()
	program(t, "postfix")
	// Not t.TempDir: its parents are closed to Postfix's own user.
	dir, err := os.MkdirTemp("", "postfix")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	os.Chmod(dir, 0o755)
	p, err := postfixtest.Start(dir, "myhostname = hop.test", "virtual_mailbox_domains = hop.test", "virtual_mailbox_maps = static:box/",
		"virtual_mailbox_base = "+dir+"/mail", "virtual_uid_maps = static:65534", "virtual_gid_maps = static:65534", "virtual_minimum_uid = 100",
		"smtpd_recipient_restrictions = check_recipient_access inline:{bad@hop.test=REJECT,later@hop.test=DEFER}, permit_mynetworks, reject")
	switch {
	case errors.Is(err, postfixtest.ErrRoot) && os.Getenv("CI") == "":
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.Stop()
		if t.Failed() {
			t.Log(p.Log())
		}
	})
	return p.Address, filepath.Join(dir, "mail", "box", "new")
}

// arrived waits for n files in a Maildir and gives their contents.
func arrived(t *testing.T, maildir string, n int) (all [][]byte) {
	t.Helper()
	deadline := time.After(30 * time.Second)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		files, _ := filepath.Glob(maildir + "/*")
		if len(files) >= n {
			for _, f := range files {
				b, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, b)
			}
			return all
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("%d of %d messages arrived", len(files), n)
		}
	}
}

// TestPostfix hands odd but lawful messages to a real Postfix: each arrives once
// with the bytes that were given, and what is refused is refused one by one.
func TestPostfix(t *testing.T) {
	address, maildir := postfix(t)
	c := &Client{Hop: Hop{Address: address, TLS: Opportunistic}, Hostname: "relay.test"}
	t.Cleanup(func() { c.Close() })
	bodies := []string{
		".\r\n..\r\n...\r\n.x\r\n\r\n.\r\n",
		"no end of line",
		"\r\n\r\n\r\n",
		"8 bits: \xc3\xa9 \xff\r\n",
		strings.Repeat(strings.Repeat("x", 900)+"\r\n.\r\n", 2000),
	}
	for i, body := range bodies {
		m := mail(t, fmt.Sprintf("Subject: %d\r\nMessage-ID: <%d@b.example>\r\nDate: Sun, 22 Nov 2026 00:00:00 +0000\r\nFrom: a@b.example\r\n\r\n", i, i)+body, "good@hop.test", "bad@hop.test", "later@hop.test")
		m.EightBit = true
		r := c.Deliver(t.Context(), m)
		want(t, r, Delivered, Permanent, Temporary)
		if r[1].Reply.Enhanced != "5.7.1" || !r[0].DSN {
			t.Errorf("%+v", r)
		}
	}
	got := arrived(t, maildir, len(bodies))
	if len(got) != len(bodies) {
		t.Errorf("%d messages became %d", len(bodies), len(got))
	}
	for i, body := range bodies {
		want := strings.ReplaceAll(body, "\r\n", "\n")
		if !strings.HasSuffix(want, "\n") {
			want += "\n"
		}
		found := false
		for _, file := range got {
			head, content, _ := bytes.Cut(file, []byte("\n\n"))
			if bytes.Contains(head, fmt.Appendf(nil, "Subject: %d\n", i)) {
				found = string(content) == want
			}
		}
		if !found {
			t.Errorf("message %d did not arrive as it was sent", i)
		}
	}
}

// BenchmarkSink measures messages a second to smtp-sink over connections that
// are used again.
func BenchmarkSink(b *testing.B) {
	for _, size := range []int{5_000, 100_000, 5_000_000} {
		for _, conns := range []int{1, 10, 50} {
			b.Run(fmt.Sprintf("%d bytes, %d connections", size, conns), func(b *testing.B) {
				c := sink(b)
				c.Limits.MaxIdle = conns
				line := strings.Repeat("x", 74) + "\r\n"
				body := "Subject: x\r\n\r\n" + strings.Repeat(line, size/len(line))
				b.SetBytes(int64(len(body)))
				work := make(chan struct{}, conns)
				done := make(chan Result, conns)
				for range conns {
					go func() {
						for range work {
							done <- c.Deliver(b.Context(), mail(b, body, "a@b.example"))[0]
						}
					}()
				}
				b.ResetTimer()
				go func() {
					for range b.N {
						work <- struct{}{}
					}
					close(work)
				}()
				for range b.N {
					if r := <-done; r.Status != Delivered {
						b.Fatalf("%+v", r)
					}
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "msg/s")
			})
		}
	}
}
