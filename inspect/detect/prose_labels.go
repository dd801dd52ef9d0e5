package detect

import (
	"strings"
	"unicode"

	"github.com/postlock/postlock/inspect/detect/ident"
)

func (p *prose) endForm() {
	if p.form != nil {
		p.d.endForm(p.form)
		p.form = nil
	}
}

// labelEnd is where a label ends: at a colon, at the one gap of the line that a
// tabulator or blanks make, or at the dash behind one that is a heading: "Name - Anna Berg".
func (p *prose) labelEnd(line string) int {
	at := strings.IndexByte(line, ':')
	if at < 0 {
		for _, dash := range [...]string{" - ", " – "} {
			if i := strings.Index(line[:min(len(line), maxStartLabel+len(dash))], dash); i > 1 {
				if h := p.d.heading(line[:i]); h.exact && h.kind != kNone && (namesPeople(h) || p.form != nil) {
					return i
				}
			}
		}
	}
	if tab := strings.IndexByte(line, '\t'); tab > 0 && (at < 0 || tab < at) && strings.IndexByte(strings.TrimLeft(line[tab:], "\t "), '\t') < 0 {
		return tab
	}
	if gap := strings.Index(line, "  "); at < 0 && gap > 0 && strings.Count(strings.TrimLeft(line[gap:], " "), "  ") == 0 && p.d.heading(line[:gap]).exact {
		return gap
	}
	return at
}

// labels reads a line of the form "Name: value" into the form of the block.
func (p *prose) labels(line string) bool {
	at := p.labelEnd(line)
	if at < 2 || at > 40 || at+1 >= len(line) || strings.HasPrefix(line[at:], "://") || p.region == inSignature {
		return false
	}
	if strings.Count(line[:at], " ") > 5 {
		return false
	}
	label, value := line[:at], strings.TrimLeft(strings.TrimSpace(line[at+1:]), "-– ")
	if value == "" || len(value) > 120 {
		return false
	}
	if !isPlain(label[0]) {
		label = strings.TrimLeft(label, "-*•· ")
	}
	h := p.d.heading(label)
	if h.kind == kNone || h.kind == kThing || len(strings.Fields(h.text)) > 4 || strings.Count(label, " ") >= 2 && len(p.inSentence(nil, label, 0)) > 0 {
		return false
	}
	if h.kind == kFull && h.role == roleContact && p.form.tellsBirth() && digitsIn(value) >= 6 && !strings.ContainsFunc(value, unicode.IsLetter) { // "Contact: 06 1234 5678"
		h.kind, h.role, h.number = kPhone, roleNone, 0
	}
	if attends(line[:at+1]) || h.kind == kBirth && p.headed() && !p.beginsForm(h) {
		return false
	}
	if h.kind == kFull && (h.role != roleContact || p.aboutPerson()) && (digitsIn(value) >= leastBorn || strings.IndexByte(value, '@') > 0) { // "Child: Anna, 21/04/2017"
		p.ofChild = h.role == roleChild
		p.record(value)
		if p.ofChild = false; p.cur != nil && p.cur.line == p.line && h.exact && (h.role == roleChild || isParent(h.role)) {
			p.cur.strong = p.cur.strong || strings.IndexByte(p.cur.name, ' ') > 0
		}
		return true
	}
	if p.form == nil && h.kind == kFull && p.heads(line, &lineRecord{at: at + 1}) {
		return false
	}
	p.hits = ident.Scan(value, p.hits[:0])
	p.unread(value, p.hits, namesPeople(h) && !h.mayHead())
	if h.kind == kBirth && strings.IndexByte(value, ':') > 0 { // another label and its value
		p.identifiers(value, ident.Scan(value, nil))
	}
	return p.field(h, value) && h.kind != kID // identifiers are looked at by themselves as well
}

// leastBorn is the fewest digits of a day of birth: "4. September 2010".
const leastBorn = 5

// aboutPerson tells whether the form of the block names a person, and no organisation
// whose contact another is.
func (p *prose) aboutPerson() bool {
	if p.form == nil || p.labelled == 0 || len(p.form.people) == 0 {
		return false
	}
	name := p.form.people[0].drafts.of(0).full
	n := parseName(name)
	return n.ok && n.full && n.known > 0 && !hasOrgWord(name)
}

// field puts a labelled value into the form, which a name begins, a number or a
// date of birth. It is false for a lone "Tel: …", which belongs to the lines above.
func (p *prose) field(h heading, value string) bool {
	if p.beginsForm(h) {
		p.beginForm()
	}
	if p.form == nil {
		if h.kind != kFull && h.kind != kGiven && h.kind != kFamily && h.kind != kID && h.kind != kBirth {
			return false
		}
		p.form = p.d.newForm(p.place, p.id)
	}
	p.form.hidden = p.form.hidden || p.hidden
	p.formGap = 0
	p.d.field(p.form, 0, h, value)
	if p.cur == nil && (h.kind == kFull || h.kind == kFamily) && h.role != roleContact && !isOfficer(h.text) {
		p.labelled, p.labelledGroup = p.line, h.group()
	}
	return true
}

// unroomed takes a room or a bed off a line of a handover: "Zi 4 Berg, Anna: 38,9".
func unroomed(line string) string {
	t := line
	if line != "" && !isPlain(line[0]) {
		t = strings.TrimLeft(line, "-*•· \t")
	}
	end := strings.IndexByte(t[:min(len(t), len("værelse. "))], ' ')
	if end < 0 || end+1 == len(t) || t[end+1]-'0' >= 10 {
		return line
	}
	word, rest := t[:end], t[end+1:]
	number, rest, ok := strings.Cut(rest, " ")
	rest = strings.TrimLeft(rest, ":-–— ")
	if !ok || len(number) > len("123b:") || !isCapital(rest) || !isRoom(strings.TrimRight(word, ".")) {
		return line
	}
	return rest
}

func isRoom(word string) bool {
	switch strings.ToLower(word) {
	case "zi", "zimmer", "bett", "room", "rm", "bed", "kamer", "kmr", "værelse", "vær", "stue", "rum", "rom", "seng", "säng", "sal", "chambre", "lit", "camera", "letto", "pokój", "sala":
		return true
	}
	return false
}
