package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/postlock/postlock/relay/postfixtest"
)

// startPostfix runs Debian's Postfix with a queue of its own, as it is shipped
// but for what makes it faster here: no DNS, no pause when the queue grows
// quicker than it empties, and fifty deliveries at once to the next hop.
func startPostfix(dir, next string) (*contestant, error) {
	return postfix(&contestant{name: "postfix", title: "Postfix"}, dir, next, nil)
}

func postfix(c *contestant, dir, next string, more []string) (*contestant, error) {
	host, port, _ := net.SplitHostPort(next)
	p, err := postfixtest.Start(dir, append([]string{
		fmt.Sprintf("relayhost = [%s]:%s", host, port),
		"in_flow_delay = 0", "initial_destination_concurrency = 50", "default_destination_concurrency_limit = 50",
		"smtpd_client_connection_count_limit = 0", "message_size_limit = 52428800",
	}, more...)...)
	if err != nil {
		return nil, err
	}
	c.address, c.log = p.Address, p.LogFile()
	before := c.stop
	c.stop = func() {
		p.Stop()
		if before != nil {
			before()
		}
	}
	master, err := p.Master()
	if err != nil {
		p.Stop()
		return nil, err
	}
	c.roots = append(c.roots, master)
	return c, nil
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
