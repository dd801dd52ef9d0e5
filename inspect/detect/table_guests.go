package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

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
	if t.place.Part == inspect.PartInvitation && d.colleagues(guests[1:]) {
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
		r.Cells = r.Cells[:min(2, len(r.Cells))] // to attend is no function at work
		t.rows = append(t.rows, r)
	}
}

// colleagues tells whether all strangers who are called to a meeting have mailboxes in
// the domain of one organisation: what it says of them is who meets there at work.
func (d *Detector) colleagues(guests []inspect.Row) bool {
	house := ""
	for _, r := range guests {
		for _, c := range r.Cells {
			if !strings.Contains(c, "@") || d.who.isOwn(c) {
				continue
			}
			domain := strings.ToLower(strings.Trim(afterAt(c), "<> "))
			if !isWorkMail(c) || house != "" && domain != house {
				return false
			}
			house = domain
		}
	}
	return house != ""
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
