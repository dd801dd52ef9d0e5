package extract

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// maxXLSBCol is the last column there can be ([MS-XLSB] 2.5.10).
const maxXLSBCol = 16383

// maxXLSBGap is how many empty cells before a cell are given as such.
const maxXLSBGap = 1024

// xlsbSheet gathers the cells of the row being read.
type xlsbSheet struct {
	b      *xlsbBook
	info   xlsbSheetInfo
	row    int
	hidden bool // the row
	cells  []string
	last   int // column of the last cell
	cols   []bool
	noted  map[int]string // the words of each row, when the sheet has comments
}

// sheet reads a worksheet, macro sheet or the like, row by row.
func (b *xlsbBook) sheet(m *zip.File, info xlsbSheetInfo) error {
	s := &xlsbSheet{b: b, info: info, row: -1, last: -1}
	comments := b.parts[info.comments]
	if comments != nil {
		s.noted = map[int]string{}
	}
	err := b.records(m, s.record)
	s.flush()
	if comments != nil && !b.commented[info.comments] {
		b.commented[info.comments] = true
		err = errors.Join(err, b.comments(comments, inspect.In(info.name, "comments"), s.noted))
	}
	return err
}

func (s *xlsbSheet) record(id int, d []byte) {
	switch id {
	case brtRow:
		s.flush()
		s.row, s.last = int(le32(d, 0)), -1
		s.hidden = cutByte(d, 11)&0x10 != 0 // fDyZero
	case brtColumn:
		s.column(d)
	case brtHeaderFooter:
		s.header(cut(d, 2, len(d)))
	case brtCellRk, brtCellBool, brtCellReal, brtCellString, brtCellShared, brtFmlaString, brtFmlaNumber, brtFmlaBool, brtCellRich:
		if len(d) >= 8 {
			s.cell(id, int(le32(d, 0)), int(le32(d, 4)&0xFFFFFF), d[8:])
		}
	case 1, 3, 11, 12, 14: // blank cells and errors, which move the column on
		if id >= 12 {
			s.last++
		} else {
			s.last = int(min(le32(d, 0), maxXLSBCol))
		}
	case brtShortRk, brtShortBool, brtShortReal, brtShortString, brtShortShared:
		if len(d) >= 4 {
			long := map[int]int{brtShortRk: brtCellRk, brtShortBool: brtCellBool, brtShortReal: brtCellReal,
				brtShortString: brtCellString, brtShortShared: brtCellShared}
			s.cell(long[id], s.last+1, int(le32(d, 0)&0xFFFFFF), d[4:])
		}
	}
}

// cell reads a value behind the head of its cell.
func (s *xlsbSheet) cell(id, col, style int, v []byte) {
	switch id {
	case brtCellRk:
		s.set(col, s.b.book.show(rkNumber(le32(v, 0)), style))
	case brtCellReal, brtFmlaNumber:
		s.set(col, s.b.book.show(le64float(v, 0), style))
	case brtCellBool, brtFmlaBool:
		s.set(col, map[bool]string{true: "TRUE", false: "FALSE"}[cutByte(v, 0) != 0])
	case brtCellString, brtFmlaString:
		t, _ := wideString(v)
		s.set(col, t)
	case brtCellRich:
		t, _ := wideString(cut(v, 1, len(v)))
		s.set(col, t)
	case brtCellShared:
		if i := int64(le32(v, 0)); i < int64(len(s.b.book.strings)) {
			s.set(col, s.b.book.strings[i])
		}
	}
}

func (s *xlsbSheet) set(col int, v string) {
	col = min(max(col, 0), maxXLSBCol)
	s.last = col
	if col > len(s.cells)+maxXLSBGap {
		col = len(s.cells) // no sheet of people has such a gap; a bomb has
	}
	if col >= len(s.cells) {
		s.cells = append(s.cells, make([]string, col+1-len(s.cells))...)
	}
	s.cells[col] = v
}

func (s *xlsbSheet) column(d []byte) {
	if le16(d, 16)&1 == 0 && le32(d, 8) != 0 {
		return
	}
	last := int(min(le32(d, 4), maxXLSBCol))
	if last >= len(s.cols) {
		s.cols = append(s.cols, make([]bool, last+1-len(s.cols))...)
	}
	for c := int(min(le32(d, 0), maxXLSBCol)); c <= last; c++ {
		s.cols[c] = true
	}
}

// header is six texts: header and footer of odd, even and first pages.
func (s *xlsbSheet) header(d []byte) {
	for range 6 {
		var t string
		if t, d = wideString(d); plainHeader(t) != "" {
			s.b.to.text(inspect.In(s.info.name, "header and footer"), 0, s.info.hidden || s.b.f.hidden, plainHeader(t))
		}
	}
}

func (s *xlsbSheet) flush() {
	if len(s.cells) == 0 || s.b.to.stopped() {
		return
	}
	r := inspect.Row{Place: inspect.Place{Path: s.b.f.path, Part: s.info.name, Line: s.row + 1},
		Hidden: s.info.hidden || s.hidden || s.b.f.hidden, Cells: s.cells}
	if len(s.cols) > 0 {
		r.HiddenCells = make([]bool, len(s.cells))
		copy(r.HiddenCells, s.cols)
	}
	if s.noted != nil && len(s.noted) < maxNoted {
		s.noted[s.row] = rowWords(s.cells)
	}
	s.b.to.row(r)
	clear(s.cells)
	s.cells = s.cells[:0]
}

// comments gives the comments on a sheet's cells, each below the words of its row.
func (b *xlsbBook) comments(m *zip.File, part string, noted map[int]string) error {
	row := -1
	return b.records(m, func(id int, d []byte) {
		var t string
		switch id {
		case brtCommentAuthor:
			t, _ = wideString(d)
		case brtComment:
			row = int(min(le32(d, 4), 1<<20)) // first row of the cells ([MS-XLSB] 2.4.28)
		case brtCommentText:
			t, _ = wideString(cut(d, 1, len(d)))
			t = noteWords("", noted[row], t) + "\n"
		}
		if strings.TrimSpace(t) != "" {
			b.to.text(part, row+1, true, t)
		}
	})
}

// extern reads the values kept of another workbook's sheets.
func (b *xlsbBook) extern(m *zip.File) error {
	s := &xlsbSheet{b: b, info: xlsbSheetInfo{name: "external data", hidden: true}, row: -1}
	err := b.records(m, func(id int, d []byte) {
		switch id {
		case brtExternTable, brtExternRow:
			s.flush()
			s.row = int(le32(d, 0))
		case brtExternNumber:
			s.set(int(min(le32(d, 0), maxXLSBCol)), plainNumber(le64float(d, 4)))
		case brtExternString:
			t, _ := wideString(cut(d, 4, len(d)))
			s.set(int(min(le32(d, 0), maxXLSBCol)), t)
		}
	})
	s.flush()
	return err
}

func (b *xlsbBook) embedding(m *zip.File) error {
	r, err := b.open(m)
	if err != nil {
		return err
	}
	data, err := io.ReadAll(io.LimitReader(r, b.limits.member+1))
	if int64(len(data)) > b.limits.member {
		b.to.unreadable(path.Base(m.Name), inspect.OverLimit, "embedded file")
		return nil
	}
	if len(data) > 0 {
		b.to.child(path.Base(m.Name), data, b.f.hidden)
	}
	return err
}

// links are addresses behind cells: mailto and the like.
func (b *xlsbBook) links(m *zip.File) error {
	var all []string
	for _, r := range b.readRelations(m) {
		if strings.EqualFold(r.Mode, "External") {
			all = append(all, r.Target)
		}
	}
	if len(all) > 0 {
		b.to.text("links", 0, true, strings.Join(all, "\n"))
	}
	return nil
}

// xmlWords gives the words of a part in XML: drawings, charts, properties.
func (b *xlsbBook) xmlWords(m *zip.File, part string) error {
	if !strings.HasSuffix(strings.ToLower(m.Name), ".xml") {
		return nil
	}
	r, err := b.open(m)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(r)
	var words []string
	size, in := 0, ""
	for size < wordFlush*16 && !b.to.stopped() {
		t, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("workbook: %s: %w", m.Name, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local
		case xml.EndElement:
			in = ""
		case xml.CharData:
			// Drawings are full of coordinates: only runs and values count.
			if in == "t" || in == "v" || !strings.HasPrefix(strings.ToLower(m.Name), "xl/") {
				size += len(t)
				words = appendWords(words, string(t))
			}
		}
	}
	if len(words) > 0 {
		b.to.text(part, 0, !strings.HasPrefix(part, "drawing"), strings.Join(words, "\n"))
	}
	return nil
}
