package spool

import (
	"fmt"
	"io"
	"log/slog"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/rule"
)

func benchStore(b *testing.B) *Store {
	b.Helper()
	s, err := Open(b.Context(), b.TempDir(), Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

// workers shares b.N calls among goroutines.
func workers(b *testing.B, n int, f func()) {
	b.Helper()
	var wg sync.WaitGroup
	work := make(chan struct{}, n)
	before := cpu()
	b.ResetTimer()
	for range n {
		wg.Go(func() {
			for range work {
				f()
			}
		})
	}
	for range b.N {
		work <- struct{}{}
	}
	close(work)
	wg.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "msg/s")
	b.ReportMetric(float64((cpu()-before).Microseconds())/float64(b.N), "cpu-µs/msg")
}

// cpu is this process's time so far, in user mode and kernel: other load on the
// machine does not change it much.
func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkAccept is durable acceptance, fsync included.
func BenchmarkAccept(b *testing.B) {
	for _, size := range []int{10_000, 100_000, 5_000_000} {
		for _, n := range []int{1, 10, 50} {
			b.Run(fmt.Sprintf("%d bytes, %d at once", size, n), func(b *testing.B) {
				s, m, body := benchStore(b), sample(b, rule.Pass, "a@b.example"), noise(1, size)
				b.SetBytes(int64(size))
				workers(b, n, func() { accept(b, s, m, body) })
			})
		}
	}
}

// BenchmarkInline shows where the line between the database and files lies.
func BenchmarkInline(b *testing.B) {
	for _, size := range []int{20_000, 50_000, 100_000, 200_000} {
		for _, where := range []struct {
			name   string
			inline int
		}{{"database", 1 << 20}, {"file", 1}} {
			b.Run(fmt.Sprintf("%d bytes, %s", size, where.name), func(b *testing.B) {
				s, m, body := benchStore(b), sample(b, rule.Pass, "a@b.example"), noise(1, size)
				s.opts.Inline = where.inline
				b.SetBytes(int64(size))
				workers(b, 10, func() { accept(b, s, m, body) })
			})
		}
	}
}

// BenchmarkLife is a message's whole life: accepted, claimed, read, settled,
// deleted.
func BenchmarkLife(b *testing.B) {
	for _, n := range []int{1, 10, 50} {
		b.Run(fmt.Sprintf("%d at once", n), func(b *testing.B) {
			s, m, body := benchStore(b), sample(b, rule.Pass, "a@b.example"), noise(1, 10_000)
			workers(b, n, func() {
				accept(b, s, m, body)
				jobs, err := s.Claim(b.Context(), "w", 10, time.Minute)
				if err != nil {
					b.Fatal(err)
				}
				for _, job := range jobs {
					body, err := s.Body(b.Context(), job.ID)
					if err != nil {
						b.Fatal(err)
					}
					io.Copy(io.Discard, body.Reader())
					body.Close()
					if _, err := s.Settle(b.Context(), job, Settlement{Outcomes: []Outcome{{0, RecipientDelivered, Reply{Code: 250}}}}); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.StartTimer()
			if _, err := s.Purge(b.Context(), Retention{Passed: time.Now().Add(time.Hour)}); err != nil {
				b.Fatal(err)
			}
		})
	}
}

// BenchmarkThrough is a message that the next hop takes at once: written, accepted,
// handed over, read, deleted.
func BenchmarkThrough(b *testing.B) {
	for _, size := range []int{5_000, 30_000, 100_000, 200_000} {
		for _, n := range []int{1, 10} {
			b.Run(fmt.Sprintf("%d bytes, %d at once", size, n), func(b *testing.B) {
				s, m, body := benchStore(b), sample(b, rule.Pass, "a@b.example"), noise(1, size)
				jobs := make(chan *Job, 100)
				s.HandOver(&Handover{Worker: "w", Lease: time.Minute, Room: func() bool { return true }, Take: func(j *Job) { jobs <- j }})
				b.SetBytes(int64(size))
				workers(b, n, func() {
					accept(b, s, m, body)
					through(b, s, <-jobs)
				})
			})
		}
	}
}

func through(b *testing.B, s *Store, job *Job) {
	body, err := s.JobBody(b.Context(), *job)
	if err != nil {
		b.Fatal(err)
	}
	io.Copy(io.Discard, body.Reader())
	body.Close()
	set := Settlement{Outcomes: []Outcome{{0, RecipientDelivered, Reply{Code: 250}}}, Forget: true}
	var done Settled
	err = s.UpdateSoon(b.Context(), func(t *Tx) (err error) { done, err = t.Settle(*job, set); return err })
	if err == nil && done.InFile {
		err = s.Forget(job.ID)
	}
	if err != nil {
		b.Error(err)
	}
}

// BenchmarkRead is reading large bodies back, decrypted.
func BenchmarkRead(b *testing.B) {
	s, body := benchStore(b), noise(1, 5_000_000)
	id := accept(b, s, sample(b, rule.Pass, "a@b.example"), body)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		o, err := s.Body(b.Context(), id)
		if err != nil {
			b.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, o.Reader()); err != nil || n != int64(len(body)) {
			b.Fatal(n, err)
		}
		o.Close()
	}
}
