package queue

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/spool"
)

// RET=FULL is for the office's own people, and only for failures.
func TestReturnFull(t *testing.T) {
	internal := func(a message.Address) bool { return a.Domain() == "example.org" }
	for _, test := range []struct {
		ret, from string
		own       func(message.Address) bool
		tls       bool // demanded by the sender
		want      bool
	}{
		{"FULL", "sender@example.org", internal, false, true},
		{"full", "sender@example.org", internal, false, true},
		{"HDRS", "sender@example.org", internal, false, false},
		{"", "sender@example.org", internal, false, false},
		{"FULL", "stranger@b.example", internal, false, false},
		{"FULL", "sender@example.org", nil, false, false},
		{"FULL", "sender@example.org", internal, true, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			s, h := open(t), &hop{answer: func(_ deliver.Mail, r message.Recipient) deliver.Result {
				if r.Address.Local() == "gone" {
					return never
				}
				return taken
			}}
			put(t, s, func(m *spool.Message) {
				m.Envelope.ReversePath, m.Envelope.Ret = address(t, test.from), test.ret
				m.Envelope.RequireTLS = test.tls
			}, "gone@b.example")
			stop := running(t, s, h, func(q *Queue) { q.Internal, q.Language = test.own, "da" })
			time.Sleep(time.Minute)
			stop()
			got, _ := h.seen()
			if len(got) != 1 || !strings.Contains(got[0].content, "Din mail") || strings.Contains(got[0].content, "body of the letter") != test.want {
				t.Errorf("RET=%s from %s: %q", test.ret, test.from, got)
			}
			s.Close()
		})
	}
}
