package extract

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Record types of [MS-PPT] 2.13.24 and [MS-ODRAW].
const (
	pptDocument      = 0x03E8
	pptSlide         = 0x03EE
	pptNotes         = 0x03F0
	pptNotesAtom     = 0x03F1
	pptSlidePersist  = 0x03F3
	pptMaster        = 0x03F8
	pptSlideShow     = 0x03F9
	pptTextChars     = 0x0FA0
	pptTextBytes     = 0x0FA8
	pptCString       = 0x0FBA
	pptSlideList     = 0x0FF0
	pptUserEdit      = 0x0FF5
	pptOLEObject     = 0x1011
	pptPersistDir    = 0x1772
	pptComment       = 0x2EE0
	pptBinaryTag     = 0x138B // records of later versions: comments
	pptFonts         = 0x07D5
	pptGroup         = 0xF003 // shapes drawn as one: a table
	pptShape         = 0xF004
	pptChildAnchor   = 0xF00F
	maxPPTDepth      = 64
	maxPPTObject     = 64 << 20
	maxPPTObjects    = 256 << 20 // of all objects, unpacked
	encryptedUser    = 0xF3D1C4DF
	pptEncryptedEdit = 0x20 // length of an edit that names an encryption session
)

// readPPTNode reads the storage of a PowerPoint presentation of 97 to 2003
// ([MS-PPT]). A file saved for two versions has the newer one in a storage of its own.
func readPPTNode(f *file, n *oleNode, to output) error {
	if dual := n.find("PP97_DUALSTORAGE"); dual != nil && dual.has("PowerPoint Document") {
		n = dual
	}
	doc, whole := n.find("PowerPoint Document").bytes()
	user, _ := n.find("Current User").bytes()
	p := &pptReader{f: f, to: to, data: doc}
	if le32(user, 12) == encryptedUser || p.encrypted(int64(le32(user, 16))) {
		to.unreadable("", inspect.Encrypted, "presentation with a password")
		return nil
	}
	p.live = p.liveObjects(int64(le32(user, 16)))
	p.numberSlides()
	cutShort := p.top()
	pictures, _ := n.find("Pictures").bytes()
	givePictures(f, to, pictures)
	oleProperties(f, n, to)
	switch {
	case p.records == 0:
		return errors.New("presentation: no records")
	case cutShort:
		return errors.New("presentation: a record ends outside the stream")
	}
	return damagedUnless(whole)
}

// pptReader walks the records of a presentation.
type pptReader struct {
	f       *file
	to      output
	data    []byte
	live    map[int]bool   // offsets of what the last save still uses; nil when unknown
	persist map[uint32]int // offsets of what the directories name, by its number
	order   map[int]int    // numbers of slides by their offsets, as they are shown
	ids     map[uint32]int // the same by the numbers that notes refer to
	records int
	slides  int
	notes   int
	part    string
	hidden  bool
	tables  int
	objects int
	// unpacked are the bytes of compressed objects so far.
	unpacked int
}

// pptRecord is a record's head and body.
type pptRecord struct {
	off, typ  int
	container bool
	instance  int
	body      []byte
}

// pptRecords visits the records of b one after the other; false when the last
// ends outside. off is where b begins in the stream.
func pptRecords(b []byte, off int, visit func(pptRecord) bool) (ok bool) {
	for at := 0; at+8 <= len(b); {
		n := int64(le32(b, at+4))
		r := pptRecord{off: off + at, typ: int(le16(b, at+2)), container: b[at]&0xF == 0xF, instance: int(le16(b, at) >> 4)}
		r.body = cut(b, at+8, int(min(n, int64(len(b)))))
		if !visit(r) {
			return true
		}
		if n > int64(len(b)-at-8) {
			return false
		}
		at += 8 + int(n)
	}
	return true
}

// encrypted follows the edits to one that names an encryption session.
func (p *pptReader) encrypted(edit int64) bool {
	found := false
	p.edits(edit, func(e []byte, _ int64) { found = found || len(e) >= pptEncryptedEdit && le32(e, 28) != 0 })
	return found
}

// edits visits the UserEditAtoms from the newest on.
func (p *pptReader) edits(at int64, visit func(edit []byte, at int64)) {
	for n := 0; n < 10000 && at > 0 && at+8 < int64(len(p.data)); n++ {
		if le16(p.data, int(at)+2) != pptUserEdit {
			return
		}
		e := cut(p.data, int(at)+8, int(min(le32(p.data, int(at)+4), 64)))
		visit(e, at)
		next := int64(le32(e, 8))
		if next >= at { // edits go back
			return
		}
		at = next
	}
}

// liveObjects are the offsets the directories of the edits name, the newest
// first ([MS-PPT] 2.1.2). What they do not name has been deleted since.
func (p *pptReader) liveObjects(edit int64) map[int]bool {
	at := map[uint32]int{}
	p.edits(edit, func(e []byte, _ int64) {
		dir := int64(le32(e, 12))
		if dir+8 > int64(len(p.data)) || le16(p.data, int(dir)+2) != pptPersistDir {
			return
		}
		b := cut(p.data, int(dir)+8, int(min(le32(p.data, int(dir)+4), 1<<24)))
		for len(b) >= 4 {
			id, n := le32(b, 0)&0xFFFFF, int(le32(b, 0)>>20)
			for i := range n {
				if _, newer := at[id+uint32(i)]; !newer && 4*i+8 <= len(b) {
					at[id+uint32(i)] = int(le32(b, 4*i+4))
				}
			}
			b = b[min(len(b), 4+4*n):]
		}
	})
	if p.persist = at; len(at) == 0 {
		return nil
	}
	live := map[int]bool{}
	for _, off := range at {
		live[off] = true
	}
	return live
}

// top reads the stream's records: document, masters, slides, notes.
// A broken end does no harm when all that is used has been read.
func (p *pptReader) top() (cutShort bool) {
	unread := len(p.live)
	whole := pptRecords(p.data, 0, func(r pptRecord) bool {
		p.records++
		if p.live[r.off] {
			unread--
		}
		deleted := p.live != nil && !p.live[r.off]
		p.part, p.hidden = "", p.f.hidden || deleted
		switch r.typ {
		case pptSlide:
			p.slides++
			p.part = fmt.Sprintf("slide %d", cmp.Or(p.order[r.off], p.slides))
			p.hidden = p.hidden || hiddenSlide(r.body)
		case pptNotes:
			p.notes++
			p.part, p.hidden = p.notesPart(r), true
		case pptMaster:
			p.part, p.hidden = "master", true
		case pptOLEObject:
			p.object(r)
			return !p.to.stopped()
		}
		if deleted {
			p.part = inspect.In("deleted", p.part)
		}
		if r.container {
			p.container(r, 0)
		}
		return !p.to.stopped()
	})
	return !whole && (p.live == nil || unread > 0)
}

// container reads the texts inside a record.
func (p *pptReader) container(c pptRecord, depth int) {
	if depth > maxPPTDepth {
		p.to.unreadable(p.part, inspect.OverLimit, "shapes inside shapes")
		return
	}
	if c.typ == pptGroup && p.table(c) {
		return
	}
	var words []string
	part, hidden := p.part, p.hidden
	if c.typ == pptComment {
		p.part, p.hidden = inspect.In(part, "comments"), true
	}
	pptRecords(c.body, c.off+8, func(r pptRecord) bool {
		switch {
		case r.container && r.typ != pptFonts, r.typ == pptBinaryTag:
			words = p.giveWords(words)
			if c.typ == pptDocument && r.typ == pptSlideList {
				p.slideList(r)
			} else {
				p.container(r, depth+1)
			}
		default:
			words = appendWords(words, pptText(r))
		}
		return !p.to.stopped()
	})
	p.giveWords(words)
	p.part, p.hidden = part, hidden
}

func (p *pptReader) giveWords(words []string) []string {
	if len(words) > 0 {
		p.to.text(p.part, 0, p.hidden, strings.Join(words, "\n"))
	}
	return nil
}

// slideList is the outline: the texts of each slide (instance 0), master (1)
// or page of notes (2) behind its number.
func (p *pptReader) slideList(list pptRecord) {
	kinds := []string{"slide", "master", "notes"}
	kind := kinds[min(list.instance, 2)]
	n, part, hidden := 0, p.part, p.hidden
	p.hidden = hidden || list.instance > 0
	var words []string
	pptRecords(list.body, list.off+8, func(r pptRecord) bool {
		if r.typ == pptSlidePersist {
			words = p.giveWords(words)
			n++
			p.part = fmt.Sprintf("%s %d", kind, n)
			p.hidden = hidden || list.instance > 0 || list.instance == 0 && p.hidesSlide(r)
		}
		words = appendWords(words, pptText(r))
		return !p.to.stopped()
	})
	p.giveWords(words)
	p.part, p.hidden = part, hidden
}

// pptText is the text of an atom. Paragraphs end in CR, lines in VT.
func pptText(r pptRecord) string {
	s := ""
	switch r.typ {
	case pptTextChars, pptCString:
		s = decodeUTF16(r.body)
	case pptTextBytes: // the low bytes of UTF-16
		var b strings.Builder
		writeLatin1(&b, r.body)
		s = b.String()
	}
	if s == "*" || strings.HasPrefix(s, "___PPT") { // a field's place, a program's tag
		return ""
	}
	return strings.NewReplacer("\r", "\n", "\v", "\n").Replace(s)
}

// pptCell is a shape of a group: its words and its place in the group.
type pptCell struct {
	left, top int32
	words     string
}

// table reads a group of shapes as a table when at least two rows of two have
// text. Rows are shapes with the same top edge.
func (p *pptReader) table(g pptRecord) bool {
	rows := map[int32][]pptCell{}
	ok, full := true, 0
	pptRecords(g.body, g.off+8, func(r pptRecord) bool {
		switch {
		case r.typ == pptGroup:
			ok = false
		case r.typ == pptShape:
			c := pptShapeCell(r, 0)
			rows[c.top] = append(rows[c.top], c)
			if len(rows[c.top]) == 2 && c.words+rows[c.top][0].words != "" {
				full++
			}
		}
		return ok
	})
	if !ok || full < 2 {
		return false
	}
	tops := make([]int32, 0, len(rows))
	for top := range rows {
		tops = append(tops, top)
	}
	slices.Sort(tops)
	line := 0
	for _, top := range tops {
		slices.SortStableFunc(rows[top], func(a, b pptCell) int { return int(a.left) - int(b.left) })
		cells := make([]string, len(rows[top]))
		for j, c := range rows[top] {
			cells[j] = c.words
		}
		if strings.Join(cells, "") != "" {
			line++
			p.to.row(inspect.Row{Place: inspect.Place{Path: p.f.path, Part: p.part, Line: line}, Table: p.tables, Hidden: p.hidden, Cells: cells})
		}
	}
	p.tables++
	return true
}

// pptShapeCell gathers a shape's words and its anchor in the group.
func pptShapeCell(s pptRecord, depth int) (c pptCell) {
	var words []string
	pptRecords(s.body, s.off+8, func(r pptRecord) bool {
		switch {
		case r.typ == pptChildAnchor:
			c.left, c.top = int32(le32(r.body, 0)), int32(le32(r.body, 4))
		case r.container && depth < 4:
			words = appendWords(words, pptShapeCell(r, depth+1).words)
		default:
			words = appendWords(words, pptText(r))
		}
		return true
	})
	c.words = strings.Join(words, "\n")
	return c
}

// object hands on an embedded object: a compound file, compressed when the
// record's instance is 1 ([MS-PPT] 2.10.34).
func (p *pptReader) object(r pptRecord) {
	data := r.body
	if r.instance == 1 {
		if p.unpacked > maxPPTObjects {
			return // said before
		}
		z, err := zlib.NewReader(bytes.NewReader(cut(data, 4, len(data))))
		if err != nil {
			p.to.unreadable("object", inspect.Damaged, "compressed object")
			return
		}
		data, err = io.ReadAll(io.LimitReader(z, maxPPTObject+1))
		p.unpacked += len(data)
		switch {
		case len(data) > maxPPTObject || p.unpacked > maxPPTObjects:
			p.to.unreadable("object", inspect.OverLimit, "compressed object")
			return
		case err != nil && len(data) < int(min(le32(r.body, 0), maxPPTObject)):
			p.to.unreadable("object", inspect.Damaged, "compressed object")
		}
	}
	p.objects++
	if kind := oleKind(data); isOLE(data) && kind != "unknown" {
		p.to.child(fmt.Sprintf("object %d", p.objects), data, p.hidden)
	}
}
