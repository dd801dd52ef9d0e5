package rewrite

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/emersion/go-msgauth/dkim"

	"github.com/postlock/postlock/inspect/message"
)

// minRSA is the shortest RSA key in bits; RFC 8301 section 3.2.
const minRSA = 2048

// signedFields are covered by our signatures where a message has them, RFC 6376
// section 5.4.1 and, for the two of one-click unsubscription, RFC 8058 section 4.
var signedFields = []string{
	"From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
	"MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-ID", "Content-Description",
	"Resent-Date", "Resent-From", "Resent-To", "Resent-Cc",
	"List-Id", "List-Help", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Subscribe", "List-Post", "List-Owner", "List-Archive",
	"Auto-Submitted",
}

// sealedFields are covered once more than they occur, so that nobody can add a
// second one on the way (RFC 6376 section 5.4.2 and 8.15).
var sealedFields = []string{"From", "To", "Cc", "Subject", "Date", "Message-ID", "Reply-To", "MIME-Version", "Content-Type"}

// Signer signs outgoing messages with the office's DKIM key (RFC 6376, and RFC
// 8463 for Ed25519). It may be used by several goroutines.
type Signer struct {
	// Domain and Selector are where the public key stands in the DNS:
	// Selector._domainkey.Domain.
	Domain, Selector string
	// Key is an RSA (2048 bits and more) or Ed25519 private key, see ParseKey.
	Key crypto.Signer
}

// Sign reads header, ended by its empty line, and body, and gives the
// DKIM-Signature field, CRLF ended, that is to be put on top. Sign after every
// other change of the header.
func (s Signer) Sign(header []byte, body io.Reader) (field []byte, err error) {
	if err := checkKey(s.Key); err != nil {
		return nil, err
	}
	keys, err := coverage(header)
	if err != nil {
		return nil, err
	}
	d, err := dkim.NewSigner(&dkim.SignOptions{
		Domain: s.Domain, Selector: s.Selector, Signer: s.Key, HeaderKeys: keys,
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed,
	})
	if err != nil {
		return nil, fmt.Errorf("preparing DKIM: %w", err)
	}
	_, err = io.Copy(d, io.MultiReader(bytes.NewReader(header), body))
	if closeErr := d.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, fmt.Errorf("signing with DKIM: %w", err)
	}
	return []byte(d.Signature()), nil
}

// coverage lists the names for h=, each as often as the field occurs.
func coverage(header []byte) (keys []string, err error) {
	h, err := message.ReadHeader(bytes.NewReader(header), int64(len(header)),
		message.Limits{Header: len(header) + 1, HeaderLines: len(header) + 1})
	if err != nil {
		return nil, err
	}
	for _, name := range signedFields {
		n := len(h.Fields(name))
		if slices.Contains(sealedFields, name) {
			n++
		}
		keys = append(keys, slices.Repeat([]string{name}, n)...)
	}
	if !h.Has("From") {
		return nil, errors.New("signing with DKIM: message has no From field")
	}
	return keys, nil
}

// ParseKey reads a private key in PEM: PKCS #8, or PKCS #1 for RSA.
func ParseKey(pemBytes []byte) (crypto.Signer, error) {
	block, _ := pem.Decode(pemBytes)
	if block == nil {
		return nil, errors.New("DKIM key is not in PEM")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil && block.Type == "RSA PRIVATE KEY" {
		key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	}
	if err != nil {
		return nil, fmt.Errorf("reading DKIM key: %w", err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("DKIM key is a %T, which cannot sign", key)
	}
	return signer, checkKey(signer)
}

func checkKey(key crypto.Signer) error {
	switch k := key.(type) {
	case *rsa.PrivateKey:
		if bits := k.N.BitLen(); bits < minRSA {
			return fmt.Errorf("DKIM key has %d bits, %d are needed", bits, minRSA)
		}
		return nil
	case ed25519.PrivateKey:
		return nil
	}
	return fmt.Errorf("DKIM key is a %T, not RSA or Ed25519", key)
}

// Record is the TXT record that publishes the key (RFC 6376 section 3.6.1): the
// name it stands at and its value.
func (s Signer) Record() (name, value string, err error) {
	if err := checkKey(s.Key); err != nil {
		return "", "", err
	}
	kind, public := "ed25519", []byte(nil)
	switch k := s.Key.Public().(type) {
	case ed25519.PublicKey:
		public = k // RFC 8463 section 4: the raw 32 bytes
	default:
		kind = "rsa"
		if public, err = x509.MarshalPKIXPublicKey(k); err != nil {
			return "", "", err
		}
	}
	return strings.ToLower(s.Selector + "._domainkey." + s.Domain),
		"v=DKIM1; k=" + kind + "; p=" + base64.StdEncoding.EncodeToString(public), nil
}
