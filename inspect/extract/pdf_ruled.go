package extract

import (
	"cmp"
	"slices"

	"github.com/postlock/postlock/inspect/extract/pdftext"
)

// ruledRows gives the row of each line, counted by lines, where rules are drawn
// between the rows of a block; nil when there are none, or when they part groups
// of rows.
func (b pdfBlock) ruledRows(lines []pdfLine) []int {
	left, right := float32(1e9), float32(-1e9)
	for _, l := range lines {
		left, right = min(left, l[0].left), max(right, l.right())
	}
	at := across(b.rules, left, right)
	if len(at) == 0 {
		return nil
	}
	rows, groups := make([]int, len(lines)), 1
	for i := 1; i < len(lines); i++ {
		rows[i] = rows[i-1]
		if between(at, lines[i][0].middle(), lines[i-1][0].middle()) {
			rows[i] = i
			groups++
		}
	}
	if groups < 3 || !b.wrapped(lines, rows) {
		return nil
	}
	return rows
}

// across are the places, from the top, where rules run across most of the width.
func across(rules []pdftext.Rule, left, right float32) (at []float32) {
	rules = slices.Clone(rules)
	slices.SortFunc(rules, func(a, b pdftext.Rule) int { return cmp.Or(-cmp.Compare(a.Y, b.Y), cmp.Compare(a.Left, b.Left)) })
	for from := 0; from < len(rules); {
		to := from + 1
		for to < len(rules) && rules[from].Y-rules[to].Y < 1 {
			to++
		}
		same := rules[from:to]
		slices.SortFunc(same, func(a, b pdftext.Rule) int { return cmp.Compare(a.Left, b.Left) })
		covered, end := float32(0), left
		for _, r := range same {
			if a, z := max(r.Left, end), min(r.Right, right); z > a {
				covered += z - a
				end = z
			}
		}
		if covered > 0.6*(right-left) {
			at = append(at, rules[from].Y)
		}
		from = to
	}
	return at
}

// between tells whether one of the sorted places lies between two heights.
func between(at []float32, low, high float32) bool {
	i, _ := slices.BinarySearchFunc(at, high, func(a, b float32) int { return -cmp.Compare(a, b) })
	return i < len(at) && at[i] > low
}

// wrapped is set when the lines between two rules are mostly those of one row: a
// cell has fewer of them than another. Rules may also part groups of rows.
func (b pdfBlock) wrapped(lines []pdfLine, rows []int) bool {
	several, even := 0, 0
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && rows[to] == rows[from] {
			to++
		}
		if to-from > 1 {
			several++
			count := make([]int, len(b.gutters)+1)
			for _, l := range lines[from:to] {
				for c, cell := range l.cells(b.gutters) {
					if cell != "" {
						count[c]++
					}
				}
			}
			count = slices.DeleteFunc(count, func(n int) bool { return n == 0 })
			if slices.Min(count) == to-from {
				even++
			}
		}
		from = to
	}
	return even*2 <= several
}
