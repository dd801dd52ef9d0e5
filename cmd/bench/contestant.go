package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// contestant is a running relay.
type contestant struct {
	name, title string
	address     string
	roots       []int // of its process trees; none for the sink itself
	groups      []group
	log         string // path
	stop        func()
}

// newContestants starts those asked for; all of them hand on to next.
func newContestants(o options, dir, next string) (all []*contestant, err error) {
	defer func() {
		if err != nil {
			stopAll(all)
		}
	}()
	start := map[string]func(dir, next string) (*contestant, error){
		"direct": func(_, next string) (*contestant, error) {
			return &contestant{name: "direct", title: "straight to the sink", address: next, stop: func() {}}, nil
		},
		"postfix": startPostfix,
		"rspamd":  startPostfixRspamd,
		"postlock": func(dir, next string) (*contestant, error) {
			return startPostlock(o.postlock, dir, next)
		},
	}
	for _, name := range []string{"direct", "postfix", "rspamd", "postlock"} {
		if !listed(o.only, name) {
			continue
		}
		sub := filepath.Join(dir, name)
		if err := os.Mkdir(sub, 0o755); err != nil {
			return all, err
		}
		c, err := start[name](sub, next)
		if err != nil {
			return all, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, c)
	}
	return all, nil
}

func stopAll(all []*contestant) {
	for _, c := range all {
		c.stop()
	}
}

// tail is the end of a contestant's log, for when something is wrong.
func (c *contestant) tail() string {
	data, _ := os.ReadFile(c.log)
	return string(data[max(0, len(data)-3000):])
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// await dials until somebody greets: other people's programs cannot tell us
// when they are ready.
func await(network, address string, greeting bool) error {
	deadline := time.Now().Add(90 * time.Second)
	for {
		if answers(network, address, greeting) {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("nobody answers on %s", address)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func answers(network, address string, greeting bool) bool {
	c, err := net.DialTimeout(network, address, time.Second)
	if err != nil {
		return false
	}
	defer c.Close()
	if !greeting {
		return true
	}
	_ = c.SetReadDeadline(time.Now().Add(5 * time.Second))
	b := make([]byte, 3)
	_, err = c.Read(b)
	return err == nil && string(b) == "220"
}

// startPostlock runs `postlock serve` as an office would: the shipped rules
// with the office's own domain, a spool on disk, everything inspected.
func startPostlock(program, dir, next string) (*contestant, error) {
	smtp, err := freePort()
	if err != nil {
		return nil, err
	}
	page, err := freePort()
	if err != nil {
		return nil, err
	}
	settings := fmt.Sprintf("data = %q\nrules = \"rules.toml\"\nhostname = \"postlock.example\"\n\n[[listen]]\naddress = %q\nnetworks = [\"127.0.0.0/8\"]\n\n"+
		"[next_hop]\naddress = %q\ntls = \"opportunistic\"\n\n[page]\naddress = %q\ntls = false\n", filepath.Join(dir, "data"), smtp, next, page)
	rules, err := os.ReadFile("rules.toml") // own_domains is example.org, as it is shipped
	if err != nil {
		return nil, err
	}
	config := filepath.Join(dir, "postlock.toml")
	for name, text := range map[string]string{config: settings, filepath.Join(dir, "rules.toml"): string(rules)} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	cmd := exec.Command(program, "serve", "--config", config)
	c, err := startChild(&contestant{name: "postlock", title: "Postlock", address: smtp, log: filepath.Join(dir, "log")}, cmd, "tcp", smtp, true)
	if err == nil {
		c.groups = []group{{"the relay itself", cmd.Process.Pid, true}}
	}
	return c, err
}

// startChild runs cmd with its output in the contestant's log until it answers.
func startChild(c *contestant, cmd *exec.Cmd, network, address string, greeting bool) (*contestant, error) {
	out, err := os.Create(c.log)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c.roots = append(c.roots, cmd.Process.Pid)
	before := c.stop
	c.stop = func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		kill := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		kill.Stop()
		if before != nil {
			before()
		}
	}
	if err := await(network, address, greeting); err != nil {
		c.stop()
		return nil, fmt.Errorf("%w; its log:\n%s", err, c.tail())
	}
	return c, nil
}

// owner gives a folder to the user that a daemon runs as.
func owner(dir, name string) error {
	u, err := user.Lookup(name)
	if err != nil {
		return err
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	return filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chown(path, uid, gid)
	})
}
