package extract

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// xmlToken is what xmlReader.next met.
type xmlToken uint8

const (
	xmlEOF xmlToken = iota
	xmlStart
	xmlEnd
	xmlText
	xmlOther // comment or directive, in text
)

// maxXMLTag is the most bytes of one tag or comment; longer ones end the
// reading as damage. Text of any length comes in pieces.
const maxXMLTag = 4 << 20

// xmlReader takes XML apart without checking that it is well formed: Office
// writes it, and what is broken should still show its words. It holds one
// token in memory. name, text and attributes are valid until next is called.
type xmlReader struct {
	r        io.Reader
	buf      []byte
	pos, end int
	eof      bool
	err      error // why reading ended before the end
	name     []byte
	attrs    []byte
	text     []byte
	cdata    bool
	ended    bool // an empty element's end comes next
}

// xmlWindow is how many bytes an xmlReader holds when no tag is longer.
const xmlWindow = 32 << 10

func newXML(r io.Reader) *xmlReader { return newXMLIn(make([]byte, xmlWindow), r) }

// newXMLIn is newXML with a buffer that is used again.
func newXMLIn(buf []byte, r io.Reader) *xmlReader {
	x := &xmlReader{r: r, buf: buf}
	x.fill()
	switch head := x.buf[:x.end]; {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		all := io.MultiReader(bytes.NewReader(bytes.Clone(head)), r)
		x.r, x.pos, x.end = transform.NewReader(all, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()), 0, 0
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		x.pos = 3
	}
	return x
}

// fill reads more into the buffer; false at the end or when a token is too long.
func (x *xmlReader) fill() bool {
	if x.eof {
		return false
	}
	if x.pos > 0 {
		copy(x.buf, x.buf[x.pos:x.end])
		x.end -= x.pos
		x.pos = 0
	}
	if x.end == len(x.buf) {
		if len(x.buf) >= maxXMLTag {
			x.err, x.eof = damaged("an XML tag without end"), true
			return false
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	for range 100 {
		n, err := x.r.Read(x.buf[x.end:])
		x.end += n
		if err != nil {
			x.eof = true
			if err != io.EOF {
				x.err = err
			}
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
	x.err, x.eof = io.ErrNoProgress, true
	return false
}

func (x *xmlReader) next() xmlToken {
	if x.ended {
		x.ended = false
		return xmlEnd
	}
	if x.pos == x.end && !x.fill() {
		return xmlEOF
	}
	if x.cdata {
		return x.cdataText()
	}
	if x.buf[x.pos] != '<' {
		return x.plainText()
	}
	for x.end-x.pos < 9 && x.fill() {
	}
	if x.end-x.pos > 1 && x.buf[x.pos+1] != '!' && x.buf[x.pos+1] != '?' {
		return x.tag()
	}
	switch rest := x.buf[x.pos:x.end]; {
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		x.pos += 9
		x.cdata = true
		return x.next()
	case bytes.HasPrefix(rest, []byte("<!--")):
		return x.until("-->", 4)
	case bytes.HasPrefix(rest, []byte("<?")):
		return x.until("?>", 2)
	case bytes.HasPrefix(rest, []byte("<!")):
		return x.directive()
	}
	return x.tag()
}

// plainText gives text up to the next tag, or as much as there is in memory.
func (x *xmlReader) plainText() xmlToken {
	for {
		i := bytes.IndexByte(x.buf[x.pos:x.end], '<')
		if i < 0 && x.end-x.pos < 16<<10 && x.fill() {
			continue
		}
		if i < 0 {
			i = x.end - x.pos
			if !x.eof {
				i = wholeText(x.buf[x.pos:x.end])
			}
		}
		x.text = x.unescape(x.buf[x.pos : x.pos+i])
		x.pos += i
		return xmlText
	}
}

// wholeText cuts before an entity or character that may go on.
func wholeText(b []byte) int {
	n := len(b)
	if i := bytes.LastIndexByte(b, '&'); i > 0 && n-i < 32 {
		return i
	}
	for i := n - 1; i > 0 && i > n-4; i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return i
			}
			break
		}
	}
	return n
}

func (x *xmlReader) cdataText() xmlToken {
	for {
		b := x.buf[x.pos:x.end]
		if i := bytes.Index(b, []byte("]]>")); i >= 0 {
			x.text, x.cdata = b[:i], false
			x.pos += i + 3
			return xmlText
		}
		if len(b) < 16<<10 && x.fill() {
			continue
		}
		n := max(len(b)-2, 0)
		if x.eof || n == 0 {
			n = len(b)
		}
		x.text = b[:n]
		x.pos += n
		return xmlText
	}
}

// until takes a comment or instruction; one that is too long is given without
// its end.
func (x *xmlReader) until(mark string, skip int) xmlToken {
	from := skip
	for {
		b := x.buf[x.pos:x.end]
		if from < len(b) {
			if i := bytes.Index(b[from:], []byte(mark)); i >= 0 {
				x.text = b[skip : from+i]
				x.pos += from + i + len(mark)
				return xmlOther
			}
			from = max(skip, len(b)-len(mark))
		}
		if !x.fill() {
			x.text = x.buf[min(x.pos+skip, x.end):x.end]
			x.pos = x.end
			return xmlOther
		}
	}
}

// directive takes <!DOCTYPE …> with brackets inside.
func (x *xmlReader) directive() xmlToken {
	depth, i := 0, 2
	for {
		for ; x.pos+i < x.end; i++ {
			switch x.buf[x.pos+i] {
			case '[', '<':
				depth++
			case ']':
				depth--
			case '>':
				if depth <= 0 {
					x.text = x.buf[x.pos+2 : x.pos+i]
					x.pos += i + 1
					return xmlOther
				}
				if depth > 1 {
					depth--
				}
			}
		}
		if !x.fill() {
			x.text = x.buf[min(x.pos+2, x.end):x.end]
			x.pos = x.end
			return xmlOther
		}
	}
}

// tag takes a start or end tag.
func (x *xmlReader) tag() xmlToken {
	i := 1
	quote := byte(0)
	for {
		b := x.buf[x.pos:x.end]
		for ; i < len(b); i++ {
			c := b[i]
			if quote != 0 {
				if c == quote {
					quote = 0
				}
				continue
			}
			if c == '"' || c == '\'' {
				quote = c
			} else if c == '>' {
				x.pos += i + 1
				return x.split(b[1:i])
			}
		}
		if !x.fill() {
			// A stray angle bracket: the rest is text.
			x.text = x.buf[x.pos:x.end]
			x.pos = x.end
			return xmlText
		}
	}
}

// split takes the inside of a tag apart.
func (x *xmlReader) split(b []byte) xmlToken {
	token := xmlStart
	switch {
	case len(b) > 0 && b[0] == '/':
		token, b = xmlEnd, b[1:]
	case len(b) > 0 && b[len(b)-1] == '/':
		x.ended, b = true, b[:len(b)-1]
	}
	n, prefix := 0, 0
	for ; n < len(b) && !isXMLBlank(b[n]); n++ {
		if b[n] == ':' && prefix == 0 {
			prefix = n + 1
		}
	}
	x.name, x.attrs = b[prefix:n], b[n:]
	return token
}

// local is a name without its prefix.
func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// attr is the value of an attribute by its local name, "" when there is none.
func (x *xmlReader) attr(name string) string { return string(x.attrBytes(name)) }

func (x *xmlReader) attrBytes(name string) (value []byte) {
	if len(x.attrs) == 0 {
		return nil
	}
	for rest := x.attrs; ; {
		n, v, more := nextAttr(rest)
		if n == nil {
			return nil
		}
		if string(local(n)) == name {
			return x.unescape(v)
		}
		rest = more
	}
}

// each gives all attributes.
func (x *xmlReader) each(do func(name string, value string)) {
	for rest := x.attrs; ; {
		n, v, more := nextAttr(rest)
		if n == nil {
			return
		}
		do(string(n), string(x.unescape(v)))
		rest = more
	}
}

// nextAttr takes one attribute off raw; name is nil at the end.
func nextAttr(raw []byte) (name, value, rest []byte) {
	raw = trimBlanks(raw)
	eq := bytes.IndexByte(raw, '=')
	if eq <= 0 {
		return nil, nil, nil
	}
	name = raw[:eq]
	for len(name) > 0 && isXMLBlank(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	raw = trimBlanks(raw[eq+1:])
	if len(raw) == 0 || raw[0] != '"' && raw[0] != '\'' {
		end := 0
		for end < len(raw) && !isXMLBlank(raw[end]) {
			end++
		}
		return name, raw[:end], raw[end:]
	}
	end := bytes.IndexByte(raw[1:], raw[0])
	if end < 0 {
		return name, raw[1:], nil
	}
	return name, raw[1 : 1+end], raw[end+2:]
}

// isXMLBlank tells white space ([XML] 2.3).
func isXMLBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// trimBlanks takes white space off the beginning: most attributes have one
// blank, for which bytes.TrimLeft is slow.
func trimBlanks(b []byte) []byte {
	for len(b) > 0 && isXMLBlank(b[0]) {
		b = b[1:]
	}
	return b
}

// unescape replaces the predefined entities and character references ([XML]
// 4.1, 4.6); others stay as they are.
func (x *xmlReader) unescape(b []byte) []byte {
	amp := bytes.IndexByte(b, '&')
	if amp < 0 {
		return b
	}
	out := make([]byte, 0, len(b))
	for amp >= 0 {
		out = append(out, b[:amp]...)
		b = b[amp:]
		end := bytes.IndexByte(b[:min(len(b), 16)], ';')
		if r, ok := entity(b[1:max(end, 1)]); end > 0 && ok {
			out = utf8.AppendRune(out, r)
			b = b[end+1:]
		} else {
			out = append(out, '&')
			b = b[1:]
		}
		amp = bytes.IndexByte(b, '&')
	}
	return append(out, b...)
}

func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	s, ok := strings.CutPrefix(string(name), "#")
	if !ok {
		return 0, false
	}
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(s), "x"); ok {
		s, base = hex, 16
	}
	n, err := strconv.ParseUint(s, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune {
		return 0, false
	}
	return rune(n), true
}

// skip reads to the end of the element that just began.
func (x *xmlReader) skip() {
	for depth := 1; depth > 0; {
		switch x.next() {
		case xmlStart:
			depth++
		case xmlEnd:
			depth--
		case xmlEOF:
			return
		}
	}
}

// words collects the text of the element that just began, to its end; parts
// are joined by sep.
func (x *xmlReader) words(sep string) string {
	var b strings.Builder
	for depth := 1; depth > 0; {
		switch x.next() {
		case xmlStart:
			depth++
		case xmlEnd:
			depth--
		case xmlText:
			if b.Len() > 0 {
				b.WriteString(sep)
			}
			b.Write(x.text)
		case xmlEOF:
			return b.String()
		}
	}
	return b.String()
}
