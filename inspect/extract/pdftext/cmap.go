package pdftext

import (
	"bytes"
	"unicode/utf16"
)

// maxMappings is the most codes of one ToUnicode CMap, those counted that come
// again.
const maxMappings = 1 << 17

// toUnicode reads a ToUnicode CMap (9.10.3): code to text. A code that maps to
// nothing, or to no character, is left out.
func toUnicode(data []byte) (map[int]string, error) {
	l := lexer{b: data}
	m := mappings{text: map[int]string{}}
	for {
		if l.space(); l.at >= len(l.b) {
			return m.text, nil
		}
		if class[l.b[l.at]] == delimiter {
			l.object()
		} else {
			switch string(l.word()) {
			case "beginbfchar":
				l.bfChars(&m)
			case "beginbfrange":
				l.bfRanges(&m)
			case "usecmap":
				return nil, unclean("CMap built on another")
			}
		}
		if l.bad || m.set > maxMappings {
			return nil, unclean("ToUnicode")
		}
	}
}

// more is set when another mapping follows.
func (l *lexer) more() bool {
	l.space()
	return !l.bad && l.at < len(l.b) && l.b[l.at] == '<'
}

func (l *lexer) bfChars(m *mappings) {
	for l.more() {
		code, ok := l.code()
		if l.space(); !ok || l.at >= len(l.b) || l.b[l.at] != '<' {
			l.fail()
			return
		}
		m.add(code, l.units(), 0)
	}
	l.bad = l.bad || !bytes.Equal(l.word(), []byte("endbfchar"))
}

func (l *lexer) bfRanges(m *mappings) {
	for l.more() {
		low, ok1 := l.code()
		l.space()
		high, ok2 := l.code()
		l.space()
		if !ok1 || !ok2 || high < low || high-low > 0xffff || l.at >= len(l.b) || m.set > maxMappings {
			l.fail()
			return
		}
		switch l.b[l.at] {
		case '<':
			units := l.units()
			for i := 0; i <= high-low; i++ {
				m.add(low+i, units, i)
			}
		case '[':
			l.at++
			for i := 0; l.more(); i++ {
				if low+i > high {
					l.fail()
					return
				}
				m.add(low+i, l.units(), 0)
			}
			l.bad = l.bad || l.at >= len(l.b) || l.b[l.at] != ']'
			l.at++
		default:
			l.fail()
			return
		}
	}
	l.bad = l.bad || !bytes.Equal(l.word(), []byte("endbfrange"))
}

// code reads a code of one to four bytes.
func (l *lexer) code() (int, bool) {
	if l.at >= len(l.b) || l.b[l.at] != '<' {
		return 0, false
	}
	b := l.hex(nil)
	code := 0
	for _, c := range b {
		code = code<<8 | int(c)
	}
	return code, len(b) > 0 && len(b) <= 4
}

// units reads UTF-16.
func (l *lexer) units() []uint16 {
	b := l.hex(nil)
	if len(b) == 1 {
		return []uint16{uint16(b[0])}
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return units
}

// mappings are the texts of codes and how many were set.
type mappings struct {
	text map[int]string
	set  int
}

// add maps a code to units, the last of them plus more.
func (m *mappings) add(code int, units []uint16, more int) {
	m.set++
	if len(units) == 0 || len(units) > 64 {
		return
	}
	if more > 0 {
		units = append([]uint16(nil), units...)
		units[len(units)-1] += uint16(more)
	}
	text := plainText(string(utf16.Decode(units)))
	if old, twice := m.text[code]; twice && old != text {
		text = "" // two readers could take either
	}
	m.text[code] = text // also "", for no encoding tells it then
}
