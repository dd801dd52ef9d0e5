package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// Lists typed by hand have a person a line, most of whom may be on no list: those of
// a congregation of Tamils, of a class in Somali. Their lines are alike all the same.

// mostBeside is how many words a row has beside a name and values: a town, a label.
const mostBeside = 3

// asRow notes whether the line of a record is a name, values and hardly anything else.
func (r *lineRecord) asRow(line string, hits []ident.Hit) {
	if len(line) > 2*shortLine || len(hits) == 0 && digitsIn(line) < leastRun {
		return
	}
	end, beside := nameEnd(line, r.at), 0
	for i := 0; i < len(line); {
		next := i + 1
		for next < len(line) && line[next] != ' ' && line[next] != '\t' {
			next++
		}
		if w := line[i:next]; letters(w) >= 2 && (i < r.at || i >= end) && strings.IndexByte(w, '@') < 0 && !covered(hits, i) {
			beside++
		}
		i = next
	}
	r.row = beside <= mostBeside
	for _, h := range hits {
		if h.Kind.Attribute == inspect.Email {
			local, _, _ := strings.Cut(line[h.Start:h.End], "@")
			r.mailed = r.mailed || inLocal(line[r.at:end], fold(local))
		}
	}
}

// covered tells whether a byte of a line is part of a value.
func covered(hits []ident.Hit, at int) bool {
	for _, h := range hits {
		if h.Start <= at+1 && at < h.End {
			return true
		}
	}
	return false
}

// leastRows is the fewest lines of one form that make a list of people.
const leastRows = 6

// ofRows tells whether the records that wait are rows of people: a fifth of all rows
// has a known name, or their mailboxes bear their names, or they are all born.
func (p *prose) ofRows() bool {
	n, known, mailed, born := len(p.rows), len(p.rows), 0, 0
	names := map[string]bool{}
	for _, r := range p.rows {
		names[r.name] = true
		mailed += count1(r.mailed)
		born += count1(r.attrs.Has(inspect.BirthDate))
	}
	for _, r := range p.pending {
		if r.row && !r.single {
			n++
			names[r.name] = true
			known += count1(r.known)
			mailed += count1(r.mailed)
			born += count1(r.attrs.Has(inspect.BirthDate))
		}
	}
	return !p.loose && n >= leastRows && len(names)*10 >= n*7 && (known >= 2 && known*5 >= n || mailed*5 >= n*2 || born*10 >= n*6)
}
