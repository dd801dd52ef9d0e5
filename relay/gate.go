package relay

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"sync"
	"time"

	"github.com/postlock/postlock/inspect/message"
)

// gate stands between a client's socket and go-smtp. go-smtp sees one complete,
// well-formed command line at a time and never a byte of a message: those are
// read here, by body, from the same buffer. So whatever go-smtp does, a
// message's bytes cannot become commands.
//
// It also does what go-smtp leaves open: it parses the path of MAIL and RCPT for
// policy and wire alike, keeps the client's time, and sends replies that can go
// out in one packet together (PIPELINING). The commands are in command.go.
type gate struct {
	limits Limits
	client netip.Addr
	terms  Terms // of the client
	signIn bool  // it must
	tls    bool  // the conversation is inside TLS
	lmtp   bool
	config *tls.Config
	name   string // the domain of <postmaster>

	in   *bufio.Reader // from the socket, see wire
	out  []byte        // replies not yet written
	feed []byte        // what go-smtp reads next
	gone bool          // nothing more is read for go-smtp
	quit bool          // the client said QUIT

	hello    string // how the client greeted: HELO, EHLO or LHLO
	upgrade  bool   // STARTTLS was accepted
	mute     bool   // the greeting was given before TLS already
	sasl     bool   // the next line answers an AUTH challenge
	chunk    *chunk
	path     message.Address // of the last MAIL or RCPT
	pathErr  error
	commands int       // since the last message
	since    time.Time // of the last message, or of the beginning
	errors   int
	surplus  int // recipients beyond the limits

	block time.Duration // time for the next read inside a message
	until time.Time     // time for all of it

	mu      sync.Mutex // guards the fields below, which Shutdown uses
	raw     net.Conn   // the socket
	conn    net.Conn   // the socket, or TLS over it
	waiting bool       // for a command
	mail    bool       // a transaction is open
	leave   bool       // the server is shutting down
}

// chunk is a BDAT command whose octets follow (RFC 3030).
type chunk struct {
	size int64
	last bool
}

const bufferBytes = 32 << 10

// surplusRecipients are as bad as one error.
const surplusRecipients = 500

// newGate speaks with conn through in, a buffer of bufferBytes.
func newGate(conn net.Conn, in *bufio.Reader, limits Limits) *gate {
	g := &gate{raw: conn, conn: conn, in: in, limits: limits, since: time.Now()}
	g.in.Reset(wire{g})
	return g
}

// wire is the only place where a conversation waits for its client: replies go
// out before it waits.
type wire struct{ g *gate }

func (w wire) Read(p []byte) (int, error) {
	if err := w.g.flush(); err != nil {
		return 0, err
	}
	if w.g.block > 0 {
		w.g.conn.SetReadDeadline(earlier(time.Now().Add(w.g.block), w.g.until))
	}
	return w.g.conn.Read(p)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func (g *gate) flush() error {
	if len(g.out) == 0 {
		return nil
	}
	g.conn.SetWriteDeadline(time.Now().Add(g.limits.Write))
	_, err := g.conn.Write(g.out)
	g.out = g.out[:0]
	return err
}

// Read gives go-smtp the next command.
func (g *gate) Read(p []byte) (int, error) {
	for len(g.feed) == 0 {
		g.skipChunk()
		if g.gone {
			return 0, io.EOF
		}
		g.feed = g.next()
	}
	n := copy(p, g.feed)
	g.feed = g.feed[n:]
	return n, nil
}

// wait says that the gate is about to wait for a command; it is false when the
// server is shutting down and no transaction is open.
func (g *gate) wait() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.leave && !g.mail {
		return false
	}
	g.waiting = true
	g.block = 0
	g.conn.SetReadDeadline(earlier(time.Now().Add(g.limits.Command), g.since.Add(g.limits.Quiet)))
	return true
}

func (g *gate) waited() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting = false
}

// transaction notes whether one is open. Shutdown waits for those.
func (g *gate) transaction(open bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.mail = open
}

// shutdown asks the client to leave as soon as it has no transaction open.
func (g *gate) shutdown() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.leave = true
	if g.waiting && !g.mail {
		g.conn.SetReadDeadline(time.Unix(1, 0))
	}
}

func (g *gate) leaving() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.leave && !g.mail
}

// lost ends the conversation for a reason that lies in the way the client
// speaks, or does not.
func (g *gate) lost(err error) {
	switch {
	case errors.Is(err, errLeaving), errors.Is(err, os.ErrDeadlineExceeded) && g.leaving():
		g.bye("421 4.3.2 The relay is shutting down; try again in a minute")
	case errors.Is(err, os.ErrDeadlineExceeded):
		g.bye("421 4.4.2 Timed out waiting for a command")
	case errors.Is(err, errBareLF), errors.Is(err, errControl), errors.Is(err, errTooLong):
		g.bye("500 5.5.2 " + sentence(err))
	default:
		g.gone = true // the client has left
	}
}

// bye replies and ends the conversation.
func (g *gate) bye(reply string) {
	g.reply(reply)
	g.gone = true
}

func (g *gate) reply(reply string) { g.out = append(append(g.out, reply...), '\r', '\n') }

// reading sets the time for the octets of a message.
func (g *gate) reading(block, all time.Duration) {
	g.block, g.until = block, time.Now().Add(all)
}

// Write takes go-smtp's replies, one line a call.
func (g *gate) Write(p []byte) (int, error) {
	switch reply := string(p[:min(len(p), 4)]); {
	case g.mute && reply == "220 ":
		g.mute = false
		return len(p), nil
	case g.chunk != nil && reply == "354 ":
		return len(p), nil
	case reply == "334 ":
		g.sasl = true
	case bytes.HasPrefix(p, []byte("452 4.5.3 ")):
		// The client is to come back for these, and must not be thrown out
		// before it could send the message to the others.
		if g.surplus++; g.surplus%surplusRecipients == 0 {
			g.errors++
		}
	case reply[0] == '4' || reply[0] == '5':
		g.errors++
	}
	if g.tls && bytes.HasPrefix(p, []byte("250-PIPELINING")) {
		g.reply("250-REQUIRETLS") // go-smtp looks for a *tls.Conn and sees a gate
	}
	g.out = append(g.out, p...)
	if g.errors == g.limits.Errors && !g.gone {
		g.bye("421 4.7.0 Too many errors")
	}
	if len(g.out) > bufferBytes {
		return len(p), g.flush()
	}
	return len(p), nil
}

// Close ends go-smtp's conversation; the connection goes on when TLS follows.
func (g *gate) Close() error {
	g.gone = true
	return nil
}

// hangUp closes the connection after the last reply. The write side goes first
// and what still arrives is read for a moment: closing over unread bytes would
// reset the connection and take the reply with it.
func (g *gate) hangUp() {
	if err := g.flush(); err == nil && g.quit && g.in.Buffered() == 0 {
		g.conn.Close() // nobody speaks on after QUIT
		return
	}
	if half, ok := g.conn.(interface{ CloseWrite() error }); ok && half.CloseWrite() == nil {
		g.conn.SetReadDeadline(time.Now().Add(lingerTime))
		io.CopyN(io.Discard, g.conn, lingerBytes)
	}
	g.conn.Close()
}

const (
	lingerTime  = 2 * time.Second
	lingerBytes = 1 << 20
)

// The rest of net.Conn; go-smtp sets no deadlines when its timeouts are zero.

func (g *gate) LocalAddr() net.Addr              { return g.conn.LocalAddr() }
func (g *gate) RemoteAddr() net.Addr             { return g.conn.RemoteAddr() }
func (g *gate) SetDeadline(time.Time) error      { return nil }
func (g *gate) SetReadDeadline(time.Time) error  { return nil }
func (g *gate) SetWriteDeadline(time.Time) error { return nil }

// cut closes the connection from another goroutine.
func (g *gate) cut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.conn.SetDeadline(time.Unix(1, 0))
	g.raw.Close()
}
