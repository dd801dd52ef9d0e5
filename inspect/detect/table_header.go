package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// headsNames tells whether a first row that is no header by its other cells has a
// heading above the names.
func (d *Detector) headsNames(t *table, cells []string) bool {
	for i, c := range cells[:min(len(cells), len(t.cols))] {
		switch t.cols[i].kind {
		case kGiven, kFamily, kFull:
			if h := d.heading(c); h.exact && namesPeople(h) {
				return true
			}
		}
	}
	return false
}

// headerScore counts the cells that are headings, less those that are values.
func (d *Detector) headerScore(r inspect.Row) int {
	score := 0
	for _, c := range r.Cells {
		if c == "" {
			continue
		}
		if valueLike(c) {
			score -= 2
		} else if h := d.heading(c); h.kind != kNone {
			if street, _ := streetLike(c); street && !h.exact && anyDigit([]string{c}) { // "Schillerstr. 99"
				score--
			} else {
				score++
			}
		}
	}
	if r.Header && score == 1 {
		score = 2
	}
	return score
}

// valueLike is true for what never stands in a header.
func valueLike(c string) bool {
	return digitsIn(c) >= 4 && len(c) > 4 || strings.Contains(c, "@")
}

// headerRows is how far down the header is looked for.
const headerRows = 30

// findHeader finds the header and the row behind it. The headings of two rows
// ("Parent 1" above "Name", "Phone") are joined.
func (d *Detector) findHeader(rows []inspect.Row) (head []heading, body int) {
	best := -1
	for i, r := range rows {
		if i >= headerRows || i == len(rows)-1 && i > 0 {
			break
		}
		filled, score := filledCells(r.Cells), d.headerScore(r)
		if score >= 2 && (score*5 >= filled*2 || i == 0 && score*4 >= filled && d.headsDigits(rows)) || score == 1 && filled <= 2 && i+1 < len(rows) && filledCells(rows[i+1].Cells) >= filled && len(r.Cells) > 0 && i <= 1 && d.headsValues(rows, i) && !d.isSubtitle(r.Cells, rows[i+1].Cells) || i == 0 && score >= 1 && (score == 1 && d.headsMakers(r.Cells) || d.headsPeople(rows)) {
			if i > 0 && namesSomebody(r.Cells) || d.labelsRecur(rows, i) {
				continue
			}
			best = i
			break
		}
	}
	if best < 0 {
		return nil, 0
	}
	texts := slices.Clone(rows[best].Cells)
	body = best + 1
	if best > 0 {
		texts = d.joinAbove(rows[best-1].Cells, texts)
	}
	if body+1 < len(rows) && d.isSecondHeader(rows[best].Cells, rows[body].Cells) {
		texts = joinBelow(texts, rows[body].Cells)
		body++
	}
	head = make([]heading, len(texts))
	for i, s := range texts {
		head[i] = d.columnHeading(s)
	}
	return head, body
}

// labelsRecur tells whether a heading of a row stands in the same column of later rows
// with other words beside it: labels do, headers do not.
func (d *Detector) labelsRecur(rows []inspect.Row, i int) bool {
	cells := rows[i].Cells
	for j, c := range cells {
		if c == "" || d.heading(c).kind == kNone {
			continue
		}
		n := 0
		for _, r := range rows[i+1 : min(len(rows), i+1+headerRows)] {
			if j < len(r.Cells) && r.Cells[j] == c && !slices.Equal(r.Cells, cells) {
				n++
			}
		}
		if n >= 2 {
			return true
		}
	}
	return false
}

// headsPeople tells whether a first row without a gap or a digit names people, or one
// national number, above such values, though hardly another of its headings is known.
func (d *Detector) headsPeople(rows []inspect.Row) bool {
	cells := rows[0].Cells
	if len(rows) < 2 || anyDigit(cells) || filledCells(cells) < len(cells) || namesSomebody(cells) {
		return false
	}
	for i, c := range cells {
		h := d.heading(c)
		if !h.exact || !namesPeople(h) && h.kind != kID {
			continue
		}
		n, fit := 0, 0
		for _, r := range rows[1:min(len(rows), headerRows)] {
			if i >= len(r.Cells) || r.Cells[i] == "" {
				continue
			}
			if n++; headsValue(h, r.Cells[i]) {
				fit++
			}
		}
		if (fit >= 2 || fit == 1 && h.kind == kID) && fit*10 >= n*6 {
			return true
		}
	}
	return false
}

// headsValue tells whether a cell is a name, or a number of the kind, that its heading
// says.
func headsValue(h heading, cell string) bool {
	if h.kind != kID {
		n := parseName(cell)
		return n.person()
	}
	return slices.ContainsFunc(ident.Whole(cell, nil), func(hit ident.Hit) bool { return ident.Header(h.text, hit.Kind) })
}

// headsMakers tells whether a first row without any value names makers, though no
// other of its headings is known.
func (d *Detector) headsMakers(cells []string) bool {
	made := false
	for _, c := range cells {
		if digitsIn(c) > 0 {
			return false
		}
		h := d.heading(c)
		made = made || h.kind == kAuthor && h.exact
	}
	return made && !namesSomebody(cells)
}

// headsDigits tells whether the first row has no digits, in which the next has some
// below words, as headings of subjects and months have.
func (d *Detector) headsDigits(rows []inspect.Row) bool {
	if len(rows) < 3 || anyDigit(rows[0].Cells) {
		return false
	}
	digits := 0
	for i, c := range rows[1].Cells {
		if i < len(rows[0].Cells) && rows[0].Cells[i] != "" && digitsIn(c) > 0 {
			digits++
		}
	}
	return digits*2 >= filledCells(rows[0].Cells)
}

// namesSomebody tells whether one of the cells is a person's name, and no heading.
func namesSomebody(cells []string) bool {
	for _, c := range cells {
		if n := parseName(c); n.person() && readHeading(c).kind == kNone {
			return true
		}
	}
	return false
}

// isSecondHeader tells whether a row goes on with the header above it: its cells
// are plain headings, and the row above names people or leaves cells open for it.
func (d *Detector) isSecondHeader(above, below []string) bool {
	plain, roles := 0, 0
	for _, c := range below {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		if valueLike(c) {
			return false
		}
		switch h := d.heading(c); h.kind {
		case kGiven, kFamily, kFull, kEmail, kPhone, kStreet, kPostcode, kBirth, kID, kIBAN:
			if h.exact {
				plain++
			}
		case kNone:
			plain--
		}
	}
	for _, c := range above {
		if c != "" && d.heading(c).role != roleNone {
			roles++
		}
	}
	return plain >= 2 && (roles > 0 || filledCells(above) < filledCells(below))
}

// headsValues tells whether a one-word header stands over values.
func (d *Detector) headsValues(rows []inspect.Row, i int) bool {
	for _, r := range rows[i+1 : min(i+4, len(rows))] {
		if d.headerScore(r) > 0 {
			return false
		}
	}
	return true
}

// isSubtitle tells a line above a group of rows, "Team A", from the heading of their
// first column.
func (d *Detector) isSubtitle(row, below []string) bool {
	k := d.heading(row[0]).kind
	return filledCells(row) < filledCells(below) && (k == kThing || k == kOrg)
}

func filledCells(cells []string) (n int) {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// joinAbove puts the words of a row of groups before the headings under it.
func (d *Detector) joinAbove(above, below []string) []string {
	roles := 0
	for _, c := range above {
		if c != "" && !valueLike(c) && d.heading(c).role != roleNone {
			roles++
		}
	}
	if roles == 0 || filledCells(above) < 2 {
		return below
	}
	return joinBelow(above, below)
}

// joinBelow joins two header rows; a heading above reaches to the next one.
func joinBelow(above, below []string) []string {
	out := make([]string, max(len(above), len(below)))
	last := ""
	for i := range out {
		if i < len(above) && strings.TrimSpace(above[i]) != "" {
			last = above[i]
		}
		switch {
		case i < len(below) && strings.TrimSpace(below[i]) != "":
			out[i] = last + " " + below[i]
		case i < len(above):
			out[i] = above[i]
		}
	}
	return out
}

// heading is readHeading with a memory, as rows are asked for theirs again.
func (d *Detector) heading(s string) heading {
	if len(s) > maxQuestion {
		return heading{}
	}
	if h, ok := d.headings[s]; ok {
		return h
	}
	h := readHeading(s)
	if h.kind == kBirth && isChildren(s) {
		h.kind, h.role = kFull, roleChild
	}
	if h.kind != kNone && !h.exact && h.role == roleNone {
		if n := parseName(s); n.person() { // a name in which a word of headings stands
			h = heading{text: h.text}
		}
	}
	if len(d.headings) < 2000 {
		d.headings[strings.Clone(s)] = h
	}
	return h
}

// isChildren tells the Danish "Børn" from "born", which it is folded to.
func isChildren(s string) bool {
	return strings.EqualFold(strings.Trim(s, " :*"), "børn")
}
