package detect

import (
	"fmt"
	"strings"
	"testing"
)

// harderKinds are layouts in which people stand otherwise than one a row or line.
var harderKinds = []string{"joined date", "joined phone", "labels across", "side by side", "given and initial", "given alone", "initials", "quoted semicolons", "narrative", "guests", "cells of cards", "ascii header", "absence", "birthdays", "iban list", "union list"}

// harder makes a leak of one of the harderKinds.
func (g *gen) harder(how string) evalCase {
	c := evalCase{kind: "harder " + how, lang: g.l.code, leak: true}
	n := 14 + g.r.IntN(20)
	var people []human
	for range n {
		people = append(people, g.human(false, false))
	}
	c.people = n
	add := func(row ...string) { c.rows = append(c.rows, row) }
	var b strings.Builder
	switch how {
	case "joined date":
		add(g.head["full"], g.head["town"])
		for _, h := range people {
			add(h.full()+" ("+g.day(h.born)+")", h.town)
		}
	case "joined phone":
		add(g.head["class"], g.head["full"])
		for _, h := range people {
			add(h.class, h.full()+", "+h.phone)
		}
	case "labels across":
		for i := 0; i+2 < n; i += 3 {
			var row []string
			for _, h := range people[i : i+3] {
				row = append(row, h.full()+"\n"+h.street+"\n"+h.postcode+" "+h.town)
			}
			add(row...)
		}
		c.people = n / 3 * 3
	case "side by side":
		add(g.head["full"], g.head["phone"], "", g.head["full"], g.head["phone"])
		for i := 0; i+1 < n; i += 2 {
			add(people[i].full(), people[i].phone, "", people[i+1].full(), people[i+1].phone)
		}
		c.people = n / 2 * 2
	case "given and initial", "given alone", "initials":
		for _, h := range people {
			switch how {
			case "given alone":
				fmt.Fprintf(&b, "%s %s\n", h.given, h.phone)
			case "given and initial":
				fmt.Fprintf(&b, "%s %s. %s\n", h.given, h.family[:1], h.phone)
			default:
				fmt.Fprintf(&b, "- %s. %s, %s\n", h.given[:1], h.family, h.phone)
			}
		}
	case "quoted semicolons":
		for _, h := range people {
			fmt.Fprintf(&b, "> %s; %s; %s\n", h.full(), h.street, h.phone)
		}
	case "narrative":
		c.people = 5
		for _, h := range people[:5] {
			fmt.Fprintf(&b, g.pick(evalSpeech[g.l.code].ill)+"\n\n", h.full())
		}
	case "guests":
		add("Name", "E-mail", "Role")
		for _, h := range people {
			add(h.full(), h.email, "attendee")
		}
	case "cells of cards":
		for i := 0; i+1 < n; i += 2 {
			add(people[i].full()+"\n"+people[i].phone+"\n"+people[i].email, people[i+1].full()+"\n"+people[i+1].phone+"\n"+people[i+1].email)
		}
		c.people = n / 2 * 2
	case "ascii header":
		add(g.head["full"], "foedselsdato")
		for _, h := range people {
			add(h.full(), g.day(h.born))
		}
	case "absence":
		c.people = 6
		add(g.head["full"], "Absence")
		for _, h := range people[:6] {
			add(h.full(), h.health)
		}
	case "birthdays":
		for _, h := range people {
			fmt.Fprintf(&b, "%s, %s, %s %s\n", h.full(), h.street, g.head["birth"], g.day(h.born))
		}
	case "iban list":
		for _, h := range people {
			add(h.full(), h.iban)
		}
	case "union list":
		add(g.head["full"], "Union")
		for _, h := range people {
			add(h.full(), g.pick([]string{"Unison", "3F", "FNV", "ver.di"}))
		}
	}
	c.text = b.String()
	return c
}

// plainKinds are ordinary messages that look like the harder leaks.
var plainKinds = []string{"family tree", "chronicle", "fixtures", "newsletter links", "reply chain", "invited"}

// plain makes an ordinary message of one of the plainKinds.
func (g *gen) plain(how string) evalCase {
	c := evalCase{kind: "ordinary " + how, lang: g.l.code}
	add := func(row ...string) { c.rows = append(c.rows, row) }
	var b strings.Builder
	switch how {
	case "family tree":
		add(g.head["full"], g.head["birth"], "Died")
		for range 24 {
			h, y := g.human(false, false), 1650+g.r.IntN(200)
			add(h.full(), fmt.Sprint(y), fmt.Sprint(y+20+g.r.IntN(60)))
		}
	case "chronicle":
		for range 20 {
			y := 1500 + g.r.IntN(480)
			fmt.Fprintf(&b, "%d-%d  %s\n", y, y+g.r.IntN(40), g.human(false, false).full())
		}
	case "fixtures":
		add("Date", "Match", "Referee", "Ground")
		h := []string{g.human(false, false).street, g.human(false, false).street, g.human(false, false).street}
		for i := range 22 {
			add(fmt.Sprintf("%02d-%02d-2026", i+1, 1+i%12), g.pick(g.l.towns)+" - "+g.pick(g.l.towns), g.human(false, false).full(), g.pick(h))
		}
	case "newsletter links":
		for range 15 {
			fmt.Fprintf(&b, "%s https://shop.example/p/%s?u=%s\n", g.human(false, false).full(), g.digits("99999999"), g.digits("999999999999"))
		}
	case "reply chain":
		for i := range 14 {
			h, q := g.human(false, false), strings.Repeat(">", i)
			said := map[string]string{"nl": "Op 3-5-2026 schreef %s <%s>:", "de": "Am 3. Mai 2026 schrieb %s <%s>:", "da": "Den 3. maj 2026 skrev %s <%s>:"}[g.l.code]
			if said == "" {
				said = "On 3 May 2026, %s <%s> wrote:"
			}
			fmt.Fprintf(&b, "%s "+said+"\n%s> OK\n%s> \n%s> -- \n%s> %s\n%s> %s, %s %s\n%s> T %s\n", q, h.full(), h.email, q, q, q, q, h.full(), q, h.street, h.postcode, h.town, q, h.phone)
		}
	case "invited":
		add("Name", "E-mail", "Role")
		for range 4 {
			h := g.human(false, false)
			add(h.full(), h.email, "attendee")
		}
	}
	c.text = b.String()
	return c
}

// TestSpaced wants blocks found whose every line is a paragraph of its own.
func TestSpaced(t *testing.T) {
	g := newGen(5, &evalLangs[0])
	for _, between := range []string{"\n\n\n", "\n\n"} {
		var b strings.Builder
		for i := range 14 {
			h := g.human(false, false)
			fmt.Fprintf(&b, "%d. %s\n\n%s\n\n%s %s\n\n%s%s", i+1, h.full(), h.street, h.postcode, h.town, h.phone, between)
		}
		people, found := run(evalCase{text: b.String()})
		if hold, n := held(people, found); !hold || n < 13 || n > 15 {
			t.Errorf("between blocks %q: held %v, %d people of 14", between, hold, n)
		}
	}
}
