package quarantine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/relay/spool"
)

// senders are all whom a message may be from: the reverse-path, the name given
// to AUTH, and everybody in From and Sender. None of them may review it.
type senders struct {
	addresses []message.Address
	user      string
}

// sendersOf reads the header for From and Sender, and the whole body to see
// that it still is the one that was inspected.
func (q *Quarantine) sendersOf(ctx context.Context, rec *spool.Record) (senders, error) {
	body, err := q.spool.Body(ctx, rec.ID)
	if err != nil {
		return senders{}, err
	}
	defer body.Close()
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(body, 0, body.Size())); err != nil {
		return senders{}, fmt.Errorf("message %s: %w", rec.ID, err)
	}
	if hex.EncodeToString(h.Sum(nil)) != bindingOf(rec).SHA256 {
		return senders{}, ErrChanged
	}
	m, err := message.Read(body, body.Size(), message.Limits{})
	if err != nil {
		return senders{}, fmt.Errorf("message %s: %w", rec.ID, err)
	}
	return sendersIn(rec.Envelope, m), nil
}

func sendersIn(env message.Envelope, m *message.Message) senders {
	s := senders{addresses: []message.Address{env.ReversePath}, user: env.User}
	for _, boxes := range [][]message.Mailbox{m.From(), m.Sender()} {
		for _, b := range boxes {
			s.addresses = append(s.addresses, b.Address)
		}
	}
	return s
}

// include tells whether p is one of the senders.
func (s senders) include(p account.Person) bool {
	if isUser(p, s.user) {
		return true
	}
	for _, a := range s.addresses {
		if sameMailbox(a, p.Address) {
			return true
		}
	}
	return false
}

// isUser compares with the name given to AUTH, a login or an address.
func isUser(p account.Person, user string) bool {
	user = strings.TrimSpace(user)
	if user == "" {
		return false
	}
	if strings.EqualFold(user, p.Login) {
		return true
	}
	a, err := message.ParseAddress(user)
	return err == nil && sameMailbox(a, p.Address)
}

// sameMailbox also takes anna+list@ for anna@ (RFC 5233): it is Anna who
// reads and writes both.
func sameMailbox(a, b message.Address) bool {
	return !a.IsZero() && a.Domain() == b.Domain() && baseLocal(a) == baseLocal(b)
}

func baseLocal(a message.Address) string {
	local, _, _ := strings.Cut(strings.ToLower(a.Local()), "+")
	return local
}

// Owns tells whether the message is p's own, to see and to take back: sent with
// p's AUTH, or, where the network admitted the client, with p's reverse-path.
// From is not believed here: anybody can write it.
func Owns(p account.Person, env message.Envelope) bool {
	if env.User != "" {
		return isUser(p, env.User)
	}
	return sameMailbox(env.ReversePath, p.Address)
}
