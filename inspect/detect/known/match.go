package known

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Match is one person of the list, recognised in one record.
type Match struct {
	Row     uint32
	Columns Column
	// Secret is set when the record tells the address of somebody protected.
	Secret bool
	Where  inspect.Place
	Hidden bool
	// The values as the message has them; empty where nothing matched. They
	// are masked before they go anywhere.
	Name, Phone, Email, ID, Address string
	// Day is the date of birth, 2006-01-02.
	Day string
}

// Matcher reads one message for one list. It is not safe for concurrent use.
type Matcher struct {
	list  *List
	mac   hash.Hash
	found func(Match)
	scan  scanner
	where inspect.Place
	table int
	rows  bool

	line   int
	blank  int
	hidden bool
	seen   []sight
	words  []word
	houses []house
	codes  []house
	num    []byte
	byRow  map[uint32][]int32
}

// sight is a value of the list in the record that is being read.
type sight struct {
	col      Column
	line     int
	from, to uint32 // postings
	text     string
	taken    bool
}

// word is a word of the current record that stands in some name of the list.
type word struct {
	hash       uint64
	item       int
	start, end int
}

// house is a house number, or a postcode, and the line it stands in.
type house struct {
	text string
	line int
}

// NewMatcher makes a Matcher; found is called for every match, the same person
// in several records several times.
func (l *List) NewMatcher(found func(Match)) *Matcher {
	return &Matcher{list: l, mac: hmac.New(sha256.New, l.key), found: found, byRow: map[uint32][]int32{}}
}

// near is how many lines apart two values of one person stand at most.
const near = 6

// Text reads running text.
func (m *Matcher) Text(t inspect.Text) {
	m.at(t.Place, -1, t.Hidden)
	line := t.Place.Line
	for l := range strings.SplitSeq(t.Text, "\n") {
		m.where.Line = line
		m.add(l)
		if line > 0 {
			line++
		}
	}
}

// Row reads a row of a table. Rows of one or two cells may be a card that runs
// down the page; all others are records by themselves.
func (m *Matcher) Row(r inspect.Row) {
	hidden := r.Hidden
	for _, h := range r.HiddenCells {
		hidden = hidden || h
	}
	m.at(r.Place, r.Table, hidden)
	m.where.Line = r.Place.Line
	cells := 0
	for _, c := range r.Cells {
		if strings.TrimSpace(c) != "" {
			cells++
		}
	}
	if cells > 2 {
		m.flush()
	}
	m.add(strings.ReplaceAll(strings.Join(r.Cells, "\t"), "\n", "\t"))
	if cells > 2 {
		m.flush()
	}
}

// at ends the record when another place begins.
func (m *Matcher) at(p inspect.Place, table int, hidden bool) {
	if p.Path != m.where.Path || p.Part != m.where.Part || table != m.table || hidden != m.hidden {
		m.flush()
		m.line = 0
	}
	m.where, m.table, m.hidden = p, table, hidden
}

// End judges what is left.
func (m *Matcher) End() { m.flush() }

// longRecord is the number of lines after which a record ends at the next line
// that says nothing; maxSights ends it at once.
const (
	longRecord = 40
	maxSights  = 4000
)

// add reads a line of the current record.
func (m *Matcher) add(line string) {
	m.line++
	if strings.TrimSpace(line) == "" {
		if m.blank++; m.blank >= 2 {
			m.flush()
		}
		return
	}
	m.blank = 0
	before := len(m.seen)
	m.scan.line(line)
	m.names()
	for _, at := range m.scan.ats {
		m.email(at)
	}
	m.dates()
	m.numbers()
	if m.line > longRecord && len(m.seen) == before || len(m.seen) > maxSights {
		m.flush()
	}
}

// ask looks a value up and notes where it was seen.
func (m *Matcher) ask(c Column, value []byte, start, end int) {
	if m.list.columns&c == 0 || !mayHave(m.list.bloom, m.list.filter.sum(c.tag(), value)) {
		return
	}
	m.sure(c, value, start, end)
}

func (m *Matcher) sure(c Column, value []byte, start, end int) {
	m.mac.Reset()
	m.mac.Write([]byte{c.tag()})
	m.mac.Write(value)
	var sum [sha256.Size]byte
	from, to := m.list.find(token(m.mac.Sum(sum[:0])))
	if from == to {
		return
	}
	if c == Member && len(value) < 6 {
		c |= short
	}
	text := ""
	if start < end {
		text = strings.Clone(m.scan.text[start:end])
	}
	m.seen = append(m.seen, sight{col: c, line: m.line, from: from, to: to, text: text})
}

// apart is how many words may stand between the two of a name.
const apart = 3

// names looks for two words near each other that are a given and a family name.
func (m *Matcher) names() {
	if m.list.columns&(Name|Initial) == 0 {
		return
	}
	m.words = m.words[:0]
	l := m.list
	for i, it := range m.scan.items {
		if it.digits > 0 || it.end-it.start > maxWord {
			continue
		}
		f := m.scan.folded(i)
		h := l.filter.sum('w', f)
		initial := len(f) == 1
		if !initial && !mayHave(l.bloom, h) {
			continue
		}
		w := word{h, i, it.start, it.end}
		for k := len(m.words) - 1; k >= 0 && i-m.words[k].item <= apart+1; k-- {
			m.pair(m.words[k], w)
		}
		m.words = append(m.words, w)
	}
}

func (m *Matcher) pair(a, b word) {
	h := both(a.hash, b.hash)
	if !mayHave(m.list.bloom, h) {
		return
	}
	x := appendFold(nil, m.scan.text[a.start:a.end])
	y := appendFold(nil, m.scan.text[b.start:b.end])
	c := Name
	if len(x) == 1 || len(y) == 1 {
		c = Initial
	}
	m.sure(c, pair(x, y), a.start, b.end)
}

func (m *Matcher) email(at int) {
	if start, end := m.scan.email(at); start < end {
		m.ask(Email, []byte(strings.ToLower(m.scan.text[start:end])), start, end)
	}
}

func (m *Matcher) dates() {
	if m.list.columns&Birth == 0 {
		return
	}
	s := &m.scan
	s.days(func(y, mon, d, at, to int) {
		m.ask(Birth, birth(y, mon, d), s.items[at].start, s.items[to-1].end)
	})
}

// numbers looks for telephone, identification and member numbers, and for
// addresses, whose postcode may stand on the next line.
func (m *Matcher) numbers() {
	s := &m.scan
	m.houses, m.codes = recent(m.houses, m.line), recent(m.codes, m.line)
	newHouses, newCodes := len(m.houses), len(m.codes)
	for i, it := range s.items {
		if it.digits > 0 && it.digits <= 4 && it.letters <= 2 {
			m.house(i)
		}
	}
	s.numbers(func(from, to int) { m.number(from, to) })
	for i, h := range m.houses {
		for j, c := range m.codes {
			if i >= newHouses || j >= newCodes {
				m.ask(Postcode, placed(compact(c.text), h.text), 0, 0)
			}
		}
	}
}

// maxHouses bounds the house numbers that wait for a postcode, and the other way.
const maxHouses = 24

func recent(hs []house, line int) []house {
	hs = slices.DeleteFunc(hs, func(h house) bool { return line-h.line > 2 })
	if len(hs) > maxHouses {
		hs = slices.Delete(hs, 0, len(hs)-maxHouses)
	}
	return hs
}

func (m *Matcher) house(i int) {
	s := &m.scan
	it := s.items[i]
	nr := houseNumber(s.text[it.start:it.end])
	if nr == "" {
		return
	}
	if m.list.columns&Postcode != 0 && len(m.houses) < 2*maxHouses {
		m.houses = append(m.houses, house{strings.Clone(nr), m.line})
	}
	if m.list.columns&Street == 0 {
		return
	}
	if i > 0 && s.items[i-1].digits == 0 {
		m.num = append(append(append(m.num[:0], s.folded(i-1)...), ' '), nr...)
		m.ask(Street, m.num, s.items[i-1].start, it.end)
	}
	if i+1 < len(s.items) && s.items[i+1].digits == 0 {
		m.num = append(append(append(m.num[:0], nr...), ' '), s.folded(i+1)...)
		m.ask(Street, m.num, it.start, s.items[i+1].end)
	}
}

// number asks for items from to to-1 as one number.
func (m *Matcher) number(from, to int) {
	s, l := &m.scan, m.list
	start, end := s.items[from].start, s.items[to-1].end
	digits := s.digits(from, to)
	m.num = m.num[:0]
	letters := 0
	for _, it := range s.items[from:to] {
		letters += it.letters
		for k := it.start; k < it.end; k++ {
			m.num = appendCompact(m.num, s.text[k])
		}
	}
	if len(m.num) >= 5 && digits >= 4 {
		m.ask(ID, m.num, start, end)
	}
	if len(m.num) > 0 && to-from <= 3 {
		m.ask(Member, m.num, start, end)
	}
	if l.columns&Postcode != 0 && to-from <= 2 && len(m.num) >= 3 && len(m.num) <= 8 && digits >= 2 && len(m.codes) < 2*maxHouses &&
		mayHave(l.bloom, l.filter.sum('z', m.num)) {
		m.codes = append(m.codes, house{string(m.num), m.line})
	}
	if letters == 0 && digits >= 7 && digits <= 15 && l.columns&Phone != 0 {
		if d := phoneDigits([]byte(s.text[start:end]), 8); d != nil {
			m.ask(Phone, d, start, end)
		}
		if plus := start > 0 && s.text[start-1] == '+' || strings.HasPrefix(s.text[start:end], "00"); digits == 7 || plus {
			m.ask(Phone, phoneDigits([]byte(s.text[start:end]), 7), start, end)
		}
	}
}
