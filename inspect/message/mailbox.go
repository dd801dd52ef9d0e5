package message

import (
	"strings"
	"unicode/utf8"
)

// Mailbox is a display name with its address (RFC 5322 section 3.4).
type Mailbox struct {
	// Name is decoded and without quotes; "" when there is none.
	Name string
	// Address is the zero Address when it cannot be read.
	Address Address
}

// visibleFields are the fields whose addresses every recipient's mail program
// shows, RFC 5322 sections 3.6.3 and 3.6.6.
var visibleFields = [...]string{"To", "Cc", "Resent-To", "Resent-Cc"}

// From gives the authors.
func (m *Message) From() []Mailbox { return m.header.Mailboxes("From") }

// Sender gives who submitted for the authors; usually nobody.
func (m *Message) Sender() []Mailbox { return m.header.Mailboxes("Sender") }

// ReplyTo gives where answers go.
func (m *Message) ReplyTo() []Mailbox { return m.header.Mailboxes("Reply-To") }

// To gives the primary recipients.
func (m *Message) To() []Mailbox { return m.header.Mailboxes("To") }

// Cc gives the others.
func (m *Message) Cc() []Mailbox { return m.header.Mailboxes("Cc") }

// Visible gives the distinct addresses in To, Cc, Resent-To and Resent-Cc, in
// order: never fewer than some mail program would show. It reads every instance
// of these fields, whatever is wrong with their syntax, and so may hold what is
// no mailbox of RFC 5321; such values are for counting, not for sending.
func (m *Message) Visible() []Address {
	c := collector{seen: map[string]bool{}, limit: m.lim.Addresses}
	for i, f := range m.header.fields {
		if !f.isAny(visibleFields[:]) {
			continue
		}
		v := f.Value()
		for _, next := range m.header.fields[i+1:] {
			if next.name != "" {
				break
			}
			v += " " + next.Value() // a continuation that lost its blank
		}
		c.scan(decodeText(v))
		if strings.Contains(v, "(") {
			c.scan(decodeText(stripComments(v)))
		}
	}
	return c.found
}

func (f Field) isAny(names []string) bool {
	for _, name := range names {
		if f.Is(name) {
			return true
		}
	}
	return false
}

// AddressesIn gives the distinct addresses in a text, however it is written.
func AddressesIn(text string) []Address {
	c := collector{seen: map[string]bool{}, limit: len(text)}
	c.scan(text)
	return c.found
}

// Mailboxes reads the lists in all fields called name, broken syntax too.
func (h Header) Mailboxes(name string) (ms []Mailbox) {
	for _, f := range h.Fields(name) {
		for _, item := range splitMailboxes(f.Value()) {
			if m, ok := parseMailbox(item); ok {
				ms = append(ms, m)
			}
		}
	}
	return ms
}

// splitMailboxes splits a list at commas and semicolons outside of quotes,
// comments and angle brackets, and takes off the names of groups.
func splitMailboxes(s string) (items []string) {
	start, at := 0, false
	cut := func(i int) {
		if item := strings.TrimSpace(s[start:i]); item != "" {
			items = append(items, item)
		}
		start, at = i+1, false
	}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			i = skipQuoted(s, i)
		case '(':
			i = skipComment(s, i)
		case '<':
			if end := strings.IndexAny(s[i:], ">,;"); end > 0 && s[i+end] == '>' {
				i += end
			}
		case '@':
			at = true
		case ',', ';':
			cut(i)
		case ':':
			if !at {
				start = i + 1
			}
		}
	}
	cut(len(s))
	return items
}

// skipQuoted gives the index of the closing quote, or i when there is none.
func skipQuoted(s string, i int) int {
	for j := i + 1; j < len(s); j++ {
		switch s[j] {
		case '\\':
			j++
		case '"':
			return j
		}
	}
	return i
}

// skipComment gives the index of the bracket that closes the comment at i, or i
// when there is none.
func skipComment(s string, i int) int {
	for j, depth := i, 0; j < len(s); j++ {
		switch s[j] {
		case '\\':
			j++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return i
}

// stripComments takes comments out, those in quoted strings excepted.
func stripComments(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			end := skipQuoted(s, i)
			b.WriteString(s[i : end+1])
			i = end
		case '(':
			if end := skipComment(s, i); end > i {
				i = end
				continue
			}
			b.WriteByte(s[i])
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// parseMailbox reads one entry: "Name <a@b>", "a@b (Name)" or "a@b".
func parseMailbox(item string) (Mailbox, bool) {
	name, spec := "", stripComments(item)
	if i := strings.LastIndexByte(item, '<'); i >= 0 {
		name = item[:i]
		spec, _, _ = strings.Cut(item[i+1:], ">")
	} else if i := strings.IndexByte(item, '('); i >= 0 {
		name = strings.Trim(item[i:], "() ")
	}
	m := Mailbox{Name: displayName(name)}
	if found := AddressesIn(decodeText(spec)); len(found) > 0 {
		m.Address = found[0]
	} else if m.Name == "" {
		m.Name = displayName(spec)
	}
	return m, m.Name != "" || !m.Address.IsZero()
}

// displayName decodes a phrase and takes off its quotes.
func displayName(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		s = unquote(s[1 : len(s)-1])
	}
	return strings.Trim(strings.TrimSpace(decodeText(s)), `"'`)
}

// unquote resolves quoted pairs.
func unquote(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b = append(b, s[i])
	}
	return string(b)
}

// collector finds addresses in text and keeps the distinct ones in order.
type collector struct {
	seen  map[string]bool
	found []Address
	limit int
}

// scan takes every "@" with what stands around it.
func (c *collector) scan(s string) {
	for i := 0; i < len(s) && len(c.found) < c.limit; i++ {
		if s[i] != '@' {
			continue
		}
		left, gapL := localBefore(s, i)
		right, gapR := domainAfter(s, i+1)
		if left == "" || right == "" || (gapL || gapR) && !strings.Contains(right, ".") {
			continue
		}
		c.add(left, right)
	}
}

func (c *collector) add(local, domain string) {
	d, err := parseDomain(domain)
	if err != nil {
		d = strings.ToLower(domain)
	}
	a := Address{local, d}
	if key := a.Key(); !c.seen[key] {
		c.seen[key] = true
		c.found = append(c.found, a)
	}
}

// localBefore reads a local part that ends at i, blanks between (RFC 5322
// section 4.4) told by gap.
func localBefore(s string, i int) (local string, gap bool) {
	end := i
	for end > 0 && isBlank(s[end-1]) {
		end--
	}
	if end > 0 && s[end-1] == '"' {
		if open := strings.LastIndexByte(s[:end-1], '"'); open >= 0 && open < end-2 {
			return unquote(s[open+1 : end-1]), end != i
		}
	}
	start := end
	for start > 0 && !strings.ContainsRune(" \t\r\n<>(),;:\"[]@\\", rune(s[start-1])) {
		start--
	}
	if s[start] == '\'' && !isClosed(s[i:]) { // a letter of the name
		return s[start:end], end != i
	}
	if trimmed := strings.TrimLeft(s[start:end], "'`‘’“”„«»*."); trimmed != "" {
		return trimmed, end != i
	}
	return s[start:end], end != i
}

// isClosed tells whether a quotation mark stands before the next entry of the list.
func isClosed(rest string) bool {
	end := strings.IndexAny(rest, "'<>,;")
	return end >= 0 && rest[end] == '\''
}

// domainAfter reads a domain or literal that begins at i.
func domainAfter(s string, i int) (domain string, gap bool) {
	start := i
	for start < len(s) && isBlank(s[start]) {
		start++
	}
	end := start
	if end < len(s) && s[end] == '[' {
		if n := strings.IndexByte(s[end:], ']'); n > 0 {
			return s[start : end+n+1], start != i
		}
	}
	for end < len(s) && isDomainByte(s[end]) {
		end++
	}
	return strings.Trim(s[start:end], ".-’“”»"), start != i
}

func isDomainByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c == '-' || c == '.' || c == '_' || c >= utf8.RuneSelf
}
