package detect

// eventWords are stems of headings over dates on which something began, happened or
// came out, folded.
var eventWords = [...]string{"premiere", "release", "publi", "erschien", "udgiv", "uitgegeven", "founded", "grund", "grundlagt", "opgericht", "establish", " start", " begin", " end ", " slut", " eind ", "abgeschlossen", "afslut", "created", "oprettet", "erstellt", "aangemaakt", "updated", "opdateret", "modified",
	" seit", " sinds", " siden", " since", "eintritt", "indmeldt", "joined", "ansat", "hired", "fixture", "kickoff", "spieltag", "veranstalt", " event", "ausgabe", " issue ", "earliest", "latest", " first ", " last ", " from ", " until ", "expir", "ablauf", "udlob", "vervalt", "bezahlt", "betalt", "betaald", " paid ", "delivered", "geliefert", "leveret", "geleverd"}

// events turns columns that were taken for dates of birth by their values alone into
// dates: of works and results, by their heading, or because one name has several.
func (t *typing) events() {
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind == kBirth && v.head.kind != kBirth && (t.has(kRank) || t.works() || t.dated(t.texts()[i]) || t.severalDates(v)) {
			v.kind = kDate
		}
	}
}

// works tells whether the rows have titles and makers, as books, films and speeches do.
func (t *typing) works() bool {
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind == kAuthor || v.kind != kInitials && v.share(v.letters) >= .8 && v.longer(10) >= .5 && isTitle(t.texts()[i]) {
			return true
		}
	}
	return false
}

func isTitle(text string) bool {
	switch text {
	case "title", "titel", "titre", "titolo", "titulo", "tytul", "tittel", "film", "buch", "bog", "boek", "book":
		return true
	}
	return false
}

// dated tells whether a folded heading is of a date of something that happened.
func (t *typing) dated(text string) bool {
	if h := t.d.heading(text); h.kind == kDate && len(text) > len("datum") {
		return true
	}
	return containsAny(" "+text+" ", eventWords[:])
}

// severalDates tells whether names of the table stand beside several dates: people
// are born once.
func (t *typing) severalDates(v *votes) bool {
	for i := range t.vs {
		if t.vs[i].kind != kFull && (t.vs[i].kind != kGiven || t.has(kFamily)) {
			continue
		}
		first, again, other := map[string]string{}, 0, 0
		for r, name := range t.vs[i].cells {
			day := v.cells[r]
			if name == "" || day == "" {
				continue
			}
			if d, ok := first[name]; !ok {
				first[name] = day
			} else if again++; d != day {
				other++
			}
		}
		if other >= 3 && other*2 >= again && other*5 >= v.n {
			return true
		}
	}
	return false
}

// makers makes people of authors and performers where the table pays or reaches
// them: no other column names anybody, and their accounts, numbers, or telephones
// with addresses stand beside.
func (t *typing) makers() {
	if t.named() || t.has(kRank) {
		return
	}
	if t.has(kIBAN) || t.has(kID) || t.has(kPhone) && !t.has(kDate) && (t.has(kStreet) || t.personalMail()) {
		for i := range t.vs {
			if v := &t.vs[i]; v.kind == kAuthor && v.share(v.nameFull) >= .5 {
				v.kind = kFull
				return
			}
		}
	}
}

// personalMail tells whether a column has mailboxes of people.
func (t *typing) personalMail() bool {
	for i := range t.vs {
		if v := &t.vs[i]; v.kind == kEmail && v.share(v.roleBox) < .5 {
			return true
		}
	}
	return false
}
