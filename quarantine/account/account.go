// Package account knows the people of the office: who they are, what they may
// do on the review page, and how they sign in, there and over SMTP AUTH.
//
// A person has any of three roles, or none: somebody without a role may send
// through the relay, see their own held messages and take them back.
// Everything that happens to an account is on the record (package audit), in
// the transaction that makes it happen.
package account

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// Role is what a person may do beyond sending.
type Role string

// The roles.
const (
	// Reviewer sees held messages and decides on them.
	Reviewer Role = "reviewer"
	// Admin manages accounts and sees that messages are held, not what they say.
	Admin Role = "admin"
	// Auditor sees the record and changes nothing.
	Auditor Role = "auditor"
)

// ParseRoles reads "reviewer,admin".
func ParseRoles(s string) (roles []Role, err error) {
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		switch r := Role(strings.ToLower(word)); r {
		case Reviewer, Admin, Auditor:
			if !slices.Contains(roles, r) {
				roles = append(roles, r)
			}
		default:
			return nil, fmt.Errorf("unknown role %q; known are reviewer, admin and auditor", word)
		}
	}
	return roles, nil
}

func joinRoles(roles []Role) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = string(r)
	}
	return strings.Join(words, ",")
}

// Person is an account without its secrets.
type Person struct {
	Login   string
	Name    string
	Address message.Address
	Roles   []Role
	// Disabled accounts sign in nowhere; their history stays.
	Disabled bool
	// SecondFactor is set when a code is asked for after the password.
	SecondFactor bool
	// MailPassword is set when mail programs have a password of their own; the
	// one of the page is no good for them then.
	MailPassword bool
	Created      time.Time
}

// Is tells whether p has the role.
func (p Person) Is(r Role) bool { return slices.Contains(p.Roles, r) }

// LogValue keeps name and address out of logs.
func (p Person) LogValue() slog.Value { return slog.StringValue(p.Login) }

// Errors that callers tell apart.
var (
	// ErrSignIn covers every way in which signing in fails, so that nobody
	// learns which names exist.
	ErrSignIn = errors.New("the name or the password is not right, or there were too many tries")
	// ErrUnknown is for those who may know which accounts exist.
	ErrUnknown = errors.New("there is no such account")
	// ErrSession is for a session that is unknown, ended or timed out.
	ErrSession = errors.New("not signed in")
	// ErrCode is a second-factor or recovery code that does not fit.
	ErrCode = errors.New("the code is not right, was used before, or there were too many tries")
)

// Limits of signing in, all with defaults.
type Limits struct {
	// Tries is how many wrong passwords or codes in a row are free (5).
	Tries int
	// Pause is how long nobody may try after that (1 minute); it doubles
	// with each further wrong try up to MaxPause (15 minutes).
	Pause, MaxPause time.Duration
	// Idle ends a session that is not used (30 minutes), Absolute one that
	// is (12 hours), Half one that waits for its second factor (5 minutes).
	Idle, Absolute, Half time.Duration
	// Hashing is how many passwords are checked at once (2): each takes
	// Cost.Memory.
	Hashing int
	// MinPassword is the least number of characters (12).
	MinPassword int
}

func (l Limits) withDefaults() Limits {
	l.Tries = cmpOr(l.Tries, 5)
	l.Pause, l.MaxPause = cmpOr(l.Pause, time.Minute), cmpOr(l.MaxPause, 15*time.Minute)
	l.Idle, l.Absolute, l.Half = cmpOr(l.Idle, 30*time.Minute), cmpOr(l.Absolute, 12*time.Hour), cmpOr(l.Half, 5*time.Minute)
	l.Hashing = cmpOr(l.Hashing, 2)
	l.MinPassword = cmpOr(l.MinPassword, 12)
	return l
}

// cmpOr is v, or def when v is not positive.
func cmpOr[T int | time.Duration](v, def T) T {
	if v > 0 {
		return v
	}
	return def
}

// Options of a Store; the zero value suits production.
type Options struct {
	Limits Limits
	Cost   Cost
	// ScramIterations of new SCRAM keys; default 100,000.
	ScramIterations int
	Now             func() time.Time
	Rand            io.Reader // crypto/rand
	Log             *slog.Logger
	// Issuer is the name an authenticator app shows ("Postlock").
	Issuer string
}

// Store keeps the accounts.
type Store struct {
	spool      *spool.Store
	limits     Limits
	cost       Cost
	iterations int
	now        func() time.Time
	rand       io.Reader
	log        *slog.Logger
	issuer     string
	hashing    chan struct{}
	dummy      string // a hash nobody knows the password of, for unknown names
}

// Schema is the accounts' part of the database. totp and totp_new are sealed;
// mail and mail_scram are what is kept of a password for mail programs.
func Schema() spool.Schema {
	return spool.Schema{Name: "account", Steps: []string{
		`CREATE TABLE account_person (
			login TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, address_key TEXT NOT NULL UNIQUE,
			roles TEXT NOT NULL, password TEXT NOT NULL, disabled BIGINT NOT NULL, created BIGINT NOT NULL,
			totp TEXT NOT NULL, totp_new TEXT NOT NULL, totp_step BIGINT NOT NULL)`,
		`CREATE TABLE account_session (
			token TEXT PRIMARY KEY, login TEXT NOT NULL, half BIGINT NOT NULL, created BIGINT NOT NULL, seen BIGINT NOT NULL)`,
		`CREATE INDEX account_session_login ON account_session (login)`,
		// who is a hash: names that do not exist are counted like those that do.
		`CREATE TABLE account_try (
			who TEXT NOT NULL, way TEXT NOT NULL, failures BIGINT NOT NULL, until BIGINT NOT NULL, last BIGINT NOT NULL,
			PRIMARY KEY (who, way))`,
		`CREATE TABLE account_recovery (code TEXT PRIMARY KEY, login TEXT NOT NULL)`,
		`CREATE INDEX account_recovery_login ON account_recovery (login)`,
		`ALTER TABLE account_person ADD COLUMN scram TEXT NOT NULL DEFAULT ''`,
		`CREATE TABLE account_secret (secret BLOB NOT NULL)`,
		`ALTER TABLE account_person ADD COLUMN mail TEXT NOT NULL DEFAULT ''`,
		`ALTER TABLE account_person ADD COLUMN mail_scram TEXT NOT NULL DEFAULT ''`,
	}, Seal: sealSecrets}
}

// sealSecrets seals second factors that were stored in clear.
func sealSecrets(tx *spool.Tx) error {
	people, err := All(tx)
	for _, p := range people {
		var totp, proposed string
		if err := tx.QueryRow(`SELECT totp, totp_new FROM account_person WHERE login = ?`, p.Login).Scan(&totp, &proposed); err != nil {
			return fmt.Errorf("account: second factor: %w", err)
		}
		if _, err := tx.Exec(`UPDATE account_person SET totp = ?, totp_new = ? WHERE login = ?`,
			tx.Seal(totp, totpOf(p.Login)), tx.Seal(proposed, proposedOf(p.Login)), p.Login); err != nil {
			return fmt.Errorf("account: second factor: %w", err)
		}
	}
	return err
}

// Where sealed secrets stand, see spool.Tx.Seal.
func totpOf(login string) string     { return "totp of " + login }
func proposedOf(login string) string { return "proposed totp of " + login }

// record appends to the audit record.
func (s *Store) record(tx *spool.Tx, who string, what audit.What, detail audit.Detail) error {
	_, err := audit.Append(tx, audit.Entry{Time: s.now(), Who: who, What: what, Detail: detail})
	return err
}

const personColumns = `login, name, address, roles, disabled, created, totp, mail`

// scanner is a *sql.Row or *sql.Rows.
type scanner interface{ Scan(...any) error }

func scanPerson(row scanner) (p Person, err error) {
	var address, roles, totp, mail string
	var disabled, created int64
	err = row.Scan(&p.Login, &p.Name, &address, &roles, &disabled, &created, &totp, &mail)
	if errors.Is(err, sql.ErrNoRows) {
		return Person{}, ErrUnknown
	}
	if err != nil {
		return Person{}, fmt.Errorf("account: read: %w", err)
	}
	p.Disabled, p.SecondFactor, p.MailPassword, p.Created = disabled != 0, totp != "", mail != "", time.UnixMicro(created).UTC()
	if p.Roles, err = ParseRoles(roles); err != nil {
		return Person{}, fmt.Errorf("account %s: %w", p.Login, err)
	}
	if err := p.Address.UnmarshalText([]byte(address)); err != nil {
		return Person{}, fmt.Errorf("account %s: address: %w", p.Login, err)
	}
	return p, nil
}

// Find is the account with this login, read in the caller's transaction.
func Find(tx *spool.Tx, login string) (Person, error) {
	return scanPerson(tx.QueryRow(`SELECT `+personColumns+` FROM account_person WHERE login = ?`, foldLogin(login)))
}

// All are the accounts in the order of their logins.
func All(tx *spool.Tx) (people []Person, err error) {
	rows, err := tx.Query(`SELECT ` + personColumns + ` FROM account_person ORDER BY login`)
	if err != nil {
		return nil, fmt.Errorf("account: list: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		p, err := scanPerson(rows)
		if err != nil {
			return nil, err
		}
		people = append(people, p)
	}
	return people, rows.Err()
}
