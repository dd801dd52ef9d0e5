package account

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// Session is somebody signed in on the page.
type Session struct {
	Person Person
	// Half is set until the second factor was given: such a session may do
	// nothing but give it.
	Half    bool
	Created time.Time
}

// tokenSize is 256 bits from the random source; nobody guesses that, so the
// stored hash of it needs no salt and no stretching.
const tokenSize = 32

// SignIn checks name and password and starts a session; the token goes into
// the cookie and is stored only as a hash. The session is Half when the account
// has a second factor.
func (s *Store) SignIn(ctx context.Context, user, password string) (token string, half bool, err error) {
	p, err := s.verify(ctx, onPage, user, password)
	if err != nil {
		return "", false, err
	}
	err = s.spool.Update(ctx, func(tx *spool.Tx) error {
		if err := s.sweep(tx); err != nil {
			return err
		}
		// Read again: the account may have changed while we hashed.
		if p, err = Find(tx, p.Login); err != nil || p.Disabled {
			return errors.Join(ErrSignIn, err)
		}
		half = p.SecondFactor
		if token, err = s.begin(tx, p.Login, half); err != nil || half {
			return err
		}
		return s.record(tx, p.Login, audit.SignedIn, nil)
	})
	return token, half, err
}

func (s *Store) begin(tx *spool.Tx, login string, half bool) (token string, err error) {
	raw := make([]byte, tokenSize)
	if _, err := io.ReadFull(s.rand, raw); err != nil {
		return "", fmt.Errorf("account: token: %w", err)
	}
	token = base64.RawURLEncoding.EncodeToString(raw)
	now, waits := s.now().UnixMicro(), 0
	if half {
		waits = 1
	}
	if _, err := tx.Exec(`INSERT INTO account_session (token, login, half, created, seen) VALUES (?, ?, ?, ?, ?)`,
		hashed(token), login, waits, now, now); err != nil {
		return "", fmt.Errorf("account: begin session: %w", err)
	}
	return token, nil
}

// sweep removes sessions that timed out.
func (s *Store) sweep(tx *spool.Tx) error {
	now := s.now()
	_, err := tx.Exec(`DELETE FROM account_session WHERE seen < ? OR created < ? OR (half = 1 AND created < ?)`,
		now.Add(-s.limits.Idle).UnixMicro(), now.Add(-s.limits.Absolute).UnixMicro(), now.Add(-s.limits.Half).UnixMicro())
	if err != nil {
		return fmt.Errorf("account: sweep sessions: %w", err)
	}
	return nil
}

// Session is the live session of a token, or ErrSession. Using it puts off the
// idle time-out.
func (s *Store) Session(ctx context.Context, token string) (*Session, error) {
	if len(token) != base64.RawURLEncoding.EncodedLen(tokenSize) {
		return nil, ErrSession
	}
	var session *Session
	var seen time.Time
	err := s.spool.View(ctx, func(tx *spool.Tx) (err error) {
		session, seen, err = s.live(tx, token)
		return err
	})
	if err != nil {
		return nil, err
	}
	// Once a minute is exact enough, and spares a write at every click.
	if s.now().Sub(seen) < time.Minute {
		return session, nil
	}
	return session, s.spool.Update(ctx, func(tx *spool.Tx) error {
		if _, err := tx.Exec(`UPDATE account_session SET seen = ? WHERE token = ?`, s.now().UnixMicro(), hashed(token)); err != nil {
			return fmt.Errorf("account: touch session: %w", err)
		}
		return nil
	})
}

// live reads a session and checks its clocks and its person.
func (s *Store) live(tx *spool.Tx, token string) (*Session, time.Time, error) {
	var login string
	var half, created, seen int64
	err := tx.QueryRow(`SELECT login, half, created, seen FROM account_session WHERE token = ?`, hashed(token)).Scan(&login, &half, &created, &seen)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, time.Time{}, ErrSession
	}
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("account: session: %w", err)
	}
	session := &Session{Half: half != 0, Created: time.UnixMicro(created).UTC()}
	last, now := time.UnixMicro(seen), s.now()
	if now.Sub(last) > s.limits.Idle || now.Sub(session.Created) > s.limits.Absolute ||
		session.Half && now.Sub(session.Created) > s.limits.Half {
		return nil, time.Time{}, ErrSession
	}
	if session.Person, err = Find(tx, login); errors.Is(err, ErrUnknown) || session.Person.Disabled {
		return nil, time.Time{}, ErrSession
	}
	return session, last, err
}

// Second gives the code that a Half session waits for: six digits of the
// authenticator app, or a recovery code. It returns the token of a new, whole
// session; the old one is gone.
func (s *Store) Second(ctx context.Context, token, code string) (whole string, err error) {
	free, err := s.hashSlot(ctx) // one after the other, so that tries are counted
	if err != nil {
		return "", err
	}
	defer free()
	var refused error // counted in the same transaction, which must not roll back
	err = s.spool.Update(ctx, func(tx *spool.Tx) error {
		refused = nil
		session, _, err := s.live(tx, token)
		if err != nil || !session.Half {
			return errors.Join(ErrSession, err)
		}
		if refused, err = s.checkCode(tx, session.Person, code); err != nil || refused != nil {
			return err
		}
		if _, err := tx.Exec(`DELETE FROM account_session WHERE token = ?`, hashed(token)); err != nil {
			return fmt.Errorf("account: end half session: %w", err)
		}
		if whole, err = s.begin(tx, session.Person.Login, false); err != nil {
			return err
		}
		return s.record(tx, session.Person.Login, audit.SignedIn, audit.Detail{"second_factor": "yes"})
	})
	if err = errors.Join(refused, err); err != nil {
		return "", err
	}
	return whole, nil
}

// SignOut ends a session; one that is over already is no error.
func (s *Store) SignOut(ctx context.Context, token string) error {
	return s.spool.Update(ctx, func(tx *spool.Tx) error {
		session, _, err := s.live(tx, token)
		if errors.Is(err, ErrSession) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`DELETE FROM account_session WHERE token = ?`, hashed(token)); err != nil {
			return fmt.Errorf("account: sign out: %w", err)
		}
		return s.record(tx, session.Person.Login, audit.SignedOut, nil)
	})
}

// ChangePassword is SetPassword by the person themselves, who gives the old one.
func (s *Store) ChangePassword(ctx context.Context, login, old, password string) error {
	if _, err := s.verify(ctx, onPage, login, old); err != nil {
		return err
	}
	return s.SetPassword(ctx, foldLogin(login), login, password)
}
