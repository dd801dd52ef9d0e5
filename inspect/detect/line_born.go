package detect

import (
	"strings"

	"github.com/postlock/postlock/inspect/detect/ident"
)

// bornWords stand before or behind a date of birth in running text, folded.
var bornWords = [...]string{"geb", "fodt", "fodsel", "fodd", "born", "birth", "dob", "d.o.b", "ne le", "nee le", "naissance", "nacid", "nacim", "nato il", "nata il", "nato/a", "nata/o", "ne(e)", "nee)", "nacido/a", "fodt/fodd", "nascita", "urodz", "ur.", "syntyn", "syntym", "synt.", "naroz", "nar.", "nascid", "nascim", "nasc.", "fdato", "bursdag", "verjaar", "complean", "cumplean", "ddn", "geburt", "geboren", "f. ", "b. ", "jarig"}

// bornNear tells whether a date is said to be one of birth.
func bornNear(line string, h ident.Hit) bool {
	if h.Start > 0 && line[h.Start-1] == '*' {
		return true
	}
	if behind := strings.TrimLeft(line[h.End:], " "); strings.HasPrefix(behind, "geboren") || strings.HasPrefix(behind, "geb.") {
		return true
	}
	before := line[max(0, h.Start-26):h.Start]
	if !hasLetter(before) {
		return false
	}
	before = fold(before)
	for i := range len(before) {
		for _, w := range bornStems().at(before[i:]) {
			if strings.HasPrefix(before[i:], w) && (len(w) > 3 || i == 0 && w != "b. " || i > 0 && !isWordByte(before[i-1])) {
				return true
			}
		}
	}
	return false
}

var bornStems = wordStems(bornWords[:])
