package extract

import (
	"github.com/postlock/postlock/inspect"
)

// minPicture is the size from which a picture may be a page or a list, and is
// reported as not read. Logos and icons are smaller.
const minPicture = 32 << 10

// read has f read by the reader of its kind.
func read(k kind, f *file, s *sink) error {
	plain := map[kind]reader{
		kindText: readText, kindTable: readTable, kindFixed: readFixed, kindOLE: readOLE,
		kindTNEF: readTNEF, kindRTF: readRTF, kindXLSB: readXLSB, kindVCard: readVCard, kindICal: readICal, kindLDIF: readLDIF, kindMbox: readMbox,
	}
	deep := map[kind]func(*file, *sink) error{
		kindZip: readZip, kindXLSX: readXLSX, kindDOCX: readDOCX, kindPPTX: readPPTX, kindHTML: readHTML, kindPDF: readPDF,
	}
	switch k {
	case kindEmpty, kindIgnored:
		return nil
	case kindPicture:
		if len(f.data) >= minPicture {
			s.unreadable("", inspect.Picture, "")
		}
		return nil
	case kindEncrypted:
		return encrypted("encrypted file")
	case kindUnsupported, kindUnknown:
		return unsupported("a kind of file that is not read")
	}
	if r := plain[k]; r != nil {
		return r(f, s)
	}
	if r := deep[k]; r != nil {
		return r(f, s)
	}
	return unsupported(k.String() + " is not read")
}
