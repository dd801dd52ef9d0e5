// Package quarantine is four eyes on a message before it leaves: held messages,
// what people decide on them, and the notices that tell everybody concerned.
//
// A hold lives in the spool; the reviews, accounts and the record are tables in
// the same database, so that the last approval, the release, its entry on the
// record and the notice to the sender are one transaction: all of it happened or
// none.
//
// The flow: the relay accepts a message with the verdict hold; Run picks it up
// (record, notices); people open it on the page (Get, Look) and decide (Review),
// or the sender takes it back (Withdraw), or nobody does anything and Run lets
// it expire. Nothing is ever released by time.
package quarantine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"sort"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// Options of a Quarantine; all have defaults.
type Options struct {
	// Notices says how notices are written; without a From there are none.
	Notices Notices
	// Interval is how often Run looks for new and expired holds (2 s).
	Interval time.Duration
	// Wake is called after something was put into the queue.
	Wake func()
	Now  func() time.Time
	Log  *slog.Logger
}

// Quarantine decides on held messages.
type Quarantine struct {
	spool    *spool.Store
	notices  Notices
	interval time.Duration
	wake     func()
	now      func() time.Time
	log      *slog.Logger
}

// New makes a Quarantine over a spool that was opened with Schemas.
func New(s *spool.Store, o Options) *Quarantine {
	q := &Quarantine{spool: s, notices: o.Notices.withDefaults(), interval: o.Interval, wake: o.Wake, now: o.Now, log: o.Log}
	if q.interval <= 0 {
		q.interval = 2 * time.Second
	}
	if q.wake == nil {
		q.wake = func() {}
	}
	if q.now == nil {
		q.now = time.Now
	}
	if q.log == nil {
		q.log = slog.New(slog.DiscardHandler)
	}
	return q
}

// Schema is the reviews' part of the database.
func Schema() spool.Schema {
	return spool.Schema{Name: "quarantine", Steps: []string{
		`CREATE TABLE quarantine_review (
			message TEXT NOT NULL, login TEXT NOT NULL, time BIGINT NOT NULL, decision TEXT NOT NULL,
			reason TEXT NOT NULL, note TEXT NOT NULL,
			sha256 TEXT NOT NULL, recipients TEXT NOT NULL, ruleset TEXT NOT NULL,
			PRIMARY KEY (message, login))`,
	}, Seal: sealNotes}
}

// Schemas are all that spool.Open needs for the quarantine, the accounts and
// the record.
func Schemas() []spool.Schema {
	return []spool.Schema{audit.Schema(), account.Schema(), Schema()}
}

// Binding is what a person has seen when they decide: exactly these bytes, to
// exactly these recipients, judged by exactly these rules.
type Binding struct {
	SHA256     string // hex, of the message as submitted
	Recipients string // hex, SHA-256 of the sorted envelope recipients
	Ruleset    string // hex
}

func bindingOf(r *spool.Record) Binding {
	return Binding{SHA256: hex.EncodeToString(r.SHA256[:]), Recipients: digestRecipients(r.Envelope.Recipients), Ruleset: r.Verdict.Ruleset}
}

func digestRecipients(rs []message.Recipient) string {
	list := make([]string, len(rs))
	for i, r := range rs {
		list[i] = r.Address.String()
	}
	sort.Strings(list)
	h := sha256.New()
	for _, a := range list {
		fmt.Fprintf(h, "%d:%s\n", len(a), a)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Item is a message that is or was held, with what was decided on it.
type Item struct {
	*spool.Record
	// Reviews in the order they were given.
	Reviews []Review
	// Binding is what a review of it must say it has seen.
	Binding Binding
}

// Approved counts the approvals that are valid for what the message is now.
func (it *Item) Approved() (n int) {
	for _, r := range it.Reviews {
		if r.Decision == Approve && it.Stands(r) {
			n++
		}
	}
	return n
}

// Stands tells whether a review counts: it was given on what the message is
// now, by somebody who may still review.
func (it *Item) Stands(r Review) bool { return r.Binding == it.Binding && !r.Void }

// Missing is how many approvals are still needed.
func (it *Item) Missing() int { return max(0, it.Hold.Approvals-it.Approved()) }

// Pending tells that nobody has decided yet.
func (it *Item) Pending() bool { return it.Hold.State == spool.HoldPending }

// Get is one held message. It says nothing on the record: showing it to
// somebody is Look.
func (q *Quarantine) Get(ctx context.Context, id spool.ID) (it *Item, err error) {
	err = q.spool.View(ctx, func(tx *spool.Tx) error {
		it, err = item(tx, id)
		return err
	})
	return it, err
}

func item(tx *spool.Tx, id spool.ID) (*Item, error) {
	rec, err := tx.Message(id)
	if err != nil {
		return nil, err
	}
	if rec.Hold == nil {
		return nil, spool.ErrNotFound
	}
	it := &Item{Record: rec, Binding: bindingOf(rec)}
	return it, it.readReviews(tx)
}

// Pending are the messages that wait, those that expire first at the top.
func (q *Quarantine) Pending(ctx context.Context) ([]*Item, error) {
	items, err := q.list(ctx, spool.HoldFilter{States: []spool.HoldState{spool.HoldPending}})
	sort.SliceStable(items, func(i, j int) bool { return items[i].Hold.Until.Before(items[j].Hold.Until) })
	return items, err
}

// Decided are the latest messages that no longer wait, newest decision first.
func (q *Quarantine) Decided(ctx context.Context, limit int) ([]*Item, error) {
	items, err := q.list(ctx, spool.HoldFilter{Newest: true, Limit: limit, States: []spool.HoldState{
		spool.HoldReleased, spool.HoldRefused, spool.HoldExpired, spool.HoldWithdrawn}})
	sort.SliceStable(items, func(i, j int) bool { return items[i].Hold.Decided.After(items[j].Hold.Decided) })
	return items, err
}

func (q *Quarantine) list(ctx context.Context, f spool.HoldFilter) (items []*Item, err error) {
	err = q.spool.View(ctx, func(tx *spool.Tx) error {
		items = nil
		holds, err := tx.Holds(f)
		if err != nil {
			return err
		}
		for _, h := range holds {
			it, err := item(tx, h.ID)
			if errors.Is(err, spool.ErrNotFound) {
				continue // deleted after its time; the record still tells of it
			}
			if err != nil {
				return fmt.Errorf("hold %s: %w", h.ID, err)
			}
			items = append(items, it)
		}
		return nil
	})
	return items, err
}

// Look puts on the record that somebody is shown a message.
func (q *Quarantine) Look(ctx context.Context, who string, id spool.ID, what audit.What) error {
	return q.spool.Update(ctx, func(tx *spool.Tx) error { return q.record(tx, who, what, id, nil) })
}

func (q *Quarantine) record(tx *spool.Tx, who string, what audit.What, id spool.ID, detail audit.Detail) error {
	_, err := audit.Append(tx, audit.Entry{Time: q.now(), Who: who, What: what, Message: id, Detail: detail})
	return err
}
