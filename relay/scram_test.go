package relay

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"testing"
)

// scramExample are the keys of RFC 7677 section 3.
var scramExample = scramKeysOf("pencil", "W22ZaJ0SNY7soEsUEjb6gQ==", 4096)

func scramKeysOf(password, salt string, iterations int) ScramKeys {
	k := ScramKeys{Iterations: iterations}
	k.Salt, _ = base64.StdEncoding.DecodeString(salt)
	salted, err := pbkdf2.Key(sha256.New, password, k.Salt, iterations, sha256.Size)
	if err != nil {
		panic(err)
	}
	stored := sha256.Sum256(mac(salted, "Client Key"))
	k.Stored, k.Server = stored[:], mac(salted, "Server Key")
	return k
}

// The exchange of RFC 7677 section 3, word by word.
func TestScramOfTheRFC(t *testing.T) {
	var signed []string
	x := &scramServer{
		nonce:  "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
		keys:   func(user string) (ScramKeys, error) { return scramExample, nil },
		signIn: func(user string, proven bool) error { signed = append(signed, fmt.Sprint(user, proven)); return nil },
	}
	for _, step := range []struct {
		client, server string
	}{
		{"n,,n=user,r=rOprNGfwEbeRWgbNEkqO", "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"},
		{"c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
			"v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="},
	} {
		got, done, err := x.Next([]byte(step.client))
		if string(got) != step.server || done || err != nil {
			t.Fatalf("%q, %t, %v", got, done, err)
		}
	}
	if len(signed) > 0 {
		t.Fatal("signed in before the client has seen the server's proof")
	}
	if _, done, err := x.Next([]byte{}); !done || err != nil || len(signed) != 1 || signed[0] != "usertrue" {
		t.Errorf("%t %v %v", done, err, signed)
	}
}

// A proof of another password, for another nonce, or cut short, fits nothing.
func TestScramWrongProof(t *testing.T) {
	for name, proof := range map[string]string{
		"one bit": "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVU=",
		"short":   "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7A=",
		"nothing": "",
		"no keys": base64.StdEncoding.EncodeToString(make([]byte, 32)),
	} {
		wrong := 0
		x := &scramServer{
			nonce:  "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
			keys:   func(string) (ScramKeys, error) { return scramExample, nil },
			signIn: func(_ string, proven bool) error { wrong++; return fmt.Errorf("proven %t", proven) },
		}
		x.Next([]byte("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"))
		_, done, err := x.Next([]byte("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=" + proof))
		if done || err == nil || wrong != 1 || err.Error() != "proven false" {
			t.Errorf("%s: %t, %v, %d", name, done, err, wrong)
		}
	}
}

func TestScramNames(t *testing.T) {
	for field, want := range map[string]string{"n=anna": "anna", "n=a=2Cb=3Dc": "a,b=c", "n=": "", "n=a=3d": "-", "n=a=2": "-", "anna": "-"} {
		got, ok := attribute(field, "n=")
		if !ok {
			got = "-"
		}
		if got != want {
			t.Errorf("%s: %q", field, got)
		}
	}
}

func FuzzScram(f *testing.F) {
	f.Add("n,,n=user,r=x", "c=biws,r=xy,p=AAAA")
	f.Add("y,a=user,n=user,r=x,e=1", "c=eSxhPXVzZXIs,r=xy,z=1,p=")
	f.Fuzz(func(t *testing.T, first, final string) {
		x := &scramServer{
			nonce:  "y",
			keys:   func(string) (ScramKeys, error) { return scramExample, nil },
			signIn: func(_ string, proven bool) error { return map[bool]error{false: ErrCredentials}[proven] },
		}
		if _, _, err := x.Next([]byte(first)); err != nil {
			return
		}
		if v, _, err := x.Next([]byte(final)); err == nil {
			t.Errorf("%q, %q proved something: %q", first, final, v)
		}
	})
}
