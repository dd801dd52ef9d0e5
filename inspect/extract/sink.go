package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// emitter is where a sink sends what passed its limits: the wire of a worker,
// or an inspect.Sink.
type emitter interface {
	// words is inspect.Sink's Text; t is valid until it returns.
	words(at inspect.Place, hidden bool, t []byte)
	Row(inspect.Row)
	Unreadable(inspect.Unreadable)
	// begin says which file is read from here on.
	begin(path string)
}

// sink is the output of all readers of one job. It keeps the limits, joins
// lines that belong together and goes into children.
type sink struct {
	to      emitter
	job     job
	engines *engines
	file    *file // being read

	shown, hidden waiting // lines not yet given

	members  int
	written  int64
	inflated int64
	packed   int64 // compressed bytes that gave inflated
	over     bool  // a limit of the whole job was hit
	tainted  bool  // a reader panicked; the process should be replaced
}

// waiting are lines of one text that wait for more of it. Those that nobody sees wait for
// themselves, so that they do not part what stands around them: a record a line, each
// with a link or the title of a field behind it.
type waiting struct {
	text []byte
	at   inspect.Place // of the first line
}

var _ output = (*sink)(nil)

func newSink(to emitter, j job) *sink {
	j.limits = j.limits.withDefaults()
	return &sink{to: to, job: j, engines: &engines{}}
}

// read reads the job's file and everything in it.
func (s *sink) read(data []byte) {
	s.dispatch(&file{path: s.job.path, name: s.job.name, declared: s.job.declared, charset: s.job.charset, data: data})
	s.flush()
}

// failure is an error whose text is ours, holds no content and may be shown.
type failure struct {
	why    inspect.Why
	detail string
}

func (f failure) Error() string { return f.detail }

func damaged(detail string) error     { return failure{inspect.Damaged, detail} }
func unsupported(detail string) error { return failure{inspect.Unsupported, detail} }
func overLimit(detail string) error   { return failure{inspect.OverLimit, detail} }
func encrypted(detail string) error   { return failure{inspect.Encrypted, detail} }

// dispatch has f read by its kind's reader. A panic of a reader is damage.
func (s *sink) dispatch(f *file) {
	outer := s.file
	s.file = f
	f.pictures = s.job.pictures
	defer func() {
		if p := recover(); p != nil {
			s.tainted = true
			s.unreadable("", inspect.Damaged, "reading it crashed")
		}
		s.flush()
		s.file = outer
	}()
	k := f.as
	if k == kindUnknown {
		k = kindOf(f)
	}
	err := read(k, f, s)
	var known failure
	switch {
	case err == nil:
	case errors.As(err, &known):
		s.unreadable("", known.why, known.detail)
	default:
		s.unreadable("", inspect.Damaged, "broken "+k.String())
	}
}

func (s *sink) text(part string, line int, hidden bool, t string) {
	if t = strings.TrimRight(normal(t), "\n"); t != "" {
		if w := s.join(part, line, hidden, len(t)); w != nil {
			w.text = append(w.text, t...)
		}
	}
}

// words is text for a reader that uses its buffer again.
func (s *sink) words(part string, line int, hidden bool, t []byte) {
	if bytes.IndexByte(t, '\r') >= 0 || bytes.IndexByte(t, 0) >= 0 || !utf8.Valid(t) || mayDisguise(t) {
		s.text(part, line, hidden, string(t))
		return
	}
	if t = bytes.TrimRight(t, "\n"); len(t) > 0 {
		if w := s.join(part, line, hidden, len(t)); w != nil {
			w.text = append(w.text, t...)
		}
	}
}

// join makes ready for n more bytes of a text: after a line end where they belong to
// what waits; nil when no more may come.
func (s *sink) join(part string, line int, hidden bool, n int) *waiting {
	if s.stopped() {
		return nil
	}
	at := inspect.Place{Path: s.file.path, Part: part, Line: line}
	for _, w := range [...]*waiting{&s.shown, &s.hidden} {
		if len(w.text) > 0 && (at.Path != w.at.Path || at.Part != w.at.Part) {
			s.flush()
		}
	}
	w, hidden := s.waiting(hidden)
	if len(w.text)+n > inspect.MaxText/2 {
		s.give(w, hidden)
	}
	if len(w.text) == 0 {
		w.at = at
	} else {
		w.text = append(w.text, '\n')
	}
	return w
}

// waiting are the lines that further ones join, and whether nobody sees them.
func (s *sink) waiting(hidden bool) (*waiting, bool) {
	if hidden || s.file.hidden {
		return &s.hidden, true
	}
	return &s.shown, false
}

// gap keeps an empty line behind those of a part that wait.
func (s *sink) gap(part string, hidden bool) {
	w, _ := s.waiting(hidden)
	if n := len(w.text); n > 0 && w.at.Part == part && w.text[n-1] != '\n' {
		w.text = append(w.text, '\n')
	}
}

// flush gives all lines that wait.
func (s *sink) flush() {
	s.give(&s.shown, false)
	s.give(&s.hidden, true)
}

// give gives lines that wait in pieces of at most MaxText.
func (s *sink) give(w *waiting, hidden bool) {
	t := w.text
	w.text = w.text[:0]
	for len(t) > 0 {
		n := cutText(t, inspect.MaxText)
		s.count(n)
		s.to.words(w.at, hidden, t[:n])
		if w.at.Line > 0 {
			w.at.Line += bytes.Count(t[:n], []byte("\n"))
		}
		t = t[n:]
	}
}

// cutText is where to end a piece of at most limit bytes: after a line where there
// is one, otherwise after a word or at least a character.
func cutText(t []byte, limit int) int {
	if len(t) <= limit {
		return len(t)
	}
	for _, mark := range []byte("\n ") {
		if i := bytes.LastIndexByte(t[:limit], mark); i > limit/2 {
			return i + 1
		}
	}
	n := limit
	for !utf8.RuneStart(t[n]) {
		n--
	}
	return n
}

// normal is what a person reads of t.
func normal(t string) string { return undisguised(valid(t)) }

// isPlain tells short words in ASCII that normal does not change, as most cells are.
func isPlain(t string) bool {
	for i := 0; i < len(t); i++ {
		if c := t[i]; c >= utf8.RuneSelf || c == '\r' || isControl(rune(c)) {
			return false
		}
	}
	return true
}

// valid is t as valid UTF-8 with "\n" line ends.
func valid(t string) string {
	if strings.IndexByte(t, '\r') >= 0 {
		t = strings.ReplaceAll(strings.ReplaceAll(t, "\r\n", "\n"), "\r", "\n")
	}
	if strings.IndexByte(t, 0) >= 0 {
		t = strings.ReplaceAll(t, "\x00", " ")
	}
	if utf8.ValidString(t) { // by words of eight bytes, not by characters
		return t
	}
	return strings.ToValidUTF8(t, "\uFFFD")
}

func (s *sink) row(r inspect.Row) {
	if s.stopped() {
		return
	}
	s.flush()
	r.Place.Path = s.file.path
	r.Hidden = r.Hidden || s.file.hidden
	s.fold(&r)
	n := 0
	for i, c := range r.Cells {
		if len(c) <= inspect.MaxText && isPlain(c) {
			n += len(c)
			continue
		}
		c = normal(c)
		if len(c) > inspect.MaxText {
			at := cutText([]byte(c[:inspect.MaxText+1]), inspect.MaxText)
			defer s.text(r.Place.Part, r.Place.Line, r.Hidden, c[at:])
			c = c[:at]
		}
		n += len(c)
		r.Cells[i] = c
	}
	if n == 0 {
		return
	}
	s.count(n)
	s.to.Row(r)
}

// fold takes off empty cells at the end and, beyond Limits.Columns, all empty
// cells.
func (s *sink) fold(r *inspect.Row) {
	n := len(r.Cells)
	for n > 0 && strings.TrimSpace(r.Cells[n-1]) == "" {
		n--
	}
	r.Cells = r.Cells[:n]
	if to := s.job.limits.Columns; n > to {
		for i := to; i < n; i++ {
			if strings.TrimSpace(r.Cells[i]) == "" {
				continue
			}
			r.Cells[to] = r.Cells[i]
			if r.HiddenCells != nil && i < len(r.HiddenCells) {
				r.HiddenCells[to] = r.HiddenCells[i]
			}
			to++
		}
		r.Cells = r.Cells[:to]
	}
	if len(r.HiddenCells) > len(r.Cells) {
		r.HiddenCells = r.HiddenCells[:len(r.Cells)]
	}
}

func (s *sink) unreadable(part string, why inspect.Why, detail string) {
	s.flush()
	s.to.Unreadable(inspect.Unreadable{Where: inspect.Place{Path: s.file.path, Part: part}, Why: why, Detail: valid(detail)})
}

func (s *sink) child(name string, data []byte, hidden bool) { s.childIn("", name, data, hidden) }

// childIn is child of a file that lies within an object of the one being read.
func (s *sink) childIn(within, name string, data []byte, hidden bool) {
	if s.stopped() {
		return
	}
	outer := s.file
	path := outer.path
	if within != "" {
		path = inspect.In(path, within)
	}
	s.enter(&file{path: inspect.In(path, memberName(name)), name: memberName(name), data: data, depth: outer.depth + 1, hidden: hidden || outer.hidden})
}

// enter has a file inside the one being read read.
func (s *sink) enter(f *file) {
	s.flush()
	outer := s.file
	s.members++
	switch {
	case s.members > s.job.limits.Members:
		s.stop(fmt.Sprintf("more than %d files inside", s.job.limits.Members))
		return
	case f.depth > s.job.limits.Depth:
		s.file = f
		s.unreadable("", inspect.OverLimit, fmt.Sprintf("more than %d containers deep", s.job.limits.Depth))
		s.file = outer
		return
	}
	s.to.begin(f.path)
	s.dispatch(f)
	s.to.begin(outer.path)
}

// memberName is a member's name as part of a path.
func memberName(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '\uFFFD'
		}
		return r
	}, name)
	if len(name) > 255 {
		name = strings.ToValidUTF8(name[:120], "") + "…" + strings.ToValidUTF8(name[len(name)-120:], "")
	}
	if name == "" {
		return "unnamed"
	}
	return strings.ReplaceAll(name, " > ", " ")
}

func (s *sink) stopped() bool { return s.over }

// stop ends the whole job at a limit, once.
func (s *sink) stop(detail string) {
	if s.over {
		return
	}
	s.over = true
	s.flush()
	s.to.Unreadable(inspect.Unreadable{Where: inspect.Place{Path: s.job.path}, Why: inspect.OverLimit, Detail: detail})
}

func (s *sink) count(n int) {
	if s.written += int64(n); s.written > s.job.limits.Output {
		s.stop(fmt.Sprintf("more than %d bytes of text", s.job.limits.Output))
	}
}

var errInflated = overLimit("decompresses to too much")

// inflate counts what r gives for packed compressed bytes; beyond a limit it
// gives errInflated.
func (s *sink) inflate(r io.Reader, packed int64) io.Reader {
	s.packed += max(packed, 0)
	return &inflater{s, r}
}

type inflater struct {
	s *sink
	r io.Reader
}

func (i *inflater) Read(b []byte) (int, error) {
	n, err := i.r.Read(b)
	s := i.s
	s.inflated += int64(n)
	if s.inflated > s.job.limits.Inflated || s.inflated > 32<<20 && s.inflated/s.job.limits.Ratio > s.packed {
		s.stop(errInflated.Error())
		return 0, errInflated
	}
	return n, err
}

// readAll holds one member in memory, at most Limits.File bytes.
func (s *sink) readAll(r io.Reader, packed int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(s.inflate(r, packed), s.job.limits.File+1))
	if int64(len(data)) > s.job.limits.File {
		return nil, overLimit(fmt.Sprintf("larger than %d bytes", s.job.limits.File))
	}
	return data, err
}
