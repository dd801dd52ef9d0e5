package spool

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

func sum256(b []byte) [32]byte { return sha256.Sum256(b) }

// Body is the plaintext of a stored message, exactly as submitted. A damaged
// chunk is an error that wraps ErrCorrupt.
type Body struct {
	plain
	store *Store
	file  *os.File // nil when the body is not in a file
}

// plain is an opener, or a held for a body in memory.
type plain interface {
	io.ReaderAt
	Size() int64
	// close ends the reading. The memory is the caller's: see Store.takeBack.
	close() (buf []byte, kept [][]byte)
}

// held is a body in memory.
type held struct {
	mu     sync.RWMutex
	b      []byte
	closed bool
}

func (h *held) Size() int64 { return int64(len(h.b)) }

// ReadAt implements io.ReaderAt.
func (h *held) ReadAt(p []byte, off int64) (n int, err error) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	switch {
	case h.closed:
		return 0, errBodyClosed
	case off < 0:
		return 0, errors.New("negative offset")
	case off < int64(len(h.b)):
		n = copy(p, h.b[off:])
	}
	if n < len(p) {
		err = io.EOF
	}
	return n, err
}

func (h *held) close() (b []byte, _ [][]byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	b = h.b
	h.b, h.closed = nil, true
	return b, nil
}

// Close gives memory and file back; nothing can be read any more.
func (b *Body) Close() error {
	b.store.takeBack(b.plain.close())
	if b.file == nil {
		return nil
	}
	return b.file.Close()
}

// Reader reads the body from its beginning.
func (b *Body) Reader() *io.SectionReader { return io.NewSectionReader(b, 0, b.Size()) }

const selectBody = `SELECT m.key_id, m.wrapped, m.size, m.body, s.transit
	FROM messages m JOIN states s ON s.id = m.id WHERE m.id = ?`

// JobBody opens the body of a job; it is there already for a message that was
// handed over. Close it after use, and call it once for a job.
func (s *Store) JobBody(ctx context.Context, job Job) (*Body, error) {
	if job.body != nil {
		return job.body, nil
	}
	return s.Body(ctx, job.ID)
}

// Body opens the body of a message. Close it after use. A body from the
// database or in transit is held in memory (at most Options.Inline bytes, sealed).
func (s *Store) Body(ctx context.Context, id ID) (*Body, error) {
	stmt, err := s.stmts.get(selectBody)
	if err != nil {
		return nil, err
	}
	var keyID string
	var wrapped, inline []byte
	var size int64
	var transit sql.NullInt64
	err = stmt.QueryRowContext(ctx, string(id)).Scan(&keyID, &wrapped, &size, &inline, &transit)
	if err != nil {
		return nil, notFound(err)
	}
	keys, err := s.messageKeys(id, keyID, wrapped)
	if err != nil {
		return nil, err
	}
	if transit.Valid {
		if inline, err = s.carried(ctx, id, transit.Int64, sealedLen(size)); err != nil {
			return nil, err
		}
	}
	body, err := s.openBody(id, keys, inline)
	if err == nil && body.Size() != size {
		body.Close()
		err = fmt.Errorf("%w: body of %s has %d bytes, not %d", ErrCorrupt, id, body.Size(), size)
	}
	if err != nil {
		return nil, err
	}
	return body, nil
}

func (s *Store) openBody(id ID, keys messageKeys, inline []byte) (*Body, error) {
	if inline != nil {
		o, err := newOpener(keys.body, bytes.NewReader(inline), int64(len(inline)))
		return &Body{plain: o, store: s}, err
	}
	file, err := os.Open(s.bodyPath(id))
	if err != nil {
		return nil, fmt.Errorf("%w: body of %s: %w", ErrCorrupt, id, err)
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	o, err := newOpener(keys.body, file, info.Size())
	if err != nil {
		file.Close()
		return nil, err
	}
	return &Body{plain: o, store: s, file: file}, nil
}

// digest reads a body to its end.
func digest(b *Body) (sum [32]byte, err error) {
	h := sha256.New()
	if _, err := io.Copy(h, b.Reader()); err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	return sum, nil
}
