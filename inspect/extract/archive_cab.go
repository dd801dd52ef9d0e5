package extract

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/flate"
)

// Methods of a cabinet's folders ([MS-CAB] 2.2).
const (
	cabStored = 0
	cabMSZIP  = 1
)

// Flags of a cabinet ([MS-CAB] 2.1).
const (
	cabHasPrevious = 1
	cabHasNext     = 2
	cabHasReserve  = 4
)

// cabWindow is how far back MSZIP refers, over the borders of blocks, and the
// most bytes a block holds.
const cabWindow = 32 << 10

// cabinet is a cabinet file being read ([MS-CAB] 2.1).
type cabinet struct {
	s       *sink
	d       []byte
	at      int // of the headers
	perData int // reserved bytes of each block
	folders []cabFolder
	used    int // bytes of the blocks that were unpacked
}

type cabFolder struct {
	start, blocks, method int
	data                  []byte
	given                 int64 // of it to files
	err                   error
	read                  bool
}

// readCab reads the files of a cabinet, folders stored or packed by MSZIP. LZX
// and Quantum, and files that lie in several cabinets, stay unread.
func readCab(f *file, s *sink) error {
	c := &cabinet{s: s, d: f.data}
	if len(c.d) < 36 {
		return damaged("broken cabinet")
	}
	folders, files, flags := int(le16(c.d, 26)), int(le16(c.d, 28)), int(le16(c.d, 30))
	if files > s.job.limits.Members {
		return overLimit("more files inside than the limit")
	}
	perFolder := c.skipReserve(flags)
	for range folders {
		c.folders = append(c.folders, cabFolder{start: int(le32(c.d, c.at)), blocks: int(le16(c.d, c.at+4)), method: int(le16(c.d, c.at+6)) & 0xf})
		c.at += 8 + perFolder
	}
	c.at = int(le32(c.d, 16))
	for range files {
		if s.stopped() {
			return nil
		}
		if c.at+16 > len(c.d) {
			return damaged("broken cabinet")
		}
		c.file()
	}
	return nil
}

// skipReserve passes what may stand between header and folders.
func (c *cabinet) skipReserve(flags int) (perFolder int) {
	c.at = 36
	if flags&cabHasReserve != 0 {
		perFolder, c.perData = int(cutByte(c.d, 38)), int(cutByte(c.d, 39))
		c.at = 40 + int(le16(c.d, 36))
	}
	names := 0
	if flags&cabHasPrevious != 0 {
		names += 2
	}
	if flags&cabHasNext != 0 {
		names += 2
	}
	for range names {
		name, _ := cString(c.d[min(c.at, len(c.d)):])
		c.at += len(name) + 1
	}
	return perFolder
}

// file reads the next file's header and has its bytes read.
func (c *cabinet) file() {
	const utf8Name = 0x80
	d := c.d[c.at:]
	size, from, folder, attributes := int64(le32(d, 0)), int64(le32(d, 4)), int(le16(d, 8)), le16(d, 14)
	raw, _ := cString(d[16:])
	c.at += 16 + len(raw) + 1
	name := string(raw)
	if attributes&utf8Name == 0 {
		name = decodeCodePage(1252, raw)
	}
	if folder >= len(c.folders) { // 0xFFFD and above: goes on in another cabinet
		c.s.lost(name, unsupported("one volume of several"))
		return
	}
	c.unpack(&c.folders[folder])
	data, err := c.folders[folder].data, c.folders[folder].err
	part := data[min(from, int64(len(data))):]
	part = part[:min(size, int64(len(part)))]
	if c.folders[folder].given += int64(len(part)); c.folders[folder].given > int64(len(data)) {
		c.s.lost(name, errShared)
		return
	}
	if len(part) > 0 || err == nil && size == 0 {
		c.s.child(name, part, false)
	}
	if int64(len(part)) < size {
		if err == nil {
			err = damaged("broken cabinet")
		}
		c.s.lost(name, err)
	}
}

// unpack inflates a folder, once. A block of MSZIP is a deflate stream behind
// "CK" that refers to the bytes of the blocks before ([MS-MCI] 2.1).
func (c *cabinet) unpack(f *cabFolder) {
	if f.read {
		return
	}
	f.read = true
	if f.method != cabStored && f.method != cabMSZIP {
		f.err = unsupported("method of a cabinet")
		return
	}
	at := f.start
	var inflater io.ReadCloser
	for range f.blocks {
		packed, size := int(le16(c.d, at+4)), int(le16(c.d, at+6))
		at += 8 + c.perData
		if at < 0 || at+packed > len(c.d) || size > cabWindow {
			f.err = damaged("broken cabinet")
			return
		}
		if c.used += 8 + packed; c.used > len(c.d) {
			f.err = errShared
			return
		}
		block := c.d[at : at+packed]
		at += packed
		var r io.Reader = bytes.NewReader(block)
		if f.method == cabMSZIP {
			if packed < 2 || block[0] != 'C' || block[1] != 'K' {
				f.err = damaged("broken cabinet")
				return
			}
			inflater = inflateWith(inflater, block[2:], f.data[max(0, len(f.data)-cabWindow):])
			r = inflater
		}
		if int64(len(f.data)+size) > c.s.job.limits.File {
			f.err = overLimit("a folder larger than the limit")
			return
		}
		data, err := io.ReadAll(io.LimitReader(c.s.inflate(r, int64(packed)), int64(size)))
		if f.data = append(f.data, data...); err != nil || len(data) < size {
			f.err = damaged("broken cabinet")
			return
		}
	}
}

// inflateWith is a reader of deflated bytes that may refer to dictionary; r, when
// there is one, serves again.
func inflateWith(r io.ReadCloser, packed, dictionary []byte) io.ReadCloser {
	if r == nil {
		return flate.NewReaderDict(bytes.NewReader(packed), dictionary)
	}
	r.(flate.Resetter).Reset(bytes.NewReader(packed), dictionary)
	return r
}
