package web_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/quarantine/quarantinetest"
	"github.com/postlock/postlock/quarantine/web"
	"github.com/postlock/postlock/relay/spool"
)

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
	p.Hold(quarantinetest.Hold{Group: "LIKE"})
	p.Hold(quarantinetest.Hold{Group: "LIKE"})
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

func TestFormsAreBounded(t *testing.T) {
	p := newPage(t)
	r, _ := p.as("bente").post("/account/password", "old", strings.Repeat("x", 1<<20))
	if r.StatusCode < 400 || r.StatusCode >= 500 {
		t.Errorf("a form of a megabyte: %s", r.Status)
	}
}
