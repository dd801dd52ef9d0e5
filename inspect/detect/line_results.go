package detect

import "strings"

// The figures of results, ratings and scores are digits in groups as telephone numbers are,
// and stand beside names.

// federations are the codes of the national federations whose players meet ours, as
// FIDE and the IOC write them.
var federations = wordSet("AUT AZE ARM BEL BUL BLR BIH CRO CYP CZE DEN ENG ESP EST FAI FIN FRA GBR GEO GER GRE HUN IRL ISL ISR ITA KAZ LAT LTU LUX MDA MKD MLT MNE NED NOR POL POR ROU RUS SCO SLO SRB SUI SVK SWE TUR UKR USA WLS CAN AUS CHN IND JPN")

// isResult tells whether a line gives a player's federation and rating, and nothing
// behind them but figures: "Anna Berg 1409875 2105 NED 6,5". The numbers in it are of
// the player as a player. "2514 AB DEN HAAG" is a town.
func isResult(line string) bool {
	rated, of := false, false
	for at := 0; at < len(line); at++ {
		from := at
		for at < len(line) && !partsResults(line[at]) {
			at++
		}
		switch w := line[from:at]; {
		case len(w) == 3 && federations[w]:
			of = true
		case of && hasLetter(w):
			return false
		case len(w) == 4 && digitsOnly(w) && w >= leastRating && w <= mostRating:
			rated = true
		}
	}
	return rated && of
}

// partsResults tells whether a byte stands between the values of such a line.
func partsResults(c byte) bool {
	return c == ' ' || c == '\t' || c == ';' || c == '|' || c == '(' || c == ')'
}

// leastRating and mostRating are the ends of the ratings that FIDE gives, which begin
// at 1400; national ones begin at 1000.
const leastRating, mostRating = "1000", "2899"

// leastGroups is from how many groups of digits on a number may be figures beside each
// other.
const leastGroups = 3

// areFigures tells whether the numbers in groups of a list are figures side by side,
// "12 891 48 66", as in a list of scorers. The first figure never grows from one line
// to the next, as it does not where the best stands first; no number has a leading
// nought, and one in five has more digits or fewer than most, as telephone numbers of
// one country have not.
func areFigures(list []*lineRecord) bool {
	lengths, n, most := map[int]int{}, 0, 0
	first := ""
	for _, r := range list {
		for _, it := range r.maybe {
			groups := strings.FieldsFunc(it.value, func(r rune) bool { return r < '0' || r > '9' })
			if it.kind != "phone" || len(groups) < leastGroups {
				continue
			}
			f := groups[0]
			if f[0] == '0' || n > 0 && (len(f) > len(first) || len(f) == len(first) && f > first) {
				return false
			}
			first = f
			n++
			lengths[digitsIn(it.value)]++
			most = max(most, lengths[digitsIn(it.value)])
		}
	}
	return n >= leastMaybe && most*5 < n*4
}
