// Package route chooses the next hop of each recipient: by the recipient's
// domain, by the sender's, or the default, each a list of hops of which the next
// is tried when one cannot be reached.
//
// It remembers which hops are dead, so that not every message spends a connect
// time-out on them, and lets each hop have as many messages at once as its
// answers show it likes.
package route

import (
	"context"
	"errors"
	"sync"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/queue/deliver"
)

// Destination is a list of hops; the first that can be reached takes the mail.
type Destination []*Hop

// Rule sends some mail to a destination of its own. Domains are as in
// own_domains of the rules: lower case, ".example.org" for all below.
type Rule struct {
	// Recipients are the domains of the recipients; any when empty.
	Recipients []string
	// Senders are the domains of the reverse-path; any when empty. The null
	// reverse-path is in none.
	Senders []string
	To      Destination
}

func (r *Rule) meets(from, to message.Address) bool {
	return (len(r.Recipients) == 0 || inspect.Own(r.Recipients, to.Domain())) &&
		(len(r.Senders) == 0 || !from.IsZero() && inspect.Own(r.Senders, from.Domain()))
}

// Router is a queue.Deliverer over several hops. Its fields must not change
// after the first use.
type Router struct {
	// Rules are asked in order, for each recipient; the first that meets counts.
	Rules []Rule
	// Default takes what no rule does.
	Default Destination
	// Patient is how many messages may wait for a hop that is busy; the
	// others come back with Busy, so that one slow hop does not take all
	// workers. 0 lets none wait.
	Patient int

	mu      sync.Mutex
	waiting int
}

// Close ends the idle connections of all hops; those in use end after their
// message.
func (r *Router) Close() (err error) {
	for _, to := range r.destinations() {
		for _, hop := range to {
			err = errors.Join(err, hop.Client.Close())
		}
	}
	return err
}

// Forgive has hops asked again that are left alone since they were out of reach.
func (r *Router) Forgive() {
	for _, to := range r.destinations() {
		for _, hop := range to {
			hop.forgive()
		}
	}
}

func (r *Router) destinations() []Destination {
	all := []Destination{r.Default}
	for i := range r.Rules {
		all = append(all, r.Rules[i].To)
	}
	return all
}

// part is the share of a message that goes to one destination.
type part struct {
	to Destination
	ns []int // places of the recipients
}

func (r *Router) parts(m deliver.Mail) (parts []part) {
	at := map[int]int{} // place in parts by the rule's place, -1 for the default
	for n, rcpt := range m.Recipients {
		rule, to := -1, r.Default
		for i := range r.Rules {
			if r.Rules[i].meets(m.From, rcpt.Address) {
				rule, to = i, r.Rules[i].To
				break
			}
		}
		k, ok := at[rule]
		if !ok {
			k = len(parts)
			at[rule], parts = k, append(parts, part{to: to})
		}
		parts[k].ns = append(parts[k].ns, n)
	}
	return parts
}

// Deliver hands m over, each recipient's part to its own destination, at the
// same time, and tells how it went for each of m.Recipients, in their order.
func (r *Router) Deliver(ctx context.Context, m deliver.Mail) []deliver.Result {
	results := make([]deliver.Result, len(m.Recipients))
	parts := r.parts(m)
	var all sync.WaitGroup
	for _, p := range parts {
		// A message in parts waits: what was put off for one part would be
		// for all of them.
		deliver := func() { r.part(ctx, p, m, results, len(parts) > 1) }
		if len(parts) == 1 {
			deliver()
		} else {
			all.Go(deliver)
		}
	}
	all.Wait()
	return results
}

// part tries the hops of one destination in order. Recipients that one could not
// be asked for go to the next; those it refused or put off do not.
func (r *Router) part(ctx context.Context, p part, m deliver.Mail, results []deliver.Result, wait bool) {
	ns := p.ns
	for i, hop := range p.to {
		share := m
		share.Recipients = make([]message.Recipient, len(ns))
		for k, n := range ns {
			share.Recipients[k] = m.Recipients[n]
		}
		var next []int
		for k, result := range r.hop(ctx, hop, share, wait) {
			n := ns[k]
			if i == 0 || !result.Unreachable {
				results[n] = better(results[n], result)
			}
			if elsewhere(result) {
				next = append(next, n)
			}
		}
		if ns = next; len(ns) == 0 || ctx.Err() != nil {
			return
		}
	}
}

// elsewhere tells whether another hop may do better: this one is out of reach,
// not fit, or said that it goes down (RFC 5321 section 3.8).
func elsewhere(r deliver.Result) bool {
	return r.Unreachable || r.Unfit || r.Status == deliver.Temporary && r.Reply.Code == 421
}

// better is what is known of a recipient after another hop: that one is unfit is
// not forgotten for another that is out of reach or busy.
func better(was, is deliver.Result) deliver.Result {
	if was.Unfit && (is.Unreachable || is.Busy) {
		return was
	}
	return is
}

// hop hands a part to one hop, when there is room for it.
func (r *Router) hop(ctx context.Context, hop *Hop, m deliver.Mail, wait bool) []deliver.Result {
	slot, dead := hop.enter(ctx, func() bool { return wait || r.wait() }, func() {
		if !wait {
			r.waited()
		}
	})
	switch {
	case dead != nil:
		return all(m, *dead)
	case slot == nil:
		return all(m, deliver.Result{Busy: true, Hop: hop.name(), Reply: deliver.Reply{Text: "as many messages are under way as the next hop likes"}})
	}
	results := hop.Client.Deliver(ctx, m)
	hop.leave(slot, ctx.Err() == nil, results)
	return results
}

func all(m deliver.Mail, r deliver.Result) []deliver.Result {
	results := make([]deliver.Result, len(m.Recipients))
	for i := range results {
		results[i] = r
	}
	return results
}

// wait asks for one of the places of those who wait.
func (r *Router) wait() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.waiting >= r.Patient {
		return false
	}
	r.waiting++
	return true
}

func (r *Router) waited() {
	r.mu.Lock()
	r.waiting--
	r.mu.Unlock()
}
