package message

import (
	"bytes"
	"encoding/base64"
	"io"
)

// flawer is told what is wrong with encoded content.
type flawer func(why Why, what string)

// base64Reader decodes base64 (RFC 2045 section 6.8). It goes on after padding
// and skips what is not of the alphabet, and says so: readers were seen to stop
// there.
type base64Reader struct {
	in     io.Reader
	flaw   flawer
	raw    []byte // as read, from lo to hi not looked at
	lo, hi int
	pend   []byte // alphabet, not decoded yet
	out    []byte
	ended  bool // padding was seen
	pads   int
	err    error
	done   bool // finish was called
	outBuf []byte
	few    []byte // what lines decoded for a caller with little room
}

// newBase64Reader reads about size bytes of base64.
func newBase64Reader(in io.Reader, size int64, flaw flawer) *base64Reader {
	return &base64Reader{in: in, flaw: flaw, raw: make([]byte, bufferFor(size))}
}

// bufferFor spares small parts large buffers.
func bufferFor(size int64) int { return int(min(max(size+1, 256), 32<<10)) }

func (d *base64Reader) Read(p []byte) (int, error) {
	for len(d.out) == 0 {
		if n := d.lines(p); n > 0 {
			return n, nil
		}
		if d.out = d.fewLines(p); len(d.out) > 0 {
			break
		}
		i := bytes.LastIndexByte(d.raw[d.lo:d.hi], '\n')
		switch {
		case i >= 0:
			d.take(d.raw[d.lo : d.lo+i+1])
			d.lo += i + 1
			d.decode()
		case d.err == nil && d.hi-d.lo < len(d.raw):
			d.fill()
		case d.lo < d.hi: // the last line, or one over the window
			d.take(d.raw[d.lo:d.hi])
			d.lo = d.hi
			d.decode()
		case !d.done:
			d.done = true
			d.finish()
		default:
			return 0, d.err
		}
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}

// fill reads more behind what was not looked at.
func (d *base64Reader) fill() {
	d.hi = copy(d.raw, d.raw[d.lo:d.hi])
	d.lo = 0
	n, err := d.in.Read(d.raw[d.hi:])
	d.hi += n
	d.err = err
}

// lines decodes into p the lines that are whole quanta and nothing else, as
// nearly all are: take would collect and decode the same.
func (d *base64Reader) lines(p []byte) (n int) {
	if len(d.pend) > 0 || d.ended {
		return 0
	}
	for {
		i := bytes.IndexByte(d.raw[d.lo:d.hi], '\n')
		if i < 0 {
			return n
		}
		line := trimEOL(d.raw[d.lo : d.lo+i+1])
		size := len(line) / 4 * 3
		if len(line) == 0 || len(line)%4 != 0 || size > len(p)-n || bytes.IndexByte(line, '\r') >= 0 {
			return n
		}
		if _, err := base64.RawStdEncoding.Decode(p[n:], line); err != nil {
			return n
		}
		n += size
		d.lo += i + 1
	}
}

// fewLines are some lines for a caller who has no room for one.
func (d *base64Reader) fewLines(p []byte) []byte {
	if len(p) >= maxLine {
		return nil
	}
	if d.few == nil {
		d.few = make([]byte, 4*maxLine)
	}
	return d.few[:d.lines(d.few)]
}

// maxLine is the most bytes that a line of base64 holds (RFC 2045 section 6.8 has 57).
const maxLine = 128

// take sorts raw bytes.
func (d *base64Reader) take(raw []byte) {
	for len(raw) > 0 {
		n := 0
		for n < len(raw) && alphabet[raw[n]] == inAlphabet {
			n++
		}
		if n > 0 {
			d.resume()
			d.pend = append(d.pend, raw[:n]...)
		}
		if n == len(raw) {
			return
		}
		switch c := raw[n]; alphabet[c] {
		case blank:
		case padding:
			d.pad()
		default:
			d.flaw(Damaged, "base64 holds other characters")
		}
		raw = raw[n+1:]
	}
}

// resume notes content after padding.
func (d *base64Reader) resume() {
	if d.ended {
		d.flaw(Ambiguous, "base64 goes on after its end")
		d.ended, d.pads = false, 0
	}
}

// pad ends a quantum.
func (d *base64Reader) pad() {
	d.pads++
	if !d.ended {
		d.ended = true
		d.decode()
		d.tail()
	}
	if d.pads > 3 {
		d.flaw(Damaged, "base64 has too much padding")
	}
}

// decode decodes the full quanta.
func (d *base64Reader) decode() {
	n := len(d.pend) / 4 * 4
	if n == 0 {
		return
	}
	if len(d.out) == 0 {
		d.outBuf = d.outBuf[:0]
	}
	d.outBuf, _ = base64.RawStdEncoding.AppendDecode(d.outBuf, d.pend[:n])
	d.out = d.outBuf
	d.pend = append(d.pend[:0], d.pend[n:]...)
}

// tail decodes the last quantum, which has 2 or 3 characters.
func (d *base64Reader) tail() {
	if len(d.pend) == 1 {
		d.flaw(Damaged, "base64 is cut off")
	}
	if len(d.pend) > 1 {
		if len(d.out) == 0 {
			d.outBuf = d.outBuf[:0]
		}
		d.outBuf, _ = base64.RawStdEncoding.AppendDecode(d.outBuf, d.pend)
		d.out = d.outBuf
	}
	d.pend = d.pend[:0]
}

func (d *base64Reader) finish() {
	d.decode()
	d.tail()
}

// Classes of bytes in base64.
const (
	other uint8 = iota
	inAlphabet
	blank
	padding
)

var alphabet = func() (t [256]uint8) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		t[c] = inAlphabet
	}
	t[' '], t['\t'], t['\r'], t['\n'], t['='] = blank, blank, blank, blank, padding
	return t
}()

// qpReader decodes quoted-printable (RFC 2045 section 6.7) line by line. What is
// no escape stays as it is, as in all readers; only in files is that damage.
type qpReader struct {
	in   *pieces
	flaw flawer // nil for text
	out  []byte
	buf  []byte
}

// newQPReader reads about size bytes of quoted-printable.
func newQPReader(in io.Reader, size int64, flaw flawer) *qpReader {
	return &qpReader{in: &pieces{in: in, buf: make([]byte, bufferFor(size))}, flaw: flaw}
}

func (d *qpReader) Read(p []byte) (int, error) {
	for len(d.out) == 0 {
		line, err := d.in.next()
		if err != nil {
			return 0, err
		}
		d.buf = d.line(d.buf[:0], line)
		d.out = d.buf
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}

func (d *qpReader) line(out, line []byte) []byte {
	content := trimEOL(line)
	eol := line[len(content):]
	if len(eol) > 0 {
		content = bytes.TrimRight(content, " \t") // section 6.7, rule 3
	}
	for {
		i := bytes.IndexByte(content, '=')
		if i < 0 {
			return append(append(out, content...), eol...)
		}
		out = append(out, content[:i]...)
		switch rest := content[i+1:]; {
		case len(rest) == 0:
			return out // soft line break
		case len(rest) >= 2 && unhex(rest[0]) < 16 && unhex(rest[1]) < 16:
			out = append(out, unhex(rest[0])<<4|unhex(rest[1]))
			content = rest[2:]
		default:
			if d.flaw != nil {
				d.flaw(Damaged, "quoted-printable holds a broken escape")
			}
			out = append(out, '=')
			content = rest
		}
	}
}

// pieces reads lines of a stream; a line over the window comes in pieces that do
// not split an escape.
type pieces struct {
	in     io.Reader
	buf    []byte
	lo, hi int
	err    error
}

func (p *pieces) next() ([]byte, error) {
	for {
		if i := bytes.IndexByte(p.buf[p.lo:p.hi], '\n'); i >= 0 {
			return p.take(i + 1), nil
		}
		if p.err != nil {
			if p.lo == p.hi {
				return nil, p.err
			}
			return p.take(p.hi - p.lo), nil
		}
		if p.lo > 0 {
			p.hi = copy(p.buf, p.buf[p.lo:p.hi])
			p.lo = 0
		}
		if p.hi == len(p.buf) {
			return p.take(p.whole()), nil
		}
		var n int
		n, p.err = p.in.Read(p.buf[p.hi:])
		p.hi += n
	}
}

// whole is how much of a full window can be taken without splitting an escape
// or a line end.
func (p *pieces) whole() int {
	n := p.hi - 4
	if i := bytes.LastIndexAny(p.buf[n:p.hi], "=\r \t"); i > 0 {
		n += i
	} else if i < 0 {
		n = p.hi
	}
	return n
}

func (p *pieces) take(n int) []byte {
	line := p.buf[p.lo : p.lo+n]
	p.lo += n
	return line
}
