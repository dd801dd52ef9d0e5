package relay

import (
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/spool"
)

// trace are the fields that go on top of a message: the Received field of RFC
// 5321 section 4.4, which names the recipient only when there is no other, so
// that it shows nobody a Bcc, and never the account; and the loop trace.
// With is the protocol's name, see protocol.
func (r *Relay) trace(id spool.ID, env message.Envelope, with string, now time.Time) string {
	host := r.Hostname
	var b strings.Builder
	fmt.Fprintf(&b, "Received: from %s", heloText(env.Helo))
	if env.Client.IsValid() {
		fmt.Fprintf(&b, " (%s)", literal(env.Client))
	}
	fmt.Fprintf(&b, "\r\n\tby %s (Postlock) with %s id %s", host, with, id)
	if len(env.Recipients) == 1 {
		fmt.Fprintf(&b, "\r\n\tfor <%s>", env.Recipients[0].Address)
	}
	fmt.Fprintf(&b, ";\r\n\t%s\r\n", now.Format("Mon, 2 Jan 2006 15:04:05 -0700"))
	return b.String() + r.loopTrace(id)
}

// literal is RFC 5321 section 4.1.3.
func literal(client netip.Addr) string {
	client = client.Unmap().WithZone("")
	if client.Is4() {
		return "[" + client.String() + "]"
	}
	return "[IPv6:" + client.String() + "]"
}

// heloText keeps a client from writing trace fields of its own: what is not a
// domain or an address literal is not repeated.
func heloText(helo string) string {
	odd := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(".-_:[]", r))
	}
	if helo == "" || len(helo) > 255 || strings.ContainsFunc(helo, odd) {
		return "unknown"
	}
	return helo
}

// protocol is the "with" of RFC 3848 and RFC 6531 section 4.3, by what the client
// said: HELO, EHLO or LHLO.
func protocol(hello string, env message.Envelope) string {
	name := "SMTP"
	if hello == "LHLO" {
		name = "LMTP"
	}
	switch {
	case env.SMTPUTF8:
		name = "UTF8" + name
	case name == "SMTP" && (hello != "HELO" || env.TLS):
		name = "ESMTP"
	}
	if env.TLS {
		name += "S"
	}
	if env.User != "" {
		name += "A"
	}
	return name
}
