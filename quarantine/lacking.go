package quarantine

import (
	"context"

	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/relay/spool"
)

// Lacking is how many reviewers the office is short of to release a message: the
// approvals it still needs, less the people who may give one. Above 0 the message
// waits for nobody, and is not sent when its time is over.
//
// Who is named in From or Sender without having sent it counts as one who may:
// the header is read when somebody decides.
func (q *Quarantine) Lacking(ctx context.Context, it *Item) (n int, err error) {
	err = q.spool.View(ctx, func(tx *spool.Tx) error {
		people, err := account.All(tx)
		n = it.lacking(people)
		return err
	})
	return n, err
}

func (it *Item) lacking(people []account.Person) int {
	if !it.Pending() {
		return 0
	}
	n := it.Missing()
	for _, p := range people {
		if it.awaits(p) {
			n--
		}
	}
	return max(0, n)
}

// awaits tells whether it is p's turn, as far as the envelope tells.
func (it *Item) awaits(p account.Person) bool {
	return !p.Disabled && p.Is(account.Reviewer) &&
		!Owns(p, it.Envelope) && !sameMailbox(it.Envelope.ReversePath, p.Address) && !it.reviewedBy(p.Login)
}

// callAdmins tells those who can make a reviewer of messages that nobody can
// release; with no admin among the accounts the log tells it.
func (q *Quarantine) callAdmins(tx *spool.Tx, people []account.Person, batch []*Item) error {
	var stuck []*Item
	for _, it := range batch {
		if n := it.lacking(people); n > 0 {
			q.log.Warn("too few reviewers", "id", it.ID, "approvals", it.Hold.Approvals, "lacking", n)
			stuck = append(stuck, it)
		}
	}
	if len(stuck) == 0 || !q.notices.enabled() {
		return nil
	}
	for _, p := range people {
		if p.Disabled || !p.Is(account.Admin) {
			continue
		}
		if err := q.submit(tx, p.Address, q.notices.callAdmin(stuck, people), ""); err != nil {
			return err
		}
	}
	return nil
}
