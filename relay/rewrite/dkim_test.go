package rewrite

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"
)

// signed is a message with what the signature must cover and odd white space.
const signed = "From: Anna <anna@own.example>\r\nTo: anna@own.example\r\nSubject:  Zwemles \r\n  in mei\r\nDate: Mon, 1 Jan 2024 10:00:00 +0100\r\n" +
	"Message-ID: <1@own.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n" +
	"List-Unsubscribe: <https://own.example/u>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\n" +
	"Hello  \r\n\r\n\tj\u00fcrgen \r\n.\r\n\r\n\r\n"

// signers are both kinds of key. The RSA key is read from PEM as an office has it.
func signers(t testing.TB) map[string]Signer {
	t.Helper()
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]Signer{
		"RSA":     {"own.example", "k1", reread(t, rsaKey)},
		"Ed25519": {"own.example", "k2", reread(t, edKey)},
	}
}

func reread(t testing.TB, key any) crypto.Signer {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	k, err := ParseKey(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// sign puts the signature on top.
func sign(t testing.TB, s Signer, msg string) string {
	t.Helper()
	header, body, _ := strings.Cut(msg, "\r\n\r\n")
	field, err := s.Sign([]byte(header+"\r\n\r\n"), strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(field, []byte("DKIM-Signature: ")) || !bytes.HasSuffix(field, []byte("\r\n")) {
		t.Fatalf("field is %q", field)
	}
	return string(field) + msg
}

func TestSign(t *testing.T) {
	for kind, s := range signers(t) {
		name, record, err := s.Record()
		if err != nil {
			t.Fatal(err)
		}
		verify := func(msg string) error {
			vs, err := dkim.VerifyWithOptions(strings.NewReader(msg), &dkim.VerifyOptions{LookupTXT: func(domain string) ([]string, error) {
				if domain != name {
					t.Errorf("%s: %q is looked up, want %q", kind, domain, name)
				}
				return []string{record}, nil
			}})
			if err != nil {
				return err
			}
			if len(vs) != 1 {
				t.Fatalf("%s: %d signatures", kind, len(vs))
			}
			return vs[0].Err
		}
		msg := sign(t, s, signed)
		if err := verify(msg); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
		for old, changed := range map[string]string{
			"Zwemles": "Zwemles!", "Hello": "Hullo", "To: anna": "To: a",
			"https://own": "https://evil", "=One-Click": "=Two-Click",
			"Message-ID: ": "Subject: second\r\nMessage-ID: ", "MIME-Version": "Cc: b@x.nl\r\nMIME-Version",
		} {
			if verify(strings.Replace(msg, old, changed, 1)) == nil {
				t.Errorf("%s: signature holds with %q for %q", kind, changed, old)
			}
		}
	}
}

// What dkimpy (Debian's python3-dkim and python3-nacl) says of the same messages.
func TestSecondImplementation(t *testing.T) {
	python := dkimpy(t)
	args := []string{"-c", `import sys, dkim
for name in sys.argv[1:]:
    record, message = open(name, "rb").read().split(b"\n", 1)
    print(dkim.verify(message, dnsfunc=lambda name, timeout=5: record))`}
	var want []string
	for kind, s := range signers(t) {
		_, record, err := s.Record()
		if err != nil {
			t.Fatal(err)
		}
		// First BCC, then the signature, as at delivery.
		msg := rewritten(t, BCC{}, strings.Replace(signed, "To: anna@own.example", "To: a@x.nl,\r\n b@x.nl", 1))
		msg = sign(t, s, msg)
		for name, c := range map[string]string{"True": msg, "False": strings.Replace(msg, "Hello", "Hullo", 1)} {
			file := filepath.Join(t.TempDir(), kind+name)
			if err := os.WriteFile(file, []byte(record+"\n"+c), 0o600); err != nil {
				t.Fatal(err)
			}
			args, want = append(args, file), append(want, name)
		}
	}
	out, err := exec.Command(python, args...).CombinedOutput()
	if got := strings.Fields(string(out)); err != nil || !slices.Equal(got, want) {
		t.Errorf("dkimpy says %s, %v; want %s", out, err, want)
	}
}

// dkimpy finds a Python that has it. On a build machine it must be there.
func dkimpy(t *testing.T) string {
	t.Helper()
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(python, "-c", "import dkim, nacl").Run() == nil {
			return python
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("dkimpy is missing: apt-get install python3-dkim python3-nacl")
	}
	t.Skip("dkimpy is missing: apt-get install python3-dkim python3-nacl")
	return ""
}

func TestKeys(t *testing.T) {
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	pkcs1 := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(short)})
	if _, err := ParseKey(pkcs1); err == nil || !strings.Contains(err.Error(), "1024 bits") {
		t.Errorf("short key: %v", err)
	}
	if _, err := ParseKey([]byte("no key")); err == nil {
		t.Error("no PEM is taken for a key")
	}
	if _, err := (Signer{Domain: "d", Selector: "s"}).Sign([]byte(signed), strings.NewReader("")); err == nil {
		t.Error("signed without a key")
	}
	if _, err := signers(t)["Ed25519"].Sign([]byte("To: a@x.nl\r\n\r\n"), strings.NewReader("")); err == nil {
		t.Error("signed without From")
	}
}

func BenchmarkSign(b *testing.B) {
	header, body, _ := strings.Cut(signed, "\r\n\r\n")
	body = strings.Repeat(body, 5000/len(body))
	for kind, s := range signers(b) {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Sign([]byte(header+"\r\n\r\n"), strings.NewReader(body)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
