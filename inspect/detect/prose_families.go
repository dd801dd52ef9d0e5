package detect

import (
	"slices"
	"strings"
)

// Registers of families have the family's name above, and in the lines below the given
// names of its members: "The Barlow family", "Stephen (07552 348914) & Niamh (…)",
// "Children: Amelia b. 09/01/2015".

// homeOf is the family whose members the next lines may name.
type homeOf struct {
	last string
	line int
}

// mostMembers is how many lines below the family's name its members may stand.
const mostMembers = 8

// noteHousehold keeps the name of a family that has a line for itself.
func (p *prose) noteHousehold(line string) {
	if len(line) > maxName || digitsIn(line) > 0 || strings.IndexByte(line, ' ') < 0 {
		return
	}
	last := familyOf(strings.TrimSpace(strings.Trim(line, "#*_:")))
	if last == "" {
		return
	}
	if n := parseName(last); !n.ok || n.n > 2 || hasOrgWord(last) || !isCapital(last) {
		return
	}
	if p.household.last != "" { // the register's next
		p.blank()
	}
	p.household = homeOf{last, p.line}
}

// familyOf is the name in "The Barlow family", "Familie Berg"; empty for other lines.
func familyOf(line string) string {
	line = strings.TrimPrefix(line, "The ")
	first, rest, _ := strings.Cut(line, " ")
	if slices.Contains(familyWords[:], strings.TrimRight(fold(first), ".")) {
		return rest
	}
	if at := strings.LastIndexByte(line, ' '); at > 0 && slices.Contains(familyWords[:], fold(line[at+1:])) {
		return line[:at]
	}
	return ""
}

// athome gives the members of the family above that a line names with their values.
func (p *prose) athome(line string) []*lineRecord {
	if p.household.last == "" || p.line-p.household.line > mostMembers {
		return nil
	}
	members := line
	if label, rest, ok := strings.Cut(line, ":"); ok && len(label) <= maxStartLabel && hasLetter(label) && digitsIn(label) == 0 {
		members = strings.TrimLeft(rest, " ")
	}
	end := givenEnd(members)
	if end == 0 || !isForename(members[:end]) || hasStreetWord(members[:end]) {
		return nil
	}
	names := p.members(p.household.last, members, len(line)-len(members))
	known := 0
	for _, n := range names {
		known += count1(n.strong)
	}
	if known*2 < len(names) {
		return nil
	}
	return names
}
