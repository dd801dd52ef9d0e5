package ident

import "time"

// num is a compact number on its way to a check, passed by value so that it
// never escapes to the heap.
type num struct {
	b   [20]byte // ASCII digits and upper-case letters
	n   int
	sep byte // the first separator as written; 0 when there was none
}

// at is the value of the digit at i.
func (n num) at(i int) int { return int(n.b[i] - '0') }

// two is the value of the two digits at i.
func (n num) two(i int) int { return n.at(i)*10 + n.at(i+1) }

// int is the value of the digits from i to j.
func (n num) int(i, j int) (v int) {
	for ; i < j; i++ {
		v = v*10 + n.at(i)
	}
	return v
}

// digits tells whether everything from i to j is a digit.
func (n num) digits(i, j int) bool {
	for ; i < j; i++ {
		if n.b[i] < '0' || n.b[i] > '9' {
			return false
		}
	}
	return true
}

// same tells whether all characters are one and the same, as in placeholders.
func (n num) same() bool {
	for i := 1; i < n.n; i++ {
		if n.b[i] != n.b[0] {
			return false
		}
	}
	return true
}

// sum is the weighted sum of the first digits; the weights are written as
// digits, with ':' for ten.
func (n num) sum(weights string) (s int) {
	for i := range len(weights) {
		s += n.at(i) * int(weights[i]-'0')
	}
	return s
}

// luhn is the check of ISO/IEC 7812-1 Annex B over the digits from i to j.
func (n num) luhn(i, j int) bool {
	s, double := 0, false
	for j--; j >= i; j-- {
		d := n.at(j)
		if double {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		s, double = s+d, !double
	}
	return s%10 == 0
}

// mod11x10 is the check of ISO/IEC 7064 MOD 11,10 over all digits.
func (n num) mod11x10() bool {
	p := 10
	for i := range n.n - 1 {
		if p = (p + n.at(i)) % 10; p == 0 {
			p = 10
		}
		p = p * 2 % 11
	}
	return (p+n.at(n.n-1))%10 == 1
}

// The tables of Verhoeff, "Error Detecting Decimal Codes" (1969).
const (
	verhoeffD = "0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210"
	verhoeffP = "01234567891576283094580379614289160435279453126870428657390127938064157046913258"
)

// verhoeff is the check over the digits from 0 to j and then last.
func (n num) verhoeff(j int, last int) bool {
	c := int(verhoeffD[last] - '0')
	for i := range j {
		p := int(verhoeffP[(i+1)%8*10+n.at(j-1-i)] - '0')
		c = int(verhoeffD[c*10+p] - '0')
	}
	return c == 0
}

// pivot is the first two-digit year read as 19yy where nothing else tells the
// century. Numbers are read without a clock, so it moves with releases.
const pivot = 30

// century is the full year of a two-digit one.
func century(yy int) int {
	if yy < pivot {
		return 2000 + yy
	}
	return 1900 + yy
}

// lastBirth is the last year taken for a year of birth.
const lastBirth = 2031

// day makes a date that exists on the calendar and may be one of birth.
func day(y, m, d int) (time.Time, bool) {
	if m < 1 || m > 12 || d < 1 || d > monthDays(y, m) || y < 1850 || y > lastBirth {
		return time.Time{}, false
	}
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), true
}

func monthDays(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// none is the result of a check of numbers without a date.
func none(ok bool) (time.Time, bool) { return time.Time{}, ok }
