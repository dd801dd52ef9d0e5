package extract

import (
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// isSYLK tells a sheet in Microsoft's symbolic link format from a table whose
// first column is called ID: its records of cells follow.
func isSYLK(t string) bool {
	if !strings.HasPrefix(t, "ID;P") {
		return false
	}
	t = strings.ReplaceAll(t[:min(len(t), 16<<10)], "\r", "\n")
	return strings.Contains(t, "\nC;") && (strings.Contains(t, ";X1") || strings.Contains(t, ";Y1")) && strings.Contains(t, ";K")
}

// readSYLK reads a symbolic link sheet (.slk), which spreadsheets save: C records
// hold cells, F and P records their formats.
func readSYLK(f *file, to output) error {
	r := &sylk{rows: rowGatherer{to: to, path: f.path, hidden: f.hidden}}
	text := decode(f.data, f.charset)
	for len(text) > 0 && !to.stopped() {
		var line []byte
		line, text = oneLine(text)
		r.record(string(line))
	}
	r.rows.flush()
	return nil
}

type sylk struct {
	rows    rowGatherer
	x, y    int // of the cell, from 1
	formats []string
	format  int // of the next cell
}

// record is letters and fields, parted by semicolons; two make one that is meant.
func (r *sylk) record(line string) {
	fields := strings.Split(strings.ReplaceAll(line, ";;", "\x00"), ";")
	for i := range fields {
		fields[i] = strings.ReplaceAll(fields[i], "\x00", ";")
	}
	if len(fields) < 2 || len(fields[1]) == 0 {
		return
	}
	if fields[0] == "P" && fields[1][0] == 'P' && len(r.formats) < 1<<12 {
		r.formats = append(r.formats, fields[1][1:])
	}
	if fields[0] != "C" && fields[0] != "F" {
		return
	}
	value, given := "", false
	for _, field := range fields[1:] {
		if field == "" {
			continue
		}
		switch n := number(field[1:]); field[0] {
		case 'X':
			r.x = n
		case 'Y':
			r.y = n
		case 'P':
			r.format = n
		case 'K':
			value, given = field[1:], true
		case 'A': // a comment
			if fields[0] == "C" {
				r.rows.to.text("comments", r.y, true, field[1:])
			}
		}
	}
	if given {
		r.rows.put(r.y, max(r.x, 1)-1, r.show(value))
		r.format = 0
	}
}

// show takes the quotes off a text, and gives a number as its format shows it.
func (r *sylk) show(value string) string {
	if strings.HasPrefix(value, `"`) {
		return strings.TrimSuffix(value[1:], `"`)
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || r.format >= len(r.formats) {
		return value
	}
	if f := parseNumberFormat(strings.ReplaceAll(r.formats[r.format], `\`, "")); !f.general {
		return f.show(v, false)
	}
	return value
}

// isDIF tells a sheet in Software Arts' data interchange format.
func isDIF(t string) bool {
	return strings.HasPrefix(t, "TABLE\n0,1\n") || strings.HasPrefix(t, "TABLE\r\n0,1\r\n")
}

// readDIF reads a data interchange sheet (.dif): pairs of lines, the first with a
// kind and a number, the second with a text. -1 begins a row or ends the data.
func readDIF(f *file, to output) error {
	rows := rowGatherer{to: to, path: f.path, hidden: f.hidden}
	text := decode(f.data, f.charset)
	row, column, data := 0, 0, false
	for len(text) > 0 && !to.stopped() {
		var head, value []byte
		if head, text = oneLine(text); !data && string(head) != "DATA" {
			continue
		} else if !data {
			data = true
			_, text = oneLine(text)
			_, text = oneLine(text)
			continue
		}
		value, text = oneLine(text)
		kind, n, _ := strings.Cut(string(head), ",")
		switch strings.TrimSpace(kind) {
		case "-1":
			row, column = row+1, 0
			continue
		case "0":
			if s := string(value); s != "V" { // TRUE, FALSE, NA, ERROR
				n = s
			}
		default:
			n = strings.Trim(string(value), `"`)
		}
		rows.put(row, column, n)
		column++
	}
	rows.flush()
	return nil
}

// rowGatherer makes rows of cells that come one by one.
type rowGatherer struct {
	to     output
	path   string
	hidden bool
	row    int
	cells  []string
}

// maxGap is how many empty cells before a cell are given as such.
const maxGap = 1024

// put sets a cell; one of another row ends the row before. Columns count from 0.
func (g *rowGatherer) put(row, column int, value string) {
	if row != g.row {
		g.flush()
		g.row = row
	}
	if column > len(g.cells)+maxGap {
		column = len(g.cells)
	}
	for column >= len(g.cells) {
		g.cells = append(g.cells, "")
	}
	g.cells[column] = value
}

func (g *rowGatherer) flush() {
	if len(g.cells) > 0 {
		g.to.row(inspect.Row{Place: inspect.Place{Path: g.path, Line: g.row}, Hidden: g.hidden, Cells: g.cells})
	}
	g.cells = nil
}
