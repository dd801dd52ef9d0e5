package extract

import (
	"fmt"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// readXLS reads an Excel workbook of 97 to 2003 (BIFF8) or 5.0/95 (BIFF5), and
// older bare streams as far as their cells go.
func readXLS(f *file, to output) error {
	if isBareBIFF(f.data) {
		return readBIFF(f, f.data, to)
	}
	root, err := openOLE(f.data)
	if err != nil {
		return err
	}
	return readXLSNode(f, root, to)
}

// isBareBIFF tells a BIFF stream without compound file by its BOF record of any
// version.
func isBareBIFF(data []byte) bool {
	id, n := le16(data, 0), le16(data, 2)
	return id&0xFF == 9 && (id>>8 == 0 || id>>8 == 2 || id>>8 == 4 || id>>8 == 8) && n >= 4 && n <= 16 && n%2 == 0 && len(data) > int(n)+8
}

// readXLSNode reads every part of a workbook's storage. A file saved for two
// versions has both streams; each is read.
func readXLSNode(f *file, n *oleNode, to output) error {
	var failed error
	for _, name := range []string{"Workbook", "Book"} {
		node := n.find(name)
		if node == nil {
			continue
		}
		b, whole := node.bytes()
		err := readBIFF(f, b, to)
		if err == nil {
			err = damagedUnless(whole)
		}
		if err != nil {
			failed = err
		}
	}
	if caches := n.find("_SX_DB_CUR"); caches != nil {
		for _, k := range caches.kids {
			b, _ := k.bytes()
			readPivotCache(f, k.name, b, to)
		}
	}
	embeddedObjects(f, n, to, "MBD", "LNK")
	oleProperties(f, n, to)
	return failed
}

// xlsBook is what is known of a workbook while its stream is read.
type xlsBook struct {
	f       *file
	to      output
	biff    int // 2 to 8
	cp      int // code page of 8-bit strings
	d1904   bool
	strings []string
	formats map[int]string
	fmtList []string // BIFF2 to BIFF4 number formats by their order
	xfs     []int    // format number of each cell style
	parsed  map[int]*numberFormat
	sheets  map[int]xlsSheetInfo // by offset of the sheet's BOF
	sheet   *xlsSheet            // nil between sheets
	begun   bool                 // a BOF has been seen
	depth   int                  // of BOF inside BOF: charts
	names   []string
	extern  string
	supTabs []string
	// drawings are the records of the pictures on all sheets.
	drawings []byte
	noted    bool // there are comments
	lost     bool // a cell's text is not in the table of texts
}

type xlsSheetInfo struct {
	name   string
	hidden bool
}

// readBIFF reads one stream of records. Encrypted streams are tried with the
// password Excel itself sets on its own.
func readBIFF(f *file, data []byte, to output) error {
	b := &xlsBook{f: f, to: to, biff: 8, cp: 1252, formats: map[int]string{},
		parsed: map[int]*numberFormat{}, sheets: map[int]xlsSheetInfo{}}
	s := &xlsStream{data: data}
	b.noted = hasNotes(data)
	for !to.stopped() {
		r, ok := s.next()
		if !ok {
			break
		}
		if r.id == xlsFilePass {
			plain, ok := decryptBIFF(data, r.body(), b.biff)
			if !ok {
				to.unreadable("", inspect.Encrypted, "workbook with a password")
				return nil
			}
			s.data, data = plain, plain
			b.noted = hasNotes(data)
			continue
		}
		if r.id == 0 && len(r.body()) == 0 { // padding behind the last substream
			break
		}
		b.record(&r)
	}
	b.endSheet()
	if !b.begun {
		return fmt.Errorf("workbook: no records")
	}
	if len(b.names) > 0 {
		to.text("defined names", 0, true, strings.Join(b.names, "\n"))
	}
	givePictures(f, to, b.drawings)
	if b.lost {
		return fmt.Errorf("workbook: texts of cells are missing")
	}
	if s.cut {
		return fmt.Errorf("workbook: a record ends outside the stream")
	}
	return nil
}

// record sends a record to the substream it is in.
func (b *xlsBook) record(r *xlsRecord) {
	switch {
	case r.id&0xFF == 9 && r.id <= xlsBOF && r.id>>8&1 == 0 && len(r.body()) >= 4:
		b.begin(r)
	case r.id == xlsEOF:
		b.end()
	case b.biff < 5 && b.sheet != nil && isStyleRecord(r.id):
		b.global(r) // before BIFF5 there is one substream for all
	case b.sheet != nil:
		b.sheet.record(r)
	default:
		b.global(r)
	}
}

// begin opens a substream. A chart inside a sheet has cells of its own: the
// values it was drawn from.
func (b *xlsBook) begin(r *xlsRecord) {
	const globals = 0x0005
	switch r.id >> 8 {
	case 0, 2, 4:
		b.biff = 2 + (r.id>>8)/2
	default:
		b.biff = 8
		if le16(r.body(), 0) < 0x0600 {
			b.biff = 5
		}
	}
	b.depth++
	b.begun = true
	if le16(r.body(), 2) == globals && b.sheet == nil {
		return
	}
	if b.sheet != nil {
		b.sheet.flush()
		b.sheet.chart = true
		return
	}
	info, ok := b.sheets[r.off]
	if !ok {
		info.name = fmt.Sprintf("sheet at %d", r.off)
		if b.biff < 5 {
			info.name = ""
		}
	}
	b.sheet = &xlsSheet{book: b, name: info.name, notes: map[int]string{}, hidden: info.hidden || b.f.hidden, row: -1}
}

// end closes a substream: a chart's, or the sheet's.
func (b *xlsBook) end() {
	if b.depth--; b.depth > 0 && b.sheet != nil {
		b.sheet.flush()
		b.sheet.chart = false
		return
	}
	b.depth = max(b.depth, 0)
	b.endSheet()
}

func isStyleRecord(id int) bool {
	switch id {
	case xlsCodePage, xlsDateMode, xlsFormat, 0x001E, 0x0243, 0x0443, xlsName, 0x0218:
		return true
	}
	return false
}

func (b *xlsBook) endSheet() {
	if b.sheet != nil {
		b.sheet.flush()
		b.sheet.looseNotes()
	}
	b.sheet = nil
}

// global reads a record of the workbook's own substream.
func (b *xlsBook) global(r *xlsRecord) {
	d := r.body()
	switch r.id {
	case xlsCodePage:
		b.cp = int(le16(d, 0))
	case xlsDateMode:
		b.d1904 = le16(d, 0) == 1
	case xlsBoundSheet:
		b.boundSheet(d)
	case xlsSST:
		b.sharedStrings(r)
	case xlsFormat, 0x001E:
		b.format(r)
	case xlsXF, 0x0243, 0x0443:
		b.style(d)
	case xlsName, 0x0218:
		b.name(r)
	case xlsSupBook:
		b.supBook(r)
	case xlsDrawings:
		for _, part := range r.parts {
			b.drawings = append(b.drawings, part...)
		}
	case xlsXCT:
		b.extern = "external data"
		if i := int(le16(d, 2)); len(d) >= 4 && i < len(b.supTabs) {
			b.extern = inspect.In(b.extern, b.supTabs[i])
		}
	case xlsCRN:
		b.externRow(r)
	}
}

// text8 reads a string of 8-bit characters in the code page (BIFF5 and
// before), or a Unicode one, with a length of lenBytes.
func (b *xlsBook) text8(x *xlsBytes, lenBytes int) string {
	if b.biff >= 8 {
		if lenBytes == 1 {
			return x.shortString()
		}
		return x.unicodeString()
	}
	n := int(x.byte())
	if lenBytes == 2 {
		n |= int(x.byte()) << 8
	}
	raw := make([]byte, 0, min(n, 256))
	for ; n > 0 && x.left(); n-- {
		raw = append(raw, x.byte())
	}
	return decodeCodePage(b.cp, raw)
}

// boundSheet is [MS-XLS] 2.4.28: where a sheet begins, and whether one sees it.
func (b *xlsBook) boundSheet(d []byte) {
	x := &xlsBytes{parts: [][]byte{cut(d, 6, len(d))}}
	b.sheets[int(le32(d, 0))] = xlsSheetInfo{name: b.text8(x, 1), hidden: le16(d, 4)&3 != 0}
}

func (b *xlsBook) sharedStrings(r *xlsRecord) {
	x := &xlsBytes{parts: r.parts}
	x.u32()
	n := x.u32()
	for i := 0; (n < 0 || i < n) && x.left(); i++ {
		b.strings = append(b.strings, x.richString())
	}
}

func (b *xlsBook) format(r *xlsRecord) {
	x := &xlsBytes{parts: r.parts}
	switch {
	case b.biff >= 5:
		id := x.u16()
		b.formats[id] = b.text8(x, map[bool]int{true: 2, false: 1}[b.biff >= 8])
		return
	case b.biff == 4:
		x.u16()
	}
	b.fmtList = append(b.fmtList, b.text8(x, 1))
	b.formats[len(b.fmtList)-1] = b.fmtList[len(b.fmtList)-1]
}

func (b *xlsBook) style(d []byte) {
	if b.biff < 5 && len(d) > 1 {
		b.xfs = append(b.xfs, int(d[1]))
		return
	}
	b.xfs = append(b.xfs, int(le16(d, 2)))
}

// show is a number as its cell style shows it.
func (b *xlsBook) show(v float64, xf int) string {
	id := 0
	if xf >= 0 && xf < len(b.xfs) {
		id = b.xfs[xf]
	}
	f := b.parsed[id]
	if f == nil {
		text, ok := b.formats[id]
		if !ok {
			text = builtinFormat(id)
		}
		f = parseNumberFormat(text)
		b.parsed[id] = f
	}
	return f.show(v, b.d1904)
}

// name is a defined name ([MS-XLS] 2.4.150) and the text it stands for.
func (b *xlsBook) name(r *xlsRecord) {
	d := r.body()
	n, formula := int(cutByte(d, 3)), int(le16(d, 4))
	x := &xlsBytes{parts: [][]byte{cut(d, 14, len(d))}}
	s := ""
	if b.biff >= 8 {
		wide := x.byte()&1 != 0
		s = x.characters(n, wide)
	} else {
		s = decodeCodePage(b.cp, cut(d, 14, n))
		x.skip(n)
	}
	if le16(d, 0)&0x20 != 0 { // a built-in name is one character
		s = ""
	}
	if x.left() {
		rest := cut(x.parts[0], x.off, formula)
		s = strings.TrimSpace(s + " " + b.constantText(rest))
	}
	if s != "" {
		b.names = append(b.names, s)
	}
}

// constantText is the text of a formula that begins with a string (PtgStr).
func (b *xlsBook) constantText(formula []byte) string {
	if len(formula) < 2 || formula[0] != 0x17 {
		return ""
	}
	return b.text8(&xlsBytes{parts: [][]byte{formula[1:]}}, 1)
}

// supBook names another workbook and its sheets ([MS-XLS] 2.4.271).
func (b *xlsBook) supBook(r *xlsRecord) {
	x := &xlsBytes{parts: r.parts}
	n := x.u16()
	b.supTabs = nil
	if kind := le16(r.body(), 2); kind == 0x0401 || kind == 0x3A01 || b.biff < 8 {
		return
	}
	x.unicodeString()
	for ; n > 0 && x.left(); n-- {
		b.supTabs = append(b.supTabs, x.unicodeString())
	}
}

// externRow is a row of values kept from another workbook ([MS-XLS] 2.4.65).
func (b *xlsBook) externRow(r *xlsRecord) {
	x := &xlsBytes{parts: r.parts}
	last, first, row := int(x.byte()), int(x.byte()), x.u16()
	var cells []string
	for i := first; i <= last && x.left(); i++ {
		switch x.byte() {
		case 1:
			cells = append(cells, plainNumber(x.float()))
		case 2:
			cells = append(cells, x.unicodeString())
		default:
			x.skip(8)
			cells = append(cells, "")
		}
	}
	b.to.row(inspect.Row{Place: inspect.Place{Path: b.f.path, Part: b.extern, Line: row + 1}, Hidden: true, Cells: cells})
}

func cutByte(b []byte, off int) byte {
	if off < 0 || off >= len(b) {
		return 0
	}
	return b[off]
}
