package relay

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/postlock/postlock/inspect/message"
)

// gate stands between a client's socket and go-smtp. go-smtp sees one complete,
// well-formed command line at a time and never a byte of a message: those are
// read here, by body, from the same buffer. So whatever go-smtp does, a
// message's bytes cannot become commands.
//
// It also keeps what go-smtp would lose: the path of MAIL and RCPT as it was
// written, the time a client may take, and replies that can go out in one
// packet (PIPELINING).
type gate struct {
	limits Limits
	client netip.Addr
	tls    bool // the conversation is inside TLS
	lmtp   bool
	config *tls.Config
	name   string // of this server, the domain of <postmaster>

	in   *bufio.Reader // from the socket, see wire
	out  []byte        // replies not yet written
	feed []byte        // what go-smtp reads next
	gone bool          // nothing more is read for go-smtp

	esmtp    bool // EHLO or LHLO was said, not HELO
	upgrade  bool // STARTTLS was accepted
	mute     bool // the greeting was given before TLS already
	sasl     bool // the next line answers an AUTH challenge
	chunk    *chunk
	path     message.Address // of the last MAIL or RCPT
	pathErr  error
	commands int       // since the last message
	since    time.Time // of the last message, or of the beginning
	errors   int

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

func newGate(conn net.Conn, limits Limits) *gate {
	g := &gate{raw: conn, conn: conn, limits: limits, since: time.Now()}
	g.in = bufio.NewReaderSize(wire{g}, bufferBytes)
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

// next is the next command for go-smtp, nil when the gate answered it.
func (g *gate) next() []byte {
	sasl := g.sasl
	g.sasl = false
	line, err := g.line(sasl)
	switch {
	case err != nil:
		g.lost(err)
		return nil
	case sasl:
		return append([]byte(line), '\r', '\n')
	}
	verb, rest, _ := strings.Cut(line, " ")
	if verb = strings.ToUpper(verb); strings.HasPrefix(verb, "STARTTLS") { // as go-smtp recognizes it
		g.startTLS(verb[len("STARTTLS"):] + rest)
		return nil
	}
	switch verb {
	case "HELO", "EHLO", "LHLO":
		g.esmtp = verb != "HELO"
	case "MAIL":
		line = g.mailPath("MAIL FROM:", rest)
	case "RCPT":
		line = g.mailPath("RCPT TO:", rest)
	case "BDAT":
		return g.bdat(rest)
	case "GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT":
		// A page in somebody's browser can post commands to this port.
		g.bye("554 5.5.1 This is a mail relay, not a web server")
		return nil
	}
	if verb != "RCPT" {
		g.commands++
	}
	if g.commands > g.limits.Commands {
		g.bye("421 4.7.0 " + sentence(errTooMany))
		return nil
	}
	return []byte(line + "\r\n")
}

// Reasons for which a line is not given to go-smtp.
var (
	errLeaving   = errors.New("shutting down")
	errBareLF    = errors.New("a command must end in CRLF, this one ends in a bare LF")
	errControl   = errors.New("control character in a command")
	errTooLong   = errors.New("command line too long")
	errAfterTLS  = errors.New("nothing may follow STARTTLS before the handshake")
	errMalformed = errors.New("malformed BDAT; expected BDAT size [LAST]")
	errTooMany   = errors.New("too many commands without a message")
)

// line reads one command line without its CRLF and without trailing spaces
// (RFC 5321 section 4.1.1 asks to tolerate them).
func (g *gate) line(sasl bool) (string, error) {
	if !g.wait() {
		return "", errLeaving
	}
	raw, err := g.in.ReadSlice('\n')
	g.waited()
	limit := g.limits.CommandBytes
	if sasl || len(raw) > 4 && strings.EqualFold(string(raw[:4]), "AUTH") {
		limit = g.limits.SASLBytes
	}
	switch {
	case errors.Is(err, bufio.ErrBufferFull) || err == nil && len(raw) > limit:
		return "", errTooLong
	case err != nil:
		return "", err
	case len(raw) < 2 || raw[len(raw)-2] != '\r':
		return "", errBareLF
	}
	raw = raw[:len(raw)-2]
	if bytes.ContainsFunc(raw, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "", errControl
	}
	return strings.TrimRight(string(raw), " "), nil
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

// mailPath parses the path of MAIL or RCPT, for policy and wire alike, and gives
// go-smtp its canonical form: go-smtp hands on a quoted local part without
// quotes, so that what stands in it could be taken for a domain or a parameter,
// and does not know <postmaster> (RFC 5321 section 4.5.1). A path that is
// refused is replaced by one that is harmless; Session refuses it in its turn,
// when the sequence of commands is right.
func (g *gate) mailPath(command, rest string) string {
	at := command[strings.IndexByte(command, ' ')+1:]
	if len(rest) < len(at) || !strings.EqualFold(rest[:len(at)], at) {
		return command[:4] + " " + rest
	}
	path, params := cutPath(strings.TrimLeft(rest[len(at):], " "))
	g.path, g.pathErr = message.Address{}, nil
	if path == "" {
		return command
	}
	if g.path, g.pathErr = message.ParsePath(path, g.name); g.pathErr != nil {
		return command + "<refused@invalid>" + params
	}
	return command + "<" + g.path.String() + ">" + params
}

// cutPath splits a path from the parameters behind it; angle brackets inside a
// quoted string do not count.
func cutPath(s string) (path, params string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == '>' && !quoted:
			return s[:i+1], s[i+1:]
		case s[i] == ' ' && !quoted && s[0] != '<':
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// startTLS answers STARTTLS and ends this conversation: RFC 3207 section 4.2
// wants all that was said before to be forgotten, so that a new one begins
// inside TLS. go-smtp never sees the command.
func (g *gate) startTLS(rest string) {
	switch {
	case rest != "":
		g.reply("501 5.5.4 STARTTLS takes no parameter")
	case g.tls:
		g.reply("503 5.5.1 This is TLS already")
	case g.config == nil:
		g.reply("502 5.5.1 TLS is not offered here")
	case g.in.Buffered() > 0:
		g.bye("501 5.5.1 " + sentence(errAfterTLS))
	default:
		g.bye("220 2.0.0 Ready to start TLS")
		g.upgrade = true
	}
}

// secure shakes hands and starts over.
func (g *gate) secure(ctx context.Context) error {
	if err := g.flush(); err != nil {
		return err
	}
	g.conn.SetDeadline(time.Now().Add(g.limits.Handshake))
	conn := tls.Server(g.conn, g.config)
	if err := conn.HandshakeContext(ctx); err != nil {
		return fmt.Errorf("tls handshake: %w", err)
	}
	g.conn.SetDeadline(time.Time{})
	g.mu.Lock()
	g.conn = conn
	g.mu.Unlock()
	g.in.Reset(wire{g})
	g.feed, g.gone, g.upgrade, g.tls, g.esmtp = nil, false, false, true, false
	return nil
}

// bdat notes a chunk that follows and has go-smtp start the message as if by
// DATA: one goroutine and one reader for both. What body does not read of the
// chunk, because the command was refused, is skipped.
func (g *gate) bdat(args string) []byte {
	c, err := parseBDAT(args)
	if err != nil {
		// Nobody knows how many octets follow.
		g.bye("501 5.5.4 " + sentence(err))
		return nil
	}
	g.chunk = &c
	return []byte("DATA\r\n")
}

func parseBDAT(args string) (c chunk, err error) {
	fields := strings.Fields(args)
	if len(fields) == 2 && strings.EqualFold(fields[1], "LAST") {
		c.last = true
	} else if len(fields) != 1 {
		return c, errMalformed
	}
	size, err := strconv.ParseUint(fields[0], 10, 62)
	if err != nil {
		return c, errMalformed
	}
	c.size = int64(size)
	return c, nil
}

func (g *gate) skipChunk() {
	c := g.chunk
	if c == nil {
		return
	}
	g.chunk = nil
	if c.size > g.limits.MessageBytes {
		g.gone = true
		return
	}
	g.reading(g.limits.Drain, g.limits.Drain)
	if _, err := io.CopyN(io.Discard, g.in, c.size); err != nil {
		g.gone = true
	}
}

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
	g.flush()
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
