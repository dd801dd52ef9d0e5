package web_test

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/quarantine/web"
)

// BenchmarkMessagePage is one look at the swimming lessons: read the record,
// hash and parse the message, write the look durably, render.
func BenchmarkMessagePage(b *testing.B) {
	o := quarantinetest.New(b)
	o.Person("bente", "Bente", account.Reviewer)
	id := o.Hold(swimmingLessons())
	site, err := web.New(web.Options{Spool: o.Spool, Accounts: o.Accounts, Quarantine: o.Quarantine, Now: o.Clock.Now})
	if err != nil {
		b.Fatal(err)
	}
	h := site.Handler()
	r := httptest.NewRequest("POST", "/sign-in", strings.NewReader("user=bente&password="+url.QueryEscape(quarantinetest.Password)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	cookie := w.Result().Cookies()[0]
	for b.Loop() {
		r := httptest.NewRequest("GET", "/message/"+string(id), nil)
		r.AddCookie(cookie)
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != 200 {
			b.Fatal(w.Code)
		}
	}
}
