package strict

import (
	"fmt"
	"strings"
)

// positions are the lines of keys by their path with indices,
// "rule[2].when.subjects". The TOML library tells no lines after decoding, so
// the source is read once more for its headings and keys alone; the text is
// known to be valid TOML where this is used.
type positions map[string]int

// of is the line of key, or of the closest table around it; 0 when none is known.
func (p positions) of(key string) int {
	for key != "" {
		if line, ok := p[key]; ok {
			return line
		}
		i := strings.LastIndexByte(key, '.')
		if i < 0 {
			i = strings.LastIndexByte(key, '[')
		}
		if i < 0 {
			return 0
		}
		key = key[:i]
	}
	return 0
}

func locate(src string) positions {
	p := positions{}
	counts := map[string]int{}
	table, open := "", ""
	for i, line := range strings.Split(src, "\n") {
		s := strings.TrimSpace(line)
		if open != "" {
			open = stillOpen(s, open)
			continue
		}
		switch {
		case strings.HasPrefix(s, "[["):
			table = p.array(counts, heading(s[2:]))
			p[table] = i + 1
		case strings.HasPrefix(s, "["):
			table = p.resolve(counts, heading(s[1:]))
			p[table] = i + 1
		default:
			key, value, ok := strings.Cut(s, "=")
			if !ok || strings.HasPrefix(s, "#") {
				continue
			}
			p.note(join(table, clean(key)), i+1)
			open = opens(value)
		}
	}
	return p
}

// note keeps the first line of a key; dotted keys count for their tables too.
func (p positions) note(key string, line int) {
	if _, ok := p[key]; !ok {
		p[key] = line
	}
}

// array makes the path of the next element of [[name]].
func (p positions) array(counts map[string]int, name string) string {
	parent, leaf := "", name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parent, leaf = p.resolve(counts, name[:i]), name[i+1:]
	}
	full := join(parent, leaf)
	n := counts[full]
	counts[full]++
	p.note(full, 0)
	return fmt.Sprintf("%s[%d]", full, n)
}

// resolve puts the index of the latest element behind each array's name.
func (p positions) resolve(counts map[string]int, name string) string {
	path := ""
	for _, part := range strings.Split(name, ".") {
		path = join(path, part)
		if n := counts[path]; n > 0 {
			path = fmt.Sprintf("%s[%d]", path, n-1)
		}
	}
	return path
}

func heading(s string) string {
	if i := strings.IndexByte(s, ']'); i >= 0 {
		s = s[:i]
	}
	return clean(s)
}

func clean(key string) string {
	parts := strings.Split(key, ".")
	for i, part := range parts {
		parts[i] = strings.Trim(strings.TrimSpace(part), `"'`)
	}
	return strings.Join(parts, ".")
}

// opens tells whether a value goes on over the next lines, and by which end.
func opens(value string) string {
	for _, q := range []string{`"""`, `'''`} {
		if strings.Count(value, q)%2 == 1 {
			return q
		}
	}
	if s := strings.TrimSpace(value); strings.HasPrefix(s, "[") && !closed(s) {
		return "]"
	}
	return ""
}

func stillOpen(s, open string) string {
	if open == "]" && (closed("["+s) || s == "]") {
		return ""
	}
	if open != "]" && strings.Contains(s, open) {
		return ""
	}
	return open
}

// closed tells whether the brackets of a list are balanced, comments and
// quoted text aside.
func closed(s string) bool {
	depth, quote := 0, rune(0)
	for _, r := range s {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '#':
			return depth == 0
		case r == '[':
			depth++
		case r == ']':
			depth--
		}
	}
	return depth <= 0
}
