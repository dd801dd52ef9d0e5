package detect

import (
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect/detect/ident"
)

// The dead are no data subjects (GDPR recital 27). Who was born so long ago that nobody
// lives from then is dead, whatever else is said.

// oldest is more years than anybody lives.
const oldest = 118

// longAgo tells whether somebody born in that year is dead.
func (d *Detector) longAgo(year int) bool { return year < d.opts.Today.Year()-oldest }

// noYear is what programs write, with the first of January, where no date is known.
const noYear = 1900

// isLongAgo tells whether a cell is one day or year on which nobody living was born:
// "12-09-1874", "3 May 1824". The first of January is no day that tells anything.
func (d *Detector) isLongAgo(cell string) bool {
	if at := strings.IndexByte(cell, ':'); at > 0 { // a time of day
		cell = cell[:max(0, strings.LastIndexAny(cell[:at], " T"))]
	}
	if len(cell) < len("1874") || len(cell) > len("30. september 1874") {
		return false
	}
	year, others, ones := 0, 0, 0
	for i := 0; i < len(cell); i++ {
		from := i
		for isDigitAt(cell, i) {
			i++
		}
		n, err := strconv.Atoi(cell[from:i])
		switch {
		case i == from:
		case err != nil || i-from > 2 && (i-from != 4 || year > 0):
			return false
		case i-from == 4:
			year = n
		default:
			others++
			ones += count1(n == 1)
		}
	}
	return year >= 1000 && year != noYear && d.longAgo(year) && others <= 2 && (others == 0 || ones < others)
}

// ofLongAgo tells whether most cells of a column are such days.
func (v *votes) ofLongAgo(d *Detector) bool {
	n := 0
	for _, c := range v.cells {
		n += count1(d.isLongAgo(c))
	}
	return v.share(n) >= .6
}

// maxBirth is how much in bytes behind a name may say when its bearer was born.
const maxBirth = 40

// bornLongAgo tells whether the words behind a name say that its bearer was born before
// anybody living: "f. 12.5.1825".
func (d *Detector) bornLongAgo(behind string) bool {
	behind = behind[:min(maxBirth, len(behind))]
	for i := 0; i+4 <= len(behind); i++ {
		if year := behind[i : i+4]; !isYear(year) || isDigitAt(behind, i+4) || i > 0 && isDigitAt(behind, i-1) {
			continue
		}
		year, _ := strconv.Atoi(behind[i : i+4])
		return year != noYear && d.longAgo(year) && bornNear(behind, ident.Hit{Start: i, End: i + 4})
	}
	return false
}
