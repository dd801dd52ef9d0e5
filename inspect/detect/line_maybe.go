package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// maybes are the values of a record line that say nothing alone: a date that
// may be one of birth, digits that may be a phone number, a number that passes a
// weak check. A list decides by its other lines, as a column would. Several ask for
// those of the line that record reads, which are looked for once.
func (p *prose) maybes(line string, hits []ident.Hit) []placedItem {
	if !p.maybeRead {
		p.maybe, p.maybeRead = p.findMaybes(line, hits), true
	}
	return p.maybe
}

func (p *prose) findMaybes(line string, hits []ident.Hit) (items []placedItem) {
	free := []byte(nil) // the line without its values, if a number may be left
	if p.digits >= leastRun {
		free = []byte(line)
	}
	for _, h := range hits {
		value := line[h.Start:h.End]
		switch {
		case h.Kind.Name == "date" && h.Birth.Year() > 1000 && p.d.longAgo(h.Birth.Year()):
			return nil // the years of somebody long dead
		case h.Kind.Name == "date" && tellsDeath(line[:h.Start]):
			return nil
		case h.Kind.Name == "date" && !h.Clock && h.Birth.Before(p.d.opts.Today.AddDate(-1, 0, 0)):
			items = append(items, placedItem{lineItem{inspect.BirthDate, "date", .8, value}, h.Start, factBirth, p.d.people.hashDay(h.Birth)})
		case h.Kind.Attribute == inspect.NationalID && !h.Kind.ContextOnly:
			items = append(items, placedItem{lineItem{inspect.NationalID, h.Kind.Name, .9, value}, h.Start, factID, p.d.people.hash(compact(value))})
		case h.Kind.Name == "phone_plain" && h.Start == 0 && digitsIn(value) >= leastRun: // "20 30 40 50 Anna Berg"
			items = append(items, placedItem{lineItem{inspect.Phone, "phone", .7, value}, h.Start, factPhone, p.d.people.hash(lastDigits(value))})
		}
		if !h.Kind.ContextOnly && !(h.Kind.Attribute == inspect.NationalID && h.Weak()) {
			for i := h.Start; i < min(h.End, len(free)); i++ {
				free[i] = '/'
			}
		}
	}
	if v, at := digitRun(string(free)); v != "" && !isResult(line) {
		items = append(items, placedItem{lineItem{inspect.Phone, "phone", .7, v}, at, factPhone, p.d.people.hash(lastDigits(v))})
	}
	return items
}

// maybeEach gives each of several people of a line the date or the digits right behind
// the name: "Anna Berg (03.04.2015), Phil Berg 20304050".
func (p *prose) maybeEach(line string, hits []ident.Hit, names []*lineRecord) {
	dates := p.maybes(line, hits)
	for i, n := range names {
		from, to := nameEnd(line, n.at), len(line)
		if i+1 < len(names) {
			to = names[i+1].at
		}
		if from >= to {
			continue
		}
		for _, it := range dates {
			if it.attr == inspect.BirthDate && it.at >= from && it.at < to && it.at-from <= maxToValue && !hasLetter(line[from:it.at]) {
				n.maybe = append(n.maybe, it)
			}
		}
		if v, at := digitRun(line[from:to]); v != "" && at <= maxToValue && !hasLetter(line[from:from+at]) {
			n.maybe = append(n.maybe, placedItem{lineItem{inspect.Phone, "phone", .7, v}, from + at, factPhone, p.d.people.hash(lastDigits(v))})
		}
	}
}

// bornPupil makes the date right behind a child's name one of birth: "Pupil: Anna Berg
// (12-05-2010)".
func (p *prose) bornPupil(line string, n *lineRecord) {
	if len(n.maybe) == 0 {
		return
	}
	before, ok := strings.CutSuffix(strings.TrimRight(line[:min(n.at, len(line))], " "), ":")
	label := before[strings.LastIndexAny(before, ".;,(")+1:]
	if !(p.ofChild && before == "") && (!ok || len(label) > maxStartLabel || p.d.heading(strings.TrimSpace(label)).role != roleChild) {
		return
	}
	end := nameEnd(line, n.at)
	for _, it := range n.maybe {
		if it.attr == inspect.BirthDate && it.at >= end && it.at-end <= maxToValue && !n.attrs.Has(inspect.BirthDate) {
			p.give(n, it)
		}
	}
}

// maxToValue is how far in bytes behind a name in a row of several its value begins.
const maxToValue = 4

// maybeBelow keeps the values that may be those of somebody whose name has the line above
// for itself: a date, a number.
func (p *prose) maybeBelow(line string, hits []ident.Hit) {
	if r := p.cur; r != nil && r.alone && !r.office && !r.doctor && len(r.maybe) == 0 && !p.loose && p.line-r.line <= 2 && letters(line) <= 4 {
		r.maybe = p.maybes(line, hits)
	}
}

// tellsDeath tells whether a date behind a text is of a death.
func tellsDeath(before string) bool {
	before = strings.TrimRight(before, " ")
	if strings.HasSuffix(before, "†") || strings.HasSuffix(before, " +") {
		return true
	}
	switch strings.TrimRight(strings.ToLower(before[strings.LastIndexAny(before, " ,;(")+1:]), ".:") {
	case "gest", "gestorben", "gefallen", "died", "død", "faldt", "overl", "overleden", "gesneuveld", "mort", "décédé", "morto", "zm", "avliden", "död":
		return true
	}
	return false
}

// leastRun is the fewest digits of a run that may be a phone number.
const leastRun = 7

// digitRun finds 7 to 12 digits in groups.
func digitRun(line string) (string, int) {
	start, digits := -1, 0
	for i := 0; i <= len(line); i++ {
		for start < 0 && i < len(line) && line[i]-'0' >= 10 {
			i++
		}
		c := byte(0)
		if i < len(line) {
			c = line[i]
		}
		switch {
		case c >= '0' && c <= '9':
			if start < 0 {
				start = i
			}
			digits++
		case start >= 0 && (c == ' ' || c == '-' || c == '.' && inPairs(line[start:])) && i+1 < len(line) && line[i+1] >= '0' && line[i+1] <= '9':
		default:
			if digits >= leastRun && digits <= 12 && (start == 0 || startsNumber(line, start)) && (i >= len(line) || c == ' ' || strings.IndexByte(",;)|\t", c) >= 0 || c == '.' && (i+1 == len(line) || line[i+1] == ' ')) && !yearRange(line[start:i]) && !isDay(line[start:i]) {
				return line[start:i], start
			}
			start, digits = -1, 0
		}
	}
	return "", 0
}

// inPairs tells whether a text begins with at least four pairs of digits with dots
// between them: "51.37.20.18".
func inPairs(s string) bool {
	n := 0
	for len(s) >= 2 && isDigitAt(s, 0) && isDigitAt(s, 1) && !isDigitAt(s, 2) {
		n++
		if len(s) == 2 || s[2] != '.' {
			break
		}
		s = s[3:]
	}
	return n == 4 || n == 5
}

// startsNumber tells whether a number may begin at i: not within a word, an
// address of the web or a value given to a name.
func startsNumber(line string, i int) bool {
	if isWordByte(line[i-1]) || strings.IndexByte("=?&#_%", line[i-1]) >= 0 {
		return false
	}
	word := line[strings.LastIndexAny(line[:i], " \t")+1 : i]
	if word == "" && isReference(line[:i]) {
		return false
	}
	return !strings.Contains(word, "://") && !strings.HasPrefix(word, "www.")
}

// isDay is true for "12-03-1750".
func isDay(s string) bool {
	return len(s) == 10 && (s[2] == '-' || s[2] == ' ') && s[5] == s[2] && s[0] <= '3' && s[3] <= '1' && isYear(s[6:])
}

// yearRange is true for "1721-1784", the years somebody lived or served.
func yearRange(s string) bool {
	a, b, ok := strings.Cut(s, "-")
	if !ok {
		a, b, ok = strings.Cut(s, " ")
	}
	return ok && isYear(a) && isYear(b)
}

// lived tells whether a text has the years of somebody who died: "(1871–1943)". The
// first is so long ago that the second is not the end of a term.
func lived(s string) bool {
	for i := 0; i+9 <= len(s); i++ {
		if s[i] != '1' || i > 0 && isWordByte(s[i-1]) || !isYear(s[i:i+4]) || s[i:i+4] > "1910" {
			continue
		}
		rest := strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(s[i+4:], " "), "–"), " -")
		if len(rest) >= 4 && len(rest) < len(s[i+4:]) && isYear(rest[:4]) && rest[:4] > s[i:i+4] && (len(rest) == 4 || rest[4] < '0' || rest[4] > '9') {
			return true
		}
	}
	return false
}

// leastMaybe is the fewest lines of a list that make a column of it.
const leastMaybe = 4

// promote makes facts of the values that may be, where the list supports them.
func (p *prose) promote() {
	var phones, births, ids, known, single, early, rows, familiar int
	last := 0
	var passed = map[string]int{}
	for _, r := range p.waiting {
		if r.strong || r.likely {
			known++
		}
		rows += count1(r.row)
		familiar += count1(r.row && r.known)
		if r.single {
			single++
		}
		for _, it := range r.maybe {
			switch it.attr {
			case inspect.Phone:
				phones++
			case inspect.BirthDate:
				births++
				if t, ok := p.d.date(it.value); ok {
					if early == 0 || t.Year() < early {
						early = t.Year()
					}
					last = max(last, t.Year())
				}
			case inspect.NationalID:
				ids++
				passed[numberShape(it.value)]++
			}
		}
	}
	listed := known*3 >= len(p.waiting) || rows >= leastRows && familiar >= 3 && familiar*4 >= len(p.waiting)
	var take inspect.Attributes
	before := p.d.pages.phonesBefore(p)
	if (listed || before >= leastMaybe) && !areFigures(p.waiting) && (phones >= leastMaybe || p.phones+before >= 3) {
		take = take.With(inspect.Phone)
	}
	ages := 4
	if single*2 > len(p.waiting) { // storms have given names, too
		ages = leastAges
	}
	if listed && births >= leastMaybe && last-early >= ages && last >= p.d.opts.Today.Year()-hardlyOlder {
		take = take.With(inspect.BirthDate)
	}
	for s, n := range passed {
		if listed && n >= leastMaybe && n*100 >= p.shaped(s)*85 {
			take = take.With(inspect.NationalID)
		}
	}
	for _, r := range p.waiting {
		for _, it := range r.maybe {
			if take.Has(it.attr) && !r.attrs.Has(it.attr) {
				p.give(r, it)
			}
		}
		r.maybe = nil
		p.sort(r)
	}
	p.waiting = nil
}
