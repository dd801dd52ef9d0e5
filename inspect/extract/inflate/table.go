package inflate

import "math/bits"

// A table is looked into with the next bits of the stream; the entry says what they
// mean. Longer codes have tables of their own behind the first.
//
//	literal:  bit 31, the byte at 16, the code's length at 0
//	match:    the base of its length or distance at 16, the code's length at 8, that
//	          and the extra bits together at 0
//	subtable: where it begins at 16, the bits it is looked into with at 8, those used
//	          before at 0
//
// An exceptional entry that is neither subtable nor end of block is no code at all.
const (
	literal     = 1 << 31
	exceptional = 1 << 15
	subtable    = 1 << 14
	blockEnd    = 1 << 13
)

// The bits of the first tables, and how long all can become: as zlib's enough.c has it
// for 288 and 32 symbols of at most 15 bits.
const (
	literalBits     = 11
	literalTable    = 2342
	distanceBits    = 8
	distanceTable   = 402
	codeLengthBits  = 7
	codeLengthTable = 1 << codeLengthBits

	maxLiterals, maxDistances = 288, 32
	maxLength                 = 15
)

// symbols are the entries of literals and lengths, and of distances, without the code's
// length (3.2.5).
var literalSymbols, distanceSymbols = symbols()

func symbols() (l [maxLiterals]uint32, d [maxDistances]uint32) {
	for i := range 256 {
		l[i] = literal | uint32(i)<<16
	}
	l[256] = exceptional | blockEnd
	base, extra := uint32(3), uint32(0)
	for i := 257; i < 285; i++ {
		if i >= 265 && (i-265)%4 == 0 {
			extra++
		}
		l[i] = base<<16 | extra
		base += 1 << extra
	}
	l[285], l[286], l[287] = longest<<16, exceptional, exceptional
	base, extra = 1, 0
	for i := range 30 {
		if i >= 4 && i%2 == 0 {
			extra++
		}
		d[i] = base<<16 | extra
		base += 1 << extra
	}
	d[30], d[31] = exceptional, exceptional
	return l, d
}

// entry is a symbol's, once the length of its code is known.
func entry(symbol uint32, length uint) uint32 {
	if symbol&literal != 0 {
		return symbol + uint32(length)
	}
	return symbol + uint32(length)*0x101
}

// build makes the table of canonical codes (3.2.2). It is false where the lengths make
// none: of codes that leave room over only the one of a single code is allowed, and
// none at all.
func build(table []uint32, width uint, lengths []uint8, symbols []uint32) bool {
	var count, next [maxLength + 1]uint
	for _, n := range lengths {
		count[n]++
	}
	left, code, some := 1, uint(0), uint(0)
	count[0] = 0
	for n := 1; n <= maxLength; n++ {
		if left = left<<1 - int(count[n]); left < 0 {
			return false
		}
		some += count[n]
		code = (code + count[n-1]) << 1
		next[n] = code
	}
	if left > 0 {
		if some > 1 || some == 1 && count[1] != 1 {
			return false
		}
		for i := range 1 << width {
			table[i] = exceptional
		}
	}
	end := uint(1) << width // of the tables so far
	for n := uint(1); n <= maxLength; n++ {
		if count[n] == 0 {
			continue
		}
		for symbol, length := range lengths {
			if uint(length) != n {
				continue
			}
			code := uint(bits.Reverse16(uint16(next[n]))) >> (16 - n)
			next[n]++
			count[n]--
			if n <= width {
				e := entry(symbols[symbol], n)
				for i := code; i < 1<<width; i += 1 << n {
					table[i] = e
				}
				continue
			}
			prefix := code & (1<<width - 1)
			if code>>width == 0 { // the first code with it: those of one prefix follow one another
				below, used := n-width, count[n]+1
				for used < 1<<below {
					below++
					used = used<<1 + count[width+below]
				}
				table[prefix] = exceptional | subtable | uint32(end)<<16 | uint32(below)<<8 | uint32(width)
				end += 1 << below
			}
			sub := table[prefix]
			start, below := uint(sub>>16), uint(sub>>8&15)
			e := entry(symbols[symbol], n-width)
			for i := code >> width; i < 1<<below; i += 1 << (n - width) {
				table[start+i] = e
			}
		}
	}
	return true
}

// codeLengthOrder is in which order lengths of code lengths stand (3.2.7).
var codeLengthOrder = [...]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

var codeLengthSymbols = func() (s [len(codeLengthOrder)]uint32) {
	for i := range s {
		s[i] = uint32(i) << 16
	}
	return s
}()

// dynamic reads the codes of a block (3.2.7).
func (r *Reader) dynamic() {
	r.refill()
	literals, distances, some := int(r.take(5))+257, int(r.take(5))+1, int(r.take(4))+4
	if literals > 286 || distances > 30 {
		r.fail()
	}
	var short [len(codeLengthOrder)]uint8
	for _, at := range codeLengthOrder[:some] {
		r.refill()
		short[at] = uint8(r.take(3))
	}
	if r.err != nil || !build(r.codeLengths[:], codeLengthBits, short[:], codeLengthSymbols[:]) {
		r.fail()
		return
	}
	lengths := r.lengths[:literals+distances]
	for i := 0; i < len(lengths) && r.err == nil; {
		i += r.codeLength(lengths, i)
	}
	if r.err != nil || !build(r.literals[:], literalBits, lengths[:literals], literalSymbols[:]) ||
		!build(r.distances[:], distanceBits, lengths[literals:], distanceSymbols[:]) {
		r.fail()
	}
}

// codeLength reads lengths[at], and how many like it or before it follow.
func (r *Reader) codeLength(lengths []uint8, at int) int {
	r.refill()
	e := r.code(r.codeLengths[:], codeLengthBits)
	if e&exceptional != 0 {
		r.fail()
		return 0
	}
	value, times := uint8(0), 1
	switch symbol := uint8(e >> 16); {
	case symbol < 16:
		value = symbol
	case symbol == 16 && at == 0:
		r.fail()
	case symbol == 16:
		value, times = lengths[at-1], 3+int(r.take(2))
	case symbol == 17:
		times = 3 + int(r.take(3))
	default:
		times = 11 + int(r.take(7))
	}
	if at+times > len(lengths) {
		r.fail()
		return 0
	}
	for i := range times {
		lengths[at+i] = value
	}
	return times
}

// useFixed has the tables of fixed codes (3.2.6).
func (r *Reader) useFixed() {
	if r.fixed {
		return
	}
	for i := range r.lengths {
		switch {
		case i < 144 || i >= 280 && i < maxLiterals:
			r.lengths[i] = 8
		case i < 256:
			r.lengths[i] = 9
		case i < 280:
			r.lengths[i] = 7
		default:
			r.lengths[i] = 5
		}
	}
	build(r.literals[:], literalBits, r.lengths[:maxLiterals], literalSymbols[:])
	build(r.distances[:], distanceBits, r.lengths[maxLiterals:], distanceSymbols[:])
	r.fixed = true
}
