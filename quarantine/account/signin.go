package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// way is where somebody tries to sign in. Each is counted by itself: a copier
// with an old password must not lock its owner out of the page.
type way string

const (
	onPage     way = "page"
	overSMTP   way = "smtp"
	withSecond way = "second"
)

// hashed is how names and tokens are stored that the database need not know.
func hashed(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// Authenticate checks name and password for SMTP AUTH (RFC 4954) and returns
// the account's address. The name is the login or the whole e-mail address:
// mail clients offer the latter by themselves. A mail client cannot give a second
// factor: the password is the account's own for mail programs (NewMailPassword),
// or, where there is neither this nor a second factor, that of the page.
func (s *Store) Authenticate(ctx context.Context, user, password string) (message.Address, error) {
	p, err := s.verify(ctx, overSMTP, user, password)
	return p.Address, err
}

// verify does the same work whether or not the account exists, is disabled, or
// must wait: one look-up, one hash, and on failure one write.
func (s *Store) verify(ctx context.Context, w way, user, password string) (Person, error) {
	if len(password) > maxPassword || len(user) > 320 {
		return Person{}, ErrSignIn
	}
	free, err := s.hashSlot(ctx)
	if err != nil {
		return Person{}, err
	}
	defer free()
	c, err := s.candidate(ctx, w, user)
	if err != nil {
		return Person{}, err
	}
	ok, stale, err := s.matches(c.hash, password)
	if err != nil {
		return Person{}, err
	}
	if ok = ok && c.known && !c.barred && !c.person.Disabled; !ok || c.locked {
		return Person{}, errors.Join(ErrSignIn, s.failed(ctx, w, c))
	}
	if stale = stale || !c.scram; !stale && c.failures == 0 {
		return c.person, nil
	}
	return c.person, s.succeeded(ctx, w, c, password, stale)
}

// candidate is whom a name may stand for.
type candidate struct {
	person   Person
	known    bool
	barred   bool   // there is no password for this way
	key      string // who of account_try
	hash     string
	scram    bool // it has keys for SCRAM
	failures int
	locked   bool
}

func (s *Store) candidate(ctx context.Context, w way, user string) (c candidate, err error) {
	login := foldLogin(user)
	c.hash, c.key = s.dummy, hashed(login)
	err = s.spool.View(ctx, func(tx *spool.Tx) error {
		c.person, err = findLoginOrAddress(tx, login)
		switch {
		case err == nil:
			c.known, c.key = true, hashed(c.person.Login)
			if err := s.stored(tx, w, &c); err != nil {
				return err
			}
		case !errors.Is(err, ErrUnknown):
			return err
		}
		t, err := readTry(tx, c.key, w)
		c.failures, c.locked = t.failures, s.now().Before(t.until)
		return err
	})
	return c, err
}

// stored reads the hash that counts for a way to sign in; none for mail programs
// when the account has a second factor and no password for them.
func (s *Store) stored(tx *spool.Tx, w way, c *candidate) error {
	query := `SELECT password, scram FROM account_person WHERE login = ?`
	switch p := c.person; {
	case w == overSMTP && p.MailPassword:
		query = `SELECT mail, mail_scram FROM account_person WHERE login = ?`
	case w == overSMTP && p.SecondFactor:
		c.barred = true
		return nil
	}
	var scram string
	if err := tx.QueryRow(query, c.person.Login).Scan(&c.hash, &scram); err != nil {
		return fmt.Errorf("account: password: %w", err)
	}
	c.scram = scram != ""
	return nil
}

func findLoginOrAddress(tx *spool.Tx, user string) (Person, error) {
	p, err := Find(tx, user)
	if !errors.Is(err, ErrUnknown) {
		return p, err
	}
	a, perr := message.ParseAddress(user)
	if perr != nil {
		return Person{}, ErrUnknown
	}
	return scanPerson(tx.QueryRow(`SELECT `+personColumns+` FROM account_person WHERE address_key = ?`, a.Key()))
}

// try is the count of failures in a row.
type try struct {
	failures int
	until    time.Time // nobody may try before
}

func readTry(tx *spool.Tx, key string, w way) (t try, err error) {
	rows, err := tx.Query(`SELECT failures, until FROM account_try WHERE who = ? AND way = ?`, key, string(w))
	if err != nil {
		return t, fmt.Errorf("account: tries: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var until int64
		if err := rows.Scan(&t.failures, &until); err != nil {
			return t, fmt.Errorf("account: tries: %w", err)
		}
		t.until = time.UnixMicro(until)
	}
	return t, rows.Err()
}

// pause is how long to wait after the n-th failure in a row.
func (l Limits) pause(n int) time.Duration {
	if n < l.Tries {
		return 0
	}
	d := l.Pause
	for range n - l.Tries {
		if d *= 2; d >= l.MaxPause {
			return l.MaxPause
		}
	}
	return d
}

// failed counts a failure. A try during a pause is not counted, else somebody
// who goes on trying would keep the owner out for ever; and it is not put on
// the record, else they could fill it.
func (s *Store) failed(ctx context.Context, w way, c candidate) error {
	s.log.Info("sign-in failed", "way", string(w), "known", c.known, "paused", c.locked)
	return s.spool.Update(ctx, func(tx *spool.Tx) error {
		t, err := readTry(tx, c.key, w)
		if err != nil {
			return err
		}
		if now := s.now(); !now.Before(t.until) {
			t.failures++
			t.until = now.Add(s.limits.pause(t.failures))
		}
		if err := s.writeTry(tx, c.key, w, t); err != nil {
			return err
		}
		if !c.known || c.locked {
			return nil
		}
		what, detail := audit.SignInFailed, audit.Detail{"way": string(w)}
		if t.failures >= s.limits.Tries {
			what, detail["until"] = audit.SignInPaused, t.until.UTC().Format(time.RFC3339)
		}
		return s.record(tx, c.person.Login, what, detail)
	})
}

func (s *Store) writeTry(tx *spool.Tx, key string, w way, t try) error {
	now := s.now()
	// Failures of a day ago are forgotten, whoever's they were.
	if _, err := tx.Exec(`DELETE FROM account_try WHERE (who = ? AND way = ?) OR last < ?`, key, string(w), now.Add(-24*time.Hour).UnixMicro()); err != nil {
		return fmt.Errorf("account: tries: %w", err)
	}
	if t.failures == 0 {
		return nil
	}
	if _, err := tx.Exec(`INSERT INTO account_try (who, way, failures, until, last) VALUES (?, ?, ?, ?, ?)`,
		key, string(w), t.failures, t.until.UnixMicro(), now.UnixMicro()); err != nil {
		return fmt.Errorf("account: tries: %w", err)
	}
	return nil
}

// succeeded forgets the failures, and renews a hash of other parameters and keys
// for SCRAM that an account does not have yet.
func (s *Store) succeeded(ctx context.Context, w way, c candidate, password string, stale bool) error {
	var hash string
	var keys Scram
	if stale {
		var err error
		if hash, err = s.cost.hash(password, s.rand); err != nil {
			return err
		}
		if keys, err = s.makeScram(password); err != nil {
			return err
		}
	}
	return s.spool.Update(ctx, func(tx *spool.Tx) error {
		if stale {
			query := `UPDATE account_person SET password = ?, scram = ? WHERE login = ? AND password = ?`
			if w == overSMTP && c.person.MailPassword {
				query = `UPDATE account_person SET mail = ?, mail_scram = ? WHERE login = ? AND mail = ?`
			}
			if _, err := tx.Exec(query, hash, keys.String(), c.person.Login, c.hash); err != nil {
				return fmt.Errorf("account: renew hash: %w", err)
			}
		}
		return s.writeTry(tx, c.key, w, try{})
	})
}
