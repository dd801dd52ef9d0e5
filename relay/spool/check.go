package spool

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"
)

// tidy looks after the folder at the start: a database that is damaged stops it,
// drafts of a process that died and
// files that no row refers to are removed, rows whose file is missing reported,
// and what it had under way is due again.
func (s *Store) tidy(ctx context.Context) error {
	if err := s.sound(ctx); err != nil {
		return err
	}
	if err := errors.Join(s.removeDrafts(), s.endLeases(ctx)); err != nil {
		return err
	}
	inFiles, err := s.bodiesInFiles(ctx)
	if err != nil {
		return err
	}
	files, err := os.ReadDir(s.path(bodiesDir))
	if err != nil {
		return err
	}
	for _, f := range files {
		id := ID(f.Name())
		if inFiles[id] {
			delete(inFiles, id)
			continue
		}
		s.opts.Log.Info("file of a message that was never acknowledged removed", "id", id)
		if err := os.Remove(s.bodyPath(id)); err != nil {
			return err
		}
	}
	lost, err := s.transit.missing()
	for _, id := range lost {
		s.opts.Log.Error("MESSAGE WITHOUT ITS BODY: the file is shorter than it was; restore it from a backup", "id", id, "file", s.path(transitName))
	}
	for id := range inFiles {
		s.opts.Log.Error("MESSAGE WITHOUT ITS BODY: the file is missing; restore it from a backup", "id", id, "file", s.bodyPath(id))
	}
	return err
}

// sound checks the structure of the database, not each message's content: that
// is checked when it is read (every chunk is authenticated), and by Check.
func (s *Store) sound(ctx context.Context) error {
	var word string
	if err := s.read.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&word); err != nil {
		return fmt.Errorf("checking the database: %w", err)
	}
	if word != "ok" {
		return fmt.Errorf("%w: the database: %s; restore it from a backup", ErrCorrupt, word)
	}
	return nil
}

// endLeases makes due at once what somebody was delivering: whoever looked after
// the folder is gone, or we would not have its lock, and its mail need not wait
// for the leases to run out.
func (s *Store) endLeases(ctx context.Context) error {
	return s.Update(ctx, func(t *Tx) error {
		_, err := t.Exec(`UPDATE states SET owner = '', due = ? WHERE state = 'queued' AND owner <> ''`, Stamp(t.Now()))
		return err
	})
}

func (s *Store) removeDrafts() error {
	files, err := os.ReadDir(s.path(tmpDir))
	for _, f := range files {
		err = errors.Join(err, os.RemoveAll(s.path(tmpDir)+"/"+f.Name()))
	}
	return err
}

// bodiesInFiles are the messages whose body is a file of its own.
func (s *Store) bodiesInFiles(ctx context.Context) (map[ID]bool, error) {
	ids := map[ID]bool{}
	err := s.View(ctx, func(t *Tx) error {
		rows, err := t.Query(`SELECT m.id FROM messages m JOIN states s ON s.id = m.id WHERE m.body IS NULL AND s.transit IS NULL`)
		if err != nil {
			return err
		}
		return eachID(rows, func(id ID) { ids[id] = true })
	})
	return ids, err
}

func eachID(rows *sql.Rows, f func(ID)) error {
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return err
		}
		f(ID(id))
	}
	return rows.Err()
}

// Retention says which finished messages are deleted: those that finished
// before the time, by whether a person once had to look at them.
type Retention struct {
	Passed time.Time
	Held   time.Time
}

// purgeBatch bounds how long one deletion keeps other writers waiting.
const purgeBatch = 100

// Purge deletes finished messages: their key, their body, their row. It returns
// how many. Tables of other packages that refer to them are theirs to clear.
func (s *Store) Purge(ctx context.Context, before Retention) (n int, err error) {
	for {
		var gone []ID
		err := s.Update(ctx, func(t *Tx) error {
			gone = gone[:0]
			return t.purge(before, &gone)
		})
		if err != nil {
			return n, err
		}
		// The row, and with it the key, is gone for good before the file
		// is: a crash in between leaves an orphan without a key.
		for _, id := range gone {
			if err := s.Forget(id); err != nil {
				return n, err
			}
		}
		if n += len(gone); len(gone) < purgeBatch {
			break
		}
	}
	if err := s.sweepTransit(ctx); err != nil {
		return n, err
	}
	if s.erased.Swap(false) || n > 0 {
		err = s.emptyWAL(ctx)
	}
	return n, err
}

// emptyWAL takes deleted keys out of the write-ahead log, too, as far as nobody
// reads from it at this moment; what remains goes with the next deletion. The
// file system's free blocks are beyond our reach.
func (s *Store) emptyWAL(ctx context.Context) error {
	conn, err := s.read.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var busy, frames, moved int
	return conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &moved)
}

const selectFinished = `SELECT s.id FROM states s LEFT JOIN holds h ON h.id = s.id
	WHERE s.finished > 0 AND (h.id IS NULL AND s.finished < ? OR h.id IS NOT NULL AND s.finished < ?)
	ORDER BY s.finished LIMIT ?`

func (t *Tx) purge(before Retention, gone *[]ID) error {
	err := t.each(func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		*gone = append(*gone, ID(id))
		return err
	}, selectFinished, Stamp(before.Passed), Stamp(before.Held), purgeBatch)
	if err != nil {
		return err
	}
	for _, id := range *gone {
		if err := t.erase(id); err != nil {
			return err
		}
	}
	return nil
}

// Problem is something Check found.
type Problem struct {
	ID  ID // empty when it is about the whole database
	Err error
}

// Check reads every message to its end and compares it with its digest. It
// reports what is damaged and changes nothing.
func (s *Store) Check(ctx context.Context) (problems []Problem, err error) {
	var ids []ID
	err = s.View(ctx, func(t *Tx) error {
		var word string
		if err := t.QueryRow(`PRAGMA integrity_check(1)`).Scan(&word); err != nil {
			return err
		}
		if word != "ok" {
			problems = append(problems, Problem{Err: fmt.Errorf("%w: %s", ErrCorrupt, word)})
		}
		rows, err := t.Query(`SELECT id FROM messages ORDER BY id`)
		if err != nil {
			return err
		}
		return eachID(rows, func(id ID) { ids = append(ids, id) })
	})
	for _, id := range ids {
		if ctx.Err() != nil {
			return problems, ctx.Err()
		}
		if err := s.checkOne(ctx, id); err != nil && !errors.Is(err, ErrNotFound) {
			problems = append(problems, Problem{id, err})
		}
	}
	return problems, err
}

func (s *Store) checkOne(ctx context.Context, id ID) error {
	rec, err := s.Message(ctx, id)
	if err != nil {
		return err
	}
	body, err := s.Body(ctx, id)
	if err != nil {
		return err
	}
	defer body.Close()
	sum, err := digest(body)
	if err == nil && sum != rec.SHA256 {
		err = fmt.Errorf("%w: the body of %s is another one", ErrCorrupt, id)
	}
	return err
}
