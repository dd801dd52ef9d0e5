package extract

import "slices"

// Lines of one cell stand closer than cells do. Where that shows, lines are put
// together to rows by it, however cells are set in their rows: a name in the
// middle beside an address of three lines.

// pdfCell is a cell's run of lines in a block.
type pdfCell struct{ from, to int }

// spacedRows gives the row of each line, counted from 0; nil when the spaces do
// not tell.
func spacedRows(lines []pdfLine, gutters []pdfGap) (rows []int) {
	columns := make([][]int, len(gutters)+1) // the lines that fill a column
	for i, l := range lines {
		for c, cell := range l.cells(gutters) {
			if cell != "" {
				columns[c] = append(columns[c], i)
			}
		}
	}
	leading := leadingOf(lines, columns)
	if leading == 0 || !anchored(lines, columns, leading) {
		return nil
	}
	var cells []pdfCell
	for _, column := range columns {
		for i := 0; i < len(column); {
			j := i + 1
			for j < len(column) && below(lines, column[j-1], column[j]) <= leading {
				j++
			}
			cells = append(cells, pdfCell{column[i], column[j-1]})
			i = j
		}
	}
	return joinRows(lines, cells)
}

// below is how far line b stands under line a.
func below(lines []pdfLine, a, b int) float32 { return lines[a][0].middle() - lines[b][0].middle() }

// leadingOf is the widest step between two lines of one cell; 0 when no column
// has lines at two distances.
func leadingOf(lines []pdfLine, columns [][]int) float32 {
	var steps []float32
	for _, column := range columns {
		for i := 1; i < len(column); i++ {
			steps = append(steps, below(lines, column[i-1], column[i]))
		}
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	least := steps[len(steps)/50]
	return 1.04*least + 0.3
}

// anchored is set when one column keeps its lines apart: its cells have one
// line each, and tell rows from lines.
func anchored(lines []pdfLine, columns [][]int, leading float32) bool {
	most, wrapped := 0, false
	for _, column := range columns {
		most = max(most, len(column))
	}
	for _, column := range columns {
		close := 0
		for i := 1; i < len(column); i++ {
			if below(lines, column[i-1], column[i]) <= leading {
				close++
			}
		}
		wrapped = wrapped || close > 0
		if n := len(column); n >= 3 && n*3 >= most && close*20 <= n {
			return true
		}
	}
	return false
}

// joinRows makes one row of all cells that stand beside each other.
func joinRows(lines []pdfLine, cells []pdfCell) []int {
	rows := make([]int, len(lines))
	for i := range rows {
		rows[i] = i
	}
	for _, c := range cells {
		for i := c.from + 1; i <= c.to; i++ {
			rows[i] = min(rows[i], rows[c.from])
		}
	}
	for i := 1; i < len(rows); i++ { // rows are runs of lines
		rows[i] = max(rows[i], rows[i-1])
		if rows[i] > rows[i-1] {
			rows[i] = i
		}
	}
	return rows
}
