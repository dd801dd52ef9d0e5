package message

import (
	"slices"
	"strings"
)

// entity is what a part's own header says of it.
type entity struct {
	media       mediaType
	typ         string // media.value, or the default
	encoding    string // "", "base64" or "quoted-printable"
	disposition mediaType
	name        string
	flaws       []Defect
}

// readEntity reads the MIME fields of h. def is the type of a part without
// Content-Type (RFC 2045 section 5.2, RFC 2046 section 5.1.5).
func readEntity(h Header, def string) *entity {
	e := &entity{}
	e.doubled(h)
	e.media = parseMedia(first(h, "Content-Type"))
	e.typ = e.media.value
	if !isType(e.typ) {
		e.untyped(def)
	}
	e.transfer(first(h, "Content-Transfer-Encoding"))
	e.disposition = parseMedia(first(h, "Content-Disposition"))
	e.name = fileName(e.disposition.get("filename"), e.media.get("name"), h.Get("Content-Description"))
	e.charsets()
	return e
}

func first(h Header, name string) string {
	if fs := h.Fields(name); len(fs) > 0 {
		return fs[0].Value()
	}
	return ""
}

func (e *entity) flaw(why Why, what string) {
	e.flaws = append(e.flaws, Defect{What: what, Why: why})
}

// doubled looks for fields that some readers take from the first and others
// from the last instance, or see only when no blank stands before the colon.
func (e *entity) doubled(h Header) {
	for _, name := range []string{"Content-Type", "Content-Transfer-Encoding", "MIME-Version"} {
		fs := h.Fields(name)
		for _, f := range fs {
			if normal(f.Value()) != normal(fs[0].Value()) {
				e.flaw(Ambiguous, name+" stands in the header twice")
			}
			if f.spaced() {
				e.flaw(Ambiguous, name+" has a blank before its colon")
			}
		}
	}
}

// normal makes values equal that no reader tells apart.
func normal(v string) string { return strings.ToLower(strings.Join(strings.Fields(v), "")) }

// untyped handles a missing or malformed Content-Type: text for everybody,
// unless it speaks of something with an inside.
func (e *entity) untyped(def string) {
	v := e.media.value
	if strings.Contains(v, "multipart") || strings.Contains(v, "message") || strings.Contains(v, "=?") ||
		e.media.get("boundary") != "" {
		e.flaw(Ambiguous, "Content-Type is malformed")
	}
	if v != "" {
		def = "text/plain"
	}
	e.typ = def
}

// transfer reads the Content-Transfer-Encoding, RFC 2045 section 6.1. What is
// none of the known words is the same bytes for every reader when it only names
// a charset or misspells 7bit or 8bit; the text itself is looked at in any case.
func (e *entity) transfer(v string) {
	token := strings.ToLower(strings.TrimSpace(v))
	switch token {
	case "", "7bit", "8bit", "binary":
		return
	case "base64", "quoted-printable":
		e.encoding = token
		return
	}
	word, _, _ := strings.Cut(stripComments(token), ";")
	word = strings.Trim(word, " \t\"'.,")
	switch word {
	case "base64", "quoted-printable":
		e.encoding = word
		e.flaw(Ambiguous, "Content-Transfer-Encoding is malformed")
	case "7bit", "8bit", "binary", "7-bit", "8-bit", "7bits", "8bits", "7 bit", "8 bit", "none",
		"ascii", "us-ascii", "iso-8859-1", "iso-8859-15", "utf-8", "text/plain", "text":
	default:
		e.flaw(Ambiguous, "Content-Transfer-Encoding is unknown")
	}
}

// hidingCharsets write ASCII text in other bytes and are read by some programs
// only; so are the code pages of IBM's mainframes (EBCDIC).
var hidingCharsets = []string{"utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "csunicode11utf7",
	"utf-7-imap", "scsu", "bocu-1", "hz-gb-2312"}

// ebcdicPages are their numbers in the IANA's list of character sets.
var ebcdicPages = []string{"37", "38", "273", "274", "275", "277", "278", "280", "281", "284", "285", "290", "297", "420",
	"423", "424", "500", "870", "871", "880", "905", "918", "1026", "1047", "1140", "1141", "1142", "1143", "1144", "1145",
	"1146", "1147", "1148", "1149"}

func hides(charset string) bool {
	if slices.Contains(hidingCharsets, charset) || strings.Contains(charset, "ebcdic") {
		return true
	}
	name := strings.TrimPrefix(strings.TrimPrefix(charset, "x-"), "cs")
	number := strings.TrimLeft(strings.TrimLeft(name, "abcdefghijklmnopqrstuvwxyz"), "-_0")
	return len(number) < len(name) && slices.Contains(ebcdicPages, number)
}

func (e *entity) charsets() {
	if !strings.HasPrefix(e.typ, "text/") {
		return
	}
	seen := map[string]bool{}
	for _, p := range e.media.params {
		if p.name != "charset" || len(p.values) == 0 {
			continue
		}
		cs := strings.ToLower(p.values[0])
		seen[cs] = true
		if hides(cs) {
			e.flaw(Ambiguous, "charset is one that mail readers do not agree on")
		}
	}
	if len(seen) > 1 {
		e.flaw(Ambiguous, "charset is given twice")
	}
}

// attached tells whether mail readers list the part as a file.
func (e *entity) attached() bool {
	return e.disposition.value == "attachment" || e.name != "" && !e.body()
}

// body tells whether mail readers show the part as the message's text.
func (e *entity) body() bool {
	return (e.typ == "text/plain" || e.typ == "text/html" || e.typ == "text/enriched") &&
		e.disposition.value != "attachment" && e.name == ""
}

// fileName cleans the first candidate that is a name: encoded words decoded,
// folders and control characters taken off. The last candidate, a description,
// is taken only when it looks like one.
func fileName(filename, name, description string) string {
	for _, s := range []string{filename, name} {
		if s = cleanName(s); s != "" {
			return s
		}
	}
	if i := strings.LastIndexByte(description, '.'); i > 0 && len(description)-i <= 6 && !strings.ContainsAny(description, " \t") {
		return cleanName(description)
	}
	return ""
}

func cleanName(s string) string {
	s = decodeText(s)
	if i := strings.LastIndexAny(s, `/\`); i >= 0 {
		s = s[i+1:]
	}
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 || r == 0x200e || r == 0x200f {
			return -1
		}
		return r
	}, s)
	s = strings.TrimSpace(strings.ReplaceAll(s, " > ", " "))
	for len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "")
	}
	return s
}
