package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
)

// scanner inspects files one by one for the scan command.
type scanner struct {
	rules     *rule.Ruleset
	inspector *inspect.Inspector
	from      message.Address
	to        []message.Address
	stdin     io.Reader
}

// line is one JSON object of the scan contract (design.md).
type line struct {
	File            string           `json:"file"`
	Action          string           `json:"action"`
	Approvals       int              `json:"approvals"`
	Rules           []string         `json:"rules"`
	Subjects        int              `json:"subjects"`
	VisibleExternal int              `json:"visible_external"`
	Findings        []lineFinding    `json:"findings"`
	Unreadable      []lineUnreadable `json:"unreadable"`
	Error           string           `json:"error"`

	reasons []string
	bcc     bool
}

type lineFinding struct {
	Attribute  string  `json:"attribute"`
	Kind       string  `json:"kind,omitempty"`
	Count      int     `json:"count"`
	Where      string  `json:"where"`
	Hidden     bool    `json:"hidden"`
	Confidence float64 `json:"confidence"`
	Excerpt    string  `json:"excerpt"`
}

type lineUnreadable struct {
	Where  string `json:"where"`
	Why    string `json:"why"`
	Detail string `json:"detail,omitempty"`
}

// scan inspects files offline; see the contract in README.
func scan(ctx context.Context, std stdio, args []string) error {
	fs := flags(std, "scan")
	rules := fs.String("rules", "", "rules.toml to judge by (default: the built-in rules, with the sender's domain as own)")
	config := fs.String("config", "", "settings file, whose data folder has the key of [[people]]")
	from := fs.String("from", "", "reverse-path (default: the From header)")
	asJSON := fs.Bool("json", false, "print one JSON object a line")
	failOn := fs.String("fail-on", "", "exit with 1 when a verdict is at least this: bcc, hold or reject")
	s := &scanner{stdin: std.in}
	fs.Func("to", "recipient; may be repeated (default: the recipients in the header)", func(a string) error {
		addr, err := message.ParseAddress(a)
		s.to = append(s.to, addr)
		return err
	})
	if err := fs.Parse(args); err != nil {
		return asExit(err)
	}
	if fs.NArg() == 0 {
		return errors.New("name the files to inspect, or - for standard input")
	}
	limit, err := failLimit(*failOn)
	if err != nil {
		return err
	}
	if *from != "" {
		if s.from, err = message.ParseAddress(*from); err != nil {
			return fmt.Errorf("--from: %w", err)
		}
	}
	if s.rules, err = loadRules(*rules); err != nil {
		return err
	}
	inspector, closePool, err := newInspector(nil)
	if err != nil {
		return err
	}
	defer closePool()
	settings, err := loadSettings(*config)
	if err != nil {
		return err
	}
	register, err := openLore(s.rules, *rules, near(*config, settings.Data))
	if err != nil {
		return err
	}
	s.inspector = withLore(inspector, register)
	s.inspector.Pictures = s.rules.Pictures
	return s.all(ctx, std, fs.Args(), *asJSON, limit)
}

// asExit turns a flag mistake, which the flag set has already told, into its status.
func asExit(err error) error {
	if strings.HasPrefix(err.Error(), "flag: help") {
		return err
	}
	return exit(2)
}

func failLimit(s string) (rule.Action, error) {
	limit := rule.Reject + 1
	if s == "" {
		return limit, nil
	}
	if err := limit.UnmarshalText([]byte(s)); err != nil || limit == rule.Pass {
		return 0, fmt.Errorf("--fail-on takes bcc, hold or reject, not %q", s)
	}
	return limit, nil
}

func loadRules(path string) (*rule.Ruleset, error) {
	if path == "" {
		return rule.Default(), nil
	}
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the rules: %w", err)
	}
	return rule.Parse(path, src)
}

// all prints a line for each file, in order, and returns the exit status.
func (s *scanner) all(ctx context.Context, std stdio, files []string, asJSON bool, limit rule.Action) error {
	out := bufio.NewWriter(std.out)
	defer out.Flush()
	var failed, reached bool
	for _, name := range files {
		l, verdict, err := s.one(ctx, name)
		if err != nil {
			failed = true
			l.Error = err.Error()
			fmt.Fprintf(std.err, "postlock scan: %v\n", err)
		}
		reached = reached || err == nil && verdict.Action >= limit
		if asJSON {
			if err := json.NewEncoder(out).Encode(l); err != nil {
				return err
			}
		} else if err == nil {
			l.explain(out)
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	switch {
	case failed:
		return exit(2)
	case reached:
		return exit(1)
	}
	return nil
}

func (s *scanner) one(ctx context.Context, name string) (line, rule.Verdict, error) {
	l := line{File: name, Rules: []string{}, Findings: []lineFinding{}, Unreadable: []lineUnreadable{}}
	data, err := s.read(name)
	if err != nil {
		return l, rule.Verdict{}, err
	}
	env, own, report, err := s.inspect(ctx, name, data)
	if err != nil {
		return l, rule.Verdict{}, fmt.Errorf("%s: %w", name, err)
	}
	v := s.rules.WithOwn(own...).Decide(rule.Facts{Envelope: env, Report: report})
	l.fill(v, report)
	return l, v, nil
}

func (s *scanner) read(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(s.stdin)
	}
	return os.ReadFile(name)
}

func (s *scanner) inspect(ctx context.Context, name string, data []byte) (message.Envelope, []string, *inspect.Report, error) {
	if !isMessage(name, data) {
		env := s.envelope(nil)
		own := s.own(env)
		f := inspect.File{Path: filepath.Base(name), Name: filepath.Base(name), Body: bytes.NewReader(data)}
		report, err := s.inspector.File(ctx, env, own, f, int64(len(data)))
		return env, own, report, err
	}
	msg, err := message.Read(bytes.NewReader(data), int64(len(data)), s.inspector.Limits)
	if err != nil {
		return message.Envelope{}, nil, nil, err
	}
	env := s.envelope(msg)
	own := s.own(env)
	report, err := s.inspector.Inspect(ctx, env, own, bytes.NewReader(data), int64(len(data)))
	return env, own, report, err
}

// elsewhere is the recipient of a file that names none: a stranger, so that
// every rule applies.
const elsewhere = "stranger@elsewhere.invalid"

// envelope takes sender and recipients from the flags, else from the header.
func (s *scanner) envelope(msg *message.Message) message.Envelope {
	env := message.Envelope{ReversePath: s.from}
	if msg != nil && env.ReversePath.IsZero() {
		if from := msg.From(); len(from) > 0 {
			env.ReversePath = from[0].Address
		}
	}
	to := s.to
	if msg != nil && len(to) == 0 {
		to = msg.Visible()
		for _, f := range msg.Header().Fields("Bcc", "Resent-Bcc") {
			to = append(to, message.AddressesIn(f.Value())...)
		}
	}
	if len(to) == 0 {
		stranger, _ := message.ParseAddress(elsewhere)
		to = append(to, stranger)
	}
	for _, a := range to {
		env.Recipients = append(env.Recipients, message.Recipient{Address: a})
	}
	return env
}

// own is own_domains, and the sender's domain where the rules are the built-in
// ones or name none.
func (s *scanner) own(env message.Envelope) []string {
	own := s.rules.OwnDomains()
	if d := env.ReversePath.Domain(); d != "" && (len(own) == 0 || s.rules.Digest() == rule.Default().Digest()) {
		own = append([]string{d}, own...)
	}
	return own
}

// isMessage tells a message from a file to be attached to one: a name that ends
// in .eml, or a header that begins with fields that only mail has. Folders of mail
// and saved pages begin like one.
func isMessage(name string, data []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".eml":
		return true
	case ".mbox", ".mht", ".mhtml":
		return false
	}
	head := data[:min(len(data), 4096)]
	for i, l := range bytes.Split(head, []byte("\n")) {
		if i == 0 && bytes.HasPrefix(l, []byte("From ")) || len(l) > 0 && (l[0] == ' ' || l[0] == '\t') {
			continue
		}
		field, _, ok := bytes.Cut(l, []byte(":"))
		if !ok || len(field) == 0 || bytes.ContainsAny(field, " \t;,<{\"") {
			return false
		}
		switch strings.ToLower(string(field)) {
		case "received", "return-path", "from", "to", "message-id", "mime-version", "subject", "delivered-to", "dkim-signature":
			return true
		}
	}
	return false
}

func (l *line) fill(v rule.Verdict, r *inspect.Report) {
	l.Action, l.Approvals = v.Action.String(), v.Approvals
	l.Rules = append(l.Rules, v.Rules...)
	l.reasons, l.bcc = v.Reasons, v.BCC
	l.Subjects, l.VisibleExternal = r.Subjects(), r.VisibleExternal
	for _, f := range r.Findings {
		l.Findings = append(l.Findings, lineFinding{f.Attribute.String(), f.Kind, f.Count, f.Where.String(), f.Hidden, f.Confidence, f.Excerpt})
	}
	for _, u := range r.Unreadable {
		l.Unreadable = append(l.Unreadable, lineUnreadable{u.Where.String(), string(u.Why), u.Detail})
	}
}

// explain says the verdict in words.
func (l *line) explain(w io.Writer) {
	fmt.Fprintf(w, "%s: %s", l.File, l.Action)
	if l.Approvals > 0 {
		fmt.Fprintf(w, ", until %s", people(l.Approvals))
	}
	fmt.Fprintln(w)
	for i, id := range l.Rules {
		fmt.Fprintf(w, "  %-18s %s\n", id, l.reasons[i])
	}
	if l.Subjects > 0 {
		fmt.Fprintf(w, "  people told of: %d\n", l.Subjects)
	}
	for _, f := range l.Findings {
		hidden := ""
		if f.Hidden {
			hidden = ", hidden"
		}
		fmt.Fprintf(w, "  %6d × %-14s in %s%s  %s\n", f.Count, f.Attribute, f.Where, hidden, f.Excerpt)
	}
	for _, u := range l.Unreadable {
		fmt.Fprintf(w, "  not read: %s (%s) %s\n", u.Where, u.Why, u.Detail)
	}
}

func people(approvals int) string {
	if approvals == 1 {
		return "one other person agrees"
	}
	return fmt.Sprintf("%d people agree", approvals)
}
