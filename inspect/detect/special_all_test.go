package detect

import (
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// TestEveryWordIsFound looks every word of our lists up in a text, with an ending where
// it may have one. The filters once hid those that begin with a mark or with short
// words: hk/kommunal, carer's allowance, på sygehuset. They know no word of less than
// three letters, so a phrase that ends with one would never be found.
func TestEveryWordIsFound(t *testing.T) {
	s := ownSpecials()
	for _, list := range ourWords() {
		for w := range strings.FieldsSeq(list.words) {
			word := strings.ReplaceAll(strings.Trim(w, "*"), "_", " ")
			if strings.HasPrefix(w, "*") && !strings.Contains(w, "_") {
				word = "un" + word
			}
			if strings.HasSuffix(w, "*") {
				word += "en"
			}
			if !s.in("It says " + word + ".").Has(list.attr) {
				t.Errorf("%s is not found", w)
			}
		}
	}
	for _, text := range []string{"Mette er på sygehuset", "hun är på sjukhuset", "Anna er på hospitalet"} {
		if !s.in(text).Has(inspect.Health) {
			t.Errorf("%q says nothing", text)
		}
	}
}
