package extract

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// maxQuoted is the most bytes a quoted cell may run over lines; beyond, the
// quote is taken for an ordinary character.
const maxQuoted = 64 << 10

// maxCells is the most cells of a row, as many as a sheet has columns; those beyond
// are the next row.
const maxCells = 16 << 10

// csvReader reads separated values as forgiving as spreadsheets do (RFC 4180
// and its neighbours): any delimiter, double quotes, bare quotes inside cells.
type csvReader struct {
	d     []byte
	delim rune
	cells [][]byte
	room  []byte // cells that lost doubled quotes
	line  int    // of the last row, from 1
	lines int
	// source begins with the last row.
	source []byte
	// quotes is set when a cell of the last row begins with a quote.
	quotes bool
}

func newCSV(d []byte, delim rune) *csvReader { return &csvReader{d: d, delim: delim} }

// next gives the cells of the next row, valid until the call after; nil at the
// end.
func (c *csvReader) next() [][]byte {
	for c.delim == '|' && len(c.d) > 0 && c.atRule() { // +-----+-----+, |---|:-:|
		i := bytes.IndexAny(c.d, "\r\n")
		if i < 0 {
			c.d = nil
			return nil
		}
		c.d = c.d[i:]
		c.endLine()
		c.lines++
	}
	if len(c.d) == 0 {
		return nil
	}
	c.line = c.lines + 1
	c.cells, c.room, c.quotes, c.source = c.cells[:0], c.room[:0], false, c.d
	last := c.plainRow()
	for !last && len(c.cells) < maxCells {
		var cell []byte
		cell, last = c.cell()
		c.cells = append(c.cells, cell)
	}
	if last {
		c.lines++
	}
	return c.cells
}

// plainRow takes a row that is a short line without quotes, as most are, and tells
// whether it was one.
func (c *csvReader) plainRow() bool {
	end := bytes.IndexByte(c.d[:min(len(c.d), 4<<10)], '\n')
	if end < 0 || c.delim >= utf8.RuneSelf || bytes.IndexByte(c.d[:end], '"') >= 0 {
		return false
	}
	line := bytes.TrimSuffix(c.d[:end], []byte("\r"))
	if bytes.IndexByte(line, '\r') >= 0 {
		return false
	}
	c.d = c.d[end+1:]
	for {
		i := bytes.IndexByte(line, byte(c.delim))
		if i < 0 {
			c.cells = append(c.cells, line)
			return true
		}
		c.cells = append(c.cells, line[:i])
		line = line[i+1:]
	}
}

// strings appends the cells of the last row, which share one allocation.
func (c *csvReader) strings(row []string) []string {
	n, apart := 0, 1
	for _, cell := range c.cells {
		n += len(cell)
	}
	var all string
	if c.quotes {
		all, apart = string(bytes.Join(c.cells, nil)), 0
	} else {
		all = string(c.source[:n+len(c.cells)-1])
	}
	for _, cell := range c.cells {
		row = append(row, all[:len(cell)])
		all = all[min(len(all), len(cell)+apart):]
	}
	return row
}

// atRule tells whether the next line only rules off the cells.
func (c *csvReader) atRule() bool {
	n := bytes.IndexAny(c.d, "\r\n")
	if n < 0 {
		n = len(c.d)
	}
	line := c.d[:n]
	return bytes.Contains(line, []byte("--")) && len(bytes.Trim(line, "-=+:| ")) == 0 || bytes.Contains(line, []byte("==")) && isRule(line)
}

// cell takes one cell off c.d; last is set when the row ends after it.
func (c *csvReader) cell() (cell []byte, last bool) {
	if quoted := bytes.TrimLeft(c.d, " "); len(quoted) > 0 && quoted[0] == '"' {
		c.quotes = true
		if cell, last, ok := c.quoted(quoted); ok {
			return cell, last
		}
	}
	delim := byte('\n') // of a delimiter that is none there is no cell's end
	if c.delim < utf8.RuneSelf {
		delim = byte(c.delim)
	}
	d := c.d
	for i, b := range d {
		if b != delim && b != '\n' && b != '\r' {
			continue
		}
		if b == '\n' || b == '\r' {
			c.d = d[i:]
			c.endLine()
			return d[:i], true
		}
		c.d = d[i+1:]
		return d[:i], len(c.d) == 0
	}
	c.d = nil
	return d, true
}

// quoted takes a quoted cell; ok is false when no closing quote follows where
// one should.
func (c *csvReader) quoted(d []byte) (cell []byte, last, ok bool) {
	i := 1
	from := len(c.room)
	for {
		j := bytes.IndexByte(d[i:min(len(d), i+maxQuoted)], '"')
		if j < 0 || len(c.room)-from > maxQuoted {
			c.room = c.room[:from]
			return nil, false, false
		}
		part := d[i : i+j]
		i += j + 1
		if i < len(d) && d[i] == '"' {
			c.room = append(append(c.room, part...), '"')
			i++
			continue
		}
		if cell = part; len(c.room) > from {
			c.room = append(c.room, part...)
			cell = c.room[from:]
		}
		break
	}
	rest := bytes.TrimLeft(d[i:], " ")
	switch {
	case len(rest) == 0:
		c.d, last = nil, true
	case rest[0] == '\n' || rest[0] == '\r':
		c.d, last = rest, true
		c.endLine()
	case rune(rest[0]) == c.delim:
		c.d = rest[1:]
	default:
		c.room = c.room[:from]
		return nil, false, false
	}
	c.lines += bytes.Count(cell, []byte("\n"))
	return cell, last, true
}

// endLine takes off one line end.
func (c *csvReader) endLine() {
	n := 1
	if len(c.d) > 1 && c.d[0] == '\r' && c.d[1] == '\n' {
		n = 2
	}
	c.d = c.d[n:]
}

// findDelimiter tells by which character text is separated into a table; 0
// when it is no table. asked is set when name or type promise one.
func findDelimiter(text string, asked bool) rune {
	if rest, ok := strings.CutPrefix(text, "sep="); ok && rest != "" {
		return rune(rest[0])
	}
	if len(text) >= headBytes { // the last line may be cut
		text = text[:strings.LastIndexByte(text, '\n')+1]
	}
	best, bestScore, least := rune(0), 0.0, leastDelimiters(text, asked)
	for _, d := range "\t;|,\x1f^~#" {
		n := strings.Count(text, string(d))
		if n == 0 || n < least || d == ',' && n < 2*least { // most texts are prose
			continue
		}
		if score := tableScore(text, d, asked); score > bestScore {
			best, bestScore = d, score
		}
	}
	return best
}

// leastDelimiters is how many there are at least in a text that tableScore takes
// for a table: in four of five filled lines one, or two commas. It is 0 where lines
// are not rows, as quoted cells may hold line ends, and where not all are scored.
func leastDelimiters(text string, asked bool) int {
	if asked || strings.IndexByte(text, '"') >= 0 {
		return 0
	}
	filled := 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			filled++
		}
	}
	if filled > maxScored {
		return 0
	}
	return filled * 4 / 5
}

// maxScored is how many rows tableScore looks at.
const maxScored = 1000

// tableScore says how much a text looks like a table separated by d: the share
// of rows with the commonest number of cells, and more for more cells. 0 is no.
func tableScore(text string, d rune, asked bool) float64 {
	if !strings.HasSuffix(text, "\n") {
		text += "\n" // or else a delimiter at the end has no cell behind it
	}
	c := newCSV([]byte(text), d)
	counts := map[int]int{}
	rows, first, spaced, cells, long := 0, 0, 0, 0, 0
	for r := c.next(); r != nil && rows < maxScored; r = c.next() {
		if len(r) == 1 && len(bytes.TrimSpace(r[0])) == 0 {
			continue
		}
		if rows++; rows == 1 {
			first = len(r)
		}
		counts[len(r)]++
		cells += len(r)
		for _, cell := range r[1:] {
			if len(cell) > 0 && cell[0] == ' ' {
				spaced++
			}
			if len(cell) > 200 {
				long++
			}
		}
	}
	common, n := 0, 0
	for fields, count := range counts {
		if count > n || count == n && fields > common {
			common, n = fields, count
		}
	}
	share := float64(n) / float64(max(rows, 1))
	score := share * float64(min(common, 10))
	if first == 1 {
		score /= 3 // what parts no headings is more likely a comma inside cells
	}
	switch {
	case common < 2, rows < 2:
		return 0
	case asked:
		return score
	case share < 0.8, rows < 3, long*4 > cells:
		return 0
	case d == ',' && (common < 3 || rows < 4 || spaced*2 > cells-rows): // prose
		return 0
	case common == 2 && (rows < 4 || share < 0.9):
		return 0
	}
	return score
}

// readTable gives separated values as rows.
func readTable(f *file, to output) error {
	text := bytes.TrimPrefix(f.data, []byte(byteOrderMark))
	if f.rest == nil {
		text = decode(f.data, f.charset)
	}
	delim := findDelimiter(string(text[:min(len(text), headBytes)]), wantsTable(f))
	if delim == 0 {
		delim = ','
	}
	if rest, ok := bytes.CutPrefix(text, []byte("sep=")); ok && len(rest) > 0 {
		text = bytes.TrimLeft(rest[1:], "\r\n")
	}
	s := rowStream{csvReader: *newCSV(text, delim), src: f.rest, charset: f.charset, told: !isASCII(text), ended: f.rest == nil}
	var row []string
	for cells := s.next(); cells != nil && !to.stopped(); cells = s.next() {
		row = s.strings(row[:0])
		to.row(inspect.Row{Place: inspect.Place{Line: s.line}, Cells: row})
	}
	return s.err
}
