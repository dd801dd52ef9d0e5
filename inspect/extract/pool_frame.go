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
	frameFinished   = 'F' // from the worker: done, and what it is like now: see unfit
	framePicture    = 'P' // from the worker: a portable greymap whose words it wants
	frameWords      = 'W' // to the worker: why there are none, and then the words
)

// What a worker says of itself when it has finished; nothing where there is nothing to say.
const (
	unfit      = 1 // it asks for a fresh worker
	runsPDFium = 2 // it has started PDFium
)

// maxFrame bounds what one side believes of the other. A row of 512 cells of
// 32 KiB fits.
const maxFrame = 32 << 20

// frameHead is the most bytes before a payload.
const frameHead = 1 + binary.MaxVarintLen64

var errFrame = errors.New("broken frame")

// readFrame gives the next frame. Its payload is valid until the next one is read.
func readFrame(r *bufio.Reader) (kind byte, payload []byte, err error) {
	if kind, err = r.ReadByte(); err != nil {
		return 0, nil, err
	}
	n, err := readLength(r)
	if err != nil {
		return 0, nil, err
	}
	if n <= r.Size() { // nearly always: it is read where it lies
		if payload, err = r.Peek(n); err == nil {
			_, err = r.Discard(n)
		}
		return kind, payload, err
	}
	payload = make([]byte, n)
	_, err = io.ReadFull(r, payload)
	return kind, payload, err
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
	head := binary.AppendUvarint(append(w.AvailableBuffer(), kind), uint64(len(payload)))
	if _, err := w.Write(head); err != nil {
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

// decoder takes payloads apart, one after another; the first fault sticks in
// err. The strings of one payload share its memory, path and part are those of
// the payload before when they are the same, and cells of a row are valid until
// the next.
type decoder struct {
	s     string
	ascii bool // all of it is: no string of it can be broken UTF-8
	err   error
	last  inspect.Place
	cells []string
	hides []bool
}

func (d *decoder) reset(payload []byte) { d.s, d.ascii = string(payload), isASCII(payload) }

func (d *decoder) uint() uint64 {
	var v uint64
	for i, shift := 0, 0; i < len(d.s) && i < binary.MaxVarintLen64; i, shift = i+1, shift+7 {
		c := d.s[i]
		if c < 0x80 && (i < binary.MaxVarintLen64-1 || c <= 1) {
			d.s = d.s[i+1:]
			return v | uint64(c)<<shift
		}
		v |= uint64(c&0x7f) << shift
	}
	d.err, d.s = errFrame, ""
	return 0
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
	if n > uint64(len(d.s)) || !d.ascii && !utf8.ValidString(d.s[:n]) {
		d.err, d.s = errFrame, ""
		return ""
	}
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

// same is string, in the memory of last where it is equal.
func (d *decoder) same(last *string) string {
	if s := d.string(); s != *last {
		*last = s
	}
	return *last
}

func (d *decoder) bool() bool { return d.uint() == 1 }

const maxInt = int(^uint(0) >> 1)

func (e *encoder) place(p inspect.Place) {
	e.string(p.Path)
	e.string(p.Part)
	e.uint(uint64(max(p.Line, 0)))
}

func (d *decoder) place() inspect.Place {
	return inspect.Place{Path: d.same(&d.last.Path), Part: d.same(&d.last.Part), Line: d.int(maxInt)}
}

func (e *encoder) text(at inspect.Place, hidden bool, t []byte) {
	e.place(at)
	e.bool(hidden)
	e.uint(uint64(len(t)))
	e.b = append(e.b, t...)
}

func (d *decoder) text() inspect.Text {
	return inspect.Text{Place: d.place(), Hidden: d.bool(), Text: d.string()}
}

func (e *encoder) row(r inspect.Row) {
	e.place(r.Place)
	e.uint(uint64(r.Table))
	e.bool(r.Continues)
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
	r := inspect.Row{Place: d.place(), Table: d.int(maxInt), Continues: d.bool(), Header: d.bool(), Hidden: d.bool()}
	r.Cells = d.cells[:0]
	n := d.int(len(d.s))
	for i := 0; i < n && d.err == nil; i++ {
		r.Cells = append(r.Cells, d.string())
	}
	d.cells = r.Cells
	n = d.int(len(d.s))
	for i := 0; i < n && d.err == nil; i++ {
		r.HiddenCells = append(d.hides[:i], d.bool())
		d.hides = r.HiddenCells
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
	pictures                      bool // words in pictures are wanted
}

func (e *encoder) job(j job) {
	for _, s := range []string{j.path, j.name, j.declared, j.charset} {
		e.string(s)
	}
	for _, v := range j.limits.numbers() {
		e.uint(uint64(*v))
	}
	e.bool(j.pictures)
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
	j.pictures = d.bool()
	return j
}
