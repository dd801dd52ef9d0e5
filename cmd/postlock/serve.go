package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"
	"time"
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
	spareCollector()
	o, err := openOffice(ctx, s, *config, log)
	if err != nil {
		return err
	}
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	log.Info("postlock is ready", "version", release, "smtp", o.smtpAddress(), "page", o.pageURL(),
		"next_hop", s.NextHop.Address, "data", s.Data, "rules", o.rules().Digest()[:12], "own_domains", o.rules().OwnDomains())
	if people, err := o.accounts.List(ctx); err != nil {
		log.Error("counting the reviewers", "error", err)
	} else if n := reviewers(people); n < enoughReviewers {
		log.Warn("few reviewers", "reviewers", n, "why", tooFewReviewers)
	}
	tell := func(state string) {
		if err := notify(os.Getenv("NOTIFY_SOCKET"), state); err != nil {
			log.Error("systemd does not hear", "error", err)
		}
	}
	tell("READY=1")
	running, stop := context.WithCancel(ctx)
	var watcher sync.WaitGroup
	watcher.Go(func() { o.watch(running, hup, tell) })
	err = o.run(ctx)
	stop()
	watcher.Wait()
	return err
}

// spareCollector lets garbage grow to what is small for a server before it is
// collected: most of what lives is word lists that never change, 14 MB, and marking
// them again cost a fifth of the time at GOGC 100 and a tenth at 200. GOGC and
// GOMEMLIMIT, when set, count.
func spareCollector() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(500)
		debug.SetMemoryLimit(calmMemory)
	}
}

// calmMemory is the number of bytes from which garbage is collected as often as
// it takes to stay below.
const calmMemory = 96 << 20

// watch reloads and makes new keys when it is asked to, and says when the end
// begins.
func (o *office) watch(ctx context.Context, hup <-chan os.Signal, tell func(state string)) {
	for tick := time.NewTicker(time.Second); ; {
		select {
		case <-tick.C:
			o.answerKeyRequest(ctx)
		case <-hup:
			tell(reloading())
			if err := o.reload(ctx); err != nil {
				o.log.Error("nothing was reloaded; what was in force stays", "error", err)
			}
			tell("READY=1")
		case <-ctx.Done():
			tell("STOPPING=1")
			return
		}
	}
}

// reload reads settings and rules again. It builds all that is new, then swaps;
// when anything is wrong, nothing changes. Certificates are read again by
// themselves when their files change.
func (o *office) reload(ctx context.Context) error {
	s, err := loadSettings(o.config)
	if err != nil {
		return err
	}
	if o.config == "" { // the demo and tests have made their own
		s = o.settings
	}
	rs, known, err := o.loadRules(ctx, s.Rules)
	if err != nil {
		return err
	}
	out, err := o.newOutward(s)
	if err != nil {
		return err
	}
	if err := o.server.Update(s.listeners(), s.Limits.limits(rs.Size())); err != nil {
		return err
	}
	o.ruleset.Store(rs)
	o.lore.Store(known)
	o.outward.Swap(out).client.Close()
	o.log.Info("reloaded", "rules", rs.Digest()[:12], "next_hop", s.NextHop.Address)
	if keys := s.atRestart(o.settings); len(keys) > 0 {
		o.log.Warn("these settings change at the next restart", "keys", keys)
	}
	return nil
}

// atRestart are the keys in which s differs from what runs and that a reload
// leaves alone.
func (s settings) atRestart(runs settings) (keys []string) {
	for _, k := range []struct {
		key     string
		is, was any
	}{
		{"data", s.Data, runs.Data}, {"hostname", s.Hostname, runs.Hostname}, {"language", s.Language, runs.Language},
		{"tls", s.TLS, runs.TLS}, {"page", s.Page, runs.Page}, {"hold", s.Hold, runs.Hold}, {"queue", s.Queue, runs.Queue},
		{"log", s.Log, runs.Log}, {"metrics", s.Metrics, runs.Metrics},
		{"limits.hops", s.Limits.Hops, runs.Limits.Hops}, {"limits.returns", s.Limits.Returns, runs.Limits.Returns},
		{"limits.inspection_time", s.Limits.Inspect, runs.Limits.Inspect},
	} {
		if k.is != k.was {
			keys = append(keys, k.key)
		}
	}
	return keys
}
