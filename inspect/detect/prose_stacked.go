package detect

import "strings"

// Notifications of web forms put each label on a line of its own and its value on
// the next: "Name", "Anna Berg", "Phone", "01632 960123".

// maxLabel is the longest label in bytes that has a line for itself.
const maxLabel = 40

// stacked reads a line as such a label, or as the value of the label above it. It
// is false for other lines.
func (p *prose) stacked(line string) bool {
	h := p.label
	p.label = heading{}
	if h.kind != kNone && !p.isLabel(line) && fitsLabel(h.kind, line) && p.field(h, line) {
		return true
	}
	if p.region == inSignature || !p.isLabel(line) {
		return false
	}
	p.label = p.d.heading(bareLabel(line))
	return true
}

func bareLabel(line string) string { return strings.Trim(line, "*_#: \t") }

// isLabel tells whether a line is a label and nothing else; the first of a form
// names somebody.
func (p *prose) isLabel(line string) bool {
	if len(line) > maxLabel || line == "" || digitsIn(line) > 0 {
		return false
	}
	bare := bareLabel(line)
	if strings.ContainsAny(bare, ":.,;=|\t<>") || strings.Contains(bare, " - ") || strings.Contains(bare, " – ") || p.form == nil && p.head.text == "" && !headings().mayName(bare) {
		return false
	}
	h, is := p.d.heading(bare), false
	switch h.kind {
	case kFull, kGiven, kFamily:
		is = h.exact && (h.role == roleNone || h.role == roleChild || p.form != nil)
	case kBirth:
		is = h.exact && (p.form != nil || p.beginsForm(h))
	case kEmail, kPhone, kStreet, kPostcode, kID, kIBAN, kAge, kTown, kClass:
		is = h.exact && p.form != nil
	case kSpecial, kNote:
		is = p.form != nil
	}
	if !is {
		return false
	}
	n := parseName(bare)
	return !n.person()
}

// fitsLabel tells whether a line may be the value of a label; one with a label of
// its own is none.
func fitsLabel(k kind, value string) bool {
	if len(value) > 200 || strings.Contains(value, ": ") {
		return false
	}
	digits := digitsIn(value)
	switch k {
	case kFull:
		n := parseName(value)
		return n.ok && n.full
	case kGiven, kFamily:
		return parseName(value).ok
	case kPhone:
		return digits >= 6 && letters(value) <= 6
	case kEmail:
		return strings.IndexByte(value, '@') > 0
	case kBirth:
		return digits >= 3
	case kStreet, kID, kIBAN, kPostcode:
		return digits >= 1
	}
	return true
}
