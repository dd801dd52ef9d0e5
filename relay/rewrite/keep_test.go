package rewrite

import (
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect/message"
)

// Colleagues may stay visible; strangers never do.
func TestKeep(t *testing.T) {
	own := func(a message.Address) bool { return a.Domain() == "example.org" }
	src := "From: Hanne <hanne@example.org>\r\nTo: Mette <mette@example.org>, stranger@a.example,\r\n jan@example.org\r\n" +
		"Cc: other@b.example, \"Pieter\" <pieter@example.org>\r\nX-Copied: pieter@example.org\r\nX-Leak: stranger@a.example\r\nSubject: x\r\n\r\nbody"
	got := rewritten(t, BCC{Keep: own}, src)
	want := "From: Hanne <hanne@example.org>\r\nTo: mette@example.org,\r\n\tjan@example.org\r\nCc: pieter@example.org\r\nX-Copied: pieter@example.org\r\nSubject: x\r\n\r\nbody"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	got = rewritten(t, BCC{Keep: own}, "From: hanne@example.org\r\nCc: a@b.example, mette@example.org\r\n\r\n")
	if !strings.Contains(got, "To: hanne@example.org\r\nCc: mette@example.org\r\n") {
		t.Errorf("without a colleague in To: %s", got)
	}
	got = rewritten(t, BCC{Keep: own, To: must("a@b.example")}, "From: hanne@example.org\r\nTo: c@d.example, a@b.example\r\n\r\n")
	if got != "From: hanne@example.org\r\nTo: a@b.example\r\n\r\n" {
		t.Errorf("an individual copy: %s", got)
	}
}
