package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// A record may take more than one row: a number and a name in the first, and below
// them, behind an empty cell, where somebody lives.

// mostBelow is the most rows that go on with a record, and leastBelow the fewest
// records that show it.
const mostBelow, leastBelow = 3, 3

// continued is how many rows go on with each record of a table, behind the first;
// from is the row of the first record. It is 0 for other tables.
func (d *Detector) continued(rows []inspect.Row) (below, from int) {
	for from < len(rows) && !namesFirst(rows[from].Cells) {
		from++
	}
	if from > mostBelow {
		return 0, 0
	}
	records, fit, more, values := 0, 0, 0, 0
	isName := func(r inspect.Row) bool { return namesFirst(r.Cells) }
	isLabel := func(r inspect.Row) bool { return d.headingsIn(r.Cells[:min(len(r.Cells), 2)]) > 0 }
	for i := from; i < len(rows); {
		n := 0
		for i+1+n < len(rows) && isBelow(rows[i+1+n].Cells) {
			n++
		}
		if below == 0 {
			below = n
		}
		if n == 0 || n > mostBelow {
			more++
		} else {
			records++
			fit += count1(n == below && namesFirst(rows[i].Cells))
			next := rows[i+1 : i+1+n]
			values += count1(!slices.ContainsFunc(next, isName) && !slices.ContainsFunc(next, isLabel))
		}
		i += 1 + n
	}
	if records < leastBelow || fit*10 < records*8 || values*10 < records*8 || more*4 > records {
		return 0, 0
	}
	return below, from
}

// isBelow tells whether a row goes on with the record above: its first cell is empty.
func isBelow(cells []string) bool {
	return len(cells) > 1 && strings.TrimSpace(cells[0]) == "" && !isBlank(cells)
}

// namesFirst tells whether one of the first two cells is a person's name, or has the form
// of one behind the number of a row.
func namesFirst(cells []string) bool {
	for i, c := range cells[:min(len(cells), 2)] {
		n := parseName(c)
		if n.person() || i == 1 && digitsIn(cells[0]) > 0 && n.ok && n.full && isCapital(strings.TrimSpace(c)) {
			return true
		}
	}
	return false
}

// whole puts the rows that go on with a record behind its first; those above the
// first record stay.
func whole(rows []inspect.Row, from, width int) (out []inspect.Row) {
	out = slices.Clone(rows[:from])
	for _, r := range rows[from:] {
		last := len(out) - 1
		if !isBelow(r.Cells) || last < from {
			out = append(out, r)
			continue
		}
		out[last] = lengthened(out[last], r, width)
	}
	return out
}

// lengthened is a row of a record with the one below behind it.
func lengthened(above, below inspect.Row, width int) inspect.Row {
	hidden := anyHidden(above) || anyHidden(below) || above.Hidden != below.Hidden
	cells := slices.Clone(above.Cells)
	for len(cells) < width {
		cells = append(cells, "")
	}
	above.Cells = append(cells, below.Cells[1:]...)
	if above.Hidden = above.Hidden && below.Hidden; hidden {
		above.HiddenCells = make([]bool, len(above.Cells))
		for i := range above.HiddenCells {
			above.HiddenCells[i] = true
		}
	}
	return above
}

// widest is how many cells the widest first row of a record has.
func widest(rows []inspect.Row) (width int) {
	for _, r := range rows {
		if !isBelow(r.Cells) {
			width = max(width, len(r.Cells))
		}
	}
	return min(width, maxColumns)
}
