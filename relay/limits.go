package relay

import "time"

// Limits bound what one client may ask of the server. The zero value of a field
// means its default.
type Limits struct {
	// MessageBytes is announced with SIZE (RFC 1870).
	MessageBytes int64
	// HeaderBytes is the most a message's own header may take.
	HeaderBytes int
	// LineBytes is the longest body line, CRLF included. RFC 5321 section
	// 4.5.3.1.6 asks for 1000; real HTML mail has more.
	LineBytes int
	// CommandBytes is the longest command line, CRLF included: 512 by RFC
	// 5321 section 4.5.3.1.4, and what the extensions add.
	CommandBytes int
	// SASLBytes is the longest line inside AUTH (RFC 4954 section 4).
	SASLBytes int
	// Recipients of one message; further ones get 452.
	Recipients int
	// Received is the most trace fields a message may have gathered before
	// it is called a loop (RFC 5321 section 6.3).
	Received int

	// Returns is how often a message may come back to the relay that sent
	// it on, see loop.go; negative means never.
	Returns int

	// Connections at once, in total and for one client. An IPv6 client is
	// its /64.
	Connections          int
	ConnectionsPerClient int
	// MessagesPerHour of one client, and of one sender: an account, or a
	// reverse-path without AUTH. Negative means no limit.
	MessagesPerHour, SenderMessagesPerHour int
	// RecipientsPerHour are counted for the same two; those of a message that
	// did not come about count, too.
	RecipientsPerHour, SenderRecipientsPerHour int
	// Errors are the 4xx and 5xx replies after which a connection is closed.
	Errors int
	// Commands are those between two messages, RCPT not counted.
	Commands int

	// AuthFailures of one name from one client, and AuthFailuresPerClient
	// for all names, lock it out for AuthLock after the last one.
	AuthFailures          int
	AuthFailuresPerClient int
	AuthLock              time.Duration
	// Signing is how many passwords are checked at the same time; each
	// costs tens of megabytes.
	Signing int

	// Command is how long a client may take for one command line, Block for
	// the next bytes of a message (RFC 5321 section 4.5.3.2), and Data for
	// the whole of it.
	Command, Block, Data time.Duration
	// Quiet is how long a client may stay without sending a message.
	Quiet time.Duration
	// Write is how long a client may leave replies unread.
	Write time.Duration
	// Handshake is for TLS, Proxy for the PROXY header.
	Handshake, Proxy time.Duration
	// Inspect is how long a message may be inspected inside the DATA
	// dialogue. Clients wait ten minutes for the 250 (RFC 5321 section
	// 4.5.3.2.6).
	Inspect time.Duration
	// Drain is how long the rest of a refused message is read, so that the
	// client sees the reply.
	Drain time.Duration
}

func (l Limits) withDefaults() Limits {
	or(&l.MessageBytes, 50<<20)
	or(&l.HeaderBytes, 1<<20)
	or(&l.LineBytes, 1<<20)
	or(&l.CommandBytes, 4096)
	or(&l.SASLBytes, 12288)
	or(&l.Recipients, 1000)
	or(&l.Received, 50)
	or(&l.Returns, 1)
	or(&l.Connections, 500)
	or(&l.ConnectionsPerClient, 100)
	or(&l.MessagesPerHour, -1)
	or(&l.SenderMessagesPerHour, -1)
	or(&l.RecipientsPerHour, -1)
	or(&l.SenderRecipientsPerHour, -1)
	or(&l.Errors, 20)
	or(&l.Commands, 200)
	or(&l.AuthFailures, 5)
	or(&l.AuthFailuresPerClient, 30)
	or(&l.AuthLock, 15*time.Minute)
	or(&l.Signing, 4)
	or(&l.Command, 5*time.Minute)
	or(&l.Block, 3*time.Minute)
	or(&l.Data, time.Hour)
	or(&l.Quiet, 30*time.Minute)
	or(&l.Write, time.Minute)
	or(&l.Handshake, time.Minute)
	or(&l.Proxy, 5*time.Second)
	or(&l.Inspect, 3*time.Minute)
	or(&l.Drain, time.Minute)
	return l
}

func or[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
