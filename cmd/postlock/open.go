package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect"
	"github.com/postlock/postlock/inspect/extract"
	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/relay"
	"github.com/postlock/postlock/relay/spool"
)

// newInspector makes the real inspection; close ends its workers.
func newInspector(log *slog.Logger) (in *inspect.Inspector, close func(), err error) {
	pool, err := extract.NewPool(extract.Options{Log: log})
	if err != nil {
		return nil, nil, err
	}
	in = &inspect.Inspector{
		Extract: pool,
		Detect:  func(p inspect.Parties) inspect.Detector { return detect.New(p, detect.Options{}) },
	}
	return in, func() { pool.Close() }, nil
}

// schemas are the tables of everybody who shares the spool's database.
func schemas() []spool.Schema { return append(quarantine.Schemas(), relay.DripSchema) }

// otherKeys are those in the data folder beside the spool's: of the slow drip's
// count, and of the office's lists and forms.
func otherKeys() []string { return []string{"drip.key", "people.key"} }

// openStore opens the spool of the settings at config, for the commands beside serve.
func openStore(ctx context.Context, config string) (*spool.Store, func(), error) {
	s, err := loadSettings(config)
	if err != nil {
		return nil, nil, err
	}
	store, err := spool.Open(ctx, near(config, s.Data), spool.Options{Schemas: schemas(), Keys: otherKeys()})
	if err != nil {
		return nil, nil, fmt.Errorf("opening the spool: %w", err)
	}
	return store, func() { store.Close() }, nil
}

// newLog makes the log of the settings.
func newLog(s logSettings, w io.Writer) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(s.Level)) // checked with the settings
	o := &slog.HandlerOptions{Level: level}
	if s.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}
