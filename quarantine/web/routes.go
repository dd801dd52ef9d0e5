package web

import "net/http"

// Handler is every route of the page.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	return http.NewCrossOriginProtection().Handler(mux)
}
