package relay

import (
	"bufio"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/relay/spool"
)

// TestConversations plays the files of testdata/*.cmy against a server each. A
// line is one of
//
//	server NAME     which server (flavours); first, "network" when absent
//	C: TEXT         the client sends TEXT and CRLF, together with the C and R
//	                lines that follow (PIPELINING)
//	R: "TEXT"       the client sends TEXT, with Go's escapes, and nothing more
//	R: "TEXT" * N   the same N times
//	S: TEXT         the server's next reply begins with TEXT (its last line)
//	S~ REGEXP       the server's next reply, all lines, matches
//	tls             the client shakes hands
//	half-close      the client has nothing more to say
//	eof             the server has closed the connection
//	closed          the same, perhaps before it read all, and without a word
//	reconnect       a new connection to the same server
//	accepted N      so many messages are in custody
//	action A        what happened to the last one: pass, bcc, hold
//	from A          its reverse-path
//	to A B …        its recipients
//	trace~ REGEXP   its trace field
//	eightbit B      whether it has octets outside ASCII
//	body "TEXT"     its octets
//	dsn RET ENVID NOTIFY ORCPT   of the message and its first recipient
//	log~ REGEXP     the log has a line like this
//	nolog~ REGEXP   and none like this
//
// Everything after # at the start of a line is for people.
func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/*.cmy")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d conversations, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".cmy"), func(t *testing.T) {
			t.Parallel()
			script, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			play(t, string(script))
		})
	}
}

// talk is one conversation under way.
type talk struct {
	t      *testing.T
	office *office
	conn   net.Conn
	in     *bufio.Reader
	out    strings.Builder
	line   int
}

func play(t *testing.T, script string) {
	lines := strings.Split(script, "\n")
	flavour := "network"
	for _, line := range lines {
		if name, ok := strings.CutPrefix(line, "server "); ok {
			flavour = name
		}
	}
	change, ok := flavours[flavour]
	if !ok {
		t.Fatalf("no server %q", flavour)
	}
	k := &talk{t: t, office: newOffice(t, change)}
	k.connect()
	defer func() { k.conn.Close() }()
	for i, line := range lines {
		k.line = i + 1
		if verb, rest, _ := strings.Cut(line, " "); verb != "" && verb[0] != '#' && verb != "server" {
			k.step(verb, rest)
		}
	}
	k.flush()
}

func (k *talk) fatalf(format string, args ...any) {
	k.t.Helper()
	k.t.Fatalf("line %d: %s\nlog:\n%s", k.line, fmt.Sprintf(format, args...), k.office.log)
}

func (k *talk) connect() {
	addr := k.office.server.Addrs()[0]
	conn, err := net.Dial(addr.Network(), addr.String())
	if err != nil {
		k.fatalf("%v", err)
	}
	k.conn, k.in = conn, bufio.NewReader(conn)
}

func (k *talk) flush() {
	k.conn.SetDeadline(time.Now().Add(10 * time.Second))
	// The server may have closed already; its last reply can still be read.
	io.WriteString(k.conn, k.out.String())
	k.out.Reset()
}

func (k *talk) step(verb, rest string) {
	switch verb {
	case "C:":
		k.out.WriteString(rest + "\r\n")
		return
	case "R:":
		k.raw(rest)
		return
	}
	k.flush()
	switch verb {
	case "S:":
		reply := k.reply()
		if last := reply[strings.LastIndexByte(strings.TrimSuffix(reply, "\n"), '\n')+1:]; !strings.HasPrefix(last, rest) {
			k.fatalf("the server said %q, not %q", reply, rest)
		}
	case "S~":
		k.match(rest, k.reply())
	case "tls":
		conn := tls.Client(k.conn, clientTLS)
		if err := conn.Handshake(); err != nil {
			k.fatalf("handshake: %v", err)
		}
		k.conn, k.in = conn, bufio.NewReader(conn)
	case "half-close":
		k.conn.(interface{ CloseWrite() error }).CloseWrite()
	case "eof":
		if rest, err := io.ReadAll(k.in); len(rest) > 0 || err != nil {
			k.fatalf("the connection is open: %q, %v", rest, err)
		}
	case "closed":
		if rest, err := io.ReadAll(k.in); len(rest) > 0 || errors.Is(err, os.ErrDeadlineExceeded) {
			k.fatalf("the connection is open: %q, %v", rest, err)
		}
	case "reconnect":
		k.conn.Close()
		k.connect()
	case "log~":
		k.match(rest, k.office.log.String())
	case "nolog~":
		if regexp.MustCompile(rest).MatchString(k.office.log.String()) {
			k.fatalf("the log has %s", rest)
		}
	default:
		k.stored(verb, rest)
	}
}

func (k *talk) match(pattern, text string) {
	k.t.Helper()
	if !regexp.MustCompile(pattern).MatchString(text) {
		k.fatalf("%q does not match %s", text, pattern)
	}
}

// raw sends a quoted text, perhaps many times.
func (k *talk) raw(arg string) {
	quoted, err := strconv.QuotedPrefix(arg)
	if err != nil {
		k.fatalf("%v", err)
	}
	text, _ := strconv.Unquote(quoted)
	times := 1
	if rest := strings.TrimSpace(arg[len(quoted):]); rest != "" {
		if times, err = strconv.Atoi(strings.TrimPrefix(rest, "* ")); err != nil {
			k.fatalf("%v", err)
		}
	}
	k.out.WriteString(strings.Repeat(text, times))
}

// reply reads one reply, all its lines.
func (k *talk) reply() (reply string) {
	for {
		line, err := k.in.ReadString('\n')
		reply += line
		if err != nil {
			k.fatalf("waiting for a reply: %v after %q", err, reply)
		}
		if !strings.HasSuffix(line, "\r\n") {
			k.fatalf("a reply line without CRLF: %q", line)
		}
		if len(line) < 6 || line[3] != '-' {
			return reply
		}
	}
}

// stored looks at what is in custody.
func (k *talk) stored(verb, want string) {
	records := k.office.messages()
	if verb == "accepted" {
		if got := strconv.Itoa(len(records)); got != want {
			k.fatalf("%s messages in custody, not %s", got, want)
		}
		return
	}
	if len(records) == 0 {
		k.fatalf("nothing is in custody")
	}
	last := records[len(records)-1]
	var got string
	switch verb {
	case "action":
		got = last.Verdict.Action.String()
	case "from":
		got = last.Envelope.ReversePath.String()
	case "to":
		got = recipients(last)
	case "eightbit":
		got = strconv.FormatBool(last.Envelope.EightBit)
	case "trace~":
		k.match(want, last.Trace)
		return
	case "body":
		got = strconv.Quote(k.office.body(last.ID))
	case "dsn":
		first := last.Envelope.Recipients[0]
		got = strings.TrimSpace(fmt.Sprint(last.Envelope.Ret, " ", last.Envelope.EnvID, " ", strings.Join(first.Notify, ","), " ", first.ORcpt))
	default:
		k.fatalf("unknown step %q", verb)
	}
	if got != want {
		k.fatalf("%s is %s, not %s", verb, got, want)
	}
}

func recipients(r *spool.Record) string {
	var to []string
	for _, rcpt := range r.Envelope.Recipients {
		to = append(to, rcpt.Address.String())
	}
	return strings.Join(to, " ")
}
