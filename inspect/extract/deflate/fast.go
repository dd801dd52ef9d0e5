package deflate

import "encoding/binary"

// fast unpacks while there are room and input for a whole round. ended says that the
// block has ended.
func (r *Reader) fast() (ended bool, err error) {
	in, pos, bits, have := r.in, r.pos, r.bits, r.have
	out, at, full := r.out, r.at, r.full()
	lits, dists := &r.lits, &r.dists
	for at < full && len(in)-pos >= ahead {
		// 56 bits or more, and what lies above them is input as well: it is the same
		// when it comes again.
		bits |= binary.LittleEndian.Uint64(in[pos:]) << (have & 63)
		pos += int((63 - have) >> 3)
		have |= 56
		e := lits.table[bits&(1<<litBits-1)]
		if e&literal != 0 {
			out[at] = byte(e >> valueShift)
			at++
			bits >>= e & 63
			have -= uint(e & 63)
			e = lits.table[bits&(1<<litBits-1)]
			if e&literal != 0 {
				out[at] = byte(e >> valueShift)
				at++
				bits >>= e & 63
				have -= uint(e & 63)
				e = lits.table[bits&(1<<litBits-1)]
			}
		}
		if e&link != 0 {
			e = lits.table[e.value()+int(bits>>litBits&(1<<(lits.long&63)-1))]
		}
		if e&(literal|endOfBlock|invalid) != 0 {
			bits, have = bits>>(e&63), have-uint(e&63)
			if e&literal != 0 {
				out[at] = byte(e >> valueShift)
				at++
				continue
			}
			if ended = e&endOfBlock != 0; !ended {
				err = ErrCorrupt
			}
			break
		}
		length := e.with(bits)
		bits >>= e & 63
		have -= uint(e & 63)
		bits |= binary.LittleEndian.Uint64(in[pos:]) << (have & 63)
		pos += int((63 - have) >> 3)
		have |= 56
		if e = dists.table[bits&(1<<distBits-1)]; e&link != 0 {
			e = dists.table[e.value()+int(bits>>distBits&(1<<(dists.long&63)-1))]
		}
		back := e.with(bits)
		bits >>= e & 63
		have -= uint(e & 63)
		if e&invalid != 0 || back > at {
			err = ErrCorrupt
			break
		}
		if length > longest {
			r.owed, r.back, r.next = length, back, (*Reader).repeat
			break
		}
		at = again(out, at, back, length)
	}
	r.pos, r.bits, r.have, r.at = pos, bits, have, at
	return ended, err
}

// again writes length bytes once more that stand back bytes before at, and tells
// where they end. There may be others written behind.
func again(out []byte, at, back, length int) int {
	end, from := at+length, at-back
	switch {
	case back < 8: // it repeats itself
		for ; at < end; at++ {
			out[at] = out[at-back]
		}
	case length > 32 && back >= length:
		copy(out[at:end], out[from:])
	default:
		for ; at < end; at, from = at+8, from+8 {
			binary.LittleEndian.PutUint64(out[at:], binary.LittleEndian.Uint64(out[from:]))
		}
	}
	return end
}
