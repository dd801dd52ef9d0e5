package extract

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestPreparedOnce: a second pool takes the code of the first, and compiles again
// when it is gone.
func TestPreparedOnce(t *testing.T) {
	cache := t.TempDir()
	p := newTestPool(t, Options{Workers: 1, Cache: cache})
	<-p.prepared
	if !isPrepared(p.marker()) {
		t.Fatal("nothing says that the code is there")
	}
	code, err := filepath.Glob(filepath.Join(cache, "wazero-*", "*"))
	if err != nil || len(code) != 1 {
		t.Fatalf("compiled files %q, %v", code, err)
	}
	if err := os.Remove(code[0]); err != nil {
		t.Fatal(err)
	}
	if isPrepared(p.marker()) {
		t.Error("code that was removed counts as there")
	}
	old := filepath.Join(cache, "prepared-of-an-old-build")
	if err := os.WriteFile(old, []byte("x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(old, time.Time{}, time.Now().Add(-2*markerTime)); err != nil {
		t.Fatal(err)
	}
	again := newTestPool(t, Options{Workers: 1, Cache: cache})
	<-again.prepared
	if _, err := os.Stat(code[0]); err != nil {
		t.Errorf("after the second: %v", err)
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("what an old build left is still there")
	}
}
