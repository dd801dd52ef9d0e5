package ident

import (
	"strings"
	"unicode/utf8"
)

// folded is a text with the characters that only look different made plain:
// full-width digits and signs (U+FF01 to U+FF5E), and without the invisible ones
// that come along when a number is copied from a phone's contacts.
type folded struct {
	text string
	// at is, for every byte of text and one more, the offset in the original.
	at []int32
}

// needsFold tells whether a text has such characters; most have none.
func needsFold(t string) bool {
	if plain(t) {
		return false
	}
	for i := 0; ; {
		j := strings.IndexByte(t[i:], 0xE2)
		if j < 0 {
			break
		}
		if i += j + 1; i+1 < len(t) && (t[i] == 0x80 && (t[i+1] >= 0x8B && t[i+1] <= 0x8F || t[i+1] >= 0xAA && t[i+1] <= 0xAE) || t[i] == 0x81 && t[i+1] >= 0xA0) {
			return true
		}
	}
	return strings.Contains(t, "\xEF\xBC") || strings.Contains(t, "\u00AD") || strings.Contains(t, "\uFEFF") || strings.Contains(t, "\u3000")
}

// plain tells whether a text is ASCII, eight bytes at a time.
func plain(t string) bool {
	i := 0
	for ; i+8 <= len(t); i += 8 {
		if eight(t[i:])&(ones*0x80) != 0 {
			return false
		}
	}
	for ; i < len(t); i++ {
		if t[i] >= 0x80 {
			return false
		}
	}
	return true
}

func fold(t string) folded {
	f := folded{at: make([]int32, 0, len(t)+1)}
	var b strings.Builder
	b.Grow(len(t))
	for i := 0; i < len(t); {
		r, n := utf8.DecodeRuneInString(t[i:])
		switch {
		case invisible(r):
		case r >= 0xFF01 && r <= 0xFF5E || r == 0x3000:
			if r == 0x3000 {
				r = 0xFF00
			}
			b.WriteByte(byte(r - 0xFF00 + 0x20))
			f.at = append(f.at, int32(i))
		default:
			b.WriteString(t[i : i+n])
			for j := range n {
				f.at = append(f.at, int32(i+j))
			}
		}
		i += n
	}
	f.at = append(f.at, int32(len(t)))
	f.text = b.String()
	return f
}

// invisible characters take no room: soft hyphen, zero-width and directional ones.
func invisible(r rune) bool {
	return r == 0xAD || r == 0xFEFF || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069
}

// restore gives the hits the offsets of the original text. A hit ends behind its
// last character, not before the next.
func (f *folded) restore(t string, hits []Hit) {
	for i := range hits {
		h := &hits[i]
		h.Start = int(f.at[h.Start])
		if h.End > 0 {
			last := int(f.at[h.End-1])
			_, n := utf8.DecodeRuneInString(t[last:])
			h.End = last + max(n, 1)
		}
	}
}
