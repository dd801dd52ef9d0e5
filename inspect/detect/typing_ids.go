package detect

import (
	"math"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// identifiers finds columns of national numbers: by heading, or when so many
// values pass a check that chance cannot have done it.
func (t *typing) identifiers() {
	t.idKind, t.idSure = map[int]*ident.Kind{}, map[int]float64{}
	for i := range t.vs {
		v := &t.vs[i]
		k, n := t.mostID(i)
		share := v.share(n)
		switch {
		case v.kind == kID && k != nil && share >= .3:
			t.idKind[i], t.idSure[i] = k, .97
		case v.kind == kID && t.namedID(v) && v.longNumbers(8) >= .6:
			t.idSure[i] = .9
		case v.kind == kID:
			v.kind = kThing
		case k != nil && t.byChance(i, k, n) && (v.kind == kNone || v.kind == kPhone || v.generic || v.kind == kDate || v.kind == kBirth):
			v.kind = kID
			t.idKind[i], t.idSure[i] = k, .95
			if k.CarriesBirth && t.birthAgrees(i, k) {
				t.idSure[i] = .99
			}
		}
	}
}

// namedID tells whether the heading names one identifier and no mere "ID".
func (t *typing) namedID(v *votes) bool {
	for _, k := range ident.Kinds() {
		if k.Attribute == inspect.NationalID && ident.Header(v.head.text, k) {
			return true
		}
	}
	return false
}

// mostID is the kind that most cells of column i are; of equals the one that
// passes least by chance.
func (t *typing) mostID(i int) (best *ident.Kind, n int) {
	for k, m := range t.vs[i].ids {
		named := t.vs[i].head.kind == kID && ident.Header(t.vs[i].head.text, k)
		if named {
			m += t.vs[i].n
		}
		if best == nil || m > n || m == n && (k.Chance < best.Chance || k.Chance == best.Chance && k.Name < best.Name) {
			best, n = k, m
		}
	}
	return best, min(n, t.vs[i].ids[best])
}

// Chances, as logarithms, below which values that pass a check are taken for
// numbers of persons.
const (
	oneInMillion  = 13.8
	oneInThousand = 6.9
)

// byChance tells whether n of the column's values passing is beyond chance (one
// in a million), with a column of codes or goods excluded. Beside names, what has
// letters and digits in their places needs less: no phone or member number does.
func (t *typing) byChance(i int, k *ident.Kind, n int) bool {
	v := &t.vs[i]
	if v.share(n) < .85 || k.Chance <= 0 || n < 3 {
		return k.CarriesBirth && n >= 2 && v.share(n) >= .6 && t.birthAgrees(i, k)
	}
	limit := oneInMillion
	if v.letters == v.n && n == v.n && t.named() {
		limit = oneInThousand
	}
	return float64(n)*math.Log(1/k.Chance) > limit && len(v.distinct)*10 >= v.n*7
}

// birthAgrees tells whether the dates the numbers carry are those of another
// column: the strongest sign there is.
func (t *typing) birthAgrees(i int, k *ident.Kind) bool {
	for j := range t.vs {
		if j == i || t.vs[j].date == 0 {
			continue
		}
		both, agree := 0, 0
		for r := range t.rows {
			a, b := t.vs[i].cells[r], t.vs[j].cells[r]
			if a == "" || b == "" {
				continue
			}
			day, ok := t.d.date(b)
			if !ok {
				continue
			}
			both++
			for _, h := range ident.Whole(a, nil) {
				if h.Kind == k && h.Birth.Equal(day) {
					agree++
					break
				}
			}
		}
		if both >= 2 && agree*10 >= both*6 {
			return true
		}
	}
	return false
}
