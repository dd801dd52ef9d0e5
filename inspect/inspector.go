package inspect

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"

	"github.com/postlock/postlock/inspect/message"
)

// Inspector reads messages. Its fields are set once; it is safe for concurrent
// use when Extract is.
type Inspector struct {
	Extract Extractor
	// Detect makes a Detector for one message.
	Detect func(Parties) Detector
	Limits message.Limits
	// Pictures gives each message what it may spend on words in pictures;
	// nil, or nil as its answer: pictures are not read.
	Pictures func() *Pictures
}

// Inspect reads the message in body, which was submitted with env by an office
// that owns the domains own. What cannot be read is in the report. An error
// means that the inspection itself failed and nobody knows what the message
// holds.
func (in *Inspector) Inspect(ctx context.Context, env message.Envelope, own []string, body io.ReaderAt, size int64) (*Report, error) {
	msg, err := message.Read(body, size, in.Limits)
	if err != nil {
		return nil, fmt.Errorf("reading the message: %w", err)
	}
	look := &look{detect: in.Detect(parties(env, own, msg)), report: &Report{Size: size}, pictures: in.pictures()}
	look.Text(Text{Place: Place{Path: "subject"}, Text: msg.Subject()})
	err = msg.Walk(ctx, func(p message.Part) error { return in.part(ctx, p, look) })
	if err != nil {
		return nil, fmt.Errorf("inspecting the message: %w", err)
	}
	for _, d := range msg.Defects() {
		look.Unreadable(Unreadable{Where: Place{Path: d.Path}, Why: Why(d.Why), Detail: d.What})
	}
	r := look.result()
	r.Visible = msg.Visible()
	for _, a := range r.Visible {
		if !Own(own, a.Domain()) {
			r.VisibleExternal++
		}
	}
	return r, digest(r, body, size)
}

// File inspects one file as if it were attached to a message from env.
func (in *Inspector) File(ctx context.Context, env message.Envelope, own []string, f File, size int64) (*Report, error) {
	look := &look{
		detect: in.Detect(Parties{Addresses: addresses(env), Own: own}),
		report: &Report{Size: size},
	}
	sum := sha256.New()
	f.Body, f.Pictures = io.TeeReader(f.Body, sum), in.pictures()
	if err := in.Extract.Extract(ctx, f, look); err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.Path, err)
	}
	r := look.result()
	sum.Sum(r.SHA256[:0])
	return r, nil
}

// part has one leaf of the message read. An attachment's name is text too:
// people put numbers and names into it.
func (in *Inspector) part(ctx context.Context, p message.Part, look *look) error {
	if p.Name != "" {
		look.Text(Text{Place: Place{Path: p.Path, Part: "name"}, Text: spoken(p.Name)})
	}
	return in.Extract.Extract(ctx, File{Path: p.Path, Name: p.Name, Type: p.Type, Charset: p.Charset, Body: p.Body, Pictures: look.pictures}, look)
}

// spoken is a file's name as words: without its ending, and with blanks where it has
// underscores, which stand between words in no other text.
func spoken(name string) string {
	dot := strings.LastIndexByte(name, '.')
	if dot > 0 && len(name)-dot <= maxEnding && strings.Trim(name[dot:], ".0123456789") != "" {
		name = name[:dot]
	}
	return strings.ReplaceAll(name, "_", " ")
}

// maxEnding is the longest ending of a file's name in bytes, with its dot.
const maxEnding = 6

func (in *Inspector) pictures() *Pictures {
	if in.Pictures == nil {
		return nil
	}
	return in.Pictures()
}

// digested is a body that was hashed while it arrived.
type digested interface{ SHA256() [32]byte }

func digest(r *Report, body io.ReaderAt, size int64) error {
	if d, ok := body.(digested); ok {
		r.SHA256 = d.SHA256()
		return nil
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(body, 0, size)); err != nil {
		return fmt.Errorf("hashing the message: %w", err)
	}
	sum.Sum(r.SHA256[:0])
	return nil
}

func parties(env message.Envelope, own []string, msg *message.Message) Parties {
	p := Parties{Addresses: addresses(env), Own: own}
	for _, list := range [][]message.Mailbox{msg.From(), msg.Sender(), msg.ReplyTo(), msg.To(), msg.Cc()} {
		for _, m := range list {
			p.Addresses = append(p.Addresses, m.Address)
			if name := strings.TrimSpace(m.Name); name != "" {
				p.Names = append(p.Names, name)
			}
		}
	}
	return p
}

func addresses(env message.Envelope) (as []message.Address) {
	if !env.ReversePath.IsZero() {
		as = append(as, env.ReversePath)
	}
	for _, r := range env.Recipients {
		as = append(as, r.Address)
	}
	return as
}

// look is the Sink of one message: it passes text and rows on to detection and
// keeps what the report needs of them.
type look struct {
	detect Detector
	report *Report
	like   likeness
	// pictures is what is left for pictures.
	pictures *Pictures
}

// maxUnreadable bounds the list in a report; an archive of a million broken
// members is held for the first as well.
const maxUnreadable = 100

func (l *look) Text(t Text) {
	l.guard(t.Place, func() { l.detect.Text(t) })
	l.like.add(t.Text)
}

func (l *look) Row(r Row) {
	l.guard(r.Place, func() { l.detect.Row(r) })
	for _, cell := range r.Cells {
		l.like.add(cell)
	}
}

// result is the finished report.
func (l *look) result() *Report {
	l.guard(Place{Path: "message"}, func() { l.report.People, l.report.Findings = l.detect.Result() })
	l.report.Likeness = l.like.sum()
	return l.report
}

// guard keeps a fault of detection from taking the relay down, and from letting
// anything pass: what it was looking at counts as not read, so that people look.
func (l *look) guard(at Place, do func()) {
	defer func() {
		if fault := recover(); fault != nil {
			l.Unreadable(Unreadable{Where: at, Why: Damaged, Detail: "a fault of Postlock itself while counting people; please report it"})
		}
	}()
	do()
}

func (l *look) Unreadable(u Unreadable) {
	if len(l.report.Unreadable) < maxUnreadable {
		l.report.Unreadable = append(l.report.Unreadable, u)
	}
}
