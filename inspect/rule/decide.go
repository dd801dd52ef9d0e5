package rule

import (
	"fmt"
	"sort"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
)

// Facts are what a verdict is made of.
type Facts struct {
	Envelope message.Envelope
	Report   *inspect.Report
	Drip     Drip
}

// Drip is what one sender has written to strangers one by one: the number of
// distinct external recipients reached with like content, and the number of like
// messages, whoever got them; both with this message.
type Drip struct {
	Hour, Day                 int
	HourMessages, DayMessages int
	// Group names the like messages, this one among them; empty when the
	// message does not count.
	Group string
}

func (d Drip) within(w Within) int {
	if w == Hour {
		return d.Hour
	}
	return d.Day
}

func (d Drip) messages(w Within) int {
	if w == Hour {
		return d.HourMessages
	}
	return d.DayMessages
}

// Decide judges a message. The strictest action wins; a hold remembers a BCC.
// A message to internal recipients only is neither held nor rewritten.
func (rs *Ruleset) Decide(f Facts) Verdict {
	external := rs.external(f.Envelope)
	var hit []Rule
	for _, r := range rs.rules {
		if (external || r.Action == Reject) && r.When.met(f) {
			hit = append(hit, r)
		}
	}
	sort.SliceStable(hit, func(i, j int) bool {
		if hit[i].Action != hit[j].Action {
			return hit[i].Action > hit[j].Action
		}
		return hit[i].Approvals > hit[j].Approvals
	})
	v := Verdict{Ruleset: rs.digest, Group: f.Drip.Group}
	for _, r := range hit {
		if !r.When.drips() && r.Action >= Hold {
			v.Group = ""
		}
		v.Action = max(v.Action, r.Action)
		v.Approvals = max(v.Approvals, r.Approvals)
		v.BCC = v.BCC || r.Action == BCC
		v.Individual = v.Individual || r.Copies == Individual
		v.RequireTLS = v.RequireTLS || r.RequireTLS
		v.Rules = append(v.Rules, r.ID)
		v.Reasons = append(v.Reasons, strings.TrimSpace(r.Says+" "+r.When.found(f)))
	}
	if v.Action != Hold {
		v.Approvals, v.Group = 0, ""
	}
	return v
}

func (rs *Ruleset) external(env message.Envelope) bool {
	for _, r := range env.Recipients {
		if !rs.Own(r.Address) {
			return true
		}
	}
	return false
}

func (w When) met(f Facts) bool {
	r := f.Report
	return r.VisibleExternal >= w.VisibleExternal &&
		(w.Subjects == 0 || r.SubjectsWith(w.about()) >= w.Subjects) &&
		(w.Findings == 0 || w.sure(r) >= w.Findings) &&
		r.Filled(w.Forms) >= w.filled() &&
		(len(w.Unreadable) == 0 || len(w.unread(r)) > 0) &&
		f.Drip.within(w.Within) >= w.Drip &&
		f.Drip.messages(w.Within) >= w.DripMessages &&
		(w.Size == 0 || r.Size > int64(w.Size))
}

// sure counts single findings that may decide alone.
func (w When) sure(r *inspect.Report) (n int) {
	for _, f := range r.Findings {
		if f.Confidence >= inspect.Sure && w.about().Has(f.Attribute) {
			n += f.Count
		}
	}
	return n
}

func (w When) unread(r *inspect.Report) (us []inspect.Unreadable) {
	for _, u := range r.Unreadable {
		for _, why := range w.Unreadable {
			if u.Why == why {
				us = append(us, u)
			}
		}
	}
	return us
}

// found says the numbers that met the conditions.
func (w When) found(f Facts) string {
	var say []string
	add := func(n int, one, many string) {
		if n == 1 {
			say = append(say, one)
		} else {
			say = append(say, fmt.Sprintf(many, n))
		}
	}
	if w.VisibleExternal > 0 {
		add(f.Report.VisibleExternal, "1 address", "%d addresses")
	}
	if w.Subjects > 0 {
		add(f.Report.SubjectsWith(w.about()), "1 person", "%d people")
	}
	if w.Findings > 0 {
		add(w.sure(f.Report), "1 place", "%d places")
	}
	if w.filled() > 0 {
		add(f.Report.Filled(w.Forms), "1 filled form", "%d filled forms")
	}
	within := " within 24 hours"
	if w.Within == Hour {
		within = " within an hour"
	}
	if w.Drip > 0 {
		add(f.Drip.within(w.Within), "1 recipient", "%d recipients"+within)
	}
	if w.DripMessages > 0 {
		add(f.Drip.messages(w.Within), "1 message", "%d like messages"+within)
	}
	if len(w.Unreadable) > 0 {
		us := w.unread(f.Report)
		say = append(say, fmt.Sprintf("%s (%s)", us[0].Where, us[0].Why))
		if len(us) > 1 {
			say = append(say, fmt.Sprintf("%d more", len(us)-1))
		}
	}
	if w.Size > 0 {
		say = append(say, fmt.Sprintf("%.1f MB; the limit is %s", float64(f.Report.Size)/(1<<20), w.Size))
	}
	return "Found: " + strings.Join(say, ", ") + "."
}
