package quarantine

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// Decision is what a person says of a held message.
type Decision string

// The decisions.
const (
	Approve Decision = "approve"
	Refuse  Decision = "refuse"
)

// Reason is why, one tap each; the page has words for them in every language.
type Reason string

// The reasons to approve.
const (
	Intended   Reason = "intended"    // these recipients are meant to have exactly this
	NoPersonal Reason = "no-personal" // a false alarm: nothing personal about others in it
	Agreed     Reason = "agreed"      // law, contract or consent covers it
)

// The reasons to refuse.
const (
	WrongRecipients Reason = "wrong-recipients" // it would reach people it is not for
	TooMuch         Reason = "too-much"         // the file says more than they need
	OtherWay        Reason = "other-way"        // right people, but not by open mail
)

// InWords is the reason that is only in the note.
const InWords Reason = "in-words"

// ReasonsFor are the reasons offered for a decision.
func ReasonsFor(d Decision) []Reason {
	switch d {
	case Approve:
		return []Reason{Intended, Agreed, NoPersonal, InWords}
	case Refuse:
		return []Reason{WrongRecipients, TooMuch, OtherWay, InWords}
	}
	return nil
}

// MaxNote is the most characters of a note.
const MaxNote = 500

// Review is one person's decision on one message.
type Review struct {
	Login    string
	Time     time.Time
	Decision Decision
	Reason   Reason
	// Note is what the person wrote besides; required for InWords. The
	// sender is shown the note of a refusal.
	Note string
	// Binding is what the person was shown.
	Binding Binding
	// Void is set, while the message waits, on a review by somebody whose
	// account was disabled or lost its role since: it does not count any more.
	Void bool
}

// Errors of a review. Their texts are for the person.
var (
	ErrRole    = errors.New("only a reviewer can decide on held messages")
	ErrOwn     = errors.New("this message is your own: somebody else has to look at it")
	ErrTwice   = errors.New("you have decided on this message already; the next approval must be somebody else's")
	ErrClosed  = errors.New("this message was decided on in the meantime")
	ErrChanged = errors.New("the message, its recipients or the rules are not those that you were shown; look again and decide anew")
	ErrReason  = errors.New("please say why: choose a reason, or write one")
	ErrNotYour = errors.New("only the sender can take a message back")
)

// Result is what a review led to.
type Result struct {
	State   spool.HoldState
	Missing int // approvals still needed
}

// Review takes one person's decision. shown is the Item.Binding of the page the
// person decided on. One refusal refuses; the last approval releases, in the
// same transaction as its entry on the record and the notice to the sender. What
// is not allowed is one of the errors above, and is put on the record too.
func (q *Quarantine) Review(ctx context.Context, id spool.ID, r Review, shown Binding) (Result, error) {
	if err := r.check(); err != nil {
		return Result{}, err
	}
	rec, err := q.spool.Message(ctx, id)
	if err != nil {
		return Result{}, err
	}
	// The stored bytes never change, so they are read before the transaction.
	from, err := q.sendersOf(ctx, rec)
	if err != nil {
		return Result{}, err
	}
	r.Time = q.now()
	var result Result
	err = q.spool.Update(ctx, func(tx *spool.Tx) error {
		it, err := item(tx, id)
		if err != nil {
			return err
		}
		result, _, err = q.decide(tx, r, []sighted{{it, shown, from}})
		return err
	})
	if err != nil {
		return Result{}, errors.Join(err, q.barred(ctx, id, r, err))
	}
	q.wake()
	return result, nil
}

// sighted is a message, what the person was shown of it, and whose it is.
type sighted struct {
	*Item
	shown Binding
	from  senders
}

// decide takes one person's decision on messages and tells everybody concerned,
// once for all of them. Those that the person has decided on before are left
// out; count is how many there were. The result is that of the one that is
// furthest from its end.
func (q *Quarantine) decide(tx *spool.Tx, r Review, on []sighted) (all Result, count int, err error) {
	var fresh []*Item // picked up only now
	for _, it := range on {
		if err := q.pickUp(tx, it.Item, &fresh); err != nil {
			return all, 0, err
		}
	}
	ended := ends{}
	for _, it := range on {
		r.Binding = it.shown
		err := mayReview(tx, it.Item, r, it.from)
		if errors.Is(err, ErrTwice) {
			continue
		}
		if err != nil {
			return all, 0, err
		}
		result, err := q.review(tx, it.Item, r)
		if err != nil {
			return all, 0, err
		}
		if count++; count == 1 || result.Missing > all.Missing {
			all = result
		}
		ended.add(result.State, it.Item)
	}
	if count == 0 {
		return all, 0, ErrTwice
	}
	if all.State == spool.HoldPending {
		err = q.callReviewers(tx, fresh)
	}
	return all, count, errors.Join(err, q.tellEnds(tx, ended, r))
}

// check finds a reason that belongs to the decision, and a note where one is needed.
func (r *Review) check() error {
	r.Note = strings.TrimSpace(r.Note)
	for _, known := range ReasonsFor(r.Decision) {
		if r.Reason == known {
			if r.Reason == InWords && r.Note == "" {
				return ErrReason
			}
			if utf8.RuneCountInString(r.Note) > MaxNote || !utf8.ValidString(r.Note) {
				return fmt.Errorf("the note may have at most %d characters", MaxNote)
			}
			return nil
		}
	}
	return ErrReason
}

// review takes a decision on one message that the person may decide on.
func (q *Quarantine) review(tx *spool.Tx, it *Item, r Review) (Result, error) {
	// The record comes first: its head is a row that every writer changes, so
	// from here on no other review runs beside this one, on PostgreSQL too.
	what := map[Decision]audit.What{Approve: audit.Approved, Refuse: audit.Refused}[r.Decision]
	if err := q.record(tx, r.Login, what, it.ID, r.detail()); err != nil {
		return Result{}, err
	}
	if err := insertReview(tx, it.ID, r); err != nil {
		return Result{}, err
	}
	if err := it.readReviews(tx); err != nil {
		return Result{}, err
	}
	return q.conclude(tx, it, r)
}

// mayReview holds the rules of four eyes.
func mayReview(tx *spool.Tx, it *Item, r Review, from senders) error {
	p, err := account.Find(tx, r.Login)
	if err != nil && !errors.Is(err, account.ErrUnknown) {
		return err
	}
	switch {
	case err != nil || p.Disabled || !p.Is(account.Reviewer):
		return ErrRole
	case !it.Pending():
		return ErrClosed
	case from.include(p):
		return ErrOwn
	case it.reviewedBy(p.Login):
		return ErrTwice
	case r.Binding != it.Binding:
		return ErrChanged
	}
	return nil
}

// reviewedBy tells whether the person's decision stands. One that was bound to
// something else does not, and may be given again.
func (it *Item) reviewedBy(login string) bool {
	for _, r := range it.Reviews {
		if r.Login == login && it.Stands(r) {
			return true
		}
	}
	return false
}

// MayReview says why p cannot decide on the message, nil if p can: for the
// page, which does not offer what would be refused.
func (q *Quarantine) MayReview(ctx context.Context, it *Item, p account.Person) error {
	from, err := q.sendersOf(ctx, it.Record)
	if err != nil {
		return err
	}
	return q.spool.View(ctx, func(tx *spool.Tx) error {
		return mayReview(tx, it, Review{Login: p.Login, Binding: it.Binding}, from)
	})
}

// conclude ends the hold when the decision was the last one needed.
func (q *Quarantine) conclude(tx *spool.Tx, it *Item, r Review) (Result, error) {
	switch {
	case r.Decision == Refuse:
		if err := closed(tx.CloseHold(it.ID, spool.HoldRefused)); err != nil {
			return Result{}, err
		}
		return Result{State: spool.HoldRefused}, nil
	case it.Missing() > 0:
		return Result{State: spool.HoldPending, Missing: it.Missing()}, nil
	}
	if err := closed(tx.Release(it.ID)); err != nil {
		return Result{}, err
	}
	by := audit.Detail{"approved_by": strings.Join(it.approvers(), ", "), "sha256": it.Binding.SHA256,
		"recipients": strconv.Itoa(len(it.Recipients)), "recipients_sha256": it.Binding.Recipients, "ruleset": it.Binding.Ruleset}
	if err := q.record(tx, audit.System, audit.Released, it.ID, by); err != nil {
		return Result{}, err
	}
	return Result{State: spool.HoldReleased}, nil
}

// closed gives the spool's word for a lost race in ours.
func closed(err error) error {
	if errors.Is(err, spool.ErrNotPending) {
		return ErrClosed
	}
	return err
}

func (it *Item) approvers() (logins []string) {
	for _, r := range it.Reviews {
		if r.Decision == Approve && it.Stands(r) {
			logins = append(logins, r.Login)
		}
	}
	return logins
}

// detail is what the record says of a review. The note is on it: why something
// was let go is what an auditor asks first.
func (r *Review) detail() audit.Detail {
	d := audit.Detail{"reason": string(r.Reason), "sha256": r.Binding.SHA256,
		"recipients_sha256": r.Binding.Recipients, "ruleset": r.Binding.Ruleset}
	if r.Note != "" {
		d[audit.Note] = r.Note
	}
	return d
}

// barred records a review that four eyes did not allow. One that came too late
// or saw an old page is nobody's doing.
func (q *Quarantine) barred(ctx context.Context, id spool.ID, r Review, why error) error {
	for _, e := range []error{ErrRole, ErrOwn, ErrTwice, ErrChanged} {
		if errors.Is(why, e) {
			return q.spool.Update(ctx, func(tx *spool.Tx) error {
				return q.record(tx, r.Login, audit.Barred, id, audit.Detail{"wanted": string(r.Decision), "because": e.Error()})
			})
		}
	}
	return nil
}

// Withdraw takes a held message back, by the account of its sender.
func (q *Quarantine) Withdraw(ctx context.Context, login string, id spool.ID) error {
	return q.spool.Update(ctx, func(tx *spool.Tx) error {
		it, err := item(tx, id)
		if err != nil {
			return err
		}
		return q.withdraw(tx, login, it)
	})
}

func insertReview(tx *spool.Tx, id spool.ID, r Review) error {
	// An earlier review by the same person that was bound to something else
	// gives way; its entry on the record stays.
	if _, err := tx.Exec(`DELETE FROM quarantine_review WHERE message = ? AND login = ?`, string(id), r.Login); err != nil {
		return fmt.Errorf("review %s: %w", id, err)
	}
	if _, err := tx.Exec(`INSERT INTO quarantine_review (message, login, time, decision, reason, note, sha256, recipients, ruleset)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, string(id), r.Login, r.Time.UnixMicro(), string(r.Decision), string(r.Reason), tx.Seal(r.Note, noteOf(id, r.Login)),
		r.Binding.SHA256, r.Binding.Recipients, r.Binding.Ruleset); err != nil {
		return fmt.Errorf("review %s: %w", id, err)
	}
	return nil
}

// noteOf is where a sealed note stands, see spool.Tx.Seal.
func noteOf(id spool.ID, login string) string { return "note on " + string(id) + " by " + login }

// sealNotes seals the notes that were stored in clear.
func sealNotes(tx *spool.Tx) error {
	type note struct{ message, login, text string }
	rows, err := tx.Query(`SELECT message, login, note FROM quarantine_review WHERE note <> ''`)
	if err != nil {
		return fmt.Errorf("notes: %w", err)
	}
	defer rows.Close()
	var notes []note
	for rows.Next() {
		var n note
		if err := rows.Scan(&n.message, &n.login, &n.text); err != nil {
			return fmt.Errorf("notes: %w", err)
		}
		notes = append(notes, n)
	}
	for _, n := range notes {
		if _, err := tx.Exec(`UPDATE quarantine_review SET note = ? WHERE message = ? AND login = ?`,
			tx.Seal(n.text, noteOf(spool.ID(n.message), n.login)), n.message, n.login); err != nil {
			return fmt.Errorf("notes: %w", err)
		}
	}
	return rows.Err()
}

// readReviews reads the reviews and, while the message waits, who of their
// authors may still review.
func (it *Item) readReviews(tx *spool.Tx) (err error) {
	if it.Reviews, err = reviewsOf(tx, it.ID); err != nil || !it.Pending() {
		return err
	}
	for i := range it.Reviews {
		p, err := account.Find(tx, it.Reviews[i].Login)
		if err != nil && !errors.Is(err, account.ErrUnknown) {
			return err
		}
		it.Reviews[i].Void = err != nil || p.Disabled || !p.Is(account.Reviewer)
	}
	return nil
}

func reviewsOf(tx *spool.Tx, id spool.ID) (reviews []Review, err error) {
	rows, err := tx.Query(`SELECT login, time, decision, reason, note, sha256, recipients, ruleset
		FROM quarantine_review WHERE message = ? ORDER BY time, login`, string(id))
	if err != nil {
		return nil, fmt.Errorf("reviews of %s: %w", id, err)
	}
	defer rows.Close()
	for rows.Next() {
		var r Review
		var micro int64
		if err := rows.Scan(&r.Login, &micro, &r.Decision, &r.Reason, &r.Note, &r.Binding.SHA256, &r.Binding.Recipients, &r.Binding.Ruleset); err != nil {
			return nil, fmt.Errorf("reviews of %s: %w", id, err)
		}
		if r.Note, err = tx.Unseal(r.Note, noteOf(id, r.Login)); err != nil {
			return nil, fmt.Errorf("reviews of %s: %w", id, err)
		}
		r.Time = time.UnixMicro(micro).UTC()
		reviews = append(reviews, r)
	}
	return reviews, rows.Err()
}
