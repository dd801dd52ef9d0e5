package extract

import (
	"strings"
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

// readHere reads a short body in this process when it is valid UTF-8 and, by its
// content, text or a page: that is most of all mail, and neither reader inflates,
// opens files inside or runs an engine. Whatever else it is, and whatever does
// not go smoothly, is for a worker, and nothing has been given to to then.
func readHere(f inspect.File, data []byte, lim Limits, to inspect.Sink) bool {
	if !utf8.Valid(data) {
		return false
	}
	k := tellKind(&file{data: data, name: f.Name, declared: f.Type, charset: f.Charset})
	if k != kindText && k != kindHTML {
		return false
	}
	lim.Output = quickOutput
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
