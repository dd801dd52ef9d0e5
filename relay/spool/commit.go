package spool

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"
)

// maxGroup is the most requests that share one transaction.
const maxGroup = 512

// writer is the one connection that writes. Requests that arrive while a
// transaction is being synced to disk form the next one together (group
// commit), each in a savepoint of its own, so that one that fails takes nothing
// of its neighbours with it.
type writer struct {
	store    *Store
	db       *sql.DB
	conn     *sql.Conn
	stmts    stmtCache
	requests chan *request
	done     chan struct{}
}

// request is one caller's share of a transaction.
type request struct {
	ctx     context.Context
	fn      func(*Tx) error
	named   bool // a file was put in its place: see Draft.place
	carried bool // a body was written into the transit file
	patient bool // it may wait for others: see Store.UpdateSoon
	tx      *Tx
	err     error
	panic   any
	settle  chan struct{}
}

func openWriter(ctx context.Context, dsn string, s *Store) (*writer, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	w := &writer{store: s, db: db, conn: conn, requests: make(chan *request, maxGroup), done: make(chan struct{})}
	w.stmts.prepare = conn.PrepareContext
	go w.run()
	return w, nil
}

func (w *writer) close() error {
	close(w.requests)
	<-w.done
	return errors.Join(w.stmts.close(), w.conn.Close(), w.db.Close())
}

func (w *writer) run() {
	defer close(w.done)
	for first := range w.requests {
		group, err := w.group(w.company(first))
		for _, r := range group {
			if err != nil && r.err == nil {
				r.err = err
			}
			close(r.settle)
		}
	}
}

// patience is how long a patient request waits for one that is in a hurry: at a hundred
// messages a second most results of deliveries then share a commit, the dearest of what
// the disk is asked for, with the next message.
const patience = 10 * time.Millisecond

// company is a request and, when it is patient, those that come within a moment,
// up to the first that is in a hurry.
func (w *writer) company(first *request) (all []*request) {
	all = append(all, first)
	if !first.patient {
		return all
	}
	over := time.NewTimer(patience)
	defer over.Stop()
	for len(all) < maxGroup {
		select {
		case r := <-w.requests:
			if r == nil { // closed
				return all
			}
			if all = append(all, r); !r.patient {
				return all
			}
		case <-over.C:
			return all
		}
	}
	return all
}

// group runs one transaction: the first requests and those that are waiting.
// The error is for all whose own work went well.
func (w *writer) group(first []*request) (group []*request, err error) {
	if err := w.exec("BEGIN IMMEDIATE"); err != nil {
		return first, fmt.Errorf("begin: %w", asFull(err))
	}
	var wake, named, carried bool
	for r := w.next(&first, 0); r != nil; r = w.next(&first, len(group)) {
		group = append(group, r)
		if err := w.apply(r); err != nil {
			w.exec("ROLLBACK")
			return append(group, first...), err
		}
		wake, named, carried = wake || r.err == nil && r.tx.wake, named || r.named, carried || r.carried
	}
	if err := w.ready(named, carried); err != nil {
		w.exec("ROLLBACK")
		return group, err
	}
	if err := w.exec("COMMIT"); err != nil {
		w.exec("ROLLBACK")
		return group, fmt.Errorf("commit: %w", asFull(err))
	}
	if wake {
		w.store.wake()
	}
	return group, w.store.step("committed")
}

// ready makes the names of bodies durable, where there are new ones, and those in
// transit, before the rows that refer to them.
func (w *writer) ready(named, carried bool) error {
	if carried {
		if err := w.store.transit.sync(); err != nil {
			return asFull(err)
		}
		if err := w.store.step("carried and synced"); err != nil {
			return err
		}
	}
	if named {
		if err := syncDir(w.store.path(bodiesDir)); err != nil {
			return asFull(err)
		}
		if err := w.store.step("named"); err != nil {
			return err
		}
	}
	return w.store.step("commit")
}

// next is the next of first, then a request that is waiting, or nil.
func (w *writer) next(first *[]*request, have int) *request {
	if len(*first) > 0 {
		r := (*first)[0]
		*first = (*first)[1:]
		return r
	}
	if have >= maxGroup {
		return nil
	}
	select {
	case r := <-w.requests: // nil when closed
		return r
	default:
		return nil
	}
}

// apply runs one request in its savepoint. An error means that the transaction
// itself is lost; what the request alone did wrong is in r.err.
func (w *writer) apply(r *request) error {
	if r.err = r.ctx.Err(); r.err != nil {
		return nil
	}
	if err := w.exec("SAVEPOINT one"); err != nil {
		return asFull(err)
	}
	r.tx = &Tx{store: w.store, on: w.conn, stmts: &w.stmts}
	r.run()
	if r.err == nil && r.panic == nil {
		return asFull(w.exec("RELEASE one"))
	}
	// SQLite ends the whole transaction by itself after some errors (disk
	// full, I/O): then there is no savepoint to go back to.
	if err := w.exec("ROLLBACK TO one"); err != nil {
		return asFull(errors.Join(r.err, err))
	}
	return asFull(w.exec("RELEASE one"))
}

// run calls the request's function; its panic is handed to the caller.
func (r *request) run() {
	defer func() {
		if r.panic = recover(); r.panic != nil {
			r.err = errors.New("panic in a transaction")
		}
	}()
	r.err = asFull(r.fn(r.tx))
}

func (w *writer) exec(query string) error {
	stmt, err := w.stmts.get(query)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(context.Background())
	return err
}

// Update runs fn in a durable transaction: when it returns nil, what fn did is
// on the disk. An error of fn undoes what fn did and is returned. fn shares its
// goroutine with all writers of the store: it must be quick, must not call the
// store's own methods, and must not keep tx. When ctx ends before fn was begun,
// fn is not run; afterwards Update waits for the disk.
func (s *Store) Update(ctx context.Context, fn func(*Tx) error) error {
	return s.update(&request{ctx: ctx, fn: fn})
}

// UpdateSoon is Update for what nobody waits for: it may take a few milliseconds
// longer, so that it shares a transaction with what comes next.
func (s *Store) UpdateSoon(ctx context.Context, fn func(*Tx) error) error {
	return s.update(&request{ctx: ctx, fn: fn, patient: true})
}

func (s *Store) update(r *request) error {
	r.settle = make(chan struct{})
	if err := s.submit(r); err != nil {
		return err
	}
	<-r.settle
	if r.panic != nil {
		panic(r.panic)
	}
	return r.err
}

func (s *Store) submit(r *request) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed {
		return ErrClosed
	}
	select {
	case s.write.requests <- r:
		return nil
	case <-r.ctx.Done():
		return r.ctx.Err()
	}
}

// View runs fn in a transaction that only reads and sees one moment.
func (s *Store) View(ctx context.Context, fn func(*Tx) error) error {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return fn(&Tx{store: s, on: tx, stmts: &s.stmts, bind: tx.Stmt})
}

// stmtCache prepares each of our own queries once.
type stmtCache struct {
	prepare func(context.Context, string) (*sql.Stmt, error)
	mu      sync.Mutex
	stmts   map[string]*sql.Stmt
}

func (c *stmtCache) get(query string) (*sql.Stmt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if stmt := c.stmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := c.prepare(context.Background(), query)
	if err != nil {
		return nil, err
	}
	if c.stmts == nil {
		c.stmts = map[string]*sql.Stmt{}
	}
	c.stmts[query] = stmt
	return stmt, nil
}

func (c *stmtCache) close() (err error) {
	for _, stmt := range c.stmts {
		err = errors.Join(err, stmt.Close())
	}
	return err
}
