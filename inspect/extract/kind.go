package extract

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"path"
	"strconv"
	"strings"
)

// kind is what a file is by its content.
type kind uint8

// The kinds. Those up to kindIgnored need no reader.
const (
	kindUnknown kind = iota // a binary nobody here knows
	kindEmpty
	kindIgnored // sound, film, fonts, signatures: no words in them
	kindPicture
	kindEncrypted
	kindUnsupported // a known kind that is not read

	kindText
	kindTable   // csv and its kin
	kindFixed   // columns of equal width
	kindRecords // names and values
	kindHTML
	kindXML
	kindJSON
	kindSQL
	kindMHTML
	kindEML
	kindMbox
	kindVCard
	kindICal
	kindLDIF
	kindRTF
	kindPDF
	kindZip
	kindXLSX
	kindXLSB
	kindDOCX
	kindPPTX
	kindODF
	kindFlatODF
	kindFlatOPC
	kindSpreadsheetML
	kindOLE
	kindTNEF
	kindTar
	kindGzip
	kindBzip2
	kindXZ
	kindZstd
	kind7z
	kindRAR
	kindCMS
	kindXPS
	kindEMF // and its predecessor WMF
	kindDBase
	kindSYLK
	kindDIF
	kindSQLite
	kindWord2
	kindAr
	kindCpio
	kindCab
	kindStatement
	kindGEDCOM
	kindBase64
	numKinds
)

var kindNames = [numKinds]string{"file", "empty file", "media", "picture", "encrypted file", "file",
	"text", "table", "table", "records", "HTML", "XML", "JSON", "SQL", "MHTML", "message", "mbox", "vCard", "calendar", "LDIF",
	"RTF", "PDF", "zip", "xlsx", "xlsb", "docx", "pptx", "OpenDocument", "OpenDocument", "docx", "SpreadsheetML",
	"Office file", "TNEF", "tar", "gzip", "bzip2", "xz", "zstd", "7z", "rar", "CMS", "XPS", "metafile", "dBase table",
	"SYLK", "DIF", "SQLite database", "Word 2 document", "ar", "cpio", "cabinet", "bank statement", "GEDCOM", "base64"}

// String names the kind for a reviewer.
func (k kind) String() string { return kindNames[k] }

// signatures are at fixed offsets; the first that fits decides.
var signatures = []struct {
	offset int
	bytes  string
	kind   kind
}{
	{0, "PK\x03\x04", kindZip}, {0, "PK\x05\x06", kindZip}, {0, "PK\x07\x08", kindZip}, {0, "PK00PK\x03\x04", kindZip},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kindOLE},
	{0, "{\\rtf", kindRTF}, {0, "{\\rt", kindRTF},
	{0, "\x78\x9f\x3e\x22", kindTNEF},
	{0, "\x1f\x8b", kindGzip}, {0, "BZh", kindBzip2}, {0, "\xfd7zXZ\x00", kindXZ}, {0, "\x28\xb5\x2f\xfd", kindZstd},
	{0, "7z\xbc\xaf\x27\x1c", kind7z}, {0, "Rar!\x1a\x07", kindRAR},
	{257, "ustar", kindTar}, {0, "!<arch>\n", kindAr}, {0, "070701", kindCpio}, {0, "070702", kindCpio}, {0, "070707", kindCpio},
	{0, "\xc7\x71", kindCpio}, {0, "\x71\xc7", kindCpio}, {0, "MSCF", kindCab},
	{0, "SQLite format 3\x00", kindSQLite}, {0, "\x76\xe8\x04\x60\xc4\x11\xe3\x86", kindEncrypted}, // a rights-protected mail ([MS-OXORMMS])
	// Containers and databases that are known and not read.
	{0, "ISc(", kindUnsupported}, {0, "\x00\x00\x02\x00\x04\x04", kindUnsupported}, {0, "\x00\x00\x02\x00\x05\x04", kindUnsupported},
	{0, "\x00\x00\x02\x00\x06\x04", kindUnsupported}, {0, "\x00\x00\x1a\x00", kindUnsupported}, // Lotus 1-2-3, Symphony
	{2, "-lh", kindUnsupported}, {2, "-lz", kindUnsupported}, {0, "\x60\xea", kindUnsupported}, {0, "\x1f\x9d", kindUnsupported},
	{0, "\x1f\xa0", kindUnsupported}, {0, "\x04\x22\x4d\x18", kindUnsupported}, {0, "LZIP", kindUnsupported},
	{0, "\xff\x06\x00\x00sNaPpY", kindUnsupported}, {0, "xar!", kindUnsupported},
	{4, "Standard Jet DB", kindUnsupported}, {4, "Standard ACE DB", kindUnsupported},
	{0, "!BDN", kindUnsupported}, {0, "\x7fELF", kindUnsupported}, {0, "\xca\xfe\xba\xbe", kindUnsupported},
	{0, "PAR1", kindUnsupported}, {0, "%!PS", kindUnsupported}, {0, "bplist00", kindUnsupported},
	// Media.
	{0, "\xff\xd8\xff", kindPicture}, {0, "\x89PNG\r\n\x1a\n", kindPicture}, {0, "GIF87a", kindPicture}, {0, "GIF89a", kindPicture},
	{0, "II*\x00", kindPicture}, {0, "MM\x00*", kindPicture}, {8, "WEBP", kindPicture}, {0, "\x00\x00\x00\x0cjP  ", kindPicture},
	{4, "ftypheic", kindPicture}, {4, "ftypheix", kindPicture}, {4, "ftypmif1", kindPicture}, {4, "ftypavif", kindPicture},
	{0, "\x00\x00\x01\x00", kindIgnored}, {0, "\x00\x00\x02\x00", kindIgnored}, {0, "8BPS", kindPicture},
	{4, "ftyp", kindIgnored}, {4, "moov", kindIgnored}, {4, "mdat", kindIgnored}, {0, "ID3", kindIgnored}, {0, "OggS", kindIgnored}, {0, "fLaC", kindIgnored},
	{8, "WAVE", kindIgnored}, {8, "AVI ", kindIgnored}, {0, "\x1a\x45\xdf\xa3", kindIgnored}, {0, "FLV\x01", kindIgnored},
	{0, "MThd", kindIgnored}, {0, "#!AMR", kindIgnored}, {0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", kindIgnored}, {0, "\x00\x00\x01\xba", kindIgnored}, {0, "\x00\x00\x01\xb3", kindIgnored},
	{0, "wOFF", kindIgnored}, {0, "wOF2", kindIgnored}, {0, "OTTO", kindIgnored}, {0, "true\x00", kindIgnored}, {0, "ttcf", kindIgnored},
	{0, "\x00\x01\x00\x00\x00", kindIgnored}, {40, " EMF", kindEMF}, {0, wmfPlaced, kindEMF}, {0, "\x01\x00\x09\x00", kindEMF}, {0, "\x02\x00\x09\x00", kindEMF},
	{0, "\x00\x05\x16\x07", kindIgnored}, {0, "\x00\x05\x16\x00", kindIgnored}, // AppleDouble, AppleSingle
}

// kindOf tells a file's kind by its content; name and declared type only break
// ties between kinds of plain text.
func kindOf(f *file) kind {
	d := f.data
	if len(d) == 0 {
		return kindEmpty
	}
	k, letters := kindUnknown, false
	for _, m := range signatures {
		if len(d) >= m.offset+len(m.bytes) && string(d[m.offset:m.offset+len(m.bytes)]) == m.bytes {
			k, letters = m.kind, isLetters(m.bytes)
			break
		}
	}
	switch {
	case k == kindZip:
		return zipKind(f)
	case (k == kindPicture || k == kindIgnored) && mayHide(d) && hiddenKind(f) != kindUnknown:
		return hiddenKind(f)
	case k == kindOLE && wordless(d):
		return kindIgnored
	case k == kindUnsupported || k == kindUnknown || letters && isWeak(k) && printable(d[:min(len(d), 1024)]):
		return kindByShape(f, k)
	}
	return k
}

// isLetters tells signatures without a byte that text does not have.
func isLetters(signature string) bool {
	return strings.IndexFunc(signature, func(r rune) bool { return r < ' ' && r != '\n' || r >= 0x7f }) < 0
}

// isWeak tells kinds whose signatures may be the first letters of a text: a name
// in capitals, or the heading of a first column.
func isWeak(k kind) bool {
	return k == kindIgnored || k == kindPicture || k == kindCpio || k == kindCab || k == kindAr
}

// wordless tells compound files without a person's words: formulas, controls,
// the file manager's thumbnails.
func wordless(d []byte) bool {
	root, err := openOLE(d)
	if err != nil || root.kind() != "unknown" {
		return false
	}
	for _, name := range []string{"Equation Native", "\x03OCXNAME", "Catalog"} {
		if root.has(name) {
			return true
		}
	}
	return false
}

// kindByShape looks for what has no signature at a fixed place.
func kindByShape(f *file, k kind) kind {
	d := f.data
	head := d[:min(len(d), 1024)]
	switch {
	case bytes.Contains(head, []byte("%PDF-")):
		return kindPDF
	case k != kindUnknown && !(len(d) > 2 && printable(head)):
		return k
	case isWord2(d):
		return kindWord2
	case isBareBIFF(d):
		return kindOLE
	case isDBase(d):
		return kindDBase
	case isTar(d):
		return kindTar
	case isCMS(d):
		return kindCMS
	case isPGP(d):
		return kindEncrypted
	case bytes.HasPrefix(d, []byte("BM")) && len(d) > 14 && int(binary.LittleEndian.Uint32(d[2:])) <= len(d)+64 && !printable(head):
		return kindPicture
	case len(d) > 4 && d[0] == 0xff && d[1]&0xe6 == 0xe2 && !printable(head): // MPEG audio frame
		return kindIgnored
	}
	if text, ok := decodeHead(f); ok && !isArchive(k, d) {
		return textKind(f, text)
	}
	return k
}

// isArchive tells an archive in letters, whose members are text, from text that
// begins like one.
func isArchive(k kind, d []byte) bool {
	switch k {
	case kindAr:
		return len(d) >= 68 && string(d[66:68]) == "`\n"
	case kindCpio:
		_, ok := readCpioHead(d)
		return ok
	}
	return false
}

// isPGP knows a message encrypted for keys or by a password, when it is not armoured:
// it begins with a packet of either kind (RFC 9580, 4.2 and 5.1, 5.3).
func isPGP(d []byte) bool {
	const forKey, byPassword = 1, 3
	if len(d) < 16 || d[0] < 0x80 {
		return false
	}
	tag, at := int(d[0]>>2&15), []int{2, 3, 5, 1}[d[0]&3]
	if d[0] >= 0xc0 {
		tag, at = int(d[0]&63), 2
		if d[1] >= 192 && d[1] < 224 {
			at = 3
		}
	}
	version := d[at]
	return tag == forKey && (version == 3 || version == 6) || tag == byPassword && version >= 4 && version <= 6
}

// isTar knows a tar header by its checksum, for those without "ustar".
func isTar(d []byte) bool {
	if len(d) < 512 || d[0] == 0 {
		return false
	}
	want, err := strconv.ParseInt(strings.Trim(string(d[148:156]), " \x00"), 8, 32)
	if err != nil {
		return false
	}
	sum := int64(8 * ' ')
	for i, c := range d[:512] {
		if i < 148 || i >= 156 {
			sum += int64(c)
		}
	}
	return sum == want
}

// Signatures by which programs find an archive anywhere in a file, as behind the
// program that unpacks it.
const (
	rarSignature = "Rar!\x1a\x07"
	zipEnd       = "PK\x05\x06"
	sevenZip     = "7z\xbc\xaf\x27\x1c"
)

// mayHide is the cheap half of hiddenKind.
func mayHide(d []byte) bool {
	return bytes.Contains(zipTail(d), []byte(zipEnd)) || bytes.Contains(d, []byte(rarSignature)) || bytes.Contains(d, []byte(sevenZip)) ||
		bytes.Contains(d[:min(len(d), 1024)], []byte("%PDF-"))
}

// hiddenKind tells what opens as a picture with one program and as something else
// with another, kindUnknown when there is no more than the picture.
func hiddenKind(f *file) kind {
	d := f.data
	if bytes.Contains(zipTail(d), []byte(zipEnd)) {
		if z, err := f.directory(); z != nil && (err == nil || errors.Is(err, zip.ErrInsecurePath)) {
			return zipKind(f)
		}
	}
	switch {
	case bytes.Contains(d, []byte(rarSignature+"\x00")), bytes.Contains(d, []byte(rarSignature+"\x01\x00")):
		return kindRAR
	case bytes.Contains(d, []byte(sevenZip)):
		return kind7z
	case bytes.Contains(d[:min(len(d), 1024)], []byte("%PDF-")):
		return kindPDF
	}
	return kindUnknown
}

// zipTail is where the end of a central directory lies: 22 bytes and a comment
// (APPNOTE.TXT 4.3.16).
func zipTail(d []byte) []byte { return d[max(0, len(d)-(1<<16)-22):] }

// zipKind looks into a zip for the parts that make it a document.
func zipKind(f *file) kind {
	z, err := f.directory()
	if err != nil && z == nil {
		return kindZip
	}
	return packageKind(z)
}

// packageKind is the kind of document whose parts are in z, kindZip when they
// are not a document's.
func packageKind(z *zip.Reader) kind {
	names := map[string]*zip.File{}
	for i, f := range z.File {
		if i > 1<<16 {
			break
		}
		names[partName(f.Name)] = f
	}
	if f := names["mimetype"]; f != nil {
		if m := firstBytes(f, 200); strings.HasPrefix(m, "application/vnd.oasis.opendocument") || strings.HasPrefix(m, "application/vnd.sun.xml") {
			return kindODF
		}
	}
	if f := names["[content_types].xml"]; f != nil {
		switch k := ooxmlKind(firstBytes(f, 1<<20)); {
		case k == kindXLSB && names["xl/workbook.bin"] == nil: // SheetJS declares so in every xlsx
		case k != kindZip:
			return k
		}
	}
	for _, n := range []struct {
		part string
		kind kind
	}{{"word/document.xml", kindDOCX}, {"xl/workbook.xml", kindXLSX}, {"xl/workbook.bin", kindXLSB}, {"ppt/presentation.xml", kindPPTX}, {"content.xml", kindODF}} {
		if names[n.part] != nil {
			return n.kind
		}
	}
	return kindZip
}

func ooxmlKind(types string) kind {
	for _, t := range []struct {
		mark string
		kind kind
	}{
		{"ms-excel.sheet.binary", kindXLSB},
		{"spreadsheetml.sheet.main", kindXLSX}, {"ms-excel.sheet.macroEnabled.main", kindXLSX}, {"spreadsheetml.template.main", kindXLSX},
		{"ms-excel.template.macroEnabled.main", kindXLSX}, {"ms-excel.addin.macroEnabled.main", kindXLSX},
		{"wordprocessingml.document.main", kindDOCX}, {"wordprocessingml.template.main", kindDOCX}, {"ms-word.document.macroEnabled", kindDOCX}, {"ms-word.template.macroEnabled", kindDOCX},
		{"presentationml.presentation.main", kindPPTX}, {"presentationml.slideshow.main", kindPPTX}, {"presentationml.template.main", kindPPTX}, {"ms-powerpoint.", kindPPTX},
		{"ms-package.xps", kindXPS},
	} {
		if strings.Contains(types, t.mark) {
			return t.kind
		}
	}
	return kindZip
}

// partName is a part's name as Office looks it up: no case, no leading slash,
// slashes for back-slashes.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/"))
}

// extension is the lower-case extension of a name, without the dot.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}
