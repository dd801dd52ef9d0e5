package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"

	"github.com/postlock/postlock/relay/rewrite"
)

// TestSignedOnTheWayOut: the office's signature covers the message as the next
// hop gets it, with the recipients already hidden.
func TestSignedOnTheWayOut(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string]any{"rsa": rsaKey, "ed25519": edKey} {
		t.Run(name, func(t *testing.T) {
			der := must(x509.MarshalPKCS8PrivateKey(key))
			text := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
			file := filepath.Join(t.TempDir(), "dkim.pem")
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
			hop := startRecorder(t)
			o := startOffice(t, hop.address(), func(s *settings) { s.DKIM = dkimSettings{"example.org", "office", file} })
			m := newsletterMail(newRand(), time.Now())
			if said, err := submit(o.smtpAddress(), m); err != nil {
				t.Fatalf("%s %v", said, err)
			}
			got := hop.wait(t, func(a arrival) bool { return bytes.Contains(a.data, []byte("Summer fair")) })
			signer := rewrite.Signer{Domain: "example.org", Selector: "office", Key: must(rewrite.ParseKey(text))}
			_, record, err := signer.Record()
			if err != nil {
				t.Fatal(err)
			}
			checks, err := dkim.VerifyWithOptions(bytes.NewReader(got.data), &dkim.VerifyOptions{
				LookupTXT: func(name string) ([]string, error) { return []string{record}, nil },
			})
			if err != nil || len(checks) != 1 || checks[0].Err != nil {
				t.Fatalf("%v %+v\n%s", err, checks, headOf(got.data))
			}
			if signed := strings.ToLower(strings.Join(checks[0].HeaderKeys, " ")); !strings.Contains(signed, "to") || !strings.Contains(signed, "subject") {
				t.Errorf("signed are only %s", signed)
			}
		})
	}
}
