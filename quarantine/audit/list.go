package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/postlock/postlock/relay/spool"
)

// Filter selects entries; zero fields select all.
type Filter struct {
	Who     string
	What    What
	Message spool.ID
	From    time.Time // at or after
	Until   time.Time // before
	// Before selects entries with a smaller number: the next page.
	Before int64
	// Limit is the most entries returned; 0 means 100.
	Limit int
}

// where is the WHERE clause and its arguments.
func (f Filter) where() (string, []any) {
	clauses, args := []string{"1 = 1"}, []any(nil)
	add := func(clause string, arg any) {
		clauses, args = append(clauses, clause), append(args, arg)
	}
	if f.Who != "" {
		add("who = ?", f.Who)
	}
	if f.What != "" {
		add("what = ?", string(f.What))
	}
	if f.Message != "" {
		add("message = ?", string(f.Message))
	}
	if !f.From.IsZero() {
		add("time >= ?", f.From.UnixMicro())
	}
	if !f.Until.IsZero() {
		add("time < ?", f.Until.UnixMicro())
	}
	if f.Before > 0 {
		add("seq < ?", f.Before)
	}
	return strings.Join(clauses, " AND "), args
}

const columns = `seq, time, who, what, message, detail, prev, hash`

// List is the entries that match f, newest first.
func List(tx *spool.Tx, f Filter) ([]Entry, error) {
	where, args := f.where()
	limit := f.Limit
	if limit <= 0 {
		limit = 100
	}
	return query(tx, `SELECT `+columns+` FROM audit_entry WHERE `+where+` ORDER BY seq DESC LIMIT ?`, append(args, limit)...)
}

// Export writes the whole record, oldest first, one JSON object a line, and at
// the end {"head":{…}}: an export that was cut short lacks it.
func Export(ctx context.Context, s *spool.Store, w io.Writer) error {
	enc := json.NewEncoder(w)
	var last Head
	err := s.View(ctx, func(tx *spool.Tx) error {
		return each(tx, func(e Entry) error {
			last = Head{e.Seq, e.Hash}
			return enc.Encode(e)
		})
	})
	if err != nil {
		return err
	}
	return enc.Encode(struct {
		Head Head `json:"head"`
	}{last})
}

// each calls visit for every entry, oldest first, a thousand in memory at a time.
func each(tx *spool.Tx, visit func(Entry) error) error {
	const batch = 1000
	for after := int64(-1 << 62); ; {
		entries, err := query(tx, `SELECT `+columns+` FROM audit_entry WHERE seq > ? ORDER BY seq LIMIT ?`, after, batch)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := visit(e); err != nil {
				return err
			}
			after = e.Seq
		}
		if len(entries) < batch {
			return nil
		}
	}
}

func query(tx *spool.Tx, q string, args ...any) (entries []Entry, err error) {
	rows, err := tx.Query(q, args...)
	if err != nil {
		return nil, fmt.Errorf("audit: read: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var e Entry
		var micro int64
		var what, message string
		if err := rows.Scan(&e.Seq, &micro, &e.Who, &what, &message, &e.detail, &e.Prev, &e.Hash); err != nil {
			return nil, fmt.Errorf("audit: read: %w", err)
		}
		e.Time, e.What, e.Message = time.UnixMicro(micro).UTC(), What(what), spool.ID(message)
		if spool.Sealed(e.detail) {
			if e.detail, err = tx.Unseal(e.detail, detailOf(e.Seq)); err != nil {
				e.detail = err.Error() // the hash will not fit
			}
		}
		// A detail that is not JSON any more was tampered with: the hash
		// tells, reading on must still be possible.
		if json.Unmarshal([]byte(e.detail), &e.Detail) != nil {
			e.Detail = Detail{"": "unreadable"}
		}
		entries = append(entries, e)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("audit: read: %w", err)
	}
	return entries, nil
}
