// Package postfixtest runs a private Postfix for tests and measurements: Debian's,
// as it is shipped, with configuration, queue and log of its own on a free port of
// loopback. It needs root, as Postfix does.
package postfixtest

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// ErrRoot says that Postfix cannot be started by this user.
var ErrRoot = errors.New("Postfix is started by root only")

// Postfix is one that runs.
type Postfix struct {
	// Dir holds main.cf, master.cf and the folders queue, data, log and mail; the
	// last belongs to nobody, for virtual mailboxes.
	Dir string
	// Address is where it listens.
	Address string
	program string
}

// Start runs Postfix in dir, which must be empty and open to other users, with
// more lines for main.cf. It returns when Postfix answers.
func Start(dir string, mainCf ...string) (*Postfix, error) {
	if os.Getuid() != 0 {
		return nil, ErrRoot
	}
	p := &Postfix{Dir: dir}
	var err error
	if p.program, err = exec.LookPath("postfix"); err != nil {
		if p.program, err = exec.LookPath("/usr/sbin/postfix"); err != nil {
			return nil, err
		}
	}
	if p.Address, err = freePort(); err != nil {
		return nil, err
	}
	if err := p.furnish(mainCf); err != nil {
		return nil, err
	}
	// It complains of files that Debian packs elsewhere, and sets the rest.
	_ = exec.Command(p.program, "-c", dir, "set-permissions").Run()
	if out, err := exec.Command(p.program, "-c", dir, "start").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("starting Postfix: %w\n%s\n%s", err, out, p.Log())
	}
	if err := p.await(); err != nil {
		p.Stop()
		return nil, fmt.Errorf("%w\n%s", err, p.Log())
	}
	return p, nil
}

// furnish makes the folders and the configuration.
func (p *Postfix) furnish(mainCf []string) error {
	for _, sub := range []string{"queue", "data", "log", "mail"} {
		if err := os.Mkdir(filepath.Join(p.Dir, sub), 0o755); err != nil {
			return err
		}
	}
	for folder, owner := range map[string]string{"data": "postfix", "mail": "nobody"} {
		if out, err := exec.Command("chown", owner, filepath.Join(p.Dir, folder)).CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
	}
	for name, text := range map[string]string{"main.cf": p.mainCf(mainCf), "master.cf": p.masterCf()} {
		if err := os.WriteFile(filepath.Join(p.Dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// Stop ends Postfix and all of its processes.
func (p *Postfix) Stop() { _ = exec.Command(p.program, "-c", p.Dir, "stop").Run() }

// LogFile is where it writes what it does.
func (p *Postfix) LogFile() string { return filepath.Join(p.Dir, "log", "postfix.log") }

// Log is what it has written.
func (p *Postfix) Log() string {
	text, _ := os.ReadFile(p.LogFile())
	return string(text)
}

// Master is the id of the process that starts all others.
func (p *Postfix) Master() (int, error) {
	text, err := os.ReadFile(filepath.Join(p.Dir, "queue", "pid", "master.pid"))
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(text)))
}

// await waits until Postfix greets.
func (p *Postfix) await() error {
	for end := time.Now().Add(60 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if p.greets() {
			return nil
		}
	}
	return errors.New("Postfix does not answer within a minute")
}

func (p *Postfix) greets() bool {
	c, err := net.DialTimeout("tcp", p.Address, time.Second)
	if err != nil {
		return false
	}
	defer c.Close()
	c.SetReadDeadline(time.Now().Add(5 * time.Second))
	b := make([]byte, 3)
	_, err = c.Read(b)
	return err == nil && string(b) == "220"
}

func (p *Postfix) mainCf(more []string) string {
	return strings.Join(append([]string{
		"compatibility_level = 3.6",
		"queue_directory = " + p.Dir + "/queue",
		"data_directory = " + p.Dir + "/data",
		"maillog_file = " + p.LogFile(),
		"maillog_file_prefixes = " + p.Dir + "/log",
		"inet_interfaces = 127.0.0.1", "inet_protocols = ipv4",
		"myhostname = postfix.example", "mydestination =", "mynetworks = 127.0.0.0/8",
		"alias_maps =", "local_recipient_maps =", "smtp_dns_support_level = disabled", "smtputf8_enable = yes",
	}, more...), "\n") + "\n"
}

func (p *Postfix) masterCf() string {
	_, port, _ := net.SplitHostPort(p.Address)
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
