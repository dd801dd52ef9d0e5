package extract

import (
	"bytes"
	"errors"
	"fmt"
)

// readMbox hands on each message of a mailbox file (RFC 4155) as a file of its
// own. A message begins with "From " at the start of the file or behind an
// empty line; ">From " inside is From with a bracket.
func readMbox(f *file, to output) error {
	if !bytes.HasPrefix(f.data, []byte("From ")) {
		return errors.New("mbox: no message")
	}
	rest := f.data
	for n := 1; len(rest) > 0 && !to.stopped(); n++ {
		end := nextMessage(rest)
		_, message := oneLine(rest[:end])
		rest = rest[end:]
		to.child(fmt.Sprintf("message %d.eml", n), unquoteFrom(message), f.hidden)
	}
	return nil
}

// nextMessage is where the next "From " line behind an empty line begins, or
// the end.
func nextMessage(b []byte) int {
	at := 5
	for {
		i := bytes.Index(b[min(at, len(b)):], []byte("\nFrom "))
		if i < 0 {
			return len(b)
		}
		at += i + 1
		before := bytes.TrimSuffix(b[:at-1], []byte("\r"))
		if bytes.HasSuffix(before, []byte("\n")) {
			return at
		}
	}
}

// unquoteFrom takes one bracket off lines that begin with ">From ".
func unquoteFrom(b []byte) []byte {
	if !bytes.Contains(b, []byte(">From ")) {
		return b
	}
	var out []byte
	for len(b) > 0 {
		end := bytes.IndexByte(b, '\n') + 1
		if end == 0 {
			end = len(b)
		}
		line := b[:end]
		b = b[end:]
		if bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) && line[0] == '>' {
			line = line[1:]
		}
		out = append(out, line...)
	}
	return out
}
