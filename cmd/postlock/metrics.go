package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/extract"
	"github.com/postlock/postlock/relay/queue"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/spool"
)

// custody is a prometheus.Collector of what is in the spool, asked when somebody
// looks.
type custody struct {
	store *spool.Store
	dir   string

	messages, held, queued, oldest, bytes *prometheus.Desc
}

func newCustody(store *spool.Store, dir string) *custody {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("postlock_"+name, help, labels, nil)
	}
	return &custody{
		store: store, dir: dir,
		messages: desc("spool_messages", "Messages in custody or not yet deleted, by state.", "state"),
		held:     desc("hold_pending", "Messages that wait for review."),
		queued:   desc("queue_messages", "Messages that wait for delivery."),
		oldest:   desc("queue_oldest_seconds", "How long the oldest of them has waited; 0 without one."),
		bytes:    desc("spool_bytes", "Octets of the spool on disk."),
	}
}

// Describe implements prometheus.Collector.
func (c *custody) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{c.messages, c.held, c.queued, c.oldest, c.bytes} {
		to <- d
	}
}

// Collect implements prometheus.Collector.
func (c *custody) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var counts map[spool.State]int
	var since time.Time
	err := c.store.View(ctx, func(tx *spool.Tx) (err error) {
		if counts, err = tx.Counts(); err == nil {
			since, err = tx.Oldest()
		}
		return err
	})
	if err != nil {
		to <- prometheus.NewInvalidMetric(c.messages, err)
		return
	}
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	for state, n := range counts {
		gauge(c.messages, float64(n), string(state))
	}
	gauge(c.held, float64(counts[spool.Held]))
	gauge(c.queued, float64(counts[spool.Queued]))
	age := 0.0
	if counts[spool.Queued] > 0 && !since.IsZero() {
		age = max(0, c.store.Now().Sub(since).Seconds())
	}
	gauge(c.oldest, age)
	gauge(c.bytes, float64(diskUse(c.dir)))
}

// diskUse adds up the files below dir; one that goes away meanwhile counts as
// nothing.
func diskUse(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil
		}
		if info, err := e.Info(); err == nil {
			n += info.Size()
		}
		return nil
	})
	return n
}

// countedDeliverer counts what the next hop answers for each recipient.
type countedDeliverer struct {
	to         queue.Deliverer
	deliveries *prometheus.CounterVec
}

func newCountedDeliverer(to queue.Deliverer, reg prometheus.Registerer) *countedDeliverer {
	d := &countedDeliverer{to, prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "postlock_deliveries_total", Help: `Attempts for one recipient each, by the next hop's reply code; "none" when there was no answer.`,
	}, []string{"code"})}
	reg.MustRegister(d.deliveries)
	return d
}

// Deliver implements queue.Deliverer.
func (d *countedDeliverer) Deliver(ctx context.Context, m deliver.Mail) []deliver.Result {
	results := d.to.Deliver(ctx, m)
	for _, r := range results {
		if r.Busy || r.Unfit {
			continue // nobody was asked
		}
		code := "none"
		if r.Reply.Code > 0 {
			code = strconv.Itoa(r.Reply.Code)
		}
		d.deliveries.WithLabelValues(code).Inc()
	}
	return results
}

// openMetrics listens where [metrics] says.
func (o *office) openMetrics(context.Context) (err error) {
	o.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		newCustody(o.store, o.data("")))
	o.registry.MustRegister(workerCounts(o.inspector.Extract)...)
	if o.settings.Metrics.Address == "" {
		return nil
	}
	if o.metrics, err = o.listen(o.settings.Metrics.Address); err != nil {
		return fmt.Errorf("metrics: %w", err)
	}
	o.closers = append(o.closers, func() error { o.metrics.Close(); return nil })
	return nil
}

// workerCounts are of the processes that read attachments.
func workerCounts(e inspect.Extractor) []prometheus.Collector {
	pool, ok := e.(*extract.Pool)
	if !ok { // of a test
		return nil
	}
	count := func(name, help string, n func() int64) prometheus.Collector {
		return prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "postlock_extract_workers_" + name + "_total", Help: help}, func() float64 { return float64(n()) })
	}
	return []prometheus.Collector{
		count("started", "Worker processes started; beyond the first few, each replaced another.", pool.Started),
		count("broken", "Worker processes that ended before their time: a file crashed them, took too long or asked for too much.", pool.Broken),
	}
}

// serveMetrics answers until ctx ends.
func (o *office) serveMetrics(ctx context.Context) error {
	if o.metrics == nil {
		<-ctx.Done()
		return nil
	}
	server := &http.Server{Handler: o.metricsHandler(), ReadTimeout: 10 * time.Second, WriteTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(o.metrics); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (o *office) metricsHandler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(o.registry, promhttp.HandlerOpts{Timeout: 30 * time.Second, MaxRequestsInFlight: 4}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") })
	ready := &readiness{office: o}
	mux.Handle("GET /readyz", ready)
	return mux
}

// readiness answers /readyz: the spool takes writes and a worker reads a file.
// What it found holds for a few seconds, so that asking costs next to nothing.
type readiness struct {
	office *office

	mu   sync.Mutex
	last time.Time
	err  error
}

const readyFor = 5 * time.Second

// ServeHTTP implements http.Handler.
func (r *readiness) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if time.Since(r.last) > readyFor {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(req.Context()), 20*time.Second)
		defer cancel()
		r.err, r.last = r.office.ready(ctx), time.Now()
	}
	if r.err != nil {
		r.office.log.Error("not ready", "error", r.err)
		http.Error(w, "not ready; the log says why", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}

// ready tries what every message needs.
func (o *office) ready(ctx context.Context) error {
	draft, err := o.store.Create()
	if err != nil {
		return fmt.Errorf("the spool takes no message: %w", err)
	}
	draft.Discard()
	if err := o.store.Update(ctx, func(*spool.Tx) error { return nil }); err != nil {
		return fmt.Errorf("the spool takes no writes: %w", err)
	}
	file, got := inspect.File{Path: "ready.rtf", Body: strings.NewReader(`{\rtf1 ready}`)}, &trial{}
	if err := o.inspector.Extract.Extract(ctx, file, got); err != nil {
		return fmt.Errorf("workers do not start: %w", err)
	}
	if got.unreadable != nil || !got.read {
		return fmt.Errorf("workers read nothing: %v", got.unreadable)
	}
	return nil
}

// trial is an inspect.Sink for a file that has one word.
type trial struct {
	read       bool
	unreadable *inspect.Unreadable
}

func (t *trial) Text(text inspect.Text)          { t.read = t.read || strings.Contains(text.Text, "ready") }
func (t *trial) Row(inspect.Row)                 {}
func (t *trial) Unreadable(u inspect.Unreadable) { t.unreadable = &u }

// listen takes a socket from systemd or opens one.
func (o *office) listen(address string) (net.Listener, error) {
	if l := o.sockets.take(address); l != nil {
		return l, nil
	}
	return net.Listen("tcp", address)
}
