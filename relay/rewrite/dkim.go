package rewrite

import (
	"bytes"
	"cmp"
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

// addedFields are put in by the next server where they are missing (RFC 6409
// section 8), which must not break the signature.
var addedFields = []string{"Date", "Message-ID"}

// Signer is one of the office's DKIM keys (RFC 6376, and RFC 8463 for Ed25519).
type Signer struct {
	// Domain and Selector are where the public key stands in the DNS:
	// Selector._domainkey.Domain.
	Domain, Selector string
	// Key is an RSA (2048 bits and more) or Ed25519 private key, see ParseKey.
	Key crypto.Signer
}

// Signers are all keys of the office. They may be used by several goroutines.
type Signers []Signer

// Sign reads header, ended by its empty line, and body, and gives the
// DKIM-Signature fields, CRLF ended, that are to be put on top: one by each key
// of the author's domain, so that a receiver who does not know Ed25519 yet finds
// RSA beside it (RFC 8463 section 3). Without a From field, which every signature
// must cover (RFC 6376 section 5.4), there is none. Sign after every other change
// of the header.
func (all Signers) Sign(header []byte, body io.Reader) (fields []byte, err error) {
	h, err := message.ReadHeader(bytes.NewReader(header), int64(len(header)),
		message.Limits{Header: len(header) + 1, HeaderLines: len(header) + 1})
	if err != nil || !h.Has("From") {
		return nil, err
	}
	keys := coverage(h)
	var begun []*dkim.Signer
	var to []io.Writer
	for _, s := range all.of(author(h)) {
		d, beginErr := s.begin(keys)
		if beginErr != nil {
			err = beginErr
			break
		}
		begun, to = append(begun, d), append(to, d)
	}
	if err == nil {
		_, err = io.Copy(io.MultiWriter(to...), io.MultiReader(bytes.NewReader(header), body))
	}
	for _, d := range begun { // each is a goroutine that ends with Close
		err = cmp.Or(err, d.Close())
	}
	if err != nil {
		return nil, fmt.Errorf("signing with DKIM: %w", err)
	}
	for _, d := range begun {
		fields = append(fields, d.Signature()...)
	}
	return fields, nil
}

// of are the keys that sign for an author: those of the author's domain, or of
// the closest one above it, which DMARC takes for the same (RFC 7489 section
// 3.1.1); for a stranger those of the first domain.
func (all Signers) of(domain string) (keys []Signer) {
	if len(all) == 0 {
		return nil
	}
	closest := ""
	for _, s := range all {
		d := strings.ToLower(s.Domain)
		if strings.HasSuffix("."+domain, "."+d) && len(d) > len(closest) {
			closest = d
		}
	}
	if closest == "" {
		closest = strings.ToLower(all[0].Domain)
	}
	for _, s := range all {
		if strings.EqualFold(s.Domain, closest) {
			keys = append(keys, s)
		}
	}
	return keys
}

// author is the domain of the first author.
func author(h message.Header) string {
	for _, m := range h.Mailboxes("From") {
		return m.Address.Domain()
	}
	return ""
}

// begin makes the signer of one message.
func (s Signer) begin(keys []string) (*dkim.Signer, error) {
	if err := checkKey(s.Key); err != nil {
		return nil, err
	}
	return dkim.NewSigner(&dkim.SignOptions{
		Domain: s.Domain, Selector: s.Selector, Signer: s.Key, HeaderKeys: keys,
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed,
	})
}

// coverage lists the names for h=, each as often as the field occurs.
func coverage(h message.Header) (keys []string) {
	for _, name := range signedFields {
		n := len(h.Fields(name))
		if slices.Contains(sealedFields, name) && !(n == 0 && slices.Contains(addedFields, name)) {
			n++
		}
		keys = append(keys, slices.Repeat([]string{name}, n)...)
	}
	return keys
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
