package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// startPostfix runs Debian's Postfix with a queue of its own, as it is shipped
// but for what makes it faster here: no DNS, no pause when the queue grows
// quicker than it empties, and fifty deliveries at once to the next hop.
func startPostfix(dir, next string) (*contestant, error) {
	return postfix(&contestant{name: "postfix", title: "Postfix"}, dir, next, nil)
}

func postfix(c *contestant, dir, next string, more []string) (*contestant, error) {
	if os.Getuid() != 0 {
		return nil, errors.New("Postfix starts only for root")
	}
	address, err := freePort()
	if err != nil {
		return nil, err
	}
	c.address, c.log = address, filepath.Join(dir, "log", "postfix.log")
	for _, sub := range []string{"queue", "data", "log"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			return nil, err
		}
	}
	if err := owner(filepath.Join(dir, "data"), "postfix"); err != nil {
		return nil, err
	}
	for name, text := range map[string]string{"main.cf": mainCf(dir, next, more), "master.cf": masterCf(address)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	// It complains of files that Debian packs elsewhere, and sets the rest.
	_ = exec.Command("postfix", "-c", dir, "set-permissions").Run()
	if err := command(context.Background(), "postfix", "-c", dir, "start"); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, c.tail())
	}
	before := c.stop
	c.stop = func() {
		_ = exec.Command("postfix", "-c", dir, "stop").Run()
		if before != nil {
			before()
		}
	}
	if err := await("tcp", address, true); err != nil {
		c.stop()
		return nil, fmt.Errorf("%w\n%s", err, c.tail())
	}
	pid, err := os.ReadFile(filepath.Join(dir, "queue", "pid", "master.pid"))
	if err != nil {
		c.stop()
		return nil, err
	}
	master, _ := strconv.Atoi(strings.TrimSpace(string(pid)))
	c.roots = append(c.roots, master)
	return c, nil
}

func mainCf(dir, next string, more []string) string {
	host, port, _ := net.SplitHostPort(next)
	return strings.Join(append([]string{
		"compatibility_level = 3.6",
		"queue_directory = " + dir + "/queue",
		"data_directory = " + dir + "/data",
		"maillog_file = " + dir + "/log/postfix.log",
		"maillog_file_prefixes = " + dir + "/log",
		"inet_interfaces = 127.0.0.1", "inet_protocols = ipv4",
		"myhostname = postfix.example", "mydestination =", "mynetworks = 127.0.0.0/8",
		"alias_maps =", "local_recipient_maps =", "smtp_dns_support_level = disabled",
		fmt.Sprintf("relayhost = [%s]:%s", host, port),
		"in_flow_delay = 0", "initial_destination_concurrency = 50", "default_destination_concurrency_limit = 50",
		"smtpd_client_connection_count_limit = 0", "message_size_limit = 52428800",
	}, more...), "\n") + "\n"
}

func masterCf(address string) string {
	_, port, _ := net.SplitHostPort(address)
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
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
}

// startPostfixRspamd is Postfix with rspamd as its milter over a Unix socket;
// over TCP on loopback it would cost 45 ms a message. What asks the network
// (DNS, Redis, fuzzy storage) and Bayes, which needs Redis, are off.
func startPostfixRspamd(dir, next string) (*contestant, error) {
	local := filepath.Join(dir, "rspamd")
	if err := os.MkdirAll(filepath.Join(local, "local.d"), 0o755); err != nil {
		return nil, err
	}
	if err := os.Mkdir(filepath.Join(local, "override.d"), 0o755); err != nil {
		return nil, err
	}
	for _, module := range strings.Fields("rbl surbl spf dmarc dkim arc asn mx_check fuzzy_check phishing replies greylist " +
		"ratelimit history_redis reputation neural url_redirector known_senders dkim_signing mid bimi") {
		if err := os.WriteFile(filepath.Join(local, "local.d", module+".conf"), []byte("enabled = false;\n"), 0o644); err != nil {
			return nil, err
		}
	}
	socket, config := filepath.Join(local, "milter.sock"), filepath.Join(local, "rspamd.conf")
	if err := os.WriteFile(config, []byte(rspamdConf(local, socket)), 0o644); err != nil {
		return nil, err
	}
	if err := owner(local, "_rspamd"); err != nil {
		return nil, err
	}
	cmd := exec.Command("rspamd", "-f", "-u", "_rspamd", "-g", "_rspamd", "-c", config,
		"--var=LOCAL_CONFDIR="+local, "--var=DBDIR="+local, "--var=RUNDIR="+local, "--var=LOGDIR="+local)
	c := &contestant{name: "rspamd", title: "Postfix with rspamd", log: filepath.Join(local, "log")}
	c, err := startChild(c, cmd, "unix", socket, false)
	if err != nil {
		return nil, err
	}
	rspamd := c.stop
	c.groups = []group{{"rspamd", cmd.Process.Pid, false}}
	c, err = postfix(c, dir, next, []string{"smtpd_milters = unix:" + socket, "milter_default_action = tempfail"})
	if err != nil {
		rspamd()
	}
	return c, err
}

func rspamdConf(dir, socket string) string {
	return `.include "$CONFDIR/common.conf"
options {
  .include "$CONFDIR/options.inc"
  dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }
}
logging { type = "file"; filename = "` + dir + `/rspamd.log"; level = "warning"; }
worker "rspamd_proxy" {
  bind_socket = "` + socket + ` mode=0666";
  milter = yes;
  timeout = 120s;
  upstream "local" { default = yes; self_scan = yes; }
  count = 2;
  max_retries = 5;
}
`
}
