package deliver

import (
	"bufio"
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// strict is the plain definition: only CRLF ends lines, and there is no NUL.
func strict(b []byte) bool {
	rest := bytes.ReplaceAll(b, []byte("\r\n"), nil)
	// "\r\r\n" and "\r\n\n" leave one behind; "\r" + "\n" must not join anew.
	parts := bytes.Split(b, []byte("\r\n"))
	for _, p := range parts {
		if bytes.ContainsAny(p, "\r\n\x00") {
			return false
		}
	}
	return !bytes.ContainsAny(rest, "\x00")
}

// unstuffed is what a server makes of DATA's content, read line by line; ok is
// false unless it ends exactly where b does.
func unstuffed(b []byte) (content []byte, ok bool) {
	for {
		line, rest, found := bytes.Cut(b, []byte("\r\n"))
		if !found {
			return nil, false
		}
		if string(line) == "." {
			return content, len(rest) == 0
		}
		content = append(content, bytes.TrimPrefix(line, []byte("."))...)
		content = append(content, "\r\n"...)
		b = rest
	}
}

func stuff(b []byte, step int) ([]byte, error) {
	var out bytes.Buffer
	s := &stuffer{to: &out}
	for len(b) > 0 {
		n := min(step, len(b))
		if _, err := s.Write(b[:n]); err != nil {
			return out.Bytes(), err
		}
		b = b[n:]
	}
	err := s.Close()
	return out.Bytes(), err
}

func FuzzStuffer(f *testing.F) {
	for _, s := range []string{"", ".", "..", ".\r\n", "a\r\n.b\r\n", "a\r\n.\r\nb", "\r\n.\r\n", "a\n.\n", "a\r", "\r\r\n", "\x00", "a\r\n\n", "\n", "\r\n", ".\r", "a\r\n.\r"} {
		for _, step := range []uint8{1, 2, 255} {
			f.Add([]byte(s), step)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte, step uint8) {
		out, err := stuff(b, int(step)+1)
		if (err == nil) != strict(b) {
			t.Fatalf("%q in steps of %d: %v", b, int(step)+1, err)
		}
		if err != nil {
			if !errors.Is(err, ErrLineEnds) {
				t.Fatal(err)
			}
			if bytes.Contains(append([]byte("\r\n"), out...), []byte("\r\n.\r\n")) {
				t.Fatalf("%q was ended: %q", b, out)
			}
			return
		}
		want := b
		if len(b) > 0 && !bytes.HasSuffix(b, []byte("\r\n")) {
			want = append(bytes.Clone(b), "\r\n"...)
		}
		if got, ok := unstuffed(out); !ok || !bytes.Equal(got, want) {
			t.Fatalf("%q was sent as %q", b, out)
		}
	})
}

func FuzzReply(f *testing.F) {
	for _, s := range []string{
		"250 ok\r\n", "250-a\r\n250 b\r\n", "250\r\n", "250-\r\n250-x\n251 5.1.1 y\r\n", "550 5.1.1 no\r\n", "550-5.1.1 no\r\n550 5.1.2 such\r\n",
		"25 x\r\n", "999 x\r\n", "250x\r\n", "", "\r\n", "250", "550 4.1.1 other class\r\n", "550 5.1 \xff\x1b[31m\r\n", "550 5.1111.1 x\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Add([]byte(strings.Repeat("250-x\r\n", 1000)))
	f.Add([]byte("250 " + strings.Repeat("x", 10000) + "\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		reply, err := readReply(bufio.NewReaderSize(bytes.NewReader(b), 16), nil)
		if err != nil {
			return
		}
		if reply.Code < 200 || reply.Code > 599 || len(reply.Text) > maxReplyText || !utf8.ValidString(reply.Text) {
			t.Fatalf("%+v", reply)
		}
		if strings.IndexFunc(reply.Text, func(r rune) bool { return r < ' ' || r == 0x7f }) >= 0 {
			t.Fatalf("%q", reply.Text)
		}
		if e := reply.Enhanced; e != "" && (int(e[0]-'0') != reply.Code/100 || strings.Count(e, ".") != 2 || strings.Trim(e, "0123456789.") != "") {
			t.Fatalf("%+v", reply)
		}
	})
}

func TestReply(t *testing.T) {
	for in, want := range map[string]Reply{
		"250 ok\r\n": {250, "", "ok"},
		"250\r\n":    {250, "", ""},
		"550-5.1.1 no\r\n550 5.1.1 such user\r\n":      {550, "5.1.1", "no / such user"},
		"250-first\n250 second\n":                      {250, "", "first / second"},
		"451 4.7.1 later\x1b[31m\r\n":                  {451, "4.7.1", "later?[31m"},
		"550 4.1.1 of another class\r\n":               {550, "", "4.1.1 of another class"},
		"552 5.2.2 <a@b.example>: mailbox is full\r\n": {552, "5.2.2", "<a@b.example>: mailbox is full"},
	} {
		if got, err := readReply(bufio.NewReader(strings.NewReader(in)), nil); err != nil || got != want {
			t.Errorf("%q: %+v %v", in, got, err)
		}
	}
	for _, in := range []string{"", "250", "hello\r\n", "25\r\n", "150 x\r\n", "600 x\r\n", "250_x\r\n", "2 0 x\r\n",
		strings.Repeat("250-x\r\n", 200) + "250 x\r\n", "250 " + strings.Repeat("x", 5000) + "\r\n"} {
		if got, err := readReply(bufio.NewReader(strings.NewReader(in)), nil); err == nil {
			t.Errorf("%.40q: %+v", in, got)
		}
	}
}
