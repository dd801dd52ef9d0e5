package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"net/smtp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// server is `postlock serve` in a process of its own, to be killed.
type server struct {
	t       *testing.T
	config  string
	address string
	log     *os.File
	cmd     *exec.Cmd
}

func (s *server) start() {
	s.t.Helper()
	s.cmd = exec.Command(os.Args[0], "serve", "--config", s.config)
	s.cmd.Env = append(os.Environ(), "POSTLOCK_TEST_RUN=1")
	s.cmd.Stdout, s.cmd.Stderr = s.log, s.log
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	eventually(s.t, "postlock serve answers", func() bool {
		c, err := smtp.Dial(s.address)
		if err != nil {
			return false
		}
		c.Close()
		return true
	})
}

// kill is kill -9; nothing of the process gets to say goodbye.
func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// ledger is a next hop that keeps an account of what arrives rather than the mail.
type ledger struct {
	*hop
	mu      sync.Mutex
	at      map[string][]time.Time // by recipient
	sums    map[string][32]byte    // of the body, as it is to be
	corrupt []string
}

func startLedger(t *testing.T) *ledger {
	t.Helper()
	l := &ledger{at: map[string][]time.Time{}, sums: map[string][32]byte{}}
	h, err := newHop("127.0.0.1:0", l.arrived)
	if err != nil {
		t.Fatal(err)
	}
	l.hop = h
	go h.serve()
	t.Cleanup(h.close)
	return l
}

func (l *ledger) arrived(a arrival) {
	sum := sha256.Sum256(bodyOf(a.data))
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, to := range a.to {
		if want, ours := l.sums[to]; !ours {
			continue // a notice of Postlock's own
		} else if want != sum {
			l.corrupt = append(l.corrupt, to)
		}
		l.at[to] = append(l.at[to], time.Now())
	}
}

func (l *ledger) expect(m letter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sums[m.to[0]] = sha256.Sum256(bodyOf(m.data))
}

// settleWindow is how long before a kill a delivery may have been said and not yet
// been written down.
const settleWindow = 3 * time.Second

// unexplained are the recipients that got a message twice without a kill in
// between that came while the first delivery was being written down.
func (l *ledger) unexplained(kills []time.Time) (twice []string, explained int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for to, at := range l.at {
		for i := 1; i < len(at); i++ {
			ok := slices.ContainsFunc(kills, func(k time.Time) bool {
				return k.Before(at[i]) && k.After(at[i-1].Add(-time.Second)) && k.Before(at[i-1].Add(settleWindow))
			})
			if explained++; !ok {
				twice = append(twice, to)
			}
		}
	}
	return twice, explained
}

// TestKill submits messages while the server is killed at random moments, 6
// times or as often as POSTLOCK_KILLS says. Every message that got its 250 is
// delivered or held, whole; twice only when it was in flight at a kill.
func TestKill(t *testing.T) {
	kills := 6
	if n, err := strconv.Atoi(os.Getenv("POSTLOCK_KILLS")); err == nil && n > 0 {
		kills = n
	}
	messages := 80 + 20*kills
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	hop := startLedger(t)
	s := newServer(t, hop.address())
	s.start()

	acked := make([]bool, messages)
	var sending sync.WaitGroup
	next := make(chan int)
	for range 4 {
		sending.Go(func() {
			for i := range next {
				m := crashMail(rand.New(rand.NewPCG(seed, uint64(i))), i)
				hop.expect(m)
				said, err := submit(s.address, m)
				acked[i] = err == nil && strings.HasPrefix(said, "250")
			}
		})
	}
	var killed []time.Time
	for i := range messages {
		next <- i
		// One of 20 in the mean, into the middle of whatever it does.
		if len(killed) < kills && r.IntN(max(1, (messages-i)/(kills-len(killed)+1))) == 0 {
			time.Sleep(time.Duration(r.IntN(30)) * time.Millisecond)
			killed = append(killed, time.Now())
			s.kill()
			s.start()
		}
	}
	close(next)
	sending.Wait()
	want := 0
	for _, ok := range acked {
		if ok {
			want++
		}
	}
	if want < messages/3 {
		t.Fatalf("only %d of %d acknowledged", want, messages)
	}
	data := filepath.Join(filepath.Dir(s.config), "data")
	eventually(t, "all acknowledged messages delivered or held", func() bool { return len(missing(t, data, hop, acked)) == 0 })
	s.kill()
	for _, i := range missing(t, data, hop, acked) {
		t.Errorf("message %d was acknowledged and is gone", i)
	}
	twice, again := hop.unexplained(killed)
	if len(twice) > 0 || len(hop.corrupt) > 0 {
		t.Errorf("twice without a reason: %v; not what was sent: %v", twice, hop.corrupt)
	}
	checkSpool(t, data)
	t.Logf("%d of %d acknowledged over %d kills, %d deliveries repeated, all in flight at a kill", want, messages, len(killed), again)
}

// checkSpool reads what is left to its end.
func checkSpool(t *testing.T, data string) {
	t.Helper()
	store, err := spool.Open(t.Context(), data, spool.Options{Schemas: schemas()})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if problems, err := store.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the spool: %v %v", problems, err)
	}
	if chain, err := audit.VerifyFrom(t.Context(), store, audit.Head{}); err != nil || !chain.OK() {
		t.Errorf("the record: %+v %v", chain, err)
	}
}

func newServer(t *testing.T, hop string) *server {
	t.Helper()
	dir := t.TempDir()
	s := &server{t: t, config: filepath.Join(dir, "postlock.toml"), address: freePort(t)}
	text := fmt.Sprintf(`
data = "data"
[[listen]]
address = %q
networks = ["127.0.0.0/8"]
[next_hop]
address = %q
[page]
address = %q
`, s.address, hop, freePort(t))
	if err := os.WriteFile(s.config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	if s.log, err = os.Create(filepath.Join(dir, "log")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.kill()
		if t.Failed() {
			t.Logf("log:\n%s", must(os.ReadFile(s.log.Name())))
		}
	})
	return s
}

// crashMail is a message of 1 kB to 600 kB; every tenth is one that is held.
func crashMail(r *rand.Rand, i int) letter {
	m := letter{from: "office@example.org", to: []string{crashRecipient(i)}}
	var body strings.Builder
	if i%10 == 0 {
		body.WriteString("Vedrørende Mette Hansen, CPR-nr. 120574-1018.\n")
	}
	for n := 1 << (10 + r.IntN(10)); body.Len() < n; {
		fmt.Fprintf(&body, "line %d of nothing that concerns anybody\n", r.IntN(1000))
	}
	m.data = compose(m, fmt.Sprintf("crash %d.", i), time.Now(), body.String(), "", nil)
	return m
}

// missing are the acknowledged messages that are neither at the next hop nor held.
func missing(t *testing.T, data string, hop *ledger, acked []bool) (lost []int) {
	t.Helper()
	there := map[string]bool{}
	hop.mu.Lock()
	for to := range hop.at {
		there[to] = true
	}
	hop.mu.Unlock()
	for _, a := range heldRecipients(t, data) {
		there[a] = true
	}
	for i, ok := range acked {
		if ok && !there[crashRecipient(i)] {
			lost = append(lost, i)
		}
	}
	return lost
}

func crashRecipient(i int) string { return fmt.Sprintf("peter%d@elsewhere.example", i) }

func heldRecipients(t *testing.T, data string) (held []string) {
	t.Helper()
	ctx := context.Background()
	store, err := spool.Open(ctx, data, spool.Options{Schemas: schemas()})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	err = store.View(ctx, func(tx *spool.Tx) error {
		holds, err := tx.Holds(spool.HoldFilter{Limit: 1_000_000})
		if err != nil {
			return err
		}
		for _, h := range holds {
			rec, err := tx.Message(h.ID)
			if err != nil {
				return err
			}
			held = append(held, rec.Envelope.Recipients[0].Address.String())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return held
}
