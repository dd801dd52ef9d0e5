// Package rewrite changes headers on the way out and leaves every other byte
// alone: force BCC takes out what lists recipients, and DKIM signs the result.
package rewrite

import (
	"errors"
	"io"

	"github.com/postlock/postlock/inspect/message"
)

// ErrHeaderTooLong tells that the header is over BCC.Limits: nothing is known of
// the fields that were not read.
var ErrHeaderTooLong = errors.New("header is too long to be rewritten")

// BCC takes the recipients out of a message's header.
//
// Fields go by name (revealingFields); what else holds an address that stood in
// one of them, or is among Recipients, goes as well, the author's own fields and
// identifiers excepted (keptFields), and Received loses its "for" clause only.
// Signatures that cover a changed field go since they would fail. The body is
// not touched: addresses in it, in attached messages and invitations stay.
type BCC struct {
	// To is what the To field becomes. The zero Address stands for the first
	// author in From, and for "undisclosed-recipients:;" when there is none
	// that could be sent to.
	To message.Address
	// Undisclosed writes "undisclosed-recipients:;" whatever To is; receivers
	// punish that.
	Undisclosed bool
	// Keep tells of a recipient in To or Cc that it stays visible there, such
	// as a colleague; nil keeps none.
	Keep func(message.Address) bool
	// Recipients are those of the envelope; they are looked for in all fields.
	Recipients []message.Address
	// Limits are those of reading the header; a zero Header and HeaderLines
	// stand for 16 MiB and a million lines.
	Limits message.Limits
}

// Rewrite reads the header of the message in r and gives the new header with the
// empty line that ends it, and the offset at which the untouched body begins.
// The error is of r, or ErrHeaderTooLong.
func (b BCC) Rewrite(r io.ReaderAt, size int64) (header []byte, bodyOffset int64, err error) {
	h, err := readHeader(r, size, b.Limits)
	if err != nil {
		return nil, 0, err
	}
	e := newEdit(h)
	if e.named {
		known := e.byName()
		for _, a := range b.Recipients {
			known[a.Key()] = true
		}
		for _, m := range h.Mailboxes("From") {
			delete(known, m.Address.Key())
		}
		to, cc := b.kept(h, "To"), b.kept(h, "Cc")
		for _, a := range append(to, cc...) {
			delete(known, a.Key())
		}
		e.byAddress(known)
		e.changed["to"] = true
		e.signatures(known)
		e.put(e.list("To", to, b.toValue(h)) + e.list("Cc", cc, ""))
	}
	return e.bytes(), h.Size(), nil
}

// DropBcc takes Bcc and Resent-Bcc out of the header and leaves all else as it is:
// what a client left in them by mistake is for nobody's eyes (RFC 5322 section
// 3.6.3). The results are those of
// Rewrite, or nil and 0 when there is nothing to change.
func DropBcc(r io.ReaderAt, size int64, lim message.Limits) (header []byte, bodyOffset int64, err error) {
	h, err := readHeader(r, size, lim)
	if err != nil {
		return nil, 0, err
	}
	e := newEdit(h)
	for i, f := range e.fields {
		if f.Is("Bcc") || f.Is("Resent-Bcc") {
			e.remove(i)
		}
	}
	if len(e.changed) == 0 {
		return nil, 0, nil // nothing to do: all of it is the body
	}
	e.signatures(nil)
	return e.bytes(), h.Size(), nil
}

// readHeader reads a whole header or none.
func readHeader(r io.ReaderAt, size int64, lim message.Limits) (message.Header, error) {
	if lim.Header == 0 {
		lim.Header = 16 << 20
	}
	if lim.HeaderLines == 0 {
		lim.HeaderLines = 1_000_000
	}
	h, err := message.ReadHeader(r, size, lim)
	if err == nil && !h.Complete() {
		err = ErrHeaderTooLong
	}
	return h, err
}

// kept are the recipients in a field that stay visible, without their names.
func (b BCC) kept(h message.Header, field string) (keep []message.Address) {
	if b.Keep == nil {
		return nil
	}
	for _, m := range h.Mailboxes(field) {
		if _, err := message.ParseAddress(m.Address.String()); err == nil && b.Keep(m.Address) {
			keep = append(keep, m.Address)
		}
	}
	return keep
}

// toValue is the value of the new To field.
func (b BCC) toValue(h message.Header) string {
	to := b.To
	if from := h.Mailboxes("From"); to.IsZero() && len(from) > 0 {
		to = from[0].Address
	}
	if _, err := message.ParseAddress(to.String()); b.Undisclosed || err != nil {
		return "undisclosed-recipients:;"
	}
	return to.String()
}
