package extract

import (
	"bytes"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// readSpreadsheetML reads Excel's XML format of 2003 ([MS-OFFXML], "XML
// Spreadsheet"): sheets, hidden ones too, comments and names.
func readSpreadsheetML(f *file, s *sink) error {
	r := &sheetML{s: s, w: &xlsx{opc: &opc{s: s, f: f}}}
	x := newXML(bytes.NewReader(decode(f.data, f.charset)))
	for t := x.next(); t != xmlEOF && !s.stopped(); t = x.next() {
		switch t {
		case xmlStart:
			r.start(x)
		case xmlText:
			r.text(x)
		case xmlEnd:
			r.end(string(x.name))
		}
	}
	r.give()
	return x.err
}

// sheetML is a workbook being read. A sheet says whether it is visible after
// its rows, so a sheet's rows are told hidden one sheet late: they are held.
type sheetML struct {
	s       *sink
	w       *xlsx
	name    string
	rows    []inspect.Row
	held    int // bytes of rows
	hidden  bool
	columns []bool
	column  int
	row     inspect.Row
	line    int
	cell    int
	data    bool
	typ     string
	value   strings.Builder
	comment bool
	notes   []string // comments of the row
	repeat  int
}

// maxHeld is the most bytes of a sheet held to learn whether it is visible.
const maxHeld = 64 << 20

func (r *sheetML) start(x *xmlReader) {
	switch string(x.name) {
	case "Worksheet":
		r.name, r.hidden, r.line, r.columns, r.column = x.attr("Name"), false, 0, nil, 0
	case "Column":
		r.addColumn(x)
	case "Row":
		r.line++
		if i := number(x.attr("Index")); i > 0 {
			r.line = i
		}
		r.row = inspect.Row{Place: inspect.Place{Part: r.name, Line: r.line}, Hidden: truth(x.attr("Hidden"))}
		r.cell = 0
	case "Cell":
		if i := number(x.attr("Index")); i > 0 {
			r.cell = i - 1
		}
		r.repeat = number(x.attr("MergeAcross"))
	case "Data":
		r.data, r.typ = !r.comment, x.attr("Type")
		r.value.Reset()
	case "Comment":
		r.comment = true
		r.s.text(r.name+" comments", 0, true, x.attr("Author"))
		r.value.Reset()
	case "NamedRange":
		r.s.text("defined names", 0, true, x.attr("Name")+" "+x.attr("RefersTo"))
	case "Visible":
		state := x.words("")
		r.hidden = state == "SheetHidden" || state == "SheetVeryHidden"
	case "Header", "Footer":
		r.s.text(r.name+" header", 0, false, headerWords(x.attr("Data")))
	case "Author", "LastAuthor", "Company", "Title", "Subject", "Manager", "Keywords", "Description":
		r.s.text("properties", 0, true, x.words(""))
	}
}

func (r *sheetML) addColumn(x *xmlReader) {
	if i := number(x.attr("Index")); i > 0 {
		r.column = i - 1
	}
	for range min(number(x.attr("Span"))+1, r.s.job.limits.Columns) {
		for len(r.columns) <= r.column && len(r.columns) < r.s.job.limits.Columns {
			r.columns = append(r.columns, false)
		}
		if truth(x.attr("Hidden")) && r.column < len(r.columns) {
			r.columns[r.column] = true
		}
		r.column++
	}
}

func (r *sheetML) text(x *xmlReader) {
	if r.data || r.comment {
		r.value.Write(x.text)
	}
}

func (r *sheetML) end(name string) {
	switch name {
	case "Data":
		if r.data {
			r.w.put(&r.row, r.cell, r.show())
		}
		r.data = false
	case "Comment":
		if len(r.notes) < maxNoted {
			r.notes = append(r.notes, r.value.String())
		}
		r.comment = false
	case "Cell":
		r.cell += 1 + min(r.repeat, r.s.job.limits.Columns)
	case "Row":
		giveNotes(r.s, r.name+" comments", r.line, r.row.Cells, r.notes)
		r.notes = nil
		r.row.HiddenCells = hiddenCells(r.columns, len(r.row.Cells))
		for _, c := range r.row.Cells {
			r.held += len(c) + 16
		}
		r.rows = append(r.rows, r.row)
		if r.held > maxHeld {
			r.give()
		}
	case "Worksheet":
		r.give()
	}
}

func (r *sheetML) show() string {
	v := strings.TrimSpace(r.value.String())
	switch r.typ {
	case "DateTime":
		return shortDate(strings.TrimSuffix(v, ".000"))
	case "Number":
		return showNumber([]byte(v), nil, false)
	case "Boolean":
		if v == "1" {
			return "TRUE"
		}
		return "FALSE"
	}
	return v
}

// giveNotes gives the comments of a row, each below the row's words.
func giveNotes(to output, part string, line int, cells, notes []string) {
	for _, note := range notes {
		to.text(part, line, true, noteWords("", rowWords(cells), note)+"\n")
	}
}

// give passes on the rows held.
func (r *sheetML) give() {
	for _, row := range r.rows {
		row.Hidden = row.Hidden || r.hidden
		r.s.row(row)
	}
	r.rows, r.held = nil, 0
}
