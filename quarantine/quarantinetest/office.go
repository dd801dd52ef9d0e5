// Package quarantinetest makes small offices for tests: a real spool in a
// temporary folder, people, held messages and a clock that a test sets.
package quarantinetest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// Office is one office.
type Office struct {
	TB         testing.TB
	Dir        string // of the spool
	Spool      *spool.Store
	Accounts   *account.Store
	Quarantine *quarantine.Quarantine
	Clock      *Clock
}

// Clock is a time that stands still until it is moved.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Add moves the clock.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Password is everybody's.
const Password = "a parish of many words"

// New opens an office on a Saturday evening. Passwords are hashed at little
// cost; everything else is as in production.
func New(tb testing.TB) *Office {
	tb.Helper()
	o := &Office{TB: tb, Dir: tb.TempDir(), Clock: &Clock{now: time.Date(2026, 11, 21, 16, 52, 0, 0, time.UTC)}}
	o.Open()
	tb.Cleanup(func() {
		if err := o.Spool.Close(); err != nil {
			tb.Errorf("close spool: %v", err)
		}
	})
	return o
}

// Open opens the office's spool, again after somebody closed it.
func (o *Office) Open() {
	o.TB.Helper()
	var err error
	o.Spool, err = spool.Open(context.WithoutCancel(o.TB.Context()), o.Dir, spool.Options{Schemas: quarantine.Schemas(), MinFree: -1, Now: o.Clock.Now})
	o.must(err)
	o.Accounts, err = account.New(o.Spool, account.Options{Cost: account.Cost{Memory: 64, Time: 1, Threads: 1}, ScramIterations: 4096, Now: o.Clock.Now})
	o.must(err)
	o.Quarantine = quarantine.New(o.Spool, quarantine.Options{Now: o.Clock.Now, Notices: quarantine.Notices{
		From: o.Address("postlock@parish.example"), Page: "https://mail.parish.example", Location: time.UTC}})
}

func (o *Office) must(err error) {
	o.TB.Helper()
	if err != nil {
		o.TB.Fatal(err)
	}
}

// Address parses.
func (o *Office) Address(s string) message.Address {
	o.TB.Helper()
	a, err := message.ParseAddress(s)
	o.must(err)
	return a
}

// Person adds somebody, login@parish.example.
func (o *Office) Person(login, name string, roles ...account.Role) account.Person {
	o.TB.Helper()
	p := account.Person{Login: login, Name: name, Address: o.Address(login + "@parish.example"), Roles: roles}
	o.must(o.Accounts.Add(context.WithoutCancel(o.TB.Context()), audit.CommandLine, p, Password))
	return p
}

// Hold is a message to be held; empty fields get what suits.
type Hold struct {
	ReversePath, User string
	Header            string // fields besides From, To, Subject, CRLF ended
	From, Subject     string
	To                []string
	Body              string // with its Content-Type in Header; plain text else
	Approvals         int
	BCC               bool
	Rules, Reasons    []string
	Report            *inspect.Report
	For               time.Duration // until it expires
	MessageID         string
	Group             string // of like messages
}

func (h Hold) withDefaults() Hold {
	set := func(s *string, def string) {
		if *s == "" {
			*s = def
		}
	}
	set(&h.ReversePath, "anna@parish.example")
	set(&h.From, "Anna <"+h.ReversePath+">")
	set(&h.Subject, "Waiting list")
	set(&h.Body, "Dear parents,\r\nhere is the list.\r\n")
	if h.To == nil {
		h.To = []string{"parent@elsewhere.example"}
	}
	if h.Approvals == 0 {
		h.Approvals = 2
	}
	if h.Rules == nil {
		h.Rules = []string{"people-list"}
	}
	if h.Reasons == nil {
		for range h.Rules {
			h.Reasons = append(h.Reasons, "It gives strangers the data of many people. Found: 12 people.")
		}
	}
	if h.Report == nil {
		h.Report = &inspect.Report{People: []inspect.Group{{Attributes: inspect.Set(inspect.BirthDate), Count: 12}}}
	}
	if h.For == 0 {
		h.For = 72 * time.Hour
	}
	return h
}

// Hold accepts a message with the verdict hold.
func (o *Office) Hold(h Hold) spool.ID {
	o.TB.Helper()
	h = h.withDefaults()
	ctx := context.WithoutCancel(o.TB.Context())
	draft, err := o.Spool.Create()
	o.must(err)
	_, err = fmt.Fprintf(draft, "From: %s\r\nTo: %s\r\nSubject: %s\r\n%s\r\n%s", h.From, strings.Join(h.To, ",\r\n "), h.Subject, h.Header, h.Body)
	o.must(err)
	env := message.Envelope{User: h.User, Received: o.Clock.Now()}
	if h.ReversePath != "<>" {
		env.ReversePath = o.Address(h.ReversePath)
	}
	for _, to := range h.To {
		env.Recipients = append(env.Recipients, message.Recipient{Address: o.Address(to)})
	}
	v := rule.Verdict{Action: rule.Hold, Approvals: h.Approvals, Rules: h.Rules, Reasons: h.Reasons, BCC: h.BCC, Ruleset: strings.Repeat("ab", 32), Group: h.Group}
	id := o.Spool.NewID()
	o.must(o.Spool.Accept(ctx, id, draft, spool.Message{Envelope: env, Verdict: v, Report: h.Report,
		HoldUntil: o.Clock.Now().Add(h.For), MessageID: h.MessageID}))
	return id
}

// Mail is everything that waits in the queue: its id and its text.
func (o *Office) Mail() map[spool.ID]string {
	o.TB.Helper()
	ctx := context.WithoutCancel(o.TB.Context())
	jobs, err := o.Spool.Claim(ctx, "test", 1000, time.Minute)
	o.must(err)
	mail := map[spool.ID]string{}
	for _, j := range jobs {
		b, err := o.Spool.Body(ctx, j.ID)
		o.must(err)
		text := make([]byte, b.Size())
		_, err = b.ReadAt(text, 0)
		if err != nil && err.Error() != "EOF" {
			o.TB.Fatal(err)
		}
		o.must(b.Close())
		mail[j.ID] = string(text)
	}
	return mail
}
