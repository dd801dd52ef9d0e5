package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
	"golang.org/x/text/encoding/charmap"
)

// zip compression methods (APPNOTE.TXT 4.4.5).
const (
	zipAES = 99
	// flagEncrypted is bit 0 of the general purpose flags (4.4.4).
	flagEncrypted = 1
)

var errShared = overLimit("members that share their bytes")

// openZip reads the central directory and refuses archives that only a bomb
// would have: members that share bytes, more members than the limit.
func openZip(s *sink, f *file) (*zip.Reader, error) {
	z, err := f.directory()
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, damaged("broken zip")
	}
	if len(z.File) > s.job.limits.Members {
		return nil, overLimit(fmt.Sprintf("more than %d files inside", s.job.limits.Members))
	}
	register(z)
	z.RegisterDecompressor(zip.Deflate, s.engines.inflate)
	if overlaps(z) {
		return nil, errShared
	}
	return z, nil
}

// directory reads the central directory, once.
func (f *file) directory() (*zip.Reader, error) {
	if f.zip == nil && f.zipErr == nil {
		f.zip, f.zipErr = zip.NewReader(memory{bytes.NewReader(f.data), f.data}, int64(len(f.data)))
	}
	return f.zip, f.zipErr
}

// overlaps finds members whose compressed bytes lie in one another, as in the
// bombs of David Fifield.
func overlaps(z *zip.Reader) bool {
	type span struct{ from, to int64 }
	var spans []span
	for _, f := range z.File {
		if from, err := f.DataOffset(); err == nil && f.CompressedSize64 > 0 {
			spans = append(spans, span{from, from + int64(f.CompressedSize64)})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return int(min(max(a.from-b.from, -1), 1)) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return true
		}
	}
	return false
}

// openMember gives a member's bytes, counted; the error says why not.
func openMember(s *sink, f *zip.File) (io.ReadCloser, error) {
	switch {
	case f.Flags&flagEncrypted != 0 || f.Method == zipAES:
		return nil, encrypted("encrypted zip member")
	case f.Method != zip.Store && f.Method != zip.Deflate && zipMethods()[f.Method] == nil:
		return nil, unsupported(fmt.Sprintf("zip method %d", f.Method))
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged("broken zip member")
	}
	return struct {
		io.Reader
		io.Closer
	}{s.inflate(r, int64(f.CompressedSize64)), r}, nil
}

// firstBytes gives at most n bytes of a member, nothing when it is broken.
func firstBytes(f *zip.File, n int64) string {
	if f.Flags&flagEncrypted != 0 || f.Method != zip.Store && f.Method != zip.Deflate {
		return ""
	}
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, n))
	return string(b)
}

// readMember holds a member in memory.
func readMember(s *sink, f *zip.File) ([]byte, error) {
	r, err := openMember(s, f)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, s.job.limits.File+1))
	var known failure
	switch {
	case int64(len(data)) > s.job.limits.File:
		return nil, overLimit(fmt.Sprintf("larger than %d bytes", s.job.limits.File))
	case errors.As(err, &known):
		return data, known
	case err != nil:
		return data, damaged("broken zip member")
	}
	return data, nil
}

// readZip reads every member of an archive.
func readZip(f *file, s *sink) error {
	z, err := openZip(s, f)
	if err == error(failure{inspect.Damaged, "broken zip"}) {
		salvage(f, s)
	}
	if err != nil {
		return err
	}
	if len(z.File) == 0 && len(f.data) > 22+len(z.Comment) { // end of central directory, 4.3.16
		return damaged("a zip without members that is not empty")
	}
	for _, m := range z.File {
		if s.stopped() {
			return nil
		}
		name := zipName(m)
		if m.FileInfo().IsDir() && m.UncompressedSize64 == 0 || boring(name) {
			continue
		}
		data, err := readMember(s, m)
		if len(data) > 0 || err == nil {
			s.child(name, data, false)
		}
		if err != nil {
			s.lost(name, err)
		}
	}
	return nil
}

// lost reports a member that could not be read, or not to its end.
func (s *sink) lost(name string, err error) {
	outer := s.file
	s.file = &file{path: inspect.In(outer.path, memberName(name)), hidden: outer.hidden}
	defer func() { s.file = outer }()
	var known failure
	if errors.As(err, &known) {
		s.unreadable("", known.why, known.detail)
		return
	}
	s.unreadable("", inspect.Damaged, "broken member")
}

// zipName is a member's name; names not in UTF-8 are of code page 437.
func zipName(f *zip.File) string {
	if !f.NonUTF8 && utf8.ValidString(f.Name) || utf8.ValidString(f.Name) {
		return f.Name
	}
	name, err := charmap.CodePage437.NewDecoder().String(f.Name)
	if err != nil {
		return f.Name
	}
	return name
}

// boring members are made by file managers and hold no words of a person.
func boring(name string) bool {
	base := path.Base(strings.ReplaceAll(name, "\\", "/"))
	return strings.HasPrefix(name, "__MACOSX/") || base == ".DS_Store" || strings.EqualFold(base, "Thumbs.db") || strings.EqualFold(base, "desktop.ini")
}
