package quarantine

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/relay/spool"
)

// Notices are plain text mails that tell people what happened to a message and
// what they can do now. They name the message by the moment it was sent, the
// number of its recipients and a References field, never by its subject or by
// anything in it; they have the null reverse-path, so that nothing bounces.
type Notices struct {
	// From is the address notices come from; the zero Address: no notices.
	From message.Address
	// Name stands beside it ("Postlock").
	Name string
	// Language of all notices; English by default.
	Language Language
	// Page is where people sign in, "https://mail.office.example:8443"; a
	// notice has no link without it.
	Page string
	// Location is the office's time zone; time.Local by default.
	Location *time.Location
}

func (n Notices) withDefaults() Notices {
	if n.Name == "" {
		n.Name = "Postlock"
	}
	if n.Language == "" {
		n.Language = English
	}
	if n.Location == nil {
		n.Location = time.Local
	}
	n.Page = strings.TrimRight(n.Page, "/")
	return n
}

func (n Notices) enabled() bool { return !n.From.IsZero() }

// kind is an event that the sender is told of.
type kind int

const (
	noticeHeld  kind = iota
	noticeStuck      // held, and too few may decide on it
	noticeReleased
	noticeRefused
	noticeExpired
)

// note is a notice to be.
type note struct {
	subject string
	lines   []string // paragraphs, wrapped when written
}

// ends are messages that were decided on, by what became of them and by whom
// they are from: one account may write as several.
type ends map[end][]*Item

type end struct {
	state spool.HoldState
	from  message.Address
}

func (e ends) add(state spool.HoldState, it *Item) {
	at := end{state, it.Envelope.ReversePath}
	e[at] = append(e[at], it)
}

// tellEnds tells the senders what became of their messages; of those that still
// wait there is nothing to tell.
func (q *Quarantine) tellEnds(tx *spool.Tx, ended ends, r Review) error {
	var errs []error
	for e, items := range ended {
		switch e.state {
		case spool.HoldReleased:
			errs = append(errs, q.tell(tx, items, noticeReleased, nil))
		case spool.HoldRefused:
			errs = append(errs, q.tell(tx, items, noticeRefused, &r))
		}
	}
	return errors.Join(errs...)
}

// tell writes to the sender, in the transaction of what happened. Several items
// are of one group and one reverse-path, and it is one notice. A message with
// the null reverse-path has nobody who could be told.
func (q *Quarantine) tell(tx *spool.Tx, items []*Item, k kind, r *Review) error {
	it := items[0]
	to := it.Envelope.ReversePath
	if !q.notices.enabled() || to.IsZero() {
		return nil
	}
	who := ""
	if r != nil {
		p, err := account.Find(tx, r.Login)
		if err != nil {
			return err
		}
		who = p.Name
	}
	return q.submit(tx, to, q.notices.forSender(items, k, r, who), it.MessageID)
}

// forSender puts the words of the office's language together.
func (n Notices) forSender(items []*Item, k kind, r *Review, who string) note {
	it, w := items[0], wordsOf(n.Language)
	if len(items) > 1 {
		w = w.many()
	}
	fill := n.filler(items, who)
	var lines []string
	switch k {
	case noticeHeld, noticeStuck:
		lines = append(lines, w.held, w.why)
		lines = append(lines, n.reasons(it.Verdict, w)...)
		next := w.nextTwo
		if it.Hold.Approvals == 1 {
			next = w.nextOne
		}
		if k == noticeStuck {
			next = w.nextStuck
		}
		lines = append(lines, next)
		if it.Verdict.Group != "" {
			lines = append(lines, w.heldAlike)
		}
		lines = append(lines, w.mistake)
	case noticeReleased:
		lines = append(lines, w.released)
		if it.Verdict.BCC {
			lines = append(lines, w.releasedBCC)
		}
	case noticeRefused:
		lines = append(lines, w.refused, "  "+w.reasons[r.Reason])
		if r.Note != "" {
			lines = append(lines, "  "+oneLine(r.Note))
		}
		lines = append(lines, w.refusedNext)
	case noticeExpired:
		lines = append(lines, w.expired, w.expiredNext)
	}
	if n.Page != "" && k != noticeReleased && k != noticeExpired {
		lines = append(lines, n.Page+pathOf(it, len(items) > 1))
	}
	for i := range lines {
		lines[i] = fill(lines[i])
	}
	return note{subject: fill(w.subjects[k]), lines: append(lines, fill(w.foot))}
}

// pathOf is where the page shows a message, or the group it waits in.
func pathOf(it *Item, group bool) string {
	if group {
		return "/group/" + it.Verdict.Group
	}
	return "/message/" + string(it.ID)
}

// filler puts values into the words.
func (n Notices) filler(items []*Item, who string) func(string) string {
	l, it := n.Language, items[0]
	recipients := 0
	for _, it := range items {
		recipients += len(it.Recipients)
	}
	people := 0
	if it.Report != nil {
		people = it.Report.Subjects()
	}
	r := strings.NewReplacer(
		"{sent}", l.Moment(it.Accepted.In(n.Location)), "{until}", l.Moment(it.Hold.Until.In(n.Location)),
		"{recipients}", wordsOf(l).count(recipients, l), "{people}", l.Number(people),
		"{approvals}", l.Number(it.Hold.Approvals), "{who}", who, "{n}", l.Number(len(items)), "{id}", string(it.ID))
	return r.Replace
}

// reasons are the rules that hit, in the office's language; for a rule of the
// office's own, its own sentence without what was found.
func (n Notices) reasons(v rule.Verdict, w words) (lines []string) {
	for i, id := range v.Rules {
		say := w.rules[id]
		if say == "" && i < len(v.Reasons) {
			say, _, _ = strings.Cut(v.Reasons[i], " Found:")
		}
		if say != "" {
			lines = append(lines, "  "+oneLine(say))
		}
	}
	return lines
}

// call tells a reviewer that messages wait.
func (n Notices) call(p account.Person, items []*Item) note {
	w := wordsOf(n.Language)
	subject, lines := w.callOne, []string{w.callBody}
	if len(items) > 1 {
		subject = strings.ReplaceAll(w.callMany, "{n}", n.Language.Number(len(items)))
	}
	for _, it := range items {
		line := "  " + n.Language.Moment(it.Accepted.In(n.Location))
		if n.Page != "" {
			line = "  " + n.Page + pathOf(it, it.Verdict.Group != "")
		}
		lines = append(lines, line)
	}
	return note{subject: subject, lines: append(lines, w.callFoot)}
}

// callAdmin tells an admin that nobody can release messages for want of
// reviewers.
func (n Notices) callAdmin(items []*Item, people []account.Person) note {
	w := wordsOf(n.Language)
	lines := []string{w.stuckBody}
	for _, it := range items {
		lines = append(lines, "  "+strings.NewReplacer("{id}", string(it.ID), "{until}", n.Language.Moment(it.Hold.Until.In(n.Location)),
			"{approvals}", n.Language.Number(it.Hold.Approvals), "{lacking}", n.Language.Number(it.lacking(people))).Replace(w.stuckLine))
	}
	return note{subject: w.stuck, lines: append(lines, w.stuckFoot, "  postlock user roles LOGIN reviewer")}
}

// oneLine keeps what somebody typed from being more than a line of text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// submit queues a notice. reference is the Message-ID of the message it is
// about: mail programs then show the notice beside it.
func (q *Quarantine) submit(tx *spool.Tx, to message.Address, n note, reference string) error {
	id := "<" + strings.ToLower(rand.Text()) + "@" + q.notices.From.Domain() + ">"
	body, err := q.notices.compose(to, n, id, reference, q.now())
	if err != nil {
		return err
	}
	m := spool.Message{MessageID: id, Envelope: message.Envelope{
		Recipients: []message.Recipient{{Address: to, Notify: []string{"NEVER"}}}, Received: q.now(), SMTPUTF8: to.NeedsUTF8() || q.notices.From.NeedsUTF8()}}
	if _, err := tx.Submit(m, body); err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	return nil
}

// compose writes the mail: quoted-printable, for the next hop may not know
// 8BITMIME, and marked as automatic (RFC 3834 section 5) so that nobody's
// absence assistant answers.
func (n Notices) compose(to message.Address, what note, id, reference string, now time.Time) ([]byte, error) {
	var b bytes.Buffer
	field := func(name, value string) { // folded at blanks (RFC 5322 section 2.2.3)
		b.WriteString(strings.ReplaceAll(wrap(name+": "+value, " ", 78), "\n", "\r\n"))
	}
	field("From", mime.QEncoding.Encode("utf-8", n.Name)+" <"+n.From.String()+">")
	field("To", "<"+to.String()+">")
	field("Subject", mime.QEncoding.Encode("utf-8", what.subject))
	field("Date", now.In(n.Location).Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	field("Message-ID", id)
	if validReference(reference) {
		field("In-Reply-To", reference)
		field("References", reference)
	}
	field("Auto-Submitted", "auto-generated")
	field("Content-Language", string(n.Language))
	field("MIME-Version", "1.0")
	field("Content-Type", "text/plain; charset=utf-8")
	field("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write([]byte(strings.ReplaceAll(layout(what.lines), "\n", "\r\n"))); err != nil {
		return nil, fmt.Errorf("notice: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("notice: %w", err)
	}
	return b.Bytes(), nil
}

// validReference takes only what cannot break out of a header line: a
// Message-ID is whatever the sender's program wrote.
func validReference(id string) bool {
	if len(id) < 5 || len(id) > 250 || id[0] != '<' || id[len(id)-1] != '>' {
		return false
	}
	for _, c := range []byte(id[1 : len(id)-1]) {
		if c <= ' ' || c >= 0x7f || c == '<' || c == '>' {
			return false
		}
	}
	return true
}

// layout parts paragraphs by empty lines and wraps them at 72 columns; lines
// that begin with a blank are a list and stay together.
func layout(paragraphs []string) string {
	var b strings.Builder
	for i, p := range paragraphs {
		item := strings.HasPrefix(p, "  ")
		if i > 0 && (!item || !strings.HasPrefix(paragraphs[i-1], "  ")) {
			b.WriteByte('\n')
		}
		first, indent := "", ""
		if item {
			first, indent = "  - ", "    "
		}
		b.WriteString(wrap(first+strings.TrimSpace(p), indent, 72))
	}
	return b.String()
}

func wrap(s, indent string, width int) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Split(s, " ") {
		n := len([]rune(word))
		switch {
		case i == 0:
		case column+1+n > width:
			b.WriteString("\n" + indent)
			column = len(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String() + "\n"
}

// RuleInWords is the sentence on a rule of the default policy in a language,
// empty for a rule that is the office's own. people is the number it may name.
func RuleInWords(l Language, id string, people int) string {
	return strings.ReplaceAll(wordsOf(l).rules[id], "{people}", l.Number(people))
}
