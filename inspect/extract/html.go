package extract

import (
	"bytes"
	"io"
	"strings"

	"github.com/postlock/postlock/inspect"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxHTMLToken bounds one tag or comment; a text of any length comes in lines.
const maxHTMLToken = 8 << 20

// readHTML gives a page's words: tables as rows, the rest as text; what a
// browser would not show is hidden.
func readHTML(f *file, s *sink) error {
	h := &htmlReader{s: s, to: &htmlText{sink: s, hidden: f.hidden}, hidden: f.hidden}
	return h.read(decode(f.data, f.charset))
}

// htmlReader is a page being read.
type htmlReader struct {
	s      *sink
	to     *htmlText
	hidden bool
	line   strings.Builder
	words  []byte          // of the text just read
	buried strings.Builder // hidden words, which do not part the line
	// open are the elements that changed something and are not closed yet.
	open    []htmlOpen
	veiled  int             // open elements that hide their content
	veils   map[string]bool // classes that the page's style hides
	tables  []*htmlTable
	skip    atom.Atom // script, style: raw text
	inPre   bool
	quotes  []bool // open block quotations: those that cite, not only indent
	quoted  int    // that cite
	lists   int    // open lists
	tight   bool   // the page's style takes the space around paragraphs away
	spaced  bool   // the open paragraph has it
	carried []htmlFile
}

type htmlOpen struct {
	tag    atom.Atom
	name   string
	veiled bool
	link   string
}

type htmlTable struct {
	grid
	row    gridRow
	cell   strings.Builder
	inCell bool
	inRow  bool
	span   int
	down   []downCell // cells that reach into later rows
}

// downCell is a cell with rowspan, by column.
type downCell struct {
	rows int
	text string
}

func (h *htmlReader) read(d []byte) error {
	z := html.NewTokenizer(bytes.NewReader(d))
	z.SetMaxBuf(maxHTMLToken)
	for !h.s.stopped() {
		switch z.Next() {
		case html.ErrorToken:
			h.closeVeils()
			h.veiled = 0
			h.endLine()
			for len(h.tables) > 0 {
				h.closeTable()
			}
			h.to.flush()
			h.readCarried()
			if err := z.Err(); err == html.ErrBufferExceeded {
				return overLimit("an HTML tag without end")
			} else if err != io.EOF {
				return err
			}
			return nil
		case html.TextToken:
			h.text(z)
		case html.StartTagToken:
			h.start(z, false)
		case html.SelfClosingTagToken:
			h.start(z, true)
		case html.EndTagToken:
			name, _ := z.TagName()
			h.end(atom.Lookup(name), string(name))
		case html.CommentToken:
			h.comment(string(z.Text()))
		}
	}
	return nil
}

// comment gives what was commented out, without its markup.
func (h *htmlReader) comment(c string) {
	if !strings.ContainsAny(c, "@0123456789") || strings.HasPrefix(c, "[if") && strings.Contains(c, "<o:OfficeDocumentSettings") {
		return
	}
	h.to.text("", 0, true, squeezeMarkup(c))
}

// squeezeMarkup takes tags out of a text.
func squeezeMarkup(c string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(c))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			b.Write(z.Text())
			b.WriteByte(' ')
		}
	}
}

func (h *htmlReader) text(z *html.Tokenizer) {
	switch h.skip {
	case atom.Style:
		h.tight = h.tight || tightParagraphs(string(z.Raw()))
		h.hideClasses(string(z.Raw()))
		return
	case atom.Script:
		h.s.text("script", 0, true, string(z.Raw()))
		return
	}
	t := z.Text()
	if h.inPre {
		for i, l := range strings.Split(string(t), "\n") {
			if i > 0 {
				h.endLine()
			}
			h.write(l)
		}
		return
	}
	h.words = appendShown(h.words[:0], t)
	switch {
	case len(h.words) == 0:
		if len(t) > 0 {
			h.space()
		}
		return
	case isBlank(t[0]):
		h.space()
	}
	h.write(string(h.words))
	if isBlank(t[len(t)-1]) {
		h.space()
	}
}

// appendShown appends t as a browser shows it: a blank for each run of them, none around.
func appendShown(words, t []byte) []byte {
	gap := false
	for _, c := range t {
		if isBlank(c) {
			gap = len(words) > 0
			continue
		}
		if gap {
			words, gap = append(words, ' '), false
		}
		words = append(words, c)
	}
	return words
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func (h *htmlReader) space() {
	if b := h.builder(); b.Len() > 0 && !strings.HasSuffix(b.String(), " ") && !strings.HasSuffix(b.String(), "\n") {
		b.WriteByte(' ')
	}
}

// builder is where words go: the open cell or the line, those that are hidden apart.
func (h *htmlReader) builder() *strings.Builder {
	if h.veiled > 0 {
		return &h.buried
	}
	if n := len(h.tables); n > 0 && h.tables[n-1].inCell {
		return &h.tables[n-1].cell
	}
	return &h.line
}

func (h *htmlReader) write(s string) {
	if s == "" {
		return
	}
	b := h.builder()
	if h.quoted > 0 && strings.Trim(s, " \u00a0") != "" && (b.Len() == 0 || strings.HasSuffix(b.String(), "\n")) {
		b.WriteString(strings.Repeat("> ", min(h.quoted, 20)))
	}
	b.WriteString(s)
	if b.Len() > inspect.MaxText/2 {
		if b == &h.line || b == &h.buried {
			h.endLine()
		} else {
			h.to.text("", 0, h.isHidden(), b.String())
			b.Reset()
		}
	}
}

func (h *htmlReader) isHidden() bool { return h.hidden || h.veiled > 0 }

// endLine ends a line of text, or a line inside a cell. A line of nothing but a
// hard blank is an empty one.
func (h *htmlReader) endLine() {
	b := h.builder()
	if b == &h.buried {
		h.closeVeils()
		return
	}
	if b != &h.line {
		if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
			b.WriteByte('\n')
		}
		if cell, ok := strings.CutSuffix(b.String(), "\n\u00a0\n"); ok {
			b.Reset()
			b.WriteString(cell + "\n")
			h.emptyLine()
		}
		return
	}
	line := h.line.String()
	if strings.TrimSpace(line) != "" {
		h.to.text("", 0, h.isHidden(), strings.TrimRight(line, " "))
	} else if strings.Contains(line, "\u00a0") {
		h.emptyLine()
	}
	h.line.Reset()
}

// emptyLine gives an empty line after what was given before; several are one.
func (h *htmlReader) emptyLine() {
	b := h.builder()
	mark := strings.Repeat("> ", min(h.quoted, 20))
	switch {
	case b == &h.buried:
	case b == &h.line:
		h.to.empty(strings.TrimRight(mark, " "))
	case b.Len() > 0 && !strings.HasSuffix(b.String(), "\n\n"):
		b.WriteByte('\n')
	}
}

// lineBreak ends the line at a br; a br on an empty line is an empty line.
func (h *htmlReader) lineBreak() {
	b := h.builder().String()
	if strings.TrimSpace(b) == "" || strings.HasSuffix(b, "\n") {
		h.emptyLine()
		return
	}
	h.endLine()
}

// block elements begin and end a line.
func block(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Br, atom.Li, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr,
		atom.Pre, atom.Blockquote, atom.Dl, atom.Dt, atom.Dd, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Address,
		atom.Form, atom.Fieldset, atom.Title, atom.Option, atom.Center, atom.Figcaption, atom.Table, atom.Tr, atom.Caption, atom.Body:
		return true
	}
	return false
}

func (h *htmlReader) start(z *html.Tokenizer, closed bool) {
	raw, more := z.TagName()
	tag := atom.Lookup(raw)
	name := string(raw)
	attrs := map[string]string{}
	for more && len(attrs) < 64 {
		var k, v []byte
		k, v, more = z.TagAttr()
		attrs[string(k)] = string(v)
	}
	switch {
	case tag == atom.Br:
		h.lineBreak()
	case block(tag):
		h.endLine()
		h.around(tag, attrs)
	}
	switch tag {
	case atom.Script, atom.Style:
		if !closed {
			h.skip = tag
		}
		return
	case atom.Pre:
		h.inPre = true
	case atom.Table:
		h.openTable()
		return
	case atom.Tr:
		h.openRow()
	case atom.Td, atom.Th:
		h.openCell(tag, attrs)
	case atom.Input:
		h.input(attrs)
	default:
		h.carries(tag, attrs)
	}
	for _, a := range []string{"alt", "title", "placeholder"} {
		if v := strings.TrimSpace(attrs[a]); v != "" && tag != atom.Link {
			h.to.text("", 0, true, v)
		}
	}
	if closed || void(tag) {
		return
	}
	o := htmlOpen{tag: tag, name: name, veiled: veils(tag, attrs) || h.hidesClass(attrs["class"]) || h.veiled == 0 && faint(tag, attrs) && glued(h.builder().String())}
	if href := attrs["href"]; tag == atom.A && (strings.HasPrefix(strings.ToLower(href), "mailto:") || strings.HasPrefix(strings.ToLower(href), "tel:")) {
		o.link, _, _ = strings.Cut(href[strings.IndexByte(href, ':')+1:], "?")
	}
	if !o.veiled && o.link == "" {
		return
	}
	if o.veiled {
		h.veiled++
	}
	if len(h.open) < 1<<12 {
		h.open = append(h.open, o)
	} else if o.veiled {
		h.veiled--
	}
}

// void elements have no end tag.
func void(tag atom.Atom) bool {
	switch tag {
	case atom.Br, atom.Hr, atom.Img, atom.Input, atom.Meta, atom.Link, atom.Col, atom.Area, atom.Base, atom.Wbr, atom.Embed, atom.Source, atom.Param:
		return true
	}
	return false
}

func (h *htmlReader) input(attrs map[string]string) {
	if v := attrs["value"]; v != "" {
		if attrs["type"] == "hidden" {
			h.to.text("", 0, true, v)
			return
		}
		h.write(v + " ")
	}
}

func (h *htmlReader) end(tag atom.Atom, name string) {
	if tag == h.skip {
		h.skip = 0
	}
	if block(tag) {
		h.endLine()
		h.after(tag)
	}
	switch tag {
	case atom.Pre:
		h.inPre = false
	case atom.Td, atom.Th:
		h.closeCell()
	case atom.Tr:
		h.closeRow()
	case atom.Table:
		h.closeTable()
	}
	for i := len(h.open) - 1; i >= 0 && i >= len(h.open)-64; i-- {
		o := h.open[i]
		if o.name != name {
			continue
		}
		if o.link != "" && !strings.Contains(h.builder().String(), o.link) {
			h.write(" <" + o.link + "> ")
		}
		for _, gone := range h.open[i:] {
			if gone.veiled {
				h.closeVeils()
				h.veiled--
			}
		}
		h.open = h.open[:i]
		return
	}
}
