package extract

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// columns are the places where the columns of a fixed-width text begin, in
// characters.
type columns []int

// fixedColumns finds at least three columns that all lines keep, with at least
// two blanks between them; nil when the text is not set in columns.
func fixedColumns(lines [][]byte) columns {
	if cols := ruledColumns(lines); cols != nil {
		return cols
	}
	count := make([]place, 0, 128) // of most lines all
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
		if sample++; sample == maxSample {
			break
		}
	}
	if sample < 3 || sample == 3 && !slices.ContainsFunc(lines, hasTwoGaps) {
		return nil
	}
	cols := columnStarts(count, sample)
	if !cols.divide(lines) {
		return nil
	}
	return cols
}

// divide tells whether lines keep to the columns: half of them reach the second, and
// few have a word across the beginning of one, as the sentences of a letter have below
// the short lines of an address. Marks before some lines and blanks before the others,
// of a list whose entries go on below, are no column of two.
func (c columns) divide(lines [][]byte) bool {
	all, reach, torn := 0, 0, 0
	marks := len(c) == 2
	for _, l := range lines[:min(len(lines), maxSample)] {
		if l = bytes.TrimRight(l, " \t\r"); len(l) == 0 || isRule(l) {
			continue
		}
		all++
		marks = marks && !startsWithWord(l)
		if len(c) < 2 || utf8.RuneCount(l) <= c[1] {
			continue
		}
		reach++
		if !c.parts(l) {
			torn++
		}
	}
	return !marks && reach*2 >= all && torn*4 <= reach
}

// startsWithWord tells whether a line begins with a letter or a digit.
func startsWithWord(l []byte) bool {
	r, _ := utf8.DecodeRune(l)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// maxSample is how many lines columns are judged by.
const maxSample = 400

// mayHaveColumns is the cheap half of fixedColumns: a text of few lines has somewhere
// what may stand between two columns, and most letters are done with here.
func mayHaveColumns(text string) bool {
	return strings.Contains(text, "  ") || strings.Contains(text, "\u00a0") || strings.Count(text, "\n") >= 24
}

// hasTwoGaps wants a line of three columns with a number in it, where three lines
// are all there is.
func hasTwoGaps(l []byte) bool {
	l = bytes.TrimSpace(l)
	return bytes.Count(l, []byte("  ")) >= 2 && len(bytes.Split(l, []byte("  "))) >= 3 && bytes.ContainsAny(l, "0123456789")
}

// isRule tells a line that only underlines a heading.
func isRule(l []byte) bool { return len(bytes.Trim(l, "-=+_| ")) == 0 }

// place counts lines by what they have at one place, in characters.
type place struct {
	used   int // anything but a blank
	begins int // a word begins
	padded int // a word begins behind two blanks or more
}

// countPlaces adds a line.
func countPlaces(count []place, line []byte) []place {
	at, blanks := 0, 2
	for len(line) > 0 {
		r, n := rune(line[0]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(line)
		}
		line = line[n:]
		if at == len(count) {
			count = append(count, place{})
		}
		if r == ' ' || r == '\u00a0' {
			blanks++
		} else {
			c := &count[at]
			c.used++
			if blanks > 0 {
				c.begins++
			}
			if blanks > 1 {
				c.padded++
			}
			blanks = 0
		}
		at++
	}
	return count
}

// minColumn is the fewest lines that tell a column by where their words begin.
const minColumn = 6

// aligned is set where a word begins in every line, and behind padding in many: the
// longest value ends just before it.
func (p place) aligned(lines int) bool {
	return lines >= minColumn && p.begins == lines && p.padded*3 >= lines
}

// columnStarts tells where the columns begin. A line or two that run over, a
// heading above the columns, are forgiven. Two columns must be aligned.
func columnStarts(count []place, lines int) columns {
	var starts columns
	spare, filled := lines/25, 0
	used := func(i int) bool { return count[i].used > spare }
	for i := range count {
		if !used(i) {
			continue
		}
		if i == 0 || !used(i-1) && (i < 2 || !used(i-2) || len(starts) == 0 || count[i].aligned(lines)) {
			starts = append(starts, i)
		}
		filled++
	}
	enough := len(starts) >= 3 || len(starts) == 2 && count[starts[1]].aligned(lines)
	if !enough || filled < 3*len(starts) {
		return nil
	}
	return starts
}

// ruledColumns are the columns of a table under a line of rules, one for each
// column, as reStructuredText and database programs write them; nil when there is
// none, or when lines do not keep to it.
func ruledColumns(lines [][]byte) columns {
	at := slices.IndexFunc(lines, isRules)
	if at < 0 {
		return nil
	}
	var cols columns
	rule := lines[at]
	for i, c := range rule {
		if c != ' ' && (i == 0 || rule[i-1] == ' ') {
			cols = append(cols, i)
		}
	}
	kept, all := 0, 0
	for _, l := range lines {
		if len(bytes.TrimSpace(l)) == 0 || isRule(l) {
			continue
		}
		if all++; cols.parts(l) {
			kept++
		}
	}
	if kept < minTable || kept*10 < all*8 {
		return nil
	}
	return cols
}

// isRules finds "=====  ===" and "-----  ---".
func isRules(l []byte) bool {
	l = bytes.TrimRight(l, " \r")
	if len(l) < 5 || l[0] != '=' && l[0] != '-' || bytes.IndexByte(l, ' ') < 0 {
		return false
	}
	return len(bytes.Trim(l, string(l[:1])+" ")) == 0 && !bytes.Contains(l, []byte(" "+string(l[:1])+" "))
}

// parts tells whether a line has a blank before each column that it reaches, and
// words in the second.
func (c columns) parts(line []byte) bool {
	runes := []rune(string(line))
	for _, from := range c[1:] {
		if from < len(runes) && runes[from-1] != ' ' {
			return false
		}
	}
	return len(runes) > c[1]
}

// cells cuts a line at the columns; what stands left of the first belongs to it.
func (c columns) cells(line []byte) []string {
	runes := []rune(strings.TrimRight(string(line), "\r"))
	cells := make([]string, len(c))
	for i, from := range c {
		if i == 0 {
			from = 0
		}
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

// readFixed gives a text set in columns as rows, and as text where only its
// beginning keeps them.
func readFixed(f *file, to output) error {
	text := decode(f.data, f.charset)
	lines := bytes.Split(text, []byte("\n"))
	cols := fixedColumns(lines)
	if cols == nil {
		return readText(f, to)
	}
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
