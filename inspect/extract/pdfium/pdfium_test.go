package pdfium

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestChecksum(t *testing.T) {
	sum := sha256.Sum256(wasm)
	if got := hex.EncodeToString(sum[:]); got != SHA256 {
		t.Errorf("pdfium.wasm is %s, not %s", got, SHA256)
	}
}

func newEngine(t testing.TB) *Engine {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	e, err := New(t.Context(), filepath.Join(cache, "postlock"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close(t.Context()) })
	return e
}

func TestOpenRefuses(t *testing.T) {
	e := newEngine(t)
	for _, data := range []string{"", "%PDF-", "%PDF-1.7\n1 0 obj", "not a document at all"} {
		if d, err := e.Open(t.Context(), []byte(data)); !errors.Is(err, ErrFormat) {
			t.Errorf("%q: %v, %v", data, d, err)
		}
	}
}

// FuzzDocument shows that a document takes nothing down but its own instance.
func FuzzDocument(f *testing.F) {
	f.Add([]byte("%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>"))
	e := newEngine(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := e.Open(t.Context(), data)
		if err != nil {
			return
		}
		defer d.Close()
		for i := range min(d.Pages(), 3) {
			d.Page(i, nil)
		}
		d.Outline()
		d.XFA()
		for i := range min(d.Attachments(), 3) {
			d.Attachment(i, 1<<20)
		}
	})
}
