package rewrite

import (
	"bytes"
	"crypto"
	"io"

	"github.com/emersion/go-msgauth/dkim"
)

// Signer signs outgoing messages with the office's DKIM key (RFC 6376).
type Signer struct {
	// Domain and Selector are where the public key stands in the DNS.
	Domain, Selector string
	// Key is an RSA (2048 bits and more) or Ed25519 private key, see ParseKey.
	Key crypto.Signer
}

// Sign reads header, ended by its empty line, and body, and gives the
// DKIM-Signature field, CRLF ended, that is to be put on top.
func (s Signer) Sign(header []byte, body io.Reader) (field []byte, err error) {
	d, err := dkim.NewSigner(&dkim.SignOptions{Domain: s.Domain, Selector: s.Selector, Signer: s.Key,
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed})
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(d, io.MultiReader(bytes.NewReader(header), body))
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	return []byte(d.Signature()), err
}
