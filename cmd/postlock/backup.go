package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

const backupHelp = `usage: postlock backup FILE [--with-key] [--config postlock.toml]

Copies spool, accounts and record as they are at this moment into one new file,
while postlock serve may be running. Messages stay encrypted; the keys are not in it
unless --with-key says so: keep a copy of data/key elsewhere, and of data/people.key
where you have lists or forms of your own. "-" is standard output.
`

const restoreHelp = `usage: postlock restore FILE [--key KEYFILE] [--config postlock.toml]

Unpacks a backup into the data folder of the settings, which must be empty (keys
may lie there), and reads every message to its end. Settings and rules are not in
a backup. What was queued then is queued again: mail delivered since then goes out
once more, see "postlock queue list" before "postlock serve". "-" is standard input.
`

// backup copies the spool to a file.
func backup(ctx context.Context, std stdio, args []string) error {
	fs := flags(std, "backup")
	fs.Usage = func() { fmt.Fprint(std.err, backupHelp) }
	config := fs.String("config", "", "settings file")
	withKey := fs.Bool("with-key", false, "put the keys into the backup, too")
	file, err := oneFile(fs, args, backupHelp)
	if err != nil {
		return err
	}
	store, closeStore, err := openStore(ctx, *config)
	if err != nil {
		return err
	}
	defer closeStore()
	var m spool.Manifest
	err = writeWhole(std, file, func(w io.Writer) (err error) {
		m, err = store.Backup(ctx, w, *withKey)
		return err
	})
	if err != nil {
		return err
	}
	err = store.Update(ctx, func(tx *spool.Tx) error {
		return record(tx, audit.BackedUp, "", audit.Detail{"messages": fmt.Sprint(m.Messages), "key": fmt.Sprint(m.Key)})
	})
	if err == nil && file != "-" {
		fmt.Fprintf(std.out, "%d messages, accounts and record are in %s%s\n", m.Messages, file,
			map[bool]string{true: ", and the keys: keep it where nobody else reads it", false: "; the keys are not"}[m.Key])
	}
	return err
}

func oneFile(fs *flag.FlagSet, args []string, help string) (string, error) {
	words, err := parseMixed(fs, args)
	if err != nil {
		return "", asExit(err)
	}
	if len(words) != 1 {
		return "", fmt.Errorf("name one file\n%s", help)
	}
	return words[0], nil
}

// writeWhole makes a new file for the owner's eyes that is there whole or not at
// all.
func writeWhole(std stdio, file string, write func(io.Writer) error) error {
	if file == "-" {
		return write(std.out)
	}
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("%s is there already; name a new file", file)
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+"-*")
	if err != nil {
		return err
	}
	err = write(f)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// restore brings a backup back.
func restore(ctx context.Context, std stdio, args []string) error {
	fs := flags(std, "restore")
	fs.Usage = func() { fmt.Fprint(std.err, restoreHelp) }
	config := fs.String("config", "", "settings file")
	key := fs.String("key", "", "the key, when it is not in the backup")
	file, err := oneFile(fs, args, restoreHelp)
	if err != nil {
		return err
	}
	s, err := loadSettings(*config)
	if err != nil {
		return err
	}
	from := std.in
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		from = f
	}
	data := near(*config, s.Data)
	beside, err := keysBeside(data)
	if err != nil {
		return err
	}
	if *key == "" && slices.Contains(beside, "key") {
		*key = filepath.Join(data, "key")
	}
	return restoreInto(ctx, std, from, data, *key, beside)
}

// keysBeside are the keys in the data folder, which must have nothing else.
func keysBeside(data string) (keys []string, err error) {
	names, err := os.ReadDir(data)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	for _, n := range names {
		if n.Name() != "key" && !slices.Contains(otherKeys(), n.Name()) {
			return nil, fmt.Errorf("%s is in use (%s is there); restore into an empty folder", data, n.Name())
		}
		keys = append(keys, n.Name())
	}
	return keys, err
}

// restoreInto unpacks beside the data folder, checks, and only then puts the
// result in its place.
func restoreInto(ctx context.Context, std stdio, from io.Reader, data, key string, beside []string) error {
	if err := os.MkdirAll(filepath.Dir(data), 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(data), filepath.Base(data)+".restoring-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) // nothing any more once it was renamed
	m, err := spool.Restore(ctx, from, dir)
	if err != nil {
		return err
	}
	if m.Key {
		key = "" // the one inside fits what is inside
	}
	if err := bringKeys(dir, data, key, beside); err != nil {
		return err
	}
	says := fmt.Sprintf("%d messages of %s are back; put the key to %s before the start, nothing could be read so far",
		m.Messages, stamp(m.Made), filepath.Join(data, "key"))
	if key != "" || m.Key || m.Messages == 0 {
		if says, err = checkRestored(ctx, dir, m); err != nil {
			return err
		}
	}
	for _, name := range beside {
		err = errors.Join(err, removeIfThere(filepath.Join(data, name)))
	}
	if err := errors.Join(err, removeIfThere(data), os.Rename(dir, data)); err != nil {
		return err
	}
	_, err = fmt.Fprintln(std.out, says)
	return err
}

// bringKeys puts the keys that are at hand to what was restored in dir: the
// spool's, unless it is empty, and those beside it in the data folder.
func bringKeys(dir, data, key string, beside []string) (err error) {
	bring := func(name, from string) error {
		text, err := os.ReadFile(from)
		if err != nil {
			return fmt.Errorf("key: %w", err)
		}
		to := filepath.Join(dir, name)
		return errors.Join(removeIfThere(to), writeNew(to, text))
	}
	if key != "" {
		err = bring("key", key)
	}
	for _, name := range beside {
		if name != "key" {
			err = errors.Join(err, bring(name, filepath.Join(data, name)))
		}
	}
	return err
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// checkRestored reads every message to its end, and the record.
func checkRestored(ctx context.Context, dir string, m spool.Manifest) (says string, err error) {
	store, err := spool.Open(ctx, dir, spool.Options{Schemas: schemas()})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	problems, err := store.Check(ctx)
	for _, p := range problems {
		err = errors.Join(err, p.Err)
	}
	if err != nil {
		return "", err
	}
	chain, err := audit.VerifyFrom(ctx, store, audit.Head{})
	if err != nil {
		return "", err
	}
	if !chain.OK() {
		return "", errors.New("the record in the backup was changed: a link of its chain does not hold")
	}
	var counts map[spool.State]int
	err = store.View(ctx, func(tx *spool.Tx) (err error) {
		counts, err = tx.Counts()
		return err
	})
	return fmt.Sprintf("%d messages of %s are back, all of them whole: %d queued, %d held; the record has %d entries",
		m.Messages, stamp(m.Made), counts[spool.Queued], counts[spool.Held], chain.Entries), err
}
