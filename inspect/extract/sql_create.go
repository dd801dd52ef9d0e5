package extract

import (
	"regexp"
	"strings"
)

// createStart finds the head of a CREATE TABLE with the table's name.
func createStart() *regexp.Regexp {
	return regexp.MustCompile("(?is)\\bcreate\\s+(?:(?:global\\s+|local\\s+)?temp(?:orary)?\\s+|unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?([\\w.`\"\\[\\]]+|\"[^\"]+\")\\s*\\(")
}

// maxCreate is the most bytes of a CREATE TABLE that are looked at.
const maxCreate = 64 << 10

// createdTable is the name and the columns of the first CREATE TABLE in sql.
func createdTable(sql string) (name string, columns []string) {
	at := createStart().FindStringSubmatchIndex(sql)
	if at == nil {
		return "", nil
	}
	for _, def := range sqlDefinitions(sql[at[1]:min(len(sql), at[1]+maxCreate)]) {
		if column := definedColumn(def); column != "" && len(columns) < 1<<12 {
			columns = append(columns, column)
		}
	}
	return bareName(sql[at[2]:at[3]]), columns
}

// sqlDefinitions splits what stands between the parentheses at commas that stand
// in no inner ones.
func sqlDefinitions(t string) (defs []string) {
	depth, from := 0, 0
	for i := 0; i < len(t); i++ {
		switch c := t[i]; {
		case c == '\'' || c == '"' || c == '`':
			if end := strings.IndexByte(t[i+1:], c); end >= 0 {
				i += end + 1
			}
		case strings.HasPrefix(t[i:], "--"):
			i += lineLength(t[i:]) - 1
		case c == '(':
			depth++
		case c == ')' && depth == 0:
			return append(defs, t[from:i])
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			defs = append(defs, t[from:i])
			from = i + 1
		}
	}
	return append(defs, t[from:])
}

// lineLength is the length of the first line with its end.
func lineLength(t string) int {
	if i := strings.IndexByte(t, '\n'); i >= 0 {
		return i + 1
	}
	return len(t)
}

// definedColumn is the column that a definition names, "" for keys and checks.
func definedColumn(def string) string {
	def = strings.TrimSpace(def)
	for strings.HasPrefix(def, "--") { // what was said of the column before
		def = strings.TrimSpace(def[lineLength(def):])
	}
	if def == "" {
		return ""
	}
	if end := strings.IndexByte(def[1:], closingQuote(def[0])); end >= 0 && closingQuote(def[0]) != 0 {
		return def[1 : end+1]
	}
	word := strings.Fields(def)[0]
	word, _, _ = strings.Cut(word, "(")
	switch strings.ToLower(word) {
	case "primary", "unique", "key", "index", "constraint", "foreign", "check", "fulltext", "spatial", "exclude", "like", "period":
		return ""
	}
	return word
}

// closingQuote ends a quoted name that begins with c; 0 when c begins none.
func closingQuote(c byte) byte {
	switch c {
	case '"', '`':
		return c
	case '[':
		return ']'
	}
	return 0
}

// rowidColumn is the column of an SQLite table that is the number of its rows,
// -1 when it has none: "INTEGER PRIMARY KEY".
func rowidColumn(sql string, columns []string) int {
	at := createStart().FindStringIndex(sql)
	if at == nil {
		return -1
	}
	n := 0
	for _, def := range sqlDefinitions(sql[at[1]:min(len(sql), at[1]+maxCreate)]) {
		if definedColumn(def) == "" || n >= len(columns) {
			continue
		}
		if words := strings.Join(strings.Fields(strings.ToLower(def)), " "); strings.Contains(words, " integer primary key") {
			return n
		}
		n++
	}
	return -1
}

// bareName is a table's name without its schema and quotes.
func bareName(name string) string {
	name = strings.NewReplacer("`", "", `"`, "", "[", "", "]", "").Replace(name)
	return name[strings.LastIndexByte(name, '.')+1:]
}
