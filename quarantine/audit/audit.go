// Package audit keeps the record: what anybody did with a held message or an
// account, in an order that cannot be quietly changed.
//
// Every entry carries the hash of the one before it. Changing, removing or
// inserting an entry breaks the chain there; Verify says where. Cutting off the
// newest entries leaves a shorter chain that is whole in itself, so the head
// (number and hash of the newest entry) is worth writing down somewhere else:
// it is on the record page, on the command line and in every export, and
// VerifyFrom checks the chain against one that was kept.
//
// Entries say who did what to which message, never what the message says.
package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/postlock/postlock/relay/spool"
)

// What is the kind of an event.
type What string

// The events of the record.
const (
	Held      What = "held"       // the rules stopped a message
	Looked    What = "looked"     // somebody opened a held message
	Took      What = "downloaded" // somebody fetched the original file
	Approved  What = "approved"   // one person's review
	Refused   What = "refused"    // one person's review, which ends the hold
	Released  What = "released"   // the last approval: the message goes out
	Expired   What = "expired"    // nobody decided in time
	Withdrawn What = "withdrawn"  // the sender took it back
	Barred    What = "barred"     // a review that was not allowed, with the reason

	SignedIn        What = "signed in"
	SignedOut       What = "signed out"
	SignInFailed    What = "sign-in failed"
	SignInPaused    What = "sign-in paused" // too many failed tries
	PersonAdded     What = "person added"
	PersonDisabled  What = "person disabled"
	PersonEnabled   What = "person enabled"
	RolesChanged    What = "roles changed"
	PasswordChanged What = "password changed"
	MailPasswordOn  What = "mail password made" // for SMTP AUTH alone
	MailPasswordOff What = "mail password removed"
	SecondOn        What = "second factor on"
	SecondOff       What = "second factor off"
	RecoveryUsed    What = "recovery code used"

	RecordRead     What = "record read"
	RecordExported What = "record exported"

	Retried    What = "retried"     // somebody had a queued message tried again at once
	Deleted    What = "deleted"     // somebody took a message out of the queue
	KeyRotated What = "key rotated" // the messages' keys are wrapped by a new key
	BackedUp   What = "backed up"   // the spool was copied to a file

	PeopleImported What = "people imported" // a list of the office's own people was hashed
	PeopleRemoved  What = "people removed"  // … and deleted
	FormImported   What = "form imported"   // the fingerprint of a blank form was taken
	FormRemoved    What = "form removed"    // … and deleted
)

// Whats are all events, for filters.
func Whats() []What {
	return []What{Held, Looked, Took, Approved, Refused, Released, Expired, Withdrawn, Barred,
		SignedIn, SignedOut, SignInFailed, SignInPaused, PersonAdded, PersonDisabled, PersonEnabled,
		RolesChanged, PasswordChanged, MailPasswordOn, MailPasswordOff, SecondOn, SecondOff, RecoveryUsed, RecordRead, RecordExported,
		Retried, Deleted, KeyRotated, BackedUp, PeopleImported, PeopleRemoved, FormImported, FormRemoved}
}

// Names of those who act without an account.
const (
	System      = "postlock"     // Postlock itself: holds, expiry
	CommandLine = "command line" // whoever runs postlock on the server
)

// Detail says more of an event, never content of a message: rule ids, counts,
// the reason a reviewer wrote.
type Detail map[string]string

// Note is the key of what a person wrote in words of their own. They may name
// somebody: a detail with a note is encrypted in the database.
const Note = "note"

// Entry is one event.
type Entry struct {
	// Seq counts from 1 without gaps.
	Seq  int64     `json:"seq"`
	Time time.Time `json:"time"` // UTC, microseconds
	// Who is a login, System or CommandLine.
	Who     string   `json:"who"`
	What    What     `json:"what"`
	Message spool.ID `json:"message,omitempty"`
	Detail  Detail   `json:"detail,omitempty"`
	// Prev is the Hash of entry Seq-1, empty for the first.
	Prev string `json:"prev"`
	// Hash is the SHA-256, in hex, over all of the above.
	Hash string `json:"hash"`

	detail string // Detail as stored, which is what the hash covers
}

// Head names the newest entry; the zero Head is that of an empty record.
type Head struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"`
}

// String is "seq:hash", as ParseHead reads it.
func (h Head) String() string { return fmt.Sprintf("%d:%s", h.Seq, h.Hash) }

// ParseHead reads what String wrote.
func ParseHead(s string) (h Head, err error) {
	if _, err := fmt.Sscanf(s, "%d:%s", &h.Seq, &h.Hash); err != nil || len(h.Hash) != 2*sha256.Size || h.Seq < 1 {
		return Head{}, fmt.Errorf("a head of the record looks like 17:0f3a… (number, colon, 64 hex digits), not %q", s)
	}
	return h, nil
}

// Schema is the record's part of the database.
func Schema() spool.Schema {
	return spool.Schema{Name: "audit", Steps: []string{
		`CREATE TABLE audit_entry (
			seq BIGINT PRIMARY KEY, time BIGINT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
			message TEXT NOT NULL, detail TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL)`,
		`CREATE INDEX audit_entry_message ON audit_entry (message, seq)`,
		`CREATE TABLE audit_head (id BIGINT PRIMARY KEY, seq BIGINT NOT NULL, hash TEXT NOT NULL)`,
		`INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '')`,
	}, Seal: sealNotes}
}

// Append puts e at the end of the chain, in the caller's transaction: the
// record says it if and only if it happened. Seq, Prev and Hash are set here; a
// zero Time is an error, for the caller owns the clock.
func Append(tx *spool.Tx, e Entry) (Entry, error) {
	if e.Time.IsZero() || e.Who == "" || e.What == "" {
		return Entry{}, fmt.Errorf("audit: an entry needs time, who and what")
	}
	head, err := advance(tx)
	if err != nil {
		return Entry{}, err
	}
	detail, err := json.Marshal(e.Detail) // maps are written with sorted keys
	if err != nil {
		return Entry{}, fmt.Errorf("audit: detail: %w", err)
	}
	e.Seq, e.Prev, e.detail = head.Seq+1, head.Hash, string(detail)
	e.Time = e.Time.UTC().Truncate(time.Microsecond)
	e.Hash = e.sum()
	stored := e.detail
	if e.Detail[Note] != "" {
		stored = tx.Seal(e.detail, detailOf(e.Seq))
	}
	if _, err := tx.Exec(`INSERT INTO audit_entry (seq, time, who, what, message, detail, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Seq, e.Time.UnixMicro(), e.Who, string(e.What), string(e.Message), stored, e.Prev, e.Hash); err != nil {
		return Entry{}, fmt.Errorf("audit: append: %w", err)
	}
	if _, err := tx.Exec(`UPDATE audit_head SET hash = ? WHERE id = 1`, e.Hash); err != nil {
		return Entry{}, fmt.Errorf("audit: head: %w", err)
	}
	return e, nil
}

// detailOf is where a sealed detail stands, see spool.Tx.Seal.
func detailOf(seq int64) string { return fmt.Sprintf("detail of entry %d", seq) }

// sealNotes seals the details with notes that were stored in clear. The chain does
// not change: its hashes cover what they say.
func sealNotes(tx *spool.Tx) error {
	return each(tx, func(e Entry) error {
		if e.Detail[Note] == "" {
			return nil
		}
		if _, err := tx.Exec(`UPDATE audit_entry SET detail = ? WHERE seq = ?`, tx.Seal(e.detail, detailOf(e.Seq)), e.Seq); err != nil {
			return fmt.Errorf("audit: seal: %w", err)
		}
		return nil
	})
}

// advance takes the next number and returns the head before it. The UPDATE
// comes first so that on PostgreSQL the row lock puts writers in a line.
func advance(tx *spool.Tx) (Head, error) {
	if _, err := tx.Exec(`UPDATE audit_head SET seq = seq + 1 WHERE id = 1`); err != nil {
		return Head{}, fmt.Errorf("audit: next number: %w", err)
	}
	head, err := readHead(tx)
	head.Seq--
	return head, err
}

func readHead(tx *spool.Tx) (h Head, err error) {
	if err := tx.QueryRow(`SELECT seq, hash FROM audit_head WHERE id = 1`).Scan(&h.Seq, &h.Hash); err != nil {
		return Head{}, fmt.Errorf("audit: head: %w", err)
	}
	return h, nil
}

// sum hashes every field with its length before it, so that no two different
// entries are the same bytes.
func (e *Entry) sum() string {
	h := sha256.New()
	h.Write([]byte("postlock audit entry 1\n"))
	number := func(n int64) { binary.Write(h, binary.BigEndian, n) } // hash.Hash never fails
	text := func(s string) {
		number(int64(len(s)))
		h.Write([]byte(s))
	}
	number(e.Seq)
	number(e.Time.UnixMicro())
	for _, s := range []string{e.Who, string(e.What), string(e.Message), e.detail, e.Prev} {
		text(s)
	}
	return hex.EncodeToString(h.Sum(nil))
}
