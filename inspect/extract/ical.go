package extract

import (
	"errors"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// readICal reads events, tasks and notes (RFC 5545): their words as text, and
// whoever takes part as a row each, with the name beside the address.
func readICal(f *file, to output) error {
	c := &calReader{f: f, to: to, part: "attendees"}
	contentLines(decode(f.data, f.charset), c.line)
	c.end()
	if !c.begun && !to.stopped() {
		return errors.New("icalendar: no calendar")
	}
	return nil
}

type calReader struct {
	f      *file
	to     output
	begun  bool
	words  []string
	people [][]string
	count  int
	part   string // where the people are told to stand
}

// maxAttendees is how many people of an event are kept until its end.
const maxAttendees = 10000

func (c *calReader) line(l contentLine) bool {
	v := strings.TrimSpace(unescapeContent(l.value))
	if l.name == "" { // what is no line of a calendar
		c.words = append(c.words, v)
		return !c.to.stopped()
	}
	switch l.name {
	case "BEGIN":
		c.begun = c.begun || strings.EqualFold(v, "VCALENDAR")
		c.end()
	case "END":
		c.end()
	case "METHOD":
		if strings.EqualFold(v, "REQUEST") { // RFC 5546 3.2.2: sent to those who are invited
			c.part = inspect.PartInvitation
		}
	case "ATTENDEE", "ORGANIZER":
		address := v
		if len(v) > 7 && strings.EqualFold(v[:7], "mailto:") {
			address = v[7:]
		}
		if len(c.people) < maxAttendees {
			c.people = append(c.people, []string{l.param["CN"], address, strings.ToLower(l.name)})
		}
	case "SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "X-WR-CALNAME", "X-WR-CALDESC", "CATEGORIES", "RESOURCES", "URL", "X-ALT-DESC":
		if v != "" {
			c.words = append(c.words, l.name+": "+v)
		}
	case "ATTACH":
		c.attachment(l)
	default:
		if v != "" && !technical(l.name) && !l.isBinary() {
			c.to.text("properties", 0, true, l.name+": "+v)
		}
	}
	return !c.to.stopped()
}

// technical tells properties that programs write for programs (RFC 5545 8.3.2, and
// what Outlook, Google and Apple add).
func technical(name string) bool {
	switch name {
	case "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "DUE", "DURATION", "CREATED", "LAST-MODIFIED", "COMPLETED", "SEQUENCE",
		"STATUS", "TRANSP", "CLASS", "PRIORITY", "PERCENT-COMPLETE", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "TRIGGER", "ACTION", "REPEAT", "ACKNOWLEDGED",
		"TZID", "TZNAME", "TZURL", "TZOFFSETFROM", "TZOFFSETTO", "GEO", "REQUEST-STATUS", "FREEBUSY", "RELATED-TO", "COLOR", "REFRESH-INTERVAL", "SOURCE", "CONFERENCE":
		return true
	}
	return hasAnyPrefix(name, []string{"X-MICROSOFT", "X-MS-", "X-MOZ", "X-LIC", "X-PUBLISHED", "X-WR-TIMEZONE", "X-WR-RELCALID", "X-WR-ALARMUID", "X-GOOGLE", "X-APPLE-TRAVEL", "X-APPLE-DEFAULT", "X-EVOLUTION", "X-ALARM"})
}

// attachment hands on a file kept in the event; an address is only told.
func (c *calReader) attachment(l contentLine) {
	if !l.isBinary() {
		c.words = append(c.words, "ATTACH: "+l.value)
		return
	}
	if b := decodeBase64(l.value); len(b) > 0 {
		name := l.param["FILENAME"]
		if name == "" {
			name = l.param["X-FILENAME"]
		}
		c.to.child(baseName(name), b, c.f.hidden)
	}
}

// end gives the words and the people gathered so far.
func (c *calReader) end() {
	if len(c.words) > 0 {
		c.to.text("", 0, c.f.hidden, strings.Join(c.words, "\n"))
	}
	if len(c.people) > 0 {
		place := inspect.Place{Path: c.f.path, Part: c.part}
		c.to.row(inspect.Row{Place: place, Table: c.count, Header: true, Hidden: c.f.hidden, Cells: []string{"Name", "E-mail", "Role"}})
		for i, p := range c.people {
			place.Line = i + 1
			c.to.row(inspect.Row{Place: place, Table: c.count, Hidden: c.f.hidden, Cells: p})
		}
		c.count++
	}
	c.words, c.people = nil, nil
}
