package detect

import (
	"testing"

	"github.com/postlock/postlock/inspect"
)

// TestPhrasesOfShortWords: the filters know words from three letters on, and
// phrases begin with shorter ones.
func TestPhrasesOfShortWords(t *testing.T) {
	for text, want := range map[string]inspect.Attributes{
		"Otto Klein, IG Metall, 1980":  inspect.Set(inspect.Union),
		"ig metall":                    inspect.Set(inspect.Union),
		"Member of the big metall gig": 0,
		"Metall":                       0,
		"released on probation":        inspect.Set(inspect.Criminal),
		"a probation of three months":  0,
		"she is in debt":               inspect.Set(inspect.SocialCare),
		"a trade union member":         inspect.Set(inspect.Union),
	} {
		if got := ownSpecials().in(text); got != want {
			t.Errorf("%q: %b, not %b", text, got, want)
		}
	}
}
