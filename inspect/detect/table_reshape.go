package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// reshape is what is done to every row of a table before its columns are typed:
// tables that stand side by side become one below the other, cells that hold a
// name and a value become two.
type reshape struct {
	every  int   // columns of each table, 0 when there is one
	joined []int // columns of names with something behind them
	listed int   // the column of several such names in a cell, counted from 1
	labels []label
}

// label is a column whose cells begin with what they are: "DOB 26/05/2011".
type label struct {
	at   int
	head heading
}

// isZero tells whether rows stay as they are.
func (s *reshape) isZero() bool {
	return s.every == 0 && len(s.joined) == 0 && s.listed == 0 && len(s.labels) == 0
}

// rows gives the row in its new form.
func (s *reshape) rows(r inspect.Row) (parts []inspect.Row) {
	if s.listed > 0 {
		return s.unlisted(r)
	}
	if s.every == 0 || len(r.Cells) <= s.every {
		return []inspect.Row{s.parted(r)}
	}
	for at := 0; at < len(r.Cells); at += s.every {
		part, end := r, min(at+s.every, len(r.Cells))
		part.Cells, part.HiddenCells = r.Cells[at:end], nil
		if len(r.HiddenCells) >= end {
			part.HiddenCells = r.HiddenCells[at:end]
		}
		if !isBlank(part.Cells) {
			parts = append(parts, s.parted(part))
		}
	}
	return parts
}

// parted puts what stands behind names into cells of its own, at the row's end
// so that the other columns keep their places.
func (s *reshape) parted(r inspect.Row) inspect.Row {
	if len(s.labels) > 0 {
		r.Cells = slices.Clone(r.Cells)
		for _, l := range s.labels {
			if l.at < len(r.Cells) {
				if _, value := cutLabel(r.Cells[l.at]); value != "" {
					r.Cells[l.at] = value
				}
			}
		}
	}
	if len(s.joined) == 0 {
		return r
	}
	if len(s.joined) > 1 {
		return s.paired(r)
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

// paired puts what stands behind each of several names into a cell right of it, as
// every one is a person of their own.
func (s *reshape) paired(r inspect.Row) inspect.Row {
	out := r
	out.Cells, out.HiddenCells = make([]string, 0, len(r.Cells)+len(s.joined)), nil
	for i, c := range r.Cells {
		hidden, more := i < len(r.HiddenCells) && r.HiddenCells[i], ""
		double := slices.Contains(s.joined, i)
		if double {
			if name, rest := splitName(c, true); rest != "" {
				c, more = name, rest
			}
		}
		out.Cells = append(out.Cells, c)
		if double {
			out.Cells = append(out.Cells, more)
		}
		if r.HiddenCells != nil {
			out.HiddenCells = append(out.HiddenCells, hidden)
			if double {
				out.HiddenCells = append(out.HiddenCells, hidden)
			}
		}
	}
	return out
}

// pairs are the columns of names that paired makes.
func (s *reshape) pairs() (at []int) {
	if len(s.joined) < 2 {
		return nil
	}
	for n, i := range s.joined {
		at = append(at, i+n)
	}
	return at
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
	if s.every = d.sideBySide(rows); s.every == 0 {
		s.every = d.repeating(rows, width)
	}
	if s.every > 0 {
		return s
	}
	if s.listed = listedColumn(rows, min(width, maxColumns)); s.listed > 0 {
		s.joined = []int{s.listed - 1}
	} else {
		s.joined = joinedColumns(rows, min(width, maxColumns))
		s.labels = d.labelColumns(rows, min(width, maxColumns))
	}
	return s
}

// cutLabel parts a cell into a word and the figures behind it.
func cutLabel(cell string) (word, value string) {
	i := strings.IndexByte(cell, ' ')
	if i < 2 || i > 10 || i+6 > len(cell) || len(cell) > maxJoined || digitsIn(cell[:i]) > 0 {
		return "", ""
	}
	value = strings.TrimLeft(cell[i:], " :")
	if value == "" || value[0] != '+' && value[0] != '(' && value[0]-'0' >= 10 {
		return "", ""
	}
	return cell[:i], value
}

// labelColumns finds the columns whose cells begin with what they are.
func (d *Detector) labelColumns(rows []inspect.Row, width int) (ls []label) {
	for i := range width {
		var head heading
		n := 0
		for _, r := range rows[:min(len(rows), joinedSample)] {
			if i >= len(r.Cells) || r.Cells[i] == "" {
				continue
			}
			word, _ := cutLabel(r.Cells[i])
			if word == "" {
				n = 0
				break
			}
			if h := d.heading(word); n == 0 && (h.kind == kBirth || h.kind == kPhone) {
				head = h
			} else if n == 0 || h.kind != head.kind {
				n = 0
				break
			}
			n++
		}
		if n > 0 {
			ls = append(ls, label{i, head})
		}
	}
	return ls
}

// sideBySide is the column where a header begins anew that has the same headings
// as the columns before, a name first: two tables stand beside each other.
func (d *Detector) sideBySide(rows []inspect.Row) int {
	for row, r := range rows[:min(len(rows), headerRows)] {
		if !repeatsFirst(r.Cells) || d.headerScore(r) < 4 {
			continue
		}
		cells := trimmedCells(r.Cells)
		for at := 2; at < len(cells); at++ {
			if cells[at] == "" || !strings.EqualFold(cells[at], cells[0]) || !namesPeople(d.heading(cells[0])) && !namesBelow(rows[row+1:]) {
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

// namesBelow tells whether the first column of some rows holds names of people.
func namesBelow(rows []inspect.Row) bool {
	names, n := 0, 0
	for _, r := range rows[:min(len(rows), 6)] {
		if len(r.Cells) > 1 && r.Cells[0] != "" {
			n++
			if m := parseName(r.Cells[0]); m.ok && m.full && (m.given || m.family) {
				names++
			}
		}
	}
	return n >= 2 && names*10 >= n*6
}

// repeatsFirst tells whether the first cell of a row stands there again, as the
// first heading of tables beside each other does.
func repeatsFirst(cells []string) bool {
	if len(cells) == 0 {
		return false
	}
	first := strings.TrimSpace(cells[0])
	for _, c := range cells[1:] {
		if c != "" && strings.EqualFold(strings.TrimSpace(c), first) {
			return true
		}
	}
	return false
}
