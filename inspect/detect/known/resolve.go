package known

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"slices"
)

// candidate is a person of the list with what a record says of them.
type candidate struct {
	row    uint32
	cols   Column
	sights []rowSight
}

// rowSight says that something of a row was seen.
type rowSight struct {
	row   uint32
	sight int32
}

const address = Postcode | Street

// flush ends the record: persons are told from what was seen in it.
func (m *matcher) flush() {
	m.blank, m.seq, m.rows = 0, 0, 0
	m.houses, m.codes = m.houses[:0], m.codes[:0]
	if len(m.seen) > 1 {
		m.resolve()
	}
	m.seen = m.seen[:0]
	m.line = 0
}

// resolve finds the people of the record. A household shares its address and
// telephone: whoever is there by what is somebody else's already is not meant.
func (m *matcher) resolve() {
	var all Column
	m.pairs = m.pairs[:0]
	for i := range m.seen {
		all |= m.seen[i].col
		for k := m.seen[i].from; k < m.seen[i].to; k++ {
			m.pairs = append(m.pairs, rowSight{m.list.row(k), int32(i)})
		}
	}
	if all.kinds() < 2 && all&address != address {
		return // numbers that are somebody's by chance
	}
	slices.SortFunc(m.pairs, func(a, b rowSight) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.sight, b.sight))
	})
	var cs []candidate
	for ps := m.pairs; len(ps) > 0; {
		n := 1
		for n < len(ps) && ps[n].row == ps[0].row {
			n++
		}
		if n > 1 {
			if c := m.candidate(ps[:n]); c.cols.enough() || m.tells(c) {
				cs = append(cs, c)
			}
		}
		ps = ps[n:]
	}
	slices.SortFunc(cs, func(a, b candidate) int {
		return cmp.Or(score(b.cols)-score(a.cols), cmp.Compare(a.row, b.row))
	})
	for _, c := range cs {
		m.take(c)
	}
}

func score(c Column) int {
	s := 4 * c.kinds()
	if c&Name != 0 {
		s += 2
	}
	if c&personal != 0 {
		s++
	}
	return s
}

// candidate is the best window of lines for a row.
func (m *matcher) candidate(sights []rowSight) (best candidate) {
	for a := range sights {
		var cols Column
		b := a
		for ; b < len(sights) && m.seen[sights[b].sight].line-m.seen[sights[a].sight].line <= near; b++ {
			cols |= m.seen[sights[b].sight].col
		}
		if score(cols) > score(best.cols) || best.cols == 0 {
			best = candidate{sights[0].row, cols, sights[a:b]}
		}
	}
	return best
}

// tells is true when a record gives away a protected address: with something
// else of the person, or street, number and postcode together.
func (m *matcher) tells(c candidate) bool {
	return m.list.secret(c.row) && c.cols&address != 0 && (c.cols.enough() || c.cols&address == address)
}

// take claims what was seen of a person, and reports the person unless all that
// is personal belongs to somebody else.
func (m *matcher) take(c candidate) {
	match := Match{Row: c.row, Columns: c.cols, Secret: m.tells(c), Where: m.where, Hidden: m.hidden}
	own, claimed := false, false
	for _, at := range c.sights {
		s := &m.seen[at.sight]
		own = own || !s.taken && s.col&personal != 0
		claimed = claimed || s.taken
		match.value(s)
	}
	if claimed && !own && !match.Secret {
		return
	}
	for _, at := range c.sights {
		m.seen[at.sight].taken = true
	}
	m.found(match)
}

func (m *Match) value(s *sight) {
	var to *string
	switch {
	case s.col&Name != 0:
		m.Name = s.text // before an initial
		return
	case s.col&Initial != 0:
		to = &m.Name
	case s.col&Birth != 0:
		to = &m.Day
	case s.col&Phone != 0:
		to = &m.Phone
	case s.col&Email != 0:
		to = &m.Email
	case s.col&ID != 0:
		to = &m.ID
	case s.col&Street != 0:
		to = &m.Address
	default:
		return
	}
	if *to == "" {
		*to = s.text
	}
}

// ByEmail are the rows with one of the addresses, ByName those with one of the
// names: correspondents of a message, who are not its subjects.
func (l *List) ByEmail(address string) []uint32 {
	return l.lookup(Email, []byte(address))
}

// ByName gives the rows of everybody called name.
func (l *List) ByName(name string) (rows []uint32) {
	ws := nameWords(name)
	for i := range ws {
		for j := range i {
			rows = append(rows, l.lookup(Name, pair(ws[i], ws[j]))...)
		}
	}
	return rows
}

func (l *List) lookup(c Column, value []byte) (rows []uint32) {
	from, to := l.ask(hmac.New(sha256.New, l.key), c, value)
	for ; from < to; from++ {
		rows = append(rows, l.row(from))
	}
	return rows
}
