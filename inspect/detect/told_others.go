package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Minutes, programmes and letterheads name illnesses beside people who do not have them:
// who reports, asks, treats or gives a talk says it of others.

// speaks tells whether the person of a mention says something of others, asks about
// something, or is named for an office and nothing more.
func (d *Detector) speaks(s string, m mention) bool {
	behind := s[m.to:]
	if quoters[strings.ToLower(lastWords(s[:m.from], 1))] && !namesSelf(s[:m.from]) {
		return true
	}
	return reports(behind) || lectures(s) ||
		isOfficer(lastWords(s[:m.from], 2)) && d.special.in(behind) == 0
}

// sayings are verbs of minutes with a clause behind them, askings those of a question,
// in small letters as they stand behind a name.
var (
	sayings = [...]string{"oplyste", "oplyser", "orienterede om", "bemærkede", "påpegede", "mente", "fandt", "understregede", "redegjorde for", "svarede",
		"berichtet", "berichtete", "erklärt", "erklärte", "erläutert", "erläuterte", "teilt mit", "teilte mit", "weist darauf hin", "wies darauf hin", "betont", "betonte", "meint", "antwortet", "antwortete",
		"meldt", "merkt op", "merkte op", "antwoordt", "antwoordde", "stelt", "geeft aan", "licht toe", "benadrukt", "vindt",
		"reported", "said", "explained", "noted", "pointed out", "stated", "replied", "stressed",
		"informerade om", "upplyste", "påpekade", "menade", "svarade", "opplyste", "påpekte", "svarte", "a indiqué", "a précisé", "a rappelé", "a souligné"}
	askings = [...]string{"spurgte", "ønskede tal", "ønsker tal", "efterlyste", "fragt nach", "fragte nach", "bittet um zahlen", "vraagt naar", "vroeg naar", "vraagt aandacht", "vroeg aandacht", "asked about", "asked for figures", "asked whether", "asked how many", "frågade", "efterfrågade", "spurte", "a demandé", "s'interroge"}
	clauses = [...]string{", at ", " at ", ", dass ", ", ", " dat ", ", dat ", " that ", " att ", " que ", ": "}
)

// reports tells whether what stands behind a name is a verb of speech with a clause that
// has no word for the speaker: "oplyste, at det skyldes 6 borgere med …". Who says "that
// she has cancer" speaks of herself.
func reports(behind string) bool {
	behind = strings.TrimLeft(withoutAside(behind), " ")
	f := strings.ToLower(behind)
	for _, w := range askings {
		if strings.HasPrefix(f, w) {
			return !namesSelf(behind)
		}
	}
	for _, w := range sayings {
		rest, ok := strings.CutPrefix(f, w)
		if !ok {
			continue
		}
		for _, c := range clauses {
			if strings.HasPrefix(rest, c) || strings.HasSuffix(w, " om") || strings.HasSuffix(w, " for") {
				return !namesSelf(behind)
			}
		}
	}
	return false
}

// quoters stand between what somebody says and the name, in small letters.
var quoters = wordSet("says said explains explained adds added sagt sagte erklärt erklärte betont siger sagde forklarer fortæller udtaler zegt zei aldus säger sade sier sa dit explique déclare mówi powiedział dice afferma")

// withoutAside takes a bracket off the beginning of a text: a party, a firm.
func withoutAside(s string) string {
	t := strings.TrimLeft(s, " ")
	if !strings.HasPrefix(t, "(") {
		return s
	}
	if _, rest, ok := strings.Cut(t, ")"); ok {
		return rest
	}
	return s
}

// selves are words for the speaker and those near to the speaker, and for somebody of
// whom it was spoken before.
var selves = wordSet(`hun han hendes hans jeg min mit mine sig sin sit sine ham hende sie ihr ihre ihren ihrer ihm ihn sein seine seinen seiner ich mein meine sich zij ze hij haar zijn hem ik mijn zich she he her his him my hon henne hennes honom jag mitt mina henne mor far mother father mutter vater moeder vader
	son daughter sohn tochter zoon dochter datter søn elle il lui son sa ses je mon ma mes wife husband`)

func namesSelf(s string) bool {
	if strings.Contains(s, "dass er ") {
		return true
	}
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !isWordRune(r) }) {
		if w == "I" || selves[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// scholars are titles of those who give talks, in small letters.
var scholars = wordSet("dr dr. prof prof. professor lektor docent dozent overlæge överläkare oberarzt chefarzt hoogleraar")

// lectures tells whether a sentence begins with a scholar's title and name, a colon and
// the title of a talk: "Dr. Anna Berg: Diabetes und Ernährung".
func lectures(s string) bool {
	name, talk, ok := strings.Cut(s, ": ")
	return ok && len(name) <= maxOffice && digitsIn(s) == 0 && scholars[strings.ToLower(firstWords(name, 1))] &&
		strings.Contains(strings.TrimSpace(talk), " ") && !namesSelf(talk)
}

// abouts are words between a speaker and what the talk is on, folded.
var abouts = wordSet("on about om over uber sur su sobre z o")

// speaksOn tells whether somebody whose profession stands right before the name, or who
// is among those called speakers, is named for a talk: "Dr Anna Berg on addiction",
// "overlæge Mads Riis om kræftbehandling", "Speakers: Anna Berg (Red Cross) on refugees".
func speaksOn(s string, m mention) bool {
	behind := strings.TrimLeft(s[m.to:], " ")
	if strings.HasPrefix(behind, "(") {
		_, behind, _ = strings.Cut(behind, ")")
		behind = strings.TrimLeft(behind, " ")
	}
	if !abouts[fold(firstWords(behind, 1))] {
		return false
	}
	if head, _, ok := strings.Cut(s[:m.from], ":"); ok && isSpeaking(" "+fold(head)+" ") {
		return true
	}
	for _, w := range [...]string{lastWords(strings.TrimRight(s[:m.from], " "), 1), firstWords(s[m.from:], 1)} {
		if scholars[strings.ToLower(w)] || isPractitioner(w) || isPublicOffice(w) || within(speakerStems(), fold(w)) {
			return true
		}
	}
	return false
}

// speakers are stems of further professions of those who are invited to talk, folded.
var speakers = [...]string{"jurist", "advokat", "anwalt", "advocaat", "solicitor", "forfatter", "author", "autor", "schrijver", "forsker", "forscher", "onderzoeker", "researcher", "psykolog", "psycholog", "laege", "arzt", "arts", "rev", "praest", "pfarrer", "pastor", "dominee", "ekspert", "experte", "expert", "konsulent", "berater", "adviseur", "journalist", "professor", "coach", "nurse", "sygeplej", "verpleeg", "pfleg"}

var speakerStems = wordStems(speakers[:])

// speaking are stems of what those who give talks are called, folded.
var speaking = [...]string{" speaker", " speaking", " talks", " lectures", " presenters", "foredrag", "oplaegsholder", " talere", " talare", "talsperson", "forelas", "referenten", "referentinnen", "vortrag", "vortrage", " sprecher", "sprekers", "lezingen", "inleiders", "workshops", "intervenant", "relator", "ponentes", "prelegen", "puhuj"}

var speakingStems = wordStems(speaking[:])

// isSpeaking tells whether a folded heading is of people who talk to the public; talks
// with somebody are of those they are about.
func isSpeaking(head string) bool {
	return within(speakingStems(), head) && !containsAny(head, []string{" with ", " med ", " mit ", " met ", " avec "})
}

// isAgenda is true for "TOP 5 Schwerbehindertenvertretung: …", a heading that is not
// about whom the sentence before named.
func isAgenda(s string) bool {
	for _, w := range [...]string{"TOP ", "Pkt. ", "Punkt ", "Ad ", "Item ", "Agendapunt "} {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return rest != "" && rest[0] >= '0' && rest[0] <= '9'
		}
	}
	return false
}

// withoutTrades makes letters of no meaning of what those named in a sentence are, in
// brackets right behind: "Anna Berg (psychiatrist)".
func withoutTrades(s string, ms []mention) string {
	var b []byte
	for _, m := range ms {
		rest := s[m.to:]
		if !strings.HasPrefix(rest, " (") {
			continue
		}
		end := strings.IndexByte(rest, ')')
		if end < 0 {
			continue
		}
		trade := rest[2:end]
		if _, last, ok := strings.Cut(trade, ", "); ok {
			trade = last
		}
		if !isPractitioner(trade) {
			continue
		}
		if b == nil {
			b = []byte(s)
		}
		for i := m.to + 2; i < m.to+end; i++ {
			if b[i] != ' ' && b[i] != ',' {
				b[i] = 'x'
			}
		}
	}
	if b == nil {
		return s
	}
	return string(b)
}

// others takes from what a clause of a sentence as it is written says of one of its
// people what is not said of the person: see speaks.
func (d *Detector) others(written string, c clause, m mention, said inspect.Attributes) inspect.Attributes {
	if said == 0 {
		return 0
	}
	m.from, m.to = m.from+c.from, m.to+c.from
	if d.speaks(written[:max(c.from+len(c.text), m.to)], m) {
		said &^= inspect.Set(inspect.Health, inspect.SocialCare)
	}
	return said
}
