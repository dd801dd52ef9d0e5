package extract

import (
	"archive/zip"
	"fmt"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Records of a pivot cache ([MS-XLSB] 2.1.7.39, 2.1.7.38).
const (
	brtPivotMissing = 20
	brtPivotNumber  = 21
	brtPivotBool    = 22
	brtPivotError   = 23
	brtPivotString  = 24
	brtPivotDate    = 25
	brtPivotRecord  = 33
	brtPivotField   = 183
	brtPivotShared  = 189
)

// xlsbPivot is a cache: its fields, and what each record of it holds.
type xlsbPivot struct {
	b      *xlsbBook
	part   string
	fields []sharedColumn

	line   int
	failed bool
}

// pivot reads a cache's definition, whose shared values say most, and its
// records.
func (b *xlsbBook) pivot(definition, records *zip.File) error {
	base := strings.TrimSuffix(definition.Name[strings.LastIndexByte(definition.Name, '/')+1:], ".bin")
	p := &xlsbPivot{b: b, part: fmt.Sprintf("pivot cache %s", strings.TrimPrefix(base, "pivotCacheDefinition"))}
	if err := b.records(definition, p.define); err != nil {
		return err
	}
	head := make([]string, len(p.fields))
	for i, f := range p.fields {
		head[i] = f.name
	}
	p.row(head)
	if records == nil {
		for _, f := range p.fields {
			p.row(append([]string{f.name}, f.items...))
		}
		return nil
	}
	err := b.records(records, p.record)
	if p.failed {
		b.to.unreadable(p.part, inspect.Unsupported, "records of a pivot cache")
	}
	return err
}

func (p *xlsbPivot) row(cells []string) {
	p.line++
	p.b.to.row(inspect.Row{Place: inspect.Place{Path: p.b.f.path, Part: p.part, Line: p.line},
		Header: p.line == 1, Hidden: true, Cells: cells})
}

// define reads fields and their shared values.
func (p *xlsbPivot) define(id int, d []byte) {
	switch {
	case id == brtPivotField:
		// Flags and numbers of fixed size stand before the name.
		name, _ := wideString(cut(d, 20, len(d)))
		p.fields = append(p.fields, sharedColumn{name: name})
	case len(p.fields) == 0:
	case id == brtPivotShared:
		p.fields[len(p.fields)-1].shared = le32(d, 2) > 0
	case id >= brtPivotMissing && id <= brtPivotDate:
		f := &p.fields[len(p.fields)-1]
		f.items = append(f.items, pivotItem(id, d))
	}
}

func pivotItem(id int, d []byte) string {
	switch id {
	case brtPivotNumber:
		return plainNumber(le64float(d, 0))
	case brtPivotBool:
		return map[bool]string{true: "TRUE", false: "FALSE"}[cutByte(d, 0) != 0]
	case brtPivotString:
		s, _ := wideString(d)
		return s
	case brtPivotDate:
		return fmt.Sprintf("%04d-%02d-%02d", le16(d, 0), le16(d, 2), cutByte(d, 4))
	}
	return ""
}

// record is a row of indexes one behind the other. Records with values in place
// have a layout by the types of their fields, which is not read.
func (p *xlsbPivot) record(id int, d []byte) {
	if id != brtPivotRecord {
		return
	}
	cells := make([]string, len(p.fields))
	for i, f := range p.fields {
		if !f.shared {
			p.failed = true
			return
		}
		if n := int64(le32(d, 4*i)); n < int64(len(f.items)) {
			cells[i] = f.items[n]
		}
	}
	p.row(cells)
}
