package pdftext

import (
	"bytes"
	"strconv"
)

// entry is where an object lies (7.5.4, 7.5.8).
type entry struct {
	kind entryKind
	gen  int
	// at is the offset in the file, or the number of the object stream.
	at int
	// index is the place in the object stream.
	index int
}

type entryKind uint8

const (
	unset entryKind = iota
	free
	plain
	packed
)

const (
	// endRoom is how far before the end of the file startxref must stand.
	endRoom = 2048
	// maxSections is the most incremental updates.
	maxSections = 200
)

// readCrossReferences follows the chain from startxref, newest first.
func (d *Document) readCrossReferences() error {
	if !bytes.HasPrefix(d.data, []byte("%PDF-1.")) && !bytes.HasPrefix(d.data, []byte("%PDF-2.")) {
		return unclean("no header")
	}
	at, err := d.startxref()
	if err != nil {
		return err
	}
	seen := map[int]bool{}
	for more := true; more; {
		if seen[at] || len(seen) > maxSections {
			return unclean("endless cross-references")
		}
		seen[at] = true
		if at, more, err = d.section(at); err != nil {
			return err
		}
	}
	return d.checkEntries()
}

// startxref reads the last lines of the file (7.5.5).
func (d *Document) startxref() (int, error) {
	end := d.data[max(0, len(d.data)-endRoom):]
	i := bytes.LastIndex(end, []byte("startxref"))
	if i < 0 {
		return 0, unclean("no startxref")
	}
	l := lexer{b: end, at: i + len("startxref")}
	for l.at < len(end) && class[end[l.at]] == white {
		l.at++
	}
	at, whole, ok := parseNumber(l.word())
	for l.at < len(end) && class[end[l.at]] == white {
		l.at++
	}
	rest := end[l.at:]
	if !ok || !whole || at < 0 || !bytes.HasPrefix(rest, []byte("%%EOF")) || len(bytes.Trim(rest[5:], "\x00\t\n\f\r ")) > 0 {
		return 0, unclean("no end of file")
	}
	return int(at), nil
}

// section reads a table or stream of cross-references and tells where the older
// one is.
func (d *Document) section(at int) (prev int, more bool, err error) {
	if at < 0 || at >= len(d.data) {
		return 0, false, unclean("cross-references outside the file")
	}
	l := lexer{b: d.data, at: at, refs: true}
	var trailer dict
	if l.keyword("xref") {
		trailer, err = d.table(&l)
	} else {
		trailer, err = d.crossStream(at)
	}
	if err != nil {
		return 0, false, err
	}
	if trailer["Encrypt"] != nil {
		return 0, false, unclean("encrypted")
	}
	if d.trailer == nil {
		d.trailer = trailer
	}
	prev, more = trailer["Prev"].(int)
	if trailer["Prev"] != nil && !more {
		return 0, false, unclean("Prev")
	}
	return prev, more, nil
}

// table reads a table and its trailer, and for hybrid files the stream beside
// it, which adds what the table holds as free (7.5.8.4).
func (d *Document) table(l *lexer) (dict, error) {
	fresh := map[int]bool{}
	for !l.keyword("trailer") {
		first, ok1 := l.object().(int)
		n, ok2 := l.object().(int)
		if !ok1 || !ok2 || first < 0 || n < 0 || first > d.limits.Objects || n > d.limits.Objects {
			return nil, unclean("table of cross-references")
		}
		for l.at < len(l.b) && class[l.b[l.at]] == white {
			l.at++
		}
		for i := first; i < first+n; i++ {
			e, ok := tableEntry(l)
			if i == 1 && first == 1 && e.kind == free && e.gen == 65535 { // some readers shift such a table
				ok = false
			}
			if !ok || !d.setEntry(i, e, fresh) {
				return nil, unclean("entry of cross-references")
			}
		}
	}
	trailer, ok := l.object().(dict)
	if l.bad || !ok {
		return nil, unclean("trailer")
	}
	if at, ok := trailer["XRefStm"].(int); !ok && trailer["XRefStm"] != nil {
		return nil, unclean("XRefStm")
	} else if ok {
		for i := range fresh {
			if d.entries[i].kind == free {
				d.entries[i] = entry{}
			}
		}
		if _, err := d.crossStream(at); err != nil {
			return nil, err
		}
		for i := range fresh {
			if d.entries[i].kind == unset {
				d.entries[i].kind = free
			}
		}
	}
	return trailer, nil
}

// tableEntry reads "0000000016 00000 n" and a line end: 20 bytes, for some readers
// count bytes and others words.
func tableEntry(l *lexer) (e entry, ok bool) {
	if len(l.b)-l.at < 20 {
		return e, false
	}
	b := l.b[l.at : l.at+20]
	l.at += 20
	at, _, ok1 := parseNumber(b[:10])
	gen, _, ok2 := parseNumber(b[11:16])
	if !ok1 || !ok2 || at < 0 || gen < 0 || b[10] != ' ' || b[16] != ' ' || class[b[18]] != white || class[b[19]] != white {
		return e, false
	}
	e = entry{kind: plain, gen: int(gen), at: int(at)}
	switch b[17] {
	case 'f':
		e.kind = free
	case 'n':
		ok = gen <= 65535
		return e, ok
	default:
		return e, false
	}
	return e, true
}

// setEntry keeps the newest entry of each object; fresh are those this section
// gave, which it must not give twice.
func (d *Document) setEntry(num int, e entry, fresh map[int]bool) bool {
	if num > d.limits.Objects || fresh[num] {
		return false
	}
	for len(d.entries) <= num {
		d.entries = append(d.entries, entry{})
	}
	if d.entries[num].kind == unset {
		d.entries[num] = e
		fresh[num] = true
	}
	return true
}

// crossStream reads a cross-reference stream (7.5.8), which is also a trailer.
func (d *Document) crossStream(at int) (dict, error) {
	_, o, err := d.objectAt(at)
	if err != nil {
		return nil, err
	}
	s, ok := o.(*stream)
	if !ok || s.dict["Type"] != name("XRef") {
		return nil, unclean("no stream of cross-references")
	}
	data, err := d.decode(s, nil)
	if err != nil {
		return nil, err
	}
	var w [3]int
	widths, _ := s.dict["W"].(array)
	if len(widths) != 3 {
		return nil, unclean("widths of cross-references")
	}
	for i := range w {
		n, ok := widths[i].(int)
		if !ok || n < 0 || n > 4 {
			return nil, unclean("widths of cross-references")
		}
		w[i] = n
	}
	index, given := s.dict["Index"].(array)
	if !given {
		index = array{0, s.dict["Size"]}
	}
	return s.dict, d.crossEntries(data, w, index)
}

func (d *Document) crossEntries(data []byte, w [3]int, index array) error {
	fresh := map[int]bool{}
	width := w[0] + w[1] + w[2]
	for ; len(index) >= 2; index = index[2:] {
		first, ok1 := index[0].(int)
		n, ok2 := index[1].(int)
		if !ok1 || !ok2 || first < 0 || n < 0 || width == 0 || n > len(data)/width {
			return unclean("index of cross-references")
		}
		for i := range n {
			e, ok := streamEntry(data[i*width:], w)
			if !ok || !d.setEntry(first+i, e, fresh) {
				return unclean("entry of cross-references")
			}
		}
		data = data[n*width:]
	}
	if len(index) != 0 {
		return unclean("index of cross-references")
	}
	return nil
}

func streamEntry(b []byte, w [3]int) (e entry, ok bool) {
	var f [3]int
	for i, n := range w {
		for range n {
			f[i] = f[i]<<8 | int(b[0])
			b = b[1:]
		}
	}
	if w[0] == 0 {
		f[0] = 1
	}
	switch f[0] {
	case 0:
		return entry{kind: free, at: f[1], gen: f[2]}, true
	case 1:
		return entry{kind: plain, at: f[1], gen: f[2]}, true
	case 2:
		return entry{kind: packed, at: f[1], index: f[2]}, true
	}
	return e, false
}

// checkEntries looks whether every entry leads to the object it names.
func (d *Document) checkEntries() error {
	if size, ok := d.trailer["Size"].(int); !ok || size < len(d.entries) {
		return unclean("objects beyond the size") // that do not exist for some readers
	}
	for num, e := range d.entries {
		switch e.kind {
		case plain:
			l := lexer{b: d.data, at: e.at}
			if e.at <= 0 || e.at >= len(d.data) || class[d.data[e.at-1]] == regular && !bytes.HasSuffix(d.data[:e.at], []byte("endobj")) || !l.header(num, e.gen) {
				return unclean("object %d is not where it should be", num)
			}
		case packed:
			if e.at >= len(d.entries) || d.entries[e.at].kind != plain {
				return unclean("object stream %d", e.at)
			}
		}
	}
	return d.checkUnlisted()
}

// checkUnlisted looks for objects that only a reader finds who mends the file:
// newer than the one listed with that number, or not listed at all.
func (d *Document) checkUnlisted() error {
	for from := 0; ; {
		i := bytes.Index(d.data[from:], []byte("obj"))
		if i < 0 {
			return nil
		}
		at := from + i
		from = at + 3
		start, num, ok := headerBefore(d.data[:at])
		if !ok {
			continue
		}
		if num >= len(d.entries) || d.entries[num].kind == unset || start > d.place(num) {
			return unclean("object %d is written and not listed", num)
		}
	}
}

// place is where an object is in the file, or the object stream that holds it.
func (d *Document) place(num int) int {
	switch e := d.entries[num]; e.kind {
	case packed:
		return d.entries[e.at].at
	case plain:
		return e.at + len("\r\n ") // white space may come first
	}
	return len(d.data)
}

// headerBefore takes "12 0 " at the end of b.
func headerBefore(b []byte) (start, num int, ok bool) {
	skip := func(digits bool) int {
		n := len(b)
		for len(b) > 0 && (digits && b[len(b)-1] >= '0' && b[len(b)-1] <= '9' || !digits && class[b[len(b)-1]] == white) {
			b = b[:len(b)-1]
		}
		return n - len(b)
	}
	if skip(false) == 0 || skip(true) == 0 || skip(false) == 0 {
		return 0, 0, false
	}
	all := b
	n := skip(true)
	if n == 0 || n > 9 || len(b) > 0 && class[b[len(b)-1]] != white && !bytes.HasSuffix(b, []byte("endobj")) {
		return 0, 0, false
	}
	num, err := strconv.Atoi(string(all[len(b):]))
	return len(b), num, err == nil
}

// header takes "12 0 obj".
func (l *lexer) header(num, gen int) bool {
	l.space()
	n, whole1, ok1 := parseNumber(l.word())
	l.space()
	g, whole2, ok2 := parseNumber(l.word())
	return ok1 && ok2 && whole1 && whole2 && int(n) == num && int(g) == gen && l.keyword("obj")
}
