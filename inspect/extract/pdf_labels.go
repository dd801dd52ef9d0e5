package extract

import (
	"cmp"
	"iter"
	"regexp"
	"slices"
	"strings"
)

// Labels stand in columns and rows like a table, but each of them is a record of
// a few lines: what stands beside it is somebody else's.

// What makes a sheet of labels.
const (
	minLabels     = 4
	minLabelLines = 2
	maxLabelLines = 8
	maxLabelWords = 3000 // of a page; more are no labels
)

// pdfLabel are words that touch, or nearly, from line to line.
type pdfLabel struct {
	lines       []pdfLine
	left, right float32
}

// labels gives the labels of a page, from left to right and downwards; nil when it
// is another page. Lines that stand around them are pieces of their own.
func labels(lines []pdfLine) (ps []pdfPiece) {
	words := 0
	for _, l := range lines {
		words += len(l)
	}
	if words > maxLabelWords || words < 2*minLabels {
		return nil
	}
	columns := commonLefts(lines)
	for _, step := range []float32{1.8, closeStep(lines, columns)} {
		if groups := grouped(lines, columns, step); areLabels(groups) {
			for _, g := range inBands(groups) {
				ps = append(ps, pdfPiece{kind: label, lines: g.lines})
			}
			return ps
		}
	}
	return nil
}

// grouped joins the words of each line with those above them that are no more than
// a step away, in heights.
func grouped(lines []pdfLine, columns []float32, step float32) (groups []*pdfLabel) {
	var open []*pdfLabel // those that may go on
	for _, l := range lines {
		kept := open[:0]
		for _, g := range open {
			if last := g.lines[len(g.lines)-1][0]; last.middle()-l[0].middle() < 2*last.height() {
				kept = append(kept, g)
			}
		}
		open = kept
		for cell := range l.stretches(columns) {
			left, right := cell[0].left, cell.right()
			to := above(open, cell, step)
			if to == nil {
				to = &pdfLabel{left: left, right: right}
				groups, open = append(groups, to), append(open, to)
			}
			to.lines, to.left, to.right = append(to.lines, cell), min(to.left, left), max(to.right, right)
		}
	}
	return groups
}

// above is the label that a stretch stands below; nil when none is that close.
func above(open []*pdfLabel, cell pdfLine, step float32) *pdfLabel {
	for _, g := range open {
		last := g.lines[len(g.lines)-1][0]
		if d := last.middle() - cell[0].middle(); cell[0].left < g.right && cell.right() > g.left && d > 0.3*cell[0].height() && d < step*last.height() {
			return g
		}
	}
	return nil
}

// closeStep is a little more than how far the lines of one cell stand apart, in
// heights.
func closeStep(lines []pdfLine, columns []float32) float32 {
	var steps []float32
	var before []pdfLine // the stretches above, the last at each place
	for _, l := range lines {
		for cell := range l.stretches(columns) {
			i := slices.IndexFunc(before, func(b pdfLine) bool { return cell[0].left < b.right() && cell.right() > b[0].left })
			if i < 0 {
				before = append(before, cell)
				continue
			}
			if d := (before[i][0].middle() - cell[0].middle()) / cell[0].height(); d > 0.7 {
				steps = append(steps, d)
			}
			before[i] = cell
		}
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return 1.1*steps[len(steps)/10] + 0.02
}

// stretches are the parts of a line between gaps wider than any blank, or before
// a place where lines begin in many others.
func (l pdfLine) stretches(columns []float32) iter.Seq[pdfLine] {
	return func(yield func(pdfLine) bool) {
		from := 0
		for i := 1; i <= len(l); i++ {
			if i == len(l) || l[i].left-l[i-1].right > 0.9*l[i].height() || slices.ContainsFunc(columns, func(x float32) bool { return near(x, l[i].left) }) {
				if !yield(l[from:i:i]) {
					return
				}
				from = i
			}
		}
	}
}

// commonLefts are the places where stretches of several lines begin.
func commonLefts(lines []pdfLine) (columns []float32) {
	var lefts []float32
	for _, l := range lines {
		for cell := range l.stretches(nil) {
			lefts = append(lefts, cell[0].left)
		}
	}
	slices.Sort(lefts)
	for i := 0; i < len(lefts); {
		j := i + 1
		for j < len(lefts) && near(lefts[j], lefts[i]) {
			j++
		}
		if (j-i)*10 >= len(lines) && j-i > 2 {
			columns = append(columns, lefts[i])
		}
		i = j
	}
	return columns
}

// areLabels tells whether nearly all groups are labels: a few lines of which the first
// has no digit but those of a date and the others have some, in columns of which there
// are several.
func areLabels(groups []*pdfLabel) bool {
	var lefts []float32
	for _, g := range groups {
		if n := len(g.lines); n < minLabelLines || n > maxLabelLines || digitIn(dateless(g.lines[0].all())) {
			continue
		}
		if slices.ContainsFunc(g.lines[1:], func(l pdfLine) bool { return digitIn(l.all()) }) {
			lefts = append(lefts, g.left)
		}
	}
	if len(lefts) < minLabels || len(lefts)*10 < len(groups)*8 {
		return false
	}
	slices.Sort(lefts)
	columns, most := 0, 0
	for i := 0; i < len(lefts); {
		j := i
		for j < len(lefts) && lefts[j]-lefts[i] < 3 {
			j++
		}
		if j-i >= 2 {
			columns++
			most += j - i
		}
		i = j
	}
	return columns >= 2 && most*10 >= len(lefts)*8
}

// dated is a date, or a year in brackets, at the end of a text.
var dated = regexp.MustCompile(`\pL[\pL .'’-]*[ ,(]+(?:[^ (]{0,4} ?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\(\d{4})\)?$`)

// dateless is s without the date that it ends with, behind a name.
func dateless(s string) string {
	if !digitIn(s) || !dated.MatchString(s) {
		return s
	}
	return strings.TrimRight(s, "0123456789./-)( ")
}

func digitIn(s string) bool { return strings.ContainsAny(s, "0123456789") }

// inBands sorts labels that begin at about one height from left to right.
func inBands(groups []*pdfLabel) []*pdfLabel {
	top := func(g *pdfLabel) float32 { return g.lines[0][0].top }
	slices.SortStableFunc(groups, func(a, b *pdfLabel) int { return cmp.Compare(top(b), top(a)) })
	for from := 0; from < len(groups); {
		to := from
		for to < len(groups) && top(groups[from])-top(groups[to]) < 2*groups[from].lines[0][0].height() {
			to++
		}
		slices.SortStableFunc(groups[from:to], func(a, b *pdfLabel) int { return cmp.Compare(a.left, b.left) })
		from = to
	}
	return groups
}
