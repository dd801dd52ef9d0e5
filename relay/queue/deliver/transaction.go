package deliver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect/message"
)

// transaction is one copy of a message on one connection: MAIL, RCPT, DATA
// (RFC 5321 section 3.3).
type transaction struct {
	m       Mail
	to      []int // places in m.Recipients and results
	results []Result

	s     *session
	body  io.Reader
	heard bool // the hop answered to something of this transaction
	utf8  bool // SMTPUTF8 was said

	unreachable bool // there was no connection to begin with
	ask         []int
	taken       []int
	stop        bool   // the rest of the recipients would fare alike:
	rest        Result // thus
}

// pipeline is how many RCPT are sent before their replies are read: RFC 2920
// section 3.1 warns of both sides waiting with full buffers.
const pipeline = 50

// run carries the transaction out. An error means that the connection is of no
// use any more; results then say nothing new yet, see giveUp.
func (t *transaction) run(ctx context.Context, s *session) error {
	defer s.until(ctx)()
	t.s, t.ask, t.taken = s, nil, nil
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := t.openBody(); err != nil {
		return err
	}
	if s.used > 0 && time.Since(s.since) >= s.limits.Check {
		if r, err := s.command("RSET"); err != nil {
			return err
		} else if r.Code/100 != 2 {
			return r
		}
	}
	if t.unfit(nil) {
		return nil
	}
	if r, bad := t.unsuited(); bad {
		t.refusedAll(t.to, r)
		return nil
	}
	if t.choose(); len(t.ask) == 0 {
		return nil
	}
	if s.has("PIPELINING") {
		return t.pipelined()
	}
	return t.stepwise()
}

func (t *transaction) openBody() (err error) {
	if t.body, err = t.m.Open(); err != nil {
		err = fmt.Errorf("the message cannot be read: %w", err)
	}
	return err
}

// unsuited tells what the hop cannot take, before it is asked.
func (t *transaction) unsuited() (Reply, bool) {
	if limit, err := strconv.ParseInt(t.s.extensions["SIZE"], 10, 64); err == nil && limit > 0 && t.m.Size > limit {
		// RFC 1870 section 6.1.
		return Reply{Code: 552, Enhanced: "5.3.4", Text: fmt.Sprintf("the next hop takes messages up to %d bytes", limit)}, true
	}
	if t.s.has("SMTPUTF8") {
		return Reply{}, false
	}
	// RFC 6531 section 3.6; the codes are of RFC 6531 section 4.1.
	if !isASCII(t.m.From.String()) {
		return Reply{Code: 550, Enhanced: "5.6.7", Text: "the next hop takes no addresses beyond ASCII"}, true
	}
	if t.m.SMTPUTF8 && !t.asciiHeader() {
		return Reply{Code: 550, Enhanced: "5.6.9", Text: "the next hop takes no header beyond ASCII"}, true
	}
	return Reply{}, false
}

// unfit notes, where it is so, that the connection is not protected as the
// message demands. err is what kept TLS from coming about. The reply is that of
// RFC 8689 section 4.2.1.
func (t *transaction) unfit(err error) bool {
	switch {
	case err != nil && !errors.Is(err, errTLS), !t.m.RequireTLS && !t.m.VerifiedTLS:
		return false
	case t.m.From.IsZero() && !t.m.VerifiedTLS:
		return false // RFC 8689 section 5: a bounce rather goes without than not at all
	case err == nil && t.s.verified && (!t.m.RequireTLS || t.s.has("REQUIRETLS")):
		return false
	}
	why := "the connection to the next hop is not verified TLS"
	if err != nil {
		why = truncate(printable(err.Error()), maxReplyText)
	} else if t.s.verified {
		why = "REQUIRETLS support required"
	}
	t.rest = Result{Status: Temporary, Unfit: true, Reply: Reply{Code: 550, Enhanced: "5.7.30", Text: why}}
	for _, i := range t.to {
		t.results[i] = t.rest
	}
	t.taken, t.stop = nil, true
	return true
}

// choose leaves out recipients whose addresses the hop does not understand.
func (t *transaction) choose() {
	for _, i := range t.to {
		if t.s.has("SMTPUTF8") || isASCII(t.m.Recipients[i].Address.String()) {
			t.ask = append(t.ask, i)
			continue
		}
		t.refused([]int{i}, Reply{Code: 553, Enhanced: "5.6.7", Text: "the next hop takes no addresses beyond ASCII"})
	}
}

// asciiHeader looks at the header, as far as one buffer reaches.
func (t *transaction) asciiHeader() bool {
	head := make([]byte, copySize)
	n, err := io.ReadFull(t.body, head)
	head = head[:n]
	t.body = io.MultiReader(bytes.NewReader(head), t.body)
	end := bytes.Index(head, []byte("\r\n\r\n"))
	if end < 0 {
		return err != nil && isASCII(string(head))
	}
	return isASCII(string(head[:end]))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// mail says MAIL with what the hop knows of what the submitter said.
func (t *transaction) mail() {
	var b strings.Builder
	b.WriteString("MAIL FROM:<" + t.m.From.String() + ">")
	if t.s.has("SIZE") && t.m.Size > 0 {
		b.WriteString(" SIZE=" + strconv.FormatInt(t.m.Size, 10))
	}
	if t.s.has("8BITMIME") && t.m.EightBit {
		b.WriteString(" BODY=8BITMIME")
	}
	if t.utf8 = t.s.has("SMTPUTF8") && t.needsUTF8(); t.utf8 {
		b.WriteString(" SMTPUTF8")
	}
	if t.m.RequireTLS && t.s.verified && t.s.has("REQUIRETLS") {
		b.WriteString(" REQUIRETLS")
	}
	if t.s.has("DSN") {
		if t.m.Ret == "FULL" || t.m.Ret == "HDRS" {
			b.WriteString(" RET=" + t.m.Ret)
		}
		if t.m.EnvID != "" {
			b.WriteString(" ENVID=" + xtext(t.m.EnvID))
		}
	}
	t.s.line(b.String())
}

func (t *transaction) needsUTF8() bool {
	if t.m.SMTPUTF8 || !isASCII(t.m.From.String()) {
		return true
	}
	for _, i := range t.ask {
		if !isASCII(t.m.Recipients[i].Address.String()) {
			return true
		}
	}
	return false
}

// rcpt says RCPT.
func (t *transaction) rcpt(r message.Recipient) {
	line := "RCPT TO:<" + r.Address.String() + ">"
	if t.s.has("DSN") {
		if len(r.Notify) > 0 {
			line += " NOTIFY=" + xtext(strings.Join(r.Notify, ","))
		}
		if kind, address, ok := strings.Cut(r.ORcpt, ";"); ok {
			line += " ORCPT=" + xtext(kind) + ";" + t.original(kind, address)
		}
	}
	t.s.line(line)
}

// original encodes the address of ORCPT: one of type utf-8 has an encoding of its
// own, and may stand as it is where the message said SMTPUTF8 (RFC 6533 section 3).
func (t *transaction) original(kind, address string) string {
	if kind != "utf-8" {
		return xtext(address)
	}
	var b strings.Builder
	for _, c := range address {
		if c < '!' || c == '+' || c == '=' || c == '\\' || c == 0x7f || c > 0x7f && !t.utf8 {
			fmt.Fprintf(&b, `\x{%02X}`, c)
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// xtext encodes as RFC 3461 section 4 wants it.
func xtext(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < '!' || c > '~' || c == '+' || c == '=' {
			fmt.Fprintf(&b, "+%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// hear reads the next reply.
func (t *transaction) hear(d time.Duration) (Reply, error) {
	r, err := t.s.reply(d, nil)
	if err == nil && r.Code == 421 {
		return r, r
	}
	t.heard = t.heard || err == nil
	return r, err
}

// pipelined sends MAIL, RCPTs and DATA together (RFC 2920).
func (t *transaction) pipelined() error {
	t.mail()
	var mail Reply
	for at := 0; at < len(t.ask); at += pipeline {
		part := t.ask[at:min(at+pipeline, len(t.ask))]
		for _, i := range part {
			t.rcpt(t.m.Recipients[i])
		}
		last := at+pipeline >= len(t.ask)
		if last {
			t.s.line("DATA")
		}
		if at == 0 {
			var err error
			if mail, err = t.hear(t.s.limits.Command); err != nil {
				return err
			}
		}
		if err := t.hearRecipients(part); err != nil {
			return err
		}
	}
	data, err := t.hear(t.s.limits.DataStart)
	if err != nil {
		return err
	}
	if mail.Code/100 != 2 {
		t.refusedAll(t.ask, mail)
	}
	if data.Code != 354 {
		return t.afterRefusal(data)
	}
	if len(t.taken) == 0 {
		// RFC 2920 section 3.1: nobody to send it to, and yet it waits.
		t.s.w.WriteString(".\r\n")
		_, err := t.hear(t.s.limits.DataEnd)
		return err
	}
	return t.content()
}

// stepwise waits for each reply.
func (t *transaction) stepwise() error {
	t.mail()
	mail, err := t.hear(t.s.limits.Command)
	if err != nil {
		return err
	}
	if mail.Code/100 != 2 {
		t.refusedAll(t.ask, mail)
		return t.reset()
	}
	for _, i := range t.ask {
		t.rcpt(t.m.Recipients[i])
		if err := t.hearRecipients([]int{i}); err != nil {
			return err
		}
	}
	if len(t.taken) == 0 {
		return t.reset()
	}
	t.s.line("DATA")
	data, err := t.hear(t.s.limits.DataStart)
	if err != nil {
		return err
	}
	if data.Code != 354 {
		return t.afterRefusal(data)
	}
	return t.content()
}

// hearRecipients reads a reply for each of some recipients.
func (t *transaction) hearRecipients(part []int) error {
	for _, i := range part {
		r, err := t.hear(t.s.limits.Command)
		if err != nil {
			return err
		}
		if r.Code/100 == 2 {
			t.taken = append(t.taken, i)
			continue
		}
		t.refused([]int{i}, r)
	}
	return nil
}

// afterRefusal ends a transaction whose DATA was not answered with 354.
func (t *transaction) afterRefusal(data Reply) error {
	if len(t.taken) > 0 {
		t.refusedAll(t.taken, data)
	}
	return t.reset()
}

// reset makes the connection ready for another message.
func (t *transaction) reset() error {
	if r, err := t.s.command("RSET"); err != nil || r.Code/100 != 2 {
		t.s.broken = true
	}
	return nil
}

// content sends the message and reads what the hop says of it.
func (t *transaction) content() error {
	if t.s.r.Buffered() > 0 {
		return t.cutOff(errEarly)
	}
	out := &stuffer{to: t.s.w}
	_, err := io.CopyBuffer(writerOnly{out}, readerOnly{t.body}, t.s.copyBuffer())
	if err == nil {
		err = out.Close()
	}
	if errors.Is(err, ErrLineEnds) {
		// The dialogue cannot be ended without ending the message: cut it.
		t.s.broken = true
		t.refusedAll(t.taken, Reply{Code: 554, Enhanced: "5.6.0", Text: ErrLineEnds.Error()})
		return nil
	}
	if err != nil {
		return t.cutOff(err)
	}
	r, err := t.hear(t.s.limits.DataEnd)
	if err != nil {
		return fmt.Errorf("after the message was sent: %w", err)
	}
	if r.Code/100 != 2 {
		t.refusedAll(t.taken, r)
		return nil
	}
	for _, i := range t.taken {
		t.results[i] = Result{Status: Delivered, Reply: r, DSN: t.s.has("DSN"), Asked: true}
	}
	return nil
}

// writerOnly and readerOnly keep io.CopyBuffer to the buffer it is given.
type (
	writerOnly struct{ io.Writer }
	readerOnly struct{ io.Reader }
)

// cutOff looks whether the hop said why it would not have more of the message.
func (t *transaction) cutOff(err error) error {
	t.s.broken = true
	t.s.raw.SetReadDeadline(time.Now().Add(time.Second))
	r, rerr := readReply(t.s.r, nil)
	if rerr != nil || r.Code < 400 || r.Code == 421 {
		return err
	}
	t.refusedAll(t.taken, r)
	return nil
}

// refused notes a refusal for some recipients.
func (t *transaction) refused(to []int, r Reply) Result {
	res := Result{Status: Temporary, Reply: r, Asked: true}
	if r.Code/100 == 5 {
		res.Status = Permanent
	}
	for _, i := range to {
		t.results[i] = res
	}
	return res
}

// refusedAll notes a refusal of the message, which other copies would meet too.
func (t *transaction) refusedAll(to []int, r Reply) {
	t.rest = t.refused(to, r)
	t.taken, t.stop = nil, true
}

// giveUp notes that the connection failed. What the hop said for good of single
// recipients before that stays.
func (t *transaction) giveUp(err error) {
	if t.unreachable && t.unfit(err) {
		return
	}
	r := Reply{Text: truncate(printable(err.Error()), maxReplyText)}
	var said Reply
	if errors.As(err, &said) {
		r = said
	}
	t.rest = Result{Status: Temporary, Reply: r, Asked: t.heard, Unreachable: t.unreachable}
	for _, i := range t.to {
		if t.results[i].Status == Temporary {
			t.results[i] = t.rest
		}
	}
}

// again are the recipients that the hop refused only because they were too many
// (RFC 5321 section 4.5.3.1.10, or the X.5.3 of RFC 3463 with whatever code), when
// it took others.
func (t *transaction) again() (again []int) {
	if len(t.taken) == 0 {
		return nil
	}
	for _, i := range t.to {
		if r := t.results[i]; r.Status != Delivered && (r.Reply.Code == 452 || r.Reply.Code == 552 || strings.HasSuffix(r.Reply.Enhanced, ".5.3")) {
			again = append(again, i)
		}
	}
	return again
}
