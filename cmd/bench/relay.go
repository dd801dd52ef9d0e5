package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"time"
)

// cell is one square of the mail table: a size, so many connections, so many
// messages on each.
type cell struct {
	mail        *mail
	connections int
	perConn     int
	messages    int
}

func (c cell) String() string {
	if c.perConn > 1 {
		return fmt.Sprintf("%s, %d connections, %d messages on each", c.mail.name, c.connections, c.perConn)
	}
	if c.connections == 1 {
		return c.mail.name + ", 1 connection"
	}
	return fmt.Sprintf("%s, %d connections", c.mail.name, c.connections)
}

// figures are what one contestant did in one cell.
type figures struct {
	rate     float64       // messages a second, until the next hop had the last
	cpu      time.Duration // a message, all processes together
	groups   []time.Duration
	p50, p99 time.Duration // of a message's 250
	rss      int64         // peak, bytes
}

// cells are the measurements of a run; counts keep the whole of it under six
// minutes on two cores.
func cells(all []*mail, o options) []cell {
	counts := map[string][3]int{"5 kB": {200, 1200, 1500}, "100 kB": {100, 500, 600}, "5 MB": {15, 50, 60}}
	connections := [3]int{1, 10, 50}
	var out []cell
	for _, m := range all {
		if !listed(o.sizes, m.name) {
			continue
		}
		for i, n := range counts[m.name] {
			if o.conns == "" && o.quick && i != 1 || !listed(o.conns, fmt.Sprint(connections[i])) {
				continue
			}
			if o.quick {
				n /= 2
			}
			out = append(out, cell{m, connections[i], 1, n})
		}
		if n := counts[m.name][1]; m.name == "5 kB" && !o.quick && o.conns == "" {
			out = append(out, cell{m, 10, 20, n})
		}
	}
	return out
}

// mailSection lets all contestants relay the same mails to the same sink.
func mailSection(ctx context.Context, o options, out io.Writer) error {
	mails, err := sizes(o.kinds)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "postlock-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil { // other users' daemons live in it
		return err
	}
	s, err := newSink()
	if err != nil {
		return err
	}
	defer s.close()
	contestants, err := newContestants(o, dir, s.address())
	if err != nil {
		return err
	}
	defer stopAll(contestants)
	m := &match{sink: s, contestants: contestants, options: o, out: out}
	return m.play(ctx, cells(mails, o))
}

// match is a run of the mail section.
type match struct {
	sink        *sink
	contestants []*contestant
	options     options
	out         io.Writer
	runs        int
}

func (m *match) play(ctx context.Context, all []cell) error {
	for _, size := range warmups(all) {
		for _, c := range m.contestants {
			if _, err := m.measure(ctx, c, size); err != nil {
				return err
			}
		}
	}
	t := newMailTable(m.contestants, m.out)
	for _, where := range all {
		got := map[string][]figures{}
		for range m.options.rounds {
			for i := range m.contestants {
				// Everybody is the first once: what a disk or a cache
				// remembers must not favour one of them.
				c := m.contestants[(i+m.runs)%len(m.contestants)]
				f, err := m.measure(ctx, c, where)
				if err != nil {
					return err
				}
				got[c.name] = append(got[c.name], f)
				if m.options.verbose {
					fmt.Fprintf(m.out, "%-20s %-34s %8.1f/s %8.2f ms CPU\n", c.title, where, f.rate, ms(f.cpu))
				}
			}
			m.runs++
		}
		t.add(where, got)
	}
	return t.end()
}

// warmups are a few messages of each size.
func warmups(all []cell) []cell {
	var out []cell
	seen := map[string]bool{}
	for _, c := range all {
		if !seen[c.mail.name] {
			seen[c.mail.name] = true
			out = append(out, cell{c.mail, 10, 1, max(6, c.messages/10)})
		}
	}
	return out
}

// measure sends one cell's messages and waits until the sink has the last one.
func (m *match) measure(ctx context.Context, c *contestant, where cell) (figures, error) {
	id := fmt.Sprintf("%s-%d-%d", c.name, os.Getpid(), time.Now().UnixNano())
	e := m.sink.expect(id, where.mail.expect(where.messages))
	cpu := tree(c.roots)
	groups := groupsCPU(c.groups)
	peak := watch(c.roots, 50*time.Millisecond)
	start := time.Now()
	took, err := send(ctx, c.address, where.messages, where.connections, where.perConn, where.mail, id)
	if err == nil {
		err = m.wait(ctx, e)
	}
	rss := peak()
	after := tree(c.roots)
	for i, cpu := range groupsCPU(c.groups) {
		groups[i] = (cpu - groups[i]) / time.Duration(where.messages)
	}
	if err != nil {
		return figures{}, fmt.Errorf("%s, %s: %w\n%s", c.title, where, err, c.tail())
	}
	slices.Sort(took)
	return figures{
		rate: float64(where.messages) / e.last.Sub(start).Seconds(),
		cpu:  (after - cpu) / time.Duration(where.messages), groups: groups,
		p50: quantile(took, 0.50), p99: quantile(took, 0.99), rss: rss,
	}, nil
}

// wait gives up when nothing has arrived for half a minute.
func (m *match) wait(ctx context.Context, e *expected) error {
	const patience = 30 * time.Second
	for {
		before := m.sink.progress(e)
		select {
		case <-e.all:
			return m.sink.result(e)
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(patience):
			if m.sink.progress(e) == before {
				return m.sink.result(e) // says how many are missing
			}
		}
	}
}

// quantile of sorted values.
func quantile(sorted []time.Duration, q float64) time.Duration {
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

// median of several rounds, figure by figure.
func median(rounds []figures) figures {
	pick := func(get func(figures) float64) float64 {
		v := make([]float64, len(rounds))
		for i, f := range rounds {
			v[i] = get(f)
		}
		slices.Sort(v)
		return v[len(v)/2]
	}
	groups := make([]time.Duration, len(rounds[0].groups))
	for i := range groups {
		groups[i] = time.Duration(pick(func(f figures) float64 { return float64(f.groups[i]) }))
	}
	return figures{
		groups: groups,
		rate:   pick(func(f figures) float64 { return f.rate }),
		cpu:    time.Duration(pick(func(f figures) float64 { return float64(f.cpu) })),
		p50:    time.Duration(pick(func(f figures) float64 { return float64(f.p50) })),
		p99:    time.Duration(pick(func(f figures) float64 { return float64(f.p99) })),
		rss:    int64(pick(func(f figures) float64 { return float64(f.rss) })),
	}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
