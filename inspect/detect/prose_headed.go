package detect

import "strings"

// Reports on pupils and patients have a name in their heading, alone or behind a word
// that nobody lists, "Zeugnis: Anna Berg", and the labels of a form below it. The label
// of a birth date or of a national number begins the form of whoever is named there.

// headName is a name that may head a form, and where it stands.
type headName struct {
	text string
	line int
}

// mostAbove is how many lines above the first label of a form its name may stand.
const mostAbove = 3

// noteHead keeps the name that is all of a line, or all behind its first words.
func (p *prose) noteHead(line string) {
	if len(line) > shortLine || !maybeNamed(line) || p.digitsOf(line) > 2 {
		return
	}
	text := strings.Trim(line, "#*_ \t")
	for _, by := range [...]string{":", "\t", "  ", " - ", " – "} {
		label, rest, ok := strings.Cut(text, by)
		if ok && rest != "" && len(label) <= maxStartLabel && strings.Count(label, " ") <= 2 {
			if !mayHeadForm(p.d.heading(label)) {
				return
			}
			text = strings.Trim(rest, "#*_:-– \t")
			break
		}
	}
	if name, _, ok := strings.Cut(text, " ("); ok {
		text = name
	}
	n := parseName(text)
	if !n.ok || !n.full || n.written < 2 || !isCapital(text) || hasOrgWord(text) || hasStreetWord(text) || namesThing(text) || p.d.heading(text).kind != kNone {
		return
	}
	p.head = headName{text, p.line}
}

// mayHeadForm tells whether words before a name are those of a title: "Zeugnis".
func mayHeadForm(h heading) bool {
	switch h.kind {
	case kNone, kThing, kNote, kPay, kClass:
		return true
	case kOrg:
		return !h.exact
	}
	return false
}

// beginsForm tells whether a label begins the form of the name above.
func (p *prose) beginsForm(h heading) bool {
	return (h.kind == kBirth || h.kind == kID) && h.role == roleNone && p.head.line > p.labelled && p.head.text != "" && p.line-p.head.line <= mostAbove &&
		(p.cur == nil || p.cur.line == p.head.line && p.cur.attrs == 0 && len(p.cur.maybe) == 0)
}

// beginForm begins it.
func (p *prose) beginForm() {
	name := p.head.text
	p.head, p.cur = headName{}, nil
	p.field(heading{kind: kFull, text: "\x00"}, name)
}

// headed tells whether a line is of the person whose name stands above it in its block,
// with other values: "Berg, Anna, Havn 4", "born: 12-03-2014".
func (p *prose) headed() bool {
	return p.cur != nil && p.labelled == 0 && p.line-p.cur.line <= maxGap
}
