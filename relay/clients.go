package relay

import (
	"net/netip"
	"sync"
	"time"
)

// clients counts what each client does: connections, messages and wrong
// passwords. A client is an IPv4 address or an IPv6 /64; the zero netip.Addr is
// the Unix socket.
type clients struct {
	limits Limits
	now    func() time.Time

	mu    sync.Mutex
	total int // connections
	known map[netip.Addr]*client
	wrong map[attempt]*failures
}

type client struct {
	connections int
	messages    int       // in the hour that began at since
	since       time.Time // zero before the first message
}

// attempt is a client, and a name or "" for all names.
type attempt struct {
	client netip.Addr
	user   string
}

type failures struct {
	n    int
	last time.Time
}

// maxRemembered bounds the maps against a client that makes up names.
const maxRemembered = 10_000

func newClients(limits Limits, now func() time.Time) *clients {
	return &clients{limits: limits, now: now, known: map[netip.Addr]*client{}, wrong: map[attempt]*failures{}}
}

func sameClient(a netip.Addr) netip.Addr {
	a = a.Unmap().WithZone("")
	if a.Is6() {
		p, _ := a.Prefix(64)
		return p.Addr()
	}
	return a
}

// enter counts a connection; it is false, with a sentence for the client, when
// there are too many. The caller calls leave for those that entered.
func (cs *clients) enter(a netip.Addr) (string, bool) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	c := cs.client(a)
	if cs.total >= cs.limits.Connections {
		return "Too many connections; try again in a minute", false
	}
	if c.connections >= cs.limits.ConnectionsPerClient {
		return "Too many connections from your address; close some or try again in a minute", false
	}
	cs.total++
	c.connections++
	return "", true
}

func (cs *clients) leave(a netip.Addr) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	cs.total--
	cs.client(a).connections--
}

func (cs *clients) client(a netip.Addr) *client {
	a = sameClient(a)
	c := cs.known[a]
	if c == nil {
		cs.forget()
		c = &client{}
		cs.known[a] = c
	}
	return c
}

// message counts a message; it is false when the client has sent too many.
func (cs *clients) message(a netip.Addr) bool {
	if cs.limits.MessagesPerHour < 0 {
		return true
	}
	cs.mu.Lock()
	defer cs.mu.Unlock()
	c, now := cs.client(a), cs.now()
	if now.Sub(c.since) >= time.Hour {
		c.since, c.messages = now, 0
	}
	c.messages++
	return c.messages <= cs.limits.MessagesPerHour
}

// locked is how long a client must wait before it may sign in as user.
func (cs *clients) locked(a netip.Addr, user string) time.Duration {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	a = sameClient(a)
	return max(cs.wait(attempt{a, user}, cs.limits.AuthFailures), cs.wait(attempt{a, ""}, cs.limits.AuthFailuresPerClient))
}

func (cs *clients) wait(key attempt, limit int) time.Duration {
	f := cs.wrong[key]
	if f == nil || f.n < limit {
		return 0
	}
	return max(0, f.last.Add(cs.limits.AuthLock).Sub(cs.now()))
}

func (cs *clients) failed(a netip.Addr, user string) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	cs.forget()
	a = sameClient(a)
	for _, key := range []attempt{{a, user}, {a, ""}} {
		f := cs.wrong[key]
		if f == nil || cs.now().Sub(f.last) >= cs.limits.AuthLock {
			f = &failures{}
			cs.wrong[key] = f
		}
		f.n++
		f.last = cs.now()
	}
}

func (cs *clients) succeeded(a netip.Addr, user string) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	delete(cs.wrong, attempt{sameClient(a), user})
}

// forget drops what no longer matters when the maps have grown. When all of it
// still matters, wrong names go first: the count of their client stays.
func (cs *clients) forget() {
	if len(cs.known) < maxRemembered && len(cs.wrong) < maxRemembered {
		return
	}
	now := cs.now()
	for a, c := range cs.known {
		if c.connections == 0 && now.Sub(c.since) >= time.Hour {
			delete(cs.known, a)
		}
	}
	for key, f := range cs.wrong {
		if now.Sub(f.last) >= cs.limits.AuthLock || key.user != "" && f.n < cs.limits.AuthFailures {
			delete(cs.wrong, key)
		}
	}
}
