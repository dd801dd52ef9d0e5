package extract

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"
)

// rtfLimits bound one document.
const (
	maxRTFDepth  = 4096 // groups in groups; deeper ones are read as one
	maxRTFObject = 64 << 20
	maxRTFText   = 32 << 10 // running text given at once
	maxRTFCells  = 1024
)

// readRTF reads Rich Text Format 1.9.1: text with its tables as rows, and the
// files embedded as objects.
func readRTF(f *file, to output) error {
	if !bytes.HasPrefix(bytes.TrimLeft(f.data[:min(len(f.data), 512)], " \t\r\n\x00\xEF\xBB\xBF"), []byte(`{\rt`)) {
		return errors.New("rtf: no header")
	}
	p := newRTF(f, to)
	p.run()
	p.finish()
	if len(p.stack) > 0 && !to.stopped() {
		return errors.New("rtf: ends inside a group")
	}
	return nil
}

// rtfState is what a group keeps to itself.
type rtfState struct {
	skip    bool   // a destination without text
	part    string // "" for the body
	pict    bool   // in \pict
	picture bool   // it is kept: a metafile, or where pictures are wanted
	unseen  bool   // \v, \deleted, comments
	font    int
	uc      int // characters to skip after \u
	field   bool
	object  bool // hexadecimal object data
	fonttbl bool
	info    bool
	name    bool // \sn: the name of a shape's property
	tag     bool // \*\htmltag: HTML inside RTF
	inTable bool
	nested  int // \itap
}

// rtfParser reads a document from left to right.
type rtfParser struct {
	f     *file
	to    output
	data  []byte
	at    int
	state rtfState
	stack []rtfState
	deep  int // groups beyond maxRTFDepth

	star     bool // \* was the last word
	cp       int  // \ansicpg
	fonts    map[int]int
	font     int // being defined
	raw      []byte
	pending  int // characters to skip after \u
	high     rune
	out      rtfOutput
	aside    *rtfOutput // see output
	object   []byte
	pictures int
	html     bool // \fromhtml: HTML kept inside RTF
	htmlrtf  bool // \htmlrtf: for RTF readers only
	markup   []byte
	property string // of a shape, whose value follows
}

func newRTF(f *file, to output) *rtfParser {
	p := &rtfParser{f: f, to: to, data: f.data, cp: 1252, fonts: map[int]int{}}
	p.state.uc = 1
	p.out = rtfOutput{f: f, to: to}
	return p
}

func (p *rtfParser) run() {
	for p.at < len(p.data) && !p.to.stopped() {
		c := p.data[p.at]
		p.at++
		switch c {
		case '{':
			p.open()
		case '}':
			p.close()
			if len(p.stack) == 0 {
				return
			}
		case '\\':
			p.control()
		case '\r', '\n', 0:
		default:
			if p.byte(c); p.pending == 0 && !p.state.object && !p.state.picture {
				p.plain()
			}
		}
	}
}

// plain takes a run of ordinary characters at once.
func (p *rtfParser) plain() {
	end := p.at
	for end < len(p.data) && !rtfSpecial(p.data[end]) {
		end++
	}
	if !p.state.skip {
		p.raw = append(p.raw, p.data[p.at:end]...)
	}
	p.at = end
}

func rtfSpecial(c byte) bool {
	return c == '{' || c == '}' || c == '\\' || c == '\r' || c == '\n' || c == 0
}

func (p *rtfParser) open() {
	p.flushBytes()
	if len(p.stack) >= maxRTFDepth {
		p.deep++
		return
	}
	p.stack = append(p.stack, p.state)
	p.star = false
}

func (p *rtfParser) close() {
	p.flushBytes()
	if p.deep > 0 {
		p.deep--
		return
	}
	if len(p.stack) == 0 {
		return
	}
	before := p.stack[len(p.stack)-1]
	p.stack = p.stack[:len(p.stack)-1]
	if p.state.object && !before.object {
		p.giveObject()
	}
	if p.state.part != before.part {
		p.endAside()
	} else if p.state.info && p.aside != nil {
		p.aside.text() // title, author and the like, each in a group of its own
	}
	if p.state.picture && !before.picture {
		p.givePicture()
	}
	before.inTable, before.nested = p.state.inTable, p.state.nested // paragraph state outlives \pard groups
	p.state = before
	p.pending = 0
}

// control reads what follows a backslash: a symbol or a word with a number.
func (p *rtfParser) control() {
	if p.at >= len(p.data) {
		return
	}
	c := p.data[p.at]
	if c|0x20 < 'a' || c|0x20 > 'z' {
		p.at++
		p.symbol(c)
		return
	}
	start := p.at
	for p.at < len(p.data) && p.at-start < 64 && (p.data[p.at]|0x20 >= 'a' && p.data[p.at]|0x20 <= 'z') {
		p.at++
	}
	word := string(p.data[start:p.at])
	n, has := p.number()
	if p.at < len(p.data) && p.data[p.at] == ' ' {
		p.at++
	}
	if word != "u" {
		p.flushBytes()
	}
	star := p.star
	p.star = false
	p.word(word, n, has, star)
}

// number reads the parameter of a control word.
func (p *rtfParser) number() (n int, has bool) {
	neg := false
	if p.at+1 < len(p.data) && p.data[p.at] == '-' && isDigit(p.data[p.at+1]) {
		neg = true
		p.at++
	}
	for ; p.at < len(p.data) && isDigit(p.data[p.at]); p.at++ {
		if has = true; n < 1<<30/10 {
			n = n*10 + int(p.data[p.at]-'0')
		}
	}
	if neg {
		n = -n
	}
	return n, has
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (p *rtfParser) symbol(c byte) {
	switch c {
	case '\'':
		if p.at+2 <= len(p.data) {
			hi, lo := unhex(p.data[p.at]), unhex(p.data[p.at+1])
			p.at += 2
			if hi >= 0 && lo >= 0 {
				p.byte(byte(hi<<4 | lo))
			}
		}
	case '*':
		p.star = true
	case '~':
		p.rune(' ')
	case '_':
		p.rune('-')
	case '\n', '\r':
		p.flushBytes()
		p.word("par", 0, false, false)
	case '\\', '{', '}':
		p.byte(c)
	}
}

// unhex is the value of a hexadecimal digit, -1 for others.
func unhex(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// byte is one character of text in the charset of the font.
func (p *rtfParser) byte(c byte) {
	switch {
	case p.pending > 0:
		p.pending--
	case p.state.object, p.state.picture:
		if len(p.object) < maxRTFObject {
			p.object = append(p.object, c)
		}
	default:
		p.raw = append(p.raw, c)
	}
}

// flushBytes decodes the bytes gathered; a character of two bytes may have
// come as two \'hh.
func (p *rtfParser) flushBytes() {
	if len(p.raw) == 0 {
		return
	}
	cp := p.cp
	if own, ok := p.fonts[p.state.font]; ok && !p.state.fonttbl {
		cp = own
	}
	s := decodeCodePage(cp, p.raw)
	p.raw = p.raw[:0]
	p.give(s)
}

func (p *rtfParser) rune(r rune) {
	p.flushBytes()
	p.give(string(r))
}

// unicode is \uN: a signed 16-bit number, surrogates included.
func (p *rtfParser) unicode(n int) {
	p.flushBytes()
	r := rune(uint16(n))
	if n > 0xFFFF && n <= utf8.MaxRune {
		r = rune(n)
	}
	p.pending = p.state.uc
	switch {
	case r >= 0xD800 && r < 0xDC00:
		p.high = r
		return
	case r >= 0xDC00 && r < 0xE000:
		r = 0x10000 + (p.high-0xD800)<<10 + (r - 0xDC00)
		if p.high == 0 {
			r = utf8.RuneError
		}
	}
	p.high = 0
	p.give(string(r))
}

// give puts text where it belongs.
func (p *rtfParser) give(s string) {
	switch {
	case p.state.name:
		if len(p.property) < 32 {
			p.property += s
		}
	case p.state.skip || p.state.fonttbl || p.state.object || p.state.picture:
	case p.html && p.state.tag:
		p.markup = append(p.markup, s...)
	case p.html && !p.state.field:
		if !p.htmlrtf {
			p.markup = append(p.markup, escapeHTML(s)...)
		}
	default:
		p.output().add(p.state, s)
	}
}

// output is where the words of the open group go: notes, headers and the like are
// gathered apart, so that a note in a cell does not end its row.
func (p *rtfParser) output() *rtfOutput {
	part := p.state.part
	if part == "" {
		return &p.out
	}
	if p.aside == nil || p.aside.part != part {
		p.endAside()
		p.aside = &rtfOutput{f: p.f, to: p.to, part: part}
	}
	return p.aside
}

func (p *rtfParser) endAside() {
	if p.aside != nil {
		p.aside.finish()
		p.aside = nil
	}
}

func escapeHTML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// finish gives what is left, and HTML as a file of its own.
func (p *rtfParser) finish() {
	p.flushBytes()
	if p.state.object {
		p.giveObject()
	}
	p.endAside()
	p.out.finish()
	if len(p.markup) > 0 {
		p.to.child("body.html", append([]byte("<meta charset=utf-8>"), p.markup...), p.f.hidden)
	}
}
