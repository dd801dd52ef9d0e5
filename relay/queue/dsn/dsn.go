// Package dsn writes delivery status notifications (RFC 3464): what a sender is
// told when a message could not be delivered, is late, or went on to a hop that
// does not notify. Each has words for a person and the same for machines, and of
// the message its header, or all of it, see Report.Full.
package dsn

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"slices"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect/message"
)

// Action is what became of a recipient (RFC 3464 section 2.3.3).
type Action string

// The actions used here; delivered and expanded are other servers' to say.
const (
	Failed  Action = "failed"
	Delayed Action = "delayed"
	Relayed Action = "relayed"
)

// Recipient is one recipient to report on.
type Recipient struct {
	message.Recipient
	// Status is an enhanced status code (RFC 3463).
	Status string
	// Reply is the next hop's answer with its code, "" when there was none.
	Reply string
	// Hop is who gave the reply.
	Hop string
	At  time.Time // of the last attempt
}

// Report is one notification.
type Report struct {
	Action Action
	// ID is the notification's own, for its Message-ID.
	ID string
	// Hostname is the reporting server.
	Hostname string
	// From is in the header; the envelope's reverse-path is always null.
	From message.Address
	// To is the reverse-path of the message.
	To       message.Address
	EnvID    string
	Accepted time.Time // when the message was
	Now      time.Time
	// Until is when a delayed message is given up.
	Until      time.Time
	Recipients []Recipient
	// Header is of the message, see Header; it may be empty.
	Header []byte
	// Full is the whole message, to go back instead of Header; nil for none.
	Full []byte
	// Language is that of the part for people.
	Language Language
}

// Wanted tells whether a recipient's sender is to be told of an action (RFC 3461
// sections 4.1 and 6.2): never with a null reverse-path or NOTIFY=NEVER; failures
// and delays when nothing was asked for; success only when asked for.
func Wanted(action Action, reversePath message.Address, notify []string) bool {
	if reversePath.IsZero() {
		return false
	}
	has := func(word string) bool {
		return slices.ContainsFunc(notify, func(s string) bool { return strings.EqualFold(s, word) })
	}
	switch action {
	case Failed:
		return len(notify) == 0 || has("FAILURE")
	case Delayed:
		return len(notify) == 0 || has("DELAY")
	default:
		return has("SUCCESS")
	}
}

// maxHeader is how much of a message's header is sent back, in bytes.
const maxHeader = 64 << 10

// Header reads the header of a message, whole lines up to a bound, CRLF ended,
// without the empty line.
func Header(r io.Reader) ([]byte, error) {
	head, err := io.ReadAll(io.LimitReader(r, maxHeader))
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(head, []byte("\r\n")) {
		return nil, nil
	}
	if end := bytes.Index(head, []byte("\r\n\r\n")); end >= 0 {
		return head[:end+2], nil
	}
	return head[:bytes.LastIndex(head, []byte("\n"))+1], nil
}

// Message is the notification as a message, CRLF ended, with lines of at most
// 998 bytes outside of what is returned. It needs 8BITMIME when anything in
// it is not ASCII, and SMTPUTF8 only when To is not.
func (r Report) Message() []byte {
	var b bytes.Buffer
	boundary := "=_" + rand.Text()
	r.header(&b, boundary)
	utf8 := r.beyondASCII()
	part := func(kind, encoding string) {
		fmt.Fprintf(&b, "--%s\r\nContent-Type: %s\r\n", boundary, kind)
		if encoding != "" {
			fmt.Fprintf(&b, "Content-Transfer-Encoding: %s\r\n", encoding)
		}
		b.WriteString("\r\n")
	}
	// RFC 6533 section 4: addresses beyond ASCII want types of their own.
	status, headers, message, encoding := "message/delivery-status", "text/rfc822-headers", "message/rfc822", ""
	if utf8 {
		status, headers, encoding = "message/global-delivery-status", "message/global-headers", "8bit"
	}
	r.people(&b, part)
	part(status, encoding)
	r.machine(&b, utf8)
	b.WriteString("\r\n")
	switch {
	case len(r.Full) > 0:
		if !ascii(r.headerOfFull()) {
			message = "message/global"
		}
		part(message, map[bool]string{false: "8bit"}[ascii(r.Full)])
		b.Write(r.Full)
		b.WriteString("\r\n")
	case len(r.Header) > 0:
		part(headers, encoding)
		b.Write(r.Header)
		b.WriteString("\r\n")
	}
	fmt.Fprintf(&b, "--%s--\r\n", boundary)
	return b.Bytes()
}

// people writes the part for people, in quoted-printable where a language needs
// more than ASCII.
func (r Report) people(b *bytes.Buffer, part func(kind, encoding string)) {
	words := r.words()
	if ascii([]byte(words)) {
		part("text/plain; charset=utf-8", "")
		b.WriteString(words + "\r\n")
		return
	}
	part("text/plain; charset=utf-8", "quoted-printable")
	w := quotedprintable.NewWriter(b)
	io.WriteString(w, words) // a bytes.Buffer never fails
	w.Close()
	b.WriteString("\r\n")
}

func (r Report) headerOfFull() []byte {
	head, _, _ := bytes.Cut(r.Full, []byte("\r\n\r\n"))
	return head
}

func ascii(b []byte) bool {
	return bytes.IndexFunc(b, func(c rune) bool { return c >= 0x80 }) < 0
}

// beyondASCII tells whether the parts for machines need 8 bits.
func (r Report) beyondASCII() bool {
	var b bytes.Buffer
	r.machine(&b, false)
	if len(r.Full) == 0 {
		b.Write(r.Header)
	}
	return !ascii(b.Bytes()) || !ascii([]byte(r.To.String()))
}

// MessageID is the notification's own.
func (r Report) MessageID() string { return "<" + r.ID + "@" + r.Hostname + ">" }

func (r Report) header(b *bytes.Buffer, boundary string) {
	w := r.wording()
	fmt.Fprintf(b, "From: \"%s\" <%s>\r\n", w.sender, r.From)
	fmt.Fprintf(b, "To: <%s>\r\n", r.To)
	fmt.Fprintf(b, "Subject: %s\r\n", mime.QEncoding.Encode("utf-8", w.subjects[r.Action]))
	fmt.Fprintf(b, "Date: %s\r\n", r.Now.Format(time.RFC1123Z))
	fmt.Fprintf(b, "Message-ID: %s\r\n", r.MessageID())
	// RFC 3834 section 5: no auto-responder answers this.
	b.WriteString("Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n")
	fmt.Fprintf(b, "Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"%s\"\r\n\r\n", boundary)
}

// machine writes the part for machines (RFC 3464 section 2).
func (r Report) machine(b *bytes.Buffer, utf8 bool) {
	if r.EnvID != "" {
		field(b, "Original-Envelope-Id", r.EnvID)
	}
	field(b, "Reporting-MTA", "dns; "+r.Hostname)
	field(b, "Arrival-Date", r.Accepted.Format(time.RFC1123Z))
	kind := "rfc822"
	if utf8 {
		kind = "utf-8"
	}
	for _, rcpt := range r.Recipients {
		b.WriteString("\r\n")
		if rcpt.ORcpt != "" {
			field(b, "Original-Recipient", rcpt.ORcpt)
		}
		field(b, "Final-Recipient", kind+"; "+rcpt.Address.String())
		field(b, "Action", string(r.Action))
		field(b, "Status", rcpt.Status)
		if rcpt.Hop != "" {
			field(b, "Remote-MTA", "dns; "+rcpt.Hop)
		}
		if rcpt.Reply != "" {
			field(b, "Diagnostic-Code", "smtp; "+rcpt.Reply)
		}
		if !rcpt.At.IsZero() {
			field(b, "Last-Attempt-Date", rcpt.At.Format(time.RFC1123Z))
		}
		if r.Action == Delayed {
			field(b, "Will-Retry-Until", r.Until.Format(time.RFC1123Z))
		}
	}
}

// field writes one field; foreign text may not break out of its line, and long
// ones are cut at 900 bytes.
func field(b *bytes.Buffer, name, value string) {
	fmt.Fprintf(b, "%s: %s\r\n", name, oneLine(value, 900))
}

func oneLine(s string, limit int) string {
	s = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(s, "?"))
	if len(s) > limit {
		s = strings.ToValidUTF8(s[:limit], "") + "..."
	}
	return s
}
