package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// A row of a list of households has all their members in one cell: "Bo Riis
// (20.10.1966), Eva Riis (16.10.1987)". Each is made a row of their own, with the
// other cells of the household.

// maxListed bounds the people of one cell, and longestListed its bytes.
const maxListed, longestListed = 40, 4000

// listedColumn is the column of lists of people with a value behind each, counted
// from 1; 0 when there is none.
func listedColumn(rows []inspect.Row, width int) int {
	rows = rows[:min(len(rows), joinedSample)]
	for i := range width {
		cells, several, people, known := 0, 0, 0, 0
		for _, r := range rows {
			if i >= len(r.Cells) || digitsIn(r.Cells[i]) < leastJoined {
				continue
			}
			cells++
			list := listedPeople(r.Cells[i])
			if len(list) > 1 {
				several++
			}
			for _, p := range list {
				people++
				if name, _ := splitName(p, true); parseName(name).given {
					known++
				}
			}
		}
		if several >= 2 && several*2 >= cells && known*10 >= people*4 {
			return i + 1
		}
	}
	return 0
}

// listedPeople are the people of a cell, each a name and a value; nil when a part of
// it is anything else.
func listedPeople(cell string) (list []string) {
	if len(cell) > longestListed {
		return nil
	}
	for rest := cell; rest != ""; {
		end := listedEnd(rest)
		p := strings.Trim(rest[:end], " ,;/\n")
		rest = rest[end:]
		if p == "" {
			continue
		}
		if _, value := splitName(p, true); value == "" || len(list) == maxListed {
			return nil
		}
		list = append(list, p)
	}
	return list
}

// listedEnd is where the first of several people in a cell ends: behind the bracket
// around the value, or else at the next mark between people.
func listedEnd(s string) int {
	if i := strings.IndexByte(s, ')'); i >= 0 {
		return i + 1
	}
	if i := strings.IndexAny(s, ";\n"); i >= 0 {
		return i + 1
	}
	return len(s)
}

// unlisted makes a row of each person listed in the row's cell. A heading, "Members
// (born)", is parted as well, as the values stand in a column of their own then.
func (s *reshape) unlisted(r inspect.Row) []inspect.Row {
	i := s.listed - 1
	if i >= len(r.Cells) {
		return []inspect.Row{s.parted(r)}
	}
	list := listedPeople(r.Cells[i])
	if len(list) == 0 {
		out := s.parted(r)
		head, rest, ok := strings.Cut(r.Cells[i], "(")
		if ok && digitsIn(rest) == 0 && len(out.Cells) > len(r.Cells) {
			out.Cells[i], out.Cells[len(r.Cells)] = strings.TrimSpace(head), strings.Trim(rest, " )")
		}
		return []inspect.Row{out}
	}
	parts := make([]inspect.Row, 0, len(list))
	for _, p := range list {
		part := r
		part.Cells = append([]string(nil), r.Cells...)
		part.Cells[i] = p
		parts = append(parts, s.parted(part))
	}
	return parts
}
