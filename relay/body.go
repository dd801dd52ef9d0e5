package relay

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"
)

// body reads one message from the gate's buffer, sent with DATA or BDAT, and is
// strict about its lines: every line ends in CRLF and neither CR nor LF nor NUL
// stands alone, because the next server could take what follows for the end of
// the message (SMTP smuggling; RFC 5321 sections 2.3.8 and 4.1.1.4).
//
// A message with a fault is read on to its end, within bounds, so that the
// client sees the reply and what follows is not taken for commands.
type body struct {
	g    *gate
	bdat bool
	to   io.Writer

	n     int64 // octets of content so far
	eight bool  // some are not ASCII
	lines int   // complete ones
	col   int   // octets of the present line so far
	cr    bool  // the last octet was CR
	fault error // the first thing that went wrong
	extra int64 // octets read after it
	torn  bool  // client and server may disagree on where a line ended
	ended bool  // the end of the message was read
}

// What is wrong with a message, apart from where.
var (
	errLoneLF  = errors.New("a bare LF (line feed without carriage return before it)")
	errLoneCR  = errors.New("a bare CR (carriage return without line feed behind it)")
	errNUL     = errors.New("a NUL octet")
	errLong    = errors.New("too many octets")
	errTooBig  = errors.New("message over the size limit")
	errAborted = errors.New("the client gave the message up")
	errQuit    = errors.New("the client left")
)

// lineFault says in which line of the message something is wrong.
type lineFault struct {
	line int // from 1
	err  error
}

func (f *lineFault) Error() string { return fmt.Sprintf("line %d has %v", f.line, f.err) }
func (f *lineFault) Unwrap() error { return f.err }

// body starts to read the message that DATA or BDAT announced.
func (g *gate) body() *body {
	g.reading(g.limits.Block, g.limits.Data)
	return &body{g: g, bdat: g.chunk != nil}
}

// WriteTo writes the content to w, without the dots that DATA adds. It returns
// the first thing that went wrong: a fault of the message, an error of w, or of
// the connection. The conversation goes on unless the gate has closed itself.
func (b *body) WriteTo(w io.Writer) (int64, error) {
	b.to = w
	if b.bdat {
		b.chunks()
	} else {
		b.data()
	}
	b.finish()
	return b.n, b.fault
}

// finish lets go-smtp find the end of the message and decides whether the
// conversation can go on.
func (b *body) finish() {
	b.g.chunk = nil
	b.g.feed = []byte(".\r\n")
	b.g.commands, b.g.since = 0, time.Now()
	if !b.ended || b.torn {
		b.g.gone = true // after the reply
	}
}

// fail notes the first fault; from here on the client has a short time only.
func (b *body) fail(err error) {
	if b.fault == nil {
		b.fault = err
		b.g.reading(b.g.limits.Drain/10, b.g.limits.Drain)
	}
}

// data reads until CRLF "." CRLF.
func (b *body) data() {
	for !b.ended && b.fill() {
		window, _ := b.g.in.Peek(b.g.in.Buffered())
		last := bytes.LastIndexByte(window, '\n') + 1
		if last == 0 { // one long line fills the buffer
			last = len(window)
		}
		n, end := b.scan(window[:last])
		b.g.in.Discard(n)
		if end {
			return
		}
	}
}

// chunks reads BDAT chunks (RFC 3030) until the last one.
func (b *body) chunks() {
	for {
		c := b.g.chunk
		if b.n+c.size > b.g.limits.MessageBytes {
			b.fail(errTooBig)
		}
		for c.size > 0 {
			if c.size > b.g.limits.MessageBytes || !b.fill() {
				return
			}
			window, _ := b.g.in.Peek(int(min(c.size, int64(b.g.in.Buffered()))))
			b.scan(window)
			b.g.in.Discard(len(window))
			c.size -= int64(len(window))
		}
		if c.last && b.cr {
			b.torn = true
			b.fail(&lineFault{b.lines + 1, errLoneCR})
		}
		if c.last || b.fault != nil {
			b.ended = true
			return
		}
		b.g.reply(fmt.Sprintf("250 2.0.0 %d octets so far", b.n))
		if !b.nextChunk() {
			return
		}
	}
}

// nextChunk waits for the next BDAT command inside a message; it is false when
// the message ends without one.
func (b *body) nextChunk() bool {
	for {
		line, err := b.g.line(false)
		if err != nil {
			b.fail(err)
			return false
		}
		verb, args, _ := strings.Cut(line, " ")
		switch strings.ToUpper(verb) {
		case "BDAT":
			c, err := parseBDAT(args)
			if err != nil {
				b.fail(err)
				return false
			}
			if b.g.chunk, b.g.block = &c, b.g.limits.Block; time.Now().After(b.g.until) {
				b.fail(os.ErrDeadlineExceeded)
				return false
			}
			return true
		case "RSET":
			b.fail(errAborted)
			b.ended = !b.g.lmtp // LMTP would send one reply for each recipient
			return false
		case "QUIT":
			b.fail(errQuit)
			return false
		case "NOOP":
			b.g.reply("250 2.0.0 Waiting for BDAT")
		default:
			b.g.reply("503 5.5.1 A message is under way: BDAT or RSET expected")
		}
		if b.g.commands++; b.g.commands > b.g.limits.Commands {
			b.fail(errTooMany)
			return false
		}
	}
}

// fill waits until a part of the message is in the buffer that can be judged:
// a complete line, as much of a line as the buffer holds, or anything of a chunk.
func (b *body) fill() bool {
	in := b.g.in
	if b.extra > b.g.limits.MessageBytes {
		return false
	}
	for {
		have, _ := in.Peek(in.Buffered())
		if len(have) > 0 && (b.bdat || len(have) == in.Size() || bytes.IndexByte(have, '\n') >= 0) {
			return true
		}
		if _, err := in.Peek(len(have) + 1); err != nil {
			b.fail(lost(err))
			return false
		}
	}
}

func lost(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// scan judges a window line by line and writes its content in runs as long as
// the dots allow. It says how many octets it used and whether the message ended.
func (b *body) scan(window []byte) (used int, end bool) {
	nul := bytes.IndexByte(window, 0) >= 0
	b.eight = b.eight || !isASCII(window)
	run := 0
	for used < len(window) {
		line := window[used:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i+1]
		}
		start := used
		used += len(line)
		if b.col == 0 && !b.bdat && line[0] == '.' {
			b.write(window[run:start])
			if b.terminator(line) {
				return used, true
			}
			line, run = line[1:], start+1 // RFC 5321 section 4.5.2
			b.col++                       // so that an empty rest is not a new line
		}
		b.check(line, nul)
	}
	b.write(window[run:])
	return used, false
}

// terminator tells whether a line that begins with a dot ends the message. Some
// servers take a dot between other line ends for it too; here that is a fault
// after which the connection is closed, whatever follows.
func (b *body) terminator(line []byte) bool {
	if string(line) == ".\r\n" {
		b.ended = true
		return true
	}
	if len(bytes.Trim(line[1:], "\r\n")) > 0 {
		return false
	}
	b.check(line[1:], false)
	return true
}

// check judges one line, or a piece of one when it has no LF.
func (b *body) check(line []byte, nul bool) {
	if b.fault != nil {
		b.extra += int64(len(line))
	}
	if err := b.wrong(line, nul); err != nil {
		b.torn = b.torn || err != errNUL
		b.fail(&lineFault{b.lines + 1, err})
	}
	b.n += int64(len(line))
	if b.n > b.g.limits.MessageBytes {
		b.fail(errTooBig)
	}
	b.col += len(line)
	if b.col > b.g.limits.LineBytes {
		b.fail(&lineFault{b.lines + 1, errLong})
	}
	if bytes.HasSuffix(line, []byte("\n")) {
		b.lines++
		b.col = 0
	}
}

// wrong names what must not be in a line.
func (b *body) wrong(line []byte, nul bool) error {
	cr, text := b.cr, line
	b.cr = false
	switch n := len(line); {
	case n == 0:
		return nil
	case cr && line[0] != '\n':
		return errLoneCR
	case n >= 2 && line[n-1] == '\n' && line[n-2] == '\r':
		text = line[:n-2]
	case line[n-1] == '\n' && n == 1 && cr:
		return nil
	case line[n-1] == '\n':
		return errLoneLF
	case line[n-1] == '\r':
		text, b.cr = line[:n-1], true
	}
	if bytes.IndexByte(text, '\r') >= 0 {
		return errLoneCR
	}
	if nul && bytes.IndexByte(text, 0) >= 0 {
		return errNUL
	}
	return nil
}

func (b *body) write(run []byte) {
	if b.fault != nil || len(run) == 0 {
		return
	}
	if _, err := b.to.Write(run); err != nil {
		b.fail(err)
	}
}

// isASCII looks at eight octets at a time: it sees every octet of every message.
func isASCII(p []byte) bool {
	for ; len(p) >= 8; p = p[8:] {
		if binary.LittleEndian.Uint64(p)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range p {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
