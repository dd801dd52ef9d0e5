package detect

import (
	"fmt"
	"strings"
	"time"
)

// speechKinds are leaks that are told and not listed: letters, notes, threads and
// chats.
var speechKinds = []string{"notes", "story", "moved", "thread", "chat numbers", "chat days", "chat addresses", "letter id"}

// told makes a leak of one of the speechKinds.
func (g *gen) told(how string) evalCase {
	c := evalCase{kind: "told " + how, format: "letter", lang: g.l.code, leak: true, read: true}
	n := 12 + g.r.IntN(8)
	c.people = n
	s := evalSpeech[g.l.code]
	var b strings.Builder
	say := func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) }
	say("%s\n", g.pick(g.l.prose))
	switch how {
	case "notes":
		c.people = len(s.ill)
		for i := range s.ill {
			say(s.ill[i]+" %s", g.human(false, false).full(), g.pick(g.l.prose))
		}
	case "story":
		c.people = 2 * n
		for range n {
			h := g.human(true, false)
			say(s.story+" %s\n", h.full(), g.day(h.born), h.parent, h.parentPhone, g.pick(g.l.prose))
		}
	case "moved":
		for range n {
			h := g.human(false, false)
			say(s.lives+" %s", h.full(), h.street, h.postcode+" "+h.town, h.phone, g.pick(g.l.prose))
		}
	case "thread":
		for i := range n {
			h := g.human(false, false)
			say("%s "+s.call, strings.Repeat(">", i/4), h.full(), h.phone)
			if i%4 == 3 {
				say("%s\n%s %s", strings.Repeat(">", i/4), strings.Repeat(">", i/4), g.pick(g.l.prose))
			}
		}
	case "letter id":
		c.people = 1
		h := g.human(false, true)
		say(s.number, h.full(), h.id)
	default:
		c.format = "chat"
		g.chat(say, n, func(int) string {
			h := g.human(false, false)
			switch how {
			case "chat numbers":
				return fmt.Sprintf(s.call, h.full(), h.phone)
			case "chat days":
				return fmt.Sprintf(s.birth, h.full(), g.day(h.born))
			}
			return fmt.Sprintf(s.address, h.full(), h.street, h.postcode+" "+h.town)
		})
	}
	say("\n%s\n%s", g.pick(g.l.closings), g.human(false, false).full())
	c.text = b.String()
	return c
}

// chat writes an exported chat of two or three people: n lines that tell
// something, and small talk between them.
func (g *gen) chat(say func(string, ...any), n int, line func(int) string) {
	members := []string{g.human(false, false).full(), g.human(false, false).given, g.human(false, false).full()}
	forms := []string{"[%s.%s.26, %s:%s:11] %s: %s", "%s/%s/2026, %s:%s - %s: %s"}
	form := forms[g.r.IntN(len(forms))]
	at := time.Date(2026, 9, 1, 7, 30, 0, 0, time.UTC)
	put := func(text string) {
		at = at.Add(time.Duration(1+g.r.IntN(300)) * time.Minute)
		say(form, at.Format("02"), at.Format("01"), at.Format("15"), at.Format("04"), g.pick(members), text)
	}
	for i := range n {
		for range g.r.IntN(3) {
			put(g.pick(evalSpeech[g.l.code].small))
		}
		put(line(i))
	}
}

// quietKinds are letters and chats that tell nothing of many people.
var quietKinds = []string{"chat", "chat one number", "about illnesses", "news", "vacancy", "invitation", "thanks", "agenda"}

// quiet makes an ordinary message of one of the quietKinds.
func (g *gen) quiet(how string) evalCase {
	c := evalCase{kind: "ordinary spoken " + how, lang: g.l.code, read: true}
	s := evalSpeech[g.l.code]
	person := func() human { return g.human(false, false) }
	var b strings.Builder
	say := func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) }
	switch how {
	case "chat":
		g.chat(say, 60, func(int) string { return g.pick(g.l.prose) })
	case "chat one number":
		g.chat(say, 40, func(i int) string {
			if h := person(); i == 7 {
				return fmt.Sprintf(s.call, h.full(), h.phone)
			}
			return g.pick(g.l.prose)
		})
	case "about illnesses":
		for range 3 {
			for _, line := range s.general {
				say("%s %s", line, g.pick(g.l.prose))
			}
			say("")
		}
	case "news":
		for range 5 {
			for _, line := range s.news {
				say(line+" %s\n", person().full(), g.pick(g.l.prose))
			}
		}
	case "vacancy":
		say("%s\n%s\n", g.pick(g.l.orgs), g.pick(g.l.prose))
		h := person()
		say(s.apply, h.full(), h.phone)
	case "invitation":
		h := person()
		say("%s\n%s "+s.invite, g.pick(g.l.orgs), g.pick(g.l.prose), h.street, h.postcode+" "+h.town, h.phone)
	case "thanks":
		for range 14 {
			say("%s, %s", person().full(), g.pick(g.l.tasks))
		}
	case "agenda":
		for i := range 14 {
			say("%d. %s (%s, %d min.)", i+1, g.pick(g.l.prose), person().given, 5+g.r.IntN(20))
		}
	}
	say("\n%s\n%s\n%s\nT %s", g.pick(g.l.closings), person().full(), g.pick(g.l.orgs), person().phone)
	c.text = b.String()
	return c
}
