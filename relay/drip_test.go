package relay

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
)

// letterTo is an envelope from one sender of the office to one stranger.
func letterTo(t testing.TB, from string, to ...string) (env message.Envelope) {
	t.Helper()
	var err error
	if env.ReversePath, err = message.ParseAddress(from); err != nil {
		t.Fatal(err)
	}
	for _, one := range to {
		a, err := message.ParseAddress(one)
		if err != nil {
			t.Fatal(err)
		}
		env.Recipients = append(env.Recipients, message.Recipient{Address: a})
	}
	return env
}

// sendLetter counts a letter and stores it, as Relay.Accept does.
func sendLetter(t testing.TB, o *office, d *Drip, env message.Envelope, likeness uint64, at time.Time) int {
	t.Helper()
	return postLetter(t, o, d, env, likeness, at).Day
}

// postLetter is sendLetter that tells all that was counted.
func postLetter(t testing.TB, o *office, d *Drip, env message.Envelope, likeness uint64, at time.Time) rule.Drip {
	t.Helper()
	c, err := d.begin(context.Background(), o.store.NewID(), env, likeness, o.server.Relay.Rules(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer c.end()
	c.accepted()
	if err := o.store.Update(context.Background(), c.note); err != nil {
		t.Fatal(err)
	}
	return c.found
}

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestDripCountsDistinctStrangers(t *testing.T) {
	o := newOffice(t, nil)
	d := o.server.Relay.Drip
	send := func(from, to string, likeness uint64) int {
		return sendLetter(t, o, d, letterTo(t, from, to), likeness, noon)
	}
	for i := range 60 {
		// A bit here and there differs, as a name in the text makes it.
		if got := send("a@office.example", fmt.Sprintf("p%d@else.example", i), 0xf0f0f0f0f0f0f0f0^1<<(i%3)); got != i+1 {
			t.Fatalf("letter %d counts %d", i, got)
		}
	}
	for name, c := range map[string]struct {
		from, to string
		likeness uint64
		want     int
	}{
		"a recipient again, written otherwise": {"a@office.example", "P7@else.example", 0xf0f0f0f0f0f0f0f0, 60},
		"somebody else writes":                 {"b@office.example", "q@else.example", 0xf0f0f0f0f0f0f0f0, 1},
		"something else is written":            {"a@office.example", "q@else.example", 0x0f0f0f0f0f0f0f0f, 1},
		"too short to tell":                    {"a@office.example", "q@else.example", 0, 0},
		"to a colleague":                       {"a@office.example", "b@office.example", 0xf0f0f0f0f0f0f0f0, 0},
	} {
		if got := send(c.from, c.to, c.likeness); got != c.want {
			t.Errorf("%s: %d, not %d", name, got, c.want)
		}
	}
	var many []string
	for i := range 10 {
		many = append(many, fmt.Sprintf("m%d@else.example", i))
	}
	if got := sendLetter(t, o, d, letterTo(t, "a@office.example", many...), 0xf0f0f0f0f0f0f0f0, noon); got != 0 {
		t.Errorf("one message to ten strangers counts %d", got)
	}
	if got := sendLetter(t, o, d, letterTo(t, "a@office.example", many[:3]...), 0xf0f0f0f0f0f0f0f0, noon); got != 63 {
		t.Errorf("one message to three strangers makes %d, not 63", got)
	}
}

func TestDripForgetsAndRemembers(t *testing.T) {
	o := newOffice(t, nil)
	d := o.server.Relay.Drip
	for i := range 20 {
		sendLetter(t, o, d, letterTo(t, "a@office.example", fmt.Sprintf("p%d@else.example", i)), 99, noon.Add(time.Duration(i)*time.Hour))
	}
	again, err := OpenDrip(o.store, filepath.Join(o.dir, "drip.key"))
	if err != nil {
		t.Fatal(err)
	}
	for _, drip := range []*Drip{d, again} { // as it runs, and after a restart
		c, err := drip.begin(context.Background(), o.store.NewID(), letterTo(t, "a@office.example", "new@else.example"), 99, o.server.Relay.Rules(), noon.Add(29*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		if c.end(); c.found.Day != 15 { // those of hours 6 to 19, and this one
			t.Errorf("after 29 hours: %d, not 15", c.found.Day)
		}
	}
}

// Ten connections at once do not slip below the limit.
func TestDripCountsWhatIsUnderWay(t *testing.T) {
	o := newOffice(t, nil)
	d := o.server.Relay.Drip
	var counts []*dripCount
	for i := range 10 {
		c, err := d.begin(context.Background(), o.store.NewID(), letterTo(t, "a@office.example", fmt.Sprintf("p%d@else.example", i)), 99, o.server.Relay.Rules(), noon)
		if err != nil {
			t.Fatal(err)
		}
		if counts = append(counts, c); c.found.Day != i+1 {
			t.Errorf("letter %d under way counts %d", i, c.found.Day)
		}
	}
	for _, c := range counts[1:] {
		c.end() // refused
	}
	if got := postLetter(t, o, d, letterTo(t, "a@office.example", "q@else.example"), 99, noon); got.Day != 2 || got.DayMessages != 2 {
		t.Errorf("refused letters still count: %+v", got)
	}
}

// An hour is counted beside the day, and like letters are one group, also after
// a restart.
func TestDripHourAndGroup(t *testing.T) {
	o := newOffice(t, nil)
	d := o.server.Relay.Drip
	var last, first rule.Drip
	for i := range 30 {
		last = postLetter(t, o, d, letterTo(t, "a@office.example", fmt.Sprintf("p%d@else.example", i)), 99^1<<(i%3), noon.Add(time.Duration(i)*5*time.Minute))
		if i == 0 {
			first = last
		}
		if last.Group != first.Group || last.Group == "" {
			t.Fatalf("letter %d is of group %q, not %q", i, last.Group, first.Group)
		}
	}
	if last.Day != 30 || last.Hour != 12 || last.DayMessages != 30 || last.HourMessages != 12 {
		t.Errorf("%+v, not 30 in a day and 12 in an hour", last)
	}
	if other := postLetter(t, o, d, letterTo(t, "a@office.example", "q@else.example"), 0xffff<<40, noon); other.Group == first.Group {
		t.Error("something else is of the same group")
	}
	again, err := OpenDrip(o.store, filepath.Join(o.dir, "drip.key"))
	if err != nil {
		t.Fatal(err)
	}
	if next := postLetter(t, o, again, letterTo(t, "a@office.example", "r@else.example"), 99, noon.Add(3*time.Hour)); next.Group != first.Group || next.Day != 31 || next.Hour != 6 || next.DayMessages != 31 || next.HourMessages != 6 {
		t.Errorf("after a restart: %+v, group %q", next, first.Group)
	}
}

func TestDripIsBounded(t *testing.T) {
	o := newOffice(t, nil)
	d := o.server.Relay.Drip
	d.Letters, d.Senders = 40, 3
	for i := range 200 {
		sendLetter(t, o, d, letterTo(t, "a@office.example", fmt.Sprintf("p%d@else.example", i)), 99, noon.Add(time.Duration(i)*time.Second))
		sendLetter(t, o, d, letterTo(t, fmt.Sprintf("s%d@office.example", i), "q@else.example"), 99, noon)
	}
	if len(d.senders) > d.Senders+1 {
		t.Errorf("%d senders in memory", len(d.senders))
	}
	if got := sendLetter(t, o, d, letterTo(t, "a@office.example", "last@else.example"), 99, noon.Add(time.Hour)); got < 30 || got > 41 {
		t.Errorf("%d of at most 40 letters are known", got)
	}
}

// The same thing to one stranger again and again is many messages and one
// recipient, and memory for it has a limit.
func TestDripCountsMessages(t *testing.T) {
	o := newOffice(t, nil)
	d := o.server.Relay.Drip
	d.Letters = 40
	var last rule.Drip
	for i := range 30 {
		last = postLetter(t, o, d, letterTo(t, "a@office.example", "p@else.example"), 99, noon.Add(time.Duration(i)*time.Second))
	}
	if last.Day != 1 || last.DayMessages != 30 {
		t.Errorf("%+v, not 30 messages to one", last)
	}
	for i := range 100 {
		last = postLetter(t, o, d, letterTo(t, "a@office.example", "p@else.example"), 99, noon.Add(time.Duration(i)*time.Minute))
	}
	if last.DayMessages < 30 || last.DayMessages > 41 {
		t.Errorf("%d of at most 40 messages are known", last.DayMessages)
	}
}

func TestDripKeyOfWrongSize(t *testing.T) {
	o := newOffice(t, nil)
	if _, err := OpenDrip(o.store, filepath.Join(o.dir, "tls.key")); err == nil {
		t.Error("a key file of another kind was taken")
	}
}

// The whole way: the shipped rule holds the fiftieth single like message and
// those that follow, also when they come at the same time.
func TestSlowDripIsHeld(t *testing.T) {
	o := newOffice(t, nil)
	addr := o.server.Addrs()[0].String()
	var clients sync.WaitGroup
	next := make(chan int, 60)
	for i := range 60 {
		next <- i
	}
	close(next)
	for range 4 {
		clients.Go(func() {
			c := dial(t, addr)
			defer c.conn.Close()
			for i := range next {
				c.send(fmt.Sprintf("MAIL FROM:<a@office.example>\r\nRCPT TO:<p%d@else.example>\r\nDATA\r\n", i))
				c.want("250")
				c.want("250")
				c.want("354")
				c.send("X-Test: like 99\r\n\r\nDear parent\r\n.\r\n")
				c.want("250")
			}
		})
	}
	clients.Wait()
	held := 0
	for _, m := range o.messages() {
		if m.Verdict.Approvals == 2 && len(m.Verdict.Rules) == 1 && m.Verdict.Rules[0] == "slow-drip" {
			held++
		}
	}
	if held != 11 {
		t.Errorf("%d of 60 are held, not the last 11", held)
	}
}

func TestDripStoreGone(t *testing.T) {
	o := newOffice(t, nil)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := o.server.Relay.Drip.begin(ctx, o.store.NewID(), letterTo(t, "a@office.example", "b@else.example"), 99, o.server.Relay.Rules(), noon)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("counting went on: %v", err)
	}
}

func BenchmarkDrip(b *testing.B) {
	o := newOffice(b, nil)
	d := o.server.Relay.Drip
	for i := range 1000 {
		sendLetter(b, o, d, letterTo(b, "a@office.example", fmt.Sprintf("p%d@else.example", i)), 99, noon)
	}
	env := letterTo(b, "a@office.example", "p1@else.example")
	for b.Loop() {
		c, err := d.begin(context.Background(), o.store.NewID(), env, 99, o.server.Relay.Rules(), noon)
		if err != nil {
			b.Fatal(err)
		}
		c.end()
	}
}
