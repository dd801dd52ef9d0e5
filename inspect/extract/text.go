package extract

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// readText gives plain text. Blocks of lines inside it that are a table, pasted
// from a sheet or set in columns, come as rows.
func readText(f *file, to output) error {
	text := string(decode(f.data, f.charset))
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	giveText(text, "", f.hidden, 0, to)
	return nil
}

// giveText gives text block by block. A block that is a table comes as rows of
// a table numbered from first on; it returns the number after the last. Blocks
// end at empty lines and where quote marks begin or end, and are read without
// those marks; what stays text keeps them.
func giveText(text, part string, hidden bool, first int, to output) (next int) {
	line, table := 1, first
	start, startLine := 0, 1
	flush := func(end int) {
		if end > start {
			to.text(part, startLine, hidden, text[start:end])
		}
	}
	for at := 0; at < len(text); {
		b := nextBlock(text[at:])
		if rows := blockRows(b.words(text[at:]), b.filled); rows != nil {
			flush(at)
			for i, cells := range rows {
				to.row(inspect.Row{Place: inspect.Place{Part: part, Line: line + i}, Table: table, Hidden: hidden, Cells: cells})
			}
			table++
			start, startLine = at+b.size, line+b.lines
		}
		line += b.lines
		at += b.size
	}
	flush(len(text))
	return table
}

// textBlock is a run of lines with the same quote marks, and the empty lines
// below it.
type textBlock struct {
	size, lines    int // with the empty lines
	filled, quoted int // lines with words; the marks before each
	bare           int // bytes of the lines with words
}

// nextBlock measures the block at the beginning of text.
func nextBlock(text string) (b textBlock) {
	for line := range strings.Lines(text) {
		words, marks := cutQuote(line)
		empty := strings.Trim(words, " \u00a0\n") == ""
		switch {
		case empty && b.filled == 0: // empty lines above go alone
		case empty:
		case b.lines > b.filled:
			return b
		case b.filled == 0:
			b.quoted = marks
		case marks != b.quoted && !(b.quoted == 0 && strings.HasPrefix(strings.TrimLeft(line, " "), "|") && strings.Contains(text[:b.size], "|")):
			return b
		}
		b.size += len(line)
		b.lines++
		if !empty {
			b.filled++
			b.bare = b.size
		}
	}
	return b
}

// words are the block's lines without quote marks; text begins with the block.
func (b textBlock) words(text string) string {
	if b.quoted == 0 || b.filled < minTable {
		return text[:b.bare]
	}
	var bare strings.Builder
	for line := range strings.Lines(text[:b.bare]) {
		words, _ := cutQuote(line)
		bare.WriteString(words)
	}
	return bare.String()
}

// cutQuote takes the marks of quoted mail off a line and counts them (RFC 3676
// 4.5, and "| " as some programs have it).
func cutQuote(line string) (words string, marks int) {
	for words = line; ; marks++ {
		t := strings.TrimLeft(words, " \u00a0")
		bar := strings.HasPrefix(t, "| ") || strings.TrimRight(t, "\n") == "|"
		if !strings.HasPrefix(t, ">") && (!bar || strings.Count(t, "|") != 1) {
			return words, marks
		}
		words = strings.TrimPrefix(t[1:], " ")
	}
}

// minTable is the fewest lines of a block that may be a table.
const minTable = 3

// blockRows are the rows of a block of lines that is a table as a whole; nil
// when it is not.
func blockRows(block string, lines int) (rows [][]string) {
	if lines < minTable || len(block) > 1<<20 {
		return nil
	}
	block = strings.TrimRight(block, "\n")
	if d := findDelimiter(block, false); d != 0 && (d != ',' || isPasted(block)) {
		s := newCSV([]byte(block), d)
		var room arena
		for cells := s.next(); cells != nil; cells = s.next() {
			rows = append(rows, room.strings(nil, cells))
		}
		return rows
	}
	all := bytesLines(block)
	if cols := fixedColumns(all); len(cols) > 0 {
		for _, l := range all {
			rows = append(rows, cols.cells(l))
		}
	}
	return rows
}

// isPasted tells a block of values between commas from prose with as many commas
// in each line: no blank stands behind them, and each line but the first has a
// number.
func isPasted(block string) bool {
	first := true
	for line := range strings.Lines(block) {
		if strings.Contains(line, ", ") || !first && !strings.ContainsAny(line, "0123456789") {
			return false
		}
		first = false
	}
	return true
}

// inBlocks tells whether a block of a text is a table with more columns than the
// text as a whole has: a letter with a table in it.
func inBlocks(text string, whole columns) bool {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	for at := 0; at < len(text); {
		b := nextBlock(text[at:])
		if b.size < len(text) {
			if rows := blockRows(b.words(text[at:]), b.filled); len(rows) > 0 && len(rows[0]) > len(whole) {
				return true
			}
		}
		at += b.size
	}
	return false
}

// columns are the places where the columns of a fixed-width text begin, in
// characters.
type columns []int

// fixedColumns finds at least three columns that all lines keep, with at least
// two blanks between them; nil when the text is not set in columns.
func fixedColumns(lines [][]byte) columns {
	if len(lines) < 25 && !slices.ContainsFunc(lines, hasGap) {
		return nil
	}
	var count []int // of lines with a letter or digit in each place
	sample := 0
	for _, l := range lines {
		l = bytes.TrimRight(l, " \t\r")
		if len(l) == 0 || isRule(l) {
			continue
		}
		if bytes.IndexByte(l, '\t') >= 0 || len(l) > 2000 {
			return nil
		}
		count = countPlaces(count, l)
		if sample++; sample == 400 {
			break
		}
	}
	if sample < 3 || sample == 3 && !slices.ContainsFunc(lines, hasTwoGaps) {
		return nil
	}
	return columnStarts(usedColumns(count, sample))
}

// hasGap finds what may stand between two columns. Every line of a short text
// has it (see usedColumns), so that most letters are done with here.
func hasGap(l []byte) bool {
	return bytes.Contains(l, []byte("  ")) || bytes.Contains(l, []byte("\u00a0"))
}

// hasTwoGaps wants a line of three columns with a number in it, where three lines
// are all there is.
func hasTwoGaps(l []byte) bool {
	l = bytes.TrimSpace(l)
	return bytes.Count(l, []byte("  ")) >= 2 && len(bytes.Split(l, []byte("  "))) >= 3 && bytes.ContainsAny(l, "0123456789")
}

// isRule tells a line that only underlines a heading.
func isRule(l []byte) bool { return len(bytes.Trim(l, "-=+_| ")) == 0 }

// countPlaces counts the places of a line that are not blank.
func countPlaces(count []int, line []byte) []int {
	place := 0
	for len(line) > 0 {
		r, n := rune(line[0]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(line)
		}
		line = line[n:]
		if place == len(count) {
			count = append(count, 0)
		}
		if r != ' ' && r != '\u00a0' {
			count[place]++
		}
		place++
	}
	return count
}

// usedColumns tells the places that are not blank in all lines. A line or two
// that run over, a heading above the columns, are forgiven.
func usedColumns(count []int, lines int) []bool {
	used := make([]bool, len(count))
	spare := lines / 25
	for i, n := range count {
		used[i] = n > spare
	}
	return used
}

func columnStarts(used []bool) columns {
	var starts columns
	filled := 0
	for i, u := range used {
		if !u {
			continue
		}
		if i == 0 || !used[i-1] && (i < 2 || !used[i-2] || len(starts) == 0) {
			starts = append(starts, i)
		}
		filled++
	}
	if len(starts) < 3 || filled < 3*len(starts) {
		return nil
	}
	return starts
}

// cells cuts a line at the columns.
func (c columns) cells(line []byte) []string {
	runes := []rune(strings.TrimRight(string(line), "\r"))
	cells := make([]string, len(c))
	for i, from := range c {
		to := len(runes)
		if i+1 < len(c) {
			to = min(c[i+1], to)
		}
		if from < to {
			cells[i] = strings.TrimSpace(string(runes[from:to]))
		}
	}
	return cells
}

// readFixed gives a text set in columns as rows.
func readFixed(f *file, to output) error {
	text := decode(f.data, f.charset)
	lines := bytes.Split(text, []byte("\n"))
	cols := fixedColumns(lines)
	for i, l := range lines {
		if to.stopped() {
			return nil
		}
		if len(bytes.TrimSpace(l)) > 0 && !isRule(l) {
			to.row(inspect.Row{Place: inspect.Place{Line: i + 1}, Cells: cols.cells(l)})
		}
	}
	return nil
}
