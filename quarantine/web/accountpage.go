package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"rsc.io/qr"

	"github.com/postlock/postlock/quarantine/account"
)

type accountPage struct {
	Person account.Person
	// Problem is shown beside the form it belongs to.
	PasswordProblem, SecondProblem string
	// N is the number that PasswordProblem names, or 0.
	N int
}

func (s *Site) accountPage(v *visit) error {
	s.show(v, http.StatusOK, "account", accountPage{Person: v.person()})
	return nil
}

func (s *Site) changePassword(v *visit) error {
	problem := func(say string, n int) error {
		s.show(v, http.StatusUnprocessableEntity, "account", accountPage{Person: v.person(), PasswordProblem: say, N: n})
		return nil
	}
	if v.form("new") != v.form("again") {
		return problem("The two new passwords are not the same.", 0)
	}
	err := s.Accounts.ChangePassword(v.ctx(), v.person().Login, v.form("old"), v.form("new"))
	var weak account.PasswordError
	switch {
	case errors.Is(err, account.ErrSignIn):
		return problem("The present password is not right.", 0)
	case errors.As(err, &weak):
		return problem(weak.Say, weak.N)
	case err != nil:
		return err
	}
	s.setToken(v, "")
	v.see("/sign-in?done=password")
	return nil
}

type enrolPage struct {
	account.Enrolment
	Code    qrCode
	Problem string
	// Recovery codes are shown once, when the factor is on.
	Recovery []string
}

// enrol starts anew: a secret that was on a screen once is not shown again.
func (s *Site) enrol(v *visit) error {
	if v.person().SecondFactor {
		return failure{http.StatusConflict, "The second factor is on already."}
	}
	if _, err := s.Accounts.Enrol(v.ctx(), v.person().Login); err != nil {
		return err
	}
	v.see("/account/second")
	return nil
}

func (s *Site) enrolPage(v *visit) error { return s.enrolWith(v, http.StatusOK, "") }

func (s *Site) enrolWith(v *visit, status int, problem string) error {
	e, err := s.Accounts.Enrolling(v.ctx(), v.person().Login)
	if err != nil {
		return err
	}
	if e == nil {
		v.see("/account")
		return nil
	}
	code, err := drawCode(e.URL)
	if err != nil {
		return err
	}
	s.show(v, status, "enrol", enrolPage{Enrolment: *e, Code: code, Problem: problem})
	return nil
}

func (s *Site) confirmSecond(v *visit) error {
	codes, err := s.Accounts.ConfirmSecond(v.ctx(), v.person().Login, v.form("code"))
	if errors.Is(err, account.ErrCode) {
		return s.enrolWith(v, http.StatusUnprocessableEntity, "The code is not right. Wait for the next one and try again.")
	}
	if err != nil {
		return err
	}
	s.show(v, http.StatusOK, "enrol", enrolPage{Recovery: codes})
	return nil
}

func (s *Site) removeSecond(v *visit) error {
	err := s.Accounts.CheckPassword(v.ctx(), v.person().Login, v.form("password"))
	if errors.Is(err, account.ErrSignIn) {
		s.show(v, http.StatusUnprocessableEntity, "account", accountPage{Person: v.person(), SecondProblem: "The present password is not right."})
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.Accounts.RemoveSecond(v.ctx(), v.person().Login, v.person().Login); err != nil {
		return err
	}
	v.see("/account?done=second-off")
	return nil
}

// qrCode is a QR code as one SVG path: no image to load, no script.
type qrCode struct {
	Size int // modules, with the quiet zone
	Path string
}

// quiet is the width in modules of the margin (ISO/IEC 18004 section 6.3.8).
const quiet = 4

func drawCode(text string) (qrCode, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return qrCode{}, err
	}
	var b strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				b.WriteString("M" + strconv.Itoa(x+quiet) + " " + strconv.Itoa(y+quiet) + "h1v1h-1z")
			}
		}
	}
	return qrCode{Size: code.Size + 2*quiet, Path: b.String()}, nil
}
