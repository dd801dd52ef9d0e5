package detect

import "strings"

// In the programme of talks and courses nearly everybody who is named beside an illness has
// a title, and a clock stands by: "Prof. Dr. Anna Berg:
// Diabetologie (Mo 10-12, HS 1)". Patients have appointments as well, and hardly ever
// titles.

// leastTalks is the fewest people named in such sentences that make a programme.
const leastTalks = 2

// judgeTalks counts those who were told of in sentences with a clock, unless they are
// the speakers of a programme.
func (p *prose) judgeTalks() {
	list := p.talks
	p.talks = nil
	titled, all := map[string]bool{}, map[string]bool{}
	for _, m := range list {
		all[m.record.name] = true
		if m.titled {
			titled[m.record.name] = true
		}
	}
	if len(all) >= leastTalks && len(titled)*3 >= len(all)*2 {
		return
	}
	for _, m := range list {
		p.tells(m)
	}
}

// orders are what members of an order or a clergy are called before their names, in
// small letters.
var orders = wordSet("sr. sr schwester sister zuster søster imam rabbi rabbiner dekan diakon kaplan")

// hasProfession tells whether a title or a profession stands before the name of a
// mention.
func hasProfession(s string, m mention) bool {
	before := strings.TrimSuffix(strings.TrimRight(s[:m.from], " "), " med.") // "Dr. med."
	for _, w := range [...]string{lastWords(before, 1), firstWords(s[m.from:], 1)} {
		w = strings.Trim(strings.ToLower(w), "(,;")
		if scholars[w] || orders[w] || w == "pd" || strings.HasPrefix(w, "dipl") || isPractitioner(w) || isPublicOffice(w) || within(speakerStems(), fold(w)) {
			return true
		}
	}
	return false
}

// daysOfWeek are the days as programmes shorten them.
var daysOfWeek = wordSet("Mo Di Mi Do Fr Sa So Mon Tue Wed Thu Fri Sat Sun Ma Wo Vr Za Zo Man Tir Ons Tor Fre Lør Søn Mo. Di. Mi. Do. Fr. Sa. So.")

// hasClock tells whether a sentence says when something is: "19 Uhr", "kl. 19", "9:45",
// "Mo 10-12".
func hasClock(s string) bool {
	if digitsIn(s) < 2 {
		return false
	}
	before := ""
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, "(),;")
		if len(w) < 2 || w[0]-'0' > 9 {
			if isDigitAt(before, 0) && (w == "Uhr" || w == "uur" || w == "h") {
				return true
			}
			before = w
			continue
		}
		if daysOfWeek[before] || before == "kl." || before == "kl" || startsWithClock(w) && strings.IndexByte(w, ':') == 2 || len(w) == 4 && w[1] == ':' {
			return true
		}
		before = w
	}
	return false
}
