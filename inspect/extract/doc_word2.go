package extract

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// isWord2 tells a document of Word for Windows 1 and 2, which is no compound
// file, by the head of its file information block.
func isWord2(d []byte) bool {
	version := le16(d, 2)
	return len(d) > 0x180 && (le16(d, 0) == 0xA5DB && version >= 40 && version < 60 || le16(d, 0) == 0xA59B && version >= 30 && version < 40)
}

// readWord2 reads the text of such a document, which stands in one piece from
// fcMin to fcMac with all stories behind one another. Where it was saved in
// pieces ("fast save") it stays unread.
func readWord2(f *file, to output) error {
	d := f.data
	flags, from, end := le16(d, 10), int64(le32(d, 0x18)), int64(le32(d, 0x1C))
	switch {
	case flags&fibEncrypted != 0:
		return encrypted("document with a password")
	case flags&fibComplex != 0:
		return unsupported("document of Word 2 saved in pieces")
	case from < 0x80 || end < from || end > int64(len(d)):
		return damaged("broken document of Word 2")
	}
	text := decodeCodePage(languageCodePage(le16(d, 6)), d[from:end])
	for i, p := range strings.Split(text, "\r") {
		for _, row := range strings.Split(strings.TrimPrefix(p, "\n"), "\a\a") { // the ends of a cell and of its row
			cells := strings.Split(word2Clean(row), "\a")
			if len(cells) == 1 {
				to.text("", i+1, f.hidden, cells[0])
				continue
			}
			to.row(inspect.Row{Place: inspect.Place{Path: f.path, Line: i + 1}, Hidden: f.hidden, Cells: cells})
		}
	}
	return nil
}

// word2Clean turns the marks of fields, breaks and pictures into blanks.
func word2Clean(p string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\v' || r == '\f':
			return '\n'
		case r < ' ' && r != '\t' && r != '\a':
			return ' '
		}
		return r
	}, p)
}
