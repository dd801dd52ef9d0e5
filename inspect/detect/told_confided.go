package detect

import (
	"strings"
	"sync"

	"github.com/postlock/postlock/inspect"
)

// People are told of in confidence in words that are on no list of illnesses: one "hardly
// sees", the next "lives in his car" and the third "is inside until August". Each may be
// said of anybody at any time; a short text that says such things of three people, and of
// most whom it names, is about what one does not pass on.

// leastConfided is the fewest people of such a text, of whom three in five of those named
// are told something. Where two in three are, nobody acts and hardly a sentence is about
// anything else, what is said of the third is likewise, whatever its words.
const leastConfided = 3

// confidedTables parts the tables that stand for the confidences of a text from all others:
// who is told of is the same person as in the list of the same lines.
const confidedTables = 1 << 30

// confidedIn are the word lists of what is confided.
var confidedIn = sync.OnceValue(func() *specials { return compileLists(confidedWords) })

// confided are the people of a text in the order in which they are named.
type confided struct {
	list  []confidence
	seen  map[string]int // of the list, by name
	notes notes
	above inspect.Attributes // what a question or a label above a list of people says
}

// confidence is somebody and what is said.
type confidence struct {
	saying
	record *lineRecord
	guess  bool // the name is on no list
	text   string
}

// saying is what a clause says of those it is about.
type saying struct {
	said   inspect.Attributes
	hinted bool // it would be something beside what is said of others
	acts   bool // it is what they do at work or for others
}

// judgeConfided counts the people of whom a text tells in confidence.
func (p *prose) judgeConfided(c *company) {
	if !p.d.mayConfide(c) {
		return
	}
	r := confided{seen: map[string]int{}}
	before := ""
	for s := range c.sentences {
		ms := p.mentions(s)
		if len(ms) == 0 {
			p.confideMore(&r, s, before)
		} else if !isCitation(s, ms) {
			p.confide(&r, s, ms)
		}
		if s != "" {
			r.notes.sentence(s, ms)
		}
		before = s
	}
	if !r.holds() {
		return
	}
	for _, x := range r.list {
		if x.said != 0 {
			x.record.attrs = x.said
			for _, a := range x.said.List() {
				x.record.items = append(x.record.items, lineItem{a, "", .6, x.text})
			}
			c.tells(x.record)
			p.d.countLine(p, x.record)
		}
	}
}

// holds tells whether the text is one that tells of people in confidence, and gives those
// of whom it says so in words of its own what it says of the others.
func (r *confided) holds() bool {
	told, hinted, sure, acts := 0, 0, 0, 0
	var said inspect.Attributes
	for _, x := range r.list {
		told += count1(x.said != 0)
		hinted += count1(x.said == 0 && x.hinted)
		acts += count1(x.said == 0 && x.acts)
		sure += count1(!x.guess)
		said |= x.said
	}
	all := len(r.list)
	if all < leastConfided || sure*3 < all {
		return false
	}
	if of := told + hinted; acts == 0 && told > 0 && of*3 >= all*2 && (told >= leastConfided-1 || of >= all) && r.notes.hardlyElse() {
		for i := range r.list {
			if x := &r.list[i]; x.said == 0 {
				x.said = said
			}
		}
		return true
	}
	return told >= leastConfided && told*5 >= all*3 && (r.notes.hardlyElse() || r.notes.about*3 >= r.notes.all)
}

// hardlyElse tells whether hardly a sentence is not about somebody.
func (n *notes) hardlyElse() bool { return n.all-n.about <= 1 || n.ofPeople() }

// shortText is the longest text in bytes of which one word is enough to read it for what
// it says of people.
const shortText = 1500

// mayConfide tells whether a text has enough words that may say something of somebody.
func (d *Detector) mayConfide(c *company) bool {
	n, least := 0, leastConfided-1
	if c.size <= shortText {
		least = 1
	}
	if d.hushed == nil {
		d.hushed = &specialReader{specials: confidedIn()}
	}
	for _, words := range [...]*specialReader{d.hushed, &d.special} {
		for _, line := range c.lines {
			if n += words.count(line); n >= least {
				return true
			}
		}
	}
	return false
}

// maxDigits is the most digits of a sentence that tells of people.
const maxDigits = 14

// confide adds the people of a sentence.
func (p *prose) confide(r *confided, s string, ms []mention) {
	if digitsIn(s) > maxDigits { // lines of a programme, one behind the other
		return
	}
	for i := range ms {
		ms[i].official = holdsOffice(s, ms[i]) || speaksOn(s, ms[i])
		p.d.cutFromName(s, &ms[i])
	}
	var last inspect.Attributes
	for cl := range clausesOf(withoutTasks(withoutTrades(withoutNames(s, ms), ms), ms), ms) {
		if isHousehold(s, &cl) {
			continue
		}
		is := p.d.confides(&cl)
		if is.said == 0 && !is.acts {
			is.said = r.inherited(&cl, last)
		}
		last = is.said
		for i, m := range cl.people {
			if isWhere(s, cl.from, &m) {
				continue
			}
			of := is
			if m.official || announces(s, m.to+cl.from) || p.d.speaks(s, mention{from: m.from + cl.from, to: m.to + cl.from}) {
				of = saying{acts: true}
			} else if i+1 < len(cl.people) && inBracketsBehind(&cl) {
				of = saying{} // which is of the last
			}
			r.add(p, m, of, cl.text)
		}
	}
	if last != r.above {
		r.above = 0
	}
}

// announces tells whether a sentence with a day or a clock is of a programme, by what
// stands behind a name, ", Folkekirken: Reformationen", or because nothing does.
func announces(s string, to int) bool {
	dated := startsWithClock(s) || withoutDay(s) != s
	if strings.Trim(s[to:], " .)") == "" && digitsIn(s) > 0 && strings.Count(s[:to], ", ") > 1 && strings.Contains(s[:to], ": ") {
		return true
	}
	of, _, ok := strings.Cut(s[to:], ": ")
	return ok && len(of) > 2 && strings.IndexByte(",(", strings.TrimLeft(of, " ")[0]) >= 0 && (dated || hasOrgWord(of))
}

// cutFromName takes a word off a guessed name that says something of who bears it:
// "Nasrin Jafari Kurdin".
func (d *Detector) cutFromName(s string, m *mention) {
	at := strings.LastIndexByte(s[m.from:m.to], ' ') + m.from
	if strings.Count(s[m.from:m.to], " ") < 2 || d.special.in(s[at:m.to])|confidedIn().in(s[at:m.to]) == 0 {
		return
	}
	m.to = at
	table := m.record.table
	n := parseName(s[m.from:m.to])
	m.record.name, m.record.table = n.key(), table
}

// placing stand before the name of a place, folded, numbers of houses do as well.
var placing = wordSet("in to near i pa til ved hos af auf aus nach zu zur zum im am an te naar uit op bij van der the du de en")

// isWhere tells whether what looks like a name is where somebody lives or stays: "118
// Church Lane", "in Castle Craig".
func isWhere(s string, from int, m *mention) bool {
	ahead := s[:from+m.from]
	before := strings.TrimSpace(lastWords(ahead, 1))
	house := before != "" && digitsOnly(before) && strings.Contains(lastWords(ahead, 2), ", ")
	doctor := strings.HasPrefix(s[from+m.from:], "Dr") || strings.HasPrefix(s[from+m.from:], "Prof")
	return doctor && before != "" || house || before == "at" || before == "St" || m.guess && (m.from > maxLeadIn || placing[fold(before)])
}

// isHousehold tells whether a clause does no more than name a family of whom the next
// ones tell: "Familie Berg: ".
func isHousehold(s string, cl *clause) bool {
	m := cl.people[0]
	return len(cl.people) == 1 && strings.HasPrefix(cl.text[m.to:], ":") && families[strings.TrimRight(fold(firstWords(s[cl.from+m.from:], 1)), ".")]
}

// families stand before the name of one, folded.
var families = wordSet("fam familie familien familjen famille famiglia familia rodzina gezin perhe")

// bareWords is the most words behind people of whom a list says no more.
const bareWords = 2

// inherited is what a clause that says next to nothing leaves to the line above it, or to
// the clause before: "In Unite: Anna Berg.", "Said Ouali four".
func (r *confided) inherited(cl *clause, last inspect.Attributes) inspect.Attributes {
	rest := strings.Trim(cl.text[cl.people[len(cl.people)-1].to:], " ,.;:")
	if rest == "" {
		return r.above
	}
	if first := firstWords(rest, 1); strings.Count(rest, " ") < bareWords && (first == rest || counted[fold(first)]) {
		return last
	}
	return 0
}

// inBracketsBehind tells whether a clause says of the last of its people in brackets
// what it says.
func inBracketsBehind(cl *clause) bool {
	return strings.HasPrefix(strings.TrimLeft(cl.text[cl.people[len(cl.people)-1].to:], " "), "(")
}

// counted stand before how much or how many, folded.
var counted = wordSet("med mit met with")

// confideMore adds what a sentence that names nobody says of the one whom the sentence
// before named, or of the people of a list below.
func (p *prose) confideMore(r *confided, s, before string) {
	if s == "" {
		return
	}
	f := strings.ToLower(s)
	if isTopic(f) || namesWriter(s) && !strings.HasSuffix(s, "?") {
		return
	}
	said := p.d.confidedOf(s)
	if said != 0 && strings.IndexByte("?:", s[len(s)-1]) >= 0 {
		r.above = said
		return
	}
	if !startsWithPronoun(s) {
		said &^= inspect.Set(inspect.Religion, inspect.Ethnicity)
	}
	if n := len(r.list); n > 0 && before != "" && r.list[n-1].said == 0 && said != 0 && goesOn(s, f, before) {
		x := &r.list[n-1]
		x.saying, x.text = saying{said: said}, s
	}
}

// add notes somebody and what is said.
func (r *confided) add(p *prose, m mention, is saying, s string) {
	i, known := r.seen[m.record.name]
	if !known {
		if len(r.list) >= maxNames {
			return
		}
		record := *m.record
		record.table, record.attrs, record.items = -p.id-confidedTables, 0, nil
		i = len(r.list)
		r.seen[record.name] = i
		r.list = append(r.list, confidence{record: &record, guess: m.guess, text: s})
	}
	switch x := &r.list[i]; {
	case x.said != 0:
	case is.said != 0:
		x.saying, x.text = is, s
	default:
		x.hinted, x.acts = x.hinted || is.hinted, x.acts || is.acts
	}
}

// confidedOf are the special categories that a text names, in words of whatever kind.
func (d *Detector) confidedOf(text string) inspect.Attributes {
	return (confidedIn().in(text) | d.special.in(text)) & inspect.Special
}

// aboutFaith are the faiths and peoples that a text names and does not say to be those of
// somebody behind whose name the rest stands.
func (d *Detector) aboutFaith(text, rest string) inspect.Attributes {
	of := d.special.in(text) &^ confidedIn().in(text) & inspect.Set(inspect.Religion, inspect.Ethnicity)
	if of == 0 || turnsFaith(text) || strings.IndexByte("(:–-", (strings.TrimLeft(rest, " ") + " ")[0]) >= 0 {
		return 0
	}
	return of &^ d.professed(text, len(text)-len(rest))
}

// confides is what a clause says of the people it is about.
func (d *Detector) confides(cl *clause) saying {
	first, last := cl.people[0], cl.people[len(cl.people)-1]
	label, lead, rest := "", ungreeted(cl.text[:first.from]), cl.text[last.to:]
	if i := strings.LastIndex(lead, ": "); i >= 0 {
		label, lead = lead[max(0, i-longLeadIn):i], lead[i+2:]
	}
	if len(lead) > longLeadIn || strings.IndexByte(rest, '@') >= 0 || digitsIn(rest) > 8 {
		return saying{acts: true}
	}
	text := lead + strings.Repeat("x", last.to-first.from) + rest
	f, small := " "+fold(text)+" ", " "+strings.ToLower(text)+" "
	if within(doerStems(), f) || isTopic(small) && isTopic(withoutWeakTopics.Replace(small)) || d.isDish(rest) {
		return saying{acts: true}
	}
	said := d.confidedOf(text) &^ d.aboutFaith(text, rest)
	if speaksFor(text) {
		said &^= inspect.Set(inspect.Union)
	}
	if containsAny(small, clergy[:]) || containsAny(small, famed[:]) || containsAny(small, born[:]) && !containsAny(small, fled[:]) {
		said &^= inspect.Set(inspect.Religion, inspect.Ethnicity)
	}
	if said.Has(inspect.Union) && d.onlyStrikes(small) && !isOnStrike(rest) {
		said &^= inspect.Set(inspect.Union)
	}
	if said == 0 && label != "" && lead == "" && !isTopic(strings.ToLower(label)) {
		said = d.confidedOf(label)
	}
	return saying{said: said, hinted: within(hintStems(), f) || within(lifeStems(), f), acts: said == 0 && within(actStems(), " "+fold(firstWords(strings.TrimLeft(rest, " ,"), actWords))+" ")}
}

// actWords is how many words behind somebody say what he or she does.
const actWords = 4

// ungreeted is what stands before a name without a greeting: "Liebe Vertretung, ".
func ungreeted(lead string) string {
	if at := strings.IndexByte(lead, ','); at > 0 && at <= maxHeadline && isSalutation(lead[:at+1]) {
		return strings.TrimLeft(lead[at+1:], " ")
	}
	return lead
}

// writers are words for the writer, folded, so that a sentence without a name is about
// nobody else.
var writers = wordSet("jeg ich ik i'm i my mein meine mijn min mit vi wir wij we our unser onze vores")

func namesWriter(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if len(w) <= 8 && writers[fold(strings.Trim(w, ".,;:!?"))] {
			return true
		}
	}
	return false
}
