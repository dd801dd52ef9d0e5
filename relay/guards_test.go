package relay

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/spool"
)

func TestShutdown(t *testing.T) {
	o := newOffice(t, nil)
	addr := o.server.Addrs()[0].String()
	idle, busy, begun := dial(t, addr), dial(t, addr), dial(t, addr)
	begun.send("MAIL FROM:<a@office.example>\r\n")
	begun.want("250")
	busy.send("MAIL FROM:<a@office.example>\r\nRCPT TO:<b@else.example>\r\nDATA\r\n")
	busy.want("250")
	busy.want("250")
	busy.want("354")

	stopped := make(chan error, 1)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	go func() { stopped <- o.server.Shutdown(ctx) }()

	idle.want("421")
	idle.conn.Close()
	if conn, err := net.Dial("tcp", addr); err == nil {
		t.Error("the listener is still open")
		conn.Close()
	}
	busy.send("Subject: last\r\n\r\n.\r\n")
	busy.want("250")
	busy.want("421")
	busy.conn.Close()
	begun.send("RCPT TO:<b@else.example>\r\nDATA\r\n")
	begun.want("250")
	begun.want("354")
	begun.send("Subject: last\r\n\r\n.\r\n")
	begun.want("250")
	begun.want("421")
	begun.conn.Close()
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if got := len(o.messages()); got != 2 {
		t.Errorf("%d messages in custody", got)
	}
	if err := o.server.Shutdown(ctx); err != nil {
		t.Errorf("a second Shutdown: %v", err)
	}
}

// A client that keeps its transaction open is cut off when the time is over.
func TestShutdownOutOfTime(t *testing.T) {
	o := newOffice(t, nil)
	c := dial(t, o.server.Addrs()[0].String())
	defer c.conn.Close()
	c.send("MAIL FROM:<a@office.example>\r\nRCPT TO:<b@else.example>\r\nDATA\r\n")
	c.want("250")
	c.want("250")
	c.want("354")
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := o.server.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	io.Copy(io.Discard, c.conn) // ends, since the connection is closed
	if got := len(o.messages()); got != 0 {
		t.Errorf("%d messages in custody", got)
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	o := newOffice(t, nil)
	other := &Server{Relay: o.server.Relay, Listeners: []Listener{{Address: "127.0.0.1:0"}}}
	if err := other.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- other.Serve(ctx) }()
	c := dial(t, other.Addrs()[0].String())
	defer c.conn.Close()
	cancel()
	c.want("421")
	c.conn.Close()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

func TestConnectionLimits(t *testing.T) {
	o := newOffice(t, func(s *Server) { s.Limits.Connections, s.Limits.ConnectionsPerClient = 3, 2 })
	addr := o.server.Addrs()[0].String()
	one, two := dial(t, addr), dial(t, addr)
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	reply, _ := io.ReadAll(conn)
	conn.Close()
	if !strings.HasPrefix(string(reply), "421 4.7.0 Too many connections from your address") {
		t.Errorf("the third connection got %q", reply)
	}
	one.send("QUIT\r\n")
	one.want("221")
	io.Copy(io.Discard, one.conn)
	one.conn.Close()
	// Its place is free once the server has let it go.
	for deadline := time.Now().Add(5 * time.Second); ; {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		var first [3]byte
		io.ReadFull(conn, first[:])
		conn.Close()
		if string(first[:]) == "220" {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the place of a client that left is not free")
		}
	}
	two.conn.Close()
}

// Who is turned away from a port that begins with TLS hears of it inside TLS.
func TestConnectionLimitInTLS(t *testing.T) {
	o := newOffice(t, func(s *Server) { s.Listeners[0].ImplicitTLS, s.Limits.ConnectionsPerClient = true, 1 })
	for _, want := range []string{"220 ", "421 4.7.0 Too many connections from your address"} {
		conn, err := tls.Dial("tcp", o.server.Addrs()[0].String(), clientTLS)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		line, err := bufio.NewReader(conn).ReadString('\n')
		if err != nil || !strings.HasPrefix(line, want) {
			t.Errorf("%q %v, want %q", line, err, want)
		}
	}
}

func TestClients(t *testing.T) {
	now := noon
	limits := Limits{Connections: 3, ConnectionsPerClient: 2, MessagesPerHour: 2, AuthFailures: 2, AuthFailuresPerClient: 3}.withDefaults()
	cs := newClients(limits, func() time.Time { return now })
	a, b := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("2001:db8::1")

	one, l := &socket{}, &Listener{}
	enter := func(x netip.Addr) bool { _, ok := cs.enter(one, l, x); return ok }
	if !enter(a) || !enter(netip.MustParseAddr("::ffff:192.0.2.1")) || enter(a) {
		t.Error("connections of one IPv4 client")
	}
	if !enter(b) || enter(netip.MustParseAddr("2001:db8:1::")) {
		t.Error("connections in total")
	}
	cs.leave(one, a)
	if !enter(netip.MustParseAddr("2001:db8::2")) || enter(netip.MustParseAddr("2001:db8::3")) {
		t.Error("an IPv6 client is its /64")
	}

	other, few := &socket{}, &Listener{Connections: 1}
	cs.update(Limits{Connections: 10}.withDefaults())
	if _, ok := cs.enter(other, few, a); !ok {
		t.Error("a second listener")
	}
	if why, ok := cs.enter(other, few, b); ok || why == "" {
		t.Error("a listener's own limit")
	}
	cs.update(limits)

	if cs.more("a", 2) > 0 || cs.more("a", 2) > 0 || cs.more("a", 2) != time.Hour || cs.more("a", -1) > 0 || cs.more("b", 2) > 0 {
		t.Error("messages of one hour")
	}
	if now = now.Add(time.Hour); cs.more("a", 2) > 0 {
		t.Error("messages of the next hour")
	}

	cs.failed(a, "anna")
	if cs.locked(a, "anna") > 0 {
		t.Error("locked after one wrong password")
	}
	cs.failed(a, "anna")
	if cs.locked(a, "anna") != limits.AuthLock || cs.locked(a, "bert") > 0 || cs.locked(b, "anna") > 0 {
		t.Error("two wrong passwords lock one name for one client")
	}
	cs.failed(a, "bert")
	if cs.locked(a, "carl") == 0 {
		t.Error("three wrong passwords lock the client")
	}
	if now = now.Add(limits.AuthLock); cs.locked(a, "anna") > 0 {
		t.Error("the lock does not end")
	}
	cs.failed(a, "anna")
	cs.succeeded(a, "anna")
	cs.failed(a, "anna")
	if cs.locked(a, "anna") > 0 {
		t.Error("the right password does not clear the count")
	}
}

func TestClientsAreBounded(t *testing.T) {
	now := noon
	cs := newClients(Limits{AuthFailuresPerClient: 1 << 30}.withDefaults(), func() time.Time { return now })
	a, b := netip.MustParseAddr("192.0.2.1"), &socket{}
	for i := range 3 * maxRemembered {
		cs.failed(a, strings.Repeat("x", i%100)+string(rune('a'+i%26))+time.Duration(i).String())
		client := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		cs.enter(b, &Listener{}, client)
		cs.leave(b, client)
		cs.more(client.String(), 10)
	}
	if len(cs.wrong) > maxRemembered+1 || len(cs.sent) > maxRemembered+1 || len(cs.all.of) > 0 || len(b.of) > 0 {
		t.Errorf("%d names, %d senders, %d and %d clients remembered", len(cs.wrong), len(cs.sent), len(cs.all.of), len(b.of))
	}
	if cs.wrong[attempt{a, ""}].n != 3*maxRemembered {
		t.Error("the client's own count was forgotten")
	}
}

// A full disk is a 452, before and while the message arrives.
func TestDiskFull(t *testing.T) {
	o := newOffice(t, nil)
	full, err := spool.Open(context.Background(), filepath.Join(o.dir, "full"), spool.Options{Schemas: []spool.Schema{DripSchema}, MinFree: 1 << 62})
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	relay := *o.server.Relay
	relay.Store = full
	other := &Server{Relay: &relay, Listeners: []Listener{{Address: "127.0.0.1:0", Networks: o.server.Listeners[0].Networks}}}
	if err := other.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- other.Serve(ctx) }()
	c := dial(t, other.Addrs()[0].String())
	c.send("MAIL FROM:<a@office.example>\r\nRCPT TO:<b@else.example>\r\nDATA\r\n")
	c.want("250")
	c.want("250")
	c.want("354")
	c.send(strings.Repeat("Subject: a long message\r\n", 100_000) + ".\r\nNOOP\r\n")
	c.want("452 4.3.1")
	c.want("250")
	c.conn.Close()
	cancel()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

func TestServerSaysWhatIsMissing(t *testing.T) {
	if err := (&Server{Relay: &Relay{}}).Listen(); err == nil {
		t.Error("a relay without parts listens")
	}
	o := newOffice(t, nil)
	if err := (&Server{Relay: o.server.Relay, Listeners: []Listener{{Address: "127.0.0.1:0", ImplicitTLS: true}}}).Listen(); err == nil {
		t.Error("implicit TLS without a certificate")
	}
	taken := o.server.Addrs()[0].String()
	if err := (&Server{Relay: o.server.Relay, Listeners: []Listener{{Address: "127.0.0.1:0"}, {Address: taken}}}).Listen(); err == nil {
		t.Error("two servers on one address")
	}
}

func TestCertificate(t *testing.T) {
	dir, log := t.TempDir(), (&Relay{}).log()
	c, err := SelfSigned(dir, "relay.office.example", log)
	if err != nil {
		t.Fatal(err)
	}
	key, cert := filepath.Join(dir, "tls.key"), filepath.Join(dir, "tls.crt")
	if info, err := os.Stat(key); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key: %v, %v", info, err)
	}
	first := shown(t, c)
	again, err := SelfSigned(dir, "relay.office.example", log)
	if err != nil || shown(t, again) != first {
		t.Errorf("the second start made another certificate, %v", err)
	}
	// A broken pair is not used; a good one is, without a restart.
	touch(t, cert, "no certificate", time.Hour)
	if shown(t, c) != first {
		t.Error("a broken certificate is shown")
	}
	os.Remove(cert)
	if _, err := SelfSigned(dir, "relay.office.example", log); err != nil {
		t.Fatal(err)
	}
	os.Chtimes(cert, noon, noon)
	if shown(t, c) == first {
		t.Error("the new certificate is not shown")
	}
	if _, err := LoadCertificate(cert, cert, log); err == nil {
		t.Error("a certificate for a key")
	}
}

func touch(t *testing.T, file, text string, later time.Duration) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	os.Chtimes(file, time.Now().Add(later), time.Now().Add(later))
}

func shown(t *testing.T, c *Certificate) string {
	t.Helper()
	pair, err := c.TLS().GetCertificate(&tls.ClientHelloInfo{})
	if err != nil {
		t.Fatal(err)
	}
	return string(pair.Certificate[0])
}

func TestTrace(t *testing.T) {
	env := letterTo(t, "a@office.example", "b@else.example", "secret@else.example")
	env.Client = netip.MustParseAddr("2001:db8::1%eth0")
	env.Helo = "pc\r\nX-Evil: yes"
	env.User, env.TLS = "anna", true
	r := newOffice(t, nil).server.Relay
	got, _, _ := strings.Cut(r.trace("0123", env, protocol("EHLO", env), noon), "X-Postlock-Loop: ")
	want := "Received: from unknown ([IPv6:2001:db8::1])\r\n\tby relay.office.example (Postlock) with ESMTPSA id 0123;\r\n\tSun, 22 Nov 2026 12:00:00 +0000\r\n"
	if got != want {
		t.Errorf("%q", got)
	}
	env.Recipients, env.Helo = env.Recipients[:1], "[192.0.2.7]"
	if got := r.trace("1", env, "ESMTP", noon); !strings.Contains(got, "from [192.0.2.7] (") || !strings.Contains(got, "\r\n\tfor <b@else.example>;") {
		t.Errorf("%q", got)
	}
}

func TestReadHeader(t *testing.T) {
	for text, want := range map[string]header{
		"":                                {},
		"\r\nReceived: in the body":       {size: 2},
		"Message-ID: <1@x>\r\n\r\nbody":   {size: 21, messageID: "<1@x>"},
		"message-id:\r\n <1@x>\r\n\r\n":   {size: 23, messageID: "<1@x>"},
		"Received: a\r\n\tb: c\r\n\r\n":   {size: 22, received: 1},
		"no header at all\r\nReceived: x": {size: 29, received: 1},
		strings.Repeat("x", 9000) + ": y\r\nReceived: x\r\n\r\n":         {size: 9020, received: 1},
		"X-Postlock-Loop: a;\r\n\tb\r\nx-postlock-loop: c\r\n\r\n":       {size: 47, loops: []string{"a; b", "c"}},
		"A: " + strings.Repeat("Received: ", 1000) + "\r\nReceived:\r\n": {size: 10016, received: 1},
	} {
		got, err := readHeader(strings.NewReader(text), 1<<20)
		if got.field = ""; !reflect.DeepEqual(got, want) || err != nil {
			t.Errorf("%.40q: %+v, %v", text, got, err)
		}
	}
	if _, err := readHeader(strings.NewReader(strings.Repeat("A: b\r\n", 100)), 599); !errors.Is(err, errHeaderSize) {
		t.Errorf("600 bytes of 599: %v", err)
	}
}

func TestReplies(t *testing.T) {
	for _, err := range []error{errors.New("secret detail"), errPanic, os.ErrPermission} {
		if told := refusal(err); told.Code != 451 || strings.Contains(told.Message, "secret") {
			t.Errorf("%v: %v", err, told)
		}
	}
	if told := refusal(spool.ErrFull); told.Code != 452 {
		t.Errorf("full: %v", told)
	}
	if got := reply(550, [3]int{}, "a\r\n250 b ü %s", strings.Repeat("x", 1000)).Message; strings.ContainsAny(got, "\r\nü") || len(got) > 500 {
		t.Errorf("%q", got)
	}
}

var _ Authenticator = people{}

// Empty chunks, one after another, do not keep a place for ever.
func TestChunksHaveAnEnd(t *testing.T) {
	g := piped(strings.NewReader(strings.Repeat("BDAT 0\r\n", 10)), Limits{Data: time.Nanosecond})
	g.bdat("0")
	if _, err := g.body().WriteTo(io.Discard); !errors.Is(err, os.ErrDeadlineExceeded) || !g.gone {
		t.Errorf("the chunks go on: %v", err)
	}
}

func TestProtocol(t *testing.T) {
	for want, c := range map[string]struct {
		hello string
		env   message.Envelope
	}{
		"SMTP":       {"HELO", message.Envelope{}},
		"ESMTPS":     {"HELO", message.Envelope{TLS: true}},
		"ESMTPA":     {"EHLO", message.Envelope{User: "anna"}},
		"LMTP":       {"LHLO", message.Envelope{}},
		"LMTPS":      {"LHLO", message.Envelope{TLS: true}},
		"UTF8LMTP":   {"LHLO", message.Envelope{SMTPUTF8: true}},
		"UTF8SMTPSA": {"EHLO", message.Envelope{SMTPUTF8: true, TLS: true, User: "anna"}},
	} {
		if got := protocol(c.hello, c.env); got != want {
			t.Errorf("%s %+v: %s, not %s", c.hello, c.env, got, want)
		}
	}
}
