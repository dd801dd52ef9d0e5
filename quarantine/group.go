package quarantine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// A group is the like messages of one sender that wait for nothing but that
// they are so many (rule.Verdict.Group). People look at one, see to whom the
// others go, and decide on all; each message has its reviews and its entries on
// the record all the same.

// together is how far apart the times of a group's messages may lie to expire as
// one: the sender is told once a day at most.
const together = 24 * time.Hour

// Shown is what a person has seen of a group when they decide: its messages up
// to Last and what Binding each had. Later ones wait for a decision of their own.
type Shown struct {
	Last   spool.ID
	Digest string // hex
}

// ShownOf is what somebody sees who is shown these messages.
func ShownOf(items []*Item) (s Shown) {
	h := sha256.New()
	for _, it := range items {
		fmt.Fprintln(h, it.ID, it.Binding.SHA256, it.Binding.Recipients, it.Binding.Ruleset)
		s.Last = it.ID
	}
	s.Digest = hex.EncodeToString(h.Sum(nil))
	return s
}

// Group are the messages of a group in the order of their arrival, 1,000 at
// most; those that wait when pending is set, else those that were decided on.
func (q *Quarantine) Group(ctx context.Context, name string, pending bool) ([]*Item, error) {
	f := spool.HoldFilter{Group: name, States: []spool.HoldState{spool.HoldPending}}
	if !pending {
		f.States = []spool.HoldState{spool.HoldReleased, spool.HoldRefused, spool.HoldExpired, spool.HoldWithdrawn}
	}
	if name == "" {
		return nil, spool.ErrNotFound
	}
	return q.list(ctx, f)
}

// GroupResult is what a decision on a group led to.
type GroupResult struct {
	Result
	// Count is how many messages the decision was on.
	Count int
}

// ReviewGroup takes one person's decision on all messages of a group that they
// were shown, in one transaction: all are decided on or none is. Messages that
// the person has decided on before are left out.
func (q *Quarantine) ReviewGroup(ctx context.Context, name string, r Review, shown Shown) (GroupResult, error) {
	if err := r.check(); err != nil {
		return GroupResult{}, err
	}
	items, err := q.Group(ctx, name, true)
	if err != nil {
		return GroupResult{}, err
	}
	from := map[spool.ID]senders{} // the stored bytes never change
	for _, it := range items {
		if from[it.ID], err = q.sendersOf(ctx, it.Record); err != nil {
			return GroupResult{}, err
		}
	}
	r.Time = q.now()
	var result GroupResult
	err = q.spool.Update(ctx, func(tx *spool.Tx) error {
		items, err := shownStill(tx, name, shown)
		if err != nil {
			return err
		}
		var on []sighted
		for _, it := range items {
			on = append(on, sighted{it, it.Binding, from[it.ID]})
		}
		result.Result, result.Count, err = q.decide(tx, r, on)
		return err
	})
	if err != nil {
		return GroupResult{}, errors.Join(err, q.barred(ctx, shown.Last, r, err))
	}
	q.wake()
	return result, nil
}

// shownStill are the messages that wait, provided that they are those shown.
func shownStill(tx *spool.Tx, name string, shown Shown) ([]*Item, error) {
	items, err := pendingOf(tx, name)
	if err != nil {
		return nil, err
	}
	for len(items) > 0 && items[len(items)-1].ID > shown.Last {
		items = items[:len(items)-1]
	}
	switch {
	case len(items) == 0:
		return nil, ErrClosed
	case ShownOf(items) != shown:
		return nil, ErrChanged
	}
	return items, nil
}

// WithdrawGroup takes all messages of a group back that their sender was shown.
func (q *Quarantine) WithdrawGroup(ctx context.Context, login, name string, shown Shown) error {
	return q.spool.Update(ctx, func(tx *spool.Tx) error {
		items, err := shownStill(tx, name, shown)
		if err != nil {
			return err
		}
		for _, it := range items {
			if err := q.withdraw(tx, login, it); err != nil {
				return err
			}
		}
		return nil
	})
}

func (q *Quarantine) withdraw(tx *spool.Tx, login string, it *Item) error {
	p, err := account.Find(tx, login)
	if errors.Is(err, account.ErrUnknown) || err == nil && (p.Disabled || !Owns(p, it.Envelope)) {
		return ErrNotYour
	}
	if err != nil {
		return err
	}
	if err := q.pickUp(tx, it, nil); err != nil {
		return err
	}
	if err := q.record(tx, p.Login, audit.Withdrawn, it.ID, nil); err != nil {
		return err
	}
	return closed(tx.CloseHold(it.ID, spool.HoldWithdrawn))
}

func pendingOf(tx *spool.Tx, group string) (items []*Item, err error) {
	holds, err := tx.Holds(spool.HoldFilter{Group: group, States: []spool.HoldState{spool.HoldPending}})
	if err != nil {
		return nil, err
	}
	for _, h := range holds {
		it, err := item(tx, h.ID)
		if err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, nil
}

// waiting tells whether another message of the group waits that people were
// told of.
func waiting(tx *spool.Tx, it *Item) (bool, error) {
	if it.Hold.Group == "" {
		return false, nil
	}
	holds, err := tx.Holds(spool.HoldFilter{Group: it.Hold.Group, States: []spool.HoldState{spool.HoldPending}, Limit: 2})
	if err != nil {
		return false, err
	}
	for _, h := range holds { // the oldest is told of first
		if h.ID != it.ID && h.Noticed {
			return true, nil
		}
	}
	return false, nil
}

// withGroup are the message and, of its group and from the same sender, those
// whose time ends by then.
func withGroup(tx *spool.Tx, it *Item, then time.Time) ([]*Item, error) {
	if it.Hold.Group == "" {
		return []*Item{it}, nil
	}
	items, err := pendingOf(tx, it.Hold.Group)
	if err != nil {
		return nil, err
	}
	keep := items[:0]
	for _, one := range items {
		if !one.Hold.Until.IsZero() && !one.Hold.Until.After(then) && one.Envelope.ReversePath == it.Envelope.ReversePath {
			keep = append(keep, one)
		}
	}
	return keep, nil
}
