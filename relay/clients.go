package relay

import (
	"maps"
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
	all   count
	sent  map[string]*hour
	wrong map[attempt]*failures
}

// count are the connections of a server or of one of its listeners.
type count struct {
	total int
	of    map[netip.Addr]int
}

func (c *count) add(a netip.Addr, n int) {
	if c.of == nil {
		c.of = map[netip.Addr]int{}
	}
	c.total += n
	if c.of[a] += n; c.of[a] == 0 {
		delete(c.of, a)
	}
}

// hour counts messages or recipients of a client or sender since a time.
type hour struct {
	n     int
	since time.Time
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
	return &clients{limits: limits, now: now, sent: map[string]*hour{}, wrong: map[attempt]*failures{}}
}

func sameClient(a netip.Addr) netip.Addr {
	a = a.Unmap().WithZone("")
	if a.Is6() {
		p, _ := a.Prefix(64)
		return p.Addr()
	}
	return a
}

// bounds are the limits of the moment.
func (cs *clients) bounds() Limits {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	return cs.limits
}

func (cs *clients) update(limits Limits) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	cs.limits = limits
}

// enter counts a connection; it is false, with a sentence for the client, when
// there are too many. The caller calls leave for those that entered.
func (cs *clients) enter(b *socket, l *Listener, a netip.Addr) (string, bool) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	a = sameClient(a)
	for _, c := range []struct {
		count       *count
		total, each int
	}{{&cs.all, cs.limits.Connections, cs.limits.ConnectionsPerClient}, {&b.count, l.Connections, l.ConnectionsPerClient}} {
		if c.total > 0 && c.count.total >= c.total {
			return "Too many connections; try again in a minute", false
		}
		if c.each > 0 && c.count.of[a] >= c.each {
			return "Too many connections from your address; close some or try again in a minute", false
		}
	}
	cs.all.add(a, 1)
	b.count.add(a, 1)
	return "", true
}

func (cs *clients) leave(b *socket, a netip.Addr) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	a = sameClient(a)
	cs.all.add(a, -1)
	b.count.add(a, -1)
}

// more counts a message or recipient of a client or sender; when there are more
// than limit within an hour, it tells how long to wait.
func (cs *clients) more(who string, limit int) time.Duration {
	if limit < 0 {
		return 0
	}
	cs.mu.Lock()
	defer cs.mu.Unlock()
	now := cs.now()
	h := cs.sent[who]
	if h == nil || now.Sub(h.since) >= time.Hour {
		cs.forget()
		h = &hour{since: now}
		cs.sent[who] = h
	}
	if h.n >= limit {
		return time.Hour - now.Sub(h.since)
	}
	h.n++
	return 0
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
// still matters, a quarter of the counts of messages is lost, and of wrong names:
// the count of their client stays. So much at once, or a map that is full would
// be looked through for every new name.
func (cs *clients) forget() {
	now := cs.now()
	if len(cs.sent) >= maxRemembered {
		maps.DeleteFunc(cs.sent, func(_ string, h *hour) bool { return now.Sub(h.since) >= time.Hour })
		for who := range cs.sent {
			if len(cs.sent) <= maxRemembered*3/4 {
				break
			}
			delete(cs.sent, who)
		}
	}
	if len(cs.wrong) >= maxRemembered {
		maps.DeleteFunc(cs.wrong, func(key attempt, f *failures) bool {
			return now.Sub(f.last) >= cs.limits.AuthLock || key.user != "" && f.n < cs.limits.AuthFailures
		})
	}
}
