package detect

import "strings"

// invitation is the marked header of the people that a calendar entry is between.
var invitation = [...]string{"Name", "E-mail", "Role"}

// judgeGuests tells an invitation, whose people are those it is sent to, from a
// calendar file that is passed on to others: its people are subjects.
func (d *Detector) judgeGuests(t *table) {
	guests := t.guests
	t.guests, t.invited = nil, false
	if len(guests) == 0 {
		return
	}
	outside, sent := 0, 0
	for _, r := range guests[1:] {
		for _, c := range r.Cells {
			if strings.Contains(c, "@") && !d.who.isOwn(c) {
				outside++
				if d.who.addresses[strings.ToLower(strings.Trim(c, "<> "))] {
					sent++
				}
			}
		}
	}
	if sent > 0 && (len(d.who.own) > 0 || sent*4 >= outside) || outside < leastGuests {
		for _, r := range guests[1:] {
			d.invite(r.Cells)
		}
		return
	}
	for _, r := range guests {
		t.rows = append(t.rows, r)
	}
}

// leastGuests is from how many strangers on a calendar entry is a list.
const leastGuests = 5

// invite notes somebody invited as a correspondent.
func (d *Detector) invite(cells []string) {
	for _, c := range cells {
		if strings.Contains(c, "@") {
			d.who.address(c)
		} else {
			d.who.name(c)
		}
	}
}
