package detect

import (
	"slices"
	"strings"
	"testing"
)

// TestEveryWordIsFound looks every word of our lists up in a text. The filters once
// hid those that begin with a mark or with short words: hk/kommunal, carer's allowance.
func TestEveryWordIsFound(t *testing.T) {
	tooShort := []string{"3f", "3f-*", "el_og_it", "afro-*"} // for any filter
	s := ownSpecials()
	for _, list := range slices.Concat(specialWords, careWords) {
		for w := range strings.FieldsSeq(list.words) {
			word := strings.ReplaceAll(strings.Trim(w, "*"), "_", " ")
			if strings.HasPrefix(w, "*") && !strings.Contains(w, "_") {
				word = "un" + word
			}
			if !s.in("It says "+word+".").Has(list.attr) && !slices.Contains(tooShort, w) {
				t.Errorf("%s is not found", w)
			}
		}
	}
}
