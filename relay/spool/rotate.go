package spool

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"syscall"
)

// rotateBatch bounds how long one step keeps other writers waiting.
const rotateBatch = 200

// RotateKey makes a new key, wraps every message's key with it and forgets the
// old one. It may be interrupted at any time and called again: until all is
// done, the key file holds both. Messages may be accepted meanwhile by this
// process; when another has the spool open, too, the error is ErrInUse.
func (s *Store) RotateKey(ctx context.Context) (n int, err error) {
	if err := flock(s.users, syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return 0, fmt.Errorf("%w: %w", ErrInUse, err)
	}
	defer flock(s.users, syscall.LOCK_SH)
	file, err := os.ReadFile(s.opts.KeyFile)
	if err != nil {
		return 0, err
	}
	file = append(newKey(), file...)
	ring, err := newKeyring(file)
	if err != nil {
		return 0, err
	}
	if err := writeDurably(s.opts.KeyFile, file, 0o600); err != nil {
		return 0, err
	}
	s.ring.Store(ring)
	for more := true; more; {
		more = false
		err := s.Update(ctx, func(t *Tx) error {
			if err := t.rewrapVault(ring); err != nil {
				return err
			}
			k, err := t.rewrap(ring)
			more = k > 0
			n += k
			return err
		})
		if err != nil {
			return n, err
		}
	}
	return n, writeDurably(s.opts.KeyFile, file[:keySize], 0o600)
}

// rewrap wraps the keys of some messages anew.
func (t *Tx) rewrap(ring *keyring) (n int, err error) {
	type row struct {
		id      ID
		keyID   string
		wrapped []byte
	}
	var rows []row
	err = t.each(func(r *sql.Rows) error {
		var w row
		err := r.Scan((*string)(&w.id), &w.keyID, &w.wrapped)
		rows = append(rows, w)
		return err
	}, `SELECT id, key_id, wrapped FROM messages WHERE key_id <> ? LIMIT ?`, ring.current, rotateBatch)
	for _, w := range rows {
		key, uerr := ring.unwrap(w.id, w.keyID, w.wrapped)
		if uerr != nil {
			return 0, uerr
		}
		keyID, wrapped := ring.wrap(w.id, key)
		clear(key)
		_, uerr = t.exec(`UPDATE messages SET key_id = ?, wrapped = ? WHERE id = ?`, keyID, wrapped, string(w.id))
		err = errors.Join(err, uerr)
	}
	return len(rows), err
}
