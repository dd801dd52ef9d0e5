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
	if _, ok := s.server.Auth.(ScramAuthenticator); ok {
		return []string{scramSHA256, sasl.Plain, sasl.Login}
	}
	return []string{sasl.Plain, sasl.Login}
}

// mayAuth: passwords are taken inside TLS only.
func (s *session) mayAuth() bool { return s.server.Auth != nil && !s.listen.NoAuth && s.gate.tls }

// Auth implements smtp.AuthSession.
func (s *session) Auth(mechanism string) (sasl.Server, error) {
	keys, scram := s.server.Auth.(ScramAuthenticator)
	switch {
	case !s.mayAuth():
		return nil, smtp.ErrAuthUnsupported
	case mechanism == scramSHA256 && scram:
		return s.scram(keys), nil
	case mechanism == sasl.Plain:
		return &plainServer{s.password}, nil
	case mechanism == sasl.Login:
		return &loginServer{signIn: s.password}, nil
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

// password signs in with one, as PLAIN and LOGIN do.
func (s *session) password(user, password string) error {
	return s.signIn(user, func() (message.Address, error) { return s.server.authenticate(s.ctx, user, password) })
}

// signIn asks check who the person is, unless too many tries were wrong before.
func (s *session) signIn(user string, check func() (message.Address, error)) error {
	if err := s.mayTry(user); err != nil {
		return err
	}
	locks, client := s.server.clients, s.gate.client
	person, err := check()
	switch {
	case errors.Is(err, ErrCredentials):
		locks.failed(client, user)
		s.server.log().Warn("sign-in refused", "client", client, "user", s.server.Relay.hidden(user))
		return smtp.ErrAuthFailed
	case err != nil:
		return s.cannotTell(err)
	}
	locks.succeeded(client, user)
	// One person, whether they sign in as anna, Anna or anna@office.example.
	s.user, s.person = person.String(), person
	return nil
}

func (s *session) mayTry(user string) error {
	if wait := s.server.clients.locked(s.gate.client, user); wait > 0 {
		return reply(454, smtp.EnhancedCode{4, 7, 0}, "Too many wrong passwords; try again in %d minutes", int(wait.Minutes())+1)
	}
	return nil
}

func (s *session) cannotTell(err error) error {
	s.server.log().Error("sign-in not possible", "client", s.gate.client, "error", err)
	return reply(454, smtp.EnhancedCode{4, 7, 0}, "Sign-in is not possible at the moment; try again later")
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
