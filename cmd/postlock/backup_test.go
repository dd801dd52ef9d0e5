package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestBackupOfAnOffice copies a serving office with held and queued mail, loses
// it, brings it back and delivers what waited.
func TestBackupOfAnOffice(t *testing.T) {
	o := startOffice(t, freePort(t), nil)
	config := configFor(t, o)
	m := letter{from: "office@example.org", to: []string{"peter@elsewhere.example"}}
	m.data = compose(m, "Queued", time.Now(), strings.Repeat("waits for its next hop\n", 5000), "", nil)
	held := letter{from: "office@example.org", to: []string{"anna@elsewhere.example"}}
	held.data = compose(held, "Held", time.Now(), "Vedrørende Mette Hansen, CPR-nr. 120574-1018.\n", "", nil)
	for _, l := range []letter{m, held} {
		if said, err := submit(o.smtpAddress(), l); err != nil {
			t.Fatalf("%s %v", said, err)
		}
	}
	file := filepath.Join(t.TempDir(), "backup.tar")
	if out, status := runWords(t, "backup", file, "--config", config); status != 0 || !strings.Contains(out, "the keys are not") {
		t.Fatalf("%d %s", status, out)
	}
	if out, status := runWords(t, "backup", file, "--config", config); status != 2 || !strings.Contains(out, "there already") {
		t.Errorf("twice: %d %s", status, out)
	}
	if out, status := runWords(t, "restore", file, "--config", config); status != 2 || !strings.Contains(out, "in use") {
		t.Errorf("over a serving office: %d %s", status, out)
	}

	dir := t.TempDir()
	fresh := filepath.Join(dir, "postlock.toml")
	if err := os.WriteFile(fresh, fmt.Appendf(nil, "data = \"new\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	wrong := filepath.Join(dir, "wrong")
	if err := os.WriteFile(wrong, make([]byte, 32), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, status := runWords(t, "restore", file, "--key", wrong, "--config", fresh); status != 2 {
		t.Errorf("with a wrong key: %d %s", status, out)
	}
	if out, status := runWords(t, "restore", file, "--key", filepath.Join(o.settings.Data, "key"), "--config", fresh); status != 0 || !strings.Contains(out, "all of them whole") || !strings.Contains(out, "1 held") {
		t.Fatalf("%d %s", status, out)
	}
	hop := startRecorder(t)
	back := startOffice(t, hop.address(), func(s *settings) { s.Data = filepath.Join(dir, "new") })
	if out, status := runWords(t, "queue", "flush", "--config", fresh); status != 0 {
		t.Errorf("flush: %s", out)
	}
	got := hop.wait(t, func(a arrival) bool { return len(a.to) == 1 && a.to[0] == "peter@elsewhere.example" })
	if string(bodyOf(got.data)) != string(bodyOf(m.data)) {
		t.Error("the body changed on its way through the backup")
	}
	if n := len(heldRecipients(t, back.settings.Data)); n != 1 {
		t.Errorf("%d held messages came back, want 1", n)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*restoring*")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

// TestBackupOfKeys: the keys of the slow drip's count and of the office's lists go
// where the spool's goes, with the backup or by hand.
func TestBackupOfKeys(t *testing.T) {
	o := startOffice(t, freePort(t), nil)
	config := configFor(t, o)
	if _, err := makeKey(o.data("people.key")); err != nil {
		t.Fatal(err)
	}
	keys := append(otherKeys(), "key")
	dir := t.TempDir()
	for name, words := range map[string][]string{"with": {"--with-key"}, "without": nil} {
		file, fresh := filepath.Join(dir, name+".tar"), filepath.Join(dir, name+".toml")
		if out, status := runWords(t, append([]string{"backup", file, "--config", config}, words...)...); status != 0 {
			t.Fatalf("%s: %d %s", name, status, out)
		}
		if err := os.WriteFile(fresh, fmt.Appendf(nil, "data = %q\n", name), 0o600); err != nil {
			t.Fatal(err)
		}
		if name == "without" {
			if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
				t.Fatal(err)
			}
			for _, key := range keys {
				copyFile(t, filepath.Join(dir, name, key), o.data(key))
			}
		}
		if out, status := runWords(t, "restore", file, "--config", fresh); status != 0 || !strings.Contains(out, "all of them whole") {
			t.Fatalf("%s: %d %s", name, status, out)
		}
		for _, key := range keys {
			had, err := os.ReadFile(o.data(key))
			got, err2 := os.ReadFile(filepath.Join(dir, name, key))
			if err != nil || err2 != nil || !bytes.Equal(had, got) {
				t.Errorf("%s: %s is not what it was: %v %v", name, key, err, err2)
			}
		}
	}
}

func copyFile(t *testing.T, to, from string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
