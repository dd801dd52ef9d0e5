package message

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

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
	s := suspicion(n, w.at(path), int(w.lim.Nested))
	if s != nil {
		body = io.TeeReader(body, s)
	}
	if up != nil && up.is.typ == "multipart/encrypted" {
		peek := bufio.NewReader(body)
		if begin, _ := peek.Peek(len(pgpMessage)); n.is.typ == "application/pgp-encrypted" || string(begin) == pgpMessage {
			_, err := io.Copy(io.Discard, peek) // reported as encrypted with its container
			return err
		}
		body = peek // it only claims to be encrypted
	}
	if err := w.give(part(n, up, path, body)); err != nil {
		return err
	}
	return w.coded(s, path)
}

const pgpMessage = "-----BEGIN PGP MESSAGE"

// suspicion chooses what is looked at without believing the structure: text, and
// whatever came without an encoding that hides it from lax readers. Formats that
// carry base64 by themselves count only when they are base64 from their begin. Of
// plain text, files of at most room bytes are decoded.
func suspicion(n *node, flaw flawer, room int) *suspect {
	text := n.is.typ == "text/plain" || n.is.typ == "text/html" || n.is.typ == "text/enriched"
	if !text && n.is.encoding == "base64" {
		return nil
	}
	return &suspect{flaw: flaw, start: carriesBase64(n.is.typ), decode: n.is.typ == "text/plain", room: room}
}

// carriesBase64 tells formats of text in which files stand as base64: pictures in
// contacts, documents in electronic invoices, keys. They are read by extract.
func carriesBase64(typ string) bool {
	switch typ {
	case "text/calendar", "application/ics", "text/vcard", "text/x-vcard", "text/directory", "text/xml", "application/json",
		"application/pgp-keys", "application/pgp-signature", "application/x-x509-ca-cert", "application/x-pem-file":
		return true
	}
	return strings.HasSuffix(typ, "/xml") || strings.HasSuffix(typ, "+xml") || strings.HasSuffix(typ, "+json")
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
	size := max(0, n.end-n.body)
	var r io.Reader = io.NewSectionReader(src.r, n.body, size)
	switch n.is.encoding {
	case "base64":
		r = newBase64Reader(r, size, w.at(path))
	case "quoted-printable":
		var flaw flawer
		if !strings.HasPrefix(n.is.typ, "text/") && !n.isMessage() {
			flaw = w.at(path)
		}
		r = newQPReader(r, size, flaw)
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
	var b bytes.Buffer
	b.Grow(int(min(max(0, n.end-n.body), w.lim.Nested)) + bytes.MinRead)
	_, err = b.ReadFrom(io.LimitReader(w.decoded(n, src, path), w.lim.Nested+1))
	if int64(b.Len()) > w.lim.Nested {
		w.flaw(path, OverLimit, "attached message is too large")
		return nil, false, err
	}
	return b.Bytes(), err == nil, err
}

// smime enters signed data and says of the rest that it is encrypted.
func (w *walker) smime(n *node, src source, up *node) error {
	path := join(src.prefix, "smime.p7m")
	w.flaws(path, n.is.flaws)
	data, ok, err := w.load(n, src, "smime.p7m")
	if !ok || err != nil {
		return err
	}
	content, err := cmsContent(unarmored(data), w.lim.Nested)
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
	if h.named() == 0 && content[0] != '\r' && content[0] != '\n' {
		return w.signedFile(n, src, content)
	}
	return w.inside(r, h, src.prefix, n.depth+1)
}

// signedFile visits a file that was signed as it is, without the header of a MIME
// entity: "invoice.xml.p7m" (ETSI EN 319 122).
func (w *walker) signedFile(n *node, src source, content []byte) error {
	name := n.is.name
	if i := len(name) - len(".p7m"); i > 0 && strings.EqualFold(name[i:], ".p7m") {
		name = name[:i]
	}
	if name == "" || strings.EqualFold(name, "smime") {
		name = "signed file"
	}
	return w.give(Part{Path: w.path(src.prefix, name), Name: name, Type: "application/octet-stream", Attachment: true, Body: bytes.NewReader(content)})
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
