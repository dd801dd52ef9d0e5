package extract

import (
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
	"golang.org/x/net/html/atom"
)

// htmlText collects the lines a browser shows, so that lists and columns typed
// as lines are read as those of plain text are.
type htmlText struct {
	*sink
	hidden bool // the whole page is
	buf    strings.Builder
	given  bool // a line stands above the next
	gap    bool // an empty line stands between the two
	mark   string
	tables int
}

// maxHTMLText is the most bytes that wait for the end of their block.
const maxHTMLText = 256 << 10

// text takes a line. Hidden words pass by, they do not part what is seen.
func (t *htmlText) text(part string, line int, hidden bool, s string) {
	if hidden && !t.hidden {
		t.sink.text(part, line, true, s)
		return
	}
	if t.gap {
		t.buf.WriteString(t.mark + "\n")
	}
	t.buf.WriteString(s)
	t.buf.WriteByte('\n')
	t.given, t.gap = true, false
	if t.buf.Len() > maxHTMLText {
		t.flush()
	}
}

// empty puts an empty line, with its quote marks, before the next.
func (t *htmlText) empty(mark string) {
	if t.given && !t.gap {
		t.gap, t.mark = true, mark
	}
}

func (t *htmlText) row(r inspect.Row) {
	t.flush()
	t.given, t.gap = false, false
	t.sink.row(r)
}

func (t *htmlText) flush() {
	if t.buf.Len() > 0 {
		s := t.buf.String()
		t.buf.Reset()
		t.tables = giveText(s, "", t.hidden, t.tables, t.sink)
	}
}

// number is the next table's.
func (t *htmlText) number() int {
	t.tables++
	return t.tables - 1
}

// divider stands where a mail program draws a line above the message that is
// answered; Outlook writes the same into its plain text.
const divider = "________________"

// around gives what a browser shows before an element: the space above a
// paragraph, a line across, the marks of a quotation.
func (h *htmlReader) around(tag atom.Atom, attrs map[string]string) {
	switch tag {
	case atom.P:
		h.spaced = h.lists == 0 && !h.tight && !strings.HasPrefix(attrs["class"], "Mso") && !noMargin(strings.ToLower(attrs["style"]))
		if h.spaced {
			h.emptyLine()
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		h.emptyLine()
	case atom.Ul, atom.Ol:
		h.lists++
	case atom.Hr:
		h.across()
	case atom.Div:
		if style := squeezeStyle(attrs); strings.Contains(style, "border:none") && strings.Contains(style, "border-top:solid") {
			h.across()
		}
	case atom.Blockquote:
		style := squeezeStyle(attrs)
		cites := !strings.Contains(style, "border:none") && !strings.Contains(style, "border:0") || attrs["type"] == "cite"
		h.quotes = append(h.quotes[:min(len(h.quotes), maxNested)], cites)
		h.quoted = citing(h.quotes)
	}
}

// after gives the space below an element that ends.
func (h *htmlReader) after(tag atom.Atom) {
	switch tag {
	case atom.P:
		if h.spaced {
			h.emptyLine()
		}
		h.spaced = false
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		h.emptyLine()
	case atom.Ul, atom.Ol:
		h.lists = max(h.lists-1, 0)
	case atom.Blockquote:
		h.quotes = h.quotes[:max(len(h.quotes)-1, 0)]
		h.quoted = citing(h.quotes)
	}
}

func citing(quotes []bool) (n int) {
	for _, cites := range quotes {
		if cites {
			n++
		}
	}
	return n
}

func (h *htmlReader) across() {
	h.write(divider)
	h.endLine()
}

func squeezeStyle(attrs map[string]string) string {
	return strings.ToLower(strings.Join(strings.Fields(attrs["style"]), ""))
}

// noMargin is set when a style takes the space above and below away.
func noMargin(style string) bool {
	var top, bottom bool
	for d := range strings.SplitSeq(style, ";") {
		key, value, _ := strings.Cut(d, ":")
		sizes := strings.Fields(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		if len(sizes) == 0 {
			continue
		}
		switch strings.TrimSpace(key) {
		case "margin":
			top = small(sizes[0])
			bottom = top
			if len(sizes) > 2 {
				bottom = small(sizes[2])
			}
		case "margin-top", "margin-block-start":
			top = small(sizes[0])
		case "margin-bottom", "margin-block-end":
			bottom = small(sizes[0])
		}
	}
	return top && bottom
}

// small is set for a length of nothing; Word writes .0001pt.
func small(length string) bool {
	n, err := strconv.ParseFloat(strings.TrimRight(length, "abcdefghijklmnopqrstuvwxyz%"), 64)
	return err == nil && n < 0.01
}

// tightParagraphs finds a rule for all paragraphs that takes their space away.
func tightParagraphs(css string) bool {
	for rule := range strings.SplitSeq(strings.ToLower(css), "}") {
		selectors, style, ok := strings.Cut(rule, "{")
		if !ok || !noMargin(style) {
			continue
		}
		for s := range strings.SplitSeq(selectors, ",") {
			if s = strings.TrimSpace(s); s == "p" || s == "*" || strings.HasPrefix(s, "p.mso") {
				return true
			}
		}
	}
	return false
}
