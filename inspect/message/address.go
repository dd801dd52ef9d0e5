package message

import (
	"errors"
	"log/slog"
	"strings"
)

// Address is a mailbox (RFC 5321 section 4.1.2), parsed once. Policy and wire
// use the same value; the zero Address is the null reverse-path.
type Address struct {
	local  string // without quotes
	domain string // lower case
}

// ParseAddress reads a mailbox as it stands between the angle brackets of MAIL
// or RCPT.
func ParseAddress(s string) (Address, error) {
	i := strings.LastIndexByte(s, '@')
	if i <= 0 || i == len(s)-1 {
		return Address{}, errors.New("not a mailbox")
	}
	return Address{s[:i], strings.ToLower(s[i+1:])}, nil
}

// Local is the local part, unquoted.
func (a Address) Local() string { return a.local }

// Domain is the domain in lower case.
func (a Address) Domain() string { return a.domain }

// IsZero tells the null reverse-path.
func (a Address) IsZero() bool { return a == Address{} }

// String is the canonical wire form, quoted where RFC 5321 wants it; "" for the zero Address.
func (a Address) String() string {
	if a.IsZero() {
		return ""
	}
	return a.local + "@" + a.domain
}

// Key is equal for addresses that a person would call the same (local part
// folded to lower case).
func (a Address) Key() string { return strings.ToLower(a.String()) }

// LogValue masks the address.
func (a Address) LogValue() slog.Value { return slog.StringValue("•@" + a.domain) }

// MarshalText implements encoding.TextMarshaler.
func (a Address) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; empty text is the null reverse-path.
func (a *Address) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*a = Address{}
		return nil
	}
	*a, err = ParseAddress(string(text))
	return err
}
