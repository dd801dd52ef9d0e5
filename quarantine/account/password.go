package account

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost are the parameters of Argon2id (RFC 9106) for new hashes. They are
// stored with each hash; a password with other ones is hashed again at the
// next sign-in.
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// withDefaults is OWASP's smallest recommendation: 19 MiB, two passes, one
// thread; some 30 ms.
func (c Cost) withDefaults() Cost {
	if c.Memory == 0 {
		c.Memory = 19 << 10
	}
	if c.Time == 0 {
		c.Time = 2
	}
	if c.Threads == 0 {
		c.Threads = 1
	}
	return c
}

const (
	saltSize = 16
	keySize  = 32
	// maxPassword in bytes bounds the work a stranger can ask for.
	maxPassword = 1024
)

// hash is the PHC string "$argon2id$v=19$m=…,t=…,p=…$salt$key".
func (c Cost) hash(password string, random io.Reader) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(random, salt); err != nil {
		return "", fmt.Errorf("account: salt: %w", err)
	}
	return c.encode(salt, c.key(password, salt)), nil
}

// key normalises as RFC 8265 section 4.2.2 wants: an ø typed on a phone and on
// a desk are the same.
func (c Cost) key(password string, salt []byte) []byte {
	return argon2.IDKey([]byte(norm.NFC.String(password)), salt, c.Time, c.Memory, c.Threads, keySize)
}

func (c Cost) encode(salt, key []byte) string {
	b := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Time, c.Threads,
		b.EncodeToString(salt), b.EncodeToString(key))
}

// decode reads what encode wrote.
func decode(phc string) (c Cost, salt, key []byte, err error) {
	fields := strings.Split(phc, "$")
	if len(fields) != 6 || fields[1] != "argon2id" || fields[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, errors.New("account: stored password has an unknown form")
	}
	if _, err := fmt.Sscanf(fields[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil {
		return c, nil, nil, fmt.Errorf("account: stored password: %w", err)
	}
	if salt, err = base64.RawStdEncoding.DecodeString(fields[4]); err != nil {
		return c, nil, nil, fmt.Errorf("account: stored password: %w", err)
	}
	if key, err = base64.RawStdEncoding.DecodeString(fields[5]); err != nil || len(key) != keySize {
		return c, nil, nil, errors.New("account: stored password: key is damaged")
	}
	return c, salt, key, nil
}

// matches tells whether password is the one in phc, and whether it should be
// hashed again because the parameters have changed.
func (s *Store) matches(phc, password string) (ok, stale bool, err error) {
	c, salt, key, err := decode(phc)
	if err != nil {
		return false, false, err
	}
	ok = subtle.ConstantTimeCompare(c.key(password, salt), key) == 1
	return ok, ok && c != s.cost, nil
}

// hashSlot waits for one of the few places where passwords are hashed, so that
// many tries at once cost time and not memory.
func (s *Store) hashSlot(ctx context.Context) (free func(), err error) {
	select {
	case s.hashing <- struct{}{}:
		return func() { <-s.hashing }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// PasswordError is what is wrong with a new password, for the person.
type PasswordError struct {
	// Say is a sentence; where it has a %d, that is N.
	Say string
	N   int
}

func (e PasswordError) Error() string {
	if e.N == 0 {
		return e.Say
	}
	return fmt.Sprintf(e.Say, e.N)
}

// checkPassword says in words what is wrong with a new password. Length is all
// that is asked (NIST SP 800-63B section 3.1.1.2), and that it is not the
// person's own name.
func (s *Store) checkPassword(password string, p Person) error {
	n := utf8.RuneCountInString(password)
	switch {
	case !utf8.ValidString(password) || strings.ContainsAny(password, "\x00\r\n"):
		return PasswordError{Say: "The password has characters that no keyboard types."}
	case n < s.limits.MinPassword:
		return PasswordError{Say: "The password needs at least %d characters. Three or four words in a row are easy to remember.", N: s.limits.MinPassword}
	case len(password) > maxPassword:
		return PasswordError{Say: "The password is longer than %d bytes.", N: maxPassword}
	case strings.Trim(password, password[:1]) == "":
		return PasswordError{Say: "The password is one character over and over."}
	}
	for _, s := range []string{p.Login, p.Name, p.Address.String()} {
		if s != "" && strings.EqualFold(s, password) {
			return PasswordError{Say: "The password is your own name or address."}
		}
	}
	return nil
}
