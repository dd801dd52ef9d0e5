package relay

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/bits"
	"os"
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
}}

// Drip counts to how many strangers one sender has written the same thing one
// by one. It survives a restart.
type Drip struct {
	// Window is how far back it looks.
	Window time.Duration
	// Distance is the most bits in which two like messages may differ.
	Distance int
	// Few is the most external recipients of a message that counts: one to
	// more than these is not a drip, and other rules see it.
	Few int
	// Rows bounds the work for one message: only the sender's newest ones
	// are compared.
	Rows int

	store *spool.Store
	key   []byte

	mu      sync.Mutex
	pending map[*dripCount]bool // decided on at this moment, not yet stored
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
		Window: 24 * time.Hour, Distance: 6, Few: 9, Rows: 2000,
		store: store, key: key, pending: map[*dripCount]bool{},
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

// dripCount is one message and what it adds up to.
type dripCount struct {
	drip       *Drip
	sender     string
	at         time.Time
	likeness   uint64
	recipients []uint64 // hashes of the external ones
	// count is the number of distinct external recipients within the window
	// with like content, this message included; 0 when it does not count.
	count int
}

// begin counts a message that is about to be judged. Until end is called, it
// counts for messages that arrive at the same time.
func (d *Drip) begin(ctx context.Context, env message.Envelope, likeness uint64, rules *rule.Ruleset, now time.Time) (*dripCount, error) {
	c := &dripCount{drip: d, sender: hex.EncodeToString(d.hash(sender(env))[:16]), at: now, likeness: likeness}
	for _, r := range env.Recipients {
		if !rules.Own(r.Address) {
			c.recipients = append(c.recipients, binary.BigEndian.Uint64(d.hash(r.Address.Key())))
		}
	}
	if likeness == 0 || len(c.recipients) == 0 || len(c.recipients) > d.Few {
		c.drip = nil
		return c, nil
	}
	reached := d.meanwhile(c)
	if err := d.stored(ctx, c, reached); err != nil {
		c.end()
		return nil, fmt.Errorf("counting like messages: %w", err)
	}
	c.count = len(reached)
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

// meanwhile enters c among the messages under way and begins the set of
// recipients with theirs.
func (d *Drip) meanwhile(c *dripCount) map[uint64]bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pending[c] = true
	reached := map[uint64]bool{}
	for other := range d.pending {
		if other.sender == c.sender && d.like(other.likeness, c.likeness) {
			for _, r := range other.recipients {
				reached[r] = true
			}
		}
	}
	return reached
}

// stored adds the recipients of like messages accepted within the window.
func (d *Drip) stored(ctx context.Context, c *dripCount, reached map[uint64]bool) error {
	return d.store.View(ctx, func(tx *spool.Tx) error {
		rows, err := tx.Query(`SELECT likeness, recipients FROM drip WHERE sender = ? AND at > ? ORDER BY at DESC LIMIT ?`,
			c.sender, spool.Stamp(c.at.Add(-d.Window)), d.Rows)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var likeness int64
			var hashes []byte
			if err := rows.Scan(&likeness, &hashes); err != nil {
				return err
			}
			for ; len(hashes) >= 8 && d.like(uint64(likeness), c.likeness); hashes = hashes[8:] {
				reached[binary.BigEndian.Uint64(hashes)] = true
			}
		}
		return rows.Err()
	})
}

func (d *Drip) like(a, b uint64) bool { return bits.OnesCount64(a^b) <= d.Distance }

// note stores that the message was accepted, and now and then forgets the old
// ones.
func (c *dripCount) note(ctx context.Context) error {
	if c.drip == nil {
		return nil
	}
	var hashes []byte
	for _, r := range c.recipients {
		hashes = binary.BigEndian.AppendUint64(hashes, r)
	}
	prune := c.drip.due(c.at)
	return c.drip.store.Update(ctx, func(tx *spool.Tx) error {
		if prune {
			if _, err := tx.Exec(`DELETE FROM drip WHERE at <= ?`, spool.Stamp(c.at.Add(-c.drip.Window))); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`INSERT INTO drip (sender, at, likeness, recipients) VALUES (?, ?, ?, ?)`,
			c.sender, spool.Stamp(c.at), int64(c.likeness), hashes)
		return err
	})
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

// end says that the message is stored or refused.
func (c *dripCount) end() {
	if c.drip == nil {
		return
	}
	c.drip.mu.Lock()
	defer c.drip.mu.Unlock()
	delete(c.drip.pending, c)
}
