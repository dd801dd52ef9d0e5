package detect

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// paragraph is the lines between two empty ones, kept to be read again by their
// sentences: where a text runs on from line to line, so do names and what is said
// of people.
type paragraph struct {
	lines  []string
	size   int   // bytes of the lines
	from   int   // the number of the first line
	digits int   // most in a line
	says   bool  // a line has a word of a special category
	values bool  // a line has a value of a person
	labels bool  // a line is a label and its value
	fields []int // lines that a form has read, by their place
}

// maxParagraph is the longest paragraph in bytes that is kept; a longer one is
// read in pieces.
const maxParagraph = 8000

// keep adds a line to the paragraph.
func (p *prose) keep(line string) {
	if p.loose || p.region == inSignature {
		return
	}
	p.setUnder(line)
	if p.paragraph.size+len(line) > maxParagraph {
		p.tell()
	}
	if len(p.paragraph.lines) == 0 {
		p.paragraph.from = p.line
	}
	p.paragraph.size += len(line)
	p.paragraph.digits = max(p.paragraph.digits, p.digitsOf(line))
	p.paragraph.lines = append(p.paragraph.lines, line)
}

// tell reads the paragraph that ends.
func (p *prose) tell() {
	g := p.paragraph
	p.paragraph = paragraph{lines: g.lines[:0], fields: g.fields[:0]}
	if g.values && !g.labels && !p.again && g.runs() && !g.ofOffices() {
		p.readAgain(&g)
	}
	if g.digits >= len("1759") && (g.ofLongAgo() || g.cites()) {
		return
	}
	p.company.keep(&g)
	if g.says {
		before := ""
		told := g.withoutFields()
		for s := range told.sentences {
			if isSalutation(s) {
				p.letter = p.letterTo(saluted(s))
			}
			p.tellOf(s, before)
			before = s
		}
	}
}

// withoutFields is a paragraph without the labelled values of a form: they are of whom it
// is about, and no sentences on whoever else it names.
func (g *paragraph) withoutFields() paragraph {
	if len(g.fields) < 2 {
		return *g
	}
	told := paragraph{lines: make([]string, 0, len(g.lines))}
	for i, line := range g.lines {
		if !slices.Contains(g.fields, i) {
			told.lines = append(told.lines, line)
		}
	}
	return told
}

// ofOffices tells whether a paragraph names the heads of organisations, whose
// addresses the line tells from theirs.
func (g *paragraph) ofOffices() bool {
	for _, line := range g.lines {
		if standsIn(officerStems(), line) && hasOrgWord(line) {
			return true
		}
	}
	return false
}

// ofLongAgo tells whether a paragraph dates two people or things to before anybody
// living was born: "Heinrich Heine (13.12.1797)", "Friedrich Schiller (1759–1805)".
// Postcodes and sums are written otherwise.
func (g *paragraph) ofLongAgo() bool {
	n := 0
	for _, line := range g.lines {
		for i := 4; i+4 <= len(line); i++ {
			next := strings.IndexByte(line[i:len(line)-3], '1')
			if next < 0 {
				break
			}
			i += next
			year := line[i : i+4]
			if year < "1400" || year > "1909" || !isYear(year) || isDigitAt(line, i-1) || isDigitAt(line, i+4) {
				continue
			}
			if i+4 < len(line) && line[i+4] == ')' || line[i-1] == '.' && isDigitAt(line, i-2) || strings.HasSuffix(line[:i], " in ") {
				n++
			}
		}
	}
	return n >= 2
}

// cites tells whether a paragraph gives the numbers under which writings are found:
// it is a bibliography, and names those who wrote.
func (g *paragraph) cites() bool {
	for _, line := range g.lines {
		if digitsIn(line) < leastCited {
			continue
		}
		for _, mark := range [...]string{"ISBN", "ISSN", "doi:", "DOI:", "doi.org/", "PMID"} {
			if i := strings.Index(line, mark); i >= 0 && digitsIn(firstWords(strings.TrimLeft(line[i+len(mark):], ": "), 1)) >= leastCited {
				return true
			}
		}
	}
	return false
}

// leastCited is the fewest digits of such a number.
const leastCited = 5

// readAgain takes back what was read of a paragraph line by line and reads it
// sentence by sentence.
func (p *prose) readAgain(g *paragraph) {
	kept := p.block[:0]
	for _, r := range p.block {
		if r.line < g.from {
			kept = append(kept, r)
		}
	}
	p.block, p.cur, p.pre, p.preFirst = kept, nil, nil, false
	p.again = true
	for s := range g.sentences {
		p.record(s)
	}
	p.again = false
	p.paragraph = paragraph{lines: p.paragraph.lines}
}

// sentences gives the sentences of a paragraph.
func (g *paragraph) sentences(yield func(string) bool) {
	for s := range strings.SplitSeq(joinLines(g.lines), "\n") {
		for s != "" {
			end := sentenceEnd(s)
			if !yield(s[:end]) {
				return
			}
			s = strings.TrimLeft(s[end:], " ")
		}
	}
}

// longLine is the shortest line in bytes that may be a paragraph of its own.
const longLine = 60

// runs tells whether a paragraph is running text: a long line of more than one
// sentence, or lines that end where the next word does not fit and go on with a
// small letter at least once, as a list does not.
func (g *paragraph) runs() bool {
	if g.areParagraphs() {
		return true
	}
	longest, small, big := 0, 0, 0
	for _, line := range g.lines {
		longest = max(longest, len(line))
	}
	for i, line := range g.lines {
		if lowerFirst(line) && !leadsName(line) {
			small++
		} else {
			big++
		}
		if i+1 < len(g.lines) && !endsSentence(line) && (len(line)+1+len(firstWords(g.lines[i+1], 1)))*100 < longest*fullLine {
			return false
		}
	}
	return small > 0 && big > 0 && longest >= leastWrapped
}

// areParagraphs tells whether every line is a paragraph with more than one sentence
// or at least ends one.
func (g *paragraph) areParagraphs() bool {
	long := 0
	for _, line := range g.lines {
		if end := sentenceEnd(line); len(line) >= longLine && end < len(line) && (len(line) >= 2*longLine || isSentence(line[:end]) && isSentence(line[end:])) {
			long++
		} else if !endsSentence(line) {
			return false
		}
	}
	return long > 0
}

// leadsName tells whether a line begins as a family name does: "van Uffelt, ".
func leadsName(line string) bool {
	last, _, ok := strings.Cut(line, ",")
	return ok && isNameLine(last)
}

func endsSentence(line string) bool { return strings.IndexByte(".:!?", line[len(line)-1]) >= 0 }

// fullLine is how much of the longest line in percent the others reach, with the
// word that did not fit: pages are set with letters of many widths.
const fullLine = 74

// joinLines joins the lines that a sentence runs on over; where it does not, a new
// line begins.
func joinLines(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			if wraps(lines[i-1], line) {
				b.WriteByte(' ')
			} else {
				b.WriteByte('\n')
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// leastWrapped is the shortest line in bytes that may be one of a wrapped text.
const leastWrapped = 38

// wraps tells whether a sentence runs on from one line to the next.
func wraps(line, next string) bool {
	if line == "" || next == "" || isItem(line) && isItem(next) {
		return false
	}
	if startsLabel(next) || isSalutation(line) {
		return false
	}
	if lowerFirst(next) && (len(line) >= leastWrapped/2) {
		return true
	}
	if len(line) < leastWrapped {
		return false
	}
	if strings.HasSuffix(line, ".") && abbreviations[strings.ToLower(line[strings.LastIndexAny(line, " (")+1:len(line)-1])] {
		return true
	}
	return strings.IndexByte(".:;!?", line[len(line)-1]) < 0 && (isPlain(next[0]) && next[0] != '.' || next[0] == '(' || next[0] >= utf8.RuneSelf && isCapital(next))
}

// startsLabel tells whether a line begins with a few words and a colon, as the lines
// of a list do and those of a running text hardly ever.
func startsLabel(line string) bool {
	at := strings.Index(line, ": ")
	return at > 0 && at <= maxStartLabel && strings.Count(line[:at], " ") <= 3 && (isCapital(line) || isCapital(line[at+2:]))
}

// maxStartLabel is the longest such label in bytes.
const maxStartLabel = 30

// isItem is true for a line of a numbered list: "3. Schulden", "14) Anna Berg",
// "24.07.2026 16:00 – Storm Berg".
func isItem(line string) bool {
	rest := strings.TrimLeft(line, "0123456789")
	n := len(line) - len(rest)
	return n > 0 && n <= 3 && rest != "" && (rest[0] == '.' || rest[0] == ')')
}

// sentenceEnd is where the sentence ends that a text begins with.
func sentenceEnd(s string) int {
	for i := 1; i+1 < len(s); i++ {
		if s[i+1] != ' ' || s[i] != '.' && s[i] != '!' && s[i] != '?' {
			continue
		}
		if s[i] == '.' {
			at := strings.LastIndexAny(s[:i], " (") + 1
			word := s[at:i]
			if onFloor(s[:at], word) {
				continue
			}
			if house := len(word) <= 2 && digitsOnly(word) && isHouse(s[:at], s[i+2:]); !house && (len(word) < 2 || abbreviations[strings.ToLower(word)] || len(word) == 2 && digitsOnly(word)) {
				continue
			}
		}
		return i + 1
	}
	return len(s)
}

// onFloor tells whether a word behind a figure is a side of a Danish staircase: "2. tv."
func onFloor(before, word string) bool {
	return (word == "tv" || word == "th" || word == "mf") && strings.HasSuffix(before, ". ")
}

// isHouse tells whether a number between two texts is that of a house at the end of a
// sentence, "Møllegade 12. Anna Berg", and not one in an order: "am 12. November".
func isHouse(before, after string) bool {
	before = strings.TrimRight(before, " ")
	street := before[strings.LastIndexByte(before, ' ')+1:]
	next := firstWords(after, 1)
	if len(street) < 3 || !isCapital(street) || !isCapital(next) || len(next) > 40 {
		return false
	}
	var buf [48]byte
	return words().of(trimDot(appendFold(buf[:0], next)))&monthOrDay == 0
}

// abbreviations are followed by a full stop that ends no sentence.
var abbreviations = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("tlf tel tél geb født fød str dr drs mr mrs ms hr fr frk sv st nr no kl ca ur zam né née bl.a f.eks z.b d.h bzw prof ds mevr dhr jr sr ul via evt inkl incl ang vedr mob pga pgr wg ifm iht mht mw mej fam wed zi zim whg bew mevr hab pok med dipl dipl.-psych dipl.-ing dipl.-päd rer reg.nr regnr konto.nr kontonr ktonr") {
		m[w] = true
	}
	return m
}()

// likelyNamed finds a name on no list in a sentence that gives a value of
// somebody: the words with capitals before the value, or else behind it. The other
// people of the text decide whether it is one.
func (p *prose) likelyNamed(s string, items []placedItem) []*lineRecord {
	if len(items) == 0 || !p.again && !isSentence(s) && !endsSentence(s) {
		return nil
	}
	var best *mention
	for _, m := range p.guesses(s, nil) {
		if best == nil || m.to <= items[0].at {
			best = &m
		}
	}
	if best == nil {
		return nil
	}
	best.record.valued = true
	return []*lineRecord{best.record}
}

// isSentence tells whether a line has the words of one: at least three in small
// letters.
func isSentence(s string) bool {
	small := 0
	for w := range strings.FieldsSeq(s) {
		if len(w) >= 2 && lowerFirst(w) {
			small++
		}
	}
	return small >= 3
}
