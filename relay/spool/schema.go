package spool

import (
	"context"
	"fmt"
)

// ownSchema are the tables of this package. Times are Unix microseconds, 0 for
// none. A message's row never changes after it was written, but for the key's
// wrapping and a verdict that delivery overturns (Tx.Suspend); what changes is in states, so that bodies are not rewritten. BLOB and
// WITHOUT ROWID are SQLite's words; another engine has these steps in its own.
var ownSchema = Schema{Name: "spool", Steps: []string{
	// body is NULL when the body is in a file of its own, or in transit.
	`CREATE TABLE messages (
		id TEXT NOT NULL PRIMARY KEY,
		accepted BIGINT NOT NULL,
		size BIGINT NOT NULL,
		key_id TEXT NOT NULL,
		wrapped BLOB NOT NULL,
		verdict TEXT NOT NULL,
		sealed BLOB NOT NULL,
		body BLOB
	)`,
	// since is when the message was queued, by acceptance or release. due is
	// when a queued message is next looked at; while somebody has it
	// (owner), that is the end of the lease.
	`CREATE TABLE states (
		id TEXT NOT NULL PRIMARY KEY,
		state TEXT NOT NULL,
		attempts BIGINT NOT NULL,
		since BIGINT NOT NULL,
		due BIGINT NOT NULL,
		owner TEXT NOT NULL,
		told BIGINT NOT NULL,
		finished BIGINT NOT NULL
	) WITHOUT ROWID`,
	`CREATE INDEX states_due ON states (due) WHERE state = 'queued'`,
	`CREATE INDEX states_finished ON states (finished) WHERE finished > 0`,
	// Only recipients that something is known of have a row.
	`CREATE TABLE recipients (
		message TEXT NOT NULL,
		n BIGINT NOT NULL,
		state TEXT NOT NULL,
		reply BLOB NOT NULL,
		at BIGINT NOT NULL,
		PRIMARY KEY (message, n)
	) WITHOUT ROWID`,
	`CREATE TABLE holds (
		id TEXT NOT NULL PRIMARY KEY,
		state TEXT NOT NULL,
		approvals BIGINT NOT NULL,
		since BIGINT NOT NULL,
		expires BIGINT NOT NULL,
		decided BIGINT NOT NULL,
		noticed BIGINT NOT NULL
	) WITHOUT ROWID`,
	`CREATE INDEX holds_state ON holds (state, id)`,
	`ALTER TABLE holds ADD COLUMN grp TEXT NOT NULL DEFAULT ''`,
	`CREATE INDEX holds_grp ON holds (grp, id) WHERE grp <> ''`,
	// The one row is the wrapped key of secrets that belong to no message.
	`CREATE TABLE vault (key_id TEXT NOT NULL, wrapped BLOB NOT NULL)`,
	// Where the body lies in the transit file; NULL when it is not there.
	`ALTER TABLE states ADD COLUMN transit BIGINT`,
}}

// migrate runs the steps that have not run yet, each schema in one transaction.
func (s *Store) migrate(ctx context.Context) error {
	err := s.Update(ctx, func(t *Tx) error {
		_, err := t.Exec(`CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY, steps BIGINT NOT NULL)`)
		return err
	})
	if err != nil {
		return err
	}
	for _, schema := range append([]Schema{ownSchema}, s.opts.Schemas...) {
		if err := s.Update(ctx, schema.apply); err != nil {
			return fmt.Errorf("tables of %s: %w", schema.Name, err)
		}
	}
	return nil
}

func (schema Schema) apply(t *Tx) error {
	var have int
	err := t.QueryRow(`SELECT COALESCE(MAX(steps), 0) FROM migrations WHERE name = ?`, schema.Name).Scan(&have)
	if err != nil {
		return err
	}
	if have > len(schema.Steps) {
		return fmt.Errorf("the database is newer than this program (%d steps, known are %d)", have, len(schema.Steps))
	}
	for i, step := range schema.Steps[have:] {
		if _, err := t.Exec(step); err != nil {
			return fmt.Errorf("step %d: %w", have+i+1, err)
		}
	}
	_, err = t.Exec(`INSERT INTO migrations (name, steps) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET steps = excluded.steps`, schema.Name, len(schema.Steps))
	return err
}
