package main

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

const auditHelp = `usage: postlock audit COMMAND [--config postlock.toml]

  audit list [--who LOGIN] [--message ID] [--limit N]   the newest entries
  audit export                                          all of them, one JSON object a line
  audit verify [--head N:HASH]                          checks every link of the chain, and that
                                                        a head written down earlier is still in it
`

// auditCommand reads the record; nothing on the command line can change it.
func auditCommand(ctx context.Context, std stdio, args []string) error {
	if len(args) == 0 || args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		fmt.Fprint(std.out, auditHelp)
		return nil
	}
	fs := flags(std, "audit")
	fs.Usage = func() { fmt.Fprint(std.err, auditHelp) }
	config := fs.String("config", "", "settings file")
	who := fs.String("who", "", "only what this login did")
	id := fs.String("message", "", "only what happened to this message")
	limit := fs.Int("limit", 100, "how many entries")
	head := fs.String("head", "", "a head that was written down earlier")
	if err := fs.Parse(args[1:]); err != nil {
		return asExit(err)
	}
	store, closeStore, err := openStore(ctx, *config)
	if err != nil {
		return err
	}
	defer closeStore()
	switch args[0] {
	case "list":
		return auditList(ctx, std, store, audit.Filter{Who: *who, Message: spool.ID(*id), Limit: *limit})
	case "export":
		return audit.Export(ctx, store, std.out)
	case "verify":
		return auditVerify(ctx, std, store, *head)
	}
	return fmt.Errorf("there is no \"audit %s\"; \"postlock audit help\" lists what there is", args[0])
}

func auditList(ctx context.Context, std stdio, store *spool.Store, f audit.Filter) error {
	var entries []audit.Entry
	err := store.View(ctx, func(tx *spool.Tx) (err error) {
		entries, err = audit.List(tx, f)
		return err
	})
	if err != nil {
		return err
	}
	for _, e := range entries {
		fmt.Fprintf(std.out, "%6d  %s  %-14s %-16s %s %s\n", e.Seq, e.Time.Format("2006-01-02 15:04:05"), e.Who, e.What, e.Message, details(e.Detail))
	}
	return nil
}

func details(d audit.Detail) string {
	var parts []string
	for k, v := range d {
		parts = append(parts, fmt.Sprintf("%s=%q", k, v))
	}
	sort.Strings(parts)
	return strings.Join(parts, " ")
}

func auditVerify(ctx context.Context, std stdio, store *spool.Store, head string) error {
	var kept audit.Head
	if head != "" {
		var err error
		if kept, err = audit.ParseHead(head); err != nil {
			return fmt.Errorf("--head: %w", err)
		}
	}
	check, err := audit.VerifyFrom(ctx, store, kept)
	if err != nil {
		return err
	}
	for _, p := range check.Problems {
		fmt.Fprintf(std.out, "entry %d: %s\n", p.Seq, p.What)
	}
	if !check.OK() {
		fmt.Fprintln(std.out, "the record was changed")
		return exit(1)
	}
	fmt.Fprintf(std.out, "%d entries, every link holds; head %s\n", check.Entries, check.Head)
	return nil
}
