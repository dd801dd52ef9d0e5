package rewrite

import (
	"bytes"
	"encoding/hex"
	"regexp"
	"strings"

	"github.com/postlock/postlock/inspect/message"
)

// edit is one header being rewritten.
type edit struct {
	fields  []message.Field
	out     [][]byte        // what each field becomes; nil when it goes
	changed map[string]bool // lower-case names of the fields that are not what they were
	place   int             // index of the field before which the new To stands
	named   bool            // there is a field at all
	eol     string
}

func newEdit(h message.Header) *edit {
	e := &edit{eol: "\r\n", place: -1, changed: map[string]bool{}}
	for f := range h.All() {
		e.fields = append(e.fields, f)
		e.out = append(e.out, f.Raw())
		e.named = e.named || f.Name() != ""
	}
	if len(e.fields) > 0 && !bytes.HasSuffix(e.fields[0].Raw(), []byte("\r\n")) {
		e.eol = "\n"
	}
	return e
}

// remove takes a field out.
func (e *edit) remove(i int) {
	e.drop(i)
	e.changed[strings.ToLower(e.fields[i].Name())] = true
}

// drop takes a field out with the lines behind it that are no fields: left alone they
// would continue the field before.
func (e *edit) drop(i int) {
	e.out[i] = nil
	for i++; i < len(e.fields) && e.fields[i].Name() == ""; i++ {
		e.out[i] = nil
	}
}

// byName removes the fields that list recipients and gives the keys of the
// addresses in them. A line that is no field and follows one goes with it: it is
// the rest of the list for readers that forgive a lost blank.
func (e *edit) byName() map[string]bool {
	known := map[string]bool{}
	removed := false
	for i, f := range e.fields {
		if f.Name() != "" {
			removed = reveals(f.Name())
		}
		if !removed {
			continue
		}
		e.remove(i)
		if e.place < 0 || f.Is("To") && !e.fields[e.place].Is("To") {
			e.place = i
		}
		for _, a := range message.AddressesIn(f.Text()) {
			known[a.Key()] = true
		}
	}
	return known
}

// byAddress removes fields in which a known recipient is found.
func (e *edit) byAddress(known map[string]bool) {
	for i, f := range e.fields {
		if e.out[i] == nil || kept(f.Name()) || isOneOf(f.Name(), signatures) || !holds(f.Text(), known) {
			continue
		}
		if f.Is("Received") {
			cut := forClause.ReplaceAll(f.Raw(), nil)
			if !holds(string(cut), known) {
				e.out[i] = cut
				e.changed["received"] = true
				continue
			}
		}
		e.remove(i)
	}
}

// forClause is the clause of Received that names recipients, RFC 5321 section
// 4.4.
var forClause = regexp.MustCompile(`(?i)[ \t\r\n]+for[ \t\r\n]+<?[^\s;<>@]+@[^\s;<>]+>?`)

// holds tells whether a recipient's address stands in text, also behind a prefix
// (addr=anna@example.org) or as newsletters write it into return addresses
// (anna=example.org).
func holds(text string, known map[string]bool) bool {
	for _, a := range message.AddressesIn(text) {
		if known[a.Key()] {
			return true
		}
	}
	text = strings.ToLower(text)
	for i := range len(text) {
		if text[i] == '@' || text[i] == '=' {
			if holdsAt(text, i, known) {
				return true
			}
		}
	}
	return false
}

// holdsAt tries the local parts that may end at i.
func holdsAt(text string, i int, known map[string]bool) bool {
	end := i + 1
	for end < len(text) && isDomainByte(text[end]) {
		end++
	}
	domain := strings.TrimRight(text[i+1:end], ".-")
	if domain == "" {
		return false
	}
	for start := i - 1; start >= 0 && i-start <= 128 && isLocalByte(text[start]); start-- {
		if (start == 0 || !isWordByte(text[start-1])) && known[text[start:i]+"@"+domain] {
			return true
		}
	}
	return false
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80
}

func isDomainByte(c byte) bool { return isWordByte(c) || c == '.' || c == '-' || c == '_' }

func isLocalByte(c byte) bool {
	return c > ' ' && c < 0x7f && !strings.ContainsRune(`<>()[],;:"\@`, rune(c)) || c >= 0x80
}

// signatures removes the signatures that no longer hold, or repeat a known
// recipient, and the whole ARC when any part of it is gone or would go.
func (e *edit) signatures(known map[string]bool) {
	brokenARC := false
	for i, f := range e.fields {
		switch {
		case e.out[i] == nil:
			brokenARC = brokenARC || isOneOf(f.Name(), arc)
		case isOneOf(f.Name(), signatures) && e.useless(f.Value(), known):
			e.drop(i)
		case f.Is("ARC-Message-Signature"):
			brokenARC = brokenARC || e.useless(f.Value(), known)
		}
	}
	for i, f := range e.fields {
		if brokenARC && isOneOf(f.Name(), arc) {
			e.drop(i)
		}
	}
}

// useless tells of a signature that its h= tag (RFC 6376 section 3.5) lists a
// changed field, without the tag it covers all, or that its z= tag, a copy of the
// header it was made for, holds a known recipient.
func (e *edit) useless(signature string, known map[string]bool) bool {
	list, ok := tag(signature, "h")
	if !ok {
		return true
	}
	for field := range strings.SplitSeq(list, ":") {
		if e.changed[strings.ToLower(strings.TrimSpace(field))] {
			return true
		}
	}
	copied, _ := tag(signature, "z")
	return holds(unquoted(copied), known)
}

// tag is the value of one of a signature's tags.
func tag(signature, name string) (value string, ok bool) {
	for one := range strings.SplitSeq(signature, ";") {
		if key, value, _ := strings.Cut(one, "="); strings.TrimSpace(key) == name {
			return value, true
		}
	}
	return "", false
}

// unquoted undoes dkim-quoted-printable, in which white space means nothing (RFC
// 6376 section 2.11).
func unquoted(s string) string {
	s = strings.Join(strings.Fields(s), "")
	return quotedOctet.ReplaceAllStringFunc(s, func(code string) string {
		octet, _ := hex.DecodeString(code[1:]) // the pattern has two digits
		return string(octet)
	})
}

var quotedOctet = regexp.MustCompile(`=[0-9A-Fa-f]{2}`)

// list is an address field with one address a line, or with other when there
// are none; nothing when that is empty, too.
func (e *edit) list(name string, addresses []message.Address, other string) string {
	var values []string
	for _, a := range addresses {
		values = append(values, a.String())
	}
	if len(values) == 0 {
		values = []string{other}
	}
	value := strings.Join(values, ","+e.eol+"\t")
	if value == "" {
		return ""
	}
	return name + ": " + value + e.eol
}

// put sets the new To where the old one stood, or at the end.
func (e *edit) put(to string) {
	if e.place < 0 {
		if n := len(e.out); n > 0 && !bytes.HasSuffix(e.out[n-1], []byte("\n")) {
			to = e.eol + to // the header ended without a line end
		}
		e.out = append(e.out, []byte(to))
		return
	}
	e.out[e.place] = []byte(to)
}

// bytes is the new header with the empty line.
func (e *edit) bytes() []byte {
	return append(bytes.Join(e.out, nil), e.eol...)
}
