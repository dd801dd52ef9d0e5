package detect

import (
	"strconv"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// Statistics have columns that count how many are of a faith, a
// people or in need, beside a name of whoever heads the place that is counted.

// inhabitants are stems of headings over how many people live somewhere, folded.
var inhabitants = [...]string{"einwohner", "bevolkerung", "population", "inhabitants", "indbygger", "innbygger", "inwoner", "invanare", "befolkning", "folketal", "habitants", "habitantes", "abitanti", "mieszkancy", "ludnosc", "obyvatel"}

// leastTally is what the largest number of a column that counts people is at least.
const leastTally = 20

// tallies makes things of columns of special categories that are numbers, if the table
// counts those who live somewhere, or those of more than one faith or people.
func (t *typing) tallies() {
	groups := 0
	for i := range t.vs {
		v := &t.vs[i]
		if v.kind == kSpecial && v.counts() && (v.head.attr == inspect.Religion || v.head.attr == inspect.Ethnicity) {
			groups++
		}
	}
	if groups < 2 && !t.countsInhabitants() {
		return
	}
	for i := range t.vs {
		if v := &t.vs[i]; v.kind == kSpecial && v.counts() {
			v.kind = kThing
		}
	}
}

// countsInhabitants tells whether a column of numbers is headed so, and not by the
// number that each of them has.
func (t *typing) countsInhabitants() bool {
	for i := range t.vs {
		if v := &t.vs[i]; v.head.text != "" && containsAny(v.head.text, inhabitants[:]) && !strings.Contains(v.head.text, "num") && !strings.HasSuffix(v.head.text, "nr") && v.counts() {
			return true
		}
	}
	return false
}

// counts tells whether a column is whole numbers of which most differ and one is larger
// than the codes of an answer.
func (v *votes) counts() bool {
	most, numbers := 0, 0
	for _, c := range v.cells {
		if n, err := strconv.Atoi(strings.TrimSpace(strings.NewReplacer(".", "", " ", "", "\u00a0", "").Replace(c))); err == nil {
			most, numbers = max(most, n), numbers+1
		}
	}
	return v.n >= 3 && v.share(numbers) >= .9 && most >= leastTally && len(v.distinct)*2 >= min(v.n, maxDistinct)
}
