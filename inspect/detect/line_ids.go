package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// loneID is a national number of a strong shape without words of context. It is
// judged when its text has been read: where most numbers of its shape fail the
// check, those that pass do so by chance.
type loneID struct {
	kind  *ident.Kind
	value string
	where inspect.Place
	hide  bool
}

// identifiers notes the national numbers of a line.
func (p *prose) identifiers(line string, hits []ident.Hit) {
	for _, h := range hits {
		if h.Kind.Attribute != inspect.NationalID {
			continue
		}
		value := line[h.Start:h.End]
		switch {
		case p.numbered(line, h):
			p.d.finds.add(inspect.NationalID, h.Kind.Name, p.place, p.hidden, .95, value)
			p.d.noteID(value)
		case !h.Weak() && (h.Formatted && strings.ContainsAny(value, "-./+") || hasLetter(value)) && len(p.single) < 1000:
			p.single = append(p.single, loneID{h.Kind, value, p.place, p.hidden})
		}
	}
}

// numbered tells whether a word for a number's kind stands near by: in its line, or,
// where the number comes first, at the end of the line before, as mail programs
// break lines wherever they are full.
func (p *prose) numbered(line string, h ident.Hit) bool {
	const window, first, tail = 60, 20, 48
	if ident.Near(line, h, window) {
		return true
	}
	if h.Start > first || p.before == "" {
		return false
	}
	before := p.before[max(0, len(p.before)-tail):] + " "
	h.Start, h.End = h.Start+len(before), h.End+len(before)
	return ident.Near(before+line, h, tail)
}

// noteID counts a number once, however often it is written.
func (d *Detector) noteID(value string) {
	if len(d.ids) < maxPending {
		d.ids[d.people.hash(compact(value))] = true
	}
}

// numberShape is a number with its digits and letters made alike.
func numberShape(s string) string { return string(appendShape(nil, s)) }

func appendShape(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			b = append(b, '9')
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			b = append(b, 'A')
		default:
			b = append(b, c)
		}
	}
	return b
}

// judgeIDs decides on the numbers without context.
func (p *prose) judgeIDs() {
	passed := map[string]int{}
	for _, l := range p.single {
		passed[numberShape(l.value)]++
	}
	for _, l := range p.single {
		s := numberShape(l.value)
		if passed[s]*2 >= p.shaped(s) {
			p.d.finds.add(inspect.NationalID, l.kind.Name, l.where, l.hide, .9, l.value)
			p.d.noteID(l.value)
		}
	}
	p.single = nil
}

// numberParts is one for a digit, and more for what ends a number.
var numberParts = func() (t [256]uint8) {
	for c := '0'; c <= '9'; c++ {
		t[c] = 1
	}
	for _, c := range []byte(" \t,;:()[]<>\"'") {
		t[c] = endsNumber
	}
	return t
}()

const endsNumber = 2

// countShapes counts the numbers of a text by their shape, for judgeIDs.
func (p *prose) countShapes(line string) {
	for end := 0; ; {
		start := nextDigit(line, end)
		if start == len(line) {
			return
		}
		for start > end && numberParts[line[start-1]] != endsNumber {
			start--
		}
		digits := 0
		for end = start; end < len(line) && numberParts[line[end]] != endsNumber; end++ {
			digits += int(numberParts[line[end]])
		}
		if digits >= 6 {
			p.countShape(line[start:end])
		}
	}
}

// countShape counts a word with at least six digits.
func (p *prose) countShape(w string) {
	if len(w) < 9 || len(w) > 24 {
		return
	}
	var buf [24]byte
	s := appendShape(buf[:0], strings.Trim(w, "."))
	if n := p.shapes[string(s)]; n != nil {
		*n++
	} else if len(p.shapes) < 1000 {
		n = new(int)
		*n = 1
		p.shapes[string(s)] = n
	}
}

// shaped is how many numbers of a shape the text has.
func (p *prose) shaped(shape string) int {
	if n := p.shapes[shape]; n != nil {
		return *n
	}
	return 0
}
