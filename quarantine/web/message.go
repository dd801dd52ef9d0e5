package web

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sort"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

// sight is how much of a message somebody may see.
type sight struct {
	// Content is subject, text, excerpts, files and recipients.
	Content bool
	// Original is the message as a file.
	Original bool
}

// sightOf holds the design's separation of roles: reviewers see everything,
// senders their own message; admins and auditors see that it is held and why,
// by whom it was decided, but not what it says or to whom.
func sightOf(p account.Person, it *quarantine.Item) (sight, bool) {
	switch {
	case p.Is(account.Reviewer):
		return sight{Content: true, Original: true}, true
	case quarantine.Owns(p, it.Envelope):
		return sight{Content: true}, true
	case p.Is(account.Admin), p.Is(account.Auditor):
		return sight{}, true
	}
	return sight{}, false
}

// messagePage is one message, the reason first.
type messagePage struct {
	row
	Sight    sight
	Item     *quarantine.Item
	Reasons  []reason
	Findings []inspect.Finding
	More     []inspect.Finding // those that are folded
	Unread   []unread
	Visible  int // strangers' addresses that all would see
	Content  *content
	Inside   []string
	Outside  []string
	History  []event
	Size     int64

	// Barred is why the reader cannot decide, a key of the catalogue.
	Barred   string
	Lacking  int    // reviewers, for anybody to be able to release it
	Back     string // the list the reader came from
	Withdraw bool
	Approve  []quarantine.Reason
	Refuse   []quarantine.Reason
	// Problem is what was wrong with the form just sent.
	Problem string
	Note    string
}

// reason is a rule that hit.
type reason struct{ Rule, Say, Found string }

// unread is a part nobody could read, with what to do about it.
type unread struct {
	Where, Why, Detail, Do string
}

// event is what somebody did with the message.
type event struct {
	Time   time.Time
	Who    string
	What   audit.What
	Reason quarantine.Reason
	Note   string
	// Stale is set on an approval that was for something else.
	Stale bool
}

// findingsShown is how many rows the table has before it is folded.
const findingsShown = 8

func (s *Site) message(v *visit) error { return s.messageWith(v, "", http.StatusOK) }

// messageWith shows the message, with what was wrong with a form.
func (s *Site) messageWith(v *visit, problem string, status int) error {
	it, may, err := s.item(v)
	if err != nil {
		return err
	}
	// The record first: nobody sees what is not on it.
	if err := s.Quarantine.Look(v.ctx(), v.person().Login, it.ID, audit.Looked); err != nil {
		return err
	}
	page, err := s.messagePage(v, it, may)
	if err != nil {
		return err
	}
	page.Problem, page.Note = problem, v.r.PostForm.Get("note")
	s.show(v, status, "message", page)
	return nil
}

// item is the message of the path, if the reader may see that it exists.
func (s *Site) item(v *visit) (*quarantine.Item, sight, error) {
	it, err := s.Quarantine.Get(v.ctx(), v.id())
	if err != nil {
		return nil, sight{}, err
	}
	may, ok := sightOf(v.person(), it)
	if !ok {
		return nil, sight{}, spool.ErrNotFound
	}
	return it, may, nil
}

func (s *Site) messagePage(v *visit, it *quarantine.Item, may sight) (*messagePage, error) {
	p := &messagePage{Back: back(v.person(), it), row: s.row(it, v.person()), Sight: may, Item: it, Size: it.Size,
		Approve: quarantine.ReasonsFor(quarantine.Approve), Refuse: quarantine.ReasonsFor(quarantine.Refuse)}
	p.reasons(v.lang)
	if it.Report != nil {
		p.Visible = it.Report.VisibleExternal
		p.unreadable(may)
	}
	var err error
	if may.Content {
		p.findings()
		s.recipients(p)
		if p.Content, err = s.read(v.ctx(), it.ID); err != nil {
			return nil, err
		}
	}
	if p.Lacking, err = s.Quarantine.Lacking(v.ctx(), it); err != nil {
		return nil, err
	}
	if p.History, err = s.history(v, it); err != nil {
		return nil, err
	}
	return p, s.offers(v, p)
}

// back is the list that the message is in, for this reader.
func back(p account.Person, it *quarantine.Item) string {
	switch {
	case len(p.Roles) == 0:
		return "/mine"
	case !it.Pending(), !p.Is(account.Reviewer) && !p.Is(account.Admin):
		return "/decided"
	}
	return "/held"
}

// offers decides which forms the reader gets.
func (s *Site) offers(v *visit, p *messagePage) error {
	if !p.Item.Pending() {
		return nil
	}
	p.Withdraw = p.Own
	if !v.person().Is(account.Reviewer) {
		p.Barred = "-"
		return nil
	}
	err := s.Quarantine.MayReview(v.ctx(), p.Item, v.person())
	if say, ok := reviewProblem(err); ok {
		p.Barred, err = say, nil
	}
	return err
}

func (p *messagePage) reasons(lang quarantine.Language) {
	for i, id := range p.Item.Verdict.Rules {
		r := reason{Rule: id, Say: quarantine.RuleInWords(lang, id, p.People)}
		if i < len(p.Item.Verdict.Reasons) {
			say, found, _ := strings.Cut(p.Item.Verdict.Reasons[i], " Found: ")
			if r.Say == "" {
				r.Say = say
			}
			if p.Sight.Content { // what was found may name a file
				r.Found = strings.TrimSuffix(found, ".")
			}
		}
		p.Reasons = append(p.Reasons, r)
	}
}

// findings are sorted by what is said of most people; the sheet with 2,600
// birth dates comes before the telephone number in the signature.
func (p *messagePage) findings() {
	if p.Item.Report == nil {
		return
	}
	all := append([]inspect.Finding(nil), p.Item.Report.Findings...)
	sort.SliceStable(all, func(i, j int) bool {
		if s, t := inspect.Special.Has(all[i].Attribute), inspect.Special.Has(all[j].Attribute); s != t {
			return s
		}
		return all[i].Count > all[j].Count
	})
	n := min(len(all), findingsShown)
	p.Findings, p.More = all[:n], all[n:]
}

func (p *messagePage) unreadable(may sight) {
	for _, u := range p.Item.Report.Unreadable {
		line := unread{Why: "why:" + string(u.Why), Do: "do:" + string(u.Why)}
		if may.Content {
			line.Where, line.Detail = u.Where.String(), u.Detail
		}
		p.Unread = append(p.Unread, line)
	}
}

func (s *Site) recipients(p *messagePage) {
	for _, d := range p.Item.Recipients {
		if s.Own(d.Address) {
			p.Inside = append(p.Inside, d.Address.String())
		} else {
			p.Outside = append(p.Outside, d.Address.String())
		}
	}
}

// history is what the record says of the message, oldest first.
func (s *Site) history(v *visit, it *quarantine.Item) (events []event, err error) {
	var entries []audit.Entry
	err = s.Spool.View(v.ctx(), func(tx *spool.Tx) error {
		entries, err = audit.List(tx, audit.Filter{Message: it.ID, Limit: 200})
		return err
	})
	if err != nil {
		return nil, err
	}
	names, err := s.names(v)
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i]
		ev := event{Time: s.local(e.Time), Who: cmp.Or(names[e.Who], e.Who), What: e.What, Reason: quarantine.Reason(e.Detail["reason"]), Note: e.Detail["note"]}
		ev.Stale = e.What == audit.Approved && e.Detail["sha256"]+e.Detail["recipients_sha256"]+e.Detail["ruleset"] !=
			it.Binding.SHA256+it.Binding.Recipients+it.Binding.Ruleset
		events = append(events, ev)
	}
	return fold(events), err
}

// names are people's names by their logins, and our own.
func (s *Site) names(v *visit) (map[string]string, error) {
	people, err := s.Accounts.List(v.ctx())
	names := map[string]string{audit.System: "Postlock"}
	for _, p := range people {
		names[p.Login] = p.Name
	}
	return names, err
}

// fold leaves of several looks in a row by one person the last.
func fold(events []event) (out []event) {
	for _, e := range events {
		if n := len(out); n > 0 && e.What == audit.Looked && out[n-1].What == audit.Looked && out[n-1].Who == e.Who {
			out[n-1] = e
			continue
		}
		out = append(out, e)
	}
	return out
}

// reviewProblem is what the page says of a review that cannot be.
func reviewProblem(err error) (key string, ok bool) {
	for e, say := range map[error]string{
		quarantine.ErrRole:    "Only a reviewer can decide on held messages.",
		quarantine.ErrOwn:     "This message is your own, so somebody else has to look at it.",
		quarantine.ErrTwice:   "You have approved this message. The next approval must be somebody else's.",
		quarantine.ErrClosed:  "This message was decided on in the meantime.",
		quarantine.ErrChanged: "The message, its recipients or the rules are not those you were shown. Look again and decide anew.",
		quarantine.ErrReason:  "Please say why: choose a reason, or write one.",
		quarantine.ErrNotYour: "Only the sender can take a message back.",
	} {
		if errors.Is(err, e) {
			return say, true
		}
	}
	return "", false
}

// reviewForm is what the reader decided; problem is a key of the catalogue.
func (v *visit) reviewForm() (r quarantine.Review, problem string) {
	r = quarantine.Review{Login: v.person().Login, Decision: quarantine.Decision(v.form("decision")),
		Reason: quarantine.Reason(v.form("reason")), Note: v.form("note")}
	if len(r.Note) > 4*quarantine.MaxNote {
		problem = "The note is too long."
	}
	return r, problem
}

// review takes an approval or a refusal.
func (s *Site) review(v *visit) error {
	r, problem := v.reviewForm()
	if problem != "" {
		return s.messageWith(v, problem, http.StatusUnprocessableEntity)
	}
	shown := quarantine.Binding{SHA256: v.form("sha256"), Recipients: v.form("recipients"), Ruleset: v.form("ruleset")}
	result, err := s.Quarantine.Review(v.ctx(), v.id(), r, shown)
	if say, ok := reviewProblem(err); ok {
		return s.messageWith(v, say, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	done := map[spool.HoldState]string{spool.HoldPending: "approved", spool.HoldReleased: "released", spool.HoldRefused: "refused"}
	v.see("/message/" + string(v.id()) + "?done=" + done[result.State])
	return nil
}

func (s *Site) withdraw(v *visit) error {
	if _, _, err := s.item(v); err != nil {
		return err
	}
	err := s.Quarantine.Withdraw(v.ctx(), v.person().Login, v.id())
	if say, ok := reviewProblem(err); ok {
		return s.messageWith(v, say, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	v.see("/message/" + string(v.id()) + "?done=withdrawn")
	return nil
}

// original hands out the message as submitted, as a file to keep: never shown
// by the browser, whatever its content claims to be.
func (s *Site) original(v *visit) error {
	it, may, err := s.item(v)
	if err != nil {
		return err
	}
	if !may.Original {
		return spool.ErrNotFound
	}
	if err := s.Quarantine.Look(v.ctx(), v.person().Login, it.ID, audit.Took); err != nil {
		return err
	}
	body, err := s.Spool.Body(v.ctx(), it.ID)
	if err != nil {
		return err
	}
	defer body.Close()
	h := v.w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="postlock-%s.eml"`, it.ID))
	h.Set("Content-Length", fmt.Sprint(body.Size()))
	if _, err := io.Copy(v.w, io.NewSectionReader(body, 0, body.Size())); err != nil {
		s.Log.Warn("original", "message", it.ID, "err", err)
	}
	return nil
}
