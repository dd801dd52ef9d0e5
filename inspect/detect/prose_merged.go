package detect

import (
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect/ident"
)

// A file that was merged from a list has a letter for each of its people: an address
// under a name, a salutation that calls the same name again, and what is told to that
// reader. The name need be on no list, since it stands there twice. One or two letters
// are correspondence; several of different readers are the list.

// leastLetters is the fewest readers of one file that make it a merged one.
const leastLetters = 3

// recentLines is how many lines above a salutation its reader's address may begin.
const recentLines = 12

// recent are the lines that were read last, the last first.
type recent [recentLines]string

func (r *recent) add(line string) {
	copy(r[1:], r[:])
	r[0] = line
}

// closed stands among the recent lines for the closing of a letter.
const closed = "\n"

// endLetter forgets the letter that a line ends.
func (p *prose) endLetter(line string) {
	p.recent, p.letter = recent{}, nil
	if isBareClosing(line) {
		p.recent.add(closed)
	}
}

// salute begins a letter if the reader of a salutation has an address above it; it
// tells whether there is one.
func (p *prose) salute(line string) (found bool) {
	p.letter = nil
	key := nameKey(saluted(line))
	if key == "" || len(p.d.letters) >= maxPending {
		return false
	}
	r := p.newRecord(name{}, 0, false)
	r.name, r.table = key, -p.id
	for i, above := range p.recent {
		if above == "" || isSalutation(above) {
			break
		}
		head, rest := readerIn(above, key)
		if i+1 < len(p.recent) && p.recent[i+1] == closed { // who wrote the letter above
			break
		}
		if head == "" {
			continue
		}
		if i > 0 && hasOrgWord(p.recent[i-1]) { // where the reader works
			break
		}
		r.name = nameKey(head)
		p.addressee(r, rest)
		for _, below := range slices.Backward(p.recent[:i]) {
			p.addressee(r, below)
		}
		found = r.attrs.Has(inspect.Address)
		break
	}
	if !strings.Contains(r.name, " ") {
		return false
	}
	p.letter = r
	p.d.letters = append(p.d.letters, r)
	return found
}

// readerIn finds the reader of a letter in a line of the address: the name that has
// all words of the salutation's, and what stands behind it.
func readerIn(line, key string) (name, rest string) {
	head, rest, _ := strings.Cut(line, ", ")
	for _, s := range [...]string{head, line} {
		if len(s) <= maxName && digitsIn(s) == 0 && strings.Count(s, " ") <= 5 && !hasOrgWord(s) && hasWords(nameKey(s), key) {
			return s, rest
		}
		rest = ""
	}
	return "", ""
}

// addressee reads a line between a reader's name and the salutation.
func (p *prose) addressee(r *lineRecord, line string) {
	if digitsIn(line) == 0 {
		return
	}
	p.hits = ident.Scan(line, p.hits[:0])
	for _, it := range p.itemsOf(line, p.hits, true) {
		if it.attr == inspect.Address || it.attr == inspect.NationalID || it.attr == inspect.BirthDate {
			p.give(r, it)
		}
	}
	if _, shaped := streetLike(line); shaped && len(p.hits) == 0 && strings.IndexByte(line, ':') < 0 {
		p.give(r, placedItem{lineItem{inspect.Address, "street", .7, line}, 0, factAddress, p.d.people.hash(address(line))})
	}
}

// toReader are words that speak to the reader, and causes those of letters about an
// illness that is not the reader's; in small letters.
var (
	toReader = [...]string{" you ", " your ", " u ", " uw ", " je ", " jouw ", " jou ", " sie ", " ihr", " dir ", " dich ", " dein", " du ", " dig ", " din ", " dit ", " dine ", " deres ", " dem ", " ditt ", " dina ", " er ", " ert ", " deg ", " vous ", " votre ", " vos ", " te ", " ton ", " ta ", " lei ", " suo ", " sua ", " usted ", " su ", " tu ", " pani ", " pan ", " pana "}
	causes   = [...]string{" gift", " gave", "bidrag", "beitrag", "bijdrage", " don ", " dons ", "fight against", "kampen mod", "kampen mot", "kampf gegen", "strijd tegen", "lutte contre", "walce z", "lotta contro", "lucha contra",
		"evening on", "evening about", "aften om", "abend zu", "abend über", "avond over", "soirée sur", "temaaften", "temakväll", "themaavond", "themenabend", "infoabend", "informationsabend",
		"benevol", "wolontari", "application as", "apply for the post", "vacan", "bewerbung als", "sollicit", "ansøgning som", "stillingen som", "candidature",
		"report", "rapport", "bericht", "leaflet", "flyer", "folder", "brochure", "newsletter", "nyhedsbrev", "nieuwsbrief", "magazin", "order", "ordre", "bestel", "bestell", "commande", "volunteer", "frivillig", "ehrenamt", "vrijwillig", "bénévol"}
)

// letterTo is the reader of the last letter of the text to somebody.
func (p *prose) letterTo(who string) *lineRecord {
	key := nameKey(who)
	for _, r := range slices.Backward(p.d.letters) {
		if r.table == -p.id && key != "" && hasWords(r.name, key) {
			return r
		}
	}
	return nil
}

// tellReader notes what a sentence, in small letters f, says of the letter's reader.
func (p *prose) tellReader(s, f string) {
	r := p.letter
	if r == nil || !containsAny(" "+f+" ", toReader[:]) || containsAny(" "+f+" ", causes[:]) || isTopic(f) {
		return
	}
	said := p.d.said(s)
	if states := p.d.special.in(s) & inspect.Set(inspect.Health, inspect.SocialCare, inspect.Criminal); p.d.relates(" "+f) || p.d.speaksOf(" "+f) {
		said |= states
	}
	for _, a := range said.List() {
		r.attrs = r.attrs.With(a)
		r.items = append(r.items, lineItem{a, "", .7, s})
	}
}

// speaksOf tells whether a state stands behind a word that speaks to the reader.
func (d *Detector) speaksOf(f string) bool {
	return slices.ContainsFunc(toReader[:], func(w string) bool { return d.before(f, w, verbed) })
}

// judgeLetters counts the readers of files with letters to several.
func (d *Detector) judgeLetters() {
	readers := map[string]map[string]bool{}
	for _, r := range d.letters {
		if r.attrs == 0 {
			continue
		}
		if readers[r.where.Path] == nil {
			readers[r.where.Path] = map[string]bool{}
		}
		readers[r.where.Path][r.name] = true
	}
	d.tables++
	for _, r := range d.letters {
		if r.attrs == 0 || len(readers[r.where.Path]) < leastLetters {
			continue
		}
		d.who.unsign(r.name)
		if d.who.names[r.name] || isExample(r.name) {
			continue
		}
		known := d.people.named(r.record)
		r.attrs |= r.lesser
		r.table = d.tables // of its own, since the text was read for itself
		d.people.add(r.record)
		for _, it := range r.items {
			if !known || inspect.Set(it.attr)&inspect.Special != 0 {
				d.finds.add(it.attr, it.kind, r.where, r.hidden, it.sure, it.value)
			}
		}
	}
	d.letters = nil
}
