package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// officers are stems of words for those who lead or speak for an organisation,
// folded.
var officers = [...]string{"geschaftsfuhr", "direkt", "direct", "headteacher", "head teacher", "headmaster", "headmistress", "schulleit", "leiter", "leitung", "leder", "forstander", "rektor", "rector",
	"manager", "chef", "inhaber", "eigenaar", "indehaver", "owner", "principal", "bestuurder", "vorsitz", "voorzitter", "formand", "chair", "ansprechpartner", "kontaktperson", "contactpersoon", "contact", "kontakt", "head of", "hoofd", "styrer", "dirett", "dyrekt"}

// isOfficer tells whether a text ends in such a word: "Schulleiterin ",
// "Manager: ".
func isOfficer(before string) bool {
	before = strings.TrimRight(before, " :")
	if n := len(before); n == 0 || before[n-1] == ',' || before[n-1] == ';' {
		return false
	}
	before = before[strings.LastIndexAny(before, ",;.|\t")+1:]
	if len(before) > maxOffice {
		return false
	}
	if !officeStems().mayStandIn(before) {
		return false // nearly always
	}
	f := fold(before)
	return within(officerStems(), f) || isAttendant(f)
}

var (
	officerStems = wordStems(officers[:])
	officeStems  = wordStems(slices.Concat(officers[:], attendants[:]))
)

// besideNames are all stems that are looked for beside the name of a line: of offices,
// and of birthdays.
var besideNames = wordStems(slices.Concat(officers[:], attendants[:], birthdayWords[:]))

// maxOffice is the longest name of an office in bytes.
const maxOffice = 40

// heads tells whether a line's person is the head of the organisation that the
// line, or the one above it, begins with: the address is the organisation's.
func (p *prose) heads(line string, n *lineRecord) bool {
	before := beforeName(line, n)
	return isOfficer(before) && (hasOrgWord(before) || p.cur == nil && p.before != "" && len(p.before) <= shortLine && hasOrgWord(p.before) && !parseName(p.before).given)
}

// beforeName is what stands before a person's name, with an office that was read
// as a part of it.
func beforeName(line string, n *lineRecord) string {
	at := min(n.at, len(line))
	if word := firstWords(line[at:], 1); at > 0 && isOfficer(word) {
		at += len(word)
	}
	return line[:at]
}

// officeItems leaves out of a line's values those of an organisation: an address
// that stands behind its name and before the person's, all that stands beside a
// mailbox called as the line begins, and where an appointment is.
func officeItems(line string, items []placedItem, names []*lineRecord) []placedItem {
	n, next := names[0], len(line)
	if len(names) > 1 { // what stands behind another name is that person's
		next = names[1].at
	}
	before := line[:min(n.at, len(line))]
	if before == "" || len(items) == 0 {
		return items
	}
	shared := sharesBox(line, before)
	visit := startsWithClock(withoutDay(before)) || isOfficer(beforeName(line, n))
	kept := items[:0]
	for _, it := range items {
		behind := it.at > n.at
		switch {
		case it.attr == inspect.Email && shared, it.attr == inspect.Phone && shared:
		case it.attr == inspect.Address && shared:
		case it.attr == inspect.Address && !behind && hasOrgWord(line[:min(it.at, len(line))]):
		case (it.attr == inspect.Address || it.attr == inspect.Phone) && behind && it.at < next && visit && hasOrgWord(behindPerson(line[n.at:min(it.at, len(line))])):
		default:
			kept = append(kept, it)
		}
	}
	return kept
}

// behindPerson is what stands behind the first comma, or in a programme behind what is
// given: "Anna Berg: Reading. Library of …".
func behindPerson(s string) string {
	if end := nameEnd(s, 0); end < len(s) && s[end] == ':' {
		_, place, _ := strings.Cut(s[end:], ". ")
		return place
	}
	_, s, _ = strings.Cut(s, ",")
	return s
}

// withoutRole leaves a telephone out of the values of a line that names nobody but a
// mailbox of a role: both are where one asks.
func withoutRole(line string, hits []ident.Hit, items []placedItem) []placedItem {
	if !slices.ContainsFunc(hits, func(h ident.Hit) bool { return h.Kind.Attribute == inspect.Email && isRoleBox(line[h.Start:h.End]) }) {
		return items
	}
	return slices.DeleteFunc(items, func(it placedItem) bool { return it.attr == inspect.Phone })
}

// sharesBox tells whether a mailbox of the line is called as the line begins:
// "Bauamt: Anna Berg, 04461 12345, bauamt@…".
func sharesBox(line, before string) bool {
	label, _, ok := strings.Cut(before, ":")
	if !ok {
		label, _, ok = strings.Cut(before, ",")
	}
	if !ok || len(label) > maxOffice {
		return false
	}
	label = lettersOf(label)
	for rest := line; len(label) >= 3; {
		local, after, ok := strings.Cut(rest, "@")
		if !ok {
			break
		}
		if lettersOf(local[strings.LastIndexAny(local, " \t,;:<(")+1:]) == label {
			return true
		}
		rest = after
	}
	return false
}

// mailUmlauts are the two letters that a mailbox has for one.
var mailUmlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "aa", "a")

// lettersOf is a text folded, without what is no letter.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, mailUmlauts.Replace(fold(s)))
}
