package web_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/quarantine/web"
	"github.com/postlock/postlock/relay/spool"
)

// page is the site on a test server, and an office behind it.
type page struct {
	*quarantinetest.Office
	t   *testing.T
	url string
}

func newPage(t *testing.T) *page {
	t.Helper()
	o := quarantinetest.New(t)
	o.Person("anna", "Anna")
	o.Person("bente", "Bente", account.Reviewer)
	o.Person("carl", "Carl", account.Reviewer)
	o.Person("dora", "Dora", account.Auditor)
	o.Person("erik", "Erik", account.Admin)
	site, err := web.New(web.Options{Spool: o.Spool, Accounts: o.Accounts, Quarantine: o.Quarantine, Now: o.Clock.Now, Location: time.UTC,
		Own: func(a message.Address) bool { return a.Domain() == "parish.example" }})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(site.Handler())
	t.Cleanup(server.Close)
	return &page{o, t, server.URL}
}

// client is one browser without redirects of its own.
type client struct {
	*page
	http.Client
}

func (p *page) client() *client {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &client{p, http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (p *page) as(login string) *client {
	p.t.Helper()
	c := p.client()
	if r, _ := c.post("/sign-in", "user", login, "password", quarantinetest.Password); r.StatusCode != http.StatusSeeOther {
		p.t.Fatalf("signing in as %s: %s", login, r.Status)
	}
	return c
}

func (c *client) do(r *http.Request) (*http.Response, string) {
	c.t.Helper()
	answer, err := c.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return answer, string(body)
}

func (c *client) get(path string) (*http.Response, string) {
	c.t.Helper()
	r, err := http.NewRequest(http.MethodGet, c.url+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.do(r)
}

func (c *client) post(path string, form ...string) (*http.Response, string) {
	c.t.Helper()
	values := url.Values{}
	for i := 0; i < len(form); i += 2 {
		values.Set(form[i], form[i+1])
	}
	r, err := http.NewRequest(http.MethodPost, c.url+path, strings.NewReader(values.Encode()))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", c.url)
	return c.do(r)
}

// review sends the form of the message's page.
func (c *client) review(id spool.ID, form ...string) (*http.Response, string) {
	c.t.Helper()
	_, html := c.get("/message/" + string(id))
	for _, name := range []string{"sha256", "recipients", "ruleset"} {
		m := regexp.MustCompile(`name="` + name + `" value="([0-9a-f]*)"`).FindStringSubmatch(html)
		if m == nil {
			m = []string{"", ""}
		}
		form = append([]string{name, m[1]}, form...)
	}
	return c.post("/message/"+string(id)+"/review", form...)
}

var routes = []struct {
	method, path string
	who          string // logins that may; "-" is without a session
}{
	{"GET", "/", "anna bente dora erik"},
	{"GET", "/mine", "anna bente dora erik"},
	{"GET", "/account", "anna bente dora erik"},
	{"GET", "/account/second", "anna bente dora erik"},
	{"POST", "/account/password", "anna bente dora erik"},
	{"POST", "/account/second", "anna bente dora erik"},
	{"POST", "/account/second/confirm", "anna bente dora erik"},
	{"POST", "/account/second/off", "anna bente dora erik"},
	{"GET", "/held", "bente erik"},
	{"GET", "/decided", "bente dora erik"},
	{"GET", "/message/ID", "anna bente dora erik"},
	{"POST", "/message/ID/withdraw", "anna bente dora erik"}, // told by the quarantine whose it is
	{"POST", "/message/ID/review", "bente"},
	{"GET", "/message/ID/original", "bente"},
	{"GET", "/group/LIKE", "anna bente dora erik"},
	{"POST", "/group/LIKE/withdraw", "anna bente dora erik"},
	{"POST", "/group/LIKE/review", "bente"},
	{"GET", "/record", "dora"},
	{"GET", "/record/export", "dora"},
	{"GET", "/people", "dora erik"},
	{"POST", "/people/carl/disable", "erik"},
	{"POST", "/people/carl/enable", "erik"},
}

// TestWhoMayGoWhere walks every route as everybody. What is not allowed is 403
// with a session, and the sign-in page without.
func TestWhoMayGoWhere(t *testing.T) {
	for _, login := range []string{"-", "anna", "bente", "dora", "erik"} {
		p := newPage(t)
		id := string(p.Hold(quarantinetest.Hold{}))
		p.Hold(quarantinetest.Hold{Group: "LIKE"})
		p.Hold(quarantinetest.Hold{Group: "LIKE"})
		c := p.client()
		if login != "-" {
			c = p.as(login)
		}
		for _, route := range routes {
			path := strings.Replace(route.path, "ID", id, 1)
			var r *http.Response
			if route.method == "GET" {
				r, _ = c.get(path)
			} else {
				r, _ = c.post(path)
			}
			may := strings.Contains(" "+route.who+" ", " "+login+" ")
			switch {
			case login == "-" && route.method == "GET":
				if r.StatusCode != 303 || !strings.HasPrefix(r.Header.Get("Location"), "/sign-in") {
					t.Errorf("without a session %s %s: %s to %q", route.method, path, r.Status, r.Header.Get("Location"))
				}
			case login == "-":
				if r.StatusCode != 401 {
					t.Errorf("without a session %s %s: %s", route.method, path, r.Status)
				}
			case !may && r.StatusCode != 403:
				t.Errorf("%s %s %s: %s, want 403", login, route.method, path, r.Status)
			case may && (r.StatusCode == 403 || r.StatusCode == 404 || r.StatusCode >= 500):
				t.Errorf("%s %s %s: %s", login, route.method, path, r.Status)
			}
			if login == "-" || route.path == "/account/password" {
				continue
			}
			if r, _ := c.get("/account"); r.StatusCode != 200 {
				t.Fatalf("%s lost the session at %s %s", login, route.method, path)
			}
		}
	}
}

// TestRolesSeeTheirShare: subject, text, excerpts and recipients are for
// reviewers and the sender.
func TestRolesSeeTheirShare(t *testing.T) {
	p := newPage(t)
	hold := swimmingLessons()
	id := p.Hold(hold)
	other := p.Hold(quarantinetest.Hold{ReversePath: "frits@parish.example", Subject: "Not Anna's"})
	secrets := []string{"Zwemles", "Noorderbad", "wachtlijst.xlsx", "ouder001@", "06-••••••42"}
	for login, sees := range map[string]bool{"bente": true, "anna": true, "dora": false, "erik": false} {
		r, html := p.as(login).get("/message/" + string(id))
		if r.StatusCode != 200 {
			t.Fatalf("%s: %s", login, r.Status)
		}
		for _, s := range secrets {
			if strings.Contains(html, s) != sees {
				t.Errorf("%s sees %q: %v", login, s, !sees)
			}
		}
		if strings.Contains(html, "/original") != (login == "bente") {
			t.Errorf("%s is offered the original", login)
		}
		if strings.Contains(html, `value="approve"`) != (login == "bente") || strings.Contains(html, "/withdraw") != (login == "anna") {
			t.Errorf("%s is offered the wrong forms", login)
		}
		for _, list := range []string{"/held", "/decided", "/mine"} {
			if _, html := p.as(login).get(list); strings.Contains(html, "Zwemles") {
				t.Errorf("%s shows a subject to %s: a list is not a look", list, login)
			}
		}
	}
	if r, html := p.as("anna").get("/message/" + string(other)); r.StatusCode != 404 || strings.Contains(html, "frits") {
		t.Errorf("anna sees somebody else's message: %s", r.Status)
	}
}

func (p *page) record(f audit.Filter) (entries []audit.Entry) {
	p.t.Helper()
	err := p.Spool.View(p.t.Context(), func(tx *spool.Tx) (err error) {
		entries, err = audit.List(tx, f)
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return entries
}

func TestEveryLookIsOnTheRecord(t *testing.T) {
	p := newPage(t)
	id := p.Hold(quarantinetest.Hold{})
	for _, login := range []string{"anna", "bente", "dora", "erik"} {
		p.as(login).get("/message/" + string(id))
		if got := p.record(audit.Filter{Message: id, Who: login, What: audit.Looked}); len(got) != 1 {
			t.Errorf("%s looked, and the record has %d entries", login, len(got))
		}
	}
	r, body := p.as("carl").get("/message/" + string(id) + "/original")
	if got := p.record(audit.Filter{Message: id, Who: "carl", What: audit.Took}); len(got) != 1 {
		t.Errorf("carl saved the original, and the record has %d entries", len(got))
	}
	b, err := p.Spool.Body(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	want, err := io.ReadAll(io.NewSectionReader(b, 0, b.Size()))
	if err != nil || body != string(want) {
		t.Errorf("the original is %q, want %q (%v)", body, want, err)
	}
	if d := r.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment;") || r.Header.Get("Content-Type") != "application/octet-stream" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the original comes as %v", r.Header)
	}
}

// TestReviewOverHTTP: two people release, with what each is told.
func TestReviewOverHTTP(t *testing.T) {
	p := newPage(t)
	id := p.Hold(quarantinetest.Hold{})
	bente, carl := p.as("bente"), p.as("carl")
	if r, html := bente.review(id, "decision", "approve"); r.StatusCode != 409 || !strings.Contains(html, "Please say why") {
		t.Errorf("without a reason: %s", r.Status)
	}
	if r, html := bente.review(id, "decision", "approve", "reason", "in-words", "note", strings.Repeat("x", 3000)); r.StatusCode != 422 || !strings.Contains(html, "too long") {
		t.Errorf("a long note: %s", r.Status)
	}
	if r, _ := bente.review(id, "decision", "approve", "reason", "intended"); r.Header.Get("Location") != "/message/"+string(id)+"?done=approved" {
		t.Errorf("%s to %q", r.Status, r.Header.Get("Location"))
	}
	if r, html := bente.review(id, "decision", "approve", "reason", "intended"); r.StatusCode != 409 || !strings.Contains(html, "somebody else") {
		t.Errorf("twice: %s", r.Status)
	}
	if r, html := carl.post("/message/"+string(id)+"/review", "decision", "approve", "reason", "intended", "sha256", "old"); r.StatusCode != 409 || !strings.Contains(html, "Look again") {
		t.Errorf("an old page: %s", r.Status)
	}
	if r, _ := carl.review(id, "decision", "approve", "reason", "agreed"); r.Header.Get("Location") != "/message/"+string(id)+"?done=released" {
		t.Errorf("%s to %q", r.Status, r.Header.Get("Location"))
	}
	if got := state(t, p.Office, id); got != spool.Queued {
		t.Errorf("the message is %s", got)
	}
	if r, _ := carl.get("/message/no-such-message"); r.StatusCode != 404 {
		t.Errorf("no such message: %s", r.Status)
	}
}

func TestRecordPage(t *testing.T) {
	p := newPage(t)
	id := p.Hold(quarantinetest.Hold{})
	p.as("bente").get("/message/" + string(id))
	dora := p.as("dora")
	if _, html := dora.get("/record"); !strings.Contains(html, "The record is whole.") || !strings.Contains(html, "looked at the message") {
		t.Error("the record page lacks something")
	}
	if _, html := dora.get("/record?who=carl"); !strings.Contains(html, "No entry fits.") {
		t.Error("the filter does not")
	}
	r, body := dora.get("/record/export")
	if !strings.Contains(r.Header.Get("Content-Disposition"), ".jsonl") || bytes.Count([]byte(body), []byte("\n")) < 8 || !strings.Contains(body, `{"head":`) {
		t.Errorf("export: %v\n%s", r.Header, body)
	}
	err := p.Spool.Update(t.Context(), func(tx *spool.Tx) error {
		_, err := tx.Exec(`UPDATE audit_entry SET who = 'somebody' WHERE seq = 2`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, html := dora.get("/record"); !strings.Contains(html, "The record was changed.") || !strings.Contains(html, "entry 2 was changed") {
		t.Error("the record page does not tell of a change")
	}
}

// TestSmallOffice: one person with two roles is said openly, on every page.
func TestSmallOffice(t *testing.T) {
	p := newPage(t)
	if _, html := p.as("bente").get("/held"); strings.Contains(html, "A small office.") {
		t.Error("said without a reason")
	}
	if err := p.Accounts.SetRoles(t.Context(), "x", "carl", []account.Role{account.Reviewer, account.Admin}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/held", "/decided", "/account"} {
		if _, html := p.as("bente").get(path); !strings.Contains(html, "A small office.") || !strings.Contains(html, "Carl") {
			t.Errorf("%s does not say it", path)
		}
	}
}

// TestTooFewReviewers: two must approve, and only Bente may.
func TestTooFewReviewers(t *testing.T) {
	p := newPage(t)
	own := p.Hold(quarantinetest.Hold{ReversePath: "carl@parish.example", Group: "g1"})
	other := p.Hold(quarantinetest.Hold{ReversePath: "anna@parish.example"})
	const say = "Too few people may decide"
	for path, want := range map[string]bool{"/message/" + string(own): true, "/group/g1": true, "/message/" + string(other): false} {
		if r, html := p.as("bente").get(path); r.StatusCode != 200 || strings.Contains(html, say) != want {
			t.Errorf("%s: %s, told %v, want %v", path, r.Status, !want, want)
		}
	}
}
