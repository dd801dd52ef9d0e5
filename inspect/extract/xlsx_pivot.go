package extract

import (
	"path"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// cacheField is a column of a pivot cache ([ECMA-376] 18.10.1.3).
type cacheField struct {
	name   string
	items  []string
	used   []bool
	format *numberFormat
	group  bool // made by grouping, not in the records
}

// maxPivotItems bounds the shared items held of all fields.
const maxPivotItems = 2_000_000

// pivotCache reads the copy of the source that a pivot table keeps: its records
// as hidden rows under the fields' names, then the items that no record uses.
func (w *xlsx) pivotCache(part string) {
	fields := w.pivotFields(part)
	name := "pivot cache " + strings.TrimSuffix(strings.TrimPrefix(path.Base(part), "pivotcachedefinition"), ".xml")
	var header []string
	var real []*cacheField
	for _, f := range fields {
		if !f.group {
			header = append(header, f.name)
			real = append(real, f)
		}
	}
	w.s.row(inspect.Row{Place: inspect.Place{Part: name}, Header: true, Hidden: true, Cells: header})
	for _, r := range w.relations(part) {
		if r.kind == "pivotCacheRecords" {
			w.pivotRecords(r.target, name, real)
		}
	}
	for _, f := range fields {
		for i, item := range f.items {
			if !f.used[i] && item != "" {
				w.s.text(name, 0, true, item)
			}
		}
	}
}

func (w *xlsx) pivotFields(part string) (fields []*cacheField) {
	var f *cacheField
	shared, total := false, 0
	w.each(part, func(x *xmlReader, t xmlToken) {
		switch name := string(x.name); {
		case t == xmlStart && name == "cacheField":
			f = &cacheField{name: x.attr("name"), group: x.attr("databaseField") == "0"}
			if id := number(x.attr("numFmtId")); id > 0 {
				f.format = w.format(id)
			}
			fields = append(fields, f)
		case name == "sharedItems" && t != xmlText:
			shared = t == xmlStart
		case t == xmlStart && f != nil && shared || t == xmlStart && f != nil && f.group:
			if v, ok := w.pivotValue(x, f); ok && total < maxPivotItems {
				total++
				f.items, f.used = append(f.items, v), append(f.used, false)
			}
		}
	})
	return fields
}

// pivotValue is the value of an s, n, d, b, e or m element.
func (w *xlsx) pivotValue(x *xmlReader, f *cacheField) (string, bool) {
	switch string(x.name) {
	case "s", "e", "b":
		return x.attr("v"), true
	case "n":
		return showNumber(x.attrBytes("v"), f.format, w.date1904), true
	case "d":
		return shortDate(x.attr("v")), true
	case "m":
		return "", true
	}
	return "", false
}

func (w *xlsx) pivotRecords(part, name string, fields []*cacheField) {
	row := inspect.Row{Place: inspect.Place{Part: name}, Hidden: true}
	var cells []string
	w.each(part, func(x *xmlReader, t xmlToken) {
		n := string(x.name)
		switch {
		case t == xmlStart && n == "r":
			cells = cells[:0]
			row.Place.Line++
		case t == xmlEnd && n == "r":
			row.Cells = cells
			w.s.row(row)
		case t == xmlStart && len(cells) < len(fields):
			f := fields[len(cells)]
			if n == "x" {
				cells = append(cells, f.item(number(x.attr("v"))))
			} else if v, ok := w.pivotValue(x, f); ok {
				cells = append(cells, v)
			}
		}
	})
}

func (f *cacheField) item(i int) string {
	if i < 0 || i >= len(f.items) {
		return ""
	}
	f.used[i] = true
	return f.items[i]
}

// pivotTable gives the captions that somebody gave to fields, values and items of
// a pivot table ([ECMA-376] 18.10.1.73).
func (w *xlsx) pivotTable(part string) {
	name := "pivot table " + strings.TrimSuffix(strings.TrimPrefix(path.Base(part), "pivottable"), ".xml")
	w.each(part, func(x *xmlReader, t xmlToken) {
		if t != xmlStart {
			return
		}
		switch string(x.name) {
		case "dataField", "pivotField":
			w.s.text(name, 0, true, x.attr("name"))
		case "item":
			w.s.text(name, 0, true, x.attr("n"))
		}
	})
}
