package extract

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"github.com/postlock/postlock/inspect"
)

// Characters with a meaning of their own ([MS-DOC] 2.4.1).
const (
	wordCell       = 0x07
	wordLine       = 0x0B
	wordBreak      = 0x0C
	wordPara       = 0x0D
	wordFieldBegin = 0x13
	wordFieldSep   = 0x14
	wordFieldEnd   = 0x15
	wordHyphen     = 0x1E
	wordSoftHyphen = 0x1F
	wordFlush      = 32 << 10 // bytes of running text given at once
)

// wordText gathers a story: paragraphs into texts, cells into rows. What is
// not seen is kept apart, beside each cell and paragraph.
type wordText struct {
	d          *wordDoc
	s          wordStory
	shown      strings.Builder // running text
	unseen     strings.Builder
	cell       twoTexts
	row, inner wordRow
	late       lateRows
	field      int // fields open whose instruction is being read
	fields     int
	rows       int
	inTable    bool
	afterCell  bool // the character before was a cell mark (when rows are guessed)
	surrogate  rune
}

// twoTexts is text a person sees and text they do not.
type twoTexts struct {
	shown, unseen strings.Builder
	parted        bool // words were shown since the last unseen ones
}

func (t *twoTexts) reset() { *t = twoTexts{} }

func (t *twoTexts) show(s string) {
	t.shown.WriteString(s)
	t.parted = true
}

// bury adds to what is not seen, apart from what stands elsewhere.
func (t *twoTexts) bury(s string) {
	if t.parted && t.unseen.Len() > 0 {
		t.unseen.WriteByte(' ')
	}
	t.unseen.WriteString(s)
	t.parted = false
}

// wordRow holds the finished cells of a row.
type wordRow struct {
	shown, unseen []string
	some          bool // any unseen
}

// story reads the characters [from, to).
func (d *wordDoc) story(s wordStory, from, to int) {
	t := &wordText{d: d, s: s}
	for _, p := range d.pieces {
		a, b := max(p.cp, from), min(p.end, to)
		if a < b && !d.to.stopped() {
			t.piece(p, p.fc+(a-p.cp)*p.size, p.fc+(b-p.cp)*p.size)
		}
	}
	t.finish()
}

// piece reads the bytes [at, end), run by run of the same formatting.
func (t *wordText) piece(p wordPiece, at, end int) {
	end = min(end, len(t.d.main))
	if t.d.left -= end - at; t.d.left < 0 {
		t.d.over = true // pieces that share their bytes many times over
		return
	}
	for at >= 0 && at < end && !t.d.to.stopped() {
		marks, next := rangeAt(t.d.hidden, at)
		next = min(max(next, at+p.size), end)
		run := t.d.main[at:next]
		if p.size == 1 {
			t.bytes(run, at, marks)
		} else {
			t.wide(run, at, marks)
		}
		at = next
	}
}

func (t *wordText) bytes(run []byte, at int, marks wordMark) {
	if t.d.old && t.d.cp != 1252 {
		for _, r := range decodeCodePage(t.d.cp, run) { // positions are not needed in old documents
			t.char(r, at, marks)
		}
		return
	}
	for i, c := range run {
		t.char(charmap.Windows1252.DecodeByte(c), at+i, marks)
	}
}

func (t *wordText) wide(run []byte, at int, marks wordMark) {
	for i := 0; i+1 < len(run); i += 2 {
		r := rune(le16(run, i))
		switch {
		case r >= 0xD800 && r < 0xDC00:
			t.surrogate = r
			continue
		case utf16.IsSurrogate(r):
			r = utf16.DecodeRune(t.surrogate, r)
		}
		t.surrogate = 0
		t.char(r, at+i, marks)
	}
}

// char takes one character at a byte offset.
func (t *wordText) char(r rune, fc int, marks wordMark) {
	afterCell := t.afterCell
	t.afterCell = false
	switch r {
	case wordPara, wordBreak:
		t.paragraph(fc)
		return
	case wordCell:
		t.cellMark(fc, afterCell)
		return
	case wordFieldBegin:
		t.field++
		t.fields++
		r = ' '
	case wordFieldSep:
		t.field = max(t.field-1, 0)
		r = ' '
	case wordFieldEnd: // a field without a result has had no separator
		if t.fields--; t.field > max(t.fields, 0) {
			t.field = max(t.fields, 0)
		}
		return
	case wordLine:
		r = '\n'
	case wordHyphen:
		r = '-'
	case wordSoftHyphen, 0, 1, 2, 3, 4, 5, 6, 8:
		return
	}
	if marks&(markHidden|markDeleted) != 0 || t.field > 0 {
		t.cell.bury(string(r))
	} else {
		t.cell.show(string(r))
	}
	if t.cell.shown.Len()+t.cell.unseen.Len() > wordFlush {
		t.paragraphText()
	}
}

// paragraph ends a paragraph: of running text, or within a cell.
func (t *wordText) paragraph(fc int) {
	marks, _ := rangeAt(t.d.paras, fc)
	switch {
	case marks&markInnerRow != 0:
		t.cell.reset()
		t.innerRow()
	case marks&markInnerCell != 0:
		t.inner.add(&t.cell)
	case marks&markInTable != 0:
		t.cell.show("\n")
	default:
		t.paragraphText()
	}
}

// paragraphText moves a paragraph to the running text.
func (t *wordText) paragraphText() {
	if t.row.shown != nil { // cells without a row's end
		t.emit(&t.row, 0)
	}
	if t.inTable && t.cell.shown.Len() > 0 {
		t.endTable()
	}
	if t.cell.shown.Len() > 0 || t.shown.Len() > 0 {
		t.shown.WriteString(t.cell.shown.String() + "\n")
	}
	if t.cell.unseen.Len() > 0 {
		t.unseen.WriteString(t.cell.unseen.String() + "\n")
	}
	t.cell.reset()
	if t.shown.Len()+t.unseen.Len() > wordFlush {
		t.flush()
	}
}

// cellMark ends a cell or, where the paragraph is a row's end, the row.
func (t *wordText) cellMark(fc int, afterCell bool) {
	marks, _ := rangeAt(t.d.paras, fc)
	if t.d.guess {
		t.afterCell = true
		marks = 0
		if afterCell {
			t.afterCell, marks = false, markRowEnd
		}
	}
	if marks&markRowEnd == 0 {
		t.row.add(&t.cell)
		return
	}
	t.cell.reset()
	t.emit(&t.row, marks)
}

func (r *wordRow) add(c *twoTexts) {
	r.shown = append(r.shown, strings.TrimSpace(c.shown.String()))
	r.unseen = append(r.unseen, strings.TrimSpace(c.unseen.String()))
	r.some = r.some || r.unseen[len(r.unseen)-1] != ""
	c.reset()
}

// innerRow keeps a row of a table inside a cell until the table around it ends.
func (t *wordText) innerRow() {
	t.late.add(t.inner)
	t.inner = wordRow{}
	if t.late.full() {
		t.endTable()
	}
}

// emit gives a row of the outermost table.
func (t *wordText) emit(r *wordRow, marks wordMark) {
	if !t.inTable {
		t.flush()
		t.inTable = true
	}
	t.rows++
	r.give(t.d.to, t.place(marks))
	*r = wordRow{}
}

// place is where the next row stands.
func (t *wordText) place(marks wordMark) inspect.Row {
	return inspect.Row{Place: inspect.Place{Path: t.d.f.path, Part: t.s.part, Line: t.rows}, Table: t.d.tables,
		Header: marks&markHeading != 0, Hidden: t.d.f.hidden || t.s.hidden}
}

// endTable counts the table that has ended and gives those that were inside it.
func (t *wordText) endTable() {
	t.inTable = false
	t.d.tables++
	if t.late.give(t.d.to, t.place(0)) {
		t.d.tables++
	}
	t.rows = 0
}

// give puts out a row at a place, and another with what is not seen of it.
func (r wordRow) give(to output, row inspect.Row) {
	row.Cells = r.shown
	if strings.Join(r.shown, "") != "" {
		to.row(row)
	}
	if r.some {
		row.Hidden, row.Cells = true, r.unseen
		to.row(row)
	}
}

// lateRows are the rows of tables inside cells. They wait for the end of the
// table around them: rows of two tables one after the other in turns would be
// taken for many.
type lateRows struct{ rows []wordRow }

func (l *lateRows) add(r wordRow) { l.rows = append(l.rows, r) }

func (l *lateRows) full() bool { return len(l.rows) >= 10000 }

func (l *lateRows) give(to output, row inspect.Row) (some bool) {
	for i, r := range l.rows {
		row.Place.Line = i + 1
		r.give(to, row)
		some = true
	}
	l.rows = nil
	return some
}

// flush gives the running text so far.
func (t *wordText) flush() {
	if s := t.shown.String(); strings.TrimSpace(s) != "" {
		t.d.to.text(t.s.part, 0, t.d.f.hidden || t.s.hidden, s)
	}
	if s := t.unseen.String(); strings.TrimSpace(s) != "" {
		t.d.to.text(t.s.part, 0, true, s)
	}
	t.shown.Reset()
	t.unseen.Reset()
}

func (t *wordText) finish() {
	if t.inner.shown != nil {
		t.innerRow()
	}
	t.paragraphText()
	t.flush()
	t.endTable()
}
