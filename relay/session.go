package relay

import (
	"context"
	"errors"
	"io"
	"runtime/debug"
	"strings"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/spool"
)

// session is one conversation after EHLO. It implements smtp.Session, whose
// methods are named after the commands; all are called by one goroutine, since
// the gate turns BDAT into DATA.
type session struct {
	ctx    context.Context
	server *Server
	listen *Listener
	gate   *gate
	conn   *smtp.Conn

	user   string // after AUTH
	person message.Address

	open bool // MAIL was accepted
	env  message.Envelope
}

// Reset implements smtp.Session.
func (s *session) Reset() {
	s.open, s.env = false, message.Envelope{}
	s.gate.transaction(false)
}

// Logout implements smtp.Session.
func (s *session) Logout() error { return nil }

// Mail implements smtp.Session. The path comes from the gate; what go-smtp makes
// of it is not used.
func (s *session) Mail(_ string, opts *smtp.MailOptions) error {
	switch {
	case s.open:
		return reply(503, smtp.EnhancedCode{5, 5, 1}, "A transaction is open already; end it with RSET first")
	case s.gate.pathErr != nil:
		return badPath(s.gate.pathErr)
	case opts.RequireTLS && !s.gate.tls:
		return reply(530, smtp.EnhancedCode{5, 7, 4}, "REQUIRETLS needs STARTTLS first")
	}
	if err := s.admit(); err != nil {
		return err
	}
	if err := s.checkSender(s.gate.path); err != nil {
		return err
	}
	if err := checkUTF8(s.gate.path, opts.UTF8); err != nil {
		return err
	}
	if err := s.checkRate(s.gate.path); err != nil {
		return err
	}
	s.env = message.Envelope{
		ReversePath: s.gate.path,
		Client:      s.gate.client,
		Helo:        s.conn.Hostname(),
		User:        s.user,
		TLS:         s.gate.tls,
		Ret:         string(opts.Return),
		EnvID:       opts.EnvelopeID,
		SMTPUTF8:    opts.UTF8,
		EightBit:    opts.Body == smtp.Body8BitMIME,
		RequireTLS:  opts.RequireTLS,
		Received:    s.server.Relay.now(),
	}
	s.open = true
	s.gate.transaction(true)
	return nil
}

// admit tells who may submit: the listener's networks and people who signed in.
func (s *session) admit() error {
	switch {
	case s.listen.NeedTLS && !s.gate.tls:
		return reply(530, smtp.EnhancedCode{5, 7, 0}, "Switch on STARTTLS in your mail program first")
	case s.user != "" || !s.gate.signIn:
		return nil
	case s.mayAuth():
		return reply(530, smtp.EnhancedCode{5, 7, 0}, "Sign in first: this relay takes mail from your address only with a name and password")
	case s.server.Auth != nil && !s.listen.NoAuth && s.gate.config != nil:
		return reply(530, smtp.EnhancedCode{5, 7, 0}, "Sign in first: switch on STARTTLS and a name and password in your mail program")
	}
	return reply(550, smtp.EnhancedCode{5, 7, 1},
		"This relay does not take mail from %s; its administrator can add the address to the listener's networks", s.gate.client)
}

// checkSender holds the reverse-path to the office's domains or the person's own
// address. The null reverse-path belongs to nobody and is let through.
func (s *session) checkSender(from message.Address) error {
	if s.user == "" && !s.gate.terms.CheckSender || s.user != "" && s.gate.terms.AnySender || from.IsZero() {
		return nil
	}
	if s.server.Relay.Rules().Own(from) || s.user != "" && from.Key() == s.person.Key() {
		return nil
	}
	return reply(550, smtp.EnhancedCode{5, 7, 1}, "You may not send as %s; use an address of this office", from)
}

// checkRate counts the message for its client and its sender.
func (s *session) checkRate(from message.Address) error {
	l := s.gate.limits
	if whose, wait := s.rate("messages", from, l.SenderMessagesPerHour, l.MessagesPerHour); wait > 0 {
		return reply(450, smtp.EnhancedCode{4, 7, 1}, "Too many messages from %s within an hour; try again in %d minutes", whose, minutes(wait))
	}
	return nil
}

// checkRecipientRate counts a recipient. The reply is that of a message with too
// many of them: what was taken goes, and the client comes back for the rest (RFC
// 5321 section 4.5.3.1.10).
func (s *session) checkRecipientRate() error {
	l := s.gate.limits
	if whose, wait := s.rate("recipients", s.env.ReversePath, l.SenderRecipientsPerHour, l.RecipientsPerHour); wait > 0 {
		return reply(452, tooManyRecipients, "Too many recipients from %s within an hour; try again in %d minutes", whose, minutes(wait))
	}
	return nil
}

// tooManyRecipients is also what go-smtp says (RFC 3463 section 3.6).
var tooManyRecipients = smtp.EnhancedCode{4, 5, 3}

// rate counts one of what, for the sender and for the client. When one of the two
// has had too many within an hour, it tells whose and how long to wait.
func (s *session) rate(what string, from message.Address, ofSender, ofClient int) (whose string, wait time.Duration) {
	who := ""
	switch {
	case s.user != "":
		who = " user " + s.person.Key()
	case !from.IsZero():
		who = " from " + from.Key()
	}
	if who != "" {
		if wait := s.server.clients.more(what+who, ofSender); wait > 0 {
			return "this sender", wait
		}
	}
	return "your address", s.server.clients.more(what+" client "+sameClient(s.gate.client).String(), ofClient)
}

// minutes rounds up.
func minutes(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }

// checkUTF8 wants SMTPUTF8 for an address outside ASCII (RFC 6531 section 3.5).
func checkUTF8(a message.Address, announced bool) error {
	if announced || isASCII([]byte(a.String())) {
		return nil
	}
	return reply(553, smtp.EnhancedCode{5, 6, 7}, "An address with letters outside ASCII needs SMTPUTF8")
}

func badPath(err error) error {
	return reply(553, smtp.EnhancedCode{5, 1, 3}, "Not an address this relay takes: %v", err)
}

// Rcpt implements smtp.Session.
func (s *session) Rcpt(_ string, opts *smtp.RcptOptions) error {
	if s.gate.pathErr != nil {
		return badPath(s.gate.pathErr)
	}
	to := message.Recipient{Address: s.gate.path}
	if to.Address.IsZero() {
		return badPath(errors.New("a recipient is wanted"))
	}
	if err := checkUTF8(to.Address, s.env.SMTPUTF8); err != nil {
		return err
	}
	if err := s.checkRecipientRate(); err != nil {
		return err
	}
	for _, n := range opts.Notify {
		to.Notify = append(to.Notify, string(n))
	}
	if opts.OriginalRecipient != "" {
		to.ORcpt = strings.ToLower(string(opts.OriginalRecipientType)) + ";" + opts.OriginalRecipient
	}
	s.env.Recipients = append(s.env.Recipients, to)
	return nil
}

// Data implements smtp.Session. It reads the message from the gate, where no
// byte of it passed through go-smtp.
func (s *session) Data(io.Reader) (err error) {
	defer func() {
		if p := recover(); p != nil {
			s.server.log().Error("panic in a session", "client", s.gate.client, "stack", string(debug.Stack()))
			s.gate.gone = true
			err = refusal(errPanic)
		}
	}()
	body := s.gate.body()
	draft, err := s.receive(body)
	if err != nil {
		told := refusal(err)
		s.server.log().Warn("message not received", "client", s.gate.client, "octets", body.n, "reply", told.Code, "error", err)
		return told
	}
	// Many clients send octets outside ASCII without a word (RFC 6152).
	s.env.EightBit = s.env.EightBit || body.eight
	id, verdict, err := s.server.Relay.Accept(s.ctx, s.env, protocol(s.gate.hello, s.env), draft)
	if err != nil {
		return err
	}
	return accepted(id, verdict)
}

// receive streams the message into a draft. The message is read to its end even
// when there is no room for it.
func (s *session) receive(b *body) (*spool.Draft, error) {
	draft, err := s.server.Relay.Store.Create()
	if err != nil {
		b.fail(err)
		b.WriteTo(io.Discard)
		return nil, err
	}
	if _, err := b.WriteTo(draft); err != nil {
		draft.Discard()
		return nil, err
	}
	return draft, nil
}
