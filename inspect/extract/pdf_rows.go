package extract

import (
	"slices"
	"strings"
	"unicode"
)

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
	if leading == 0 {
		return nil
	}
	key := anchor(lines, columns, leading)
	if key < 0 && !wrapsCells(lines, gutters, columns, leading) {
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
	if rows = joinRows(lines, cells); key >= 0 && merges(rows, columns[key]) {
		return nil
	}
	return rows
}

// below is how far line b stands under line a.
func below(lines []pdfLine, a, b int) float32 { return lines[a][0].middle() - lines[b][0].middle() }

// leadingOf is the widest step between two lines of one cell; 0 when no column
// has lines at two distances.
func leadingOf(lines []pdfLine, columns [][]int) float32 {
	var steps []float32
	for _, column := range columns {
		for i := 1; i < len(column); i++ {
			if d := below(lines, column[i-1], column[i]); d > 0.7*lines[column[i]][0].height() {
				steps = append(steps, d)
			}
		}
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	least := steps[min(len(steps)/50, 1)]
	return 1.04*least + 0.3
}

// anchor is a column that keeps its lines apart: its cells have one line each, and
// tell rows from lines. It is -1 when there is none.
func anchor(lines []pdfLine, columns [][]int, leading float32) int {
	most := 0
	for _, column := range columns {
		most = max(most, len(column))
	}
	for c, column := range columns {
		close := 0
		for i := 1; i < len(column); i++ {
			if below(lines, column[i-1], column[i]) <= leading {
				close++
			}
		}
		if n := len(column); n >= 3 && n*3 >= most && close*20 <= n {
			return c
		}
	}
	return -1
}

// merges is set when rows hold several cells of the anchor: lines of all rows are
// equally far apart, and spaces do not tell.
func merges(rows, anchor []int) bool {
	twice := 0
	for i := 1; i < len(anchor); i++ {
		if rows[anchor[i]] == rows[anchor[i-1]] {
			twice++
		}
	}
	return twice*20 > len(anchor)
}

// wrapsCells is set when the lines of a column's cells differ, and the cells are
// alike when they are joined: "04-03-" above "2011" everywhere. Rows that stand
// close have the same above each other.
func wrapsCells(lines []pdfLine, gutters []pdfGap, columns [][]int, leading float32) bool {
	for c, column := range columns {
		shapes := map[string]int{} // of cells
		common, same, differ := "", 0, 0
		for i := 0; i < len(column); {
			first := lines[column[i]].column(gutters, c).all()
			cell, from := first, i
			for i++; i < len(column) && below(lines, column[i-1], column[i]) <= leading; i++ {
				line := lines[column[i]].column(gutters, c).all()
				if cell = joinWrapped(cell, line); i > from+1 {
					continue
				}
				if shape(first) == shape(line) {
					same++
				} else {
					differ++
				}
			}
			s := shape(cell)
			if shapes[s]++; shapes[s] > shapes[common] {
				common = s
			}
		}
		if strings.Contains(common, "9") && differ >= 3 && same*10 <= differ && shapes[common] >= 4 && shapes[common]*10 >= (len(column)-differ)*6 {
			return true
		}
	}
	return false
}

// shape is s with a 9 for each digit and an a for each run of letters.
func shape(s string) string {
	var b strings.Builder
	before := ' '
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			r = '9'
		case unicode.IsLetter(r):
			r = 'a'
		}
		if r != 'a' || before != 'a' {
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// column are the words of a line in one column.
func (l pdfLine) column(gutters []pdfGap, c int) pdfLine {
	from, to := float32(-1e9), float32(1e9)
	if c > 0 {
		from = gutters[c-1].middle()
	}
	if c < len(gutters) {
		to = gutters[c].middle()
	}
	return l.between(from, to)
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

// rows gives the lines as rows; cells that run over several lines are joined.
func (b pdfBlock) rows(lines []pdfLine) (all [][]string) {
	closest := float32(1e9)
	for i := 1; i < len(lines); i++ {
		closest = min(closest, pitch(lines, i))
	}
	rows := b.ruledRows(lines)
	if rows == nil {
		rows = spacedRows(lines, b.gutters)
	}
	for i, l := range lines {
		cells := l.cells(b.gutters)
		if i == 0 || rows != nil && rows[i] != rows[i-1] || rows == nil && !b.goesOn(lines, i, cells, closest) {
			all = append(all, cells)
			continue
		}
		joinRow(all[len(all)-1], cells)
	}
	return all
}

// joinRow joins the cells of a row with the next line of it.
func joinRow(row, cells []string) {
	for c := range row {
		row[c] = joinWrapped(row[c], cells[c])
	}
}

// pitch is how far line i stands below the one above.
func pitch(lines []pdfLine, i int) float32 { return lines[i-1][0].middle() - lines[i][0].middle() }

// goesOn tells whether line i belongs to the row of the line above: the two
// overlap in height, in different columns (a cell of two lines beside one of
// one), or one of them fills only some cells, not the first, and they stand
// closer than rows do.
func (b pdfBlock) goesOn(lines []pdfLine, i int, cells []string, closest float32) bool {
	d, h := pitch(lines, i), min(lines[i][0].height(), lines[i-1][0].height())
	if d < 0.85*h && apartInColumns(cells, lines[i-1].cells(b.gutters)) {
		return true
	}
	if d > 1.08*closest {
		return false
	}
	if !partial(cells) {
		above := lines[i-1].cells(b.gutters)
		return partial(above) && i > 1 && d < 0.96*pitch(lines, i-1)
	}
	if i+1 < len(lines) && pitch(lines, i+1) < 0.96*d {
		return false
	}
	for j := max(1, i-20); j < min(len(lines), i+20); j++ {
		if pitch(lines, j) > 1.15*closest {
			return true
		}
	}
	return false
}

// partial is set for a line with few cells, not the first.
func partial(cells []string) bool { return cells[0] == "" && filled(cells)*2 <= len(cells) }

// apartInColumns is set when no column is filled in both lines.
func apartInColumns(a, b []string) bool {
	for i := range a {
		if a[i] != "" && b[i] != "" {
			return false
		}
	}
	return true
}

// joinWrapped joins two lines of a cell or paragraph. Addresses and numbers that were
// cut for want of a blank are put together again.
func joinWrapped(a, b string) string {
	cut, blank := seam(a, b)
	return a[:len(a)-cut] + blank + b
}

// longTail is more than the last word of a text in bytes.
const longTail = 300

// appendWrapped is joinWrapped for a text that grows line by line.
func appendWrapped(a []byte, b string) []byte {
	cut, blank := seam(string(a[max(0, len(a)-longTail):]), b)
	return append(append(a[:len(a)-cut], blank...), b...)
}

// seam is what joins two lines: how many bytes to cut off the first, and what to put
// between them.
func seam(a, b string) (cut int, blank string) {
	last := a[strings.LastIndexByte(a, ' ')+1:]
	switch {
	case a == "" || b == "":
		return 0, ""
	case cutWord(a, b):
		return 1, ""
	case strings.HasSuffix(a, "-"), strings.Contains(last, "@") && !strings.Contains(b, "@"), strings.HasPrefix(b, "@"), strings.HasPrefix(last, "http"):
		return 0, ""
	case len(last) == len(a) && len(a) >= 7 && len(b) <= 3 && digits(a) && digits(b): // a number that did not fit
		return 0, ""
	}
	return 0, " "
}

func digits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}
