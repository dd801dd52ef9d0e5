package pdftext

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// The encodings of Annex D, as Unicode; 0 stands for no character.

// winAnsi is WinAnsiEncoding: Windows-1252 with bullets for what that leaves
// open (D.2, note 3), and a blank and a hyphen that do not break.
var winAnsi = func() (t [256]rune) {
	for c := ' '; c < 256; c++ {
		if t[c] = charmap.Windows1252.DecodeByte(byte(c)); t[c] < ' ' || t[c] == 0xfffd || t[c] >= 0x7f && t[c] < 0xa0 {
			t[c] = '•'
		}
	}
	t[0xa0], t[0xad] = ' ', '-'
	return t
}()

// macRoman is MacRomanEncoding.
var macRoman = func() (t [256]rune) {
	for c := ' '; c < 256; c++ {
		t[c] = charmap.Macintosh.DecodeByte(byte(c))
	}
	t[0x7f], t[0xca], t[0xdb] = 0, ' ', '¤'
	return t
}()

// standard is StandardEncoding.
var standard = func() (t [256]rune) {
	for c := ' '; c < 0x7f; c++ {
		t[c] = c
	}
	t['\''], t['`'] = '’', '‘'
	copy(t[0xa1:], []rune("¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ"))
	copy(t[0xb1:], []rune("–†‡·\x00¶•‚„”»…‰\x00¿"))
	copy(t[0xc1:], []rune("`´ˆ˜¯˘˙¨\x00˚¸\x00˝˛ˇ—"))
	for c, r := range map[int]rune{0xe1: 'Æ', 0xe3: 'ª', 0xe8: 'Ł', 0xe9: 'Ø', 0xea: 'Œ', 0xeb: 'º', 0xf1: 'æ', 0xf5: 'ı', 0xf8: 'ł', 0xf9: 'ø', 0xfa: 'œ', 0xfb: 'ß'} {
		t[c] = r
	}
	return t
}()

// baseEncoding gives a named encoding.
func baseEncoding(n name) (t [256]rune, ok bool) {
	switch n {
	case "WinAnsiEncoding":
		return winAnsi, true
	case "MacRomanEncoding":
		return macRoman, true
	case "StandardEncoding":
		return standard, true
	}
	return t, false
}

//go:embed glyphlist.txt
var glyphList string

// glyphNames is the Adobe Glyph List.
var glyphNames = sync.OnceValue(func() map[string]string {
	names := make(map[string]string, 4500)
	for l := range strings.Lines(glyphList) {
		n, codes, ok := strings.Cut(strings.TrimSpace(l), ";")
		if !ok || strings.HasPrefix(l, "#") {
			continue
		}
		var text []rune
		for _, c := range strings.Fields(codes) {
			v, err := strconv.ParseUint(c, 16, 32)
			if err != nil {
				continue
			}
			text = append(text, rune(v))
		}
		names[n] = string(text)
	}
	return names
})

// maxGlyphName is the longest name of a glyph that is looked at.
const maxGlyphName = 100

// glyphText gives what a glyph's name stands for, by the Adobe Glyph List
// specification 2; "" when it does not tell.
func glyphText(n string) string {
	if n, _, _ = strings.Cut(n, "."); len(n) > maxGlyphName {
		return ""
	}
	if text := glyphNames()[n]; text != "" {
		return text
	}
	if first, rest, ok := strings.Cut(n, "_"); ok && rest != "" {
		a, b := glyphText(first), glyphText(rest)
		if a == "" || b == "" {
			return ""
		}
		return a + b
	}
	switch {
	case strings.HasPrefix(n, "uni") && len(n) >= 7 && len(n)%4 == 3:
		var units []uint16
		for i := 3; i < len(n); i += 4 {
			v, err := strconv.ParseUint(n[i:i+4], 16, 16)
			if err != nil {
				return ""
			}
			units = append(units, uint16(v))
		}
		return plainText(string(utf16.Decode(units)))
	case strings.HasPrefix(n, "u") && len(n) >= 5 && len(n) <= 7:
		if v, err := strconv.ParseUint(n[1:], 16, 21); err == nil {
			return plainText(string(rune(v)))
		}
	}
	return ""
}

// plainText is s when it holds characters only.
func plainText(s string) string {
	if strings.ContainsAny(s, "\x00\uFFFD\uFFFE\uFFFF") {
		return ""
	}
	return s
}

// textString decodes a text string (7.9.2.2): UTF-16 or UTF-8 with a mark, or
// PDFDocEncoding.
func textString(s string) string {
	switch {
	case strings.HasPrefix(s, "\xfe\xff"), strings.HasPrefix(s, "\xff\xfe"):
		high, low := 0, 1
		if s[0] == 0xff {
			high, low = 1, 0
		}
		units := make([]uint16, 0, len(s)/2)
		for i := 2; i+1 < len(s); i += 2 {
			units = append(units, uint16(s[i+high])<<8|uint16(s[i+low]))
		}
		return withoutLanguage(string(utf16.Decode(units)))
	case strings.HasPrefix(s, "\xef\xbb\xbf"):
		return strings.ToValidUTF8(s[3:], "\uFFFD")
	}
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 0x18 && c < 0x20:
			b.WriteRune([]rune("˘ˇˆ˙˝˛˚˜")[c-0x18])
		case c >= 0x80 && c <= 0xa0:
			b.WriteRune([]rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD€")[c-0x80])
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// withoutLanguage is s without the codes of languages that viewers do not show:
// between two ESC (7.9.2.2.1).
func withoutLanguage(s string) string {
	for {
		before, rest, ok := strings.Cut(s, "\x1b")
		if !ok {
			return s
		}
		code, after, ok := strings.Cut(rest, "\x1b")
		if !ok || len(code) > 5 {
			return strings.ReplaceAll(s, "\x1b", "")
		}
		s = before + after
	}
}
