package spool

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
)

// Draft is a body on its way in. Write it, read it as often as wanted, then
// give it to Store.Accept or Discard it. The first read ends the writing. Up to
// Options.Inline bytes stay in memory; what is longer goes sealed to a file
// while it arrives, so that memory does not grow with the message: what stays of
// it is bounded for all messages together, see maxKept. Writing is
// for one goroutine; ReadAt, after the first, for any number.
type Draft struct {
	store *Store
	key   []byte
	keys  messageKeys
	hash  hash.Hash
	size  int64
	err   error // sticky

	mem  []byte // the plaintext while it is small
	file *os.File
	seal *sealer

	plain  plain // set when the writing has ended
	placed ID    // set when the file may have this name already
	gone   bool  // accepted or discarded
}

// Create begins a draft. It fails with ErrFull when the disk has no room.
func (s *Store) Create() (*Draft, error) {
	if err := s.room(0); err != nil {
		return nil, err
	}
	d := &Draft{store: s, key: newKey(), hash: sha256.New()}
	var err error
	d.keys, err = deriveKeys(d.key)
	return d, err
}

// Write adds to the body.
func (d *Draft) Write(p []byte) (int, error) {
	if d.err != nil {
		return 0, d.err
	}
	if d.plain != nil || d.gone {
		return 0, errors.New("the draft is closed for writing")
	}
	if d.file == nil && len(d.mem)+len(p) > d.store.opts.Inline {
		d.err = d.spill()
	}
	if d.err == nil {
		d.err = d.append(p)
	}
	if d.err != nil {
		return 0, d.err
	}
	d.hash.Write(p)
	d.size += int64(len(p))
	return len(p), nil
}

func (d *Draft) append(p []byte) error {
	if d.file == nil {
		if n := len(d.mem) + len(p); n > max(cap(d.mem), fewBytes) {
			old := d.mem
			d.mem = append(d.store.memory(n), old...)
			clear(old)
		}
		d.mem = append(d.mem, p...)
		return nil
	}
	_, err := d.seal.Write(p)
	return asFull(err)
}

// spill moves what is in memory to a file of its own.
func (d *Draft) spill() error {
	file, err := os.CreateTemp(d.store.path("tmp"), "draft-*")
	if err != nil {
		return asFull(err)
	}
	mem := d.mem
	d.file, d.mem = file, nil
	d.seal = newSealer(d.keys.body, roomWriter{d.store, file}, d.store.buffer())
	d.seal.store = d.store
	_, err = d.seal.Write(mem)
	d.store.giveBack(mem)
	return asFull(err)
}

// roomWriter looks at the room on the disk before each chunk.
type roomWriter struct {
	store *Store
	to    io.Writer
}

func (w roomWriter) Write(p []byte) (int, error) {
	if err := w.store.room(int64(len(p))); err != nil {
		return 0, err
	}
	return w.to.Write(p)
}

// finish ends the writing and opens the plaintext for reading.
func (d *Draft) finish() error {
	if d.err != nil || d.plain != nil {
		return d.err
	}
	if d.gone {
		return errors.New("the draft is gone")
	}
	if d.file == nil {
		d.plain = &held{b: d.mem}
		return nil
	}
	if d.err = asFull(d.seal.Close()); d.err != nil {
		return d.err
	}
	plain, err := newOpener(d.keys.body, d.file, sealedLen(d.size))
	if err != nil {
		d.err = err
		return err
	}
	plain.buf, plain.kept = d.seal.buf[:cap(d.seal.buf)], d.seal.kept
	d.store.giveBack(d.seal.out)
	d.seal = nil
	d.plain = plain
	return nil
}

// ReadAt reads the plaintext and ends the writing.
func (d *Draft) ReadAt(p []byte, off int64) (int, error) {
	if d.plain == nil {
		if err := d.finish(); err != nil {
			return 0, err
		}
	}
	return d.plain.ReadAt(p, off)
}

// Size is the number of bytes written.
func (d *Draft) Size() int64 { return d.size }

// SHA256 is the digest of the bytes written so far.
func (d *Draft) SHA256() (sum [32]byte) {
	d.hash.Sum(sum[:0])
	return sum
}

// Discard forgets a draft that was not accepted; after Accept it does nothing.
func (d *Draft) Discard() {
	if d.gone {
		return
	}
	d.gone = true
	d.drop()
}

// accepted ends a draft whose bytes are in the store. When lent is set, somebody
// reads on in them.
func (d *Draft) accepted(lent bool) {
	d.gone = true
	clear(d.key)
	if lent {
		return
	}
	d.forget()
	if d.file != nil {
		d.file.Close()
	}
}

func (d *Draft) drop() {
	clear(d.key)
	d.forget()
	if d.file != nil {
		d.file.Close()
		d.remove()
	}
}

// forget gives back the memory that holds plaintext.
func (d *Draft) forget() {
	switch {
	case d.plain != nil:
		d.store.takeBack(d.plain.close())
	case d.seal != nil:
		d.store.giveBack(d.seal.out)
		d.store.takeBack(d.seal.buf, d.seal.kept)
	default:
		d.store.giveBack(d.mem)
	}
	d.mem, d.seal = nil, nil
}

// remove deletes the file. One that was offered for acceptance has its own name
// already, and goes only when there is certainly no row that refers to it;
// otherwise the next start decides.
func (d *Draft) remove() {
	if d.placed == "" {
		os.Remove(d.file.Name())
		return
	}
	if _, err := d.store.Message(context.Background(), d.placed); errors.Is(err, ErrNotFound) {
		os.Remove(d.store.bodyPath(d.placed))
	}
}

// place puts the body's file under the message's name. The order, so that a crash
// at any point leaves either no row or a row with its whole file:
//
//  1. the last sealed chunk is written to tmp/draft-…
//  2. rename to bodies/ID, which nobody looks for as long as there is no row
//  3. fsync of the file: its bytes are on the disk, and on most file systems its
//     name as well, so that less is left to the next sync
//  4. (writer) fsync of bodies, once for all messages of a transaction: the names
//     are on the disk, whatever the file system
//  5. (writer) the rows are committed, then the 250 is said
//
// A crash before 5 leaves an orphan, perhaps half a file, that the next start removes.
func (d *Draft) place(id ID) error {
	s := d.store
	if err := s.step("written"); err != nil {
		return err
	}
	target := s.bodyPath(id)
	if _, err := os.Lstat(target); err == nil {
		return fmt.Errorf("a body of message %s is already there", id)
	}
	if err := os.Rename(d.file.Name(), target); err != nil {
		return asFull(err)
	}
	d.placed = id
	if err := s.step("renamed"); err != nil {
		return err
	}
	if err := d.file.Sync(); err != nil {
		return asFull(err)
	}
	return s.step("synced")
}
