package deflate

import "math/bits"

// entry is what a code table says of the next bits: in bits 0 to 5 how many of them
// to drop, the code's and the extra ones behind it; in 6 to 9 how many are the
// code's; in 10 to 13 what it is; from 14 on its value, the least when extra bits
// follow.
type entry uint32

const (
	codeShift  = 6
	valueShift = 14

	literal    entry = 1 << 10
	endOfBlock entry = 1 << 11
	invalid    entry = 1 << 12 // no code
	link       entry = 1 << 13 // a longer code: value is where to look, by the bits behind
	other            = endOfBlock | invalid | link
)

func (e entry) drop() uint { return uint(e & 63) }

func (e entry) value() int { return int(e >> valueShift) }

// with is the value with the extra bits added; bits begin with the code.
func (e entry) with(bits uint64) int {
	return e.value() + int(bits&(1<<(e&63)-1)>>(e>>codeShift&15))
}

// The tables are looked up by so many bits; longer codes have tables of their own
// behind, of as many entries as the longest needs. Each holds two codes or more.
const (
	litBits  = 10
	distBits = 8
	litSize  = 1<<litBits + 288/2<<(15-litBits)
	distSize = 1<<distBits + 32/2<<(15-distBits)
)

type literals struct {
	table [litSize]entry
	// long is how many bits more the longer codes are looked up by.
	long uint
}

type distances struct {
	table [distSize]entry
	long  uint
}

func (t *literals) find(bits uint64) entry {
	e := t.table[bits&(1<<litBits-1)]
	if e&link != 0 {
		e = t.table[e.value()+int(bits>>litBits&(1<<t.long-1))]
	}
	return e
}

func (t *distances) find(bits uint64) entry {
	e := t.table[bits&(1<<distBits-1)]
	if e&link != 0 {
		e = t.table[e.value()+int(bits>>distBits&(1<<t.long-1))]
	}
	return e
}

// values are the entries of the symbols, without their codes.
type values struct {
	lits  [288]entry
	dists [32]entry
	plain [19]entry // of the code that code lengths are written in
}

func newValues(wide bool) *values {
	v := &values{}
	for sym := range v.lits {
		switch {
		case sym < 256:
			v.lits[sym] = literal | entry(sym)<<valueShift
		case sym == 256:
			v.lits[sym] = endOfBlock
		case sym > 285:
			v.lits[sym] = invalid
		default:
			base, extra := length(sym-257, wide)
			v.lits[sym] = entry(base)<<valueShift | entry(extra)
		}
	}
	for sym := range v.dists {
		v.dists[sym] = invalid
		if sym < 30 || wide {
			base, extra := distance(sym)
			v.dists[sym] = entry(base)<<valueShift | entry(extra)
		}
	}
	for sym := range v.plain {
		v.plain[sym] = entry(sym) << valueShift
	}
	return v
}

// length is the shortest length of a code and its extra bits (RFC 1951, 3.2.5). The
// last has none, and sixteen in Deflate64.
func length(sym int, wide bool) (base, extra int) {
	switch {
	case sym == 28 && wide:
		return 3, 16
	case sym == 28:
		return longest, 0
	case sym < 8:
		return 3 + sym, 0
	}
	extra = sym/4 - 1
	return 3 + (4+sym%4)<<extra, extra
}

// distance is the same for distances; codes 30 and 31 are Deflate64's.
func distance(sym int) (base, extra int) {
	if sym < 4 {
		return 1 + sym, 0
	}
	extra = sym/2 - 1
	return 1 + (2+sym%2)<<extra, extra
}

// build fills a table, looked up by so many bits, with the canonical code of the
// lengths (3.2.2), and gives by how many more the longer codes are looked up. It is
// false for lengths that are of no code: too many, or too few unless it is a single
// one of one bit, or none, which zlib takes, too.
func build(table []entry, primary uint, lengths []byte, symbols []entry) (long uint, ok bool) {
	var count, next [16]int
	for _, n := range lengths {
		count[n]++
	}
	count[0] = 0
	code, most := 0, uint(0)
	for n := 1; n < 16; n++ {
		code <<= 1
		next[n] = code
		if code += count[n]; code > 1<<n {
			return 0, false
		}
		if count[n] > 0 {
			most = uint(n)
		}
	}
	if code != 1<<15 {
		if most > 1 {
			return 0, false
		}
		for i := range table[:1<<primary] {
			table[i] = invalid
		}
	}
	long = max(most, primary) - primary
	fill(table, primary, long, lengths, symbols, &next)
	return long, true
}

// fill sets the entries of each symbol's code.
func fill(table []entry, primary, long uint, lengths []byte, symbols []entry, next *[16]int) {
	var links [1 << litBits]uint16 // where the longer codes of these bits are
	end := 1 << primary
	for sym, n := range lengths {
		n := uint(n)
		if n == 0 {
			continue
		}
		code := int(bits.Reverse16(uint16(next[n])) >> (16 - n))
		next[n]++
		e := symbols[sym] + entry(n) | entry(n)<<codeShift
		if n <= primary {
			for i := code; i < 1<<primary; i += 1 << n {
				table[i] = e
			}
			continue
		}
		first := code & (1<<primary - 1)
		if links[first] == 0 {
			links[first] = uint16(end)
			table[first] = link | entry(end)<<valueShift
			end += 1 << long
		}
		for i := code >> primary; i < 1<<long; i += 1 << (n - primary) {
			table[int(links[first])+i] = e
		}
	}
}
