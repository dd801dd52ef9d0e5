package extract

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
