package web_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

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

// TestOtherSitesCannotPost sends what a browser sends for a form on another
// site, to every POST there is.
func TestOtherSitesCannotPost(t *testing.T) {
	p := newPage(t)
	id := string(p.Hold(quarantinetest.Hold{ReversePath: "bente@parish.example", Approvals: 1}))
	c := p.as("bente")
	before := len(p.record(audit.Filter{Limit: 1000}))
	for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
		for _, route := range append(routes, struct{ method, path, who string }{"POST", "/sign-out", ""}, struct{ method, path, who string }{"POST", "/sign-in", ""}) {
			if route.method != "POST" {
				continue
			}
			r, err := http.NewRequest("POST", p.url+strings.Replace(route.path, "ID", id, 1), strings.NewReader("user=bente&password="+url.QueryEscape(quarantinetest.Password)))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set(header[0], header[1])
			if answer, html := c.do(r); answer.StatusCode != 403 || !strings.Contains(html, "another website") {
				t.Errorf("%s: %s to %s: %s", header, route.method, route.path, answer.Status)
			}
		}
	}
	if after := len(p.record(audit.Filter{Limit: 1000})); after != before {
		t.Errorf("%d entries on the record came of it", after-before)
	}
}

// TestGetChangesNothing: a GET of every route leaves all tables but the record
// as they were, and the POST routes do not answer to GET.
func TestGetChangesNothing(t *testing.T) {
	p := newPage(t)
	id := string(p.Hold(quarantinetest.Hold{}))
	for _, login := range []string{"anna", "bente", "dora", "erik"} {
		c := p.as(login)
		before := p.dump()
		for _, route := range routes {
			path := strings.Replace(route.path, "ID", id, 1)
			r, _ := c.get(path + "?decision=approve&reason=intended&old=x&new=y&again=y&code=1")
			if route.method == "POST" && route.path != "/account/second" && r.StatusCode != 405 && r.StatusCode != 404 {
				t.Errorf("GET %s: %s", path, r.Status)
			}
		}
		if after := p.dump(); after != before {
			t.Errorf("%s only looked, and the tables changed from\n%s\nto\n%s", login, before, after)
		}
	}
}

// dump is everything but the record.
func (p *page) dump() string {
	p.t.Helper()
	var b strings.Builder
	err := p.Spool.View(p.t.Context(), func(tx *spool.Tx) error {
		for _, q := range []string{`SELECT id || state || decided FROM holds`, `SELECT id || state FROM states`, `SELECT message || login FROM quarantine_review`,
			`SELECT login || roles || password || disabled || totp || totp_new FROM account_person`, `SELECT token FROM account_session`} {
			rows, err := tx.Query(q + ` ORDER BY 1`)
			if err != nil {
				return err
			}
			for rows.Next() {
				var s string
				if err := rows.Scan(&s); err != nil {
					return err
				}
				b.WriteString(s + "\n")
			}
			if err := rows.Close(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return b.String()
}

func TestHeaders(t *testing.T) {
	p := newPage(t)
	id := string(p.Hold(quarantinetest.Hold{}))
	bente := p.as("bente")
	for _, path := range []string{"/sign-in", "/held", "/message/" + id, "/message/" + id + "/original", "/no-such-page", "/static/style.css", "/static/icon.svg", "/record"} {
		r, html := bente.get(path)
		csp := r.Header.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "script-src") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", path, csp)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if !strings.HasPrefix(path, "/static/") && r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept: %q", path, r.Header.Get("Cache-Control"))
		}
		if strings.Contains(html, "<script") || strings.Contains(html, " style=") || strings.Contains(html, "<style") || regexp.MustCompile(` on\w+=`).MatchString(html) {
			t.Errorf("%s has inline script or style", path)
		}
	}
	if r, _ := bente.get("/static/../routes.go"); r.StatusCode == 200 {
		t.Error("files outside of static are served")
	}
}

// TestCookies: over TLS the cookie has the __Host- prefix and what it demands.
func TestCookies(t *testing.T) {
	p := newPage(t)
	for name, secure := range map[string]bool{"postlock": false, "__Host-postlock": true} {
		options := web.Options{Spool: p.Spool, Accounts: p.Accounts, Quarantine: p.Quarantine, Now: p.Clock.Now}
		if secure {
			options.TLS = certificate(t)
		}
		site, err := web.New(options)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest("POST", "/sign-in", strings.NewReader("user=anna&password="+url.QueryEscape(quarantinetest.Password)))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		site.Handler().ServeHTTP(w, r)
		cookies := w.Result().Cookies()
		if len(cookies) != 1 {
			t.Fatalf("%d cookies, %d", len(cookies), w.Code)
		}
		c := cookies[0]
		if c.Name != name || c.Secure != secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("cookie %+v", c)
		}
	}
}

func TestPlainHTTPOnLoopbackOnly(t *testing.T) {
	p := newPage(t)
	site, err := web.New(web.Options{Spool: p.Spool, Accounts: p.Accounts, Quarantine: p.Quarantine})
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	if err := site.Serve(t.Context(), ln); err == nil || !strings.Contains(err.Error(), "TLS") {
		t.Errorf("got %v", err)
	}
}

// TestServeStops: Serve returns when its context ends, without an error.
func TestServeStops(t *testing.T) {
	p := newPage(t)
	site, err := web.New(web.Options{Spool: p.Spool, Accounts: p.Accounts, Quarantine: p.Quarantine})
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- site.Serve(ctx, ln) }()
	r, err := http.Get("http://" + ln.Addr().String() + "/sign-in")
	if err != nil || r.StatusCode != 200 || r.ProtoMajor != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	r.Body.Close()
	stop()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// TestHostileText: what strangers write comes out as text, and nothing turns.
func TestHostileText(t *testing.T) {
	p := newPage(t)
	evil := `"><script>alert(1)</script><img src=x onerror=alert(1)>`
	id := p.Hold(quarantinetest.Hold{Subject: evil, From: "\"</title><svg onload=alert(1)> \u202Eetneb\" <anna@parish.example>",
		To:     []string{`"<b>x"@elsewhere.example`}[:0],
		Header: "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n",
		Body: "--b\r\nContent-Type: text/html\r\n\r\n<p>Hello" + evil + "<a href=\"https://evil.example/x\">here</a><style>p{}</style><script>alert(2)</script>\r\n" +
			"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"a<u>\u202Efdp.exe\"\r\n\r\nx\r\n--b--\r\n"})
	_, html := p.as("bente").get("/message/" + string(id))
	for _, tag := range []string{"<script", "<img src=x", "<svg onload", "<u>", "\u202e", "alert(2)"} {
		if strings.Contains(html, tag) {
			t.Errorf("the page has %q", tag)
		}
	}
	for _, text := range []string{"&lt;script&gt;alert(1)", "Hello", "[https://evil.example/x] here"} {
		if !strings.Contains(html, text) {
			t.Errorf("the page lacks %q", text)
		}
	}
	_, html = p.as("bente").post("/sign-in", "user", evil, "password", "x", "to", "//evil.example")
	if strings.Contains(html, "<script") || strings.Contains(html, "evil.example") {
		t.Error("what was typed at sign-in comes back as markup")
	}
}

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

func TestFormsAreBounded(t *testing.T) {
	p := newPage(t)
	r, _ := p.as("bente").post("/account/password", "old", strings.Repeat("x", 1<<20))
	if r.StatusCode < 400 || r.StatusCode >= 500 {
		t.Errorf("a form of a megabyte: %s", r.Status)
	}
}
