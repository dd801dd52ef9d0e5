package detect

import "strings"

// rosterMarks is which of the partings stand in leastRoster lines in a row that have
// values, a bit for each: no other can part the values of a list. Most lines have no
// value, or are too long.
func rosterMarks(text string) (marks uint) {
	var last [leastRoster]uint // the marks of the line, and of those and the ones before it
	for line := range strings.Lines(text) {
		if len(line) > maxRosterLine || !hasValue(line) {
			clear(last[:])
			continue
		}
		here := marksIn(line)
		for n := len(last) - 1; n > 0; n-- {
			last[n] = last[n-1] & here
		}
		last[0] = here
		marks |= last[len(last)-1]
	}
	return marks
}

// marksIn is which of the partings stand in a line.
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
