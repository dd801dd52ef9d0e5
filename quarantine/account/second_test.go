package account_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/quarantine/quarantinetest"
)

// enrolled turns the second factor on and returns its secret and recovery codes.
func enrolled(t *testing.T, o *quarantinetest.Office) (secret string, recovery []string) {
	t.Helper()
	e, err := o.Accounts.Enrol(t.Context(), "anna")
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(e.URL)
	if err != nil || u.Scheme != "otpauth" || u.Query().Get("issuer") != "Postlock" {
		t.Fatalf("%q: %v", e.URL, err)
	}
	_, err = o.Accounts.ConfirmSecond(t.Context(), "anna", "000000")
	wants(t, err, account.ErrCode)
	recovery, err = o.Accounts.ConfirmSecond(t.Context(), "anna", code(t, o, e.Secret))
	if err != nil || len(recovery) != 10 {
		t.Fatal(recovery, err)
	}
	o.Clock.Add(time.Minute)
	return e.Secret, recovery
}

func code(t *testing.T, o *quarantinetest.Office, secret string) string {
	t.Helper()
	c, err := totp.GenerateCodeCustom(secret, o.Clock.Now(), totp.ValidateOpts{Period: 30, Digits: otp.DigitsSix})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func half(t *testing.T, o *quarantinetest.Office) string {
	t.Helper()
	token, half, err := o.Accounts.SignIn(t.Context(), "anna", password)
	if err != nil || !half {
		t.Fatal(half, err)
	}
	s, err := o.Accounts.Session(t.Context(), token)
	if err != nil || !s.Half {
		t.Fatalf("%+v, %v", s, err)
	}
	return token
}

func TestSecondFactor(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	secret, recovery := enrolled(t, o)

	token := half(t, o)
	_, err := o.Accounts.Second(t.Context(), token, "000000")
	wants(t, err, account.ErrCode)
	shown := code(t, o, secret)
	whole, err := o.Accounts.Second(t.Context(), token, shown[:3]+" "+shown[3:])
	if err != nil || whole == token {
		t.Fatal(whole, err)
	}
	if s, err := o.Accounts.Session(t.Context(), whole); err != nil || s.Half {
		t.Fatalf("%+v, %v", s, err)
	}
	_, err = o.Accounts.Session(t.Context(), token)
	wants(t, err, account.ErrSession)

	// The same code again is a replay, also within its half minute.
	_, err = o.Accounts.Second(t.Context(), half(t, o), shown)
	wants(t, err, account.ErrCode)
	// A whole session is not a way round.
	_, err = o.Accounts.Second(t.Context(), whole, shown)
	wants(t, err, account.ErrSession)

	// Recovery codes work once, in any writing.
	if _, err = o.Accounts.Second(t.Context(), half(t, o), strings.ToUpper(recovery[3])); err != nil {
		t.Fatal(err)
	}
	_, err = o.Accounts.Second(t.Context(), half(t, o), recovery[3])
	wants(t, err, account.ErrCode)

	// A half session does not wait for ever.
	token = half(t, o)
	o.Clock.Add(6 * time.Minute)
	_, err = o.Accounts.Second(t.Context(), token, code(t, o, secret))
	wants(t, err, account.ErrSession)

	if err := o.Accounts.RemoveSecond(t.Context(), audit.CommandLine, "anna"); err != nil {
		t.Fatal(err)
	}
	if _, half, err := o.Accounts.SignIn(t.Context(), "anna", password); err != nil || half {
		t.Error("after the factor was removed:", half, err)
	}
}

func TestSecondFactorIsNotGuessed(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	secret, _ := enrolled(t, o)
	for range 5 {
		// Signing in anew with the right password must not forget the tries.
		_, err := o.Accounts.Second(t.Context(), half(t, o), "000000")
		wants(t, err, account.ErrCode)
	}
	_, err := o.Accounts.Second(t.Context(), half(t, o), code(t, o, secret))
	wants(t, err, account.ErrCode)
	o.Clock.Add(time.Minute)
	if _, err := o.Accounts.Second(t.Context(), half(t, o), code(t, o, secret)); err != nil {
		t.Error("after the pause:", err)
	}
}
