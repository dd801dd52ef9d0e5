package detect

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// evalCase is one made message: rows or text, and how many people it is about.
type evalCase struct {
	kind, lang string
	format     string // what it is written as; empty for rows or text by its content
	file       string // the name of the file whose content text is
	leak       bool
	people     int
	rows       [][]string // a nil row is a blank one
	text       string
	read       bool // the text is read as a mail's body, in which tables are found
}

// human is a made person.
type human struct {
	given, family, street, postcode, town, phone, email, id, iban, health, class string
	born                                                                         time.Time
	parent, parentPhone                                                          string
}

type gen struct {
	r *rand.Rand
	l *evalLang
	// style of this message
	date  string
	head  map[string]string
	names map[string]bool // given so far
}

func newGen(seed uint64, l *evalLang) *gen {
	g := &gen{r: rand.New(rand.NewPCG(seed, 7)), l: l, head: map[string]string{}, names: map[string]bool{}}
	g.date = g.pick(l.dates)
	for _, k := range slices.Sorted(maps.Keys(l.head)) { // in one order, so that a seed makes the same message
		g.head[k] = g.pick(l.head[k])
	}
	return g
}

func (g *gen) pick(of []string) string { return of[g.r.IntN(len(of))] }

// digits fills a pattern: 9 is a digit, A a letter, N a nine, the rest itself.
func (g *gen) digits(pattern string) string {
	b := []byte(pattern)
	for i, c := range b {
		switch c {
		case '9':
			b[i] = byte('0' + g.r.IntN(10))
		case 'N':
			b[i] = '9'
		case 'A':
			b[i] = "BDFGHJLNPRSTVWXZ"[g.r.IntN(16)]
		}
	}
	return string(b)
}

func (g *gen) day(t time.Time) string {
	return t.Format(map[string]string{"d.m.y": "02.01.2006", "d-m-y": "02-01-2006", "d/m/y": "02/01/2006", "y-m-d": "2006-01-02"}[g.date])
}

// number makes a valid identifier by trying.
func (g *gen) number(born time.Time) string {
	month := int(born.Month())
	if born.Year() >= 2000 {
		month += 20
	}
	p := strings.NewReplacer("{M}", "abcdehlmprst"[born.Month()-1:born.Month()], "{P}", fmt.Sprintf("%02d", month), "dd", born.Format("02"), "mm", born.Format("01"), "yy", born.Format("06")).Replace(g.l.id)
	for range 200_000 {
		s := strings.ToUpper(g.digits(p))
		for _, h := range ident.Whole(s, nil) {
			if h.Kind.Name == g.l.idKind && (h.Birth.IsZero() || h.Birth.Equal(born)) {
				return s
			}
		}
	}
	panic("no " + g.l.idKind + " for " + born.Format(time.DateOnly))
}

// bank makes a valid German IBAN.
func (g *gen) bank() string {
	n := g.digits("999999999999999999")
	rest := 0
	for _, c := range n + "131400" {
		rest = (rest*10 + int(c-'0')) % 97
	}
	s := fmt.Sprintf("DE%02d%s", 98-rest, n)
	return strings.Join([]string{s[:4], s[4:8], s[8:12], s[12:16], s[16:20], s[20:]}, " ")
}

var mailHosts = []string{"posteo.example", "mail.example", "webmail.example", "post.example"}

// named is somebody with a name, one in six from far away.
func (g *gen) named() human {
	h := human{given: g.pick(g.l.given), family: g.pick(g.l.family)}
	if g.r.IntN(6) == 0 {
		h.given, h.family = g.pick(evalFarGiven), g.pick(evalFarFamily)
	} else if g.r.IntN(8) == 0 {
		h.family += "-" + g.pick(g.l.family)
	}
	return h
}

func (g *gen) human(child, ids bool) human {
	h := g.named()
	for try := 0; g.names[h.full()] && try < 50; try++ { // two people, two names
		h = g.named()
	}
	g.names[h.full()] = true
	years := 18 + g.r.IntN(65)
	if child {
		years = 3 + g.r.IntN(13)
	}
	h.born = time.Date(2026-years, time.Month(1+g.r.IntN(12)), 1+g.r.IntN(28), 0, 0, 0, 0, time.UTC)
	h.street = g.pick(g.l.streets) + " " + fmt.Sprint(1+g.r.IntN(140))
	if g.l.code == "en" || g.l.code == "fr" {
		h.street = fmt.Sprint(1+g.r.IntN(140)) + " " + g.pick(g.l.streets)
	}
	h.postcode, h.town, h.phone = g.digits(g.pick(g.l.postcode)), g.pick(g.l.towns), g.digits(g.pick(g.l.phones))
	h.email = strings.ReplaceAll(fold(h.given+[]string{".", "_", ""}[g.r.IntN(3)]+h.family), " ", "") + "@" + g.pick(mailHosts)
	if g.r.IntN(5) == 0 {
		h.email = g.digits("sunny9999@") + g.pick(mailHosts)
	}
	h.health, h.class = g.pick(g.l.health), fmt.Sprint(1+g.r.IntN(8))+string("abc"[g.r.IntN(3)])
	h.parent, h.parentPhone = g.pick(g.l.given)+" "+h.family, g.digits(g.pick(g.l.phones))
	h.iban = g.bank()
	if ids {
		h.id = g.number(h.born)
	}
	return h
}

func (h human) full() string   { return h.given + " " + h.family }
func (h human) turned() string { return h.family + ", " + h.given }

// field is the value of a column by its name.
func (g *gen) field(h human, f string) string {
	switch f {
	case "given":
		return h.given
	case "family":
		return h.family
	case "full":
		return h.full()
	case "turned":
		return h.turned()
	case "birth":
		return g.day(h.born)
	case "street":
		return h.street
	case "postcode":
		return h.postcode
	case "town":
		return h.town
	case "phone":
		return h.phone
	case "email":
		return h.email
	case "id":
		return h.id
	case "iban":
		return h.iban
	case "health":
		return h.health
	case "class":
		return h.class
	case "parent":
		return h.parent
	case "parentphone":
		return h.parentPhone
	}
	return ""
}

func (g *gen) heading(f string) string {
	if f == "turned" {
		f = "full"
	}
	return g.head[f]
}

func evalLayoutNames() []string { return slices.Sorted(maps.Keys(evalLayouts)) }

// evalLayouts are layouts of leaks, as columns.
var evalLayouts = map[string][]string{
	"full":    {"given", "family", "birth", "street", "postcode", "town", "phone", "email"},
	"joined":  {"full", "street", "postcode", "town", "phone"},
	"turned":  {"turned", "birth", "phone"},
	"phone":   {"full", "phone"},
	"email":   {"given", "family", "email"},
	"birth":   {"full", "birth"},
	"address": {"family", "given", "street", "postcode", "town"},
	"health":  {"full", "health"},
	"id":      {"full", "id"},
	"idonly":  {"id", "birth", "street"},
	"iban":    {"full", "iban"},
	"class":   {"given", "family", "class", "birth"},
	"child":   {"full", "birth", "parent", "parentphone"},
}

// table makes a leak as a table; how says what is done to it.
func (g *gen) table(layout, how string) evalCase {
	c := evalCase{kind: "table " + layout + " " + how, lang: g.l.code, leak: true}
	cols := append([]string(nil), evalLayouts[layout]...)
	if layout != "child" {
		g.r.Shuffle(len(cols), func(i, j int) { cols[i], cols[j] = cols[j], cols[i] })
	}
	n := 14 + g.r.IntN(90)
	if layout == "child" {
		n /= 2
	}
	var people []human
	for range n {
		people = append(people, g.human(layout == "child" || layout == "class", layout == "id" || layout == "idonly"))
	}
	c.people = n
	if layout == "child" {
		c.people = 2 * n
	}
	var head []string
	for _, f := range cols {
		head = append(head, g.heading(f))
	}
	add := func(row ...string) { c.rows = append(c.rows, row) }
	line := func(h human) []string {
		var row []string
		for _, f := range cols {
			v := g.field(h, f)
			if g.r.IntN(25) == 0 && f != "full" && f != "turned" && f != "given" && f != "family" && len(cols) > 4 {
				v = ""
			}
			row = append(row, v)
		}
		return row
	}
	switch how {
	case "titled":
		add(g.head["title"])
		c.rows = append(c.rows, nil)
	case "upper":
		for i := range people {
			people[i].given, people[i].family = strings.ToUpper(people[i].given), strings.ToUpper(people[i].family)
		}
	}
	if how != "headless" {
		c.rows = append(c.rows, head)
	}
	for i, h := range people {
		if how == "split" && i == n/2 {
			c.rows = append(c.rows, nil, []string{g.pick(g.l.towns)}, head)
		}
		c.rows = append(c.rows, line(h))
	}
	switch how {
	case "titled":
		add(g.head["total"], fmt.Sprint(n))
	case "blocks":
		c.rows = nil
		for _, h := range people {
			for _, f := range cols {
				add(g.heading(f), g.field(h, f))
			}
			c.rows = append(c.rows, nil)
		}
	case "turned round":
		people = people[:14]
		c.people = 14
		if layout == "child" {
			c.people = 28
		}
		c.rows = nil
		for _, f := range cols {
			row := []string{g.heading(f)}
			for _, h := range people {
				row = append(row, g.field(h, f))
			}
			c.rows = append(c.rows, row)
		}
	}
	return c
}

// textual makes a leak as running text.
func (g *gen) textual(how string) evalCase {
	c := evalCase{kind: "text " + how, lang: g.l.code, leak: true}
	n := 12 + g.r.IntN(40)
	c.people = n
	var b strings.Builder
	b.WriteString(g.pick(g.l.prose) + "\n\n")
	for i := range n {
		h := g.human(false, how == "sentence id")
		switch how {
		case "numbered":
			fmt.Fprintf(&b, "%d. %s, %s, %s %s, %s\n", i+1, h.full(), h.street, h.postcode, h.town, h.phone)
		case "bullets":
			fmt.Fprintf(&b, "- %s (%s)\n", h.full(), h.phone)
		case "dashes":
			fmt.Fprintf(&b, "%s – %s – %s\n", h.full(), h.phone, h.email)
		case "angle":
			fmt.Fprintf(&b, "%s <%s>\n", h.full(), h.email)
		case "semicolons":
			fmt.Fprintf(&b, "%s;%s;%s;%s\n", h.full(), g.day(h.born), h.street, h.phone)
		case "tabs":
			fmt.Fprintf(&b, "%s\t%s\t%s\n", h.given, h.family, h.phone)
		case "gaps":
			fmt.Fprintf(&b, "%-34s%-22s%s\n", h.full(), h.phone, h.town)
		case "blocks":
			fmt.Fprintf(&b, "%s\n%s\n%s %s\n%s\n\n", h.full(), h.street, h.postcode, h.town, h.phone)
		case "form":
			fmt.Fprintf(&b, "%s: %s\n%s: %s\n%s: %s\n%s: %s\n\n", g.head["full"], h.full(), g.head["birth"], g.day(h.born), g.head["street"], h.street, g.head["phone"], h.phone)
		case "health":
			fmt.Fprintf(&b, "%s: %s\n", h.full(), g.l.health[g.r.IntN(5)])
		case "health dash":
			fmt.Fprintf(&b, "* %s - %s\n", h.full(), g.l.health[g.r.IntN(5)])
		case "turned":
			fmt.Fprintf(&b, "%s, %s, %s\n", h.turned(), h.street, h.phone)
		case "cells":
			fmt.Fprintf(&b, "%s\n%s\n%s\n", h.full(), h.phone, h.email)
		case "birth":
			fmt.Fprintf(&b, "%s %s %s\n", h.full(), g.day(h.born), h.phone)
		case "born":
			fmt.Fprintf(&b, "%s, %s %s\n", h.full(), g.head["birth"], g.day(h.born))
		case "sentence id":
			if i > 0 {
				c.people = 1
				continue
			}
			fmt.Fprintf(&b, "%s %s, %s %s.\n", g.pick(g.l.prose), h.full(), g.head["id"], h.id)
		}
	}
	b.WriteString("\n" + g.pick(g.l.closings) + "\n" + g.human(false, false).full() + "\n")
	c.text = b.String()
	return c
}

func run(c evalCase) ([]inspect.Group, []inspect.Finding) {
	d := New(inspect.Parties{Own: []string{"office.example"}}, Options{Today: evalToday})
	if c.text != "" {
		d.Text(inspect.Text{Place: inspect.Place{Path: "body"}, Text: c.text})
	}
	for i, r := range c.rows {
		d.Row(inspect.Row{Place: inspect.Place{Path: "list.xlsx", Part: "Sheet1", Line: i + 1}, Cells: r})
	}
	return d.Result()
}
