package extract

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/richardlehane/mscfb"
)

// oleStream is a stream for buildOLE; "/" in its name leads through storages.
type oleStream struct {
	name string
	data []byte
}

// buildEntry is a directory entry being built.
type buildEntry struct {
	name        string
	typ         byte
	data        []byte
	child, next int
	start       uint32
}

// buildOLE makes a compound file of version 3. Siblings hang on each other's
// right, which is no balanced tree but one that readers go through.
func buildOLE(streams ...oleStream) []byte {
	entries := []*buildEntry{{name: "Root Entry", typ: 5, child: -1, next: -1}}
	add := func(parent int, name string, typ byte, data []byte) int {
		entries = append(entries, &buildEntry{name: name, typ: typ, data: data, child: -1, next: entries[parent].child})
		entries[parent].child = len(entries) - 1
		return len(entries) - 1
	}
	storages := map[string]int{"": 0}
	for _, s := range streams {
		parts := strings.Split(s.name, "/")
		parent, at := 0, ""
		for _, p := range parts[:len(parts)-1] {
			at += "/" + p
			if _, ok := storages[at]; !ok {
				storages[at] = add(parent, p, 1, nil)
			}
			parent = storages[at]
		}
		add(parent, parts[len(parts)-1], 2, s.data)
	}
	return layOutOLE(entries)
}

// layOutOLE puts data into sectors: large streams, mini stream, mini FAT,
// directory, FAT.
func layOutOLE(entries []*buildEntry) []byte {
	var body, mini []byte
	var fat, miniFAT []uint32
	chain := func(table *[]uint32, n int) {
		for i := range n {
			next := uint32(len(*table) + 1)
			if i == n-1 {
				next = oleEnd
			}
			*table = append(*table, next)
		}
	}
	pad := func(b []byte, size int) []byte { return append(b, make([]byte, (size-len(b)%size)%size)...) }
	put := func(b []byte) uint32 {
		if len(b) == 0 {
			return oleEnd
		}
		start := uint32(len(fat))
		b = pad(bytes.Clone(b), 512)
		body = append(body, b...)
		chain(&fat, len(b)/512)
		return start
	}
	for _, e := range entries {
		switch {
		case e.typ != 2:
			e.start = oleEnd
		case len(e.data) >= 4096:
			e.start = put(e.data)
		case len(e.data) > 0:
			e.start = uint32(len(miniFAT))
			b := pad(bytes.Clone(e.data), 64)
			mini = append(mini, b...)
			chain(&miniFAT, len(b)/64)
		default:
			e.start = oleEnd
		}
	}
	entries[0].data = mini
	entries[0].start = put(mini)
	var mf, dir []byte
	for _, n := range miniFAT {
		mf = binary.LittleEndian.AppendUint32(mf, n)
	}
	for len(mf)%512 != 0 {
		mf = append(mf, 0xFF)
	}
	miniStart := put(mf)
	for _, e := range entries {
		dir = append(dir, directoryEntry(e)...)
	}
	dirStart := put(pad(dir, 512))
	fatSectors := (len(fat) + 127) / 127 // room for the FAT's own sectors
	fatStart := len(fat)
	for range fatSectors {
		fat = append(fat, 0xFFFFFFFD)
	}
	for len(fat)%128 != 0 {
		fat = append(fat, oleFree)
	}
	for _, n := range fat {
		body = binary.LittleEndian.AppendUint32(body, n)
	}
	head := make([]byte, 512)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	le := binary.LittleEndian
	le.PutUint16(head[24:], 0x3E)
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[28:], 0xFFFE)
	le.PutUint16(head[30:], 9)
	le.PutUint16(head[32:], 6)
	le.PutUint32(head[44:], uint32(len(fat)/128))
	le.PutUint32(head[48:], dirStart)
	le.PutUint32(head[56:], 4096)
	le.PutUint32(head[60:], miniStart)
	le.PutUint32(head[64:], uint32(len(mf)/512))
	le.PutUint32(head[68:], oleEnd)
	for i := range 109 {
		n := uint32(oleFree)
		if i < len(fat)/128 {
			n = uint32(fatStart + i)
		}
		le.PutUint32(head[76+4*i:], n)
	}
	return append(head, body...)
}

func directoryEntry(e *buildEntry) []byte {
	b := make([]byte, oleDirEntry)
	le := binary.LittleEndian
	copy(b, utf16Bytes(e.name))
	le.PutUint16(b[64:], uint16(2*len(utf16Bytes(e.name))/2+2))
	b[66], b[67] = e.typ, 1
	pointer := func(off, n int) { le.PutUint32(b[off:], uint32(n)) } // -1 is no entry
	pointer(68, -1)
	pointer(72, e.next)
	pointer(76, e.child)
	le.PutUint32(b[116:], e.start)
	le.PutUint64(b[120:], uint64(len(e.data)))
	return b
}

func TestOLE(t *testing.T) {
	big := bytes.Repeat([]byte("0123456789abcdef"), 600)
	data := buildOLE(oleStream{"small", []byte("hello")}, oleStream{"a/b/big", big}, oleStream{"a/empty", nil})
	root, err := openOLE(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		path []string
		data []byte
	}{{[]string{"SMALL"}, []byte("hello")}, {[]string{"a", "B", "big"}, big}, {[]string{"a", "empty"}, nil}} {
		got, whole := root.find(want.path...).bytes()
		if !whole || !bytes.Equal(got, want.data) {
			t.Errorf("%v: %d bytes, whole %v; want %d", want.path, len(got), whole, len(want.data))
		}
	}
	if root.find("a", "nothing") != nil {
		t.Error("found what is not there")
	}
	root, err = openOLE(data[:len(data)/2])
	if err == nil {
		if _, whole := root.find("a", "b", "big").bytes(); whole {
			t.Error("half a file gives a whole stream")
		}
	}
}

// TestOLECycles has a directory whose entries name each other and a chain that
// goes in a circle.
func TestOLECycles(t *testing.T) {
	data := buildOLE(oleStream{"x", make([]byte, 5000)}, oleStream{"y", make([]byte, 5000)})
	root, err := openOLE(data)
	if err != nil {
		t.Fatal(err)
	}
	x := root.find("x")
	x.file.fat[x.start] = x.start
	if _, whole := x.bytes(); !whole {
		t.Error("a circle long enough must still end")
	}
	x.size = 1 << 40
	if b, whole := x.bytes(); whole || len(b) > len(data)+512 {
		t.Errorf("a circle gave %d bytes of a file of %d, whole %v", len(b), len(data), whole)
	}
	dir := (1 + int(le32(data, 48))) * 512
	for i := range 3 { // every pointer to the first entry and itself
		binary.LittleEndian.PutUint32(data[dir+i*oleDirEntry+68:], uint32(i))
		binary.LittleEndian.PutUint32(data[dir+i*oleDirEntry+76:], 1)
	}
	if _, err := openOLE(data); err != nil {
		t.Error(err)
	}
}

// TestOLEBudget names one large chain by many entries: reading ends.
func TestOLEBudget(t *testing.T) {
	data := buildOLE(oleStream{"x", make([]byte, 1<<20)})
	root, _ := openOLE(data)
	total := 0
	for range 100 {
		b, _ := root.find("x").bytes()
		total += len(b)
	}
	if limit := 4*len(data) + 1<<20; total > limit+512 {
		t.Errorf("read %d bytes from a file of %d", total, len(data))
	}
}

// TestOLEAgrees compares with mscfb, which refuses what is odd, on every
// compound file of the corpus that it reads.
func TestOLEAgrees(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(corpus(), "*", "*"))
	refused, compared := 0, 0
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil || !isOLE(data) || strings.Contains(path, "clusterfuzz") { // those have no right answer
			continue
		}
		theirs, err := mscfb.New(bytes.NewReader(data))
		if err != nil {
			if _, err := openOLE(data); err == nil {
				refused++
			}
			continue
		}
		root, err := openOLE(data)
		if err != nil {
			t.Errorf("%s: %v, but mscfb reads it", path, err)
			continue
		}
		compared++
		mine := map[string]bool{}
		streamsOf(root, mine)
		for e, err := theirs.Next(); err == nil; e, err = theirs.Next() {
			if b, err := io.ReadAll(e); err == nil && e.Size > 0 && !mine[e.Name+"\x00"+string(b)] {
				t.Errorf("%s: stream %q differs", path, e.Name)
			}
		}
	}
	t.Logf("%d compared, %d read that mscfb refuses", compared, refused)
}

// streamsOf gathers names, without the control character before some, and
// contents.
func streamsOf(n *oleNode, all map[string]bool) {
	for _, k := range n.kids {
		if k.storage {
			streamsOf(k, all)
			continue
		}
		b, _ := k.bytes()
		all[strings.TrimLeft(k.name, "\x00\x01\x02\x03\x04\x05\x06\x07\x08")+"\x00"+string(b)] = true
	}
}
