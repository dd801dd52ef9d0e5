package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// reshape is what is done to every row of a table before its columns are typed:
// tables that stand side by side become one below the other, cells that hold a
// name and a value become two.
type reshape struct {
	at     int   // where the second table begins, 0 when there is one
	joined []int // columns of names with something behind them
}

// isZero tells whether rows stay as they are.
func (s *reshape) isZero() bool { return s.at == 0 && len(s.joined) == 0 }

// rows gives the row in its new form.
func (s *reshape) rows(r inspect.Row) []inspect.Row {
	if s.at == 0 || len(r.Cells) <= s.at {
		return []inspect.Row{s.parted(r)}
	}
	left, right := r, r
	left.Cells, right.Cells = r.Cells[:s.at], r.Cells[s.at:]
	if len(r.HiddenCells) > s.at {
		left.HiddenCells, right.HiddenCells = r.HiddenCells[:s.at], r.HiddenCells[s.at:]
	}
	return []inspect.Row{s.parted(left), s.parted(right)}
}

// parted puts what stands behind names into cells of its own, at the row's end
// so that the other columns keep their places.
func (s *reshape) parted(r inspect.Row) inspect.Row {
	if len(s.joined) == 0 {
		return r
	}
	out := r
	out.Cells = append([]string(nil), r.Cells...)
	for _, i := range s.joined {
		rest := ""
		if i < len(out.Cells) {
			if name, more := splitName(out.Cells[i], true); more != "" {
				out.Cells[i], rest = name, more
			}
		}
		out.Cells = append(out.Cells, rest)
	}
	if r.HiddenCells != nil {
		out.HiddenCells = append([]bool(nil), r.HiddenCells...)
		for range s.joined {
			out.HiddenCells = append(out.HiddenCells, anyHidden(r))
		}
	}
	return out
}

// findShape looks at the first rows of a table.
func (d *Detector) findShape(rows []inspect.Row) (s reshape) {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.Cells))
	}
	if width < 2 {
		return s
	}
	s.at = d.sideBySide(rows)
	for i := 0; i < min(width, maxColumns) && s.at == 0; i++ {
		if joinedColumn(rows, i, width) {
			s.joined = append(s.joined, i)
		}
	}
	return s
}

// sideBySide is the column where a header begins anew that has the same headings
// as the columns before, a name first: two tables stand beside each other.
func (d *Detector) sideBySide(rows []inspect.Row) int {
	for _, r := range rows[:min(len(rows), headerRows)] {
		if d.headerScore(r) < 4 {
			continue
		}
		cells := trimmedCells(r.Cells)
		for at := 2; at < len(cells); at++ {
			if cells[at] == "" || !strings.EqualFold(cells[at], cells[0]) || !namesPeople(d.heading(cells[0])) {
				continue
			}
			same, other := 0, 0
			for i := 0; at+i < len(cells); i++ {
				switch {
				case strings.EqualFold(cells[i], cells[at+i]) && cells[i] != "":
					same++
				case cells[i] != "" && cells[at+i] != "":
					other++
				}
			}
			if same >= 2 && other == 0 {
				return at
			}
		}
	}
	return 0
}

func namesPeople(h heading) bool {
	return h.kind == kFull || h.kind == kGiven || h.kind == kFamily
}

func trimmedCells(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.TrimSpace(c)
	}
	return out
}

// joinedSample is how many rows are looked at for joined cells.
const joinedSample = 40

// joinedColumn tells whether most cells of a column are a person's name with a
// value behind it: "Anna Berg (12-03-1988)", "Berg, Anna, tel. 20 30 40 50".
func joinedColumn(rows []inspect.Row, i, width int) bool {
	n, split, known := 0, 0, 0
	for _, r := range rows[:min(len(rows), joinedSample)] {
		if i >= len(r.Cells) || filledCells(r.Cells) < 2 || r.Cells[i] == "" {
			continue
		}
		n++
		name, rest := splitName(r.Cells[i], false)
		if rest == "" {
			continue
		}
		split++
		if m := parseName(name); m.given {
			known++
		}
	}
	return n >= 4 && split*10 >= n*6 && known*10 >= split*4
}

// splitName parts a cell into a name and what is said behind it; rest is empty
// when the cell is not of that form. Where the column is known to be of names,
// the name need not be.
func splitName(cell string, column bool) (name, rest string) {
	if len(cell) > 100 || strings.Contains(cell, "\n") {
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
			if digitsIn(rest) >= 6 || strings.Contains(rest, "@") {
				return strings.TrimRight(cell[:i], " ,;"), rest
			}
		}
		if value {
			break
		}
	}
	return cell, ""
}

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

func letters(s string) (n int) {
	for i := range len(s) {
		if c := s[i] | 0x20; c >= 'a' && c <= 'z' || s[i] >= 0x80 {
			n++
		}
	}
	return n
}
