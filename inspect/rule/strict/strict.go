// Package strict decodes a person's TOML file and reports every mistake in it at
// once, each with its line: keys that nobody knows, values of the wrong type,
// broken syntax.
package strict

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"github.com/BurntSushi/toml"
)

// Mistake is one thing wrong in a file.
type Mistake struct {
	File string
	Line int // from 1; 0 when it concerns the whole file
	Text string
}

// Error is "rules.toml:12: what is wrong".
func (m Mistake) Error() string {
	if m.Line == 0 {
		return fmt.Sprintf("%s: %s", m.File, m.Text)
	}
	return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.Text)
}

// Mistakes are all that was found in one file, by line.
type Mistakes []Mistake

// Error is one mistake a line.
func (ms Mistakes) Error() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.Error()
	}
	return strings.Join(lines, "\n")
}

// File is a decoded file, for adding mistakes that only its reader can see.
type File struct {
	name     string
	lines    positions
	mistakes Mistakes
}

// Decode reads TOML into the struct at v, by its `toml` tags, and keeps what was
// there for keys that are not given. Every mistake is collected; Err tells them.
func Decode(name string, src []byte, v any) *File {
	f := &File{name: name, lines: locate(string(src))}
	var tree map[string]toml.Primitive
	meta, err := toml.Decode(string(src), &tree)
	if err != nil {
		f.syntax(src, err)
		return f
	}
	f.table(meta, "", tree, reflect.ValueOf(v).Elem())
	return f
}

// Add notes a mistake at key, a path such as "rule[2].when.subjects".
func (f *File) Add(key, format string, args ...any) {
	f.mistakes = append(f.mistakes, f.Mistake(key, format, args...))
}

// Mistake is one at key that is not noted.
func (f *File) Mistake(key, format string, args ...any) Mistake {
	return Mistake{f.name, f.lines.of(key), fmt.Sprintf(format, args...)}
}

// Err is nil or Mistakes, sorted by line.
func (f *File) Err() error {
	if len(f.mistakes) == 0 {
		return nil
	}
	sort.SliceStable(f.mistakes, func(i, j int) bool { return f.mistakes[i].Line < f.mistakes[j].Line })
	return f.mistakes
}

// syntax notes the first syntax error; the library stops at it. Its own line is
// the next one where a line ends too early, so lines are counted here.
func (f *File) syntax(src []byte, err error) {
	var pe toml.ParseError
	if errors.As(err, &pe) {
		before := src[:max(0, min(pe.Position.Start, len(src)))]
		f.mistakes = append(f.mistakes, Mistake{f.name, 1 + bytes.Count(before, []byte("\n")), pe.Message})
		return
	}
	f.mistakes = append(f.mistakes, Mistake{f.name, 0, err.Error()})
}

// table decodes each key on its own, so that one mistake does not hide the next.
func (f *File) table(meta toml.MetaData, path string, tree map[string]toml.Primitive, into reflect.Value) {
	fields := fieldsOf(into.Type())
	for key, prim := range tree {
		at := join(path, key)
		i, known := fields[key]
		if !known {
			f.Add(at, "unknown key %q; known here are %s", key, names(fields))
			continue
		}
		f.value(meta, at, prim, into.Field(i))
	}
}

func (f *File) value(meta toml.MetaData, at string, prim toml.Primitive, into reflect.Value) {
	switch {
	case isTable(into.Type()):
		var sub map[string]toml.Primitive
		if meta.PrimitiveDecode(prim, &sub) != nil || sub == nil { // nil: a list
			f.Add(at, "%s must be a table: [%s]", last(at), strip(at))
			return
		}
		f.table(meta, at, sub, into)
	case into.Kind() == reflect.Slice && isTable(into.Type().Elem()):
		f.tables(meta, at, prim, into)
	default:
		if err := meta.PrimitiveDecode(prim, into.Addr().Interface()); err != nil {
			f.Add(at, "%s: %s", last(at), plain(err, into.Type()))
		}
	}
}

// tables decodes [[name]]; one [name] is a list of one.
func (f *File) tables(meta toml.MetaData, at string, prim toml.Primitive, into reflect.Value) {
	var subs []map[string]toml.Primitive
	var one map[string]toml.Primitive
	if meta.PrimitiveDecode(prim, &one) == nil && one != nil { // a list leaves it nil, without an error
		list := reflect.MakeSlice(into.Type(), 1, 1)
		f.table(meta, at, one, list.Index(0))
		into.Set(list)
		return
	}
	if meta.PrimitiveDecode(prim, &subs) != nil {
		f.Add(at, "%s must be a list of tables: [[%s]]", last(at), strip(at))
		return
	}
	list := reflect.MakeSlice(into.Type(), len(subs), len(subs))
	for i, sub := range subs {
		f.table(meta, fmt.Sprintf("%s[%d]", at, i), sub, list.Index(i))
	}
	into.Set(list)
}

// isTable is true for plain structs; one that reads its own text is a value.
func isTable(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && !reflect.PointerTo(t).Implements(textUnmarshaler)
}

var textUnmarshaler = reflect.TypeFor[interface{ UnmarshalText([]byte) error }]()

func fieldsOf(t reflect.Type) map[string]int {
	m := map[string]int{}
	for i := range t.NumField() {
		if tag := t.Field(i).Tag.Get("toml"); tag != "" && tag != "-" {
			m[tag] = i
		}
	}
	return m
}

func names(fields map[string]int) string {
	var ns []string
	for n := range fields {
		ns = append(ns, n)
	}
	sort.Strings(ns)
	return strings.Join(ns, ", ")
}

// plain says a decoding error without Go's words.
func plain(err error, t reflect.Type) string {
	if strings.Contains(err.Error(), "incompatible types") {
		return "must be " + kindName(t)
	}
	s := strings.TrimPrefix(err.Error(), "toml: ")
	if i := strings.Index(s, "): "); strings.HasPrefix(s, "line ") && i > 0 {
		s = s[i+3:]
	}
	return s
}

func kindName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return `a text in "quotes"`
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "a list [ … ] of which each is " + kindName(t.Elem())
	case reflect.Int, reflect.Int64, reflect.Uint64, reflect.Uint8:
		if reflect.PointerTo(t).Implements(textUnmarshaler) {
			return `a text in "quotes"`
		}
		return "a whole number"
	}
	return "a " + t.Kind().String()
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func last(path string) string {
	return path[strings.LastIndexByte(path, '.')+1:]
}

// strip takes the indices out of a path.
func strip(path string) string {
	var b strings.Builder
	skip := false
	for _, r := range path {
		switch {
		case r == '[':
			skip = true
		case r == ']':
			skip = false
		case !skip:
			b.WriteRune(r)
		}
	}
	return b.String()
}
