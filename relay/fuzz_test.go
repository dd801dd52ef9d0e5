package relay

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/emersion/go-smtp"
)

// piped is a gate that reads from r, as if a client had sent it.
func piped(r io.Reader, limits Limits) *gate {
	g := newGate(deadEnd{}, bufio.NewReaderSize(nil, bufferBytes), limits.withDefaults())
	g.in.Reset(r)
	return g
}

// deadEnd is a connection without a client.
type deadEnd struct{}

func (deadEnd) Read([]byte) (int, error)         { return 0, io.EOF }
func (deadEnd) Write(p []byte) (int, error)      { return len(p), nil }
func (deadEnd) Close() error                     { return nil }
func (deadEnd) LocalAddr() net.Addr              { return nil }
func (deadEnd) RemoteAddr() net.Addr             { return nil }
func (deadEnd) SetDeadline(time.Time) error      { return nil }
func (deadEnd) SetReadDeadline(time.Time) error  { return nil }
func (deadEnd) SetWriteDeadline(time.Time) error { return nil }

var smuggling = []string{
	"Subject: x\r\n\r\ntext\r\n.\r\n",
	"..dots\r\n...\r\n.x\r\n.\r\nMAIL FROM:<next@x>\r\n",
	".\r\n", "\r\n.\r\n", "x", "", ".", "..\r\n.\r\n",
	"a\n.\nb\r\n.\r\n", "a\n.\r\nb\r\n.\r\n", "a\r\n.\nb\r\n.\r\n", "a\r.\rb\r\n.\r\n",
	"a\r\r\n.\r\r\nb\r\n.\r\n", "a\r\n.\r", "a\x00\r\n.\r\n", "\x00\n.\r\n", "\r\n\x00.\r\n.\r\n",
	"\r\n.\x00\r\n.\r\n", strings.Repeat("x", 40_000) + "\r\n.\r\n", strings.Repeat("x", bufferBytes-1) + "\r\n.\r\n",
}

// FuzzData compares the reader of DATA with one that is as simple as RFC 5321
// section 4.5.2 is: the message is what stands before the first CRLF "." CRLF,
// line by line without a leading dot. What is accepted is that, without any
// bare CR, bare LF or NUL, and what the conversation goes on with is what stands
// behind it.
func FuzzData(f *testing.F) {
	for _, s := range smuggling {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, sent string, drip bool) {
		var r io.Reader = strings.NewReader(sent)
		if drip {
			r = iotest.OneByteReader(r)
		}
		g := piped(r, Limits{LineBytes: 1 << 30})
		var got bytes.Buffer
		_, err := g.body().WriteTo(&got)
		if err != nil && !g.gone && !errors.Is(err, errNUL) {
			t.Fatalf("the conversation goes on after %v", err)
		}
		if g.gone && err == nil {
			t.Fatal("accepted, but the connection is closed")
		}
		if g.gone {
			return
		}
		content, rest, ended := strings.Cut("\r\n"+sent, "\r\n.\r\n")
		if !ended {
			t.Fatalf("the end of the message was seen where there is none (%v)", err)
		}
		after, _ := io.ReadAll(g.in)
		if string(after) != rest {
			t.Fatalf("behind the message stands %q, not %q", after, rest)
		}
		if err == nil {
			compare(t, got.String(), content)
		}
	})
}

func compare(t *testing.T, got, content string) {
	want := strings.ReplaceAll(content+"\r\n", "\r\n.", "\r\n")[2:]
	if got != want {
		t.Fatalf("content %q, not %q", got, want)
	}
	if alone := strings.ReplaceAll(got, "\r\n", ""); strings.ContainsAny(alone, "\r\n\x00") {
		t.Fatalf("accepted %q", got)
	}
}

// FuzzChunks sends the same octets in BDAT chunks of two sizes: what arrives is
// what was sent, or nothing.
func FuzzChunks(f *testing.F) {
	for i, s := range smuggling {
		f.Add(s, i)
	}
	f.Fuzz(func(t *testing.T, text string, cut int) {
		cut = min(max(cut, 0), len(text))
		g := piped(strings.NewReader(text[:cut]+"BDAT "+strconv.Itoa(len(text)-cut)+" LAST\r\n"+text[cut:]+"NOOP\r\n"), Limits{LineBytes: 1 << 30})
		g.bdat(strconv.Itoa(cut))
		var got bytes.Buffer
		_, err := g.body().WriteTo(&got)
		alone := strings.ReplaceAll(text, "\r\n", "")
		switch strict := !strings.ContainsAny(alone, "\r\n\x00"); {
		case strict && err != nil, !strict && err == nil:
			t.Fatalf("%q: %v", text, err)
		case err == nil && got.String() != text:
			t.Fatalf("%q became %q", text, got.String())
		case g.gone:
			return
		}
		if rest, _ := io.ReadAll(g.in); err == nil && string(rest) != "NOOP\r\n" {
			t.Fatalf("behind the message stands %q", rest)
		}
	})
}

// FuzzPath sends paths through the gate and go-smtp's own parser: what policy
// and spool see is one address, and it survives being written and read again.
func FuzzPath(f *testing.F) {
	for _, s := range []string{
		"<a@b.example>", "<\"john smith\"@b.example>", "a@b.example SIZE=1", "<postmaster>", "<>", "",
		"<\"victim@evil.test\\\" ORCPT=rfc822;x\"@corp.test>", "<\"victim@evil.test> ORCPT=rfc822;x\"@corp.test>",
		"<@r.example:a@b.example>", "<a@[127.0.0.1]>", "<a@[IPv6:::1]> X=Y", "<ü@ü.example> SMTPUTF8", "<a@b.example",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			return // no such line gets past gate.line
		}
		g := piped(strings.NewReader(""), Limits{})
		g.name = "relay.example"
		line := g.mailPath("RCPT TO:", "TO:"+path)
		var seen taker
		server := smtp.NewServer(&seen)
		server.MaxLineLength, server.EnableDSN, server.EnableSMTPUTF8 = 0, true, true
		server.ErrorLog = libraryLog{(&Relay{}).log()}
		server.Serve(&single{conn: &script{Reader: strings.NewReader("EHLO x\r\nMAIL FROM:<>\r\n" + line + "\r\n")}})
		server.Shutdown(t.Context())
		if !seen.called || g.pathErr != nil {
			return // refused by one of the two
		}
		wire := g.path.String()
		if strings.ContainsAny(g.path.Local(), "@<>%!\r\n") || wire == "" {
			t.Fatalf("%q became the recipient %q", path, wire)
		}
		again := piped(strings.NewReader(""), Limits{})
		again.mailPath("RCPT TO:", "TO:<"+wire+">")
		if again.pathErr != nil || again.path != g.path {
			t.Fatalf("%q is written %q and read again as %q, %v", path, wire, again.path, again.pathErr)
		}
		// go-smtp unquotes; apart from that it saw the same address.
		if seen.to != g.path.Local()+"@"+g.path.Domain() {
			t.Fatalf("policy has %q, go-smtp %q", wire, seen.to)
		}
	})
}

// taker notes what go-smtp makes of RCPT.
type taker struct {
	called bool
	to     string
}

func (b *taker) NewSession(*smtp.Conn) (smtp.Session, error) { return b, nil }
func (b *taker) Reset()                                      {}
func (b *taker) Logout() error                               { return nil }
func (b *taker) Mail(string, *smtp.MailOptions) error        { return nil }
func (b *taker) Data(io.Reader) error                        { return nil }
func (b *taker) Rcpt(to string, _ *smtp.RcptOptions) error {
	b.called, b.to = true, to
	return nil
}

// script is a client that says one thing and does not listen.
type script struct {
	deadEnd
	io.Reader
}

func (s *script) Read(p []byte) (int, error) { return s.Reader.Read(p) }
