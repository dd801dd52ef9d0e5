package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// repeating is the number of columns after which a table without a header begins
// anew: "name, phone, name, phone". 0 when it does not.
func (d *Detector) repeating(rows []inspect.Row, width int) int {
	rows = rows[:min(len(rows), joinedSample)]
	if width < 4 || width > maxRepeating || len(rows) < 3 {
		return 0
	}
	for _, r := range rows[:min(len(rows), 3)] {
		if d.headerScore(r) >= 2 {
			return 0
		}
	}
	looks := make([]byte, width+1)
	for i := range looks {
		looks[i] = columnLook(rows, i)
	}
	for p := 2; p*2 <= width+1; p++ {
		if repeats(looks[:width], p) && repeatsNames(rows, looks[:p], width) {
			return p
		}
	}
	return 0
}

// maxRepeating is the widest table that is looked at for others beside each other.
const maxRepeating = 40

// columnLook says what most cells of a column look like from afar: a letter for
// words, digits, addresses of mail; a minus for an empty column, a question mark
// for a mixed one.
func columnLook(rows []inspect.Row, i int) byte {
	var n [5]int
	all := 0
	for _, r := range rows {
		if i >= len(r.Cells) || strings.TrimSpace(r.Cells[i]) == "" {
			continue
		}
		all++
		switch c := strings.TrimSpace(r.Cells[i]); {
		case strings.IndexByte(c, '@') > 0:
			n[0]++
		case isDate(c):
			n[4]++
		case digitsIn(c) >= 6 && letters(c) <= 3:
			n[1]++
		case digitsIn(c) == 0:
			n[2]++
		default:
			n[3]++
		}
	}
	if all == 0 {
		return '-'
	}
	for k, look := range "@9a#d" {
		if n[k]*10 >= all*8 {
			return byte(look)
		}
	}
	return '?'
}

// repeats tells whether looks are the same again and again after p columns; the
// last may want for an empty column.
func repeats(looks []byte, p int) bool {
	if len(looks)%p != 0 && !(len(looks)%p == p-1 && looks[p-1] == '-') {
		return false
	}
	said := false
	for i, l := range looks {
		if l != looks[i%p] || l == '?' {
			return false
		}
		said = said || l == '9' || l == '@' || l == 'd'
	}
	return said
}

// repeatsNames tells whether one of the first columns holds names, and its
// repetitions as well.
func repeatsNames(rows []inspect.Row, looks []byte, width int) bool {
	for i, l := range looks {
		if l != 'a' {
			continue
		}
		n, full, known := 0, 0, 0
		for _, r := range rows {
			for at := i; at < min(width, len(r.Cells)); at += len(looks) {
				if strings.TrimSpace(r.Cells[at]) == "" {
					continue
				}
				n++
				m := parseName(r.Cells[at])
				if m.full {
					full++
				}
				if m.given && m.full {
					known++
				}
			}
		}
		if n >= 6 && full*10 >= n*6 && known*10 >= n*3 {
			return true
		}
	}
	return false
}

func namesPeople(h heading) bool {
	return h.kind == kFull || h.kind == kGiven || h.kind == kFamily
}

func trimmedCells(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.TrimSpace(c)
	}
	return out
}
