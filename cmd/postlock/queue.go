package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

const queueHelp = `usage: postlock queue COMMAND [--config postlock.toml]

  queue list [--all] [--json]    what waits for delivery; --all: whatever the spool holds
  queue show ID [--json]         one message: recipients, their last answers, when it is next tried
  queue retry ID…                try again now
  queue flush                    try everything again now
  queue delete ID…               take out of the queue for good; nobody is told

It may be used while postlock serve runs. Retries and deletions go on the record.
A held message is decided on the review page.
`

// queueCommand looks at the queue and gives it a push.
func queueCommand(ctx context.Context, std stdio, args []string) error {
	if len(args) == 0 || args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		fmt.Fprint(std.out, queueHelp)
		return nil
	}
	fs := flags(std, "queue")
	fs.Usage = func() { fmt.Fprint(std.err, queueHelp) }
	config := fs.String("config", "", "settings file")
	c := queueView{std: std}
	fs.BoolVar(&c.json, "json", false, "one JSON object a line")
	fs.BoolVar(&c.all, "all", false, "finished and held messages, too")
	words, err := parseMixed(fs, args[1:])
	if err != nil {
		return asExit(err)
	}
	store, closeStore, err := openStore(ctx, *config)
	if err != nil {
		return err
	}
	defer closeStore()
	c.store = store
	return c.run(ctx, args[0], words)
}

type queueView struct {
	std       stdio
	store     *spool.Store
	json, all bool
}

func (c queueView) run(ctx context.Context, verb string, ids []string) error {
	switch verb {
	case "list", "flush":
		if len(ids) > 0 {
			return fmt.Errorf("queue %s takes no message; this is %q", verb, ids[0])
		}
	case "show", "retry", "delete":
		if len(ids) == 0 {
			return fmt.Errorf("name the message: postlock queue %s ID; \"postlock queue list\" tells the ids", verb)
		}
	}
	switch verb {
	case "list":
		return c.list(ctx)
	case "flush":
		return c.flush(ctx)
	case "show":
		return c.each(ids, func(id spool.ID) error { return c.show(ctx, id) })
	case "retry":
		return c.each(ids, func(id spool.ID) error { return c.retry(ctx, id) })
	case "delete":
		return c.each(ids, func(id spool.ID) error { return c.delete(ctx, id) })
	}
	return fmt.Errorf("there is no \"queue %s\"; \"postlock queue help\" lists what there is", verb)
}

// each does something to every message named, and says of all what went wrong.
func (c queueView) each(ids []string, do func(spool.ID) error) (err error) {
	for _, id := range ids {
		one := do(spool.ID(id))
		switch {
		case errors.Is(one, spool.ErrNotQueued):
			one = fmt.Errorf("%w; held messages are decided on the review page", one)
		case errors.Is(one, spool.ErrBusy):
			one = fmt.Errorf("%w; try again in a minute", one)
		}
		if one != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", id, one))
		}
	}
	return err
}

// queued is a message as queue list and queue show tell it.
type queued struct {
	ID         spool.ID         `json:"id"`
	State      spool.State      `json:"state"`
	Accepted   time.Time        `json:"accepted"`
	Next       *time.Time       `json:"next,omitempty"` // only while queued
	Size       int64            `json:"size"`
	Attempts   int              `json:"attempts"`
	From       string           `json:"from"` // "" is <>
	MessageID  string           `json:"message_id,omitempty"`
	Rules      []string         `json:"rules,omitempty"`
	Recipients []queuedDelivery `json:"recipients"`
}

type queuedDelivery struct {
	Address string               `json:"address"`
	State   spool.RecipientState `json:"state"`
	Reply   *spool.Reply         `json:"reply,omitempty"`
	At      *time.Time           `json:"at,omitempty"`
}

func describe(r *spool.Record) queued {
	q := queued{ID: r.ID, State: r.State, Accepted: r.Accepted, Size: r.Size, Attempts: r.Attempts,
		From: r.Envelope.ReversePath.String(), MessageID: r.MessageID, Rules: r.Verdict.Rules}
	if r.State == spool.Queued {
		next := r.Due
		if spool.Asked(next) {
			next = time.Now()
		}
		q.Next = &next
	}
	for _, d := range r.Recipients {
		one := queuedDelivery{Address: d.Address.String(), State: d.State}
		if !d.At.IsZero() {
			one.Reply, one.At = &d.Reply, &d.At
		}
		q.Recipients = append(q.Recipients, one)
	}
	return q
}

// said is the last answer to any recipient that waits, else to any.
func (q queued) said() (text string) {
	for _, d := range q.Recipients {
		if d.Reply != nil && (text == "" || d.State == spool.RecipientPending) {
			text = answer(*d.Reply)
		}
	}
	return text
}

func answer(r spool.Reply) string {
	if r.Code == 0 {
		return r.Text
	}
	if r.Enhanced == "" {
		return fmt.Sprintf("%d %s", r.Code, r.Text)
	}
	return fmt.Sprintf("%d %s %s", r.Code, r.Enhanced, r.Text)
}

func (q queued) to() string {
	switch n := len(q.Recipients); n {
	case 0:
		return ""
	case 1:
		return q.Recipients[0].Address
	default:
		return fmt.Sprintf("%s and %d more", q.Recipients[0].Address, n-1)
	}
}

func (c queueView) list(ctx context.Context) error {
	w := tabwriter.NewWriter(c.std.out, 0, 4, 2, ' ', 0)
	if !c.json {
		fmt.Fprintln(w, "ID\tSTATE\tACCEPTED\tNEXT\tTRIED\tSIZE\tFROM\tTO\tLAST ANSWER")
	}
	f := spool.Filter{States: []spool.State{spool.Queued}}
	if c.all {
		f.States = nil
	}
	n, err := c.pages(ctx, f, func(q queued) error {
		if c.json {
			return json.NewEncoder(c.std.out).Encode(q)
		}
		next := ""
		if q.Next != nil {
			next = stamp(*q.Next)
		}
		_, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\t<%s>\t%s\t%.60s\n", q.ID, q.State, stamp(q.Accepted), next, q.Attempts, q.Size, q.From, q.to(), q.said())
		return err
	})
	if err != nil || c.json {
		return err
	}
	if n == 0 {
		_, err := fmt.Fprintln(c.std.out, "the queue is empty")
		return err
	}
	return w.Flush()
}

// pages calls visit for every message, a thousand a transaction.
func (c queueView) pages(ctx context.Context, f spool.Filter, visit func(queued) error) (n int, err error) {
	for {
		var ids []spool.ID
		err := c.store.View(ctx, func(tx *spool.Tx) (err error) {
			ids, err = tx.List(f)
			return err
		})
		if err != nil || len(ids) == 0 {
			return n, err
		}
		for _, id := range ids {
			r, err := c.store.Message(ctx, id)
			if errors.Is(err, spool.ErrNotFound) {
				continue // delivered and deleted meanwhile
			}
			if err != nil {
				fmt.Fprintf(c.std.err, "%s cannot be read: %v\n", id, err)
				continue
			}
			if err := visit(describe(r)); err != nil {
				return n, err
			}
			n++
		}
		f.After = ids[len(ids)-1]
	}
}

func stamp(t time.Time) string { return t.Local().Format("2006-01-02 15:04:05") }

func (c queueView) show(ctx context.Context, id spool.ID) error {
	r, err := c.store.Message(ctx, id)
	if err != nil {
		return err
	}
	q := describe(r)
	if c.json {
		return json.NewEncoder(c.std.out).Encode(q)
	}
	out := c.std.out
	fmt.Fprintf(out, "%s: %s\n  accepted    %s, %d bytes\n  from        <%s>\n  message-id  %s\n", q.ID, q.State, stamp(q.Accepted), q.Size, q.From, q.MessageID)
	if q.Next != nil {
		fmt.Fprintf(out, "  tried       %d times, next %s\n", q.Attempts, stamp(*q.Next))
	}
	for _, why := range r.Verdict.Reasons {
		fmt.Fprintf(out, "  rule        %s\n", why)
	}
	for _, d := range q.Recipients {
		fmt.Fprintf(out, "  %-10s  %s\n", d.State, d.Address)
		if d.Reply != nil {
			fmt.Fprintf(out, "              %s %s: %s\n", stamp(*d.At), d.Reply.Hop, answer(*d.Reply))
		}
	}
	return nil
}

// record writes down what was done from the command line.
func record(tx *spool.Tx, what audit.What, id spool.ID, detail audit.Detail) error {
	_, err := audit.Append(tx, audit.Entry{Time: tx.Now(), Who: audit.CommandLine, What: what, Message: id, Detail: detail})
	return err
}

func (c queueView) retry(ctx context.Context, id spool.ID) error {
	return c.store.Update(ctx, func(tx *spool.Tx) error {
		return errors.Join(tx.Retry(id), record(tx, audit.Retried, id, nil))
	})
}

func (c queueView) flush(ctx context.Context) error {
	var n int64
	err := c.store.Update(ctx, func(tx *spool.Tx) (err error) {
		if n, err = tx.RetryAll(); err != nil {
			return err
		}
		return record(tx, audit.Retried, "", audit.Detail{"messages": fmt.Sprint(n)})
	})
	if err == nil {
		fmt.Fprintf(c.std.out, "%d messages are tried again now\n", n)
	}
	return err
}

func (c queueView) delete(ctx context.Context, id spool.ID) error {
	r, err := c.store.Message(ctx, id)
	if err != nil {
		return err
	}
	err = c.store.Update(ctx, func(tx *spool.Tx) error {
		return errors.Join(tx.Delete(id), record(tx, audit.Deleted, id,
			audit.Detail{"recipients": fmt.Sprint(len(r.Recipients)), "size": fmt.Sprint(r.Size)}))
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.std.out, "%s is deleted\n", id)
	return c.store.Forget(id)
}
