package queue

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/queue/deliver"
	"github.com/postlock/postlock/relay/spool"
)

// BenchmarkThrough accepts messages durably from several goroutines while the
// queue brings them to Postfix's smtp-sink; it ends when the sink has all.
func BenchmarkThrough(b *testing.B) {
	for _, size := range []int{5_000, 100_000, 5_000_000} {
		b.Run(fmt.Sprintf("%d bytes", size), func(b *testing.B) { through(b, size) })
	}
}

func through(b *testing.B, size int) {
	address := sink(b)
	s, err := spool.Open(b.Context(), b.TempDir(), spool.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	client := &deliver.Client{Hop: deliver.Hop{Address: address}, Hostname: "relay.test"}
	defer client.Close()
	arrived := make(chan struct{}, b.N)
	q := &Queue{Store: s, Deliver: counting{client, arrived}, Hostname: "relay.test", Log: slog.New(slog.DiscardHandler)}
	ctx, stop := context.WithCancel(b.Context())
	done := make(chan error)
	go func() { done <- q.Run(ctx) }()
	body := []byte("Subject: x\r\n\r\n" + strings.Repeat(strings.Repeat("x", 74)+"\r\n", size/76))
	to, _ := message.ParseAddress("a@b.example")
	m := spool.Message{Envelope: message.Envelope{Recipients: []message.Recipient{{Address: to}}}, Trace: "Received: here\r\n"}
	before := cpu()
	b.SetBytes(int64(size))
	b.ResetTimer()
	var wg sync.WaitGroup
	work := make(chan struct{}, b.N)
	for range b.N {
		work <- struct{}{}
	}
	close(work)
	for range 10 {
		wg.Go(func() {
			for range work {
				d, err := s.Create()
				if err == nil {
					_, err = d.Write(body)
				}
				if err == nil {
					err = s.Accept(b.Context(), s.NewID(), d, m)
				}
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	for range b.N {
		<-arrived
	}
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "msg/s")
	b.ReportMetric(float64((cpu()-before).Microseconds())/float64(b.N), "cpu-µs/msg")
	wg.Wait()
	stop()
	<-done
}

// counting tells of every delivery.
type counting struct {
	Deliverer
	arrived chan struct{}
}

func (c counting) Deliver(ctx context.Context, m deliver.Mail) []deliver.Result {
	r := c.Deliverer.Deliver(ctx, m)
	if r[0].Status == deliver.Delivered {
		c.arrived <- struct{}{}
	}
	return r
}

func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// sink starts smtp-sink and gives its address.
func sink(b *testing.B) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	args := []string{"-c", address, "100"}
	if os.Getuid() == 0 {
		args = append([]string{"-u", "nobody"}, args...)
	}
	cmd := exec.Command("smtp-sink", args...)
	cmd.Stdout = io.Discard
	if err := cmd.Start(); err != nil {
		b.Skipf("smtp-sink (Debian package postfix): %v", err)
	}
	b.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for range 2000 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return address
		}
		<-tick.C
	}
	b.Fatal("smtp-sink does not listen")
	return ""
}
