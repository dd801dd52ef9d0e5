package rule

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule/strict"
)

// Example is a message that a rule must hit or must leave alone. It is made
// into a real message and goes through the whole inspection.
type Example struct {
	// Why says what the example stands for.
	Why string `toml:"why"`
	// Recipients is how many strangers stand in To; 1 when not given.
	Recipients int `toml:"recipients"`
	// Internal sends it to a colleague instead.
	Internal bool   `toml:"internal"`
	Body     string `toml:"body"`
	// File is the attachment's name, with Text or Base64 as its content.
	File   string `toml:"file"`
	Text   string `toml:"text"`
	Base64 string `toml:"base64"`
	// Drip, DripMessages and Size are taken as given instead of counted.
	Drip         int  `toml:"drip"`
	DripMessages int  `toml:"drip_messages"`
	Size         Size `toml:"size"`
}

func (e *Example) check(f *strict.File, at string) {
	if (e.Text != "" || e.Base64 != "") && e.File == "" {
		f.Add(at, `an example with content needs file = "name.csv"`)
	}
	if _, err := e.content(); err != nil {
		f.Add(at+".base64", "this is not base64: %v", err)
	}
	if e.Recipients < 0 || e.Recipients > 1000 {
		f.Add(at+".recipients", "recipients must be 0 to 1000")
	}
}

func (e *Example) content() ([]byte, error) {
	if e.Base64 == "" {
		return []byte(e.Text), nil
	}
	return base64.StdEncoding.DecodeString(strings.Join(strings.Fields(e.Base64), ""))
}

// Inspect is the part of an Inspector that examples need.
type Inspect func(ctx context.Context, env message.Envelope, own []string, body []byte) (*inspect.Report, error)

// SelfTest runs every rule's examples. The error joins one line for each that
// went wrong; rules that fail it must not be used.
func (rs *Ruleset) SelfTest(ctx context.Context, look Inspect) error {
	var wrong []string
	for _, r := range rs.rules {
		for i, e := range r.Hit {
			wrong = append(wrong, rs.try(ctx, look, r, e, true, i+1)...)
		}
		for i, e := range r.Miss {
			wrong = append(wrong, rs.try(ctx, look, r, e, false, i+1)...)
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%s", strings.Join(wrong, "\n"))
	}
	return nil
}

func (rs *Ruleset) try(ctx context.Context, look Inspect, r Rule, e Example, want bool, n int) []string {
	own := append([]string{"own.example"}, rs.own...)
	env, raw := e.message()
	report, err := look(ctx, env, own, raw)
	if err != nil {
		return []string{fmt.Sprintf("rule %q: example %d could not be inspected: %v", r.ID, n, err)}
	}
	if e.Size > 0 {
		report.Size = int64(e.Size)
	}
	verdict := rs.WithOwn(own...).Decide(Facts{env, report, Drip{
		Hour: e.Drip, Day: e.Drip, HourMessages: e.DripMessages, DayMessages: e.DripMessages,
	}})
	for _, id := range verdict.Rules {
		if id == r.ID {
			if !want {
				return []string{fmt.Sprintf("rule %q: example miss %d (%s) is hit, but must not be", r.ID, n, e.Why)}
			}
			return nil
		}
	}
	if want {
		return []string{fmt.Sprintf("rule %q: example hit %d (%s) is not hit", r.ID, n, e.Why)}
	}
	return nil
}

func (e *Example) message() (message.Envelope, []byte) {
	env := message.Envelope{ReversePath: mustAddress("office@own.example")}
	var to []string
	for i := range max(1, e.Recipients) {
		a := fmt.Sprintf("person%d@elsewhere.example", i+1)
		if e.Internal {
			a = fmt.Sprintf("colleague%d@own.example", i+1)
		}
		to = append(to, a)
		env.Recipients = append(env.Recipients, message.Recipient{Address: mustAddress(a)})
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "From: Office <office@own.example>\r\nTo: %s\r\nSubject: Example\r\nMIME-Version: 1.0\r\n", strings.Join(to, ",\r\n "))
	content, _ := e.content()
	if e.File == "" {
		fmt.Fprintf(&b, "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n%s", lines64([]byte(e.Body)))
		return env, b.Bytes()
	}
	fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=\"=example\"\r\n\r\n"+
		"--=example\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n%s"+
		"--=example\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=%q\r\n"+
		"Content-Transfer-Encoding: base64\r\n\r\n%s--=example--\r\n", lines64([]byte(e.Body)), e.File, lines64(content))
	return env, b.Bytes()
}

func mustAddress(s string) message.Address {
	a, err := message.ParseAddress(s)
	if err != nil {
		panic(err)
	}
	return a
}

// lines64 is base64 in lines of 76 (RFC 2045 section 6.8), CRLF ended.
func lines64(data []byte) string {
	s := base64.StdEncoding.EncodeToString(data)
	var b strings.Builder
	for len(s) > 76 {
		b.WriteString(s[:76] + "\r\n")
		s = s[76:]
	}
	b.WriteString(s + "\r\n")
	return b.String()
}
