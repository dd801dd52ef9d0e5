package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

const keysHelp = `usage: postlock keys rotate [--config postlock.toml]

Makes a new key for the spool, wraps every message's key with it and forgets the
old one, also while postlock serve runs. When it is interrupted, run it again. Keep
a copy of the new data/key elsewhere: backups made before need the old one.
`

// keys looks after the key that wraps the messages' keys.
func keys(ctx context.Context, std stdio, args []string) error {
	if len(args) == 0 || args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		fmt.Fprint(std.out, keysHelp)
		return nil
	}
	fs := flags(std, "keys")
	fs.Usage = func() { fmt.Fprint(std.err, keysHelp) }
	config := fs.String("config", "", "settings file")
	if words, err := parseMixed(fs, args[1:]); err != nil {
		return asExit(err)
	} else if args[0] != "rotate" || len(words) > 0 {
		return fmt.Errorf("there is only \"keys rotate\"")
	}
	store, closeStore, err := openStore(ctx, *config)
	if err != nil {
		return err
	}
	n, err := rotate(ctx, store)
	closeStore()
	switch {
	case errors.Is(err, spool.ErrInUse):
		s, err := loadSettings(*config)
		if err != nil {
			return err
		}
		if err := askForKey(ctx, near(*config, s.Data)); err != nil {
			return err
		}
		fmt.Fprintln(std.out, "postlock serve has made a new key, all messages are wrapped by it; keep a copy of it elsewhere")
	case err != nil:
		return err
	default:
		fmt.Fprintf(std.out, "a new key wraps %d messages; keep a copy of it elsewhere\n", n)
	}
	return nil
}

// rotate makes a new key, and puts it on the record.
func rotate(ctx context.Context, store *spool.Store) (n int, err error) {
	if n, err = store.RotateKey(ctx); err != nil {
		return n, err
	}
	return n, store.Update(ctx, func(tx *spool.Tx) error {
		return record(tx, audit.KeyRotated, "", audit.Detail{"messages": fmt.Sprint(n)})
	})
}

// keyRequest is the name of a file in the data folder that asks serve for a new
// key. It is taken away when that is done.
const keyRequest = "key.rotate"

// askForKey has the serve that looks after the data folder make a new key.
func askForKey(ctx context.Context, data string) error {
	before, err := os.ReadFile(filepath.Join(data, "key"))
	if err != nil {
		return err
	}
	request := filepath.Join(data, keyRequest)
	if err := os.WriteFile(request, nil, 0o600); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for tick := time.NewTicker(200 * time.Millisecond); ; {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return errors.Join(errors.New("another process has the spool open and makes no new key; is it another command, such as a backup?"), os.Remove(request))
		}
		if _, err := os.Stat(request); errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if after, err := os.ReadFile(filepath.Join(data, "key")); err != nil || bytes.Equal(before, after) {
		return errors.Join(errors.New("postlock serve could not make a new key; its log says why"), err)
	}
	return nil
}

// answerKeyRequest makes a new key when somebody asks for one.
func (o *office) answerKeyRequest(ctx context.Context) {
	request := o.data(keyRequest)
	if _, err := os.Stat(request); err != nil {
		return
	}
	n, err := rotate(ctx, o.store)
	if err != nil {
		o.log.Error("no new key was made", "error", err)
	} else {
		o.log.Info("a new key was made", "messages", n)
	}
	if err := os.Remove(request); err != nil {
		o.log.Error("a request for a new key stays", "error", err)
	}
}
