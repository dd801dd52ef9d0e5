package extract

import (
	"bytes"
	"encoding/base64"
	"path"
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// readODF reads an OpenDocument package: text, sheets, slides, drawings
// (ODF 1.3, part 2 for the package, part 3 for the content).
func readODF(f *file, s *sink) error {
	p, err := openOPC(f, s)
	if err != nil {
		return err
	}
	if p.encryptedODF() {
		return encrypted("encrypted OpenDocument")
	}
	for _, name := range p.names {
		base, dir := path.Base(name), path.Dir(name)
		part := ""
		if dir != "." {
			part = dir
		}
		switch {
		case p.done[name]:
		case base == "content.xml":
			p.odf(name, part, false)
		case base == "styles.xml":
			p.odf(name, strings.TrimSpace(part+" header and footer"), false)
		case base == "meta.xml":
			p.odf(name, "properties", true)
		case base == "manifest.xml", base == "settings.xml", strings.HasPrefix(name, "configurations2/"), strings.HasPrefix(name, "thumbnails/"), base == "mimetype", extension(base) == "rdf", strings.HasPrefix(name, "meta-inf/"):
		case extension(base) == "xml":
			p.words(name)
		case strings.HasPrefix(name, "pictures/") && (p.s.job.pictures || extension(base) == "emf" || extension(base) == "wmf"):
			p.embedded(name)
		case strings.HasPrefix(base, "object "), strings.Contains(name, "embeddings/"), !strings.Contains(name, "pictures/") && !strings.Contains(name, "objectreplacements/") && extension(base) != "":
			p.odfObject(name)
		}
	}
	if p.parts["content.xml"] == nil {
		p.fail(damaged("no content in it"))
	}
	return p.err
}

// odfObject reads a binary part as a file; pictures of objects are no files.
func (p *opc) odfObject(name string) {
	if strings.HasSuffix(name, "/") {
		return
	}
	p.embedded(name)
}

// encryptedODF looks for encryption in the manifest (part 2, 3.4.1) or a
// package wrapped whole.
func (p *opc) encryptedODF() (found bool) {
	if p.parts["encrypted-package"] != nil {
		return true
	}
	p.each("meta-inf/manifest.xml", func(x *xmlReader, t xmlToken) {
		found = found || t == xmlStart && string(x.name) == "encryption-data"
	})
	return found
}

// readFlatODF reads a document in one XML file.
func readFlatODF(f *file, s *sink) error {
	p := &opc{s: s, f: f, done: map[string]bool{}}
	x := newXML(bytes.NewReader(decode(f.data, f.charset)))
	r := newODFReader(p, "", false)
	r.flat = true
	r.read(x)
	return x.err
}

// odf reads one XML part of a package.
func (p *opc) odf(name, part string, hidden bool) {
	x, done := p.xml(name)
	if x == nil {
		return
	}
	defer done()
	newODFReader(p, part, hidden).read(x)
}

// odfReader is a part being read.
type odfReader struct {
	*opc
	part   string
	hidden bool
	flat   bool
	page   string // of the slide or sheet, added to part
	veiled map[string]bool
	breaks map[string]bool // styles whose paragraphs begin a page
	style  string          // whose properties are being read
	stack  []odfOpen
	hide   int // open elements that hide their content
	line   strings.Builder
	para   int // depth in paragraphs
	number int
	binary *strings.Builder
	sheet  *odfSheet
	tables []*docTable // tables of a text document
	count  int
	slides int
}

// odfOpen is an element that changes something until it ends.
type odfOpen struct {
	name   string
	hides  bool
	note   bool
	line   string // the paragraph around a note
	behind string // the name that a note stands behind, until its words are given
	para   int
}

func newODFReader(p *opc, part string, hidden bool) *odfReader {
	return &odfReader{opc: p, part: part, hidden: hidden, veiled: map[string]bool{}, breaks: map[string]bool{}}
}

func (r *odfReader) read(x *xmlReader) {
	for t := x.next(); t != xmlEOF && !r.s.stopped(); t = x.next() {
		switch t {
		case xmlStart:
			r.start(x)
		case xmlText:
			r.words(x.text)
		case xmlEnd:
			r.end(string(x.name))
		}
	}
	r.endLine()
}

func (r *odfReader) words(b []byte) {
	switch {
	case r.binary != nil:
		if r.binary.Len() < int(r.s.job.limits.File) {
			r.binary.Write(bytes.TrimSpace(b))
		}
	case r.para > 0:
		r.line.Write(collapse(b))
	case r.style == "" && len(bytes.TrimSpace(b)) > 0 && len(r.stack) > 0:
		r.aside(string(bytes.TrimSpace(b)), true, false)
	}
}

// collapse makes one blank of several (ODF 1.3 part 3, 6.1.2).
func collapse(b []byte) []byte {
	if bytes.IndexByte(b, '\n') < 0 && bytes.Index(b, []byte("  ")) < 0 && bytes.IndexByte(b, '\t') < 0 {
		return b
	}
	out := bytes.Join(bytes.Fields(b), []byte(" "))
	if len(out) == 0 {
		return []byte(" ")
	}
	if isBlank(b[0]) {
		out = append([]byte(" "), out...)
	}
	if isBlank(b[len(b)-1]) {
		out = append(out, ' ')
	}
	return out
}

func (r *odfReader) isHidden() bool {
	return r.hidden || r.hide > 0 || r.sheet != nil && r.sheet.hidden
}

func (r *odfReader) where() string {
	part := strings.TrimSpace(r.part + " " + r.page)
	for _, o := range r.stack {
		switch o.name {
		case "notes": // of the speaker
			return part + " notes"
		case "header-decl", "footer-decl", "date-time-decl": // of slides
			return "header and footer"
		}
	}
	return part
}

func (r *odfReader) start(x *xmlReader) {
	name := string(x.name)
	r.flatPart(name, true)
	switch name {
	case "style":
		r.style = x.attr("name")
		if x.attr("family") == "paragraph" && x.attr("master-page-name") != "" {
			r.breaks[r.style] = true // ODF 1.3 part 3, 19.506
		}
	case "paragraph-properties":
		if x.attr("break-before") == "page" {
			r.breaks[r.style] = true
		}
	case "table-properties", "text-properties", "section-properties", "drawing-page-properties":
		if x.attr("display") == "false" || x.attr("display") == "none" || x.attr("visibility") == "hidden" {
			r.veiled[r.style] = true
		}
	case "p", "h":
		if r.para == 0 {
			r.line.Reset()
		} else {
			r.line.WriteByte('\n')
		}
		if r.para++; r.para == 1 && r.breaks[x.attr("style-name")] && len(r.tables) == 0 && r.sheet == nil {
			r.line.WriteByte('\f') // a mail merge has a letter on each page
		}
		r.open(name, r.veiled[x.attr("style-name")])
		return
	case "s":
		r.line.WriteString(strings.Repeat(" ", min(max(number(x.attr("c")), 1), 200)))
	case "tab":
		r.line.WriteByte('\t')
	case "line-break":
		r.line.WriteByte('\n')
	case "date":
		if r.para == 0 && len(r.stack) > 0 { // of a comment or a change
			x.skip()
		}
	case "a":
		if to, ok := strings.CutPrefix(x.attr("href"), "mailto:"); ok {
			r.s.text(r.where(), 0, true, to)
		}
	case "span", "section":
		if r.veiled[x.attr("style-name")] || x.attr("display") == "none" {
			r.endLine()
			r.open(name, true)
			return
		}
		if len(r.stack) > 0 && r.stack[len(r.stack)-1].name == name {
			r.open(name, false)
		}
	case "hidden-text", "hidden-paragraph", "conditional-text":
		r.s.text(r.where(), 0, true, x.attr("string-value")+" "+x.attr("string-value-if-true")+" "+x.attr("string-value-if-false"))
	case "annotation", "tracked-changes", "deletion", "notes", "title", "desc":
		r.note(name, true)
	case "note-body", "header-decl", "footer-decl", "date-time-decl":
		r.note(name, false)
	case "page":
		r.slide(x)
	case "binary-data":
		r.binary = &strings.Builder{}
	case "user-defined", "initial-creator", "creator", "keyword", "subject", "description", "named-expression", "database-range", "user-field-decl", "variable-set":
		r.open(name, true)
		if v := x.attr("string-value"); v != "" {
			r.s.text(r.where(), 0, true, v)
		}
		if name == "named-expression" {
			r.s.text(strings.TrimSpace(r.part+" defined names"), 0, true, x.attr("name")+" "+strings.TrimPrefix(x.attr("expression"), "of:="))
		}
	default:
		r.startTable(x, name)
	}
}

// open notes an element until it ends.
func (r *odfReader) open(name string, hides bool) {
	r.stack = append(r.stack, odfOpen{name: name, hides: hides})
	if hides {
		r.hide++
	}
}

// note begins something that stands inside a paragraph and is not part of it.
func (r *odfReader) note(name string, hides bool) {
	o := odfOpen{name: name, hides: hides, note: true, line: r.line.String(), para: r.para}
	if name == "note-body" || name == "annotation" {
		o.behind = anchorName(o.line[max(0, len(o.line)-maxAnchor):])
	}
	r.stack = append(r.stack, o)
	r.line.Reset()
	r.para = 0
	if name == "title" || name == "desc" || strings.HasSuffix(name, "-decl") {
		r.para = 1
	}
	if hides {
		r.hide++
	}
}

// slide begins a slide or a page of a drawing.
func (r *odfReader) slide(x *xmlReader) {
	r.slides++
	r.page = "slide " + itoa(r.slides)
	r.open("page", r.veiled[x.attr("style-name")])
}

// flatPart names what stands in files of its own in a package.
func (r *odfReader) flatPart(name string, begins bool) {
	part := map[string]string{"meta": "properties", "master-styles": "header and footer"}[name]
	if !r.flat || part == "" || r.para > 0 {
		return
	}
	if r.part = ""; begins {
		r.part = part
	}
}

func (r *odfReader) end(name string) {
	r.flatPart(name, false)
	switch name {
	case "style":
		r.style = ""
	case "p", "h":
		r.para = max(r.para-1, 0)
		if r.para == 0 {
			r.endLine()
		}
	case "page":
		r.endLine()
		r.pop(name)
		r.page = ""
		return
	case "binary-data":
		r.endBinary()
		return
	default:
		r.endTable(name)
	}
	r.pop(name)
}

// pop ends the element if it was noted.
func (r *odfReader) pop(name string) {
	n := len(r.stack) - 1
	if n < 0 || r.stack[n].name != name {
		return
	}
	o := r.stack[n]
	if (o.hides || o.note) && r.line.Len() > 0 {
		r.endLine()
	}
	r.stack = r.stack[:n]
	if sh := r.sheet; name == "annotation" && sh != nil && len(sh.note) > 0 && len(sh.notes) < maxNoted {
		sh.notes = append(sh.notes, strings.Join(sh.note, "\n"))
		sh.note = nil
	}
	if o.hides {
		r.hide--
	}
	if o.note {
		r.line.Reset()
		r.line.WriteString(o.line)
		r.para = o.para
	}
}

// endLine gives the paragraph to the open cell or as text.
func (r *odfReader) endLine() {
	line := r.line.String()
	r.line.Reset()
	r.number++
	inNote := false
	for _, o := range r.stack {
		inNote = inNote || o.note
	}
	switch {
	case inNote:
		r.aside(line, r.isHidden(), true)
	case r.sheet != nil && r.sheet.inCell:
		r.sheet.addLine(line)
	case len(r.tables) > 0:
		t := r.tables[len(r.tables)-1]
		if r.hide > 0 {
			r.s.text(r.where(), r.number, true, line)
			return
		}
		if t.cell.Len() > 0 && line != "" {
			t.cell.WriteByte('\n')
		}
		if t.cell.Len() < inspect.MaxText {
			t.cell.WriteString(line)
		}
	default:
		r.s.text(r.where(), r.number, r.isHidden(), line)
	}
}

// aside gives words that stand in something and are no part of it. Comments on a
// cell wait for the words of its row; their authors do not.
func (r *odfReader) aside(line string, hidden, said bool) {
	part := r.where()
	if said && r.sheet == nil && strings.TrimSpace(line) != "" {
		if lead := r.lead(); !isAffiliation(line) {
			line = lead + line
		}
	}
	if slices.ContainsFunc(r.stack, func(o odfOpen) bool { return o.name == "annotation" }) {
		if said && r.sheet != nil && r.sheet.inCell && len(r.sheet.note) < maxNoted {
			r.sheet.note = appendWords(r.sheet.note, line)
			return
		}
		part = strings.TrimSpace(part + " comments")
	}
	r.s.text(part, 0, hidden, line)
}

// lead is what stands before the first words of a note: the name, a comma and a blank.
func (r *odfReader) lead() (lead string) {
	for i := range r.stack {
		if o := &r.stack[i]; o.behind != "" {
			lead, o.behind = o.behind+", ", ""
		}
	}
	return lead
}

// endBinary reads an embedded file of a flat document; pictures only when they
// are asked for.
func (r *odfReader) endBinary() {
	if r.binary == nil {
		return
	}
	data, err := base64.StdEncoding.DecodeString(r.binary.String())
	r.binary = nil
	if err != nil || len(data) == 0 {
		return
	}
	if k := kindOf(&file{data: data}); (k != kindPicture || r.s.job.pictures) && k != kindIgnored && k != kindUnknown {
		r.s.child("object", data, r.isHidden())
	}
}
