package account_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

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
