package web

import (
	"errors"
	"net/http"

	"github.com/postlock/postlock/quarantine/account"
)

type signInPage struct {
	To     string
	User   string
	Failed bool
}

func (s *Site) signInPage(v *visit) error {
	to := localPath(v.r.URL.Query().Get("to"))
	if session, err := s.Accounts.Session(v.ctx(), s.token(v.r)); err == nil && !session.Half {
		v.see(to)
		return nil
	}
	s.show(v, http.StatusOK, "signin", signInPage{To: to})
	return nil
}

func (s *Site) signIn(v *visit) error {
	to := localPath(v.form("to"))
	token, half, err := s.Accounts.SignIn(v.ctx(), v.form("user"), v.form("password"))
	if errors.Is(err, account.ErrSignIn) {
		s.show(v, http.StatusUnauthorized, "signin", signInPage{To: to, User: v.form("user"), Failed: true})
		return nil
	}
	if err != nil {
		return err
	}
	// A session that the browser had before is not left behind.
	if old := s.token(v.r); old != "" {
		if err := s.Accounts.SignOut(v.ctx(), old); err != nil {
			return err
		}
	}
	s.setToken(v, token)
	if half {
		to = "/second?to=" + to
	}
	v.see(to)
	return nil
}

type secondPage struct {
	To     string
	Failed bool
}

func (s *Site) secondPage(v *visit) error {
	if session, err := s.Accounts.Session(v.ctx(), s.token(v.r)); err != nil || !session.Half {
		v.see("/sign-in")
		return nil
	}
	s.show(v, http.StatusOK, "second", secondPage{To: localPath(v.r.URL.Query().Get("to"))})
	return nil
}

func (s *Site) second(v *visit) error {
	to := localPath(v.form("to"))
	token, err := s.Accounts.Second(v.ctx(), s.token(v.r), v.form("code"))
	switch {
	case errors.Is(err, account.ErrCode):
		s.show(v, http.StatusUnauthorized, "second", secondPage{To: to, Failed: true})
		return nil
	case errors.Is(err, account.ErrSession):
		v.see("/sign-in")
		return nil
	case err != nil:
		return err
	}
	s.setToken(v, token)
	v.see(to)
	return nil
}

func (s *Site) signOut(v *visit) error {
	if err := s.Accounts.SignOut(v.ctx(), s.token(v.r)); err != nil {
		return err
	}
	s.setToken(v, "")
	v.see("/sign-in?done=signed-out")
	return nil
}
