package detect

import (
	"math/bits"
	"strings"
)

// stretch is a run of lines of a text, in bytes.
type stretch struct{ from, to int }

// markedLines are the runs of at least leastRoster lines that have values, for each of
// the partings those in which it stands in every line. No other can part the values of a
// list, and most lines have no value or are too long.
func markedLines(text string) (marked [len(partings)][]stretch) {
	var run [len(partings)]struct{ from, lines int }
	running := uint(0)
	shut := func(marks uint, at int) {
		for ; marks != 0; marks &= marks - 1 {
			by := bits.TrailingZeros(marks)
			if r := &run[by]; r.lines >= leastRoster {
				marked[by] = append(marked[by], stretch{r.from, at})
			}
			run[by].lines = 0
		}
	}
	at := 0
	for line := range strings.Lines(text) {
		here := uint(0)
		if len(line) <= maxRosterLine && hasValue(line) {
			here = marksIn(line)
		}
		shut(running&^here, at)
		for marks := here; marks != 0; marks &= marks - 1 {
			by := bits.TrailingZeros(marks)
			if run[by].lines == 0 {
				run[by].from = at
			}
			run[by].lines++
		}
		running = here
		at += len(line)
	}
	shut(running, at)
	return marked
}

// marksIn is which of the partings stand in a line, a bit for each.
func marksIn(line string) (marks uint) {
	for i := range len(line) {
		switch line[i] {
		case ' ':
			if i == 0 {
				continue
			}
			if by := markBefore[line[i-1]]; by > 0 && strings.HasSuffix(line[:i+1], partings[by-1]) {
				marks |= 1 << (by - 1)
			}
		case '\t':
			marks |= 1 << (len(partings) - 1)
		}
	}
	return marks
}

// markBefore is one more than the parting whose last byte but one it is. A blank ends
// them all but the tab, which is the last.
var markBefore = func() (t [256]uint8) {
	for i, by := range partings[:len(partings)-1] {
		t[by[len(by)-2]] = uint8(i + 1)
	}
	return t
}()

// hasTimes tells whether something stands in a text at least n times.
func hasTimes(text, s string, n int) bool {
	for ; n > 0; n-- {
		i := strings.Index(text, s)
		if i < 0 {
			return false
		}
		text = text[i+len(s):]
	}
	return true
}
