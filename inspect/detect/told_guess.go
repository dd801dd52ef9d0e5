package detect

import (
	"slices"
	"strings"
)

// Names that are on no list are guessed by their capitals. German has a capital for every
// noun: hence the lists of what is none. The other people of a text decide whether a guess
// counts, see judgeGuessed.

// guesses adds the runs of two to four words with capitals that may be names on no
// list.
func (p *prose) guesses(s string, ms []mention) []mention {
	known := len(ms)
	from, end, n, before := -1, 0, 0, ""
	flush := func() {
		if n == 3 && from == 0 && !p.guessable(s[:end]) { // "Besøgte Max Berg"
			from, n = strings.IndexByte(s, ' ')+1, 2
		}
		if n >= 2 && n <= 4 && p.guessable(s[from:end]) && !isArticle(before) && !slices.ContainsFunc(ms[:known], func(m mention) bool { return m.from < end && from < m.to }) {
			ms = append(ms, mention{from: from, to: end, guess: true, record: p.newRecord(parseName(s[from:end]), from, false)})
		}
		from, n = -1, 0
	}
	for pos := 0; pos < len(s) && len(ms) < maxNames; {
		if s[pos] == '(' {
			flush()
			pos++
			continue
		}
		w := s[pos:]
		if i := strings.IndexByte(w, ' '); i >= 0 {
			w = w[:i]
		}
		bare := trimBehind(w, ".,;:!?)")
		switch {
		case bare != "" && isCapital(bare) && nameLetters(bare) && !isUpperCase(bare):
			if n == 0 {
				from = pos
			}
			n, end = n+1, pos+len(bare)
			if bare != w {
				flush()
				before = w
			}
		case n > 0 && isParticle(bare) && bare == w:
		default:
			flush()
			before = bare
		}
		pos += len(w) + 1
	}
	flush()
	return ms
}

// guessable tells whether nothing but its rarity speaks against a name.
func (p *prose) guessable(text string) bool {
	n := parseName(text)
	return n.ok && n.full && !namesThing(text) && p.d.special.in(text) == 0 && !hasNoun(text) && !isPlaced(text, &n) && !greetings[fold(firstWords(text, 1))]
}

// greetings begin and end letters, folded.
var greetings = wordSet("kjaere moin hai hoi hei hi hej hallo hello dear dag goedemorgen morgen hilsen groet groeten grusse halsningar love liefs kus knus kaere liebe lieber lieve cher chere caro cara querida querido droga drogi kara basta beste terveisin pozdrawiam")

// isPlaced is true for German words that tell where something is: "Wasser in den Beinen".
func isPlaced(text string, n *name) bool {
	return !n.given && containsAny(text, []string{" in den ", " in der ", " am ", " im ", " zu den ", " an den ", " auf der "})
}

// nouns are German words that stand with a capital, first in a sentence or anywhere,
// folded; no family is called so.
var nouns = wordSet("ich wir sie ihr ihnen ihm ihn uns euch man mein meine meinem meinen meiner dein deine sein seine seinem seinen seiner unsere unserem unseren unserer dieser diesem diesen jede jeder jedem jeden jedes " +
	"die das von fur bei mit nach vor aus auf durch ohne unter uber zwischen wahrend wegen trotz seit bis als wie wenn weil dass obwohl solange sobald nachdem bevor falls nur auch noch schon sehr viele vielen manche einige andere anderen beide alle allen welche welcher " +
	"heute gestern morgen hier dort dann so sonst zunachst zuletzt insgesamt ferner zudem dabei dadurch damit daher darum deshalb trotzdem allerdings jedoch " +
	"damen herren herrn frauen manner kinder kindern kindes jugendliche jugendlichen menschen eltern patient patienten patientin patientinnen arzt arzte arzten arztin betroffene betroffenen burger burgerinnen schuler schulern schulerinnen " +
	"wort worte debatte lage leben lebens tod tode fall falle fallen zeit zeiten jahr jahre jahren jahres tag tage tagen woche wochen monat monate beifall antrag antrage frage fragen antwort thema themen ziel ziele rede reden grund grunde teil teile " +
	"folgendes folgende betroffener regionale nationale internationale soziale deutsche deutschen deutscher europaische europaischen ganze ganzen erste ersten zweite zweiten neue neuen weitere weiteren wichtige hohe große kleine " +
	"angst sicht sichtweise krieg kriege kriegern volk volkes welt land landes stadt kirche schule haus hause stelle stellen therapie symptome symptom tendenz liebe verlust beginn ende beobachtungen")

// nounEndings are of German words that are no names, folded.
var nounEndings = [...]string{"ung", "ungen", "ungs", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "itat", "itaten", "ismus", "arbeit", "hilfe", "schutz", "gesetz", "gesetzes", "recht", "rechts", "mittel", "mitteln", "wesen", "kraft", "verfahren", "delikt", "delikten", "arrest", "arrestes", "klinik", "prinzip"}

// hasNoun tells whether one of the words of a guess is a German noun or begins
// sentences: that language has capitals for every noun.
func hasNoun(text string) bool {
	if opensSentence(text) {
		return true
	}
	joined := false // by "von" or "zu", which may be followed by "der"
	for i, w := range strings.Fields(text) {
		f := fold(w)
		switch {
		case !joined && i > 0 && (f == "und" || f == "des" || f == "dem"): // "den" and "der" are Dutch particles
			return true
		case words().of([]byte(f))&(given|surname) != 0:
		case nouns[f], len(f) >= 6 && slices.ContainsFunc(nounEndings[:], func(e string) bool { return strings.HasSuffix(f, e) }):
			return true
		}
		joined = f == "von" || f == "zu" || f == "van" || f == "op" || f == "in" || f == "aan"
	}
	return false
}

// opensSentence tells whether a name is none by its first word: "Von Zuchtmitteln",
// "Solange der Jugendliche".
func opensSentence(text string) bool {
	first := fold(firstWords(text, 1))
	if !nouns[first] {
		return false
	}
	_, rest, _ := strings.Cut(text, " ")
	c := words().of([]byte(first))
	return c&(given|surname) == 0 || c&particle != 0 || isGermanArticle(fold(firstWords(rest, 1)))
}

func isGermanArticle(f string) bool {
	return f == "der" || f == "des" || f == "dem" || f == "den" || f == "die"
}

// articles stand before things, folded.
var articles = " the a an het de een der die das den dem des ein eine einen einem einer eines im am zum zur vom ins beim et en den det le la les un une du des il lo gli una el los las los "

func isArticle(w string) bool {
	return w != "" && strings.Contains(articles, " "+strings.ToLower(w)+" ")
}
