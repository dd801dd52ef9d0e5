package relay

import (
	"context"
	"errors"
	"strings"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/postlock/postlock/inspect/message"
)

// Authenticator knows people by name and password.
type Authenticator interface {
	// Authenticate returns the person's own address, ErrCredentials when
	// name or password are wrong, and any other error when it cannot tell.
	Authenticate(ctx context.Context, user, password string) (message.Address, error)
}

// ErrCredentials says that name or password are wrong.
var ErrCredentials = errors.New("wrong name or password")

var errSASL = reply(501, smtp.EnhancedCode{5, 5, 2}, "Malformed answer to AUTH")

// AuthMechanisms implements smtp.AuthSession.
func (s *session) AuthMechanisms() []string {
	if !s.mayAuth() {
		return nil
	}
	return []string{sasl.Plain, sasl.Login}
}

// mayAuth: passwords are taken inside TLS only.
func (s *session) mayAuth() bool { return s.server.Auth != nil && s.gate.tls }

// Auth implements smtp.AuthSession.
func (s *session) Auth(mechanism string) (sasl.Server, error) {
	switch {
	case !s.mayAuth():
		return nil, smtp.ErrAuthUnsupported
	case mechanism == sasl.Plain:
		return &plainServer{s.signIn}, nil
	case mechanism == sasl.Login:
		return &loginServer{signIn: s.signIn}, nil
	}
	return nil, smtp.ErrAuthUnknownMechanism
}

// plainServer is the PLAIN mechanism (RFC 4616). Nobody speaks for somebody
// else.
type plainServer struct {
	signIn func(user, password string) error
}

// Next implements sasl.Server.
func (p *plainServer) Next(response []byte) (challenge []byte, done bool, err error) {
	if response == nil {
		return nil, false, nil
	}
	parts := strings.Split(string(response), "\x00")
	if len(parts) != 3 {
		return nil, false, errSASL
	}
	if identity, user := parts[0], parts[1]; identity != "" && identity != user {
		return nil, false, smtp.ErrAuthFailed
	}
	return nil, true, p.signIn(parts[1], parts[2])
}

// loginServer is the LOGIN mechanism (draft-murchison-sasl-login), which
// copiers and older mail clients speak and no library serves.
type loginServer struct {
	signIn func(user, password string) error
	step   int
	user   string
}

// Next implements sasl.Server. The name may come as initial response.
func (l *loginServer) Next(response []byte) (challenge []byte, done bool, err error) {
	if response == nil && l.step == 0 {
		return []byte("Username:"), false, nil
	}
	l.step++
	switch l.step {
	case 1:
		l.user = string(response)
		return []byte("Password:"), false, nil
	case 2:
		return nil, true, l.signIn(l.user, string(response))
	}
	return nil, false, errSASL
}

// signIn checks a password, unless too many were wrong before.
func (s *session) signIn(user, password string) error {
	locks, client := s.server.clients, s.gate.client
	if wait := locks.locked(client, user); wait > 0 {
		return reply(454, smtp.EnhancedCode{4, 7, 0}, "Too many wrong passwords; try again in %d minutes", int(wait.Minutes())+1)
	}
	person, err := s.server.authenticate(s.ctx, user, password)
	switch {
	case errors.Is(err, ErrCredentials):
		locks.failed(client, user)
		s.server.log().Warn("sign-in refused", "client", client)
		return smtp.ErrAuthFailed
	case err != nil:
		s.server.log().Error("sign-in not possible", "client", client, "error", err)
		return reply(454, smtp.EnhancedCode{4, 7, 0}, "Sign-in is not possible at the moment; try again later")
	}
	locks.succeeded(client, user)
	s.user, s.person = user, person
	return nil
}

// authenticate lets a few passwords be checked at a time: each takes memory and
// time on purpose.
func (s *Server) authenticate(ctx context.Context, user, password string) (message.Address, error) {
	select {
	case s.signing <- struct{}{}:
		defer func() { <-s.signing }()
		return s.Auth.Authenticate(ctx, user, password)
	case <-ctx.Done():
		return message.Address{}, ctx.Err()
	}
}
