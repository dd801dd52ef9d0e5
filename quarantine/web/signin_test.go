package web_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"github.com/postlock/postlock/quarantine/quarantinetest"
)

// TestSignInLeadsBack goes where a notice's link wanted to, and nowhere else.
func TestSignInLeadsBack(t *testing.T) {
	p := newPage(t)
	r, _ := p.client().get("/message/abc")
	if got := r.Header.Get("Location"); got != "/sign-in?to=/message/abc" {
		t.Errorf("sent to %q", got)
	}
	for to, want := range map[string]string{"/message/abc": "/message/abc", "/held": "/held", "//evil.example/held": "/", "https://evil.example": "/",
		"/\\evil.example": "/", "/held?x=1": "/", "/held\r\nX: y": "/", "": "/", "/sign-out": "/", "/message/abc/original": "/"} {
		r, _ := p.client().post("/sign-in", "user", "bente", "password", quarantinetest.Password, "to", to)
		if got := r.Header.Get("Location"); got != want {
			t.Errorf("%q leads to %q, want %q", to, got, want)
		}
	}
}

func TestSignInFails(t *testing.T) {
	p := newPage(t)
	c := p.client()
	_, a := c.post("/sign-in", "user", "bente", "password", "wrong")
	r, b := c.post("/sign-in", "user", "nobody", "password", "wrong")
	if r.StatusCode != 401 || strings.ReplaceAll(a, `value="bente"`, "") != strings.ReplaceAll(b, `value="nobody"`, "") {
		t.Error("a known and an unknown name get different pages")
	}
	if len(r.Cookies()) > 0 {
		t.Error("a failed sign-in sets a cookie")
	}
}

// TestSecondFactorOnThePage: set up, sign in with it, and no way round.
func TestSecondFactorOnThePage(t *testing.T) {
	p := newPage(t)
	id := p.Hold(quarantinetest.Hold{})
	c := p.as("bente")
	c.post("/account/second")
	_, html := c.get("/account/second")
	if !strings.Contains(html, "<svg class=\"qr\"") {
		t.Fatal("no QR code")
	}
	e, err := p.Accounts.Enrolling(t.Context(), "bente")
	if err != nil {
		t.Fatal(err)
	}
	code := func() string {
		s, err := totp.GenerateCodeCustom(e.Secret, p.Clock.Now(), totp.ValidateOpts{Period: 30, Digits: otp.DigitsSix})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if r, _ := c.post("/account/second/confirm", "code", "000000"); r.StatusCode != 422 {
		t.Errorf("a wrong code: %s", r.Status)
	}
	if _, html := c.post("/account/second/confirm", "code", code()); strings.Count(html, "<li><code>") != 10 {
		t.Fatalf("no recovery codes in %s", html)
	}
	p.Clock.Add(time.Minute)

	c = p.client()
	if r, _ := c.post("/sign-in", "user", "bente", "password", quarantinetest.Password, "to", "/held"); r.Header.Get("Location") != "/second?to=/held" {
		t.Fatalf("sent to %q", r.Header.Get("Location"))
	}
	for _, path := range []string{"/held", "/message/" + string(id), "/account", "/message/" + string(id) + "/original"} {
		if r, _ := c.get(path); r.Header.Get("Location") != "/second" {
			t.Errorf("with half a session %s: %s to %q", path, r.Status, r.Header.Get("Location"))
		}
	}
	if r, _ := c.post("/second", "code", "000000"); r.StatusCode != 401 {
		t.Errorf("a wrong code: %s", r.Status)
	}
	if r, _ := c.post("/second", "code", code(), "to", "/held"); r.Header.Get("Location") != "/held" {
		t.Errorf("the right code: %s to %q", r.Status, r.Header.Get("Location"))
	}
	if r, _ := c.get("/held"); r.StatusCode != 200 {
		t.Errorf("with the second factor: %s", r.Status)
	}
	if r, _ := c.post("/account/second/off", "password", "wrong"); r.StatusCode != 422 {
		t.Errorf("off with a wrong password: %s", r.Status)
	}
	if r, _ := c.post("/account/second/off", "password", quarantinetest.Password); r.Header.Get("Location") != "/account?done=second-off" {
		t.Errorf("off: %s", r.Status)
	}
}

func TestChangePasswordOnThePage(t *testing.T) {
	p := newPage(t)
	c := p.as("bente")
	for _, form := range [][3]string{{"wrong", "a new long password", "a new long password"}, {quarantinetest.Password, "short", "short"}, {quarantinetest.Password, "a new long password", "another one here"}} {
		if r, html := c.post("/account/password", "old", form[0], "new", form[1], "again", form[2]); r.StatusCode != 422 || !strings.Contains(html, `role="alert"`) {
			t.Errorf("%q: %s", form, r.Status)
		}
	}
	r, _ := c.post("/account/password", "old", quarantinetest.Password, "new", "a new long password", "again", "a new long password")
	if r.Header.Get("Location") != "/sign-in?done=password" {
		t.Fatalf("%s", r.Status)
	}
	if r, _ := c.get("/held"); r.StatusCode != 303 {
		t.Error("the old session lives on")
	}
}
