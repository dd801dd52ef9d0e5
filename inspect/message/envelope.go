package message

import (
	"net/netip"
	"time"
)

// Recipient is one forward-path with its DSN parameters (RFC 3461 section 4).
type Recipient struct {
	Address Address `json:"address"`
	// Notify holds NEVER, or any of SUCCESS, FAILURE, DELAY; empty when not given.
	Notify []string `json:"notify,omitempty"`
	// ORcpt is the original recipient as given, "rfc822;a@b.example".
	ORcpt string `json:"orcpt,omitempty"`
}

// Envelope is what MAIL and RCPT gave, and who gave it (RFC 5321 section 2.3.1).
type Envelope struct {
	// ReversePath is the zero Address for the null reverse-path <>.
	ReversePath Address     `json:"reverse_path"`
	Recipients  []Recipient `json:"recipients"`
	Client      netip.Addr  `json:"client"`
	Helo        string      `json:"helo,omitempty"`
	// User is the account's name after AUTH; empty when the network admitted.
	User string `json:"user,omitempty"`
	// TLS is set when the message came over TLS.
	TLS bool `json:"tls,omitempty"`
	// Ret and EnvID are of RFC 3461 sections 4.3 and 4.4.
	Ret        string    `json:"ret,omitempty"`
	EnvID      string    `json:"envid,omitempty"`
	SMTPUTF8   bool      `json:"smtputf8,omitempty"`
	EightBit   bool      `json:"eight_bit,omitempty"`
	RequireTLS bool      `json:"require_tls,omitempty"`
	Received   time.Time `json:"received"`
}
