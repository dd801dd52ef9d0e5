package extract

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
	"golang.org/x/text/transform"
)

const (
	// streamBytes is how much of a table is read at a time.
	streamBytes = 64 << 10
	// lookAhead is more than a csvReader looks beyond a row with quotes: for the end of
	// a quoted cell, which may hold maxQuoted doubled quotes.
	lookAhead = 4 * maxQuoted
	// maxRow is the longest row that is waited for; what is beyond is the next.
	maxRow = 1 << 20
)

// rowStream reads separated values as they arrive, and holds no more of them than
// some of the rows.
type rowStream struct {
	csvReader
	buf     []byte // ends with csvReader's d
	src     io.Reader
	charset string // as declared
	told    bool   // whether src has shown, by bytes beyond ASCII, what it is written in
	ended   bool
	err     error // of src
}

// next is csvReader's. A row that bytes to come may change is read again when they
// are there.
func (s *rowStream) next() [][]byte {
	for {
		before := s.csvReader
		cells := s.csvReader.next()
		ahead := 1
		if s.quotes {
			ahead = lookAhead
		}
		switch {
		case s.ended, cells != nil && (len(s.d) >= ahead || len(before.d) > maxRow):
			return cells
		case cells != nil || len(before.d) <= maxRow: // else a rule without end
			s.csvReader = before
		}
		s.fill()
	}
}

// fill reads on, and more the longer the row is that has not ended.
func (s *rowStream) fill() {
	rest := len(s.d)
	if need := rest + max(streamBytes, rest); cap(s.buf) < need {
		s.buf = append(make([]byte, 0, need), s.d...)
	} else {
		copy(s.buf[:rest], s.d)
	}
	n, err := io.ReadFull(s.src, s.buf[rest:cap(s.buf)])
	if !s.told && s.recode(s.buf[rest:rest+n], err != nil) {
		n, err = io.ReadFull(s.src, s.buf[rest:cap(s.buf)])
	}
	s.buf = s.buf[:rest+n]
	s.d = s.buf
	if s.ended = err != nil; s.ended && err != io.EOF && err != io.ErrUnexpectedEOF {
		s.err = err
	}
}

// recode looks at the first bytes beyond ASCII, and tells whether fresh is to be read
// again, as what was written in another charset than UTF-8.
func (s *rowStream) recode(fresh []byte, last bool) bool {
	if isASCII(fresh) {
		return false
	}
	from := bytes.IndexFunc(fresh, func(r rune) bool { return r >= utf8.RuneSelf })
	s.told = true
	sample := fresh[from:min(len(fresh), from+headBytes)]
	if !last || len(sample) == headBytes {
		sample = wholeRunes(sample)
	}
	if validUTF8(sample, sample) {
		return false
	}
	s.src = transform.NewReader(io.MultiReader(bytes.NewReader(slices.Clone(fresh)), s.src), charsetBeyond(sample, s.charset).NewDecoder())
	return true
}

// wholeRunes is b without the character that was cut at its end.
func wholeRunes(b []byte) []byte {
	for n := 1; n < min(utf8.UTFMax, len(b)); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) && !utf8.FullRune(tail) {
			return b[:len(b)-n]
		}
	}
	return b
}

// arriving is a file that is read while it arrives. It ends at the first error, and
// at the limits of size and time.
type arriving struct {
	ctx   context.Context
	body  io.Reader
	limit Limits
	until time.Time
	size  int64
	err   error
}

func (a *arriving) Read(b []byte) (n int, err error) {
	switch {
	case a.err != nil:
	case a.ctx.Err() != nil:
		a.err = a.ctx.Err()
	case time.Now().After(a.until):
		a.err = failure{inspect.TimedOut, fmt.Sprintf("not read in %v", a.limit.Time)}
	default:
		n, a.err = a.body.Read(b)
		if a.size += int64(n); a.size > a.limit.File {
			n, a.err = 0, overLimit(fmt.Sprintf("larger than %d bytes", a.limit.File))
		}
	}
	return n, a.err
}
