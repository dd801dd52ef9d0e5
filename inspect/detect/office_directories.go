package detect

import (
	"strings"
)

// Directories are typed line by line, too: the groups of a parish, the
// clubs of a village, the firms of a site, each with whom to ask. Each line begins with
// another group or function, which lists of people do not, and something else says that
// the list is for those who want to ask.

// leastDirectory is the fewest lines of a directory.
const leastDirectory = 5

// directoryHeads are stems of headings over directories, folded.
var directoryHeads = [...]string{"clubs and societies", "societies", "clubs and groups", "groups and clubs", "village directory", "parish directory", "useful contacts", "useful numbers", "key contacts", "site contacts", "project contacts", "who's who", "who is who", "how to reach us", "here for you",
	"vereine", "gruppen und kreise", "kreise und gruppen", "wir sind fur sie da", "so erreichen sie uns", "ihre ansprechpartner", "unsere ansprechpartner", "wer ist wer", "wichtige rufnummern",
	"foreninger", "grupper og kredse", "hvem er hvem", "her traeffer du", "sadan far du fat i", "vigtige telefonnumre", "nyttige numre", "kontakt til kirken",
	"verenigingen", "groepen en clubs", "wie is wie", "wie doet wat", "zo bereikt u ons", "voor u bereikbaar", "belangrijke nummers",
	"foreningar", "vem ar vem", "lag og foreninger", "associations de", "nos associations", "associazioni", "asociaciones", "stowarzyszenia"}

var directoryStems = wordStems(directoryHeads[:])

// weekly are stems of words for what is every week or month again, folded.
var weekly = [...]string{"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "every ", "first mon", "first tue", "first wed", "first thu", "first fri", "first sat", "first sun", "last mon", "last tue", "last wed", "last thu", "last fri", "last sat", "last sun",
	"montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags", "sonntags", "jeden ", "wochentlich", "14-tagig", "hver ", "mandage", "tirsdage", "onsdage", "torsdage", "fredage", "lordage", "sondage", "elke ", "iedere ", "maandags", "dinsdags", "woensdags", "donderdags", "vrijdags", "zaterdags", "zondags", "varje ", "chaque ", "ogni ", "cada ", "co tydzien"}

var weeklyStems = wordStems(weekly[:])

// directoryEntry is what a line says for a directory: the group or function that it
// begins with, whether a heading of one stands above, and whether the group meets again
// and again.
type directoryEntry struct {
	label         string
	domain        string // of the mailbox in the line, if it is no provider's
	headed, again bool
}

// directoryLine reads a line that names one person, or a firm behind, as that of a
// directory.
func (p *prose) directoryLine(line string, names []*lineRecord) {
	headed := p.line-p.directory <= maxApart
	if headed {
		p.directory = p.line
	}
	label, rest, ok := strings.Cut(line[:min(names[0].at, len(line))], ":")
	label = strings.Trim(label, " -*•·\t")
	if !ok || len(names) > 2 || len(label) < 2 || len(label) > maxOffice || digitsIn(label) > 0 || strings.IndexByte(label, '@') >= 0 {
		return
	}
	if who := parseName(label); who.person() || ofLaymen(fold(label)) {
		return
	}
	e := directoryEntry{label: fold(label), headed: headed, again: standsIn(weeklyStems(), rest)}
	if at := strings.IndexByte(line, '@'); at > 0 && isWorkMail(firstWords(line[at:], 1)) {
		e.domain = strings.ToLower(strings.TrimRight(afterAt(firstWords(line[at:], 1)), ">).,; "))
	}
	for _, n := range names {
		n.entry = e
	}
}

// headsDirectory tells whether a line is a heading over a directory.
func headsDirectory(line string) bool {
	return len(line) <= shortHeading && digitsIn(line) == 0 && standsIn(directoryStems(), line)
}

// maybeListed tells whether a record waits until it is known whether its line is one of a
// directory.
func (r *lineRecord) maybeListed() bool {
	return r.entry.label != "" && r.attrs|r.lesser != 0 && (r.attrs|r.lesser)&^reachedAtWork == 0 && len(r.maybe) == 0
}

// judgeDirectory leaves out the people of a directory; others are read on.
func (p *prose) judgeDirectory() {
	list := p.entries
	p.entries = nil
	labels, lines, domains := map[string]bool{}, map[int]bool{}, map[string]int{}
	headed, again, posts, mails, house := 0, 0, 0, 0, 0
	for _, r := range list {
		e := r.entry
		headed += count1(e.headed)
		again += count1(e.again)
		posts += count1(r.post != noFunction)
		if labels[e.label] = true; e.domain != "" && !lines[r.line] {
			mails++
			domains[e.domain]++
			house = max(house, domains[e.domain])
		}
		lines[r.line] = true
	}
	n := len(list)
	most := func(k int) bool { return k*10 >= n*6 }
	firms := posts*10 >= n*3 && mails*2 >= len(lines) && len(domains)*10 >= mails*9 // each of a firm of its own
	ofHouse := house*10 >= len(lines)*9                                             // departments of one house
	if len(lines) >= leastDirectory && len(labels)*10 >= len(lines)*9 && (most(headed) || most(again) || firms || ofHouse) {
		for _, r := range list {
			p.d.rest.drop(r.name)
		}
		return
	}
	for _, r := range list {
		p.readOn(r)
	}
}
