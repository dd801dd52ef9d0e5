package main

import (
	"context"
	"fmt"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

const keysHelp = `usage: postlock keys rotate [--config postlock.toml]

Makes a new key for the spool, wraps every message's key with it and forgets the
old one. Stop postlock serve first; when it is interrupted, run it again. Keep a
copy of the new data/key elsewhere: backups made before need the old one.
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
	defer closeStore()
	n, err := store.RotateKey(ctx)
	if err != nil {
		return fmt.Errorf("%w; is postlock serve still running?", err)
	}
	err = store.Update(ctx, func(tx *spool.Tx) error {
		return record(tx, audit.KeyRotated, "", audit.Detail{"messages": fmt.Sprint(n)})
	})
	if err == nil {
		fmt.Fprintf(std.out, "a new key wraps %d messages; keep a copy of it elsewhere\n", n)
	}
	return err
}
