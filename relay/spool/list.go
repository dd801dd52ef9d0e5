package spool

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// ErrBusy says that a message is being delivered at this moment.
var ErrBusy = errors.New("the message is being delivered at this moment")

// ErrNotQueued says that a message does not wait for delivery.
var ErrNotQueued = errors.New("the message is not in the queue")

// Filter chooses messages; the zero value means all.
type Filter struct {
	// States are those wanted; all when empty.
	States []State
	// Limit bounds the number; 0 means 1000.
	Limit int
	// After continues a list after this id.
	After ID
}

// List names messages in order of their ids, which is that of time. Whoever
// wants more of one reads it with Message.
func (t *Tx) List(f Filter) (ids []ID, err error) {
	query, args := `SELECT id FROM states WHERE id > ?`, []any{string(f.After)}
	if len(f.States) > 0 {
		query += ` AND state IN (?` + strings.Repeat(",?", len(f.States)-1) + `)`
		for _, s := range f.States {
			args = append(args, string(s))
		}
	}
	if f.Limit <= 0 {
		f.Limit = 1000
	}
	rows, err := t.Query(query+` ORDER BY id LIMIT ?`, append(args, f.Limit)...)
	if err != nil {
		return nil, err
	}
	err = eachID(rows, func(id ID) { ids = append(ids, id) })
	return ids, err
}

// Counts are the messages in each state.
func (t *Tx) Counts() (map[State]int, error) {
	counts := map[State]int{}
	err := t.each(func(rows *sql.Rows) error {
		var state string
		var n int
		err := rows.Scan(&state, &n)
		counts[State(state)] = n
		return err
	}, `SELECT state, COUNT(*) FROM states GROUP BY state`)
	return counts, err
}

// Oldest is since when the message has been queued that waits longest; the zero
// time when none does.
func (t *Tx) Oldest() (time.Time, error) {
	var since int64
	err := t.row([]any{&since}, `SELECT COALESCE(MIN(since), 0) FROM states WHERE state = 'queued'`)
	return Unstamp(since), err
}

// asked is when a message is due that a person wants to go now: before all
// others, and to be told from them.
const asked = 1

// Asked tells of a Record.Due or a NextDue that a person wants the message to go
// now.
func Asked(due time.Time) bool { return due.Equal(Unstamp(asked)) }

// Retry makes a queued message due now. One that is being delivered is left
// alone, without an error.
func (t *Tx) Retry(id ID) error {
	n, err := t.exec(`UPDATE states SET due = ? WHERE id = ? AND state = 'queued' AND owner = ''`, asked, string(id))
	if err == nil && n == 0 {
		_, err = t.queued(id)
	}
	t.wake = t.wake || n > 0
	return err
}

// RetryAll makes all queued messages due now and returns how many were not.
func (t *Tx) RetryAll() (n int64, err error) {
	n, err = t.exec(`UPDATE states SET due = ? WHERE state = 'queued' AND owner = '' AND due > ?`, asked, Stamp(t.Now()))
	t.wake = t.wake || n > 0
	return n, err
}

// queued fails unless a message waits for delivery; owner is who delivers it now.
func (t *Tx) queued(id ID) (owner string, err error) {
	var state string
	err = t.row([]any{&state, &owner}, `SELECT state, owner FROM states WHERE id = ?`, string(id))
	if err == nil && State(state) != Queued {
		err = fmt.Errorf("%w: it is %s", ErrNotQueued, state)
	}
	return owner, err
}

// Delete takes a message that waits for delivery out of the spool, its key with
// it: nobody is told and nobody can bring it back. It fails with ErrNotQueued
// for one that is held (reviewers decide on those) or finished, and with ErrBusy
// for one that is being delivered. Once the transaction is durable, call
// Store.Forget.
func (t *Tx) Delete(id ID) error {
	owner, err := t.queued(id)
	if err != nil {
		return err
	}
	if owner != "" {
		return ErrBusy
	}
	return t.erase(id)
}

// Forget removes the file of a message that Delete took out, or gives back its room in
// transit. Without its key it is noise; a crash before this leaves it to the next
// start.
func (s *Store) Forget(id ID) error {
	if s.transit.release(id) {
		return nil
	}
	if err := os.Remove(s.bodyPath(id)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// erasing are the queries that take a message out of the database.
var erasing = [...]string{deleteMessage, deleteRecipients, `DELETE FROM states WHERE id = ?`, `DELETE FROM holds WHERE id = ?`}

const (
	deleteMessage    = `DELETE FROM messages WHERE id = ?`
	deleteRecipients = `DELETE FROM recipients WHERE message = ?`
)

// erase deletes what the database has of a message.
func (t *Tx) erase(id ID) error {
	for _, query := range erasing {
		if _, err := t.exec(query, string(id)); err != nil {
			return err
		}
	}
	return nil
}
