package dsn

import (
	"fmt"
	"strings"
	"time"
)

// words is the part for people: what happened, to whom, what to do.
func (r Report) words() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\r\n", args...) }
	line("%s", r.opening())
	line("")
	for _, rcpt := range r.Recipients {
		line("  %s", oneLine(rcpt.Address.String(), 400))
		if why := r.why(rcpt); why != "" {
			line("      %s", why)
		}
		if rcpt.Reply != "" && r.Action != Relayed {
			line("      The other mail server said: %s", oneLine(rcpt.Reply, 400))
		}
		line("")
	}
	line("%s", r.advice())
	line("")
	line("Your message was handed in on %s.", r.Accepted.Format("2 January 2006 at 15:04 MST"))
	line("This notice was written by the mail server %s.", r.Hostname)
	return b.String()
}

func (r Report) opening() string {
	one := len(r.Recipients) == 1
	switch {
	case r.Action == Failed && one:
		return "Your message could not be delivered to this address:"
	case r.Action == Failed:
		return fmt.Sprintf("Your message could not be delivered to these %d addresses:", len(r.Recipients))
	case r.Action == Delayed && one:
		return "Your message has not reached this address yet. You need not do anything:"
	case r.Action == Delayed:
		return fmt.Sprintf("Your message has not reached these %d addresses yet. You need not do anything:", len(r.Recipients))
	default:
		return "You asked to be told: your message was passed on to the next mail server, which tells no more, for:"
	}
}

func (r Report) advice() string {
	switch r.Action {
	case Failed:
		return "Recipients that are not named here are not concerned. The message will not be\r\n" +
			"tried again; send it again once the cause is gone."
	case Delayed:
		return "It is tried again until " + r.Until.Format("2 January 2006 at 15:04 MST") + ". You will hear again only if that fails.\r\n" +
			"Please do not send it again."
	default:
		return "Whether it reached the mailbox is not known."
	}
}

// reasons are RFC 3463's codes in plain words, the longest match first.
var reasons = []struct{ subject, text string }{
	{"1.1", "This address does not exist. Please check how it is spelled."},
	{"1.2", "There is no mail server for what stands after the @. Please check how it is spelled."},
	{"1.10", "The owner of this domain takes no mail at all."},
	{"1.", "The address was not accepted. Please check how it is spelled."},
	{"2.1", "The mailbox is switched off."},
	{"2.2", "The mailbox is full. Please try again later or reach the person another way."},
	{"2.3", "The message is too large for this mailbox."},
	{"2.", "The mailbox does not take the message."},
	{"3.4", "The message is too large. Please send it in parts or share the file another way."},
	{"4.7", "It was tried again and again and the time is up."},
	{"4.", "The other mail server could not be reached."},
	{"6.0", "The message is damaged in a way that makes it unsafe to pass on (its line ends). Please tell whoever looks after the program that sent it."},
	{"6.7", "The other mail server does not take addresses with letters such as é or ü."},
	{"6.9", "The other mail server does not take headers with letters such as é or ü."},
	{"7.30", "The message asked to travel encrypted only, and the other mail server does not promise that."},
	{"7.", "The other mail server refuses the message by its rules (for example as unwanted mail)."},
}

// why says the status in plain words.
func (r Report) why(rcpt Recipient) string {
	if r.Action == Relayed {
		return ""
	}
	if r.Action == Delayed {
		return "Not taken so far; last tried " + at(rcpt.At) + "."
	}
	_, subject, _ := strings.Cut(rcpt.Status, ".")
	for _, reason := range reasons {
		exact := !strings.HasSuffix(reason.subject, ".")
		if exact && subject == reason.subject || !exact && strings.HasPrefix(subject, reason.subject) {
			return reason.text
		}
	}
	return "The other mail server does not take the message."
}

func at(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Format("2 January 2006 at 15:04 MST")
}
