package detect

import "strings"

// leastHalves is the fewest lines that show that a list parts its names.
const leastHalves = 5

// partings are what people and programs write between the values of a line.
var partings = [...]string{" - ", " – ", " — ", " | ", " / ", " · ", " • ", "; ", ", ", "\t"}

// unparted joins the halves of names in a list whose lines part all values alike:
// "3) Berg - Anna - 12-03-1975 - Havn 4" tells of Anna Berg.
func unparted(text string) string {
	if !hasTimes(text, "\n", leastHalves-1) {
		return text
	}
	for _, by := range partings {
		n := countOf(text, by, 2*leastHalves)
		if n < 2*leastHalves {
			continue
		}
		if lines, givenFirst := halvedLines(text, by, n); lines >= leastHalves {
			return joinHalves(text, by, givenFirst)
		}
	}
	return text
}

// countOf is strings.Count of a parting, or 0 if its mark stands in the text fewer than
// least times. It looks for the mark and not for the blanks around it, of which every
// text is full.
func countOf(text, by string, least int) (n int) {
	mark := unblanked(by)
	if strings.Count(text, mark) < least {
		return 0
	}
	before := strings.Index(by, mark)
	for end := 0; ; {
		i := strings.Index(text[end:], mark)
		if i < 0 {
			return n
		}
		if i >= before && strings.HasPrefix(text[end+i-before:], by) {
			n++
			end += i - before + len(by)
		} else {
			end += i + len(mark)
		}
	}
}

// unblanked is a parting without the blanks around it.
func unblanked(by string) string {
	if by[0] == ' ' {
		by = by[1:]
	}
	return strings.TrimSuffix(by, " ")
}

// halvedLines counts the lines that begin with the two halves of a name. It gives
// none unless they are most of the lines with that parting, and given names stand in
// one of the two places: a roster of first names has them in both. The parting stands
// in the text n times.
func halvedLines(text, by string, n int) (lines int, givenFirst bool) {
	all := 0
	var v halfVotes
	for line := range linesWith(text, by) {
		all++
		if h, ok := halvesOf(line, by); ok {
			v.add(h.above, h.below)
		} else if 4*(all-v.names) > n {
			return 0, false // whatever the other lines are
		}
	}
	if v.names*4 < all*3 || !v.tell() || 4*min(v.first, v.second) > 3*max(v.first, v.second) {
		return 0, false
	}
	return v.names, v.first > v.second
}

// linesWith are the lines of a text that have a parting.
func linesWith(text, by string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for at := strings.Index(text, by); at >= 0; at = strings.Index(text, by) {
			from, to := strings.LastIndexByte(text[:at], '\n')+1, strings.IndexByte(text[at:], '\n')
			if to < 0 {
				to = len(text) - at
			}
			if !yield(text[from : at+to]) {
				return
			}
			text = text[at+to:]
		}
	}
}

// joinHalves writes the text with whole names.
func joinHalves(text, by string, givenFirst bool) string {
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		if h, ok := halvesOf(line, by); ok {
			if !givenFirst {
				h.above, h.below = h.below, h.above
			}
			line = h.lead + h.above + " " + h.below + by + h.rest
		}
		b.WriteString(line)
	}
	return b.String()
}

// halves are the values that a line begins with.
type halves struct {
	lead         string // a bullet, and a number of the line or the member
	above, below string // the halves of a name
	rest         string
}

// halvesOf wants two names and then an address of any kind.
func halvesOf(line, by string) (h halves, ok bool) {
	rest := pastNumber(line, by)
	if len(rest) == len(line) {
		rest, _ = unnumber(line)
		rest = pastNumber(rest, by)
	}
	h.lead = line[:len(line)-len(rest)]
	h.above, rest, _ = strings.Cut(rest, by)
	h.below, h.rest, ok = strings.Cut(rest, by)
	ok = ok && isNameLine(h.above) && isNameLine(h.below) &&
		(digitsIn(h.rest) >= 6 || strings.IndexByte(h.rest, '@') >= 0 || digitsIn(h.rest) > 0 && hasStreetWord(h.rest))
	return h, ok
}

// pastNumber is what stands behind the number of a row or a member.
func pastNumber(line, by string) string {
	if number, rest, found := strings.Cut(line, by); found && digitsOnly(strings.TrimSpace(number)) {
		return rest
	}
	return line
}
