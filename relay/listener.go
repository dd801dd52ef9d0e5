package relay

import (
	"io/fs"
	"net/netip"
	"strings"
)

// Listener is one address where clients submit.
type Listener struct {
	// Address is "host:port", or the path of a Unix socket when it begins
	// with a slash. Whoever may open the socket may submit.
	Address string
	// Mode is that of the Unix socket; default 0660.
	Mode fs.FileMode
	// ImplicitTLS begins with the handshake (port 465); otherwise STARTTLS
	// is offered.
	ImplicitTLS bool
	// NoTLS offers no STARTTLS, NeedTLS takes mail inside TLS only.
	NoTLS, NeedTLS bool
	// NoAuth offers no AUTH.
	NoAuth bool
	// LMTP speaks RFC 2033.
	LMTP bool
	// Proxies are those whose connections begin with a PROXY header, which
	// tells the client's address.
	Proxies []netip.Prefix
	// Connections at once, in total and for one client, beside those of
	// Limits; 0 means those alone.
	Connections, ConnectionsPerClient int

	// Networks may submit without AUTH, on the listener's own Terms.
	Networks []netip.Prefix
	// Special networks have terms of their own. The closest network of all
	// is the one that counts.
	Special []Network
	Terms
}

// Network are clients with terms of their own.
type Network struct {
	Networks []netip.Prefix
	// SignIn wants AUTH from them, though a wider network may do without.
	SignIn bool
	Terms
}

// Terms are what a client may do. A limit of 0 is that of Limits.
type Terms struct {
	// CheckSender holds clients without AUTH to reverse-paths of own_domains.
	CheckSender bool
	// AnySender lets people who signed in use any reverse-path; otherwise it
	// is one of own_domains or their own.
	AnySender bool
	// MessagesPerHour of one client, and of one sender: an account, or a
	// reverse-path without AUTH. Negative means no limit.
	MessagesPerHour, SenderMessagesPerHour int
	// RecipientsPerHour are counted for the same two.
	RecipientsPerHour, SenderRecipientsPerHour int
	// Recipients and MessageBytes are of one message.
	Recipients   int
	MessageBytes int64
}

func (l *Listener) unix() bool { return strings.HasPrefix(l.Address, "/") }

// terms are those of a client, and whether it must sign in.
func (l *Listener) terms(client netip.Addr) (t Terms, signIn bool) {
	t, signIn = l.Terms, !l.unix()
	bits := -1
	for _, p := range l.Networks {
		if p.Contains(client) && p.Bits() > bits {
			bits, signIn = p.Bits(), false
		}
	}
	for _, n := range l.Special {
		for _, p := range n.Networks {
			if p.Contains(client) && p.Bits() > bits {
				bits, t, signIn = p.Bits(), n.Terms, n.SignIn
			}
		}
	}
	return t, signIn
}

// proxied tells whether a connection from this address begins with a PROXY header.
func (l *Listener) proxied(from netip.Addr) bool {
	for _, p := range l.Proxies {
		if p.Contains(from) {
			return true
		}
	}
	return false
}

// apply narrows or widens the limits of a client by its terms.
func (l Limits) apply(t Terms) Limits {
	for _, f := range []struct{ have, want *int }{
		{&l.MessagesPerHour, &t.MessagesPerHour}, {&l.SenderMessagesPerHour, &t.SenderMessagesPerHour},
		{&l.RecipientsPerHour, &t.RecipientsPerHour}, {&l.SenderRecipientsPerHour, &t.SenderRecipientsPerHour}, {&l.Recipients, &t.Recipients},
	} {
		if *f.want != 0 {
			*f.have = *f.want
		}
	}
	if t.MessageBytes != 0 {
		l.MessageBytes = t.MessageBytes
	}
	return l
}
