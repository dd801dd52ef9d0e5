package extract

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/postlock/postlock/inspect"
)

// jpegOf is a picture of n bytes of no meaning.
func jpegOf(n int) []byte {
	d := make([]byte, n)
	rand.NewChaCha8([32]byte{}).Read(d)
	copy(d, "\xff\xd8\xff\xe0\x00\x10JFIF\x00")
	return d
}

// TestPhotographsNeedNoWorker: where no worker can be started, pictures are
// answered for all the same, and nothing else is.
func TestPhotographsNeedNoWorker(t *testing.T) {
	p := newTestPool(t, Options{Executable: t.TempDir() + "/none", Workers: 1, Cache: t.TempDir()})
	look := func(name string, body io.Reader) (*found, error) {
		var f found
		err := p.Extract(t.Context(), inspect.File{Path: name, Name: name, Body: body}, &f)
		return &f, err
	}
	for range 3 {
		got, err := look("groot.jpg", iotest.HalfReader(bytes.NewReader(jpegOf(3<<20))))
		if err != nil || len(got.unread) != 1 || got.unread[0].Why != inspect.Picture || got.unread[0].Where.Path != "groot.jpg" {
			t.Errorf("photograph: %v %+v", err, got.unread)
		}
		if got, err := look("klein.png", strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")); err != nil || len(got.unread) != 0 {
			t.Errorf("small picture: %v %+v", err, got.unread)
		}
	}
	for name, data := range map[string][]byte{
		"zip.jpg": slices.Concat(jpegOf(100_000), zipped(t, map[string]string{"a": "b"})), "rar.jpg": append(jpegOf(100_000), "Rar!\x1a\x07\x00"...), "leden.csv": []byte("a;b\x00\n"), "kort": []byte("\xff\xd8\xff\xe0"),
		"huge.jpg": jpegOf(maxPhotograph + 1),
	} {
		if _, err := look(name, bytes.NewReader(data)); err == nil {
			t.Errorf("%s: no worker was asked", name)
		}
	}
	broken := errors.New("broken disk")
	if _, err := look("a.jpg", io.MultiReader(bytes.NewReader(jpegOf(1000)), iotest.ErrReader(broken))); err == nil {
		t.Error("a body that breaks off is no picture")
	}
}

// TestPicturesWithMoreBehind: what opens as a picture with one program and as an
// archive with another is read as the archive, through a pool, too.
func TestPicturesWithMoreBehind(t *testing.T) {
	p := newTestPool(t, Options{Workers: 1})
	list := zipped(t, map[string]string{"leden.csv": memberList})
	for name, data := range map[string][]byte{
		"klein.jpg": slices.Concat(jpegOf(5_000), list), "groot.jpg": slices.Concat(jpegOf(1<<20), list), "zeven.jpg": slices.Concat(jpegOf(200_000), fixture(t, "list.7z")),
	} {
		got := extract(t, p, name, data)
		if !slices.ContainsFunc(got.rows, func(r inspect.Row) bool { return slices.Equal(r.Cells, []string{"Piet", "Gouda"}) }) {
			t.Errorf("%s: %d rows, %+v", name, len(got.rows), got.unread)
		}
	}
	for want, tail := range map[kind]string{kindRAR: "Rar!\x1a\x07\x01\x00", kindPicture: "PK\x05\x06 no archive"} {
		if k := kindOf(&file{data: append(jpegOf(5000), tail...)}); k != want {
			t.Errorf("%q: %v", tail, k)
		}
	}
	if k := kindOf(&file{data: append([]byte("\xff\xd8\xff\xfe\x00\x0a%PDF-1.7"), jpegOf(5000)...)}); k != kindPDF {
		t.Errorf("PDF in a comment: %v", k)
	}
}

// BenchmarkPhotograph is a picture of 5 MB through a pool.
func BenchmarkPhotograph(b *testing.B) {
	p := newTestPool(b, Options{Workers: 1})
	data := jpegOf(5 << 20)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		extract(b, p, "a.jpg", data)
	}
}
