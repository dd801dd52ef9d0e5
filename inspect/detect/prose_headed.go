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
	text, label := strings.Trim(line, "#*_ \t"), ""
	for _, by := range [...]string{":", "\t", "  ", " - ", " – "} {
		before, rest, ok := strings.Cut(text, by)
		if ok && rest != "" && len(before) <= maxStartLabel && strings.Count(before, " ") <= 2 {
			text, label = strings.Trim(rest, "#*_:-– \t"), before
			break
		}
	}
	if name, _, ok := strings.Cut(text, " ("); ok {
		text = name
	}
	if words := strings.Count(text, " ") + 1; words < 2 || words > maxHeadWords || !isCapital(text) {
		return
	}
	if n := parseName(text); !n.ok || !n.full || n.written < 2 {
		return
	}
	if label == "" || mayHeadForm(p.d.heading(label)) {
		p.head = headName{text, p.line}
	}
}

// isPerson tells names of people from those of firms, streets and fields.
func (d *Detector) isPerson(text string) bool {
	return !hasOrgWord(text) && !hasStreetWord(text) && !namesThing(text) && d.heading(text).kind == kNone
}

// maxHeadWords is the most words of such a name.
const maxHeadWords = 6

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
		(p.cur == nil || p.cur.line == p.head.line && p.cur.attrs == 0 && len(p.cur.maybe) == 0) && p.d.isPerson(p.head.text)
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
