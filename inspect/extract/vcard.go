package extract

import (
	"bytes"
	"errors"
	"io"
	"mime/quotedprintable"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// contentLine is a line of vCard or iCalendar (RFC 6350 3.3, RFC 5545 3.1):
// group.NAME;PARAM=value:value.
type contentLine struct {
	name   string // upper case, without the group
	params string // as written, upper case
	param  map[string]string
	value  string
}

// maxContentLine is how many folded lines are joined into one at most; a
// picture in a card is of that many bytes and is not looked at.
const maxContentLine = 16 << 20

// contentLines unfolds a text and visits its lines until visit says false. What is
// no such line comes as a value without a name.
func contentLines(text []byte, visit func(contentLine) bool) {
	for len(text) > 0 {
		var line []byte
		line, text = foldedLine(text)
		l, ok := parseContentLine(line)
		if !ok {
			if len(bytes.TrimSpace(line)) > 0 && !visit(contentLine{value: string(line)}) {
				return
			}
			continue
		}
		if strings.Contains(l.params, "QUOTED-PRINTABLE") {
			// vCard 2.1 ends a line with "=" and goes on without a blank.
			line = slices.Clone(line)
			for bytes.HasSuffix(line, []byte("=")) && len(text) > 0 && len(line) < maxContentLine {
				var more []byte
				more, text = oneLine(text)
				line = append(line[:len(line)-1], more...)
			}
			l, _ = parseContentLine(line)
		}
		l.decode()
		if !visit(l) {
			return
		}
	}
}

// foldedLine joins a line with those behind it that begin with a blank.
func foldedLine(text []byte) (line, rest []byte) {
	line, rest = oneLine(text)
	joined := false
	for len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\t') && len(line) < maxContentLine {
		var more []byte
		more, rest = oneLine(rest[1:])
		if !joined {
			line, joined = slices.Clone(line), true
		}
		line = append(line, more...)
	}
	return line, rest
}

// oneLine is a line without its end, of any system.
func oneLine(text []byte) (line, rest []byte) {
	i := bytes.IndexAny(text, "\r\n")
	if i < 0 {
		return text, nil
	}
	rest = text[i+1:]
	if text[i] == '\r' && len(rest) > 0 && rest[0] == '\n' {
		rest = rest[1:]
	}
	return text[:i], rest
}

// parseContentLine finds the colon outside of quotes.
func parseContentLine(line []byte) (l contentLine, ok bool) {
	quoted := false
	for i, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ':' && !quoted:
			head := string(line[:i])
			l.value = string(line[i+1:])
			name, params, _ := strings.Cut(head, ";")
			l.name = strings.ToUpper(strings.TrimSpace(name))
			if dot := strings.LastIndexByte(l.name, '.'); dot >= 0 {
				l.name = l.name[dot+1:]
			}
			l.params = strings.ToUpper(params)
			l.param = contentParams(params)
			return l, l.name != "" && len(l.name) < 100
		}
	}
	return l, false
}

func contentParams(s string) map[string]string {
	m := map[string]string{}
	for s != "" && len(m) < 100 {
		end, quoted := len(s), false
		for i := range len(s) {
			if s[i] == '"' {
				quoted = !quoted
			} else if s[i] == ';' && !quoted {
				end = i
				break
			}
		}
		name, value, _ := strings.Cut(s[:end], "=")
		m[strings.ToUpper(strings.TrimSpace(name))] = strings.Trim(value, `"`)
		s = s[min(len(s), end+1):]
	}
	return m
}

// decode undoes quoted-printable and base64 in the charset of the line.
func (l *contentLine) decode() {
	switch {
	case strings.Contains(l.params, "QUOTED-PRINTABLE"):
		b, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(l.value)))
		if err == nil || len(b) > 0 {
			l.value = string(decode(b, l.param["CHARSET"]))
		}
	case l.isBinary():
		l.value = strings.TrimSpace(l.value)
	}
}

// isBinary tells values that are bytes: pictures, sounds, keys.
func (l *contentLine) isBinary() bool {
	enc := strings.ToUpper(l.param["ENCODING"])
	return enc == "B" || enc == "BASE64" || strings.Contains(";"+l.params+";", ";BASE64;")
}

// unescapeContent undoes the backslashes of a value.
func unescapeContent(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return strings.NewReplacer(`\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";", `\:`, ":", `\\`, `\`).Replace(s)
}

// structured splits a value at the semicolons that are not escaped and joins
// what is not empty.
func structured(s string) string {
	var parts []string
	start := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] == '\\' {
			i++
			continue
		}
		if i == len(s) || s[i] == ';' {
			parts = appendWords(parts, unescapeContent(s[start:min(i, len(s))]))
			start = i + 1
		}
	}
	return strings.Join(parts, ", ")
}

// readVCard reads contacts of version 2.1, 3.0 and 4.0: each card is a row.
// The columns are the fields of the cards in their order of appearance; a
// field that a card has twice has its values in one cell.
func readVCard(f *file, to output) error {
	c := &cardReader{f: f, to: to}
	contentLines(decode(f.data, f.charset), c.line)
	c.endCard()
	c.giveRows()
	if c.cards == 0 && !to.stopped() {
		return errors.New("vcard: no card")
	}
	return nil
}

// maxFields is how many different fields of a card or an entry become columns;
// others are text.
const maxFields = 200

// cardBatch is how many cards are kept until their columns are known.
const cardBatch = 200

// cardReader keeps the cards of a batch; a batch is a table.
type cardReader struct {
	f     *file
	to    output
	open  bool
	card  map[string]string
	batch []map[string]string
	cards int
	table int
}

func (c *cardReader) line(l contentLine) bool {
	switch {
	case l.name == "BEGIN" && strings.EqualFold(strings.TrimSpace(l.value), "VCARD"):
		c.endCard()
		c.open, c.card = true, map[string]string{}
		c.cards++
	case l.name == "END" && strings.EqualFold(strings.TrimSpace(l.value), "VCARD"):
		c.endCard()
	case c.open && l.name != "":
		c.field(l)
	default: // no part of a card, whatever it is
		c.to.text("", 0, c.f.hidden, strings.Trim(l.name+":"+l.value, ":"))
	}
	return !c.to.stopped()
}

// field puts a value into its column. N is the name in parts: family name
// first.
func (c *cardReader) field(l contentLine) {
	switch l.name {
	case "VERSION", "PRODID", "REV", "UID", "PHOTO", "LOGO", "SOUND", "KEY", "CLIENTPIDMAP", "X-ABUID":
		return
	case "AGENT":
		if inner := unescapeContent(l.value); strings.Contains(inner, "BEGIN:VCARD") {
			c.to.child("agent.vcf", []byte(inner), c.f.hidden)
		}
		return
	case "N":
		parts := append(strings.SplitN(l.value, ";", 4), "", "")
		c.add("LAST NAME", unescapeContent(parts[0]))
		c.add("FIRST NAME", strings.TrimSpace(unescapeContent(parts[1])+" "+unescapeContent(parts[2])))
		return
	}
	if l.isBinary() {
		b := decodeBase64(l.value)
		if !utf8.Valid(b) {
			return
		}
		l.value = string(b)
	}
	v := structured(l.value)
	if l.name == "TEL" || l.name == "EMAIL" || l.name == "RELATED" || l.name == "IMPP" {
		v = strings.TrimPrefix(strings.TrimPrefix(v, "tel:"), "mailto:")
	}
	c.add(l.name, v)
}

func (c *cardReader) add(name, v string) {
	v = strings.TrimSpace(v)
	if v == "" {
		return
	}
	switch old := c.card[name]; {
	case old != "" && len(old) < 64<<10:
		c.card[name] = old + "\n" + v
	case old == "" && len(c.card) < maxFields:
		c.card[name] = v
	default: // no card of a person has so much
		c.to.text("", 0, c.f.hidden, name+": "+v)
	}
}

func (c *cardReader) endCard() {
	if c.open && len(c.card) > 0 {
		c.batch = append(c.batch, c.card)
	}
	c.open = false
	if len(c.batch) >= cardBatch {
		c.giveRows()
	}
}

// cardColumns is the order of the fields everybody knows.
func cardColumns() []string {
	return []string{"FN", "FIRST NAME", "LAST NAME", "NICKNAME", "BDAY", "TEL", "EMAIL", "ADR", "LABEL", "ORG", "TITLE", "ROLE", "NOTE"}
}

// giveRows gives the batch as a table under a row of field names. A field that
// a batch does not use has no column.
func (c *cardReader) giveRows() {
	if len(c.batch) == 0 || c.to.stopped() {
		return
	}
	used := map[string]bool{}
	for _, card := range c.batch {
		for name := range card {
			used[name] = true
		}
	}
	var fields []string
	for _, name := range cardColumns() {
		if used[name] {
			fields = append(fields, name)
			delete(used, name)
		}
	}
	var others []string
	for name := range used {
		others = append(others, name)
	}
	slices.Sort(others)
	fields = append(fields, others...)
	first := c.cards - len(c.batch)
	if c.open {
		first--
	}
	c.row(0, true, fields)
	for i, card := range c.batch {
		cells := make([]string, len(fields))
		for j, name := range fields {
			cells[j] = card[name]
		}
		c.row(max(first, 0)+i+1, false, cells)
	}
	c.batch = c.batch[:0]
	c.table++
}

func (c *cardReader) row(line int, header bool, cells []string) {
	c.to.row(inspect.Row{Place: inspect.Place{Path: c.f.path, Line: line}, Table: c.table, Header: header, Hidden: c.f.hidden, Cells: cells})
}
