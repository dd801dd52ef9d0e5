package detect

import (
	"strings"
)

// hasOrgWord tells whether a text has a word of organisations in it.
func hasOrgWord(s string) bool {
	l := words()
	var before, c class
	for from, to := nextWord(s, 0); from < len(s); from, to = nextWord(s, to) {
		w := s[from:to]
		if before = c; len(w) < 2 || len(w) > 40 {
			continue
		}
		var buf [48]byte
		f := appendFold(buf[:0], w)
		if c = l.of(f); c&orgWord != 0 && (c&(given|surname) == 0 || len(f) <= 3 && isUpperCase(w)) {
			return true
		} else if c == 0 && l.ending(f)&orgWord != 0 && !familyEnding(f) && !(before&given != 0 && placeEnding(f)) {
			return true
		}
	}
	return hasDottedForm(s)
}

// hasDottedForm tells whether a text has a legal form that looks like initials
// behind a name: "Hoekstra Bouw B.V.".
func hasDottedForm(s string) bool {
	if strings.HasSuffix(s, " S.L.") || strings.HasSuffix(s, " S.L.U.") {
		return true
	}
	i := strings.Index(s, ".V.")
	if i < 3 || s[i-1]|0x20 != 'b' && s[i-1]|0x20 != 'n' && s[i-1] != 'e' || s[i-2] != ' ' || !isWordByte(s[i-3]) {
		return false
	}
	after := s[i+len(".V."):]
	return after == "" || strings.IndexByte(",;:)\t", after[0]) >= 0
}
