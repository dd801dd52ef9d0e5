package detect

import (
	"strings"
	"time"

	"github.com/postlock/postlock/inspect/detect/ident"
)

// parseDate reads the numeric forms that tables have: 2006-01-02, 02-01-2006,
// 2/1/06 and 02.01.2006, with or without a time of day behind them. Where day
// and month could be either, the day is taken to be first; ages are not decided
// by that.
func parseDate(s string) (t time.Time, ok bool) {
	if len(s) < 6 || s[0]-'0' > 9 {
		return
	}
	if i := strings.IndexAny(s, " T"); i >= 6 {
		s = s[:i]
	}
	if len(s) > 10 {
		return
	}
	var part [3]int
	var width [3]int
	n := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			part[n] = part[n]*10 + int(c-'0')
			width[n]++
		case (c == '-' || c == '/' || c == '.') && n < 2 && width[n] > 0:
			n++
		default:
			return
		}
	}
	if n != 2 || width[2] == 0 {
		return
	}
	if width[0] == 4 {
		return day(part[0], part[1], part[2])
	}
	if width[0] > 2 || width[1] > 2 || width[2] != 2 && width[2] != 4 {
		return
	}
	if width[2] == 2 {
		part[2] = century(part[2])
	}
	if t, ok = day(part[2], part[1], part[0]); !ok {
		t, ok = day(part[2], part[0], part[1])
	}
	return t, ok
}

// century takes two-digit years up to 30 for this century's.
func century(y int) int {
	if y <= 30 {
		return 2000 + y
	}
	return 1900 + y
}

func day(y, m, d int) (time.Time, bool) {
	if y < 1850 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31 {
		return time.Time{}, false
	}
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), true
}

// dayOfYear tells whether a cell is a day without a year, as lists of birthdays
// have it: "12. maj", "May 12th", "12/5", "12-05".
func dayOfYear(s string) bool {
	if len(s) > 20 || len(s) < 3 {
		return false
	}
	if d := digitsIn(s); d == 0 || d > 4 {
		return false
	}
	var n [2]int
	numbers, months := 0, 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '.' || r == '/' || r == '-' }) {
		v := 0
		for len(w) > 0 && w[0] >= '0' && w[0] <= '9' {
			v, w = v*10+int(w[0]-'0'), w[1:]
		}
		switch {
		case v > 0 && (w == "" || w == "." || w == "st" || w == "nd" || w == "rd" || w == "th" || w == "er") && numbers < 2:
			n[numbers] = v
			numbers++
		case v == 0 && ident.Month(w) > 0:
			months++
		case v == 0 && w == "de":
		default:
			return false
		}
	}
	if months == 1 {
		return numbers == 1 && n[0] <= 31
	}
	return months == 0 && numbers == 2 && n[0] <= 31 && n[1] <= 31 && min(n[0], n[1]) <= 12
}

// digitDay reads a day of birth in six digits, as clubs and schools write it: "240375".
func digitDay(s string) (time.Time, bool) {
	if len(s) != 6 || !digitsOnly(s) {
		return time.Time{}, false
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	return day(century(two(4)), two(2), two(0))
}

// bornDigits tells whether nearly all cells are such days of people of many ages. Of
// numbers given by chance one in thirty is a day, and dates of events are near each
// other.
func bornDigits(cells []string) bool {
	const least, ages = 6, 12
	n, days, first, last := 0, 0, 0, 0
	seen := map[string]bool{}
	for _, c := range cells {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		n++
		if t, ok := digitDay(c); ok {
			if y := t.Year(); days == 0 {
				first, last = y, y
			} else {
				first, last = min(first, y), max(last, y)
			}
			days++
			seen[c] = true
		}
	}
	return n >= least && days*20 >= n*19 && last-first >= ages && len(seen)*3 >= n*2
}

// isYear is true for 1000 to 2100.
func isYear(s string) bool {
	return len(s) == 4 && digitsOnly(s) && (s[0] == '1' || s[0] == '2' && s[1] <= '1')
}

func isDate(c string) bool {
	_, ok := parseDate(c)
	return ok
}

// startsWithClock is true for "10:30 Meeting with ".
func startsWithClock(s string) bool {
	return len(s) >= 5 && digitsOnly(s[:2]) && (s[2] == ':' || s[2] == '.') && digitsOnly(s[3:5]) && (len(s) == 5 || s[5] < '0' || s[5] > '9') && (len(s) < 7 || s[5] != '.')
}

// withoutDay takes off a day and the word for "at" before a clock: "23.05.2026 kl. ".
func withoutDay(s string) string {
	rest := strings.TrimLeft(s, "0123456789./-")
	if digits := digitsIn(s[:len(s)-len(rest)]); digits < 3 || digits > 8 {
		return s
	}
	rest = strings.TrimLeft(rest, " ,")
	if i := strings.IndexAny(rest, "0123456789"); i > 0 && i <= len("klokken ") {
		rest = rest[i:]
	}
	return rest
}

func isClock(s string) bool {
	i := strings.IndexByte(s, ':')
	return i > 0 && len(s) <= 12 && s[i-1] >= '0' && s[i-1] <= '9' && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9'
}
