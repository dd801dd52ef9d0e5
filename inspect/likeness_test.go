package inspect

import (
	"math/bits"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func likenessOf(text string) uint64 {
	var l likeness
	l.add(text)
	return l.sum()
}

func apart(a, b string) int { return bits.OnesCount64(likenessOf(a) ^ likenessOf(b)) }

const appeal = `Dear %NAME%,

as you may have heard, the council wants to close our church in the autumn and to
sell the building. We have until the first of May to show that the parish is
alive. Please sign the letter at the back of the church, and come to the meeting
on Thursday evening at half past seven.

With kind regards
Hanne`

func TestANameDoesNotHideLikeness(t *testing.T) {
	anna := strings.Replace(appeal, "%NAME%", "Anna", 1)
	for _, name := range []string{"Mr and Mrs Sørensen", "Karl-Heinz", "all of you at number 17"} {
		if d := apart(anna, strings.Replace(appeal, "%NAME%", name, 1)); d > 12 {
			t.Errorf("the same letter to %s is %d bits apart", name, d)
		}
	}
	if d := apart("Reminder: your invoice 1187 of 3 May over 225,00 is open, please pay within 14 days.",
		"Reminder: your invoice 2044 of 9 May over 75,50 is open, please pay within 14 days."); d > 4 {
		t.Errorf("two reminders with other numbers are %d bits apart", d)
	}
}

func TestOtherLettersAreNotAlike(t *testing.T) {
	other := `Dear Anna, the minutes of Tuesday's meeting are attached. Could you look at
the second item before they go out? I was not sure who offered to talk to the
electrician about the lamps in the hall. See you on Sunday, Hanne`
	if d := apart(appeal, other); d < 16 {
		t.Errorf("two different letters are only %d bits apart", d)
	}
	if likenessOf("Thanks, see you!") != 0 {
		t.Error("a few words have a likeness")
	}
}

// TestOrdinaryMailIsNotAlike measures distances between all ordinary mails of the
// corpus, when it lies beside the checkout: by chance hardly any pair is close.
func TestOrdinaryMailIsNotAlike(t *testing.T) {
	files, _ := filepath.Glob("../../shared/corpus/mail/*")
	var all []uint64
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(string(data), "\n\n")
		if l := likenessOf(body); l != 0 {
			all = append(all, l)
		}
	}
	pairs, close := 0, 0
	for i := range all {
		for j := range i {
			pairs++
			if bits.OnesCount64(all[i]^all[j]) <= 12 {
				close++
			}
		}
	}
	t.Logf("%d of %d pairs are within 12 bits", close, pairs)
	if close*1000 > pairs {
		t.Errorf("%d of %d pairs of ordinary mail are within 12 bits", close, pairs)
	}
}
