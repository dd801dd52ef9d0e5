// Package relay takes mail in over SMTP and applies the verdict.
//
// A message's way: a Server's listener takes a connection, its gate reads the
// client's lines, go-smtp speaks the protocol, session keeps the envelope, body
// streams the octets into a spool.Draft, and Relay.Accept does the rest. The
// 250 is said when the message is durable.
package relay

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/relay/spool"
)

// Inspector reads a message, see inspect.Inspector. An error means that nobody
// knows what the message holds.
type Inspector interface {
	Inspect(ctx context.Context, env message.Envelope, own []string, body io.ReaderAt, size int64) (*inspect.Report, error)
}

// Relay takes messages into custody. Its fields are set once.
type Relay struct {
	Inspector Inspector
	// Rules are those of the moment; a message is judged by one set.
	Rules func() *rule.Ruleset
	Store *spool.Store
	// Drip counts like messages, see OpenDrip.
	Drip *Drip
	// Hostname stands in the trace field.
	Hostname string
	// HoldFor is how long a held message waits for review; default five days.
	HoldFor time.Duration
	Limits  Limits
	// Metrics may be nil.
	Metrics *Metrics
	// Now is the clock; default time.Now.
	Now func() time.Time
	Log *slog.Logger
}

// What is wrong with a message before any rule is asked.
var (
	errHeaderSize = errors.New("header over the limit")
	errLoop       = errors.New("too many Received fields")
	errReturned   = errors.New("it came back through this relay too often")
	errEmpty      = errors.New("empty message")
	errPanic      = errors.New("a fault in the relay's own code")
)

// Accept inspects a message, asks the rules and, unless they reject it, takes it
// into custody: when it returns without an error, the message is durable and
// queued or held. The draft is used up in any case. The error is an
// *smtp.SMTPError to be sent to the client. With names the protocol in the trace
// field, "ESMTPSA" (RFC 3848).
func (r *Relay) Accept(ctx context.Context, env message.Envelope, with string, d *spool.Draft) (id spool.ID, v rule.Verdict, err error) {
	defer d.Discard()
	id, start := r.Store.NewID(), r.now()
	defer func() {
		err = r.answer(ctx, arrival{id, env, d.Size(), v, start}, err, recover())
	}()

	head, err := r.header(d)
	if err != nil {
		return id, v, err
	}
	rules := r.Rules()
	report, err := r.inspect(ctx, env, rules.OwnDomains(), d)
	if err != nil {
		return id, v, err
	}
	drip, err := r.Drip.begin(ctx, id, env, report.Likeness, rules, start)
	if err != nil {
		return id, v, err
	}
	defer drip.end()
	v = rules.Decide(rule.Facts{Envelope: env, Report: report, Drip: drip.found})
	if v.Action == rule.Reject {
		return id, v, rejection(v)
	}
	err = r.store(ctx, id, d, drip, spool.Message{
		Envelope:  env,
		Trace:     r.trace(id, env, with, start),
		Verdict:   v,
		Report:    report,
		HoldUntil: start.Add(r.holdFor()),
		MessageID: head.messageID,
	})
	return id, v, err
}

// header looks at what makes a message unacceptable whatever the rules say.
func (r *Relay) header(d *spool.Draft) (h header, err error) {
	if d.Size() == 0 {
		return h, errEmpty
	}
	limits := r.Limits.withDefaults()
	h, err = readHeader(io.NewSectionReader(d, 0, d.Size()), limits.HeaderBytes)
	switch {
	case err != nil:
	case h.received > limits.Received:
		err = errLoop // RFC 5321 section 6.3
	case r.returned(h.loops) > max(0, limits.Returns):
		err = errReturned
	}
	return h, err
}

// inspect has the message read within the time that a client waits for its 250.
func (r *Relay) inspect(ctx context.Context, env message.Envelope, own []string, d *spool.Draft) (*inspect.Report, error) {
	ctx, cancel := context.WithTimeout(ctx, r.Limits.withDefaults().Inspect)
	defer cancel()
	start := time.Now()
	defer func() { r.Metrics.inspected(time.Since(start)) }()
	report, err := r.Inspector.Inspect(ctx, env, own, d, d.Size())
	if err != nil {
		return nil, fmt.Errorf("inspecting: %w", err)
	}
	return report, nil
}

// store makes the message durable, and with it the note that it was sent.
func (r *Relay) store(ctx context.Context, id spool.ID, d *spool.Draft, drip *dripCount, m spool.Message) error {
	err := r.Store.Accept(ctx, id, d, m, drip.note)
	if err == nil {
		drip.accepted()
	}
	return err
}

func rejection(v rule.Verdict) error {
	why := "The rules of this office do not let this message leave."
	if len(v.Reasons) > 0 {
		why = v.Reasons[0]
	}
	return reply(550, smtp.EnhancedCode{5, 7, 1}, "%s", why)
}

// arrival is what the log says of a message.
type arrival struct {
	id    spool.ID
	env   message.Envelope
	size  int64
	v     rule.Verdict
	start time.Time
}

// answer writes the one line about a message's arrival and turns what went
// wrong, a panic included, into what the client is told.
func (r *Relay) answer(ctx context.Context, a arrival, err error, panicked any) error {
	args := []any{
		"id", a.id, "action", a.v.Action.String(), "rules", a.v.Rules, "size", a.size,
		"sender", r.hidden(sender(a.env)), "recipients", len(a.env.Recipients), "client", a.env.Client, "tls", a.env.TLS, "took", r.now().Sub(a.start),
	}
	if panicked != nil {
		err = errPanic
		args = append(args, "stack", string(debug.Stack()))
	}
	if err == nil {
		r.Metrics.arrived(a.v, 250)
		r.log().InfoContext(ctx, "message accepted", args...)
		return nil
	}
	told := refusal(err)
	r.Metrics.arrived(a.v, told.Code)
	r.log().WarnContext(ctx, "message refused", append(args, "reply", told.Code, "error", err)...)
	return told
}

// hidden is a keyed hash of an address or a name, so that lines of the log that
// are about the same one can be found and nobody is named.
func (r *Relay) hidden(who string) string {
	return hex.EncodeToString(r.Drip.hash("log " + strings.ToLower(who))[:6])
}

// domain is the office's own, for <postmaster>.
func (r *Relay) domain() string {
	if own := r.Rules().OwnDomains(); len(own) > 0 {
		return strings.TrimPrefix(own[0], ".")
	}
	return r.Hostname
}

func (r *Relay) now() time.Time {
	if r.Now != nil {
		return r.Now()
	}
	return time.Now()
}

func (r *Relay) holdFor() time.Duration {
	if r.HoldFor > 0 {
		return r.HoldFor
	}
	return 5 * 24 * time.Hour
}

func (r *Relay) log() *slog.Logger {
	if r.Log != nil {
		return r.Log
	}
	return slog.Default()
}
