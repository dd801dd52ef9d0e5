package extract

import (
	"strings"
	"time"
)

// propertyLimits bound what is read from one property set.
const (
	maxOLEProperties = 1000
	maxOLEVector     = 1000
	maxOLEWords      = 1 << 20 // bytes of text from one section
)

// oleProperties gives the words of the document properties ([MS-OLEPS]):
// title, subject, author, keywords, company, custom properties. A person who
// opens the file does not see them.
func oleProperties(f *file, root *oleNode, to output) {
	var all []string
	for _, name := range []string{"\x05SummaryInformation", "\x05DocumentSummaryInformation"} {
		b, _ := root.find(name).bytes()
		all = append(all, propertySet(b)...)
	}
	if len(all) > 0 {
		to.text("properties", 0, true, strings.Join(all, "\n"))
	}
}

// propertySet is every text and date of all sections of one stream.
func propertySet(b []byte) (words []string) {
	if le16(b, 0) != 0xFFFE {
		return nil
	}
	for i := range int(min(le32(b, 24), 2)) {
		off := int64(le32(b, 28+20*i+16))
		if off < int64(len(b)) {
			words = append(words, propertySection(b[off:])...)
		}
	}
	return words
}

// propertySection reads one section: size, count, then (id, offset) pairs.
// Property 1 is the code page, 0 the dictionary of custom names.
func propertySection(s []byte) (words []string) {
	count := int(min(le32(s, 4), maxOLEProperties, uint32(len(s)/8)))
	cp := sectionCodePage(s, count)
	size := 0 // properties may share their bytes many times over
	for i := 0; i < count && size < maxOLEWords; i++ {
		id, off := le32(s, 8+8*i), le32(s, 12+8*i)
		if id < 2 || int64(off) >= int64(len(s)) {
			continue
		}
		v := s[off:]
		value := propertyValue(v[min(len(v), 4):], le32(v, 0), cp, new(int))
		size += len(value)
		words = appendWords(words, value)
	}
	return words
}

func sectionCodePage(s []byte, count int) int {
	for i := range count {
		if off := le32(s, 12+8*i); le32(s, 8+8*i) == 1 && int64(off) < int64(len(s)) {
			return int(le16(s, int(off)+4))
		}
	}
	return 1252
}

// propertyCodePage is the code page of a property set's first section, 1252
// when it has none of eight bits.
func propertyCodePage(b []byte) int {
	off := int64(le32(b, 44))
	if le16(b, 0) != 0xFFFE || off >= int64(len(b)) {
		return 1252
	}
	s := b[off:]
	if cp := sectionCodePage(s, int(min(le32(s, 4), maxOLEProperties, uint32(len(s)/8)))); cp != 1200 && cp != 65001 {
		return cp
	}
	return 1252
}

func appendWords(words []string, s string) []string {
	if s = strings.TrimSpace(strings.ReplaceAll(s, "\x00", "")); s != "" {
		words = append(words, s)
	}
	return words
}

// Types of [MS-OLEPS] 2.2.
const (
	vtVariant  = 0x0C
	vtLPSTR    = 0x1E
	vtLPWSTR   = 0x1F
	vtFileTime = 0x40
	vtVector   = 0x1000
)

// propertyValue is the text of a value; used is set to the bytes it took.
func propertyValue(v []byte, typ uint32, cp int, used *int) string {
	switch {
	case typ == vtLPSTR:
		n := int(min(le32(v, 0), uint32(len(v))))
		*used = 4 + n
		if cp == 1200 {
			return decodeUTF16(cut(v, 4, n))
		}
		return decodeCodePage(cp, cut(v, 4, n))
	case typ == vtLPWSTR:
		n := int(min(le32(v, 0), uint32(len(v)))) * 2
		*used = 4 + (n+3)/4*4
		return decodeUTF16(cut(v, 4, n))
	case typ == vtFileTime:
		*used = 8
		return fileTime(le64(v, 0))
	case typ&vtVector != 0:
		return propertyVector(v, typ&^vtVector, cp)
	}
	*used = 4
	return ""
}

// propertyVector joins the texts of a vector, variants included.
func propertyVector(v []byte, typ uint32, cp int) string {
	if typ != vtLPSTR && typ != vtLPWSTR && typ != vtVariant {
		return ""
	}
	var words []string
	count, off := min(le32(v, 0), maxOLEVector), 4
	for i := uint32(0); i < count && off < len(v); i++ {
		t, used := typ, 0
		if typ == vtVariant {
			if t = le32(v, off); t == vtVariant || t&vtVector != 0 {
				break
			}
			off += 4
		}
		words = appendWords(words, propertyValue(v[min(off, len(v)):], t, cp, &used))
		off += used
	}
	return strings.Join(words, "\n")
}

// fileTime is a Windows time (100 ns since 1601) as a date; times before 1900
// are durations (editing time) and give nothing.
func fileTime(t uint64) string {
	const toUnix = 11644473600
	sec := int64(t/1e7) - toUnix
	if sec < -2208988800 || sec > 253402300799 {
		return ""
	}
	return time.Unix(sec, 0).UTC().Format("2006-01-02")
}
