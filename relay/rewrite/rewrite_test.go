package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect/message"
)

func address(t testing.TB, s string) message.Address {
	t.Helper()
	a, err := message.ParseAddress(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// rewritten gives the whole message after b.
func rewritten(t testing.TB, b BCC, src string) string {
	t.Helper()
	header, body, err := b.Rewrite(strings.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	return string(header) + src[body:]
}

// cases show headers before and after; lines end in CR LF in the test.
var cases = []struct {
	name, before, after string
	bcc                 BCC
}{
	{
		name:   "To in its place, Cc and Bcc gone",
		before: "Received: x\nTO: a@x.nl,\n b@x.nl\nFrom: Anna <anna@own.example>\ncC: c@x.nl\nBcc: d@x.nl\nSubject: Zwemles\n\nHello a@x.nl\n",
		after:  "Received: x\nTo: anna@own.example\nFrom: Anna <anna@own.example>\nSubject: Zwemles\n\nHello a@x.nl\n",
	},
	{
		name:   "doubled, resent and odd names",
		before: "From: anna@own.example\nTo: a@x.nl\nTo : b@x.nl\nResent-To: c@x.nl\nresent-cc: d@x.nl\nApparently-To: e@x.nl\nDelivered-To: f@x.nl\nX-Original-To: g@x.nl\nX-Envelope-To: h@x.nl\nX-MS-Exchange-Organization-Recipients: i@x.nl\nAutocrypt-Gossip: addr=j@x.nl; keydata=abc\nMail-Followup-To: k@x.nl\nX-BCC: l@x.nl\n\nx\n",
		after:  "From: anna@own.example\nTo: anna@own.example\n\nx\n",
	},
	{
		name:   "no recipients at all",
		before: "From: anna@own.example\nSubject: s\n\nx\n",
		after:  "From: anna@own.example\nSubject: s\nTo: anna@own.example\n\nx\n",
	},
	{
		name:   "only Cc",
		before: "Cc: a@x.nl\nFrom: anna@own.example\n\nx\n",
		after:  "To: anna@own.example\nFrom: anna@own.example\n\nx\n",
	},
	{
		name:   "configured address",
		bcc:    BCC{To: must("info@own.example")},
		before: "From: anna@own.example\nTo: a@x.nl\n\nx\n",
		after:  "From: anna@own.example\nTo: info@own.example\n\nx\n",
	},
	{
		name:   "undisclosed by choice",
		bcc:    BCC{Undisclosed: true},
		before: "From: anna@own.example\nTo: a@x.nl\n\nx\n",
		after:  "From: anna@own.example\nTo: undisclosed-recipients:;\n\nx\n",
	},
	{
		name:   "undisclosed since there is no author",
		before: "From: Anna\nTo: a@x.nl\n\nx\n",
		after:  "From: Anna\nTo: undisclosed-recipients:;\n\nx\n",
	},
	{
		name:   "author's name holds another address",
		before: "From: \"b@x.nl\" <anna@own.example>\nTo: a@x.nl\n\nx\n",
		after:  "From: \"b@x.nl\" <anna@own.example>\nTo: anna@own.example\n\nx\n",
	},
	{
		name:   "list that lost its blank",
		before: "From: anna@own.example\nTo: a@x.nl,\nb@x.nl,\nc@x.nl\nSubject: s\nno field\n\nx\n",
		after:  "From: anna@own.example\nTo: anna@own.example\nSubject: s\nno field\n\nx\n",
	},
	{
		name:   "a recipient's address in other fields",
		before: "From: anna@own.example\nTo: a@x.nl\nX-Tracking: user=A@X.nl; id=5\nX-Verp: bounce+a=x.nl@own.example\nX-Other: aa@x.nl a@x.nl.example\nErrors-To: anna@own.example\nX-Errors-To: a@x.nl\nX-Confirm-Reading-To: anna@own.example\nSubject: about a@x.nl\nReferences: <a@x.nl>\n\nx\n",
		after:  "From: anna@own.example\nTo: anna@own.example\nX-Other: aa@x.nl a@x.nl.example\nErrors-To: anna@own.example\nX-Confirm-Reading-To: anna@own.example\nSubject: about a@x.nl\nReferences: <a@x.nl>\n\nx\n",
	},
	{
		name:   "unsubscribing one recipient, and all",
		before: "From: anna@own.example\nTo: a@x.nl\nList-Id: <news.own.example>\nList-Unsubscribe: <https://own.example/u?who=a@x.nl>\nList-Unsubscribe: <https://own.example/u>\n\nx\n",
		after:  "From: anna@own.example\nTo: anna@own.example\nList-Id: <news.own.example>\nList-Unsubscribe: <https://own.example/u>\n\nx\n",
	},
	{
		name:   "a recipient who is not in To",
		bcc:    BCC{Recipients: []message.Address{must("z@x.nl")}},
		before: "From: anna@own.example\nTo: a@x.nl\nX-Copy: z@x.nl\nX-Copy: y@x.nl\n\nx\n",
		after:  "From: anna@own.example\nTo: anna@own.example\nX-Copy: y@x.nl\n\nx\n",
	},
	{
		name:   "Received keeps all but its for clause",
		before: "Received: from a (b [192.0.2.1])\n\tby c with ESMTP id 1\n\tfor <a@x.nl>; Mon, 1 Jan 2024 00:00:00 +0000\nReceived: from d by e for <f@own.example>; Mon\nFrom: anna@own.example\nTo: a@x.nl\n\nx\n",
		after:  "Received: from a (b [192.0.2.1])\n\tby c with ESMTP id 1; Mon, 1 Jan 2024 00:00:00 +0000\nReceived: from d by e for <f@own.example>; Mon\nFrom: anna@own.example\nTo: anna@own.example\n\nx\n",
	},
	{
		name:   "broken signatures go, others stay",
		before: "DKIM-Signature: v=1; d=own.example; h=From:Subject :\n\tTo; b=x\nDKIM-Signature: v=1; h=From:Subject; b=x\nDomainKey-Signature: a=rsa-sha1; b=x\nARC-Seal: i=1; b=x\nARC-Message-Signature: i=1; h=from:cc; b=x\nARC-Authentication-Results: i=1; x\nFrom: anna@own.example\nTo: a@x.nl\nCc: b@x.nl\n\nx\n",
		after:  "DKIM-Signature: v=1; h=From:Subject; b=x\nFrom: anna@own.example\nTo: anna@own.example\n\nx\n",
	},
	{
		name:   "a signature that repeats the recipients",
		before: "DKIM-Signature: v=1; h=from:subject; z=From:anna=40own.example|To:a=40x.\n\tnl; b=x\nDKIM-Signature: v=1; h=from; z=From:anna=40own.example; b=x\nFrom: anna@own.example\nTo: a@x.nl\n\nx\n",
		after:  "DKIM-Signature: v=1; h=from; z=From:anna=40own.example; b=x\nFrom: anna@own.example\nTo: anna@own.example\n\nx\n",
	},
	{
		name:   "ARC of which a part names a recipient goes as a whole",
		before: "ARC-Seal: i=1; b=x\nARC-Message-Signature: i=1; h=from; b=x\nARC-Authentication-Results: i=1; x; rcpt=a@x.nl\nFrom: anna@own.example\nTo: a@x.nl\n\nx\n",
		after:  "From: anna@own.example\nTo: anna@own.example\n\nx\n",
	},
	{
		name:   "the author among the recipients",
		before: "From: anna@own.example\nReturn-Receipt: anna@own.example\nTo: anna@own.example, a@x.nl\n\nx\n",
		after:  "From: anna@own.example\nReturn-Receipt: anna@own.example\nTo: anna@own.example\n\nx\n",
	},
	{
		name:   "header only",
		before: "From: anna@own.example\nTo: a@x.nl\n",
		after:  "From: anna@own.example\nTo: anna@own.example\n\n",
	},
}

func must(s string) message.Address {
	a, err := message.ParseAddress(s)
	if err != nil {
		panic(err)
	}
	return a
}

func TestRewrite(t *testing.T) {
	for _, c := range cases {
		got := rewritten(t, c.bcc, strings.ReplaceAll(c.before, "\n", "\r\n"))
		if want := strings.ReplaceAll(c.after, "\n", "\r\n"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, want)
		}
		if got := rewritten(t, c.bcc, c.before); got != c.after {
			t.Errorf("%s, bare LF:\n%s\nwant\n%s", c.name, got, c.after)
		}
	}
}

// A header that cannot be read to its end is not rewritten: who knows what is
// behind the limit.
func TestRewriteTooLong(t *testing.T) {
	src := "From: a@own.example\r\n" + strings.Repeat("X: y\r\n", 100) + "To: a@x.nl\r\n\r\nx"
	_, _, err := BCC{Limits: message.Limits{HeaderLines: 50}}.Rewrite(strings.NewReader(src), int64(len(src)))
	if !errors.Is(err, ErrHeaderTooLong) {
		t.Errorf("error %v, want ErrHeaderTooLong", err)
	}
}

func TestManyRecipients(t *testing.T) {
	var b strings.Builder
	b.WriteString("From: anna@own.example\r\nTo: x@x.nl")
	for i := range 20_000 {
		fmt.Fprintf(&b, ",\r\n Kind %d <ouder%d@x.nl>", i, i)
	}
	b.WriteString("\r\nX-A: b\r\n\r\nbody")
	if got, want := rewritten(t, BCC{}, b.String()), "From: anna@own.example\r\nTo: anna@own.example\r\nX-A: b\r\n\r\nbody"; got != want {
		t.Errorf("got %.200q", got)
	}
}

// The table says why of each field, and no name stands in it twice or is kept.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range revealingFields {
		if f.reason == "" || seen[strings.ToLower(f.name)] || kept(f.name) || !reveals(strings.ToUpper(f.name)) {
			t.Errorf("%s: %q", f.name, f.reason)
		}
		seen[strings.ToLower(f.name)] = true
	}
	for name, want := range map[string]bool{
		"X-Rcpt-To": true, "x-original-TO": true, "X-To": true, "X-Cc": true, "X-Recipients": true,
		"X-Confirm-Reading-To": false, "X-Photo": false, "Reply-To": false, "In-Reply-To": false,
		"Disposition-Notification-To": false, "From": false, "X-Topic": false, "Thread-Topic": false,
	} {
		if reveals(name) != want {
			t.Errorf("reveals(%s) is %v", name, !want)
		}
	}
}

// added are recipients' fields that TestRealMail puts into real messages.
var added = []string{
	"To: Ouder Een <ouder1@strangers.example>,\n =?utf-8?q?J=C3=BCrgen?= <ouder2@strangers.example>\n",
	"CC: Groep: ouder3@strangers.example;, \"ouder4@strangers.example\"\n",
	"to : ouder5@strangers.example; ouder6@strangers.example\n",
	"Resent-To:\n\touder7@strangers.example\n",
	"Resent-Cc: <ouder8@strangers.example\n",
	"Bcc: ouder9@strangers.example\n",
	"X-Original-To: ouder1@strangers.example\n",
	"Autocrypt-Gossip: addr=ouder2@strangers.example; keydata=\n bWFpbA==\n",
	"X-Custom-Log: sent to OUDER3@strangers.example ok\n",
	"Received: from pc.own.example by mail.own.example with ESMTPSA id 77\n\tfor <ouder4@strangers.example>; Mon, 1 Jan 2024 10:00:00 +0100\n",
	"DKIM-Signature: v=1; a=rsa-sha256; d=own.example; s=k; h=from:to:subject;\n bh=x; b=y\n",
}

// Of real messages with recipients added only the named fields change, no
// recipient is left in the header, and the body is the same.
func TestRealMail(t *testing.T) {
	for i, file := range realMail(t) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		checkReal(t, filepath.Base(file), withRecipients(t, src, i))
	}
}

// realMail are the files of real messages beside the checkout.
func realMail(t *testing.T) (all []string) {
	t.Helper()
	root := os.Getenv("POSTLOCK_CORPUS")
	if root == "" {
		root = "../../../shared/corpus"
		if _, err := os.Stat(root); err != nil {
			t.Skip("no corpus beside the checkout; set POSTLOCK_CORPUS")
		}
	}
	for _, folder := range []string{"mail", "mail-odd"} {
		files, err := filepath.Glob(filepath.Join(root, folder, "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files in %s: %v", folder, err)
		}
		all = append(all, files...)
	}
	t.Logf("%d messages", len(all))
	return all
}

// withRecipients puts the added fields between those of a message, in the
// message's own line ends; seed chooses the places.
func withRecipients(t *testing.T, src []byte, seed int) []byte {
	h, err := message.ReadHeader(bytes.NewReader(src), int64(len(src)), message.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	eol := "\n"
	var fields [][]byte
	for f := range h.All() {
		if f.Name() == "" && len(fields) > 0 || !bytes.HasSuffix(f.Raw(), []byte("\n")) {
			continue
		}
		fields = append(fields, f.Raw())
		if bytes.HasSuffix(f.Raw(), []byte("\r\n")) {
			eol = "\r\n"
		}
	}
	for i, a := range added {
		at := min(1, len(fields)) + (seed*7+i*3)%max(1, len(fields))
		at = min(at, len(fields))
		fields = append(fields[:at:at], append([][]byte{[]byte(strings.ReplaceAll(a, "\n", eol))}, fields[at:]...)...)
	}
	return append(append(bytes.Join(fields, nil), eol...), src[h.Size():]...)
}

func checkReal(t *testing.T, name string, src []byte) {
	header, body, err := BCC{To: address(t, "anna@own.example")}.Rewrite(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	before, err := message.ReadHeader(bytes.NewReader(src), int64(len(src)), message.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if body != before.Size() {
		t.Errorf("%s: body at %d, want %d", name, body, before.Size())
	}
	if strings.Contains(strings.ToLower(string(header)), "strangers.example") {
		t.Errorf("%s: a recipient is left in\n%s", name, header)
	}
	if got := headerVisible(t, header); len(got) != 1 || got[0] != address(t, "anna@own.example") {
		t.Errorf("%s: visible are %q", name, got)
	}
	sameFields(t, name, before, header)
}

// sameFields wants every field of before in header, byte by byte and in order,
// but for those that may go, Received fields that lost their for clause, and the
// one new To.
func sameFields(t *testing.T, name string, before message.Header, header []byte) {
	t.Helper()
	h, err := message.ReadHeader(bytes.NewReader(header), int64(len(header)), message.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var after []string
	for f := range h.All() {
		if f.Name() != "To" {
			after = append(after, string(f.Raw()))
		}
	}
	if n := len(h.Fields("To")); n != 1 {
		t.Errorf("%s: %d To fields", name, n)
	}
	for f := range before.All() {
		raw := string(f.Raw())
		switch {
		case len(after) > 0 && after[0] == raw:
			after = after[1:]
		case len(after) > 0 && f.Is("Received") && mayGo(f, before) && after[0] == forWords.ReplaceAllString(raw, ""):
			after = after[1:]
		case mayGo(f, before):
		default:
			t.Errorf("%s: %q is gone or changed", name, raw)
			return
		}
	}
	if len(after) > 0 {
		t.Errorf("%s: %q was added", name, after)
	}
}

// forWords is what Received may lose.
var forWords = regexp.MustCompile(`(?i)\s+for\s+<?[^\s<>;@]+@[^\s<>;]+>?`)

func headerVisible(t *testing.T, header []byte) []message.Address {
	m, err := message.Read(bytes.NewReader(header), int64(len(header)), message.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return m.Visible()
}

// mayGo tells what a change is allowed for: the named fields, signatures over
// them, and what holds one of the recipients that were visible.
func mayGo(f message.Field, h message.Header) bool {
	if reveals(f.Name()) || isOneOf(f.Name(), signatures) || isOneOf(f.Name(), arc) {
		return true
	}
	known := map[string]bool{}
	for g := range h.All() {
		if reveals(g.Name()) {
			for _, a := range message.AddressesIn(g.Text()) {
				known[a.Key()] = true
			}
		}
	}
	return !kept(f.Name()) && holds(f.Text(), known)
}

func FuzzRewrite(f *testing.F) {
	for _, c := range cases {
		f.Add(c.before)
	}
	f.Fuzz(func(t *testing.T, src string) {
		header, body, err := BCC{To: must("anna@own.example")}.Rewrite(strings.NewReader(src), int64(len(src)))
		if err != nil {
			t.Fatal(err)
		}
		if body < 0 || body > int64(len(src)) {
			t.Fatalf("body at %d of %d", body, len(src))
		}
		for _, a := range headerVisible(t, header) {
			if a.String() != "anna@own.example" && bytes.HasPrefix(header, []byte("From: ")) {
				t.Errorf("%q is visible in %q", a, header)
			}
		}
	})
}

func TestDropBcc(t *testing.T) {
	const rest = "From: a@own.example\r\nTo: b@else.example\r\nSubject: x\r\n"
	const body = "\r\nbcc: this is the body\r\n"
	for _, c := range []struct{ name, in, want string }{
		{"none", rest + body, rest + body},
		{"one", "BCC: c@else.example,\r\n d@else.example\r\n" + rest + body, rest + body},
		{"two kinds", rest + "Resent-Bcc: c@else.example\r\nBcc:\r\n" + body, rest + body},
		{"a signature over it", "DKIM-Signature: v=1; h=from:bcc; b=x\r\nBcc: c@else.example\r\n" + rest + body, rest + body},
		{"a signature without it", "DKIM-Signature: v=1; h=from:to; b=x\r\nBcc: c@else.example\r\n" + rest + body,
			"DKIM-Signature: v=1; h=from:to; b=x\r\n" + rest + body},
	} {
		t.Run(c.name, func(t *testing.T) {
			header, offset, err := DropBcc(strings.NewReader(c.in), int64(len(c.in)), message.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := string(header) + c.in[offset:]; got != c.want {
				t.Errorf("got\n%q\nwant\n%q", got, c.want)
			}
		})
	}
}
