// Package deflate inflates RFC 1951 and zip's Deflate64 out of memory. It knows
// where its input ends, so it takes eight bytes of it at a time, and it looks codes
// up whole: half the time of readers that are fed byte by byte.
package deflate

import (
	"encoding/binary"
	"errors"
	"io"
)

// ErrCorrupt is the error of what is not deflated data; data that ends too early
// gives io.ErrUnexpectedEOF.
var ErrCorrupt = errors.New("deflate: corrupt data")

const (
	// window is how far back a copy reaches (RFC 1951, 2); Deflate64 reaches twice
	// as far.
	window     = 1 << 15
	wideWindow = 1 << 16
	// room is how many bytes are unpacked at a time, but for the last copy.
	room = 1 << 16
	// longest is the longest copy (3.2.5); Deflate64's is kept apart in owed.
	longest = 258
	// slack is for two literals before a copy, and for what a copy by eight bytes at
	// a time writes behind its end.
	slack = 16
	// ahead is how many bytes of input the fast loop looks at in one round.
	ahead = 16
)

// Reader unpacks one stream after another. The zero value has nothing to give;
// Reset gives it some.
type Reader struct {
	in   []byte
	pos  int    // of the next byte of in
	bits uint64 // taken from in and not yet used, the least first
	have uint   // how many of them count

	// out is what was unpacked: history up to from, then what nobody has read, up
	// to at.
	out      []byte
	from, at int
	window   int

	next  func(*Reader) error // of the block that is open
	last  bool                // it is the last block
	owed  int                 // bytes of a stored block or long copy to come
	back  int                 // distance of that copy
	err   error
	lits  literals
	dists distances
	known *values // of the symbols of either code
	wide  bool
}

// Reset has r read data. Copies may reach back into dictionary. wide says that it is
// Deflate64 (APPNOTE.TXT 4.4.5): two more distances, and a length of up to 64 KiB.
func (r *Reader) Reset(data, dictionary []byte, wide bool) {
	if r.known == nil || r.wide != wide {
		r.known = newValues(wide)
	}
	r.window, r.wide = window, wide
	if wide {
		r.window = wideWindow
	}
	if need := r.window + room + longest + slack; len(r.out) < need {
		r.out = make([]byte, need)
	}
	r.in, r.pos, r.bits, r.have = data, 0, 0, 0
	r.at = copy(r.out, dictionary[max(0, len(dictionary)-r.window):])
	r.from, r.next, r.last, r.owed, r.err = r.at, (*Reader).header, false, 0, nil
}

// Read implements io.Reader.
func (r *Reader) Read(b []byte) (n int, err error) {
	if len(b) == 0 {
		return 0, nil
	}
	for r.from == r.at {
		if r.next == nil {
			return 0, io.EOF
		}
		if r.err != nil {
			return 0, r.err
		}
		r.err = r.fill()
	}
	n = copy(b, r.out[r.from:r.at])
	r.from += n
	return n, nil
}

// Used is how many bytes of the data the stream has taken; right once it has ended.
func (r *Reader) Used() int { return r.pos - int(r.have>>3) }

// fill unpacks until there is no more room or the stream ends. All that was unpacked
// has been read.
func (r *Reader) fill() error {
	if r.at > r.window {
		copy(r.out, r.out[r.at-r.window:r.at])
		r.from, r.at = r.window, r.window
	}
	for r.at < r.full() {
		if err := r.next(r); err != nil {
			return err
		}
	}
	return nil
}

// full is where at has come too close to the end of out for another copy.
func (r *Reader) full() int { return len(r.out) - longest - slack }

// more takes whole bytes of input while there is room for them.
func (r *Reader) more() {
	for r.have < 56 && r.pos < len(r.in) {
		r.bits |= uint64(r.in[r.pos]) << r.have
		r.pos++
		r.have += 8
	}
}

// take gives the next n bits, at most 16.
func (r *Reader) take(n uint) (int, error) {
	if r.more(); r.have < n {
		return 0, io.ErrUnexpectedEOF
	}
	v := r.bits & (1<<n - 1)
	r.bits >>= n
	r.have -= n
	return int(v), nil
}

// header reads the head of a block (3.2.3).
func (r *Reader) header() error {
	if r.last {
		return io.EOF
	}
	head, err := r.take(3)
	if err != nil {
		return err
	}
	r.last = head&1 != 0
	switch head >> 1 {
	case 0:
		return r.stored()
	case 1:
		return r.fixed()
	case 2:
		return r.dynamic()
	}
	return ErrCorrupt
}

// stored reads the head of a block that is not compressed (3.2.4).
func (r *Reader) stored() error {
	r.pos -= int(r.have >> 3)
	r.bits, r.have = 0, 0
	if len(r.in)-r.pos < 4 {
		r.pos = len(r.in)
		return io.ErrUnexpectedEOF
	}
	n := binary.LittleEndian.Uint16(r.in[r.pos:])
	if n != ^binary.LittleEndian.Uint16(r.in[r.pos+2:]) {
		return ErrCorrupt
	}
	r.pos += 4
	r.owed, r.next = int(n), (*Reader).plain
	return nil
}

// plain copies a stored block's bytes.
func (r *Reader) plain() error {
	n := copy(r.out[r.at:min(r.full(), r.at+r.owed)], r.in[r.pos:])
	r.at += n
	r.pos += n
	r.owed -= n
	switch {
	case r.owed == 0:
		r.next = (*Reader).header
	case r.pos == len(r.in):
		return io.ErrUnexpectedEOF
	}
	return nil
}

// repeat goes on with a copy that was longer than the room.
func (r *Reader) repeat() error {
	n := min(r.owed, r.full()-r.at)
	for range n {
		r.out[r.at] = r.out[r.at-r.back]
		r.at++
	}
	if r.owed -= n; r.owed == 0 {
		r.next = (*Reader).symbols
	}
	return nil
}

// symbols unpacks literals and copies (3.2.5): fast while there is input for it, and
// then one by one.
func (r *Reader) symbols() error {
	ended, err := r.fast()
	for !ended && err == nil && r.owed == 0 && r.at < r.full() {
		ended, err = r.symbol()
	}
	if ended {
		r.next = (*Reader).header
	}
	return err
}

// symbol unpacks one literal or begins a copy; ended says that the block has ended.
func (r *Reader) symbol() (ended bool, err error) {
	r.more()
	e := r.lits.find(r.bits)
	if e.drop() > r.have {
		return false, io.ErrUnexpectedEOF
	}
	bits := r.bits
	r.bits >>= e.drop()
	r.have -= e.drop()
	switch {
	case e&literal != 0:
		r.out[r.at] = byte(e.value())
		r.at++
		return false, nil
	case e&endOfBlock != 0:
		return true, nil
	case e&invalid != 0:
		return false, ErrCorrupt
	}
	length := e.with(bits)
	r.more()
	e = r.dists.find(r.bits)
	if e.drop() > r.have {
		return false, io.ErrUnexpectedEOF
	}
	back := e.with(r.bits)
	r.bits >>= e.drop()
	r.have -= e.drop()
	if e&invalid != 0 || back > r.at {
		return false, ErrCorrupt
	}
	r.owed, r.back, r.next = length, back, (*Reader).repeat
	return false, nil
}
