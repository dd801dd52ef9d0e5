// Package message holds the views of a mail message that policy and wire share:
// one address type, the envelope (RFC 5321) and the parts of the message
// (RFC 5322, 2045), read with limits from stored bytes.
//
// Reading does not believe the message's structure: every byte of the body is
// given to the caller in some Part, and wherever two mail readers could
// understand the structure differently a Defect says so.
package message

import (
	"context"
	"io"
)

// Why is the kind of a Defect; the values are those of inspect.Why.
type Why string

// The kinds.
const (
	Ambiguous Why = "ambiguous" // two mail readers could understand it differently
	Damaged   Why = "damaged"
	OverLimit Why = "over a limit"
	Encrypted Why = "encrypted"
)

// Defect is something that keeps us from knowing what a recipient would see.
type Defect struct {
	Path string // see Part.Path; "message" for the whole, "header" for its header
	What string // in words, never content
	Why  Why
}

// Message is a message over its stored bytes. It is used by one goroutine.
type Message struct {
	r       io.ReaderAt
	size    int64
	lim     Limits
	header  Header
	defects []Defect
}

// Read reads the header; the body is read by Walk. The error is of r alone:
// what is wrong with the message is in Defects.
func Read(r io.ReaderAt, size int64, lim Limits) (*Message, error) {
	lim = lim.withDefaults()
	h, err := readHeader(newLines(r, 0, size), lim, nil)
	if err != nil {
		return nil, err
	}
	return &Message{r: r, size: size, lim: lim, header: h}, nil
}

// Header is the message's header.
func (m *Message) Header() Header { return m.header }

// Subject is the decoded subject.
func (m *Message) Subject() string { return m.header.Get("Subject") }

// Defects are what Walk found; before Walk they are not complete.
func (m *Message) Defects() []Defect { return m.defects }

// Part is one leaf of the message, decoded.
type Part struct {
	// Path leads to the part through attached messages: "body", "lijst.xlsx",
	// "doorgestuurd.eml > lijst.xlsx".
	Path string
	// Type is the declared media type in lower case ("text/plain" when there
	// is none), Charset the declared charset, Name the decoded file name and
	// Disposition the declared disposition in lower case. All are claims.
	Type, Charset, Name, Disposition string
	// Attachment is set when mail readers list the part as a file, Inline
	// when they show it in the body, Related when it belongs to an HTML body
	// (multipart/related).
	Attachment, Inline, Related bool
	// Body is the decoded content. What visit leaves unread is read after it.
	Body io.Reader
}

// Walk visits the leaves in order and then knows all defects. It enters
// multipart/* and attached messages. The error is of visit, of the context or of
// the bytes below, never of the message.
func (m *Message) Walk(ctx context.Context, visit func(Part) error) error {
	w := walker{ctx: ctx, visit: visit, lim: m.lim}
	err := w.message(m.r, m.size, m.header, "", 0)
	m.defects = w.defects
	return err
}
