package relay

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/emersion/go-smtp"

	"github.com/postlock/postlock/inspect/message"
)

// scramSHA256 is the mechanism of RFC 7677. Channel binding (-PLUS) is not
// offered.
const scramSHA256 = "SCRAM-SHA-256"

// ScramKeys are what a server keeps of a password for SCRAM-SHA-256 (RFC 5802
// section 3). They tell whether somebody knows the password and do not hold it.
type ScramKeys struct {
	Salt       []byte
	Iterations int
	Stored     []byte // StoredKey
	Server     []byte // ServerKey
}

// ScramAuthenticator is an Authenticator of accounts that have ScramKeys.
type ScramAuthenticator interface {
	Authenticator
	// ScramKeys are those of user; for a name that nobody has, some that no
	// password fits and that are the same each time.
	ScramKeys(ctx context.Context, user string) (ScramKeys, error)
	// ScramSignIn ends an exchange in which user has shown knowledge of the
	// password, or has not. Its results are those of Authenticate.
	ScramSignIn(ctx context.Context, user string, proven bool) (message.Address, error)
}

// scramServer is one exchange (RFC 5802 section 5).
type scramServer struct {
	keys   func(user string) (ScramKeys, error)
	signIn func(user string, proven bool) error
	nonce  string // of the server; random

	step  int
	user  string
	gs2   string // the header of the first message
	bare  string // the rest of it
	first string // the server's first message
	both  string // the nonces of client and server
	have  ScramKeys
}

// Next implements sasl.Server.
func (x *scramServer) Next(response []byte) (challenge []byte, done bool, err error) {
	if response == nil && x.step == 0 {
		return nil, false, nil
	}
	x.step++
	switch x.step {
	case 1:
		challenge, err = x.begin(string(response))
	case 2:
		challenge, err = x.prove(string(response))
	case 3: // the client has seen that we know the password as well
		return nil, true, x.signIn(x.user, true)
	default:
		err = errSASL
	}
	return challenge, false, err
}

// begin answers client-first-message with salt, iterations and nonce.
func (x *scramServer) begin(first string) ([]byte, error) {
	fields := strings.SplitN(first, ",", 3)
	if len(fields) != 3 || fields[0] != "n" && fields[0] != "y" {
		return nil, errSASL // "p=" asks for channel binding
	}
	x.gs2, x.bare = fields[0]+","+fields[1]+",", fields[2]
	identity, ok := attribute(fields[1], "a=")
	if fields[1] != "" && !ok {
		return nil, errSASL
	}
	parts := strings.Split(x.bare, ",") // extensions may follow; "m=" before asks for one we do not know
	if len(parts) < 2 {
		return nil, errSASL
	}
	user, ok := attribute(parts[0], "n=")
	nonce, ok2 := strings.CutPrefix(parts[1], "r=")
	if !ok || !ok2 || user == "" || nonce == "" {
		return nil, errSASL
	}
	if identity != "" && identity != user {
		return nil, smtp.ErrAuthFailed // nobody speaks for somebody else
	}
	x.user, x.both = user, nonce+x.nonce
	var err error
	if x.have, err = x.keys(user); err != nil {
		return nil, err
	}
	x.first = fmt.Sprintf("r=%s,s=%s,i=%d", x.both, base64.StdEncoding.EncodeToString(x.have.Salt), x.have.Iterations)
	return []byte(x.first), nil
}

// prove checks client-final-message and answers with the server's own proof.
func (x *scramServer) prove(final string) ([]byte, error) {
	without, encoded, ok := cutLast(final, ",p=")
	binding := "c=" + base64.StdEncoding.EncodeToString([]byte(x.gs2)) + ",r=" + x.both
	if !ok || without != binding && !strings.HasPrefix(without, binding+",") {
		return nil, errSASL
	}
	proof, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return nil, errSASL
	}
	told := x.bare + "," + x.first + "," + without
	if !x.have.fits(proof, told) {
		if err := x.signIn(x.user, false); err != nil {
			return nil, err
		}
		return nil, smtp.ErrAuthFailed
	}
	return []byte("v=" + base64.StdEncoding.EncodeToString(mac(x.have.Server, told))), nil
}

// fits undoes ClientProof = ClientKey XOR ClientSignature and compares the hash
// of the key with the stored one (RFC 5802 section 3).
func (k ScramKeys) fits(proof []byte, told string) bool {
	signature := mac(k.Stored, told)
	if len(proof) != len(signature) || len(k.Stored) != sha256.Size {
		return false
	}
	key := make([]byte, len(proof))
	for i := range key {
		key[i] = proof[i] ^ signature[i]
	}
	sum := sha256.Sum256(key)
	return hmac.Equal(sum[:], k.Stored)
}

func mac(key []byte, text string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(text))
	return m.Sum(nil)
}

// attribute reads a saslname behind its letter: "=2C" is a comma, "=3D" an equals
// sign, and no other equals sign may stand in it (RFC 5802 section 5.1).
func attribute(field, letter string) (string, bool) {
	name, ok := strings.CutPrefix(field, letter)
	plain := strings.NewReplacer("=2C", "", "=3D", "").Replace(name)
	if !ok || strings.Contains(plain, "=") {
		return "", false
	}
	return strings.NewReplacer("=2C", ",", "=3D", "=").Replace(name), true
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// scram begins an exchange for a session.
func (s *session) scram(keys ScramAuthenticator) *scramServer {
	return &scramServer{
		nonce: rand.Text(),
		keys: func(user string) (k ScramKeys, err error) {
			if err := s.mayTry(user); err != nil {
				return k, err
			}
			if k, err = keys.ScramKeys(s.ctx, user); err != nil {
				return k, s.cannotTell(err)
			}
			return k, nil
		},
		signIn: func(user string, proven bool) error {
			return s.signIn(user, func() (message.Address, error) { return keys.ScramSignIn(s.ctx, user, proven) })
		},
	}
}
