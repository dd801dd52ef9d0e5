package message

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxDefects is how many defects of one message are kept.
const maxDefects = 200

// walker takes a message apart: first the tree of its entities, then the leaves
// in order.
type walker struct {
	ctx     context.Context
	visit   func(Part) error
	lim     Limits
	parts   int
	leaves  int
	paths   map[string]int
	defects []Defect
}

// source is the bytes that nodes point into, and the path of what holds them.
type source struct {
	r      io.ReaderAt
	prefix string
}

// flaw records a defect once.
func (w *walker) flaw(path string, why Why, what string) {
	if path == "" {
		path = "message"
	}
	d := Defect{path, what, why}
	if len(w.defects) < maxDefects && !slices.Contains(w.defects, d) {
		w.defects = append(w.defects, d)
	}
}

func (w *walker) flaws(path string, ds []Defect) {
	for _, d := range ds {
		w.flaw(path, d.Why, d.What)
	}
}

// message takes the message in r apart; prefix is its path.
func (w *walker) message(r io.ReaderAt, size int64, h Header, prefix string, depth int) error {
	if size == 0 {
		w.flaw(prefix, Damaged, "message is empty")
		return nil
	}
	if h.named() == 0 {
		w.flaw(prefix, Damaged, "not a message: it has no header")
		h.size = 0
	}
	t := tree{ctx: w.ctx, in: newLines(r, 0, size), lim: w.lim, parts: &w.parts}
	n, err := t.build(h, "text/plain", depth)
	if err != nil {
		return err
	}
	return w.node(n, source{r, prefix}, nil)
}

// node visits n, whose container is up.
func (w *walker) node(n *node, src source, up *node) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	w.flaws(join(src.prefix, "header"), n.header.flaws)
	switch n.kind {
	case multipart:
		return w.multipart(n, src)
	case attached:
		return w.attached(n, src)
	case gap:
		return w.gap(n, src, up)
	}
	return w.leaf(n, src, up)
}

func (w *walker) multipart(n *node, src source) error {
	w.flaws(src.prefix, n.is.flaws)
	if n.is.typ == "multipart/encrypted" { // RFC 1847 section 2.2
		w.flaw(src.prefix, Encrypted, "PGP/MIME")
	}
	if err := w.strayLines(n, src); err != nil {
		return err
	}
	for _, kid := range n.kids {
		if err := w.node(kid, src, n); err != nil {
			return err
		}
	}
	return nil
}

// attached goes into a message that is not encoded.
func (w *walker) attached(n *node, src source) error {
	kid := n.kids[0]
	path := w.path(src.prefix, messageName(n))
	w.flaws(path, n.is.flaws)
	inside := source{src.r, path}
	if err := w.subject(kid.header, path); err != nil {
		return err
	}
	return w.node(kid, inside, n)
}

// subject visits the subject of an attached message.
func (w *walker) subject(h Header, path string) error {
	s := h.Get("Subject")
	if s == "" {
		return nil
	}
	return w.give(Part{Path: join(path, "header"), Type: "text/plain", Charset: "utf-8", Inline: true,
		Body: strings.NewReader(s + "\n")})
}

// strayLines visits a header that holds lines which are no fields: some readers
// begin the body there.
func (w *walker) strayLines(n *node, src source) error {
	if !slices.ContainsFunc(n.header.flaws, func(d Defect) bool { return d.What == strayLine }) || n.header.named() == 0 {
		return nil
	}
	var raw []byte
	for f := range n.header.All() {
		raw = append(raw, f.Raw()...)
	}
	return w.text(bytes.NewReader(raw), join(src.prefix, "header"))
}

// gap visits text around the parts; mail readers do not show it, but some do.
func (w *walker) gap(n *node, src source, up *node) error {
	name := "epilogue"
	if up != nil && len(up.kids) > 0 && up.kids[0] == n {
		name = "preamble"
	}
	path := join(src.prefix, name)
	w.flaws(path, n.is.flaws)
	return w.text(io.NewSectionReader(src.r, n.body, n.end-n.body), path)
}

// text visits undecoded text, unless it is blank.
func (w *walker) text(r io.ReadSeeker, path string) error {
	if blank, err := isBlankText(r); blank || err != nil {
		return err
	}
	s := &suspect{flaw: w.at(path), decode: true, room: int(w.lim.Nested)}
	if err := w.give(Part{Path: path, Type: "text/plain", Inline: true, Body: io.TeeReader(r, s)}); err != nil {
		return err
	}
	return w.coded(s, path)
}

// isBlankText looks at the first bytes and rewinds.
func isBlankText(r io.ReadSeeker) (bool, error) {
	var buf [512]byte
	n, err := io.ReadFull(r, buf[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	return n < len(buf) && len(bytes.TrimSpace(buf[:n])) == 0, nil
}

// at binds flaw to a path.
func (w *walker) at(path string) flawer {
	return func(why Why, what string) { w.flaw(path, why, what) }
}

// give visits a part and reads what visit left.
func (w *walker) give(p Part) error {
	w.leaves++
	if err := w.visit(p); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, p.Body)
	return err
}

// join is the path of name inside prefix, as inspect.In.
func join(prefix, name string) string {
	if prefix == "" {
		return name
	}
	return prefix + " > " + name
}

// path is join with a number for a name that stands there twice.
func (w *walker) path(prefix, name string) string {
	if w.paths == nil {
		w.paths = map[string]int{}
	}
	p := join(prefix, name)
	w.paths[p]++
	if n := w.paths[p]; n > 1 {
		return fmt.Sprintf("%s (%d)", p, n)
	}
	return p
}

// leafPath names a leaf: by its file name, "body" for the text of the message,
// and by its number and type for the rest.
func (w *walker) leafPath(n *node, src source) string {
	switch {
	case n.is.name != "":
		return w.path(src.prefix, n.is.name)
	case n.is.body():
		return join(src.prefix, "body")
	}
	return w.path(src.prefix, fmt.Sprintf("part %d (%s)", w.leaves+1, n.is.typ))
}

// messageName is the file name of an attached message.
func messageName(n *node) string {
	if n.is.name != "" {
		return n.is.name
	}
	return "attached message" // not its subject: paths go into notices
}
