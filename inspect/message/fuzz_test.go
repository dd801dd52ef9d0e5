package message

import (
	"bytes"
	"context"
	"io"
	"net/mail"
	"strings"
	"testing"

	gomessage "github.com/emersion/go-message"
)

// FuzzWalk compares with another reader: a canary that go-message finds in some
// decoded part must be seen here too, or the message be flagged. Every body byte
// of a message without a structure must come out, and nothing may fail.
func FuzzWalk(f *testing.F) {
	placeholders := fill(f)
	for _, c := range hostileCases {
		src, whole := strings.CutPrefix(c.body, "!")
		if !whole {
			src = head + src
		}
		f.Add([]byte(placeholders.Replace(strings.ReplaceAll(src, "\n", "\r\n"))))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, _, bodies := readAll(t, b)
		ours := strings.Join(bodies, "\n")
		if len(m.Defects()) == 0 && strings.Contains(theirs(b), canary) && !strings.Contains(ours, canary) {
			t.Errorf("go-message sees the canary, we do not and say nothing; %d parts", len(bodies))
		}
		m.Visible()
		m.From()
		for f := range m.Header().All() {
			f.Text()
		}
	})
}

// theirs is all that go-message decodes.
func theirs(b []byte) string {
	var out strings.Builder
	e, err := gomessage.Read(bytes.NewReader(b))
	if e == nil || err != nil && !gomessage.IsUnknownCharset(err) && !gomessage.IsUnknownEncoding(err) {
		return ""
	}
	parts := 0
	_ = e.Walk(func(_ []int, e *gomessage.Entity, err error) error {
		if parts++; parts > 200 {
			return io.EOF
		}
		if err == nil && e != nil && e.MultipartReader() == nil {
			body, _ := io.ReadAll(io.LimitReader(e.Body, 1<<20))
			out.Write(body)
		}
		return nil
	})
	return out.String()
}

// FuzzAddress holds what server, queue and next hop rely on: what is accepted
// reads the same again, says one domain only, and nothing in it ends a path or a
// line.
func FuzzAddress(f *testing.F) {
	for _, c := range addressCases {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAddress(s)
		if err != nil {
			return
		}
		wire := a.String()
		again, err := ParseAddress(wire)
		if err != nil || again != a {
			t.Fatalf("%q became %q, which reads as %q, %v", s, wire, again, err)
		}
		if strings.ContainsAny(wire, "<>\r\n\t\x00%!") || strings.Count(wire, "@") != 1 {
			t.Fatalf("%q became %q", s, wire)
		}
		if !strings.HasSuffix(wire, "@"+a.Domain()) || !isASCII(a.Domain()) {
			t.Fatalf("%q has domain %q", wire, a.Domain())
		}
		if m, err := mail.ParseAddress("<" + wire + ">"); err == nil && m.Address != a.Local()+"@"+a.Domain() && m.Address != wire {
			t.Fatalf("net/mail reads %q as %q", wire, m.Address)
		}
		found := AddressesIn("x <" + wire + ">, y")
		if len(found) != 1 && !strings.ContainsAny(a.Local(), "\"\\") {
			t.Fatalf("%q is not found in a list: %q", wire, found)
		}
	})
}

// FuzzVisible wants no fewer recipients than net/mail reads.
func FuzzVisible(f *testing.F) {
	for _, c := range visibleCases {
		f.Add(c.header)
	}
	f.Fuzz(func(t *testing.T, header string) {
		b := []byte(header + "\r\n\r\n")
		m, err := Read(bytes.NewReader(b), int64(len(b)), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		have := map[string]bool{}
		for _, a := range m.Visible() {
			have[a.Key()] = true
		}
		std, err := mail.ReadMessage(bytes.NewReader(b))
		if err != nil {
			return
		}
		list, err := std.Header.AddressList("To")
		if err != nil {
			return
		}
		for _, want := range list {
			a, err := ParseAddress(want.Address)
			if err == nil && strings.Contains(a.Domain(), ".") && !have[a.Key()] {
				t.Errorf("net/mail reads %q in %q, we have %q", want.Address, header, m.Visible())
			}
		}
		if err := m.Walk(context.Background(), func(Part) error { return nil }); err != nil {
			t.Error(err)
		}
	})
}
