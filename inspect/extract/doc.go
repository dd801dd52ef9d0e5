package extract

import (
	"fmt"
	"slices"

	"github.com/postlock/postlock/inspect"
)

// Flags of FibBase ([MS-DOC] 2.5.1).
const (
	fibComplex    = 0x0004
	fibEncrypted  = 0x0100
	fibWhichTable = 0x0200
	fibExtChar    = 0x1000
)

// readDOCNode reads the storage of a Word document of 97 to 2003 ([MS-DOC]): text,
// embedded objects, properties; and the text of Word 6 and 95.
func readDOCNode(f *file, n *oleNode, to output) error {
	d := &wordDoc{f: f, to: to}
	var whole bool
	d.main, whole = n.find("WordDocument").bytes()
	ident, version, flags := le16(d.main, 0), le16(d.main, 2), le16(d.main, 10)
	switch {
	case len(d.main) < 0x60 || ident>>8 != 0xA5 && ident>>8 != 0xA6:
		return fmt.Errorf("document: no file information block")
	case flags&fibEncrypted != 0:
		to.unreadable("", inspect.Encrypted, "document with a password")
		return nil
	case version < 101:
		to.unreadable("", inspect.Unsupported, "document of Word 2 or older")
		return nil
	}
	d.left = 4*len(d.main) + 1<<16
	table := "0Table"
	if flags&fibWhichTable != 0 {
		table = "1Table"
	}
	d.table, _ = n.find(table).bytes()
	d.data, _ = n.find("Data").bytes()
	var err error
	if version < 193 { // [MS-DOC] 2.5.1: 0x00C1 is Word 97
		d.table = d.main
		d.cp = languageCodePage(le16(d.main, 6))
		if summary, _ := n.find("\x05SummaryInformation").bytes(); d.cp == 1252 {
			d.cp = propertyCodePage(summary) // of the machine it was written on
		}
		if d.cp == 1252 && looksCyrillic(d.main) {
			d.cp = 1251
		}
		err = d.readOld()
	} else {
		err = d.readNew()
	}
	if d.over {
		to.unreadable("", inspect.OverLimit, "more text than the file has bytes")
	}
	givePictures(f, to, d.data)
	givePictures(f, to, d.main)
	if pool := n.find("ObjectPool"); pool != nil {
		embeddedObjects(f, pool, to, "_")
	}
	oleProperties(f, n, to)
	if err == nil {
		err = damagedUnless(whole)
	}
	return err
}

// wordDoc is a document being read.
type wordDoc struct {
	f           *file
	to          output
	main, table []byte // streams
	data        []byte
	pieces      []wordPiece
	hidden      []fcRange // runs a reader of the document does not see
	paras       []fcRange // paragraphs in tables
	old         bool      // before Word 97
	guess       bool      // no paragraph says that it ends a row
	cp          int       // code page of 8-bit text in old documents
	tables      int       // so far
	left        int       // bytes of text that may still be read
	over        bool      // left was not enough
}

// wordPiece is a run of characters and where its bytes are.
type wordPiece struct {
	cp, end int // character positions
	fc      int // offset in the main stream
	size    int // bytes a character: 1 or 2
}

// wordStory is one of the texts that follow each other in a document.
type wordStory struct {
	part   string
	length int
	hidden bool
}

// readNew reads the piece table and the stories of Word 97 and later. The
// offsets are those of FibRgLw97 and FibRgFcLcb97, which every version keeps.
func (d *wordDoc) readNew() error {
	n := func(off int) int { return int(min(le32(d.main, off), 1<<30)) }
	d.pieces = wordPieces(cut(d.table, n(0x1A2), n(0x1A6)))
	if len(d.pieces) == 0 && n(0x4C) > 0 {
		return fmt.Errorf("document: no piece table")
	}
	d.hidden = d.charRuns(cut(d.table, n(0xFA), n(0xFE)))
	d.paras = d.paraRuns(cut(d.table, n(0x102), n(0x106)))
	d.guess = !slices.ContainsFunc(d.paras, func(r fcRange) bool { return r.marks&markRowEnd != 0 })
	stories := []wordStory{
		{"", n(0x4C), false}, {"footnotes", n(0x50), false}, {"headers and footers", n(0x54), false},
		{"macros", n(0x58), true}, {"comments", n(0x5C), true}, {"endnotes", n(0x60), false},
		{"text boxes", n(0x64), false}, {"text boxes in headers", n(0x68), false},
	}
	at := 0
	for _, s := range stories {
		d.story(s, at, at+s.length)
		at += s.length
	}
	return nil
}

// wordPieces reads a Clx ([MS-DOC] 2.9.38): property blocks, then the table.
func wordPieces(clx []byte) (pieces []wordPiece) {
	for len(clx) >= 3 && clx[0] == 1 {
		clx = clx[min(len(clx), 3+int(le16(clx, 1))):]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return nil
	}
	plc := cut(clx, 5, int(min(le32(clx, 1), uint32(len(clx)))))
	n := (len(plc) - 4) / 12
	for i := range max(n, 0) {
		p := wordPiece{cp: int(le32(plc, 4*i)), end: int(le32(plc, 4*i+4)), size: 2}
		fc := le32(plc, 4*(n+1)+8*i+2)
		p.fc = int(fc & 0x3FFFFFFF)
		if fc&0x40000000 != 0 { // compressed: bytes of Windows-1252
			p.fc, p.size = p.fc/2, 1
		}
		if p.end > p.cp {
			pieces = append(pieces, p)
		}
	}
	return pieces
}

// readOld reads Word 6 and 95: one text of bytes, in pieces when it was saved
// fast. Its tables have no marks read here: two cell marks end a row.
func (d *wordDoc) readOld() error {
	d.old, d.guess = true, true
	size := 1
	if le16(d.main, 10)&fibExtChar != 0 {
		size = 2
	}
	start, length := int(min(le32(d.main, 0x18), 1<<30)), 0
	for off := 0x34; off < 0x54; off += 4 { // ccpText … ccpHdrTxbx
		length += int(min(le32(d.main, off), 1<<26))
	}
	if le16(d.main, 10)&fibComplex != 0 {
		fc, lcb := int(min(le32(d.main, 0x160), 1<<30)), int(min(le32(d.main, 0x164), 1<<30))
		d.pieces = wordPieces(cut(d.main, fc, lcb))
		for i := range d.pieces { // no compressed pieces yet
			d.pieces[i].size = size
		}
	}
	if len(d.pieces) == 0 {
		d.pieces = []wordPiece{{cp: 0, end: length, fc: start, size: size}}
	}
	if start >= len(d.main) && length > 0 {
		return fmt.Errorf("document: text outside of the file")
	}
	d.story(wordStory{"", length, false}, 0, length)
	return nil
}

// looksCyrillic tells text whose words are all of letters that in the West are
// accented ones: four of those in a row, several times.
func looksCyrillic(b []byte) bool {
	run, words := 0, 0
	for _, c := range b[min(len(b), 0x300):] {
		if c < 0xC0 || c == 0xFF {
			run = 0
			continue
		}
		if run++; run == 4 {
			words++
		}
	}
	return words > 2 && words > len(b)/2000
}

// languageCodePage is the code page of a Windows language ([MS-LCID]).
func languageCodePage(lid uint16) int {
	switch lid & 0x3FF {
	case 0x05, 0x0E, 0x15, 0x18, 0x1A, 0x1B, 0x1C, 0x24:
		return 1250
	case 0x02, 0x19, 0x22, 0x23, 0x2F:
		return 1251
	case 0x08:
		return 1253
	case 0x1F:
		return 1254
	case 0x0D:
		return 1255
	case 0x01, 0x20, 0x29:
		return 1256
	case 0x25, 0x26, 0x27:
		return 1257
	case 0x2A:
		return 1258
	case 0x11:
		return 932
	case 0x12:
		return 949
	case 0x04:
		if lid == 0x0404 {
			return 950
		}
		return 936
	}
	return 1252
}
