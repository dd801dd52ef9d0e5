package spool

import (
	"errors"
	"path/filepath"
	"sync"
	"testing"

	"github.com/postlock/postlock/inspect/rule"
)

// TestSeal: a secret opens in its own place only, also after a restart and with
// another key, and what stood in clear is brought under the key once.
func TestSeal(t *testing.T) {
	dir := t.TempDir()
	open := inFolder(dir)
	schema := Schema{Name: "people", Steps: []string{`CREATE TABLE people (name TEXT NOT NULL, secret TEXT NOT NULL)`}}
	s := open.in(t, Options{Schemas: []Schema{schema}})
	update(t, s, func(tx *Tx) error {
		_, err := tx.Exec(`INSERT INTO people (name, secret) VALUES ('anna', 'clear-marker')`)
		return err
	})
	s.Close()
	runs := 0
	schema.Seal = func(tx *Tx) error {
		runs++
		_, err := tx.Exec(`UPDATE people SET secret = ? WHERE name = 'anna'`, tx.Seal("clear-marker", "secret anna"))
		return err
	}
	var sealed string
	for range 3 {
		s = open.in(t, Options{Schemas: []Schema{schema}})
		update(t, s, func(tx *Tx) error {
			if err := tx.QueryRow(`SELECT secret FROM people`).Scan(&sealed); err != nil {
				return err
			}
			if got, err := tx.Unseal(sealed, "secret anna"); got != "clear-marker" || err != nil {
				t.Errorf("%q %v", got, err)
			}
			for _, wrong := range []struct{ text, place string }{{sealed, "secret bente"}, {"clear-marker", "secret anna"}, {sealed + "A", "secret anna"}, {sealedPrefix + "*", ""}} {
				if got, err := tx.Unseal(wrong.text, wrong.place); !errors.Is(err, ErrCorrupt) {
					t.Errorf("%q opens as %q in %q: %v", wrong.text, got, wrong.place, err)
				}
			}
			return nil
		})
		if where := onDisk(t, dir, []byte("clear-marker")); where != nil {
			t.Errorf("the secret stands in %v", where)
		}
		if _, err := s.RotateKey(t.Context()); err != nil {
			t.Error(err)
		}
		s.Close()
	}
	if runs != 1 {
		t.Errorf("sealed %d times", runs)
	}
	if _, err := open(Options{KeyFile: filepath.Join(t.TempDir(), "another"), Schemas: []Schema{schema}}); err == nil {
		t.Error("opened without its key")
	}
}

// TestRotateKeyUnderLoad: what is accepted while the key changes needs the new
// one alone.
func TestRotateKeyUnderLoad(t *testing.T) {
	open := inFolder(t.TempDir())
	s := open.in(t, childOptions)
	all := map[ID]uint64{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for g := range uint64(4) {
		wg.Go(func() {
			for i := range uint64(40) {
				id := accept(t, s, sample(t, rule.Pass, "a@b.example"), seededBody((g+i)%5))
				mu.Lock()
				all[id] = (g + i) % 5
				mu.Unlock()
			}
		})
	}
	for range 5 {
		if _, err := s.RotateKey(t.Context()); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
	s.Close()
	whole(t, open.in(t, childOptions), all)
}
