package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// placedItem is a value and where it stands in its line.
type placedItem struct {
	lineItem
	at   int
	fact fact
	hash uint64
}

// itemsOf are the values of a line that say something of a person. near is set
// when the line is short enough to be a record.
//
// What it gives is good until the next line is read.
func (p *prose) itemsOf(line string, hits []ident.Hit, near bool) (items []placedItem) {
	items = p.items[:0]
	end := 0
	for _, h := range hits {
		value := line[h.Start:h.End]
		it := placedItem{lineItem{h.Kind.Attribute, h.Kind.Name, .9, value}, h.Start, numFacts, 0}
		switch h.Kind.Attribute {
		case inspect.Email:
			if isRoleBox(value) || p.d.who.isOwn(value) || p.d.who.addresses[strings.ToLower(value)] {
				continue
			}
			it.fact, it.hash = factEmail, p.d.people.hash(strings.ToLower(value))
		case inspect.Phone:
			if !near || h.Start < end || digitsIn(value) < 7 || h.Kind.Name != "phone" && !p.plainPhone(line, h) {
				continue
			}
			it.fact, it.hash = factPhone, p.d.people.hash(lastDigits(value))
		case inspect.Address:
			if h.Kind.ContextOnly || !near {
				continue
			}
			if h.Kind.Name == "street" {
				it.fact, it.hash = factAddress, p.d.people.hash(address(value))
			}
		case inspect.BirthDate:
			if h.Clock || !bornNear(line, h) || h.Birth.After(p.d.opts.Today) || p.d.longAgo(h.Birth.Year()) {
				continue
			}
			it.fact, it.hash = factBirth, p.d.people.hashDay(h.Birth)
		case inspect.NationalID:
			if h.Weak() && !p.numbered(line, h) {
				continue
			}
			it.fact, it.hash = factID, p.d.people.hash(compact(value))
		case inspect.BankAccount:
			if h.Kind.ContextOnly || h.Weak() && !p.numbered(line, h) {
				continue
			}
			it.fact, it.hash = factBank, p.d.people.hash(compact(value))
		default:
			continue
		}
		end = max(end, h.End)
		if it.hash == 0 {
			it.fact = 0
		}
		items = append(items, it)
	}
	items = append(items, p.labelledAccounts(line)...)
	p.items = items[:0]
	return items
}

// plainPhone tells whether a number that other numbers look like too is a phone
// number: a word says so, it is most of its line, or the line is a short record.
func (p *prose) plainPhone(line string, h ident.Hit) bool {
	n := h.End - h.Start
	if n2 := parseName(line[:h.Start]); len(line) < 60 && n2.ok && n2.given && n2.n <= 3 {
		return true
	}
	before := strings.TrimRight(line[:h.Start], " (")
	if s := before[strings.LastIndexAny(before, ",;:(\t")+1:]; len(s) < 40 {
		if n2 := parseName(s); n2.person() {
			return true
		}
	}
	if at := capitalRun(before); at > 0 && before[len(before)-1] != '.' && strings.HasPrefix(line[len(before):], " (") {
		if n2 := parseName(before[at:]); n2.ok && n2.full && !namesThing(before[at:]) {
			return true
		}
	}
	return ident.Near(line, h, 48) || reached(line[max(0, h.Start-maxReach):h.Start]) || n*10 >= len(line)*6 || h.Start > n && len(line) < 120 && !isThing(line[:h.Start])
}

// capitalRun is where the words with capitals begin that a text ends with, two to four
// of them; -1 when there are not as many.
func capitalRun(s string) int {
	at, n := -1, 0
	for end := len(s); end > 0 && n <= 4; n++ {
		from := strings.LastIndexByte(s[:end], ' ') + 1
		if from == end || !isCapital(s[from:end]) || !nameLetters(s[from:end]) {
			break
		}
		at, end = from, from-1
	}
	if n < 2 || n > 4 {
		return -1
	}
	return at
}
