package queue

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/spool"
)

// worker delivers one job after the other. Once stop has ended it gives back
// what was not begun; when work ends too, deliveries under way are cut off.
func (q *Queue) worker(stop, work context.Context) {
	for jobs, fresh := q.jobs, q.fresh; jobs != nil || fresh != nil; {
		var job spool.Job
		var ok bool
		select {
		case job, ok = <-jobs:
			if !ok {
				jobs = nil
				continue
			}
			if len(q.jobs) <= cap(q.jobs)/2 {
				poke(q.room)
			}
		case job, ok = <-fresh:
			if !ok {
				fresh = nil
				continue
			}
			q.places.Add(-1)
		}
		q.work(stop, work, job)
	}
}

func (q *Queue) work(stop, work context.Context, job spool.Job) {
	defer q.forget(job)
	body, err := q.Store.JobBody(work, job)
	if err == nil {
		defer body.Close()
	}
	switch {
	case stop.Err() != nil:
		q.giveBack(job)
	case err != nil:
		q.Log.Error("cannot read a message", "id", job.ID, "err", err)
		q.settle(job, q.unreadable(job))
	default:
		q.attempt(work, job, body)
	}
}

// giveBack ends the lease of a job that was not tried.
func (q *Queue) giveBack(job spool.Job) {
	_, err := q.Store.Settle(context.Background(), job, spool.Settlement{Next: q.Store.Now(), Untried: true})
	if err != nil {
		q.Log.Error("cannot give a message back", "id", job.ID, "err", err)
	}
}

// attempt tries to deliver a job to its pending recipients.
func (q *Queue) attempt(ctx context.Context, job spool.Job, body *spool.Body) {
	pending := pendingOf(job)
	results := q.deliver(ctx, job, pending, body)
	tried := make([]tried, len(pending))
	for i, n := range pending {
		tried[i].n, tried[i].Result = n, results[i]
	}
	if ctx.Err() != nil && !settled(results) {
		q.giveBack(job)
		return
	}
	q.settle(job, tried)
}

// deliver hands a job over for its pending recipients: one message for all, or a
// copy for each where the verdict says so.
func (q *Queue) deliver(ctx context.Context, job spool.Job, pending []int, body *spool.Body) []deliver.Result {
	if !job.Verdict.Individual {
		return q.Deliver.Deliver(ctx, q.mail(ctx, job, pending, body))
	}
	results := make([]deliver.Result, len(pending))
	for i, n := range pending {
		job.Only = job.Recipients[n].Address
		r := q.Deliver.Deliver(ctx, q.mail(ctx, job, []int{n}, body))[0]
		results[i] = r
		stop := r.Unreachable || r.Busy || ctx.Err() != nil
		if r.Status == deliver.Delivered && i < len(pending)-1 && !q.gone(job, tried{n, r}) {
			r, stop = deliver.Result{Reply: deliver.Reply{Text: "the copies before cannot be written down"}}, true
		}
		if stop {
			for k := i + 1; k < len(pending); k++ {
				results[k] = r // the next would fare alike
			}
			break
		}
	}
	return results
}

// gone writes down that a copy is gone before the next one goes, so that a crash
// sends none twice but the one under way. They are settled once more at the end, to
// no effect. It is false when that cannot be written: then no more may go.
func (q *Queue) gone(job spool.Job, copied tried) bool {
	done := []spool.Outcome{{N: copied.n, State: spool.RecipientDelivered, Reply: reply(copied)}}
	err := q.Store.Update(context.Background(), func(t *spool.Tx) error { return t.Progress(job, done) })
	if err != nil {
		q.Log.Error("cannot write down which copies are gone", "id", job.ID, "err", err)
	}
	return err == nil
}

// tried is how a recipient fared.
type tried struct {
	n int // place in the job's recipients
	deliver.Result
}

// unreadable is the outcome when our own disk fails: try again later.
func (q *Queue) unreadable(job spool.Job) (all []tried) {
	for _, n := range pendingOf(job) {
		all = append(all, tried{n, deliver.Result{Reply: deliver.Reply{Text: "the message cannot be read from the spool"}}})
	}
	return all
}

func pendingOf(job spool.Job) (ns []int) {
	for n, r := range job.Recipients {
		if r.State == spool.RecipientPending {
			ns = append(ns, n)
		}
	}
	return ns
}

// settled tells whether anything final came out of an attempt.
func settled(results []deliver.Result) bool {
	for _, r := range results {
		if r.Status != deliver.Temporary {
			return true
		}
	}
	return false
}

func (q *Queue) mail(ctx context.Context, job spool.Job, pending []int, body *spool.Body) deliver.Mail {
	env := job.Envelope
	m := deliver.Mail{
		From: env.ReversePath, Recipients: make([]message.Recipient, len(pending)), Ret: env.Ret, EnvID: env.EnvID,
		SMTPUTF8: env.SMTPUTF8, EightBit: env.EightBit, RequireTLS: env.RequireTLS, VerifiedTLS: job.Verdict.RequireTLS,
		Size: job.Size + int64(len(job.Trace)),
		Open: func() (io.Reader, error) { return q.Compose(ctx, job, body) },
	}
	for i, n := range pending {
		m.Recipients[i] = job.Recipients[n].Recipient
	}
	return m
}

// settle writes down how an attempt went and tells the sender what they are to
// know, in one transaction.
func (q *Queue) settle(job spool.Job, all []tried) {
	now := q.Store.Now()
	giveUp := job.Since.Add(q.Retry.GiveUp)
	set := spool.Settlement{Forget: q.Keep == 0}
	var told notices
	asked, pending, unfit, busy := false, 0, 0, 0
	for _, t := range all {
		asked = asked || t.Asked
		o := spool.Outcome{N: t.n, State: spool.RecipientPending, Reply: reply(t)}
		expired := t.Status == deliver.Temporary && !t.Unfit && !t.Busy && !now.Before(giveUp)
		switch {
		case t.Status == deliver.Delivered:
			o.State = spool.RecipientDelivered
			told.relayed(job, t)
		case t.Status == deliver.Permanent || expired:
			o.State = spool.RecipientFailed
			told.failed(job, t, expired)
		case t.Unfit:
			pending++
			unfit++
		case t.Busy:
			pending++
			busy++
		default:
			pending++
			told.delayed(job, t)
		}
		set.Outcomes = append(set.Outcomes, o)
	}
	set.Told = pending > 0 && job.Told.IsZero() && now.Sub(job.Since) >= q.Retry.Tell
	set.Next = q.next(job, now, giveUp, asked)
	if pending > 0 && busy == pending {
		set.Next, set.Untried = now.Add(time.Second+rand.N(2*time.Second)), busy == len(all)
	}
	if pending > 0 && unfit == pending {
		q.hold(job, set, told)
		return
	}
	q.commit(job, set, told, nil)
}

// hold gives a message to the reviewers that no hop protects as it must be.
func (q *Queue) hold(job spool.Job, set spool.Settlement, told notices) {
	v := unprotected(job, set)
	until := q.Store.Now().Add(q.HoldFor)
	q.commit(job, set, told, func(t *spool.Tx) error { return t.Suspend(job, v, until) })
	q.Log.Warn("message held: the next hop does not protect it as it must be", "id", job.ID)
}

// unprotected is the verdict of such a message. Its ruleset is a name of its own,
// so that approvals given before for other reasons do not count for this one.
// Once approved it goes without verified TLS, unless the submitter demanded it
// (RFC 8689): that is not ours to waive.
func unprotected(job spool.Job, set spool.Settlement) rule.Verdict {
	v := job.Verdict
	hop := ""
	for _, o := range set.Outcomes {
		if o.State == spool.RecipientPending {
			hop = o.Reply.Hop
		}
	}
	reason := "It may travel over verified TLS only, and the next hop " + hop + " does not offer that. Approved, it goes without."
	if job.Envelope.RequireTLS {
		reason = "Its sender demands verified TLS all the way (REQUIRETLS), and the next hop " + hop + " does not promise that. Approved, it is tried again."
	}
	v.Action, v.Approvals, v.RequireTLS = rule.Hold, max(1, v.Approvals), false
	v.Rules = append(slices.Clone(v.Rules), "require-tls")
	v.Reasons = append(slices.Clone(v.Reasons), reason)
	sum := sha256.Sum256([]byte("held for want of TLS\n" + v.Ruleset))
	v.Ruleset = hex.EncodeToString(sum[:])
	return v
}

func reply(t tried) spool.Reply {
	return spool.Reply{Code: t.Reply.Code, Enhanced: t.Reply.Enhanced, Text: t.Reply.Text, Hop: t.Hop}
}

// next is when to try again: by the schedule, when the sender is to be told of a
// delay, and once at the very end.
func (q *Queue) next(job spool.Job, now, giveUp time.Time, asked bool) time.Time {
	next := now.Add(q.Retry.Wait(job.Attempts+1, asked, rand.Float64()))
	for _, at := range []time.Time{job.Since.Add(q.Retry.Tell), giveUp} {
		if next.After(at) && now.Before(at) {
			return at
		}
	}
	return next
}

// commit writes all of an attempt in one transaction; after, when given, joins it
// while the message is ours and not finished.
func (q *Queue) commit(job spool.Job, set spool.Settlement, told notices, after func(*spool.Tx) error) {
	reports := q.reports(job, set, told)
	var done spool.Settled
	err := q.Store.UpdateSoon(context.Background(), func(t *spool.Tx) (err error) {
		if done, err = t.Settle(job, set); err != nil {
			return err
		}
		if after != nil && !done.Lost && done.State == spool.Queued {
			if err := after(t); err != nil {
				return err
			}
			done.State = spool.Held
		}
		return submit(t, reports)
	})
	if err != nil {
		// The lease runs out and the message is tried again: at least once.
		q.Log.Error("cannot write down how a delivery went", "id", job.ID, "err", err)
		return
	}
	if done.InFile {
		if err := q.Store.Forget(job.ID); err != nil {
			q.Log.Error("cannot remove the body of a message that is gone", "id", job.ID, "err", err)
		}
	}
	if done.State == spool.Queued {
		poke(q.wake) // it may be due before feed thinks of looking
	}
	q.log(job, set, done)
}

// log is the one line on an attempt. Replies may hold addresses: only their
// codes are logged.
func (q *Queue) log(job spool.Job, set spool.Settlement, done spool.Settled) {
	counts := map[spool.RecipientState]int{}
	var last spool.Reply
	for _, o := range set.Outcomes {
		counts[o.State]++
		last = o.Reply
	}
	attrs := []any{"id", job.ID, "state", done.State, "attempt", job.Attempts + 1, "delivered", counts[spool.RecipientDelivered],
		"failed", counts[spool.RecipientFailed], "pending", counts[spool.RecipientPending], "code", last.Code, "status", last.Enhanced}
	if done.State == spool.Queued {
		attrs = append(attrs, "next", set.Next)
	}
	if done.Lost {
		q.Log.Warn("delivery by two at once", attrs...)
		return
	}
	q.Log.Info("delivery", attrs...)
}
