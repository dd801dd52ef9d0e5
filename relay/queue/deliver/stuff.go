package deliver

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// ErrLineEnds says that a message holds a bare CR, a bare LF or a NUL: bytes
// that another server may take for the end of the message (SMTP smuggling).
var ErrLineEnds = errors.New("the message has a bare CR, a bare LF or a NUL")

// stuffer writes a message as the content of DATA (RFC 5321 section 4.5.2): a
// line that begins with a dot gets another, the end is CRLF.CRLF. It passes on
// nothing but lines ended by CRLF. It looks for line ends with IndexByte and
// passes on what lies between in as few writes as it can. The error is sticky.
type stuffer struct {
	to    io.Writer
	inner bool // not at the beginning of a line
	cr    bool // the last byte was a CR that waits for its LF
	err   error
}

// Write passes p on. On ErrLineEnds nothing of p was passed on.
func (s *stuffer) Write(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	if s.err = s.check(p); s.err != nil {
		return 0, s.err
	}
	// A CR at the very end is held back until its LF is known.
	if n := len(p); n > 0 {
		if s.cr {
			s.emit(crlf[:1])
		}
		s.cr = p[n-1] == '\r'
		if s.cr {
			p = p[:n-1]
		}
		s.pass(p)
		return n, s.err
	}
	return 0, nil
}

var (
	crlf = []byte("\r\n")
	dot  = []byte(".")
)

// check fails unless every LF in p follows a CR, every CR but one at the end is
// followed by an LF, and there is no NUL.
func (s *stuffer) check(p []byte) error {
	pairs := 0
	for i := 0; ; i++ {
		n := bytes.IndexByte(p[i:], '\n')
		if n < 0 {
			break
		}
		i += n
		if i == 0 && !s.cr || i > 0 && p[i-1] != '\r' {
			return ErrLineEnds
		}
		if i > 0 {
			pairs++
		}
	}
	crs := bytes.Count(p, crlf[:1])
	if crs > 0 && p[len(p)-1] == '\r' {
		crs--
	}
	if crs != pairs || s.cr && len(p) > 0 && p[0] != '\n' || bytes.IndexByte(p, 0) >= 0 {
		return ErrLineEnds
	}
	return nil
}

// pass writes p, whose line ends are good, with dots doubled.
func (s *stuffer) pass(p []byte) {
	start := 0
	for i := 0; i < len(p); {
		if !s.inner && p[i] == '.' {
			s.emit(p[start:i])
			s.emit(dot)
			start = i
		}
		n := bytes.IndexByte(p[i:], '\n')
		if n < 0 {
			s.inner = true
			break
		}
		s.inner = false
		i += n + 1
	}
	s.emit(p[start:])
}

func (s *stuffer) emit(p []byte) {
	if s.err == nil && len(p) > 0 {
		_, s.err = s.to.Write(p)
	}
}

// Close ends the message. A last line without CRLF gets one: there is no other
// way to send it (RFC 5321 section 4.1.1.4).
func (s *stuffer) Close() error {
	if s.err == nil && s.cr {
		s.err = fmt.Errorf("%w at its end", ErrLineEnds)
	}
	if s.inner {
		s.emit(crlf)
	}
	s.emit([]byte(".\r\n"))
	return s.err
}
