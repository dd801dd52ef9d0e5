package detect

import "strings"

// What somebody works at is no state of the worker: "Anna Berg designed the leaflet on
// dementia", "sorts crates at the food bank", "reported the break-in".

// aboutNouns are what is written, counted and offered, folded; aboutWords stand before
// what it is about.
var (
	aboutNouns = wordSet(`folder folderen flyer flyeren brochure brochuren broschure leaflet pjece pjecen poster plakat plakaten page siden webside website artikel artiklen artikelen article piece vejledning vejledningen guide guiden gids leitfaden merkblatt infoblatt handreiking
		statistik statistikken statistics figures cijfers zahlen tal tallene numbers notat notatet beleidsstuk beleidsnota oplaeg temaaften infoaften infoabend themenabend infoavond themaavond podcast video lesson leaflets kronik presentatie prasentation praesentation presentation talk quiz avond aften abend evening
		invoice faktura fakturaen rechnung factuur quote offerte`)
	aboutWords = wordSet("om over zu zum zur uber on about for voor fur der af")
	// ofTheirOwn say that what follows is somebody's, and owing that a bill is.
	ofTheirOwn = wordSet("her his their hans hendes sin sit sine deres ihre ihren ihrer ihrem ihr seine seinen seiner seinem sein haar zijn hun own eigen egen and og und en who")
	owing      = [...]string{"betal", "bezahl", "zahlen", "pay ", "paid", "owe", "got ", "received", "faet", "fik ", "kreeg", "gekregen", "bekam", "bekommen"}
	// workVerbs stand right behind who does something for others.
	workVerbs = wordSet(`coordinates coordinated koordinerer koordinerede coordineert coordineerde koordiniert koordinierte sorts sorted sortiert sorteert sorterer packs packed pakker pakkede pakt packt vaert chairs moderates modererer moderiert`)
	// thingNouns are behind a state, in a word of their own or in the same, what is no
	// state.
	thingNouns   = wordSet("leaflet leaflets brochure flyer poster posters ramp ramps museum museums policy budget campaign charity statistics")
	thingEnds    = [...]string{"museum", "museet", "rampe", "rampen", "statistik", "statistikken", "fluchtlingshilfe", "fluchtlingsarbeit", "vluchtelingenwerk"}
	burglaries   = [...]string{"inbraak", "diefstal", "einbruch", "diebstahl", "indbrud", "tyveri", "break-in", "burglar", "theft", "vernieling", "haervaerk"}
	reportings   = [...]string{"heeft aangifte gedaan ", "deed aangifte ", "reported the ", "reported a ", "har meldt ", "har anmeldt ", "anmeldte "}
	germanHas    = [...]string{"hat den ", "hat einen ", "hat die ", "hat das "}
	reportedEnds = [...]string{"angezeigt", "gemeldet"}
	idioms       = [...]string{"dying to ", "sick of ", "sick and tired", "skaenke"}
)

// taskWords is how many words behind what it is about are of a task.
const taskWords = 4

// withoutTasks makes letters of no meaning of the states in a sentence that somebody in
// it works at.
func withoutTasks(s string, ms []mention) string {
	f := fold(s)
	b := []byte(nil)
	blank := func(w placedWord) {
		if b == nil {
			b = []byte(s)
		}
		for i := w.from; i < w.to; i++ {
			if b[i]|0x20 >= 'a' && b[i]|0x20 <= 'z' || b[i] >= 0x80 {
				b[i] = 'x'
			}
		}
	}
	reported := hasReported(s, f, ms)
	words := placedWords(s)
	for i, w := range words {
		switch {
		case i+2 < len(words) && aboutNouns[w.folded] && aboutWords[words[i+1].folded] && !containsAny(f, owing[:]),
			workVerbs[w.folded] && standsBehind(w.from, s, ms):
			blankTask(words[i+1:], blank)
		case i > 0 && thingNouns[w.folded]:
			blank(words[i-1])
			if i > 1 {
				blank(words[i-2])
			}
		case endsWithAny(w.folded, thingEnds[:]), reported && containsAny(w.folded, burglaries[:]), isIdiom(f, w.folded):
			blank(w)
		}
	}
	if b == nil {
		return s
	}
	return string(b)
}

// hasReported tells whether somebody in a sentence, folded f, reports what others did.
func hasReported(s, f string, ms []mention) bool {
	for _, m := range ms {
		behind := strings.TrimLeft(fold(s[m.to:]), " ")
		for _, w := range reportings {
			if strings.HasPrefix(behind, w) {
				return true
			}
		}
		for _, w := range germanHas {
			if strings.HasPrefix(behind, w) && containsAny(f, reportedEnds[:]) && !strings.Contains(f, " wegen ") && !strings.Contains(f, "begang") {
				return true
			}
		}
	}
	return false
}

// placedWord is a word of a sentence with its bytes, folded and without marks.
type placedWord struct {
	from, to int
	folded   string
	last     bool // a comma or the end of something follows
}

// placedWords are the words of a sentence.
func placedWords(s string) (words []placedWord) {
	for from := 0; from < len(s); {
		end := from + strings.IndexByte(s[from:]+" ", ' ')
		bare := trimBehind(s[from:end], ".,;:!?)")
		words = append(words, placedWord{from, from + len(bare), fold(strings.TrimLeft(bare, "(\"")), from+len(bare) < end})
		from = end + 1
	}
	return words
}

// blankTask blanks what a task is about, up to a comma or to what is somebody's own.
func blankTask(words []placedWord, blank func(placedWord)) {
	for _, w := range words[:min(len(words), taskWords+1)] {
		if ofTheirOwn[w.folded] {
			return
		}
		blank(w)
		if w.last {
			return
		}
	}
}

// standsBehind tells whether a byte is that of the word right behind somebody, or behind
// one of two letters there: "er vært ved".
func standsBehind(at int, s string, ms []mention) bool {
	for _, m := range ms {
		if at > m.to && at <= m.to+4 && strings.IndexByte(s[m.to:at], ',') < 0 {
			return true
		}
	}
	return false
}

func endsWithAny(w string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// isIdiom tells whether a word of a folded sentence is the first of words that only
// sound like a state.
func isIdiom(f, w string) bool {
	for _, idiom := range idioms {
		if strings.Contains(f, idiom) && strings.HasPrefix(idiom, w) && len(w) > 3 || idiom == "skaenke" && strings.HasPrefix(w, idiom) {
			return true
		}
	}
	return false
}
