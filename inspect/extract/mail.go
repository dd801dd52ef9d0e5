package extract

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
)

// readEML reads a message inside a file: its address fields as text, its parts
// as files inside it, and what two mail readers could understand differently as
// unreadable.
func readEML(f *file, s *sink) error {
	// Newsgroups and archives put an empty line before the header.
	return readMessage(f, s, bytes.TrimLeft(f.data, "\r\n"), true)
}

// readMHTML reads a saved web page, which is a message without a writer.
func readMHTML(f *file, s *sink) error { return readMessage(f, s, f.data, false) }

func readMessage(f *file, s *sink, data []byte, header bool) error {
	m, err := message.Read(bytes.NewReader(data), int64(len(data)), message.Limits{Part: s.job.limits.File, Parts: min(s.job.limits.Members, 1000)})
	if err != nil {
		return err
	}
	if header {
		giveHeader(m, s)
	}
	err = m.Walk(context.Background(), func(p message.Part) error {
		if s.stopped() {
			return io.EOF
		}
		return s.messagePart(f, p)
	})
	if err != nil && err != io.EOF {
		return err
	}
	for _, d := range m.Defects() {
		path := f.path
		if d.Path != "" {
			path = inspect.In(f.path, d.Path)
		}
		s.flush()
		s.to.Unreadable(inspect.Unreadable{Where: inspect.Place{Path: valid(path)}, Why: inspect.Why(d.Why), Detail: valid(d.What)})
	}
	return nil
}

// giveHeader gives the fields a reader sees.
func giveHeader(m *message.Message, s *sink) {
	for _, name := range []string{"From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject"} {
		for _, field := range m.Header().Fields(name) {
			s.text("header", 0, name == "Sender" || name == "Bcc", name+": "+strings.TrimSpace(field.Text()))
		}
	}
}

// messagePart reads one leaf of a message as a file inside f.
func (s *sink) messagePart(f *file, p message.Part) error {
	data, err := s.readAll(p.Body, 0)
	child := &file{path: valid(inspect.In(f.path, p.Path)), name: p.Name, declared: p.Type, charset: p.Charset, data: data, depth: f.depth + 1, hidden: f.hidden}
	s.packed += int64(len(data))
	var known failure
	switch {
	case errors.As(err, &known):
		s.lost(p.Path, err)
		return nil
	case err != nil:
		return err
	case (p.Inline || p.Related) && !s.job.pictures && kindOf(child) == kindPicture:
		return nil
	case bytes.Equal(data, f.data): // a signature without content, certificates
		return nil
	}
	if k := kindOf(child); k == kindEML && p.Name == "" { // a quoted header, not a message: Walk has entered those
		child.as = kindText
	}
	s.enter(child)
	return nil
}

// readCMS reads an S/MIME object (RFC 8551) as a message would carry it: what
// was signed is read, what was encrypted is not.
func readCMS(f *file, s *sink) error {
	var m bytes.Buffer
	typ := mime.FormatMediaType("application/pkcs7-mime", map[string]string{"name": cmp.Or(f.name, "smime.p7m")})
	m.WriteString("MIME-Version: 1.0\r\nContent-Type: " + cmp.Or(typ, "application/pkcs7-mime") + "\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	for rest := f.data; len(rest) > 0; {
		line := rest[:min(57, len(rest))]
		m.WriteString(base64.StdEncoding.EncodeToString(line) + "\r\n")
		rest = rest[len(line):]
	}
	return readMessage(f, s, m.Bytes(), false)
}

// isCMS is set when d is an S/MIME object: a SEQUENCE with an object
// identifier under 1.2.840.113549.1.7 or .1.9.16.1 (RFC 5652, RFC 3274).
func isCMS(d []byte) bool {
	if len(d) < 16 || d[0] != 0x30 {
		return false
	}
	head := d[1:16]
	for _, oid := range []string{"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07", "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01"} {
		if i := bytes.Index(head, []byte(oid[:min(len(oid), 8)])); i >= 0 && i <= 5 && bytes.Contains(d[:min(len(d), 32)], []byte(oid)) {
			return true
		}
	}
	return false
}
