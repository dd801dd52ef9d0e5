package spool

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
)

// Tx is one caller's part of a transaction. Its SQL is what SQLite and
// PostgreSQL both understand, with ? for parameters; times are stored as
// integers (Unix microseconds, see Stamp). Close rows before the next call.
type Tx struct {
	store *Store
	on    interface {
		ExecContext(context.Context, string, ...any) (sql.Result, error)
		QueryContext(context.Context, string, ...any) (*sql.Rows, error)
		QueryRowContext(context.Context, string, ...any) *sql.Row
	}
	stmts *stmtCache
	bind  func(*sql.Stmt) *sql.Stmt // into the transaction; nil when not needed
	wake  bool                      // something became due
}

// Stamp is a time as it is stored: microseconds since 1970, 0 for the zero time.
func Stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// Unstamp is the reverse of Stamp, in UTC.
func Unstamp(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// Exec runs a statement that returns no rows.
func (t *Tx) Exec(query string, args ...any) (sql.Result, error) {
	return t.on.ExecContext(context.Background(), query, args...)
}

// ExecPrepared is Exec for a statement that every message needs: it is prepared
// once and kept for ever, so its text must be a constant.
func (t *Tx) ExecPrepared(query string, args ...any) error {
	_, err := t.exec(query, args...)
	return err
}

// Query runs a statement that returns rows.
func (t *Tx) Query(query string, args ...any) (*sql.Rows, error) {
	return t.on.QueryContext(context.Background(), query, args...)
}

// QueryRow runs a statement that returns one row.
func (t *Tx) QueryRow(query string, args ...any) *sql.Row {
	return t.on.QueryRowContext(context.Background(), query, args...)
}

// Now is the store's clock.
func (t *Tx) Now() time.Time { return t.store.Now() }

// prepared is one of our own queries, ready to run in this transaction.
func (t *Tx) prepared(query string) (*sql.Stmt, error) {
	stmt, err := t.stmts.get(query)
	if err == nil && t.bind != nil {
		stmt = t.bind(stmt)
	}
	return stmt, err
}

// exec is Exec with a prepared statement; it returns the rows that changed.
func (t *Tx) exec(query string, args ...any) (int64, error) {
	stmt, err := t.prepared(query)
	if err != nil {
		return 0, err
	}
	res, err := stmt.ExecContext(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// row is QueryRow with a prepared statement, scanned into to.
func (t *Tx) row(to []any, query string, args ...any) error {
	stmt, err := t.prepared(query)
	if err != nil {
		return err
	}
	err = stmt.QueryRowContext(context.Background(), args...).Scan(to...)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

// each runs a prepared query and calls scan for every row.
func (t *Tx) each(scan func(*sql.Rows) error, query string, args ...any) error {
	stmt, err := t.prepared(query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(context.Background(), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// secrets is what is sealed beside the body.
type secrets struct {
	Envelope  message.Envelope `json:"envelope"`
	Trace     string           `json:"trace,omitempty"`
	MessageID string           `json:"message_id,omitempty"`
	SHA256    []byte           `json:"sha256"`
	Report    json.RawMessage  `json:"report,omitempty"`
}

// entry is a message ready to be written.
type entry struct {
	id      ID
	m       Message
	size    int64
	sum     [32]byte
	key     []byte
	keyID   string
	wrapped []byte
	verdict []byte
	sealed  []byte
	body    []byte        // sealed; nil when it is in a file
	transit sql.NullInt64 // its place there, see transit

	accepted time.Time // set when it is written
	owner    string    // who has it from the start; nobody when empty
	lease    time.Duration
}

// state is where the message stands at first.
func (e *entry) state() State {
	if e.m.Verdict.Action == rule.Hold {
		return Held
	}
	return Queued
}

// newEntry seals what belongs to a message under its key.
func (s *Store) newEntry(id ID, m Message, key []byte, keys messageKeys, size int64, sum [32]byte) (entry, error) {
	e := entry{id: id, m: m, size: size, sum: sum}
	secret := secrets{Envelope: m.Envelope, Trace: m.Trace, MessageID: m.MessageID, SHA256: sum[:]}
	var err error
	if m.Report != nil {
		if secret.Report, err = json.Marshal(m.Report); err != nil {
			return e, err
		}
	}
	plain, err := json.Marshal(secret)
	if err != nil {
		return e, err
	}
	if e.verdict, err = json.Marshal(m.Verdict); err != nil {
		return e, err
	}
	e.sealed = sealSmall(keys.meta, plain, "message "+string(id))
	e.key = key
	e.keyID, e.wrapped = s.ring.Load().wrap(id, key)
	return e, nil
}

const (
	insertMessage = `INSERT INTO messages (id, accepted, size, key_id, wrapped, verdict, sealed, body) VALUES (?,?,?,?,?,?,?,?)`
	insertState   = `INSERT INTO states (id, state, attempts, since, due, owner, told, finished, transit) VALUES (?,?,0,?,?,?,0,0,?)`
	insertHold    = `INSERT INTO holds (id, state, approvals, since, expires, decided, noticed, grp) VALUES (?,'pending',?,?,?,0,0,?)`
)

// insert writes a message and where it stands.
func (t *Tx) insert(e *entry) error {
	e.accepted = Unstamp(Stamp(t.Now()))
	now, due := Stamp(e.accepted), Stamp(e.accepted.Add(e.lease))
	var body any // NULL says that it is in a file
	if e.body != nil {
		body = e.body
	}
	if ring := t.store.ring.Load(); ring.current != e.keyID { // RotateKey came in between
		e.keyID, e.wrapped = ring.wrap(e.id, e.key)
	}
	_, err := t.exec(insertMessage, string(e.id), now, e.size, e.keyID, e.wrapped, string(e.verdict), e.sealed, body)
	if err != nil {
		return fmt.Errorf("insert message: %w", err)
	}
	state := e.state()
	if _, err := t.exec(insertState, string(e.id), string(state), now, due, e.owner, e.transit); err != nil {
		return fmt.Errorf("insert state: %w", err)
	}
	if state == Queued {
		t.wake = t.wake || e.owner == ""
		return nil
	}
	if _, err := t.exec(insertHold, string(e.id), e.m.Verdict.Approvals, now, Stamp(e.m.HoldUntil), e.m.Verdict.Group); err != nil {
		return fmt.Errorf("insert hold: %w", err)
	}
	return nil
}

// Accept takes a message into custody. When it returns nil the message is on
// the disk and the draft belongs to the store; else the draft is still the
// caller's. A verdict of hold makes it held, with a pending hold; pass and bcc
// make it queued, see HandOver; reject is an error. What also does joins the
// transaction; its error undoes all.
func (s *Store) Accept(ctx context.Context, id ID, d *Draft, m Message, also ...func(*Tx) error) error {
	if m.Verdict.Action == rule.Reject {
		return errors.New("a rejected message is not accepted")
	}
	if d.gone {
		return errors.New("the draft is gone")
	}
	if err := d.finish(); err != nil {
		return err
	}
	if d.file != nil { // Create has just looked for those in memory
		if err := s.room(0); err != nil {
			return err
		}
	}
	e, err := s.newEntry(id, m, d.key, d.keys, d.size, d.SHA256())
	if err != nil {
		return err
	}
	s.handing.RLock()
	defer s.handing.RUnlock()
	to := s.handover.place(&e)
	if err := s.accept(ctx, d, &e, also); err != nil {
		to.giveBack()
		return err
	}
	d.accepted(to.take(&e, d))
	return nil
}

// accept puts the body in its place, when that is not the database, then commits the
// row.
func (s *Store) accept(ctx context.Context, d *Draft, e *entry, also []func(*Tx) error) (err error) {
	if d.file == nil {
		sealed := sealAll(d.keys.body, s.memory(int(sealedLen(d.size))), d.mem)
		defer func() { s.giveBack(sealed); e.body = nil }() // the disk has a copy
		defer func() { s.decide(e, err) }()
		if carried, err := s.carry(e, sealed); err != nil {
			return err
		} else if !carried {
			e.body = sealed
		}
	} else if d.placed != "" {
		return errors.New("the draft was offered before")
	} else if err := d.place(e.id); err != nil {
		return err
	}
	return s.update(&request{ctx: ctx, named: d.file != nil, carried: e.transit.Valid, fn: func(t *Tx) error {
		if err := t.insert(e); err != nil {
			return err
		}
		for _, fn := range also {
			if err := fn(t); err != nil {
				return err
			}
		}
		return nil
	}})
}

// Submit takes a small message of our own (a notice, a bounce) into custody, in
// this transaction. The body is the whole message, CRLF ended.
func (t *Tx) Submit(m Message, body []byte) (ID, error) {
	if m.Verdict.Action != rule.Pass {
		return "", fmt.Errorf("a message of our own has the verdict %v", m.Verdict.Action)
	}
	key := newKey()
	keys, err := deriveKeys(key)
	if err != nil {
		return "", err
	}
	id := t.store.NewID()
	e, err := t.store.newEntry(id, m, key, keys, int64(len(body)), sum256(body))
	if err != nil {
		return "", err
	}
	e.body = sealAll(keys.body, nil, body)
	return id, t.insert(&e)
}

// stored is a message's row.
type stored struct {
	rec     Record
	keys    messageKeys
	keyID   string
	wrapped []byte
}

const selectMessage = `SELECT m.accepted, m.size, m.key_id, m.wrapped, m.verdict, m.sealed,
	s.state, s.attempts, s.since, s.due, s.told, s.finished
	FROM messages m JOIN states s ON s.id = m.id WHERE m.id = ?`

// load reads a message's row and opens its key and envelope.
func (t *Tx) load(id ID, withReport bool) (*stored, error) {
	st := &stored{rec: Record{ID: id}}
	var accepted, since, due, told, finished int64
	var verdict string
	var sealed []byte
	r := &st.rec
	err := t.row([]any{&accepted, &r.Size, &st.keyID, &st.wrapped, &verdict, &sealed,
		(*string)(&r.State), &r.Attempts, &since, &due, &told, &finished}, selectMessage, string(id))
	if err != nil {
		return nil, err
	}
	r.Accepted, r.Since, r.Due = Unstamp(accepted), Unstamp(since), Unstamp(due)
	r.Told, r.Finished = Unstamp(told), Unstamp(finished)
	if err := json.Unmarshal([]byte(verdict), &r.Verdict); err != nil {
		return nil, fmt.Errorf("%w: verdict of %s: %w", ErrCorrupt, id, err)
	}
	if st.keys, err = t.store.messageKeys(id, st.keyID, st.wrapped); err != nil {
		return nil, err
	}
	return st, st.unseal(sealed, withReport)
}

func (s *Store) messageKeys(id ID, keyID string, wrapped []byte) (messageKeys, error) {
	key, err := s.ring.Load().unwrap(id, keyID, wrapped)
	if err != nil {
		return messageKeys{}, err
	}
	return deriveKeys(key)
}

func (st *stored) unseal(sealed []byte, withReport bool) error {
	r := &st.rec
	plain, err := openSmall(st.keys.meta, sealed, "message "+string(r.ID))
	if err != nil {
		return err
	}
	var secret secrets
	if err := json.Unmarshal(plain, &secret); err != nil {
		return fmt.Errorf("%w: envelope of %s: %w", ErrCorrupt, r.ID, err)
	}
	r.Envelope, r.Trace, r.MessageID = secret.Envelope, secret.Trace, secret.MessageID
	copy(r.SHA256[:], secret.SHA256)
	if withReport && secret.Report != nil {
		r.Report = new(inspect.Report)
		if err := json.Unmarshal(secret.Report, r.Report); err != nil {
			return fmt.Errorf("%w: report of %s: %w", ErrCorrupt, r.ID, err)
		}
	}
	r.Recipients = make([]Delivery, len(r.Envelope.Recipients))
	for i, rcpt := range r.Envelope.Recipients {
		r.Recipients[i] = Delivery{Recipient: rcpt, State: RecipientPending}
	}
	return nil
}

const selectRecipients = `SELECT n, state, reply, at FROM recipients WHERE message = ? ORDER BY n`

// loadRecipients adds how the recipients fared; those without a row are untried.
func (t *Tx) loadRecipients(st *stored) error {
	return t.each(func(rows *sql.Rows) error {
		var n int
		var state string
		var sealed []byte
		var at int64
		if err := rows.Scan(&n, &state, &sealed, &at); err != nil {
			return err
		}
		if n < 0 || n >= len(st.rec.Recipients) {
			return fmt.Errorf("%w: recipient %d of %s", ErrCorrupt, n, st.rec.ID)
		}
		d := &st.rec.Recipients[n]
		d.State, d.At = RecipientState(state), Unstamp(at)
		plain, err := openSmall(st.keys.meta, sealed, replyContext(st.rec.ID, n))
		if err != nil {
			return err
		}
		return json.Unmarshal(plain, &d.Reply)
	}, selectRecipients, string(st.rec.ID))
}

func replyContext(id ID, n int) string { return fmt.Sprintf("reply %s %d", id, n) }

// Message reads a message without its body.
func (t *Tx) Message(id ID) (*Record, error) {
	st, err := t.load(id, true)
	if err != nil {
		return nil, err
	}
	if err := t.loadRecipients(st); err != nil {
		return nil, err
	}
	hold, err := t.Hold(id)
	if err == nil {
		st.rec.Hold = &hold
		st.rec.HoldUntil = hold.Until
	} else if !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	return &st.rec, nil
}

// Message reads a message without its body.
func (s *Store) Message(ctx context.Context, id ID) (rec *Record, err error) {
	err = s.View(ctx, func(t *Tx) error {
		rec, err = t.Message(id)
		return err
	})
	return rec, err
}
