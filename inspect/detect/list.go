package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// A list whose entries are all of one form is a table that nobody drew: a person a
// line and the same mark between all values, or a person a block and a value a line.
// Its entries become rows, whose columns are typed as those of tables are. That tells
// a town called after a saint, and a street called after somebody, from people, which
// a line by itself does not. A list that is no table of people is left to the reader
// of lines.

// leastRoster is the fewest entries that show their form.
const leastRoster = 6

// roster is such a list: a stretch of a text, in bytes, and its entries.
type roster struct {
	from, to int
	rows     [][]string
	entries  []string // as they are written
	others   []string // that have not the form
}

// listed reads a text, and its lists as tables.
func (p *prose) listed(text string) {
	for p.heading == 0 {
		r, cols := p.roster(text)
		if cols == nil {
			break
		}
		p.lines(unparted(rejoined(text[:r.from])))
		p.endBlock()
		p.enroll(r, cols)
		p.line += strings.Count(text[r.from:r.to], "\n")
		text = text[r.to:]
	}
	p.lines(unparted(rejoined(text)))
}

// roster finds the first list of people in a text, and what its columns are.
func (p *prose) roster(text string) (first roster, cols []column) {
	for r := range p.d.runningLists(text) {
		if cs := p.d.typeRoster(r.rows); cs != nil {
			first, cols = r, cs
			break
		}
	}
	for i, stretches := range markedLines(text) {
		for r := range partedLines(text, stretches, partings[i]) {
			if cols != nil && r.from >= first.from {
				break
			}
			if cs := p.d.typeRoster(r.rows); cs != nil {
				first, cols = r, cs
				break
			}
		}
	}
	for r := range alikeBlocks(text) {
		if cols != nil && r.from >= first.from {
			break
		}
		if cs := p.d.typeRoster(r.rows); cs != nil {
			return r, cs
		}
	}
	return first, cols
}

// typeRoster decides what the columns of a list are; nil when it is none of people of
// whom more is said, each the only one of its row.
func (d *Detector) typeRoster(rows [][]string) []column {
	rs := make([]inspect.Row, len(rows))
	for i, cells := range rows {
		rs[i].Cells = cells
	}
	if shape := d.findShape(rs); !shape.isZero() {
		return nil
	}
	if d.saysSpecial(rows) || sayFunctions(rows) { // which a line tells better from streets and remarks
		return nil
	}
	cols, loose, _, decided, _ := d.typeColumns(nil, rs, nil)
	if loose || decided {
		return nil
	}
	full, halves, says := 0, 0, false
	for i := range cols {
		switch c := &cols[i]; c.kind {
		case kFull:
			full++
		case kGiven, kFamily, kInitials:
			halves++
		case kPhone, kEmail, kBirth, kStreet, kPostcode, kID, kIBAN:
			says = true
		case kNone:
			c.kind = kNote // what is remarked of somebody may be an illness
		}
	}
	if !says || !(full == 1 && halves == 0 || full == 0 && halves == 2) || namesMore(cols, rows) {
		return nil
	}
	return cols
}

// saysSpecial tells whether at least two entries have a word of a special category.
func (d *Detector) saysSpecial(rows [][]string) bool {
	n := 0
	for _, cells := range rows {
		for _, c := range cells {
			if d.special.in(c) != 0 {
				n++
				break
			}
		}
		if n == 2 {
			return true
		}
	}
	return false
}

// namesMore tells whether entries name others beside the one whom they are about:
// "parents: Anna Berg and Bo Dam". Towns and streets have names of people as well.
func namesMore(cols []column, rows [][]string) bool {
	n := 0
	for _, cells := range rows {
		for i, c := range cells {
			town := i > 0 && digitsIn(c) == 0 && formOf(cells[i-1]) == formPost
			if cols[i].kind == kNote && !town && (digitsIn(c) == 0 || digitsIn(c) >= leastRun) && namesPerson(c) {
				n++
				break
			}
		}
	}
	return n*10 >= len(rows)*3
}

// namesPerson tells whether two words of a text are a person's name.
func namesPerson(text string) bool {
	for part := range strings.FieldsFuncSeq(text, isParting) {
		before := ""
		for w := range strings.FieldsSeq(part) {
			if before != "" {
				if n := parseName(before + " " + w); n.person() {
					return true
				}
			}
			before = w
		}
	}
	return false
}

// enroll counts the people of a list.
func (p *prose) enroll(r roster, cols []column) {
	p.d.tables++
	t := &table{place: p.place, id: p.d.tables, typed: true, cols: cols}
	for i, cells := range r.rows {
		row := inspect.Row{Place: p.place, Hidden: p.hidden, Cells: cells}
		if row.Place.Line > 0 {
			row.Place.Line += p.line + i
		}
		if !p.d.emit(t, row) { // it may say otherwise than the list does what it says
			p.lines(r.entries[i])
			p.blank()
		}
	}
	p.d.endSegment(t)
	for _, s := range r.others {
		p.lines(s)
		p.blank()
	}
}

// partedLines gives the runs of lines with the same mark between their values, in
// stretches of a text.
func partedLines(text string, stretches []stretch, by string) func(yield func(roster) bool) {
	return func(yield func(roster) bool) {
		for _, s := range stretches {
			for r := range partedRuns(text[s.from:s.to], s.from, by) {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// partedRuns gives those of a text that begins at a byte.
func partedRuns(text string, at int, by string) func(yield func(roster) bool) {
	return func(yield func(roster) bool) {
		runs := rosterRuns{at: at, yield: yield}
		for line := range strings.Lines(text) {
			if !runs.add(partedCells(line, by), line) {
				return
			}
		}
		runs.end()
	}
}

// rosterRuns puts entries that follow each other together, and gives those that are
// enough and of one form.
type rosterRuns struct {
	roster
	at    int // byte offset of the next piece of the text
	yield func(roster) bool
}

// add takes the next piece of a text, an entry if it has cells. It is false when no more
// are wanted.
func (s *rosterRuns) add(cells []string, piece string) bool {
	if cells == nil {
		s.at += len(piece)
		return s.end()
	}
	if len(s.rows) == 0 {
		s.from = s.at
	}
	s.at += len(piece)
	s.rows, s.entries, s.to = append(s.rows, cells), append(s.entries, piece), s.at
	return true
}

func (s *rosterRuns) end() bool {
	found := s.roster
	s.roster = roster{}
	if len(found.rows) < leastRoster {
		return true
	}
	found.rows = aligned(found.rows)
	return found.rows == nil || s.yield(found)
}

// partedCells are the values of a line of markedLines that begins with a name, and the
// number of its row perhaps; nil for other lines.
func partedCells(line, by string) []string {
	line = unbulleted(strings.TrimRight(unquote(line), " \t\r\n"))
	if first, _, _ := strings.Cut(line, by); len(first) > maxName || !digitsOnly(first) && !isCapital(first) { // most
		return nil
	}
	cells := strings.Split(line, by)
	if len(cells) < 2 || len(cells) > maxRosterCells {
		return nil
	}
	for i, c := range cells {
		cells[i] = strings.TrimSpace(c)
	}
	if !beginsWithName(cells) {
		return nil
	}
	return cells
}

// hasValue tells whether a text has a digit or a mailbox.
func hasValue(s string) bool {
	return strings.IndexByte(s, '@') >= 0 || hasDigit(s)
}

// maxRosterLine is the longest such line in bytes, and maxRosterCells the most values.
const maxRosterLine, maxRosterCells = 320, 16

// beginsWithName tells whether the first value, or the one behind a number, has the
// form of a name or half of one.
func beginsWithName(cells []string) bool {
	first := cells[0]
	if digitsOnly(first) && len(cells) > 2 {
		first = cells[1]
	}
	n := parseName(first)
	return n.ok && !lowerFirst(first)
}

// unbulleted takes the bullet and the number of an item off a line: "* ", "3) ".
func unbulleted(line string) string {
	line = bullets.trimLeft(line)
	if isItem(line) {
		return strings.TrimLeft(strings.TrimLeft(line, "0123456789"), ".) \t")
	}
	return line
}

// alikeBlocks gives the runs of blocks of short lines, each of which begins with a name.
func alikeBlocks(text string) func(yield func(roster) bool) {
	return func(yield func(roster) bool) {
		if !hasTimes(text, "\n\n", leastRoster-1) {
			return
		}
		runs := rosterRuns{yield: yield}
		for block := range blocksOf(text) {
			if !runs.add(blockCells(block), block) {
				return
			}
		}
		runs.end()
	}
}

// blockCells are the lines of a block of values; nil for other blocks.
func blockCells(block string) (cells []string) {
	if len(block) > maxRosterLine || !hasValue(block) {
		return nil
	}
	for line := range strings.SplitSeq(strings.TrimRight(block, "\n"), "\n") {
		line = strings.TrimSpace(unquote(line))
		if len(line) > remainingHead || len(cells) == maxRosterCells || startsLabel(line) {
			return nil
		}
		cells = append(cells, line)
	}
	if len(cells) < 2 || !beginsWithName(cells) {
		return nil
	}
	return cells
}
