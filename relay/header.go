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
	loops     []string // loop traces
	field     string   // the name of the present field, in lower case
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

// line looks at one line, the first of a field or a folded one.
func (h *header) line(line []byte) {
	folded := line[0] == ' ' || line[0] == '\t'
	value := line
	if !folded {
		var name []byte
		name, value, _ = bytes.Cut(line, []byte(":"))
		h.field = strings.ToLower(string(bytes.TrimRight(name, " \t")))
	}
	text := strings.TrimSpace(string(value))
	switch n := len(h.loops); {
	case h.field == "received" && !folded:
		h.received++
	case h.field == "message-id" && (!folded || h.messageID == ""):
		h.messageID = text
	case h.field == loopField && !folded:
		h.loops = append(h.loops, text)
	case h.field == loopField && n > 0:
		h.loops[n-1] += " " + text
	}
}
