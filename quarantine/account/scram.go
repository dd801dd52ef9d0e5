package account

import (
	"context"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/spool"
)

// scramIterations is above the 4096 that RFC 7677 section 4 asks for, because
// these keys would be the weaker way to a password whose other hash is
// Argon2id; a mail client takes a tenth of a second for them.
const scramIterations = 100_000

// Scram are an account's keys for SCRAM-SHA-256 (RFC 5802 section 3), made when
// its password was set. They tell whether somebody knows the password.
type Scram struct {
	Salt              []byte
	Iterations        int
	StoredKey, Server []byte
}

// makeScram derives keys from a password.
func (s *Store) makeScram(password string) (k Scram, err error) {
	k = Scram{Salt: make([]byte, saltSize), Iterations: s.iterations}
	if _, err := io.ReadFull(s.rand, k.Salt); err != nil {
		return k, fmt.Errorf("account: salt: %w", err)
	}
	salted, err := pbkdf2.Key(sha256.New, saslprep(password), k.Salt, k.Iterations, sha256.Size)
	if err != nil {
		return k, fmt.Errorf("account: scram: %w", err)
	}
	sum := sha256.Sum256(hmac256(salted, "Client Key"))
	k.StoredKey, k.Server = sum[:], hmac256(salted, "Server Key")
	return k, nil
}

func hmac256(key []byte, text string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(text))
	return m.Sum(nil)
}

// saslprep does what RFC 4013 section 2 asks of text that people type: other
// spaces become a space, characters that cannot be seen go, and the rest is
// NFKC. Control characters were refused when the password was set.
func saslprep(password string) string {
	return norm.NFKC.String(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Zs, r):
			return ' '
		case r == '\u00ad' || r >= '\u200b' && r <= '\u200d' || r == '\u2060' || r == '\ufeff' || r >= '\ufe00' && r <= '\ufe0f':
			return -1
		}
		return r
	}, password))
}

// String is "iterations$salt$stored$server", as it stands in the database.
func (k Scram) String() string {
	b := base64.RawStdEncoding
	return fmt.Sprintf("%d$%s$%s$%s", k.Iterations, b.EncodeToString(k.Salt), b.EncodeToString(k.StoredKey), b.EncodeToString(k.Server))
}

func parseScram(text string) (k Scram, err error) {
	fields := strings.Split(text, "$")
	if len(fields) != 4 {
		return k, errors.New("account: stored SCRAM keys have an unknown form")
	}
	if _, err := fmt.Sscanf(fields[0], "%d", &k.Iterations); err != nil {
		return k, fmt.Errorf("account: stored SCRAM keys: %w", err)
	}
	for i, to := range []*[]byte{&k.Salt, &k.StoredKey, &k.Server} {
		if *to, err = base64.RawStdEncoding.DecodeString(fields[i+1]); err != nil {
			return k, fmt.Errorf("account: stored SCRAM keys: %w", err)
		}
	}
	return k, nil
}

// ScramKeys are those of a login or address. Where there are none, they are made
// up of the name and a secret, so that nobody learns which names exist. An
// account of before these keys were kept gets its own when it signs in with its
// password the next time, or a new password is set.
func (s *Store) ScramKeys(ctx context.Context, user string) (k Scram, err error) {
	if len(user) > 320 {
		return k, ErrSignIn
	}
	var text string
	err = s.spool.View(ctx, func(tx *spool.Tx) error {
		p, err := findLoginOrAddress(tx, foldLogin(user))
		switch {
		case errors.Is(err, ErrUnknown), err == nil && p.SecondFactor && !p.MailPassword:
			return nil
		case err != nil:
			return err
		case p.MailPassword:
			return tx.QueryRow(`SELECT mail_scram FROM account_person WHERE login = ?`, p.Login).Scan(&text)
		}
		return tx.QueryRow(`SELECT scram FROM account_person WHERE login = ?`, p.Login).Scan(&text)
	})
	if err != nil {
		return k, fmt.Errorf("account: SCRAM keys: %w", err)
	}
	if text == "" {
		return s.madeUp(ctx, foldLogin(user))
	}
	return parseScram(text)
}

// madeUp keys fit no password. Their salt is the same each time, also after a
// restart and on another server with the same database.
func (s *Store) madeUp(ctx context.Context, user string) (Scram, error) {
	secret, err := s.scramSecret(ctx)
	if err != nil {
		return Scram{}, err
	}
	none := make([]byte, sha256.Size) // the hash of nothing anybody knows
	return Scram{Salt: hmac256(secret, user)[:saltSize], Iterations: s.iterations, StoredKey: none, Server: hmac256(secret, "no key of "+user)}, nil
}

// scramSecret is made once.
func (s *Store) scramSecret(ctx context.Context) (secret []byte, err error) {
	read := func(tx *spool.Tx) error {
		rows, err := tx.Query(`SELECT secret FROM account_secret`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := rows.Scan(&secret); err != nil {
				return err
			}
		}
		return rows.Err()
	}
	if err = s.spool.View(ctx, read); err == nil && secret == nil {
		err = s.spool.Update(ctx, func(tx *spool.Tx) error {
			if err := read(tx); err != nil || secret != nil {
				return err
			}
			secret = make([]byte, 32)
			if _, err := io.ReadFull(s.rand, secret); err != nil {
				return err
			}
			_, err := tx.Exec(`INSERT INTO account_secret (secret) VALUES (?)`, secret)
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("account: secret of SCRAM: %w", err)
	}
	return secret, nil
}

// ScramSignIn ends a SCRAM exchange over SMTP: proven tells whether the client
// has shown that it knows the password of user. It counts failures, and answers,
// as Authenticate does.
func (s *Store) ScramSignIn(ctx context.Context, user string, proven bool) (message.Address, error) {
	c, err := s.candidate(ctx, overSMTP, user)
	if err != nil {
		return message.Address{}, err
	}
	if !proven || !c.known || c.barred || c.person.Disabled || c.locked {
		return message.Address{}, errors.Join(ErrSignIn, s.failed(ctx, overSMTP, c))
	}
	if c.failures > 0 {
		err = s.succeeded(ctx, overSMTP, c, "", false)
	}
	return c.person.Address, err
}
