package extract

import (
	"bytes"
	"path"
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// xlsx reads a SpreadsheetML workbook ([ECMA-376] part 1, 18) as a stream; only
// the shared strings are held.
type xlsx struct {
	*opc
	strings  sharedStrings
	formats  []*numberFormat // by cell style; nil is General
	custom   map[int]string  // number formats by id
	date1904 bool
}

func readXLSX(f *file, s *sink) error {
	p, err := openOPC(f, s)
	if err != nil {
		return err
	}
	w := &xlsx{opc: p, custom: map[int]string{}}
	main := p.main("xl/workbook.xml")
	if p.parts[main] == nil {
		return damaged("no workbook in it")
	}
	rels := p.relations(main)
	for _, r := range rels {
		switch r.kind {
		case "sharedStrings":
			w.readStrings(r.target)
		case "styles":
			w.readStyles(r.target)
		}
	}
	for _, sheet := range w.sheets(main) {
		part := target(rels, sheet.id)
		if p.parts[part] == nil {
			p.fail(damaged("a sheet is missing"))
			continue
		}
		w.sheet(part, sheet.name, sheet.hidden)
	}
	w.others()
	p.rest()
	return p.err
}

type sheetInfo struct {
	name, id string
	hidden   bool
}

// sheets reads the workbook part: the sheets, defined names and the epoch.
func (w *xlsx) sheets(main string) (sheets []sheetInfo) {
	w.each(main, func(x *xmlReader, t xmlToken) {
		if t != xmlStart {
			return
		}
		switch string(x.name) {
		case "workbookPr":
			w.date1904 = truth(x.attr("date1904"))
		case "sheet":
			state := x.attr("state")
			sheets = append(sheets, sheetInfo{x.attr("name"), x.attr("id"), state == "hidden" || state == "veryHidden"})
		case "definedName":
			name := x.attr("name")
			if value := x.words(""); !strings.HasPrefix(name, "_xlnm.") {
				w.s.text("defined names", 0, true, name+" "+value)
			}
		}
	})
	return sheets
}

// sharedStrings are all strings in one, with where each ends.
type sharedStrings struct {
	all  string
	ends []uint32
}

func (s *sharedStrings) at(i int) string {
	if i < 0 || i >= len(s.ends) {
		return ""
	}
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.all[from:s.ends[i]]
}

// maxStrings bounds the shared strings held, in bytes.
const maxStrings = 256 << 20

func (w *xlsx) readStrings(part string) {
	all, ends := w.s.engines.strings[:0], w.s.engines.ends[:0]
	depth, phonetic := 0, false
	w.each(part, func(x *xmlReader, t xmlToken) {
		switch name := string(x.name); {
		case t == xmlStart && name == "t":
			depth++
		case t == xmlEnd && name == "t":
			depth--
		case name == "rPh" && t != xmlText:
			phonetic = t == xmlStart
		case t == xmlText && depth > 0 && !phonetic:
			if len(all)+len(x.text) > maxStrings {
				w.s.stop("too many shared strings")
				return
			}
			all = append(all, x.text...)
		case t == xmlEnd && name == "si":
			ends = append(ends, uint32(len(all)))
		}
		for depth == 0 && !phonetic {
			text, ok := x.plainString(maxStrings - len(all))
			if !ok {
				break
			}
			all = append(all, text...)
			ends = append(ends, uint32(len(all)))
		}
	})
	w.strings = sharedStrings{string(all), ends}
	if len(all) < maxKept { // an embedded workbook begins when w has been read
		w.s.engines.strings, w.s.engines.ends = all, ends
	}
}

func (w *xlsx) readStyles(part string) {
	inCells := false
	known := map[int]*numberFormat{}
	w.each(part, func(x *xmlReader, t xmlToken) {
		switch name := string(x.name); {
		case t == xmlStart && name == "numFmt":
			w.custom[number(x.attr("numFmtId"))] = x.attr("formatCode")
		case name == "cellXfs" && t != xmlText:
			inCells = t == xmlStart
		case t == xmlStart && name == "xf" && inCells && len(w.formats) < 1<<16:
			id := number(x.attr("numFmtId"))
			if _, ok := known[id]; !ok {
				known[id] = w.format(id)
			}
			w.formats = append(w.formats, known[id])
		}
	})
}

// format is the number format of an id, nil for General.
func (w *xlsx) format(id int) *numberFormat {
	text, ok := w.custom[id]
	if !ok {
		text = builtinFormat(id)
	}
	if f := parseNumberFormat(text); !f.general {
		return f
	}
	return nil
}

// formatOf is the number format of a cell style, nil for General.
func (w *xlsx) formatOf(style int) *numberFormat {
	if style >= 0 && style < len(w.formats) {
		return w.formats[style]
	}
	return nil
}

// asWritten tells numbers that are shown as they are stored.
func asWritten(raw []byte, f *numberFormat) bool {
	return f == nil && len(raw) < 15 && bytes.IndexByte(raw, 'E') < 0 && bytes.IndexByte(raw, 'e') < 0
}

// showNumber is a stored number as a person sees it.
func showNumber(raw []byte, f *numberFormat, date1904 bool) string {
	if asWritten(raw, f) {
		return string(raw)
	}
	v, err := strconv.ParseFloat(string(raw), 64)
	switch {
	case err != nil:
		return string(raw)
	case f != nil:
		return f.show(v, date1904)
	case bytes.IndexByte(raw, '.') < 0 && bytes.IndexByte(raw, 'E') < 0 && bytes.IndexByte(raw, 'e') < 0:
		return string(raw)
	}
	return plainNumber(v)
}

// others reads what does not hang on one visible sheet: pivot caches, the
// caches of external links, comments, and sheets nobody refers to.
func (w *xlsx) others() {
	for _, name := range w.names {
		base := path.Base(name)
		switch {
		case w.done[name] || extension(name) != "xml":
		case strings.HasPrefix(base, "pivotcachedefinition"):
			w.pivotCache(name)
		case strings.Contains(name, "pivottables/"):
			w.pivotTable(name)
		case strings.HasPrefix(base, "externallink"):
			w.externalLink(name)
		case strings.HasPrefix(base, "comment"), strings.HasPrefix(base, "threadedcomment"):
			w.comments(name, "comments", nil)
		case strings.Contains(name, "worksheets/"), strings.Contains(name, "chartsheets/"), strings.Contains(name, "macrosheets/"), strings.Contains(name, "dialogsheets/"):
			w.sheet(name, base, true)
		}
	}
}

// comments reads notes and threaded comments. Each comes below the words of its
// row, as it speaks of what stands there.
func (w *xlsx) comments(part, name string, rows map[int]string) {
	author := false
	w.each(part, func(x *xmlReader, t xmlToken) {
		switch n := string(x.name); {
		case n == "author" && t != xmlText:
			author = t == xmlStart
		case author && t == xmlText:
			w.s.text(name, 0, true, string(x.text))
		case t == xmlStart && (n == "comment" || n == "threadedComment"):
			row := rowOf(x.attr("ref"))
			note := commentWords(x, n)
			if above := rows[row]; above != "" {
				note = above + "\n" + note + "\n"
			}
			w.s.text(name, row, true, note)
		}
	})
}

// commentWords are the words of a comment up to its end; LibreOffice writes the
// place of its box into it, too.
func commentWords(x *xmlReader, element string) string {
	var b strings.Builder
	in := 0
	for t := x.next(); t != xmlEOF; t = x.next() {
		n := string(x.name)
		switch {
		case t == xmlEnd && n == element:
			return b.String()
		case t == xmlStart && n == "rPh":
			x.skip()
		case t == xmlStart && (n == "t" || n == "text" && element == "threadedComment"):
			in++
		case t == xmlEnd && (n == "t" || n == "text" && element == "threadedComment"):
			in--
		case t == xmlText && in > 0 && b.Len() < inspect.MaxText:
			b.Write(x.text)
		}
	}
	return b.String()
}

// rowOf is the row of a cell reference, 0 when it has none.
func rowOf(ref string) int { return number(strings.TrimLeft(ref, "$ABCDEFGHIJKLMNOPQRSTUVWXYZ")) }

// columnOf is the column of a cell reference from 0, -1 when it has none.
func columnOf(ref []byte) int {
	n := 0
	for _, c := range ref {
		if c < 'A' || c > 'Z' || n > 1<<20 {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}

// externalLink reads the cached cells of another workbook.
func (w *xlsx) externalLink(part string) {
	name := strings.TrimSuffix(path.Base(part), ".xml")
	var row inspect.Row
	var value []byte
	column, table := 0, 0
	w.each(part, func(x *xmlReader, t xmlToken) {
		switch n := string(x.name); {
		case t == xmlStart && n == "sheetData":
			table++
		case t == xmlStart && n == "row":
			row = inspect.Row{Place: inspect.Place{Part: name, Line: number(x.attr("r"))}, Table: table, Hidden: true}
		case t == xmlStart && n == "cell":
			value, column = value[:0], columnOf(x.attrBytes("r"))
		case t == xmlText:
			value = append(value, x.text...)
		case t == xmlEnd && n == "cell":
			w.put(&row, column, string(bytes.TrimSpace(value)))
		case t == xmlEnd && n == "row":
			w.s.row(row)
		}
	})
}

// put sets a cell; columns beyond the limit follow without gaps.
func (w *xlsx) put(row *inspect.Row, column int, value string) {
	if column < 0 {
		column = len(row.Cells)
	}
	if value == "" {
		return
	}
	for column > len(row.Cells) && len(row.Cells) < w.s.job.limits.Columns {
		row.Cells = append(row.Cells, "")
	}
	if column < len(row.Cells) && column < w.s.job.limits.Columns {
		row.Cells[column] = value
		return
	}
	row.Cells = append(row.Cells, value)
}
