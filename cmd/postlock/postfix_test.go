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

// postfix is a private Postfix with its own configuration, queue and log.
type postfix struct {
	dir, address string
}

// startPostfix runs Debian's Postfix on a free port of loopback with more lines
// for main.cf. It needs root, as Postfix does.
func startPostfix(t *testing.T, mainCf ...string) *postfix {
	t.Helper()
	program := need(t, "postfix")
	dir, err := os.MkdirTemp("", "postlock-postfix-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	p := &postfix{dir: dir, address: freePort(t)}
	for _, sub := range []string{"queue", "data", "log", "mail"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	os.Chmod(dir, 0o755)
	exec.Command("chown", "postfix", filepath.Join(dir, "data")).Run()
	exec.Command("chown", "nobody", filepath.Join(dir, "mail")).Run()
	p.write(t, "main.cf", p.mainCf(mainCf))
	p.write(t, "master.cf", p.masterCf())
	for _, args := range [][]string{{"set-permissions"}, {"start"}} {
		if out, err := exec.Command(program, append([]string{"-c", dir}, args...)...).CombinedOutput(); err != nil && args[0] == "start" {
			t.Fatalf("postfix %v: %v\n%s\n%s", args, err, out, p.log())
		}
	}
	t.Cleanup(func() {
		exec.Command(program, "-c", dir, "stop").Run()
		if t.Failed() {
			t.Logf("Postfix's log:\n%s", p.log())
		}
	})
	p.await(t)
	return p
}

func freePort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func (p *postfix) mainCf(more []string) string {
	return strings.Join(append([]string{
		"compatibility_level = 3.6",
		"queue_directory = " + p.dir + "/queue",
		"data_directory = " + p.dir + "/data",
		"maillog_file = " + p.dir + "/log/postfix.log",
		"maillog_file_prefixes = " + p.dir + "/log",
		"inet_interfaces = 127.0.0.1", "inet_protocols = ipv4",
		"myhostname = postfix.example", "mydestination =", "mynetworks = 127.0.0.0/8",
		"alias_maps =", "local_recipient_maps =", "smtp_dns_support_level = disabled", "smtputf8_enable = yes",
	}, more...), "\n") + "\n"
}

func (p *postfix) masterCf() string {
	_, port, _ := net.SplitHostPort(p.address)
	return "127.0.0.1:" + port + ` inet n - n - - smtpd
pickup unix n - n 1 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
}

func (p *postfix) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (p *postfix) log() string {
	data, _ := os.ReadFile(filepath.Join(p.dir, "log", "postfix.log"))
	return string(data)
}

// await waits until Postfix answers.
func (p *postfix) await(t *testing.T) {
	t.Helper()
	eventually(t, "Postfix answers on "+p.address, func() bool {
		c, err := net.DialTimeout("tcp", p.address, time.Second)
		if err != nil {
			return false
		}
		defer c.Close()
		c.SetReadDeadline(time.Now().Add(5 * time.Second))
		b := make([]byte, 3)
		_, err = c.Read(b)
		return err == nil && string(b) == "220"
	})
}

// eventually polls a program outside of ours, which cannot tell us when.
func eventually(t *testing.T, what string, done func() bool) {
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
	cmd := exec.Command(need(t, "sendmail"), append([]string{"-C", p.dir, "-i", "-f", m.from}, m.to...)...)
	cmd.Stdin = bytes.NewReader(bytes.ReplaceAll(m.data, []byte("\r\n"), []byte("\n")))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("sendmail: %v\n%s", err, out)
	}
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
	p := startPostfix(t, "virtual_mailbox_domains = elsewhere.example", "virtual_mailbox_base = "+"/",
		"virtual_mailbox_maps = static:mailbox/", "virtual_uid_maps = static:65534", "virtual_gid_maps = static:65534", "virtual_minimum_uid = 100")
	p.write(t, "main.cf", strings.Replace(string(must(os.ReadFile(filepath.Join(p.dir, "main.cf")))), "virtual_mailbox_base = /", "virtual_mailbox_base = "+p.dir+"/mail", 1))
	if out, err := exec.Command(need(t, "postfix"), "-c", p.dir, "reload").CombinedOutput(); err != nil {
		t.Fatalf("reload: %v\n%s", err, out)
	}
	o := startOffice(t, p.address, nil)
	m := letter{from: "office@example.org"}
	for i := range 12 {
		m.to = append(m.to, fmt.Sprintf("stranger%d@elsewhere.example", i))
	}
	m.data = compose(m, "To Postfix", time.Now(), "a line\n.\n.. and dots\n", "", nil)
	if said, err := submit(o.smtpAddress(), m); err != nil {
		t.Fatalf("%s %v", said, err)
	}
	box := filepath.Join(p.dir, "mail", "mailbox", "new")
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
