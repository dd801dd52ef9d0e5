package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect/detect/ident"
)

// withinStreet reads the name that a street begins with where only blanks part
// them: "Poul Dam Kirkevej 84A 7100 Vejle". A street called after somebody has a
// bare word for street behind the name.
func withinStreet(line string, hits []ident.Hit) (n name, at int) {
	for _, h := range hits {
		if h.Kind.Name != "street" {
			continue
		}
		ws := strings.Fields(line[h.Start:h.End])
		if len(ws) < 4 || words().of([]byte(fold(ws[0])))&given == 0 || !isCapital(ws[1]) || !isCapital(ws[2]) || words().of([]byte(fold(ws[2])))&streetWord != 0 {
			continue
		}
		return parseName(ws[0] + " " + ws[1]), h.Start
	}
	return n, 0
}

// ahead reads the words with capitals that a line begins with as a name on no list,
// all but the last before a house number: "Kavitha Thomsen Kirkegade 32".
func ahead(line string, hits []ident.Hit) (n name) {
	for _, h := range hits {
		if h.Kind.Name != "street" {
			continue
		}
		ws := strings.Fields(line[:h.End])
		last := len(ws) - 2
		if last < 2 || last > 3 || !houseNumber(ws[last+1]) || words().of([]byte(fold(ws[last])))&streetWord != 0 {
			return
		}
		for _, w := range ws[:last+1] {
			if !isCapital(w) || !nameLetters(w) {
				return
			}
		}
		if text := strings.Join(ws[:last], " "); !namesThing(text) {
			return parseName(text)
		}
		return
	}
	return
}

// beforeStreet reads a given name with the first word of the street behind it,
// where nothing but a blank parts a name from an address: "Ejvind Skovgaard
// Møllegade 120".
func beforeStreet(line, text string, s segment, hits []ident.Hit) (n name) {
	for _, h := range hits {
		if h.Kind.Name != "street" || h.Start != s.at+len(s.text)+1 {
			continue
		}
		if ws := strings.Fields(line[h.Start:h.End]); len(ws) >= 3 && isCapital(ws[1]) {
			return parseName(text + " " + ws[0])
		}
	}
	return n
}
