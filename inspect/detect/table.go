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
	// code is where the rows have the codes by which other tables name them.
	code code
	// below is how many rows go on with each record, behind as many columns as first; the
	// record that is read is open.
	below, first int
	open         *inspect.Row
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

// typedRow reads a row once the columns are known.
func (d *Detector) typedRow(t *table, r inspect.Row) {
	if t.torn != nil {
		r = mend(r, t.torn)
	}
	if t.below > 0 {
		above := t.open
		if above != nil && isBelow(r.Cells) {
			*above = lengthened(*above, r, t.first)
			return
		}
		kept := keep(r)
		if t.open = &kept; above == nil {
			return
		}
		r = *above
	}
	d.shapedRow(t, r)
}

// shapedRow reads a row that is a record, or several.
func (d *Detector) shapedRow(t *table, r inspect.Row) {
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
	if t.open != nil {
		d.shapedRow(t, *t.open)
	}
	if t.form != nil {
		d.endForm(t.form)
	}
	if t.prose != nil {
		t.flushBand(t.prose)
		t.prose.end()
	}
	t.rows, t.cols, t.typed, t.header, t.form, t.loose, t.prose, t.torn = nil, nil, false, nil, nil, false, nil, nil
	t.labelled, t.above, t.said, t.code = false, nil, 0, code{}
	t.below, t.first, t.open, t.shape = 0, 0, nil, reshape{}
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
	if is, titled := d.isForm(rows); is {
		t.form = d.newForm(t.place, t.id)
		t.form.titled = titled
		for _, r := range rows {
			d.formRow(t.form, r)
		}
		return
	}
	if below, from := d.continued(rows); below > 0 {
		t.below, t.first = below, widest(rows[from:])
		rows = whole(rows, from, t.first)
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
	t.cols, t.loose, t.places, t.decided, t.code = d.typeColumns(head, rows[body:], t.shape.pairs())
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
