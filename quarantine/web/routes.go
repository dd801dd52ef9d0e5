package web

import (
	"net/http"

	"github.com/postlock/postlock/quarantine/account"
)

// Handler is every route of the page.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	static(mux, s.views)

	// Without a session, or with half of one.
	mux.Handle("GET /sign-in", s.open(s.signInPage))
	mux.Handle("POST /sign-in", s.open(s.signIn))
	mux.Handle("GET /second", s.open(s.secondPage))
	mux.Handle("POST /second", s.open(s.second))
	mux.Handle("POST /sign-out", s.open(s.signOut))

	// Everybody who is signed in.
	mux.Handle("GET /{$}", s.only(s.home))
	mux.Handle("GET /mine", s.only(s.mine))
	mux.Handle("GET /message/{id}", s.only(s.message))
	mux.Handle("POST /message/{id}/withdraw", s.only(s.withdraw))
	mux.Handle("GET /group/{group}", s.only(s.group))
	mux.Handle("POST /group/{group}/withdraw", s.only(s.withdrawGroup))
	mux.Handle("GET /account", s.only(s.accountPage))
	mux.Handle("POST /account/password", s.only(s.changePassword))
	mux.Handle("POST /account/second", s.only(s.enrol))
	mux.Handle("GET /account/second", s.only(s.enrolPage))
	mux.Handle("POST /account/second/confirm", s.only(s.confirmSecond))
	mux.Handle("POST /account/second/off", s.only(s.removeSecond))

	// By role.
	mux.Handle("GET /held", s.only(s.held, account.Reviewer, account.Admin))
	mux.Handle("GET /decided", s.only(s.decided, account.Reviewer, account.Admin, account.Auditor))
	mux.Handle("POST /message/{id}/review", s.only(s.review, account.Reviewer))
	mux.Handle("POST /group/{group}/review", s.only(s.reviewGroup, account.Reviewer))
	mux.Handle("GET /message/{id}/original", s.only(s.original, account.Reviewer))
	mux.Handle("GET /record", s.only(s.record, account.Auditor))
	mux.Handle("GET /record/export", s.only(s.exportRecord, account.Auditor))
	mux.Handle("GET /people", s.only(s.people, account.Admin, account.Auditor))
	mux.Handle("POST /people/{login}/disable", s.only(s.disable, account.Admin))
	mux.Handle("POST /people/{login}/enable", s.only(s.enable, account.Admin))

	mux.Handle("/", s.open(s.unknown))

	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(s.open(s.crossOrigin))
	return headers(limitForms(guard.Handler(mux)))
}

// headers go with every answer. The policy lets the browser load our style
// sheet and our icon, send forms to us, and nothing else: mail that somehow
// became markup could neither run nor call home.
func headers(next http.Handler) http.Handler {
	const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		// Not no-referrer: it would turn the Origin of our own forms into null.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

func limitForms(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		next.ServeHTTP(w, r)
	})
}
