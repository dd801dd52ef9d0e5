package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
)

// serve runs the relay and the page until it is told to stop.
func serve(ctx context.Context, std stdio, args []string) error {
	fs := flags(std, "serve")
	config := fs.String("config", "", "settings file (default: built-in settings)")
	if err := fs.Parse(args); err != nil {
		return asExit(err)
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("serve takes no words, only --config; this is %q", fs.Arg(0))
	}
	s, err := loadSettings(*config)
	if err != nil {
		// Whoever mends the settings wants to know of the rules, too.
		_, rules := loadRules(near(*config, s.Rules))
		return errors.Join(err, rules)
	}
	log := newLog(s.Log, std.err)
	o, err := openOffice(ctx, s, *config, log)
	if err != nil {
		return err
	}
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	go func() {
		for range hup {
			o.reload(ctx)
		}
	}()
	defer close(hup)
	log.Info("postlock is ready", "version", release, "smtp", o.smtpAddress(), "page", o.pageURL(),
		"next_hop", s.NextHop.Address, "data", s.Data, "rules", o.rules().Digest()[:12], "own_domains", o.rules().OwnDomains())
	return o.run(ctx)
}

// reload reads the rules again; a file with mistakes changes nothing.
func (o *office) reload(ctx context.Context) {
	rs, err := o.loadRules(ctx)
	if err != nil {
		o.log.Error("the rules were not reloaded; the old ones stay in force", "error", err)
		return
	}
	o.ruleset.Store(rs)
	o.log.Info("rules reloaded", slog.String("rules", rs.Digest()[:12]))
}
