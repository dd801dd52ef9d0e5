package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// quickBytes is the longest body that is read without a worker.
const quickBytes = 64 << 10

// quickOutput is the most words that such a body may turn into: spanning cells
// multiply what they hold.
const quickOutput = 1 << 20

func quickType(declared string) bool {
	return declared == "" || strings.EqualFold(declared, "text/plain") || strings.EqualFold(declared, "text/html")
}

func quickCharset(charset string) bool {
	switch strings.ToLower(charset) {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252":
		return true
	}
	return false
}

// quick reads here, without a worker, what is simple enough: short bodies of text and
// HTML, and separated values of any length.
func (p *Pool) quick(ctx context.Context, f *inspect.File, to inspect.Sink) (done bool, err error) {
	table := wantsTable(&file{name: f.Name, declared: f.Type})
	if !table && !quickType(f.Type) || !quickCharset(f.Charset) {
		return false, nil
	}
	head, ok := p.heads.Get().(*[quickBytes]byte)
	if !ok {
		head = new([quickBytes]byte)
	}
	n, err := io.ReadFull(f.Body, head[:])
	whole := err == io.EOF || err == io.ErrUnexpectedEOF
	if whole {
		err = nil
	}
	switch {
	case table && err == nil && isTable(f, head[:n]):
		err = tableHere(ctx, *f, head[:n], p.opts.Limits, to)
		p.heads.Put(head)
		return true, err
	case whole && readHere(*f, head[:n], p.opts.Limits, to):
		p.heads.Put(head)
		return true, nil
	}
	f.Body = io.MultiReader(bytes.NewReader(head[:n]), errReader{err, f.Body})
	return false, nil
}

// errReader gives err first when there is one, then reads on.
type errReader struct {
	err error
	r   io.Reader
}

func (e errReader) Read(b []byte) (int, error) {
	if e.err != nil {
		return 0, e.err
	}
	return e.r.Read(b)
}

// readHere reads a short body in this process when it is valid UTF-8 and, by its
// content, text or a page without files inside: that is most of all mail, and
// neither reader inflates or runs an engine. Whatever else it is, and whatever does
// not go smoothly, is for a worker, and nothing has been given to to then.
func readHere(f inspect.File, data []byte, lim Limits, to inspect.Sink) bool {
	if !utf8.Valid(data) {
		return false
	}
	k := tellKind(&file{data: data, name: f.Name, declared: f.Type, charset: f.Charset})
	if k != kindText && k != kindHTML {
		return false
	}
	lim.Output, lim.Depth = quickOutput, -1 // a file inside is for a worker
	var out recorder
	s := newSink(&out, job{path: f.Path, name: f.Name, declared: f.Type, charset: f.Charset, limits: lim})
	s.dispatch(&file{as: k, path: f.Path, name: f.Name, declared: f.Type, charset: f.Charset, data: data})
	if s.tainted || out.trouble {
		return false
	}
	for _, give := range out.given {
		give(to)
	}
	return true
}

// isTable tells by the beginning of a file whether it is separated values in UTF-8.
func isTable(f *inspect.File, head []byte) bool {
	return charsetOf(head, f.Charset) == nil &&
		tellKind(&file{data: head, name: f.Name, declared: f.Type, charset: f.Charset}) == kindTable
}

// tableHere reads separated values as they arrive. Their reader only looks for
// delimiters: it opens nothing, goes over the bytes once and holds few of them,
// and so there is nothing that a worker would have to keep from this process.
func tableHere(ctx context.Context, f inspect.File, head []byte, lim Limits, to inspect.Sink) error {
	body := &arriving{ctx: ctx, body: f.Body, limit: lim, until: time.Now().Add(lim.Time), size: int64(len(head))}
	s := newSink(direct{to}, job{path: f.Path, name: f.Name, declared: f.Type, charset: f.Charset, limits: lim})
	s.dispatch(&file{as: kindTable, path: f.Path, name: f.Name, declared: f.Type, charset: f.Charset, data: head, rest: body})
	var limit failure
	if body.err == nil || body.err == io.EOF || errors.As(body.err, &limit) {
		_, err := io.Copy(io.Discard, f.Body) // of what a limit cut off
		body.err = err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if body.err != nil {
		return fmt.Errorf("%w: %w", errBody, body.err)
	}
	return nil
}

// direct gives a Sink what a reader in this process finds.
type direct struct{ inspect.Sink }

var _ emitter = direct{}

func (d direct) begin(string) {}
func (d direct) words(at inspect.Place, hidden bool, words []byte) {
	d.Text(inspect.Text{Place: at, Hidden: hidden, Text: string(words)})
}

// tellKind is kindOf for this process, which no file may take down: what crashes
// there is for a worker.
func tellKind(f *file) (k kind) {
	defer func() {
		if recover() != nil {
			k = kindUnknown
		}
	}()
	return kindOf(f)
}

// recorder keeps what a reader gives until it is known to be all.
type recorder struct {
	given   []func(inspect.Sink)
	trouble bool // something was not read
}

var _ emitter = (*recorder)(nil)

func (r *recorder) begin(string)                  {}
func (r *recorder) Unreadable(inspect.Unreadable) { r.trouble = true }
func (r *recorder) words(at inspect.Place, hidden bool, words []byte) {
	t := inspect.Text{Place: at, Hidden: hidden, Text: string(words)}
	r.given = append(r.given, func(to inspect.Sink) { to.Text(t) })
}
func (r *recorder) Row(row inspect.Row) {
	r.given = append(r.given, func(to inspect.Sink) { to.Row(row) })
}
