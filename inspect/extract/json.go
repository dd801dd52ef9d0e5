package extract

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Limits of one record of JSON or XML; what is larger is not a record but a
// document, and is entered.
const (
	maxRecord       = 64 << 10 // bytes
	maxRecordFields = 256
)

// readJSON gives records, objects in an array or one after another, as rows
// under their keys, and everything else as lines "key: value".
func readJSON(f *file, to output) error {
	j := &jsonReader{to: to, rest: bytes.TrimPrefix(decode(f.data, f.charset), []byte("\xef\xbb\xbf"))}
	j.table.to = to
	for !to.stopped() {
		value := j.value()
		if value == nil {
			break
		}
		j.visit("", value, 0)
	}
	j.table.end()
	if len(bytes.TrimSpace(j.rest)) > 0 { // not JSON after all, or cut off
		giveText(string(j.rest), "", false, j.table.table, to)
		return damaged("broken JSON")
	}
	return nil
}

// strictJSON tells whether text, or what there is of it, is JSON without a fault
// (RFC 8259).
func strictJSON(text string) bool {
	d := json.NewDecoder(strings.NewReader(text))
	for {
		switch _, err := d.Token(); {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return true
		case err != nil:
			return false
		}
	}
}

// jsonReader cuts values off a text without decoding them.
type jsonReader struct {
	to    output
	rest  []byte
	table recordTable
}

// value cuts off the next value, nil when there is none.
func (j *jsonReader) value() []byte {
	j.rest = bytes.TrimLeft(j.rest, " \t\r\n,\x1e")
	n := jsonEnd(j.rest)
	if n <= 0 {
		return nil
	}
	v := j.rest[:n]
	j.rest = j.rest[n:]
	return v
}

// jsonEnd is the length of the value at the start of b, 0 when it has no end.
func jsonEnd(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			n := stringEnd(b[i:])
			if n == 0 {
				return 0
			}
			i += n - 1
		case '{', '[':
			depth++
			continue
		case '}', ']':
			depth--
		case ' ', '\t', '\r', '\n', ',', ':':
			continue
		default:
			for i+1 < len(b) && !strings.ContainsRune(" \t\r\n,:{}[]\"", rune(b[i+1])) {
				i++
			}
		}
		if depth <= 0 {
			return i + 1
		}
	}
	return 0
}

// stringEnd is the length of the string at the start of b, with its quotes.
func stringEnd(b []byte) int {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// members calls do for each member of an object or element of an array.
func members(v []byte, do func(key string, value []byte)) {
	object := v[0] == '{'
	rest := v[1 : len(v)-1]
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n,")
		key := ""
		if object {
			n := jsonEnd(rest)
			if n <= 0 {
				return
			}
			key = scalar(rest[:n])
			rest = bytes.TrimLeft(rest[n:], " \t\r\n:")
		}
		n := jsonEnd(rest)
		if n <= 0 {
			return
		}
		do(key, rest[:n])
		rest = rest[n:]
	}
}

// scalar is a string, number or word as a person reads it.
func scalar(v []byte) string {
	if v[0] != '"' {
		if string(v) == "null" {
			return ""
		}
		if bytes.ContainsAny(v, "eE") {
			if f, err := strconv.ParseFloat(string(v), 64); err == nil {
				return plainNumber(f)
			}
		}
		return string(v)
	}
	if bytes.IndexByte(v, '\\') < 0 && len(v) >= 2 {
		return string(v[1 : len(v)-1])
	}
	var s string
	if json.Unmarshal(v, &s) != nil {
		return string(bytes.Trim(v, `"`))
	}
	return s
}

func isContainer(v []byte) bool { return v[0] == '{' || v[0] == '[' }

// maxJSONDepth bounds how deep containers are entered; deeper ones are text.
const maxJSONDepth = 64

// visit gives a value that is no part of a record.
func (j *jsonReader) visit(key string, v []byte, depth int) {
	switch {
	case j.to.stopped():
	case !isContainer(v) || depth > maxJSONDepth:
		j.table.end()
		j.line(key, v)
	case v[0] == '{' && j.record(key, v), v[0] == '[' && j.matrix(v):
	default:
		members(v, func(k string, value []byte) {
			if k == "" && !isContainer(value) {
				k = key
			}
			j.visit(k, value, depth+1)
		})
	}
}

// matrix gives an array of arrays of plain values, some of which are words, as rows
// without a heading.
func (j *jsonReader) matrix(v []byte) bool {
	rows, words, plain := 0, false, true
	members(v, func(_ string, row []byte) {
		if rows++; !plain || row[0] != '[' || len(row) > maxRecord {
			plain = false
			return
		}
		n := 0
		members(row, func(_ string, cell []byte) {
			n++
			plain = plain && !isContainer(cell) && n <= maxRecordFields
			words = words || cell[0] == '"'
		})
		plain = plain && n >= 2
	})
	if !plain || !words || rows < 2 {
		return false
	}
	j.table.end()
	line := 0
	members(v, func(_ string, row []byte) {
		var cells []string
		members(row, func(_ string, cell []byte) { cells = append(cells, scalar(cell)) })
		line++
		j.to.row(inspect.Row{Place: inspect.Place{Line: line}, Table: j.table.table, Cells: cells})
	})
	j.table.table++
	return true
}

func (j *jsonReader) line(key string, v []byte) {
	s := string(v)
	if !isContainer(v) {
		s = scalar(v)
	}
	if key != "" {
		s = key + ": " + s
	}
	j.to.text("", 0, false, s)
}

// record gives an object with at least two plain values as a row. An object
// that holds a list of objects is entered instead.
func (j *jsonReader) record(key string, v []byte) bool {
	if len(v) > maxRecord {
		return false
	}
	plain, lists := 0, false
	members(v, func(_ string, value []byte) {
		switch {
		case !isContainer(value):
			plain++
		case value[0] == '{':
			members(value, func(string, []byte) { plain++ })
		default:
			objects := 0
			members(value, func(_ string, e []byte) {
				if e[0] == '{' {
					objects++
				}
			})
			lists = lists || objects > 4
		}
	})
	if plain < 2 || lists || !hasPlain(v) {
		return false
	}
	var r record
	if key != "" {
		r.add("", key)
	}
	r.flatten("", v, 0)
	j.table.add(&r)
	return true
}

// hasPlain is set when an object has a value of its own.
func hasPlain(v []byte) (found bool) {
	members(v, func(_ string, value []byte) { found = found || !isContainer(value) })
	return found
}

// record is one row with names for its cells.
type record struct {
	keys, values []string
}

func (r *record) add(key, value string) {
	for i, k := range r.keys {
		if k == key {
			if r.values[i] != "" && value != "" {
				r.values[i] += ", "
			}
			r.values[i] += value
			return
		}
	}
	if len(r.keys) < maxRecordFields {
		r.keys, r.values = append(r.keys, key), append(r.values, value)
	} else {
		r.values[len(r.values)-1] += " " + value
	}
}

// flatten adds all values inside v under dotted keys.
func (r *record) flatten(key string, v []byte, depth int) {
	if !isContainer(v) || depth > maxJSONDepth {
		r.add(key, scalar(v))
		return
	}
	members(v, func(k string, value []byte) {
		switch {
		case k == "":
			k = key
		case key != "":
			k = key + "." + k
		}
		r.flatten(k, value, depth+1)
	})
}

// recordTable gives records as rows; a record with a key that was not seen
// begins a new table with a new heading.
type recordTable struct {
	to      output
	part    string
	columns []string
	index   map[string]int
	table   int
	line    int
}

func (t *recordTable) add(r *record) {
	if t.index == nil {
		t.index = map[string]int{}
	}
	fresh := false
	for _, k := range r.keys {
		if _, ok := t.index[k]; !ok && len(t.columns) < 2*maxRecordFields {
			t.index[k] = len(t.columns)
			t.columns = append(t.columns, k)
			fresh = true
		}
	}
	if fresh {
		if t.line > 0 {
			t.table++
		}
		t.to.row(inspect.Row{Place: inspect.Place{Part: t.part}, Table: t.table, Header: true, Cells: append([]string(nil), t.columns...)})
	}
	cells := make([]string, len(t.columns))
	for i, k := range r.keys {
		if at, ok := t.index[k]; ok {
			cells[at] = r.values[i]
		}
	}
	t.line++
	t.to.row(inspect.Row{Place: inspect.Place{Part: t.part, Line: t.line}, Table: t.table, Cells: cells})
}

// end has the next record begin a table.
func (t *recordTable) end() {
	if t.index != nil {
		t.table++
	}
	t.columns, t.index, t.line = nil, nil, 0
}
