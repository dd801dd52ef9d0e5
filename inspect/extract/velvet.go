package extract

import (
	"bytes"

	"github.com/xuri/excelize/v2"
)

// Passwords that Office itself uses when a file is only protected from changes
// ([MS-OFFCRYPTO] 2.3.7.1 for the first), and so keep nothing secret.
var publicPasswords = [...]string{"VelvetSweatshop", "/01Hannes Ruescher/01"}

// readCompound reads a compound file; an encrypted package is tried with the
// passwords that everybody knows.
func readCompound(f *file, s *sink) error {
	if oleKind(f.data) != "encrypted-ooxml" {
		return readOLE(f, s)
	}
	for _, password := range publicPasswords {
		if plain := decryptOOXML(f.data, password); plain != nil {
			s.dispatch(f.with(plain))
			return nil
		}
	}
	return readOLE(f, s)
}

// decryptOOXML gives the package inside, nil when the password is wrong.
// excelize panics on some broken files.
func decryptOOXML(data []byte, password string) (plain []byte) {
	defer func() {
		if recover() != nil {
			plain = nil
		}
	}()
	plain, err := excelize.Decrypt(data, &excelize.Options{Password: password})
	if err != nil || !bytes.HasPrefix(plain, []byte("PK\x03\x04")) {
		return nil
	}
	return plain
}
