package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// joinedSample is how many rows are looked at for joined cells.
const joinedSample = 40

// joinedColumns are the columns of names with something behind them. Beside one whose
// names are known the names of another need not be.
func joinedColumns(rows []inspect.Row, width int) (like []int) {
	found := false
	rows = slices.Clone(rows[:min(len(rows), joinedSample)])
	rows = slices.DeleteFunc(rows, func(r inspect.Row) bool { return filledCells(r.Cells) < 2 })
	for i := range width {
		switch {
		case joinedColumn(rows, i, false):
			like, found = append(like, i), true
		case joinedColumn(rows, i, true):
			like = append(like, i)
		}
	}
	if found {
		return like
	}
	return nil
}

// joinedColumn tells whether most cells of a column are a person's name with a
// value behind it: "Anna Berg (12-03-1988)", "Berg, Anna, tel. 20 30 40 50". Any full
// name will do where a column beside it has the same form.
func joinedColumn(rows []inspect.Row, i int, beside bool) bool {
	n, split, known := 0, 0, 0
	for _, r := range rows {
		if i >= len(r.Cells) || r.Cells[i] == "" {
			continue
		}
		n++
		name, rest := splitName(r.Cells[i], beside)
		if rest == "" {
			continue
		}
		split++
		if m := parseName(name); m.given || beside && m.full {
			known++
		}
	}
	return n >= 4 && split*10 >= n*6 && known*10 >= split*4
}

// splitName parts a cell into a name and what is said behind it; rest is empty
// when the cell is not of that form. Where the column is known to be of names,
// the name need not be.
func splitName(cell string, column bool) (name, rest string) {
	if len(cell) > 100 || digitsIn(cell) < leastJoined && strings.IndexByte(cell, '@') < 0 || strings.IndexByte(cell, '\n') >= 0 {
		return cell, ""
	}
	for i := 3; i < len(cell); i++ {
		c := cell[i]
		value := (c >= '0' && c <= '9' || c == '+' || c == '*') && cell[i-1] == ' '
		if !value && strings.IndexByte("([<,;", c) < 0 && !strings.HasPrefix(cell[i:], " - ") && !strings.HasPrefix(cell[i:], " – ") {
			continue
		}
		n := parseName(cell[:i])
		if n.ok && (n.full && n.known > 0 || column && n.n > 0) {
			rest = bareValue(cell[i:])
			if len(rest) <= maxJoined && (digitsIn(rest) >= leastJoined || strings.Contains(rest, "@")) {
				return strings.TrimRight(cell[:i], " ,;"), rest
			}
		}
		if value {
			break
		}
	}
	return cell, ""
}

// maxJoined is the longest single value behind a name in bytes; more is a record in
// one cell, to be read as a line.
const maxJoined = 40

// leastJoined is the fewest digits of a value behind a name.
const leastJoined = 6

// bareValue takes off the marks around a value and a short word before digits:
// "(f. 12-03-1988)" is "12-03-1988".
func bareValue(s string) string {
	s = strings.Trim(s, " ()[]<>,;-–*:")
	i := strings.IndexAny(s, "0123456789+")
	if i > 0 && i <= 12 && letters(s[i:]) == 0 && strings.IndexByte(s[:i], '@') < 0 {
		s = s[i:]
	}
	return s
}
