package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// span is a run of columns, both ends included.
type span struct{ from, to int }

// tornColumns finds numbers that a reader of pages tore apart at their blanks:
// "943 476 5919" in three columns. Joined they pass a check that none passes
// alone.
func (d *Detector) tornColumns(rows []inspect.Row) (torn []span) {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.Cells))
	}
	for i := 0; i < min(width, maxColumns); i++ {
		if !shortPieces(rows, i) {
			continue
		}
		most := 0
		for most < 5 && shortPieces(rows, i+most+1) {
			most++
		}
		for k := most; k >= 1; k-- {
			if d.joinPasses(rows, span{i, i + k}) {
				torn = append(torn, span{i, i + k})
				i += k
				break
			}
		}
	}
	return torn
}

// tornSample is how many rows are tried.
const tornSample = 25

// shortPieces tells whether a column holds pieces of two to five characters with
// digits in them.
func shortPieces(rows []inspect.Row, i int) bool {
	n, ok := 0, 0
	for _, r := range rows[:min(len(rows), tornSample)] {
		if i >= len(r.Cells) || r.Cells[i] == "" {
			continue
		}
		n++
		if c := strings.TrimSpace(r.Cells[i]); len(c) <= 5 && digitsIn(c) >= 1 {
			ok++
		}
	}
	return n >= 4 && ok*10 >= n*8
}

func (d *Detector) joinPasses(rows []inspect.Row, s span) bool {
	n, ok := 0, 0
	for _, r := range rows[:min(len(rows), tornSample)] {
		if s.to >= len(r.Cells) || !digitsOnly(r.Cells[s.to]) {
			continue
		}
		n++
		joined := strings.Join(r.Cells[s.from:s.to+1], " ")
		if digitsIn(joined) < 8 {
			continue
		}
		d.hits = ident.Whole(joined, d.hits[:0])
		for _, h := range d.hits {
			if a := h.Kind.Attribute; (a == inspect.NationalID && !h.Kind.ContextOnly && !h.Repaired) || h.Kind.Name == "iban" || h.Kind.Name == "phone" && strings.ContainsAny(joined[:1], "+0(") {
				ok++
				break
			}
		}
	}
	return n >= 4 && n*10 >= min(len(rows), tornSample)*6 && ok*10 >= n*8
}

// mend joins the torn columns of a row.
func mend(r inspect.Row, torn []span) inspect.Row {
	cells := make([]string, 0, len(r.Cells))
	var hidden []bool
	at := 0
	for _, s := range torn {
		if s.to >= len(r.Cells) {
			break
		}
		cells = append(cells, r.Cells[at:s.from]...)
		cells = append(cells, strings.TrimSpace(strings.Join(r.Cells[s.from:s.to+1], " ")))
		at = s.to + 1
	}
	cells = append(cells, r.Cells[at:]...)
	if anyHidden(r) {
		hidden = make([]bool, len(cells))
		for i := range hidden {
			hidden[i] = true
		}
	}
	r.Cells, r.HiddenCells = cells, hidden
	return r
}
