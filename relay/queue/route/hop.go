package route

import (
	"context"
	"net"
	"sync"
	"time"

	"github.com/postlock/postlock/relay/queue/deliver"
)

// Limits of a hop; zero fields mean the defaults.
type Limits struct {
	// Concurrent is the most messages at once, 10.
	Concurrent int
	// Rest is how long a hop that could not be reached is left alone, 10 s;
	// it doubles with every further failure up to RestMost, 1 min. One
	// message then tries it; the others wait for how that goes.
	Rest, RestMost time.Duration
}

func (l Limits) withDefaults() Limits {
	if l.Concurrent <= 0 {
		l.Concurrent = 10
	}
	if l.Rest == 0 {
		l.Rest = 10 * time.Second
	}
	if l.RestMost == 0 {
		l.RestMost = time.Minute
	}
	return l
}

// Hop is one server, what is known of its state, and the client that talks to
// it. Several destinations may share one. The fields must not change after the
// first use.
type Hop struct {
	Client *deliver.Client
	Limits Limits
	// Now is the clock; default time.Now.
	Now func() time.Time

	mu     sync.Mutex
	room   chan struct{} // closed and replaced when there may be room
	busy   int
	window float64 // how many at once, as the answers have it; 0 before the first use
	epoch  int     // counts the lowerings, so that one event lowers once

	failures int            // in a row
	rest     time.Time      // until then it is left alone
	probing  bool           // one message finds out whether it is back
	last     deliver.Result // what to say of those it was not asked for
}

// slot is a message's place at a hop.
type slot struct {
	epoch int
	probe bool
}

func (h *Hop) name() string {
	host, _, err := net.SplitHostPort(h.Client.Hop.Address)
	if err != nil {
		return h.Client.Hop.Address
	}
	return host
}

func (h *Hop) now() time.Time {
	if h.Now != nil {
		return h.Now()
	}
	return time.Now()
}

// enter gets a place at the hop. dead is set when the hop is known to be out of
// reach; both are nil when it has no room and mayWait says no, or ctx ends.
// waited is called after every mayWait that said yes.
func (h *Hop) enter(ctx context.Context, mayWait func() bool, waited func()) (s *slot, dead *deliver.Result) {
	asked := false
	defer func() {
		if asked {
			waited()
		}
	}()
	for {
		s, dead, room := h.try()
		if s != nil || dead != nil {
			return s, dead
		}
		if !asked {
			if asked = mayWait(); !asked {
				return nil, nil
			}
		}
		select {
		case <-room:
		case <-ctx.Done():
			return nil, nil
		}
	}
}

// try gets a place, or says that the hop is dead, or gives the channel that is
// closed when trying again makes sense.
func (h *Hop) try() (*slot, *deliver.Result, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	limits := h.Limits.withDefaults()
	if h.window == 0 {
		h.window = float64(limits.Concurrent)
		h.room = make(chan struct{})
	}
	if h.failures > 0 {
		if h.probing || h.now().Before(h.rest) {
			dead := h.last
			return nil, &dead, nil
		}
		h.probing = true
		h.busy++
		return &slot{h.epoch, true}, nil, nil
	}
	if h.busy >= max(1, int(h.window)) {
		return nil, nil, h.room
	}
	h.busy++
	return &slot{epoch: h.epoch}, nil, nil
}

// leave gives the place back and learns from what the hop said. Nothing is
// learnt from a delivery that was cut off by us.
func (h *Hop) leave(s *slot, whole bool, results []deliver.Result) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.busy--
	if s.probe {
		h.probing = false
	}
	if whole {
		h.learn(s, results)
	}
	close(h.room)
	h.room = make(chan struct{})
}

// forgive forgets that the hop was out of reach.
func (h *Hop) forgive() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failures = 0
}

func (h *Hop) learn(s *slot, results []deliver.Result) {
	limits := h.Limits.withDefaults()
	switch summary(results) {
	case outOfReach:
		h.last = results[0]
		// Those that were under way when it failed first say nothing new.
		if h.failures == 0 || s.probe {
			h.failures++
			rest := limits.Rest << min(h.failures-1, 16)
			h.rest = h.now().Add(min(rest, limits.RestMost))
		}
		return
	case tooMuch:
		if s.epoch == h.epoch {
			h.window = max(1, h.window/2)
			h.epoch++
		}
	case good:
		// One more after as many successes as are let in at once.
		h.window = min(float64(limits.Concurrent), h.window+1/h.window)
	case indifferent:
		return
	}
	h.failures = 0
}

// What a hop's answers to one message say of the hop.
const (
	indifferent = iota
	alive
	good
	tooMuch
	outOfReach
)

// summary: unreachable or 421 is about the hop; that it puts off every recipient
// is read as a wish for less, single recipients put off (grey-listing, a full
// mailbox) are not.
func summary(results []deliver.Result) int {
	deferred, sum := 0, indifferent
	for _, r := range results {
		switch {
		case r.Status == deliver.Temporary && r.Reply.Code == 421:
			return tooMuch
		case r.Unreachable:
			return outOfReach
		case r.Status == deliver.Delivered:
			return good
		case r.Asked:
			sum = alive
		}
		if r.Asked && r.Status == deliver.Temporary && r.Reply.Code/100 == 4 {
			deferred++
		}
	}
	if deferred > 0 && deferred == len(results) {
		return tooMuch
	}
	return sum
}
