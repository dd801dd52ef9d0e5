package extract

import (
	"bytes"
	"encoding/base64"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// readLDIF reads directory entries (RFC 2849): each is a row, its attributes
// are the columns. Changes read as the values they set.
func readLDIF(f *file, to output) error {
	r := &ldifReader{f: f, to: to, entry: map[string]string{}}
	text := decode(f.data, f.charset)
	for len(text) > 0 && !to.stopped() {
		var line []byte
		if line, text = foldedLine(text); len(bytes.TrimSpace(line)) == 0 {
			r.endEntry()
			continue
		}
		r.line(line)
	}
	r.endEntry()
	r.giveRows()
	if r.entries == 0 && !to.stopped() {
		return errors.New("ldif: no entry")
	}
	return nil
}

type ldifReader struct {
	f       *file
	to      output
	entry   map[string]string
	batch   []map[string]string
	entries int
	table   int
}

// line is "name: value", "name:: base64" or "name:< address".
func (r *ldifReader) line(line []byte) {
	name, value, ok := strings.Cut(string(line), ":")
	if !ok || len(name) > 100 || strings.HasPrefix(name, "#") {
		if t := string(bytes.TrimSpace(line)); t != "-" { // between changes of an entry
			r.to.text("", 0, r.f.hidden || t[0] == '#', t)
		}
		return
	}
	if coded, ok := strings.CutPrefix(value, ":"); ok {
		b := decodeBase64(coded)
		if !utf8.Valid(b) { // a picture or a certificate
			return
		}
		value = string(b)
	}
	name, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(name)), ";")
	switch name {
	case "version", "changetype", "objectclass", "add", "replace", "delete", "modrdn":
		return
	}
	switch old := r.entry[name]; {
	case strings.TrimSpace(value) == "":
	case old != "" && len(old) < 64<<10:
		r.entry[name] = old + "\n" + strings.TrimSpace(value)
	case old == "" && len(r.entry) < maxFields:
		r.entry[name] = strings.TrimSpace(value)
	default:
		r.to.text("", 0, r.f.hidden, name+": "+value)
	}
}

func (r *ldifReader) endEntry() {
	if len(r.entry) == 0 {
		return
	}
	r.entries++
	r.batch = append(r.batch, r.entry)
	r.entry = map[string]string{}
	if len(r.batch) >= cardBatch {
		r.giveRows()
	}
}

// giveRows gives a batch as a table under its attribute names.
func (r *ldifReader) giveRows() {
	if len(r.batch) == 0 || r.to.stopped() {
		return
	}
	used := map[string]bool{}
	for _, e := range r.batch {
		for name := range e {
			used[name] = true
		}
	}
	names := slices.Sorted(maps.Keys(used))
	row := inspect.Row{Place: inspect.Place{Path: r.f.path}, Table: r.table, Header: true, Hidden: r.f.hidden, Cells: names}
	r.to.row(row)
	row.Header = false
	for i, e := range r.batch {
		row.Place.Line = r.entries - len(r.batch) + i + 1
		row.Cells = make([]string, len(names))
		for j, name := range names {
			row.Cells[j] = e[name]
		}
		r.to.row(row)
	}
	r.batch = r.batch[:0]
	r.table++
}

// decodeBase64 decodes as much as is valid, blanks left out.
func decodeBase64(s string) []byte {
	s = strings.TrimRight(strings.Join(strings.Fields(s), ""), "=")
	b := make([]byte, base64.RawStdEncoding.DecodedLen(len(s)))
	n, _ := base64.RawStdEncoding.Decode(b, []byte(s))
	return b[:n]
}
