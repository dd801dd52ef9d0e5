package detect

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// numberWords stand with a number before a name in a list, folded: a member's, a
// seller's, a stall's.
var numberWords = [...]string{"nr", "no", "nummer", "number", "num", "numero", "stade", "stand", "stall", "standnr", "startnr", "lfd", "lbnr", "plads", "platz", "plaats", "tisch", "tafel", "bord", "table", "mitglied", "medlem", "member", "lid", "verkaufer", "verkoper", "saelger", "seller", "lodnr", "los", "bib", "banco", "puesto", "tavolo", "poz", "lp"}

// untimed is a line without the clock of an appointment before a name and a number:
// "14.15 Berg, Anna 98 41 45 46".
func untimed(line string) string {
	const clock = len("14.15")
	rest := strings.TrimLeft(line[clock:], " -–\t")
	if len(rest) == len(line)-clock || !isCapital(rest) || digitsIn(rest) < leastRun || !parseName(rest[:leadingName(rest)]).full {
		return line
	}
	return rest
}

// unlabelled is a line without the number that a list puts before its names, "Nr. 100
// Ursula Berg", or the letter that stands for a bullet, "o Ursula Berg".
func unlabelled(line string) string {
	if startsWithClock(line) {
		return untimed(line)
	}
	if line == "" || isPlain(line[0]) && line[0] != 'o' && !hasNumberWord(line) && !strings.HasPrefix(line, "An ") && !strings.HasPrefix(line, "Aan ") {
		return line
	}
	first, rest, ok := strings.Cut(line, " ")
	if !ok {
		return line
	}
	rest = strings.TrimLeft(rest, " ")
	if first == "o" && rest != "" && isCapital(rest) {
		return rest
	}
	if isAddressing(first, rest) {
		return rest
	}
	if !hasNumberWord(line) {
		return line
	}
	n := 0
	for n < len(rest) && rest[n]-'0' < 10 {
		n++
	}
	if n == 0 || n > maxListNumber || n == len(rest) {
		return line
	}
	if name := strings.TrimLeft(rest[n:], ".:)-\t "); len(name) < len(rest)-n && name != "" && isCapital(name) {
		if first := firstWords(name, 1); isParticle(first) || parseName(first).ok {
			return name
		}
	}
	return line
}

// isAddressing tells whether a line begins as the address of a letter does: "An Frau
// Anna Berg", "Aan de heer Berg".
func isAddressing(first, rest string) bool {
	if first != "An" && first != "Aan" {
		return false
	}
	switch firstWords(rest, 1) {
	case "Herr", "Herrn", "Frau", "Familie", "Fam.", "Mevrouw", "Mevr.", "Mw.", "mevrouw", "mw.", "Dhr.", "dhr.", "de":
		return first == "An" || !strings.HasPrefix(rest, "de ") || strings.HasPrefix(rest, "de heer ")
	}
	return false
}

// maxListNumber is the most digits of such a number.
const maxListNumber = 6

// hasNumberWord tells whether a line begins with one of numberWords.
func hasNumberWord(line string) bool {
	t := numberWordSet()
	if !t.may(line) {
		return false
	}
	end := strings.IndexByte(line, ' ')
	if end < 2 || end > 12 {
		return false
	}
	var buf [48]byte
	return t.all[string(trimDot(appendFold(buf[:0], line[:end])))]
}

var numberWordSet = phraseTable(numberWords[:])

// callWords stand between a name and its number or day, folded, and look as if they
// belonged to the name: "Anna Berg tlf 20 30 40 50", "Berg, Anna F. 01.08.1985".
var callWords = [...]string{"tlf", "tel", "telf", "tfn", "telefon", "telefoon", "phone", "mobil", "mobile", "mobiel", "mob", "movil", "cell", "handy", "gsm", "ring", "ringe", "bel", "call", "anruf",
	"far", "mor", "mum", "mom", "dad", "mutter", "vater", "mama", "papa", "moeder", "vader", "madre", "padre", "mere", "pere", "mamma", "pappa",
	"f", "geb", "fodt", "geboren", "born", "dob"}

// beforeNumber are marks that may stand between such a word and its number, numeric what
// numbers begin with.
var beforeNumber, numeric = marksOf(" .:\t("), marksOf("0123456789+")

// withoutCall takes the last word off a name if it is one of callWords and a number
// stands right behind it.
func withoutCall(text, behind string) string {
	at := strings.LastIndexByte(text, ' ')
	if at < 1 || len(text)-at > 10 {
		return text
	}
	if behind = beforeNumber.trimLeft(behind); behind == "" || behind[0]-'0' >= 10 && behind[0] != '+' {
		return text
	}
	if isCallWord(text[at+1:]) {
		return strings.TrimRight(text[:at], " ")
	}
	return text
}

// beforeDigits is the name that nothing but digits follow: "karla berg 20304050".
func beforeDigits(text string, n name) (string, name) {
	at := numeric.narrowIn(text)
	if at < 2 || text[at-1] != ' ' || !isPlain(text[0]) && text[0] < utf8.RuneSelf {
		return text, n
	}
	bare := strings.TrimRight(text[:at], " ")
	m := parseName(bare)
	if !m.person() && (!m.ok || !m.full || m.n > 4 || !isCapital(bare) || hasLetter(text[at:]) || digitsIn(text[at:]) < leastRun) {
		return text, n
	}
	if namesThing(bare) {
		return text, n
	}
	return bare, m
}

// startsStreet tells whether a text begins with a word for a street, although that is
// a family name as well, and a house number stands behind it: "Corso Italia, 58".
func startsStreet(text, behind string) bool {
	first, _, ok := strings.Cut(text, " ")
	var buf [48]byte
	if !ok || len(first) > 12 || words().of(appendFold(buf[:0], first))&streetWord == 0 {
		return false
	}
	behind = strings.TrimLeft(behind, " ,")
	n := 0
	for n < len(behind) && behind[n]-'0' < 10 {
		n++
	}
	return n > 0 && n <= 4 && (n == len(behind) || isWordByte(behind[n]) || strings.IndexByte(",; /", behind[n]) >= 0)
}

// leastInRow is the fewest people of a line who have values behind their names for the
// digits in brackets behind other names to be telephone numbers.
const leastInRow = 3

// inBrackets are the digits in brackets right behind names of a line in which other
// names have telephone numbers or mailboxes there: "Bo Riis (43742590)".
func (p *prose) inBrackets(line string, names []*lineRecord, items []placedItem) (more []placedItem) {
	reached := 0
	for _, it := range items {
		if it.attr == inspect.Phone || it.attr == inspect.Email {
			reached++
		}
	}
	if reached < leastInRow || p.digits < leastRun {
		return nil
	}
	for i, n := range names {
		end := len(line)
		if i+1 < len(names) {
			end = names[i+1].at
		}
		if end < n.at {
			continue
		}
		open, shut := strings.IndexByte(line[n.at:end], '('), strings.IndexByte(line[n.at:end], ')')
		if open < 0 || shut < open || open > maxName || slices.ContainsFunc(items, func(it placedItem) bool { return it.at >= n.at && it.at < end }) {
			continue
		}
		value := line[n.at+open+1 : n.at+shut]
		if v, _ := digitRun(value); v == value && v != "" {
			more = append(more, placedItem{lineItem{inspect.Phone, "phone", .7, v}, n.at + open + 1, factPhone, p.d.people.hash(lastDigits(v))})
		}
	}
	return more
}

func isCallWord(w string) bool {
	var buf [48]byte
	return len(w) <= 10 && slices.Contains(callWords[:], string(trimDot(appendFold(buf[:0], strings.TrimRight(w, ":")))))
}

// isSurname tells whether a name read so far is a family name with its particles,
// "VAN DEN BERG" or "Ó Floinn".
func isSurname(text string, n *name) bool {
	if n.n == 1 {
		return true
	}
	last := strings.LastIndexByte(text, ' ')
	if last < 0 || n.n > 3 {
		return false
	}
	for w := range strings.FieldsSeq(text[:last]) {
		if utf8.RuneCountInString(w) > 1 && !isParticle(w) {
			return false
		}
	}
	return !n.initials || n.n == 2
}
