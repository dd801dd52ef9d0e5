package extract

import (
	"bytes"
	"strconv"
	"strings"
)

// readAr reads the members of a Unix archive, and so of a Debian package: a
// header of 60 bytes before each, which begins on an even byte (ar(5)).
func readAr(f *file, s *sink) error {
	const header = 60
	rest := f.data[min(len(f.data), len("!<arch>\n")):]
	var long []byte // GNU's table of names that do not fit
	for len(rest) > 0 && !s.stopped() {
		if len(rest) < header || string(rest[58:60]) != "`\n" {
			return damaged("broken ar")
		}
		size, err := strconv.ParseInt(strings.TrimSpace(string(rest[48:58])), 10, 63)
		name := strings.TrimRight(string(rest[:16]), " ")
		rest = rest[header:]
		if err != nil || size < 0 || size > int64(len(rest)) {
			return damaged("broken ar")
		}
		data := rest[:size]
		rest = rest[min(size+size&1, int64(len(rest))):]
		switch {
		case name == "//":
			long = data
		case name == "/", name == "/SYM64/", strings.HasPrefix(name, "__.SYMDEF"): // symbols of programs
		default:
			name, data = arName(name, data, long)
			s.child(name, data, false)
		}
	}
	return nil
}

// arName resolves a long name: "/12" is a place in GNU's table, "#1/12" says
// that so many bytes of the member are its name.
func arName(name string, data, long []byte) (string, []byte) {
	if n, err := strconv.Atoi(strings.TrimPrefix(name, "#1/")); err == nil && strings.HasPrefix(name, "#1/") && n >= 0 && n <= len(data) {
		return strings.TrimRight(string(data[:n]), "\x00"), data[n:]
	}
	if at, err := strconv.Atoi(strings.TrimPrefix(name, "/")); err == nil && name[0] == '/' && at >= 0 && at < len(long) {
		line, _, _ := bytes.Cut(long[at:], []byte("\n"))
		return strings.TrimSuffix(string(line), "/"), data
	}
	return strings.TrimSuffix(name, "/"), data
}
