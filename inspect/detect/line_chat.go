package detect

import (
	"strings"
)

// chatter reads a line of an exported chat, "[12/03/2026, 18:00:46] Anna Berg: …"
// or "12.03.26, 18:00 - Anna Berg: …": what it tells is its writer's. It is nil for
// other lines.
func (p *prose) chatter(line string) []*lineRecord {
	at := stampEnd(line)
	if at == 0 {
		return nil
	}
	end := strings.IndexByte(line[at:], ':')
	if end < 3 || end > maxName {
		return nil
	}
	n := parseName(line[at : at+end])
	if !n.ok || !n.full || n.n > 4 {
		return nil
	}
	r := p.newRecord(n, at, n.person())
	r.likely, r.valued = true, true
	return []*lineRecord{r}
}

// stampEnd is where a line goes on behind the date and time it begins with; 0 when
// it begins with none.
func stampEnd(line string) int {
	if len(line) < 18 || line[0] != '[' && (line[0] < '0' || line[0] > '9') {
		return 0
	}
	end := strings.Index(line[:min(len(line), 30)], " - ")
	skip := 3
	if line[0] == '[' {
		end, skip = strings.Index(line[:min(len(line), 30)], "] "), 2
	}
	if end < 10 || digitsIn(line[:end]) < 8 || strings.IndexByte(line[:end], ':') < 0 || letters(line[:end]) > 4 {
		return 0
	}
	return end + skip
}

// birthdayWords say in a calendar whose day it is, folded.
var birthdayWords = [...]string{"verjaardag", "geburtstag", "fodselsdag", "fodelsedag", "birthday", "anniversaire", "compleanno", "cumpleanos", "urodziny", "syntymapaiva"}

func namesBirthday(line string) bool { return standsIn(birthdayStems(), line) }

var birthdayStems = wordStems(birthdayWords[:])
