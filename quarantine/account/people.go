package account

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// New makes a Store over a spool that was opened with Schema and audit.Schema.
func New(sp *spool.Store, o Options) (*Store, error) {
	s := &Store{spool: sp, limits: o.Limits.withDefaults(), cost: o.Cost.withDefaults(),
		now: o.Now, rand: o.Rand, log: o.Log, issuer: o.Issuer}
	if s.now == nil {
		s.now = time.Now
	}
	if s.rand == nil {
		s.rand = rand.Reader
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.issuer == "" {
		s.issuer = "Postlock"
	}
	s.iterations = cmpOr(o.ScramIterations, scramIterations)
	s.hashing = make(chan struct{}, s.limits.Hashing)
	var err error
	s.dummy, err = s.cost.hash(rand.Text(), s.rand)
	return s, err
}

// foldLogin makes "Anna" and "anna " the same.
func foldLogin(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

// validLogin is what can be typed on any keyboard and stand in a log.
func validLogin(login string) error {
	if ok, _ := regexp.MatchString(`^[a-z0-9][a-z0-9._-]{0,63}$`, login); !ok {
		return fmt.Errorf("the login %q may have the letters a to z, digits, dot, dash and underscore, at most 64", login)
	}
	if login == audit.System || login == "unknown" {
		return fmt.Errorf("the login %q is Postlock's own name on the record", login)
	}
	return nil
}

func validName(name string) error {
	if name == "" || utf8.RuneCountInString(name) > 100 || !utf8.ValidString(name) {
		return errors.New("the name needs 1 to 100 characters")
	}
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return errors.New("the name has characters that cannot be seen")
	}
	return nil
}

// Add makes an account; by is who does it, for the record. An empty password
// is allowed for nobody: it is an error like a short one.
func (s *Store) Add(ctx context.Context, by string, p Person, password string) error {
	p.Login, p.Name = foldLogin(p.Login), strings.TrimSpace(p.Name)
	if err := errors.Join(validLogin(p.Login), validName(p.Name), s.checkPassword(password, p)); err != nil {
		return err
	}
	if p.Address.IsZero() {
		return errors.New("an account needs an e-mail address: it is how Postlock knows whose messages are whose")
	}
	hash, scram, err := s.newHash(ctx, password)
	if err != nil {
		return err
	}
	return s.spool.Update(ctx, func(tx *spool.Tx) error { return s.insert(tx, by, p, hash, scram) })
}

// newHash is what is kept of a password: its hash, and its keys for SCRAM.
func (s *Store) newHash(ctx context.Context, password string) (hash, scram string, err error) {
	free, err := s.hashSlot(ctx)
	if err != nil {
		return "", "", err
	}
	defer free()
	keys, err := s.makeScram(password)
	if err != nil {
		return "", "", err
	}
	hash, err = s.cost.hash(password, s.rand)
	return hash, keys.String(), err
}

func (s *Store) insert(tx *spool.Tx, by string, p Person, hash, scram string) error {
	var n int
	if err := tx.QueryRow(`SELECT COUNT(*) FROM account_person WHERE login = ?`, p.Login).Scan(&n); err != nil {
		return fmt.Errorf("account: add: %w", err)
	}
	if n > 0 {
		return fmt.Errorf("there is already an account %q", p.Login)
	}
	if err := tx.QueryRow(`SELECT COUNT(*) FROM account_person WHERE address_key = ?`, p.Address.Key()).Scan(&n); err != nil {
		return fmt.Errorf("account: add: %w", err)
	}
	if n > 0 {
		// Two accounts of one person would make four eyes of two.
		return fmt.Errorf("there is already an account with the address %s; every person has one", p.Address)
	}
	if _, err := tx.Exec(`INSERT INTO account_person (login, name, address, address_key, roles, password, scram, disabled, created, totp, totp_new, totp_step)
		VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, '', '', 0)`, p.Login, p.Name, p.Address.String(), p.Address.Key(), joinRoles(p.Roles), hash, scram, s.now().UnixMicro()); err != nil {
		return fmt.Errorf("account: add: %w", err)
	}
	return s.record(tx, by, audit.PersonAdded, audit.Detail{"login": p.Login, "roles": joinRoles(p.Roles)})
}

// Get is the account with this login, or ErrUnknown.
func (s *Store) Get(ctx context.Context, login string) (p Person, err error) {
	err = s.spool.View(ctx, func(tx *spool.Tx) error {
		p, err = Find(tx, login)
		return err
	})
	return p, err
}

// List are all accounts in the order of their logins.
func (s *Store) List(ctx context.Context) (people []Person, err error) {
	err = s.spool.View(ctx, func(tx *spool.Tx) error {
		people, err = All(tx)
		return err
	})
	return people, err
}

// SetPassword gives a new password, ends all sessions of the account and
// forgets its failed tries.
func (s *Store) SetPassword(ctx context.Context, by, login, password string) error {
	p, err := s.Get(ctx, login)
	if err != nil {
		return err
	}
	if err := s.checkPassword(password, p); err != nil {
		return err
	}
	hash, scram, err := s.newHash(ctx, password)
	if err != nil {
		return err
	}
	return s.spool.Update(ctx, func(tx *spool.Tx) error {
		if err := s.change(tx, `UPDATE account_person SET password = ?, scram = ? WHERE login = ?`, hash, scram, p.Login); err != nil {
			return err
		}
		if err := s.forget(tx, p.Login); err != nil {
			return err
		}
		return s.record(tx, by, audit.PasswordChanged, audit.Detail{"login": p.Login})
	})
}

// NewMailPassword gives the account a password for mail programs, for SMTP AUTH
// and nothing else; from then on that of the page does not count there. The empty
// one takes it away again.
func (s *Store) NewMailPassword(ctx context.Context, by, login, password string) error {
	p, err := s.Get(ctx, login)
	if err != nil {
		return err
	}
	var hash, scram string
	what := audit.MailPasswordOff
	if password != "" {
		if err := s.checkPassword(password, p); err != nil {
			return err
		}
		if hash, scram, err = s.newHash(ctx, password); err != nil {
			return err
		}
		what = audit.MailPasswordOn
	}
	return s.spool.Update(ctx, func(tx *spool.Tx) error {
		if err := s.change(tx, `UPDATE account_person SET mail = ?, mail_scram = ? WHERE login = ?`, hash, scram, p.Login); err != nil {
			return err
		}
		if _, err := tx.Exec(`DELETE FROM account_try WHERE who = ? AND way = ?`, hashed(p.Login), string(overSMTP)); err != nil {
			return fmt.Errorf("account: forget tries: %w", err)
		}
		return s.record(tx, by, what, audit.Detail{"login": p.Login})
	})
}

// forget ends the sessions and failed tries of an account.
func (s *Store) forget(tx *spool.Tx, login string) error {
	if _, err := tx.Exec(`DELETE FROM account_session WHERE login = ?`, login); err != nil {
		return fmt.Errorf("account: end sessions: %w", err)
	}
	if _, err := tx.Exec(`DELETE FROM account_try WHERE who = ?`, hashed(login)); err != nil {
		return fmt.Errorf("account: forget tries: %w", err)
	}
	return nil
}

// change runs an UPDATE that must hit the one account.
func (s *Store) change(tx *spool.Tx, query string, args ...any) error {
	r, err := tx.Exec(query, args...)
	if err != nil {
		return fmt.Errorf("account: %w", err)
	}
	if n, err := r.RowsAffected(); err != nil || n != 1 {
		return errors.Join(ErrUnknown, err)
	}
	return nil
}

// Disable shuts an account and ends its sessions; Enable opens it again.
func (s *Store) Disable(ctx context.Context, by, login string) error {
	return s.setDisabled(ctx, by, login, 1, audit.PersonDisabled)
}

// Enable opens a disabled account again, with the password it had.
func (s *Store) Enable(ctx context.Context, by, login string) error {
	return s.setDisabled(ctx, by, login, 0, audit.PersonEnabled)
}

func (s *Store) setDisabled(ctx context.Context, by, login string, disabled int, what audit.What) error {
	login = foldLogin(login)
	return s.spool.Update(ctx, func(tx *spool.Tx) error {
		if err := s.change(tx, `UPDATE account_person SET disabled = ? WHERE login = ?`, disabled, login); err != nil {
			return err
		}
		if err := s.forget(tx, login); err != nil {
			return err
		}
		return s.record(tx, by, what, audit.Detail{"login": login})
	})
}

// SetRoles gives an account exactly these roles.
func (s *Store) SetRoles(ctx context.Context, by, login string, roles []Role) error {
	login = foldLogin(login)
	return s.spool.Update(ctx, func(tx *spool.Tx) error {
		if err := s.change(tx, `UPDATE account_person SET roles = ? WHERE login = ?`, joinRoles(roles), login); err != nil {
			return err
		}
		return s.record(tx, by, audit.RolesChanged, audit.Detail{"login": login, "roles": joinRoles(roles)})
	})
}
