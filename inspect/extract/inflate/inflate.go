// Package inflate reads deflated bytes (RFC 1951) that lie in memory.
//
// It is what a packed attachment spends most of its time in, so it looks at eight
// bytes at a time and at two or three literals between two looks. It is as strict as
// compress/flate: what that refuses is refused here.
package inflate

import (
	"encoding/binary"
	"errors"
	"io"
)

// ErrCorrupt says that the bytes are no deflate stream. One that is cut off ends with
// io.ErrUnexpectedEOF.
var ErrCorrupt = errors.New("corrupt deflate stream")

const (
	history  = 32 << 10 // the farthest that a match reaches back
	longest  = 258      // the longest match
	window   = 3 * history
	overshot = longest + 16 // what may be written beyond the point where it stops
)

// Reader inflates. The zero value is at its end: call Reset first.
type Reader struct {
	in   []byte
	pos  int
	bits uint64 // those read and not used, the next one lowest
	have uint   // how many are valid
	lent int    // bytes behind the end of in that were taken to be zero

	state  int
	last   bool // this block is the last
	stored int  // bytes left of a stored block
	err    error

	out         []byte // the window
	from, to    int    // what is written and not yet read
	literals    [literalTable]uint32
	distances   [distanceTable]uint32
	fixed       bool // the tables are those of fixed codes
	lengths     [maxLiterals + maxDistances]uint8
	codeLengths [codeLengthTable]uint32
}

// Where a Reader stands.
const (
	atEnd = iota
	atHeader
	inStored
	inCodes
)

// Reset begins with the stream at the head of in, whose matches may reach back into
// dictionary.
func (r *Reader) Reset(in, dictionary []byte) {
	if r.out == nil {
		r.out = make([]byte, window+overshot)
	}
	r.in, r.pos, r.bits, r.have, r.lent = in, 0, 0, 0, 0
	r.state, r.last, r.stored, r.err = atHeader, false, 0, nil
	if len(dictionary) > history {
		dictionary = dictionary[len(dictionary)-history:]
	}
	r.from = copy(r.out, dictionary)
	r.to = r.from
}

// Used is how many bytes of in the stream took, once Read has given io.EOF, or how many
// were looked at until an error.
func (r *Reader) Used() int { return r.pos + r.lent - int(r.have/8) }

// Read implements io.Reader. Faults are told when all that came before was read.
func (r *Reader) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if r.from == r.to {
			if r.err == nil {
				r.more()
			}
			if r.from == r.to {
				return n, r.err
			}
		}
		k := copy(p[n:], r.out[r.from:r.to])
		r.from, n = r.from+k, n+k
	}
	if r.from == r.to {
		return n, r.err
	}
	return n, nil
}

// more fills the window.
func (r *Reader) more() {
	if r.to > window-history {
		keep := copy(r.out, r.out[r.to-history:r.to])
		r.from, r.to = keep, keep
	}
	for r.err == nil && r.to < window {
		switch r.state {
		case atHeader:
			r.header()
		case inStored:
			r.store()
		case inCodes:
			r.codes()
		default:
			r.err = io.EOF
		}
	}
}

// refill has at least 56 bits at hand; behind the end they are zero.
func (r *Reader) refill() {
	for r.have < 56 {
		if r.pos < len(r.in) {
			r.bits |= uint64(r.in[r.pos]) << r.have
			r.pos++
		} else {
			r.lent++
		}
		r.have += 8
	}
}

// take uses n bits, at most 16, that refill has made sure of. It fails when they are
// behind the end.
func (r *Reader) take(n uint) uint {
	v := uint(r.bits & (1<<n - 1))
	r.bits >>= n
	r.have -= n
	if r.have < 8*uint(r.lent) && r.err == nil {
		r.err = io.ErrUnexpectedEOF
	}
	return v
}

// header reads the header of a block (3.2.3).
func (r *Reader) header() {
	if r.last {
		r.pos, r.have = r.Used(), 0
		r.bits, r.lent, r.state = 0, 0, atEnd
		return
	}
	r.refill()
	r.last = r.take(1) == 1
	switch r.take(2) {
	case 0:
		r.begin()
	case 1:
		r.state = inCodes
		r.useFixed()
	case 2:
		r.state, r.fixed = inCodes, false
		r.dynamic()
	default:
		r.fail()
	}
}

func (r *Reader) fail() {
	if r.err == nil {
		r.err = ErrCorrupt
	}
}

// begin is the head of a stored block (3.2.4).
func (r *Reader) begin() {
	r.take(r.have % 8)
	r.refill()
	n, not := r.take(16), r.take(16)
	switch {
	case r.err != nil:
		return
	case n != ^not&0xffff:
		r.fail()
		return
	}
	r.pos = r.Used() // the bytes themselves are copied from in
	r.bits, r.have, r.lent = 0, 0, 0
	r.stored, r.state = int(n), inStored
}

func (r *Reader) store() {
	n := copy(r.out[r.to:min(window, r.to+r.stored)], r.in[r.pos:])
	r.to, r.pos, r.stored = r.to+n, r.pos+n, r.stored-n
	switch {
	case r.stored == 0:
		r.state = atHeader
	case r.pos == len(r.in):
		r.err = io.ErrUnexpectedEOF
	}
}

// codes reads symbols until the window is full or the block ends (3.2.3). As long as
// eight bytes can be looked at, quick does it.
func (r *Reader) codes() {
	r.quick()
	for r.state == inCodes && r.to < window && r.err == nil && len(r.in)-r.pos < 8 {
		r.symbol()
	}
}

// symbol reads one literal or match where the end of the stream is near.
func (r *Reader) symbol() {
	r.refill()
	e := r.code(r.literals[:], literalBits)
	switch {
	case r.err != nil:
		return
	case e&literal != 0:
		r.out[r.to] = byte(e >> 16)
		r.to++
		return
	case e&exceptional != 0:
		if e&blockEnd == 0 {
			r.fail()
		}
		r.state = atHeader
		return
	}
	length := int(e>>16) + int(r.take(uint(e&63)-uint(e>>8&15)))
	r.refill()
	if e = r.code(r.distances[:], distanceBits); e&exceptional != 0 {
		r.fail()
	}
	distance := int(e>>16) + int(r.take(uint(e&63)-uint(e>>8&15)))
	if r.err == nil && distance > r.to {
		r.fail()
	}
	if r.err == nil {
		r.match(r.to, distance, length)
		r.to += length
	}
}

// code uses the bits of one code and gives its entry.
func (r *Reader) code(table []uint32, bits uint) uint32 {
	e := table[r.bits&(1<<bits-1)]
	if e&(literal|subtable) == subtable {
		r.take(uint(e & 63))
		e = table[uint64(e>>16)+r.bits&(1<<(e>>8&15)-1)]
	}
	if e&literal != 0 {
		r.take(uint(e & 63))
	} else {
		r.take(uint(e >> 8 & 15))
	}
	return e
}

// quick reads symbols while eight bytes of in are there.
func (r *Reader) quick() {
	in, out, pos, to := r.in, r.out, r.pos, r.to
	bits, have := r.bits, r.have
	for to < window && len(in)-pos >= 8 {
		bits |= binary.LittleEndian.Uint64(in[pos:]) << (have & 63)
		pos += int((63 - have) >> 3)
		have |= 56
		e := r.literals[bits&(1<<literalBits-1)]
		if e&literal != 0 { // three codes are 33 bits at most
			bits, have = bits>>(e&63), have-uint(e&63)
			out[to] = byte(e >> 16)
			to++
			if e = r.literals[bits&(1<<literalBits-1)]; e&literal != 0 {
				bits, have = bits>>(e&63), have-uint(e&63)
				out[to] = byte(e >> 16)
				to++
				if e = r.literals[bits&(1<<literalBits-1)]; e&literal != 0 {
					bits, have = bits>>(e&63), have-uint(e&63)
					out[to] = byte(e >> 16)
					to++
					continue
				}
			}
			if have < 48 { // a match takes 48 at most
				if len(in)-pos < 8 {
					break
				}
				bits |= binary.LittleEndian.Uint64(in[pos:]) << (have & 63)
				pos += int((63 - have) >> 3)
				have |= 56
			}
		}
		if e&exceptional != 0 {
			if e&subtable != 0 {
				bits, have = bits>>(e&63), have-uint(e&63)
				e = r.literals[uint64(e>>16)+bits&(1<<(e>>8&15)-1)]
			}
			if e&literal != 0 {
				bits, have = bits>>(e&63), have-uint(e&63)
				out[to] = byte(e >> 16)
				to++
				continue
			}
			if e&exceptional != 0 {
				bits, have = bits>>(e>>8&15), have-uint(e>>8&15)
				if r.state = atHeader; e&blockEnd == 0 {
					r.fail()
				}
				break
			}
		}
		length := int(e>>16) + int(bits&(1<<(e&63)-1)>>(e>>8&15))
		bits, have = bits>>(e&63), have-uint(e&63)
		e = r.distances[bits&(1<<distanceBits-1)]
		if e&exceptional != 0 {
			if e&subtable == 0 {
				r.fail()
				break
			}
			bits, have = bits>>(e&63), have-uint(e&63)
			if e = r.distances[uint64(e>>16)+bits&(1<<(e>>8&15)-1)]; e&exceptional != 0 {
				r.fail()
				break
			}
		}
		distance := int(e>>16) + int(bits&(1<<(e&63)-1)>>(e>>8&15))
		bits, have = bits>>(e&63), have-uint(e&63)
		if distance > to {
			r.fail()
			break
		}
		if distance >= 8 && length <= 32 {
			at, back := out[to:to+40], out[to-distance:]
			for i := 0; i < length; i += 8 {
				binary.LittleEndian.PutUint64(at[i:i+8], binary.LittleEndian.Uint64(back[i:i+8]))
			}
		} else {
			r.match(to, distance, length)
		}
		to += length
	}
	// What lies above have may be the beginning of in[pos:], read twice.
	r.pos, r.to, r.bits, r.have = pos, to, bits&(1<<have-1), have
}

// match copies length bytes from distance before to.
func (r *Reader) match(to, distance, length int) {
	for from, end := to-distance, to+length; to < end; {
		to += copy(r.out[to:end], r.out[from:to])
	}
}
