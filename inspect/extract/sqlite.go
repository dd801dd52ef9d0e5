package extract

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/postlock/postlock/inspect"
)

// sqliteFile is a database of SQLite being read: pages that make up b-trees
// (https://www.sqlite.org/fileformat2.html). Only tables are walked: indexes
// repeat what they hold.
type sqliteFile struct {
	f      *file
	to     output
	page   int              // bytes of a page
	usable int              // of it, without what is reserved at its end
	order  binary.ByteOrder // of UTF-16; nil for UTF-8
	seen   map[uint32]bool
	broken bool
}

// sqliteDepth bounds the depth of a b-tree: with four children a page it has
// more pages than a file can.
const sqliteDepth = 32

// readSQLite gives every table's rows under the names of its columns.
func readSQLite(f *file, to output) error {
	d := f.data
	if len(d) < 100 {
		return damaged("broken SQLite database")
	}
	q := &sqliteFile{f: f, to: to, page: int(binary.BigEndian.Uint16(d[16:])), seen: map[uint32]bool{}}
	if q.page == 1 {
		q.page = 1 << 16
	}
	q.usable = q.page - int(d[20])
	if q.page < 512 || q.page&(q.page-1) != 0 || q.usable < 480 {
		return damaged("broken SQLite database")
	}
	q.broken = int64(binary.BigEndian.Uint32(d[28:]))*int64(q.page) > int64(len(d)) // its size in pages (1.3.7)
	switch binary.BigEndian.Uint32(d[56:]) {
	case 2:
		q.order = binary.LittleEndian
	case 3:
		q.order = binary.BigEndian
	}
	var tables [][]string
	q.walk(1, 0, func(_ int64, cells []string) { // the schema: type, name, table, root, SQL
		if len(cells) >= 5 && cells[0] == "table" && len(tables) < 1<<16 {
			tables = append(tables, cells)
		}
	})
	for i, t := range tables {
		if to.stopped() {
			break
		}
		q.table(i, t[1], t[3], t[4])
	}
	if q.broken {
		return damaged("broken SQLite database")
	}
	return nil
}

// table gives a table's rows. Its first whole-number key is not stored in the
// row, it is the row's number.
func (q *sqliteFile) table(n int, name, root, sql string) {
	page, err := strconv.ParseUint(root, 10, 32)
	if err != nil || page == 0 || strings.HasPrefix(name, "sqlite_") { // a virtual table has no root, the others count rows
		return
	}
	_, columns := createdTable(sql)
	key := rowidColumn(sql, columns)
	row := inspect.Row{Place: inspect.Place{Path: q.f.path, Part: name}, Table: n, Hidden: q.f.hidden}
	headed := len(columns) == 0
	q.walk(uint32(page), 0, func(id int64, cells []string) {
		if !headed {
			head := row
			head.Header, head.Cells = true, columns
			q.to.row(head)
			headed = true
		}
		if key >= 0 && key < len(cells) && cells[key] == "" {
			cells[key] = strconv.FormatInt(id, 10)
		}
		row.Place.Line++
		row.Cells = cells
		q.to.row(row)
	})
}

// bytesOf is a page, and where its b-tree header begins.
func (q *sqliteFile) bytesOf(n uint32) (page []byte, head int) {
	from := (int64(n) - 1) * int64(q.page)
	if n == 0 || from >= int64(len(q.f.data)) {
		q.broken = true
		return nil, 0
	}
	page = q.f.data[from:min(from+int64(q.page), int64(len(q.f.data)))]
	if n == 1 {
		head = 100
	}
	if len(page) < q.usable {
		q.broken = true
		return nil, 0
	}
	return page[:q.usable], head
}

// Kinds of pages (1.6). Tables without row numbers are kept as indexes.
const (
	sqliteInnerIndex = 2
	sqliteInnerTable = 5
	sqliteLeafIndex  = 10
	sqliteLeafTable  = 13
)

// walk visits the records of a b-tree in order. A page is visited once, however
// often it is pointed at.
func (q *sqliteFile) walk(n uint32, depth int, visit func(id int64, cells []string)) {
	page, head := q.bytesOf(n)
	if page == nil || q.seen[n] || depth > sqliteDepth {
		q.broken = true
		return
	}
	q.seen[n] = true
	kind := page[head]
	inner := kind == sqliteInnerIndex || kind == sqliteInnerTable
	if !inner && kind != sqliteLeafIndex && kind != sqliteLeafTable {
		q.broken = true
		return
	}
	cells := int(binary.BigEndian.Uint16(page[head+3:]))
	at := head + 8
	if inner {
		at += 4
	}
	room := len(page) // cells lie beside one another: those of a bomb share their bytes
	for i := 0; i < cells && at+2 <= len(page) && !q.to.stopped(); i, at = i+1, at+2 {
		cell := page[min(int(binary.BigEndian.Uint16(page[at:])), len(page)):]
		if inner {
			if len(cell) < 4 {
				q.broken = true
				return
			}
			q.walk(binary.BigEndian.Uint32(cell), depth+1, visit)
			cell = cell[4:]
		}
		if kind != sqliteInnerTable {
			if room -= q.cell(cell, kind == sqliteLeafTable, visit); room < 0 {
				q.broken = true
				return
			}
		}
	}
	if inner && !q.to.stopped() {
		q.walk(binary.BigEndian.Uint32(page[head+8:]), depth+1, visit)
	}
}

// cell reads a record: its length, in tables its number, and what did not fit
// into the page from a chain of others (1.6). It tells how many bytes of the page
// the record has.
func (q *sqliteFile) cell(cell []byte, table bool, visit func(int64, []string)) (taken int) {
	size, rest := sqliteVarint(cell)
	id := int64(0)
	local := (q.usable-12)*64/255 - 23
	if table {
		id, rest = sqliteVarint(rest)
		local = q.usable - 35
	}
	if size < 0 || size > int64(len(q.f.data)) {
		q.broken = true
		return 0
	}
	payload := rest
	taken = int(size)
	if size > int64(local) {
		least := (q.usable-12)*32/255 - 23
		keep := least + int((size-int64(least))%int64(q.usable-4))
		if keep > local {
			keep = least
		}
		if keep+4 > len(rest) {
			q.broken = true
			return keep
		}
		taken = keep
		payload = append(make([]byte, 0, size), rest[:keep]...)
		payload = q.overflow(payload, binary.BigEndian.Uint32(rest[keep:]), size)
	}
	if int64(len(payload)) < size {
		q.broken = true
		return taken
	}
	visit(id, q.record(payload[:size]))
	return taken
}

// overflow adds the pages of a chain until size bytes are there.
func (q *sqliteFile) overflow(payload []byte, next uint32, size int64) []byte {
	for int64(len(payload)) < size && next != 0 {
		page, _ := q.bytesOf(next)
		if page == nil || q.seen[next] {
			break
		}
		q.seen[next] = true
		payload = append(payload, page[4:4+min(size-int64(len(payload)), int64(len(page)-4))]...)
		next = binary.BigEndian.Uint32(page)
	}
	return payload
}

// record takes a record apart: the length of its head, a kind for each column,
// the values (2.1).
func (q *sqliteFile) record(b []byte) (cells []string) {
	size, kinds := sqliteVarint(b)
	if size < 0 || size > int64(len(b)) {
		q.broken = true
		return nil
	}
	values := b[size:]
	kinds = kinds[:max(0, len(kinds)-len(values))]
	for len(kinds) > 0 && len(cells) < 1<<15 {
		var kind int64
		kind, kinds = sqliteVarint(kinds)
		n := sqliteSize(kind)
		if n > int64(len(values)) || n < 0 {
			q.broken = true
			return cells
		}
		cells = append(cells, q.value(kind, values[:n]))
		values = values[n:]
	}
	return cells
}

// sqliteSize is how many bytes a value of a kind has.
func sqliteSize(kind int64) int64 {
	switch {
	case kind < 5:
		return kind
	case kind == 5:
		return 6
	case kind < 8:
		return 8
	case kind < 12:
		return 0
	}
	return (kind - 12) / 2
}

// value is a value as text. Files kept in a column are read as files inside.
func (q *sqliteFile) value(kind int64, b []byte) string {
	switch {
	case kind == 0, kind == 10, kind == 11:
		return ""
	case kind == 7:
		return plainNumber(math.Float64frombits(binary.BigEndian.Uint64(b)))
	case kind < 7:
		v := int64(int8(b[0]))
		for _, c := range b[1:] {
			v = v<<8 | int64(c)
		}
		return strconv.FormatInt(v, 10)
	case kind < 10:
		return strconv.FormatInt(kind-8, 10)
	case kind&1 == 1:
		return q.text(b)
	}
	switch k := kindOf(&file{data: b}); k {
	case kindText:
		return string(decode(b, ""))
	case kindUnknown, kindEmpty, kindIgnored:
		return ""
	}
	q.to.child("value", b, q.f.hidden)
	return ""
}

// text is a text in the encoding of the database.
func (q *sqliteFile) text(b []byte) string {
	if q.order == nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = q.order.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// sqliteVarint reads a number of seven bits a byte, the highest first; a ninth
// byte has eight (1.6). What is cut off gives 0.
func sqliteVarint(b []byte) (v int64, rest []byte) {
	for i := 0; i < 9 && i < len(b); i++ {
		if i == 8 {
			return v<<8 | int64(b[i]), b[9:]
		}
		v = v<<7 | int64(b[i]&0x7f)
		if b[i] < 0x80 {
			return v, b[i+1:]
		}
	}
	return 0, nil
}
