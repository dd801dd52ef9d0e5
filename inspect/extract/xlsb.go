package extract

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// xlsbLimits bound a binary workbook.
type xlsbLimits struct {
	bytes  int64 // of all parts unpacked
	record int   // of one record; longer ones are skipped
	member int64 // of an embedded file
	parts  int
}

func defaultXLSBLimits() xlsbLimits {
	return xlsbLimits{bytes: 512 << 20, record: 4 << 20, member: 64 << 20, parts: 10000}
}

var errXLSBLimit = errors.New("workbook unpacks to more than the limit")

// readXLSB reads an Excel binary workbook ([MS-XLSB]): a zip with parts of
// records, laid out like xlsx.
func readXLSB(f *file, to output) error {
	z, err := zip.NewReader(bytes.NewReader(f.data), int64(len(f.data)))
	if err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return newXLSB(f, to, z).give(z)
}

func newXLSB(f *file, to output, z *zip.Reader) *xlsbBook {
	b := &xlsbBook{f: f, to: to, limits: defaultXLSBLimits(), parts: map[string]*zip.File{}, sheets: map[string]xlsbSheetInfo{}, commented: map[string]bool{},
		book: &xlsBook{f: f, to: to, biff: 8, formats: map[int]string{}, parsed: map[int]*numberFormat{}}}
	b.left = b.limits.bytes
	for _, m := range z.File[:min(len(z.File), b.limits.parts)] {
		b.parts[xlsbPartName(m)] = m
	}
	return b
}

// give reads the workbook; going over a limit is no damage.
func (b *xlsbBook) give(z *zip.Reader) error {
	if len(z.File) > b.limits.parts {
		b.to.unreadable("", inspect.OverLimit, "parts of a workbook")
	}
	err := b.read(z.File[:min(len(z.File), b.limits.parts)])
	if errors.Is(err, errXLSBLimit) {
		b.to.unreadable("", inspect.OverLimit, err.Error())
		return nil
	}
	return err
}

// xlsbPartName is a part's name for comparing.
func xlsbPartName(m *zip.File) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(m.Name, `\`, "/"), "/"))
}

type xlsbSheetInfo struct {
	name     string
	hidden   bool
	comments string // the part with the comments
}

// xlsbBook is a workbook being read. Number formats and shared strings are as
// in xls.
type xlsbBook struct {
	f      *file
	to     output
	limits xlsbLimits
	left   int64
	parts  map[string]*zip.File
	sheets map[string]xlsbSheetInfo // by lower-case part name
	book   *xlsBook
	names  []string
	// commented are the parts with comments that belong to a sheet.
	commented map[string]bool
}

// Record types of [MS-XLSB] 2.3.
const (
	brtRow           = 0
	brtCellRk        = 2
	brtCellBool      = 4
	brtCellReal      = 5
	brtCellString    = 6
	brtCellShared    = 7
	brtFmlaString    = 8
	brtFmlaNumber    = 9
	brtFmlaBool      = 10
	brtShortRk       = 13
	brtShortBool     = 15
	brtShortReal     = 16
	brtShortString   = 17
	brtShortShared   = 18
	brtSharedItem    = 19
	brtName          = 39
	brtFormat        = 44
	brtStyle         = 47
	brtColumn        = 60
	brtCellRich      = 62
	brtBookProps     = 153
	brtBundleSheet   = 156
	brtExternTable   = 363
	brtExternRow     = 366
	brtExternNumber  = 368
	brtExternString  = 371
	brtHeaderFooter  = 479
	brtBeginCellXFs  = 617
	brtEndCellXFs    = 618
	brtCommentAuthor = 632
	brtComment       = 635
	brtCommentText   = 637
)

// read reads the parts that others need first, then all.
func (b *xlsbBook) read(members []*zip.File) error {
	rels := b.relations("xl/_rels/workbook.bin.rels")
	workbook := b.parts["xl/workbook.bin"]
	if workbook == nil {
		return errors.New("workbook: no xl/workbook.bin")
	}
	first := []struct {
		name  string
		visit func(int, []byte)
	}{
		{"xl/workbook.bin", func(id int, d []byte) { b.workbook(id, d, rels) }},
		{"xl/sharedstrings.bin", b.sharedString},
		{"xl/styles.bin", b.styles()},
	}
	for _, p := range first {
		if m := b.parts[p.name]; m != nil {
			if err := b.records(m, p.visit); err != nil {
				return err
			}
		}
	}
	if len(b.names) > 0 {
		b.to.text("defined names", 0, true, strings.Join(b.names, "\n"))
	}
	var failed error
	for _, m := range members {
		if b.to.stopped() {
			return nil
		}
		if err := b.member(m); err != nil {
			failed = err
		}
	}
	for _, m := range members {
		if name := xlsbPartName(m); strings.HasPrefix(path.Base(name), "comments") && strings.HasSuffix(name, ".bin") && !b.commented[name] {
			if err := b.comments(m, "comments", nil); err != nil {
				failed = err
			}
		}
	}
	return failed
}

// member reads one part by its place in the package.
func (b *xlsbBook) member(m *zip.File) error {
	name := xlsbPartName(m)
	base := strings.TrimSuffix(path.Base(name), ".bin")
	info, isSheet := b.sheets[name]
	switch dir := path.Dir(name); {
	case isSheet, strings.HasSuffix(dir, "sheets") && strings.HasSuffix(name, ".bin") && !strings.HasPrefix(base, "binaryindex"):
		if !isSheet {
			info = xlsbSheetInfo{name: base, hidden: true}
		}
		return b.sheet(m, info)
	case strings.HasPrefix(base, "comments") && strings.HasSuffix(name, ".bin"):
		return nil // read with its sheet, or at the end
	case strings.HasPrefix(dir, "xl/externallinks") && strings.HasSuffix(name, ".bin"):
		return b.extern(m)
	case dir == "xl/pivotcache" && strings.HasPrefix(base, "pivotcachedefinition"):
		return b.pivot(m, b.parts[strings.Replace(name, "definition", "records", 1)])
	case dir == "xl/embeddings":
		return b.embedding(m)
	case strings.HasSuffix(name, ".rels"):
		return b.links(m)
	case dir == "docprops", strings.HasPrefix(dir, "xl/drawings"), strings.HasPrefix(dir, "xl/charts"), dir == "customxml":
		return b.xmlWords(m, base)
	}
	return nil
}

// open unpacks a part within the limits.
func (b *xlsbBook) open(m *zip.File) (io.Reader, error) {
	if m.Flags&1 != 0 {
		b.to.unreadable(m.Name, inspect.Encrypted, "encrypted zip member")
		return bytes.NewReader(nil), nil
	}
	r, err := m.Open()
	if err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	return &xlsbCounter{r: r, left: &b.left}, nil
}

// xlsbCounter takes what it reads off the budget of the whole file.
type xlsbCounter struct {
	r    io.Reader
	left *int64
}

func (c *xlsbCounter) Read(p []byte) (int, error) {
	if *c.left <= 0 {
		return 0, errXLSBLimit
	}
	n, err := c.r.Read(p)
	*c.left -= int64(n)
	return n, err
}

// records visits the records of a part: a type of one or two bytes, a length
// of up to four, seven bits each ([MS-XLSB] 2.1.4).
func (b *xlsbBook) records(m *zip.File, visit func(id int, d []byte)) error {
	r, err := b.open(m)
	if err != nil {
		return err
	}
	in := bufio.NewReaderSize(r, 32<<10)
	var buf []byte
	for !b.to.stopped() {
		id, err := xlsbNumber(in, 2)
		if err == io.EOF {
			return nil
		}
		n, err2 := xlsbNumber(in, 4)
		if err = errors.Join(err, err2); err != nil {
			return fmt.Errorf("workbook: %s: %w", m.Name, err)
		}
		if n > b.limits.record {
			_, err = in.Discard(n)
			n = 0
		}
		if cap(buf) < n {
			buf = make([]byte, n)
		}
		buf = buf[:n]
		if err == nil {
			_, err = io.ReadFull(in, buf)
		}
		if err != nil {
			return fmt.Errorf("workbook: %s: %w", m.Name, err)
		}
		visit(id&0x7F|id>>1&0x3F80, buf)
	}
	return nil
}

// xlsbNumber reads a number of at most size bytes. That of a type keeps its
// flag bits in place: they are taken out by the caller.
func xlsbNumber(in *bufio.Reader, size int) (v int, err error) {
	for i := range size {
		c, err := in.ReadByte()
		if err != nil {
			if i > 0 && err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return 0, err
		}
		if size == 2 {
			v |= int(c) << (8 * i)
		} else {
			v |= int(c&0x7F) << (7 * i)
		}
		if c&0x80 == 0 {
			break
		}
	}
	return v, nil
}

// wideString is an XLWideString: length in characters, UTF-16; and the rest.
func wideString(d []byte) (s string, rest []byte) {
	n := le32(d, 0)
	if n == 0xFFFFFFFF || len(d) < 4 { // XLNullableWideString
		return "", cut(d, 4, len(d))
	}
	size := 2 * int(min(n, uint32(len(d))))
	return decodeUTF16(cut(d, 4, size)), cut(d, 4+size, len(d))
}

func (b *xlsbBook) workbook(id int, d []byte, rels map[string]string) {
	switch id {
	case brtBookProps:
		b.book.d1904 = le32(d, 0)&1 != 0
	case brtBundleSheet:
		rel, rest := wideString(cut(d, 8, len(d)))
		if rels[rel] == "" { // Excel 2007 before its release had four bytes more
			rel, rest = wideString(cut(d, 12, len(d)))
		}
		name, _ := wideString(rest)
		if target := rels[rel]; target != "" {
			part := strings.ToLower(target)
			b.sheets[part] = xlsbSheetInfo{name, le32(d, 0) != 0, b.commentsOf(part)}
		}
	case brtName:
		name, _ := wideString(cut(d, 9, len(d)))
		if !strings.HasPrefix(name, "_xlnm") {
			b.names = appendWords(b.names, name)
		}
	}
}

func (b *xlsbBook) sharedString(id int, d []byte) {
	if id == brtSharedItem {
		s, _ := wideString(cut(d, 1, len(d)))
		b.book.strings = append(b.book.strings, s)
	}
}

// styles reads number formats and which of them each cell style has.
func (b *xlsbBook) styles() func(int, []byte) {
	cells := false
	return func(id int, d []byte) {
		switch id {
		case brtBeginCellXFs, brtEndCellXFs:
			cells = id == brtBeginCellXFs
		case brtFormat:
			b.book.formats[int(le16(d, 0))], _ = wideString(cut(d, 2, len(d)))
		case brtStyle:
			if cells {
				b.book.xfs = append(b.book.xfs, int(le16(d, 2)))
			}
		}
	}
}

type xmlRelation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// readRelations decodes a .rels part of at most a megabyte or so.
func (b *xlsbBook) readRelations(m *zip.File) (all []xmlRelation) {
	r, err := b.open(m)
	if err != nil {
		return nil
	}
	var doc struct {
		All []xmlRelation `xml:"Relationship"`
	}
	_ = xml.NewDecoder(io.LimitReader(r, 16<<20)).Decode(&doc) // what was read counts
	return doc.All
}

// commentsOf is the part with the comments on a sheet's cells, "" without.
func (b *xlsbBook) commentsOf(part string) string {
	m := b.parts[path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")]
	if m == nil {
		return ""
	}
	for _, r := range b.readRelations(m) {
		if path.Base(r.Type) == "comments" {
			target := strings.ToLower(strings.ReplaceAll(r.Target, `\`, "/"))
			if !strings.HasPrefix(target, "/") {
				target = path.Join(path.Dir(part), target)
			}
			return strings.TrimPrefix(target, "/")
		}
	}
	return ""
}

// relations maps ids to part names for the workbook.
func (b *xlsbBook) relations(name string) map[string]string {
	all := map[string]string{}
	if m := b.parts[name]; m != nil {
		for _, r := range b.readRelations(m) {
			target := strings.ReplaceAll(r.Target, `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			all[r.ID] = strings.TrimPrefix(target, "/")
		}
	}
	return all
}
