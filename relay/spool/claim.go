package spool

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
)

// Job is a message that somebody has a lease on.
type Job struct {
	// Record has the recipients as they were when the job was claimed; the
	// report is left out.
	Record
	// Only is set for the copy that goes to one recipient alone (a verdict
	// of individual copies).
	Only    message.Address
	owner   string
	keys    messageKeys
	body    *Body // of a job that was handed over
	transit bool  // of it lies in the transit file
	fresh   bool  // never held, never tried before
}

// newOwner names a lease of worker.
func newOwner(worker string) string { return worker + " " + rand.Text() }

// Outcome is how one recipient fared in an attempt.
type Outcome struct {
	N     int // the recipient's place in Record.Recipients
	State RecipientState
	Reply Reply
}

// Settlement is the end of an attempt.
type Settlement struct {
	Outcomes []Outcome
	// Next is when to try those again that are still pending.
	Next time.Time
	// Told is set when the sender has now been told of a delay.
	Told bool
	// Untried is set when the next hop was not asked for any recipient
	// (a stop, a lost connection before MAIL): not counted as an attempt.
	Untried bool
	// Forget deletes a message of which nothing is left to do, rather than
	// leave that to Purge. It is for messages that no person had to look at;
	// others are kept all the same. See Settled.Erased.
	Forget bool
}

// The + 0 keeps SQLite from planning anew for every value bound there.
const claimDue = `UPDATE states SET owner = ?, due = ? WHERE id IN
	(SELECT id FROM states WHERE state = 'queued' AND due <= ? + 0 ORDER BY due LIMIT ? + 0) RETURNING id`

// Claim takes up to limit due messages for worker, who has them until the lease
// ends and may then lose them to another. A message that cannot be opened is
// reported in the log, put off and left out.
func (s *Store) Claim(ctx context.Context, worker string, limit int, lease time.Duration) ([]Job, error) {
	owner := newOwner(worker)
	var ids []ID
	err := s.Update(ctx, func(t *Tx) error {
		ids = ids[:0]
		now := t.Now()
		return t.each(func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			ids = append(ids, ID(id))
			return err
		}, claimDue, owner, Stamp(now.Add(lease)), Stamp(now), limit)
	})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return s.jobs(owner, ids)
}

// jobs reads what was claimed. No transaction is needed: the rows are ours.
func (s *Store) jobs(owner string, ids []ID) (jobs []Job, err error) {
	t := &Tx{store: s, on: s.read, stmts: &s.stmts}
	for _, id := range ids {
		st, err := t.load(id, false)
		if err == nil {
			err = t.loadRecipients(st)
		}
		if errors.Is(err, ErrCorrupt) {
			s.opts.Log.Error("message cannot be opened, it stays in the spool", "id", id, "err", err)
			continue
		}
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, Job{Record: st.rec, owner: owner, keys: st.keys})
	}
	return jobs, nil
}

// Renew prolongs the lease of a job; ErrLost when somebody else has it.
func (s *Store) Renew(ctx context.Context, job Job, lease time.Duration) error {
	return s.Update(ctx, func(t *Tx) error {
		n, err := t.exec(`UPDATE states SET due = ? WHERE id = ? AND owner = ? AND state = 'queued'`,
			Stamp(t.Now().Add(lease)), string(job.ID), job.owner)
		if err == nil && n == 0 {
			err = ErrLost
		}
		return err
	})
}

const selectNextDue = `SELECT COALESCE(MIN(due), 0) FROM states WHERE state = 'queued'`

// NextDue is when the next queued message is due (or its lease ends); the zero
// time when there is none.
func (s *Store) NextDue(ctx context.Context) (time.Time, error) {
	stmt, err := s.stmts.get(selectNextDue)
	if err != nil {
		return time.Time{}, err
	}
	var due int64
	err = stmt.QueryRowContext(ctx).Scan(&due)
	return Unstamp(due), err
}

const (
	// A message deleted meanwhile gets no rows.
	upsertRecipient = `INSERT INTO recipients (message, n, state, reply, at)
		SELECT ?, CAST(? AS BIGINT), ?, ?, CAST(? AS BIGINT) WHERE EXISTS (SELECT 1 FROM states WHERE id = ?)
		ON CONFLICT (message, n) DO UPDATE SET state = excluded.state, reply = excluded.reply, at = excluded.at
		WHERE recipients.state = 'pending'`
	suspendHold = insertHold + ` ON CONFLICT (id) DO UPDATE SET state = excluded.state, approvals = excluded.approvals,
		since = excluded.since, expires = excluded.expires, decided = 0, noticed = 0, grp = excluded.grp`
	countRecipients = `SELECT COUNT(*), COALESCE(SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END), 0)
		FROM recipients WHERE message = ? AND state <> 'pending'`
	finishState  = `UPDATE states SET state = ?, attempts = attempts + ?, owner = '', finished = ? WHERE id = ? AND state = 'queued'`
	requeueState = `UPDATE states SET attempts = attempts + ?, owner = '', due = ?, told = CASE WHEN ? > 0 THEN ? ELSE told END
		WHERE id = ? AND owner = ? AND state = 'queued'`
)

// Settled is where a message stands after an attempt.
type Settled struct {
	State State
	// Lost is set when somebody else has the message meanwhile: when to try
	// it again is theirs to say.
	Lost bool
	// Erased is set when the message was deleted. When its body is InFile, its own
	// or the transit file,
	// call Store.Forget once the transaction is durable.
	Erased, InFile bool
}

// Settle writes how an attempt went. What the next hop took or refused for good
// is kept even when the lease was lost. The state is final when no recipient is
// pending any more.
func (t *Tx) Settle(job Job, s Settlement) (Settled, error) {
	if s.Forget && job.fresh {
		if state := finalState(job, s.Outcomes); state != Queued {
			if done, err := t.forget(job, state); err != nil || done.Erased {
				return done, err
			}
		}
	}
	for _, o := range s.Outcomes {
		if err := t.settleOne(job, o); err != nil {
			return Settled{}, err
		}
	}
	attempt := 1
	if s.Untried {
		attempt = 0
	}
	var final, failed int
	if err := t.row([]any{&final, &failed}, countRecipients, string(job.ID)); err != nil {
		return Settled{}, err
	}
	if final >= len(job.Recipients) {
		return t.finish(job, attempt, failed > 0)
	}
	return t.requeue(job, attempt, s)
}

// finalState is what becomes of a message that was never tried before, when
// nothing is left to do of it; else Queued.
func finalState(job Job, outcomes []Outcome) State {
	left, state := len(job.Recipients), Delivered
	for _, o := range outcomes {
		switch o.State {
		case RecipientFailed:
			state = Failed
			left--
		case RecipientDelivered:
			left--
		}
	}
	if left > 0 {
		return Queued
	}
	return state
}

// forget deletes a message that is ours; it does nothing when the lease was lost.
func (t *Tx) forget(job Job, state State) (Settled, error) {
	n, err := t.exec(`DELETE FROM states WHERE id = ? AND owner = ? AND state = 'queued'`, string(job.ID), job.owner)
	if err != nil || n == 0 {
		return Settled{}, err
	}
	for _, query := range []string{deleteMessage, deleteRecipients} {
		if _, err := t.exec(query, string(job.ID)); err != nil {
			return Settled{}, err
		}
	}
	t.store.erased.Store(true)
	return Settled{State: state, Erased: true, InFile: job.body.file != nil || job.transit}, nil
}

// Progress writes down how some recipients of a job fared while it goes on with
// others. Only final states are kept.
func (t *Tx) Progress(job Job, outcomes []Outcome) error {
	for _, o := range outcomes {
		if o.State == RecipientPending {
			continue
		}
		if err := t.settleOne(job, o); err != nil {
			return err
		}
	}
	return nil
}

// Suspend holds a message that was on its way: v is its verdict from now on and
// says why. What was delivered stays so; a release queues the rest. It comes
// after Settle, in the same transaction.
func (t *Tx) Suspend(job Job, v rule.Verdict, until time.Time) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if _, err := t.exec(`UPDATE messages SET verdict = ? WHERE id = ?`, string(text), string(job.ID)); err != nil {
		return err
	}
	n, err := t.exec(`UPDATE states SET state = 'held', owner = '' WHERE id = ? AND state = 'queued'`, string(job.ID))
	if err == nil && n != 1 {
		err = ErrLost
	}
	if err != nil {
		return err
	}
	_, err = t.exec(suspendHold, string(job.ID), v.Approvals, Stamp(t.Now()), Stamp(until), v.Group)
	return err
}

func (t *Tx) finish(job Job, attempt int, failed bool) (Settled, error) {
	state := Delivered
	if failed {
		state = Failed
	}
	n, err := t.exec(finishState, string(state), attempt, Stamp(t.Now()), string(job.ID))
	return Settled{State: state, Lost: n == 0}, err
}

func (t *Tx) requeue(job Job, attempt int, s Settlement) (Settled, error) {
	told := int64(0)
	if s.Told {
		told = Stamp(t.Now())
	}
	n, err := t.exec(requeueState, attempt, Stamp(s.Next), told, told, string(job.ID), job.owner)
	return Settled{State: Queued, Lost: n == 0}, err
}

func (t *Tx) settleOne(job Job, o Outcome) error {
	if o.N < 0 || o.N >= len(job.Recipients) {
		return fmt.Errorf("message %s has no recipient %d", job.ID, o.N)
	}
	plain, err := json.Marshal(o.Reply)
	if err != nil {
		return err
	}
	sealed := sealSmall(job.keys.meta, plain, replyContext(job.ID, o.N))
	_, err = t.exec(upsertRecipient, string(job.ID), o.N, string(o.State), sealed, Stamp(t.Now()), string(job.ID))
	return err
}

// Settle is Tx.Settle in a transaction of its own.
func (s *Store) Settle(ctx context.Context, job Job, set Settlement) (done Settled, err error) {
	err = s.Update(ctx, func(t *Tx) error {
		done, err = t.Settle(job, set)
		return err
	})
	return done, err
}
