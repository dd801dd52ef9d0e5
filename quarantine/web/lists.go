package web

import (
	"net/http"
	"time"

	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/relay/spool"
)

// maxDecided is how many past holds the page lists; older ones are on the record.
const maxDecided = 200

// home goes to what the person is here for.
func (s *Site) home(v *visit) error {
	switch p := v.person(); {
	case p.Is(account.Reviewer), p.Is(account.Admin):
		v.see("/held")
	case p.Is(account.Auditor):
		v.see("/record")
	default:
		v.see("/mine")
	}
	return nil
}

// row is one held message in a list. It says nothing of the content: a list is
// not a look.
type row struct {
	ID       spool.ID
	Sender   string
	Accepted time.Time
	State    spool.HoldState
	Rules    []string // ids
	People   int
	External int
	Internal int
	Approved int
	Needed   int
	Until    time.Time
	Decided  time.Time
	// Soon is set for less than a day before it expires.
	Soon bool
	// Own and Done say what the reader has to do with it.
	Own, Done bool
	// Group is that of like messages; Like is how many of them the row stands
	// for, 1 for a message by itself.
	Group string
	Like  int
}

func (s *Site) row(it *quarantine.Item, p account.Person) row {
	r := row{ID: it.ID, Sender: senderOf(it), Accepted: s.local(it.Accepted), State: it.Hold.State, Rules: it.Verdict.Rules,
		Approved: it.Approved(), Needed: it.Hold.Approvals, Until: s.local(it.Hold.Until), Decided: s.local(it.Hold.Decided),
		Soon: !it.Hold.Until.IsZero() && it.Hold.Until.Sub(s.Now()) < 24*time.Hour, Own: quarantine.Owns(p, it.Envelope),
		Group: it.Hold.Group, Like: 1}
	if it.Report != nil {
		r.People = it.Report.Subjects()
	}
	for _, d := range it.Recipients {
		if s.Own(d.Address) {
			r.Internal++
		} else {
			r.External++
		}
	}
	for _, review := range it.Reviews {
		r.Done = r.Done || review.Login == p.Login && it.Stands(review)
	}
	return r
}

// senderOf is the reverse-path, or what stands for it.
func senderOf(it *quarantine.Item) string {
	if !it.Envelope.ReversePath.IsZero() {
		return it.Envelope.ReversePath.String()
	}
	if it.Envelope.User != "" {
		return it.Envelope.User
	}
	return "<>"
}

type listPage struct {
	Rows []row
}

func (s *Site) held(v *visit) error {
	items, err := s.Quarantine.Pending(v.ctx())
	if err != nil {
		return err
	}
	s.show(v, http.StatusOK, "held", s.list(items, v.person()))
	return nil
}

func (s *Site) decided(v *visit) error {
	items, err := s.Quarantine.Decided(v.ctx(), maxDecided)
	if err != nil {
		return err
	}
	s.show(v, http.StatusOK, "decided", s.list(items, v.person()))
	return nil
}

type minePage struct {
	Waiting, Past []row
}

// mine are the reader's own messages, whatever their roles.
func (s *Site) mine(v *visit) error {
	waiting, err := s.Quarantine.Pending(v.ctx())
	if err != nil {
		return err
	}
	past, err := s.Quarantine.Decided(v.ctx(), maxDecided)
	if err != nil {
		return err
	}
	s.show(v, http.StatusOK, "mine", minePage{own(s.list(waiting, v.person())), own(s.list(past, v.person()))})
	return nil
}

// list makes rows of messages; like ones that stand at the same point are one.
func (s *Site) list(items []*quarantine.Item, p account.Person) (page listPage) {
	type point struct {
		group string
		state spool.HoldState
		own   bool
	}
	rows := map[point]int{}
	for _, it := range items {
		r := s.row(it, p)
		at := point{r.Group, r.State, r.Own}
		if i, there := rows[at]; there && r.Group != "" {
			page.Rows[i].join(r)
			continue
		}
		rows[at] = len(page.Rows)
		page.Rows = append(page.Rows, r)
	}
	return page
}

// join lets a row stand for one more message.
func (r *row) join(one row) {
	r.Like++
	r.External += one.External
	r.Internal += one.Internal
	r.People += one.People
	r.Approved = min(r.Approved, one.Approved)
	r.Done = r.Done && one.Done
	r.Soon = r.Soon || one.Soon
	if one.Accepted.Before(r.Accepted) {
		r.Accepted = one.Accepted
	}
}

func own(page listPage) (rows []row) {
	for _, r := range page.Rows {
		if r.Own {
			rows = append(rows, r)
		}
	}
	return rows
}
