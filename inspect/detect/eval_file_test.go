package detect

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"strings"
)

// fileFormats are the text formats that tables are written as.
var fileFormats = []string{"csv", "tsv", "json", "xml", "sql", "html", "md", "txt"}

// as is a table as a file of one of the fileFormats.
func (c evalCase) as(format string) evalCase {
	var b strings.Builder
	switch format {
	case "csv", "tsv":
		w := csv.NewWriter(&b)
		w.Comma = map[string]rune{"csv": ';', "tsv": '\t'}[format]
		w.WriteAll(c.rows)
	case "json":
		e := json.NewEncoder(&b)
		var list []map[string]string
		for _, row := range c.rows[1:] {
			m := map[string]string{}
			for i, cell := range row {
				m[c.rows[0][i]] = cell
			}
			list = append(list, m)
		}
		e.Encode(list)
	case "xml":
		b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<list>\n")
		for _, row := range c.rows[1:] {
			b.WriteString("<entry>")
			for i, cell := range row {
				name := elementName(c.rows[0][i])
				fmt.Fprintf(&b, "<%s>%s</%s>", name, html.EscapeString(cell), name)
			}
			b.WriteString("</entry>\n")
		}
		b.WriteString("</list>\n")
	case "sql":
		for _, row := range c.rows[1:] {
			fmt.Fprintf(&b, "INSERT INTO list (%s) VALUES ('%s');\n", elementName(strings.Join(c.rows[0], ", ")), strings.Join(quoted(row), "', '"))
		}
	case "html":
		b.WriteString("<html><body><table>\n")
		for _, row := range c.rows {
			fmt.Fprintf(&b, "<tr><td>%s</td></tr>\n", strings.Join(escaped(row), "</td><td>"))
		}
		b.WriteString("</table></body></html>\n")
	case "md":
		for i, row := range c.rows {
			fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
			if i == 0 {
				fmt.Fprintf(&b, "%s|\n", strings.Repeat("|---", len(row)))
			}
		}
	case "txt":
		for _, row := range c.rows {
			for _, cell := range row {
				b.WriteString(cell + strings.Repeat(" ", max(2, 36-len([]rune(cell)))))
			}
			b.WriteString("\n")
		}
	}
	c.rows, c.text, c.format, c.file = nil, b.String(), format, "list."+format
	return c
}

// elementName is a heading as a name of XML or SQL.
func elementName(heading string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune("().'/-:?#%+* ", r) {
			return '_'
		}
		return r
	}, strings.ReplaceAll(heading, ", ", ",")), "_")
}

func quoted(row []string) (out []string) {
	for _, cell := range row {
		out = append(out, strings.ReplaceAll(cell, "'", "''"))
	}
	return out
}

func escaped(row []string) (out []string) {
	for _, cell := range row {
		out = append(out, html.EscapeString(cell))
	}
	return out
}
