package extract

import (
	"regexp"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// insertStart finds the head of an INSERT with the table and its columns.
func insertStart() *regexp.Regexp {
	return regexp.MustCompile("(?is)\\b(?:insert|replace)\\s+(?:ignore\\s+)?into\\s+([\\w.`\"\\[\\]]+)\\s*(\\([^()]*\\))?\\s*values\\s*")
}

// copyStart finds PostgreSQL's COPY … FROM stdin.
func copyStart() *regexp.Regexp {
	return regexp.MustCompile(`(?im)^copy\s+([\w."]+)\s*(\([^()]*\))?\s+from\s+stdin[^\n]*\n`)
}

// hasInsert tells a dump of a database. Most texts lack one of its words and are
// done with before any pattern is compiled.
func hasInsert(t string) bool {
	return containsFold(t, "values") && insertStart().MatchString(t) || containsFold(t, "stdin") && copyStart().MatchString(t)
}

// containsFold finds word, ASCII in lower case, in any case of its letters.
func containsFold(t, word string) bool {
	for i := 0; i+len(word) <= len(t); i++ {
		if t[i]|0x20 == word[0] && strings.EqualFold(t[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

// readSQL gives the values of INSERT and COPY as rows, the rest as text.
func readSQL(f *file, to output) error {
	q := sqlReader{to: to, insert: sqlHead{pattern: insertStart()}, copied: sqlHead{pattern: copyStart()}, create: createStart(), made: map[string][]string{}, rest: valid(string(decode(f.data, f.charset)))}
	for q.rest != "" && !to.stopped() {
		q.step()
	}
	return nil
}

type sqlReader struct {
	to     output
	insert sqlHead
	copied sqlHead
	create *regexp.Regexp
	rest   string
	last   string // table and columns of the last rows
	table  int
	// made are the columns of the tables created so far, see between; creates
	// counts the statements.
	made    map[string][]string
	creates int
}

// sqlHead is where a pattern was found last. Each is looked for again only when
// what was found is behind: a dump of many INSERTs and no COPY is searched for
// COPY once.
type sqlHead struct {
	pattern *regexp.Regexp
	left    int   // length of the text from the place found; -1 when there is none
	at      []int // submatches, from that place
}

// next finds the pattern in rest, which is the end of the text that it was given
// before; nil when there is no more.
func (s *sqlHead) next(rest string) (at []int) {
	if s.at == nil || s.left > len(rest) {
		if s.left < 0 {
			return nil
		}
		s.at = s.pattern.FindStringSubmatchIndex(rest)
		if s.at == nil {
			s.left = -1
			return nil
		}
		s.left = len(rest) - s.at[0]
	}
	skip := len(rest) - s.left - s.at[0]
	for _, i := range s.at {
		if i >= 0 {
			i += skip
		}
		at = append(at, i)
	}
	return at
}

// step gives the text up to the next statement with values, and its rows.
func (q *sqlReader) step() {
	at := q.insert.next(q.rest)
	c := q.copied.next(q.rest)
	isCopy := c != nil && (at == nil || c[0] < at[0])
	if isCopy {
		at = c
	}
	if at == nil {
		q.to.text("", 0, false, q.rest)
		q.rest = ""
		return
	}
	q.between(q.rest[:at[0]])
	name, columns := strings.Trim(q.rest[at[2]:at[3]], "`\"[]"), ""
	if at[4] >= 0 {
		columns = q.rest[at[4]:at[5]]
	}
	q.rest = q.rest[at[1]:]
	q.heading(name, columns)
	if isCopy {
		q.copyRows(name)
	} else {
		q.valueRows(name)
	}
}

// between gives the text between two statements with values, and keeps the
// columns of the tables that it creates: mysqldump and sqlite3 do not name them
// again.
func (q *sqlReader) between(t string) {
	q.to.text("", 0, false, strings.TrimSpace(t))
	for ; containsFold(t, "create") && q.creates < 1<<12; q.creates++ {
		at := q.create.FindStringIndex(t)
		if at == nil {
			return
		}
		name, columns := createdTable(t[at[0]:])
		q.made[name] = columns
		t = t[at[1]:]
	}
}

// heading gives the columns' names when the table changes.
func (q *sqlReader) heading(name, columns string) {
	if q.last == name+columns {
		return
	}
	if q.last != "" {
		q.table++
	}
	q.last = name + columns
	cells := q.made[bareName(name)]
	if columns != "" {
		cells = nil
		for _, c := range strings.Split(strings.Trim(columns, "()"), ",") {
			cells = append(cells, strings.Trim(strings.TrimSpace(c), "`\"[]"))
		}
	}
	if len(cells) == 0 {
		return
	}
	q.to.row(inspect.Row{Place: inspect.Place{Part: name}, Table: q.table, Header: true, Cells: append([]string(nil), cells...)})
}

func (q *sqlReader) copyRows(name string) {
	for q.rest != "" && !q.to.stopped() {
		line, rest, _ := strings.Cut(q.rest, "\n")
		q.rest = rest
		if line == `\.` {
			return
		}
		cells := strings.Split(line, "\t")
		for i, c := range cells {
			if c == `\N` {
				cells[i] = ""
			}
		}
		q.to.row(inspect.Row{Place: inspect.Place{Part: name}, Table: q.table, Cells: cells})
	}
}

// valueRows gives (…), (…); as rows.
func (q *sqlReader) valueRows(name string) {
	for !q.to.stopped() {
		q.rest = strings.TrimLeft(q.rest, " \t\n,")
		if !strings.HasPrefix(q.rest, "(") {
			q.rest = strings.TrimPrefix(q.rest, ";")
			return
		}
		cells, n := sqlTuple(q.rest)
		q.rest = q.rest[n:]
		q.to.row(inspect.Row{Place: inspect.Place{Part: name}, Table: q.table, Cells: cells})
	}
}

// sqlTuple takes a parenthesis apart; n is its length.
func sqlTuple(t string) (cells []string, n int) {
	var cell strings.Builder
	depth := 1
	for n = 1; n < len(t); n++ {
		switch c := t[n]; {
		case c == '\'' || c == '"':
			n += quotedSQL(t[n:], &cell) - 1
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return append(cells, sqlValue(cell.String())), n + 1
			}
		case c == ',' && depth == 1:
			cells = append(cells, sqlValue(cell.String()))
			cell.Reset()
		default:
			cell.WriteByte(c)
		}
	}
	return append(cells, sqlValue(cell.String())), n
}

// sqlValue takes blanks, NULL and the marks before quoted strings off.
func sqlValue(v string) string {
	v = strings.TrimSpace(v)
	if strings.EqualFold(v, "null") {
		return ""
	}
	return v
}

// quotedSQL adds the string at the start of t; n is its length in t.
func quotedSQL(t string, to *strings.Builder) (n int) {
	quote := t[0]
	for n = 1; n < len(t); n++ {
		switch {
		case t[n] == '\\' && n+1 < len(t):
			n++
			if t[n] == 'n' || t[n] == 'r' {
				to.WriteByte('\n')
			} else {
				to.WriteByte(t[n])
			}
		case t[n] == quote && n+1 < len(t) && t[n+1] == quote:
			to.WriteByte(quote)
			n++
		case t[n] == quote:
			return n + 1
		default:
			to.WriteByte(t[n])
		}
	}
	return n
}
