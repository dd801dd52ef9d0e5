package extract

import (
	"archive/zip"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// opc is an Office Open XML package ([ECMA-376] part 2): parts in a zip, tied
// by relationships.
type opc struct {
	s     *sink
	f     *file
	parts map[string]*zip.File
	names []string // in the order of the zip
	done  map[string]bool
	err   error // the first damage met
	noted *noteAnchors
}

func openOPC(f *file, s *sink) (*opc, error) {
	z, err := openZip(s, f)
	if err != nil {
		return nil, err
	}
	p := &opc{s: s, f: f, parts: map[string]*zip.File{}, done: map[string]bool{}}
	for _, m := range z.File {
		name := partName(m.Name)
		if p.parts[name] != nil {
			p.fail(damaged("two parts of one name"))
			continue
		}
		p.parts[name] = m
		p.names = append(p.names, name)
	}
	return p, nil
}

func (p *opc) fail(err error) {
	if p.err == nil && err != nil {
		p.err = err
	}
}

// xml opens a part; nil when there is none. The caller calls close.
func (p *opc) xml(name string) (x *xmlReader, close func()) {
	m := p.parts[name]
	if m == nil {
		return nil, nil
	}
	p.done[name] = true
	r, err := openMember(p.s, m)
	if err != nil {
		p.fail(err)
		return nil, nil
	}
	x = newXMLIn(p.s.engines.window(), r)
	return x, func() {
		p.fail(x.err)
		r.Close()
		p.s.engines.giveBack(x.buf)
	}
}

// each walks through a part's tokens.
func (p *opc) each(name string, do func(x *xmlReader, t xmlToken)) {
	x, done := p.xml(name)
	if x == nil {
		return
	}
	defer done()
	for t := x.next(); t != xmlEOF && !p.s.stopped(); t = x.next() {
		do(x, t)
	}
}

// relation is one relationship of a part.
type relation struct {
	id, kind, target string
	external         bool
}

// relations of a part, by id. kind is the last word of the type's URL.
func (p *opc) relations(part string) (rels []relation) {
	dir, base := path.Split(part)
	p.each(dir+"_rels/"+base+".rels", func(x *xmlReader, t xmlToken) {
		if t != xmlStart || string(x.name) != "Relationship" {
			return
		}
		r := relation{id: x.attr("Id"), kind: path.Base(x.attr("Type")), target: x.attr("Target"), external: strings.EqualFold(x.attr("TargetMode"), "External")}
		if !r.external {
			target := strings.ReplaceAll(r.target, "\\", "/")
			if !strings.HasPrefix(target, "/") {
				target = dir + target
			}
			r.target = partName(target)
		}
		rels = append(rels, r)
	})
	return rels
}

func target(rels []relation, id string) string {
	for _, r := range rels {
		if r.id == id && !r.external {
			return r.target
		}
	}
	return ""
}

// main is the part that the package is about.
func (p *opc) main(fallback string) string {
	for _, r := range p.relations("") {
		if r.kind == "officeDocument" && p.parts[r.target] != nil {
			return r.target
		}
	}
	return fallback
}

// links gives the mail addresses and files that hyperlinks lead to.
func (p *opc) links(part, name string, rels []relation) {
	for _, r := range rels {
		if to, ok := strings.CutPrefix(r.target, "mailto:"); ok && r.external {
			p.s.text(name, 0, true, to)
		}
	}
}

// rest reads what the format's own reader left: embedded files as children,
// properties and other XML as hidden text. Parts that only describe looks are
// passed over.
func (p *opc) rest() {
	names := slices.Clone(p.names)
	slices.Sort(names)
	for _, name := range names {
		if p.done[name] || p.s.stopped() {
			continue
		}
		base := path.Base(name)
		switch ext := extension(name); {
		case strings.Contains(name, "embeddings/"), strings.Contains(name, "/activex/") && ext == "bin":
			p.embedded(name)
		case ext == "emf", ext == "wmf", ext == "emz", ext == "wmz": // a table pasted as a picture keeps its words
			p.embedded(name)
		case p.s.job.pictures && strings.Contains(name, "/media/"):
			p.embedded(name)
		case ext == "rels", plumbing(base):
		case ext == "xml", ext == "vml":
			p.words(name)
		case ext == "bin" && strings.HasPrefix(base, "item"), strings.HasSuffix(name, "model/item.data"):
			p.s.unreadable(base, inspect.Unsupported, "data model")
		case ext == "txt", ext == "htm", ext == "html", ext == "rtf", ext == "mht", ext == "docx", ext == "eml", ext == "csv", ext == "xlsx", ext == "pdf":
			p.embedded(name)
		}
	}
}

// embedded reads a part as a file of its own.
func (p *opc) embedded(name string) {
	m := p.parts[name]
	if m == nil || p.done[name] {
		return
	}
	p.done[name] = true
	data, err := readMember(p.s, m)
	if len(data) > 0 {
		p.s.child(path.Base(name), data, false)
	}
	p.fail(err)
}

// plumbing are parts without a person's words.
func plumbing(base string) bool {
	for _, prefix := range []string{"theme", "styles", "stylesWithEffects", "fonttable", "settings", "websettings", "numbering", "calcchain",
		"tablestyles", "presprops", "viewprops", "[content_types]", "vbadata", "itemprops", "metadata", "colors", "quickstyle", "layout", "printersettings", "encryptioninfo", "xmlmaps", "revisions"} {
		if strings.HasPrefix(base, strings.ToLower(prefix)) {
			return true
		}
	}
	return false
}

// words gives all text of an XML part, and the values of attributes that hold
// words, as hidden text.
func (p *opc) words(name string) {
	part := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if strings.HasPrefix(name, "docprops/") {
		part = "properties"
	}
	p.wordsOf(name, part)
}

// wordsOf is words under another name.
func (p *opc) wordsOf(name, part string) {
	if strings.HasSuffix(name, "docprops/app.xml") {
		p.company(name)
		return
	}
	hidden := !strings.Contains(name, "diagrams/") && !strings.Contains(name, "drawings/") && !strings.Contains(name, "slidemaster") && !strings.Contains(name, "slidelayout")
	inText := false
	var line strings.Builder
	flush := func() {
		p.s.text(part, 0, hidden, strings.TrimSpace(line.String()))
		line.Reset()
	}
	p.each(name, func(x *xmlReader, t xmlToken) {
		switch t {
		case xmlStart:
			switch string(x.name) {
			case "revision", "created", "modified", "language":
				if part == "properties" {
					x.skip()
				}
			case "from", "to", "ClientData": // the place of a drawing among the cells
				if strings.Contains(name, "drawing") {
					x.skip()
				}
			case "t", "delText":
				inText = true
			case "docPr", "cNvPr":
				p.s.text(part, 0, true, strings.TrimSpace(x.attr("descr")+" "+x.attr("title")))
			case "filter", "docVar", "listItem", "tableColumn", "i", "item", "cacheField":
				for _, a := range []string{"val", "displayText", "name", "n", "c", "v"} {
					if v := x.attr(a); v != "" {
						p.s.text(part, 0, true, v)
					}
				}
			}
		case xmlText:
			if len(x.text) > 0 && (inText || len(strings.TrimSpace(string(x.text))) > 0) && line.Len() < inspect.MaxText {
				line.Write(x.text)
			}
		case xmlEnd:
			switch string(x.name) {
			case "t", "delText":
				inText = false
			case "r", "rPr", "fld", "solidFill", "latin":
			default:
				if !inText {
					flush()
				}
			}
		}
	})
	flush()
}

// company gives the words of docProps/app.xml that a person wrote.
func (p *opc) company(name string) {
	p.each(name, func(x *xmlReader, t xmlToken) {
		switch string(x.name) {
		case "Company", "Manager", "HyperlinkBase":
			if t == xmlStart {
				p.s.text("properties", 0, true, x.words(""))
			}
		}
	})
}

// number reads a decimal, 0 when it is none.
func number(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return 0
	}
	return n
}

// truth reads an XML boolean.
func truth(s string) bool { return s == "1" || s == "true" || s == "on" }
