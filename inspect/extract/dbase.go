package extract

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// dBase tables (.dbf), as clubs' old programs export them: a header of 32
// bytes, 32 for each field up to a carriage return, then records of fixed width
// (Library of Congress, fdd000325).
const (
	dbaseHeader = 32
	dbaseField  = 32
)

// isDBase tells a dBase table by its header: a known version, a date, sizes
// that agree with the file and fields of known types.
func isDBase(d []byte) bool {
	if len(d) < dbaseHeader+dbaseField+1 || bytes.IndexByte([]byte{0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x83, 0x8b, 0x8e, 0xf5}, d[0]) < 0 ||
		d[2] == 0 || d[2] > 12 || d[3] == 0 || d[3] > 31 {
		return false
	}
	head := int(binary.LittleEndian.Uint16(d[8:]))
	fields, width := dbaseFields(d)
	return head <= len(d) && len(fields) > 0 && width == int(binary.LittleEndian.Uint16(d[10:]))
}

type dbaseColumn struct {
	name string
	kind byte
	size int
}

// dbaseFields are the columns and the width of a record with its mark.
func dbaseFields(d []byte) (fields []dbaseColumn, width int) {
	width = 1
	for at := dbaseHeader; at+dbaseField <= len(d) && d[at] != '\r' && len(fields) < 2048; at += dbaseField {
		name, _, _ := strings.Cut(string(d[at:at+11]), "\x00")
		kind, size := d[at+11], int(d[at+16])
		if kind == 'C' {
			size += int(d[at+17]) << 8
		}
		if strings.IndexByte("CNFDLMGBPITYV+@O0W", kind) < 0 || size == 0 {
			return nil, 0
		}
		fields = append(fields, dbaseColumn{name, kind, size})
		width += size
	}
	return fields, width
}

// readDBase gives the records, deleted ones hidden. Memos lie in another file.
func readDBase(f *file, to output) error {
	fields, width := dbaseFields(f.data)
	names := make([]string, len(fields))
	for i, c := range fields {
		names[i] = c.name
	}
	to.row(inspect.Row{Cells: names, Header: true})
	records := f.data[min(int(binary.LittleEndian.Uint16(f.data[8:])), len(f.data)):]
	count := int(binary.LittleEndian.Uint32(f.data[4:]))
	charset := dbaseCharset(f.data[29])
	for n := 0; n < count && len(records) >= width && !to.stopped(); n++ {
		to.row(inspect.Row{Place: inspect.Place{Line: n + 1}, Hidden: records[0] == '*', Cells: dbaseCells(records[1:width], fields, charset)})
		records = records[width:]
	}
	if len(records) > 1 && len(records) < width {
		return damaged("dBase table cut off")
	}
	return nil
}

func dbaseCells(record []byte, fields []dbaseColumn, charset string) []string {
	cells := make([]string, len(fields))
	for i, c := range fields {
		raw := record[:c.size]
		record = record[c.size:]
		switch v := bytes.Trim(raw, " \x00"); {
		case c.kind == 'D' && len(v) == 8:
			cells[i] = string(v[:4]) + "-" + string(v[4:6]) + "-" + string(v[6:])
		case c.kind == 'I' && len(raw) == 4:
			cells[i] = strconv.Itoa(int(int32(binary.LittleEndian.Uint32(raw))))
		case strings.IndexByte("CNFDLV", c.kind) >= 0:
			cells[i] = string(decode(v, charset))
		}
	}
	return cells
}

// dbaseCharset is the code page that the language driver byte names; old DOS
// programs leave it 0.
func dbaseCharset(driver byte) string {
	switch driver {
	case 0x01, 0x09, 0x0b, 0x0d, 0x0f, 0x11, 0x15, 0x18, 0x1b:
		return "ibm437"
	case 0x02, 0x08, 0x0a, 0x0e, 0x10, 0x12, 0x13, 0x14, 0x16, 0x17, 0x19, 0x1a, 0x1d, 0x25, 0x37:
		return "ibm850"
	case 0x1f, 0x22, 0x23, 0x40, 0x64, 0x87, 0xc8:
		return "windows-1250"
	}
	return "windows-1252"
}
