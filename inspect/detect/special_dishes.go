package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// What somebody brings to a table has words of illnesses, too, and is none: "Anna:
// gluten-free cake" says what Anna bakes, "Anna: coeliac, own bread" what she has.

// dishes are words for what is baked or cooked, and ends of such words, folded.
var dishes = [...]string{"kage", "boller", "brod", "taerte", "salat", "suppe", "kaka", "bullar", "kake", "taart", "koek", "cake", "brood", "salade", "soep",
	"kuchen", "torte", "brot", "muffin", "brownie", "cookie", "pastry", "bread", "quiche", "lasagne", "pasta", "pizza", "gateau", "biscuit", "crepe", "ciasto", "ciasteczka", "sernik", "szarlotka", "chleb", "salatka", "torta", "biscotti", "bizcocho", "galleta", "salad", "soup", "lasagna", "pudding", "dessert", "sandwich", "soppa", "sallad", "kakor", "kekse", "platzchen", "zupa", "insalata", "ensalada"}

// mayNotEat are words of those who cannot eat something, folded.
var mayNotEat = [...]string{"allerg", "intoler", "coeliak", "zoliak", "celia", "diabet", "uczul", "epipen", "kan ikke", "taler ikke", "ma ikke", "tal inte", "far inte", "darf ", "vertragt", "mag geen", "kan geen", "cannot", "can't", "must not", "only", "kun ", "nur ", "alleen ", "udslaet", "utslett", "utslag", "hives", "rash", "ausschlag", "uitslag", "react", "reager", "reagier", "anafyl", "anaphyl", "syg", "krank", "ziek", "sick", "sjuk", "kramp", "choke", "needs", "skal have", "braucht", "nodig", "diet", "diat", "menu", "meal", "maaltijd", "maltid"}

var mayNotEatStems = wordStems(mayNotEat[:])

// isDish tells whether a short text names food, and names no illness but what the food
// is free of: "gluten-free cake", not "coeliac, own bread".
func (d *Detector) isDish(text string) bool {
	return namesDish(text) && !d.special.in(withoutDish(text)).Has(inspect.Health)
}

// free end words for what a dish is without, folded, and withoutWords stand before them.
var (
	free         = [...]string{"free", "fri", "frit", "frie", "frei", "freie", "freier", "freies", "freien", "vrij", "vrije", "fria", "fritt"}
	withoutWords = wordSet("uden uten utan without ohne zonder sans senza sin bez")
)

// withoutDish is a text without the words for food and for what it is free of.
func withoutDish(text string) string {
	var kept []string
	skip := false
	for w := range strings.FieldsSeq(text) {
		f := strings.Trim(fold(w), ".,;:()-–")
		switch {
		case withoutWords[f]:
			skip = true
			continue
		case slices.Contains(free[:], f) && len(kept) > 0: // "gluten free"
			kept = kept[:len(kept)-1]
		case strings.HasPrefix(f, "bezglut"), strings.HasPrefix(f, "bezlakt"):
		case !skip && !namesDish(w) && !slices.ContainsFunc(free[:], func(end string) bool { return strings.HasSuffix(f, end) }):
			kept = append(kept, w)
		}
		skip = false
	}
	return strings.Join(kept, " ")
}

// namesDish tells whether a short text names food and says of nobody that they cannot
// eat it.
func namesDish(text string) bool {
	if len(text) > maxDish {
		return false
	}
	f := fold(text)
	if within(mayNotEatStems(), f) {
		return false
	}
	for w := range strings.FieldsFuncSeq(f, func(r rune) bool { return !isWordRune(r) }) {
		switch w {
		case "pie", "pies", "tort", "tarte", "tartes", "tarta", "tartas", "tartor": // their letters stand in "therapies", "startat"
			return true
		}
		for _, d := range dishes {
			if at := strings.LastIndex(w, d); at >= 0 && len(w)-at-len(d) <= maxPlural && !strings.HasSuffix(w, "brott") { // "benbrott"
				return true
			}
		}
	}
	return false
}

// maxPlural is the longest ending in bytes of a dish's plural: "muffins", "kagerne".
const maxPlural = 3

// maxDish is the longest text in bytes that names a dish.
const maxDish = 60

// conditions are the special categories that a cell or the rest of a line names, the
// health of those who eat a dish not among them.
func (d *Detector) conditions(text string) inspect.Attributes {
	found := d.special.in(text)
	if found.Has(inspect.Health) && d.isDish(text) {
		found &^= inspect.Set(inspect.Health)
	}
	return found
}

// behindName is the text behind the first dash, comma or colon.
func behindName(line string) string {
	if i := strings.IndexAny(line, ",:–\t"); i >= 0 {
		return line[i:]
	}
	if i := strings.Index(line, " - "); i >= 0 {
		return line[i:]
	}
	return line
}
