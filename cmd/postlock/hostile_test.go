package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/postfixtest"
	"github.com/postlock/postlock/relay/spool"
)

// talk is a client that says whatever a test wants, octet by octet.
type talk struct {
	t    *testing.T
	conn net.Conn
	r    *bufio.Reader
}

func dialTalk(t *testing.T, address string) *talk {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	k := &talk{t, c, bufio.NewReader(c)}
	k.hear()
	return k
}

// say sends octets and hears one reply; "" when the server hung up.
func (k *talk) say(octets string) string {
	if _, err := k.conn.Write([]byte(octets)); err != nil {
		return ""
	}
	return k.hear()
}

// hear reads one reply, all of its lines; "" when there is none.
func (k *talk) hear() (reply string) {
	k.conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	for {
		line, err := k.r.ReadString('\n')
		if err != nil {
			return ""
		}
		reply += line
		if len(line) < 4 || line[3] != '-' {
			return reply
		}
	}
}

// letters are the messages in a Postfix that keeps all it gets.
type letters struct {
	p *postfixtest.Postfix
	t testing.TB
}

// keepingPostfix is a stock Postfix that sends nothing on.
func keepingPostfix(t testing.TB) letters {
	return letters{startPostfix(t, "default_transport = smtp", "defer_transports = smtp", "virtual_alias_maps ="), t}
}

var (
	postcatField     = regexp.MustCompile(`(?m)^(sender|recipient|original_recipient|done_recipient): (.*)$`)
	postcatSubject   = regexp.MustCompile(`(?mi)^Subject: (.*)$`)
	postcatQueueFile = regexp.MustCompile(`^[0-9A-F]{6,}$`)
)

// kept is one message in Postfix's queue.
type kept struct {
	sender, subject string
	recipients      []string // as given, without quotes, as Postfix has them inside
}

// all reads every queue file with Postfix's own program.
func (l letters) all() (all []kept) {
	l.t.Helper()
	for _, queue := range []string{"incoming", "active", "deferred"} {
		filepath.WalkDir(filepath.Join(l.p.Dir, "queue", queue), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !postcatQueueFile.MatchString(d.Name()) {
				return nil
			}
			out, err := exec.Command(need(l.t, "postcat"), "-c", l.p.Dir, "-eh", path).Output()
			if err == nil { // it may have moved on meanwhile
				all = append(all, parseKept(string(out)))
			}
			return nil
		})
	}
	return all
}

func parseKept(text string) (k kept) {
	if m := postcatSubject.FindStringSubmatch(text); m != nil {
		k.subject = m[1]
	}
	original := ""
	for _, m := range postcatField.FindAllStringSubmatch(text, -1) {
		switch m[1] {
		case "sender":
			k.sender = m[2]
		case "original_recipient":
			original = m[2]
		default:
			if original == "" {
				original = m[2]
			}
			k.recipients, original = append(k.recipients, original), ""
		}
	}
	return k
}

// hostile are forward-paths that have fooled servers, or may.
func hostile() []string {
	return []string{
		`peter@elsewhere.example`, `"peter"@elsewhere.example`, `"a b"@elsewhere.example`, `"a@b"@elsewhere.example`,
		`"victim@evil.test> ORCPT=rfc822;x"@elsewhere.example`, `"victim@evil.test>"@elsewhere.example`, `victim@evil.test@elsewhere.example`,
		`@evil.test:peter@elsewhere.example`, `@a.test,@b.test:peter@elsewhere.example`, `peter%evil.test@elsewhere.example`,
		`evil.test!peter@elsewhere.example`, `"evil.test!peter"@elsewhere.example`, `"peter%evil.test"@elsewhere.example`,
		`peter@[127.0.0.1]`, `peter@[IPv6:::1]`, `peter@[elsewhere.example]`, `peter@elsewhere.example.`, `peter@.elsewhere.example`,
		`peter..x@elsewhere.example`, `.peter@elsewhere.example`, `"peter..x"@elsewhere.example`, `""@elsewhere.example`, `peter`, `postmaster`, `"postmaster"`,
		`"pe\ter"@elsewhere.example`, `"pe\"ter"@elsewhere.example`, `"pe\\ter"@elsewhere.example`, `"pe\ ter"@elsewhere.example`, `pe\@ter@elsewhere.example`,
		`peter(comment)@elsewhere.example`, `peter@elsewhere.example (comment)`, `Peter <peter@elsewhere.example>`, `<peter@elsewhere.example>`,
		`peter@elsewhere.example,anna@evil.test`, `peter@elsewhere.example anna@evil.test`, `peter@elsewhere.example;anna@evil.test`,
		`peter@elsewhere.example> RCPT TO:<anna@evil.test`, `peter@elsewhere.example> NOTIFY=NEVER ORCPT=rfc822;anna@evil.test`, `peter@elsewhere.example>,<anna@evil.test`,
		"peter\x00@elsewhere.example", "peter@elsewhere.example\x00.evil.test", "peter\t@elsewhere.example", "peter\x7f@elsewhere.example", "pe\rter@elsewhere.example",
		"\"peter\r\"@elsewhere.example", "\"pe\tter\"@elsewhere.example", "\"pe\x01ter\"@elsewhere.example",
		`pétèr@elsewhere.example`, `peter@élsewhere.example`, `peter@xn--lsewhere-93a.example`, "pe\xffter@elsewhere.example", "peter@elsewhere\u3002example", "peter＠elsewhere.example",
		"p\u0435ter@elsewhere.example", "peter\u202e@elsewhere.example", "peter@elsewhere.example\u00a0", `peter@ELSEWHERE.example`, `PETER@elsewhere.example`,
		strings.Repeat("p", 64) + `@elsewhere.example`, strings.Repeat("p", 65) + `@elsewhere.example`, `peter@` + strings.Repeat("a", 63) + `.example`, `peter@` + strings.Repeat("a.", 130) + `example`,
		`peter+x@elsewhere.example`, `peter=evil.test@elsewhere.example`, `peter/../x@elsewhere.example`, `|sh@elsewhere.example`, `"|sh -c id"@elsewhere.example`, `/etc/passwd@elsewhere.example`, `:include:/etc/passwd@elsewhere.example`,
		`-f@elsewhere.example`, `peter@elsewhere.example:25`, `peter@elsewhere_x.example`, `peter@1.2.3.4`, `peter@localhost`, `peter@`, `@elsewhere.example`, `@`, ``, ` `, `"`, `"@`, `\`,
	}
}

// mutated is an address with something hostile done to it.
func mutated(r *rand.Rand) string {
	pieces := []string{`"`, `\`, `@`, `.`, `%`, `!`, `<`, `>`, ` `, `(`, `)`, `,`, `;`, `:`, `[`, `]`, `=`, `+`, "\t", "\x00", "\x7f", "\r", "é", "\xc3", "x", "evil.test", "@evil.test", "> ", "ORCPT=rfc822;", "\u3002"}
	good := []string{`peter@elsewhere.example`, `"a b"@elsewhere.example`, `"a@b"@elsewhere.example`, `a.b-c+d@sub.elsewhere.example`, `"a\"b"@elsewhere.example`, `é@elsewhere.example`}
	s := good[r.IntN(len(good))]
	for range 1 + r.IntN(2) {
		at := r.IntN(len(s) + 1)
		switch r.IntN(3) {
		case 0:
			s = s[:at] + pieces[r.IntN(len(pieces))] + s[at:]
		case 1:
			s = s[:at] + s[min(at+1, len(s)):]
		default:
			s = s[:at] + pieces[r.IntN(len(pieces))] + s[min(at+1, len(s)):]
		}
	}
	return s
}

// TestHostileRecipients sends hostile forward-paths through server, spool and
// client into a real Postfix, and compares the recipients of all three: nobody
// gets mail whom the relay did not know of. POSTLOCK_FUZZ says how many more
// addresses are made up, 150 by default.
func TestHostileRecipients(t *testing.T) {
	extra := 150
	if n, err := strconv.Atoi(os.Getenv("POSTLOCK_FUZZ")); err == nil {
		extra = n
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	paths := hostile()
	for range extra {
		paths = append(paths, mutated(r))
	}
	p := keepingPostfix(t)
	o := startOffice(t, p.p.Address, nil)
	known := map[string][]message.Recipient{} // by subject, as the spool has them
	for i, path := range paths {
		subject := fmt.Sprintf("hostile %d.", i)
		if id := offerTo(t, o.smtpAddress(), path, subject); id != "" {
			rec, err := o.store.Message(t.Context(), id)
			if err != nil {
				t.Fatalf("%q: %v", path, err)
			}
			known[subject] = rec.Envelope.Recipients
			if len(rec.Envelope.Recipients) != 1 {
				t.Errorf("%q became %d recipients", path, len(rec.Envelope.Recipients))
			}
		}
	}
	if len(known) < 15 {
		t.Fatalf("only %d of %d addresses were taken", len(known), len(paths))
	}
	awaitQueueEmpty(t, o.store)
	arrived := 0
	left := maps.Clone(known) // those that did not arrive
	for _, k := range p.all() {
		rcpts, ours := known[k.subject]
		if !ours {
			if strings.HasPrefix(k.subject, "hostile") {
				t.Errorf("%q arrived and was refused", k.subject)
			}
			continue // a bounce of what Postfix would not take
		}
		arrived++
		delete(left, k.subject)
		if len(k.recipients) != 1 || !samePostfix(rcpts[0].Address, k.recipients[0]) {
			t.Errorf("%s: the relay knows of %s, Postfix sends to %q", k.subject, rcpts[0].Address, k.recipients)
		}
	}
	for subject, rcpts := range left {
		if strings.HasPrefix(rcpts[0].Address.Local(), "-") {
			continue // Postfix's allow_min_user refuses it and the sender gets a bounce
		}
		t.Errorf("%s: %q was taken and did not arrive", subject, rcpts[0].Address.String())
	}
	if arrived < 15 {
		t.Errorf("only %d arrived", arrived)
	}
	t.Logf("%d forward-paths, %d taken, %d in Postfix", len(paths), len(known), arrived)
}

// samePostfix compares an address with Postfix's own form, which has no quotes.
func samePostfix(a message.Address, internal string) bool {
	at := strings.LastIndexByte(internal, '@')
	return at >= 0 && internal[:at] == a.Local() && strings.EqualFold(internal[at+1:], a.Domain())
}

var queuedAs = regexp.MustCompile(`(?:Queued|review) as ([0-9a-v]{20})`)

// offerTo sends one message to a path, as it stands, and gives its id if taken.
func offerTo(t *testing.T, address, path, subject string) spool.ID {
	t.Helper()
	k := dialTalk(t, address)
	defer k.conn.Close()
	k.say("EHLO client.example\r\n")
	k.say("MAIL FROM:<office@example.org> SMTPUTF8\r\n")
	if reply := k.say("RCPT TO:<" + path + ">\r\n"); !strings.HasPrefix(reply, "250") {
		if !strings.HasPrefix(reply, "5") {
			t.Errorf("%q: %q", path, reply)
		}
		return ""
	}
	if reply := k.say("DATA\r\n"); !strings.HasPrefix(reply, "354") {
		t.Errorf("%q: DATA: %q", path, reply)
		return ""
	}
	reply := k.say("From: office@example.org\r\nSubject: " + subject + "\r\n\r\nx\r\n.\r\n")
	m := queuedAs.FindStringSubmatch(reply)
	if m == nil {
		t.Errorf("%q: %q", path, reply)
		return ""
	}
	return spool.ID(m[1])
}

// awaitQueueEmpty waits until everything was delivered or bounced.
func awaitQueueEmpty(t *testing.T, s *spool.Store) {
	t.Helper()
	eventually(t, "the queue is empty", func() bool {
		var n int
		err := s.View(t.Context(), func(tx *spool.Tx) error {
			counts, err := tx.Counts()
			n = counts[spool.Queued]
			return err
		})
		if err != nil && !errors.Is(err, t.Context().Err()) {
			t.Fatal(err)
		}
		return n == 0
	})
}

// TestSmuggling sends what some servers take for the end of a message, and a
// second message behind it, through Postlock into a stock Postfix
// (https://smtpsmuggling.com, CVE-2023-51764). The second never becomes one.
func TestSmuggling(t *testing.T) {
	p := keepingPostfix(t)
	o := startOffice(t, p.p.Address, nil)
	ends := []string{"\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\n.\r", "\r.\n", "\r\n\x00.\r\n", "\r\n.\x00\r\n", "\r\r\n.\r\n", "\r\n.\r\r\n", "\n\n.\n\n", "\r\n\r.\r\n", "\x85.\x85", "\u2028.\u2028"}
	const second = "MAIL FROM:<evil@example.org>\r\nRCPT TO:<victim@elsewhere.example>\r\nDATA\r\nFrom: evil@example.org\r\nSubject: smuggled\r\n\r\nsmuggled\r\n.\r\n"
	taken := 0
	for i, end := range ends {
		head := fmt.Sprintf("From: office@example.org\r\nSubject: carrier %d.\r\n\r\nfirst", i)
		for _, chunked := range []bool{false, true} {
			k := dialTalk(t, o.smtpAddress())
			k.say("EHLO client.example\r\n")
			k.say("MAIL FROM:<office@example.org> BODY=8BITMIME\r\n")
			k.say("RCPT TO:<peter@elsewhere.example>\r\n")
			body := head + end + second
			var reply string
			if chunked {
				body = strings.TrimSuffix(body, ".\r\n")
				reply = k.say(fmt.Sprintf("BDAT %d LAST\r\n%s", len(body), body))
			} else {
				k.say("DATA\r\n")
				reply = k.say(body)
			}
			switch {
			case strings.HasPrefix(reply, "250"):
				taken++
			case !strings.HasPrefix(reply, "5"):
				t.Errorf("%q (BDAT %v): %q", end, chunked, reply)
			}
			// What remains is no dialogue of its own.
			for rest := k.hearNow(); rest != ""; rest = k.hearNow() {
				if strings.HasPrefix(rest, "250") || strings.HasPrefix(rest, "354") {
					t.Errorf("%q (BDAT %v): what stood in the message was answered %q", end, chunked, rest)
				}
			}
			k.conn.Close()
		}
	}
	awaitQueueEmpty(t, o.store)
	carriers := 0
	for _, k := range p.all() {
		if strings.Contains(k.sender, "evil") || strings.Contains(k.subject, "smuggled") || strings.Contains(fmt.Sprint(k.recipients), "victim") {
			t.Errorf("a second message: %+v", k)
		}
		if strings.HasPrefix(k.subject, "carrier") {
			carriers++
		}
	}
	if carriers != taken {
		t.Errorf("%d messages were taken and %d arrived", taken, carriers)
	}
	t.Logf("%d of %d carriers were taken and arrived whole", taken, 2*len(ends))
}

// hearNow reads a reply that is there within a moment.
func (k *talk) hearNow() string {
	k.conn.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	line, err := k.r.ReadString('\n')
	if err != nil {
		return ""
	}
	return line
}
