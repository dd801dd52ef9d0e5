package account_test

import (
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/relay/spool"
)

func TestSessions(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna", account.Reviewer)
	in := func() string {
		t.Helper()
		token, half, err := o.Accounts.SignIn(t.Context(), "anna", password)
		if err != nil || half {
			t.Fatal(token, half, err)
		}
		return token
	}
	alive := func(token string) error {
		s, err := o.Accounts.Session(t.Context(), token)
		if err == nil && (s.Person.Login != "anna" || s.Half) {
			t.Fatalf("%+v", s)
		}
		return err
	}
	token := in()
	if err := alive(token); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "x", token[1:] + "A", strings.Repeat("A", len(token))} {
		wants(t, alive(bad), account.ErrSession)
	}

	o.Clock.Add(29 * time.Minute)
	if err := alive(token); err != nil {
		t.Fatal("used after 29 minutes:", err)
	}
	o.Clock.Add(29 * time.Minute)
	if err := alive(token); err != nil {
		t.Fatal("use did not put off the idle time-out:", err)
	}
	o.Clock.Add(31 * time.Minute)
	wants(t, alive(token), account.ErrSession)

	token = in()
	for range 24 { // in use all day
		o.Clock.Add(29 * time.Minute)
		alive(token)
	}
	o.Clock.Add(29 * time.Minute)
	wants(t, alive(token), account.ErrSession)

	token = in()
	if err := o.Accounts.SignOut(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	wants(t, alive(token), account.ErrSession)

	a, b := in(), in()
	if err := o.Accounts.ChangePassword(t.Context(), "anna", password, "another long password"); err != nil {
		t.Fatal(err)
	}
	wants(t, alive(a), account.ErrSession)
	wants(t, alive(b), account.ErrSession)
	wants(t, o.Accounts.ChangePassword(t.Context(), "anna", password, "yet another password"), account.ErrSignIn)

	c, _, err := o.Accounts.SignIn(t.Context(), "anna", "another long password")
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Accounts.Disable(t.Context(), "carl", "anna"); err != nil {
		t.Fatal(err)
	}
	wants(t, alive(c), account.ErrSession)
	_, _, err = o.Accounts.SignIn(t.Context(), "anna", "another long password")
	wants(t, err, account.ErrSignIn)
	_, err = o.Accounts.Authenticate(t.Context(), "anna", "another long password")
	wants(t, err, account.ErrSignIn)
}

func TestTokensAreStoredHashed(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	token, _, err := o.Accounts.SignIn(t.Context(), "anna", password)
	if err != nil {
		t.Fatal(err)
	}
	var stored, hash string
	err = o.Spool.View(t.Context(), func(tx *spool.Tx) error {
		if err := tx.QueryRow(`SELECT token FROM account_session`).Scan(&stored); err != nil {
			return err
		}
		return tx.QueryRow(`SELECT password FROM account_person`).Scan(&hash)
	})
	if err != nil || stored == token || strings.Contains(hash, password) || !strings.HasPrefix(hash, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Errorf("stored token %s, password %s, %v", stored, hash, err)
	}
}
