package extract

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/postlock/postlock/inspect"
	"github.com/xuri/excelize/v2"
)

// TestPublicPassword opens what is encrypted with a password that Office knows, and
// nothing else.
func TestPublicPassword(t *testing.T) {
	plain := zipped(t, with(xlsxParts(), "xl/media/image1.jpg", string(jpegOf(9000)))) // excelize breaks short ones
	for password, opens := range map[string]bool{"VelvetSweatshop": true, "/01Hannes Ruescher/01": true, "geheim": false} {
		sealed, err := excelize.Encrypt(plain, &excelize.Options{Password: password})
		if err != nil {
			t.Fatal(err)
		}
		got := inside(t, "a.xlsx", "", sealed)
		if opens && (len(got.unread) > 0 || len(got.find("Naam")) == 0) || !opens && (len(got.unread) != 1 || got.unread[0].Why != inspect.Encrypted || len(got.rows) > 0) {
			t.Errorf("%q: %+v, %d rows", password, got.unread, len(got.rows))
		}
		if back := decryptOOXML(sealed, password); !bytes.Equal(back, plain) {
			t.Errorf("%q: %d bytes, want %d", password, len(back), len(plain))
		}
	}
}

// TestDecryptAgrees compares with excelize on the files of others, whose password
// is known.
func TestDecryptAgrees(t *testing.T) {
	if corpus() == "" {
		t.Log("no corpus beside the checkout: nothing compared")
		return
	}
	files, _ := filepath.Glob(filepath.Join(corpus(), "hostile", "*msoffcrypto__inputs__*password.*x"))
	if len(files) < 3 {
		t.Fatalf("%d files", len(files))
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, err := excelize.Decrypt(data, &excelize.Options{Password: "Password1234_"})
		if got := decryptOOXML(data, "Password1234_"); err != nil || len(got) == 0 || !bytes.HasPrefix(want, got) {
			t.Errorf("%s: %d bytes, excelize %d, %v", filepath.Base(path), len(got), len(want), err)
		}
		if decryptOOXML(data, "Password1234") != nil {
			t.Errorf("%s opens with a wrong password", filepath.Base(path))
		}
	}
}

func FuzzDecrypt(f *testing.F) {
	f.Add([]byte("\x24\x00\x00\x00"+string(make([]byte, 140))), false)
	f.Add([]byte(`<encryption><keyData blockSize="16" keyBits="256" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="AAAA"/><keyEncryptors><keyEncryptor><encryptedKey spinCount="9" blockSize="16" keyBits="256" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA1" saltValue="AAAA" encryptedVerifierHashInput="AAAAAAAAAAAAAAAAAAAAAA==" encryptedVerifierHashValue="AAAAAAAAAAAAAAAAAAAAAA==" encryptedKeyValue="AAAAAAAAAAAAAAAAAAAAAA=="/></keyEncryptor></keyEncryptors></encryption>`), true)
	f.Fuzz(func(t *testing.T, info []byte, agile bool) {
		sealed := make([]byte, 5000)
		if agile {
			decryptAgile(info, sealed, []byte("x"))
		} else {
			decryptStandard(info, sealed, []byte("x"))
		}
	})
}
