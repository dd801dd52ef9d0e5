package detect

import (
	"fmt"
	"strings"
)

// officeKinds are layouts as offices, their programs and their members make them.
var officeKinds = []string{
	"households", "households in cells", "household lines", "family rows", "family rows merged", "family rows headless",
	"export codes", "export initials", "side by side headless", "three tables headless", "labels in rows", "labels as text", "mail merge", "mail merge child",
	"questions", "questions health", "chat", "chat signal", "foreign headings", "merged headings", "upper turned", "upper address", "initials first", "initials behind",
	"far phone", "far birth", "far email", "far phone headless", "far birth headless", "far text", "far address text",
	"running", "running ages", "running sentence", "forwarded list", "nested replies", "bars", "markdown", "csv in body", "yaml", "dates in words", "short years",
	"days of birth", "slash dates", "given surname mobile", "phone first", "email only names", "numbers first", "fixed print", "fixed print upper", "name below name", "couples", "sms list", "class list", "waiting list", "payroll", "absences", "donors", "tenants", "case notes",
}

// evalPhrases are words by language for what the lists of evalLang lack.
var evalPhrases = map[string]map[string]string{
	"da": {"family": "Familien", "dear": "Kære", "son": "Deres barn %s, født %s, er optaget fra august.", "q name": "Hvad hedder dit barn (for- og efternavn)?", "q birth": "Hvornår er dit barn født?", "q phone": "Hvilket telefonnummer kan vi træffe dig på?", "q mail": "Skriv venligst din e-mailadresse", "q ill": "Har dit barn allergier eller andet, vi skal vide?", "mother": "Mor", "father": "Far", "child": "Barn", "mobile": "Mobil", "lives": "%s bor %s, %s %s, og kan træffes på %s.", "years": "%s (%d år, %s)", "pay": "Månedsløn", "ill": "Fraværsårsag", "rent": "Restance", "gift": "Gave"},
	"nl": {"family": "Familie", "dear": "Geachte", "son": "Uw kind %s, geboren op %s, is geplaatst vanaf augustus.", "q name": "Wat is de voor- en achternaam van uw kind?", "q birth": "Wat is de geboortedatum van uw kind?", "q phone": "Op welk telefoonnummer bent u bereikbaar?", "q mail": "Wat is uw e-mailadres?", "q ill": "Heeft uw kind allergieën of gebruikt het medicijnen? Zo ja, welke?", "mother": "Moeder", "father": "Vader", "child": "Kind", "mobile": "Mobiel", "lives": "%s woont aan de %s, %s %s, en is te bereiken op %s.", "years": "%s (%d jaar, %s)", "pay": "Salaris", "ill": "Reden verzuim", "rent": "Achterstand", "gift": "Donatie"},
	"de": {"family": "Familie", "dear": "Sehr geehrte/r", "son": "Ihr Kind %s, geboren am %s, ist ab August aufgenommen.", "q name": "Wie heißt Ihr Kind (Vor- und Nachname)?", "q birth": "Wann ist Ihr Kind geboren?", "q phone": "Unter welcher Telefonnummer sind Sie erreichbar?", "q mail": "Bitte geben Sie Ihre E-Mail-Adresse an", "q ill": "Hat Ihr Kind Allergien oder nimmt es Medikamente? Wenn ja, welche?", "mother": "Mutter", "father": "Vater", "child": "Kind", "mobile": "Handy", "lives": "%s wohnt in der %s, %s %s, und ist unter %s zu erreichen.", "years": "%s (%d Jahre, %s)", "pay": "Gehalt", "ill": "Fehlgrund", "rent": "Mietrückstand", "gift": "Spende"},
	"en": {"family": "Family", "dear": "Dear", "son": "Your child %s, born %s, has been given a place from August.", "q name": "What is your child's full name?", "q birth": "What is your child's date of birth?", "q phone": "What is the best phone number to reach you on?", "q mail": "Please enter your email address", "q ill": "Does your child have any allergies or take medication? If so, which?", "mother": "Mother", "father": "Father", "child": "Child", "mobile": "Mobile", "lives": "%s lives at %s, %s %s, and can be reached on %s.", "years": "%s (aged %d, %s)", "pay": "Salary", "ill": "Reason for absence", "rent": "Arrears", "gift": "Donation"},
	"sv": {"family": "Familjen", "dear": "Bästa", "son": "Ert barn %s, född %s, har fått plats från augusti.", "q name": "Vad heter ditt barn (för- och efternamn)?", "q birth": "När är ditt barn fött?", "q phone": "Vilket telefonnummer når vi dig på?", "q mail": "Ange din e-postadress", "q ill": "Har ditt barn allergier eller tar medicin? Vilka?", "mother": "Mamma", "father": "Pappa", "child": "Barn", "mobile": "Mobil", "lives": "%s bor på %s, %s %s, och nås på %s.", "years": "%s (%d år, %s)", "pay": "Lön", "ill": "Frånvaroorsak", "rent": "Skuld", "gift": "Gåva"},
	"fr": {"family": "Famille", "dear": "Chère/Cher", "son": "Votre enfant %s, né(e) le %s, a une place à partir de septembre.", "q name": "Quels sont le nom et le prénom de votre enfant ?", "q birth": "Quelle est la date de naissance de votre enfant ?", "q phone": "À quel numéro de téléphone peut-on vous joindre ?", "q mail": "Indiquez votre adresse e-mail", "q ill": "Votre enfant a-t-il des allergies ? Lesquelles ?", "mother": "Mère", "father": "Père", "child": "Enfant", "mobile": "Portable", "lives": "%s habite %s, %s %s, et est joignable au %s.", "years": "%s (%d ans, %s)", "pay": "Salaire", "ill": "Motif d'absence", "rent": "Dette", "gift": "Don"},
	"nb": {"family": "Familien", "dear": "Kjære", "son": "Barnet deres, %s, født %s, har fått plass fra august.", "q name": "Hva heter barnet ditt (for- og etternavn)?", "q birth": "Når er barnet født?", "q phone": "Hvilket telefonnummer kan vi nå deg på?", "q mail": "Oppgi e-postadressen din", "q ill": "Har barnet allergier eller bruker det medisiner? Hvilke?", "mother": "Mor", "father": "Far", "child": "Barn", "mobile": "Mobil", "lives": "%s bor i %s, %s %s, og nås på %s.", "years": "%s (%d år, %s)", "pay": "Lønn", "ill": "Fraværsårsak", "rent": "Restanse", "gift": "Gave"},
	"pl": {"family": "Rodzina", "dear": "Szanowna Pani / Szanowny Panie", "son": "Państwa dziecko, %s, ur. %s, ma miejsce od września.", "q name": "Imię i nazwisko dziecka", "q birth": "Data urodzenia dziecka", "q phone": "Pod jakim numerem telefonu możemy się skontaktować?", "q mail": "Proszę podać adres e-mail", "q ill": "Czy dziecko ma alergie lub przyjmuje leki? Jakie?", "mother": "Matka", "father": "Ojciec", "child": "Dziecko", "mobile": "Telefon", "lives": "%s mieszka przy %s, %s %s, telefon %s.", "years": "%s (%d lat, %s)", "pay": "Wynagrodzenie", "ill": "Powód nieobecności", "rent": "Zaległość", "gift": "Darowizna"},
	"it": {"family": "Famiglia", "dear": "Gentile", "son": "Vostro figlio %s, nato il %s, ha un posto da settembre.", "q name": "Qual è il nome e cognome del bambino?", "q birth": "Qual è la data di nascita del bambino?", "q phone": "A quale numero di telefono possiamo chiamarla?", "q mail": "Indichi il suo indirizzo e-mail", "q ill": "Il bambino ha allergie o assume farmaci? Quali?", "mother": "Madre", "father": "Padre", "child": "Bambino", "mobile": "Cellulare", "lives": "%s abita in %s, %s %s, e risponde al %s.", "years": "%s (%d anni, %s)", "pay": "Stipendio", "ill": "Motivo assenza", "rent": "Arretrati", "gift": "Donazione"},
	"es": {"family": "Familia", "dear": "Estimado/a", "son": "Su hijo %s, nacido el %s, tiene plaza desde septiembre.", "q name": "¿Cuál es el nombre y apellidos de su hijo?", "q birth": "¿Cuál es la fecha de nacimiento de su hijo?", "q phone": "¿En qué número de teléfono podemos localizarle?", "q mail": "Indique su correo electrónico", "q ill": "¿Tiene su hijo alergias o toma medicación? ¿Cuáles?", "mother": "Madre", "father": "Padre", "child": "Niño", "mobile": "Móvil", "lives": "%s vive en %s, %s %s, y responde en el %s.", "years": "%s (%d años, %s)", "pay": "Salario", "ill": "Motivo de ausencia", "rent": "Deuda", "gift": "Donativo"},
}

func (g *gen) say(key string) string {
	if p, ok := evalPhrases[g.l.code]; ok && p[key] != "" {
		return p[key]
	}
	return evalPhrases["en"][key]
}

// foreign is the generator's heading in another language.
func (g *gen) foreign(f string) string {
	for {
		l := &evalLangs[g.r.IntN(len(evalLangs))]
		if l.code != g.l.code && len(l.head[f]) > 0 {
			return g.pick(l.head[f])
		}
	}
}

// far is somebody whose names are most likely on no list.
func (g *gen) far() human {
	h := g.human(false, false)
	if g.r.IntN(4) == 0 {
		return h
	}
	h.given, h.family = g.pick(evalFarGiven), g.pick(evalFarFamily)
	h.email = strings.ToLower(fold(h.given[:1]+h.family)) + "@" + g.pick(mailHosts)
	return h
}

// office makes a leak of one of the officeKinds.
func (g *gen) office(how string) evalCase {
	c := evalCase{kind: "office " + how, lang: g.l.code, leak: true, read: true}
	n := 14 + g.r.IntN(24)
	c.people = n
	var people []human
	for range n {
		people = append(people, g.human(false, false))
	}
	var b strings.Builder
	add := func(row ...string) { c.rows = append(c.rows, row) }
	say := func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) }
	month := func(h human) string { return evalMonths[g.l.code][h.born.Month()-1] }
	switch how {
	case "households", "households in cells", "household lines":
		c.people = 0
		for range 8 {
			f := g.human(false, false)
			size := 2 + g.r.IntN(4)
			c.people += size
			switch how {
			case "households":
				say("%s %s, %s, %s %s", g.say("family"), f.family, f.street, f.postcode, f.town)
			case "household lines":
				say("%s, %s, %s %s", f.family, f.street, f.postcode, f.town)
			default:
				add(f.family, f.street, f.postcode+" "+f.town)
			}
			for range size {
				m := g.human(g.r.IntN(2) == 0, false)
				switch how {
				case "households":
					say("  %s  %s", m.given, g.day(m.born))
				case "household lines":
					say("- %s, %s %s", m.given, strings.ToLower(g.head["birth"]), g.day(m.born))
				default:
					add("", m.given, g.day(m.born))
				}
			}
			if how == "households in cells" {
				c.rows = append(c.rows, nil)
			} else {
				say("")
			}
		}
	case "family rows", "family rows merged", "family rows headless":
		c.people = 3 * n
		if how == "family rows" {
			add(g.say("child"), g.head["birth"], g.say("mother"), g.say("mobile"), g.say("father"), g.say("mobile"))
		} else if how == "family rows merged" {
			add(g.say("child"), "", g.say("mother"), "", g.say("father"), "")
			add(g.head["full"], g.head["birth"], g.head["full"], g.head["phone"], g.head["full"], g.head["phone"])
		}
		for range n {
			k, m, f := g.human(true, false), g.human(false, false), g.human(false, false)
			add(k.given+" "+f.family, g.day(k.born), m.full(), m.phone, f.given+" "+f.family, f.phone)
		}
	case "export codes":
		add("KNR", "F_NM1", "F_NM2", "F_DT1", "F_TX7", "F_TX9", "STAT", "CHGDAT")
		for i, h := range people {
			add(fmt.Sprint(10017+i), h.family, h.given, h.born.Format("20060102"), h.street, h.phone, "A", "20260311")
		}
	case "export initials":
		add("RELNR", "VL", "NM", "GBD", "TNR", "UPD")
		for i, h := range people {
			add(fmt.Sprint(20017+i), h.given[:1]+".", h.family, h.born.Format("2006-01-02")+" 00:00:00", h.phone, "1")
		}
	case "side by side headless", "three tables headless":
		k := 2
		if how == "three tables headless" {
			k = 3
		}
		c.people = n / k * k
		for i := 0; i+k <= n; i += k {
			var row []string
			for _, h := range people[i : i+k] {
				row = append(row, h.full(), h.phone, "")
			}
			add(row[:len(row)-1]...)
		}
	case "labels in rows", "labels as text":
		c.people = n / 3 * 3
		for i := 0; i+3 <= n; i += 3 {
			p := people[i : i+3]
			lines := [][]string{{p[0].full(), p[1].full(), p[2].full()}, {p[0].street, p[1].street, p[2].street},
				{p[0].postcode + " " + p[0].town, p[1].postcode + " " + p[1].town, p[2].postcode + " " + p[2].town}}
			for _, l := range lines {
				if how == "labels in rows" {
					add(l...)
				} else {
					say("%-30s%-30s%s", l[0], l[1], l[2])
				}
			}
			if how == "labels in rows" {
				c.rows = append(c.rows, nil)
			} else {
				say("")
			}
		}
	case "mail merge", "mail merge child":
		for _, h := range people {
			say("%s\n%s\n%s %s\n\n%s, 3.8.2026\n\n%s %s,\n", h.full(), h.street, h.postcode, h.town, h.town, g.say("dear"), h.full())
			if how == "mail merge child" {
				k := g.human(true, false)
				say(g.say("son")+"\n", k.given+" "+h.family, g.day(k.born))
			}
			say("%s\n\n%s\n\n%s\n\n%s\n%s", g.pick(g.l.prose), g.pick(g.l.prose), g.pick(g.l.closings), g.pick(g.l.given)+" Postma", []string{"\f", "\n"}[g.r.IntN(2)])
		}
		if how == "mail merge child" {
			c.people = 2 * n
		}
	case "questions":
		add("Timestamp", g.say("q name"), g.say("q birth"), g.say("q phone"), g.say("q mail"))
		for i, h := range people {
			add(fmt.Sprintf("2026/09/%02d 8:%02d:11 PM GMT+1", 1+i%28, i%60), h.full(), g.day(h.born), h.phone, h.email)
		}
	case "questions health":
		add("ID", "Start time", g.say("q name"), g.say("q ill"))
		for i, h := range people {
			add(fmt.Sprint(i+1), fmt.Sprintf("9/%d/26 20:%02d:11", 1+i%28, i%60), h.full(), h.health)
		}
	case "chat":
		for i, h := range people {
			say("%02d/09/2026, 20:%02d - %s: %s %s", 1+i%28, i%60, h.full(), []string{"hi!", "ok", "yes please"}[i%3], h.phone)
		}
	case "chat signal":
		for i, h := range people {
			say("[%02d.09.26, 20:%02d:17] %s: %s, %s %s", 1+i%28, i%60, h.full(), h.street, h.postcode, h.town)
		}
	case "foreign headings":
		add(g.foreign("full"), g.foreign("birth"), g.foreign("phone"), g.foreign("town"))
		for _, h := range people {
			add(h.full(), g.day(h.born), h.phone, h.town)
		}
	case "merged headings":
		add(g.head["title"], "", "", "", "", "")
		add("", "", "Contact", "", "", "")
		add(g.head["family"], g.head["given"], g.head["phone"], g.head["email"], g.head["street"], g.head["town"])
		for _, h := range people {
			add(h.family, h.given, h.phone, h.email, h.street, h.town)
		}
	case "upper turned":
		for _, h := range people {
			add(strings.ToUpper(h.turned()), h.phone)
		}
	case "upper address":
		for _, h := range people {
			say("%s  %s  %s %s", strings.ToUpper(h.full()), strings.ToUpper(h.street), h.postcode, strings.ToUpper(h.town))
		}
	case "initials first":
		for _, h := range people {
			say("%s.%s. %s, %s, %s %s", h.given[:1], "J", h.family, h.street, h.postcode, h.town)
		}
	case "initials behind":
		for _, h := range people {
			add(h.family+", "+h.given[:1]+".", g.day(h.born))
		}
	case "far phone", "far phone headless":
		if how == "far phone" {
			add(g.head["full"], g.head["phone"])
		}
		for range n {
			h := g.far()
			add(h.full(), h.phone)
		}
	case "far birth", "far birth headless":
		if how == "far birth" {
			add(g.head["full"], g.head["birth"])
		}
		for range n {
			h := g.far()
			add(h.full(), g.day(h.born))
		}
	case "far email":
		for range n {
			h := g.far()
			add(h.full(), h.email)
		}
	case "far text":
		for range n {
			h := g.far()
			say("%s, %s, %s", h.full(), g.day(h.born), h.phone)
		}
	case "far address text":
		for range n {
			h := g.far()
			say("%s, %s, %s %s", h.full(), h.street, h.postcode, h.town)
		}
	case "running":
		var p []string
		for _, h := range people {
			p = append(p, h.full()+" ("+h.phone+")")
		}
		say("%s %s. %s", g.pick(g.l.prose), strings.Join(p, ", "), g.pick(g.l.prose))
	case "running ages":
		var p []string
		for _, h := range people {
			p = append(p, fmt.Sprintf(g.say("years"), h.full(), 2026-h.born.Year(), h.street))
		}
		say("%s %s.", g.pick(g.l.prose), strings.Join(p, "; "))
	case "running sentence":
		for _, h := range people {
			say(g.say("lives")+" %s", h.full(), h.street, h.postcode, h.town, h.phone, g.pick(g.l.prose))
		}
	case "forwarded list":
		o := g.human(false, false)
		say("FYI\n\n-----Original Message-----\nFrom: %s <%s>\nSent: 3 May 2026 10:11\nTo: %s <%s>\nSubject: FW: list\n\n%s\n", o.full(), o.email, o.parent, g.digits("x999@mail.example"), g.pick(g.l.prose))
		for _, h := range people {
			say("%s  %s  %s", h.full(), g.day(h.born), h.phone)
		}
		say("\n%s\n%s\n%s", g.pick(g.l.closings), o.full(), o.phone)
	case "nested replies":
		c.people = n
		for i, h := range people {
			say("%s %s, %s, %s", strings.Repeat(">", 1+i%4), h.full(), h.phone, h.email)
		}
	case "bars":
		say("| %s | %s | %s |", g.head["full"], g.head["birth"], g.head["town"])
		for _, h := range people {
			say("| %s | %s | %s |", h.full(), g.day(h.born), h.town)
		}
	case "markdown":
		say("| %s | %s |\n|---|---|", g.head["full"], g.head["health"])
		for i := range people {
			people[i].health = g.l.health[g.r.IntN(5)]
			say("| %s | %s |", people[i].full(), people[i].health)
		}
	case "csv in body":
		say("%s;%s;%s;%s", g.head["family"], g.head["given"], g.head["birth"], g.head["iban"])
		for _, h := range people {
			say("%s;%s;%s;%s", h.family, h.given, g.day(h.born), h.iban)
		}
	case "yaml":
		for _, h := range people {
			say("- name: %s\n  birthday: %s\n  phone: \"%s\"\n  city: %s", h.full(), h.born.Format("2006-01-02"), h.phone, h.town)
		}
	case "dates in words":
		for _, h := range people {
			say("%s, %s %d. %s %d", h.full(), strings.ToLower(g.head["birth"]), h.born.Day(), month(h), h.born.Year())
		}
	case "short years":
		add(g.head["full"], g.head["birth"], g.head["town"])
		for _, h := range people {
			add(h.full(), h.born.Format("02.01.06"), h.town)
		}
	case "days of birth":
		add(g.head["full"], g.head["birth"])
		for _, h := range people {
			add(h.full(), fmt.Sprintf("%d. %s", h.born.Day(), month(h)))
		}
	case "slash dates":
		for _, h := range people {
			say("%s %d/%d-%02d", h.full(), h.born.Day(), int(h.born.Month()), h.born.Year()%100)
		}
	case "given surname mobile":
		for _, h := range people {
			say("%s\t%s\t%s\t%s", h.family, h.given, h.phone, h.email)
		}
	case "phone first":
		for _, h := range people {
			say("%s  %s", h.phone, h.full())
		}
	case "email only names":
		for _, h := range people {
			say("%s, %s", h.full(), h.email)
		}
	case "numbers first":
		for i, h := range people {
			say("%04d  %-28s %-12s %s", 1200+i, h.turned(), g.day(h.born), h.town)
		}
	case "fixed print", "fixed print upper":
		say("%-6s%-18s%-22s%-12s%-24s%s", "NR", g.head["given"], g.head["family"], g.head["birth"], g.head["street"], g.head["phone"])
		say("%s", strings.Repeat("=", 110))
		for i, h := range people {
			l := fmt.Sprintf("%-6d%-18s%-22s%-12s%-24s%s", i+1, h.given, h.family, g.day(h.born), h.street, h.phone)
			if how == "fixed print upper" {
				l = strings.ToUpper(l)
			}
			say("%s", l)
		}
	case "name below name":
		for _, h := range people {
			say("%s\n%s, %s %s\n%s\n", h.turned(), h.street, h.postcode, h.town, g.day(h.born))
		}
	case "couples":
		c.people = 2 * n
		for _, h := range people {
			o := g.human(false, false)
			add(h.given+" "+h.family, o.given+" "+h.family, h.street, h.postcode+" "+h.town, h.phone)
		}
	case "sms list":
		for _, h := range people {
			say("%s:%s", h.full(), strings.NewReplacer(" ", "", "-", "", "/", "").Replace(h.phone))
		}
	case "class list":
		add(g.head["class"], g.head["given"], g.head["family"], g.say("mother"), g.say("mobile"), "E-mail")
		c.people = 2 * n
		for range n {
			k := g.human(true, false)
			m := g.human(false, false)
			add(k.class, k.given, k.family, m.given+" "+k.family, m.phone, m.email)
		}
	case "waiting list":
		add("#", g.head["given"], g.head["birth"], "", "")
		for i, h := range people {
			add(fmt.Sprint(i+1), h.full(), g.day(h.born), []string{"x", ""}[i%2], []string{"", "x"}[i%2])
		}
	case "payroll":
		add("No", g.head["full"], g.say("pay"), "%")
		for i, h := range people {
			add(fmt.Sprint(1000+i), h.full(), g.digits("29999,99"), "80")
		}
	case "absences":
		add(g.head["full"], g.say("ill"), "Days")
		for i := range people {
			people[i].health = g.l.health[g.r.IntN(5)]
			add(people[i].full(), people[i].health, fmt.Sprint(1+g.r.IntN(20)))
		}
	case "donors":
		add(g.head["full"], g.head["iban"], g.say("gift"))
		for _, h := range people {
			add(h.full(), h.iban, g.digits("99,00"))
		}
	case "tenants":
		add("Unit", g.head["full"], g.say("rent"), g.head["phone"])
		for i, h := range people {
			add(fmt.Sprintf("%d.%d", 1+i/4, i%4), h.full(), g.digits("999,99"), h.phone)
		}
	case "case notes":
		for _, h := range people {
			say("%s (%s), %s. %s", h.full(), g.day(h.born), h.street, g.pick(g.l.prose))
		}
	}
	c.text = b.String()
	return c
}

var evalMonths = map[string][]string{
	"da": list("januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"),
	"nl": list("januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"),
	"de": list("Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"),
	"en": list("January|February|March|April|May|June|July|August|September|October|November|December"),
	"sv": list("januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"),
	"fr": list("janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"),
	"nb": list("januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"),
	"pl": list("stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"),
	"it": list("gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"),
	"es": list("enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"),
}
