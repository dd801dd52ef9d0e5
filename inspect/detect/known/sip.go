package known

import (
	"encoding/binary"
	"math/bits"
)

// sip is a key of SipHash-1-3 (Aumasson and Bernstein, 2012), the keyed hash
// that is cheap enough for every word of a message. What it lets through is
// asked of HMAC-SHA-256.
type sip struct{ k0, k1 uint64 }

// sum is the hash of tag and s.
func (k sip) sum(tag byte, s []byte) uint64 {
	v0, v1 := k.k0^0x736f6d6570736575, k.k1^0x646f72616e646f6d^uint64(tag)
	v2, v3 := k.k0^0x6c7967656e657261, k.k1^0x7465646279746573
	last := uint64(len(s)) << 56
	for ; len(s) >= 8; s = s[8:] {
		m := binary.LittleEndian.Uint64(s)
		v0, v1, v2, v3 = round(v0, v1, v2, v3^m)
		v0 ^= m
	}
	switch len(s) { // no loop: most words end here
	case 7:
		last |= uint64(binary.LittleEndian.Uint32(s)) | uint64(binary.LittleEndian.Uint16(s[4:]))<<32 | uint64(s[6])<<48
	case 6:
		last |= uint64(binary.LittleEndian.Uint32(s)) | uint64(binary.LittleEndian.Uint16(s[4:]))<<32
	case 5:
		last |= uint64(binary.LittleEndian.Uint32(s)) | uint64(s[4])<<32
	case 4:
		last |= uint64(binary.LittleEndian.Uint32(s))
	case 3:
		last |= uint64(binary.LittleEndian.Uint16(s)) | uint64(s[2])<<16
	case 2:
		last |= uint64(binary.LittleEndian.Uint16(s))
	case 1:
		last |= uint64(s[0])
	}
	v0, v1, v2, v3 = round(v0, v1, v2, v3^last)
	v0 ^= last
	v2 ^= 0xff
	v0, v1, v2, v3 = round(v0, v1, v2, v3)
	v0, v1, v2, v3 = round(v0, v1, v2, v3)
	v0, v1, v2, v3 = round(v0, v1, v2, v3)
	return v0 ^ v1 ^ v2 ^ v3
}

// round is SipRound.
func round(v0, v1, v2, v3 uint64) (uint64, uint64, uint64, uint64) {
	v0 += v1
	v2 += v3
	v1 = bits.RotateLeft64(v1, 13) ^ v0
	v3 = bits.RotateLeft64(v3, 16) ^ v2
	v0 = bits.RotateLeft64(v0, 32)
	v2 += v1
	v0 += v3
	v1 = bits.RotateLeft64(v1, 17) ^ v2
	v3 = bits.RotateLeft64(v3, 21) ^ v0
	return v0, v1, bits.RotateLeft64(v2, 32), v3
}

// both is the hash of two hashed words, in either order.
func both(a, b uint64) uint64 { return mix(a+b) ^ mix(a^b) }

// placed is the hash of two hashed values in their order.
func placed(a, b uint64) uint64 { return mix(mix(a) + b) }

// of is the hash by which the filter knows a value of the column.
func (c Column) of(h uint64) uint64 { return mix(h + uint64(c)) }

// three is the hash of three hashed words in their order.
func three(a, b, c uint64) uint64 { return mix(mix(mix(a)+b) + c) }

// mix is the finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// A Bloom filter in blocks of 512 bits, one cache line (Putze, Sanders and
// Singler, 2007): the hash's high 24 bits choose the block, four times nine of its
// low bits the bits in it. With 16 to 32 bits for each element one in 300
// others passes, or fewer.
const (
	blockBytes  = 64
	bloomProbes = 4
)

// bloomSize is the length of a filter for n elements.
func bloomSize(n int) int { return max(blockBytes, 1<<bits.Len(uint(max(1, 2*n-1)))) }

// mayHave asks a Bloom filter whose length is blockBytes times a power of two.
func mayHave(bloom []byte, h uint64) bool {
	block := bloom[int(h>>40)&(len(bloom)/blockBytes-1)*blockBytes:][:blockBytes]
	for range bloomProbes {
		if block[h>>3&63]>>(h&7)&1 == 0 {
			return false
		}
		h >>= 9
	}
	return true
}

func note(bloom []byte, h uint64) {
	block := bloom[int(h>>40)&(len(bloom)/blockBytes-1)*blockBytes:][:blockBytes]
	for range bloomProbes {
		block[h>>3&63] |= 1 << (h & 7)
		h >>= 9
	}
}
