package spool

import (
	"context"
	"crypto/cipher"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"modernc.org/sqlite"
)

// Store is a spool in a folder: the database, the bodies' files and, unless
// Options say otherwise, the key. It is safe for use by several goroutines.
// Several processes may open one folder; one that finds itself alone tidies it.
type Store struct {
	dir   string
	opts  Options
	ring  atomic.Pointer[keyring]
	vault cipher.AEAD // see Tx.Seal
	// users is locked, shared, by every process that has the folder open.
	users *os.File

	write  *writer
	read   *sql.DB
	stmts  stmtCache // of read
	queued chan struct{}

	transit  transit
	handing  sync.RWMutex // held, shared, while a message is handed over
	handover *Handover    // nil: nobody takes new messages
	erased   atomic.Bool  // keys were deleted since the log was last emptied
	buffers  sync.Pool    // see buffer
	memories sync.Pool    // see memory
	kept     atomic.Int64 // chunks, see maxKept

	mu     sync.RWMutex // guards closed against requests under way
	closed bool

	// interrupt, in tests, is called at every step of the write order.
	interrupt func(step string) error
}

// The parts of the folder.
const (
	databaseName = "postlock.db"
	bodiesDir    = "bodies"
	tmpDir       = "tmp"
)

// Open opens the spool in dir, makes it when there is none, brings the tables
// up to date, removes what a crash left half-way and reports on what is missing.
func Open(ctx context.Context, dir string, opts Options) (_ *Store, err error) {
	s := &Store{dir: dir, opts: opts.withDefaults(), queued: make(chan struct{}, 1)}
	if s.opts.KeyFile == "" {
		s.opts.KeyFile = s.path("key")
	}
	for _, d := range []string{dir, s.path(bodiesDir), s.path(tmpDir)} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return nil, fmt.Errorf("spool folder: %w", err)
		}
	}
	defer func() {
		if err != nil {
			s.release()
		}
	}()
	alone, err := s.enter()
	if err != nil {
		return nil, fmt.Errorf("spool folder: %w", err)
	}
	if err := s.openDatabase(ctx); err != nil {
		return nil, fmt.Errorf("spool database: %w", err)
	}
	if err := s.openKeys(ctx); err != nil {
		return nil, err
	}
	if err := s.enterTransit(ctx); err != nil {
		return nil, err
	}
	if alone {
		if err := s.tidy(ctx); err != nil {
			return nil, err
		}
	}
	return s, flock(s.users, syscall.LOCK_SH)
}

// enter locks the folder against processes that want it for themselves, and
// tells whether this is the only one: it then has the folder to itself until the
// lock is made a shared one.
func (s *Store) enter() (alone bool, err error) {
	if s.users, err = os.OpenFile(s.path("users"), os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return false, err
	}
	if flock(s.users, syscall.LOCK_EX|syscall.LOCK_NB) == nil {
		return true, nil
	}
	return false, flock(s.users, syscall.LOCK_SH)
}

func flock(f *os.File, how int) error {
	for {
		if err := syscall.Flock(int(f.Fd()), how); err != syscall.EINTR {
			return err
		}
	}
}

func (s *Store) openDatabase(ctx context.Context) error {
	file := s.path(databaseName)
	if f, err := os.OpenFile(file, os.O_CREATE, 0o600); err != nil {
		return err
	} else if err := errors.Join(f.Close(), s.openTransit(), syncDir(s.dir)); err != nil {
		return err
	}
	var err error
	// What a savepoint would put back (temp_store) is kept in memory: removing a body
	// of 100 kB rewrites 25 pages, more than SQLite keeps before it makes a file for
	// them. That is let go after every request.
	if s.write, err = openWriter(ctx, dsn(file, "synchronous(FULL)", "secure_delete(1)", "temp_store(MEMORY)",
		"wal_autocheckpoint(4000)", "journal_size_limit(67108864)", "cache_size(-32000)"), s); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	if s.read, err = sql.Open("sqlite", dsn(file, "query_only(1)", "cache_size(-4000)")); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(4 + 2*runtime.GOMAXPROCS(0))
	s.read.SetMaxIdleConns(4 + 2*runtime.GOMAXPROCS(0))
	s.stmts.prepare = s.read.PrepareContext
	// Prepared now: a View that had to prepare would need a second
	// connection while it holds one.
	for _, query := range []string{selectMessage, selectRecipients, selectHold, selectBody, selectNextDue, selectTransit} {
		if _, err := s.stmts.get(query); err != nil {
			return err
		}
	}
	return nil
}

// dsn names the database with its pragmas. WAL and a patient wait for other
// processes' locks are for all connections.
func dsn(file string, pragmas ...string) string {
	q := url.Values{"_pragma": append([]string{"busy_timeout(10000)", "journal_mode(WAL)"}, pragmas...)}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: file, RawQuery: q.Encode()}).String()
}

// openKeys makes a key only when there is nothing yet that needs one.
func (s *Store) openKeys(ctx context.Context) error {
	var needed int
	err := s.read.QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM vault) + (SELECT COUNT(*) FROM (SELECT id FROM messages LIMIT 1) AS some)").Scan(&needed)
	if err != nil {
		return err
	}
	ring, err := openKeyFile(s.opts.KeyFile, needed == 0)
	if err != nil {
		return err
	}
	s.ring.Store(ring)
	if s.vault, err = s.vaultKey(ctx); err != nil {
		return err
	}
	return s.seal(ctx)
}

// Close ends what is under way and closes the database. Drafts and bodies still
// open must not be used afterwards.
func (s *Store) Close() error {
	s.mu.Lock()
	was := s.closed
	s.closed = true
	s.mu.Unlock()
	if was {
		return nil
	}
	return s.release()
}

// release closes whatever is open, in reverse.
func (s *Store) release() (err error) {
	if s.read != nil {
		err = errors.Join(s.stmts.close(), s.read.Close())
	}
	if s.write != nil {
		err = errors.Join(err, s.write.close())
	}
	for _, f := range []*os.File{s.transit.file, s.users} {
		if f != nil {
			err = errors.Join(err, f.Close())
		}
	}
	return err
}

// Queued tells, by a value in the channel, that messages became due by
// themselves since it was last emptied. It is for one queue.
func (s *Store) Queued() <-chan struct{} { return s.queued }

func (s *Store) wake() {
	select {
	case s.queued <- struct{}{}:
	default:
	}
}

// NewID makes an id for Accept, so that the trace fields can carry it.
func (s *Store) NewID() ID { return makeID(s.opts.Now()) }

// Now is the store's clock.
func (s *Store) Now() time.Time { return s.opts.Now() }

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }
func (s *Store) bodyPath(id ID) string   { return filepath.Join(s.dir, bodiesDir, string(id)) }
func (s *Store) step(name string) error {
	if s.interrupt == nil {
		return nil
	}
	return s.interrupt(name)
}

// room fails with ErrFull when need more bytes would leave less than MinFree.
func (s *Store) room(need int64) error {
	if s.opts.MinFree < 0 {
		return nil
	}
	var fs syscall.Statfs_t
	if err := syscall.Fstatfs(int(s.users.Fd()), &fs); err != nil {
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	if free := int64(fs.Bavail) * int64(fs.Bsize); free-need < s.opts.MinFree {
		return fmt.Errorf("%w: %d bytes free, %d are to stay", ErrFull, free, s.opts.MinFree)
	}
	return nil
}

// SQLite's primary result codes that mean the disk takes no more
// (https://www.sqlite.org/rescode.html).
const (
	sqliteFull   = 13
	sqliteIOErr  = 10
	sqliteCant   = 14
	sqliteRdOnly = 8
)

// asFull marks errors of a disk that takes no more as ErrFull.
func asFull(err error) error {
	if err == nil || errors.Is(err, ErrFull) {
		return err
	}
	var se *sqlite.Error
	if errors.As(err, &se) {
		switch se.Code() & 0xff {
		case sqliteFull, sqliteIOErr, sqliteCant, sqliteRdOnly:
			return fmt.Errorf("%w: %w", ErrFull, err)
		}
		return err
	}
	for _, no := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EIO, syscall.EFBIG, syscall.EROFS} {
		if errors.Is(err, no) {
			return fmt.Errorf("%w: %w", ErrFull, err)
		}
	}
	return err
}
