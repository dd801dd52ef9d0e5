package extract

import (
	"fmt"

	"github.com/postlock/postlock/inspect"
)

// Records of a pivot cache ([MS-XLS] 2.1.7.24). It keeps the table a pivot was
// made from, also when the sheet with it has been deleted.
const (
	sxField  = 0x00C7
	sxIndex  = 0x00C8
	sxDouble = 0x00C9
	sxBool   = 0x00CA
	sxErr    = 0x00CB
	sxInt    = 0x00CC
	sxString = 0x00CD
	sxDate   = 0x00CE
	sxNil    = 0x00CF
)

// sharedColumn is a column; its values are shared when items has any.
type sharedColumn struct {
	name  string
	items []string
	// shared is set when the rows name the values by index, wide when the
	// index has two bytes.
	shared, wide bool
}

// biffPivot gathers fields first and then rows.
type biffPivot struct {
	fields []sharedColumn
	row    []string
	next   int // field that the next value without index belongs to
	inRows bool
	line   int
	emit   func(line int, cells []string)
}

// readPivotCache gives the rows of one cache stream, all hidden.
func readPivotCache(f *file, name string, data []byte, to output) {
	place := inspect.Place{Path: f.path, Part: fmt.Sprintf("pivot cache %s", name)}
	c := &biffPivot{emit: func(line int, cells []string) {
		place.Line = line
		to.row(inspect.Row{Place: place, Header: line == 1, Hidden: true, Cells: cells})
	}}
	s := &xlsStream{data: data}
	for !to.stopped() {
		r, ok := s.next()
		if !ok || r.id == xlsEOF {
			break
		}
		c.record(&r)
	}
	c.flush()
	for _, fd := range c.fields { // items that no row uses any more are kept too
		if c.line <= 1 && len(fd.items) > 0 {
			c.emit(0, fd.items)
		}
	}
}

func (c *biffPivot) record(r *xlsRecord) {
	x := &xlsBytes{parts: r.parts}
	switch r.id {
	case sxField:
		c.field(r)
	case sxIndex:
		c.indexes(r.body())
	case sxDouble:
		c.value(plainNumber(x.float()))
	case sxBool:
		c.value(map[bool]string{true: "TRUE", false: "FALSE"}[x.u16() != 0])
	case sxErr, sxNil:
		c.value("")
	case sxInt:
		c.value(plainNumber(float64(int16(x.u16()))))
	case sxString:
		c.value(x.unicodeString())
	case sxDate:
		y, m, d := x.u16(), x.u16(), x.byte()
		c.value(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
	}
}

// field is [MS-XLS] 2.4.283: flags, then counts, the last of which says how
// many shared values come.
func (c *biffPivot) field(r *xlsRecord) {
	flags := le16(r.body(), 0)
	x := &xlsBytes{parts: cutParts(r.parts, 14)}
	c.fields = append(c.fields, sharedColumn{name: x.unicodeString(), shared: le16(r.body(), 12) > 0, wide: flags&0x0200 != 0})
}

// value is a shared item of the last field, or the next cell of a row.
func (c *biffPivot) value(v string) {
	if !c.inRows && len(c.fields) > 0 && c.fields[len(c.fields)-1].shared {
		f := &c.fields[len(c.fields)-1]
		f.items = append(f.items, v)
		return
	}
	c.startRows()
	for c.next < len(c.fields) && c.fields[c.next].shared {
		c.next++
	}
	if c.next >= len(c.fields) {
		c.flush()
		for c.next < len(c.fields) && c.fields[c.next].shared {
			c.next++
		}
	}
	if c.next < len(c.row) {
		c.row[c.next] = v
		c.next++
	}
}

// indexes begins a row: one index for each field with shared values.
func (c *biffPivot) indexes(d []byte) {
	c.startRows()
	c.flush()
	off := 0
	for i, f := range c.fields {
		if !f.shared {
			continue
		}
		n, size := int(cutByte(d, off)), 1
		if f.wide {
			n, size = int(le16(d, off)), 2
		}
		off += size
		if n < len(f.items) {
			c.row[i] = f.items[n]
		}
	}
	c.next = 0
}

func (c *biffPivot) startRows() {
	if c.inRows {
		return
	}
	c.inRows = true
	c.row = make([]string, len(c.fields))
	for i, f := range c.fields {
		c.row[i] = f.name
	}
	c.flush()
}

// flush gives the row gathered so far.
func (c *biffPivot) flush() {
	c.next = 0
	for _, v := range c.row {
		if v != "" {
			c.line++
			c.emit(c.line, c.row)
			break
		}
	}
	clear(c.row)
}
