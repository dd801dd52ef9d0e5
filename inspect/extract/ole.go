package extract

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Compound files ([MS-CFB]) are a small file system: sectors chained by an
// allocation table, and a directory of storages and streams. This reader keeps
// to what real files need and forgives what Office forgives: a last sector cut
// short, a wrong count in the header, a directory in a circle. Every chain is
// bounded by the number of sectors there are, and all streams together by
// oleLimits, since many directory entries may name the same chain.

// oleLimits bound the work on one compound file.
type oleLimits struct {
	entries int   // directory entries
	bytes   int64 // of all streams read, beyond which reading ends
	nesting int   // storages in storages that are read as files of their own
}

func defaultOLELimits(size int) oleLimits {
	return oleLimits{entries: 1 << 16, bytes: 4*int64(size) + 1<<20, nesting: 16}
}

const (
	oleFree      = 0xFFFFFFFF
	oleEnd       = 0xFFFFFFFE
	oleMaxSector = 0xFFFFFFFA
	oleMiniSize  = 64
	oleDirEntry  = 128
)

var errOLE = errors.New("damaged compound file")

// oleFile is an opened compound file.
type oleFile struct {
	data       []byte
	sectorSize int
	cutoff     uint64
	fat        []uint32
	miniFAT    []uint32
	mini       []byte // the mini stream
	left       int64  // bytes that may still be read
	limits     oleLimits
}

// oleNode is a storage or a stream.
type oleNode struct {
	name    string
	storage bool
	start   uint32
	size    uint64
	kids    []*oleNode
	file    *oleFile
}

// openOLE reads the allocation tables and the directory and returns the root.
func openOLE(data []byte) (*oleNode, error) {
	if !isOLE(data) || len(data) < 512 {
		return nil, fmt.Errorf("%w: no header", errOLE)
	}
	shift := le16(data, 30)
	if shift != 9 && shift != 12 {
		return nil, fmt.Errorf("%w: sector shift %d", errOLE, shift)
	}
	o := &oleFile{data: data, sectorSize: 1 << shift, limits: defaultOLELimits(len(data))}
	o.left = o.limits.bytes
	o.cutoff = 4096 // 2.2: the mini stream cutoff must be 4096
	o.readFAT()
	dir, _ := o.chain(le32(data, 48), uint64(len(data)))
	root, err := o.directory(dir)
	if err != nil {
		return nil, err
	}
	o.mini, _ = o.chain(root.start, uint64(len(data))) // whatever its size says
	mf, _ := o.chain(le32(data, 60), uint64(len(data)))
	o.miniFAT = le32s(mf)
	return root, nil
}

// isOLE tells a compound file by its signature.
func isOLE(data []byte) bool {
	return len(data) >= 8 && string(data[:8]) == "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
}

// sector is the bytes of sector n, shorter at the end of the file.
func (o *oleFile) sector(n uint32) []byte {
	off := (int64(n) + 1) * int64(o.sectorSize)
	if n > oleMaxSector || off >= int64(len(o.data)) {
		return nil
	}
	return o.data[off:min(off+int64(o.sectorSize), int64(len(o.data)))]
}

// readFAT collects the allocation table by way of the header's 109 entries and
// the DIFAT chain ([MS-CFB] 2.5).
func (o *oleFile) readFAT() {
	most := len(o.data)/o.sectorSize + 1 // sectors in the file
	var difat []uint32
	difat = append(difat, le32s(o.data[76:512])...)
	next := le32(o.data, 68)
	for seen := 0; next <= oleMaxSector && seen < most; seen++ {
		s := le32s(o.sector(next))
		if len(s) == 0 {
			break
		}
		difat = append(difat, s[:len(s)-1]...)
		next = s[len(s)-1]
	}
	for _, n := range difat {
		if len(o.fat) > most+o.sectorSize {
			break
		}
		if s := o.sector(n); s != nil {
			o.fat = append(o.fat, le32s(s)...)
		}
	}
}

// chain joins the sectors from start, at most size bytes. It reports whether
// the chain held that many and ended well.
func (o *oleFile) chain(start uint32, size uint64) (b []byte, whole bool) {
	steps := len(o.data)/o.sectorSize + 1
	for n := start; n <= oleMaxSector && uint64(len(b)) < size && steps > 0; steps-- {
		s := o.sector(n)
		if s == nil || o.left <= 0 {
			break
		}
		s = s[:min(uint64(len(s)), size-uint64(len(b)))]
		o.left -= int64(len(s))
		b = append(b, s...)
		if int64(n) >= int64(len(o.fat)) {
			break
		}
		n = o.fat[n]
	}
	return b, uint64(len(b)) == size
}

// miniChain is chain in the mini stream.
func (o *oleFile) miniChain(start uint32, size uint64) (b []byte, whole bool) {
	steps := len(o.mini)/oleMiniSize + 1
	for n := start; n <= oleMaxSector && uint64(len(b)) < size && steps > 0; steps-- {
		off := int64(n) * oleMiniSize
		if off >= int64(len(o.mini)) || o.left <= 0 {
			break
		}
		s := o.mini[off:min(off+oleMiniSize, int64(len(o.mini)))]
		s = s[:min(uint64(len(s)), size-uint64(len(b)))]
		o.left -= int64(len(s))
		b = append(b, s...)
		if int64(n) >= int64(len(o.miniFAT)) {
			break
		}
		n = o.miniFAT[n]
	}
	return b, uint64(len(b)) == size
}

// directory builds the tree from the directory stream ([MS-CFB] 2.6). Each
// entry is placed once, whatever the sibling pointers say.
func (o *oleFile) directory(dir []byte) (*oleNode, error) {
	count := min(len(dir)/oleDirEntry, o.limits.entries)
	if count == 0 {
		return nil, fmt.Errorf("%w: no directory", errOLE)
	}
	placed := make([]bool, count)
	node := func(i uint32) *oleNode {
		e := dir[int(i)*oleDirEntry:]
		n := &oleNode{file: o, name: oleName(e), storage: e[66] == 1 || e[66] == 5,
			start: le32(e, 116), size: le64(e, 120)}
		if o.sectorSize == 512 {
			n.size &= 0xFFFFFFFF // 2.6.3: ignore the high half in version 3
		}
		return n
	}
	type open struct {
		parent *oleNode
		entry  uint32
	}
	placed[0] = true
	root := node(0)
	root.storage = true
	todo := []open{{root, le32(dir, 76)}}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if int64(at.entry) >= int64(count) || placed[at.entry] {
			continue
		}
		placed[at.entry] = true
		e := dir[int(at.entry)*oleDirEntry:]
		n := node(at.entry)
		todo = append(todo, open{at.parent, le32(e, 72)}, open{at.parent, le32(e, 68)})
		if e[66] == 0 {
			continue
		}
		at.parent.kids = append(at.parent.kids, n)
		if n.storage {
			todo = append(todo, open{n, le32(e, 76)})
		}
	}
	return root, nil
}

// oleName is the name of a directory entry: UTF-16, its length in bytes with
// the closing zero at 64.
func oleName(e []byte) string {
	n := min(max(int(le16(e, 64))-2, 0), 62)
	return decodeUTF16(e[:n])
}

// find goes down by names, compared without case as [MS-CFB] 2.6.4 wants; nil
// when there is no such node.
func (n *oleNode) find(names ...string) *oleNode {
	for _, name := range names {
		var next *oleNode
		for _, k := range n.kids {
			if strings.EqualFold(k.name, name) {
				next = k
				break
			}
		}
		if next == nil {
			return nil
		}
		n = next
	}
	return n
}

// has tells whether a stream or storage of that name is directly inside.
func (n *oleNode) has(name string) bool { return n.find(name) != nil }

// bytes is the content of a stream, as much of it as there is; whole is false
// when some is missing. A nil node has none.
func (n *oleNode) bytes() (b []byte, whole bool) {
	if n == nil || n.storage {
		return nil, n != nil
	}
	if n.size < n.file.cutoff {
		return n.file.miniChain(n.start, n.size)
	}
	return n.file.chain(n.start, n.size)
}

// kind names the program a storage belongs to, see oleKind.
func (n *oleNode) kind() string {
	kinds := []struct{ name, kind string }{
		{"EncryptedPackage", "encrypted-ooxml"}, {"Workbook", "xls"}, {"Book", "xls"},
		{"WordDocument", "doc"}, {"PowerPoint Document", "ppt"}, {"PP97_DUALSTORAGE", "ppt"},
		{"__properties_version1.0", "msg"}, {"\x01Ole10Native", "ole-package"},
		{"Package", "ole-package"}, {"package_stream", "ole-package"}, {"CONTENTS", "ole-package"},
	}
	for _, k := range kinds {
		if n.has(k.name) {
			return k.kind
		}
	}
	return "unknown"
}

// oleKind tells what a compound file is: "xls", "doc", "ppt", "msg",
// "encrypted-ooxml", "ole-package" or "unknown". A bare BIFF stream without a
// compound file around it counts as "xls".
func oleKind(data []byte) string {
	if !isOLE(data) {
		if isBareBIFF(data) {
			return "xls"
		}
		return "unknown"
	}
	root, err := openOLE(data)
	if err != nil {
		return "unknown"
	}
	return root.kind()
}

// le16, le32 and le64 read little-endian numbers; outside of b they are 0.
func le16(b []byte, off int) uint16 {
	if off < 0 || off > len(b)-2 {
		return 0
	}
	return binary.LittleEndian.Uint16(b[off:])
}

func le32(b []byte, off int) uint32 {
	if off < 0 || off > len(b)-4 {
		return 0
	}
	return binary.LittleEndian.Uint32(b[off:])
}

func le64(b []byte, off int) uint64 {
	if off < 0 || off > len(b)-8 {
		return 0
	}
	return binary.LittleEndian.Uint64(b[off:])
}

func le32s(b []byte) []uint32 {
	s := make([]uint32, len(b)/4)
	for i := range s {
		s[i] = binary.LittleEndian.Uint32(b[i*4:])
	}
	return s
}

// cut is b[off:off+n], shortened to what there is.
func cut(b []byte, off, n int) []byte {
	if off < 0 || n <= 0 || off >= len(b) {
		return nil
	}
	return b[off:min(len(b), off+min(n, len(b)))]
}

// decodeUTF16 decodes little-endian UTF-16 without a mark; an odd last byte is
// dropped.
func decodeUTF16(b []byte) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = binary.LittleEndian.Uint16(b[i*2:])
	}
	return string(utf16.Decode(u))
}
