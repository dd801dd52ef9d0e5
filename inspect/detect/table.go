package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// table is the table that is being read: its first rows are kept until its
// columns are typed, then rows are read one by one.
type table struct {
	place  inspect.Place
	number int
	id     int
	rows   []inspect.Row
	cols   []column
	typed  bool
	header []string // the header row, to know it when it is repeated
	blank  int
	drafts drafts
	form   *form // set when the table is labels and values
	loose  bool  // no column names people: rows are read as lines
	places bool  // and are places with coordinates or hours, whose addresses they have
	// decided is set when it was found what the people of the rows are for.
	decided bool
	prose   *prose
	band    [][]string // rows of labels side by side, until the next names
	torn    []span     // columns to be joined
	shape   reshape
	line    int // of the last row
	// said is what a title above the header says of all people of the table.
	said inspect.Attributes
	// labelled is set where a column labels the next; above is the last row then.
	labelled bool
	above    []string
	// invited is set for the people of a calendar entry; they are kept in guests
	// until it is known whether they are whom the message is between.
	invited bool
	guests  []inspect.Row
}

// Row implements inspect.Detector.
func (d *Detector) Row(r inspect.Row) {
	d.own.row(r)
	d.endText()
	t := d.table
	if t == nil || t.place.Path != r.Place.Path || !r.Continues && (t.place.Part != r.Place.Part || t.number != r.Table) || r.Place.Line > 0 && r.Place.Line < t.line {
		d.endTable()
		d.tables++
		t = &table{place: r.Place, number: r.Table, id: d.tables}
		d.table = t
	}
	t.line = r.Place.Line
	d.row(t, r)
}

func (d *Detector) row(t *table, r inspect.Row) {
	if isBlank(r.Cells) {
		t.blank++
		return
	}
	if t.invited = t.invited || r.Header && slices.Equal(r.Cells, invitation[:]); t.invited {
		if len(t.guests) < maxPending {
			t.guests = append(t.guests, keep(r))
		}
		return
	}
	if t.typed && d.startsAnew(t, r) || !t.typed && t.blank > 0 && len(t.rows) > 3 && d.headerScore(r) >= 2 {
		d.endSegment(t)
	}
	if t.typed && slices.Equal(t.header, r.Cells) {
		return
	}
	t.blank = 0
	if t.typed {
		d.typedRow(t, r)
		return
	}
	t.rows = append(t.rows, keep(r))
	if len(t.rows) >= d.opts.TypingRows {
		d.typeTable(t)
	}
}

// invitation is the marked header of the people that a calendar entry is between.
var invitation = [...]string{"Name", "E-mail", "Role"}

// typedRow reads a row once the columns are known.
func (d *Detector) typedRow(t *table, r inspect.Row) {
	if t.torn != nil {
		r = mend(r, t.torn)
	}
	switch {
	case t.form != nil:
		d.formRow(t.form, r)
	case t.shape.isZero():
		d.emit(t, r)
	default:
		for _, part := range t.shape.rows(r) {
			d.emit(t, part)
		}
	}
}

// judgeGuests tells an invitation, whose people are those it is sent to, from a
// calendar file that is passed on to others: its people are subjects.
func (d *Detector) judgeGuests(t *table) {
	guests := t.guests
	t.guests, t.invited = nil, false
	if len(guests) == 0 {
		return
	}
	outside, sent := 0, 0
	for _, r := range guests[1:] {
		for _, c := range r.Cells {
			if strings.Contains(c, "@") && !d.who.isOwn(c) {
				outside++
				if d.who.addresses[strings.ToLower(strings.Trim(c, "<> "))] {
					sent++
				}
			}
		}
	}
	if sent > 0 && (len(d.who.own) > 0 || sent*4 >= outside) || outside < leastGuests {
		for _, r := range guests[1:] {
			d.invite(r.Cells)
		}
		return
	}
	for _, r := range guests {
		t.rows = append(t.rows, r)
	}
}

// leastGuests is from how many strangers on a calendar entry is a list.
const leastGuests = 5

// invite notes somebody invited as a correspondent.
func (d *Detector) invite(cells []string) {
	for _, c := range cells {
		if strings.Contains(c, "@") {
			d.who.address(c)
		} else {
			d.who.name(c)
		}
	}
}

// startsAnew tells whether a row begins another table below this one.
func (d *Detector) startsAnew(t *table, r inspect.Row) bool {
	if t.blank == 0 && !r.Header || t.form != nil {
		return false
	}
	return !slices.Equal(t.header, r.Cells) && d.headerScore(r) >= 2
}

func (d *Detector) endTable() {
	if d.table != nil {
		d.endSegment(d.table)
		d.table = nil
	}
}

func (d *Detector) endSegment(t *table) {
	d.judgeGuests(t)
	if !t.typed && len(t.rows) > 0 {
		d.typeTable(t)
	}
	if t.form != nil {
		d.endForm(t.form)
	}
	if t.prose != nil {
		t.flushBand(t.prose)
		t.prose.end()
	}
	t.rows, t.cols, t.typed, t.header, t.form, t.loose, t.prose, t.torn = nil, nil, false, nil, nil, false, nil, nil
	t.labelled, t.above, t.said = false, nil, 0
	t.shape = reshape{}
}

// keep copies a row, as its cells may be reused after the call.
func keep(r inspect.Row) inspect.Row {
	all, end := strings.Join(r.Cells, ""), 0
	r.Cells = slices.Clone(r.Cells)
	for i, c := range r.Cells {
		r.Cells[i] = all[end : end+len(c)]
		end += len(c)
	}
	r.HiddenCells = slices.Clone(r.HiddenCells)
	return r
}

func isBlank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// typeTable decides what the columns are and reads the rows kept so far.
func (d *Detector) typeTable(t *table) {
	rows := t.rows
	if t.rows, t.typed = nil, true; isShortlog(rows) {
		return
	}
	if t.torn = d.tornColumns(rows); t.torn != nil {
		for i := range rows {
			rows[i] = mend(rows[i], t.torn)
		}
	}
	if d.isForm(rows) {
		t.form = d.newForm(t.place, t.id)
		for _, r := range rows {
			d.formRow(t.form, r)
		}
		return
	}
	if t.shape = d.findShape(rows); !t.shape.isZero() {
		whole := rows
		rows = nil
		for _, r := range whole {
			for _, part := range t.shape.rows(r) {
				if len(rows) == 0 || !slices.Equal(part.Cells, rows[0].Cells) {
					rows = append(rows, part)
				}
			}
		}
	}
	head, body := d.findHeader(rows)
	if body > 0 {
		t.header = rows[body-1].Cells
	}
	for _, i := range t.shape.pairs() { // a duty is whose turn it is
		if i < len(head) && head[i].role == roleNone {
			head[i] = heading{}
		}
	}
	for _, l := range t.shape.labels {
		for len(head) <= l.at {
			head = append(head, heading{})
		}
		if head[l.at].kind == kNone {
			head[l.at] = l.head
		}
	}
	t.cols, t.loose, t.places, t.decided = d.typeColumns(head, rows[body:], t.shape.pairs())
	t.said = d.titled(rows, body)
	t.labelled = slices.ContainsFunc(t.cols, func(c column) bool { return c.labels })
	// What stands above the header may be people as well, if it has their shape.
	for i, r := range rows {
		if i < body && !t.loose && (d.headerScore(r) > 0 || body-i <= 2) {
			continue
		}
		if i == 0 && body == 0 && !t.loose && d.headsNames(t, r.Cells) {
			continue
		}
		d.emit(t, r)
	}
}

// titled is what the title of a table, with its first heading, says of the people in it:
// "HIV recalls" above "Patient".
func (d *Detector) titled(rows []inspect.Row, body int) (said inspect.Attributes) {
	if body < 2 {
		if len(rows) < 4 || filledCells(rows[0].Cells) != 1 || filledCells(rows[1].Cells) < 2 {
			return 0
		}
		body = 2 // a header of which hardly a word is known
	}
	heading := ""
	for _, c := range rows[body-1].Cells {
		if heading = strings.TrimSpace(c); heading != "" {
			break
		}
	}
	for _, r := range rows[:body-1] {
		if filledCells(r.Cells) != 1 {
			continue
		}
		title := strings.TrimSpace(strings.Join(r.Cells, ""))
		said |= d.headsList(title+" "+heading+":", d.special.in(title))
	}
	return said
}

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
		if score >= 2 && (score*5 >= filled*2 || i == 0 && score*4 >= filled && d.headsDigits(rows)) || score == 1 && filled <= 2 && i+1 < len(rows) && filledCells(rows[i+1].Cells) >= filled && len(r.Cells) > 0 && i <= 1 && d.headsValues(rows, i) && !d.isSubtitle(r.Cells, rows[i+1].Cells) || i == 0 && score == 1 && d.headsMakers(r.Cells) {
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
		head[i] = d.heading(s)
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
