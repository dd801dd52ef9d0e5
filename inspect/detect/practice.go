package detect

import "strings"

// practitioners are endings of words for those who treat the sick, folded. A line of
// nothing else is what somebody is, and not an illness.
var practitioners = [...]string{"iater", "iaterin", "iatra", "iatre", "iatrist", "iatrician", "loge", "login", "log", "loog", "logue", "logist", "allergist", "loga", "logo",
	"arzt", "arztin", "arzte", "arts", "laege", "lakare", "lege", "lekarz", "surgeon", "kirurg", "chirurg", "chirurgin", "chirurgien", "chirurgo", "cirujano",
	"dentist", "dentista", "dentiste", "dentysta", "oculista", "okulista", "internist", "internista", "internistin", "practitioner",
	"therapeut", "therapeutin", "terapeut", "terapeuta", "therapist", "therapeute", "medicine", "mediziner", "medizinerin", "hebamme", "jordemoder", "verloskundige", "midwife"}

// isPractitioner is true for "Psychiatrist", "Fachärztin für Neurologie" and the like.
func isPractitioner(s string) bool {
	s = strings.Trim(s, " \t.,:;-*•·")
	if len(s) < 4 || len(s) > maxOffice || strings.Count(s, " ") > 3 || digitsIn(s) > 0 {
		return false
	}
	f := fold(s)
	if strings.HasPrefix(f, "facharzt") || strings.HasPrefix(f, "specialist in ") || strings.HasPrefix(f, "speciallaege") {
		return true
	}
	for _, e := range practitioners {
		if strings.HasSuffix(f, e) {
			return true
		}
	}
	return false
}

// practises tells whether a line, or the one before it, names a doctor's field: the
// address is the practice's.
func practises(line, before string, n *lineRecord, segs []segment) bool {
	if !isDoctor(line) {
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
