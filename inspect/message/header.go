package message

import (
	"bytes"
	"io"
	"iter"
	"strings"
)

// Field is one header field, or one line of the header that is none.
type Field struct {
	name string
	raw  []byte
	body int // offset of the value in raw
	at   int64
}

// Name is the field's name as written, without the colon and blanks before it;
// "" for a line that is no field.
func (f Field) Name() string { return f.name }

// Is tells whether the field is called name, in any case.
func (f Field) Is(name string) bool { return f.name != "" && strings.EqualFold(f.name, name) }

// Raw is the field as it stands in the message with all its lines and their
// ends. It must not be changed.
func (f Field) Raw() []byte { return f.raw }

// Offset is where Raw begins, in bytes from the begin of the message or part.
func (f Field) Offset() int64 { return f.at }

// Value is the value unfolded (RFC 5322 section 2.2.3) and trimmed; encoded
// words stay as they are.
func (f Field) Value() string {
	v := f.raw[f.body:]
	if bytes.IndexByte(v, '\n') >= 0 {
		v = bytes.ReplaceAll(bytes.ReplaceAll(v, []byte("\r\n"), nil), []byte("\n"), nil)
	}
	return strings.TrimSpace(string(v))
}

// Text is the value with its encoded words (RFC 2047) decoded, in valid UTF-8.
func (f Field) Text() string { return decodeText(f.Value()) }

// spaced tells whether blanks stand before the colon: some readers see such a
// field, others do not.
func (f Field) spaced() bool { return f.name != "" && f.body != len(f.name)+1 }

// Header is the header of a message or part: its fields in order, each with its
// raw bytes. Reading never fails: a line that is no field is kept as a Field
// without name, and later fields are not lost by it.
type Header struct {
	fields []Field
	size   int64    // bytes until the body
	closed bool     // an empty line ended it
	flaws  []Defect // without Path
}

// ReadHeader reads the header at the begin of r. The error is of r.
func ReadHeader(r io.ReaderAt, size int64, lim Limits) (Header, error) {
	return readHeader(newLines(r, 0, size), lim.withDefaults(), nil)
}

// Size is the offset of the body: the header's bytes with the empty line that
// ends it.
func (h Header) Size() int64 { return h.size }

// Closed tells whether an empty line ended the header; without one there is no body.
func (h Header) Closed() bool { return h.closed }

// All goes through the fields in order, lines that are no field among them.
func (h Header) All() iter.Seq[Field] {
	return func(yield func(Field) bool) {
		for _, f := range h.fields {
			if !yield(f) {
				return
			}
		}
	}
}

// Fields are all fields called one of names, in the order of the header.
func (h Header) Fields(names ...string) (fs []Field) {
	for _, f := range h.fields {
		for _, name := range names {
			if f.Is(name) {
				fs = append(fs, f)
				break
			}
		}
	}
	return fs
}

// Get is the decoded text of the first field called name, "" when there is none.
func (h Header) Get(name string) string {
	for _, f := range h.fields {
		if f.Is(name) {
			return f.Text()
		}
	}
	return ""
}

// Has tells whether there is a field called name.
func (h Header) Has(name string) bool { return len(h.Fields(name)) > 0 }

// named counts the lines that are fields.
func (h Header) named() (n int) {
	for _, f := range h.fields {
		if f.name != "" {
			n++
		}
	}
	return n
}

// readHeader reads the header at the next line of in. It ends before a line for
// which stop is true, which may be nil. Where in stands afterwards is not said.
func readHeader(in *lines, lim Limits, stop func(line []byte) bool) (Header, error) {
	p := headerParser{lim: lim, stop: stop}
	for {
		line, more, err := in.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return Header{}, err
		}
		if p.line(line, more) {
			break
		}
	}
	p.finish()
	p.h.size = p.at
	return p.h, nil
}

const strayLine = "header holds a line that is no field"

// headerParser takes a header line by line.
type headerParser struct {
	lim    Limits
	stop   func([]byte) bool
	h      Header
	at     int64 // offset of the next line
	lines  int
	bytes  int
	over   bool // a limit was reached: lines are counted and not kept
	inLine bool // the last piece did not end its line
	cur    []byte
	curAt  int64
}

// line takes one line, or a piece of one when more is set, and tells whether the
// header has ended.
func (p *headerParser) line(line []byte, more bool) (done bool) {
	piece := p.inLine
	p.inLine = more
	content := trimEOL(line)
	if !piece {
		if len(content) == 0 {
			p.at += int64(len(line))
			p.h.closed = true
			return true
		}
		if p.stop != nil && p.stop(content) {
			return true
		}
		p.lines++
	}
	p.bytes += len(line)
	at := p.at
	p.at += int64(len(line))
	if !p.over && (p.lines > p.lim.HeaderLines || p.bytes > p.lim.Header) {
		p.over = true
		p.flaw(OverLimit, "header has too many lines or bytes")
	}
	if p.over {
		return false
	}
	p.check(content)
	if !piece && !(isBlank(content[0]) && p.cur != nil) {
		p.finish()
		p.curAt = at
	}
	if !piece && p.cur != nil && len(bytes.TrimLeft(content, " \t")) == 0 {
		p.flaw(Ambiguous, "header holds a line of blanks only")
	}
	p.cur = append(p.cur, line...)
	return false
}

// check looks for bytes that readers take for different things.
func (p *headerParser) check(content []byte) {
	if bytes.IndexByte(content, '\r') >= 0 {
		p.flaw(Ambiguous, "header holds a bare CR")
	}
	if bytes.IndexByte(content, 0) >= 0 {
		p.flaw(Ambiguous, "header holds a NUL")
	}
}

func (p *headerParser) flaw(why Why, what string) {
	for _, d := range p.h.flaws {
		if d.What == what {
			return
		}
	}
	p.h.flaws = append(p.h.flaws, Defect{What: what, Why: why})
}

// finish turns the collected lines into a field.
func (p *headerParser) finish() {
	if p.cur == nil {
		return
	}
	f := parseField(p.cur)
	f.at = p.curAt
	if f.name == "" && !(len(p.h.fields) == 0 && isMboxFrom(p.cur)) {
		p.flaw(Ambiguous, strayLine)
	}
	p.h.fields = append(p.h.fields, f)
	p.cur = nil
}

// parseField splits off the name: printable ASCII without blanks (RFC 5322
// section 3.6.8), blanks allowed before the colon (section 4.5).
func parseField(raw []byte) Field {
	f := Field{raw: raw}
	colon := bytes.IndexByte(raw, ':')
	if colon <= 0 {
		return f
	}
	name := bytes.TrimRight(raw[:colon], " \t")
	for _, c := range name {
		if c <= ' ' || c > '~' {
			return f
		}
	}
	if len(name) > 0 {
		f.name, f.body = string(name), colon+1
	}
	return f
}

// isMboxFrom tells the "From " line that mailbox files put before a message.
func isMboxFrom(line []byte) bool {
	return bytes.HasPrefix(line, []byte("From ")) || bytes.HasPrefix(line, []byte(">From "))
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// trimEOL takes CR LF or LF off.
func trimEOL(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\n' {
		line = line[:n-1]
		if n > 1 && line[n-2] == '\r' {
			line = line[:n-2]
		}
	}
	return line
}

// Complete tells whether all of the header was read: a limit leaves out the
// fields behind it.
func (h Header) Complete() bool {
	for _, d := range h.flaws {
		if d.Why == OverLimit {
			return false
		}
	}
	return true
}
