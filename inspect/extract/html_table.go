package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// maxNested is the most tables open at once; deeper ones are text.
const maxNested = 200

func (h *htmlReader) top() *htmlTable {
	if len(h.tables) == 0 {
		return nil
	}
	return h.tables[len(h.tables)-1]
}

// openTable begins a table. One that holds another is laid out, not a table.
func (h *htmlReader) openTable() {
	if t := h.top(); t != nil {
		if !t.sure {
			t.row.cells = append(t.row.cells, strings.TrimSpace(t.cell.String()))
			t.layout = true
			t.rows = append(t.rows, t.row)
			t.row = gridRow{}
			for _, r := range t.rows {
				t.give(r)
			}
			t.rows = nil
		}
		t.cell.Reset()
	}
	if len(h.tables) >= maxNested {
		return
	}
	h.tables = append(h.tables, &htmlTable{grid: grid{to: h.to, hidden: h.isHidden(), table: h.to.number(), marks: strings.Repeat("> ", min(h.quoted, 20))}})
}

func (h *htmlReader) openRow() {
	h.closeRow()
	if t := h.top(); t != nil {
		t.inRow = true
		t.row = gridRow{}
	}
}

func (h *htmlReader) openCell(tag atom.Atom, attrs map[string]string) {
	h.closeCell()
	t := h.top()
	if t == nil {
		return
	}
	if len(t.row.cells) == 0 {
		t.row.header = true
	}
	t.row.header = t.row.header && tag == atom.Th
	t.fromAbove()
	t.inRow, t.inCell = true, true
	t.span = min(max(number(attrs["colspan"]), 1), 64)
	if n := number(attrs["rowspan"]); n > 1 {
		for len(t.down) <= len(t.row.cells) && len(t.down) < 512 {
			t.down = append(t.down, downCell{})
		}
		if i := len(t.row.cells); i < len(t.down) {
			t.down[i] = downCell{rows: -min(n, 1000)} // text follows when it closes
		}
	}
	t.cell.Reset()
}

// fromAbove puts the cells here that reach down from rows above.
func (t *htmlTable) fromAbove() {
	for i := len(t.row.cells); i < len(t.down) && t.down[i].rows > 0; i++ {
		t.down[i].rows--
		t.row.cells = append(t.row.cells, t.down[i].text)
	}
}

func (h *htmlReader) closeCell() {
	t := h.top()
	if t == nil || !t.inCell {
		return
	}
	h.closeVeils()
	text := strings.TrimSpace(t.cell.String())
	if i := len(t.row.cells); i < len(t.down) && t.down[i].rows < 0 {
		t.down[i] = downCell{rows: -t.down[i].rows - 1, text: text}
	}
	t.row.cells = append(t.row.cells, text)
	for ; t.span > 1; t.span-- {
		t.row.cells = append(t.row.cells, "")
	}
	t.inCell = false
	t.cell.Reset()
}

func (h *htmlReader) closeRow() {
	h.closeCell()
	t := h.top()
	if t == nil || !t.inRow {
		return
	}
	t.fromAbove()
	t.inRow = false
	t.row.hidden = h.veiled > 0
	if len(t.row.cells) > 0 {
		t.add(t.row)
	}
	t.row = gridRow{}
}

func (h *htmlReader) closeTable() {
	h.closeRow()
	t := h.top()
	if t == nil {
		return
	}
	h.tables = h.tables[:len(h.tables)-1]
	t.end()
}
