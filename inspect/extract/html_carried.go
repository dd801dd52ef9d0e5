package extract

import (
	"encoding/base64"
	"net/url"
	"strings"

	"golang.org/x/net/html/atom"
)

// htmlFile is a file that a page carries in an attribute.
type htmlFile struct {
	name string
	data []byte
}

// maxCarried bounds the files that one page carries.
const maxCarried = 1000

// carries notes what an element carries with it: the file behind a link for
// download, the page in a frame. Reports that are one file are made like that;
// pictures, scripts and styles in them are the page's own looks. They are read
// after the page, so that they do not part its lines.
func (h *htmlReader) carries(tag atom.Atom, attrs map[string]string) {
	add := func(name string, data []byte) {
		if len(data) > 0 && len(h.carried) < maxCarried {
			h.carried = append(h.carried, htmlFile{name, data})
		}
	}
	switch tag {
	case atom.Iframe, atom.Frame, atom.A, atom.Area, atom.Object, atom.Embed:
	default:
		return
	}
	if page := attrs["srcdoc"]; tag == atom.Iframe && page != "" {
		add("frame.html", []byte("<meta charset=utf-8>"+page))
	}
	for _, key := range []string{"href", "src", "data"} {
		if kind, data, ok := dataURI(attrs[key]); ok && !strings.HasPrefix(kind, "image/") {
			name := attrs["download"]
			if name == "" {
				name = "data"
			}
			add(name, data)
		}
	}
}

// dataURI takes a data URI apart (RFC 2397). What of it cannot be decoded is left
// out, as browsers do.
func dataURI(s string) (kind string, data []byte, ok bool) {
	const scheme = "data:"
	s = strings.TrimSpace(s)
	if len(s) < len(scheme) || !strings.EqualFold(s[:len(scheme)], scheme) {
		return "", nil, false
	}
	head, body, ok := strings.Cut(s[len(scheme):], ",")
	if !ok {
		return "", nil, false
	}
	if plain, err := url.PathUnescape(body); err == nil {
		body = plain
	}
	head = strings.ToLower(strings.TrimSpace(head))
	if kind, coded := strings.CutSuffix(head, ";base64"); coded {
		body = strings.TrimRight(strings.Join(strings.Fields(body), ""), "=")
		data = make([]byte, base64.RawStdEncoding.DecodedLen(len(body)))
		n, _ := base64.RawStdEncoding.Decode(data, []byte(body))
		return kind, data[:n], true
	}
	return head, []byte(body), true
}

// readCarried reads what the page carries.
func (h *htmlReader) readCarried() {
	for _, f := range h.carried {
		h.s.child(f.name, f.data, h.hidden)
	}
}
