package relay

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect/message"
)

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
	case "MAIL":
		line = g.mailPath("MAIL FROM:", rest)
	case "RCPT":
		line = g.mailPath("RCPT TO:", rest)
	case "HELO", "EHLO", "LHLO":
		g.hello = verb
	case "QUIT":
		g.quit = true
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
	errNoPath    = errors.New("no path")
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

// mailPath parses the path of MAIL or RCPT, for policy and wire alike, and gives
// go-smtp its canonical form: go-smtp hands on a quoted local part without
// quotes, so that what stands in it could be taken for a domain or a parameter,
// and does not know <postmaster> (RFC 5321 section 4.5.1). A path that is
// refused is replaced by one that is harmless; Session refuses it in its turn,
// when the sequence of commands is right.
func (g *gate) mailPath(command, rest string) string {
	g.path, g.pathErr = message.Address{}, errNoPath
	at := command[strings.IndexByte(command, ' ')+1:]
	if len(rest) < len(at) || !strings.EqualFold(rest[:len(at)], at) {
		return command[:4] + " " + rest
	}
	path, params := cutPath(strings.TrimLeft(rest[len(at):], " "))
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
	g.feed, g.gone, g.upgrade, g.tls = nil, false, false, true
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
