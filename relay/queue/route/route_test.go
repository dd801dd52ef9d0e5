package route

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/queue/deliver"
)

// server is a next hop on a pipe: it takes everything, or answers MAIL with say.
type server struct {
	mu    sync.Mutex
	down  bool
	say   string        // to MAIL; "" is 250
	slow  time.Duration // before the answer to the message
	dials int
	busy  int
	most  int
	got   []string // recipients
}

func (s *server) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dials++
	if s.down {
		return nil, fmt.Errorf("nobody answers")
	}
	ours, theirs := net.Pipe()
	go s.serve(theirs)
	return ours, nil
}

func (s *server) serve(c net.Conn) {
	defer c.Close()
	r := bufio.NewReader(c)
	io.WriteString(c, "220 hop.test\r\n")
	content := false
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		if content {
			if line == "." {
				time.Sleep(s.slow)
				s.mu.Lock()
				s.busy--
				s.mu.Unlock()
				content = false
				io.WriteString(c, "250 2.0.0 taken\r\n")
			}
			continue
		}
		answer := "250 2.0.0 fine\r\n"
		s.mu.Lock()
		switch {
		case strings.HasPrefix(line, "MAIL") && s.say != "":
			answer = s.say + "\r\n"
		case strings.HasPrefix(line, "RCPT"):
			s.got = append(s.got, strings.TrimSuffix(strings.TrimPrefix(line, "RCPT TO:<"), ">"))
		case line == "DATA":
			answer, content = "354 go on\r\n", true
			s.busy++
			s.most = max(s.most, s.busy)
		}
		s.mu.Unlock()
		io.WriteString(c, answer)
	}
}

func (s *server) set(change func(*server)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s)
}

func (s *server) seen() (got []string, dials, most int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	got = s.got
	s.got = nil
	return got, s.dials, s.most
}

func hopTo(s *server, name string, concurrent int) *Hop {
	return &Hop{
		Limits: Limits{Concurrent: concurrent},
		Client: &deliver.Client{Hop: deliver.Hop{Address: name + ":25"}, Hostname: "relay.test", Dial: s.dial},
	}
}

func mail(t *testing.T, from string, to ...string) deliver.Mail {
	t.Helper()
	m := deliver.Mail{Open: func() (io.Reader, error) { return strings.NewReader("Subject: x\r\n\r\nx\r\n"), nil }}
	parse := func(s string) message.Address {
		a, err := message.ParseAddress(s)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	if from != "" {
		m.From = parse(from)
	}
	for _, a := range to {
		m.Recipients = append(m.Recipients, message.Recipient{Address: parse(a)})
	}
	return m
}

// Each recipient goes where the first rule that meets says, and its result
// stands at its own place.
func TestRoutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var def, partner, group, night server
		partner.say = "550 5.7.1 not you"
		r := &Router{
			Rules: []Rule{
				{Recipients: []string{"partner.example"}, To: Destination{hopTo(&partner, "partner", 5)}},
				{Recipients: []string{".group.example"}, To: Destination{hopTo(&group, "group", 5)}},
				{Senders: []string{"night.example.org"}, To: Destination{hopTo(&night, "night", 5)}},
			},
			Default: Destination{hopTo(&def, "default", 5)},
		}
		results := r.Deliver(t.Context(), mail(t, "a@example.org", "1@other.example", "2@partner.example", "3@sub.group.example", "4@other.example", "5@group.example"))
		for i, want := range []deliver.Status{deliver.Delivered, deliver.Permanent, deliver.Delivered, deliver.Delivered, deliver.Delivered} {
			if results[i].Status != want {
				t.Errorf("recipient %d: %+v", i+1, results[i])
			}
		}
		if results[1].Hop != "partner" || results[0].Hop != "default" {
			t.Errorf("hops %q %q", results[1].Hop, results[0].Hop)
		}
		r.Deliver(t.Context(), mail(t, "a@night.example.org", "6@other.example", "7@group.example"))
		r.Deliver(t.Context(), mail(t, "", "8@other.example")) // a bounce has no sender's domain
		for _, test := range []struct {
			s    *server
			want []string
		}{{&def, []string{"1@other.example", "4@other.example", "8@other.example"}}, {&group, []string{"3@sub.group.example", "5@group.example", "7@group.example"}}, {&night, []string{"6@other.example"}}} {
			if got, _, _ := test.s.seen(); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		}
		r.Close()
	})
}

// A hop that is out of reach is passed over, not dialled for every message, and
// taken again when it is back.
func TestFailOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first, second := server{down: true}, server{}
		r := &Router{Default: Destination{hopTo(&first, "first", 5), hopTo(&second, "second", 5)}}
		for i := range 20 {
			if res := r.Deliver(t.Context(), mail(t, "a@example.org", "b@c.example")); res[0].Status != deliver.Delivered || res[0].Hop != "second" {
				t.Fatalf("message %d: %+v", i, res[0])
			}
		}
		if _, dials, _ := first.seen(); dials != 1 {
			t.Errorf("the dead hop was dialled %d times for 20 messages", dials)
		}
		first.set(func(s *server) { s.down = false })
		time.Sleep(11 * time.Second)
		if res := r.Deliver(t.Context(), mail(t, "a@example.org", "b@c.example")); res[0].Hop != "first" || res[0].Status != deliver.Delivered {
			t.Errorf("back again: %+v", res[0])
		}
		first.set(func(s *server) { s.say = "421 4.3.2 going down" })
		if res := r.Deliver(t.Context(), mail(t, "a@example.org", "b@c.example")); res[0].Hop != "second" || res[0].Status != deliver.Delivered {
			t.Errorf("after a 421: %+v", res[0])
		}
		first.set(func(s *server) { s.say = "451 4.7.1 later" })
		if res := r.Deliver(t.Context(), mail(t, "a@example.org", "b@c.example")); res[0].Hop != "first" || res[0].Status != deliver.Temporary || res[0].Reply.Code != 451 {
			t.Errorf("what a hop puts off is not tried elsewhere: %+v", res[0])
		}
		r.Close()
	})
}

// While all hops are dead, messages come back at once and say why.
func TestAllDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dead := server{down: true}
		r := &Router{Default: Destination{hopTo(&dead, "dead", 5)}}
		start := time.Now()
		for range 600 {
			res := r.Deliver(t.Context(), mail(t, "a@example.org", "b@c.example"))
			if res[0].Status != deliver.Temporary || res[0].Asked || !strings.Contains(res[0].Reply.Text, "nobody answers") {
				t.Fatalf("%+v", res[0])
			}
			time.Sleep(time.Second)
		}
		// 10, 20, 40, then every 60 s.
		if _, dials, _ := dead.seen(); dials < 10 || dials > 14 {
			t.Errorf("%d dials in %v", dials, time.Since(start))
		}
	})
}

// A hop that says "less" gets less, and more again with its successes.
func TestWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := server{slow: time.Second}
		hop := hopTo(&s, "hop", 8)
		r := &Router{Default: Destination{hop}, Patient: 100}
		burst := func() (most int) {
			s.set(func(s *server) { s.most = 0 })
			var all sync.WaitGroup
			for range 16 {
				all.Go(func() { r.Deliver(t.Context(), mail(t, "a@example.org", "b@c.example")) })
			}
			all.Wait()
			_, _, most = s.seen()
			return most
		}
		if most := burst(); most != 8 {
			t.Errorf("%d at once, want 8", most)
		}
		s.set(func(s *server) { s.say = "451 4.3.2 too busy" })
		for range 2 {
			r.Deliver(t.Context(), mail(t, "a@example.org", "b@c.example"))
		}
		s.set(func(s *server) { s.say = "" })
		if most := burst(); most < 2 || most > 5 {
			t.Errorf("%d at once after two refusals, want 2 rising to 5 at most", most)
		}
		for range 6 {
			burst()
		}
		if most := burst(); most != 8 {
			t.Errorf("%d at once after many successes, want 8 again", most)
		}
		r.Close()
	})
}

// Only so many wait for a busy hop; the rest come back to be tried later, and a
// message for another hop gets through.
func TestBusy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow, quick := server{slow: time.Hour}, server{}
		r := &Router{
			Rules:   []Rule{{Recipients: []string{"slow.example"}, To: Destination{hopTo(&slow, "slow", 1)}}},
			Default: Destination{hopTo(&quick, "quick", 1)}, Patient: 1,
		}
		ctx, stop := context.WithCancel(t.Context())
		results := make(chan deliver.Result, 3)
		for range 3 {
			go func() { results <- r.Deliver(ctx, mail(t, "a@example.org", "b@slow.example"))[0] }()
			synctest.Wait()
		}
		if res := <-results; !res.Busy || res.Asked {
			t.Errorf("the third: %+v", res)
		}
		if res := r.Deliver(ctx, mail(t, "a@example.org", "b@quick.example")); res[0].Status != deliver.Delivered {
			t.Errorf("another hop: %+v", res[0])
		}
		stop()
		<-results
		<-results
		if r.waiting != 0 || r.Rules[0].To[0].busy != 0 {
			t.Errorf("%d wait, %d are busy when all is over", r.waiting, r.Rules[0].To[0].busy)
		}
		time.Sleep(2 * time.Hour) // lets the server's side end
		r.Close()
	})
}

// A message that may go over verified TLS only is unfit here, whichever way the
// hop is not; the hop is not taken for dead.
func TestUnfit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s server
		dead := server{down: true}
		hop := hopTo(&s, "clear", 2)
		strict := hopTo(&s, "strict", 2)
		strict.Client.Hop.TLS = deliver.Verified
		for _, to := range []Destination{{hop}, {strict}, {strict, hop}, {hop, hopTo(&dead, "dead", 2)}} {
			r := &Router{Default: to}
			m := mail(t, "a@example.org", "b@c.example")
			m.VerifiedTLS = true
			for range 2 {
				if res := r.Deliver(t.Context(), m); !res[0].Unfit || res[0].Status != deliver.Temporary {
					t.Errorf("%s: %+v", to[0].name(), res[0])
				}
			}
			r.Close()
		}
		if got, _, _ := s.seen(); got != nil {
			t.Errorf("%v left in clear", got)
		}
		r := &Router{Default: Destination{hop}}
		if res := r.Deliver(t.Context(), mail(t, "a@example.org", "b@c.example")); res[0].Status != deliver.Delivered {
			t.Errorf("ordinary mail afterwards: %+v", res[0])
		}
		r.Close()
	})
}
