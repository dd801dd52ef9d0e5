// Package web is the review page: server-rendered HTML that works on a phone and
// without JavaScript.
//
// A GET changes nothing but the record: opening a message puts an entry on it
// that says who looked. Everything else is a POST, guarded against other sites
// by http.CrossOriginProtection and a SameSite cookie. Mail is shown as text,
// never as the HTML that somebody wrote, under a Content-Security-Policy that
// lets nothing be loaded but our own style sheet.
package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/relay/spool"
)

// Options of a Site.
type Options struct {
	Spool      *spool.Store
	Quarantine *quarantine.Quarantine
	Accounts   *account.Store
	// Own tells the office's addresses from strangers'; nil takes all for strangers.
	Own func(message.Address) bool
	// TLS serves HTTPS. Without it the page is plain HTTP and Serve takes a
	// loopback listener only: for a try-out, or behind a proxy on this machine.
	TLS *tls.Config
	// Language is for browsers that ask for none we know.
	Language quarantine.Language
	// Location is the office's time zone; time.Local by default.
	Location *time.Location
	Now      func() time.Time
	Log      *slog.Logger
}

// Site is the review page.
type Site struct {
	Options
	views *views
}

// New makes the page.
func New(o Options) (*Site, error) {
	if o.Spool == nil || o.Quarantine == nil || o.Accounts == nil {
		return nil, errors.New("the page needs a spool, a quarantine and accounts")
	}
	if o.Own == nil {
		o.Own = func(message.Address) bool { return false }
	}
	if o.Language == "" {
		o.Language = quarantine.English
	}
	if o.Location == nil {
		o.Location = time.Local
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	v, err := newViews()
	if err != nil {
		return nil, fmt.Errorf("page templates: %w", err)
	}
	return &Site{Options: o, views: v}, nil
}

// Limits of the HTTP server.
const (
	readTimeout  = 15 * time.Second
	writeTimeout = 2 * time.Minute // a 50 MB original over a slow line
	idleTimeout  = 2 * time.Minute
	maxHeader    = 16 << 10 // bytes
	maxForm      = 64 << 10 // bytes; a form has a reason at most
	stopTimeout  = 10 * time.Second
)

// Server is the HTTP server with its limits: HTTP/1 only, for HTTP/2 brings
// nothing to pages this small but its holes.
func (s *Site) Server() *http.Server {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Server{Handler: s.Handler(), Protocols: protocols, MaxHeaderBytes: maxHeader,
		ReadHeaderTimeout: readTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug)}
}

// Serve answers on ln until ctx ends, then lets requests under way finish.
func (s *Site) Serve(ctx context.Context, ln net.Listener) error {
	if s.TLS != nil {
		config := s.TLS.Clone()
		config.NextProtos = []string{"http/1.1"}
		config.MinVersion = max(config.MinVersion, tls.VersionTLS12)
		ln = tls.NewListener(ln, config)
	} else if a, ok := ln.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() {
		return fmt.Errorf("the page on %s needs TLS: passwords would go over the network in clear", ln.Addr())
	}
	server := s.Server()
	served := make(chan error, 1)
	go func() { served <- server.Serve(ln) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := server.Shutdown(stop); err != nil {
		server.Close()
	}
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
