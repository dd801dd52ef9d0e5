package extract

import (
	"encoding/binary"
	"strings"
	"testing"
)

func tnefAttribute(level byte, id, typ uint16, body []byte) []byte {
	b := []byte{level}
	b = binary.LittleEndian.AppendUint16(b, id)
	b = binary.LittleEndian.AppendUint16(b, typ)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(body)))
	b = append(b, body...)
	sum := uint16(0)
	for _, c := range body {
		sum += uint16(c)
	}
	return binary.LittleEndian.AppendUint16(b, sum)
}

// tnefProperties encodes texts and bytes as a list of MAPI properties.
func tnefProperties(values map[uint16]string) []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(values)))
	for id, s := range values {
		typ, v := uint16(0x001F), append(utf16Bytes(s), 0, 0)
		if id == mapiRTF || id == mapiHTML || id == mapiData {
			typ, v = 0x0102, []byte(s)
		}
		b = binary.LittleEndian.AppendUint16(b, typ)
		b = binary.LittleEndian.AppendUint16(b, id)
		if id >= 0x8000 {
			b = append(b, make([]byte, 16)...)
			b = binary.LittleEndian.AppendUint32(b, 1)
			b = binary.LittleEndian.AppendUint32(b, 6)
			b = append(b, 'a', 0, 'b', 0, 0, 0, 0, 0)
		}
		b = binary.LittleEndian.AppendUint32(b, 1)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(v)))
		b = append(b, v...)
		b = append(b, make([]byte, (4-len(v)%4)%4)...)
	}
	return b
}

func tnefFixture() []byte {
	b := binary.LittleEndian.AppendUint32(nil, tnefSignature)
	b = append(b, 1, 0)
	for _, a := range [][]byte{
		tnefAttribute(1, tnefCodePage, 6, []byte{0xE3, 4, 0, 0, 0, 0, 0, 0}), // 1251
		tnefAttribute(1, tnefSubject, 1, []byte("\xcf\xf0\xe8\xe2\xe5\xf2\x00")),
		tnefAttribute(1, tnefProps, 6, tnefProperties(map[uint16]string{mapiBody: "tekst", mapiRTF: string(compressedRTF()), 0x8001: "named"})),
		tnefAttribute(2, tnefFileBegin, 6, make([]byte, 14)),
		tnefAttribute(2, tnefFileTitle, 1, []byte("LIJST~1.CSV\x00")),
		tnefAttribute(2, tnefFileData, 6, []byte("Naam;BSN")),
		tnefAttribute(2, tnefFileProps, 6, tnefProperties(map[uint16]string{mapiLongName: "lijst met namen.csv"})),
		tnefAttribute(2, tnefFileBegin, 6, make([]byte, 14)),
		tnefAttribute(2, tnefFileTitle, 1, []byte("a.bin\x00")),
		tnefAttribute(2, tnefFileData, 6, []byte("two")),
	} {
		b = append(b, a...)
	}
	return b
}

func TestReadTNEF(t *testing.T) {
	out := &fakeOutput{}
	if err := readTNEF(&file{data: tnefFixture()}, out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.all(), "Subject: Привет") || !strings.Contains(out.all(), "tekst") {
		t.Errorf("\n%s", out.dump())
	}
	children := map[string]string{}
	for _, c := range out.children {
		children[c.name] = string(c.data)
	}
	if len(children) != 3 || children["lijst met namen.csv"] != "Naam;BSN" || children["a.bin"] != "two" || !strings.Contains(children["body.rtf"], "hello world") {
		t.Errorf("children %q", children)
	}
	// Cut anywhere: what came before is still there.
	for n := 6; n < len(tnefFixture()); n++ {
		out := &fakeOutput{}
		err := readTNEF(&file{data: tnefFixture()[:n]}, out)
		if n > 350 && !strings.Contains(out.all(), "Привет") {
			t.Errorf("cut at %d: %v\n%s", n, err, out.dump())
		}
	}
}

// TestTNEFContact: a contact says what it is in an attribute, not in a property.
func TestTNEFContact(t *testing.T) {
	b := append(binary.LittleEndian.AppendUint32(nil, tnefSignature), 1, 0)
	b = append(b, tnefAttribute(1, tnefClass, 7, []byte("IPM.Contact\x00"))...)
	b = append(b, tnefAttribute(1, tnefProps, 6, tnefProperties(map[uint16]string{mapiName: "Anna Vos"}))...)
	out := &fakeOutput{}
	if err := readTNEF(&file{data: b}, out); err != nil || len(out.rows) != 2 || out.rows[1].Cells[0] != "Anna Vos" {
		t.Errorf("%v\n%s", err, out.dump())
	}
}

func FuzzTNEF(f *testing.F) {
	f.Add(tnefFixture())
	fuzzReader(f, readTNEF)
}
