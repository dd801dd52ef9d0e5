package spool

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/rule"
)

// restored opens a backup in a folder of its own.
func restored(t *testing.T, backup []byte, key string) *Store {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "new")
	if _, err := Restore(t.Context(), bytes.NewReader(backup), dir); err != nil {
		t.Fatal(err)
	}
	s := inFolder(dir).in(t, Options{KeyFile: key})
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
	return s
}

// TestBackup copies a spool that is being written to and deleted from; what was
// there before and stays is in the copy, whole, and nothing is half there.
func TestBackup(t *testing.T) {
	for name, opts := range map[string]Options{"files": {Inline: 1000}, "transit": {Inline: 10_000, Transit: 1000}} {
		t.Run(name, func(t *testing.T) { testBackup(t, opts) })
	}
}

func testBackup(t *testing.T, opts Options) {
	s := inFolder(t.TempDir()).in(t, opts)
	before := map[ID][]byte{}
	for i := range 20 {
		body := noise(uint64(i), 100+i*400)
		before[accept(t, s, sample(t, rule.Pass, "a@b.example"), body)] = body
	}
	held := accept(t, s, sample(t, rule.Hold, "a@b.example"), noise(99, 5000))
	before[held] = noise(99, 5000)
	ctx, stop := context.WithCancel(t.Context())
	var load sync.WaitGroup
	for range 3 {
		load.Go(func() {
			for ctx.Err() == nil {
				id := accept(t, s, sample(t, rule.Pass, "c@d.example"), noise(7, 3000))
				err := s.Update(context.WithoutCancel(ctx), func(tx *Tx) error { return tx.Delete(id) })
				if err := errors.Join(err, s.Forget(id)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 5 {
		var out bytes.Buffer
		m, err := s.Backup(t.Context(), &out, false)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(out.Bytes(), []byte("a@b.example")) || bytes.Contains(out.Bytes(), noise(99, 5000)[:64]) {
			t.Error("the backup holds something in clear")
		}
		r := restored(t, out.Bytes(), s.opts.KeyFile)
		for id, body := range before {
			if got := readBody(t, r, id); !bytes.Equal(got, body) {
				t.Errorf("%s came back as %d other bytes", id, len(got))
			}
		}
		if rec, err := r.Message(t.Context(), held); err != nil || rec.State != Held || rec.Hold.State != HoldPending {
			t.Errorf("%+v %v", rec, err)
		}
		if m.Key || m.Messages < len(before) {
			t.Errorf("%+v", m)
		}
	}
	stop()
	load.Wait()
	if left, _ := os.ReadDir(s.path(tmpDir)); len(left) > 0 {
		t.Errorf("%v is left in tmp", left[0].Name())
	}
}

func TestBackupKey(t *testing.T) {
	s := inFolder(t.TempDir()).in(t, Options{})
	id := accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("x\r\n"))
	var out bytes.Buffer
	if _, err := s.Backup(t.Context(), &out, true); err != nil {
		t.Fatal(err)
	}
	if got := readBody(t, restored(t, out.Bytes(), ""), id); string(got) != "x\r\n" {
		t.Errorf("%q", got)
	}
	out.Reset()
	if _, err := s.Backup(t.Context(), &out, false); err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(s.opts.KeyFile)
	if err != nil || bytes.Contains(out.Bytes(), key) {
		t.Error("the key is in the backup unasked")
	}
	dir := t.TempDir()
	if _, err := Restore(t.Context(), bytes.NewReader(out.Bytes()), dir); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(t.Context(), dir, Options{}); err == nil {
		s.Close()
		t.Error("a spool without its key opens")
	}
}

// Every kind of damage is found.
func TestBackupDamaged(t *testing.T) {
	s := inFolder(t.TempDir()).in(t, Options{Inline: 1, Now: func() time.Time { return time.Unix(1700000000, 0) }})
	accept(t, s, sample(t, rule.Pass, "a@b.example"), noise(1, 3000))
	var out bytes.Buffer
	if _, err := s.Backup(t.Context(), &out, true); err != nil {
		t.Fatal(err)
	}
	good := out.Bytes()
	harm := map[string][]byte{
		"nothing":  nil,
		"cut":      good[:len(good)/2],
		"no tail":  good[:bytes.Index(good, []byte(manifestName))-1],
		"a bit":    flipped(good, 700),
		"outside":  bytes.Replace(good, []byte("bodies/"), []byte("../../x"), 1),
		"a format": bytes.Replace(good, []byte("postlock backup 1"), []byte("postlock backup 9"), 1),
	}
	for name, data := range harm {
		if m, err := Restore(t.Context(), bytes.NewReader(data), filepath.Join(t.TempDir(), "new")); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: %+v %v", name, m, err)
		}
	}
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), bytes.NewReader(good), full); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("into a folder in use: %v", err)
	}
}

func flipped(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1
	return b
}
