package extract

import (
	"bytes"
	"path"
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// readDOCX reads a WordprocessingML document ([ECMA-376] part 1, 17): every
// part with running text, then embedded files and properties.
func readDOCX(f *file, s *sink) error {
	p, err := openOPC(f, s)
	if err != nil {
		return err
	}
	main := p.main("word/document.xml")
	if p.parts[main] == nil {
		return damaged("no document in it")
	}
	p.noted = &noteAnchors{}
	p.story(main, "", false)
	for _, name := range p.names {
		base := strings.TrimSuffix(path.Base(name), ".xml")
		switch {
		case p.done[name] || extension(name) != "xml" || strings.HasPrefix(path.Base(path.Dir(name)), "_rels"):
		case strings.HasPrefix(base, "header"), strings.HasPrefix(base, "footer"), strings.HasPrefix(base, "footnotes"), strings.HasPrefix(base, "endnotes"):
			p.story(name, base, false)
		case strings.HasPrefix(base, "comments"):
			p.story(name, "comments", true)
		case base == "document":
			p.story(name, path.Base(path.Dir(name)), true)
		case base == "settings":
			p.settings(name)
		}
	}
	for _, r := range p.relations(main) {
		if r.kind == "aFChunk" || r.kind == "subDocument" {
			p.embedded(r.target)
		}
	}
	p.rest()
	return p.err
}

// settings may hold values of a mail merge or of macros.
func (p *opc) settings(part string) {
	p.each(part, func(x *xmlReader, t xmlToken) {
		if t == xmlStart && string(x.name) == "docVar" {
			p.s.text("document variables", 0, true, x.attr("name")+" "+x.attr("val"))
		}
	})
}

// story is one run of paragraphs and tables being read.
type story struct {
	*opc
	part    string
	hidden  bool
	line    []byte      // the visible words of the paragraph
	buried  []byte      // the hidden ones
	parted  bool        // words were shown since the last hidden ones
	tables  []*docTable // open tables, outermost first
	count   int         // tables begun
	inner   []*grid     // nested tables, given after the outermost
	del     int         // depth in deletions
	vanish  bool        // the run is hidden
	inText  bool
	inCode  bool
	runProp bool
	section bool // the paragraph ends a section that ends its page
	para    int
	anchors *noteAnchors
	lead    string // what stands before the words of the note that is read
	mark    int    // in line: where the name before a reference begins at the earliest
	// Choice and Fallback of alternate content say the same; the fallback is
	// kept apart and given only when it says something else.
	fallback int
	choosing bool // since a Choice began
	chosen   []byte
	other    []byte
}

// docTable is a table with the row being read.
type docTable struct {
	grid
	row  gridRow
	cell strings.Builder
	span int
}

// story reads a part's paragraphs and tables.
func (p *opc) story(part, name string, hidden bool) {
	st := &story{opc: p, part: name, hidden: hidden, anchors: p.noted}
	p.each(part, func(x *xmlReader, t xmlToken) {
		switch t {
		case xmlStart:
			st.start(x)
		case xmlText:
			if st.inText || st.inCode {
				write(st, x.text, st.inCode)
			}
		case xmlEnd:
			st.end(string(x.name))
		}
	})
	st.paragraph()
	for len(st.tables) > 0 {
		st.closeTable()
	}
	p.links(part, name, p.relations(part))
}

func (st *story) start(x *xmlReader) {
	switch string(x.name) {
	case "t", "delText":
		st.inText = true
	case "instrText", "delInstrText":
		st.inCode = true
	case "fldSimple":
		write(st, x.attr("instr")+" ", true)
	case "tab", "ptab":
		if !st.runProp {
			write(st, "\t", false)
		}
	case "br", "cr":
		if x.attr("type") == "page" {
			st.page()
		} else {
			write(st, "\n", false)
		}
	case "pageBreakBefore":
		if v := x.attr("val"); st.runProp && (v == "" || truth(v)) {
			st.page()
		}
	case "noBreakHyphen":
		write(st, "-", false)
	case "del", "moveFrom":
		if !st.runProp {
			st.del++
		}
	case "rPr":
		st.runProp = true
	case "pPr":
		st.runProp = true
	case "sectPr": // 17.6.22: on the next page unless its type says otherwise
		st.section = st.runProp
		st.runProp = true
	case "type":
		if v := x.attr("val"); v == "continuous" || v == "nextColumn" {
			st.section = false
		}
	case "r":
		st.vanish = false
	case "vanish", "webHidden":
		if v := x.attr("val"); st.runProp && (v == "" || truth(v)) {
			st.vanish = true
		}
	case "color":
		st.vanish = st.vanish || st.runProp && strings.EqualFold(x.attr("val"), "FFFFFF") && glued(st.line)
	case "sz": // in half points
		st.vanish = st.vanish || st.runProp && x.attr("val") != "" && number(x.attr("val")) <= 4 && glued(st.line)
	case "sym":
		write(st, symbol(x.attr("font"), x.attr("char")), false)
	case "tbl":
		st.paragraph()
		st.tables = append(st.tables, &docTable{grid: grid{to: st.s, part: st.part, hidden: st.hidden, table: st.count}})
		st.count++
	case "docPr", "cNvPr":
		write(st, strings.TrimSpace(x.attr("descr")+" "+x.attr("title"))+" ", true)
	case "footnoteReference", "endnoteReference", "commentReference", "commentRangeStart", "commentRangeEnd":
		st.refer(string(x.name), x.attr("id"))
	case "footnote", "endnote", "comment":
		st.lead = st.anchors.lead(string(x.name) + x.attr("id"))
	case "alias": // the title of a content control
		write(st, x.attr("val")+" ", true)
	case "listItem":
		write(st, x.attr("displayText")+" ", true)
	case "Fallback":
		st.fallback++
		st.other = st.other[:0]
	case "Choice":
		st.choosing, st.chosen = true, st.chosen[:0]
	default:
		st.table(x)
	}
}

// symbol is a character given by its number, "" when its font draws pictures. Office
// sets F000 on top of those of the first 256 ([ECMA-376] part 1, 17.3.3.30).
func symbol(font, char string) string {
	n, err := strconv.ParseUint(char, 16, 16)
	font = strings.ToLower(font)
	if err != nil || strings.Contains(font, "dings") || strings.Contains(font, "symbol") {
		return ""
	}
	if n >= 0xf000 {
		n &= 0xff
	}
	if n < ' ' {
		return ""
	}
	return string(rune(n))
}

// table reads the properties of rows and cells.
func (st *story) table(x *xmlReader) {
	if len(st.tables) == 0 {
		return
	}
	t := st.tables[len(st.tables)-1]
	switch string(x.name) {
	case "tr":
		t.row = gridRow{}
	case "tc":
		st.paragraph()
		t.cell.Reset()
		t.span = 1
	case "gridSpan":
		t.span = min(max(number(x.attr("val")), 1), 64)
	case "gridBefore":
		for range min(number(x.attr("val")), 64) {
			t.row.cells = append(t.row.cells, "")
		}
	case "tblHeader":
		v := x.attr("val")
		t.row.header = v == "" || truth(v)
	}
}

// page begins a page of its own: a mail merge has a letter on each.
func (st *story) page() {
	if len(st.tables) == 0 && st.fallback == 0 && st.del == 0 {
		st.line = append(st.line, "\n\f"...)
	}
}

func (st *story) end(name string) {
	switch name {
	case "t", "delText":
		st.inText = false
	case "instrText", "delInstrText":
		st.inCode = false
		write(st, " ", true)
	case "del", "moveFrom":
		if !st.runProp && st.del > 0 {
			st.del--
		}
	case "rPr", "pPr", "sectPr":
		st.runProp = false
	case "p":
		st.paragraph()
	case "tc":
		st.paragraph()
		if t := st.top(); t != nil {
			t.row.cells = append(t.row.cells, strings.TrimSpace(t.cell.String()))
			for ; t.span > 1; t.span-- {
				t.row.cells = append(t.row.cells, "")
			}
			t.cell.Reset()
		}
	case "tr":
		if t := st.top(); t != nil {
			t.add(t.row)
			t.row = gridRow{}
		}
	case "tbl":
		st.closeTable()
	case "Fallback":
		if st.fallback > 0 {
			st.fallback--
		}
		if other := strings.TrimSpace(string(st.other)); other != "" && !strings.Contains(squeeze(string(st.chosen)), squeeze(other)) {
			st.s.text(st.part, 0, true, other)
		}
		st.choosing, st.chosen, st.other = false, st.chosen[:0], st.other[:0]
	}
}

// squeeze takes out all blanks, to compare texts.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func (st *story) top() *docTable {
	if len(st.tables) == 0 {
		return nil
	}
	return st.tables[len(st.tables)-1]
}

// write adds to the paragraph; buried words are those nobody sees.
func write[words string | []byte](st *story, s words, buried bool) {
	switch {
	case st.fallback > 0:
		st.other = append(st.other, s...)
	case buried || st.vanish || st.del > 0:
		if st.parted && len(st.buried) > 0 {
			st.buried = append(st.buried, ' ')
		}
		st.buried, st.parted = append(st.buried, s...), false
	default:
		st.line, st.parted = append(st.line, s...), true
	}
	if len(st.line) > inspect.MaxText || len(st.buried) > inspect.MaxText {
		st.paragraph()
	}
}

// paragraph ends the paragraph: into the open cell, or out as a line.
func (st *story) paragraph() {
	if st.section {
		st.section = false
		st.page()
	}
	st.leadIn()
	line, buried := st.line, bytes.TrimSpace(st.buried)
	st.line, st.buried, st.mark = line[:0], st.buried[:0], 0
	st.para++
	if st.choosing && len(st.chosen) < inspect.MaxText {
		st.chosen = append(st.chosen, line...)
	}
	if st.fallback > 0 {
		st.other = append(st.other, '\n')
		return
	}
	if t := st.top(); t != nil {
		if len(line) > 0 && t.cell.Len() > 0 {
			t.cell.WriteByte('\n')
		}
		if t.cell.Len() < inspect.MaxText {
			t.cell.Write(line)
		} else {
			st.s.words(st.part, 0, st.hidden, line)
		}
	} else if len(bytes.TrimSpace(line)) > 0 || bytes.IndexByte(line, '\f') >= 0 {
		st.s.words(st.part, st.para, st.hidden, line)
	} else if len(line) == 0 {
		st.s.gap(st.part, st.hidden) // between blocks of text
	}
	if len(buried) > 0 {
		st.s.words(st.part, st.para, true, buried)
	}
}

// within adds a table of labels and values to the open cell of the one around it, whose
// row it belongs to; false when it is another table.
func (t *docTable) within(outer *docTable) bool {
	if t.sure || t.layout || !outer.row.begun() {
		return false
	}
	fields := t.fields()
	if fields != "" {
		outer.cell.WriteString("\n" + fields)
	}
	return fields != ""
}

// closeTable ends the innermost table. A table inside another is given after
// it, so that the outer one's rows stay together; but labels and their values behind
// another cell are what that cell's row says.
func (st *story) closeTable() {
	t := st.top()
	if t == nil {
		return
	}
	st.tables = st.tables[:len(st.tables)-1]
	if outer := st.top(); outer != nil && !t.sure && !t.layout {
		if !t.within(outer) {
			st.inner = append(st.inner, &t.grid)
		}
		return
	}
	t.end()
	if len(st.tables) == 0 {
		for _, g := range st.inner {
			g.end()
		}
		st.inner = nil
	}
}
