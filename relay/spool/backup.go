package spool

import (
	"archive/tar"
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// A backup is a tar archive: the bodies' files, the database, the keys when they
// were asked for, and at the end the manifest. What is encrypted in the spool is
// encrypted there.
const (
	manifestName   = "manifest.json"
	backupFormat   = "postlock backup 1"
	backupKeyName  = "key"
	backupLongFile = 1 << 40 // more is no body of ours
)

// Manifest tells what is in a backup; one without it is not whole.
type Manifest struct {
	Format   string            `json:"format"`
	Made     time.Time         `json:"made"`
	Messages int               `json:"messages"`
	Key      bool              `json:"key"`   // the keys are inside
	Files    map[string]string `json:"files"` // SHA-256 in hex by name
}

// Backup writes the spool as it is at one moment, while it may be in use.
// Without the key the messages in the backup cannot be read.
//
// The order: the database is copied first, by SQLite in one read transaction;
// every body it refers to was on the disk before it was committed. Bodies that
// are deleted meanwhile were finished; their messages are taken out of the copy.
func (s *Store) Backup(ctx context.Context, to io.Writer, withKey bool) (Manifest, error) {
	b := &backup{store: s, tar: tar.NewWriter(to), Manifest: Manifest{
		Format: backupFormat, Made: s.Now().UTC(), Key: withKey, Files: map[string]string{},
	}}
	dir, err := os.MkdirTemp(s.path(tmpDir), "backup-")
	if err != nil {
		return b.Manifest, asFull(err)
	}
	defer os.RemoveAll(dir)
	err = b.run(ctx, filepath.Join(dir, databaseName))
	return b.Manifest, errors.Join(asFull(err), b.tar.Close())
}

type backup struct {
	store *Store
	tar   *tar.Writer
	Manifest
}

func (b *backup) run(ctx context.Context, copied string) error {
	if err := b.store.copyDatabase(ctx, copied); err != nil {
		return fmt.Errorf("copying the database: %w", err)
	}
	db, err := sql.Open("sqlite", dsn(copied))
	if err != nil {
		return err
	}
	defer db.Close()
	if err := b.carried(ctx, db); err != nil {
		return err
	}
	if err := b.bodies(ctx, db); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, `SELECT COUNT(*) FROM messages`).Scan(&b.Messages); err != nil {
		return err
	}
	// Out of WAL, so that the one file is all of it.
	var mode string
	if err := db.QueryRowContext(ctx, `PRAGMA journal_mode(DELETE)`).Scan(&mode); err != nil {
		return err
	}
	if err := errors.Join(db.Close(), b.file(databaseName, copied)); err != nil {
		return err
	}
	if b.Key {
		if err := b.keys(); err != nil {
			return err
		}
	}
	return b.manifest()
}

// keys writes the spool's key, and the others that there are.
func (b *backup) keys() error {
	err := b.file(backupKeyName, b.store.opts.KeyFile)
	for _, name := range b.store.opts.Keys {
		if one := b.file(name, b.store.path(name)); !errors.Is(one, fs.ErrNotExist) {
			err = errors.Join(err, one)
		}
	}
	return err
}

// copyDatabase writes a copy of the database as it is now. VACUUM INTO reads in
// one transaction and leaves out what was deleted.
func (s *Store) copyDatabase(ctx context.Context, file string) error {
	db, err := sql.Open("sqlite", dsn(s.path(databaseName)))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, file)
	return err
}

// carried puts the bodies that are in transit into the copy.
func (b *backup) carried(ctx context.Context, db *sql.DB) error {
	type row struct {
		id       ID
		at, size int64
	}
	var all []row
	rows, err := db.QueryContext(ctx, `SELECT s.id, s.transit, m.size FROM states s JOIN messages m ON m.id = s.id WHERE s.transit >= 0`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var r row
		if err := rows.Scan((*string)(&r.id), &r.at, &r.size); err != nil {
			return err
		}
		all = append(all, r)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, r := range all {
		sealed, err := b.store.carried(ctx, r.id, r.at, sealedLen(r.size))
		if errors.Is(err, ErrNotFound) {
			err = b.gone(ctx, db, r.id)
		} else if err == nil {
			err = errors.Join(run(ctx, db, `UPDATE messages SET body = ? WHERE id = ?`, sealed, string(r.id)),
				run(ctx, db, `UPDATE states SET transit = NULL WHERE id = ?`, string(r.id)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// run is a query without rows.
func run(ctx context.Context, db *sql.DB, query string, args ...any) error {
	_, err := db.ExecContext(ctx, query, args...)
	return err
}

// bodies writes the files that the copy refers to.
func (b *backup) bodies(ctx context.Context, db *sql.DB) error {
	var ids []ID
	rows, err := db.QueryContext(ctx, `SELECT id FROM messages WHERE body IS NULL ORDER BY id`)
	if err != nil {
		return err
	}
	if err := eachID(rows, func(id ID) { ids = append(ids, id) }); err != nil {
		return err
	}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := b.file(bodiesDir+"/"+string(id), b.store.bodyPath(id))
		if errors.Is(err, fs.ErrNotExist) {
			err = b.gone(ctx, db, id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// gone takes a message out of the copy that was deleted meanwhile. One that was
// not deleted has lost its body: then the backup fails rather than hide it.
func (b *backup) gone(ctx context.Context, db *sql.DB, id ID) error {
	if _, err := b.store.Message(ctx, id); !errors.Is(err, ErrNotFound) {
		return errors.Join(fmt.Errorf("%w: the body of %s is missing", ErrCorrupt, id), err)
	}
	for _, query := range erasing {
		if _, err := db.ExecContext(ctx, query, string(id)); err != nil {
			return err
		}
	}
	return nil
}

func (b *backup) file(name, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return b.entry(name, info.Size(), f)
}

func (b *backup) entry(name string, size int64, r io.Reader) error {
	if err := b.tar.WriteHeader(&tar.Header{Name: name, Size: size, Mode: 0o600, ModTime: b.Made, Format: tar.FormatPAX}); err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.CopyN(io.MultiWriter(b.tar, sum), r, size); err != nil {
		return err
	}
	b.Files[name] = hex.EncodeToString(sum.Sum(nil))
	return nil
}

func (b *backup) manifest() error {
	text, err := json.MarshalIndent(b.Manifest, "", "  ")
	if err != nil {
		return err
	}
	if err := b.tar.WriteHeader(&tar.Header{Name: manifestName, Size: int64(len(text)), Mode: 0o600, ModTime: b.Made, Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err = b.tar.Write(text)
	return err
}

// Restore unpacks a backup into dir, which must be empty or not be there, and
// checks that all of it came whole. Whether the messages can be read shows when
// the spool is opened with its key, see Check. On an error dir may hold a part.
func Restore(ctx context.Context, from io.Reader, dir string) (Manifest, error) {
	if names, err := os.ReadDir(dir); err == nil && len(names) > 0 {
		return Manifest{}, fmt.Errorf("%s is not empty (%s is there); name an empty folder", dir, names[0].Name())
	}
	if err := os.MkdirAll(filepath.Join(dir, bodiesDir), 0o700); err != nil {
		return Manifest{}, err
	}
	sums := map[string]string{}
	var m Manifest
	archive := tar.NewReader(bufio.NewReaderSize(from, 1<<20))
	for m.Format == "" {
		if err := ctx.Err(); err != nil {
			return m, err
		}
		h, err := archive.Next()
		if err == io.EOF {
			return m, fmt.Errorf("%w: the backup ends before its manifest; it is not whole", ErrCorrupt)
		}
		if err != nil {
			return m, fmt.Errorf("%w: reading the backup: %w", ErrCorrupt, err)
		}
		if h.Name == manifestName {
			if err := json.NewDecoder(io.LimitReader(archive, 1<<30)).Decode(&m); err != nil || m.Format != backupFormat {
				return m, fmt.Errorf("%w: this manifest is not of a %s", ErrCorrupt, backupFormat)
			}
			continue
		}
		if sums[h.Name], err = unpack(dir, h, archive); err != nil {
			return m, err
		}
	}
	return m, errors.Join(m.compare(sums), syncDir(filepath.Join(dir, bodiesDir)), syncDir(dir))
}

// restorable are the names that a backup may have; nothing else is written.
var restorable = regexp.MustCompile(`^(postlock\.db|key|[a-z]+\.key|bodies/[0-9a-v]{20})$`)

func unpack(dir string, h *tar.Header, r io.Reader) (sum string, err error) {
	if h.Typeflag != tar.TypeReg || !restorable.MatchString(h.Name) || h.Size > backupLongFile {
		return "", fmt.Errorf("%w: %q does not belong into a backup", ErrCorrupt, h.Name)
	}
	f, err := os.OpenFile(filepath.Join(dir, filepath.FromSlash(h.Name)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, hash), r)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%w: the backup ends in the middle of %s", ErrCorrupt, h.Name)
	}
	return hex.EncodeToString(hash.Sum(nil)), errors.Join(err, f.Sync(), f.Close())
}

func (m Manifest) compare(sums map[string]string) (err error) {
	for name, sum := range m.Files {
		if sums[name] != sum {
			err = errors.Join(err, fmt.Errorf("%w: %s in the backup is not what was written", ErrCorrupt, name))
		}
	}
	if len(sums) != len(m.Files) {
		err = errors.Join(err, fmt.Errorf("%w: the backup has files that its manifest does not name", ErrCorrupt))
	}
	if m.Files[databaseName] == "" {
		err = errors.Join(err, fmt.Errorf("%w: the backup has no database", ErrCorrupt))
	}
	return err
}
