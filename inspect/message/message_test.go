package message

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

func TestHeader(t *testing.T) {
	src := crlf("From a@b Mon\nSubject: =?utf-8?q?J=C3?=\n =?utf-8?q?=BCrgen?= is\n\there\nno field\nX-A :  1 \nx-a: 2\n\nbody\n")
	m, err := Read(strings.NewReader(src), int64(len(src)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	h := m.Header()
	if got := m.Subject(); got != "Jürgen is\there" {
		t.Errorf("subject %q", got)
	}
	if got := src[h.Size():]; got != "body\r\n" || !h.Closed() {
		t.Errorf("body %q", got)
	}
	var whole []byte
	for f := range h.All() {
		if at := string(src[f.Offset() : f.Offset()+int64(len(f.Raw()))]); at != string(f.Raw()) {
			t.Errorf("field at %d is %q, want %q", f.Offset(), f.Raw(), at)
		}
		whole = append(whole, f.Raw()...)
	}
	if string(whole)+"\r\n" != src[:h.Size()] {
		t.Errorf("fields are %q", whole)
	}
	fs := h.Fields("X-A")
	if len(fs) != 2 || fs[0].Value() != "1" || fs[0].Name() != "X-A" || h.Get("x-a") != "1" || !h.Has("SUBJECT") || h.Has("no field") {
		t.Errorf("fields X-A %v", fs)
	}
}

func TestDecodeText(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                              "plain",
		"=?utf-8?q?a_b?=":                    "a b",
		"=?UTF-8*nl?Q?a?= =?utf-8?Q?b?=":     "ab",
		"=?utf-8?q?a?= x =?utf-8?q?b?=":      "a x b",
		"=?iso-8859-1?q?=FC?=":               "ü",
		"=?iso-8859-1?q?=FC?= =?utf-8?q?x?=": "üx",
		"=?utf-8?b?SsO8cmdlbg?=":             "Jürgen",
		"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=": "日本",
		"=?x-martian?q?=FC?=":                "ü",
		"J\xfcrgen":                          "Jürgen",
		"=?utf-8?q?open":                     "=?utf-8?q?open",
		"=?utf-8?q?a?=b=?utf-8?q?c?=":        "abc",
		"a =? b":                             "a =? b",
	} {
		if got := decodeText(in); got != want {
			t.Errorf("decodeText(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		`Content-Disposition: attachment; filename="lijst.xlsx"`:                                        "lijst.xlsx",
		`Content-Disposition: attachment; filename=lijst 2.xlsx`:                                        "lijst",
		`Content-Type: application/zip; name="=?utf-8?q?J=C3=BCrgen.zip?="`:                             "Jürgen.zip",
		`Content-Disposition: attachment; filename*=utf-8'nl'J%C3%BCrgen.zip; filename=x.zip`:           "Jürgen.zip",
		"Content-Disposition: attachment; filename*0*=utf-8''J%C3%BC; filename*1=rgen; filename*2=.zip": "Jürgen.zip",
		`Content-Disposition: attachment; filename="C:\\tmp\\lijst.xls"`:                                "lijst.xls",
		`Content-Disposition: attachment; filename="../../etc/passwd"`:                                  "passwd",
		"Content-Disposition: attachment; filename=\"a\u202egpj.exe\"":                                  "agpj.exe",
		`Content-Disposition: attachment; filename=""` + "\r\nContent-Type: image/png; name=b.png":      "b.png",
		"Content-Description: lijst.xlsx":                                                               "lijst.xlsx",
		"Content-Description: een lijst":                                                                "",
	} {
		_, parts, _ := readAll(t, []byte("Content-Type: application/octet-stream\r\n"+in+"\r\n\r\nx"))
		if strings.Contains(in, "Content-Type") {
			_, parts, _ = readAll(t, []byte(in+"\r\n\r\nx"))
		}
		if len(parts) != 1 || parts[0].Name != want {
			t.Errorf("%s: %+v, want %q", in, parts, want)
		}
	}
}

func TestParts(t *testing.T) {
	src := crlf(`From: a@x.nl
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/related; boundary=r

--r
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=ISO-8859-1
Content-Transfer-Encoding: quoted-printable

J=FCrgen
--a
Content-Type: text/html

<p>x
--a--
--r
Content-Type: image/png
Content-Disposition: inline
Content-Transfer-Encoding: base64

iVBORw0=
--r--
--m
Content-Type: message/rfc822
Content-Disposition: attachment; filename=doorgestuurd.eml

Subject: oud
Content-Type: multipart/mixed; boundary=n

--n

tekst
--n
Content-Type: application/vnd.ms-excel; name=lijst.xls
Content-Transfer-Encoding: base64

eA==
--n--
--m
Content-Disposition: attachment; filename=lijst.xls

y
--m
Content-Disposition: attachment; filename=lijst.xls

z
--m--
`)
	m, parts, bodies := readAll(t, []byte(src))
	var got []string
	for i, p := range parts {
		got = append(got, fmt.Sprintf("%s|%s|%s|%v%v%v|%q", p.Path, p.Type, p.Charset, p.Attachment, p.Inline, p.Related, bodies[i]))
	}
	want := []string{
		`body|text/plain|iso-8859-1|falsetruefalse|"J\xfcrgen"`,
		`body|text/html||falsetruefalse|"<p>x"`,
		`part 3 (image/png)|image/png||falsetruetrue|"\x89PNG\r"`,
		`doorgestuurd.eml > header|text/plain|utf-8|falsetruefalse|"oud\n"`,
		`doorgestuurd.eml > body|text/plain||falsetruefalse|"tekst"`,
		`doorgestuurd.eml > lijst.xls|application/vnd.ms-excel||truefalsefalse|"x"`,
		`lijst.xls|text/plain||truefalsefalse|"y"`,
		`lijst.xls (2)|text/plain||truefalsefalse|"z"`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(m.Defects()) > 0 {
		t.Errorf("defects %v", m.Defects())
	}
}

// Bad input is answered in bounded time and never passes silently.
func TestBounds(t *testing.T) {
	nest := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
		}
		return crlf(b.String() + "\nhello\n")
	}
	messages := func(n int) string {
		return strings.Repeat("Content-Type: message/rfc822\r\n\r\n", n) + "Subject: x\r\n\r\nx"
	}
	packed := "Subject: x\r\n\r\n" + canary
	for range 40 {
		packed = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(packed))
		if len(packed) > 4<<20 {
			break
		}
	}
	for name, src := range map[string]string{
		"nested 100 deep":           "From: a@b.c\r\n" + nest(100),
		"nested 5,000 deep":         nest(5000),
		"messages 100 deep":         messages(100),
		"messages 100,000 deep":     messages(100_000),
		"base64 messages in others": packed,
		"10,000 header lines":       "From: a@b.c\r\n" + strings.Repeat("X: y\r\n", 10_000) + "\r\nx",
		"10,000 folded lines":       "From: a@b.c\r\nX: y\r\n" + strings.Repeat(" y\r\n", 10_000) + "\r\nx",
		"2 MB header":               "From: a@b.c\r\n" + strings.Repeat("X: "+strings.Repeat("y", 900)+"\r\n", 2400) + "\r\nx",
		"1 MB line":                 "From: a@b.c\r\n\r\n" + strings.Repeat("x", 1e6) + "\r\n",
		"1 MB header line":          "From: a@b.c\r\nX: " + strings.Repeat("x", 1_100_000) + "\r\n\r\nx",
		"2,000 parts":               "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\nx\r\n", 2000),
		"100,000 delimiters":        "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n", 100_000),
		"100,000 endings":           "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n" + strings.Repeat("--b--\r\n--b\r\n", 50_000),
	} {
		start := time.Now()
		m, _, _ := readAll(t, []byte(src))
		took := time.Since(start)
		t.Logf("%-26s %8d bytes %8v %v", name, len(src), took.Round(time.Millisecond), m.Defects())
		if len(m.Defects()) == 0 {
			t.Errorf("%s: no defect", name)
		}
		if took > 5*time.Second { // milliseconds, on a machine that does nothing else
			t.Errorf("%s took %v", name, took)
		}
	}
}

func TestManyRecipientsInTime(t *testing.T) {
	var b strings.Builder
	b.WriteString("To: a@x.nl")
	for i := range 20_000 {
		fmt.Fprintf(&b, ", Kind %d <ouder%d@x.nl>", i, i)
	}
	b.WriteString("\r\n\r\n")
	start := time.Now()
	m, _, _ := readAll(t, []byte(b.String()))
	if n := len(m.Visible()); n != 20_001 {
		t.Errorf("%d visible, want 20,001", n)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("took %v", took)
	}
}

// Decoders give the same however the bytes arrive.
func TestDecodersInPieces(t *testing.T) {
	want := bytes.Repeat([]byte("The quick brown fox = =? \x00\xff\r\n"), 9000)
	coded := wrap(base64.StdEncoding.EncodeToString(want), 76, "\r\n")
	for name, r := range map[string]io.Reader{
		"whole": strings.NewReader(coded), "one byte": iotest.OneByteReader(strings.NewReader(coded)),
		"half": iotest.HalfReader(strings.NewReader(coded)), "data with EOF": iotest.DataErrReader(strings.NewReader(coded)),
	} {
		decoder := newBase64Reader(r, int64(len(coded)), func(why Why, what string) { t.Errorf("%s: %s %s", name, why, what) })
		var head [8]byte // a caller who looks for a signature first
		if n, err := io.ReadFull(decoder, head[:]); err != nil || cap(decoder.pend) > maxLine {
			t.Errorf("%s: %d bytes, %v, and %d collected", name, n, err, cap(decoder.pend))
		}
		got, err := io.ReadAll(decoder)
		got = append(head[:], got...)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: base64 gives %d bytes, %v; want %d", name, len(got), err, len(want))
		}
	}
	qp := strings.Repeat("a=3Db=\r\nc  \r\n=zz=", 9000)
	plain := strings.Repeat("a=bc\r\n=zz=", 9000)
	plain = plain[:len(plain)-1]
	plain = strings.ReplaceAll(plain, "=zz=a=", "=zz=a=")
	for name, r := range map[string]io.Reader{"whole": strings.NewReader(qp), "one byte": iotest.OneByteReader(strings.NewReader(qp))} {
		got, err := io.ReadAll(newQPReader(r, 1<<20, nil))
		if err != nil || string(got) != plain {
			t.Errorf("%s: quoted-printable gives %d bytes %.60q, %v; want %d %.60q", name, len(got), got, err, len(plain), plain)
		}
	}
	long := strings.Repeat("=41", 100_000) // one line over the window
	if got, err := io.ReadAll(newQPReader(strings.NewReader(long), 1<<20, nil)); err != nil || string(got) != strings.Repeat("A", 100_000) {
		t.Errorf("long line gives %d bytes, %v", len(got), err)
	}
}

func TestWalkErrors(t *testing.T) {
	src := crlf("From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\n\ny\n--b--\n")
	m, err := Read(strings.NewReader(src), int64(len(src)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	if err := m.Walk(context.Background(), func(Part) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("walk gives %v, want the visitor's error", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := m.Walk(ctx, func(Part) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("walk gives %v, want canceled", err)
	}
	broken := readerAt{errors.New("disk")}
	if _, err := Read(broken, 100, Limits{}); !errors.Is(err, broken.err) {
		t.Errorf("read gives %v, want the disk's error", err)
	}
}

type readerAt struct{ err error }

func (r readerAt) ReadAt([]byte, int64) (int, error) { return 0, r.err }

// What visit leaves unread is still looked at.
func TestUnreadPartsAreChecked(t *testing.T) {
	src := crlf("From: a@b.c\nContent-Transfer-Encoding: base64\n\nAAAA\n!!!!\n")
	m, err := Read(strings.NewReader(src), int64(len(src)), Limits{})
	if err == nil {
		err = m.Walk(context.Background(), func(Part) error { return nil })
	}
	if err != nil || len(m.Defects()) == 0 {
		t.Errorf("defects %v, error %v", m.Defects(), err)
	}
}

func BenchmarkWalk(b *testing.B) {
	for name, size := range map[string]int{"5kB": 5_000, "100kB": 100_000, "5MB": 5_000_000} {
		data := bytes.Repeat([]byte("0123456789abcdef"), size*3/4/16)
		src := []byte(crlf("From: a@b.c\nTo: d@e.f\nSubject: =?utf-8?q?s?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"+
			"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nhello =\nworld\n--b\n"+
			"Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n") +
			wrap(base64.StdEncoding.EncodeToString(data), 76, "\r\n") + "\r\n--b--\r\n")
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				m, err := Read(bytes.NewReader(src), int64(len(src)), Limits{})
				if err == nil {
					err = m.Walk(context.Background(), func(Part) error { return nil })
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
