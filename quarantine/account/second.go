package account

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

const (
	totpPeriod = 30 // seconds (RFC 6238 section 5.2)
	totpSkew   = 1  // steps a phone's clock may be off either way
	// Recovery codes: ten of them, 50 bits each.
	recoveryCodes = 10
	recoveryBytes = 7
	recoveryChars = 10
)

// Enrolment is a second factor that waits for its first code.
type Enrolment struct {
	Secret string // base32, to be typed
	URL    string // otpauth://totp/…, for the QR code
}

// Enrol proposes a new secret for the authenticator app. It counts only after
// ConfirmSecond; until then nothing changes for the person.
func (s *Store) Enrol(ctx context.Context, login string) (Enrolment, error) {
	var e Enrolment
	err := s.spool.Update(ctx, func(tx *spool.Tx) error {
		p, err := Find(tx, login)
		if err != nil {
			return err
		}
		key, err := totp.Generate(totp.GenerateOpts{Issuer: s.issuer, AccountName: p.Login, Rand: s.rand})
		if err != nil {
			return fmt.Errorf("account: second factor: %w", err)
		}
		e = Enrolment{Secret: key.Secret(), URL: key.URL()}
		return s.change(tx, `UPDATE account_person SET totp_new = ? WHERE login = ?`, tx.Seal(e.URL, proposedOf(p.Login)), p.Login)
	})
	return e, err
}

// Enrolling is the proposal that Enrol stored, or nil.
func (s *Store) Enrolling(ctx context.Context, login string) (e *Enrolment, err error) {
	err = s.spool.View(ctx, func(tx *spool.Tx) error {
		e, err = pending(tx, foldLogin(login))
		return err
	})
	return e, err
}

func pending(tx *spool.Tx, login string) (*Enrolment, error) {
	var sealed string
	if err := tx.QueryRow(`SELECT totp_new FROM account_person WHERE login = ?`, login).Scan(&sealed); err != nil {
		return nil, fmt.Errorf("account: enrolment: %w", err)
	}
	url, err := tx.Unseal(sealed, proposedOf(login))
	if url == "" || err != nil {
		return nil, err
	}
	key, err := otp.NewKeyFromURL(url)
	if err != nil {
		return nil, fmt.Errorf("account: enrolment: %w", err)
	}
	return &Enrolment{Secret: key.Secret(), URL: url}, nil
}

// ConfirmSecond turns the second factor on once the app shows a right code, and
// returns the recovery codes, which are shown once and stored as hashes.
func (s *Store) ConfirmSecond(ctx context.Context, login, code string) (recovery []string, err error) {
	login = foldLogin(login)
	err = s.spool.Update(ctx, func(tx *spool.Tx) error {
		e, err := pending(tx, login)
		if err != nil {
			return err
		}
		if e == nil {
			return errors.New("there is no second factor to confirm; begin again")
		}
		step, ok := s.step(e.Secret, code, 0)
		if !ok {
			return ErrCode
		}
		if err := s.change(tx, `UPDATE account_person SET totp = ?, totp_new = '', totp_step = ? WHERE login = ?`, tx.Seal(e.Secret, totpOf(login)), step, login); err != nil {
			return err
		}
		if recovery, err = s.newRecovery(tx, login); err != nil {
			return err
		}
		return s.record(tx, login, audit.SecondOn, nil)
	})
	return recovery, err
}

// RemoveSecond turns the second factor off: by the person themselves, whose
// password the page has asked for again, or by somebody at the command line
// for a lost phone.
func (s *Store) RemoveSecond(ctx context.Context, by, login string) error {
	login = foldLogin(login)
	return s.spool.Update(ctx, func(tx *spool.Tx) error {
		if err := s.change(tx, `UPDATE account_person SET totp = '', totp_new = '', totp_step = 0 WHERE login = ?`, login); err != nil {
			return err
		}
		if _, err := tx.Exec(`DELETE FROM account_recovery WHERE login = ?`, login); err != nil {
			return fmt.Errorf("account: recovery codes: %w", err)
		}
		return s.record(tx, by, audit.SecondOff, audit.Detail{"login": login})
	})
}

// CheckPassword asks for the password again before something grave.
func (s *Store) CheckPassword(ctx context.Context, login, password string) error {
	_, err := s.verify(ctx, onPage, login, password)
	return err
}

// checkCode accepts each code once. refused is the answer to the person; it is
// apart from err so that the failure is counted in the caller's transaction.
func (s *Store) checkCode(tx *spool.Tx, p Person, code string) (refused, err error) {
	key := hashed(p.Login)
	t, err := readTry(tx, key, withSecond)
	if err != nil {
		return nil, err
	}
	now := s.now()
	if now.Before(t.until) {
		return ErrCode, nil
	}
	ok, err := s.useCode(tx, p.Login, tidy(code))
	if err != nil {
		return nil, err
	}
	if ok {
		return nil, s.writeTry(tx, key, withSecond, try{})
	}
	t.failures++
	t.until = now.Add(s.limits.pause(t.failures))
	if err := s.writeTry(tx, key, withSecond, t); err != nil {
		return nil, err
	}
	what, detail := audit.SignInFailed, audit.Detail{"way": string(withSecond)}
	if t.failures >= s.limits.Tries {
		what, detail["until"] = audit.SignInPaused, t.until.UTC().Format(time.RFC3339)
	}
	return ErrCode, s.record(tx, p.Login, what, detail)
}

// useCode tries the app's code, then the recovery codes.
func (s *Store) useCode(tx *spool.Tx, login, code string) (bool, error) {
	var sealed string
	var last int64
	if err := tx.QueryRow(`SELECT totp, totp_step FROM account_person WHERE login = ?`, login).Scan(&sealed, &last); err != nil {
		return false, fmt.Errorf("account: second factor: %w", err)
	}
	secret, err := tx.Unseal(sealed, totpOf(login))
	if err != nil {
		return false, err
	}
	if step, ok := s.step(secret, code, last); ok {
		return true, s.change(tx, `UPDATE account_person SET totp_step = ? WHERE login = ?`, step, login)
	}
	r, err := tx.Exec(`DELETE FROM account_recovery WHERE code = ? AND login = ?`, hashed(login+" "+strings.ToLower(code)), login)
	if err != nil {
		return false, fmt.Errorf("account: recovery code: %w", err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	return true, s.record(tx, login, audit.RecoveryUsed, nil)
}

// step is the time step that code belongs to, if it is later than last: a code
// seen over a shoulder is of no use any more (RFC 6238 section 5.2).
func (s *Store) step(secret, code string, last int64) (int64, bool) {
	now := s.now().Unix() / totpPeriod
	for step := now - totpSkew; step <= now+totpSkew; step++ {
		want, err := hotp.GenerateCodeCustom(secret, uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && step > last && subtle.ConstantTimeCompare([]byte(want), []byte(tidy(code))) == 1 {
			return step, true
		}
	}
	return 0, false
}

// tidy takes out what people type between groups.
func tidy(code string) string {
	return strings.NewReplacer(" ", "", "-", "", "\t", "").Replace(strings.TrimSpace(code))
}

func (s *Store) newRecovery(tx *spool.Tx, login string) (codes []string, err error) {
	if _, err := tx.Exec(`DELETE FROM account_recovery WHERE login = ?`, login); err != nil {
		return nil, fmt.Errorf("account: recovery codes: %w", err)
	}
	for range recoveryCodes {
		raw := make([]byte, recoveryBytes)
		if _, err := io.ReadFull(s.rand, raw); err != nil {
			return nil, fmt.Errorf("account: recovery codes: %w", err)
		}
		code := strings.ToLower(base32.StdEncoding.EncodeToString(raw))[:recoveryChars]
		if _, err := tx.Exec(`INSERT INTO account_recovery (code, login) VALUES (?, ?)`, hashed(login+" "+code), login); err != nil {
			return nil, fmt.Errorf("account: recovery codes: %w", err)
		}
		codes = append(codes, code[:5]+"-"+code[5:])
	}
	return codes, nil
}
