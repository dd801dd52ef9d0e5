package extract

import (
	"bytes"
	"strings"
)

// plainCell is a cell as nearly all are written, see xmlReader.plainCell.
type plainCell struct {
	ref, style, typ []byte
	value           []byte
	closed          bool // <c …/>: there is no value
}

// plainCell takes a whole cell that stands in memory and is written as Excel,
// LibreOffice and most others do: attributes r, s and t once each in double
// quotes, one value or inline text, no entities, prefixes or blanks between. Of
// such a cell next would give the same, in eight steps. Everything else is left
// to next.
func (x *xmlReader) plainCell(c *plainCell) bool {
	if x.ended || x.cdata {
		return false
	}
	b := x.buf[x.pos:x.end]
	if len(b) < 8 || b[0] != '<' || b[1] != 'c' {
		return false
	}
	*c = plainCell{}
	i := 2
	for ; i+4 < len(b) && b[i] == ' '; i++ {
		if b[i+2] != '=' || b[i+3] != '"' {
			return false
		}
		n := bytes.IndexByte(b[i+4:], '"')
		if n < 0 || bytes.IndexByte(b[i+4:i+4+n], '&') >= 0 {
			return false
		}
		if !c.set(b[i+1], b[i+4:i+4+n]) {
			return false
		}
		i += 4 + n
	}
	rest, ok := c.content(b[i:])
	if ok {
		x.pos = x.end - len(rest)
	}
	return ok
}

// set takes an attribute; false for one of another name, or the second of one.
func (c *plainCell) set(name byte, value []byte) bool {
	field := &c.ref
	switch name {
	case 'r':
	case 's':
		field = &c.style
	case 't':
		field = &c.typ
	default:
		return false
	}
	if *field != nil {
		return false
	}
	*field = value
	return true
}

// content takes what follows the attributes, to the end of the cell.
func (c *plainCell) content(b []byte) (rest []byte, ok bool) {
	if rest, ok = bytes.CutPrefix(b, []byte("/>")); ok {
		c.closed = true
		return rest, true
	}
	end := "</v></c>"
	if rest, ok = bytes.CutPrefix(b, []byte("><v>")); !ok {
		if rest, ok = cutT(b, "><is>"); !ok {
			return nil, false
		}
		end = "</t></is></c>"
	}
	c.value, rest, ok = plainText(rest, end)
	return rest, ok
}

// cutT takes off before and the start of a t element.
func cutT(b []byte, before string) (rest []byte, ok bool) {
	if rest, ok = bytes.CutPrefix(b, []byte(before)); !ok {
		return nil, false
	}
	if text, ok := bytes.CutPrefix(rest, []byte("<t>")); ok {
		return text, true
	}
	return bytes.CutPrefix(rest, []byte(`<t xml:space="preserve">`))
}

// plainText is the text before end, if it needs no unescaping.
func plainText(b []byte, end string) (text, rest []byte, ok bool) {
	n := bytes.IndexByte(b, '<')
	if n < 0 || bytes.IndexByte(b[:n], '&') >= 0 {
		return nil, nil, false
	}
	rest, ok = bytes.CutPrefix(b[n:], []byte(end))
	return b[:n], rest, ok
}

// plainString takes a shared string of at most so many bytes that is written
// without runs or entities.
func (x *xmlReader) plainString(most int) (text []byte, ok bool) {
	if x.ended || x.cdata {
		return nil, false
	}
	rest, ok := cutT(x.buf[x.pos:x.end], "<si>")
	if !ok {
		return nil, false
	}
	if text, rest, ok = plainText(rest, "</t></si>"); len(text) > most {
		return nil, false
	}
	if ok {
		x.pos = x.end - len(rest)
	}
	return text, ok
}

// arena makes short strings out of bytes that are used again; many share one
// allocation.
type arena struct{ b strings.Builder }

// arenaSize is how many bytes one allocation has.
const arenaSize = 16 << 10

func (a *arena) string(p []byte) string {
	if a.b.Cap()-a.b.Len() < len(p) {
		a.b.Reset()
		a.b.Grow(max(arenaSize, len(p)))
	}
	from := a.b.Len()
	a.b.Write(p)
	return a.b.String()[from:]
}
