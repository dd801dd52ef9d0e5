package extract

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// rtfOutput gathers text and rows.
type rtfOutput struct {
	f             *file
	to            output
	part          string
	shown, unseen strings.Builder // running text
	cell          twoTexts
	late          lateRows
	rows          []rtfRow // open rows, one for each depth of nesting
	tables, line  int
	inTable       bool
}

type rtfRow struct {
	row    wordRow
	header bool
}

// add appends text to the paragraph.
func (o *rtfOutput) add(st rtfState, s string) {
	if st.unseen || st.field {
		o.cell.bury(s)
	} else {
		o.cell.show(s)
	}
	if o.cell.shown.Len()+o.cell.unseen.Len() > maxRTFText {
		o.text()
	}
}

// paragraph ends a paragraph; in a table it is a line of a cell.
func (o *rtfOutput) paragraph(st rtfState) {
	if st.inTable {
		o.cell.show("\n")
		return
	}
	o.text()
}

// text moves the paragraph to the running text.
func (o *rtfOutput) text() {
	for len(o.rows) > 0 { // cells whose row never ended
		o.endRow(len(o.rows), false)
	}
	if o.inTable && strings.TrimSpace(o.cell.shown.String()) != "" {
		o.endTable()
	}
	o.shown.WriteString(o.cell.shown.String() + "\n")
	if o.cell.unseen.Len() > 0 {
		o.unseen.WriteString(o.cell.unseen.String() + "\n")
	}
	o.cell.reset()
	if o.shown.Len()+o.unseen.Len() > maxRTFText {
		o.flush()
	}
}

// endCell ends a cell of the table at depth (1 is the outermost).
func (o *rtfOutput) endCell(depth int) {
	r := o.open(depth)
	if len(r.row.shown) < maxRTFCells {
		r.row.add(&o.cell)
	}
}

// open is the row at depth, with rows around it.
func (o *rtfOutput) open(depth int) *rtfRow {
	depth = min(max(depth, 1), 16)
	for len(o.rows) < depth {
		o.rows = append(o.rows, rtfRow{})
	}
	return &o.rows[depth-1]
}

// endRow gives the row at depth and any rows inside it left open.
func (o *rtfOutput) endRow(depth int, header bool) {
	for len(o.rows) >= max(depth, 1) {
		r := o.rows[len(o.rows)-1]
		o.rows = o.rows[:len(o.rows)-1]
		if len(o.rows) > 0 {
			o.late.add(r.row)
			continue
		}
		o.giveRow(r.row, header || r.header)
		if o.late.full() {
			o.endTable()
		}
	}
}

func (o *rtfOutput) giveRow(r wordRow, header bool) {
	if !o.inTable {
		o.flush()
		o.inTable = true
	}
	o.line++
	row := o.place()
	row.Header = header
	r.give(o.to, row)
}

func (o *rtfOutput) place() inspect.Row {
	return inspect.Row{Place: inspect.Place{Path: o.f.path, Part: o.part, Line: o.line}, Table: o.tables, Hidden: o.f.hidden}
}

// endTable counts the table that has ended and gives those that were inside it.
func (o *rtfOutput) endTable() {
	o.inTable = false
	o.tables++
	if o.late.give(o.to, o.place()) {
		o.tables++
	}
	o.line = 0
}

// flush gives the running text so far.
func (o *rtfOutput) flush() {
	if s := o.shown.String(); strings.TrimSpace(s) != "" {
		o.to.text(o.part, 0, o.f.hidden, s)
	}
	if s := o.unseen.String(); strings.TrimSpace(s) != "" {
		o.to.text(o.part, 0, true, s)
	}
	o.shown.Reset()
	o.unseen.Reset()
}

func (o *rtfOutput) finish() {
	o.text()
	o.flush()
	o.endTable()
}
