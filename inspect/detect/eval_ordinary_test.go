package detect

import (
	"fmt"
	"strings"
	"time"
)

// ordinaryKinds are what an office sends every day and nobody should stop.
var ordinaryKinds = []string{
	"prices", "orders", "schools", "schools text", "contacts of firms", "results", "rota", "rota full", "minutes", "bibliography", "reply chain",
	"newsletter", "invoice", "statistics", "log", "ledger", "inventory", "own phones", "letter", "team list", "menu", "numbers", "timesheet", "programme",
	"signup reply", "quoted list of recipients", "bank statement amounts", "measurements", "towns", "licences", "tickets", "seating", "obituary", "code",
}

// ordinary makes a message that is to pass.
func (g *gen) ordinary(kind string) evalCase {
	c := evalCase{kind: "ordinary " + kind, lang: g.l.code}
	var b strings.Builder
	add := func(row ...string) { c.rows = append(c.rows, row) }
	say := func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) }
	person := func() human { return g.human(false, false) }
	n := 20 + g.r.IntN(120)
	recent := func() string {
		return g.day(time.Date(2026, time.Month(1+g.r.IntN(11)), 1+g.r.IntN(28), 0, 0, 0, 0, time.UTC))
	}
	switch kind {
	case "prices":
		add("Nr.", "Artikel", "Pris", "EAN", "Lager")
		for range n {
			add(g.digits("999999999"), g.pick(g.l.goods)+g.digits(" 99"), g.digits("99,99"), g.digits("5799999999999"), g.digits("99"))
		}
	case "orders":
		add("Order", "SKU", "Date", "Tracking", "Qty")
		for range n {
			add(g.digits("9999999999"), g.digits("99999999"), recent(), g.digits("AA999999999AA"), g.digits("9"))
		}
	case "schools", "schools text":
		if kind == "schools" {
			add(g.head["org"], g.head["street"], g.head["postcode"], g.head["town"], g.head["phone"], g.head["email"])
		}
		for range n {
			h := person()
			org := g.pick(g.l.orgs)
			if kind == "schools" {
				add(org+" "+h.town, h.street, h.postcode, h.town, h.phone, g.digits("info@org999.example"))
			} else {
				say("%s, %s, %s %s, %s", org, h.street, h.postcode, h.town, h.phone)
			}
		}
	case "contacts of firms":
		add(g.head["org"], g.head["street"], g.head["postcode"], g.head["town"], g.head["phone"])
		for range n {
			h := person()
			add(h.family+" "+g.pick([]string{"ApS", "GmbH", "BV", "Ltd", "A/S", "KG"}), h.street, h.postcode, h.town, h.phone)
		}
	case "results":
		add("#", g.head["full"], "Club", "Time")
		for i := range n {
			add(fmt.Sprint(i+1), person().full(), g.pick(g.l.orgs), g.digits("39:59"))
		}
	case "rota":
		add("Date", "Time", "1", "2", "Task")
		for range n {
			add(recent(), g.digits("19:99"), g.pick(g.l.given), g.pick(g.l.given), g.pick(g.l.tasks))
		}
	case "rota full":
		add("Date", "Time", "Who", "Task")
		for range n {
			add(recent(), "19:30", person().full(), g.pick(g.l.tasks))
		}
	case "minutes":
		var names []string
		for range 12 {
			names = append(names, person().full())
		}
		say("%s\n\n%s: %s\n", recent(), "Present", strings.Join(names, ", "))
		for i := range 12 {
			say("%d. %s (%s)", i+1, g.pick(g.l.prose), names[i])
		}
	case "bibliography":
		for range n {
			h := person()
			say("%s, %s. (%d). %s %s. %s, ISBN 978-%s", h.family, h.given[:1], 1950+g.r.IntN(75), g.pick(g.l.prose), g.pick(g.l.towns), g.pick(g.l.towns), g.digits("9-999-99999-9"))
		}
	case "reply chain":
		for range 14 {
			h, o := person(), person()
			from, to, sent, subj := "From", "To", "Sent", "Subject"
			switch g.l.code {
			case "da":
				from, to, sent, subj = "Fra", "Til", "Sendt", "Emne"
			case "nl":
				from, to, sent, subj = "Van", "Aan", "Verzonden", "Onderwerp"
			case "de":
				from, to, sent, subj = "Von", "An", "Gesendet", "Betreff"
			}
			say("%s: %s <%s>\n%s: %s\n%s: %s <%s>\n%s: Re: x\n\n%s\n\n%s\n%s\n%s\n%s %s\n%s\n", from, h.full(), h.email, sent, recent(), to, o.full(), o.email, subj,
				g.pick(g.l.prose), g.pick(g.l.closings), h.full(), h.street, h.postcode, h.town, h.phone)
		}
	case "newsletter":
		for range 12 {
			say("%s %s %s\n", g.pick(g.l.prose), g.pick(g.l.prose), g.pick(g.l.prose))
		}
		h := person()
		say("%s: %s, %s, %s", "Info", h.full(), h.phone, h.email)
	case "invoice":
		h := person()
		say("%s\n%s\n%s %s\n\n", h.full(), h.street, h.postcode, h.town)
		for range 12 {
			say("%-30s %s  %s", g.pick(g.l.goods), g.digits("9"), g.digits("99,99"))
		}
		say("IBAN %s BIC ABCDEF12", h.iban)
	case "statistics":
		add(g.head["town"], "2023", "2024", "2025")
		for range n {
			add(g.pick(g.l.towns), g.digits("9999"), g.digits("9999"), g.digits("9999"))
		}
	case "log":
		for range n {
			say("%s 12:%s host%s sshd[%s]: session %s from 10.1.%s.%s port %s", "2026-03-04", g.digits("59:59"), g.digits("9"), g.digits("9999"), g.digits("999999999999"), g.digits("99"), g.digits("99"), g.digits("99999"))
		}
	case "ledger":
		add("No", "Date", "Account", "Text", "Debit", "Credit")
		for range n {
			add(g.digits("99999"), recent(), g.digits("9999"), g.pick(g.l.goods), g.digits("999,99"), "")
		}
	case "bank statement amounts":
		add("Date", "Text", "Amount", "Balance")
		for range n {
			add(recent(), person().full(), g.digits("-99,99"), g.digits("9999,99"))
		}
	case "inventory":
		add("Id", "Device", "Serial", "Location", "Bought")
		for range n {
			add(g.digits("9999"), "Laptop "+g.digits("A999"), g.digits("AA99A999999"), g.pick(g.l.towns), recent())
		}
	case "own phones":
		add(g.head["full"], "Tel", g.head["email"])
		for range n {
			h := person()
			add(h.full(), g.digits("999"), strings.ToLower(fold(h.given))+"@office.example")
		}
	case "letter":
		h := person()
		say("%s\n%s\n%s %s\n\n%s %s\n\n%s\n%s\n%s", h.full(), h.street, h.postcode, h.town, g.pick(g.l.prose), g.pick(g.l.prose), g.pick(g.l.closings), person().full(), person().phone)
	case "team list":
		for range n {
			say("%s (%s)", person().full(), g.pick(g.l.orgs))
		}
	case "menu":
		add("Menu", "Allergens", "Price")
		for range n {
			add(g.pick(g.l.goods), g.pick(g.l.health), g.digits("99,99"))
		}
	case "numbers":
		for range n {
			say("%s: %s (%s)", g.pick(g.l.goods), g.digits("999999999"), g.digits("130599-9999"))
		}
	case "timesheet":
		add(person().full())
		add("Date", "From", "To", "Hours")
		for range 30 {
			add(recent(), "08:00", "16:30", "8")
		}
	case "programme":
		for range n {
			say("%s %s – %s: %s", g.digits("19:99"), g.pick(g.l.prose), person().full(), g.pick(g.l.towns))
		}
	case "signup reply":
		h := person()
		say("%s\n%s %s %s\n\n%s\n%s", g.pick(g.l.prose), h.full(), g.day(h.born), h.phone, g.pick(g.l.closings), person().full())
	case "quoted list of recipients":
		var to []string
		for range 40 {
			h := person()
			to = append(to, h.full()+" <"+h.email+">")
		}
		say("%s\n\n-----Original Message-----\nFrom: %s <%s>\nSent: %s\nTo: %s\nSubject: x\n\n%s", g.pick(g.l.prose), person().full(), person().email, recent(), strings.Join(to, "; "), g.pick(g.l.prose))
	case "measurements":
		add("timestamp", "sensor", "value", "lat", "lon")
		for range n {
			add("2026-03-04T12:00:00Z", g.digits("S99"), g.digits("99.99"), g.digits("52.99999"), g.digits("4.99999"))
		}
	case "towns":
		add(g.head["postcode"], g.head["town"], "Region")
		for range n {
			add(g.digits("9999"), g.pick(g.l.towns), g.pick(g.l.towns))
		}
	case "licences":
		for range n {
			say("Copyright (c) %d %s <%s>", 1990+g.r.IntN(30), g.pick(g.l.goods), g.digits("dev999@lists.example"))
		}
	case "tickets":
		add("Ticket", "Subject", "Owner", "Status", "Updated")
		for range n {
			add(g.digits("#99999"), g.pick(g.l.prose), g.pick(g.l.given), "open", recent())
		}
	case "seating":
		add("Table", "Name", "Name", "Name")
		for i := range n / 4 {
			add(fmt.Sprint(i+1), person().full(), person().full(), person().full())
		}
	case "obituary":
		for range 8 {
			h := person()
			say("%s † %s. %s", h.full(), recent(), g.pick(g.l.prose))
		}
	case "code":
		for i := range n {
			say("func handler%d(w http.ResponseWriter) { return fmt.Errorf(\"code %s at %s\") } // %s", i, g.digits("99999999"), g.digits("9.9.9"), g.pick(g.l.given))
		}
	}
	c.text = b.String()
	return c
}
