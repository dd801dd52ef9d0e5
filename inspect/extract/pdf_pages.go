package extract

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// pdfPage is a page that was read and waits for the next one to be written: what
// stands on both at the same place is a running head or foot, and stands between
// the lines of neither.
type pdfPage struct {
	name  string
	texts []pdfText // upright text first, then that of other directions
	notes func()    // gives annotations and fields
	// head and foot are lines of the first text.
	head, foot int
}

// pdfWriter gives pages as paragraphs and rows. What a page's end cuts it puts
// together again.
type pdfWriter struct {
	to    output
	part  string
	waits *pdfPage
	blank bool // the next text stands apart from the last
	// held is the paragraph that the last piece ended with.
	held     string
	heldPart string
	heldEnd  pdfEnd
	tables   int // of this page
	table    *pdfTable
}

// pdfTable is the table that the last page ended with.
type pdfTable struct {
	part        string // where it begins
	number, row int
	gutters     []pdfGap
	first, last []string // rows; the last is not given yet
	lastPart    string
}

// add writes the page before p.
func (w *pdfWriter) add(p pdfPage) {
	if w.waits != nil {
		furniture(w.waits, &p)
		w.page(*w.waits)
	}
	w.waits = &p
}

// end writes what is left.
func (w *pdfWriter) end() {
	if w.waits != nil {
		w.page(*w.waits)
		w.waits = nil
	}
	w.close()
}

// page writes one page.
func (w *pdfWriter) page(p pdfPage) {
	main := p.main()
	if len(p.texts) > 0 {
		t := p.texts[main]
		foot := len(t.lines) - p.foot
		w.upright(p.name, t.lines[:p.head], pieces(t.lines[p.head:foot], t.rules), t.lines[foot:])
	}
	for i, t := range p.texts {
		if i == main && len(t.lines) > 0 || t.empty() {
			continue
		}
		w.close()
		w.begin(p.name)
		w.say(t.flowing)
		for _, piece := range pieces(t.lines, t.rules) {
			w.piece(piece, false)
		}
	}
	if p.notes != nil {
		p.notes()
	}
}

// main is the text with the most lines.
func (p *pdfPage) main() (main int) {
	for i, t := range p.texts {
		if len(t.lines) > len(p.texts[main].lines) {
			main = i
		}
	}
	return main
}

// begin starts the text of a part.
func (w *pdfWriter) begin(part string) {
	if w.blank = w.part == part; !w.blank {
		w.part, w.tables = part, 0
	}
}

// close gives what waits to go on.
func (w *pdfWriter) close() {
	w.closeText()
	w.closeTable()
}

// upright writes lines that run from left to right, parted into pieces.
func (w *pdfWriter) upright(part string, head []pdfLine, body []pdfPiece, foot []pdfLine) {
	body = w.resume(part, body)
	w.begin(part)
	w.lines(head)
	w.blank = len(head) > 0
	for i, p := range body {
		w.piece(p, i+1 == len(body))
	}
	if len(foot) > 0 {
		if !w.mayGoOn() {
			w.closeText()
		}
		w.blank = true
		w.lines(foot)
	}
}

// resume goes on with what the page before a part ended with, and gives the rest.
func (w *pdfWriter) resume(part string, body []pdfPiece) []pdfPiece {
	if len(body) == 0 {
		w.close()
		return nil
	}
	first, n := body[0], 0
	switch {
	case w.held != "" && first.kind == running:
		if p := appendRun(nil, first.lines, 0, evenRun(first.lines, 0))[0]; w.resumes(p) {
			w.held, n = joinWrapped(w.held, p.text), p.lines
		}
		w.closeText()
	case w.table != nil && first.kind != label:
		if n = w.table.takes(first); n > 0 {
			b := pdfBlock{lines: n, gutters: w.table.gutters, rules: first.block.rules}
			w.rows(part, b.rows(first.lines[:n]), len(body) == 1 && n == len(first.lines), true)
			break
		}
		w.close()
	default:
		w.close()
	}
	if n == len(first.lines) {
		return body[1:]
	}
	if first.kind == rows && n > 0 {
		first.block.lines -= n
	}
	body[0].lines = first.lines[n:]
	return body
}

func (w *pdfWriter) lines(lines []pdfLine) {
	for _, l := range lines {
		w.say(l.all())
	}
}

// say gives a line.
func (w *pdfWriter) say(text string) {
	if text == "" {
		return
	}
	if w.blank {
		text = "\n" + text
		w.blank = false
	}
	w.to.text(w.part, 0, false, text)
}

// piece writes a piece; the end of the page's last one waits for the next page.
func (w *pdfWriter) piece(p pdfPiece, last bool) {
	if p.kind != running {
		w.closeText()
	}
	switch p.kind {
	case rows:
		w.closeTable()
		w.table = &pdfTable{part: w.part, number: w.tables, gutters: p.block.gutters}
		w.tables++
		w.rows(w.part, p.block.rows(p.lines), last, false)
		return
	case label:
		w.blank = true
		w.lines(p.lines)
		w.blank = true
		return
	}
	w.running(p.lines)
}

// running writes paragraphs, after a blank line where they stand further apart
// than those around them do. The last one is held.
func (w *pdfWriter) running(lines []pdfLine) {
	ps := paragraphs(lines)
	for i, p := range ps {
		if i == 0 && w.resumes(p) {
			w.held, w.heldEnd = joinWrapped(w.held, p.text), p.last
			continue
		}
		w.closeText()
		w.blank = w.blank || i > 0 && standsApart(ps, i)
		w.held, w.heldPart, w.heldEnd = p.text, w.part, p.last
	}
}

// resumes tells whether a paragraph in another column or on another page goes on
// with what is held.
func (w *pdfWriter) resumes(p pdfParagraph) bool {
	return w.held != "" && len(w.held) < inspect.MaxText/2 && (w.heldEnd.goesOn(p.first) || w.mayGoOn() && w.heldEnd.open() && p.last.prose)
}

// mayGoOn is set when what is held does not end like a paragraph.
func (w *pdfWriter) mayGoOn() bool {
	e := w.heldEnd
	return w.held != "" && !strings.ContainsAny(w.held[len(w.held)-1:], ".!?:;") &&
		e.line.right()-e.left > 0.85*(e.right-e.left) && e.line.words(proseWords)
}

// standsApart is set when paragraph i begins further below than its neighbours
// do.
func standsApart(ps []pdfParagraph, i int) bool {
	near := float32(1e9)
	if i > 1 {
		near = min(near, ps[i-1].gap)
	}
	if i+1 < len(ps) {
		near = min(near, ps[i+1].gap)
	}
	return ps[i].gap > 1.3*near || ps[i].gap > 4*ps[i].last.line[0].height()
}

func (w *pdfWriter) closeText() {
	if w.held == "" {
		return
	}
	part := w.part
	w.part = w.heldPart
	w.say(w.held)
	w.part, w.held = part, ""
}

// rows writes the rows of the open table that stand in a part; a table that goes on does
// not repeat its heading.
func (w *pdfWriter) rows(part string, rows [][]string, last, goesOn bool) {
	t := w.table
	if goesOn && len(rows) > 0 && slices.Equal(rows[0], t.first) {
		rows = rows[1:]
	}
	if goesOn && len(rows) > 0 && t.last != nil && partial(rows[0]) { // a row that the page's end cut
		joinRow(t.last, rows[0])
		rows = rows[1:]
	}
	for _, r := range rows {
		if t.first == nil {
			t.first = slices.Clone(r)
		}
		w.giveRow()
		t.last, t.lastPart = r, part
	}
	if !last {
		w.closeTable()
	}
}

func (w *pdfWriter) giveRow() {
	t := w.table
	if t.last == nil {
		return
	}
	t.row++
	w.to.row(inspect.Row{Place: inspect.Place{Part: t.lastPart, Line: t.row}, Table: t.number, Continues: t.lastPart != t.part, Cells: t.last})
	t.last = nil
}

func (w *pdfWriter) closeTable() {
	if w.table != nil {
		w.giveRow()
		w.table = nil
	}
}

// takes counts the first lines of a piece that keep the table's columns.
func (t *pdfTable) takes(p pdfPiece) (n int) {
	if p.kind == rows {
		if len(p.block.gutters) > len(t.gutters) {
			return 0
		}
		t.narrow(p.block.gutters)
	}
	over := 0
	for i, l := range p.lines {
		crosses := t.crosses(l)
		if p.kind == rows {
			if crosses {
				over++
			}
			n++
			continue
		}
		cells := filled(l.cells(t.gutters))
		if crosses || cells < 2 && (n == 0 || l[0].left < t.gutters[0].middle()) || len(l.gaps()) < cells-1 || i > 0 && apart(p.lines[i-1], l) {
			break
		}
		n++
	}
	if over*25 > n {
		return 0
	}
	return n
}

// narrow keeps of the table's gutters what others leave of them, where they do.
func (t *pdfTable) narrow(others []pdfGap) {
	gutters := slices.Clone(t.gutters)
	for i := range gutters {
		for _, o := range others {
			if from, to := max(gutters[i].from, o.from), min(gutters[i].to, o.to); to-from >= hairline {
				gutters[i] = pdfGap{from, to}
				break
			}
		}
	}
	t.gutters = gutters
}

// crosses is set when a word stands across the middle of a gutter.
func (t *pdfTable) crosses(l pdfLine) bool {
	for _, g := range t.gutters {
		for _, w := range l {
			if m := g.middle(); w.left < m-0.5 && w.right > m+0.5 {
				return true
			}
		}
	}
	return false
}

// maxFurniture is the most lines of a running head or foot.
const maxFurniture = 4

// furniture finds the lines that begin or end both pages, but for their numbers,
// and stand apart from what is between.
func furniture(a, b *pdfPage) {
	if len(a.texts) == 0 || len(b.texts) == 0 {
		return
	}
	x, y := a.texts[a.main()].lines, b.texts[b.main()].lines
	head, foot := 0, 0
	for head < min(len(x), len(y), maxFurniture) && sameFurniture(x[head], y[head]) {
		head++
	}
	for foot < min(len(x), len(y), maxFurniture) && sameFurniture(x[len(x)-1-foot], y[len(y)-1-foot]) {
		foot++
	}
	for _, p := range []*pdfPage{a, b} {
		lines := p.texts[p.main()].lines
		if head+foot >= len(lines) {
			continue
		}
		n, m := head, len(lines)-foot
		for n > 0 && !roomy(lines[n-1], lines[n]) {
			n--
		}
		for m < len(lines) && !roomy(lines[m-1], lines[m]) {
			m++
		}
		p.head, p.foot = max(p.head, n), max(p.foot, len(lines)-m)
	}
}

// roomy is set when lines stand further apart than those of a paragraph or table.
func roomy(a, b pdfLine) bool {
	return a[0].bottom-b[0].top > 0.9*min(a[0].height(), b[0].height())
}

// sameFurniture tells whether two lines of two pages say the same at the same place.
func sameFurniture(a, b pdfLine) bool {
	d := a[0].middle() - b[0].middle()
	left, right := a[0].left-b[0].left, a.right()-b.right()
	at := func(d float32) bool { return d < 3 && d > -3 }
	return at(2*d) && (at(left) || at(right) || at((left+right)/2)) && numberless(a.all()) == numberless(b.all())
}

// numberless is s with one mark for each number.
func numberless(s string) string {
	var b strings.Builder
	for i, r := range s {
		if r < '0' || r > '9' {
			b.WriteRune(r)
		} else if i == 0 || s[i-1] < '0' || s[i-1] > '9' {
			b.WriteByte('#')
		}
	}
	return b.String()
}
