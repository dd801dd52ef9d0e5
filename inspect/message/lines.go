package message

import (
	"bytes"
	"io"
)

// window is how much of a line is held at once.
const window = 64 << 10

// lines reads lines from an io.ReaderAt through one window; a longer line comes
// in pieces.
type lines struct {
	r        io.ReaderAt
	off, end int64 // next byte to fetch
	buf      []byte
	lo, hi   int
}

func newLines(r io.ReaderAt, off, end int64) *lines {
	return &lines{r: r, off: off, end: end}
}

// seek continues at off.
func (l *lines) seek(off int64) {
	if held := l.off - int64(l.hi); off >= held && off <= l.off {
		l.lo = int(off - held)
		return
	}
	l.off, l.lo, l.hi = off, 0, 0
}

// at is the offset of the next line.
func (l *lines) at() int64 { return l.off - int64(l.hi-l.lo) }

// next gives one line with its end, or a piece of one: more is set when the
// line goes on. A CR LF is never split. The slice is valid until the next call;
// io.EOF comes alone.
func (l *lines) next() (line []byte, more bool, err error) {
	for scanned := 0; ; {
		if i := bytes.IndexByte(l.buf[l.lo+scanned:l.hi], '\n'); i >= 0 {
			return l.take(scanned + i + 1), false, nil
		}
		scanned = l.hi - l.lo
		if scanned == window {
			if l.buf[l.hi-1] == '\r' {
				scanned--
			}
			return l.take(scanned), true, nil
		}
		n, err := l.fill()
		if err != nil {
			return nil, false, err
		}
		if n == 0 {
			if scanned == 0 {
				return nil, false, io.EOF
			}
			return l.take(scanned), false, nil
		}
	}
}

// run gives the lines that are held whole, up to one that begins with two
// dashes; nil when the next line is none of them. It fetches nothing.
func (l *lines) run() []byte {
	held := l.buf[l.lo:l.hi]
	held = held[:bytes.LastIndexByte(held, '\n')+1]
	if bytes.HasPrefix(held, dashes) {
		return nil
	}
	if i := bytes.Index(held, []byte("\n--")); i >= 0 {
		held = held[:i+1]
	}
	return held
}

func (l *lines) take(n int) []byte {
	line := l.buf[l.lo : l.lo+n]
	l.lo += n
	return line
}

// fill fetches more; 0 at the end.
func (l *lines) fill() (int, error) {
	if l.lo > 0 {
		l.hi = copy(l.buf, l.buf[l.lo:l.hi])
		l.lo = 0
	}
	if l.hi == len(l.buf) {
		l.grow()
	}
	n := int(min(int64(len(l.buf)-l.hi), l.end-l.off))
	if n <= 0 {
		return 0, nil
	}
	n, err := l.r.ReadAt(l.buf[l.hi:l.hi+n], l.off)
	if n == 0 && err != nil {
		if err == io.EOF {
			l.end = l.off
			return 0, nil
		}
		return 0, err
	}
	l.hi += n
	l.off += int64(n)
	return n, nil
}

// grow starts small: most parts have a few hundred bytes of header.
func (l *lines) grow() {
	buf := make([]byte, min(window, max(4<<10, 4*len(l.buf))))
	copy(buf, l.buf[:l.hi])
	l.buf = buf
}
