package account_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"errors"
	"testing"
	"time"

	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/relay/spool"
)

// proves tells whether keys fit a password, by RFC 5802 section 3.
func proves(t *testing.T, k account.Scram, password string) bool {
	t.Helper()
	salted, err := pbkdf2.Key(sha256.New, password, k.Salt, k.Iterations, sha256.Size)
	if err != nil {
		t.Fatal(err)
	}
	m := hmac.New(sha256.New, salted)
	m.Write([]byte("Client Key"))
	stored := sha256.Sum256(m.Sum(nil))
	return bytes.Equal(stored[:], k.StoredKey)
}

func scramKeys(t *testing.T, o *quarantinetest.Office, user string) account.Scram {
	t.Helper()
	k, err := o.Accounts.ScramKeys(t.Context(), user)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestScramKeysFollowThePassword(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	for _, user := range []string{"anna", "Anna@Parish.example"} {
		if k := scramKeys(t, o, user); !proves(t, k, password) || proves(t, k, "wrong") || k.Iterations < 4096 {
			t.Errorf("the keys of %s do not fit the password", user)
		}
	}
	if err := o.Accounts.SetPassword(t.Context(), "x", "anna", "another pass\u00a0phrase \u2168"); err != nil {
		t.Fatal(err)
	}
	if k := scramKeys(t, o, "anna"); proves(t, k, password) || !proves(t, k, "another pass phrase IX") {
		t.Error("the keys did not change with the password, or not as RFC 4013 says")
	}
	// An account of before there were keys gets them with its next password.
	err := o.Spool.Update(t.Context(), func(tx *spool.Tx) error {
		_, err := tx.Exec(`UPDATE account_person SET scram = ''`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if proves(t, scramKeys(t, o, "anna"), "another pass phrase IX") {
		t.Fatal("made-up keys fit a password")
	}
	if _, err := o.Accounts.Authenticate(t.Context(), "anna", "another pass\u00a0phrase \u2168"); err != nil {
		t.Fatal(err)
	}
	if !proves(t, scramKeys(t, o, "anna"), "another pass phrase IX") {
		t.Error("signing in did not make keys")
	}
}

// Who asks for a name that nobody has sees the same as for one that exists.
func TestScramTellsNoNames(t *testing.T) {
	o := quarantinetest.New(t)
	real := o.Person("anna", "Anna")
	known, one, again := scramKeys(t, o, real.Login), scramKeys(t, o, "nobody"), scramKeys(t, o, "NOBODY")
	if !bytes.Equal(one.Salt, again.Salt) || bytes.Equal(one.Salt, scramKeys(t, o, "someone").Salt) {
		t.Error("made-up salts are not those of a name")
	}
	if len(one.Salt) != len(known.Salt) || one.Iterations != known.Iterations {
		t.Errorf("made up: %d bytes, %d iterations; real: %d, %d", len(one.Salt), one.Iterations, len(known.Salt), known.Iterations)
	}
	_, err := o.Accounts.ScramSignIn(t.Context(), "nobody", true)
	wants(t, err, account.ErrSignIn)
}

func TestScramTriesCount(t *testing.T) {
	o := quarantinetest.New(t)
	anna := o.Person("anna", "Anna")
	for range 5 {
		_, err := o.Accounts.ScramSignIn(t.Context(), "anna", false)
		wants(t, err, account.ErrSignIn)
	}
	_, err := o.Accounts.ScramSignIn(t.Context(), "anna", true)
	wants(t, err, account.ErrSignIn) // paused
	o.Clock.Add(time.Hour)
	a, err := o.Accounts.ScramSignIn(t.Context(), "anna", true)
	if err != nil || a != anna.Address {
		t.Errorf("after the pause: %v, %v", a, err)
	}
	if err := o.Accounts.Disable(t.Context(), "x", "anna"); err != nil {
		t.Fatal(err)
	}
	_, err = o.Accounts.ScramSignIn(t.Context(), "anna", true)
	wants(t, err, account.ErrSignIn)
}

// TestMailPassword: with a second factor the page's password is no good for mail
// programs; one of their own is, and is no good for the page.
func TestMailPassword(t *testing.T) {
	o := quarantinetest.New(t)
	ctx := t.Context()
	o.Person("anna", "Anna")
	const own = "abcd-efgh-ijkl-mnop"
	mail := func(password string, want bool) {
		t.Helper()
		_, err := o.Accounts.Authenticate(ctx, "anna@parish.example", password)
		if want && err != nil || !want && !errors.Is(err, account.ErrSignIn) {
			t.Errorf("PLAIN with %q: %v, want it to work: %v", password, err, want)
		}
		proven := proves(t, scramKeys(t, o, "anna"), password)
		if proven != want {
			t.Errorf("SCRAM with %q: %v", password, proven)
		}
		o.Clock.Add(time.Hour) // no pause for the tries
	}
	mail(password, true)
	mail(own, false)
	enrolled(t, o)
	mail(password, false)
	if _, err := o.Accounts.ScramSignIn(ctx, "anna", true); !errors.Is(err, account.ErrSignIn) {
		t.Errorf("SCRAM without a password for it: %v", err)
	}
	if err := o.Accounts.NewMailPassword(ctx, "x", "anna", "short"); err == nil {
		t.Error("a short one was taken")
	}
	if err := o.Accounts.NewMailPassword(ctx, "x", "anna", own); err != nil {
		t.Fatal(err)
	}
	mail(own, true)
	mail(password, false)
	if _, _, err := o.Accounts.SignIn(ctx, "anna", own); !errors.Is(err, account.ErrSignIn) {
		t.Errorf("on the page: %v", err)
	}
	half(t, o) // the page's own
	if err := o.Accounts.RemoveSecond(ctx, "x", "anna"); err != nil {
		t.Fatal(err)
	}
	mail(own, true)
	mail(password, false)
	if err := o.Accounts.NewMailPassword(ctx, "x", "anna", ""); err != nil {
		t.Fatal(err)
	}
	mail(own, false)
	mail(password, true)
}
