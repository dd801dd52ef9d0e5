package detect

import (
	"math"
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// column is what a column of a table, or a labelled field, was decided to be.
type column struct {
	kind  kind
	attr  inspect.Attribute
	group int
	// name is the kind of a finding: "cpr", "iban"; sure is its confidence.
	name string
	sure float64
	// child is set when the heading says that the person is a child.
	child bool
	// pupil is set for classes of a school.
	pupil bool
	// shared is set when the column's values are the office's or an
	// organisation's, not the person's.
	shared bool
	// house is set for mailboxes of organisations' rows, which may be theirs.
	house bool
	// work is set for mailboxes of people at work: only those of providers are theirs.
	work bool
	// apart is set for columns that a row read as a line is read without: makers of
	// what the row is, and keys that look like telephone numbers.
	apart bool
	// past is set for days that are mostly those of people long dead.
	past bool
	// labels is set where the cells are labels of the values in the next column.
	labels bool
	// slots remember the finding's group, open and hidden; 0 is not asked yet.
	slots [2]int
}

// typeColumns decides each column by its heading and by its values; either
// alone decides when it is strong.
func (d *Detector) typeColumns(head []heading, rows []inspect.Row, pairs []int) (cols []column, loose, places, decided bool, by code) {
	width := len(head)
	for _, r := range rows {
		width = max(width, len(r.Cells))
	}
	width = min(width, maxColumns)
	vs := make([]votes, width)
	for i := range vs {
		v := &vs[i]
		v.years = [2]int{math.MaxInt, 0}
		if i < len(head) {
			v.head = head[i]
		}
		v.paired = slices.Contains(pairs, i) || slices.Contains(pairs, i-1)
		v.cells = make([]string, len(rows))
		for j, r := range rows {
			if i < len(r.Cells) {
				v.cells[j] = d.cellValue(strings.TrimSpace(r.Cells[i]))
			}
		}
		v.voteAll(d)
	}
	for i := range vs {
		vs[i].kind = vs[i].decide()
	}
	tb := &typing{d: d, vs: vs, rows: len(rows), headed: len(head) > 0}
	tb.names()
	tb.identifiers()
	tb.staffed()
	tb.minuted()
	tb.hinted()
	loose = !tb.org && !tb.named() && !tb.has(kID) && !tb.nameless()
	return tb.columns(), loose, loose && tb.located(), tb.org || tb.acting || tb.staff || tb.has(kOrg) || tb.directory() || tb.lends(), tb.code()
}

// cellValue is a cell without the label that it brings along where there are no headings:
// "IBAN: DE89 …", "geb.: 12.03.2004".
func (d *Detector) cellValue(cell string) string {
	at := strings.IndexByte(cell, ':')
	if at < 1 || at > maxCellLabel || digitsIn(cell[at:]) < 4 {
		return cell
	}
	switch h := d.heading(cell[:at]); h.kind {
	case kIBAN, kBirth, kID:
		if h.exact {
			return strings.TrimSpace(cell[at+1:])
		}
	}
	return cell
}

// maxCellLabel is the longest such label in bytes.
const maxCellLabel = 24

// maxColumns bounds the columns of a table that are looked at.
const maxColumns = 256
