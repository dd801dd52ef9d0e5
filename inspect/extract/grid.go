package extract

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// grid collects a table of a document and decides whether it is one: letters
// and newsletters are laid out in tables too, and those are text.
type grid struct {
	to     output
	part   string
	hidden bool
	table  int
	rows   []gridRow
	sure   bool   // decided: rows are passed on as they come
	layout bool   // decided: rows are text
	marks  string // of the quotation that the table stands in, before each line of its cells
}

type gridRow struct {
	cells  []string
	header bool
	hidden bool
}

// gridSample is the number of rows after which the decision is made.
const gridSample = 64

// maxCell is the most bytes of a cell of a table that is one.
const maxCell = 400

func (g *grid) add(r gridRow) {
	if g.sure || g.layout {
		g.give(r)
		return
	}
	g.rows = append(g.rows, r)
	if len(g.rows) == gridSample {
		g.decide()
	}
}

// end passes on what is left.
func (g *grid) end() {
	if !g.sure && !g.layout {
		g.decide()
	}
}

func (g *grid) decide() {
	tabular, filled := 0, 0
	for _, r := range g.rows {
		cells, long := 0, false
		for _, c := range r.cells {
			if strings.TrimSpace(c) != "" {
				cells++
			}
			long = long || len(c) > maxCell
		}
		if cells > 0 {
			filled++
		}
		if cells >= 2 && !long {
			tabular++
		}
	}
	g.sure = tabular > 0 && tabular*2 >= filled
	g.layout = !g.sure
	for _, r := range g.rows {
		g.give(r)
	}
	g.rows = nil
}

func (g *grid) give(r gridRow) {
	if g.sure {
		for i, c := range r.cells {
			r.cells[i] = strings.ReplaceAll(g.unmarked(c), "\n\n", "\n")
		}
		g.to.row(inspect.Row{Place: inspect.Place{Part: g.part}, Table: g.table, Header: r.header, Hidden: g.hidden || r.hidden, Cells: r.cells})
		return
	}
	for _, c := range r.cells {
		if c = strings.TrimSpace(c); c != "" {
			g.to.text(g.part, 0, g.hidden || r.hidden, c)
		}
	}
}

// maxFieldRows is the most rows of a table of labels and values inside a row of another,
// maxFieldLabel the longest such label in bytes.
const (
	maxFieldRows  = 8
	maxFieldLabel = 30
)

// fields are the rows of a table as lines of a label and its value, "" when they are
// something else.
func (g *grid) fields() string {
	if len(g.rows) > maxFieldRows {
		return ""
	}
	var b strings.Builder
	for _, r := range g.rows {
		if len(r.cells) != 2 || r.cells[0] == "" || len(r.cells[0]) > maxFieldLabel || strings.ContainsAny(r.cells[0], "0123456789\n") || len(r.cells[1]) > maxCell {
			return ""
		}
		b.WriteString(strings.TrimRight(r.cells[0], ": ") + ": " + r.cells[1] + "\n")
	}
	return b.String()
}

// begun tells whether a row has said something.
func (r *gridRow) begun() bool {
	return slices.ContainsFunc(r.cells, func(c string) bool { return c != "" })
}

// unmarked takes the marks of quotation off the lines of a cell, as they are no
// part of what a cell of a table says.
func (g *grid) unmarked(cell string) string {
	if g.marks == "" {
		return cell
	}
	return strings.ReplaceAll("\n"+cell, "\n"+g.marks, "\n")[1:]
}
