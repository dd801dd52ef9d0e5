package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/known"
	"github.com/postlock/postlock/inspect/extract"
	"github.com/postlock/postlock/inspect/rule"
)

// readInto reads a file of an admin's, whatever kind it is.
func readInto(ctx context.Context, file string, to inspect.Sink) error {
	content, err := readBounded(file, mostHashes)
	if os.IsNotExist(err) {
		return fmt.Errorf("there is no file %s", file)
	}
	if err != nil {
		return err
	}
	pool, err := extract.NewPool(extract.Options{Workers: 1})
	if err != nil {
		return err
	}
	defer pool.Close()
	name := filepath.Base(file)
	if err := pool.Extract(ctx, inspect.File{Path: name, Name: name, Body: bytes.NewReader(content)}, to); err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	return nil
}

// headingRows is among how many rows of a table its heading is looked for: titles
// and dates stand above it.
const headingRows = 10

// roster is the Sink of a list of people.
type roster struct {
	columns   rule.Columns
	add       func(known.Person) bool
	table     inspect.Row
	rows      int              // of this table
	at        map[string][]int // columns by their key; nil until the heading came
	best      miss
	broken    []string
	people    int
	poor      int
	poorAt    []int
	protected int
	any       bool
}

// miss is the row that came closest to being the heading.
type miss struct {
	row     inspect.Row
	hits    int
	lacks   []string // headings that it does not have
	doubles []string // headings that it has twice
}

// Text implements inspect.Sink; a list is a table.
func (r *roster) Text(inspect.Text) {}

// Unreadable implements inspect.Sink.
func (r *roster) Unreadable(u inspect.Unreadable) {
	if u.Why != inspect.Picture { // a letterhead
		r.broken = append(r.broken, fmt.Sprintf("%s (%s) %s", u.Where, u.Why, u.Detail))
	}
}

// Row reads the heading of a table, then its people.
func (r *roster) Row(row inspect.Row) {
	if row.Place.Part != r.table.Place.Part || row.Table != r.table.Table || row.Place.Path != r.table.Place.Path {
		r.table, r.at, r.rows = inspect.Row{Place: row.Place, Table: row.Table}, nil, 0
	}
	r.rows++
	if r.at == nil {
		if r.rows <= headingRows {
			r.heading(row)
		}
		return
	}
	p := r.person(row.Cells)
	switch {
	case p == nil:
	case r.add(*p):
		r.people++
		if p.Protected {
			r.protected++
		}
	default:
		if r.poor++; len(r.poorAt) < 5 {
			r.poorAt = append(r.poorAt, row.Place.Line)
		}
	}
}

// heading takes a row for the heading when it has every column asked for.
func (r *roster) heading(row inspect.Row) {
	at := map[string][]int{}
	m := miss{row: row}
	for _, c := range r.columns.All() {
		for _, h := range c.Headings {
			found := columnsCalled(row.Cells, h)
			switch {
			case len(found) == 0:
				m.lacks = append(m.lacks, h)
				continue
			case len(found) > 1 && !several(c.Key):
				m.doubles = append(m.doubles, h)
			}
			m.hits++
			at[c.Key] = append(at[c.Key], found...)
		}
	}
	if len(m.lacks)+len(m.doubles) == 0 {
		r.at, r.any = at, true
	}
	if m.hits > r.best.hits {
		m.row.Cells = slices.Clone(row.Cells)
		r.best = m
	}
}

// several tells whether each cell of a column is a value of its own, so that two
// columns of one name do no harm.
func several(key string) bool { return key == "phone" || key == "email" || key == "national_id" }

// columnsCalled are the columns with a heading, whatever its spaces and capitals.
func columnsCalled(cells []string, heading string) (at []int) {
	want := plainHeading(heading)
	for i, c := range cells {
		if plainHeading(c) == want {
			at = append(at, i)
		}
	}
	return at
}

func plainHeading(s string) string {
	return strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(strings.TrimPrefix(s, "\ufeff")), " ")))
}

// err says what is wrong with the list, and what to do.
func (r *roster) err(file string) error {
	switch {
	case len(r.broken) > 0:
		return fmt.Errorf("%s could not be read: %s; save it again without a password, or as csv", file, strings.Join(r.broken, ", "))
	case !r.any && r.best.hits > 0:
		return r.best.err(file)
	case !r.any:
		return fmt.Errorf("%s has no row with the headings under [people.columns] among the first %d of a table; they are %s", file, headingRows, r.wanted())
	case r.people == 0:
		return fmt.Errorf("%s names nobody who could be recognised: a row needs at least two values of different columns", file)
	}
	return nil
}

func (r *roster) wanted() string {
	var all []string
	for _, c := range r.columns.All() {
		all = append(all, c.Headings...)
	}
	return inQuotes(all)
}

func (m miss) err(file string) error {
	where := fmt.Sprintf("%s, row %d", file, m.row.Place.Line)
	if m.row.Place.Part != "" {
		where += " of " + m.row.Place.Part
	}
	if len(m.lacks) == 0 {
		return fmt.Errorf("%s: the heading %s stands there twice; rename one of them in the list", where, inQuotes(m.doubles))
	}
	say := make([]string, len(m.lacks))
	for i, l := range m.lacks {
		say[i] = fmt.Sprintf("no column %q", l)
		if g := nearest(l, m.row.Cells); g != "" {
			say[i] += fmt.Sprintf(" (is it %q?)", g)
		}
	}
	return fmt.Errorf("%s: %s; the headings there are %s: mend [people.columns] or the list", where, strings.Join(say, ", "), inQuotes(m.row.Cells))
}

// inQuotes lists headings, twenty at most.
func inQuotes(list []string) string {
	var out []string
	for _, s := range list {
		if s = strings.Join(strings.Fields(s), " "); s != "" && len(out) < 20 {
			out = append(out, fmt.Sprintf("%q", s))
		}
	}
	return strings.Join(out, ", ")
}

// nearest is the heading that is most like the one asked for; "" when none is.
func nearest(want string, have []string) (best string) {
	w := []rune(plainHeading(want))
	least := len(w)/3 + 1
	for _, h := range have {
		p := plainHeading(h)
		d := distance(w, []rune(p))
		if len(p) >= 3 && (strings.Contains(p, string(w)) || strings.Contains(string(w), p)) {
			d = 1
		}
		if p != "" && d <= least && (best == "" || d < least) {
			best, least = strings.TrimSpace(h), d
		}
	}
	return best
}

// distance is that of Levenshtein, for headings of at most 60 letters.
func distance(a, b []rune) int {
	if len(a) > 60 || len(b) > 60 {
		return 60
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

// poorRows names the first rows that were left out.
func (r *roster) poorRows() string {
	var say []string
	for _, n := range r.poorAt {
		say = append(say, fmt.Sprint(n))
	}
	s := "row " + strings.Join(say, ", ")
	if r.poor > len(r.poorAt) {
		s += " …"
	}
	return s
}

// person is a row's; nil when the row is empty.
func (r *roster) person(cells []string) *known.Person {
	get := func(key string) (vs []string) {
		for _, i := range r.at[key] {
			if i < len(cells) && strings.TrimSpace(cells[i]) != "" {
				vs = append(vs, strings.TrimSpace(cells[i]))
			}
		}
		return vs
	}
	one := func(key string) string { return strings.Join(get(key), " ") }
	if strings.TrimSpace(strings.Join(cells, "")) == "" {
		return nil
	}
	return &known.Person{
		Given: one("given"), Family: one("family"), Full: one("name"), Birth: one("birth_date"),
		Address: one("address"), Postcode: one("postcode"), House: one("house_number"),
		Phones: get("phone"), Emails: get("email"), IDs: get("national_id"), Member: one("member"),
		Protected: secret(one("protected")),
	}
}

// secret reads the cell of a column that says whose address is protected:
// anything but a no.
func secret(cell string) bool {
	switch strings.ToLower(cell) {
	case "", "0", "-", "no", "n", "nee", "nein", "nej", "false", "falsch", "onwaar", "falsk":
		return false
	}
	return true
}
