package spool

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
)

// A body is sealed as in the STREAM construction (Hoang, Reyhanitabar, Rogaway
// and Vizár, 2015): chunks of chunkSize bytes, each with AES-256-GCM under the
// same key, the nonce made of the chunk's number and a flag on the last. Chunks
// can be read in any order; one that is changed, moved, dropped or cut off is
// detected. The key seals one body only, so nonces never repeat.
const (
	chunkSize  = 64 << 10
	tagSize    = 16
	sealedSize = chunkSize + tagSize
	maxChunks  = 1 << 32
)

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// chunkNonce is 7 zero bytes, the chunk's number and the flag of the last chunk.
func chunkNonce(number int64, last bool) (n [12]byte) {
	binary.BigEndian.PutUint32(n[7:11], uint32(number))
	if last {
		n[11] = 1
	}
	return n
}

// chunksOf is the number of chunks of a body of size bytes; an empty body has one.
func chunksOf(size int64) int64 { return max(1, (size+chunkSize-1)/chunkSize) }

// sealedLen is the stored size of a body of size bytes.
func sealedLen(size int64) int64 { return size + tagSize*chunksOf(size) }

// sealAll seals a whole body in memory, behind what is in out.
func sealAll(aead cipher.AEAD, out, plain []byte) []byte {
	out = slices.Grow(out, int(sealedLen(int64(len(plain)))))
	for number := int64(0); ; number++ {
		n := min(len(plain), chunkSize)
		last := n == len(plain)
		nonce := chunkNonce(number, last)
		out = aead.Seal(out, nonce[:], plain[:n], nil)
		if last {
			return out
		}
		plain = plain[n:]
	}
}

// buffer is memory for one sealed chunk.
func (s *Store) buffer() []byte {
	if b, ok := s.buffers.Get().(*[sealedSize]byte); ok {
		return b[:0]
	}
	return make([]byte, 0, sealedSize)
}

// memory is room for n bytes of a body that stays in the database, plain or sealed.
// What is more than a few bytes has room for the longest such body: nobody knows how
// much follows, and it serves one message after the other.
func (s *Store) memory(n int) []byte {
	if n <= fewBytes {
		return make([]byte, 0, n)
	}
	if b, ok := s.memories.Get().(*[]byte); ok {
		return *b
	}
	return make([]byte, 0, s.longest())
}

// fewBytes are the most for which memory is not shared.
const fewBytes = 16 << 10

// longest is the sealed length of the longest body in the database.
func (s *Store) longest() int { return int(sealedLen(int64(s.opts.Inline))) }

// giveBack takes memory that nobody reads any more, and leaves nothing in it. What
// came from buffer or memory goes to the next message; behind the end of the latter
// nothing was ever written, and to touch that would cost more than all the rest.
func (s *Store) giveBack(b []byte) {
	switch cap(b) {
	case sealedSize:
		b = b[:sealedSize]
		clear(b)
		s.buffers.Put((*[sealedSize]byte)(b))
	case s.longest():
		clear(b)
		b = b[:0]
		s.memories.Put(&b)
	default:
		clear(b[:cap(b)])
	}
}

// maxKept is the most chunks whose plaintext is kept, of all messages together: 32
// MiB. It spares a message the way back from the disk and the decryption, once for
// each of those who read it: structure, files, next hop.
const maxKept = 512

// keep makes room for one more chunk of plaintext, where there is some.
func (s *Store) keep() bool {
	if s.kept.Add(1) <= maxKept {
		return true
	}
	s.kept.Add(-1)
	return false
}

// takeBack takes the memory of a body that is not read any more.
func (s *Store) takeBack(buf []byte, kept [][]byte) {
	s.giveBack(buf)
	for _, chunk := range kept {
		s.giveBack(chunk)
	}
	s.kept.Add(-int64(len(kept)))
}

// sealer writes sealed chunks as plaintext arrives. The error is sticky.
type sealer struct {
	aead   cipher.AEAD
	to     io.Writer
	buf    []byte // plaintext of the chunk under way, cap sealedSize
	number int64
	err    error

	store *Store   // when plaintext may be kept
	kept  [][]byte // of the first chunks
	out   []byte   // a sealed chunk whose plaintext is kept
}

// newSealer begins with the plaintext in buf, at most chunkSize bytes; it has room
// for a sealed chunk and belongs to the sealer.
func newSealer(aead cipher.AEAD, to io.Writer, buf []byte) *sealer {
	return &sealer{aead: aead, to: to, buf: buf}
}

// Write seals every chunk that is known not to be the last.
func (s *sealer) Write(p []byte) (n int, err error) {
	for len(p) > 0 && s.err == nil {
		if len(s.buf) == chunkSize {
			s.flush(false)
		}
		k := min(chunkSize-len(s.buf), len(p))
		s.buf = append(s.buf, p[:k]...)
		p, n = p[k:], n+k
	}
	return n, s.err
}

// Close seals the last chunk.
func (s *sealer) Close() error {
	if s.err == nil {
		s.flush(true)
	}
	return s.err
}

func (s *sealer) flush(last bool) {
	if s.number >= maxChunks {
		s.err = errors.New("body too large for its key")
		return
	}
	if s.err != nil {
		return
	}
	nonce := chunkNonce(s.number, last)
	out, keep := s.buf, s.store != nil && int64(len(s.kept)) == s.number && s.store.keep()
	if keep {
		if s.out == nil {
			s.out = s.store.buffer()
		}
		out = s.out
		s.kept = append(s.kept, s.buf)
	}
	_, s.err = s.to.Write(s.aead.Seal(out[:0], nonce[:], s.buf, nil))
	switch {
	case keep && (last || s.err != nil):
		s.buf = nil
	case keep:
		s.buf = s.store.buffer()
	default:
		s.buf = s.buf[:0]
	}
	s.number++
}

// opener is the plaintext of a sealed body. It keeps the chunk read last, and
// may be used by several goroutines.
type opener struct {
	aead cipher.AEAD
	from io.ReaderAt
	size int64    // plaintext bytes
	kept [][]byte // the first chunks, where a sealer has kept them

	mu     sync.Mutex
	number int64 // of the chunk in plain; -1 for none
	plain  []byte
	buf    []byte
	closed bool
}

// newOpener opens a sealed body that is sealed bytes long.
func newOpener(aead cipher.AEAD, from io.ReaderAt, sealed int64) (*opener, error) {
	chunks := max(1, (sealed+sealedSize-1)/sealedSize)
	size := sealed - chunks*tagSize
	if size < 0 || sealedLen(size) != sealed {
		return nil, fmt.Errorf("%w: %d bytes are no sealed body", ErrCorrupt, sealed)
	}
	o := &opener{aead: aead, from: from, size: size, number: -1}
	if size == 0 {
		return o, o.load(0) // nobody will read it, and yet it must be ours
	}
	return o, nil
}

// Size is the number of plaintext bytes.
func (o *opener) Size() int64 { return o.size }

// ReadAt implements io.ReaderAt.
func (o *opener) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errors.New("negative offset")
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return 0, errBodyClosed
	}
	for n < len(p) {
		if off >= o.size {
			return n, io.EOF
		}
		if err := o.load(off / chunkSize); err != nil {
			return n, err
		}
		k := copy(p[n:], o.plain[off%chunkSize:])
		n, off = n+k, off+int64(k)
	}
	return n, nil
}

// close implements plain.
func (o *opener) close() (buf []byte, kept [][]byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	buf, kept = o.buf, o.kept
	o.closed, o.number, o.plain, o.buf, o.kept = true, -1, nil, nil, nil
	return buf, kept
}

// errBodyClosed keeps a reader that comes too late from another message's bytes.
var errBodyClosed = errors.New("the body is closed")

// load decrypts one chunk into o.plain.
func (o *opener) load(number int64) error {
	if number == o.number {
		return nil
	}
	if number < int64(len(o.kept)) {
		o.plain, o.number = o.kept[number], number
		return nil
	}
	o.number = -1
	if o.buf == nil {
		o.buf = make([]byte, min(sealedSize, sealedLen(o.size)))
	}
	last := number == chunksOf(o.size)-1
	sealed := o.buf[:min(chunkSize, o.size-number*chunkSize)+tagSize]
	if n, err := o.from.ReadAt(sealed, number*sealedSize); n < len(sealed) {
		return fmt.Errorf("%w: chunk %d: %w", ErrCorrupt, number, err)
	}
	nonce := chunkNonce(number, last)
	plain, err := o.aead.Open(sealed[:0], nonce[:], sealed, nil)
	if err != nil {
		return fmt.Errorf("%w: chunk %d", ErrCorrupt, number)
	}
	o.plain, o.number = plain, number
	return nil
}
