package detect

import (
	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// maxFindings bounds the list of findings of one message.
const maxFindings = 500

type findingKey struct {
	attr       inspect.Attribute
	kind       string
	path, part string
	hidden     bool
}

// findings are grouped by what was found where.
type findings struct {
	index map[findingKey]int
	list  []inspect.Finding
}

// slot finds or makes the group; -1 when there are too many.
func (f *findings) slot(attr inspect.Attribute, kind string, where inspect.Place, hidden bool) int {
	if f.index == nil {
		f.index = map[findingKey]int{}
	}
	k := findingKey{attr, kind, where.Path, where.Part, hidden}
	if i, ok := f.index[k]; ok {
		return i
	}
	if len(f.list) >= maxFindings {
		return -1
	}
	f.index[k] = len(f.list)
	f.list = append(f.list, inspect.Finding{Attribute: attr, Kind: kind, Where: where, Hidden: hidden})
	return len(f.list) - 1
}

// count adds one value to a group. Only its masked form is kept, and only the
// first.
func (f *findings) count(slot int, sure float64, value string) {
	if slot < 0 {
		return
	}
	g := &f.list[slot]
	g.Count++
	g.Confidence = max(g.Confidence, sure)
	if g.Excerpt == "" {
		g.Excerpt = ident.Mask(maskAs(g.Attribute, g.Kind), value)
	}
}

func (f *findings) add(attr inspect.Attribute, kind string, where inspect.Place, hidden bool, sure float64, value string) {
	f.count(f.slot(attr, kind, where, hidden), sure, value)
}

// maskAs is the kind by which a value is masked.
func maskAs(attr inspect.Attribute, kind string) string {
	if kind != "" {
		return kind
	}
	switch attr {
	case inspect.BirthDate:
		return "date"
	case inspect.Address:
		return "street"
	}
	return attr.String()
}
