package extract

import (
	"bytes"
	"strings"
)

// readXML gives elements that repeat and have fields as rows under the fields'
// names, and everything else as text.
func readXML(f *file, to output) error {
	data := decode(f.data, f.charset)
	shape := xmlShape(data)
	r := &xmlRecords{to: to, records: shape.records(), named: map[string]bool{}}
	shape.forms("", r.named)
	r.table.to = to
	x := newXML(bytes.NewReader(data))
	for t := x.next(); t != xmlEOF && !to.stopped(); t = x.next() {
		r.token(x, t)
	}
	r.flush()
	return x.err
}

// xmlNode counts the elements of one path.
type xmlNode struct {
	name  string
	count int // elements in all
	most  int // most under one parent
	run   int // under the parent that is open
	kids  map[string]*xmlNode
	order []*xmlNode
	attrs map[string]bool
	text  bool
}

// maxShape bounds the paths looked at.
const maxShape = 20_000

// xmlShape learns which elements repeat.
func xmlShape(data []byte) *xmlNode {
	root := &xmlNode{kids: map[string]*xmlNode{}}
	stack := []*xmlNode{root}
	nodes := 0
	x := newXML(bytes.NewReader(data))
	for t := x.next(); t != xmlEOF; t = x.next() {
		top := stack[len(stack)-1]
		switch t {
		case xmlStart:
			n := top.kids[string(x.name)]
			if n == nil {
				if nodes++; nodes > maxShape || len(stack) > 100 {
					x.skip()
					continue
				}
				n = &xmlNode{name: string(x.name), kids: map[string]*xmlNode{}, attrs: map[string]bool{}}
				top.kids[n.name] = n
				top.order = append(top.order, n)
			}
			n.count++
			n.run++
			n.most = max(n.most, n.run)
			for _, k := range n.order {
				k.run = 0
			}
			if len(n.attrs) < 64 {
				x.each(func(name, _ string) { n.attrs[name] = true })
			}
			stack = append(stack, n)
		case xmlText:
			if len(bytes.TrimSpace(x.text)) > 0 {
				top.text = true
			}
		case xmlEnd:
			if len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
		}
	}
	return root
}

// fields counts the kinds of values of an element and all inside it.
func (n *xmlNode) fields() int {
	total := 0
	for a := range n.attrs {
		if !strings.HasPrefix(a, "xmlns") {
			total++
		}
	}
	if n.text {
		total++
	}
	for _, k := range n.order {
		total += k.fields()
	}
	return total
}

// records are the paths of the elements that are rows: the outermost that
// repeat and have at least two fields, unless something inside repeats more.
func (n *xmlNode) records() map[string]bool {
	found := map[string]bool{}
	n.collect("", found)
	return found
}

func (n *xmlNode) collect(path string, found map[string]bool) {
	for _, k := range n.order {
		at := path + "/" + k.name
		if k.most >= 2 && !(k.text && len(k.order) > 0) && k.fields() >= 2 && !k.holdsRecords(k.count) {
			found[at] = true
			continue
		}
		k.collect(at, found)
	}
}

// holdsRecords is set when records repeat inside, more than three each.
func (n *xmlNode) holdsRecords(parents int) bool {
	for _, k := range n.order {
		if k.most > 4 && k.count > 3*parents && k.fields() >= 2 || k.holdsRecords(parents) {
			return true
		}
	}
	return false
}

// forms finds the fields of an element that is there once and has nothing but
// fields, two at least: a form about somebody. Their names say what they are.
func (n *xmlNode) forms(path string, found map[string]bool) {
	form := len(n.order) >= 2 && !n.text && n.most < 2
	for _, k := range n.order {
		form = form && len(k.order) == 0 && k.most == 1
		k.forms(path+"/"+k.name, found)
	}
	for _, k := range n.order {
		if form {
			found[path+"/"+k.name] = true
		}
	}
}

// xmlRecords is the second pass.
type xmlRecords struct {
	to      output
	records map[string]bool
	named   map[string]bool // fields that come as lines "name: value"
	table   recordTable
	last    string // path of the last record
	path    []string
	joined  string
	line    strings.Builder
	rec     *record
	depth   int // of elements inside the record
	keys    []string
	leaf    bool // no element inside the one that is open
	value   strings.Builder
}

func (r *xmlRecords) token(x *xmlReader, t xmlToken) {
	if r.rec != nil {
		r.inside(x, t)
		return
	}
	switch t {
	case xmlStart:
		if len(r.path) < 200 {
			r.joined += "/" + string(x.name)
		}
		r.path = append(r.path, string(x.name))
		if r.records[r.joined] {
			r.flush()
			if r.last != r.joined {
				r.table.end()
				r.last = r.joined
			}
			r.rec = &record{}
			r.attributes(x, "")
			return
		}
		if r.named[r.joined] {
			r.flush()
			r.line.WriteString(string(x.name) + ": ")
		}
		x.each(func(name, value string) {
			if !strings.HasPrefix(name, "xmlns") && !strings.Contains(name, "schemaLocation") && value != "" {
				r.line.WriteString(value + " ")
			}
		})
	case xmlText:
		if b := bytes.TrimSpace(x.text); len(b) > 0 {
			r.line.Write(b)
			r.line.WriteByte(' ')
		}
	case xmlEnd:
		r.leave()
		r.flush()
	case xmlOther:
		if b := bytes.TrimSpace(x.text); !bytes.HasPrefix(b, []byte("xml")) {
			r.to.text("", 0, true, string(b))
		}
	}
}

func (r *xmlRecords) leave() {
	n := len(r.path)
	if n == 0 {
		return
	}
	if n <= 200 {
		r.joined = r.joined[:max(len(r.joined)-len(r.path[n-1])-1, 0)]
	}
	r.path = r.path[:n-1]
}

func (r *xmlRecords) flush() {
	r.to.text("", 0, false, strings.TrimSpace(r.line.String()))
	r.line.Reset()
}

func (r *xmlRecords) attributes(x *xmlReader, key string) {
	x.each(func(name, value string) {
		if !strings.HasPrefix(name, "xmlns") {
			r.rec.add(strings.TrimPrefix(key+"."+name, "."), value)
		}
	})
}

// inside collects the fields of a record.
func (r *xmlRecords) inside(x *xmlReader, t xmlToken) {
	switch t {
	case xmlStart:
		r.value.Reset()
		r.leaf = true
		if len(r.keys) < 100 {
			r.keys = append(r.keys, string(x.name))
		}
		r.depth++
		r.attributes(x, strings.Join(r.keys, "."))
	case xmlText:
		r.value.Write(x.text)
	case xmlEnd:
		if v := strings.TrimSpace(r.value.String()); v != "" || r.leaf && r.depth > 0 {
			r.rec.add(strings.Join(r.keys, "."), v)
		}
		r.value.Reset()
		r.leaf = false
		if r.depth == 0 {
			r.table.add(r.rec)
			r.rec = nil
			r.leave()
			return
		}
		if len(r.keys) == r.depth {
			r.keys = r.keys[:len(r.keys)-1]
		}
		r.depth--
	}
}
