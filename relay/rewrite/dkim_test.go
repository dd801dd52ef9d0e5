package rewrite

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
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
	return signedBy(t, Signers{s}, msg)
}

func signedBy(t testing.TB, all Signers, msg string) string {
	t.Helper()
	header, body, _ := strings.Cut(msg, "\r\n\r\n")
	field, err := all.Sign([]byte(header+"\r\n\r\n"), strings.NewReader(body))
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

// What dkimpy (Debian's python3-dkim and python3-nacl) says of the same messages:
// signed by each key, by both, and by both with a change.
func TestSecondImplementation(t *testing.T) {
	python := dkimpy(t)
	all := signers(t)
	rsaKey, edKey := all["RSA"], all["Ed25519"]
	// First BCC, then the signature, as at delivery.
	msg := rewritten(t, BCC{}, strings.Replace(signed, "To: anna@own.example", "To: a@x.nl,\r\n b@x.nl", 1))
	both := signedBy(t, Signers{rsaKey, edKey}, msg)
	changed := strings.Replace(both, "Hello", "Hullo", 1)
	// A server on the way adds what is missing.
	bare := strings.NewReplacer("Date: Mon, 1 Jan 2024 10:00:00 +0100\r\n", "", "Message-ID: <1@own.example>\r\n", "").Replace(signed)
	bare = "Message-ID: <2@hop.example>\r\nDate: Mon, 1 Jan 2024 10:00:00 +0100\r\n" + signedBy(t, Signers{rsaKey}, bare)
	for _, c := range []struct {
		name, msg, want string
	}{
		{"RSA", signedBy(t, Signers{rsaKey}, msg), "True"},
		{"Ed25519", signedBy(t, Signers{edKey}, msg), "True"},
		{"both", both, "True True"},
		{"both, changed", changed, "False False"},
		{"date added", bare, "True"},
	} {
		if got := dkimpyVerify(t, python, c.msg, rsaKey, edKey); got != c.want {
			t.Errorf("%s: dkimpy says %s, not %s", c.name, got, c.want)
		}
	}
}

// dkimpyVerify is what dkimpy says of each signature of a message.
func dkimpyVerify(t *testing.T, python, msg string, keys ...Signer) string {
	t.Helper()
	const script = `import sys, dkim
records = dict(zip(sys.argv[1::2], sys.argv[2::2]))
message = dkim.DKIM(sys.stdin.buffer.read())
count = sum(1 for name, _ in message.headers if name.lower() == b"dkim-signature")
def verify(i):
    try:
        return message.verify(idx=i, dnsfunc=lambda name, timeout=5: records[name.decode().rstrip(".")].encode())
    except dkim.ValidationError:
        return False
print(*[verify(i) for i in range(count)])`
	args := []string{"-c", script}
	for _, k := range keys {
		name, record, err := k.Record()
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, name, record)
	}
	cmd := exec.Command(python, args...)
	cmd.Stdin = strings.NewReader(msg)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return strings.TrimSpace(string(out)) + " " + err.Error()
	}
	return strings.TrimSpace(string(out))
}

// The keys of the author's domain sign, or of the closest above it.
func TestSignersOf(t *testing.T) {
	all := Signers{{Domain: "own.example", Selector: "a"}, {Domain: "Own.Example", Selector: "b"}, {Domain: "shop.own.example", Selector: "c"}, {Domain: "other.example", Selector: "d"}}
	for domain, want := range map[string]string{
		"own.example": "ab", "desk.own.example": "ab", "shop.own.example": "c", "x.shop.own.example": "c", "other.example": "d",
		"notown.example": "ab", "stranger.example": "ab", "": "ab",
	} {
		got := ""
		for _, s := range all.of(domain) {
			got += s.Selector
		}
		if got != want {
			t.Errorf("%q is signed by %s, not %s", domain, got, want)
		}
	}
	if keys := (Signers(nil)).of("own.example"); keys != nil {
		t.Errorf("%v", keys)
	}
}

// TestSignRealMail: whatever stands in a header, a message can be signed and the
// signature holds; where nothing can be signed, the message goes without.
func TestSignRealMail(t *testing.T) {
	key := signers(t)["Ed25519"]
	_, record, err := key.Record()
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, file := range realMail(t) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		src = bytes.ReplaceAll(bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r"), nil), []byte{0}, nil), []byte("\n"), []byte("\r\n"))
		header, body, ok := bytes.Cut(src, []byte("\r\n\r\n"))
		if !ok {
			continue
		}
		header = append(header, "\r\n\r\n"...)
		field, err := Signers{key}.Sign(header, bytes.NewReader(body))
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		if len(field) == 0 {
			continue
		}
		whole := slices.Concat(field, header, body)
		vs, err := dkim.VerifyWithOptions(bytes.NewReader(whole), &dkim.VerifyOptions{
			LookupTXT: func(string) ([]string, error) { return []string{record}, nil }, MaxVerifications: 1})
		if err != nil && !errors.Is(err, dkim.ErrTooManySignatures) || len(vs) == 0 || vs[0].Err != nil {
			t.Errorf("%s: %v %+v", filepath.Base(file), err, vs)
		}
		count++
	}
	t.Logf("%d messages signed", count)
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
	if _, err := (Signers{{Domain: "d", Selector: "s"}}).Sign([]byte(signed), strings.NewReader("")); err == nil {
		t.Error("signed without a key")
	}
	if fields, err := (Signers{signers(t)["Ed25519"]}).Sign([]byte("To: a@x.nl\r\n\r\n"), strings.NewReader("")); err != nil || len(fields) > 0 {
		t.Errorf("signed without From: %s %v", fields, err)
	}
}

func BenchmarkSign(b *testing.B) {
	header, body, _ := strings.Cut(signed, "\r\n\r\n")
	body = strings.Repeat(body, 5000/len(body))
	for kind, s := range signers(b) {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				if _, err := (Signers{s}).Sign([]byte(header+"\r\n\r\n"), strings.NewReader(body)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
