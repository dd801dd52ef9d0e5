package detect

import "strings"

// leastFlattened is the fewest blocks of lines that show how a table was taken apart.
const leastFlattened = 3

// rejoined joins the names of a table that was pasted cell by cell, each on a line of
// its own and an empty line below each row: "Berg", "Anna", "12-03-1975", "Havn 4".
func rejoined(text string) string {
	if !hasTimes(text, "\n\n", leastFlattened-1) {
		return text
	}
	names, givenFirst := splitNames(text)
	if names == 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for block := range blocksOf(text) {
		number, family, given, rest, ok := nameLines(block)
		if !ok {
			b.WriteString(block)
			continue
		}
		if givenFirst {
			family, given = given, family
		}
		b.WriteString(given + " " + family + "\n" + number + rest)
	}
	return b.String()
}

// splitNames counts the blocks that begin with the two halves of a name; it gives
// none unless they are some, and most of the blocks that tell of anybody. givenFirst is
// set when the given names stand on the first lines.
func splitNames(text string) (names int, givenFirst bool) {
	var v halfVotes
	for block := range blocksOf(text) {
		if _, above, below, _, ok := nameLines(block); ok {
			v.add(above, below)
		}
	}
	if v.names < leastFlattened { // nearly always
		return 0, false
	}
	others := 0
	for block := range blocksOf(text) {
		if _, _, _, rest, ok := nameLines(block); !ok && digitsIn(rest) >= 6 {
			others++
		}
	}
	if v.names < 2*others || !v.tell() {
		return 0, false
	}
	return v.names, v.first > v.second
}

// halfVotes count where the given names of a list stand whose names are parted.
type halfVotes struct{ names, first, second int }

func (v *halfVotes) add(above, below string) {
	v.names++
	if isGiven(above) {
		v.first++
	}
	if isGiven(below) {
		v.second++
	}
}

// tell is true when most names show it.
func (v *halfVotes) tell() bool { return 2*max(v.first, v.second) >= v.names }

// blocksOf are the runs of lines, each with the empty lines below it.
func blocksOf(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for text != "" {
			end := strings.Index(text, "\n\n")
			if end < 0 {
				end = len(text)
			}
			for end < len(text) && text[end] == '\n' {
				end++
			}
			if !yield(text[:end]) {
				return
			}
			text = text[end:]
		}
	}
}

// nameLines are the two lines of one word each that a block of values begins with,
// and those below them; number is the line above them that has nothing else. A block
// that does not is all in rest.
func nameLines(block string) (number, above, below, rest string, ok bool) {
	above, rest, _ = strings.Cut(block, "\n")
	if digitsOnly(strings.TrimSpace(above)) { // of the row, the member or the person
		number = above + "\n"
		above, rest, _ = strings.Cut(rest, "\n")
	}
	if above = strings.TrimSpace(above); !isNameLine(above) {
		return "", "", "", block, false
	}
	below, rest, _ = strings.Cut(rest, "\n")
	if below = strings.TrimSpace(below); isNameLine(below) && (digitsIn(rest) >= 6 || strings.IndexByte(rest, '@') >= 0) {
		return number, above, below, rest, true
	}
	return "", "", "", block, false
}

// isNameLine is true for half a name: "Berg", "van der Berg", "Berg Lund" and "Anne
// Marie", but not for "Anne Berg", which is a whole one, nor for a firm.
func isNameLine(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	if len(last) < 2 || len(s) > 32 || !isCapital(last) || !nameLetters(last) {
		return false
	}
	other := ""
	for w := range strings.FieldsSeq(s[:len(s)-len(last)]) {
		if isParticle(w) {
			continue
		}
		if other != "" || !isCapital(w) || !nameLetters(w) {
			return false
		}
		other = w
	}
	return other == "" || !hasOrgWord(s) && (!isGiven(other) || isGiven(last))
}
