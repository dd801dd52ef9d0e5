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
	round := func() {
		v0 += v1
		v1 = bits.RotateLeft64(v1, 13) ^ v0
		v0 = bits.RotateLeft64(v0, 32)
		v2 += v3
		v3 = bits.RotateLeft64(v3, 16) ^ v2
		v0 += v3
		v3 = bits.RotateLeft64(v3, 21) ^ v0
		v2 += v1
		v1 = bits.RotateLeft64(v1, 17) ^ v2
		v2 = bits.RotateLeft64(v2, 32)
	}
	last := uint64(len(s)) << 56
	for ; len(s) >= 8; s = s[8:] {
		m := binary.LittleEndian.Uint64(s)
		v3 ^= m
		round()
		v0 ^= m
	}
	for i, c := range s {
		last |= uint64(c) << (8 * i)
	}
	v3 ^= last
	round()
	v0 ^= last
	v2 ^= 0xff
	round()
	round()
	round()
	return v0 ^ v1 ^ v2 ^ v3
}

// both is the hash of two hashed words, in either order.
func both(a, b uint64) uint64 { return mix(a+b) ^ mix(a^b) }

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

// bloomProbes with 16 bits for each element let one in 400 others pass.
const bloomProbes = 4

// mayHave asks a Bloom filter whose length is a power of two.
func mayHave(bloom []byte, h uint64) bool {
	mask := uint64(len(bloom))*8 - 1
	step := h>>32 | 1
	for range bloomProbes {
		if bloom[h&mask>>3]>>(h&7)&1 == 0 {
			return false
		}
		h += step
	}
	return true
}

func note(bloom []byte, h uint64) {
	mask := uint64(len(bloom))*8 - 1
	step := h>>32 | 1
	for range bloomProbes {
		bloom[h&mask>>3] |= 1 << (h & 7)
		h += step
	}
}
