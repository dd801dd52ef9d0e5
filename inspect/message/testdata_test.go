package message

import (
	"bytes"
	"compress/zlib"
	"encoding/asn1"
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Each file says in X-Want what is wanted of it, and in X-Why why: "seen" is the
// canary in a part and no defect, anything else the kind of a defect.
func TestFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.eml")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		checkWant(t, filepath.Base(file), b)
	}
}

func checkWant(t *testing.T, name string, b []byte) {
	t.Helper()
	m, parts, bodies := readAll(t, b)
	want := m.Header().Get("X-Want")
	if want == "" || m.Header().Get("X-Why") == "" {
		t.Errorf("%s does not say what is wanted and why", name)
	}
	found := strings.Contains(strings.Join(bodies, "\n"), canary)
	wrapped := slices.ContainsFunc(parts, func(p Part) bool { return strings.HasPrefix(p.Type, "application/") })
	ok := found && len(m.Defects()) == 0 && !wrapped
	if want != "seen" {
		ok = slices.ContainsFunc(m.Defects(), func(d Defect) bool { return string(d.Why) == want })
	}
	if !ok {
		t.Errorf("%s: canary seen: %v in %q, defects %v; want %s", name, found, paths(parts), m.Defects(), want)
	}
}

// RFC 3274; no program here writes it.
func TestCompressedData(t *testing.T) {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	if _, err := w.Write([]byte("Content-Type: text/plain\r\n\r\n" + canary + "\r\n")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	type algorithm struct{ ID asn1.ObjectIdentifier }
	type encap struct {
		ID      asn1.ObjectIdentifier
		Content []byte `asn1:"explicit,tag:0"`
	}
	type compressed struct {
		Version   int
		Algorithm algorithm
		Encap     encap
	}
	type info struct {
		ID      asn1.ObjectIdentifier
		Content compressed `asn1:"explicit,tag:0"`
	}
	der, err := asn1.Marshal(info{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 9}, compressed{0,
		algorithm{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 3, 8}}, encap{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}, z.Bytes()}}})
	if err != nil {
		t.Fatal(err)
	}
	checkWant(t, "compressed", []byte("X-Want: seen\r\nX-Why: it is only compressed\r\nContent-Type: application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z\r\n"+
		"Content-Transfer-Encoding: base64\r\n\r\n"+wrap(base64.StdEncoding.EncodeToString(der), 64, "\r\n")+"\r\n"))
}

func FuzzCMS(f *testing.F) {
	files, err := filepath.Glob("testdata/*smime*.eml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		_, body, _ := strings.Cut(string(b), "\r\n\r\n")
		if der, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(strings.TrimSpace(body), "\r\n", "")); err == nil {
			f.Add(der)
		}
	}
	f.Fuzz(func(t *testing.T, der []byte) {
		if content, err := cmsContent(der, 1<<20); err == nil && len(content) > 1<<20 {
			t.Errorf("%d bytes are over the limit", len(content))
		}
	})
}
