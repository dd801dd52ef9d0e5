package relay

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/bits"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/relay/spool"
)

// DripSchema holds one row for each accepted message that a slow drip could be
// made of. Who sent it to whom is there as keyed hashes only.
var DripSchema = spool.Schema{Name: "relay", Steps: []string{
	`CREATE TABLE drip (
		sender TEXT NOT NULL,
		at BIGINT NOT NULL,
		likeness BIGINT NOT NULL,
		recipients BLOB NOT NULL
	)`,
	`CREATE INDEX drip_sender ON drip (sender, at)`,
	`CREATE INDEX drip_at ON drip (at)`,
	`ALTER TABLE drip ADD COLUMN grp TEXT NOT NULL DEFAULT ''`,
}}

// Drip counts to how many strangers one sender has written the same thing one
// by one, and in how many messages. What it knows of a sender is read from the store when that sender
// writes, and kept in memory; so it survives a restart, and several relays on
// one store each count what went through them.
type Drip struct {
	// Window is how far back it looks, and Hour the shorter look.
	Window, Hour time.Duration
	// Distance is the most bits in which two like messages may differ.
	Distance int
	// Few is the most external recipients of a message that counts: one to
	// more than these is not a drip, and other rules see it.
	Few int
	// Letters are the most pairs of content and recipient, and the most
	// messages, that are kept in memory for one sender, the newest ones, and
	// Senders the most senders.
	Letters, Senders int

	store *spool.Store
	key   []byte

	mu      sync.Mutex
	senders map[string]*letters
	pruned  time.Time
}

// OpenDrip opens the count that is kept in store, whose Options must have
// DripSchema. The key of the hashes is in keyFile, made with mode 0600 when it
// does not exist.
func OpenDrip(store *spool.Store, keyFile string) (*Drip, error) {
	key, err := secret(keyFile)
	if err != nil {
		return nil, fmt.Errorf("key of the slow-drip count: %w", err)
	}
	return &Drip{
		Window: 24 * time.Hour, Hour: time.Hour, Distance: 12, Few: 9, Letters: 1000, Senders: 500,
		store: store, key: key, senders: map[string]*letters{},
	}, nil
}

func secret(file string) ([]byte, error) {
	key, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		key = make([]byte, 32)
		rand.Read(key)
		return key, os.WriteFile(file, key, 0o600)
	}
	if err == nil && len(key) != 32 {
		return nil, fmt.Errorf("%s should have 32 bytes and has %d; restore it or delete it (counting then starts afresh)", file, len(key))
	}
	return key, err
}

// letters are what one sender wrote within the window.
type letters struct {
	busy int // messages being judged; guarded by Drip.mu

	mu     sync.Mutex
	loaded bool
	sent   map[letter]posted
	wrote  []written
}

// written is one message to strangers, whoever they were.
type written struct {
	id       spool.ID // empty for one that an earlier run of the program accepted
	at       time.Time
	likeness uint64
}

// letter is content that went to a recipient, as a keyed hash.
type letter struct{ likeness, recipient uint64 }

// posted is when a letter was last written, and the group of like ones it
// belongs to, which is named by its first message.
type posted struct {
	at    time.Time
	group string
}

// dripCount is one message and what it adds up to.
type dripCount struct {
	drip    *Drip // nil when the message does not count
	id      spool.ID
	sender  string
	letters *letters
	at      time.Time
	content uint64 // its likeness
	to      []uint64
	fresh   []letter // those that this message added
	kept    bool     // it was accepted
	found   rule.Drip
}

// begin counts a message that is about to be judged. It counts at once, so that
// messages that arrive at the same time see each other; end takes it back when
// it was not accepted.
func (d *Drip) begin(ctx context.Context, id spool.ID, env message.Envelope, likeness uint64, rules *rule.Ruleset, now time.Time) (*dripCount, error) {
	c := &dripCount{at: now, content: likeness}
	for _, r := range env.Recipients {
		if !rules.Own(r.Address) {
			c.to = append(c.to, binary.BigEndian.Uint64(d.hash(r.Address.Key())))
		}
	}
	if likeness == 0 || len(c.to) == 0 || len(c.to) > d.Few {
		return c, nil
	}
	c.drip, c.id = d, id
	c.sender = hex.EncodeToString(d.hash(sender(env))[:16])
	c.letters = d.enter(c.sender)
	if err := c.add(ctx); err != nil {
		c.end()
		return nil, fmt.Errorf("counting like messages: %w", err)
	}
	return c, nil
}

// sender is whom a message is counted for: the account, or the reverse-path, or
// for the null reverse-path the client.
func sender(env message.Envelope) string {
	switch {
	case env.User != "":
		return "user " + env.User
	case !env.ReversePath.IsZero():
		return "from " + env.ReversePath.Key()
	}
	return "client " + env.Client.String()
}

func (d *Drip) hash(s string) []byte {
	mac := hmac.New(sha256.New, d.key)
	mac.Write([]byte(s))
	return mac.Sum(nil)
}

// enter finds a sender. When there are too many, some at rest are forgotten;
// the store still knows them.
func (d *Drip) enter(sender string) *letters {
	d.mu.Lock()
	defer d.mu.Unlock()
	for name, l := range d.senders {
		if len(d.senders) <= d.Senders {
			break
		}
		if l.busy == 0 {
			delete(d.senders, name)
		}
	}
	l := d.senders[sender]
	if l == nil {
		l = &letters{sent: map[letter]posted{}}
		d.senders[sender] = l
	}
	l.busy++
	return l
}

// add enters the message among its sender's letters and counts. A message like
// none before begins a group of its own.
func (c *dripCount) add(ctx context.Context) error {
	l := c.letters
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := c.load(ctx); err != nil {
		return err
	}
	l.forget(c.at.Add(-c.drip.Window), c.drip.Letters)
	c.found.Group = cmp.Or(l.group(c.content, c.drip.Distance), string(c.id))
	for _, to := range c.to {
		one := letter{c.content, to}
		if _, known := l.sent[one]; !known {
			l.sent[one] = posted{c.at, c.found.Group}
			c.fresh = append(c.fresh, one)
		}
	}
	l.wrote = append(l.wrote, written{c.id, c.at, c.content})
	hour := c.at.Add(-c.drip.Hour)
	c.found.Day = l.reached(c.content, c.drip.Distance, time.Time{})
	c.found.Hour = l.reached(c.content, c.drip.Distance, hour)
	c.found.DayMessages = l.messages(c.content, c.drip.Distance, time.Time{})
	c.found.HourMessages = l.messages(c.content, c.drip.Distance, hour)
	return nil
}

// load reads what the store has of the sender, once.
func (c *dripCount) load(ctx context.Context) error {
	if c.letters.loaded {
		return nil
	}
	err := c.drip.store.View(ctx, func(tx *spool.Tx) error {
		rows, err := tx.Query(`SELECT at, likeness, recipients, grp FROM drip WHERE sender = ? AND at > ? ORDER BY at DESC LIMIT ?`,
			c.sender, spool.Stamp(c.at.Add(-c.drip.Window)), c.drip.Letters)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := c.letters.scan(rows.Scan); err != nil {
				return err
			}
		}
		return rows.Err()
	})
	c.letters.loaded = err == nil
	return err
}

func (l *letters) scan(scan func(...any) error) error {
	var at, likeness int64
	var hashes []byte
	var group string
	if err := scan(&at, &likeness, &hashes, &group); err != nil {
		return err
	}
	l.wrote = append(l.wrote, written{at: spool.Unstamp(at), likeness: uint64(likeness)})
	for ; len(hashes) >= 8; hashes = hashes[8:] {
		one := letter{uint64(likeness), binary.BigEndian.Uint64(hashes)}
		if _, newer := l.sent[one]; !newer {
			l.sent[one] = posted{spool.Unstamp(at), group}
		}
	}
	return nil
}

// forget drops what is older than since, and when there is too much the older
// quarter of it.
func (l *letters) forget(since time.Time, limit int) {
	if len(l.sent) > limit {
		all := slices.SortedFunc(maps.Values(l.sent), func(a, b posted) int { return a.at.Compare(b.at) })
		if quarter := all[len(all)/4].at; quarter.After(since) {
			since = quarter
		}
	}
	maps.DeleteFunc(l.sent, func(_ letter, p posted) bool { return !p.at.After(since) })
	l.wrote = slices.DeleteFunc(l.wrote, func(w written) bool { return !w.at.After(since) })
	if over := len(l.wrote) - limit; over > 0 {
		slices.SortFunc(l.wrote, func(a, b written) int { return a.at.Compare(b.at) })
		l.wrote = slices.Delete(l.wrote, 0, over+limit/4)
	}
}

// note stores, in the transaction that accepts it, that the message was sent,
// and now and then deletes old rows.
func (c *dripCount) note(tx *spool.Tx) error {
	if c.drip == nil {
		return nil
	}
	if c.drip.due(c.at) {
		if _, err := tx.Exec(`DELETE FROM drip WHERE at <= ?`, spool.Stamp(c.at.Add(-c.drip.Window))); err != nil {
			return err
		}
	}
	var hashes []byte
	for _, to := range c.to {
		hashes = binary.BigEndian.AppendUint64(hashes, to)
	}
	return tx.ExecPrepared(`INSERT INTO drip (sender, at, likeness, recipients, grp) VALUES (?, ?, ?, ?, ?)`,
		c.sender, spool.Stamp(c.at), int64(c.content), hashes, c.found.Group)
}

// due tells whether old rows should be deleted; every ten minutes is enough.
func (d *Drip) due(now time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if now.Sub(d.pruned) < 10*time.Minute {
		return false
	}
	d.pruned = now
	return true
}

// accepted says that the message is in custody, whatever became of its note.
func (c *dripCount) accepted() {
	if c.drip == nil {
		return
	}
	c.letters.mu.Lock()
	defer c.letters.mu.Unlock()
	for _, to := range c.to {
		c.letters.sent[letter{c.content, to}] = posted{c.at, c.found.Group}
	}
	c.fresh, c.kept = nil, true
}

// end takes back what a message added that was not accepted.
func (c *dripCount) end() {
	if c.drip == nil {
		return
	}
	c.letters.mu.Lock()
	for _, one := range c.fresh {
		delete(c.letters.sent, one)
	}
	if !c.kept {
		c.letters.wrote = slices.DeleteFunc(c.letters.wrote, func(w written) bool { return w.id == c.id })
	}
	c.letters.mu.Unlock()
	c.drip.mu.Lock()
	defer c.drip.mu.Unlock()
	c.letters.busy--
}

// Most is the largest number of distinct strangers to whom one of the senders in
// memory has written like content, for measuring how near ordinary mail comes to
// the rule's number.
func (d *Drip) Most() (most int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.senders {
		l.mu.Lock()
		for one := range l.sent {
			most = max(most, l.reached(one.likeness, d.Distance, time.Time{}))
		}
		l.mu.Unlock()
	}
	return most
}

// reached counts the recipients of content like this after since.
func (l *letters) reached(likeness uint64, distance int, since time.Time) int {
	to := map[uint64]bool{}
	for one, p := range l.sent {
		if like(one.likeness, likeness, distance) && p.at.After(since) {
			to[one.recipient] = true
		}
	}
	return len(to)
}

// messages counts those with content like this after since.
func (l *letters) messages(likeness uint64, distance int, since time.Time) (n int) {
	for _, w := range l.wrote {
		if like(w.likeness, likeness, distance) && w.at.After(since) {
			n++
		}
	}
	return n
}

// group is that of the newest letter like this; empty when there is none.
func (l *letters) group(likeness uint64, distance int) string {
	var newest posted
	for one, p := range l.sent {
		if like(one.likeness, likeness, distance) && p.group != "" && p.at.After(newest.at) {
			newest = p
		}
	}
	return newest.group
}

func like(a, b uint64, distance int) bool { return bits.OnesCount64(a^b) <= distance }
