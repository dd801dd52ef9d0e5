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
	s := &suspect{flaw: w.at(path)}
	defer s.close()
	return w.give(Part{Path: path, Type: "text/plain", Inline: true, Body: io.TeeReader(r, s)})
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

// leaf decodes one part, and enters it when it holds a message.
func (w *walker) leaf(n *node, src source, up *node) error {
	if err := w.strayLines(n, src); err != nil {
		return err
	}
	name := n.is.name
	switch {
	case n.isMessage():
		return w.packed(n, src, up, messageName(n))
	case n.is.typ == "application/pkcs7-mime", n.is.typ == "application/x-pkcs7-mime",
		strings.EqualFold(name, "smime.p7m"):
		return w.smime(n, src, up)
	case n.is.typ == "application/pkcs7-signature", n.is.typ == "application/x-pkcs7-signature":
		return w.signature(n, src, up)
	case strings.HasSuffix(strings.ToLower(name), ".eml"):
		return w.packed(n, src, up, name)
	}
	path := w.leafPath(n, src)
	w.flaws(path, n.is.flaws)
	switch n.is.typ {
	case "message/partial", "message/external-body": // RFC 2046 sections 5.2.2 and 5.2.3
		w.flaw(path, Ambiguous, n.is.typ+" stands for content that is not here")
	}
	return w.open(n, src, up, path)
}

// open visits the decoded content of a leaf.
func (w *walker) open(n *node, src source, up *node, path string) error {
	body := w.decoded(n, src, path)
	if s := suspicion(n, w.at(path)); s != nil {
		defer s.close()
		body = io.TeeReader(body, s)
	}
	if up != nil && up.is.typ == "multipart/encrypted" {
		_, err := io.Copy(io.Discard, body) // reported as encrypted with its container
		return err
	}
	return w.give(part(n, up, path, body))
}

// suspicion chooses what is looked at without believing the structure: text, and
// whatever came without an encoding that hides it from lax readers.
func suspicion(n *node, flaw flawer) *suspect {
	text := n.is.typ == "text/plain" || n.is.typ == "text/html" || n.is.typ == "text/enriched"
	if !text && n.is.encoding == "base64" {
		return nil
	}
	return &suspect{flaw: flaw, start: !text}
}

// part describes a leaf.
func part(n, up *node, path string, body io.Reader) Part {
	p := Part{Path: path, Type: n.is.typ, Charset: strings.ToLower(n.is.media.get("charset")), Name: n.is.name,
		Disposition: n.is.disposition.value, Attachment: n.is.attached(), Body: body}
	p.Inline = !p.Attachment && (n.is.body() || p.Disposition == "inline")
	p.Related = up != nil && up.is.typ == "multipart/related" && len(up.kids) > 0 && firstPart(up) != n
	return p
}

func firstPart(up *node) *node {
	for _, kid := range up.kids {
		if kid.kind != gap {
			return kid
		}
	}
	return nil
}

// decoded is the content of a leaf, up to the limit.
func (w *walker) decoded(n *node, src source, path string) io.Reader {
	var r io.Reader = io.NewSectionReader(src.r, n.body, max(0, n.end-n.body))
	switch n.is.encoding {
	case "base64":
		r = newBase64Reader(r, w.at(path))
	case "quoted-printable":
		var flaw flawer
		if !strings.HasPrefix(n.is.typ, "text/") && !n.isMessage() {
			flaw = w.at(path)
		}
		r = newQPReader(r, flaw)
	}
	return &capped{in: r, left: w.lim.Part, flaw: w.at(path)}
}

// capped ends a part at the limit.
type capped struct {
	in   io.Reader
	left int64
	flaw flawer
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		if n, _ := c.in.Read(p[:min(1, len(p))]); n > 0 {
			c.flaw(OverLimit, "part is too large")
		}
		return 0, io.EOF
	}
	n, err := c.in.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// packed enters a message that came encoded or as a file. A file that only has
// the name of a message is visited as a file.
func (w *walker) packed(n *node, src source, up *node, name string) error {
	data, ok, err := w.load(n, src, name)
	if !ok || err != nil {
		return err
	}
	r := bytes.NewReader(data)
	h, err := readHeader(newLines(r, 0, r.Size()), w.lim, nil)
	if err != nil {
		return err
	}
	if !n.isMessage() && h.named() < 2 {
		path := w.leafPath(n, src)
		w.flaws(path, n.is.flaws)
		return w.open(n, src, up, path)
	}
	path := w.path(src.prefix, name)
	w.flaws(path, n.is.flaws)
	if err := w.subject(h, path); err != nil {
		return err
	}
	return w.inside(r, h, path, n.depth+1)
}

// inside goes into a message held in memory, if it is not too deep.
func (w *walker) inside(r *bytes.Reader, h Header, path string, depth int) error {
	if depth >= w.lim.Depth || w.parts > w.lim.Parts {
		w.flaw(path, OverLimit, "parts are nested too deep")
		return nil
	}
	return w.message(r, r.Size(), h, path, depth)
}

// load decodes a leaf into memory; ok is false when it is over the limit.
func (w *walker) load(n *node, src source, name string) (data []byte, ok bool, err error) {
	path := join(src.prefix, name)
	data, err = io.ReadAll(io.LimitReader(w.decoded(n, src, path), w.lim.Nested+1))
	if int64(len(data)) > w.lim.Nested {
		w.flaw(path, OverLimit, "attached message is too large")
		return nil, false, err
	}
	return data, err == nil, err
}

// smime enters signed data and says of the rest that it is encrypted.
func (w *walker) smime(n *node, src source, up *node) error {
	path := join(src.prefix, "smime.p7m")
	w.flaws(path, n.is.flaws)
	data, ok, err := w.load(n, src, "smime.p7m")
	if !ok || err != nil {
		return err
	}
	content, err := cmsContent(data, w.lim.Nested)
	switch {
	case errors.Is(err, errEncrypted):
		w.flaw(path, Encrypted, "S/MIME")
		return nil
	case err != nil:
		w.flaw(path, Damaged, "S/MIME object cannot be read")
		return w.open(n, src, up, path)
	case len(content) == 0:
		return nil
	}
	r := bytes.NewReader(content)
	h, err := readHeader(newLines(r, 0, r.Size()), w.lim, nil)
	if err != nil {
		return err
	}
	return w.inside(r, h, src.prefix, n.depth+1)
}

// signature passes over a detached signature, and visits what only claims to be
// one.
func (w *walker) signature(n *node, src source, up *node) error {
	path := w.leafPath(n, src)
	w.flaws(path, n.is.flaws)
	data, ok, err := w.load(n, src, n.is.name)
	if !ok || err != nil {
		return err
	}
	if content, err := cmsContent(data, w.lim.Nested); err == nil && content == nil {
		return nil
	}
	return w.open(n, src, up, path)
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
