package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect/detect/ident"
)

// practitioners are endings of words for those who treat the sick, folded. A line of
// nothing else is what somebody is, and not an illness.
var practitioners = [...]string{"iater", "iaterin", "iatra", "iatre", "iatrist", "iatrician", "loge", "login", "log", "loog", "logue", "logist", "allergist", "loga", "logo",
	"arzt", "arztin", "arzte", "arts", "laege", "lakare", "lege", "lekarz", "surgeon", "kirurg", "chirurg", "chirurgin", "chirurgien", "chirurgo", "cirujano",
	"dentist", "dentista", "dentiste", "dentysta", "oculista", "okulista", "internist", "internista", "internistin", "practitioner",
	"therapeut", "therapeutin", "terapeut", "terapeuta", "therapist", "therapeute", "medicine", "mediziner", "medizinerin", "hebamme", "jordemoder", "verloskundige", "midwife"}

// aroundField are marks that may stand around such a word.
var aroundField = marksOf(" \t.,:;-*•·")

// isPractitioner is true for "Psychiatrist", "Fachärztin für Neurologie" and the like.
func isPractitioner(s string) bool {
	s = aroundField.trim(s)
	if len(s) < 4 || len(s) > maxOffice || !practitionerStems().mayStandIn(s) || strings.Count(s, " ") > 3 || digitsIn(s) > 0 {
		return false
	}
	f := fold(s)
	if strings.HasPrefix(f, "facharzt") || strings.HasPrefix(f, "specialist in ") || strings.HasPrefix(f, "speciallaege") || strings.HasPrefix(f, "lekarz ") || strings.HasPrefix(f, "medecin ") || strings.HasPrefix(f, "medico ") {
		return true
	}
	for _, e := range practitioners {
		if strings.HasSuffix(f, e) {
			return true
		}
	}
	return false
}

// practitionerStems are these endings, and what else isPractitioner knows.
var practitionerStems = wordStems(append(practitioners[:], "facharzt", "specialist in ", "speciallaege", "lekarz ", "medecin ", "medico "))

// practises tells whether a line, or the one before it, names a doctor's field: the
// address is the practice's.
func practises(line, before string, n *lineRecord, segs []segment) bool {
	if !n.doctor {
		return false
	}
	if isPractitioner(before) {
		return true
	}
	for _, s := range segs {
		if isPractitioner(s.text) {
			return true
		}
	}
	field, _, ok := strings.Cut(line[:min(n.at, len(line))], ":")
	return ok && isPractitioner(field)
}

// namesField tells whether a text that reads as a name has a word, no name of anybody,
// for those who treat the sick or for what they treat: "General Practitioner", "Oral
// Cancers".
func (p *prose) namesField(text string) bool {
	for w := range strings.FieldsSeq(text) {
		var buf [48]byte
		if len(w) < 5 || len(w) > 40 {
			continue
		}
		f := appendFold(buf[:0], w)
		if words().of(f) == 0 && (slices.Contains(practitioners[:], string(f)) || p.paragraph.says && p.d.special.in(w) != 0) {
			return true
		}
	}
	return false
}

// advocates are the titles of those who are reached at their chambers, folded.
var advocates = wordSet(`rechtsanwalt rechtsanwaltin fachanwalt fachanwaltin notar notarin notaris notaire notario notariusz advokat advokatin advocaat advocate adwokat avocat avocate avvocato abogado abogada
	solicitor barrister lawyer attorney`)

// leastAdvocate is the shortest of them in bytes.
const leastAdvocate = 5

// receives tells whether a line calls its person somebody who is reached at an office:
// by a title right before the name, "Rechtsanwältin Anna Berg, Markt 3, …", or by what
// they do for the place that the line begins with, "Haus Möwe, Vermieter: Anna Berg, …".
func receives(line string, n *lineRecord) bool {
	at := min(n.at, len(line))
	if attends(line[:at]) {
		return true
	}
	before := strings.TrimRight(line[:at], " ")
	title := firstWords(line[at:], 1)
	if before != "" {
		title = before[strings.LastIndexByte(before, ' ')+1:]
	}
	var buf [48]byte
	return len(title) >= leastAdvocate && len(title) <= 24 && advocates[string(appendFold(buf[:0], title))]
}

// attends tells whether what stands before a name is a place and what is done for it:
// "Haus Möwe, Vermieter: ". Behind somebody's name it would be that of another.
func attends(before string) bool {
	before, ok := strings.CutSuffix(strings.TrimRight(before, " "), ":")
	if !ok {
		return false
	}
	at := strings.LastIndexAny(before, ",;|\t–")
	if at <= 0 || len(before)-at > maxOffice || !isAttendant(fold(before[at:])) {
		return false
	}
	place := strings.Trim(before[:at], " -*•")
	n := parseName(place)
	return startsBuilding(place) || !n.person() && len(place) <= maxOffice
}

// withoutLabel leaves out a word that reads as a name and is the label of the number
// behind it: "IBAN DE89 …", though Iban is a name, too.
func withoutLabel(line string, hits []ident.Hit, names []*lineRecord) []*lineRecord {
	return slices.DeleteFunc(names, func(n *lineRecord) bool {
		for _, h := range hits {
			if n.at < h.Start {
				word := strings.Trim(line[n.at:h.Start], " \t:.-#")
				return word != "" && strings.IndexByte(word, ' ') < 0 && ident.Header(word, h.Kind)
			}
		}
		return false
	})
}

// withoutPlace leaves out what reads as a name and is the place that a line begins with,
// or all of it: "King's Lynn".
func withoutPlace(line string, names []*lineRecord) []*lineRecord {
	if len(names) == 1 && names[0].at == 0 && strings.Count(line, " ") == 1 && strings.Contains(line, "'s ") {
		return nil
	}
	if len(names) == 2 && attends(line[:min(names[1].at, len(line))]) {
		return names[1:]
	}
	return names
}

// practitioners tells whether a column says in which field people practise.
func (v *votes) practitioners() bool {
	n := 0
	for _, c := range v.cells {
		if isPractitioner(c) {
			n++
		}
	}
	return v.share(n) >= .6
}
