package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/relay/spool"
)

// visit is one request: who asks, in which language.
type visit struct {
	w http.ResponseWriter
	r *http.Request
	// session is nil on the pages of signing in.
	session *account.Session
	lang    quarantine.Language
}

func (v *visit) ctx() context.Context    { return v.r.Context() }
func (v *visit) person() account.Person  { return v.session.Person }
func (v *visit) form(name string) string { return v.r.PostFormValue(name) }
func (v *visit) id() spool.ID            { return spool.ID(v.r.PathValue("id")) }
func (v *visit) see(path string)         { http.Redirect(v.w, v.r, path, http.StatusSeeOther) }

// failure is an error that the person is told of in words.
type failure struct {
	status int
	say    string // a key of the catalogue
}

func (f failure) Error() string { return f.say }

// open serves a page that needs no session.
func (s *Site) open(page func(*visit) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{w: w, r: r, lang: s.language(r)}
		s.finish(v, page(v))
	})
}

// only serves a page to people who are signed in and have one of the roles, if
// any are named.
func (s *Site) only(page func(*visit) error, roles ...account.Role) http.Handler {
	return s.open(func(v *visit) (err error) {
		v.session, err = s.Accounts.Session(v.ctx(), s.token(v.r))
		switch {
		case errors.Is(err, account.ErrSession):
			return s.askToSignIn(v)
		case err != nil:
			return err
		case v.session.Half:
			v.session = nil
			v.see("/second")
			return nil
		case len(roles) > 0 && !slices.ContainsFunc(roles, v.person().Is):
			return failure{http.StatusForbidden, "Your account may not see this page."}
		}
		return page(v)
	})
}

// askToSignIn remembers where a link in a notice wanted to go.
func (s *Site) askToSignIn(v *visit) error {
	if v.r.Method != http.MethodGet {
		return failure{http.StatusUnauthorized, "You were signed out in the meantime. Please sign in and do it again."}
	}
	to := "/sign-in"
	if p := v.r.URL.Path; p != "/" {
		to += "?to=" + p
	}
	v.see(to)
	return nil
}

// finish is the one place that turns errors into answers.
func (s *Site) finish(v *visit, err error) {
	if err == nil {
		return
	}
	var f failure
	switch {
	case errors.As(err, &f):
	case errors.Is(err, spool.ErrNotFound), errors.Is(err, account.ErrUnknown):
		f = failure{http.StatusNotFound, "There is no such page, or it is not for you to see."}
	case errors.Is(err, context.Canceled):
		return // nobody is listening any more
	default:
		s.Log.Error("page", "path", v.r.Pattern, "err", err)
		f = failure{http.StatusInternalServerError, "Something went wrong on our side. Nothing was changed; please try again."}
	}
	if v.session == nil && f.status != http.StatusInternalServerError {
		// With a session the page around the problem leads on.
		if session, err := s.Accounts.Session(v.ctx(), s.token(v.r)); err == nil && !session.Half {
			v.session = session
		}
	}
	s.show(v, f.status, "problem", problemPage{Status: f.status, Say: f.say})
}

type problemPage struct {
	Status int
	Say    string
}

func (s *Site) unknown(v *visit) error {
	return failure{http.StatusNotFound, "There is no such page, or it is not for you to see."}
}

func (s *Site) crossOrigin(v *visit) error {
	return failure{http.StatusForbidden, "This came from another website, so it was not done."}
}

// cookie is the name of the session cookie. With the prefix the browser takes
// it from this host over TLS only (RFC 6265bis section 4.1.3.2).
func (s *Site) cookie() string {
	if s.TLS != nil {
		return "__Host-postlock"
	}
	return "postlock"
}

func (s *Site) token(r *http.Request) string {
	c, err := r.Cookie(s.cookie())
	if err != nil {
		return ""
	}
	return c.Value
}

// setToken gives the browser a session, or takes it away with "". Lax, not
// Strict: a link in a notice must find its reader signed in.
func (s *Site) setToken(v *visit, token string) {
	c := &http.Cookie{Name: s.cookie(), Value: token, Path: "/", HttpOnly: true, Secure: s.TLS != nil, SameSite: http.SameSiteLaxMode}
	if token == "" {
		c.MaxAge = -1
	}
	http.SetCookie(v.w, c)
}

// language is the first that browser and page have in common.
func (s *Site) language(r *http.Request) quarantine.Language {
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(r.Header.Get("Accept-Language")) > 200 {
		return s.Language
	}
	for _, tag := range wanted {
		if l, err := quarantine.ParseLanguage(tag.String()); err == nil {
			return l
		}
	}
	return s.Language
}

// local is a moment on the office's clock.
func (s *Site) local(t time.Time) time.Time { return t.In(s.Location) }

// localPath takes only a path of ours to go to after signing in: no other host,
// no scheme, nothing a browser reads as one.
func localPath(p string) string {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.ContainsAny(p, "\\?#\x00\r\n\t ") || len(p) > 200 {
		return "/"
	}
	for _, area := range []string{"/message/", "/held", "/decided", "/mine", "/record", "/people", "/account"} {
		if strings.HasPrefix(p, area) && !strings.HasSuffix(p, "/original") {
			return p
		}
	}
	return "/"
}
