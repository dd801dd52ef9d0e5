package spool

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

const holdColumns = `id, state, approvals, since, expires, decided, noticed, grp`

func scanHold(scan func(...any) error) (h Hold, err error) {
	var since, until, decided int64
	var noticed int
	err = scan((*string)(&h.ID), (*string)(&h.State), &h.Approvals, &since, &until, &decided, &noticed, &h.Group)
	h.Since, h.Until, h.Decided = Unstamp(since), Unstamp(until), Unstamp(decided)
	h.Noticed = noticed != 0
	return h, err
}

const selectHold = `SELECT ` + holdColumns + ` FROM holds WHERE id = ?`

// Hold reads one hold.
func (t *Tx) Hold(id ID) (Hold, error) {
	return scanHold(func(to ...any) error { return t.row(to, selectHold, string(id)) })
}

// HoldFilter chooses holds; the zero value means all.
type HoldFilter struct {
	// States are those wanted; all when empty.
	States []HoldState
	// Group takes only those of this group, when given.
	Group string
	// Unnoticed takes only those that Tx.SetNoticed was not called for.
	Unnoticed bool
	// ExpiredBy takes only those whose Until is set and not after this time.
	ExpiredBy time.Time
	// Newest turns the order round; the oldest come first otherwise.
	Newest bool
	// Limit bounds the number; 0 means 1000.
	Limit int
	// After continues a list after this id, in the list's order.
	After ID
}

// Holds lists holds in order of their ids, which is that of time.
func (t *Tx) Holds(f HoldFilter) (holds []Hold, err error) {
	query, args := f.query()
	rows, err := t.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		h, err := scanHold(rows.Scan)
		if err != nil {
			return nil, err
		}
		holds = append(holds, h)
	}
	return holds, rows.Err()
}

func (f HoldFilter) query() (query string, args []any) {
	where := []string{"1 = 1"}
	add := func(cond string, arg ...any) {
		where, args = append(where, cond), append(args, arg...)
	}
	if len(f.States) > 0 {
		var states []any
		for _, s := range f.States {
			states = append(states, string(s))
		}
		add("state IN (?"+strings.Repeat(",?", len(states)-1)+")", states...)
	}
	if f.Group != "" {
		add("grp = ? AND grp <> ''", f.Group)
	}
	if f.Unnoticed {
		add("noticed = 0")
	}
	if !f.ExpiredBy.IsZero() {
		add("expires > 0 AND expires <= ?", Stamp(f.ExpiredBy))
	}
	order, after := "ASC", "id > ?"
	if f.Newest {
		order, after = "DESC", "id < ?"
	}
	if f.After != "" {
		add(after, string(f.After))
	}
	if f.Limit <= 0 {
		f.Limit = 1000
	}
	args = append(args, f.Limit)
	return "SELECT " + holdColumns + " FROM holds WHERE " + strings.Join(where, " AND ") +
		" ORDER BY id " + order + " LIMIT ?", args
}

// SetNoticed marks a hold as one whose beginning was acted on (the record has
// it, the sender knows).
func (t *Tx) SetNoticed(id ID) error {
	n, err := t.exec(`UPDATE holds SET noticed = 1 WHERE id = ?`, string(id))
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}

// Release queues a held message for delivery. It fails with ErrNotPending when
// the hold was decided before.
func (t *Tx) Release(id ID) error {
	if err := t.decide(id, HoldReleased); err != nil {
		return err
	}
	t.wake = true
	now := Stamp(t.Now())
	return t.moveState(`UPDATE states SET state = 'queued', since = ?, due = ? WHERE id = ? AND state = 'held'`, id, now, now)
}

// CloseHold ends a hold without delivery: refused, expired or withdrawn. It
// fails with ErrNotPending when the hold was decided before.
func (t *Tx) CloseHold(id ID, to HoldState) error {
	final, ok := map[HoldState]State{HoldRefused: Refused, HoldExpired: Expired, HoldWithdrawn: Withdrawn}[to]
	if !ok {
		return fmt.Errorf("a hold is not closed as %q", to)
	}
	if err := t.decide(id, to); err != nil {
		return err
	}
	return t.moveState(`UPDATE states SET state = '`+string(final)+`', finished = ? WHERE id = ? AND state = 'held'`, id, Stamp(t.Now()))
}

func (t *Tx) decide(id ID, to HoldState) error {
	n, err := t.exec(`UPDATE holds SET state = ?, decided = ? WHERE id = ? AND state = 'pending'`,
		string(to), Stamp(t.Now()), string(id))
	if err != nil || n == 1 {
		return err
	}
	if _, err := t.Hold(id); err != nil {
		return err
	}
	return ErrNotPending
}

func (t *Tx) moveState(query string, id ID, args ...any) error {
	n, err := t.exec(query, append(args, string(id))...)
	if err == nil && n != 1 {
		err = fmt.Errorf("%w: message %s has a pending hold and is not held", ErrCorrupt, id)
	}
	return err
}
