package rule

import "fmt"

// Action is what happens to a message, from mildest to strictest.
type Action uint8

// The actions.
const (
	Pass Action = iota
	BCC
	Hold
	Reject
)

var actionNames = [...]string{"pass", "bcc", "hold", "reject"}

// String is the action's name in JSON and rules.toml.
func (a Action) String() string { return actionNames[a] }

// MarshalText implements encoding.TextMarshaler.
func (a Action) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (a *Action) UnmarshalText(text []byte) error {
	for i, name := range actionNames {
		if name == string(text) {
			*a = Action(i)
			return nil
		}
	}
	return fmt.Errorf("unknown action %q; known are pass, bcc, hold, reject", text)
}

// Verdict is what the rules say of one message.
type Verdict struct {
	Action Action `json:"action"`
	// BCC is set when the visible recipients are to be taken out, now or,
	// for a hold, at release.
	BCC bool `json:"bcc,omitempty"`
	// Individual is set when, besides, each recipient gets a copy of its own,
	// To: its own address.
	Individual bool `json:"individual,omitempty"`
	// RequireTLS is set when the message may go over verified TLS only; where
	// there is none it is held.
	RequireTLS bool `json:"require_tls,omitempty"`
	// Group is the same for like messages that are held for nothing but that
	// one sender wrote so many of them: people look at one and decide on all.
	Group string `json:"group,omitempty"`
	// Approvals are the people who must agree before a hold is released; 0
	// unless Action is Hold.
	Approvals int `json:"approvals,omitempty"`
	// Rules are the ids of the rules that hit, strictest first.
	Rules []string `json:"rules,omitempty"`
	// Reasons are the same rules in plain words, one sentence each, with
	// the numbers that led to them.
	Reasons []string `json:"reasons,omitempty"`
	// Ruleset is the SHA-256 of the rules, in hex; a review binds to it.
	Ruleset string `json:"ruleset"`
}
