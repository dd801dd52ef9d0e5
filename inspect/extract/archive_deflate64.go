package extract

import (
	"bufio"
	"errors"
	"io"
)

// deflate64 inflates zip's method 9, which Windows chooses for files of more than
// 2 GB and others on request (APPNOTE.TXT 4.4.5). It is deflate (RFC 1951) with a
// window of 64 KiB, two more distances, and a length code of sixteen more bits.
type deflate64 struct {
	in     *bufio.Reader
	bits   uint32
	have   uint
	window [1 << 16]byte
	at     uint16 // where the next byte goes
	given  uint16 // what of the window was read
	block  func() error
	last   bool
	length int // of the copy under way, or of the stored block
	from   uint16
	lits   huffman
	dists  huffman
	err    error
}

func openDeflate64(r io.Reader) (io.Reader, error) {
	d := &deflate64{in: bufio.NewReader(r)}
	d.block = d.header
	return d, nil
}

var errDeflate64 = errors.New("deflate64: broken")

// Read implements io.Reader.
func (d *deflate64) Read(b []byte) (n int, err error) {
	for n == 0 && len(b) > 0 {
		if d.at == d.given {
			if d.err != nil {
				return 0, d.err
			}
			d.err = d.fill()
			continue
		}
		end := int(d.at)
		if d.at < d.given {
			end = len(d.window)
		}
		n = copy(b, d.window[d.given:end])
		d.given += uint16(n)
	}
	return n, nil
}

// fill unpacks until a quarter of the window is new or the stream ends.
func (d *deflate64) fill() error {
	for d.at-d.given < 1<<14 {
		if err := d.block(); err != nil {
			return err
		}
	}
	return nil
}

func (d *deflate64) put(c byte) {
	d.window[d.at] = c
	d.at++
}

// take gives the next n bits, the least first.
func (d *deflate64) take(n uint) (uint32, error) {
	for d.have < n {
		c, err := d.in.ReadByte()
		if err != nil {
			return 0, unexpected(err)
		}
		d.bits |= uint32(c) << d.have
		d.have += 8
	}
	v := d.bits & (1<<n - 1)
	d.bits >>= n
	d.have -= n
	return v, nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// header reads the head of a block (RFC 1951, 3.2.3).
func (d *deflate64) header() error {
	if d.last {
		return io.EOF
	}
	head, err := d.take(3)
	if err != nil {
		return err
	}
	d.last = head&1 != 0
	switch head >> 1 {
	case 0:
		return d.stored()
	case 1:
		return d.fixed()
	case 2:
		return d.dynamic()
	}
	return errDeflate64
}

// stored reads the head of a block that is not compressed (3.2.4).
func (d *deflate64) stored() error {
	d.bits, d.have = 0, 0 // never more than seven bits are kept
	var head [4]byte
	if _, err := io.ReadFull(d.in, head[:]); err != nil {
		return unexpected(err)
	}
	if le16(head[:], 0) != ^le16(head[:], 2) {
		return errDeflate64
	}
	d.length = int(le16(head[:], 0))
	d.block = d.plain
	return nil
}

func (d *deflate64) plain() error {
	for ; d.length > 0 && d.at-d.given < 1<<14; d.length-- {
		c, err := d.in.ReadByte()
		if err != nil {
			return unexpected(err)
		}
		d.put(c)
	}
	if d.length == 0 {
		d.block = d.header
	}
	return nil
}

// fixed takes the code of 3.2.6.
func (d *deflate64) fixed() error {
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
	d.lits.build(sizes[:])
	d.dists.build(dists[:])
	d.block = d.symbols
	return nil
}

// dynamic reads the codes of a block (3.2.7).
func (d *deflate64) dynamic() error {
	head, err := d.take(14)
	if err != nil {
		return err
	}
	lits, dists, codes := int(head&31)+257, int(head>>5&31)+1, int(head>>10)+4
	var sizes [320]byte
	for _, i := range []byte{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}[:codes] {
		v, err := d.take(3)
		if err != nil {
			return err
		}
		sizes[i] = byte(v)
	}
	if !d.lits.build(sizes[:19]) {
		return errDeflate64
	}
	clear(sizes[:])
	if err := d.codeLengths(sizes[:lits+dists]); err != nil {
		return err
	}
	if !d.lits.build(sizes[:lits]) || !d.dists.build(sizes[lits:lits+dists]) {
		return errDeflate64
	}
	d.block = d.symbols
	return nil
}

// codeLengths reads the lengths of both codes, written in a third.
func (d *deflate64) codeLengths(sizes []byte) error {
	for i := 0; i < len(sizes); {
		sym, err := d.lits.next(d)
		if err != nil {
			return err
		}
		if sym < 16 {
			sizes[i] = byte(sym)
			i++
			continue
		}
		bits, least := [3]uint{2, 3, 7}[sym-16], [3]int{3, 3, 11}[sym-16]
		more, err := d.take(bits)
		if err != nil {
			return err
		}
		var v byte
		if sym == 16 {
			if i == 0 {
				return errDeflate64
			}
			v = sizes[i-1]
		}
		n := least + int(more)
		if i+n > len(sizes) {
			return errDeflate64
		}
		for range n {
			sizes[i] = v
			i++
		}
	}
	return nil
}

// symbols unpacks one literal, or begins a copy (3.2.5).
func (d *deflate64) symbols() error {
	sym, err := d.lits.next(d)
	switch {
	case err != nil:
		return err
	case sym < 256:
		d.put(byte(sym))
		return nil
	case sym == 256:
		d.block = d.header
		return nil
	case sym > 285:
		return errDeflate64
	}
	if d.length, err = d.extra(lengthCode64(sym - 257)); err != nil {
		return err
	}
	if sym, err = d.dists.next(d); err != nil {
		return err
	}
	distance, err := d.extra(distanceCode64(sym))
	if err != nil {
		return err
	}
	d.from = d.at - uint16(distance)
	d.block = d.copying
	return nil
}

func (d *deflate64) copying() error {
	for ; d.length > 0 && d.at-d.given < 1<<14; d.length-- {
		d.put(d.window[d.from])
		d.from++
	}
	if d.length == 0 {
		d.block = d.symbols
	}
	return nil
}

func (d *deflate64) extra(base int, bits uint) (int, error) {
	v, err := d.take(bits)
	return base + int(v), err
}

// lengthCode64 is the shortest length of a code and its extra bits: those of
// deflate, but the last, which has sixteen.
func lengthCode64(sym int) (base int, bits uint) {
	switch {
	case sym < 8:
		return 3 + sym, 0
	case sym == 28:
		return 3, 16
	}
	bits = uint(sym/4 - 1)
	return 3 + (4+sym%4)<<bits, bits
}

// distanceCode64 is the same for distances; codes 30 and 31 are new.
func distanceCode64(sym int) (base int, bits uint) {
	if sym < 4 {
		return 1 + sym, 0
	}
	bits = uint(sym/2 - 1)
	return 1 + (2+sym%2)<<bits, bits
}

// huffman is a canonical code (RFC 1951, 3.2.2): how many symbols each length
// has, and the symbols in order.
type huffman struct {
	count   [16]int
	symbols []uint16
}

// build makes the code of the lengths; false when more codes are asked for than
// there are.
func (h *huffman) build(sizes []byte) bool {
	h.count = [16]int{}
	for _, s := range sizes {
		h.count[s]++
	}
	h.count[0] = 0
	left := 1
	var at [16]int
	for n := 1; n < 16; n++ {
		if left = left<<1 - h.count[n]; left < 0 {
			return false
		}
		if n < 15 {
			at[n+1] = at[n] + h.count[n]
		}
	}
	h.symbols = append(h.symbols[:0], make([]uint16, len(sizes))...)
	for sym, s := range sizes {
		if s != 0 {
			h.symbols[at[s]] = uint16(sym)
			at[s]++
		}
	}
	return true
}

// next reads one symbol, a bit at a time.
func (h *huffman) next(d *deflate64) (int, error) {
	code, first, index := 0, 0, 0
	for n := 1; n < 16; n++ {
		bit, err := d.take(1)
		if err != nil {
			return 0, err
		}
		code |= int(bit)
		if code-first < h.count[n] {
			return int(h.symbols[index+code-first]), nil
		}
		index += h.count[n]
		first = (first + h.count[n]) << 1
		code <<= 1
	}
	return 0, errDeflate64
}
