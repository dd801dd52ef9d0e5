package dsn

import (
	"fmt"
	"strings"
	"time"
)

// Language is the language of the part for people: "en", "da", "nl" or "de".
// Anything else is English.
type Language string

// The languages.
const (
	English Language = "en"
	Danish  Language = "da"
	Dutch   Language = "nl"
	German  Language = "de"
)

// wording is all that a notification says in one language. Texts with %d are
// given the number of addresses, with %s a time, a reply or the host.
type wording struct {
	subjects                    map[Action]string
	failedOne, failedMany       string
	delayedOne, delayedMany     string
	relayed                     string
	failedNext, delayedNext     string
	relayedNext                 string
	said, soFar, never          string
	handedIn, writtenBy, sender string
	time                        string // layout
	reasons                     []reason
	refused                     string // when no reason fits
}

// reason is one of RFC 3463's codes in plain words: its subject and detail, or
// the subject alone with a dot.
type reason struct{ code, text string }

func (r Report) wording() *wording {
	switch r.Language {
	case Danish:
		return &danish
	case Dutch:
		return &dutch
	case German:
		return &german
	}
	return &english
}

// words is the part for people: what happened, to whom, what to do.
func (r Report) words() string {
	w := r.wording()
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\r\n", args...) }
	line("%s", r.opening(w))
	line("")
	for _, rcpt := range r.Recipients {
		line("  %s", oneLine(rcpt.Address.String(), 400))
		if why := r.why(w, rcpt); why != "" {
			line("      %s", why)
		}
		if rcpt.Reply != "" && r.Action != Relayed {
			line("      "+w.said, oneLine(rcpt.Reply, 400))
		}
		line("")
	}
	line("%s", r.advice(w))
	line("")
	line(w.handedIn, r.Accepted.Format(w.time))
	line(w.writtenBy, r.Hostname)
	return b.String()
}

func (r Report) opening(w *wording) string {
	one, n := len(r.Recipients) == 1, len(r.Recipients)
	switch {
	case r.Action == Failed && one:
		return w.failedOne
	case r.Action == Failed:
		return fmt.Sprintf(w.failedMany, n)
	case r.Action == Delayed && one:
		return w.delayedOne
	case r.Action == Delayed:
		return fmt.Sprintf(w.delayedMany, n)
	default:
		return w.relayed
	}
}

func (r Report) advice(w *wording) string {
	switch r.Action {
	case Failed:
		return w.failedNext
	case Delayed:
		return fmt.Sprintf(w.delayedNext, r.Until.Format(w.time))
	default:
		return w.relayedNext
	}
}

// why says the status in plain words.
func (r Report) why(w *wording, rcpt Recipient) string {
	switch r.Action {
	case Relayed:
		return ""
	case Delayed:
		return fmt.Sprintf(w.soFar, w.at(rcpt.At))
	}
	_, code, _ := strings.Cut(rcpt.Status, ".")
	for _, reason := range w.reasons {
		exact := !strings.HasSuffix(reason.code, ".")
		if exact && code == reason.code || !exact && strings.HasPrefix(code, reason.code) {
			return reason.text
		}
	}
	return w.refused
}

func (w *wording) at(t time.Time) string {
	if t.IsZero() {
		return w.never
	}
	return t.Format(w.time)
}
