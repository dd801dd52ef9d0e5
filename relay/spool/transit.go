package spool

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"syscall"
)

// transit is the file in which bodies of middling size lie on their way through:
// queued mail, most of which is gone within a second. Each has a span of whole pages,
// and the first that are free serve the next. In the database such a body is written
// four times, to the log and from there to its place, and as often again as zeros when
// it is deleted; a file of its own wants a name, made, synced and removed. What finds
// no room here goes into the database, as does what is held: that stays for days.
//
// A span is written, then synced, before the row is committed that refers to it
// (states.transit), and is free again only when the deletion of that row is on the
// disk. What a deleted message leaves in it is noise without its key.
//
// Every process reads the file; only the one that has its lock writes. Its room comes
// back, too, when another process deletes the message: sweepTransit sees that.
type transit struct {
	file *os.File

	mu    sync.Mutex
	mine  bool   // we have the lock
	taken []bool // by page
	spans map[ID]span
}

// span is the room of one body, in pages.
type span struct {
	at, pages int
	written   bool // the row is decided on: there, or not
}

const (
	transitName  = "transit"
	transitPage  = 4 << 10
	transitPages = 16 << 10 // 64 MiB
)

// pagesOf is the number of pages for n bytes.
func pagesOf(n int64) int { return int((n + transitPage - 1) / transitPage) }

// openTransit opens the file; its name is durable when the folder is synced.
func (s *Store) openTransit() (err error) {
	s.transit.file, err = os.OpenFile(s.path(transitName), os.O_RDWR|os.O_CREATE, 0o600)
	return err
}

// enterTransit takes the lock, when it is free, and notes what the file holds. A file
// that holds nothing is emptied.
func (s *Store) enterTransit(ctx context.Context) error {
	t := &s.transit
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.mine || flock(t.file, syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		return nil
	}
	t.taken, t.spans = make([]bool, transitPages), map[ID]span{}
	err := s.View(ctx, func(tx *Tx) error {
		return tx.each(func(rows *sql.Rows) error {
			var id string
			var at, size int64
			if err := rows.Scan(&id, &at, &size); err != nil {
				return err
			}
			return t.note(ID(id), span{int(at / transitPage), pagesOf(sealedLen(size)), true})
		}, `SELECT s.id, s.transit, m.size FROM states s JOIN messages m ON m.id = s.id WHERE s.transit >= 0`)
	})
	if err == nil && len(t.spans) == 0 {
		err = t.file.Truncate(0)
	}
	t.mine = err == nil
	return err
}

func (t *transit) note(id ID, s span) error {
	if s.at < 0 || s.at+s.pages > transitPages {
		return fmt.Errorf("%w: the place of message %s in %s is outside it", ErrCorrupt, id, transitName)
	}
	t.spans[id] = s
	t.mark(s, true)
	return nil
}

func (t *transit) mark(s span, taken bool) {
	for i := range s.pages {
		t.taken[s.at+i] = taken
	}
}

// reserve finds room for n bytes; false when there is none.
func (t *transit) reserve(id ID, n int64) (at int64, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	pages, free := pagesOf(n), 0
	if _, twice := t.spans[id]; !t.mine || twice {
		return 0, false
	}
	for i, taken := range t.taken {
		if free++; taken {
			free = 0
		}
		if free == pages {
			s := span{at: i + 1 - pages, pages: pages}
			t.spans[id] = s
			t.mark(s, true)
			return int64(s.at) * transitPage, true
		}
	}
	return 0, false
}

// decided says that the row of a message was committed, or was not.
func (t *transit) decided(id ID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if s, ok := t.spans[id]; ok {
		s.written = true
		t.spans[id] = s
	}
}

// release gives the room of a message back that has no row any more. It tells whether
// there was any.
func (t *transit) release(id ID) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	s, ok := t.spans[id]
	if ok {
		t.mark(s, false)
		delete(t.spans, id)
	}
	return ok
}

// ids are the messages whose row is decided on.
func (t *transit) ids() (all []ID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for id, s := range t.spans {
		if s.written {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all
}

// carry writes a sealed body into the file. It is false when it is not to lie there.
func (s *Store) carry(e *entry, sealed []byte) (ok bool, err error) {
	if len(sealed) < s.opts.Transit || e.state() != Queued {
		return false, nil
	}
	at, ok := s.transit.reserve(e.id, int64(len(sealed)))
	if !ok {
		return false, nil
	}
	e.transit = sql.NullInt64{Int64: at, Valid: true}
	if _, err := s.transit.file.WriteAt(sealed, at); err != nil {
		return true, asFull(err)
	}
	return true, s.step("carried")
}

// sync makes durable what was written.
func (t *transit) sync() error {
	for {
		if err := syscall.Fdatasync(int(t.file.Fd())); err != syscall.EINTR {
			return err
		}
	}
}

// decide ends what carry began. When it went wrong, the room is free only when there is
// certainly no row; otherwise sweepTransit decides.
func (s *Store) decide(e *entry, err error) {
	if !e.transit.Valid {
		return
	}
	s.transit.decided(e.id)
	if err == nil {
		return
	}
	if _, err := s.Message(context.Background(), e.id); errors.Is(err, ErrNotFound) {
		s.transit.release(e.id)
	}
}

// carried reads a sealed body of n bytes back. The row is looked at once more: it may
// have gone, and its place to another message.
func (s *Store) carried(ctx context.Context, id ID, at, n int64) ([]byte, error) {
	sealed := make([]byte, n)
	_, readErr := s.transit.file.ReadAt(sealed, at)
	stmt, err := s.stmts.get(selectTransit)
	if err != nil {
		return nil, err
	}
	var still sql.NullInt64
	if err := stmt.QueryRowContext(ctx, string(id)).Scan(&still); err != nil {
		return nil, notFound(err)
	}
	if readErr != nil {
		return nil, fmt.Errorf("%w: body of %s: %w", ErrCorrupt, id, readErr)
	}
	return sealed, nil
}

const selectTransit = `SELECT transit FROM states WHERE id = ?`

// sweepTransit gives back the room of messages that another process has deleted, or
// whose fate was not known. Where the process that had the file is gone, it is ours.
func (s *Store) sweepTransit(ctx context.Context) error {
	if err := s.enterTransit(ctx); err != nil {
		return err
	}
	stmt, err := s.stmts.get(selectTransit)
	if err != nil {
		return err
	}
	for _, id := range s.transit.ids() {
		var at sql.NullInt64
		switch err := stmt.QueryRowContext(ctx, string(id)).Scan(&at); {
		case errors.Is(err, sql.ErrNoRows):
			s.transit.release(id)
		case err != nil:
			return err
		}
	}
	return nil
}

// missing are the messages whose place is behind the end of the file.
func (t *transit) missing() (ids []ID, err error) {
	info, err := t.file.Stat()
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for id, s := range t.spans {
		if int64(s.at+s.pages-1)*transitPage >= info.Size() {
			ids = append(ids, id)
		}
	}
	return ids, nil
}
