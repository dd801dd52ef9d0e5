package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// leastEnumerated is the fewest names of a line that make it a list of names.
const leastEnumerated = 3

// enumerated counts the people of a line that has nothing but names, parted by
// commas, below a line that says something of them all: "The following are members of
// the union:", "Anna Berg, Ben Müller, Clara Schmidt."
func (p *prose) enumerated(line string, said inspect.Attributes) bool {
	if strings.Count(line, ", ") < leastEnumerated-1 {
		return false
	}
	var names []name
	people := 0
	for s := range strings.SplitSeq(strings.TrimRight(line, "., "), ", ") {
		n := parseName(s)
		if !n.ok || !n.full || n.n > 4 || !isCapital(s) || namesThing(s) {
			return false
		}
		if n.person() {
			people++
		}
		names = append(names, n)
	}
	if 2*people < len(names) || len(names) > maxNames {
		return false
	}
	for _, n := range names {
		p.told(mention{record: p.newRecord(n, 0, true)}, said, line)
	}
	return true
}

// parted puts a colon between a name and the illness that is all else in the line:
// "Anna Berg Diabetes".
func (d *Detector) parted(line string) string {
	if strings.ContainsAny(line, ",:;|()\t.–") || strings.Contains(line, " - ") {
		return line
	}
	at := strings.LastIndexByte(line, ' ')
	if at < 0 || len(line)-at < 4 {
		return line
	}
	who := line[:at]
	if words := strings.Count(who, " "); words < 1 || words > 2 {
		return line
	}
	n := parseName(who)
	if !n.person() || !n.given || !n.full || !isCapital(who) || d.special.in(who) != 0 || !d.special.in(line[at+1:]).Has(inspect.Health) {
		return line
	}
	return who + ":" + line[at:]
}
