package extract

import (
	"path"
	"strings"
)

// readPPTX reads the slides in their order, with notes and comments
// ([ECMA-376] part 1, 19).
func readPPTX(f *file, s *sink) error {
	p, err := openOPC(f, s)
	if err != nil {
		return err
	}
	main := p.main("ppt/presentation.xml")
	if p.parts[main] == nil {
		return damaged("no presentation in it")
	}
	rels := p.relations(main)
	var slides []string
	p.each(main, func(x *xmlReader, t xmlToken) {
		if t == xmlStart && string(x.name) == "sldId" {
			for rest := x.attrs; ; {
				n, v, more := nextAttr(rest)
				if n == nil {
					break
				}
				if part := target(rels, string(v)); part != "" && strings.HasSuffix(string(n), ":id") {
					slides = append(slides, part)
				}
				rest = more
			}
		}
	})
	for _, part := range slides {
		p.slide(part)
	}
	for _, name := range p.names { // slides nobody shows
		if strings.Contains(name, "/slides/") && extension(name) == "xml" && !p.done[name] {
			p.slide(name)
		}
	}
	p.rest()
	return p.err
}

func (p *opc) slide(part string) {
	name := strings.TrimSuffix(path.Base(part), ".xml")
	name = "slide " + strings.TrimPrefix(name, "slide")
	p.drawing(part, name, false)
	rels := p.relations(part)
	for _, r := range rels {
		switch r.kind {
		case "notesSlide":
			p.drawing(r.target, name+" notes", true)
		case "comments", "comment":
			p.wordsOf(r.target, name+" comments")
		}
	}
	p.links(part, name, rels)
}

// drawing reads the paragraphs and tables of DrawingML text.
func (p *opc) drawing(part, name string, hidden bool) {
	var line, cell strings.Builder
	var g *grid
	var row gridRow
	tables, span, inText := 0, 1, false
	p.each(part, func(x *xmlReader, t xmlToken) {
		n := string(x.name)
		switch t {
		case xmlText:
			if inText {
				line.Write(x.text)
			}
		case xmlStart:
			switch n {
			case "t":
				inText = true
			case "br":
				line.WriteByte('\n')
			case "sld":
				hidden = hidden || x.attr("show") == "0"
			case "cNvPr":
				p.s.text(name, 0, true, strings.TrimSpace(x.attr("descr")+" "+x.attr("title")))
			case "tbl":
				g = &grid{to: p.s, part: name, hidden: hidden, table: tables}
				tables++
			case "tc":
				cell.Reset()
				span = min(max(number(x.attr("gridSpan")), 1), 64)
			}
		case xmlEnd:
			switch n {
			case "t":
				inText = false
			case "p":
				if g != nil {
					if cell.Len() > 0 && line.Len() > 0 {
						cell.WriteByte('\n')
					}
					cell.WriteString(line.String())
				} else {
					p.s.text(name, 0, hidden, line.String())
				}
				line.Reset()
			case "tc":
				row.cells = append(row.cells, cell.String())
				for ; span > 1; span-- {
					row.cells = append(row.cells, "")
				}
			case "tr":
				if g != nil {
					g.add(row)
				}
				row = gridRow{}
			case "tbl":
				if g != nil {
					g.end()
				}
				g = nil
			}
		}
	})
}
