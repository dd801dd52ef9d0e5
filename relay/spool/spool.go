// Package spool keeps custody: every accepted message, encrypted, with its
// envelope, verdict and state, from the 250 until the next hop's 250, a bounce
// or its deletion.
//
// A message arrives in a Draft, which encrypts it on its way to the disk, is
// inspected there and becomes durable with Store.Accept. Its life after that is
// a State in the database, changed by transactions (Store.Update) that share
// one sync to disk with whatever else is being written at that moment.
//
// What is encrypted: the body, the envelope (addresses), the trace fields, the
// report, the Message-ID, the digest and every reply of a next hop, all under a
// key of the message's own, which is wrapped by the key file. In clear stand the
// id, times, size, state, the verdict (it names rules and numbers, no person)
// and counters.
package spool

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"log/slog"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
)

// The errors somebody branches on.
var (
	// ErrFull says that the disk has no room, or takes no more writes: the
	// client is to come back later (452). Nothing accepted before is lost.
	ErrFull = errors.New("the spool is full")
	// ErrNotFound says that there is no such message or hold, or no longer.
	ErrNotFound = errors.New("no such message in the spool")
	// ErrNotPending says that a hold was already decided.
	ErrNotPending = errors.New("the hold is no longer pending")
	// ErrLost says that a job's lease ran out and somebody else has it.
	ErrLost = errors.New("the lease was lost")
	// ErrCorrupt says that stored bytes are not what was written.
	ErrCorrupt = errors.New("stored bytes are damaged")
	// ErrInUse says that another process has the spool open.
	ErrInUse = errors.New("another process has the spool open")
	// ErrClosed says that the store was closed.
	ErrClosed = errors.New("the spool is closed")
)

// ID names a message: sortable by time, 20 characters of [0-9a-v].
type ID string

// idAlphabet keeps the order of the bytes it encodes.
const idAlphabet = "0123456789abcdefghijklmnopqrstuv"

// makeID joins 48 bits of time in milliseconds and 52 random bits.
func makeID(now time.Time) ID {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(now.UnixMilli())<<16)
	rand.Read(b[6:])
	return ID(base32.NewEncoding(idAlphabet).WithPadding(base32.NoPadding).EncodeToString(b[:])[:20])
}

// State is where a message stands.
type State string

// The states. Queued and Held are unfinished, the others final.
const (
	Queued    State = "queued"
	Held      State = "held"
	Delivered State = "delivered" // the next hop took it for every recipient
	Failed    State = "failed"    // it took it not for all of them, for good
	Refused   State = "refused"   // by a reviewer
	Expired   State = "expired"   // nobody decided
	Withdrawn State = "withdrawn" // by the sender
)

// HoldState is where a hold stands.
type HoldState string

// The states of a hold.
const (
	HoldPending   HoldState = "pending"
	HoldReleased  HoldState = "released"
	HoldRefused   HoldState = "refused"
	HoldExpired   HoldState = "expired"
	HoldWithdrawn HoldState = "withdrawn"
)

// RecipientState is where one recipient of a message stands.
type RecipientState string

// The states of a recipient.
const (
	RecipientPending   RecipientState = "pending"
	RecipientDelivered RecipientState = "delivered"
	RecipientFailed    RecipientState = "failed"
)

// Schema is a set of tables of a package that shares the database, so that its
// changes join the transactions of Update. Each step runs once, in order; steps
// are only ever added at the end.
type Schema struct {
	Name  string
	Steps []string
	// Seal, when there is one, runs once behind the steps: it brings secrets
	// that an earlier version stored in clear under the key, see Tx.Seal.
	Seal func(*Tx) error
}

// Options are the settings of a Store; the zero value is good.
type Options struct {
	// KeyFile holds the key that wraps the messages' keys, 32 bytes, the
	// newest first where there are several; DIR/key by default, made with
	// mode 0600 at the first start. Keep a copy elsewhere: without it no
	// message can be read.
	KeyFile string
	// Keys are the names of other keys in the folder. They go into a backup
	// where the spool's own does.
	Keys []string
	// Inline is the size in bytes up to which a body is stored in the
	// database; default 256 KiB. A file wants a sync of its own and one of its
	// name, and to be made and removed: at 100 kB that is a tenth of all that a
	// message costs, and the disk writes the same octets.
	Inline int
	// Transit is the size in bytes from which a body that goes into the queue at
	// once, and is no longer than Inline, lies in a file that serves one message
	// after the other; default 24 KiB. Below, one more sync costs more than the
	// database.
	Transit int
	// MinFree is the room in bytes that must stay free on the disk; default
	// 128 MiB, none when negative.
	MinFree int64
	// Schemas are the tables of other packages.
	Schemas []Schema
	// Now is the clock; default time.Now.
	Now func() time.Time
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	if o.Inline == 0 {
		o.Inline = 256 << 10
	}
	if o.Transit == 0 {
		o.Transit = 24 << 10
	}
	if o.MinFree == 0 {
		o.MinFree = 128 << 20
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

// Message is what is kept beside the body.
type Message struct {
	Envelope message.Envelope
	// Trace are the Received fields put on top at delivery, CRLF ended.
	Trace   string
	Verdict rule.Verdict
	// Report is nil for messages of our own.
	Report *inspect.Report
	// HoldUntil is when a hold expires; used only when the verdict is hold.
	HoldUntil time.Time
	// MessageID is of the header, for notices and the log.
	MessageID string
}

// Reply is what the next hop answered, or what stands for it.
type Reply struct {
	Code     int    `json:"code,omitempty"`     // 0 when there was no answer
	Enhanced string `json:"enhanced,omitempty"` // "5.1.1"
	Text     string `json:"text,omitempty"`     // may hold addresses
	Hop      string `json:"hop,omitempty"`      // who said it: host name or address
}

// Delivery is one recipient and how it fared.
type Delivery struct {
	message.Recipient
	State RecipientState
	// Reply is the last one; zero before the first attempt.
	Reply Reply
	At    time.Time
}

// Record is a stored message without its body.
type Record struct {
	Message
	ID       ID
	State    State
	Accepted time.Time
	// Finished is zero while the message is queued or held.
	Finished time.Time
	Size     int64 // bytes of the body as submitted
	SHA256   [32]byte
	Attempts int
	// Since is when the message was queued: accepted or released.
	Since time.Time
	// Due is when a queued message is tried next, or its lease ends.
	Due time.Time
	// Told is when the sender was told of a delay; zero when not.
	Told       time.Time
	Recipients []Delivery
	// Hold is nil for a message that was never held.
	Hold *Hold
}

// Hold is a message waiting for review, or what became of it.
type Hold struct {
	ID    ID
	State HoldState
	// Approvals are the people who must agree.
	Approvals    int
	Since, Until time.Time
	// Decided is zero while the hold is pending.
	Decided time.Time
	// Group is that of the verdict, see rule.Verdict.Group.
	Group string
	// Noticed is set once somebody has acted on the hold's beginning, see
	// Tx.SetNoticed.
	Noticed bool
}
