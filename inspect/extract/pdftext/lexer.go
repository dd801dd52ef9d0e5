package pdftext

import (
	"bytes"
	"math"
)

// lexer reads objects out of bytes. After a fault bad is set and everything is
// nil.
type lexer struct {
	b     []byte
	at    int
	depth int
	// items counts what stands in arrays and dictionaries.
	items int
	// refs is set where "1 0 R" is a reference: everywhere but in content.
	refs bool
	bad  bool
}

// maxContained is the most items of one object's arrays and dictionaries.
const maxContained = 1 << 20

// Character classes (7.2.2).
const (
	regular = iota
	white
	delimiter
)

var class = func() (c [256]uint8) {
	for _, b := range "\x00\t\n\f\r " {
		c[b] = white
	}
	for _, b := range "()<>[]{}/%" {
		c[b] = delimiter
	}
	c[0x80], c[0xff] = delimiter, delimiter // white to PDFium, regular to others: nothing begins with them
	return c
}()

// space skips white space and comments.
func (l *lexer) space() {
	for l.at < len(l.b) {
		switch b := l.b[l.at]; {
		case class[b] == white:
			l.at++
		case b == '%':
			n := bytes.IndexAny(l.b[l.at:], "\r\n")
			if n < 0 {
				n = len(l.b) - l.at
			}
			l.at += n
		default:
			return
		}
	}
}

// word takes the regular characters up to the next white space or delimiter.
func (l *lexer) word() []byte {
	from := l.at
	for l.at < len(l.b) && class[l.b[l.at]] == regular {
		l.at++
	}
	return l.b[from:l.at]
}

// keyword skips space and takes the word w, or nothing.
func (l *lexer) keyword(w string) bool {
	l.space()
	from := l.at
	if string(l.word()) == w {
		return true
	}
	l.at = from
	return false
}

func (l *lexer) fail() object {
	l.bad = true
	l.at = len(l.b)
	return nil
}

// object reads the next object.
func (l *lexer) object() object {
	l.space()
	if l.at >= len(l.b) {
		return l.fail()
	}
	switch b := l.b[l.at]; b {
	case '/':
		return name(l.name())
	case '(':
		return string(l.literal(nil))
	case '[':
		return l.array()
	case '<':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '<' {
			return l.dict()
		}
		return string(l.hex(nil))
	}
	w := l.word()
	switch string(w) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	n, whole, ok := parseNumber(w)
	if !ok {
		return l.fail()
	}
	if !whole {
		return n
	}
	if l.refs && n >= 0 {
		if gen, ok := l.restOfRef(); ok {
			return ref{int(n), gen}
		}
	}
	return int(n)
}

// restOfRef takes "0 R", or nothing.
func (l *lexer) restOfRef() (gen int, ok bool) {
	from := l.at
	l.space()
	n, whole, ok := parseNumber(l.word())
	if ok && whole && n >= 0 && n <= 65535 && l.keyword("R") {
		return int(n), true
	}
	l.at = from
	return 0, false
}

// parseNumber reads digits with at most one sign and one point (7.3.3).
func parseNumber(w []byte) (n float64, whole, ok bool) {
	sign, i := 1.0, 0
	if len(w) > 0 && (w[0] == '-' || w[0] == '+') {
		if w[0] == '-' {
			sign = -1
		}
		i++
	}
	digits, mantissa, scale := 0, uint64(0), 1.0
	whole = true
	for ; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9':
			if digits++; digits > 15 {
				if whole {
					return 0, false, false
				}
				continue
			}
			mantissa = mantissa*10 + uint64(c-'0')
			if !whole {
				scale *= 10
			}
		case c == '.' && whole:
			whole = false
		default:
			return 0, false, false
		}
	}
	n = sign * float64(mantissa) / scale
	return n, whole, digits > 0 && math.Abs(n) <= math.MaxInt32 // what is larger overflows in some readers
}

// name reads a name after its slash, with its #xx (7.3.5).
func (l *lexer) name() []byte {
	l.at++
	w := l.word()
	if bytes.IndexByte(w, '#') < 0 {
		return w
	}
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if w[i] != '#' {
			out = append(out, w[i])
			continue
		}
		if i+2 >= len(w) || unhex(w[i+1]) < 0 || unhex(w[i+2]) < 0 {
			l.fail()
			return nil
		}
		out = append(out, byte(unhex(w[i+1])<<4|unhex(w[i+2])))
		i += 2
	}
	return out
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// hex appends a hexadecimal string's bytes to out (7.3.4.3).
func (l *lexer) hex(out []byte) []byte {
	l.at++
	high := -1
	for ; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		v := unhex(c)
		switch {
		case c == '>':
			l.at++
			if high >= 0 {
				out = append(out, byte(high<<4))
			}
			return out
		case v >= 0 && high < 0:
			high = v
		case v >= 0:
			out = append(out, byte(high<<4|v))
			high = -1
		case class[c] != white:
			l.fail()
			return nil
		}
	}
	l.fail()
	return nil
}

// literal gives the bytes of a string in parentheses (7.3.4.2): a piece of the
// input when there is nothing to decode, otherwise appended to out.
func (l *lexer) literal(out []byte) []byte {
	l.at++
	if n := bytes.IndexAny(l.b[l.at:min(len(l.b), l.at+1<<12)], "()\\\r"); n >= 0 && l.b[l.at+n] == ')' {
		l.at += n + 1
		return l.b[l.at-n-1 : l.at-1]
	}
	from := len(out)
	for open := 1; l.at < len(l.b); {
		c := l.b[l.at]
		l.at++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return out[from:]
			}
		case '\r':
			if l.at < len(l.b) && l.b[l.at] == '\n' {
				l.at++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = l.escape(); !ok {
				continue
			}
		}
		out = append(out, c)
	}
	l.fail()
	return nil
}

// escape reads what follows a backslash; ok is false when it stands for nothing.
func (l *lexer) escape() (c byte, ok bool) {
	if l.at >= len(l.b) {
		return 0, false
	}
	c = l.b[l.at]
	l.at++
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\r':
		if l.at < len(l.b) && l.b[l.at] == '\n' {
			l.at++
		}
		return 0, false
	case '\n':
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	v := int(c - '0')
	for n := 0; n < 2 && l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7'; n++ {
		v = v<<3 | int(l.b[l.at]-'0')
		l.at++
	}
	return byte(v), true
}

func (l *lexer) array() object {
	l.at++
	if l.depth++; l.depth > maxDepth {
		return l.fail()
	}
	a := array{}
	for {
		if l.space(); l.at >= len(l.b) || l.items > maxContained {
			return l.fail()
		}
		l.items++
		if l.b[l.at] == ']' {
			l.at++
			l.depth--
			return a
		}
		a = append(a, l.object())
	}
}

// dict reads a dictionary. A key that comes twice means two things to two
// readers.
func (l *lexer) dict() object {
	l.at += 2
	if l.depth++; l.depth > maxDepth {
		return l.fail()
	}
	d := dict{}
	for {
		if l.space(); l.at+1 >= len(l.b) || l.items > maxContained {
			return l.fail()
		}
		l.items++
		if l.b[l.at] == '>' && l.b[l.at+1] == '>' {
			l.at += 2
			l.depth--
			return d
		}
		if l.b[l.at] != '/' {
			return l.fail()
		}
		key := name(l.name())
		if _, twice := d[key]; twice {
			return l.fail()
		}
		d[key] = l.object()
	}
}
