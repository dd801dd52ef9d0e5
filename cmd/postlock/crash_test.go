package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net/smtp"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

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

// TestKill submits 200 messages while the server is killed at random moments.
// Every message that got its 250 is delivered or held, whole.
func TestKill(t *testing.T) {
	const messages, kills = 200, 6
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	hop := startRecorder(t)
	s := newServer(t, hop.address())
	s.start()

	sent := make([]letter, messages)
	for i := range sent {
		sent[i] = crashMail(r, i)
	}
	acked := make([]bool, messages)
	var sending sync.WaitGroup
	next := make(chan int)
	for range 4 {
		sending.Go(func() {
			for i := range next {
				said, err := submit(s.address, sent[i])
				acked[i] = err == nil && strings.HasPrefix(said, "250")
			}
		})
	}
	killAfter := map[int]bool{}
	for len(killAfter) < kills {
		killAfter[20+r.IntN(messages-40)] = true
	}
	for i := range messages {
		next <- i
		if killAfter[i] {
			time.Sleep(time.Duration(r.IntN(30)) * time.Millisecond) // into the middle of whatever it does
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
	t.Logf("%d of %d acknowledged over %d kills", want, messages, kills)
	if want < messages/2 {
		t.Fatalf("only %d acknowledged", want)
	}
	eventually(t, "all acknowledged messages delivered or held", func() bool { return len(missing(t, s, hop, sent, acked)) == 0 })
	s.kill()
	for _, i := range missing(t, s, hop, sent, acked) {
		t.Errorf("message %d was acknowledged and is gone", i)
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
	m := letter{from: "office@example.org", to: []string{fmt.Sprintf("peter%d@elsewhere.example", i)}}
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
func missing(t *testing.T, s *server, hop *recorder, sent []letter, acked []bool) (lost []int) {
	t.Helper()
	there := map[string]bool{}
	hop.mu.Lock()
	for _, a := range hop.got {
		for i := range sent {
			if len(a.to) == 1 && a.to[0] == sent[i].to[0] && bytes.Equal(bodyOf(a.data), bodyOf(sent[i].data)) {
				there[a.to[0]] = true
			}
		}
	}
	hop.mu.Unlock()
	for _, a := range heldRecipients(t, filepath.Join(filepath.Dir(s.config), "data")) {
		there[a] = true
	}
	for i, ok := range acked {
		if ok && !there[sent[i].to[0]] {
			lost = append(lost, i)
		}
	}
	return lost
}

func heldRecipients(t *testing.T, data string) (held []string) {
	t.Helper()
	ctx := context.Background()
	store, err := spool.Open(ctx, data, spool.Options{Schemas: schemas()})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	err = store.View(ctx, func(tx *spool.Tx) error {
		holds, err := tx.Holds(spool.HoldFilter{})
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
