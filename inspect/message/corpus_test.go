package message

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// corpus is the folder of real messages, beside the checkout or named by
// POSTLOCK_CORPUS; without one these tests have nothing to read.
func corpus(t *testing.T, folder string) []string {
	t.Helper()
	root := os.Getenv("POSTLOCK_CORPUS")
	if root == "" {
		root = "../../../shared/corpus"
		if _, err := os.Stat(root); err != nil {
			t.Skip("no corpus beside the checkout; set POSTLOCK_CORPUS")
		}
	}
	files, err := filepath.Glob(filepath.Join(root, folder, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", filepath.Join(root, folder), err)
	}
	return files
}

// readAll walks a message and gives its parts, decoded.
func readAll(t testing.TB, b []byte) (*Message, []Part, []string) {
	t.Helper()
	m, err := Read(bytes.NewReader(b), int64(len(b)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var parts []Part
	var bodies []string
	err = m.Walk(context.Background(), func(p Part) error {
		data, err := io.ReadAll(p.Body)
		parts, bodies = append(parts, p), append(bodies, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m, parts, bodies
}

// Ordinary mail must not be held for its structure.
func TestOrdinaryMail(t *testing.T) {
	flagged := 0
	start := time.Now()
	files := corpus(t, "mail")
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m, _, _ := readAll(t, b)
		if len(m.Defects()) > 0 {
			flagged++
			t.Logf("%s: %v", filepath.Base(file), m.Defects())
		}
	}
	t.Logf("%d of %d messages have defects; %v", flagged, len(files), time.Since(start))
	if flagged > 2 {
		t.Errorf("%d of %d ordinary messages have defects, want at most 2", flagged, len(files))
	}
}

func TestOddMail(t *testing.T) {
	for _, file := range corpus(t, "mail-odd") {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		m, parts, _ := readAll(t, b)
		if took := time.Since(start); took > time.Second {
			t.Errorf("%s took %v", filepath.Base(file), took)
		}
		t.Logf("%s: %d parts %v", filepath.Base(file), len(parts), m.Defects())
	}
}

func TestPracticeMail(t *testing.T) {
	visible := map[string]int{"241-bcc-177-to-nl.eml": 177, "242-bcc-40-cc-nl.eml": 41, "244-ok-4-nl.eml": 4, "245-ok-dup-nl.eml": 5, "246-ok-internal-nl.eml": 60}
	for _, file := range corpus(t, "practice/cases") {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m, parts, _ := readAll(t, b)
		name := filepath.Base(file)
		if len(parts) == 0 || len(m.Defects()) > 0 {
			t.Errorf("%s: parts %q, defects %v", name, paths(parts), m.Defects())
		}
		if want, ok := visible[name]; ok && len(m.Visible()) != want {
			t.Errorf("%s: %d visible, want %d", name, len(m.Visible()), want)
		}
	}
}
