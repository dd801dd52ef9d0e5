package deflate

// fixed takes the code of 3.2.6.
func (r *Reader) fixed() error {
	var sizes [288]byte
	for i := range sizes {
		switch {
		case i < 144, i >= 280:
			sizes[i] = 8
		case i < 256:
			sizes[i] = 9
		default:
			sizes[i] = 7
		}
	}
	var dists [32]byte
	for i := range dists {
		dists[i] = 5
	}
	return r.codes(sizes[:], dists[:])
}

// codes has the block unpacked with the codes of these lengths.
func (r *Reader) codes(lits, dists []byte) error {
	var ok bool
	if r.lits.long, ok = build(r.lits.table[:], litBits, lits, r.known.lits[:]); !ok {
		return ErrCorrupt
	}
	if r.dists.long, ok = build(r.dists.table[:], distBits, dists, r.known.dists[:]); !ok {
		return ErrCorrupt
	}
	r.next = (*Reader).symbols
	return nil
}

// dynamic reads the codes of a block (3.2.7).
func (r *Reader) dynamic() error {
	head, err := r.take(14)
	if err != nil {
		return err
	}
	lits, dists, codes := head&31+257, head>>5&31+1, head>>10+4
	if lits > 286 || dists > 30 && !r.wide {
		return ErrCorrupt
	}
	var sizes [19]byte
	for _, i := range []byte{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}[:codes] {
		v, err := r.take(3)
		if err != nil {
			return err
		}
		sizes[i] = byte(v)
	}
	var table [1 << plainBits]entry
	if _, ok := build(table[:], plainBits, sizes[:], r.known.plain[:]); !ok {
		return ErrCorrupt
	}
	var lengths [286 + 32]byte
	if err := r.lengths(lengths[:lits+dists], &table); err != nil {
		return err
	}
	return r.codes(lengths[:lits], lengths[lits:lits+dists])
}

// plainBits is the longest code of a code length.
const plainBits = 7

// lengths reads the lengths of both codes, written in a third.
func (r *Reader) lengths(sizes []byte, table *[1 << plainBits]entry) error {
	for i := 0; i < len(sizes); {
		r.more()
		e := table[r.bits&(1<<plainBits-1)]
		if e&invalid != 0 {
			return ErrCorrupt
		}
		if _, err := r.take(e.drop()); err != nil {
			return err
		}
		sym := e.value()
		if sym < 16 {
			sizes[i] = byte(sym)
			i++
			continue
		}
		more, err := r.take([3]uint{2, 3, 7}[sym-16])
		if err != nil {
			return err
		}
		var v byte
		if sym == 16 {
			if i == 0 {
				return ErrCorrupt
			}
			v = sizes[i-1]
		}
		n := [3]int{3, 3, 11}[sym-16] + more
		if i+n > len(sizes) {
			return ErrCorrupt
		}
		for range n {
			sizes[i] = v
			i++
		}
	}
	return nil
}
