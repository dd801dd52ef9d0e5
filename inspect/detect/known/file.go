package known

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math/bits"
	"time"
)

// Open reads a list's file; data is kept. ErrKey and ErrDamaged tell what is
// wrong with it.
func Open(data, key []byte) (*List, error) {
	content, err := unseal(data, key, magic, headSize)
	if err != nil {
		return nil, err
	}
	return parse(content, key)
}

// unseal checks the magic, the key and the seal of a file.
func unseal(data, key []byte, magic string, head int) ([]byte, error) {
	switch {
	case len(key) != KeySize:
		return nil, fmt.Errorf("the key has %d bytes instead of %d", len(key), KeySize)
	case !bytes.HasPrefix(data, []byte(magic)):
		return nil, fmt.Errorf("%w: this is another kind of file", ErrDamaged)
	case len(data) < head+sha256.Size:
		return nil, fmt.Errorf("%w: it is cut short", ErrDamaged)
	case !bytes.Equal(data[len(magic):len(magic)+8], derive(key, "key id")[:8]):
		return nil, ErrKey
	}
	content, mac := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if !hmac.Equal(mac, seal(key, content)) {
		return nil, fmt.Errorf("%w: its seal does not fit", ErrDamaged)
	}
	return content, nil
}

// parse takes the parts of a list's file apart. It trusts no length.
func parse(data, key []byte) (*List, error) {
	le := binary.LittleEndian
	at := len(magic) + 8
	if len(data) < headSize {
		return nil, fmt.Errorf("%w: it is cut short", ErrDamaged)
	}
	l := &List{Made: time.Unix(int64(le.Uint64(data[at:])), 0), key: derive(key, "people"), filter: cheap(key)}
	var n [6]int
	for i := range n {
		n[i] = int(le.Uint32(data[at+8+4*i:]))
	}
	l.columns, l.bits, l.rows = Column(n[0]), uint(n[1]), n[2]
	bloom, tokens, postings := n[3], n[4], n[5]
	if l.bits < 1 || l.bits > 30 || bits.OnesCount(uint(bloom)) != 1 || bloom < blockBytes {
		return nil, fmt.Errorf("%w: its sizes make no sense", ErrDamaged)
	}
	rest := data[headSize:]
	for _, part := range []struct {
		to   *[]byte
		size int
	}{
		{&l.bloom, bloom}, {&l.protected, (l.rows + 7) / 8}, {&l.buckets, 4 * (1<<l.bits + 1)},
		{&l.hashes, 8 * tokens}, {&l.offsets, 4 * (tokens + 1)}, {&l.postings, 4 * postings},
	} {
		if part.size > len(rest) {
			return nil, fmt.Errorf("%w: it is cut short", ErrDamaged)
		}
		*part.to, rest = rest[:part.size], rest[part.size:]
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("%w: it is too long", ErrDamaged)
	}
	return l, nil
}

// ask gives the range of postings of a value; mac has the list's key.
func (l *List) ask(mac hash.Hash, c Column, value []byte) (from, to uint32) {
	var sum [sha256.Size]byte
	mac.Reset()
	mac.Write([]byte{c.tag()})
	mac.Write(value)
	return l.find(token(mac.Sum(sum[:0])))
}

// find gives the range of postings under a hash. Numbers that make no sense find
// nothing.
func (l *List) find(hash uint64) (from, to uint32) {
	le := binary.LittleEndian
	b := 4 * int(hash>>(64-l.bits))
	lo, hi := int(le.Uint32(l.buckets[b:])), int(le.Uint32(l.buckets[b+4:]))
	for hi = min(hi, len(l.hashes)/8); lo < hi; lo++ {
		h := le.Uint64(l.hashes[8*lo:])
		if h == hash {
			from, to = le.Uint32(l.offsets[4*lo:]), le.Uint32(l.offsets[4*lo+4:])
			if to = min(to, uint32(len(l.postings)/4), from+maxRows); from > to {
				return 0, 0
			}
			return from, to
		}
		if h > hash {
			break
		}
	}
	return 0, 0
}

// maxRows is how many people with one value are looked at: more have it only of
// the commonest names.
const maxRows = 2000

func (l *List) row(i uint32) uint32 { return binary.LittleEndian.Uint32(l.postings[4*i:]) }
