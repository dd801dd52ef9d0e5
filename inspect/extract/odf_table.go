package extract

import (
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Repeated rows and columns (ODF 1.3 part 3, 19.677 and 19.678) are bounded:
// a sheet of equal rows says no more after the first hundred.
const (
	maxRepeatedRows  = 100
	maxRepeatedCells = 1 << 14
)

// odfSheet is a sheet being read.
type odfSheet struct {
	name    string
	hidden  bool
	columns []bool // hidden ones
	column  int
	line    int
	repeat  int
	row     inspect.Row
	inCell  bool
	value   string // of the cell's attributes
	typ     string
	text    strings.Builder
	lines   int
	times   int      // of the cell
	note    []string // lines of the open comment
	notes   []string // comments of the row
}

func itoa(n int) string { return strconv.Itoa(n) }

// inSpreadsheet is true inside office:spreadsheet: tables there are sheets.
func (r *odfReader) inSpreadsheet() bool {
	return len(r.stack) > 0 && r.stack[0].name == "spreadsheet" && len(r.tables) == 0
}

func (r *odfReader) startTable(x *xmlReader, name string) {
	switch name {
	case "spreadsheet":
		r.stack = append([]odfOpen{{name: "spreadsheet"}}, r.stack...)
	case "table":
		if r.inSpreadsheet() && r.sheet == nil {
			title := x.attr("name")
			r.sheet = &odfSheet{name: title, hidden: r.veiled[x.attr("style-name")] || strings.HasPrefix(title, "'file:")}
			r.page = title
			return
		}
		r.endLine()
		r.tables = append(r.tables, &docTable{grid: grid{to: r.s, part: r.where(), hidden: r.isHidden(), table: r.count}})
		r.count++
	case "table-column":
		r.columnOf(x)
	case "table-row":
		r.startRow(x)
	case "table-header-rows":
		if len(r.tables) > 0 {
			r.open(name, false)
		}
	case "table-cell", "covered-table-cell":
		r.startCell(x)
	}
}

func (r *odfReader) columnOf(x *xmlReader) {
	sh := r.sheet
	if sh == nil || len(r.tables) > 0 {
		return
	}
	n := max(number(x.attr("number-columns-repeated")), 1)
	hidden := x.attr("visibility") == "collapse" || x.attr("visibility") == "filter"
	for range min(n, r.s.job.limits.Columns-len(sh.columns)) {
		sh.columns = append(sh.columns, hidden)
	}
}

func (r *odfReader) startRow(x *xmlReader) {
	if len(r.tables) > 0 {
		t := r.tables[len(r.tables)-1]
		t.row = gridRow{header: len(r.stack) > 0 && r.stack[len(r.stack)-1].name == "table-header-rows"}
		return
	}
	sh := r.sheet
	if sh == nil {
		return
	}
	sh.repeat = max(number(x.attr("number-rows-repeated")), 1)
	v := x.attr("visibility")
	sh.row = inspect.Row{Place: inspect.Place{Part: r.where(), Line: sh.line + 1}, Hidden: r.isHidden() || v == "collapse" || v == "filter"}
	sh.column = 0
}

func (r *odfReader) startCell(x *xmlReader) {
	if len(r.tables) > 0 {
		t := r.tables[len(r.tables)-1]
		t.cell.Reset()
		return
	}
	sh := r.sheet
	if sh == nil {
		return
	}
	sh.inCell = true
	sh.text.Reset()
	sh.lines = 0
	sh.times = max(number(x.attr("number-columns-repeated")), 1)
	sh.typ = x.attr("value-type")
	sh.value = ""
	switch sh.typ {
	case "date":
		sh.value = shortDate(x.attr("date-value"))
	case "float", "currency", "percentage":
		sh.value = x.attr("value")
	case "string":
		sh.value = x.attr("string-value")
	}
}

// addLine adds a paragraph to the open cell.
func (sh *odfSheet) addLine(line string) {
	if sh.lines > 0 {
		sh.text.WriteByte('\n')
	}
	sh.lines++
	if sh.text.Len() < inspect.MaxText {
		sh.text.WriteString(line)
	}
}

// show is the cell as a person sees it; dates are written alike, and numbers
// too wide for their column, or with an exponent, in full.
func (sh *odfSheet) show() string {
	text := sh.text.String()
	switch {
	case sh.typ == "date" && sh.value != "":
		return sh.value
	case text == "":
		return sh.value
	case sh.typ == "float" && (strings.HasPrefix(text, "###") || strings.Contains(text, "E+")):
		return showNumber([]byte(sh.value), nil, false)
	}
	return text
}

func (r *odfReader) endTable(name string) {
	if len(r.tables) > 0 {
		r.endTextTable(name)
		return
	}
	sh := r.sheet
	if sh == nil {
		return
	}
	switch name {
	case "table-cell", "covered-table-cell":
		sh.endCell(r)
	case "table-row":
		r.endRow()
	case "table":
		r.sheet, r.page = nil, ""
	}
}

func (sh *odfSheet) endCell(r *odfReader) {
	if !sh.inCell {
		return
	}
	sh.inCell = false
	value := sh.show()
	times := min(sh.times, maxRepeatedCells-min(sh.column, maxRepeatedCells))
	if value != "" {
		for i := range min(times, maxRepeatedRows) {
			(&xlsx{opc: r.opc}).put(&sh.row, sh.column+i, value)
		}
	}
	sh.column += times
}

func (r *odfReader) endRow() {
	sh := r.sheet
	giveNotes(r.s, r.where()+" comments", sh.line+1, sh.row.Cells, sh.notes)
	sh.notes = nil
	if len(sh.row.Cells) > 0 {
		if len(sh.columns) > 0 {
			sh.row.HiddenCells = hiddenCells(sh.columns, len(sh.row.Cells))
		}
		for i := range min(sh.repeat, maxRepeatedRows) {
			row := sh.row
			row.Place.Line += i
			row.Cells = append([]string(nil), sh.row.Cells...)
			r.s.row(row)
		}
	}
	sh.line += sh.repeat
	sh.row = inspect.Row{}
}

// hiddenCells are the marks of n cells, nil when none is hidden.
func hiddenCells(columns []bool, n int) []bool {
	columns = columns[:min(len(columns), n)]
	for _, h := range columns {
		if h {
			return columns
		}
	}
	return nil
}

// endTextTable ends parts of a table of a text document.
func (r *odfReader) endTextTable(name string) {
	t := r.tables[len(r.tables)-1]
	switch name {
	case "table-cell", "covered-table-cell":
		t.row.cells = append(t.row.cells, strings.TrimSpace(t.cell.String()))
		t.cell.Reset()
	case "table-row":
		t.add(t.row)
		t.row = gridRow{}
	case "table":
		r.tables = r.tables[:len(r.tables)-1]
		if n := len(r.tables); n == 0 || !t.within(r.tables[n-1]) {
			t.end()
		}
	}
}
