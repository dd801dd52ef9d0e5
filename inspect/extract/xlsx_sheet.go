package extract

import (
	"slices"
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// xlsxSheet is a sheet being read.
type xlsxSheet struct {
	*xlsx
	name    string
	hidden  bool
	columns []bool // hidden ones; nil when there are none
	row     inspect.Row
	cells   []string // of row, used again
	line    int
	next    int    // column of the next cell without reference
	value   []byte // of the cell being read
	typ     byte   // 0 number, else the first letters of c@t, see cellType
	column  int
	style   int
	in      bool // inside v or t
	plain   plainCell
	room    arena
	noted   map[int]string // the words of each row, when the sheet has comments
}

// maxNoted is the most rows whose words are kept for their comments.
const maxNoted = 1 << 14

// sheet reads a sheet's cells, then what hangs on it.
func (w *xlsx) sheet(part, name string, hidden bool) {
	sh := &xlsxSheet{xlsx: w, name: name, hidden: hidden}
	x, done := w.xml(part)
	if x == nil {
		return
	}
	rels := w.relations(part)
	if slices.ContainsFunc(rels, isComments) {
		sh.noted = map[int]string{}
	}
	for t := x.next(); t != xmlEOF && !w.s.stopped(); t = x.next() {
		switch t {
		case xmlStart:
			sh.start(x)
		case xmlText:
			if sh.in {
				sh.value = append(sh.value, x.text...)
			}
		case xmlEnd:
			sh.end(x)
		}
		for x.plainCell(&sh.plain) {
			sh.take(&sh.plain)
		}
	}
	done()
	for _, r := range rels {
		if isComments(r) && !w.done[r.target] {
			w.comments(r.target, name+" comments", sh.noted)
		}
	}
	w.links(part, name, rels)
}

func isComments(r relation) bool { return r.kind == "comments" || r.kind == "threadedComment" }

// rowWords are the words of a row without its numbers: whom it is about.
func rowWords(cells []string) string {
	var words []string
	n := 0
	for _, c := range cells {
		if n += len(c); n > 120 {
			break
		}
		if c != "" && !strings.ContainsAny(c, "0123456789@\n") {
			words = append(words, c)
		}
	}
	return strings.Clone(strings.Join(words, "\t"))
}

func (sh *xlsxSheet) start(x *xmlReader) {
	switch string(x.name) {
	case "c":
		sh.cell(x.attrBytes("r"), x.attrBytes("s"), x.attrBytes("t"))
	case "v", "t":
		sh.in = true
	case "row":
		sh.line++
		if r := number(x.attr("r")); r > 0 {
			sh.line = r
		}
		sh.next = 0
		sh.row = inspect.Row{Place: inspect.Place{Part: sh.name, Line: sh.line}, Cells: sh.cells[:0],
			Hidden: sh.hidden || truth(x.attr("hidden")) || x.attr("ht") == "0"}
	case "col":
		sh.col(x)
	case "rPh", "f":
		x.skip()
	default:
		sh.around(x)
	}
}

// cell begins a cell.
func (sh *xlsxSheet) cell(ref, style, typ []byte) {
	sh.value = sh.value[:0]
	sh.typ, sh.style = cellType(typ), -1
	if len(style) > 0 {
		sh.style, _ = strconv.Atoi(string(style))
	}
	if sh.column = columnOf(ref); sh.column < 0 {
		sh.column = sh.next
	}
	sh.next = sh.column + 1
}

// take does what start and end do for a plain cell.
func (sh *xlsxSheet) take(c *plainCell) {
	sh.cell(c.ref, c.style, c.typ)
	if c.closed {
		return
	}
	sh.in = false
	sh.value = append(sh.value, c.value...)
	if len(sh.value) > 0 {
		sh.put(&sh.row, sh.column, sh.show())
	}
}

// around reads the words that stand beside the cells.
func (sh *xlsxSheet) around(x *xmlReader) {
	switch string(x.name) {
	case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
		sh.s.text(sh.name+" header", 0, sh.hidden, headerWords(x.words("")))
	case "hyperlink":
		sh.s.text(sh.name, 0, true, strings.TrimSpace(x.attr("display")+" "+x.attr("tooltip")))
	case "formula1", "formula2":
		if list := x.words(""); strings.HasPrefix(list, `"`) {
			sh.s.text(sh.name, 0, true, strings.ReplaceAll(strings.Trim(list, `"`), ",", "\n"))
		}
	case "dataValidation":
		sh.s.text(sh.name, 0, true, strings.TrimSpace(x.attr("promptTitle")+" "+x.attr("prompt")+" "+x.attr("error")))
	case "filter", "customFilter":
		sh.s.text(sh.name, 0, true, x.attr("val"))
	}
}

// headerWords takes the codes out of a header: &L, &P, &12, &"font,style"
// ([ECMA-376] part 1, 18.3.1.46).
func headerWords(s string) string {
	var b strings.Builder
	for {
		text, code, ok := strings.Cut(s, "&")
		b.WriteString(text)
		if !ok || code == "" {
			return strings.TrimSpace(b.String())
		}
		switch c := code[0]; {
		case c == '&':
			b.WriteByte('&')
			code = code[1:]
		case c == '"':
			_, code, _ = strings.Cut(code[1:], `"`)
		case c == 'L' || c == 'C' || c == 'R':
			b.WriteByte(' ')
			code = code[1:]
		case c >= '0' && c <= '9':
			code = strings.TrimLeft(code, "0123456789")
		case c == 'K' && len(code) > 6:
			code = code[7:]
		default:
			code = code[1:]
		}
		s = code
	}
}

// col takes the hidden columns of one col element.
func (sh *xlsxSheet) col(x *xmlReader) {
	if !truth(x.attr("hidden")) && x.attr("width") != "0" {
		return
	}
	if sh.columns == nil {
		sh.columns = make([]bool, sh.s.job.limits.Columns)
	}
	from, to := number(x.attr("min")), number(x.attr("max"))
	for i := max(from, 1); i <= min(to, len(sh.columns)); i++ {
		sh.columns[i-1] = true
	}
}

// cellType is a letter for each value of c@t (18.18.11).
func cellType(t []byte) byte {
	switch string(t) {
	case "s":
		return 's'
	case "str", "inlineStr":
		return 't'
	case "b":
		return 'b'
	case "e":
		return 'e'
	case "d":
		return 'd'
	}
	return 'n'
}

func (sh *xlsxSheet) end(x *xmlReader) {
	switch string(x.name) {
	case "v", "t":
		sh.in = false
	case "c":
		if len(sh.value) > 0 {
			sh.put(&sh.row, sh.column, sh.show())
		}
	case "row":
		sh.cells = sh.row.Cells
		if sh.columns != nil {
			sh.row.HiddenCells = sh.columns[:min(len(sh.columns), len(sh.row.Cells))]
		}
		if sh.noted != nil && len(sh.noted) < maxNoted {
			sh.noted[sh.line] = rowWords(sh.row.Cells)
		}
		sh.s.row(sh.row)
	}
}

// show is the cell's value as a person sees it.
func (sh *xlsxSheet) show() string {
	switch sh.typ {
	case 's':
		i, err := strconv.Atoi(string(sh.value))
		if err != nil {
			return ""
		}
		return sh.strings.at(i)
	case 'b':
		if string(sh.value) == "1" {
			return "TRUE"
		}
		return "FALSE"
	case 'd':
		return shortDate(string(sh.value))
	case 't', 'e':
		return sh.room.string(sh.value)
	}
	f := sh.formatOf(sh.style)
	if asWritten(sh.value, f) {
		return sh.room.string(sh.value)
	}
	return showNumber(sh.value, f, sh.date1904)
}

// shortDate takes a midnight off an ISO date.
func shortDate(s string) string {
	day, clock, ok := strings.Cut(s, "T")
	if !ok || len(day) != 10 {
		return s
	}
	if strings.Trim(clock, "0:.Z") == "" {
		return day
	}
	return day + " " + strings.TrimSuffix(clock, "Z")
}
