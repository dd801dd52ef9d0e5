package detect

import "strings"

// leastRecords is the fewest records of a line that runs through a list.
const leastRecords = 6

// recordsIn are the records of a line such as "Anna Berg Havn 4; Bo Dam Torv 2; …":
// the whole line where it is no such run, or where a heading says of all what they are.
func recordsIn(line string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if strings.IndexByte(line, ';') < 0 { // most
			for _, piece := range labelledPieces(line) {
				if !yield(piece) {
					return
				}
			}
			return
		}
		first, rest, _ := strings.Cut(line, "; ")
		if strings.Count(rest, "; ") < leastRecords-2 || strings.Contains(first, ": ") || !runsThrough(line) {
			yield(line)
			return
		}
		for piece := range strings.SplitSeq(line, "; ") {
			if !yield(piece) {
				return
			}
		}
	}
}

// runsThrough wants most pieces to begin with two words of a name and to go on with
// a number or a mailbox.
func runsThrough(line string) bool {
	all, records := 0, 0
	for piece := range strings.SplitSeq(line, "; ") {
		all++
		piece, _ = unnumber(strings.TrimSpace(piece))
		first, rest, _ := strings.Cut(piece, " ")
		second, _, more := strings.Cut(rest, " ")
		if digitsOnly(first) { // of the member
			first, second = second, rest
		}
		if more && isCapital(first) && isCapital(second) && strings.ContainsAny(rest, "0123456789@") {
			records++
		}
	}
	return records >= leastRecords && records*4 >= all*3
}

// labelledPieces are the parts of a line that has several labels with a value each, and
// gaps between them: "Name: Anna Berg   Class: 3a"; for others the line itself.
func labelledPieces(line string) []string {
	if strings.Count(line, ": ") < 2 || !strings.Contains(line, "  ") && strings.IndexByte(line, '\t') < 0 || len(line) > maxRosterLine {
		return []string{line}
	}
	var pieces []string
	for piece := range strings.SplitSeq(strings.ReplaceAll(line, "\t", "  "), "  ") {
		if piece = strings.TrimSpace(piece); piece == "" {
			continue
		}
		if !startsLabel(piece) {
			return []string{line}
		}
		pieces = append(pieces, piece)
	}
	return pieces
}
