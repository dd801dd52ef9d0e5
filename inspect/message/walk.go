package message

import (
	"context"
	"io"
)

// walker takes a message apart.
type walker struct {
	ctx     context.Context
	visit   func(Part) error
	lim     Limits
	defects []Defect
}

func (w *walker) message(r io.ReaderAt, size int64, h Header) error {
	return w.visit(Part{Path: "body", Type: "text/plain", Inline: true, Body: io.NewSectionReader(r, h.size, size-h.size)})
}
