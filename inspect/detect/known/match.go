package known

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
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

// matcher reads one message for one list.
type matcher struct {
	list  *List
	mac   hash.Hash
	found func(Match)
	scan  *scanner
	where inspect.Place
	table int

	line    int
	blank   int
	hidden  bool
	seen    []sight
	words   []int // items of the line that stand in some name of the list
	seq     int   // items of the record before this line
	houses  []house
	codes   []house
	answers [256]answer
	num     []byte
	digits  []byte
	rows    int        // that the sights have, with repetitions
	pairs   []rowSight // for resolve, used again
}

// sight is a value of the list in the record that is being read.
type sight struct {
	col      Column
	line     int
	from, to uint32 // postings
	text     string
	taken    bool
}

// house is a house number, or a postcode, and which item of the record it is.
type house struct {
	text string
	hash uint64 // the filter's
	item int
}

func newMatcher(l *List, scan *scanner, found func(Match)) *matcher {
	return &matcher{list: l, scan: scan, mac: hmac.New(sha256.New, l.key), found: found}
}

// near is how many lines apart two values of one person stand at most.
const near = 6

// at ends the record when another place begins.
func (m *matcher) at(p inspect.Place, table int, hidden bool) {
	if p.Path != m.where.Path || p.Part != m.where.Part || table != m.table || hidden != m.hidden {
		m.flush()
		m.line = 0
	}
	m.where, m.table, m.hidden = p, table, hidden
}

// longRecord is the number of lines after which a record ends at the next line
// that says nothing; maxSights, or maxPairs of a sight and a row, end it at once.
const (
	longRecord = 40
	maxSights  = 4000
	maxPairs   = 1 << 17
)

// read reads the scanner's line as one of the current record.
func (m *matcher) read(blank bool) {
	m.line++
	if blank {
		if m.blank++; m.blank >= 2 {
			m.flush()
		}
		return
	}
	m.blank = 0
	before := len(m.seen)
	m.scan.hash(m.list.filter)
	m.names()
	for _, at := range m.scan.ats {
		m.email(at)
	}
	m.dates()
	m.numbers()
	m.seq += len(m.scan.items)
	if m.line > longRecord && len(m.seen) == before || len(m.seen) > maxSights || m.rows > maxPairs {
		m.flush()
	}
}

// may tells whether a value of the column can be in the list, by the filter's
// hash of the value.
func (m *matcher) may(c Column, h uint64) bool {
	return m.list.columns&c != 0 && mayHave(m.list.bloom, c.of(h))
}

// sure looks a value up, whose hash by the filter is h, and notes where it was
// seen.
func (m *matcher) sure(c Column, h uint64, value []byte, start, end int) {
	from, to := m.lookup(c, h, value)
	if from == to {
		return
	}
	if c == Member && len(value) < 6 {
		c |= short
	}
	text := ""
	if start < end {
		text = m.scan.text[start:end]
	}
	m.rows += int(to - from)
	m.seen = append(m.seen, sight{col: c, line: m.line, from: from, to: to, text: text})
}

// answer is what was last looked up under a hash of the filter.
type answer struct {
	hash     uint64
	from, to uint32
}

// lookup finds the rows with a value. What was asked just now, such as the
// address in everybody's signature, is not hashed with HMAC again.
func (m *matcher) lookup(c Column, h uint64, value []byte) (from, to uint32) {
	h = c.of(h)
	last := &m.answers[h%uint64(len(m.answers))]
	if last.hash != h {
		last.hash = h
		last.from, last.to = m.list.ask(m.mac, c, value)
	}
	return last.from, last.to
}

// apart is how many words may stand between the two of a name.
const apart = 3

// names looks for two words near each other that are a given and a family name.
func (m *matcher) names() {
	if m.list.columns&(Name|Initial) == 0 {
		return
	}
	m.words = m.words[:0]
	bloom := m.list.bloom
	for i := range m.scan.items {
		it := &m.scan.items[i]
		if it.digits > 0 || it.hash == 0 || it.end-it.start > 1 && !mayHave(bloom, it.hash) {
			continue
		}
		for k := len(m.words) - 1; k >= 0 && i-m.words[k] <= apart+1; k-- {
			m.pair(m.words[k], i)
		}
		m.words = append(m.words, i)
	}
}

// pair asks for items a and b as a name.
func (m *matcher) pair(a, b int) {
	x, y := &m.scan.items[a], &m.scan.items[b]
	h := both(x.hash, y.hash)
	if !mayHave(m.list.bloom, h) {
		return
	}
	c := Name
	if len(m.scan.folded(a)) == 1 || len(m.scan.folded(b)) == 1 {
		c = Initial
	}
	m.sure(c, h, pair(m.scan.folded(a), m.scan.folded(b)), x.start, y.end)
}

func (m *matcher) email(at int) {
	if m.list.columns&Email == 0 {
		return
	}
	if start, end := m.scan.email(at); start < end {
		m.num = append(m.num[:0], strings.ToLower(m.scan.text[start:end])...)
		if h := m.list.filter.sum(0, m.num); m.may(Email, h) {
			m.sure(Email, h, m.num, start, end)
		}
	}
}

func (m *matcher) dates() {
	if m.list.columns&Birth == 0 {
		return
	}
	s := m.scan
	s.days(func(y, mon, d, at, to int) {
		m.num = appendBirth(m.num[:0], y, mon, d)
		if h := m.list.filter.sum(0, m.num); m.may(Birth, h) {
			m.sure(Birth, h, m.num, s.items[at].start, s.items[to-1].end)
		}
	})
}

// numbers looks for telephone, identification and member numbers, and for
// addresses, whose postcode may stand on the next line.
func (m *matcher) numbers() {
	s := m.scan
	m.houses, m.codes = m.recent(m.houses), m.recent(m.codes)
	newHouses, newCodes := len(m.houses), len(m.codes)
	for i := range s.items {
		if it := &s.items[i]; it.digits > 0 && it.digits <= 4 && it.letters <= 2 {
			m.house(i)
		}
		if s.beginsNumber(i) {
			m.number(i)
		}
	}
	for i, h := range m.houses {
		for j, c := range m.codes {
			if d := h.item - c.item; (i >= newHouses || j >= newCodes) && d >= -reach && d <= reach {
				if at := placed(c.hash, h.hash); m.may(Postcode, at) {
					m.num = appendPair(m.num[:0], c.text, h.text)
					m.sure(Postcode, at, m.num, 0, 0)
				}
			}
		}
	}
}

// reach is how many words stand between a house number and its postcode at most:
// floor, door, village, town and county.
const reach = 12

// recent are those of hs that can belong to what stands in the current line.
func (m *matcher) recent(hs []house) []house {
	n := 0
	for n < len(hs) && hs[n].item < m.seq-reach {
		n++
	}
	return append(hs[:0], hs[n:]...)
}

// house notes item i as a house number, and asks for it with the word beside it.
func (m *matcher) house(i int) {
	s := m.scan
	it := &s.items[i]
	nr := houseNumber(s.text[it.start:it.end])
	if nr == "" {
		return
	}
	m.num = append(m.num[:0], nr...)
	h := m.list.filter.sum(0, m.num)
	if m.list.columns&Postcode != 0 {
		m.houses = append(m.houses, house{nr, h, m.seq + i})
	}
	if i > 0 && s.items[i-1].digits == 0 {
		if at := placed(s.items[i-1].hash, h); m.may(Street, at) {
			m.num = appendPair(m.num[:0], s.folded(i-1), nr)
			m.sure(Street, at, m.num, s.items[i-1].start, it.end)
		}
	}
	if i+1 < len(s.items) && s.items[i+1].digits == 0 {
		if at := placed(h, s.items[i+1].hash); m.may(Street, at) {
			m.num = appendPair(m.num[:0], nr, s.folded(i+1))
			m.sure(Street, at, m.num, it.start, s.items[i+1].end)
		}
	}
}

// number asks for every run of items from i on that can be one number: groups
// tight, letters only in short ones.
func (m *matcher) number(i int) {
	s := m.scan
	num, digits, letters := m.num[:0], m.digits[:0], 0
	for j := i; j < len(s.items) && j < i+maxGroups; j++ {
		g := &s.items[j]
		if j > i && g.gap || g.digits == 0 && g.letters > shortGroup || len(digits)+g.digits == 0 && j-i >= leadGroups {
			break
		}
		letters += g.letters
		for k := g.start; k < g.end; k++ {
			c := s.text[k]
			num = appendCompact(num, c)
			if c-'0' < 10 {
				digits = append(digits, c)
			}
		}
		if len(num) > maxNumber || len(digits) > maxNumber {
			break
		}
		if len(digits) > 0 {
			m.askNumber(num, digits, letters, i, j)
		}
	}
	m.num, m.digits = num, digits
}

// askNumber asks for items from to last as a number: what it is without
// separators, and its digits with the leading zeros.
func (m *matcher) askNumber(num, digits []byte, letters, from, last int) {
	l, groups := m.list, last-from+1
	start, end := m.scan.items[from].start, m.scan.items[last].end
	h := l.filter.sum(0, num)
	if len(num) >= 5 && len(digits) >= 4 && m.may(ID, h) {
		m.sure(ID, h, num, start, end)
	}
	if len(num) > 0 && groups <= 3 && m.may(Member, h) {
		m.sure(Member, h, num, start, end)
	}
	if l.columns&Postcode != 0 && groups <= 2 && len(num) >= 3 && len(num) <= 8 && len(digits) >= 2 && mayHave(l.bloom, h) {
		m.codes = append(m.codes, house{string(num), h, m.seq + from})
	}
	if letters > 0 || len(digits) < 7 || len(digits) > 15 || l.columns&Phone == 0 {
		return
	}
	if len(digits) >= 8 {
		m.phone(digits[len(digits)-8:], start, end)
	}
	if plus := start > 0 && m.scan.text[start-1] == '+' || strings.HasPrefix(m.scan.text[start:end], "00"); len(digits) == 7 || plus {
		m.phone(digits[len(digits)-7:], start, end)
	}
}

func (m *matcher) phone(digits []byte, start, end int) {
	if h := m.list.filter.sum(0, digits); m.may(Phone, h) {
		m.sure(Phone, h, digits, start, end)
	}
}
