package extract

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
)

// salvage reads the members of a zip without a directory (cut off, or one
// volume of several) by their local headers (APPNOTE.TXT 4.3.7), as far as they
// are whole or can be inflated.
func salvage(f *file, s *sink) {
	for at := 0; at < len(f.data) && !s.stopped(); {
		i := bytes.Index(f.data[at:], []byte("PK\x03\x04"))
		if i < 0 {
			return
		}
		at += i
		n := salvageMember(f.data[at:], s)
		at += max(n, 4)
	}
}

// localHeader is the size of a local file header without name and extra field.
const localHeader = 30

// salvageMember reads the member at the beginning of d and tells how many bytes
// it took, 0 when there is none.
func salvageMember(d []byte, s *sink) int {
	if len(d) < localHeader {
		return 0
	}
	flags, method := binary.LittleEndian.Uint16(d[6:]), binary.LittleEndian.Uint16(d[8:])
	packed := int64(binary.LittleEndian.Uint32(d[18:]))
	from := localHeader + int(binary.LittleEndian.Uint16(d[26:])) + int(binary.LittleEndian.Uint16(d[28:]))
	if from > len(d) {
		return 0
	}
	name := zipName(&zip.File{FileHeader: zip.FileHeader{Name: string(d[localHeader : localHeader+int(binary.LittleEndian.Uint16(d[26:]))])}})
	body := d[from:]
	if flags&8 == 0 && packed < int64(len(body)) { // no data descriptor: the size is known
		body = body[:packed]
	}
	switch {
	case boring(name), name == "", name[len(name)-1] == '/':
		return from
	case flags&flagEncrypted != 0:
		s.lost(name, encrypted("encrypted zip member"))
		return from + len(body)*int(1-flags>>3&1)
	case method == zip.Store && flags&8 == 0:
		s.child(name, body, false)
		return from + len(body)
	case method != zip.Deflate:
		s.lost(name, unsupported("zip member without its size"))
		return from
	}
	r := bytes.NewReader(body)
	data, _ := s.readAll(io.Reader(flate.NewReader(r)), int64(len(body)))
	if len(data) > 0 {
		s.child(name, data, false)
	}
	return from + len(body) - r.Len()
}
