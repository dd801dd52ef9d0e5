package quarantine

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// Run picks up new holds and lets old ones expire until ctx ends. An error of
// one round is logged and tried again in the next: holds are found by their
// state, so nothing is lost by a crash or a full disk.
func (q *Quarantine) Run(ctx context.Context) error {
	tick := time.NewTicker(q.interval)
	defer tick.Stop()
	for {
		if err := q.Tick(ctx); err != nil && ctx.Err() == nil {
			q.log.Error("quarantine round", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// maxBatch is how many holds one transaction takes care of.
const maxBatch = 20

// Tick is one round of Run.
func (q *Quarantine) Tick(ctx context.Context) error {
	return errors.Join(q.pickUpNew(ctx), q.expireOld(ctx))
}

func (q *Quarantine) pickUpNew(ctx context.Context) error {
	ids, err := q.ids(ctx, spool.HoldFilter{States: []spool.HoldState{spool.HoldPending}, Unnoticed: true, Limit: maxBatch})
	if err != nil || len(ids) == 0 {
		return err
	}
	err = q.spool.Update(ctx, func(tx *spool.Tx) error {
		var batch []*Item
		for _, id := range ids {
			it, err := item(tx, id)
			if err != nil {
				return err
			}
			if err := q.pickUp(tx, it, &batch); err != nil {
				return err
			}
		}
		return q.callReviewers(tx, batch)
	})
	if err == nil {
		q.wake()
	}
	return err
}

// pickUp puts a hold's beginning on the record and tells its sender, once; of a
// group only the first is told of. A review that is quicker than Run does it
// too, so that the record is in order; batch collects those whom the reviewers
// are still to be told of.
func (q *Quarantine) pickUp(tx *spool.Tx, it *Item, batch *[]*Item) error {
	if it.Hold.Noticed || !it.Pending() {
		return nil
	}
	if err := tx.SetNoticed(it.ID); err != nil {
		return err
	}
	it.Hold.Noticed = true
	if err := q.record(tx, audit.System, audit.Held, it.ID, heldDetail(it)); err != nil {
		return err
	}
	if known, err := waiting(tx, it); known || err != nil {
		return err
	}
	if batch != nil {
		*batch = append(*batch, it)
	}
	people, err := account.All(tx)
	if err != nil {
		return err
	}
	if it.lacking(people) > 0 {
		return q.tell(tx, []*Item{it}, noticeStuck, nil)
	}
	return q.tell(tx, []*Item{it}, noticeHeld, nil)
}

func heldDetail(it *Item) audit.Detail {
	d := audit.Detail{"rules": strings.Join(it.Verdict.Rules, ", "), "ruleset": it.Verdict.Ruleset,
		"approvals": strconv.Itoa(it.Hold.Approvals), "until": it.Hold.Until.UTC().Format(time.RFC3339),
		"recipients": strconv.Itoa(len(it.Recipients)), "sha256": it.Binding.SHA256}
	if it.Report != nil {
		d["subjects"] = strconv.Itoa(it.Report.Subjects())
	}
	return d
}

func (q *Quarantine) expireOld(ctx context.Context) error {
	ids, err := q.ids(ctx, spool.HoldFilter{States: []spool.HoldState{spool.HoldPending}, ExpiredBy: q.now(), Limit: maxBatch})
	if err != nil || len(ids) == 0 {
		return err
	}
	for _, id := range ids {
		if err := q.spool.Update(ctx, func(tx *spool.Tx) error { return q.expire(tx, id) }); err != nil {
			return err
		}
	}
	q.wake()
	return nil
}

func (q *Quarantine) expire(tx *spool.Tx, id spool.ID) error {
	it, err := item(tx, id)
	if err != nil || !it.Pending() || it.Hold.Until.IsZero() || it.Hold.Until.After(q.now()) {
		return err
	}
	items, err := withGroup(tx, it, it.Hold.Until.Add(together))
	if err != nil {
		return err
	}
	for _, it := range items {
		if err := q.pickUp(tx, it, nil); err != nil {
			return err
		}
		if err := q.record(tx, audit.System, audit.Expired, it.ID, audit.Detail{"approvals": strconv.Itoa(it.Approved())}); err != nil {
			return err
		}
		if err := tx.CloseHold(it.ID, spool.HoldExpired); err != nil {
			return err
		}
	}
	return q.tell(tx, items, noticeExpired, nil)
}

func (q *Quarantine) ids(ctx context.Context, f spool.HoldFilter) (ids []spool.ID, err error) {
	err = q.spool.View(ctx, func(tx *spool.Tx) error {
		holds, err := tx.Holds(f)
		for _, h := range holds {
			ids = append(ids, h.ID)
		}
		return err
	})
	return ids, err
}

// callReviewers writes one notice to every reviewer about all new holds but
// their own and those they have decided on.
func (q *Quarantine) callReviewers(tx *spool.Tx, batch []*Item) error {
	if len(batch) == 0 {
		return nil
	}
	people, err := account.All(tx)
	if err != nil {
		return err
	}
	for _, p := range people {
		var theirs []*Item
		for _, it := range batch {
			if it.awaits(p) {
				theirs = append(theirs, it)
			}
		}
		if len(theirs) == 0 || !q.notices.enabled() {
			continue
		}
		if err := q.submit(tx, p.Address, q.notices.call(p, theirs), ""); err != nil {
			return err
		}
	}
	return q.callAdmins(tx, people, batch)
}
