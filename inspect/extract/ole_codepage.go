package extract

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// codePage is the encoding of a Windows code page number; Windows-1252 for
// those nobody knows, nil for UTF-8.
func codePage(cp int) encoding.Encoding {
	switch cp {
	case 65001, 20127:
		return nil
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 855:
		return charmap.CodePage855
	case 858:
		return charmap.CodePage858
	case 860:
		return charmap.CodePage860
	case 862:
		return charmap.CodePage862
	case 863:
		return charmap.CodePage863
	case 865:
		return charmap.CodePage865
	case 866:
		return charmap.CodePage866
	case 874:
		return charmap.Windows874
	case 932, 10001:
		return japanese.ShiftJIS
	case 936, 10008:
		return simplifiedchinese.GBK
	case 54936:
		return simplifiedchinese.GB18030
	case 949, 1361, 10003:
		return korean.EUCKR
	case 950, 10002:
		return traditionalchinese.Big5
	case 10007:
		return charmap.MacintoshCyrillic
	case 10000, 0x8000:
		return charmap.Macintosh
	case 20866:
		return charmap.KOI8R
	case 21866:
		return charmap.KOI8U
	}
	return windowsCodePage(cp)
}

// windowsCodePage are the 125x pages and the parts of ISO 8859 by number.
func windowsCodePage(cp int) encoding.Encoding {
	windows := []*charmap.Charmap{charmap.Windows1250, charmap.Windows1251, charmap.Windows1252,
		charmap.Windows1253, charmap.Windows1254, charmap.Windows1255, charmap.Windows1256,
		charmap.Windows1257, charmap.Windows1258}
	iso := []*charmap.Charmap{charmap.ISO8859_1, charmap.ISO8859_2, charmap.ISO8859_3, charmap.ISO8859_4,
		charmap.ISO8859_5, charmap.ISO8859_6, charmap.ISO8859_7, charmap.ISO8859_8, charmap.ISO8859_9}
	switch {
	case cp >= 1250 && cp <= 1258:
		return windows[cp-1250]
	case cp >= 28591 && cp <= 28599:
		return iso[cp-28591]
	case cp == 28605:
		return charmap.ISO8859_15
	}
	return charmap.Windows1252
}

// decodeCodePage decodes bytes of a code page; 1200 is UTF-16.
func decodeCodePage(cp int, b []byte) string {
	if cp == 1200 {
		return decodeUTF16(b)
	}
	if isASCII(b) {
		return string(b)
	}
	enc := codePage(cp)
	if enc == nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	s, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(s)
}

func isASCII(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
