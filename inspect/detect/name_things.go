package detect

import (
	"strings"
)

// namesThing tells whether a text of few words is the name of an organisation or
// a street.
func namesThing(text string) bool {
	if strings.Count(text, " ") >= 5 {
		return false
	}
	before := ""
	for w := range strings.FieldsSeq(text) {
		thing := false
		if onlyLetters(w) {
			thing = isThingWord(w)
		} else {
			thing = hasOrgWord(w) || hasStreetWord(w)
		}
		if thing && !comesFrom(before, w) {
			return true
		}
		before = w
	}
	return hasDottedForm(text)
}

// comesFrom tells whether a word that ends as streets do is a family name behind a
// given one or its particle: "Marijke Nieuwendijk".
func comesFrom(before, w string) bool {
	if before == "" || len(before) > 40 || len(w) > 40 {
		return false
	}
	var buf, last [48]byte
	f := appendFold(buf[:0], w)
	return words().of(trimDot(appendFold(last[:0], before)))&(given|particle) != 0 && words().of(f) == 0 && placeEnding(f)
}

// isThingWord is hasOrgWord or hasStreetWord of a word that is letters and nothing else,
// as most are.
func isThingWord(w string) bool {
	if len(w) < 2 || len(w) > 40 {
		return false
	}
	var buf [48]byte
	f := appendFold(buf[:0], w)
	c := words().of(f)
	if c == 0 {
		e := words().ending(f)
		return (e&orgWord != 0 || e&streetWord != 0 && len(w) >= 3) && !familyEnding(f)
	}
	named := c&(given|surname) != 0
	return c&orgWord != 0 && (!named || len(f) <= 3 && isUpperCase(w)) || c&streetWord != 0 && !named && len(w) >= 3
}

// hasStreetWord tells whether a text names a street, which may be called after
// somebody.
func hasStreetWord(s string) bool {
	var before, c class
	for w := range strings.FieldsSeq(s) {
		var buf [48]byte
		if before = c; len(w) < 3 || len(w) > 40 {
			continue
		}
		f := trimDot(appendFold(buf[:0], w))
		c = words().of(f)
		if c&streetWord != 0 && c&(given|surname) == 0 {
			return true
		}
		if c == 0 && words().ending(f)&streetWord != 0 && !familyEnding(f) && !(before&(given|particle) != 0 && placeEnding(f)) {
			return true
		}
	}
	return false
}

// isThing tells whether a line speaks of goods or papers, whose numbers look
// like any other.
func isThing(s string) bool {
	for w := range strings.FieldsSeq(s) {
		var buf [48]byte
		if len(w) < 40 {
			f := trimDot(appendFold(buf[:0], strings.Trim(w, ":,;#")))
			if c := words().of(f); c&notName != 0 && c&(given|surname) == 0 && len(f) > 1 {
				return true
			}
		}
	}
	return false
}
