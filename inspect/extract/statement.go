package extract

import (
	"bytes"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// SWIFT's statements of an account, MT940 (booked) and MT942 (interim): fields
// ":61:" are the entries, ":86:" behind each tells whose money it was, in the
// words of the country (SWIFT Category 9; ABN AMRO, ING and Rabobank's
// /NAME/, the German banks' ?32).

// isStatement tells a statement: a reference, an account, and an entry or a
// balance, below at most a few lines of the transport.
func isStatement(t string) bool {
	t = t[:min(len(t), 16<<10)]
	at := strings.Index(t[:min(len(t), 404)], ":20:")
	if at < 0 {
		return false
	}
	t = strings.ReplaceAll(t, "\r", "\n")
	if strings.ContainsAny(t[:at], "abcdefghijklmnopqrstuvwxyz<>") || at > 0 && t[at-1] != '\n' {
		return false
	}
	t = t[at:]
	return strings.Contains(t, "\n:25") && (strings.Contains(t, "\n:61:") || strings.Contains(t, "\n:60"))
}

// readStatement gives an entry a row. Fields of the statement itself are text.
func readStatement(f *file, to output) error {
	r := statement{f: f, to: to}
	r.row(1, true, "Date", "Amount", "Name", "IBAN", "Address", "Text")
	text := decode(f.data, f.charset)
	tag, value, from := "", []string(nil), 0
	for n := 1; len(text) > 0 && !to.stopped(); n++ {
		var line []byte
		line, text = oneLine(text)
		if next, rest, ok := swiftField(string(line)); ok {
			r.field(tag, value, from)
			tag, value, from = next, []string{rest}, n
			continue
		}
		if bytes.HasPrefix(line, []byte("-")) && len(bytes.Trim(line, "-} ")) == 0 { // the end of the block
			continue
		}
		if len(value) == maxFieldLines { // more than a field has
			r.field(tag, value, from)
			tag, value, from = "", nil, n
		}
		value = append(value, string(line))
	}
	r.field(tag, value, from)
	r.end()
	return nil
}

// maxFieldLines is the most lines of a field: a bank's six and then some.
const maxFieldLines = 64

type statement struct {
	f     *file
	to    output
	entry *statementEntry
}

type statementEntry struct {
	line                              int
	date, amount, name, iban, address string
	text                              []string
}

// swiftField cuts ":61:value" and ":60F:value".
func swiftField(line string) (tag, value string, ok bool) {
	if len(line) < 4 || line[0] != ':' {
		return "", "", false
	}
	end := strings.IndexByte(line[1:], ':') + 1
	if end < 3 || end > 4 || line[1] < '0' || line[1] > '9' || line[2] < '0' || line[2] > '9' {
		return "", "", false
	}
	return line[1:end], line[end+1:], true
}

func (r *statement) field(tag string, lines []string, n int) {
	switch {
	case tag == "61":
		r.end()
		r.entry = &statementEntry{line: n}
		r.entry.open(lines)
	case tag == "86" && r.entry != nil:
		r.entry.owner(lines)
		r.end()
	default:
		r.end()
		words := strings.Join(lines, "\n")
		if strings.TrimSpace(words) != "" {
			r.to.text("", n, r.f.hidden, words)
		}
	}
}

func (r *statement) end() {
	if e := r.entry; e != nil {
		r.row(e.line, false, e.date, e.amount, e.name, e.iban, e.address, strings.Join(e.text, "\n"))
		r.entry = nil
	}
}

func (r *statement) row(line int, header bool, cells ...string) {
	r.to.row(inspect.Row{Place: inspect.Place{Path: r.f.path, Line: line}, Header: header, Hidden: r.f.hidden, Cells: cells})
}

// open reads field 61: the value date (yymmdd), perhaps that of booking, debit or
// credit, the amount, and behind it references; what is below may be the other's account.
func (e *statementEntry) open(lines []string) {
	s := lines[0]
	if len(s) >= 6 && digits(s[:6]) {
		e.date = "20" + s[:2] + "-" + s[2:4] + "-" + s[4:6]
		s = s[6:]
	}
	at := strings.IndexAny(s, "CD")
	if at >= 0 && at <= 5 {
		sign := map[byte]string{'D': "-"}[s[at]]
		s = s[at+1:]
		if s != "" && letter(s[0]) { // the third letter of the currency
			s = s[1:]
		}
		end := len(s) - len(strings.TrimLeft(s, "0123456789,"))
		e.amount = sign + strings.TrimLeft(s[:end], "0")
		s = s[end:]
	}
	for _, line := range append([]string{s}, lines[1:]...) {
		if e.iban == "" && looksIBAN(strings.TrimSpace(line)) {
			e.iban = strings.TrimSpace(line)
		} else {
			e.tell(line)
		}
	}
}

func (e *statementEntry) tell(words string) {
	if words = strings.TrimSpace(words); words != "" {
		e.text = append(e.text, words)
	}
}

// looksIBAN tells the shape of an account's number (ISO 13616).
func looksIBAN(s string) bool {
	if len(s) < 15 || len(s) > 34 || !letter(s[0]) || !letter(s[1]) {
		return false
	}
	for i := 2; i < len(s); i++ {
		if digit := s[i] >= '0' && s[i] <= '9'; !digit && (i < 4 || s[i] < 'A' || s[i] > 'Z') {
			return false
		}
	}
	return true
}

// owner reads field 86 in the form it has.
func (e *statementEntry) owner(lines []string) {
	joined := strings.Join(lines, "")
	switch {
	case e.numbered(joined):
	case e.marked(joined, "/", slashWords()):
	case e.marked(strings.Join(lines, " "), ":", labelWords()):
	default:
		for _, line := range lines {
			e.tell(line)
		}
	}
}

// numbered reads the German form, "166?00GUTSCHRIFT?20…?31IBAN?32Name", whose
// mark is the byte behind the code; Poland's is "020~00…~32…~38IBAN".
func (e *statementEntry) numbered(s string) bool {
	if len(s) < 6 || !digits(s[:3]) || letter(s[3]) || strings.IndexByte("0123456789 /.,-:", s[3]) >= 0 {
		return false
	}
	name, account := "", ""
	var words strings.Builder
	for _, part := range strings.Split(s[4:], s[3:4]) {
		if len(part) < 2 {
			continue
		}
		switch number, value := part[:2], part[2:]; number {
		case "00", "10", "30", "34": // kind, journal, bank, key
			if number == "00" {
				e.tell(value)
			}
		case "31":
			account = value
		case "38":
			account = strings.TrimSpace(value)
		case "32":
			name = value
		case "33":
			if len(name) > maxName*2 {
				words.WriteString(value)
				continue
			}
			if len([]rune(name)) < 27 {
				name += " "
			}
			name += value
		default:
			words.WriteString(value)
		}
	}
	e.name, e.iban = strings.TrimSpace(name), firstOf(strings.TrimSpace(account), e.iban)
	e.tell(words.String())
	return true
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// A Dutch or Belgian bank's marks and what stands behind them.
const (
	markName = iota
	markIBAN
	markAddress
	markParty // account/bank/name/town
	markText
	markCode // of no person
)

func slashWords() map[string]int {
	return map[string]int{"NAME": markName, "IBAN": markIBAN, "ADRS": markAddress, "ADDR": markAddress, "CNTP": markParty, "REMI": markText,
		"TRTP": markText, "ORDP": markText, "BENM": markText, "ULTC": markText, "ULTD": markText, "ULTB": markText, "BIC": markCode, "EREF": markText,
		"MARF": markText, "CSID": markText, "PREF": markText, "RTRN": markText, "PURP": markText, "ISDT": markText, "TRCD": markCode, "SVCL": markText, "RREF": markText, "IREF": markText}
}

func labelWords() map[string]int {
	return map[string]int{"NAAM": markName, "NAME": markName, "NOM": markName, "NAVN": markName, "IBAN": markIBAN, "BIC": markCode, "ADRES": markAddress,
		"OMSCHRIJVING": markText, "KENMERK": markText, "MACHTIGING": markText, "INCASSANT": markText, "BETALINGSKENM.": markText, "VOOR": markText}
}

// marked reads "/IBAN/…/NAME/…" with end "/", "IBAN: … NAAM: …" with ":".
// A slash that belongs to a name is left in it.
func (e *statementEntry) marked(s, end string, words map[string]int) bool {
	kind, from, found := markText, 0, 0
	take := func(to int) {
		e.take(kind, strings.Trim(s[min(from, to):to], " /")) // "/IBAN/REMI/" share a slash
	}
	for i := 0; i < len(s); i++ {
		if end == "/" && s[i] != '/' || end == ":" && i > 0 && s[i-1] != ' ' {
			continue
		}
		at := i
		if end == "/" {
			at++
		}
		n := strings.Index(s[at:min(len(s), at+16)], end)
		if n < 0 {
			continue
		}
		k, ok := words[s[at:at+n]]
		if !ok {
			continue
		}
		take(i)
		kind, from, found = k, at+n+1, found+1
		i = from - 1
		if end == "/" {
			i = from - 2 // one slash may end a mark and begin the next
		}
	}
	if found == 0 {
		return false
	}
	take(len(s))
	return true
}

func (e *statementEntry) take(kind int, value string) {
	switch {
	case value == "" || kind == markCode:
	case kind == markName && e.name == "":
		e.name = value
	case kind == markIBAN && e.iban == "":
		e.iban = value
	case kind == markAddress && e.address == "":
		e.address = strings.ReplaceAll(value, "//", ", ")
	case kind == markParty:
		parts := strings.SplitN(value, "/", 3)
		e.iban = firstOf(parts[0], e.iban)
		if len(parts) == 3 {
			name, town, _ := strings.Cut(strings.TrimRight(parts[2], "/ "), "/")
			e.name, e.address = firstOf(name, e.name), firstOf(town, e.address)
		}
	default:
		e.tell(value)
	}
}
