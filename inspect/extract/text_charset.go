package extract

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// headBytes is how much of a text is looked at to tell its charset and kind.
const headBytes = 64 << 10

// byteOrderMark begins UTF-8 of some programs.
const byteOrderMark = "\xef\xbb\xbf"

// charsetOf finds the encoding of text: a byte order mark, valid UTF-8, the
// zeros of UTF-16, what was declared, and last what the bytes look like. nil
// stands for UTF-8.
func charsetOf(d []byte, declared string) encoding.Encoding {
	head := d[:min(len(d), headBytes)]
	switch {
	case bytes.HasPrefix(d, []byte(byteOrderMark)):
		return nil
	case bytes.HasPrefix(d, []byte("\xff\xfe\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case bytes.HasPrefix(d, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case bytes.HasPrefix(d, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(d, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	if e := zeros(head); e != nil {
		return e
	}
	if escapes(head) {
		if e, _ := charset.Lookup("iso-2022-jp"); e != nil {
			return e
		}
	}
	if validUTF8(d, head) {
		return nil
	}
	return charsetBeyond(head, declared)
}

// charsetBeyond finds the encoding of text that is not UTF-8; never nil.
func charsetBeyond(head []byte, declared string) encoding.Encoding {
	for _, name := range []string{declared, markupCharset(head)} {
		if e := named(name); e != nil {
			return e
		}
	}
	return guessed(head)
}

// escapes tells ISO-2022-JP by its shifts.
func escapes(head []byte) bool {
	return bytes.Contains(head, []byte("\x1b$B")) || bytes.Contains(head, []byte("\x1b$@"))
}

// validUTF8 forgives a character cut at the end of head and, in long texts, a
// few broken bytes among many good ones.
func validUTF8(d, head []byte) bool {
	if utf8.Valid(d) {
		return true
	}
	good, bad := 0, 0
	for i := 0; i < len(head); {
		r, n := utf8.DecodeRune(head[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good > 20*bad
}

// zeros finds UTF-16 without a mark: in Western text every other byte is 0.
func zeros(head []byte) encoding.Encoding {
	var n [2]int
	for i, c := range head {
		if c == 0 {
			n[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case half < 4:
		return nil
	case n[1] > half*6/10 && n[0] < half/10:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case n[0] > half*6/10 && n[1] < half/10:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// named is the encoding called name, nil for UTF-8, US-ASCII and unknown ones.
// ISO-8859-1 is read as Windows-1252, as every mail reader does.
func named(name string) encoding.Encoding {
	name = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"'`))
	switch name {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "8bit", "binary", "x-unknown":
		return nil
	case "macintosh", "x-macintosh", "mac", "macroman", "x-mac-roman":
		return charmap.Macintosh
	case "cp850", "ibm850":
		return charmap.CodePage850
	case "cp437", "ibm437":
		return charmap.CodePage437
	}
	e, canonical := charset.Lookup(name)
	if canonical == "utf-8" || canonical == "replacement" || strings.HasPrefix(canonical, "utf-16") {
		return nil
	}
	return e
}

// guessed asks chardet; Mac Roman and the DOS code pages, which it does not
// know, are told by where their letters lie: between 0x80 and 0x9f, where
// Windows has signs that hardly stand inside a word.
func guessed(head []byte) encoding.Encoding {
	var mac, dos, low, high int
	for i := 1; i+1 < len(head); i++ {
		c := head[i]
		if c < 0x80 || !letter(head[i-1]) || !letter(head[i+1]) {
			continue
		}
		mac += strings.Count(macLetters, string(rune(c)))
		dos += strings.Count(dosLetters, string(rune(c)))
		switch {
		case c >= 0xc0 && c != 0xe1:
			high++
		case c < 0xa0 && c != 0x92, c == 0xbf, c == 0xe1:
			low++
		}
	}
	switch {
	case low > 4*high && mac > dos:
		return charmap.Macintosh
	case low > 4*high && dos > 0:
		return charmap.CodePage850
	}
	r, err := chardet.NewTextDetector().DetectBest(head)
	if err != nil || r.Confidence < 30 {
		return charmap.Windows1252
	}
	if e := named(r.Charset); e != nil {
		return e
	}
	return charmap.Windows1252
}

// Where common letters lie, in this order: é ë ï ö ü ä ø å ß æ è á ó.
const (
	macLetters = "\u008e\u0091\u0095\u009a\u009f\u008a\u00bf\u008c\u00a7\u00be\u008f\u0087\u0097"
	dosLetters = "\u0082\u0089\u008b\u0094\u0081\u0084\u009b\u0086\u00e1\u0091\u008a\u00a0\u00a2"
)

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// decode gives d as UTF-8 without a byte order mark.
func decode(d []byte, declared string) []byte {
	e := charsetOf(d, declared)
	if e == nil {
		return bytes.TrimPrefix(d, []byte(byteOrderMark))
	}
	out, err := e.NewDecoder().Bytes(d)
	if err != nil {
		return d
	}
	return out
}

// decodeHead gives the beginning of f as UTF-8 when f is text.
func decodeHead(f *file) (string, bool) {
	head := f.data[:min(len(f.data), headBytes)]
	if len(f.data) > headBytes {
		head = head[:len(head)&^3]
	}
	text := decode(head, f.charset)
	return string(text), printable(text)
}

// printable tells text from binary: of a hundred bytes of packed or encrypted
// data ten are control characters and fifty no ASCII. Texts out of old programs
// have some controls for dashes and quotes, but no zeros.
func printable(d []byte) bool {
	zeros, controls, high := 0, 0, 0
	for _, c := range d {
		switch {
		case c == 0:
			zeros++
		case c >= 0x80:
			high++
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1b && c != 0x1a && c != 0x08:
			controls++
		}
	}
	return (zeros == 0 || zeros*200 < len(d)) && (controls == 0 || controls*40 < len(d) || zeros+high == 0 && controls*2 < len(d))
}

// markupCharset finds the encoding that an XML declaration or an HTML meta
// element names.
func markupCharset(d []byte) string {
	head := d[:min(len(d), 1024)]
	if !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<")) ||
		!containsFold(string(head), "charset") && !containsFold(string(head), "encoding") {
		return ""
	}
	m := regexp.MustCompile(`(?i)(?:charset|encoding)\s*=\s*["']?([a-z0-9._:-]+)`).FindSubmatch(head)
	if m == nil {
		return ""
	}
	return string(m[1])
}
