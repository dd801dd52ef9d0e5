package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// coded joins tables by the codes of their rows. An export of a database has the names
// in one sheet and what is said of people in another, under their numbers; neither sheet
// tells anything of anybody by itself.
type coded struct {
	d *Detector
	// names are by the hash of the code; said are rows without a name.
	names map[uint64]codedName
	said  []codedRow
	// named counts the names of each table.
	named map[int]int
}

type codedName struct {
	name  string // normalised; empty where a code names several
	table int
}

type codedRow struct {
	code   uint64
	table  int
	facts  [numFacts]uint64
	attrs  inspect.Attributes
	items  []lineItem
	where  inspect.Place
	hidden bool
}

const (
	// maxCoded bounds the rows remembered of either sort.
	maxCoded = 20_000
	// leastCoded is the fewest rows of two tables that have one code.
	leastCoded = 3
	// maxCode is the longest code in bytes.
	maxCode = 24
)

// row keeps the name of a row with a code, or what a row without one says.
func (l *coded) row(t *table, r inspect.Row, p *draft) {
	if t.code.at == 0 || t.code.at > len(r.Cells) {
		return
	}
	code := strings.TrimLeft(fold(strings.TrimSpace(r.Cells[t.code.at-1])), "0")
	if code == "" {
		return
	}
	key := l.d.people.hash(t.code.of + code)
	switch {
	case p.named():
		l.name(key, p.name, t.id)
	case t.code.of != "" && p.attrs&intimate == 0:
	case p.attrs != 0 && len(l.said) < maxCoded:
		row := codedRow{key, t.id, p.facts, p.attrs | p.lesser, nil, r.Place, r.Hidden || anyHidden(r)}
		for _, it := range p.items[:p.n] {
			row.items = append(row.items, lineItem{it.col.attr, it.col.name, it.col.sure, it.value})
		}
		l.said = append(l.said, row)
	}
}

// loose keeps what a row of a table without names says.
func (l *coded) loose(t *table, r inspect.Row) {
	if t.code.at == 0 || len(l.said) >= maxCoded {
		return
	}
	var p draft
	for i, cell := range r.Cells[:min(len(r.Cells), len(t.cols))] {
		if c := &t.cols[i]; i+1 != t.code.at && !c.silent() && !c.shared && cell != "" {
			l.d.put(&p, c, strings.TrimSpace(cell))
		}
	}
	l.row(t, r, &p)
}

func (l *coded) name(code uint64, name string, table int) {
	if l.names == nil {
		l.names, l.named = map[uint64]codedName{}, map[int]int{}
	}
	if n, ok := l.names[code]; ok && n.name != name {
		name = ""
	}
	if len(l.names) < maxCoded {
		l.names[code] = codedName{name, table}
		l.named[table]++
	}
}

// end counts the people of tables that have most of their codes in common.
func (l *coded) end() {
	for len(l.said) > 0 {
		n := 1
		for n < len(l.said) && l.said[n].table == l.said[0].table {
			n++
		}
		l.join(l.said[:n])
		l.said = l.said[n:]
	}
}

// join counts those of a table's rows whose codes name somebody in another.
func (l *coded) join(rows []codedRow) {
	found := map[int]int{} // by the table of the names
	for _, r := range rows {
		if n := l.names[r.code]; n.name != "" && n.table != r.table {
			found[n.table]++
		}
	}
	for _, r := range rows {
		n := l.names[r.code]
		if k := found[n.table]; n.name == "" || n.table == r.table || k < leastCoded || 2*k < min(len(rows), l.named[n.table]) || l.d.who.names[n.name] || isExample(n.name) {
			continue
		}
		l.d.people.add(record{name: n.name, attrs: r.attrs, facts: r.facts, table: r.table})
		for _, it := range r.items {
			l.d.finds.add(it.attr, it.kind, r.where, r.hidden, it.sure, it.value)
		}
	}
}

// intimate are attributes that things and places have not.
var intimate = inspect.Special | inspect.Set(inspect.BirthDate, inspect.NationalID, inspect.BankAccount)

// code is the column of a table whose cells are the codes of its rows.
type code struct {
	at int // counted from 1; 0 is none
	// of is the heading of codes that count the rows from 1: many tables do, and those
	// that have no more than that in common are of other things.
	of string
}

// code finds the column in which each row has another code. There is none where the
// rows are things or an office's people.
func (t *typing) code() code {
	if t.org || t.acting || t.staff || t.directory() || t.has(kAuthor) || t.has(kRank) {
		return code{}
	}
	for i := range t.vs {
		v := &t.vs[i]
		switch v.kind {
		case kNone, kThing, kDate, kID, kPostcode, kPhone, kAge, kPay, kClass:
		default:
			continue
		}
		if v.n < leastCoded || len(v.distinct) < v.n || slices.ContainsFunc(v.cells, func(c string) bool { return c != "" && !isCode(c) }) {
			continue
		}
		if !v.runs() {
			return code{at: i + 1}
		}
		if v.head.text != "" {
			return code{i + 1, v.head.text + " "}
		}
	}
	return code{}
}

// runs tells whether the cells are numbers from 1.
func (v *votes) runs() bool {
	return slices.ContainsFunc(v.cells, func(c string) bool { return strings.Trim(c, "0. ") == "1" })
}

// isCode is true for "K1640", "2026/1720", "M-041", "7".
func isCode(c string) bool {
	return len(c) <= maxCode && digitsIn(c) >= 1 && !strings.ContainsAny(c, " @,\n")
}
