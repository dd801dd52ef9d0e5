package extract

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// msgStreams are the properties of an item as streams under a storage.
func msgStreams(under string, head int, texts map[uint16]string, numbers map[uint16]uint32) (streams []oleStream) {
	props := make([]byte, head)
	for id, v := range numbers {
		props = binary.LittleEndian.AppendUint16(props, 3)
		props = binary.LittleEndian.AppendUint16(props, id)
		props = binary.LittleEndian.AppendUint32(props, 6)
		props = binary.LittleEndian.AppendUint64(props, uint64(v))
	}
	streams = append(streams, oleStream{under + msgProperties, props})
	for id, s := range texts {
		streams = append(streams, oleStream{fmt.Sprintf("%s%s%04X001F", under, msgValue, id), utf16Bytes(s)})
	}
	return streams
}

func TestReadMSG(t *testing.T) {
	const attach, item = msgAttach + "00000000/", msgAttach + "00000001/"
	const inner = item + msgValue + "3701000D/"
	data := buildOLE(slices.Concat(
		msgStreams("", msgHeadTop, map[uint16]string{mapiSubject: "Wachtlijst", mapiBody: "Zie bijlage", mapiFromName: "Testa",
			mapiFromSMTP: "testa@example.org", mapiClass: "IPM.Note", 0x8001: "X-Header: 0612345678"}, map[uint16]uint32{mapiCodePage: 1252}),
		msgStreams(msgRecipient+"00000000/", msgHeadPart, map[uint16]string{mapiName: "Anna", mapiSMTP: "anna@example.org"}, map[uint16]uint32{mapiRecipType: 2}),
		msgStreams(attach, msgHeadPart, map[uint16]string{mapiLongName: "lijst.csv"}, nil),
		[]oleStream{{attach + msgValue + "37010102", []byte("Naam;BSN")}, {msgValue + "10130102", []byte("<b>caf\xe9</b>")}, {msgValue + "10090102", compressedRTF()}},
		msgStreams(item, msgHeadPart, map[uint16]string{mapiName: "Doorgestuurd"}, map[uint16]uint32{mapiMethod: 5}),
		msgStreams(inner, msgHeadInner, map[uint16]string{mapiSubject: "Binnenste", mapiBody: "diep"}, nil),
	)...)
	if kind := oleKind(data); kind != "msg" {
		t.Errorf("kind %q", kind)
	}
	out := &fakeOutput{}
	if err := readOLE(&file{path: "a.msg", data: data}, out); err != nil {
		t.Fatal(err)
	}
	all := out.dump()
	for _, want := range []string{`Subject: Wachtlijst\nFrom: Testa <testa@example.org>\nCc: Anna <anna@example.org>`, "Zie bijlage",
		`" > Doorgestuurd > headers" hidden=false "Subject: Binnenste"`, `" > Doorgestuurd" hidden=false "diep"`} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	if strings.Contains(all, "X-Header") {
		t.Error("transport headers are given")
	}
	children := map[string]string{}
	for _, c := range out.children {
		children[c.name] = string(c.data)
	}
	if children["lijst.csv"] != "Naam;BSN" || children["body.html"] != "<meta charset=utf-8><b>café</b>" || !strings.Contains(children["body.rtf"], "hello world") {
		t.Errorf("children %q", children)
	}
}

// compressedRTF is the example of [MS-OXRTFCP] 3.1.
func compressedRTF() []byte {
	return []byte{0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0, 0x0a, 0, 0x72, 0x63, 0x70, 0x67,
		0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0, 0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0}
}

func TestDecompressRTF(t *testing.T) {
	got, err := decompressRTF(compressedRTF())
	if want := "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"; err != nil || string(got) != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	got, err = decompressRTF(append([]byte{0, 0, 0, 0, 3, 0, 0, 0, 'M', 'E', 'L', 'A', 0, 0, 0, 0}, "{a}more"...))
	if err != nil || string(got) != "{a}" {
		t.Errorf("uncompressed: %q, %v", got, err)
	}
	if _, err := decompressRTF(compressedRTF()[:30]); err == nil {
		t.Error("cut short, no error")
	}
}

// TestMSGContact makes one row of a contact.
func TestMSGContact(t *testing.T) {
	data := buildOLE(msgStreams("", msgHeadTop, map[uint16]string{mapiClass: "IPM.Contact", mapiName: "Anna Proef", 0x3A1C: "06 12345678",
		0x8005: "anna@example.org", 0x8006: "lid van de bond"}, nil)...)
	out := &fakeOutput{}
	if err := readOLE(&file{data: data}, out); err != nil {
		t.Fatal(err)
	}
	want := []string{"Name|Mobile phone|E-mail|Notes", "Anna Proef|06 12345678|anna@example.org|lid van de bond"}
	if got := rowsOf(out, ""); !slices.Equal(got, want) || !out.rows[0].Header {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestDistributionList reads the people that Outlook keeps in a list of its own.
func TestDistributionList(t *testing.T) {
	const provider = "\x00\x00\x00\x00\x81\x2b\x1f\xa4\xbe\xa3\x10\x19\x9d\x6e\x00\xdd\x01\x0f\x54\x02\x00\x00"
	wide := append([]byte(provider+"\x00\x80"), utf16Bytes("Zoë Vos\x00SMTP\x00zoe@example.org\x00")...)
	m := newMAPIItem()
	m.put(mapiClass, 0x001F, utf16Bytes("IPM.DistList"), 1252)
	m.put(0x8054, 0x0102, wide, 1252)
	m.put(0x8054, 0x0102, []byte(provider+"\x00\x00Jan\x00SMTP\x00jan@example.org\x00"), 1252)
	m.put(0x0FFF, 0x0102, wide, 1252) // an entry identifier of the item itself
	out := &fakeOutput{}
	m.give(&file{path: "lijst.msg"}, out, nil)
	want := []string{"Name|E-mail", "Zoë Vos|zoe@example.org", "Jan|jan@example.org"}
	if got := rowsOf(out, "members"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for n := range len(wide) { // cut off anywhere
		oneOff(wide[:n])
	}
}

func FuzzMSG(f *testing.F) {
	f.Add(buildOLE(slices.Concat(msgStreams("", msgHeadTop, map[uint16]string{mapiSubject: "a", mapiBody: "b"}, map[uint16]uint32{mapiCodePage: 1251}),
		msgStreams(msgAttach+"0/", msgHeadPart, map[uint16]string{mapiLongName: "c"}, nil),
		[]oleStream{{msgValue + "10090102", compressedRTF()}, {msgAttach + "0/" + msgValue + "37010102", []byte("d")}})...))
	fuzzReader(f, readOLE)
}

func FuzzCompressedRTF(f *testing.F) {
	f.Add(compressedRTF())
	f.Fuzz(func(t *testing.T, data []byte) {
		if out, _ := decompressRTF(data); len(out) > 9*len(data)+64 {
			t.Errorf("%d bytes of %d", len(out), len(data))
		}
	})
}
