package detect

import (
	"bytes"
	"strings"
)

var closings = [...]string{
	"kind regards", "best regards", "regards", "warm regards", "best wishes", "with best wishes", "yours sincerely", "yours faithfully", "sincerely", "yours truly",
	"cheers", "many thanks", "thanks", "thank you", "best", "all the best", "with kind regards",
	"met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten", "hartelijke groet", "hartelijke groeten", "met hartelijke groet", "groet", "groeten", "groetjes", "mvg", "m.v.g", "hoogachtend", "met groet", "liefs",
	"mit freundlichen grussen", "mit freundlichem gruss", "freundliche grusse", "viele grusse", "liebe grusse", "beste grusse", "herzliche grusse", "mfg", "lg", "vg", "hochachtungsvoll", "mit besten grussen", "mit herzlichen grussen", "schone grusse", "gruss",
	"med venlig hilsen", "venlig hilsen", "mvh", "de bedste hilsner", "bedste hilsner", "mange hilsner", "kaerlig hilsen", "hilsen", "kh", "vh", "dbh", "med venlige hilsner", "venlige hilsner",
	"med vanlig halsning", "vanliga halsningar", "med vanliga halsningar", "halsningar", "med vennlig hilsen", "vennlig hilsen", "beste hilsen",
	"warmest regards", "kindest regards", "with kindest regards", "with warm regards", "respectfully", "with thanks", "yours", "yours ever",
	"hartelijks", "de groeten", "met beste groet", "beste groet", "beste groeten", "met dank en groet", "warme groet",
	"freundlicher gruss", "mit bestem gruss", "mit lieben grussen", "mit lieben gruss", "gruss und dank", "mit vielen grussen", "mit besten grussen", "beste gruss",
	"med hilsen", "bedste hilsener", "kaerlige hilsner", "hilsner", "mange tak", "basta halsningar", "hjartliga halsningar", "varma halsningar", "med hjartliga halsningar", "mange hilsener",
	"meilleures salutations", "sinceres salutations", "salutations distinguees", "bien a toi", "amicalement", "amities", "respectueusement", "tres cordialement", "avec mes salutations", "bonne reception",
	"cordialmente", "un caro saluto", "cari saluti", "un cordiale saluto", "un cordial saludo", "reciba un cordial saludo", "muchas gracias",
	"z wyrazami szacunku", "serdecznie pozdrawiam", "pozdrowienia", "lacze pozdrowienia", "s pozdravem", "cumprimentos", "melhores cumprimentos", "atenciosamente", "ystavallisin terveisin", "terveisin", "parhain terveisin",
	"cordialement", "bien cordialement", "salutations", "bien a vous", "z powazaniem", "pozdrawiam", "cordiali saluti", "distinti saluti", "saluti", "saludos", "un saludo", "atentamente", "saludos cordiales", "com os melhores cumprimentos",
}

var closingSet = phraseTable(closings[:])

// isClosing tells whether a line is the closing of a letter: one of the phrases,
// with at most a name behind it.
func isClosing(line string) bool {
	t := closingSet()
	if len(line) > 45 || !t.may(line) {
		return false
	}
	var buf [64]byte
	f := bytes.Trim(appendFold(buf[:0], line), " ,.!-;:")
	set := t.all
	if set[string(f)] {
		return true
	}
	for i, c := range f {
		if (c == ',' || c == ' ' && i > 8 && len(f)-i < 20) && set[string(f[:i])] {
			return true
		}
	}
	return false
}

// isBareClosing tells whether a line is one of the closings and nothing else: who
// writes stands below it.
func isBareClosing(line string) bool {
	return isClosing(line) && closingSet().all[strings.Trim(fold(line), " ,.!-;:")]
}
