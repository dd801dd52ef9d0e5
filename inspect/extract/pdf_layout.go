package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect/extract/pdftext"
	"golang.org/x/text/unicode/norm"
)

// pdfWord is a run of characters without a gap: a word, or several that were
// drawn with single blanks between them.
type pdfWord struct {
	text                     string
	left, right, top, bottom float32
	// fromRight is set for a word with letters that are written from right to left.
	fromRight bool
	// parts are the texts it was drawn with, when there are several.
	parts []pdfPart
}

func (w pdfWord) middle() float32 { return (w.top + w.bottom) / 2 }
func (w pdfWord) height() float32 { return max(w.top-w.bottom, 1) }

// pdfLine are the words at one height, from left to right.
type pdfLine []pdfWord

// pdfText is what characters of one direction show.
type pdfText struct {
	lines []pdfLine
	rules []pdftext.Rule
	// flowing is PDFium's own order of text that goes up or down; there are no
	// lines then.
	flowing string
}

func (t *pdfText) empty() bool { return len(t.lines) == 0 && t.flowing == "" }

// linesOf joins the characters of a page to lines.
func linesOf(chars []pdftext.Char) (t pdfText) {
	words, upright := pdfWords(chars)
	switch {
	case len(words) == 0:
	case upright:
		t.lines = pdfLines(words)
	default:
		t.flowing = flowing(chars)
	}
	return t
}

// shownBy is all that characters show, without blanks.
func shownBy(chars []pdftext.Char) string {
	var shown strings.Builder
	words, _ := pdfWords(chars)
	for _, w := range words {
		shown.WriteString(strings.ReplaceAll(w.text, " ", ""))
	}
	return shown.String()
}

// layOut gives characters that are no document's page as paragraphs and, where lines
// keep columns, as rows.
func layOut(chars []pdftext.Char, part string, to output) {
	w := pdfWriter{to: to}
	w.page(pdfPage{name: part, texts: []pdfText{linesOf(chars)}})
	w.end()
}

// pdfPiece is a run of lines that belong together.
type pdfPiece struct {
	kind  pieceKind
	lines []pdfLine
	block pdfBlock // of rows; for others its rules alone
}

type pieceKind uint8

const (
	running pieceKind = iota // paragraphs, which may go on in the next piece
	rows
	label // lines that are read by themselves
)

// pieces parts lines into paragraphs, tables and labels, in reading order.
func pieces(lines []pdfLine, rules []pdftext.Rule) (ps []pdfPiece) {
	if ps = labels(lines); ps != nil {
		return ps
	}
	makeRoom(lines)
	from := 0 // the first line that was not given
	give := func(end int) {
		if end > from {
			ps = append(ps, pdfPiece{lines: lines[from:end], block: pdfBlock{rules: rules}})
		}
		from = max(from, end)
	}
	for i := 0; i < len(lines); {
		b := blockAt(lines[i:])
		if b.lines == 0 {
			i++
			continue
		}
		end := i + b.lines
		if from < i && b.takes(lines[i-1], lines[i]) {
			i--
			b.lines++
		}
		give(i)
		if b.prose(lines[i:end]) {
			ps = append(ps, b.columns(lines[i:end])...)
		} else {
			b.rules = rules
			ps = append(ps, pdfPiece{kind: rows, lines: lines[i:end], block: b})
		}
		i, from = end, end
	}
	give(len(lines))
	return ps
}

// glyph is what a character code shows: PDFium marks a hyphen at a line's end
// with 2 or U+FFFE.
func glyph(r rune) string {
	switch r {
	case 2, 0xfffe:
		return "-"
	case 0xfb00:
		return "ff"
	case 0xfb01:
		return "fi"
	case 0xfb02:
		return "fl"
	case 0xfb03:
		return "ffi"
	case 0xfb04:
		return "ffl"
	case 0, 0xfeff, 0xad:
		return ""
	}
	return string(r)
}

// pdfWords joins characters; upright is false when most of them go up or down
// the page.
func pdfWords(chars []pdftext.Char) (words []pdfWord, upright bool) {
	var w pdfWord
	var all strings.Builder // of the words, one after another
	all.Grow(len(chars))
	begin, ascii := 0, true // of the word in it
	text := func() string { return all.String()[begin:] }
	flush := func() {
		if w.text = text(); w.text != "" {
			w.endPart(w.text)
			if !ascii {
				w.text = norm.NFC.String(w.text)
			}
			words = append(words, w)
		}
		begin, ascii = all.Len(), true
	}
	along, across := 0, 0
	height := float32(1) // of w
	for i := range chars {
		c := &chars[i]
		r := c.Rune
		if utf16.IsSurrogate(r) {
			if r = paired(chars, i); r == 0 {
				continue
			}
		}
		if unicode.IsSpace(r) || r < ' ' && r != 2 {
			if i+1 == len(chars) || !chars[i+1].Follows || chars[i+1].Left-w.right > height {
				flush()
			} else if all.Len() > begin {
				all.WriteByte(' ')
				w.right = chars[i+1].Left // justified text has wide blanks
			}
			continue
		}
		if all.Len() > begin {
			same := c.Bottom < w.top && c.Top > w.bottom
			gap := c.Left - w.right
			if fromRight(r) {
				gap = w.left - c.Right
			}
			if !same {
				across++
			} else {
				along++
			}
			if !same || gap > height || gap < -2*height {
				flush()
			}
		}
		if all.Len() == begin {
			w = pdfWord{left: c.Left, right: c.Right, top: c.Top, bottom: c.Bottom}
			height = w.height()
		} else if c.Begins {
			w.beginPart(text(), c.Left)
		}
		if c.Left < w.left {
			w.left = c.Left
		}
		if c.Right > w.right {
			w.right = c.Right
		}
		if c.Text != "" {
			all.WriteString(c.Text)
			along += len(c.Text) - 1
		} else if r > 2 && r < utf8.RuneSelf {
			all.WriteByte(byte(r))
		} else {
			all.WriteString(glyph(r))
			ascii = ascii && r == 2
			w.fromRight = w.fromRight || fromRight(r)
		}
	}
	flush()
	return words, across <= along
}

// paired is the character whose first surrogate stands at i, U+FFFD if the second
// is missing, and 0 for the second itself.
func paired(chars []pdftext.Char, i int) rune {
	switch {
	case chars[i].Rune >= 0xdc00 && i > 0 && utf16.IsSurrogate(chars[i-1].Rune):
		return 0
	case i+1 < len(chars):
		return utf16.DecodeRune(chars[i].Rune, chars[i+1].Rune)
	}
	return 0
}

// flowing is the text in PDFium's order.
func flowing(chars []pdftext.Char) string {
	var b strings.Builder
	for _, c := range chars {
		if c.Rune == '\r' {
			continue
		}
		if c.Rune == '\n' {
			b.WriteByte('\n')
		} else if c.Text != "" {
			b.WriteString(c.Text)
		} else {
			b.WriteString(glyph(c.Rune))
		}
	}
	return b.String()
}

// pdfLines sorts words into lines from the top, by their middles.
func pdfLines(words []pdfWord) (lines []pdfLine) {
	sortWords(words, func(a, b pdfWord) int { return cmp.Compare(b.middle(), a.middle()) })
	for from := 0; from < len(words); {
		first, to := &words[from], from+1
		for to < len(words) && first.middle()-words[to].middle() <= 0.4*min(first.height(), words[to].height()) {
			to++
		}
		lines = append(lines, words[from:to:to])
		from = to
	}
	for _, l := range lines {
		sortWords(l, func(a, b pdfWord) int { return cmp.Compare(a.left, b.left) })
	}
	return lines
}

// sortWords is stable; most pages are drawn in order.
func sortWords(words []pdfWord, by func(a, b pdfWord) int) {
	if !slices.IsSortedFunc(words, by) {
		slices.SortStableFunc(words, by)
	}
}

// fromRight tells letters that are written from right to left: Hebrew, Arabic.
func fromRight(r rune) bool {
	return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc
}

// fromRight is set when most words of a line are to be read so.
func (l pdfLine) fromRight() bool {
	n := 0
	for i := range l {
		if l[i].fromRight {
			n++
		}
	}
	return n*2 > len(l)
}

// text joins the words that begin between two places.
func (l pdfLine) text(from, to float32) string { return l.between(from, to).all() }

// all joins the words of a line.
func (l pdfLine) all() string {
	if len(l) == 1 {
		return l[0].text
	}
	var b strings.Builder
	b.Grow(l.room())
	backward := l.fromRight()
	for i := range l {
		if backward {
			i = len(l) - 1 - i
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(l[i].text)
	}
	return b.String()
}

// room is how many bytes the words of a line take, and a blank after each.
func (l pdfLine) room() (n int) {
	for i := range l {
		n += len(l[i].text) + 1
	}
	return n
}

// gaps are the empty stretches between the words of a line that are wider than
// a blank.
func (l pdfLine) gaps() (gs []pdfGap) {
	right := l[0].right
	for _, w := range l[1:] {
		if w.left-right > 0.6*w.height() {
			gs = append(gs, pdfGap{right, w.left})
		}
		right = max(right, w.right)
	}
	return gs
}
