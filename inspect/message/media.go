package message

import (
	"slices"
	"strconv"
	"strings"
)

// mediaType is a Content-Type or Content-Disposition, read tolerantly.
type mediaType struct {
	// value is the type or disposition in lower case; "" when there is none
	// or it is not of the form a/b where one is asked for.
	value  string
	params []param
}

// param is one parameter as written.
type param struct {
	name   string // lower case, without the asterisks of RFC 2231
	values []string
	plain  bool // neither extended nor continued
}

// parseMedia reads a value and its parameters (RFC 2045 section 5.1).
func parseMedia(v string) mediaType {
	parts := splitParams(stripComments(v))
	m := mediaType{value: strings.ToLower(strings.Trim(parts[0], " \t\""))}
	var long []segment
	for _, p := range parts[1:] {
		name, val, ok := strings.Cut(p, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if !ok || name == "" {
			continue
		}
		if base, seg, ok := parseSegment(name, strings.TrimSpace(val)); ok {
			seg.name = base
			long = append(long, seg)
			continue
		}
		m.params = append(m.params, param{name, readings(strings.TrimSpace(val)), true})
	}
	m.params = append(m.params, joinSegments(long)...)
	return m
}

// splitParams splits at semicolons outside quotes; an unclosed quote ends at the
// next semicolon.
func splitParams(v string) (parts []string) {
	start := 0
	for i := 0; i < len(v); i++ {
		switch v[i] {
		case '"':
			i = skipQuoted(v, i)
		case ';':
			parts = append(parts, v[start:i])
			start = i + 1
		}
	}
	return append(parts, v[start:])
}

// readings gives the values that readers were seen to take a parameter for, the
// right or most usual one first.
func readings(v string) []string {
	var rs []string
	add := func(s string) {
		if s != "" && !slices.Contains(rs, s) {
			rs = append(rs, s)
		}
	}
	switch {
	case strings.HasPrefix(v, `"`):
		if end := skipQuoted(v, 0); end > 0 {
			add(unquote(v[1:end]))
			add(v[1:end])
			add(strings.TrimSpace(v[1:end]))
			add(strings.Trim(v[1:end]+v[end+1:], " \t"))
			break
		}
		add(strings.TrimSpace(v[1:]))
		add(v)
	case strings.ContainsAny(v, " \t"):
		add(v[:strings.IndexAny(v, " \t")])
		add(v)
	default:
		add(v)
	}
	if i := strings.IndexAny(v, `"'\<>,[]()`); i > 0 {
		add(v[:i])
	}
	add(strings.Trim(v, `"' `))
	if strings.Contains(v, "=?") {
		add(decodeText(strings.Trim(v, `"`)))
	}
	return rs
}

// segment is one piece of an extended parameter, RFC 2231 sections 3 and 4.
type segment struct {
	name    string
	index   int
	encoded bool
	value   string
}

// parseSegment reads name*, name*0 and name*0*.
func parseSegment(name, val string) (base string, s segment, ok bool) {
	base, tail, ok := strings.Cut(name, "*")
	if !ok {
		return "", s, false
	}
	s.value = val
	if len(val) >= 2 && val[0] == '"' {
		s.value = unquote(strings.Trim(val, `"`))
	}
	tail, s.encoded = strings.CutSuffix("*"+tail, "*")
	if tail = strings.TrimPrefix(tail, "*"); tail != "" {
		n, err := strconv.Atoi(tail)
		if err != nil || n < 0 {
			return "", s, false
		}
		s.index = n
	}
	return base, s, true
}

// joinSegments puts pieces together and decodes them.
func joinSegments(long []segment) (ps []param) {
	slices.SortStableFunc(long, func(a, b segment) int { return a.index - b.index })
	for _, s := range long {
		if slices.ContainsFunc(ps, func(p param) bool { return p.name == s.name }) {
			continue
		}
		var raw []byte
		cs := ""
		for _, t := range long {
			if t.name != s.name {
				continue
			}
			v := t.value
			if t.encoded {
				if p := strings.SplitN(v, "'", 3); len(p) == 3 && len(raw) == 0 {
					cs, v = p[0], p[2]
				}
				raw = append(raw, unpercent(v)...)
				continue
			}
			raw = append(raw, v...)
		}
		ps = append(ps, param{name: s.name, values: []string{toUTF8(raw, cs)}})
	}
	return ps
}

// unpercent decodes the escapes of RFC 2231 section 4.
func unpercent(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && unhex(s[i+1]) < 16 && unhex(s[i+2]) < 16 {
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}

// get is the usual reading of the parameter; an extended one wins (RFC 6266
// section 4.3 says so of file names).
func (m mediaType) get(name string) string {
	v := ""
	for _, p := range m.params {
		if p.name == name && len(p.values) > 0 && (v == "" || !p.plain) {
			v = p.values[0]
		}
	}
	return v
}

// all gives every reading of every instance, the usual one first.
func (m mediaType) all(name string) (vs []string) {
	for _, p := range m.params {
		if p.name == name {
			vs = append(vs, p.values...)
		}
	}
	if first := m.get(name); first != "" {
		vs = append([]string{first}, vs...)
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(vs, func(v string) bool {
		dup := seen[v]
		seen[v] = true
		return dup
	})
}

// isType tells a/b of two tokens.
func isType(s string) bool {
	a, b, ok := strings.Cut(s, "/")
	return ok && isToken(a) && isToken(b)
}

func isToken(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' || strings.IndexByte(`()<>@,;:\"/[]?=`, s[i]) >= 0 {
			return false
		}
	}
	return s != ""
}
