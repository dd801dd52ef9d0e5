package deliver

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/message"
)

var usual = []string{"PIPELINING", "SIZE 1000000", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES"}

func address(t testing.TB, s string) message.Address {
	t.Helper()
	a, err := message.ParseAddress(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func mail(t testing.TB, body string, to ...string) Mail {
	m := Mail{From: address(t, "from@example.org"), Size: int64(len(body)), Open: func() (io.Reader, error) { return strings.NewReader(body), nil }}
	for _, s := range to {
		m.Recipients = append(m.Recipients, message.Recipient{Address: address(t, s)})
	}
	return m
}

func statuses(rs []Result) (s []Status) {
	for _, r := range rs {
		s = append(s, r.Status)
	}
	return s
}

func want(t *testing.T, rs []Result, status ...Status) {
	t.Helper()
	if !slices.Equal(statuses(rs), status) {
		t.Errorf("statuses %v, want %v: %+v", statuses(rs), status, rs)
	}
}

// prefix answers lines that begin with any of the keys.
func prefix(answers map[string]string) func(string) string {
	return func(line string) string {
		for p, a := range answers {
			if strings.HasPrefix(line, p) {
				return a
			}
		}
		return ""
	}
}

func TestDialogue(t *testing.T) {
	for name, extensions := range map[string][]string{"pipelined": usual, "stepwise": {"SIZE"}, "bare": nil} {
		t.Run(name, func(t *testing.T) {
			h := startHop(t, &hop{ehlo: extensions})
			c := h.client(t)
			for range 3 {
				want(t, c.Deliver(t.Context(), mail(t, "Subject: x\r\n\r\n.dot\r\n..two\r\n", "a@b.example", "c@d.example")), Delivered, Delivered)
			}
			_, messages, conns := h.seen()
			if conns != 1 || len(messages) != 3 || messages[2] != "Subject: x\r\n\r\n..dot\r\n...two\r\n" {
				t.Errorf("%d connections, %q", conns, messages)
			}
		})
	}
}

// A reply that is there before the message was sent is none to the message: a hop
// that is out of step, or lies, does not make it count as delivered. What it
// refuses early, it refuses.
func TestEarlyReply(t *testing.T) {
	for early, c := range map[string]struct {
		status Status
		says   string
	}{
		"250 2.0.0 taken":      {Temporary, "answered before it had the message"},
		"421 4.3.2 going down": {Temporary, "answered before it had the message"},
		"450 4.3.1 no room":    {Temporary, "no room"},
		"552 5.3.4 too big":    {Permanent, "too big"},
	} {
		for name, extensions := range map[string][]string{"pipelined": usual, "stepwise": nil} {
			h := startHop(t, &hop{ehlo: extensions, answer: prefix(map[string]string{"DATA": "354 go on\r\n" + early})})
			rs := h.client(t).Deliver(t.Context(), mail(t, "x\r\n", "a@b.example"))
			if rs[0].Status != c.status || !strings.Contains(rs[0].Reply.Text, c.says) {
				t.Errorf("%s, %s: %+v", early, name, rs[0])
			}
		}
	}
}

func TestParameters(t *testing.T) {
	h := startHop(t, &hop{ehlo: usual})
	m := mail(t, "x\r\n", "a@b.example", "é@b.example")
	m.EightBit, m.Ret, m.EnvID = true, "HDRS", "a+b=c"
	m.Recipients[0].Notify, m.Recipients[0].ORcpt = []string{"SUCCESS", "FAILURE"}, "rfc822;x y@b.example"
	m.Recipients[1].ORcpt = `utf-8;é+"\ "@b.example`
	r := h.client(t).Deliver(t.Context(), m)
	want(t, r, Delivered, Delivered)
	if !r[0].DSN {
		t.Error("the hop knows DSN")
	}
	m = mail(t, "x\r\n", "a@b.example") // to a hop that knows DSN and not SMTPUTF8
	m.Recipients[0].ORcpt = "utf-8;é@b.example"
	plain := startHop(t, &hop{ehlo: []string{"DSN"}})
	want(t, plain.client(t).Deliver(t.Context(), m), Delivered)
	if lines, _, _ := plain.seen(); !slices.Contains(lines, `RCPT TO:<a@b.example> ORCPT=utf-8;\x{E9}@b.example`) {
		t.Errorf("%q", lines)
	}
	lines, _, _ := h.seen()
	for _, line := range []string{
		"MAIL FROM:<from@example.org> SIZE=3 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+2Bb+3Dc",
		"RCPT TO:<a@b.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;x+20y@b.example",
		`RCPT TO:<é@b.example> ORCPT=utf-8;é\x{2B}"\x{5C}\x{20}"@b.example`,
	} {
		if !slices.Contains(lines, line) {
			t.Errorf("no %q in %q", line, lines)
		}
	}
}

func TestRefusals(t *testing.T) {
	to := []string{"a@b.example", "bad@b.example", "later@b.example"}
	tests := []struct {
		name    string
		answers map[string]string
		want    []Status
		code    int
	}{
		{"some recipients", map[string]string{"RCPT TO:<bad": "550 5.1.1 no such user", "RCPT TO:<later": "451 4.7.1 greylisted"}, []Status{Delivered, Permanent, Temporary}, 250},
		{"all recipients", map[string]string{"RCPT": "550 5.1.1 no", "DATA": "554 no recipients"}, []Status{Permanent, Permanent, Permanent}, 550},
		{"all recipients, yet DATA goes on", map[string]string{"RCPT": "550 5.1.1 no"}, []Status{Permanent, Permanent, Permanent}, 550},
		{"the sender", map[string]string{"MAIL": "550 5.7.1 not you", "RCPT": "503 no", "DATA": "503 no"}, []Status{Permanent, Permanent, Permanent}, 550},
		{"the sender for now", map[string]string{"MAIL": "450 4.7.1 slowly", "RCPT": "503 no", "DATA": "503 no"}, []Status{Temporary, Temporary, Temporary}, 450},
		{"DATA", map[string]string{"DATA": "451 4.3.0 no", "RCPT TO:<bad": "550 no"}, []Status{Temporary, Permanent, Temporary}, 451},
		{"the content", map[string]string{".": "554 5.7.1 spam", "RCPT TO:<later": "450 later"}, []Status{Permanent, Permanent, Temporary}, 554},
		{"the content for now", map[string]string{".": "451 4.7.1 later"}, []Status{Temporary, Temporary, Temporary}, 451},
		{"hangs up after the content", map[string]string{".": "close", "RCPT TO:<bad": "550 no"}, []Status{Temporary, Permanent, Temporary}, 0},
		{"hangs up at RCPT", map[string]string{"RCPT": "close"}, []Status{Temporary, Temporary, Temporary}, 0},
		{"goes away", map[string]string{"RCPT": "421 4.3.2 shutting down"}, []Status{Temporary, Temporary, Temporary}, 421},
		{"no SMTP", map[string]string{"EHLO": "hello there"}, []Status{Temporary, Temporary, Temporary}, 0},
	}
	for _, test := range tests {
		for _, extensions := range [][]string{usual, nil} {
			t.Run(test.name, func(t *testing.T) {
				answers := map[string]string{}
				for k, v := range test.answers {
					answers[k] = v
				}
				h := startHop(t, &hop{ehlo: extensions, answer: prefix(answers)})
				c := h.client(t)
				r := c.Deliver(t.Context(), mail(t, "x\r\n", to...))
				want(t, r, test.want...)
				if r[0].Reply.Code != test.code {
					t.Errorf("reply %+v", r[0].Reply)
				}
			})
		}
	}
}

// After refusals the connection is good for the next message.
func TestUsableAfterRefusal(t *testing.T) {
	for _, extensions := range [][]string{usual, nil} {
		h := startHop(t, &hop{ehlo: extensions, answer: prefix(map[string]string{"RCPT TO:<bad": "550 no", "MAIL FROM:<>": "550 no"})})
		c := h.client(t)
		want(t, c.Deliver(t.Context(), mail(t, "x\r\n", "bad@b.example")), Permanent)
		m := mail(t, "x\r\n", "a@b.example")
		m.From = message.Address{}
		want(t, c.Deliver(t.Context(), m), Permanent)
		want(t, c.Deliver(t.Context(), mail(t, "y\r\n", "a@b.example")), Delivered)
		if _, _, conns := h.seen(); conns != 1 {
			t.Errorf("%d connections", conns)
		}
	}
}

// A connection that the hop closed while it was idle costs nothing.
func TestStaleConnection(t *testing.T) {
	h := startHop(t, &hop{ehlo: usual})
	c := h.client(t)
	want(t, c.Deliver(t.Context(), mail(t, "x\r\n", "a@b.example")), Delivered)
	h.hangUp()
	want(t, c.Deliver(t.Context(), mail(t, "y\r\n", "a@b.example")), Delivered)
	if _, messages, conns := h.seen(); conns != 2 || len(messages) != 2 {
		t.Errorf("%d connections, %d messages", conns, len(messages))
	}
}

// With many recipients there are several copies, also when the hop says that
// there are too many (RFC 5321 section 4.5.3.1.10).
func TestManyRecipients(t *testing.T) {
	for _, refusal := range []string{"452 4.5.3 too many", "550 5.5.3 too many", "452 too many"} {
		t.Run(refusal, func(t *testing.T) { manyRecipients(t, refusal) })
	}
}

func manyRecipients(t *testing.T, refusal string) {
	n := 0
	h := startHop(t, &hop{ehlo: usual})
	h.answer = func(line string) string {
		switch {
		case strings.HasPrefix(line, "MAIL"):
			n = 0
		case strings.HasPrefix(line, "RCPT TO:<u7@"):
			return "550 5.1.1 no"
		case strings.HasPrefix(line, "RCPT"):
			if n++; n > 30 {
				return refusal
			}
		}
		return ""
	}
	var to []string
	for i := range 250 {
		to = append(to, "u"+string(rune('0'+i%10))+strings.Repeat("x", i/10)+"@b.example")
	}
	r := h.client(t).Deliver(t.Context(), mail(t, "x\r\n", to...))
	delivered := 0
	for _, res := range r {
		if res.Status == Delivered {
			delivered++
		}
	}
	if delivered != 249 || r[7].Status != Permanent {
		t.Errorf("%d delivered", delivered)
	}
}

// What ends the first copy must not be taken for the answer to a single
// recipient, nor the other way round.
func TestFailureOfSecondCopy(t *testing.T) {
	h := startHop(t, &hop{ehlo: usual})
	h.answer = prefix(map[string]string{"RCPT TO:<a@": "550 5.1.1 no", ".": "close"})
	c := h.client(t)
	c.Limits.Recipients = 2
	want(t, c.Deliver(t.Context(), mail(t, "x\r\n", "a@b.example", "b@b.example", "c@b.example", "d@b.example")),
		Permanent, Temporary, Temporary, Temporary)
}

func TestUnsuited(t *testing.T) {
	utf8 := func(m Mail) Mail { m.SMTPUTF8 = true; return m }
	tests := []struct {
		name   string
		ehlo   []string
		m      Mail
		status []Status
		code   string
	}{
		{"too large", []string{"SIZE 3"}, mail(t, "long\r\n", "a@b.example"), []Status{Permanent}, "5.3.4"},
		{"an address beyond ASCII", nil, mail(t, "x\r\n", "é@b.example", "a@b.example"), []Status{Permanent, Delivered}, "5.6.7"},
		{"a header beyond ASCII", nil, utf8(mail(t, "Subject: é\r\n\r\nx\r\n", "a@b.example")), []Status{Permanent}, "5.6.9"},
		{"SMTPUTF8 said and not needed", nil, utf8(mail(t, "Subject: e\r\n\r\né\r\n", "a@b.example")), []Status{Delivered}, "2.0.0"},
		{"REQUIRETLS", []string{"REQUIRETLS"}, func() Mail { m := mail(t, "x\r\n", "a@b.example"); m.RequireTLS = true; return m }(), []Status{Temporary}, "5.7.30"},
		{"REQUIRETLS of a bounce", []string{"REQUIRETLS"}, func() Mail {
			m := mail(t, "x\r\n", "a@b.example")
			m.RequireTLS, m.From = true, message.Address{}
			return m
		}(), []Status{Delivered}, "2.0.0"},
		{"verified TLS", []string{"REQUIRETLS"}, func() Mail { m := mail(t, "x\r\n", "a@b.example"); m.VerifiedTLS = true; return m }(), []Status{Temporary}, "5.7.30"},
		{"8 bits to a hop without 8BITMIME", nil, func() Mail { m := mail(t, "x\r\n\r\né\r\n", "a@b.example"); m.EightBit = true; return m }(), []Status{Delivered}, "2.0.0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := startHop(t, &hop{ehlo: test.ehlo})
			r := h.client(t).Deliver(t.Context(), test.m)
			want(t, r, test.status...)
			if r[0].Reply.Enhanced != test.code {
				t.Errorf("%+v", r[0].Reply)
			}
		})
	}
}

// Bytes that another server may take for the end of a message go nowhere, and
// the message is not ended.
func TestSmuggling(t *testing.T) {
	for _, body := range []string{"a\r\n.\n\r\nb\r\n", "a\n.\nb\r\n", "a\r.\rb\r\n", "a\r\n\x00\r\n", "a\r", "a\r\n.\r\r\nb\r\n", "\nx\r\n"} {
		h := startHop(t, &hop{ehlo: usual})
		c := h.client(t)
		r := c.Deliver(t.Context(), mail(t, body, "a@b.example"))
		want(t, r, Permanent)
		if r[0].Reply.Enhanced != "5.6.0" {
			t.Errorf("%q: %+v", body, r[0].Reply)
		}
		want(t, c.Deliver(t.Context(), mail(t, "fine\r\n", "a@b.example")), Delivered)
		if _, messages, _ := h.seen(); len(messages) != 1 || messages[0] != "fine\r\n" {
			t.Errorf("%q became %q", body, messages)
		}
	}
}

func TestTLS(t *testing.T) {
	cert, pool := certificate(t)
	offer := append([]string{"STARTTLS"}, usual...)
	tests := []struct {
		name   string
		h      *hop
		hop    Hop
		status Status
		tls    bool
	}{
		{"opportunistic, offered", &hop{ehlo: offer, cert: cert}, Hop{TLS: Opportunistic}, Delivered, true},
		{"not said, offered", &hop{ehlo: offer, cert: cert}, Hop{}, Delivered, true},
		{"not said, not offered", &hop{ehlo: usual}, Hop{}, Delivered, false},
		{"opportunistic, not offered", &hop{ehlo: usual}, Hop{TLS: Opportunistic}, Delivered, false},
		{"opportunistic, refused", &hop{ehlo: offer, answer: prefix(map[string]string{"STARTTLS": "454 no"})}, Hop{TLS: Opportunistic}, Delivered, false},
		{"required, offered", &hop{ehlo: offer, cert: cert}, Hop{TLS: Required}, Delivered, true},
		{"required, not offered", &hop{ehlo: usual}, Hop{TLS: Required}, Temporary, false},
		{"verified", &hop{ehlo: offer, cert: cert}, Hop{TLS: Verified, Roots: pool}, Delivered, true},
		{"verified, unknown authority", &hop{ehlo: offer, cert: cert}, Hop{TLS: Verified}, Temporary, false},
		{"verified, another name", &hop{ehlo: offer, cert: cert}, Hop{TLS: Verified, Roots: pool, Name: "mx.example"}, Temporary, false},
		{"none", &hop{ehlo: offer, cert: cert}, Hop{TLS: None}, Delivered, false},
		{"spoken on in clear", &hop{ehlo: offer, cert: cert, answer: prefix(map[string]string{"STARTTLS": "220 go\r\n250 injected"})}, Hop{TLS: Required}, Temporary, false},
		{"a password without TLS to this machine", &hop{ehlo: append([]string{"AUTH PLAIN"}, usual...)}, Hop{TLS: None, User: "u", Password: "p"}, Delivered, false},
		{"a wrong password", &hop{ehlo: append([]string{"AUTH LOGIN"}, usual...), answer: prefix(map[string]string{"AUTH": "535 5.7.8 no"})}, Hop{TLS: None, User: "u", Password: "p"}, Temporary, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := startHop(t, test.h)
			c := h.client(t)
			test.hop.Address = c.Hop.Address
			c.Hop = test.hop
			want(t, c.Deliver(t.Context(), mail(t, "x\r\n", "a@b.example")), test.status)
			lines, _, _ := h.seen()
			hellos := 0
			for _, l := range lines {
				if strings.HasPrefix(l, "EHLO") {
					hellos++
				}
			}
			if tls := hellos == 2 && test.status == Delivered && !strings.Contains(test.name, "refused"); tls != test.tls {
				t.Errorf("encrypted %v, want %v: %q", tls, test.tls, lines)
			}
		})
	}
}

// TLS from the first octet, as on port 465: no word goes in clear, whatever the mode.
func TestImplicitTLS(t *testing.T) {
	cert, pool := certificate(t)
	tls, clear := func() *hop { return &hop{ehlo: []string{"AUTH PLAIN"}, cert: cert, implicit: true} }, func() *hop { return &hop{ehlo: []string{"STARTTLS"}, cert: cert} }
	for _, test := range []struct {
		name   string
		h      *hop
		hop    Hop
		status Status
	}{
		{"opportunistic", tls(), Hop{TLS: Opportunistic}, Delivered},
		{"required, with a password", tls(), Hop{TLS: Required, User: "u", Password: "p"}, Delivered},
		{"verified", tls(), Hop{TLS: Verified, Roots: pool}, Delivered},
		{"verified, unknown authority", tls(), Hop{TLS: Verified}, Temporary},
		{"opportunistic, and the hop speaks in clear", clear(), Hop{TLS: Opportunistic}, Temporary},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := startHop(t, test.h)
			h.answer = prefix(map[string]string{"AUTH": "235 2.7.0 ok"})
			c := h.client(t)
			test.hop.Address, test.hop.Implicit = c.Hop.Address, true
			c.Hop = test.hop
			r := c.Deliver(t.Context(), mail(t, "x\r\n", "a@b.example"))
			want(t, r, test.status)
			lines, messages, _ := h.seen()
			if test.status == Delivered && (len(lines) == 0 || slices.Contains(lines, "STARTTLS") || len(messages) != 1) {
				t.Errorf("%q", lines)
			}
			if test.status != Delivered && !(r[0].Unreachable && strings.Contains(r[0].Reply.Text, "TLS")) {
				t.Errorf("%+v", r[0])
			}
		})
	}
}

func TestRequireTLSOverVerified(t *testing.T) {
	cert, pool := certificate(t)
	h := startHop(t, &hop{ehlo: []string{"STARTTLS", "REQUIRETLS"}, cert: cert})
	c := h.client(t)
	c.Hop.TLS, c.Hop.Roots = Required, pool // verified although it need not be
	m := mail(t, "x\r\n", "a@b.example")
	m.RequireTLS = true
	want(t, c.Deliver(t.Context(), m), Delivered)
	lines, _, _ := h.seen()
	if !slices.Contains(lines, "MAIL FROM:<from@example.org> REQUIRETLS") {
		t.Errorf("%q", lines)
	}
}

func TestAuth(t *testing.T) {
	for method, lines := range map[string][]string{
		"PLAIN": {"AUTH PLAIN AHUAcA=="},
		"LOGIN": {"AUTH LOGIN", "dQ==", "cA=="},
	} {
		h := startHop(t, &hop{ehlo: []string{"AUTH " + method}})
		h.answer = prefix(map[string]string{"AUTH LOGIN": "334 VXNlcm5hbWU6", "dQ==": "334 UGFzc3dvcmQ6", "cA==": "235 2.7.0 ok"})
		c := h.client(t)
		c.Hop.User, c.Hop.Password = "u", "p"
		want(t, c.Deliver(t.Context(), mail(t, "x\r\n", "a@b.example")), Delivered)
		seen, _, _ := h.seen()
		for _, l := range lines {
			if !slices.Contains(seen, l) {
				t.Errorf("%s: no %q in %q", method, l, seen)
			}
		}
	}
}

// The password goes nowhere in clear but to this machine.
func TestPasswordInClear(t *testing.T) {
	h := startHop(t, &hop{ehlo: []string{"AUTH PLAIN"}})
	c := h.client(t)
	c.Hop.User, c.Hop.Password = "u", "p"
	c.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		return elsewhere{conn}, err
	}
	want(t, c.Deliver(t.Context(), mail(t, "x\r\n", "a@b.example")), Temporary)
	if lines, _, _ := h.seen(); len(lines) > 1 {
		t.Errorf("%q", lines)
	}
}

type elsewhere struct{ net.Conn }

func (elsewhere) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 25} }

func TestTimeouts(t *testing.T) {
	for _, at := range []string{"EHLO", "MAIL", "RCPT", "DATA", "."} {
		t.Run(at, func(t *testing.T) {
			block := make(chan struct{})
			h := startHop(t, &hop{ehlo: usual})
			t.Cleanup(func() { close(block) })
			h.answer = func(line string) string {
				if strings.HasPrefix(line, at) {
					<-block
					return "close"
				}
				return ""
			}
			c := h.client(t)
			short := 50 * time.Millisecond
			c.Limits = Limits{Greeting: short, Command: short, DataStart: short, DataBlock: short, DataEnd: short}
			r := c.Deliver(t.Context(), mail(t, "x\r\n", "a@b.example"))
			want(t, r, Temporary)
			if !strings.Contains(r[0].Reply.Text, "timeout") {
				t.Errorf("%+v", r[0].Reply)
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	c := &Client{Hop: Hop{Address: l.Addr().String()}}
	r := c.Deliver(t.Context(), mail(t, "x\r\n", "a@b.example"))
	want(t, r, Temporary)
	if r[0].Asked || r[0].Reply.Code != 0 {
		t.Errorf("%+v", r[0])
	}
}

// When the context ends, a delivery under way is cut off.
func TestContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	block := make(chan struct{})
	h := startHop(t, &hop{ehlo: usual})
	h.answer = func(line string) string {
		if line == "." {
			cancel()
			<-block
			return "close"
		}
		return ""
	}
	defer close(block)
	want(t, h.client(t).Deliver(ctx, mail(t, "x\r\n", "a@b.example")), Temporary)
}

// A message that cannot be read to its end is not sent as if it had one.
func TestBrokenBody(t *testing.T) {
	m := mail(t, "", "a@b.example")
	m.Open = func() (io.Reader, error) { return failing{}, nil }
	h := startHop(t, &hop{ehlo: usual})
	r := h.client(t).Deliver(t.Context(), m)
	want(t, r, Temporary)
	if _, messages, _ := h.seen(); len(messages) != 0 {
		t.Errorf("a message that could not be read was sent: %q", messages)
	}
}

// failing is a body that breaks after some bytes.
type failing struct{}

func (failing) Read(p []byte) (int, error) { return copy(p, "half\r\n"), errors.New("damaged") }

// What our own rules let go over verified TLS only goes there, to a hop that knows
// nothing of REQUIRETLS, and nowhere else.
func TestVerifiedTLS(t *testing.T) {
	cert, pool := certificate(t)
	for _, test := range []struct {
		mode  TLS
		known bool // the certificate's authority is
		unfit bool
	}{{Opportunistic, true, false}, {Required, true, false}, {Verified, true, false},
		{None, true, true}, {Opportunistic, false, true}, {Required, false, true}, {Verified, false, true}} {
		h := startHop(t, &hop{ehlo: []string{"STARTTLS"}, cert: cert})
		c := h.client(t)
		c.Hop.TLS, c.Hop.Roots = test.mode, x509.NewCertPool()
		if test.known {
			c.Hop.Roots = pool
		}
		m := mail(t, "x\r\n", "a@b.example")
		m.VerifiedTLS = true
		r := c.Deliver(t.Context(), m)[0]
		if r.Unfit != test.unfit || (r.Status == Delivered) == test.unfit {
			t.Errorf("%s, authority known %v: %+v", test.mode, test.known, r)
		}
		lines, messages, _ := h.seen()
		if len(messages) == 0 != test.unfit || strings.Contains(strings.Join(lines, " "), "REQUIRETLS") {
			t.Errorf("%s, authority known %v: %d messages, %q", test.mode, test.known, len(messages), lines)
		}
	}
}
