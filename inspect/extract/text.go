package extract

import (
	"strings"

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
	text = undisguised(text) // of the blanks, some would be gaps between columns
	line := 1
	for p := findPasted(text); p.read != nil && !to.stopped(); p = findPasted(text) {
		first = giveBlocks(text[:p.from], part, hidden, line, first, to)
		if p.read(&file{data: []byte(p.words)}, inPart{to, p.part, hidden}) != nil {
			to.text(part, 0, hidden, p.words) // it is none after all
		}
		line += strings.Count(text[:p.to], "\n")
		text = text[p.to:]
	}
	return giveBlocks(text, part, hidden, line, first, to)
}

// giveBlocks gives the blocks of a text that begins at a line.
func giveBlocks(text, part string, hidden bool, line, first int, to output) (next int) {
	table := first
	start, startLine := 0, line
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

// maxBlock is the longest block, in bytes, that is tried as a table.
const maxBlock = 1 << 20

// blockRows are the rows of a block of lines that is a table as a whole; nil
// when it is not.
func blockRows(block string, lines int) (rows [][]string) {
	if lines < minTable || len(block) > maxBlock {
		return nil
	}
	block = strings.TrimRight(block, "\n")
	if strings.HasPrefix(block, "||") { // headings of a wiki
		block = strings.ReplaceAll(block, "||", "|")
	}
	if d := findDelimiter(block, false); d != 0 && (d != ',' || isPasted(block)) {
		s := newCSV([]byte(block), d)
		for s.next() != nil {
			rows = append(rows, s.strings(nil))
		}
		return rows
	}
	if !mayHaveColumns(block) {
		return nil
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

// isLetterRound tells a letter round a table, "Dear all" above or a name below: read
// as one table, its words would fill the cell that each row of "| a | b |" leaves
// empty before its first bar. A text longer than a block may be is not asked.
func isLetterRound(text string, delimiter rune) bool {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	words, table := false, false
	for at := 0; at < len(text) && !(words && table); {
		b := nextBlock(text[at:])
		block := b.words(text[at:])
		if strings.ContainsRune(block, delimiter) {
			table = table || blockRows(block, b.filled) != nil
		} else if b.filled > 0 {
			words = true
		}
		at += b.size
	}
	return words && table
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
