package known

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/postlock/postlock/inspect"
)

// Form is an opened fingerprint of one of the office's forms, in one or several
// editions. It is safe for concurrent use.
type Form struct {
	// Name is the form's name in rules.toml; the opener sets it.
	Name string
	// Made is when the blanks were read.
	Made time.Time

	editions []*edition
	filter   sip
}

// edition is one blank: its words, hashed, in their order.
type edition struct {
	words []uint64
	marks []mark
	need  int // words that are no repetition

	at    map[uint64][]int // where a word stands
	pairs map[uint64][]int // where two words stand side by side
}

// mark says how a word stands in the blank.
type mark uint8

const (
	// starts a line, a cell or a tabulated column.
	starts mark = 1 << iota
	// repeats itself: "click here to enter text", or the labels of each of five
	// children. It may be there and may be missing.
	repeats
)

// number stands for every number: dates and years differ from copy to copy.
const number = 1

// Editions is how many blanks the fingerprint is made of.
func (f *Form) Editions() int { return len(f.editions) }

// Words is how many words of the blanks are looked for.
func (f *Form) Words() (n int) {
	for _, e := range f.editions {
		n += e.need
	}
	return n
}

// The fewest different words that tell one form from others ("name, street,
// telephone" is on everybody's), and the most that are read: more is a book.
const (
	fewestWords = 25
	mostWords   = 20_000
	mostBlanks  = 50
)

// FormBuilder turns blank forms into a fingerprint's file. It is used as the
// Sink of each blank, between Begin and End.
type FormBuilder struct {
	key    []byte
	filter sip
	scan   scanner
	words  []uint64
	marks  []mark
	broken []string
	out    []byte
	count  int
	need   int
}

// NewFormBuilder starts a fingerprint with a key of KeySize bytes.
func NewFormBuilder(key []byte) *FormBuilder {
	return &FormBuilder{key: key, filter: cheap(key)}
}

// Text implements inspect.Sink.
func (b *FormBuilder) Text(t inspect.Text) {
	if !t.Hidden && t.Place.Part != "name" {
		b.read(t.Text)
	}
}

// Row implements inspect.Sink.
func (b *FormBuilder) Row(r inspect.Row) {
	if r.Hidden {
		return
	}
	for i, c := range r.Cells {
		if i >= len(r.HiddenCells) || !r.HiddenCells[i] {
			b.read(c)
		}
	}
}

// Unreadable implements inspect.Sink.
func (b *FormBuilder) Unreadable(u inspect.Unreadable) {
	if u.Why != inspect.Picture {
		b.broken = append(b.broken, fmt.Sprintf("%s (%s) %s", u.Where, u.Why, u.Detail))
	}
}

func (b *FormBuilder) read(text string) {
	if len(b.words) > mostWords {
		return
	}
	b.scan.line(text)
	b.scan.hash(b.filter)
	for i := range b.scan.items {
		m := mark(0)
		if b.scan.starts(i) {
			m = starts
		}
		b.words = append(b.words, b.scan.word(i))
		b.marks = append(b.marks, m)
	}
}

// word is the hash by which forms know item i.
func (s *scanner) word(i int) uint64 {
	if it := &s.items[i]; it.letters > 0 || it.digits == 0 {
		return it.hash
	}
	return number
}

// starts tells whether item i begins a line, a cell or a tabulated column.
func (s *scanner) starts(i int) bool {
	if i == 0 {
		return true
	}
	for k := s.items[i-1].end; k < s.items[i].start; k++ {
		if c := s.text[k]; c == '\t' || c == '\n' {
			return true
		}
	}
	return false
}

// End closes a blank, which has been read. The error says why it cannot be one.
func (b *FormBuilder) End() error {
	defer func() { b.words, b.marks, b.broken = b.words[:0], b.marks[:0], nil }()
	switch {
	case len(b.broken) > 0:
		return fmt.Errorf("it could not be read: %s", b.broken[0])
	case len(b.words) > mostWords:
		return fmt.Errorf("it has more than %d words, which is a book and no form", mostWords)
	case b.count == mostBlanks:
		return fmt.Errorf("a form has at most %d blanks", mostBlanks)
	}
	e := &edition{words: b.words, marks: b.marks}
	e.index()
	own := 0
	for w, at := range e.at {
		if w != number && e.marks[at[0]]&repeats == 0 {
			own++
		}
	}
	if own < fewestWords {
		return fmt.Errorf("it has %d different words; with fewer than %d it cannot be told from other forms", own, fewestWords)
	}
	b.count++
	b.need += e.need
	b.out = binary.LittleEndian.AppendUint32(b.out, uint32(len(e.words)))
	for i, w := range e.words {
		b.out = append(binary.LittleEndian.AppendUint64(b.out, w), byte(e.marks[i]&starts))
	}
	return nil
}

// formMagic begins every file of a form.
const formMagic = "postlock form 1\n"

// formHead is magic, key id, time and the number of editions.
const formHead = len(formMagic) + 8 + 8 + 4

// File is the fingerprint as bytes, made at the given time.
func (b *FormBuilder) File(now time.Time) []byte {
	var out bytes.Buffer
	out.WriteString(formMagic)
	out.Write(derive(b.key, "key id")[:8])
	out.Write(binary.LittleEndian.AppendUint64(nil, uint64(now.Unix())))
	out.Write(binary.LittleEndian.AppendUint32(nil, uint32(b.count)))
	out.Write(b.out)
	out.Write(seal(b.key, out.Bytes()))
	return out.Bytes()
}

// OpenForm reads a form's file. ErrKey and ErrDamaged tell what is wrong with it.
func OpenForm(data, key []byte) (*Form, error) {
	content, err := unseal(data, key, formMagic, formHead)
	if err != nil {
		return nil, err
	}
	return parseForm(content, key)
}

// parseForm takes a form's file apart. It trusts no length.
func parseForm(data, key []byte) (*Form, error) {
	if len(data) < formHead {
		return nil, fmt.Errorf("%w: it is cut short", ErrDamaged)
	}
	le := binary.LittleEndian
	f := &Form{Made: time.Unix(int64(le.Uint64(data[len(formMagic)+8:])), 0), filter: cheap(key)}
	n, rest := le.Uint32(data[formHead-4:]), data[formHead:]
	if n < 1 || n > mostBlanks {
		return nil, fmt.Errorf("%w: its sizes make no sense", ErrDamaged)
	}
	for range n {
		if len(rest) < 4 || le.Uint32(rest) > mostWords || len(rest) < 4+9*int(le.Uint32(rest)) {
			return nil, fmt.Errorf("%w: it is cut short", ErrDamaged)
		}
		e := &edition{}
		size := int(le.Uint32(rest))
		for i := range size {
			at := 4 + 9*i
			e.words = append(e.words, le.Uint64(rest[at:]))
			e.marks = append(e.marks, mark(rest[at+8])&starts)
		}
		rest = rest[4+9*size:]
		e.index()
		f.editions = append(f.editions, e)
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("%w: it is too long", ErrDamaged)
	}
	return f, nil
}

// mostPlaces is how many places of a word, or of two, are remembered.
const mostPlaces = 16

// oftenPhrase is how often three words must follow one another to be a
// repetition.
const oftenPhrase = 3

// index prepares an edition for matching.
func (e *edition) index() {
	e.at, e.pairs = map[uint64][]int{}, map[uint64][]int{}
	phrases := map[uint64]int{}
	for i, w := range e.words {
		if len(e.at[w]) < mostPlaces {
			e.at[w] = append(e.at[w], i)
		}
		if i > 0 {
			if p := placed(e.words[i-1], w); len(e.pairs[p]) < mostPlaces {
				e.pairs[p] = append(e.pairs[p], i-1)
			}
		}
		if i > 1 {
			phrases[three(e.words[i-2], e.words[i-1], w)]++
		}
	}
	for i := 2; i < len(e.words); i++ {
		if phrases[three(e.words[i-2], e.words[i-1], e.words[i])] >= oftenPhrase {
			e.marks[i-2] |= repeats
			e.marks[i-1] |= repeats
			e.marks[i] |= repeats
		}
	}
	for _, m := range e.marks {
		if m&repeats == 0 {
			e.need++
		}
	}
}
