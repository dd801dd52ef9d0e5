package extract

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// xlsSheet gathers the cells of the row being read.
type xlsSheet struct {
	book    *xlsBook
	name    string
	hidden  bool
	chart   bool // inside a chart drawn on the sheet
	row     int
	cells   []string
	rows    map[int]bool // hidden rows
	cols    [maxXLSCol + 1]bool
	hasCols bool
	pending struct { // the formula whose text follows in a STRING record
		row, col int
		open     bool
	}
	// comment is the number of the drawing object before a TXO when that is a
	// comment, otherwise 0; notes are the texts of comments by those numbers.
	comment int
	notes   map[int]string
	noted   map[int]string // the words of each row, when the workbook has comments
}

// record reads a record of a sheet's substream.
func (s *xlsSheet) record(r *xlsRecord) {
	d := r.body()
	row, col := int(le16(d, 0)), int(le16(d, 2))
	switch r.id {
	case xlsLabelSST:
		if i := int64(le32(d, 6)); len(d) >= 10 && i < int64(len(s.book.strings)) {
			s.set(row, col, s.book.strings[i])
		} else {
			s.book.lost = true
		}
	case xlsNumber:
		s.number(row, col, int(le16(d, 4)), le64float(d, 6))
	case xlsRK:
		s.number(row, col, int(le16(d, 4)), rkNumber(le32(d, 6)))
	case xlsMulRK:
		for i := 4; i+6 <= len(d)-2; i += 6 {
			s.number(row, col+(i-4)/6, int(le16(d, i)), rkNumber(le32(d, i+2)))
		}
	case xlsLabel, xlsRString:
		s.set(row, col, s.book.text8(&xlsBytes{parts: cutParts(r.parts, 6)}, 2))
	case xlsFormula, 0x0206, 0x0406:
		s.formula(d, row, col)
	case xlsString, 0x0007:
		if s.pending.open {
			s.set(s.pending.row, s.pending.col, s.book.text8(&xlsBytes{parts: r.parts}, s.book.lenBytes()))
		}
		s.pending.open = false
	case xlsBoolErr:
		if len(d) >= 8 && d[7] == 0 {
			s.set(row, col, map[bool]string{true: "TRUE", false: "FALSE"}[d[6] != 0])
		}
	case 0x0002, 0x0003, 0x0004:
		s.biff2(r, row, col)
	default:
		s.other(r, row)
	}
}

// lenBytes is the size of a long string's length.
func (b *xlsBook) lenBytes() int {
	if b.biff == 2 {
		return 1
	}
	return 2
}

func cutParts(parts [][]byte, n int) [][]byte {
	return append([][]byte{cut(parts[0], n, len(parts[0]))}, parts[1:]...)
}

// biff2 reads the cells of Excel 2, which Graph went on writing: three bytes of
// attributes, no styles.
func (s *xlsSheet) biff2(r *xlsRecord, row, col int) {
	if s.book.biff >= 8 {
		return
	}
	d := r.body()
	switch r.id {
	case 0x0002:
		s.set(row, col, plainNumber(float64(le16(d, 7))))
	case 0x0003:
		s.set(row, col, plainNumber(le64float(d, 7)))
	case 0x0004:
		s.set(row, col, s.book.text8(&xlsBytes{parts: cutParts(r.parts, 7)}, 1))
	}
}

// other reads what is on a sheet beside its cells.
func (s *xlsSheet) other(r *xlsRecord, row int) {
	d := r.body()
	switch r.id {
	case xlsRow:
		if le16(d, 12)&0x20 != 0 { // fDyZero
			if s.rows == nil {
				s.rows = map[int]bool{}
			}
			s.rows[row] = true
		}
	case xlsColInfo:
		s.columns(d)
	case xlsHeader, xlsFooter:
		if t := plainHeader(s.book.text8(&xlsBytes{parts: r.parts}, map[bool]int{true: 2, false: 1}[s.book.biff >= 8])); t != "" {
			s.text("header and footer", s.hidden, t)
		}
	case xlsObj:
		if s.comment = 0; le16(d, 0) == 0x15 && le16(d, 4) == 0x19 {
			s.comment = int(le16(d, 6)) + 1
		}
	case xlsTXO:
		s.drawnText(r)
	case xlsNote:
		s.note(r)
	case xlsHLink:
		s.link(d)
	case xlsDV:
		s.validation(r)
	case xlsSeriesText:
		s.text("chart", s.hidden, s.book.text8(&xlsBytes{parts: cutParts(r.parts, 2)}, 1))
	}
}

func (s *xlsSheet) text(part string, hidden bool, t string) {
	if strings.TrimSpace(t) != "" {
		s.book.to.text(inspect.In(s.name, part), 0, hidden, t)
	}
}

// columns is COLINFO: hidden, or of no width.
func (s *xlsSheet) columns(d []byte) {
	if len(d) < 10 || le16(d, 8)&1 == 0 && le16(d, 4) != 0 {
		return
	}
	for c := int(le16(d, 0)); c <= min(int(le16(d, 2)), maxXLSCol); c++ {
		s.cols[c], s.hasCols = true, true
	}
}

// drawnText is the text of a comment or a text box: the characters stand in
// the first continuation ([MS-XLS] 2.4.329).
func (s *xlsSheet) drawnText(r *xlsRecord) {
	n := int(le16(r.body(), 10))
	if n == 0 || len(r.parts) < 2 {
		return
	}
	x := &xlsBytes{parts: r.parts[1:]}
	t := x.characters(n, x.byte()&1 != 0)
	if s.comment > 0 && len(s.notes) < maxNoted {
		s.notes[s.comment] = t
	} else {
		s.text("drawing", s.hidden || s.comment > 0, t)
	}
	s.comment = 0
}

// note is a comment: its text in BIFF5, only its author in BIFF8, where the text
// stood in a drawing object before. It comes below the words of its row, as it
// speaks of what stands there. Where BIFF5 goes on in a second record that has no
// row of its own (-1), neither has the text.
func (s *xlsSheet) note(r *xlsRecord) {
	d := r.body()
	row := int(le16(d, 0))
	if s.book.biff < 8 {
		s.give(row, "", decodeCodePage(s.book.cp, cut(d, 6, len(d))))
		return
	}
	x := &xlsBytes{parts: [][]byte{cut(d, 8, len(d))}}
	id := int(le16(d, 6)) + 1
	s.give(row, x.unicodeString(), s.notes[id])
	delete(s.notes, id)
}

func (s *xlsSheet) give(row int, author, note string) {
	s.flush()
	if t := strings.TrimSpace(noteWords(author, s.noted[row], note)); t != "" {
		s.book.to.text(inspect.In(s.name, "comments"), row+1, true, t+"\n")
	}
}

// noteWords is a comment with its author and the words of its row, each a line.
func noteWords(author, row, note string) string {
	var lines []string
	for _, t := range []string{author, row, note} {
		lines = appendWords(lines, t)
	}
	return strings.Join(lines, "\n")
}

// looseNotes gives the comments that no row refers to.
func (s *xlsSheet) looseNotes() {
	for _, id := range slices.Sorted(maps.Keys(s.notes)) {
		s.text("comments", true, s.notes[id])
	}
}

// hasNotes looks for comments in a stream of records.
func hasNotes(data []byte) bool {
	for at := 0; at+4 <= len(data); at += 4 + int(le16(data, at+2)) {
		if le16(data, at) == xlsNote {
			return true
		}
	}
	return false
}

// link is a hyperlink: the address stands behind the class of URL monikers
// ([MS-OSHARED] 2.3.7.6) as UTF-16 with its size in bytes.
func (s *xlsSheet) link(d []byte) {
	const urlMoniker = "\xE0\xC9\xEA\x79\xF9\xBA\xCE\x11\x8C\x82\x00\xAA\x00\x4B\xA9\x0B"
	i := strings.Index(string(d), urlMoniker)
	if i < 0 {
		return
	}
	n := int(min(le32(d, i+16), uint32(len(d))))
	url, _, _ := strings.Cut(decodeUTF16(cut(d, i+20, n)), "\x00")
	s.text("links", true, url)
}

// validation is the help and the list of allowed values of some cells
// ([MS-XLS] 2.4.95).
func (s *xlsSheet) validation(r *xlsRecord) {
	if s.book.biff < 8 {
		return
	}
	x := &xlsBytes{parts: cutParts(r.parts, 4)}
	var all []string
	for range 4 {
		all = appendWords(all, x.unicodeString())
	}
	n := x.u16()
	x.u16()
	if x.left() {
		t := s.book.constantText(cut(x.parts[0], x.off, n))
		all = appendWords(all, strings.ReplaceAll(t, "\x00", "\n"))
	}
	s.text("validation", true, strings.Join(all, "\n"))
}

// formula keeps the value a formula had when the file was saved.
func (s *xlsSheet) formula(d []byte, row, col int) {
	off := 6
	if s.book.biff == 2 {
		off = 7
	}
	v := cut(d, off, 8)
	if len(v) < 8 {
		return
	}
	s.pending.open = false
	if v[6] != 0xFF || v[7] != 0xFF {
		s.number(row, col, int(le16(d, 4)), le64float(v, 0))
		return
	}
	switch v[0] {
	case 0:
		s.pending.row, s.pending.col, s.pending.open = row, col, true
	case 1:
		s.set(row, col, map[bool]string{true: "TRUE", false: "FALSE"}[v[2] != 0])
	}
}

func (s *xlsSheet) number(row, col, xf int, v float64) {
	if !math.IsNaN(v) {
		s.set(row, col, s.book.show(v, xf))
	}
}

// set puts a cell into its row; another row ends the one before.
func (s *xlsSheet) set(row, col int, v string) {
	if row != s.row {
		s.flush()
		s.row = row
	}
	switch {
	case col > maxXLSCol:
		s.cells = append(s.cells, v)
		return
	case col >= len(s.cells):
		s.cells = append(s.cells, make([]string, col+1-len(s.cells))...)
	}
	s.cells[col] = v
}

// flush gives the row that has been gathered.
func (s *xlsSheet) flush() {
	if len(s.cells) == 0 || s.book.to.stopped() {
		s.cells = s.cells[:0]
		return
	}
	r := inspect.Row{Place: inspect.Place{Path: s.book.f.path, Part: s.name, Line: s.row + 1},
		Hidden: s.hidden || s.rows[s.row], Cells: s.cells}
	if s.chart {
		r.Place.Part = inspect.In(s.name, "chart")
		r.Hidden = true
	} else if s.hasCols {
		r.HiddenCells = make([]bool, len(s.cells))
		copy(r.HiddenCells, s.cols[:])
	}
	if s.book.noted && !s.chart && len(s.noted) < maxNoted {
		if words := rowWords(s.cells); words != "" {
			if s.noted == nil {
				s.noted = map[int]string{}
			}
			s.noted[s.row] = words
		}
	}
	s.book.to.row(r)
	clear(s.cells)
	s.cells = s.cells[:0]
}

// plainHeader takes the codes out of a header: &L &"font" &12 &P …
func plainHeader(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '&' || i+1 >= len(s) {
			out.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			out.WriteByte(c)
		case c == '&':
			out.WriteByte('&')
		case c == 'L' || c == 'C' || c == 'R':
			out.WriteByte('\n')
		case c == '"':
			if end := strings.IndexByte(s[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case c >= '0' && c <= '9':
			for i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' {
				i++
			}
		}
	}
	return strings.TrimSpace(out.String())
}
