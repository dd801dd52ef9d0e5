package extract

import (
	"strings"

	"github.com/postlock/postlock/inspect/extract/pdftext"
)

// pdfGap is a stretch without words.
type pdfGap struct{ from, to float32 }

func (g pdfGap) middle() float32 { return (g.from + g.to) / 2 }

// minGutter is the narrowest space between two columns, in points.
const minGutter = 2.5

// narrow keeps of the gutters what line l leaves empty. The space left and
// right of a line belongs to every gutter.
func narrow(gutters []pdfGap, l pdfLine) (kept []pdfGap) {
	for _, g := range gutters {
		pieces := []pdfGap{g}
		for _, w := range l {
			var next []pdfGap
			for _, p := range pieces {
				if w.right <= p.from || w.left >= p.to {
					next = append(next, p)
					continue
				}
				if w.left-p.from > minGutter {
					next = append(next, pdfGap{p.from, w.left})
				}
				if p.to-w.right > minGutter {
					next = append(next, pdfGap{w.right, p.to})
				}
			}
			pieces = next
		}
		kept = append(kept, pieces...)
	}
	return kept
}

// pdfBlock is a number of lines with common gutters.
type pdfBlock struct {
	lines   int
	gutters []pdfGap
	rules   []pdftext.Rule // of the page
}

// maxBlockLines bounds the work for one block.
const maxBlockLines = 2000

// blockAt finds the longest block that begins with the first line; lines is 0
// when fewer than three lines keep columns.
func blockAt(lines []pdfLine) (b pdfBlock) {
	gutters := lines[0].gaps()
	if len(gutters) == 0 {
		return b
	}
	b = common(lines, gutters, true)
	if n := b.stacked(lines); n > 0 {
		b = common(lines[:n], gutters, true)
	}
	if len(gutters) == 1 {
		return b
	}
	// Blanks of justified text look like gutters in a line; few of them last.
	if c := common(lines[:min(len(lines), maxProseLines)], gutters, false); c.lines > 2*b.lines && c.prose(lines[:c.lines]) {
		return c
	}
	return b
}

// maxProseLines bounds the work for columns of justified text, which is done for
// many lines again.
const maxProseLines = 150

// common follows gutters downwards; steady is set when half of them must last.
func common(lines []pdfLine, gutters []pdfGap, steady bool) (b pdfBlock) {
	wide := 0 // lines with words in more than one column
	n := 0
	for n < min(len(lines), maxBlockLines) {
		if n > 0 && apart(lines[n-1], lines[n]) {
			break
		}
		kept := narrow(gutters, lines[n])
		if len(kept) == 0 || steady && len(kept) < (len(gutters)+1)/2 {
			break
		}
		gutters = kept
		if len(lines[n].cells(gutters)) > 1 && filled(lines[n].cells(gutters)) > 1 {
			wide++
		}
		n++
	}
	if n < 3 || wide < 3 {
		return b
	}
	return pdfBlock{lines: n, gutters: gutters}.refine(lines[:n])
}

// slot is the resolution, in points, at which a block's columns are told.
const slot = 0.5

// A gap of a hairline, in points, parts columns where that many lines have words
// on both sides of it: numbers that are set to the right end just before the
// next column begins. Blanks of running text never stand below each other so
// often.
const (
	hairline  = 1
	minBeside = 8
)

// beside counts the lines with words on both sides of a gap.
func beside(lines []pdfLine, gap pdfGap) (n int) {
	middle := gap.middle()
	for _, l := range lines {
		if l[0].left < middle && l[len(l)-1].left > middle {
			n++
		}
	}
	return n
}

// refine finds the gutters anew from all lines: what the first line hides,
// columns that stand close, shows when every line leaves it empty. One line in
// 25 may run over.
func (b pdfBlock) refine(lines []pdfLine) pdfBlock {
	left, right, height := float32(1e9), float32(-1e9), float32(0)
	for _, l := range lines {
		left, right, height = min(left, l[0].left), max(right, l[len(l)-1].right), height+l[0].height()
	}
	height /= float32(len(lines))
	covered := make([]int, int(min(right-left, 20_000)/slot)+2)
	for _, l := range lines {
		last := -1
		for _, w := range l {
			for i := max(int((w.left-left)/slot), last+1); i <= int((w.right-left)/slot) && i < len(covered); i++ {
				covered[i]++
				last = i
			}
		}
	}
	narrowest := float32(minGutter)
	if len(lines) < 6 {
		narrowest = 0.6 * height
	}
	var gutters []pdfGap
	for from := 0; from < len(covered); {
		to := from
		for to < len(covered) && covered[to] <= len(lines)/25 {
			to++
		}
		gap := pdfGap{left + float32(from)*slot, left + float32(to)*slot}
		if width := gap.to - gap.from; from > 0 && to < len(covered) && (width >= narrowest || width >= hairline && beside(lines, gap) >= minBeside) {
			gutters = append(gutters, gap)
		}
		from = to + 1
	}
	if len(gutters) < len(b.gutters) {
		return b
	}
	return pdfBlock{lines: b.lines, gutters: gutters}
}

// stacked tells how many lines of a block belong to the first of two tables that stand
// close below each other with other columns; 0 when there is no second.
func (b pdfBlock) stacked(lines []pdfLine) int {
	for i := 3; i < b.lines; i++ { // the second begins with the first one's heading
		if lines[i][0].text == lines[0][0].text && (b.joins(lines[i]) || b.joins(lines[0])) {
			if first := common(lines[:i], lines[0].gaps(), true); first.lines == i && !first.joins(lines[0]) {
				return i
			}
			return 0
		}
	}
	return b.interrupted(lines)
}

// joins is set when what stands apart in a line stands in one cell.
func (b pdfBlock) joins(l pdfLine) bool { return filled(l.cells(b.gutters)) <= len(l.gaps()) }

// interrupted is stacked for a second table that begins at a wider space, and inside of
// which the first one's gutters end.
func (b pdfBlock) interrupted(lines []pdfLine) int {
	n := b.lines
	if n < 4 || n >= len(lines) || apart(lines[n-1], lines[n]) {
		return 0
	}
	from, widest, closest := 0, float32(0), float32(1e9)
	for i := 1; i < n; i++ {
		d := pitch(lines, i)
		if closest = min(closest, d); i >= 3 && d > widest {
			from, widest = i, d
		}
	}
	if from == 0 || widest < 1.3*closest || pitch(lines, n) > 0.97*widest {
		return 0
	}
	if gutters := lines[from].gaps(); len(gutters) == 0 || common(lines[from:], gutters, true).lines <= n-from {
		return 0
	}
	return from
}

// apart is set when two lines are further from each other than rows are.
func apart(a, b pdfLine) bool {
	return a[0].bottom-b[0].top > 3.5*max(a[0].height(), b[0].height())
}

// cells cuts a line at the gutters.
func (l pdfLine) cells(gutters []pdfGap) []string {
	cells := make([]string, len(gutters)+1)
	from := float32(-1e9)
	for i := range cells {
		to := float32(1e9)
		if i < len(gutters) {
			to = gutters[i].middle()
		}
		cells[i] = l.text(from, to)
		from = to
	}
	return cells
}

func filled(cells []string) (n int) {
	for _, c := range cells {
		if c != "" {
			n++
		}
	}
	return n
}

// takes tells whether the line above a block begins its first row: one cell
// taller than those beside it.
func (b pdfBlock) takes(above, first pdfLine) bool {
	cells := above.cells(b.gutters)
	return cells[0] == "" && filled(cells) == 1 && len(narrow(b.gutters, above)) == len(b.gutters) &&
		above[0].middle()-first[0].middle() < 1.3*first[0].height()
}

// prose tells running text in columns from a table: few columns, long lines.
func (b pdfBlock) prose(lines []pdfLine) bool {
	if len(b.gutters) > 3 {
		return false
	}
	letters, cells := 0, 0
	for c := range len(b.gutters) + 1 {
		in, parted := 0, 0
		for _, l := range lines {
			if part := l.column(b.gutters, c); len(part) > 0 {
				in++
				letters += part.room() - 1
				if part.parted() {
					parted++
				}
			}
		}
		if parted*2 > in { // columns of its own
			return false
		}
		cells += in
	}
	return letters > 34*cells || b.parallel(lines)
}

// What makes two columns of narrow running text: that many lines fill each of them,
// which are as wide as each other.
const (
	minFull   = 2
	fullLine  = 0.85
	sameWidth = 0.06
)

// parallel is set for two columns whose paragraphs begin at heights of their own:
// where a sentence goes on in one, another begins in the other. Rows of a table begin
// in all columns at once.
func (b pdfBlock) parallel(lines []pdfLine) bool {
	if len(b.gutters) != 1 {
		return false
	}
	var begins, goesOn [2][]bool // by line
	var width [2]float32
	for c := range 2 {
		var full int
		begins[c], goesOn[c], width[c], full = b.flow(lines, c)
		if full < minFull {
			return false
		}
	}
	if d := width[0] - width[1]; max(d, -d) > sameWidth*max(width[0], width[1]) {
		return false
	}
	for i := range lines {
		if begins[0][i] && goesOn[1][i] || begins[1][i] && goesOn[0][i] {
			return true
		}
	}
	return false
}

// flow tells of the lines in a column which begin a sentence or paragraph after
// another, and which go on with one; the column's width; and how many lines fill it.
func (b pdfBlock) flow(lines []pdfLine, c int) (begins, goesOn []bool, width float32, full int) {
	begins, goesOn = make([]bool, len(lines)), make([]bool, len(lines))
	end := pdfEnd{left: 1e9, right: -1e9}
	column := make([]pdfLine, len(lines))
	for i, l := range lines {
		if column[i] = l.column(b.gutters, c); len(column[i]) > 0 {
			end.left, end.right = min(end.left, column[i][0].left), max(end.right, column[i].right())
		}
	}
	width = end.right - end.left
	for i, l := range column {
		if len(l) == 0 {
			continue
		}
		if end.line != nil {
			goesOn[i] = end.line.right()-end.left > fullLine*width && end.goesOn(l)
			begins[i] = !goesOn[i] && (end.line.right()-end.left < width/2 || strings.HasSuffix(end.line.all(), "."))
		}
		if end.line = l; l.right()-end.left > fullLine*width && l.words(proseWords) {
			full++
		}
	}
	return begins, goesOn, width, full
}

// columns are the lines of column after column.
func (b pdfBlock) columns(lines []pdfLine) (ps []pdfPiece) {
	for column := range len(b.gutters) + 1 {
		var in []pdfLine
		for _, l := range lines {
			if part := l.column(b.gutters, column); len(part) > 0 {
				in = append(in, part)
			}
		}
		if len(in) > 0 {
			ps = append(ps, pdfPiece{lines: in})
		}
	}
	return ps
}

// between are the words of a line that begin between two places.
func (l pdfLine) between(from, to float32) pdfLine {
	in := func(w *pdfWord) bool { return w.left >= from && w.left < to }
	first := 0
	for first < len(l) && !in(&l[first]) {
		first++
	}
	end := first
	for end < len(l) && in(&l[end]) {
		end++
	}
	words := l[first:end:end]
	for ; end < len(l); end++ { // words that were cut may stand in another order
		if in(&l[end]) {
			words = append(words, l[end])
		}
	}
	return words
}
