package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// People named with their function, "Anna Berg, Projektleitung, 0431 6931-106,
// a.berg@firm.example": such lines say where an office is reached, and nothing private,
// as long as they have nothing but telephones and mailboxes of one organisation. Members
// and parents have functions as well: see laymen.

// reachedAtWork are where somebody is reached at work.
var reachedAtWork = inspect.Set(inspect.Email, inspect.Phone)

// leastAtWork is the fewest people, with their positions and telephones and without a
// mailbox, who are the staff of a letterhead.
const leastAtWork = 3

// shortHeading is how many bytes a line has at most that may say whose list follows:
// "Unsere Mitglieder", "Elternliste 3b". Members and parents have jobs as well.
const shortHeading = 30

// betweenFields stand before a job title, and endsOfTitle behind one or where there is
// none.
var betweenFields, endsOfTitle = marksOf(" \t,.–-|(:;/"), marksOf(".,;|()\t:@+0123456789")

// functionBeside reads what stands right behind or before a name as a job title.
func functionBeside(line string, n *lineRecord) (f function) {
	if !workStems().mayStandIn(line) {
		return noFunction // nearly always
	}
	at := min(n.at, len(line))
	first := firstWords(line[at:], 1)
	before := strings.TrimRight(line[:at], " ")
	if isTitleOfOffice(first) || isTitleOfOffice(before[strings.LastIndexAny(before, " ,;.|\t")+1:]) {
		return ofPosition
	}
	if label, ok := strings.CutSuffix(before, ":"); ok {
		f = functionOf(label[strings.LastIndexAny(label, ",;.|\t")+1:])
	}
	name, _, _ := strings.Cut(line[at:], "\t")
	behind := line[at+nameEnd(name, 0):]
	for range maxFields {
		behind = betweenFields.trimLeft(behind)
		field := behind
		if end := endsOfTitle.narrowIn(field); end >= 0 {
			field = field[:end]
		}
		if wide := strings.Index(field, "  "); wide >= 0 {
			field = field[:wide]
		}
		f = max(f, functionOf(field))
		behind = behind[len(field):]
	}
	return f
}

// sayFunctions tells whether most entries of a list have a job title behind the name.
func sayFunctions(rows [][]string) bool {
	n := 0
	for _, cells := range rows {
		if len(cells) > 1 {
			title := cells[1]
			if end := endsOfTitle.narrowIn(title); end >= 0 {
				title = title[:end]
			}
			n += count1(functionOf(title) != noFunction)
		}
	}
	return n*10 >= len(rows)*6
}

// maxFields is how many fields behind a name may be a job title: "Anna Berg, Dipl.-Ing.,
// Projektleitung".
const maxFields = 2

// titleBelow reads a line below a name that has a line for itself as that person's job
// title, and tells whether it is one.
func (p *prose) titleBelow(line string) bool {
	if p.cur == nil || !p.cur.alone || p.line-p.cur.line != 1 || len(line) > maxOffice {
		return false
	}
	f := functionOf(line)
	if f == noFunction || p.d.special.in(line) != 0 {
		return false
	}
	if n := parseName(line); n.person() {
		return false
	}
	p.cur.post = f
	return true
}

// mayBeAtWork tells whether a record waits until it is known who else has a function.
func (r *lineRecord) mayBeAtWork() bool {
	return r.post != noFunction && r.attrs|r.lesser != 0 && (r.attrs|r.lesser)&^reachedAtWork == 0 && !slices.ContainsFunc(r.maybe, func(it placedItem) bool { return it.attr != inspect.Phone })
}

// judgeAtWork leaves out the people whose mailboxes are in the domain that most of them
// share, and those of a letterhead whose positions stand above telephones. The others
// are people like any.
func (p *prose) judgeAtWork() {
	list := p.atWork
	p.atWork = nil
	mails, called, positions := 0, 0, 0
	times := map[string]int{}
	for _, r := range list {
		if d, ok := r.workDomain(); ok {
			mails++
			times[d]++
		} else if !r.attrs.Has(inspect.Email) {
			called++
			positions += count1(r.post == ofPosition)
		}
	}
	for _, r := range list {
		d, ok := r.workDomain()
		switch {
		case ok && times[d]*10 >= mails*6,
			!r.attrs.Has(inspect.Email) && (called >= leastAtWork && positions*10 >= called*6 || mails > called):
			p.d.rest.drop(r.name)
		default:
			p.wait(r)
		}
	}
}

// workDomain is the domain of a record's mailboxes if they share one that is no
// provider's.
func (r *lineRecord) workDomain() (domain string, ok bool) {
	for _, it := range r.items {
		if it.attr != inspect.Email {
			continue
		}
		d := strings.ToLower(afterAt(it.value))
		if !isWorkMail(it.value) || domain != "" && d != domain {
			return "", false
		}
		domain = d
	}
	return domain, domain != ""
}
