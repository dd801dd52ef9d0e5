package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// runMarks part the records of a list that runs through a paragraph.
var runMarks = [...]string{"; ", " | ", " • ", " · ", " / "}

// runningLists gives the paragraphs that are such lists: "Berg, Anna Havn 4 8000 Aarhus
// 20304050; Dam, Bo Torv 2 …".
func (d *Detector) runningLists(text string) func(yield func(roster) bool) {
	return func(yield func(roster) bool) {
		if !slices.ContainsFunc(runMarks[:], func(by string) bool { return countOf(text, by, leastRecords-1) >= leastRecords-1 }) {
			return
		}
		at := 0
		for block := range blocksOf(text) {
			if r := d.runningList(block); r.rows != nil {
				r.from, r.to = at, at+len(block)
				if !yield(r) {
					return
				}
			}
			at += len(block)
		}
	}
}

// runningList reads a paragraph as such a list, perhaps with a heading before it; it
// has no rows when it is none. The lines of a header, whose mailboxes stand in
// brackets, are read as such.
func (d *Detector) runningList(block string) (r roster) {
	if at := strings.Index(block, ": "); at > 0 && at <= maxStartLabel && digitsIn(block[:at]) == 0 {
		block = block[at+2:]
	}
	for _, by := range runMarks {
		if countOf(block, by, leastRecords-1) < leastRecords-1 {
			continue
		}
		all := 0
		r = roster{}
		for piece := range strings.SplitSeq(strings.ReplaceAll(strings.TrimRight(block, "\n"), "\n", " "), by) {
			all++
			piece = strings.Trim(piece, " .;")
			if cells := d.recordCells(piece); cells != nil && strings.IndexByte(piece, '<') < 0 {
				r.rows, r.entries = append(r.rows, cells), append(r.entries, piece)
			} else {
				r.others = append(r.others, piece)
			}
		}
		if len(r.rows) >= leastRecords && len(r.rows)*10 >= all*8 {
			r.rows = aligned(r.rows)
			return r
		}
	}
	return roster{}
}

// recordCells parts a record, in which only blanks stand between a name and values.
func (d *Detector) recordCells(record string) (cells []string) {
	if len(record) > maxRosterLine {
		return nil
	}
	number, rest, _ := strings.Cut(unbulleted(record), " ")
	if digitsOnly(number) {
		cells = append(cells, number)
	} else {
		rest = unbulleted(record)
	}
	end := leadingName(rest)
	if end == 0 || end == len(rest) || !strings.ContainsAny(rest[end:], "0123456789@") {
		return nil
	}
	cells = append(cells, strings.TrimRight(rest[:end], " ,:"))
	rest = rest[end:]
	d.hits = ident.Scan(rest, d.hits[:0])
	from := 0
	for _, h := range d.hits {
		if h.Start < from || h.Kind.Name != "date" && h.Kind.Attribute != inspect.Email && (h.Kind.Attribute != inspect.Phone || h.Kind.ContextOnly) {
			continue
		}
		cells = appendCell(cells, rest[from:h.Start])
		cells = appendCell(cells, rest[h.Start:h.End])
		from = h.End
	}
	cells = appendCell(cells, rest[from:])
	if len(cells) > maxRosterCells {
		return nil
	}
	return cells
}

// appendCell appends what is in a text, an address before its postcode.
func appendCell(cells []string, s string) []string {
	if s = strings.Trim(s, " ,"); s == "" {
		return cells
	}
	if at := postcodeAt(s); at > 0 {
		cells = append(cells, strings.Trim(s[:at], " ,"))
		s = s[at:]
	}
	if number, at := digitRun(s); at > 0 && hasLetter(s[:at]) { // of a telephone behind the town
		cells = append(cells, strings.TrimRight(s[:at], " ,"), number)
		s = strings.Trim(s[at+len(number):], " ,")
	}
	if s == "" {
		return cells
	}
	return append(cells, s)
}

// postcodeAt is where a postcode begins behind a street and a house number; 0 when
// there is none.
func postcodeAt(s string) int {
	number := false
	for i := 1; i < len(s); i++ {
		if s[i-1] != ' ' || s[i]-'0' >= 10 {
			continue
		}
		word := firstWords(s[i:], 1)
		if number && len(word) >= 3 && (digitsIn(word) >= 4 || digitsOnly(word) && len(s) > i+4 && s[i+4]-'0' < 10) && strings.Trim(word, "0123456789-") == "" {
			return i
		}
		number = number || houseNumber(word)
	}
	return 0
}

// leadingName is where the name ends that a record begins with: the words with
// capitals before its first value, or, where a street without a word for one goes on
// with them, the first two of them; with a comma, "Berg Lund, Anna", one behind it.
func leadingName(s string) int {
	ends := make([]int, 0, maxLeading) // of the words
	comma, at, street := -1, 0, false
	for len(ends) < maxLeading && at < len(s) {
		end := at
		for end < len(s) && s[end] != ' ' {
			end++
		}
		w := s[at:end]
		bare := strings.TrimRight(w, ",:")
		if bare == "" || !nameLetters(bare) && !isInitials(bare) {
			break
		}
		if !isParticle(w) || len(ends) == 0 && isCapital(w) {
			var buf [64]byte
			street = len(ends) > 0 && len(bare) <= 40 && words().of(trimDot(appendFold(buf[:0], bare)))&(streetWord|given|surname) == streetWord
			if !isCapital(w) || street || comma < 0 && len(ends) >= 2 && len(bare) > 4 && streetName(appendFold(buf[:0], bare)) {
				street = true
				break
			}
			if bare != w && comma < 0 {
				comma = len(ends)
			}
			ends = append(ends, end)
		}
		at = end + 1
	}
	if len(ends) == 0 {
		return 0
	}
	rest := strings.TrimLeft(s[ends[len(ends)-1]:], " ")
	first := firstWords(rest, 1)
	if at < len(s) && !street && houseNumber(first) && len(first) < 4 || len(ends) == maxLeading {
		n := 2 // the others are a street's
		if comma >= 0 {
			n = comma + 2
		}
		return ends[min(n, len(ends))-1]
	}
	return ends[len(ends)-1]
}

// maxLeading is the most words that are looked at for a name.
const maxLeading = 6
