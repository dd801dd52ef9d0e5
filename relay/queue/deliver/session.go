package deliver

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"
)

// session is one connection to the hop.
type session struct {
	raw    net.Conn // the connection itself
	conn   net.Conn // the same, or TLS over it
	r      *bufio.Reader
	w      *bufio.Writer
	buf    []byte // for message content
	limits Limits

	extensions map[string]string // by keyword, in capitals, with parameters
	encrypted  bool
	verified   bool

	used   int  // messages that went over it
	broken bool // not to be used again
	since  time.Time
	timer  *time.Timer // of the idle time
}

// errTLS marks that a handshake failed.
var errTLS = errors.New("TLS with the next hop failed")

// connect opens a connection up to the point where MAIL can be said.
func (c *Client) connect(ctx context.Context) (*session, error) {
	mode := c.Hop.TLS
	if mode == "" {
		mode = Opportunistic
	}
	s, err := c.open(ctx, mode)
	if errors.Is(err, errTLS) && mode == Opportunistic && !c.Hop.Implicit && c.Hop.User == "" && ctx.Err() == nil {
		// RFC 7435: rather in clear than not at all, where nothing better was asked for.
		c.log("TLS with the next hop failed, going on without", err)
		return c.open(ctx, None)
	}
	return s, err
}

func (c *Client) log(msg string, err error) {
	if c.Log != nil {
		c.Log.Warn(msg, "hop", c.Hop.Address, "err", err)
	}
}

func (c *Client) open(ctx context.Context, mode TLS) (_ *session, err error) {
	limits := c.Limits.withDefaults()
	conn, err := c.dial(ctx, limits)
	if err != nil {
		return nil, err
	}
	s := &session{limits: limits, raw: conn}
	s.use(conn)
	defer s.until(ctx)()
	defer func() {
		if err != nil {
			s.abort()
		}
	}()
	if c.Hop.Implicit {
		if err := s.handshake(ctx, c.Hop, mode); err != nil {
			return nil, fmt.Errorf("%w: %w", errTLS, err)
		}
	}
	greeting, err := s.reply(limits.Greeting, nil)
	if err != nil {
		return nil, err
	}
	if greeting.Code/100 != 2 {
		return nil, fmt.Errorf("greeting: %w", greeting)
	}
	if err := s.hello(c.Hostname); err != nil {
		return nil, err
	}
	if err := s.protect(ctx, c.Hop, mode, c.Hostname); err != nil {
		return nil, err
	}
	return s, s.authenticate(c.Hop)
}

func (c *Client) dial(ctx context.Context, limits Limits) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, limits.Connect)
	defer cancel()
	if c.Dial != nil {
		return c.Dial(ctx, "tcp", c.Hop.Address)
	}
	return new(net.Dialer).DialContext(ctx, "tcp", c.Hop.Address)
}

// until cuts the connection when ctx ends. The returned function ends that.
func (s *session) until(ctx context.Context) func() {
	stop := context.AfterFunc(ctx, func() { s.raw.Close() })
	return func() {
		if !stop() {
			s.broken = true
		}
	}
}

// use makes conn the session's connection.
func (s *session) use(conn net.Conn) {
	s.conn = conn
	s.r = bufio.NewReaderSize(conn, 4<<10)
	s.w = bufio.NewWriterSize(blockWriter{s}, 32<<10)
}

// blockWriter gives every block that is written its own time.
type blockWriter struct{ s *session }

func (b blockWriter) Write(p []byte) (int, error) {
	if err := b.s.conn.SetWriteDeadline(time.Now().Add(b.s.limits.DataBlock)); err != nil {
		return 0, err
	}
	return b.s.conn.Write(p)
}

// reply sends what is buffered and reads one reply within d.
func (s *session) reply(d time.Duration, lines func(string)) (Reply, error) {
	if err := s.w.Flush(); err != nil {
		return Reply{}, err
	}
	if s.r.Buffered() == 0 {
		if err := s.conn.SetReadDeadline(time.Now().Add(d)); err != nil {
			return Reply{}, err
		}
	}
	r, err := readReply(s.r, lines)
	if err == nil && r.Code == 421 {
		s.broken = true // RFC 5321 section 3.8: the server closes
	}
	return r, err
}

// command says one line and reads the reply.
func (s *session) command(line string) (Reply, error) {
	s.line(line)
	return s.reply(s.limits.Command, nil)
}

// line buffers one line. Errors of the writer show when it is flushed.
func (s *session) line(parts ...string) {
	for _, p := range parts {
		s.w.WriteString(p)
	}
	s.w.Write(crlf)
}

// hello says EHLO, or HELO to a hop that does not know it (RFC 5321 section 3.2).
func (s *session) hello(name string) error {
	if name == "" {
		name = "localhost"
	}
	s.line("EHLO ", name)
	first := true
	s.extensions = map[string]string{}
	r, err := s.reply(s.limits.Command, func(text string) {
		if !first {
			keyword, params, _ := strings.Cut(text, " ")
			s.extensions[strings.ToUpper(keyword)] = params
		}
		first = false
	})
	if err != nil {
		return err
	}
	if r.Code/100 == 5 && !s.broken {
		clear(s.extensions)
		r, err = s.command("HELO " + name)
	}
	if err == nil && r.Code/100 != 2 {
		err = fmt.Errorf("EHLO: %w", r)
	}
	return err
}

func (s *session) has(extension string) bool {
	_, ok := s.extensions[extension]
	return ok
}

// protect starts TLS as the mode wants it (RFC 3207).
func (s *session) protect(ctx context.Context, hop Hop, mode TLS, hostname string) error {
	if mode == None || s.encrypted {
		return nil
	}
	if !s.has("STARTTLS") {
		if mode == Opportunistic {
			return nil
		}
		return fmt.Errorf("%w: it does not offer STARTTLS", errTLS)
	}
	r, err := s.command("STARTTLS")
	if err != nil {
		return fmt.Errorf("%w: %w", errTLS, err)
	}
	if r.Code != 220 {
		return fmt.Errorf("%w: STARTTLS: %w", errTLS, r)
	}
	// Whatever came in clear after the 220 could have been put there by
	// anybody (CVE-2011-0411 and its kin).
	if s.r.Buffered() > 0 {
		return fmt.Errorf("%w: it spoke on in clear after STARTTLS", errTLS)
	}
	if err := s.handshake(ctx, hop, mode); err != nil {
		return fmt.Errorf("%w: %w", errTLS, err)
	}
	return s.hello(hostname)
}

func (s *session) handshake(ctx context.Context, hop Hop, mode TLS) error {
	name := hop.host()
	conn := tls.Client(s.conn, &tls.Config{
		ServerName: name,
		MinVersion: tls.VersionTLS12,
		// A nil function shows none, whatever the server asks.
		GetClientCertificate: hop.Certificate,
		// The chain is always looked at below; whether it must be good
		// depends on the mode.
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			err := verify(state, name, hop.Roots)
			s.verified = err == nil
			if mode == Verified {
				return err
			}
			return nil
		},
	})
	ctx, cancel := context.WithTimeout(ctx, s.limits.Command)
	defer cancel()
	if err := conn.HandshakeContext(ctx); err != nil {
		return err
	}
	s.use(conn)
	s.encrypted = true
	return nil
}

// verify is what crypto/tls does by itself unless told not to.
func verify(state tls.ConnectionState, name string, roots *x509.CertPool) error {
	chain := x509.NewCertPool()
	for _, cert := range state.PeerCertificates[1:] {
		chain.AddCert(cert)
	}
	_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{DNSName: name, Roots: roots, Intermediates: chain})
	return err
}

// authenticate says AUTH with PLAIN (RFC 4616) or LOGIN.
func (s *session) authenticate(hop Hop) error {
	if hop.User == "" {
		return nil
	}
	if !s.encrypted && !loopback(s.conn.RemoteAddr()) {
		return errors.New("the password is not sent to the next hop without TLS")
	}
	methods := strings.Fields(strings.ToUpper(s.extensions["AUTH"]))
	var r Reply
	var err error
	switch {
	case contains(methods, "PLAIN"):
		r, err = s.command("AUTH PLAIN " + encode("\x00"+hop.User+"\x00"+hop.Password))
	case contains(methods, "LOGIN"):
		r, err = s.converse("AUTH LOGIN", encode(hop.User), encode(hop.Password))
	default:
		return errors.New("the next hop offers neither AUTH PLAIN nor AUTH LOGIN")
	}
	if err == nil && r.Code != 235 {
		err = fmt.Errorf("AUTH: %w", r)
	}
	return err
}

// converse says lines as long as the answer is 334.
func (s *session) converse(lines ...string) (r Reply, err error) {
	for _, line := range lines {
		if r, err = s.command(line); err != nil || r.Code != 334 {
			break
		}
	}
	return r, err
}

func encode(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func contains(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
}

func loopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// copySize is how much of a message is read at once.
const copySize = 64 << 10

func (s *session) copyBuffer() []byte {
	if s.buf == nil {
		s.buf = make([]byte, copySize)
	}
	return s.buf
}

// abort closes without a word.
func (s *session) abort() {
	s.raw.Close()
}

// quit says goodbye and does not wait for more than a moment for the answer.
func (s *session) quit() {
	if !s.broken {
		s.conn.SetDeadline(time.Now().Add(time.Second))
		s.w.WriteString("QUIT\r\n")
		if s.w.Flush() == nil {
			readReply(s.r, nil)
		}
	}
	s.abort()
}
