package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// leastSpaced is the fewest lines by which the spacing of a text is judged.
const leastSpaced = 9

// unspaced takes out the empty lines of a text in which every line is a paragraph
// of its own, as mail programs write HTML: "Name", "Street 1", "Postcode Town"
// are one block although each is a paragraph. Two empty lines still end a block.
func unspaced(text string) string {
	if !doubleSpaced(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	blank := 0
	for line := range strings.SplitSeq(text, "\n") {
		if isBlankLine(line) {
			if blank++; blank == 2 {
				b.WriteByte('\n')
			}
			continue
		}
		blank = 0
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// dashed sets the blank that is missing between a word and a dash before a number, as
// in "Anna Berg– 82 J.".
func dashed(text string) string {
	const dash = "– "
	if !strings.Contains(text, dash) {
		return text
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, dash)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		if unicode.IsLetter(last) && after != "" && '0' <= after[0] && after[0] <= '9' {
			b.WriteByte(' ')
		}
		b.WriteString(dash)
		text = after
	}
}

// doubleSpaced tells whether short lines stand apart by one empty line each, or
// by more where a block ends.
func doubleSpaced(text string) bool {
	lines, apart, together, size, blank := 0, 0, 0, 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		if isBlankLine(line) {
			blank++
			continue
		}
		if lines++; lines > 1 {
			switch blank {
			case 0:
				together++
			case 1:
				apart++
			}
		}
		size += len(line)
		blank = 0
	}
	return lines >= leastSpaced && apart*2 >= lines && together*10 <= lines && size <= 40*lines
}
