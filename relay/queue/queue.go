// Package queue brings accepted messages on their way: it knows who is due,
// hands them to the next hop, tries again what did not work, tells the sender of
// delays and failures, and gives up in the end.
package queue

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/queue/dsn"
	"github.com/postlock/postlock/relay/spool"
)

// Deliverer hands a message to where it goes and tells how each recipient fared,
// in order. *deliver.Client is one.
type Deliverer interface {
	Deliver(ctx context.Context, m deliver.Mail) []deliver.Result
}

// Compose makes the message as it leaves from the message as it was submitted:
// trace fields on top, recipients taken out, signature. It may be called several
// times for one job; the reader is read once.
type Compose func(ctx context.Context, job spool.Job, body *spool.Body) (io.Reader, error)

// Plain composes the trace fields and the body, unchanged.
func Plain(_ context.Context, job spool.Job, body *spool.Body) (io.Reader, error) {
	return io.MultiReader(strings.NewReader(job.Trace), body.Reader()), nil
}

// Retry says when to try again and when to stop; zero fields mean the defaults.
type Retry struct {
	First  time.Duration // after the first failure, 1 minute; doubles each time
	Most   time.Duration // the longest wait, 1 hour
	Jitter float64       // the share of a wait that is left to chance, 0.2
	Tell   time.Duration // when the sender is told of a delay, 4 hours
	GiveUp time.Duration // RFC 5321 section 4.5.4.1 wants 4 to 5 days; 5 days
	// Unreachable is the longest wait while the next hop cannot be reached
	// at all, 5 minutes: once it is back, mail is not to lie for long.
	Unreachable time.Duration
}

func (r Retry) withDefaults() Retry {
	for d, to := range map[*time.Duration]time.Duration{
		&r.First: time.Minute, &r.Most: time.Hour, &r.Tell: 4 * time.Hour, &r.GiveUp: 5 * 24 * time.Hour,
		&r.Unreachable: 5 * time.Minute,
	} {
		if *d == 0 {
			*d = to
		}
	}
	if r.Jitter == 0 {
		r.Jitter = 0.2
	}
	return r
}

// Wait is the time until the next attempt after so many; chance is of [0, 1).
func (r Retry) Wait(attempts int, asked bool, chance float64) time.Duration {
	d := r.First
	for i := 1; i < attempts && d < r.Most; i++ {
		d *= 2
	}
	d = min(d, r.Most)
	if !asked {
		d = min(d, r.Unreachable)
	}
	return d + time.Duration((chance*2-1)*r.Jitter*float64(d))
}

// Queue delivers what is queued in Store. The fields must not change once Run
// was called.
type Queue struct {
	Store   *spool.Store
	Deliver Deliverer
	// Compose is Plain by default.
	Compose Compose
	Retry   Retry
	// Workers is how many messages are under way at once, 20 by default.
	Workers int
	// Lease is how long a message stays ours without a sign of life, 5
	// minutes; it is renewed while we work on it.
	Lease time.Duration
	// Grace is how long a stop waits for deliveries under way, 30 seconds.
	Grace time.Duration
	// Keep is how long a delivered message stays readable; 0 deletes it at
	// once, or within a minute. KeepHeld is the same for those that were once held
	// (or refused, expired, withdrawn); 30 days by default.
	Keep, KeepHeld time.Duration
	// HoldFor is how long a message waits for its reviewers that no hop
	// protects as it must be, 7 days.
	HoldFor time.Duration
	// Poll is the longest time between looks for due messages, a second (it
	// is one look into an index): "postlock queue retry" and other relays put
	// mail into the spool without our knowing.
	Poll time.Duration
	// Forgive is called when a person wants mail to go now, so that hops which
	// are left alone for having been out of reach are asked again; may be nil.
	Forgive func()
	// Hostname names this server in notifications and leases.
	Hostname string
	// Postmaster is the From of notifications; postmaster@Hostname by default.
	Postmaster message.Address
	// Language is that of notifications; English by default.
	Language dsn.Language
	// Internal tells of an address that it is the office's own: only such a
	// sender gets a whole message back. nil says so of nobody.
	Internal func(message.Address) bool
	Log      *slog.Logger

	once sync.Once
	wake chan struct{}
	jobs chan spool.Job
	room chan struct{} // told when half of jobs is empty

	fresh  chan spool.Job // handed over by the store
	places atomic.Int64   // taken of fresh, also for what is yet to come

	mu   sync.Mutex
	mine map[spool.ID]spool.Job // claimed and not settled
}

func (q *Queue) init() {
	q.once.Do(func() {
		q.Retry = q.Retry.withDefaults()
		if q.Compose == nil {
			q.Compose = Plain
		}
		if q.Workers == 0 {
			q.Workers = 20
		}
		for d, to := range map[*time.Duration]time.Duration{
			&q.Poll: time.Second, &q.Lease: 5 * time.Minute, &q.Grace: 30 * time.Second, &q.KeepHeld: 30 * 24 * time.Hour,
			&q.HoldFor: 7 * 24 * time.Hour,
		} {
			if *d == 0 {
				*d = to
			}
		}
		if q.Log == nil {
			q.Log = slog.Default()
		}
		q.wake = make(chan struct{}, 1)
		q.room = make(chan struct{}, 1)
		q.jobs = make(chan spool.Job, 2*q.Workers)
		q.fresh = make(chan spool.Job, 2*q.Workers)
		q.mine = map[spool.ID]spool.Job{}
	})
}

// Wake makes the queue look at once for what is due. New and released mail does
// so by itself.
func (q *Queue) Wake() {
	q.init()
	poke(q.wake)
}

// poke leaves a word in a channel that holds one.
func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Run works until ctx ends, then finishes what is under way for at most Grace,
// gives back the rest and returns. It owns every goroutine it starts.
func (q *Queue) Run(ctx context.Context) error {
	q.init()
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var workers, others sync.WaitGroup
	for range q.Workers {
		workers.Go(func() { q.worker(ctx, work) })
	}
	others.Go(func() { q.every(work, q.Lease/3, q.renew) })
	others.Go(func() { q.every(work, min(max(min(q.Keep, q.KeepHeld)/10, time.Minute), time.Hour), q.purge) })
	q.Store.HandOver(&spool.Handover{Worker: q.Hostname, Lease: q.Lease, Room: q.place, Take: q.take})
	err := q.feed(ctx)
	q.Store.HandOver(nil)
	close(q.jobs)
	close(q.fresh)
	grace := time.AfterFunc(q.Grace, stop)
	workers.Wait()
	grace.Stop()
	stop()
	others.Wait()
	return err
}

// every calls f at intervals until ctx ends.
func (q *Queue) every(ctx context.Context, d time.Duration, f func(context.Context)) {
	tick := time.NewTicker(d)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			f(ctx)
		case <-ctx.Done():
			return
		}
	}
}

// feed claims what is due and gives it to the workers until ctx ends.
func (q *Queue) feed(ctx context.Context) error {
	for ctx.Err() == nil {
		if due, err := q.Store.NextDue(ctx); err == nil && spool.Asked(due) && q.Forgive != nil {
			q.Forgive()
		}
		room := cap(q.jobs) - len(q.jobs)
		jobs, err := q.Store.Claim(ctx, q.Hostname, room, q.Lease)
		if errors.Is(err, spool.ErrClosed) {
			return err
		}
		if err != nil && ctx.Err() == nil {
			q.Log.Error("cannot look for due messages", "err", err)
		}
		q.remember(jobs)
		for _, job := range jobs {
			q.jobs <- job // has room: only this goroutine sends
		}
		if len(jobs) < room {
			q.awaitDue(ctx, err != nil)
		}
		q.awaitRoom(ctx)
	}
	return nil
}

// place keeps a place for a message that may be handed over. When there is none
// the message waits like any other until feed claims it.
func (q *Queue) place() bool {
	if q.places.Add(1) <= int64(cap(q.fresh)) {
		return true
	}
	q.places.Add(-1)
	return false
}

// take gives a message that was handed over to the workers.
func (q *Queue) take(job *spool.Job) {
	if job == nil {
		q.places.Add(-1)
		return
	}
	q.remember([]spool.Job{*job})
	q.fresh <- *job // has room: place has seen to it
}

// awaitDue waits until something is due, or Wake.
func (q *Queue) awaitDue(ctx context.Context, failed bool) {
	for first := true; ctx.Err() == nil; first = false {
		wait := q.Poll
		if due, err := q.Store.NextDue(ctx); err == nil && !due.IsZero() {
			wait = min(wait, due.Sub(q.Store.Now()))
		}
		if wait <= 0 && !(first && failed) {
			return
		}
		timer := time.NewTimer(max(wait, time.Second/10))
		select {
		case <-timer.C:
		case <-q.wake:
		case <-q.Store.Queued():
		case <-ctx.Done():
		}
		timer.Stop()
	}
}

// awaitRoom waits until at least half of the jobs have been taken by workers.
func (q *Queue) awaitRoom(ctx context.Context) {
	for len(q.jobs) > cap(q.jobs)/2 {
		select {
		case <-q.room:
		case <-ctx.Done():
			return
		}
	}
}

func (q *Queue) remember(jobs []spool.Job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, job := range jobs {
		q.mine[job.ID] = job
	}
}

func (q *Queue) forget(job spool.Job) {
	q.mu.Lock()
	delete(q.mine, job.ID)
	q.mu.Unlock()
}

// has tells whether a job is still being worked on.
func (q *Queue) has(job spool.Job) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	_, ok := q.mine[job.ID]
	return ok
}

// renew prolongs the leases of all that we have.
func (q *Queue) renew(ctx context.Context) {
	q.mu.Lock()
	jobs := make([]spool.Job, 0, len(q.mine))
	for _, job := range q.mine {
		jobs = append(jobs, job)
	}
	q.mu.Unlock()
	for _, job := range jobs {
		if err := q.Store.Renew(ctx, job, q.Lease); err != nil && ctx.Err() == nil && q.has(job) {
			q.Log.Warn("cannot prolong the lease of a message", "id", job.ID, "err", err)
		}
	}
}

// purge deletes what is finished and past its time.
func (q *Queue) purge(ctx context.Context) {
	now := q.Store.Now()
	n, err := q.Store.Purge(ctx, spool.Retention{Passed: now.Add(-q.Keep), Held: now.Add(-q.KeepHeld)})
	if err != nil && ctx.Err() == nil {
		q.Log.Error("cannot delete finished messages", "err", err)
	}
	if n > 0 {
		q.Log.Info("finished messages deleted", "count", n)
	}
}
