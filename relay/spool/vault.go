package spool

import (
	"context"
	"crypto/cipher"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// The vault is one key for small secrets that belong to no message: second
// factors, reviewers' notes. Like a message's key it is made once and wrapped by
// the key file.

// sealedPrefix begins a text that was sealed.
const sealedPrefix = "sealed:"

// vaultKey reads the vault's key, or makes it.
func (s *Store) vaultKey(ctx context.Context) (cipher.AEAD, error) {
	var key []byte
	err := s.Update(ctx, func(t *Tx) (err error) {
		ring := s.ring.Load()
		var keyID string
		var wrapped []byte
		switch err := t.row([]any{&keyID, &wrapped}, selectVault); {
		case errors.Is(err, ErrNotFound):
			key = newKey()
			keyID, wrapped = ring.wrap(vaultID, key)
			_, err = t.exec(insertVault, keyID, wrapped)
			return err
		case err != nil:
			return err
		}
		key, err = ring.unwrap(vaultID, keyID, wrapped)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("the key file %s does not fit this spool: %w; put the right one back", s.opts.KeyFile, err)
	}
	return deriveAEAD(key, "postlock vault")
}

const (
	vaultID     = ID("vault") // in place of a message's
	selectVault = `SELECT key_id, wrapped FROM vault`
	insertVault = `INSERT INTO vault (key_id, wrapped) VALUES (?, ?)`
)

// rewrapVault is rewrap for the vault.
func (t *Tx) rewrapVault(ring *keyring) error {
	var keyID string
	var wrapped []byte
	if err := t.row([]any{&keyID, &wrapped}, selectVault); err != nil || keyID == ring.current {
		return err
	}
	key, err := ring.unwrap(vaultID, keyID, wrapped)
	if err != nil {
		return err
	}
	keyID, wrapped = ring.wrap(vaultID, key)
	_, err = t.exec(`UPDATE vault SET key_id = ?, wrapped = ?`, keyID, wrapped)
	return err
}

// Seal encrypts a small secret for a column of text. It is bound to its place,
// such as "totp anna": in another it does not open. The empty text stays empty.
func (t *Tx) Seal(plain, place string) string {
	if plain == "" {
		return ""
	}
	return sealedPrefix + base64.RawStdEncoding.EncodeToString(sealSmall(t.store.vault, []byte(plain), place))
}

// Unseal is the reverse of Seal. A text that was never sealed is ErrCorrupt: who
// can write into the database is not to bring secrets of their own.
func (t *Tx) Unseal(sealed, place string) (string, error) {
	if sealed == "" {
		return "", nil
	}
	text, ok := strings.CutPrefix(sealed, sealedPrefix)
	raw, err := base64.RawStdEncoding.DecodeString(text)
	if !ok || err != nil {
		return "", fmt.Errorf("%w: %s", ErrCorrupt, place)
	}
	plain, err := openSmall(t.store.vault, raw, place)
	return string(plain), err
}

// Sealed tells whether a text is one of Seal's.
func Sealed(text string) bool { return strings.HasPrefix(text, sealedPrefix) }

// seal has each schema bring under the key what stood in clear before, once.
func (s *Store) seal(ctx context.Context) (err error) {
	done := false
	for _, schema := range s.opts.Schemas {
		if schema.Seal == nil {
			continue
		}
		name := schema.Name + " sealed"
		err := s.Update(ctx, func(t *Tx) error {
			var have int
			if err := t.QueryRow(`SELECT COUNT(*) FROM migrations WHERE name = ?`, name).Scan(&have); err != nil || have > 0 {
				return err
			}
			done = true
			if err := schema.Seal(t); err != nil {
				return err
			}
			_, err := t.Exec(`INSERT INTO migrations (name, steps) VALUES (?, 1)`, name)
			return err
		})
		if err != nil {
			return fmt.Errorf("sealing secrets of %s: %w", schema.Name, err)
		}
	}
	if done { // what stood in clear is in the log still
		err = s.emptyWAL(ctx)
	}
	return err
}
