package relay

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/rewrite"
	"github.com/postlock/postlock/relay/spool"
)

// Composer makes what goes over the wire out of what was submitted: the trace
// field on top, the recipients taken out where the verdict says so, and the
// office's signature over the result. The stored bytes never change.
type Composer struct {
	BCC rewrite.BCC
	// Internal tells of an address that it is the office's own and stays
	// visible when recipients are hidden; nil hides all.
	Internal func(message.Address) bool
	// Signers are the office's DKIM keys, if it has any.
	Signers rewrite.Signers
}

// Compose gives the message of job as the next hop shall have it.
func (c Composer) Compose(_ context.Context, job spool.Job, body *spool.Body) (io.Reader, error) {
	header, offset, err := c.header(job, body)
	if err != nil {
		return nil, fmt.Errorf("composing %s: %w", job.ID, err)
	}
	rest := func() io.Reader { return io.NewSectionReader(body, offset, body.Size()-offset) }
	top := []byte(job.Trace)
	if len(c.Signers) > 0 && len(header) > 0 {
		fields, err := c.Signers.Sign(header, rest())
		if err != nil {
			return nil, fmt.Errorf("signing %s: %w", job.ID, err)
		}
		top = append(fields, top...)
	}
	return io.MultiReader(bytes.NewReader(top), bytes.NewReader(header), rest()), nil
}

// header is the header as it leaves, with the empty line that ends it, and where
// the body begins. It is empty when nothing in it has to be looked at.
func (c Composer) header(job spool.Job, body *spool.Body) ([]byte, int64, error) {
	if job.Verdict.BCC {
		bcc := c.BCC
		if bcc.Keep = c.Internal; !job.Only.IsZero() {
			bcc.To, bcc.Undisclosed, bcc.Keep = job.Only, false, nil
		}
		for _, r := range job.Envelope.Recipients {
			bcc.Recipients = append(bcc.Recipients, r.Address)
		}
		return bcc.Rewrite(body, body.Size())
	}
	header, offset, err := rewrite.DropBcc(body, body.Size(), c.BCC.Limits)
	if err != nil || header != nil || len(c.Signers) == 0 {
		return header, offset, err
	}
	return c.original(body)
}

// original is the header as submitted, to be signed; empty when it has no end.
func (c Composer) original(body *spool.Body) ([]byte, int64, error) {
	h, err := message.ReadHeader(body, body.Size(), c.BCC.Limits)
	if err != nil || !h.Closed() {
		return nil, 0, err
	}
	header := make([]byte, h.Size())
	_, err = io.ReadFull(io.NewSectionReader(body, 0, h.Size()), header)
	return header, h.Size(), err
}
