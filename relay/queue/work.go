package queue

import (
	"context"
	"io"
	"math/rand/v2"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/spool"
)

// worker delivers one job after the other. Once stop has ended it gives back
// what was not begun; when work ends too, deliveries under way are cut off.
func (q *Queue) worker(stop, work context.Context) {
	for job := range q.jobs {
		if len(q.jobs) <= cap(q.jobs)/2 {
			poke(q.room)
		}
		if stop.Err() != nil {
			q.giveBack(job)
		} else {
			q.attempt(work, job)
		}
		q.forget(job)
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
func (q *Queue) attempt(ctx context.Context, job spool.Job) {
	body, err := q.Store.Body(ctx, job.ID)
	if err != nil {
		q.Log.Error("cannot read a message", "id", job.ID, "err", err)
		q.settle(job, q.unreadable(job))
		return
	}
	defer body.Close()
	pending := pendingOf(job)
	mail := q.mail(ctx, job, pending, body)
	results := q.Deliver.Deliver(ctx, mail)
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
		SMTPUTF8: env.SMTPUTF8, EightBit: env.EightBit, RequireTLS: env.RequireTLS,
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
	set := spool.Settlement{}
	var told notices
	asked, pending := false, 0
	for _, t := range all {
		asked = asked || t.Asked
		o := spool.Outcome{N: t.n, State: spool.RecipientPending, Reply: reply(t)}
		expired := t.Status == deliver.Temporary && !now.Before(giveUp)
		switch {
		case t.Status == deliver.Delivered:
			o.State = spool.RecipientDelivered
			told.relayed(job, t)
		case t.Status == deliver.Permanent || expired:
			o.State = spool.RecipientFailed
			told.failed(job, t, expired)
		default:
			pending++
			told.delayed(job, t)
		}
		set.Outcomes = append(set.Outcomes, o)
	}
	set.Told = pending > 0 && job.Told.IsZero() && now.Sub(job.Since) >= q.Retry.Tell
	set.Next = q.next(job, now, giveUp, asked)
	q.commit(job, set, told)
}

func reply(t tried) spool.Reply {
	return spool.Reply{Code: t.Reply.Code, Enhanced: t.Reply.Enhanced, Text: t.Reply.Text, Hop: t.Hop}
}

// next is when to try again: by the schedule, and once at the very end.
func (q *Queue) next(job spool.Job, now, giveUp time.Time, asked bool) time.Time {
	next := now.Add(q.Retry.Wait(job.Attempts+1, asked, rand.Float64()))
	if next.After(giveUp) && now.Before(giveUp) {
		return giveUp
	}
	return next
}

func (q *Queue) commit(job spool.Job, set spool.Settlement, told notices) {
	reports := q.reports(job, set, told)
	var done spool.Settled
	err := q.Store.Update(context.Background(), func(t *spool.Tx) (err error) {
		if done, err = t.Settle(job, set); err != nil {
			return err
		}
		return submit(t, reports)
	})
	if err != nil {
		// The lease runs out and the message is tried again: at least once.
		q.Log.Error("cannot write down how a delivery went", "id", job.ID, "err", err)
		return
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
