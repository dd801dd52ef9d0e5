package spool

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/rule"
)

// damage says how a body's sealed bytes may change.
var damage = map[string]func([]byte) []byte{
	"a bit flipped at the start": func(b []byte) []byte { b[0] ^= 1; return b },
	"a bit flipped at the end":   func(b []byte) []byte { b[len(b)-1] ^= 0x80; return b },
	"cut short":                  func(b []byte) []byte { return b[:len(b)-1] },
	"cut at a chunk":             func(b []byte) []byte { return b[:sealedSize] },
	"made longer":                func(b []byte) []byte { return append(b, 0) },
	"a chunk added":              func(b []byte) []byte { return append(b, b[:sealedSize]...) },
	"chunks exchanged": func(b []byte) []byte {
		return append(append(bytes.Clone(b[sealedSize:2*sealedSize]), b[:sealedSize]...), b[2*sealedSize:]...)
	},
	"emptied": func([]byte) []byte { return []byte{} },
}

func TestDamage(t *testing.T) {
	body := noise(1, 3*chunkSize+5)
	for name, harm := range damage {
		for where, opts := range map[string]Options{"file": {Inline: 1}, "database": {Inline: 1 << 20, Transit: 1 << 20}, "transit": {Inline: 1 << 20}} {
			if where == "transit" && (name == "made longer" || name == "a chunk added") {
				continue // the row says how long it is
			}
			t.Run(name+" in "+where, func(t *testing.T) {
				s := inFolder(t.TempDir()).in(t, opts)
				good := accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("good"))
				id := accept(t, s, sample(t, rule.Pass, "a@b.example"), body)
				switch where {
				case "transit":
					span := s.transit.spans[id]
					sealed := make([]byte, sealedLen(int64(len(body))))
					if _, err := s.transit.file.ReadAt(sealed, int64(span.at)*transitPage); err != nil {
						t.Fatal(err)
					}
					at := int64(span.at) * transitPage
					sealed = harm(sealed)
					if err := errors.Join(s.transit.file.Truncate(at), second(s.transit.file.WriteAt(sealed, at))); err != nil {
						t.Fatal(err)
					}
				case "file":
					sealed, err := os.ReadFile(s.bodyPath(id))
					if err != nil {
						t.Fatal(err)
					}
					os.WriteFile(s.bodyPath(id), harm(sealed), 0o600)
				case "database":
					update(t, s, func(tx *Tx) error {
						var sealed []byte
						if err := tx.QueryRow(`SELECT body FROM messages WHERE id = ?`, string(id)).Scan(&sealed); err != nil {
							return err
						}
						_, err := tx.Exec(`UPDATE messages SET body = ? WHERE id = ?`, harm(sealed), string(id))
						return err
					})
				}
				problems, err := s.Check(t.Context())
				if err != nil || len(problems) != 1 || problems[0].ID != id || !errors.Is(problems[0].Err, ErrCorrupt) {
					t.Errorf("%v %v", problems, err)
				}
				readBody(t, s, good)
			})
		}
	}
}

func second[A, B any](_ A, b B) B { return b }

// What is sealed belongs to its own message only.
func TestRowsExchanged(t *testing.T) {
	for _, column := range []string{"sealed", "body", "wrapped"} {
		s := inFolder(t.TempDir()).in(t, Options{})
		a := accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("same size 1"))
		b := accept(t, s, sample(t, rule.Pass, "c@d.example"), []byte("same size 2"))
		update(t, s, func(tx *Tx) error {
			_, err := tx.Exec(`UPDATE messages SET `+column+` = (SELECT `+column+` FROM messages WHERE id = ?) WHERE id = ?`, string(a), string(b))
			return err
		})
		if problems, err := s.Check(t.Context()); err != nil || len(problems) != 1 || problems[0].ID != b {
			t.Errorf("%s: %v %v", column, problems, err)
		}
	}
}

// A row whose file is missing is reported loudly, and the rest goes on.
func TestMissingFile(t *testing.T) {
	open := inFolder(t.TempDir())
	s := open.in(t, childOptions)
	id := accept(t, s, sample(t, rule.Pass, "a@b.example"), seededBody(largeSeed))
	good := accept(t, s, sample(t, rule.Pass, "a@b.example"), seededBody(smallSeed))
	os.Remove(s.bodyPath(id))
	s.Close()
	var log bytes.Buffer
	opts := childOptions
	opts.Log = slog.New(slog.NewTextHandler(&log, nil))
	s = open.in(t, opts)
	if !strings.Contains(log.String(), string(id)) || !strings.Contains(log.String(), "level=ERROR") || strings.Contains(log.String(), string(good)) {
		t.Errorf("log: %s", log.String())
	}
	readBody(t, s, good)
	if _, err := s.Body(t.Context(), id); !errors.Is(err, ErrCorrupt) {
		t.Error(err)
	}
}

func TestKeyFile(t *testing.T) {
	dir := t.TempDir()
	open := inFolder(dir)
	s := open.in(t, Options{})
	id := accept(t, s, sample(t, rule.Pass, "a@b.example"), []byte("x"))
	s.Close()
	key := filepath.Join(dir, "key")
	info, err := os.Stat(key)
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() != keySize {
		t.Errorf("%v %v", info, err)
	}
	os.Rename(key, key+".away")
	if _, err := open(Options{}); err == nil {
		t.Fatal("a store with messages made itself a new key")
	}
	os.WriteFile(key, newKey(), 0o600)
	if _, err := open(Options{}); !errors.Is(err, ErrCorrupt) || !strings.Contains(err.Error(), key) {
		t.Errorf("another key: %v", err)
	}
	// With both keys in the file the right one is found.
	old, err := os.ReadFile(key + ".away")
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(key, append(newKey(), old...), 0o600)
	s = open.in(t, Options{})
	if got := readBody(t, s, id); string(got) != "x" {
		t.Errorf("%q", got)
	}
	s.Close()
	os.WriteFile(key, []byte("too short"), 0o600)
	if _, err := open(Options{}); err == nil {
		t.Error("a broken key file was taken")
	}
}

func TestRotateKey(t *testing.T) {
	dir := t.TempDir()
	open := inFolder(dir)
	s := open.in(t, childOptions)
	bodies := map[ID]uint64{}
	for i := range uint64(450) {
		bodies[accept(t, s, sample(t, rule.Pass, "a@b.example"), seededBody(i%3))] = i % 3
	}
	old, _ := os.ReadFile(filepath.Join(dir, "key"))
	n, err := s.RotateKey(t.Context())
	if err != nil || n != 450 {
		t.Fatal(n, err)
	}
	whole(t, s, bodies)
	s.Close()
	now, _ := os.ReadFile(filepath.Join(dir, "key"))
	if len(now) != keySize || bytes.Equal(old, now) {
		t.Errorf("key file of %d bytes", len(now))
	}
	// Interrupted after the new key was written: both are in the file.
	os.WriteFile(filepath.Join(dir, "key"), append(newKey(), now...), 0o600)
	s = open.in(t, childOptions)
	bodies[accept(t, s, sample(t, rule.Pass, "a@b.example"), seededBody(4))] = 4
	whole(t, s, bodies)
	if n, err := s.RotateKey(t.Context()); err != nil || n != 451 {
		t.Error(n, err)
	}
	whole(t, s, bodies)
}

// onDisk tells whether any file of the store holds what.
func onDisk(t *testing.T, dir string, what []byte) (where []string) {
	t.Helper()
	filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, what) {
			where = append(where, path)
		}
		return err
	})
	return where
}

// Neither content nor addresses are on the disk in clear, and the key of a
// deleted message is nowhere any more.
func TestAtRest(t *testing.T) {
	dir := t.TempDir()
	s := inFolder(dir).in(t, childOptions)
	m := sample(t, rule.Pass, "very-special-person@b.example")
	m.Trace, m.MessageID = "Received: trace-marker\r\n", "<marker-id@b.example>"
	large := bytes.Repeat([]byte("content-marker "), 3000)
	ids := []ID{accept(t, s, m, []byte("content-marker")), accept(t, s, m, large)}
	jobs, err := s.Claim(t.Context(), "w", 10, time.Minute)
	if err != nil || len(jobs) != 2 {
		t.Fatal(jobs, err)
	}
	for _, job := range jobs {
		if _, err := s.Settle(t.Context(), job, Settlement{Outcomes: []Outcome{{0, RecipientFailed, Reply{Code: 550, Text: "reply-marker"}}}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, secret := range []string{"content-marker", "very-special-person", "trace-marker", "marker-id", "kontor@", "reply-marker"} {
		if where := onDisk(t, dir, []byte(secret)); where != nil {
			t.Errorf("%q stands in %v", secret, where)
		}
	}
	var wrapped [][]byte
	for _, id := range ids {
		var w []byte
		update(t, s, func(tx *Tx) error {
			return tx.QueryRow(`SELECT wrapped FROM messages WHERE id = ?`, string(id)).Scan(&w)
		})
		if onDisk(t, dir, w) == nil {
			t.Error("the wrapped key is not where it is looked for")
		}
		wrapped = append(wrapped, w)
	}
	if n, err := s.Purge(t.Context(), Retention{Passed: time.Now().Add(time.Hour)}); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	for _, w := range wrapped {
		if where := onDisk(t, dir, w); where != nil {
			t.Errorf("a deleted key stands in %v", where)
		}
	}
	if files, _ := os.ReadDir(s.path(bodiesDir)); len(files) != 0 {
		t.Error("a deleted body is still there")
	}
}

// FuzzChunks: whatever is stored, reading neither panics nor gives other bytes
// than were sealed.
func FuzzChunks(f *testing.F) {
	aead, err := newAEAD(make([]byte, keySize))
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(nil), []byte("x"), int64(0))
	f.Add([]byte("x"), sealAll(aead, nil, []byte("body")), int64(2))
	f.Add(noise(1, chunkSize+1), []byte{}, int64(chunkSize-1))
	f.Fuzz(func(t *testing.T, plain, sealed []byte, off int64) {
		var streamed bytes.Buffer
		s := newSealer(aead, &streamed, make([]byte, 0, sealedSize))
		for rest := plain; len(rest) > 0; {
			n := min(len(rest), int(uint64(off)%4096)+1)
			s.Write(rest[:n])
			rest = rest[n:]
		}
		s.Close()
		if !bytes.Equal(streamed.Bytes(), sealAll(aead, nil, plain)) {
			t.Fatal("streamed and sealed at once differ")
		}
		o, err := newOpener(aead, bytes.NewReader(streamed.Bytes()), int64(streamed.Len()))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(io.NewSectionReader(o, 0, o.Size())); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("%d bytes came back as %d, %v", len(plain), len(got), err)
		}
		o.ReadAt(make([]byte, 10), off)
		o, err = newOpener(aead, bytes.NewReader(sealed), int64(len(sealed)))
		if err != nil {
			return
		}
		got, err := io.ReadAll(io.NewSectionReader(o, 0, o.Size()))
		if err == nil && !bytes.Equal(sealAll(aead, nil, got), sealed) {
			t.Fatal("forged")
		}
	})
}
