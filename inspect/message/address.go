package message

import (
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// maxMailbox is the longest mailbox in bytes: a path has 256 with its angle
// brackets (RFC 5321 section 4.5.3.1.3). The 64 of a local part (section
// 4.5.3.1.1) are not held to: bounce addresses of newsletters are longer.
const maxMailbox = 254

// Address is a mailbox (RFC 5321 section 4.1.2), parsed once. Policy and wire
// use the same value; the zero Address is the null reverse-path. Addresses are
// comparable with ==; Key tells whether a person would call two the same.
type Address struct {
	local  string // without quotes
	domain string // lower case, A-labels, or a literal in brackets
}

// ParseAddress reads a mailbox as it stands between the angle brackets of MAIL
// or RCPT: a dot-string or quoted string, UTF-8 as in RFC 6531, and a domain or
// an IPv4 or IPv6 literal. Control characters, angle brackets, "%", "!" and a
// second "@" are refused in local parts even when quoted: some server behind us
// might take them for a route or for the end of the address. So are source
// routes.
func ParseAddress(s string) (Address, error) {
	if len(s) > maxMailbox {
		return Address{}, errors.New("mailbox is longer than 254 bytes")
	}
	if !utf8.ValidString(s) {
		return Address{}, errors.New("mailbox is not UTF-8")
	}
	local, rest, err := cutLocal(s)
	if err != nil {
		return Address{}, err
	}
	domain, err := parseDomain(rest)
	if err != nil {
		return Address{}, err
	}
	a := Address{local, domain}
	if len(a.String()) > maxMailbox {
		return Address{}, errors.New("mailbox is longer than 254 bytes")
	}
	return a, nil
}

// ParsePath reads what stands between the angle brackets of a path, the
// brackets themselves allowed: nothing is the null reverse-path, "postmaster"
// alone (RFC 5321 section 4.5.1) is the postmaster of defaultDomain.
func ParsePath(s, defaultDomain string) (Address, error) {
	if strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") {
		s = s[1 : len(s)-1]
	}
	switch {
	case s == "":
		return Address{}, nil
	case strings.EqualFold(s, "postmaster"):
		return ParseAddress("postmaster@" + defaultDomain)
	}
	return ParseAddress(s)
}

// cutLocal splits off the local part, unquoted and checked.
func cutLocal(s string) (local, rest string, err error) {
	if strings.HasPrefix(s, `"`) {
		local, rest, err = cutQuoted(s)
	} else {
		var ok bool
		if local, rest, ok = strings.Cut(s, "@"); !ok {
			return "", "", errors.New("mailbox has no @")
		}
		if !isDotString(local) {
			err = errors.New("local part is not a dot-string")
		}
	}
	if err != nil {
		return "", "", err
	}
	return local, rest, checkLocal(local)
}

// cutQuoted reads a quoted local part and the @ after it. RFC 5321 section
// 4.1.2, Quoted-string.
func cutQuoted(s string) (local, rest string, err error) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i++; i == len(s) {
				return "", "", errors.New("quoted local part ends in a backslash")
			}
			b.WriteByte(s[i])
		case '"':
			if !strings.HasPrefix(s[i+1:], "@") {
				return "", "", errors.New("quoted local part is not followed by @")
			}
			return b.String(), s[i+2:], nil
		default:
			b.WriteByte(s[i])
		}
	}
	return "", "", errors.New("quoted local part has no end")
}

// checkLocal refuses what servers were seen to understand differently.
func checkLocal(local string) error {
	if local == "" {
		return errors.New("local part is empty")
	}
	for _, r := range local {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029', r == utf8.RuneError:
			return errors.New("local part holds a control character")
		case strings.ContainsRune("@%!<>", r):
			return fmt.Errorf("local part holds %q", r)
		}
	}
	return nil
}

// isDotString follows RFC 5321 section 4.1.2 with the UTF-8 of RFC 6531
// section 3.3.
func isDotString(s string) bool {
	for atom := range strings.SplitSeq(s, ".") {
		if atom == "" {
			return false
		}
		for i := range len(atom) {
			if !isAtext(atom[i]) {
				return false
			}
		}
	}
	return true
}

// isAtext tells atext of RFC 5322 section 3.2.3, and bytes of UTF-8.
func isAtext(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c >= utf8.RuneSelf || strings.IndexByte("!#$%&'*+-/=?^_`{|}~", c) >= 0
}

// parseDomain gives the lower-case A-label form of a domain, or a literal.
func parseDomain(s string) (string, error) {
	if strings.HasPrefix(s, "[") {
		return parseLiteral(s)
	}
	d := strings.ToLower(s)
	if !isASCII(d) || strings.Contains(d, "xn--") {
		a, err := idna.Lookup.ToASCII(d)
		if err != nil {
			return "", fmt.Errorf("domain is not a valid internationalized name: %w", err)
		}
		d = a
	}
	return d, checkDomain(d)
}

// checkDomain wants labels of letters, digits and hyphens (RFC 5321 section
// 4.1.2, sub-domain) and a last label that is no number, as in 10.0.0.1.
func checkDomain(d string) error {
	if d == "" || len(d) > 253 {
		return errors.New("domain is empty or longer than 253 bytes")
	}
	digits := false
	for label := range strings.SplitSeq(d, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return errors.New("domain has an empty, long or hyphen-edged label")
		}
		digits = true
		for i := range len(label) {
			c := label[i]
			digit := '0' <= c && c <= '9'
			if !digit && c != '-' && (c < 'a' || c > 'z') {
				return errors.New("domain holds a character that is no letter, digit or hyphen")
			}
			digits = digits && digit
		}
	}
	if digits {
		return errors.New("domain ends in a number")
	}
	return nil
}

// parseLiteral reads an address literal, RFC 5321 section 4.1.3.
func parseLiteral(s string) (string, error) {
	inner, ok := strings.CutSuffix(s[1:], "]")
	if !ok {
		return "", errors.New("address literal has no end")
	}
	if len(inner) > 5 && strings.EqualFold(inner[:5], "IPv6:") {
		ip, err := netip.ParseAddr(inner[5:])
		if err != nil || !ip.Is6() || ip.Zone() != "" {
			return "", errors.New("address literal is not an IPv6 address")
		}
		return "[IPv6:" + ip.String() + "]", nil
	}
	ip, err := netip.ParseAddr(inner)
	if err != nil || !ip.Is4() {
		return "", errors.New("address literal is not an IPv4 address")
	}
	return "[" + ip.String() + "]", nil
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Local is the local part, unquoted.
func (a Address) Local() string { return a.local }

// Domain is the domain in lower case, internationalized labels as A-labels
// (xn--…); "[192.0.2.1]" or "[IPv6:2001:db8::1]" for a literal.
func (a Address) Domain() string { return a.domain }

// IsZero tells the null reverse-path.
func (a Address) IsZero() bool { return a == Address{} }

// NeedsUTF8 tells whether the next hop must know SMTPUTF8 (RFC 6531).
func (a Address) NeedsUTF8() bool { return !isASCII(a.local) }

// String is the canonical wire form without angle brackets: the local part
// quoted where RFC 5321 wants it and only there; "" for the zero Address.
// ParseAddress(a.String()) is a again.
func (a Address) String() string {
	if a.IsZero() {
		return ""
	}
	if isDotString(a.local) {
		return a.local + "@" + a.domain
	}
	return `"` + quoteReplacer.Replace(a.local) + `"@` + a.domain
}

var quoteReplacer = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// Key is equal for addresses that a person would call the same: letters folded
// to lower case, composed characters made one.
func (a Address) Key() string { return strings.ToLower(norm.NFC.String(a.String())) }

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
