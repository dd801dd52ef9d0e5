package extract

import (
	"path"
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
	line    strings.Builder // the visible words of the paragraph
	buried  strings.Builder // the hidden ones
	tables  []*docTable     // open tables, outermost first
	count   int             // tables begun
	inner   []*grid         // nested tables, given after the outermost
	del     int             // depth in deletions
	vanish  bool            // the run is hidden
	inText  bool
	inCode  bool
	runProp bool
	para    int
	// Choice and Fallback of alternate content say the same; the fallback is
	// kept apart and given only when it says something else.
	fallback int
	chosen   strings.Builder
	other    strings.Builder
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
	st := &story{opc: p, part: name, hidden: hidden}
	p.each(part, func(x *xmlReader, t xmlToken) {
		switch t {
		case xmlStart:
			st.start(x)
		case xmlText:
			if st.inText || st.inCode {
				st.write(string(x.text), st.inCode)
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
		st.write(x.attr("instr")+" ", true)
	case "tab", "ptab":
		if !st.runProp {
			st.write("\t", false)
		}
	case "br", "cr":
		st.write("\n", false)
	case "noBreakHyphen":
		st.write("-", false)
	case "del", "moveFrom":
		if !st.runProp {
			st.del++
		}
	case "rPr":
		st.runProp = true
	case "pPr", "sectPr":
		st.runProp = true
	case "r":
		st.vanish = false
	case "vanish", "webHidden":
		if v := x.attr("val"); st.runProp && (v == "" || truth(v)) {
			st.vanish = true
		}
	case "tbl":
		st.paragraph()
		st.tables = append(st.tables, &docTable{grid: grid{to: st.s, part: st.part, hidden: st.hidden, table: st.count}})
		st.count++
	case "docPr", "cNvPr":
		st.write(strings.TrimSpace(x.attr("descr")+" "+x.attr("title"))+" ", true)
	case "listItem":
		st.write(x.attr("displayText")+" ", true)
	case "Fallback":
		st.fallback++
		st.other.Reset()
	case "Choice":
		st.chosen.Reset()
	default:
		st.table(x)
	}
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

func (st *story) end(name string) {
	switch name {
	case "t", "delText":
		st.inText = false
	case "instrText", "delInstrText":
		st.inCode = false
		st.write(" ", true)
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
		if other := strings.TrimSpace(st.other.String()); other != "" && !strings.Contains(squeeze(st.chosen.String()), squeeze(other)) {
			st.s.text(st.part, 0, true, other)
		}
		st.other.Reset()
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
func (st *story) write(s string, buried bool) {
	switch {
	case st.fallback > 0:
		st.other.WriteString(s)
	case buried || st.vanish || st.del > 0:
		st.buried.WriteString(s)
	default:
		st.line.WriteString(s)
	}
	if st.line.Len() > inspect.MaxText || st.buried.Len() > inspect.MaxText {
		st.paragraph()
	}
}

// paragraph ends the paragraph: into the open cell, or out as a line.
func (st *story) paragraph() {
	line, buried := st.line.String(), strings.TrimSpace(st.buried.String())
	st.line.Reset()
	st.buried.Reset()
	st.para++
	if st.chosen.Len() < inspect.MaxText {
		st.chosen.WriteString(line)
	}
	if st.fallback > 0 {
		st.other.WriteByte('\n')
		return
	}
	if t := st.top(); t != nil {
		if line != "" && t.cell.Len() > 0 {
			t.cell.WriteByte('\n')
		}
		if t.cell.Len() < inspect.MaxText {
			t.cell.WriteString(line)
		} else {
			st.s.text(st.part, 0, st.hidden, line)
		}
	} else if strings.TrimSpace(line) != "" {
		st.s.text(st.part, st.para, st.hidden, line)
	} else if line == "" {
		st.gap()
	}
	if buried != "" {
		st.s.text(st.part, st.para, true, buried)
	}
}

// gap keeps an empty paragraph between blocks of text.
func (st *story) gap() {
	if st.s.pending.Len() > 0 && st.s.at.Part == st.part && !strings.HasSuffix(st.s.pending.String(), "\n") {
		st.s.pending.WriteByte('\n')
	}
}

// closeTable ends the innermost table. A table inside another is given after
// it, so that the outer one's rows stay together.
func (st *story) closeTable() {
	t := st.top()
	if t == nil {
		return
	}
	st.tables = st.tables[:len(st.tables)-1]
	if len(st.tables) > 0 && !t.sure && !t.layout {
		st.inner = append(st.inner, &t.grid)
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
