package known

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math/bits"
	"slices"
	"strings"
	"time"
)

// Person is one row of the office's list. What is empty is not known.
type Person struct {
	// Given and Family are parts of the name; Full is one of both, "Anna de
	// Vries" or "de Vries, Anna".
	Given, Family, Full string
	// Birth is a date, day before month: 2014-03-12, 12-03-2014, 12.3.14.
	Birth string
	// Address is street and house number, with or without postcode and town.
	Address, Postcode, House string
	// Phones, Emails and IDs are all that the person has.
	Phones, Emails, IDs []string
	// Member is the number under which the office keeps the person.
	Member string
	// Protected is set when the address is secret.
	Protected bool
}

// Builder turns people into a List's file. It keeps hashes only.
type Builder struct {
	key       []byte
	mac       hash.Hash
	filter    sip
	entries   []entry
	cheap     []uint64
	protected []byte
	rows      int
	columns   Column
}

type entry struct {
	hash uint64
	row  uint32
}

// NewBuilder starts a list with a key of KeySize bytes.
func NewBuilder(key []byte) *Builder {
	return &Builder{key: key, mac: hmac.New(sha256.New, derive(key, "people")), filter: cheap(key)}
}

// Add hashes one person. It tells whether there was enough to recognise the
// person by; otherwise the person is left out.
func (b *Builder) Add(p Person) bool {
	had, saved := len(b.entries), b.columns
	b.columns = 0
	b.name(p)
	b.birth(p.Birth)
	b.address(p)
	for _, s := range p.Phones {
		b.phone(s)
	}
	for _, s := range p.Emails {
		if s = strings.ToLower(strings.TrimSpace(s)); strings.Contains(s, "@") {
			b.put(Email, []byte(s))
		}
	}
	for _, s := range p.IDs {
		if c := compact(s); len(c) >= 5 {
			b.put(ID, c)
		}
	}
	if c := compact(p.Member); len(c) > 0 {
		b.put(Member, c)
	}
	enough := b.columns.kinds() >= 2
	b.columns |= saved
	if !enough {
		b.entries, b.columns = b.entries[:had], saved
		return false
	}
	if b.rows&7 == 0 {
		b.protected = append(b.protected, 0)
	}
	if p.Protected {
		b.protected[b.rows>>3] |= 1 << (b.rows & 7)
	}
	b.rows++
	return true
}

// put notes that the person at hand has a value.
func (b *Builder) put(c Column, value []byte) {
	b.cheap = append(b.cheap, c.of(b.filter.sum(0, value)))
	b.entry(c, value)
}

func (b *Builder) entry(c Column, value []byte) {
	b.columns |= c
	b.mac.Reset()
	b.mac.Write([]byte{c.tag()})
	b.mac.Write(value)
	var sum [sha256.Size]byte
	b.entries = append(b.entries, entry{token(b.mac.Sum(sum[:0])), uint32(b.rows)})
}

// name notes the first given name with each word of the family name, and its
// initial with them. Which word is which is not known of a name in one piece:
// the first is taken for the given name, or what stands behind a comma.
func (b *Builder) name(p Person) {
	given, family := nameWords(p.Given), nameWords(p.Family)
	if len(given) == 0 || len(family) == 0 {
		if last, first, ok := strings.Cut(p.Full, ","); ok {
			given, family = nameWords(first), nameWords(last)
		} else if ws := nameWords(p.Full); len(ws) > 1 {
			given, family = ws[:1], ws[1:]
		}
	}
	if len(given) == 0 {
		return
	}
	first := b.filter.sum('w', given[0])
	for _, f := range family {
		second := b.filter.sum('w', f)
		b.cheap = append(b.cheap, first, second, both(first, second))
		b.entry(Name, pair(given[0], f))
		if len(f) > 2 {
			initial := given[0][:1]
			b.cheap = append(b.cheap, both(b.filter.sum('w', initial), second))
			b.entry(Initial, pair(initial, f))
		}
	}
}

func (b *Builder) birth(s string) {
	days(&scanner{}, s, func(y, m, d int, _, _ int) {
		if b.columns&Birth == 0 {
			b.put(Birth, appendBirth(nil, y, m, d))
		}
	})
}

func (b *Builder) phone(s string) {
	for _, n := range [...]int{8, 7} {
		if d := phoneDigits([]byte(s), n); d != nil {
			b.put(Phone, d)
		}
	}
}

// address notes postcode with house number, and the street's word beside it.
func (b *Builder) address(p Person) {
	var s scanner
	s.line(p.Address + " " + p.House)
	house := p.House
	if i := s.house(); i >= 0 {
		nr := houseNumber(s.text[s.items[i].start:s.items[i].end])
		switch {
		case i > 0 && s.items[i-1].digits == 0 && !s.parted(i):
			b.pair(Street, s.folded(i-1), []byte(nr))
		case i+1 < len(s.items) && s.items[i+1].digits == 0:
			b.pair(Street, []byte(nr), s.folded(i+1))
		}
		house = cmp.Or(house, nr)
	}
	nr := houseNumber(house)
	if nr == "" {
		return
	}
	codes := []string{p.Postcode}
	if p.Postcode == "" {
		codes = s.postcodes(house)
	}
	for _, code := range codes {
		if c := compact(code); len(c) >= 3 && len(c) <= 8 {
			b.cheap = append(b.cheap, b.filter.sum(0, c))
			b.pair(Postcode, c, []byte(nr))
		}
	}
}

// house is the item of an address that is its house number, -1 for none: the first
// number, or the next one behind that of a flat.
func (s *scanner) house() int {
	flat := -1
	for i, it := range s.items {
		if it.digits == 0 || it.digits > 4 || houseNumber(s.text[it.start:it.end]) == "" {
			continue
		}
		if i == 0 || flat >= 0 || !unit(s.folded(i-1)) {
			return i
		}
		flat = i
	}
	return flat
}

// unit tells whether w is a word before the number of a flat.
func unit(w []byte) bool {
	switch string(w) {
	case "flat", "apartment", "apt", "unit", "room", "suite", "studio", "wohnung", "whg", "app", "appartement", "kamer", "lejlighed", "lejl", "vaer":
		return true
	}
	return false
}

// parted tells whether a comma or a line's end stands before item i.
func (s *scanner) parted(i int) bool {
	return strings.ContainsAny(s.text[s.items[i-1].end:s.items[i].start], ",;\n")
}

// pair notes two values that count together: a postcode and a house number, a
// street's word and a house number.
func (b *Builder) pair(c Column, x, y []byte) {
	hash := func(v []byte) uint64 {
		if len(v) > 0 && (v[0] < '0' || v[0] > '9') && c == Street {
			return b.filter.sum('w', v)
		}
		return b.filter.sum(0, v)
	}
	b.cheap = append(b.cheap, c.of(placed(hash(x), hash(y))))
	b.entry(c, appendPair(nil, x, y))
}

// magic begins every file of a list.
const magic = "postlock people 2\n"

// headSize is magic, key id, time, columns, bucket bits and four lengths.
const headSize = len(magic) + 8 + 8 + 4 + 4 + 4*4

// File is the list as bytes, made at the given time.
func (b *Builder) File(now time.Time) []byte {
	slices.SortFunc(b.entries, func(x, y entry) int {
		switch {
		case x.hash < y.hash || x.hash == y.hash && x.row < y.row:
			return -1
		case x == y:
			return 0
		}
		return 1
	})
	b.entries = slices.Compact(b.entries)
	bloom := make([]byte, bloomSize(len(b.cheap)))
	for _, h := range b.cheap {
		note(bloom, h)
	}
	var hashes, offsets, postings []byte
	n, width := 0, max(1, bits.Len(uint(len(b.entries)))-2)
	buckets := make([]uint32, 1<<width+1)
	le := binary.LittleEndian
	for i, e := range b.entries {
		if i == 0 || e.hash != b.entries[i-1].hash {
			hashes = le.AppendUint64(hashes, e.hash)
			offsets = le.AppendUint32(offsets, uint32(i))
			buckets[e.hash>>(64-width)+1]++
			n++
		}
		postings = le.AppendUint32(postings, e.row)
	}
	offsets = le.AppendUint32(offsets, uint32(len(b.entries)))
	var out bytes.Buffer
	out.WriteString(magic)
	out.Write(derive(b.key, "key id")[:8])
	head := le.AppendUint64(nil, uint64(now.Unix()))
	for _, v := range []int{int(b.columns), width, b.rows, len(bloom), n, len(b.entries)} {
		head = le.AppendUint32(head, uint32(v))
	}
	out.Write(head)
	out.Write(bloom)
	out.Write(b.protected)
	var sum uint32
	for _, c := range buckets {
		sum += c
		out.Write(le.AppendUint32(nil, sum))
	}
	out.Write(hashes)
	out.Write(offsets)
	out.Write(postings)
	out.Write(seal(b.key, out.Bytes()))
	return out.Bytes()
}

// seal is the code that tells damage.
func seal(key, content []byte) []byte {
	m := hmac.New(sha256.New, derive(key, "seal"))
	m.Write(content)
	return m.Sum(nil)
}
