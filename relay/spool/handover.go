package spool

import "time"

// Handover is how new messages reach a queue of this process without being
// asked for: their row bears the queue's lease from the start, so that every
// other queue on the same database leaves them alone, and what was in memory at
// acceptance need not be read back. Should the process die, the lease runs out
// as any other does.
type Handover struct {
	// Worker and Lease are as in Claim.
	Worker string
	Lease  time.Duration
	// Room keeps a place for one message. When it says no, the message waits
	// to be claimed.
	Room func() bool
	// Take is called once for each place that was kept: with the message,
	// which is on the disk now, or with nil when it did not come about. It
	// must not wait.
	Take func(*Job)
}

// HandOver gives new messages to h from now on; to nobody when h is nil. It
// returns when nothing is on its way to the one before.
func (s *Store) HandOver(h *Handover) {
	s.handing.Lock()
	defer s.handing.Unlock()
	s.handover = h
}

// place asks for a place for a message that goes into the queue; it gives nil
// when there is none.
func (h *Handover) place(e *entry) *Handover {
	if h == nil || e.state() != Queued || !h.Room() {
		return nil
	}
	e.owner, e.lease = newOwner(h.Worker), h.Lease
	return h
}

// take hands a message over that is durable. It tells whether somebody has it.
func (h *Handover) take(e *entry, d *Draft) bool {
	if h == nil {
		return false
	}
	body := &Body{plain: d.plain, store: d.store, file: d.file}
	h.Take(&Job{Record: e.record(), owner: e.owner, keys: d.keys, body: body, transit: e.transit.Valid, fresh: true})
	return true
}

// giveBack gives a place back.
func (h *Handover) giveBack() {
	if h != nil {
		h.Take(nil)
	}
}

// record is what a claim would have read back.
func (e *entry) record() Record {
	r := Record{
		Message: e.m, ID: e.id, State: Queued, Accepted: e.accepted, Size: e.size, SHA256: e.sum,
		Since: e.accepted, Due: e.accepted.Add(e.lease),
		Recipients: make([]Delivery, len(e.m.Envelope.Recipients)),
	}
	r.Report, r.HoldUntil = nil, time.Time{}
	for i, to := range e.m.Envelope.Recipients {
		r.Recipients[i] = Delivery{Recipient: to, State: RecipientPending}
	}
	return r
}
