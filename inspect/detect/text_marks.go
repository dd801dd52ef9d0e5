package detect

import (
	"strings"
	"unicode/utf8"
)

// marks are characters that are taken off texts, made ready once: package strings sorts
// a set of them anew for every text, and most have none at their ends.
type marks struct {
	narrow [256]bool // those of ASCII
	wide   []string  // and the others
}

func marksOf(chars string) *marks {
	m := new(marks)
	for _, r := range chars {
		if r < utf8.RuneSelf {
			m.narrow[r] = true
		} else {
			m.wide = append(m.wide, string(r))
		}
	}
	return m
}

// trimLeft is strings.TrimLeft.
func (m *marks) trimLeft(s string) string {
next:
	for s != "" {
		if s[0] < utf8.RuneSelf {
			if !m.narrow[s[0]] {
				return s
			}
			s = s[1:]
			continue
		}
		for _, w := range m.wide {
			if strings.HasPrefix(s, w) {
				s = s[len(w):]
				continue next
			}
		}
		return s
	}
	return s
}

// trimRight is strings.TrimRight.
func (m *marks) trimRight(s string) string {
next:
	for s != "" {
		last := len(s) - 1
		if s[last] < utf8.RuneSelf {
			if !m.narrow[s[last]] {
				return s
			}
			s = s[:last]
			continue
		}
		for _, w := range m.wide {
			if strings.HasSuffix(s, w) {
				s = s[:len(s)-len(w)]
				continue next
			}
		}
		return s
	}
	return s
}

// trim is strings.Trim.
func (m *marks) trim(s string) string { return m.trimRight(m.trimLeft(s)) }

// narrowIn is where the first of those of ASCII stands in a text, -1 when none does.
func (m *marks) narrowIn(s string) int {
	for i := range len(s) {
		if m.narrow[s[i]] {
			return i
		}
	}
	return -1
}

// trimMarks is strings.Trim with marks that are no letters, digits or dots: most
// texts have none at their ends.
func trimMarks(s, marks string) string {
	if s == "" || isPlain(s[0]) && isPlain(s[len(s)-1]) {
		return s
	}
	return strings.Trim(s, marks)
}

// trimBehind is strings.TrimRight with marks that are no letters of ASCII or digits:
// most words have none at their end.
func trimBehind(w, marks string) string {
	if w == "" || letterCodes[w[len(w)-1]]-1 < inWord-1 {
		return w
	}
	return strings.TrimRight(w, marks)
}

func trimDot(f []byte) []byte {
	if len(f) > 0 && f[len(f)-1] == '.' {
		return f[:len(f)-1]
	}
	return f
}
