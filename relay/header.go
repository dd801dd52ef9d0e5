package relay

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// header is what the relay itself looks at in a message's header (RFC 5322
// section 2.2); the rest is for inspection.
type header struct {
	size      int // bytes
	received  int // Received fields
	messageID string
	folded    bool // the Message-ID may stand in the next line
}

// readHeader reads up to the first empty line, at most limit bytes. Something
// that is not a header has no fields; inspection says so.
func readHeader(r io.Reader, limit int) (h header, err error) {
	lines := bufio.NewReader(io.LimitReader(r, int64(limit)+1))
	inside := false // of a line longer than the buffer
	for {
		line, err := lines.ReadSlice('\n')
		h.size += len(line)
		switch {
		case h.size > limit:
			return h, errHeaderSize
		case err != nil && err != io.EOF && err != bufio.ErrBufferFull:
			return h, err
		case !inside && len(bytes.TrimRight(line, "\r\n")) == 0:
			return h, nil
		case !inside:
			h.line(line)
		}
		if err == io.EOF {
			return h, nil
		}
		inside = err != nil
	}
}

// line looks at the first line of a field, or a folded one.
func (h *header) line(line []byte) {
	if line[0] == ' ' || line[0] == '\t' {
		if h.folded {
			h.messageID = strings.TrimSpace(string(line))
		}
		h.folded = false
		return
	}
	name, value, _ := bytes.Cut(line, []byte(":"))
	switch strings.ToLower(string(bytes.TrimRight(name, " \t"))) {
	case "received":
		h.received++
	case "message-id":
		h.messageID = strings.TrimSpace(string(value))
	}
	h.folded = h.messageID == "" && bytes.EqualFold(name, []byte("Message-ID"))
}
