package account_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/relay/spool"
)

const password = quarantinetest.Password

func wants(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func TestAuthenticate(t *testing.T) {
	o := quarantinetest.New(t)
	anna := o.Person("anna", "Anna")
	for _, user := range []string{"anna", "ANNA", " anna ", "anna@parish.example", "Anna@Parish.Example"} {
		a, err := o.Accounts.Authenticate(t.Context(), user, password)
		if err != nil || a != anna.Address {
			t.Errorf("%q: %v, %v", user, a, err)
		}
	}
	for _, c := range [][2]string{{"anna", "wrong"}, {"anna", ""}, {"", password}, {"nobody", password}, {"anna@elsewhere.example", password},
		{"anna", strings.Repeat("x", 5000)}, {strings.Repeat("x", 5000), password}} {
		if _, err := o.Accounts.Authenticate(t.Context(), c[0], c[1]); err != account.ErrSignIn && !errors.Is(err, account.ErrSignIn) {
			t.Errorf("%.20q with %.20q: %v", c[0], c[1], err)
		}
	}
}

func TestComposedAndDecomposedPasswordsAreTheSame(t *testing.T) {
	o := quarantinetest.New(t)
	p := account.Person{Login: "søren", Name: "Søren", Address: o.Address("s@parish.example")}
	if err := o.Accounts.Add(t.Context(), "x", p, "blåbærgrød på fad"); err == nil {
		t.Fatal("a login that not every keyboard types was taken")
	}
	p.Login = "soren"
	if err := o.Accounts.Add(t.Context(), "x", p, "bla\u030abærgrød på fad"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Accounts.Authenticate(t.Context(), "soren", "bl\u00e5bærgrød på fad"); err != nil {
		t.Error(err)
	}
}

func TestAddRefuses(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	good := account.Person{Login: "bente", Name: "Bente", Address: o.Address("bente@parish.example")}
	for name, change := range map[string]func(p *account.Person, password *string){
		"login taken":         func(p *account.Person, _ *string) { p.Login = "Anna" },
		"address taken":       func(p *account.Person, _ *string) { p.Address = o.Address("ANNA@parish.example") },
		"no login":            func(p *account.Person, _ *string) { p.Login = "" },
		"login with a slash":  func(p *account.Person, _ *string) { p.Login = "a/b" },
		"our own name":        func(p *account.Person, _ *string) { p.Login = "postlock" },
		"no name":             func(p *account.Person, _ *string) { p.Name = " " },
		"a name that turns":   func(p *account.Person, _ *string) { p.Name = "Anna\u202eetneB" },
		"no address":          func(p *account.Person, _ *string) { p.Address = account.Person{}.Address },
		"short password":      func(_ *account.Person, pw *string) { *pw = "elevenchars" },
		"no password":         func(_ *account.Person, pw *string) { *pw = "" },
		"one letter":          func(_ *account.Person, pw *string) { *pw = strings.Repeat("a", 20) },
		"endless password":    func(_ *account.Person, pw *string) { *pw = strings.Repeat("ab", 600) },
		"address as password": func(_ *account.Person, pw *string) { *pw = "bente@parish.example" },
	} {
		t.Run(name, func(t *testing.T) {
			p, pw := good, password
			change(&p, &pw)
			if err := o.Accounts.Add(t.Context(), "x", p, pw); err == nil {
				t.Error("was taken")
			}
		})
	}
	if err := o.Accounts.Add(t.Context(), "x", good, password); err != nil {
		t.Error(err)
	}
}

// TestLockOut walks through wrong tries and pauses by the clock.
func TestLockOut(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	wrong := func(n int) {
		t.Helper()
		for range n {
			_, err := o.Accounts.Authenticate(t.Context(), "anna", "wrong")
			wants(t, err, account.ErrSignIn)
		}
	}
	right := func() error { _, err := o.Accounts.Authenticate(t.Context(), "anna", password); return err }

	wrong(4)
	if err := right(); err != nil {
		t.Fatalf("four wrong tries are free: %v", err)
	}
	wrong(5)
	wants(t, right(), account.ErrSignIn)
	wrong(50) // during a pause nothing is counted
	o.Clock.Add(59 * time.Second)
	wants(t, right(), account.ErrSignIn)
	o.Clock.Add(time.Second)
	wrong(1) // the pause doubles
	o.Clock.Add(119 * time.Second)
	wants(t, right(), account.ErrSignIn)
	o.Clock.Add(time.Second)
	for range 20 {
		wrong(1)
		o.Clock.Add(15 * time.Minute) // never longer than that
	}
	if err := right(); err != nil {
		t.Fatalf("after the longest pause: %v", err)
	}
	wrong(4)
	if err := right(); err != nil {
		t.Fatalf("success did not forget the failures: %v", err)
	}
}

func TestACopierDoesNotLockThePage(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	for range 20 {
		o.Accounts.Authenticate(t.Context(), "anna", "the old password")
	}
	if _, _, err := o.Accounts.SignIn(t.Context(), "anna", password); err != nil {
		t.Errorf("20 failures over SMTP locked the page: %v", err)
	}
}

// TestManyTriesAtOnce holds that guesses sent side by side are counted too: at
// most Tries + Hashing of them reach the hash before the pause.
func TestManyTriesAtOnce(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() { o.Accounts.Authenticate(context.Background(), "anna", fmt.Sprint("guess ", i)) })
	}
	wg.Wait()
	if _, err := o.Accounts.Authenticate(t.Context(), "anna", password); !errors.Is(err, account.ErrSignIn) {
		t.Error("40 guesses at once, and no pause")
	}
}

// TestUnknownNamesLookLikeKnownOnes: the same error and the same lock-out.
func TestUnknownNamesLookLikeKnownOnes(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	for range 8 {
		_, known := o.Accounts.Authenticate(t.Context(), "anna", "wrong")
		_, unknown := o.Accounts.Authenticate(t.Context(), "nobody", "wrong")
		if known.Error() != unknown.Error() {
			t.Fatalf("%v and %v tell them apart", known, unknown)
		}
	}
}

// TestUnknownNamesTakeAsLong compares medians with production's cost.
func TestUnknownNamesTakeAsLong(t *testing.T) {
	o := quarantinetest.New(t)
	accounts, err := account.New(o.Spool, account.Options{Limits: account.Limits{Tries: 1000}})
	if err != nil {
		t.Fatal(err)
	}
	if err := accounts.Add(t.Context(), "x", account.Person{Login: "anna", Name: "Anna", Address: o.Address("anna@parish.example")}, password); err != nil {
		t.Fatal(err)
	}
	var took [2][]time.Duration
	for range 9 {
		for i, user := range []string{"anna", "nobody"} {
			began := time.Now()
			accounts.Authenticate(t.Context(), user, "wrong")
			took[i] = append(took[i], time.Since(began))
		}
	}
	known, unknown := fastest(took[0]), fastest(took[1])
	if unknown < known/2 || known < unknown/2 {
		t.Errorf("a known name takes %v, an unknown one %v", known, unknown)
	}
}

// fastest is what the work takes when nothing else is in the way.
func fastest(ds []time.Duration) time.Duration {
	least := ds[0]
	for _, d := range ds {
		least = min(least, d)
	}
	return least
}

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

func TestOldHashesAreRenewed(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	dearer, err := account.New(o.Spool, account.Options{Cost: account.Cost{Memory: 128, Time: 2, Threads: 1}, Now: o.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := dearer.Authenticate(t.Context(), "anna", password); err != nil {
			t.Fatal(err)
		}
		var hash string
		err := o.Spool.View(t.Context(), func(tx *spool.Tx) error {
			return tx.QueryRow(`SELECT password FROM account_person`).Scan(&hash)
		})
		if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=128,t=2,p=1$") {
			t.Fatalf("hash is %s, %v", hash, err)
		}
	}
}

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

func TestRecordOfAccounts(t *testing.T) {
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	for range 6 {
		o.Accounts.SignIn(t.Context(), "anna", "wrong")
		o.Accounts.SignIn(t.Context(), "nobody", "wrong")
	}
	o.Clock.Add(time.Hour)
	token, _, err := o.Accounts.SignIn(t.Context(), "anna", password)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Accounts.SignOut(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(o.Accounts.SetRoles(t.Context(), "carl", "anna", []account.Role{account.Admin}),
		o.Accounts.Disable(t.Context(), "carl", "anna"), o.Accounts.Enable(t.Context(), "carl", "anna")); err != nil {
		t.Fatal(err)
	}
	var got []string
	err = o.Spool.View(t.Context(), func(tx *spool.Tx) error {
		entries, err := audit.List(tx, audit.Filter{})
		for _, e := range entries {
			got = append([]string{e.Who + " " + string(e.What)}, got...)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"command line person added", "anna sign-in failed", "anna sign-in failed", "anna sign-in failed", "anna sign-in failed",
		"anna sign-in paused", "anna signed in", "anna signed out", "carl roles changed", "carl person disabled", "carl person enabled"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the record says\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestUnknownAccounts(t *testing.T) {
	o := quarantinetest.New(t)
	ctx := t.Context()
	_, err := o.Accounts.Get(ctx, "nobody")
	wants(t, err, account.ErrUnknown)
	wants(t, o.Accounts.Disable(ctx, "x", "nobody"), account.ErrUnknown)
	wants(t, o.Accounts.SetPassword(ctx, "x", "nobody", password), account.ErrUnknown)
	wants(t, o.Accounts.SetRoles(ctx, "x", "nobody", nil), account.ErrUnknown)
	wants(t, o.Accounts.RemoveSecond(ctx, "x", "nobody"), account.ErrUnknown)
	if _, err := account.ParseRoles("reviewer,root"); err == nil {
		t.Error("a role that is none was taken")
	}
}
