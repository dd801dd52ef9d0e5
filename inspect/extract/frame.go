package extract

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// The pipe between pool and worker carries frames: one byte of kind, a uvarint
// of length, the payload. Payloads are uvarints and strings (uvarint length,
// bytes) one after another.
const (
	frameJob        = 'J' // to the worker: a job
	frameData       = 'D' // to the worker: bytes of the file
	frameEnd        = 'E' // to the worker: the file is complete
	frameHello      = 'H' // from the worker: ready, with notes on the sandbox
	frameBegin      = 'B' // from the worker: the path it reads from here on
	frameText       = 'T'
	frameRow        = 'R'
	frameUnreadable = 'U'
	frameFinished   = 'F' // from the worker: done; 1 asks for a fresh worker
)

// maxFrame bounds what one side believes of the other. A row of 512 cells of
// 32 KiB fits.
const maxFrame = 32 << 20

var errFrame = errors.New("broken frame")

func readFrame(r *bufio.Reader, buf []byte) (kind byte, payload []byte, err error) {
	if kind, err = r.ReadByte(); err != nil {
		return 0, nil, err
	}
	n, err := readLength(r)
	if err != nil {
		return 0, nil, err
	}
	if cap(buf) < n {
		buf = make([]byte, n, n+n/4)
	}
	buf = buf[:n]
	_, err = io.ReadFull(r, buf)
	return kind, buf, err
}

func readLength(r *bufio.Reader) (int, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return 0, fmt.Errorf("reading a frame: %w", err)
	}
	if n > maxFrame {
		return 0, errFrame
	}
	return int(n), nil
}

func writeFrame(w *bufio.Writer, kind byte, payload []byte) error {
	var head [1 + binary.MaxVarintLen64]byte
	head[0] = kind
	n := binary.PutUvarint(head[1:], uint64(len(payload)))
	if _, err := w.Write(head[:1+n]); err != nil {
		return err
	}
	_, err := w.Write(payload)
	return err
}

// encoder appends a payload.
type encoder struct{ b []byte }

func (e *encoder) reset()        { e.b = e.b[:0] }
func (e *encoder) uint(v uint64) { e.b = binary.AppendUvarint(e.b, v) }
func (e *encoder) string(s string) {
	e.uint(uint64(len(s)))
	e.b = append(e.b, s...)
}
func (e *encoder) bool(v bool) {
	if v {
		e.b = append(e.b, 1)
	} else {
		e.b = append(e.b, 0)
	}
}

// decoder takes a payload apart; the first fault sticks in err.
type decoder struct {
	b   []byte
	err error
}

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.err, d.b = errFrame, nil
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) int(limit int) int {
	v := d.uint()
	if v > uint64(limit) {
		d.err = errFrame
		return 0
	}
	return int(v)
}

func (d *decoder) string() string {
	n := d.uint()
	if n > uint64(len(d.b)) || !utf8.Valid(d.b[:n]) {
		d.err, d.b = errFrame, nil
		return ""
	}
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}

func (d *decoder) bool() bool { return d.uint() == 1 }

const maxInt = int(^uint(0) >> 1)

func (e *encoder) place(p inspect.Place) {
	e.string(p.Path)
	e.string(p.Part)
	e.uint(uint64(max(p.Line, 0)))
}

func (d *decoder) place() inspect.Place {
	return inspect.Place{Path: d.string(), Part: d.string(), Line: d.int(maxInt)}
}

func (e *encoder) text(t inspect.Text) {
	e.place(t.Place)
	e.bool(t.Hidden)
	e.string(t.Text)
}

func (d *decoder) text() inspect.Text {
	return inspect.Text{Place: d.place(), Hidden: d.bool(), Text: d.string()}
}

func (e *encoder) row(r inspect.Row) {
	e.place(r.Place)
	e.uint(uint64(r.Table))
	e.bool(r.Header)
	e.bool(r.Hidden)
	e.uint(uint64(len(r.Cells)))
	for _, c := range r.Cells {
		e.string(c)
	}
	e.uint(uint64(len(r.HiddenCells)))
	for _, h := range r.HiddenCells {
		e.bool(h)
	}
}

func (d *decoder) row() inspect.Row {
	r := inspect.Row{Place: d.place(), Table: d.int(maxInt), Header: d.bool(), Hidden: d.bool()}
	n := d.int(len(d.b))
	r.Cells = make([]string, 0, n)
	for i := 0; i < n && d.err == nil; i++ {
		r.Cells = append(r.Cells, d.string())
	}
	n = d.int(len(d.b))
	for i := 0; i < n && d.err == nil; i++ {
		r.HiddenCells = append(r.HiddenCells, d.bool())
	}
	return r
}

func (e *encoder) unreadable(u inspect.Unreadable) {
	e.place(u.Where)
	e.string(string(u.Why))
	e.string(u.Detail)
}

func (d *decoder) unreadable() inspect.Unreadable {
	u := inspect.Unreadable{Where: d.place(), Why: inspect.Why(d.string()), Detail: d.string()}
	switch u.Why {
	case inspect.Encrypted, inspect.Damaged, inspect.Unsupported, inspect.OverLimit,
		inspect.TimedOut, inspect.Ambiguous, inspect.Picture:
	default:
		d.err = errFrame
	}
	return u
}

// job is what a worker is told before the bytes.
type job struct {
	path, name, declared, charset string
	limits                        Limits
}

func (e *encoder) job(j job) {
	for _, s := range []string{j.path, j.name, j.declared, j.charset} {
		e.string(s)
	}
	for _, v := range j.limits.numbers() {
		e.uint(uint64(*v))
	}
}

func (d *decoder) job() (j job) {
	for _, s := range []*string{&j.path, &j.name, &j.declared, &j.charset} {
		*s = d.string()
	}
	var wide [10]int64
	for i := range wide {
		wide[i] = int64(d.uint())
	}
	j.limits.set(wide)
	return j
}
