package detect

import "strings"

// People whom a sentence knows by less than a full name: by a title ("Mrs Oduya", "mw.
// Schipper"), as kin ("Opa Heinz"), as a household ("the Pattersons") or as two who share
// a name ("Steve and Carol Nash").

// addresses stand before a family name, kin before a given name or a full one, folded.
var (
	addresses = wordSet("hr herr herrn fru frau frk froken mr mrs ms miss dhr mw mevr mevrouw meneer heer mej mme mlle mm madame monsieur pan pani pana pania panu sig sigra signor signora senor senora don dona sra rouva herra fam familie familien familjen famille famiglia rodzina rodzinie gezin perhe")
	kin       = wordSet("dad mum mom far mor vater mutter vader moeder mama papa mamma pappa bror broder soster bruder schwester broer zus brother sister nichte neffe nicht neef nichtje broertje zusje lillebror lillesoster fatter kusine cousin cousine opa oma onkel tante mormor farmor morfar farfar bedstefar bedstemor oom uncle aunt auntie aunty grandma grandpa granny nan nana tonton oncle mamie papi zia zio nonna nonno tia tio abuela abuelo ciocia wujek babcia dziadek moster faster morbror farbror bestemor bestefar besteforeldre taeti eno mummo ukki")
)

// offices follow such a title instead of a name, folded.
var offices = wordSet("doktor doctor dr president prasident prasidentin kollege kollegin kollegen vorsitzender vorsitzende pfarrer pfarrerin pastor pastorin professor richter richterin direktor direktorin rektor rektorin nachbar nachbarin chairman speaker voorzitter dokter dominee formand ordstyrer president directeur docteur maire director doctora redaktor profesor dyrektor")

// addressed adds those whom a sentence names by a title, by kinship or as a household.
func (p *prose) addressed(s string, ms []mention) []mention {
	known := ms
	add := func(from, at, to int, guess bool) {
		if to = trimPossessive(s, to); to <= at || p.overlaps(known, from, to) || len(ms) >= maxNames {
			return
		}
		if n := parseName(uncoloured(s[at:to])); n.ok && !namesThing(s[at:to]) && !hasNoun(s[at:to]) && !isPublicOffice(s[at:to]) && !offices[fold(firstWords(s[at:to], 1))] {
			ms = append(ms, mention{from: from, to: to, guess: guess, record: p.newRecord(n, from, true)})
		}
	}
	for from, to := nextField(s, 0); from < len(s); from, to = nextField(s, to) {
		w := strings.Trim(s[from:to], "(.")
		if len(w) < 2 || len(w) > 13 || to >= len(s) || w == "MS" { // the illness
			continue
		}
		var buf [48]byte
		f := string(appendFold(buf[:0], w))
		at := from + strings.Index(s[from:to], w)
		switch next := firstWords(s[to+1:], 1); {
		case addresses[f]:
			name := titleEnd(s, to+1)
			add(at, name, nameEnd(s, name), false)
		case kin[f] && isGiven(trimBehind(next, ".,;:!?)")):
			add(at, to+1, nameEnd(s, to+1), false)
		case households[f]:
			if n := familyLength(s[to+1:]); n > 0 {
				add(to+1, to+1, to+1+n, true)
			}
		}
	}
	return ms
}

// colours are families' names as well, folded, behind a title.
var colours = wordSet("wit zwart groen rood bruin blauw geel brown white black green grey gray weiss schwarz roth braun grau hvid sort brun rossi neri bianchi blanc noir roux")

// uncoloured is a name that may be a colour, with an ending that no colour has.
func uncoloured(s string) string {
	at := strings.LastIndexByte(s, ' ') + 1
	if colours[fold(s[at:])] {
		return s + "sen"
	}
	return s
}

// households stand before the name of a family that has no title, folded.
var households = wordSet("the hos bei bij chez les u los las die hja")

// householdEnds follow the name of a family: "the Okafor family".
var householdEnds = wordSet("family children kids household twins brothers sisters parents boys girls couple")

// familyLength is how long the name of a family is that a text begins with: a family name
// of the lists, in the plural or not, or one before "family".
func familyLength(s string) int {
	first := firstWords(s, 1)
	bare := strings.TrimRight(first, ".,;:!?)'’")
	if len(bare) < 4 || len(bare) > 30 || !isCapital(bare) || !nameLetters(bare) {
		return 0
	}
	rest := strings.TrimLeft(s[len(first):], " ")
	if first == bare && householdEnds[strings.TrimRight(firstWords(rest, 1), ".,;:!?)'’")] {
		return len(bare)
	}
	if first == bare && (isCapital(rest) || strings.HasPrefix(rest, "& ")) { // "the Peter Principle"
		return 0
	}
	one := strings.TrimSuffix(bare, "s")
	if isFamilyName(bare, 0) || one != bare && isFamilyName(one, given) {
		return len(bare)
	}
	return 0
}

// isFamilyName tells whether a word is a family name of the lists, or ends as one, and
// nothing else but, perhaps, what may be besides.
func isFamilyName(w string, besides class) bool {
	var buf [48]byte
	f := appendFold(buf[:0], w)
	c := words().of(f)
	return (c&surname != 0 || familyEnding(f)) && c&(given|common|notName|orgWord|streetWord|monthOrDay)&^besides == 0
}

// partners adds the first of two who share a family name: "Steve and Carol Nash".
func (p *prose) partners(s string, ms []mention) []mention {
	for _, m := range ms[:len(ms):len(ms)] {
		before := s[:m.from]
		for _, w := range pairWords[:] {
			head, ok := strings.CutSuffix(before, w)
			if !ok {
				continue
			}
			at := strings.LastIndexAny(head, " (") + 1
			last := s[m.from:m.to]
			last = last[strings.LastIndexByte(last, ' ')+1:]
			if isGiven(head[at:]) && isCapital(last) && !p.overlaps(ms, at, len(head)) {
				ms = append(ms, mention{from: at, to: len(head), guess: m.guess, record: p.newRecord(parseName(head[at:]+" "+last), at, true)})
			}
			break
		}
	}
	return ms
}

func (p *prose) overlaps(ms []mention, from, to int) bool {
	for _, m := range ms {
		if m.from < to && from < m.to {
			return true
		}
	}
	return false
}

// trimPossessive is where a name ends that may have an "'s" behind it.
func trimPossessive(s string, to int) int {
	for _, w := range [...]string{"'s", "’s", "'", "’"} {
		if strings.HasSuffix(s[:to], w) {
			return to - len(w)
		}
	}
	return to
}

// titleEnd is behind the titles that a text has at a byte: "dhr. ", "Frau Dr. ".
func titleEnd(s string, at int) int {
	for at < len(s) {
		w := firstWords(s[at:], 1)
		var buf [48]byte
		if bare := strings.TrimRight(w, "."); len(w) == len(s)-at || len(w) > 12 || bare == "" || !isTitleWord(appendFold(buf[:0], bare)) {
			break
		}
		at += len(w) + 1
	}
	return at
}

func isTitleWord(f []byte) bool { c := words().of(f); return c&title != 0 && c&(given|particle) == 0 }

// isGreeted tells whether a name is that of whom a sentence greets before it tells of
// others: "Dear Mr Fry, Edna Collier …".
func isGreeted(s string, from int) bool {
	const longest = 30
	lead := strings.TrimRight(s[:from], " ")
	return lead != "" && from <= longest && strings.IndexAny(lead, ",:;.") < 0 && isSalutation(lead+" ")
}
