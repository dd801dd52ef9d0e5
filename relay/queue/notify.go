package queue

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/queue/dsn"
	"github.com/postlock/postlock/relay/spool"
)

// notices are the recipients of a job that its sender wants to hear about.
type notices struct {
	failures, delays, relays []dsn.Recipient
}

func (n *notices) failed(job spool.Job, t tried, expired bool) {
	if r := job.Recipients[t.n]; dsn.Wanted(dsn.Failed, job.Envelope.ReversePath, r.Notify) {
		n.failures = append(n.failures, about(r.Recipient, t, failureStatus(t.Reply, expired)))
	}
}

func (n *notices) delayed(job spool.Job, t tried) {
	if r := job.Recipients[t.n]; dsn.Wanted(dsn.Delayed, job.Envelope.ReversePath, r.Notify) {
		n.delays = append(n.delays, about(r.Recipient, t, delayStatus(t.Result)))
	}
}

// relayed notes a success that was asked for, when the hop does not report it
// itself (RFC 3461 section 6.2.2 (d)).
func (n *notices) relayed(job spool.Job, t tried) {
	if r := job.Recipients[t.n]; !t.DSN && dsn.Wanted(dsn.Relayed, job.Envelope.ReversePath, r.Notify) {
		n.relays = append(n.relays, about(r.Recipient, t, "2.0.0"))
	}
}

func about(r message.Recipient, t tried, status string) dsn.Recipient {
	d := dsn.Recipient{Recipient: r, Status: status, Hop: t.Hop}
	if t.Reply.Code != 0 {
		d.Reply = t.Reply.Error()
	}
	return d
}

// failureStatus is the hop's code, or one of RFC 3463 that says what is known:
// 4.4.7 for time that ran out, 5.0.0 for a refusal without a reason.
func failureStatus(r deliver.Reply, expired bool) string {
	switch {
	case expired:
		return "4.4.7"
	case r.Enhanced != "":
		return r.Enhanced
	default:
		return "5.0.0"
	}
}

// delayStatus is the hop's code, or one of RFC 3463 that says what is known: 4.0.0
// for a reply without one, 4.4.1 for a hop that cannot be reached, 4.4.2 for a
// connection that came about and broke.
func delayStatus(r deliver.Result) string {
	switch {
	case r.Reply.Code/100 == 4 && r.Reply.Enhanced != "":
		return r.Reply.Enhanced
	case r.Reply.Code != 0:
		return "4.0.0"
	case r.Unreachable:
		return "4.4.1"
	default:
		return "4.4.2"
	}
}

// notice is a notification ready to be queued.
type notice struct {
	message spool.Message
	body    []byte
}

// reports writes the notifications that a settlement calls for.
func (q *Queue) reports(job spool.Job, set spool.Settlement, told notices) (all []notice) {
	if !set.Told {
		told.delays = nil
	}
	for _, part := range []struct {
		action     dsn.Action
		recipients []dsn.Recipient
	}{{dsn.Failed, told.failures}, {dsn.Delayed, told.delays}, {dsn.Relayed, told.relays}} {
		if len(part.recipients) > 0 {
			all = append(all, q.report(job, part.action, part.recipients))
		}
	}
	return all
}

func (q *Queue) report(job spool.Job, action dsn.Action, to []dsn.Recipient) notice {
	now := q.Store.Now()
	for i := range to {
		to[i].At = now
	}
	r := dsn.Report{
		Action: action, ID: string(q.Store.NewID()), Hostname: q.hostname(), From: q.postmaster(), To: job.Envelope.ReversePath,
		EnvID: job.Envelope.EnvID, Accepted: job.Accepted, Now: now, Until: job.Since.Add(q.Retry.GiveUp),
		Recipients: to, Header: q.header(job), Language: q.Language,
	}
	// RFC 8689 section 5: what demands TLS comes back without its body.
	if action == dsn.Failed && !job.Envelope.RequireTLS && strings.EqualFold(job.Envelope.Ret, "FULL") {
		r.Full = q.full(job)
	}
	body := r.Message()
	env := message.Envelope{
		Recipients: []message.Recipient{{Address: job.Envelope.ReversePath, Notify: []string{"NEVER"}}},
		EightBit:   !ascii(body), SMTPUTF8: !ascii([]byte(job.Envelope.ReversePath.String())), Received: now,
		RequireTLS: job.Envelope.RequireTLS,
	}
	return notice{message: spool.Message{Envelope: env, MessageID: r.MessageID()}, body: body}
}

func ascii(b []byte) bool {
	return bytes.IndexFunc(b, func(c rune) bool { return c >= 0x80 }) < 0
}

// postmaster is who notifications come from (RFC 5321 section 4.5.1).
func (q *Queue) postmaster() message.Address {
	if !q.Postmaster.IsZero() {
		return q.Postmaster
	}
	a, err := message.ParseAddress("postmaster@" + q.hostname())
	if err != nil {
		q.Log.Warn("no address for the postmaster", "err", err)
	}
	return a
}

func (q *Queue) hostname() string {
	if q.Hostname == "" {
		return "localhost"
	}
	return q.Hostname
}

// header is the header of a job's message; without it a notification is still
// better than none.
func (q *Queue) header(job spool.Job) []byte {
	body, err := q.Store.Body(context.Background(), job.ID)
	if err != nil {
		return nil
	}
	defer body.Close()
	header, err := dsn.Header(body.Reader())
	if err != nil {
		q.Log.Error("cannot read the header of a message", "id", job.ID, "err", err)
	}
	return header
}

// maxReturn is the largest message in bytes that goes back whole.
const maxReturn = 256 << 10

// full is a job's message as it was submitted, for a sender who asked for it
// (RET=FULL); nil when it is large, or when it would go back to somebody outside
// of the office.
func (q *Queue) full(job spool.Job) []byte {
	if job.Size > maxReturn || q.Internal == nil || !q.Internal(job.Envelope.ReversePath) {
		return nil
	}
	body, err := q.Store.Body(context.Background(), job.ID)
	if err != nil {
		return nil
	}
	defer body.Close()
	full, err := io.ReadAll(body.Reader())
	if err != nil {
		q.Log.Error("cannot read a message", "id", job.ID, "err", err)
		return nil
	}
	return full
}

// submit queues notifications in the transaction that made them necessary.
func submit(t *spool.Tx, all []notice) error {
	for _, n := range all {
		if _, err := t.Submit(n.message, n.body); err != nil {
			return err
		}
	}
	return nil
}
