package extract

import (
	"encoding/binary"
	"testing"
)

// dbaseTable has a member, and one that was deleted.
func dbaseTable() []byte {
	d := make([]byte, 32)
	d[0], d[1], d[2], d[3] = 0x03, 126, 11, 22
	binary.LittleEndian.PutUint32(d[4:], 2)
	binary.LittleEndian.PutUint16(d[8:], 32+2*32+1)
	binary.LittleEndian.PutUint16(d[10:], 1+12+8)
	d[29] = 0x03
	for _, f := range []struct {
		name string
		kind byte
		size byte
	}{{"NAAM", 'C', 12}, {"GEBOREN", 'D', 8}} {
		field := make([]byte, 32)
		copy(field, f.name)
		field[11], field[16] = f.kind, f.size
		d = append(d, field...)
	}
	return append(d, "\r Zo\xeb Smit    19800102*Jan Bos     19790304\x1a"...)
}

func TestDBase(t *testing.T) {
	got := inside(t, "leden.dbf", "", dbaseTable())
	wantCells(t, got, []string{"NAAM", "GEBOREN"}, []string{"Zoë Smit", "1980-01-02"}, []string{"Jan Bos", "1979-03-04"})
	if got.rows[1].Hidden || !got.rows[2].Hidden {
		t.Error("deleted records are hidden, others not")
	}
}

func FuzzDBase(f *testing.F) {
	f.Add(dbaseTable())
	f.Fuzz(func(t *testing.T, data []byte) {
		if !isDBase(data) {
			return
		}
		s := newSink(&fuzzSink{t: t}, job{path: "a.dbf", limits: Limits{Output: 64 << 20}})
		s.file = &file{path: "a.dbf", data: data}
		if err := read(kindDBase, s.file, s); err != nil {
			_ = err.Error()
		}
		s.flush()
	})
}
