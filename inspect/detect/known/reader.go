package known

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Reader reads one message for all lists and forms of a Register. It is not safe
// for concurrent use.
type Reader struct {
	scan     scanner
	matchers []*matcher
	forms    []*formReader // one for each key
}

// NewReader makes a Reader. person is called for every match in a list, the same
// person in several records several times; form for every filled copy of a form,
// the same copy once.
func (r *Register) NewReader(person func(*List, Match), form func(Filled)) *Reader {
	rd := &Reader{}
	for _, l := range r.Lists {
		rd.matchers = append(rd.matchers, newMatcher(l, &rd.scan, func(m Match) { person(l, m) }))
	}
	byKey := map[sip][]*Form{}
	for _, f := range r.Forms {
		byKey[f.filter] = append(byKey[f.filter], f)
	}
	for _, fs := range byKey {
		rd.forms = append(rd.forms, newFormReader(fs, form))
	}
	return rd
}

// Text reads running text.
func (r *Reader) Text(t inspect.Text) {
	for _, m := range r.matchers {
		m.at(t.Place, -1, t.Hidden)
	}
	for _, f := range r.forms {
		f.at(t.Place, t.Hidden)
	}
	line := t.Place.Line
	for l := range strings.SplitSeq(t.Text, "\n") {
		r.line(l, line)
		if line > 0 {
			line++
		}
	}
}

// line reads one line of text, or a row.
func (r *Reader) line(text string, line int) {
	blank := strings.TrimSpace(text) == ""
	if !blank {
		r.scan.line(text)
	}
	for _, m := range r.matchers {
		m.where.Line = line
		m.read(blank)
	}
	if blank {
		return
	}
	for _, f := range r.forms {
		f.read(&r.scan)
	}
}

// Row reads a row of a table. Rows of one or two cells may be a card that runs
// down the page; all others are records by themselves.
func (r *Reader) Row(row inspect.Row) {
	hidden := row.Hidden
	for _, h := range row.HiddenCells {
		hidden = hidden || h
	}
	cells := 0
	for _, c := range row.Cells {
		if strings.TrimSpace(c) != "" {
			cells++
		}
	}
	for _, m := range r.matchers {
		m.at(row.Place, row.Table, hidden)
		if cells > 2 {
			m.flush()
		}
	}
	for _, f := range r.forms {
		f.at(row.Place, hidden)
	}
	r.line(strings.ReplaceAll(strings.Join(row.Cells, "\t"), "\n", "\t"), row.Place.Line)
	if cells > 2 {
		r.flush()
	}
}

func (r *Reader) flush() {
	for _, m := range r.matchers {
		m.flush()
	}
}

// End judges what is left.
func (r *Reader) End() {
	r.flush()
	for _, f := range r.forms {
		f.end()
	}
}
