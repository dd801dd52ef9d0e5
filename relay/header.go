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
}

// readHeader reads up to the first empty line, at most limit bytes. Something
// that is not a header has no fields; inspection says so.
func readHeader(r io.Reader, limit int) (h header, err error) {
	lines := bufio.NewReader(io.LimitReader(r, int64(limit)+1))
	for first := true; ; {
		line, err := lines.ReadSlice('\n')
		h.size += len(line)
		switch {
		case h.size > limit:
			return h, errHeaderSize
		case err == bufio.ErrBufferFull:
		case err == io.EOF || err == nil && len(bytes.TrimRight(line, "\r\n")) == 0 && first:
			return h, nil
		case err != nil:
			return h, err
		}
		if first {
			h.field(line)
		}
		first = err == nil
	}
}

func (h *header) field(line []byte) {
	name, value, ok := bytes.Cut(line, []byte(":"))
	if !ok {
		return
	}
	switch strings.ToLower(string(bytes.TrimRight(name, " \t"))) {
	case "received":
		h.received++
	case "message-id":
		h.messageID = strings.TrimSpace(string(value))
	}
}
