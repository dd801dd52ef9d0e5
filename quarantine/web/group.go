package web

import (
	"net/http"

	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// groupPage is like messages of one sender: the first of them, to whom they all
// go, and one decision on them.
type groupPage struct {
	row     // stands for all
	Sight   sight
	Rules   []reason
	Content *content // of the first
	Letters []letter
	Shown   quarantine.Shown

	Barred          string
	Back            string
	Withdraw        bool
	Approve, Refuse []quarantine.Reason
	Missing         int
	Lacking         int // reviewers, for anybody to be able to release all
	Problem, Note   string
}

// letter is one message of a group in its table.
type letter struct {
	row
	To []string // strangers; none for readers who may not see them
}

func (s *Site) group(v *visit) error { return s.groupWith(v, "", http.StatusOK) }

func (s *Site) groupWith(v *visit, problem string, status int) error {
	items, may, err := s.groupItems(v)
	if err != nil {
		return err
	}
	page := &groupPage{row: s.list(items, v.person()).Rows[0], Sight: may, Back: back(v.person(), items[0]), Shown: quarantine.ShownOf(items),
		Problem: problem, Note: v.r.PostForm.Get("note"),
		Approve: quarantine.ReasonsFor(quarantine.Approve), Refuse: quarantine.ReasonsFor(quarantine.Refuse)}
	first := messagePage{Item: items[0], Sight: may}
	first.reasons(v.lang)
	page.Rules = first.Reasons
	for _, it := range items {
		l := letter{row: s.row(it, v.person())}
		if may.Content {
			to := messagePage{Item: it}
			s.recipients(&to)
			l.To = to.Outside
		}
		page.Letters = append(page.Letters, l)
		page.Missing = max(page.Missing, it.Missing())
		lacking, err := s.Quarantine.Lacking(v.ctx(), it)
		if err != nil {
			return err
		}
		page.Lacking = max(page.Lacking, lacking)
	}
	if may.Content {
		// The record first: nobody sees what is not on it.
		if err := s.Quarantine.Look(v.ctx(), v.person().Login, items[0].ID, audit.Looked); err != nil {
			return err
		}
		if page.Content, err = s.read(v.ctx(), items[0].ID); err != nil {
			return err
		}
	}
	if err := s.groupOffers(v, page, items); err != nil {
		return err
	}
	s.show(v, status, "group", page)
	return nil
}

// groupItems are the messages of the path's group that wait, or when none does
// those that were decided on, as far as the reader may see that they exist.
func (s *Site) groupItems(v *visit) (items []*quarantine.Item, may sight, err error) {
	name := v.r.PathValue("group")
	for _, pending := range []bool{true, false} {
		all, err := s.Quarantine.Group(v.ctx(), name, pending)
		if err != nil {
			return nil, may, err
		}
		for _, it := range all {
			if m, ok := sightOf(v.person(), it); ok {
				items, may = append(items, it), m
			}
		}
		if len(items) > 0 {
			return items, may, nil
		}
	}
	return nil, may, spool.ErrNotFound
}

// groupOffers decides which forms the reader gets: those that fit one message
// that the reader has not decided on.
func (s *Site) groupOffers(v *visit, page *groupPage, items []*quarantine.Item) error {
	if page.State != spool.HoldPending {
		return nil
	}
	page.Withdraw = page.Own
	for _, it := range items {
		one := messagePage{row: s.row(it, v.person()), Item: it}
		if err := s.offers(v, &one); err != nil {
			return err
		}
		if page.Barred = one.Barred; page.Barred == "" || page.Barred == "-" {
			break
		}
	}
	return nil
}

func (v *visit) shown() quarantine.Shown {
	return quarantine.Shown{Last: spool.ID(v.form("last")), Digest: v.form("digest")}
}

// reviewGroup takes an approval or a refusal of all that were shown.
func (s *Site) reviewGroup(v *visit) error {
	r, problem := v.reviewForm()
	if problem != "" {
		return s.groupWith(v, problem, http.StatusUnprocessableEntity)
	}
	result, err := s.Quarantine.ReviewGroup(v.ctx(), v.r.PathValue("group"), r, v.shown())
	if say, ok := reviewProblem(err); ok {
		return s.groupWith(v, say, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	s.backToGroup(v, map[spool.HoldState]string{spool.HoldPending: "approved-all", spool.HoldReleased: "released-all", spool.HoldRefused: "refused-all"}[result.State])
	return nil
}

func (s *Site) withdrawGroup(v *visit) error {
	if _, _, err := s.groupItems(v); err != nil {
		return err
	}
	err := s.Quarantine.WithdrawGroup(v.ctx(), v.person().Login, v.r.PathValue("group"), v.shown())
	if say, ok := reviewProblem(err); ok {
		return s.groupWith(v, say, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	s.backToGroup(v, "withdrawn-all")
	return nil
}

func (s *Site) backToGroup(v *visit, done string) {
	v.see("/group/" + v.r.PathValue("group") + "?done=" + done)
}
