package spool

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const keySize = 32

// keyring holds the keys of the key file; the first wraps new messages' keys.
type keyring struct {
	current string
	keys    map[string]cipher.AEAD
}

// keyID names a key without giving it away.
func keyID(key []byte) string {
	sum := sha256.Sum256(append([]byte("postlock key id\x00"), key...))
	return hex.EncodeToString(sum[:8])
}

func newKeyring(file []byte) (*keyring, error) {
	if len(file) == 0 || len(file)%keySize != 0 {
		return nil, fmt.Errorf("a key file holds keys of %d bytes, this one has %d bytes", keySize, len(file))
	}
	ring := &keyring{keys: map[string]cipher.AEAD{}}
	for ; len(file) > 0; file = file[keySize:] {
		aead, err := newAEAD(file[:keySize])
		if err != nil {
			return nil, err
		}
		id := keyID(file[:keySize])
		if ring.current == "" {
			ring.current = id
		}
		ring.keys[id] = aead
	}
	return ring, nil
}

// openKeyFile reads the key file. It makes a new one only when mayCreate is
// set: a store that has messages but lost its key must not start with another.
func openKeyFile(path string, mayCreate bool) (*keyring, error) {
	file, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && mayCreate {
		file = newKey()
		err = writeDurably(path, file, 0o600)
	}
	if err != nil {
		return nil, fmt.Errorf("key file: %w", err)
	}
	ring, err := newKeyring(file)
	if err != nil {
		return nil, fmt.Errorf("key file %s: %w", path, err)
	}
	return ring, nil
}

func newKey() []byte {
	key := make([]byte, keySize)
	rand.Read(key)
	return key
}

// wrap seals a message's key under the current key, bound to the message's id.
// Nonces are random; 2^32 messages are the bound of NIST SP 800-38D section 8.3.
func (r *keyring) wrap(id ID, key []byte) (keyID string, wrapped []byte) {
	return r.current, sealSmall(r.keys[r.current], key, "key "+string(id))
}

// unwrap is the reverse of wrap.
func (r *keyring) unwrap(id ID, keyID string, wrapped []byte) ([]byte, error) {
	aead, ok := r.keys[keyID]
	if !ok {
		return nil, fmt.Errorf("%w: message %s needs key %s, which the key file does not hold", ErrCorrupt, id, keyID)
	}
	return openSmall(aead, wrapped, "key "+string(id))
}

// messageKeys are the keys derived from a message's key.
type messageKeys struct {
	body cipher.AEAD // sealed chunks, nonces counted
	meta cipher.AEAD // envelope and replies, nonces random
}

func deriveKeys(key []byte) (k messageKeys, err error) {
	if k.body, err = deriveAEAD(key, "postlock body"); err != nil {
		return k, err
	}
	k.meta, err = deriveAEAD(key, "postlock meta")
	return k, err
}

func deriveAEAD(key []byte, use string) (cipher.AEAD, error) {
	sub, err := hkdf.Expand(sha256.New, key, use, keySize)
	if err != nil {
		return nil, err
	}
	return newAEAD(sub)
}

// sealSmall seals with a random nonce, which stands in front.
func sealSmall(aead cipher.AEAD, plain []byte, context string) []byte {
	out := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	rand.Read(out)
	return aead.Seal(out, out, plain, []byte(context))
}

// openSmall is the reverse of sealSmall.
func openSmall(aead cipher.AEAD, sealed []byte, context string) ([]byte, error) {
	n := aead.NonceSize()
	if len(sealed) < n {
		return nil, fmt.Errorf("%w: %s", ErrCorrupt, context)
	}
	plain, err := aead.Open(nil, sealed[:n], sealed[n:], []byte(context))
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrCorrupt, context)
	}
	return plain, nil
}

// writeDurably replaces a small file: write beside it, sync, rename, sync the
// folder. Afterwards either the old or the new content is there, whole.
func writeDurably(path string, content []byte, mode os.FileMode) error {
	tmp, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = tmp.Write(content)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
