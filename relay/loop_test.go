package relay

import (
	"fmt"
	"strings"
	"testing"
)

// A message that comes back once is taken, the second time it is refused; a loop
// trace that is not this relay's counts for nothing.
func TestMessageComesBack(t *testing.T) {
	o := newOffice(t, nil)
	c := dial(t, o.server.Addrs()[0].String())
	defer c.conn.Close()
	send := func(header, want string) {
		t.Helper()
		c.send("MAIL FROM:<a@office.example>\r\nRCPT TO:<b@else.example>\r\nDATA\r\n")
		c.want("250")
		c.want("250")
		c.want("354")
		c.send(header + "\r\n.\r\n")
		c.want(want)
	}
	send("Subject: x\r\n", "250")
	once := o.messages()[0].Trace + "Subject: x\r\n"
	send(once, "250")
	twice := o.messages()[1].Trace + once
	send(twice, "554 5.4.6 The message goes in a loop: this relay has sent it on before")
	// As another server may have folded it.
	send(strings.ReplaceAll(twice, "; id=", ";\r\n id="), "554 5.4.6")
	// The same trace again and again is one; another relay's is none.
	first := o.messages()[0].Trace
	send(first+first+first+"Subject: x\r\n", "250")
	for i := range 3 {
		once = fmt.Sprintf("X-Postlock-Loop: relay.office.example; id=%d; check=%024d\r\n", i, i) + once
	}
	send(once, "250")
	if got := len(o.messages()); got != 4 {
		t.Errorf("%d messages in custody, not 4", got)
	}
}
