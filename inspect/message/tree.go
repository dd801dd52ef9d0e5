package message

import (
	"bytes"
	"context"
	"io"
	"strings"
)

// kind says how a node is read.
type kind uint8

const (
	leaf      kind = iota
	multipart      // kids are its parts and the text around them
	attached       // its one kid is a message
	gap            // text before the first or after the last part
)

// node is one entity of the message and where it stands.
type node struct {
	kind      kind
	header    Header
	is        *entity
	body, end int64
	kids      []*node
	depth     int
}

func (n *node) flaw(why Why, what string) {
	for _, d := range n.is.flaws {
		if d.What == what {
			return
		}
	}
	n.is.flaw(why, what)
}

// tree finds the entities in one pass over the lines: every line is compared
// with the delimiters of all open multiparts, so that nesting costs nothing more.
type tree struct {
	ctx   context.Context
	in    *lines
	lim   Limits
	open  []*fence
	parts *int // of the whole message, attached messages included
	full  bool // no more parts are made
}

// fence holds the delimiters of an open multipart.
type fence struct {
	marks [][]byte // "--" and boundary; the usual reading first
	node  *node
}

// edge is the delimiter line that ended an entity; level -1 is the end of the
// bytes.
type edge struct {
	level  int
	closes bool
	at     int64 // where content ended, without the line end before the delimiter
}

// build reads the entity in in.
func (t *tree) build(h Header, def string, depth int) (*node, error) {
	n := t.node(h, def, depth)
	n.body = h.size
	t.in.seek(h.size)
	_, err := t.content(n)
	return n, err
}

func (t *tree) node(h Header, def string, depth int) *node {
	*t.parts++
	return &node{header: h, is: readEntity(h, def), depth: depth}
}

// entity reads header and content of a part at the current line.
func (t *tree) entity(def string, depth int) (*node, edge, error) {
	start := t.in.at()
	h, err := readHeader(t.in, t.lim, t.stops)
	if err != nil {
		return nil, edge{}, err
	}
	n := t.node(h, def, depth)
	n.body = start + h.size
	t.in.seek(n.body)
	if h.named() == 0 && len(h.fields) > 0 {
		n.body = start // no header at all: all of it is content
		t.in.seek(start)
	}
	e, err := t.content(n)
	if !h.closed && h.named() > 0 && e.level >= 0 && n.kind == leaf {
		n.flaw(Ambiguous, "part's header is not ended by an empty line")
	}
	return n, e, err
}

// stops tells whether a header ends at this line since it is a delimiter.
func (t *tree) stops(line []byte) bool {
	level, _, _ := t.match(line)
	return level >= 0
}

// content reads what follows n's header, until a delimiter of an enclosing
// multipart.
func (t *tree) content(n *node) (e edge, err error) {
	switch {
	case *t.parts > t.lim.Parts:
		t.full = true
		n.flaw(OverLimit, "message has too many parts")
	case n.depth >= t.lim.Depth && n.hasInside():
		n.flaw(OverLimit, "parts are nested too deep")
	case strings.HasPrefix(n.is.typ, "multipart/"):
		return t.multipart(n)
	case n.isMessage() && n.is.encoding == "":
		return t.attached(n)
	}
	e, err = t.skim(n)
	n.end = e.at
	return e, err
}

func (n *node) hasInside() bool {
	return strings.HasPrefix(n.is.typ, "multipart/") || n.isMessage()
}

// isMessage tells types that hold a message.
func (n *node) isMessage() bool {
	return n.is.typ == "message/rfc822" || n.is.typ == "message/global" || n.is.typ == "message/news"
}

func (t *tree) attached(n *node) (edge, error) {
	n.kind = attached
	kid, e, err := t.entity("text/plain", n.depth+1)
	n.kids, n.end = []*node{kid}, e.at
	return e, err
}

// multipart reads the parts of n (RFC 2046 section 5.1.1). A delimiter after the
// closing one begins a part again, as it does for some readers.
func (t *tree) multipart(n *node) (e edge, err error) {
	n.kind = multipart
	marks := marks(n)
	if n.is.encoding != "" {
		n.flaw(Ambiguous, "a multipart has a Content-Transfer-Encoding")
	}
	if len(marks) == 0 {
		n.flaw(Ambiguous, "a multipart has no boundary")
	}
	level := len(t.open)
	t.open = append(t.open, &fence{marks: marks, node: n})
	defer func() { t.open = t.open[:level] }()
	e, err = t.gap(n)
	if err == nil && len(marks) > 0 && e.level != level && e.at > n.body {
		n.flaw(Ambiguous, "a multipart's boundary does not occur")
	}
	for closed := false; err == nil && e.level == level && !t.full; {
		switch {
		case e.closes:
			closed = true
			e, err = t.gap(n)
		default:
			if closed {
				n.flaw(Ambiguous, "a multipart goes on after its end")
			}
			var kid *node
			if kid, e, err = t.entity(defaultType(n.is.typ), n.depth+1); err == nil {
				n.kids = append(n.kids, kid)
			}
		}
	}
	n.end = e.at
	return e, err
}

func defaultType(container string) string {
	if container == "multipart/digest" { // RFC 2046 section 5.1.5
		return "message/rfc822"
	}
	return "text/plain"
}

// marks are all delimiters that n's Content-Type fields can be read to name.
func marks(n *node) (ms [][]byte) {
	seen := map[string]bool{}
	for _, f := range n.header.Fields("Content-Type") {
		for _, b := range parseMedia(f.Value()).all("boundary") {
			if b = strings.TrimRight(b, " \t"); b != "" && !seen[b] && len(ms) < 8 {
				seen[b] = true
				ms = append(ms, []byte("--"+b))
			}
		}
	}
	return ms
}

// gap reads the text before the first or after the last part of n.
func (t *tree) gap(n *node) (edge, error) {
	g := &node{kind: gap, is: &entity{typ: "text/plain"}, body: t.in.at(), depth: n.depth}
	e, err := t.skim(g)
	if g.end = e.at; g.end > g.body {
		n.kids = append(n.kids, g)
	}
	return e, err
}

// skim passes over lines until a delimiter and looks at the raw bytes on the way.
func (t *tree) skim(n *node) (edge, error) {
	last := t.in.at() // end of content if a delimiter follows
	piece, length := false, 0
	odd := int64(0) // lines up to here are looked at one by one
	for {
		if !piece && t.in.at() >= odd {
			run := t.in.run()
			if end, ok := t.sound(run); ok {
				last = t.in.at() + int64(end)
				t.in.take(len(run))
			} else {
				odd = t.in.at() + int64(len(run))
			}
			if err := t.ctx.Err(); err != nil {
				return edge{}, err
			}
		}
		line, more, err := t.in.next()
		if err == io.EOF {
			return edge{level: -1, at: t.in.at()}, nil
		}
		if err != nil {
			return edge{}, err
		}
		content := trimEOL(line)
		if !piece {
			length = 0
			if bytes.HasPrefix(content, dashes) {
				if level, closes, odd := t.match(content); level >= 0 {
					if odd != "" {
						t.open[level].node.flaw(Ambiguous, odd)
					}
					return edge{level, closes, last}, nil
				} else if odd != "" {
					n.flaw(Ambiguous, odd)
				}
			}
		}
		if length += len(content); length > t.lim.Line {
			n.flaw(OverLimit, "a line is too long")
		}
		n.look(content)
		piece = more
		last = t.in.at() - int64(len(line)-len(content))
	}
}

var dashes = []byte("--")

// sound tells whether skim would find nothing in a run of lines: neither NUL nor
// bare CR, no line over the limit. end is where the content of the last one ends.
func (t *tree) sound(run []byte) (end int, ok bool) {
	if len(run) == 0 || bytes.IndexByte(run, 0) >= 0 {
		return 0, false
	}
	ends := 0 // CR LF
	for at := 0; at < len(run); {
		n := bytes.IndexByte(run[at:], '\n')
		end = at + n
		if n > 0 && run[end-1] == '\r' {
			ends++
			end--
		}
		if end-at > t.lim.Line {
			return 0, false
		}
		at += n + 1
	}
	return end, bytes.Count(run, []byte("\r")) == ends
}

// look finds bytes in the raw content that readers take for different things.
func (n *node) look(content []byte) {
	if bytes.IndexByte(content, '\r') >= 0 {
		n.flaw(Ambiguous, "a bare CR")
	}
	if bytes.IndexByte(content, 0) >= 0 {
		n.flaw(Ambiguous, "a NUL")
	}
}

// match compares a line with the open delimiters, innermost first. odd says what
// readers do not agree on; level is -1 when the line is no delimiter.
func (t *tree) match(line []byte) (level int, closes bool, odd string) {
	level = -1
	if !bytes.HasPrefix(line, dashes) {
		return level, false, ""
	}
	prefix := false
	for i := len(t.open) - 1; i >= 0; i-- {
		for j, mark := range t.open[i].marks {
			if !bytes.HasPrefix(line, mark) {
				continue
			}
			rest := string(bytes.TrimRight(line[len(mark):], " \t"))
			switch {
			case rest != "" && rest != "--":
				prefix = true
			case level >= 0 && level != i:
				odd = "one boundary is another's"
			case level < 0:
				level, closes = i, rest == "--"
				if j > 0 {
					odd = "a boundary can be read in two ways"
				}
			}
		}
	}
	if level < 0 && prefix {
		odd = "a line begins with the boundary and goes on"
	}
	return level, closes, odd
}
