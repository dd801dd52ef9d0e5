package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/postlock/postlock/relay/spool"
)

// TestOldestData: what the first `postlock serve` left on disk is brought forward.
// Nothing is lost: the held message is held and can be read, the one that waited is
// delivered, people sign in, and the record's chain holds.
func TestOldestData(t *testing.T) {
	dir := t.TempDir()
	unpack(t, "testdata/first/data.tar.gz", dir)
	checkSpool(t, dir)
	if held := heldRecipients(t, dir); !slices.Equal(held, []string{"eva@elsewhere.example"}) {
		t.Errorf("held are messages to %v", held)
	}
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), func(s *settings) { s.Data = dir })
	got := hop.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte("Subject: queued\r\n")) })
	if !slices.Equal(got.to, []string{"peter@elsewhere.example"}) || string(bodyOf(got.data)) != "waits for its next hop\r\n" {
		t.Errorf("to %v:\n%s", got.to, got.data)
	}
	for _, login := range []string{"mette", "jens"} {
		address, err := o.accounts.Authenticate(t.Context(), login, "a password of "+login)
		if err != nil || address.String() != login+"@example.org" {
			t.Errorf("%s signs in as %s, %v", login, address, err)
		}
	}
	holds := must(spoolHolds(t, o))
	if len(holds) != 1 {
		t.Fatalf("%d holds", len(holds))
	}
	body, err := o.store.Body(t.Context(), holds[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if text := must(io.ReadAll(body.Reader())); !bytes.Contains(text, []byte("Om Mette Hansen")) {
		t.Errorf("the held message is %q", text)
	}
	// The count of like messages goes on in its newest form.
	if said, err := submit(o.smtpAddress(), reminder(newRand(), 1)); err != nil {
		t.Errorf("a new message: %s %v", said, err)
	}
}

func spoolHolds(t *testing.T, o *office) (holds []spool.Hold, err error) {
	err = o.store.View(t.Context(), func(tx *spool.Tx) error {
		holds, err = tx.Holds(spool.HoldFilter{})
		return err
	})
	return holds, err
}

func unpack(t *testing.T, file, dir string) {
	t.Helper()
	packed, err := gzip.NewReader(bytes.NewReader(must(os.ReadFile(file))))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(packed); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(h.Name)), must(io.ReadAll(r)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
