package extract

import (
	"encoding/binary"
	"math"
	"strings"
	"unicode/utf16"
)

// Record types of [MS-XLS] 2.3 that carry something to read.
const (
	xlsFormula    = 0x0006
	xlsEOF        = 0x000A
	xlsHeader     = 0x0014
	xlsFooter     = 0x0015
	xlsName       = 0x0018
	xlsNote       = 0x001C
	xlsDateMode   = 0x0022
	xlsFilePass   = 0x002F
	xlsContinue   = 0x003C
	xlsCodePage   = 0x0042
	xlsXCT        = 0x0059
	xlsCRN        = 0x005A
	xlsObj        = 0x005D
	xlsColInfo    = 0x007D
	xlsBoundSheet = 0x0085
	xlsMulRK      = 0x00BD
	xlsRString    = 0x00D6
	xlsXF         = 0x00E0
	xlsDrawings   = 0x00EB
	xlsSST        = 0x00FC
	xlsLabelSST   = 0x00FD
	xlsSupBook    = 0x01AE
	xlsTXO        = 0x01B6
	xlsHLink      = 0x01B8
	xlsDV         = 0x01BE
	xlsNumber     = 0x0203
	xlsLabel      = 0x0204
	xlsBoolErr    = 0x0205
	xlsString     = 0x0207
	xlsRow        = 0x0208
	xlsRK         = 0x027E
	xlsFormat     = 0x041E
	xlsSeriesText = 0x100D
	xlsBOF        = 0x0809
	maxXLSCol     = 255 // [MS-XLS] 2.5.198: columns are 0 to 255
)

// xlsRecord is one record with its CONTINUE records.
type xlsRecord struct {
	id    int
	off   int // of its head in the stream
	parts [][]byte
}

// body is the record's own data, without continuations.
func (r *xlsRecord) body() []byte { return r.parts[0] }

// xlsStream walks the records of a BIFF stream.
type xlsStream struct {
	data []byte
	off  int
	// cut is set when the last record says to be longer than the stream.
	cut bool
}

// next reads a record and the CONTINUE records behind it.
func (s *xlsStream) next() (r xlsRecord, ok bool) {
	id, body, ok := s.one()
	if !ok {
		return r, false
	}
	r = xlsRecord{id: id, off: s.off - len(body) - 4, parts: [][]byte{body}}
	for int(le16(s.data, s.off)) == xlsContinue && s.off+4 <= len(s.data) {
		_, body, ok := s.one()
		if !ok {
			break
		}
		r.parts = append(r.parts, body)
	}
	return r, true
}

func (s *xlsStream) one() (id int, body []byte, ok bool) {
	if s.off+4 > len(s.data) {
		return 0, nil, false
	}
	id, n := int(le16(s.data, s.off)), int(le16(s.data, s.off+2))
	start := s.off + 4
	if start+n > len(s.data) {
		s.cut = true
		n = len(s.data) - start
	}
	s.off = start + n
	return id, s.data[start:s.off], true
}

// xlsBytes reads through a record and its continuations.
type xlsBytes struct {
	parts [][]byte
	off   int
}

// left tells whether anything is left, and moves on to the part that has it.
func (b *xlsBytes) left() bool {
	for len(b.parts) > 0 && b.off >= len(b.parts[0]) {
		b.parts, b.off = b.parts[1:], 0
	}
	return len(b.parts) > 0
}

func (b *xlsBytes) byte() byte {
	if !b.left() {
		return 0
	}
	c := b.parts[0][b.off]
	b.off++
	return c
}

func (b *xlsBytes) u16() int { return int(b.byte()) | int(b.byte())<<8 }

func (b *xlsBytes) u32() int { return b.u16() | b.u16()<<16 }

func (b *xlsBytes) skip(n int) {
	for n > 0 && b.left() {
		step := min(n, len(b.parts[0])-b.off)
		b.off += step
		n -= step
	}
}

// characters reads n characters, of two bytes when wide. Where a string goes on
// in another record, that begins with a new flag ([MS-XLS] 2.5.293).
func (b *xlsBytes) characters(n int, wide bool) string {
	var out strings.Builder
	for n > 0 && len(b.parts) > 0 {
		if b.off >= len(b.parts[0]) {
			b.parts, b.off = b.parts[1:], 0
			if len(b.parts) == 0 {
				break
			}
			wide = b.byte()&1 != 0
			continue
		}
		run := b.parts[0][b.off:]
		if wide {
			run = run[:min(len(run)&^1, 2*n)]
			if len(run) == 0 { // half a character
				b.off = len(b.parts[0])
				n--
				continue
			}
			writeUTF16(&out, run)
			n -= len(run) / 2
		} else {
			run = run[:min(len(run), n)]
			writeLatin1(&out, run)
			n -= len(run)
		}
		b.off += len(run)
	}
	return out.String()
}

// writeUTF16 decodes a run; a surrogate pair cut by a record's end is lost.
func writeUTF16(out *strings.Builder, run []byte) {
	for i := 0; i+1 < len(run); i += 2 {
		r := rune(binary.LittleEndian.Uint16(run[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(run) {
			r = utf16.DecodeRune(r, rune(binary.LittleEndian.Uint16(run[i+2:])))
			i += 2
		}
		out.WriteRune(r)
	}
}

// writeLatin1 writes compressed characters, whose high byte is 0.
func writeLatin1(out *strings.Builder, run []byte) {
	if isASCII(run) {
		out.Write(run)
		return
	}
	for _, c := range run {
		out.WriteRune(rune(c))
	}
}

// richString reads an XLUnicodeRichExtendedString ([MS-XLS] 2.5.293).
func (b *xlsBytes) richString() string {
	n := b.u16()
	flags := b.byte()
	runs, ext := 0, 0
	if flags&8 != 0 {
		runs = b.u16()
	}
	if flags&4 != 0 {
		ext = b.u32()
	}
	s := b.characters(n, flags&1 != 0)
	b.skip(4 * runs)
	b.skip(max(ext, 0))
	return s
}

// unicodeString reads an XLUnicodeString: length, flag, characters.
func (b *xlsBytes) unicodeString() string {
	n := b.u16()
	return b.characters(n, b.byte()&1 != 0)
}

// shortString is one with a length of one byte.
func (b *xlsBytes) shortString() string {
	n := int(b.byte())
	return b.characters(n, b.byte()&1 != 0)
}

// rkNumber decodes an RkNumber ([MS-XLS] 2.5.217).
func rkNumber(rk uint32) float64 {
	v := math.Float64frombits(uint64(rk&^3) << 32)
	if rk&2 != 0 {
		v = float64(int32(rk) >> 2)
	}
	if rk&1 != 0 {
		v /= 100
	}
	return v
}

func le64float(b []byte, off int) float64 { return math.Float64frombits(le64(b, off)) }

func (b *xlsBytes) float() float64 {
	var v uint64
	for i := range 8 {
		v |= uint64(b.byte()) << (8 * i)
	}
	return math.Float64frombits(v)
}
