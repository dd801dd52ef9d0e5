// Package deliver is the client side of SMTP (RFC 5321): it hands messages to
// the next hop over connections that are used again, and tells for every
// recipient how it went.
//
// A message is never lost here: whatever is not a clear answer of the next hop
// counts as temporary, so that the queue tries again. When the connection breaks
// after the final dot nobody knows whether the hop has the message; it is sent
// again (at least once).
//
// 8BITMIME: BODY=8BITMIME is said when the submitter said it and the hop knows
// it. To a hop that does not know it the message is sent as it is; converting
// would break signatures, and refusing would lose mail for the sake of servers
// that have not been seen for decades. SMTPUTF8: a message that needs it (an
// address or its header is not ASCII) fails for good at a hop that does not know
// it, as RFC 6531 section 3.6 demands. REQUIRETLS (RFC 8689) goes only to a hop
// that says REQUIRETLS over a verified connection; what cannot go there is Unfit,
// and so is what our own rules let go over verified TLS only (Mail.VerifiedTLS).
package deliver

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/postlock/postlock/inspect/message"
)

// TLS says how much a connection must be protected.
type TLS string

// The modes, from no to most protection.
const (
	None          TLS = "none"          // never STARTTLS
	Opportunistic TLS = "opportunistic" // when it works, unverified (RFC 7435)
	Required      TLS = "required"      // always encrypted, unverified
	Verified      TLS = "verified"      // always, with a certificate for the hop's name
)

// Hop is where messages go.
type Hop struct {
	// Address is host:port.
	Address string
	// Name is what the certificate must be for; the host of Address by default.
	Name string
	TLS  TLS // Opportunistic by default
	// Implicit is set for a hop that speaks TLS from the first octet, as on port
	// 465 (RFC 8314 section 3.3). TLS then says whether the certificate counts.
	Implicit bool
	// Roots are the authorities of the certificate; the system's when nil.
	Roots *x509.CertPool
	// Certificate gives the pair to show when the hop asks for one, as Microsoft's
	// connectors do; nil shows none. It has the form of
	// [tls.Config.GetClientCertificate].
	Certificate func(*tls.CertificateRequestInfo) (*tls.Certificate, error)
	// User and Password are for AUTH; no AUTH when User is empty. They are
	// sent over TLS, or to this machine, only.
	User, Password string
}

// host is the name of the hop.
func (h Hop) host() string {
	if h.Name != "" {
		return h.Name
	}
	host, _, err := net.SplitHostPort(h.Address)
	if err != nil {
		return h.Address
	}
	return host
}

// Limits are the client's bounds; zero fields mean the defaults.
type Limits struct {
	// The time-outs of RFC 5321 section 4.5.3.2.
	Connect   time.Duration // 30 s
	Greeting  time.Duration // 5 min
	Command   time.Duration // 5 min: EHLO, MAIL, RCPT, AUTH, RSET
	DataStart time.Duration // 2 min: until 354
	DataBlock time.Duration // 3 min: for each block of the body
	DataEnd   time.Duration // 10 min: after the final dot
	// Idle is how long an unused connection is kept, 30 s; MaxIdle how many
	// are, 20.
	Idle    time.Duration
	MaxIdle int
	// Check is the idle time after which a connection is first asked with
	// RSET whether it still works, 2 s.
	Check time.Duration
	// PerConnection is how many messages go over one connection, 100.
	PerConnection int
	// Recipients is how many go with one copy of the message, 100 (RFC 5321
	// section 4.5.3.1.8 lets a server refuse more).
	Recipients int
}

func (l Limits) withDefaults() Limits {
	def := func(d *time.Duration, to time.Duration) {
		if *d == 0 {
			*d = to
		}
	}
	def(&l.Connect, 30*time.Second)
	def(&l.Greeting, 5*time.Minute)
	def(&l.Command, 5*time.Minute)
	def(&l.DataStart, 2*time.Minute)
	def(&l.DataBlock, 3*time.Minute)
	def(&l.DataEnd, 10*time.Minute)
	def(&l.Idle, 30*time.Second)
	def(&l.Check, 2*time.Second)
	for n, to := range map[*int]int{&l.MaxIdle: 20, &l.PerConnection: 100, &l.Recipients: 100} {
		if *n == 0 {
			*n = to
		}
	}
	return l
}

// Mail is one message to be handed over.
type Mail struct {
	From       message.Address // the zero Address is <>
	Recipients []message.Recipient
	// Ret and EnvID are of RFC 3461, as given by the submitter.
	Ret, EnvID string
	// SMTPUTF8, EightBit and RequireTLS are what the submitter said in MAIL.
	SMTPUTF8, EightBit, RequireTLS bool
	// VerifiedTLS is set for a message that our own rules let go over
	// verified TLS only; the hop need not know REQUIRETLS.
	VerifiedTLS bool
	// Size is an estimate in bytes (RFC 1870); 0 when unknown.
	Size int64
	// Open gives the message from its beginning, CRLF ended; it is called
	// once for every copy that has to be sent.
	Open func() (io.Reader, error)
}

// Status is what became of a recipient.
type Status uint8

// The statuses. Only Delivered and Permanent are final.
const (
	Temporary Status = iota
	Delivered
	Permanent
)

// Result is what became of one recipient.
type Result struct {
	Status Status
	Reply  Reply
	// Hop is who answered, or was to.
	Hop string
	// DSN is set when the hop took over the duty to notify (RFC 3461).
	DSN bool
	// Asked is set when the hop was asked for this recipient or message at
	// all, rather than being out of reach.
	Asked bool
	// Unreachable is set when no connection came about: another hop may do.
	Unreachable bool
	// Unfit is set when the hop does not protect the connection as the
	// message demands (RFC 8689, Mail.VerifiedTLS). It was not asked.
	Unfit bool
	// Busy is set when nobody was asked since the hop has as many messages
	// under way as it likes: the attempt does not count.
	Busy bool
}

// Client hands messages to one hop. It may be used by several goroutines, each
// of which has a connection of its own for the time of a message. The fields
// must not change after the first use.
type Client struct {
	Hop Hop
	// Hostname is said in EHLO.
	Hostname string
	Limits   Limits
	// Dial connects; net.Dialer by default.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	Log  *slog.Logger

	mu     sync.Mutex
	idle   []*session
	closed bool
}

// Deliver hands m over and tells how it went for each of m.Recipients, in their
// order. When ctx ends, what is not certain is temporary.
func (c *Client) Deliver(ctx context.Context, m Mail) []Result {
	results := make([]Result, len(m.Recipients))
	todo := make([]int, len(m.Recipients))
	for i := range todo {
		todo[i] = i
	}
	limit := c.Limits.withDefaults().Recipients
	for len(todo) > 0 {
		n := min(limit, len(todo))
		t := &transaction{m: m, to: todo[:n], results: results}
		if !c.copy(ctx, t) {
			// What one copy could not do, the next will not do either.
			for _, i := range todo[n:] {
				results[i] = t.rest
			}
			break
		}
		todo = append(t.again(), todo[n:]...)
	}
	for i := range results {
		results[i].Hop = c.Hop.host()
	}
	return results
}

// copy sends one copy of a message. It is false when it makes no sense to go on
// with others.
func (c *Client) copy(ctx context.Context, t *transaction) bool {
	s, err := c.take(ctx)
	t.unreachable = err != nil && ctx.Err() == nil
	if err == nil {
		err = t.run(ctx, s)
		if err != nil && s.used > 0 && !t.heard && ctx.Err() == nil {
			// An old connection that the hop closed meanwhile: nothing
			// of this message was taken.
			s.abort()
			s, err = c.connect(ctx)
			t.unreachable = err != nil && ctx.Err() == nil
			if err == nil {
				err = t.run(ctx, s)
			}
		}
	}
	if err != nil {
		t.giveUp(err)
		if s != nil {
			s.abort()
		}
		return false
	}
	c.give(s)
	return !t.stop
}

// take gives an idle connection, or a new one.
func (c *Client) take(ctx context.Context) (*session, error) {
	c.mu.Lock()
	var s *session
	if n := len(c.idle); n > 0 {
		s = c.idle[n-1]
		c.idle = c.idle[:n-1]
		s.timer.Stop()
	}
	c.mu.Unlock()
	if s == nil {
		return c.connect(ctx)
	}
	return s, nil
}

// give takes a connection back for later use.
func (c *Client) give(s *session) {
	s.used++
	s.since = time.Now()
	c.mu.Lock()
	keep := !c.closed && !s.broken && s.used < s.limits.PerConnection && len(c.idle) < s.limits.MaxIdle
	if keep {
		c.idle = append(c.idle, s)
		s.timer = time.AfterFunc(s.limits.Idle, func() { c.expire(s) })
	}
	c.mu.Unlock()
	if !keep {
		s.quit()
	}
}

// expire closes a connection that was idle for too long.
func (c *Client) expire(s *session) {
	c.mu.Lock()
	found := false
	for i, other := range c.idle {
		if other == s {
			c.idle = append(c.idle[:i], c.idle[i+1:]...)
			found = true
			break
		}
	}
	c.mu.Unlock()
	if found {
		s.quit()
	}
}

// Close ends the idle connections; those in use end after their message.
func (c *Client) Close() error {
	c.mu.Lock()
	idle := c.idle
	c.idle, c.closed = nil, true
	c.mu.Unlock()
	for _, s := range idle {
		s.timer.Stop()
		s.quit()
	}
	return nil
}
