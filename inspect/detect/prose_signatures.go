package detect

import "strings"

type region uint8

const (
	inBody region = iota
	inSignature
)

// signatureLines is how long a signature can be.
const signatureLines = 15

// turns tells whether the line begins a signature, and ends the region before it.
func (p *prose) turns(line string) bool {
	switch {
	case line == "--" || line == "__" || strings.HasPrefix(line, "-- ") && len(line) < 5:
	case isClosing(line):
		p.authors = 2
	case isDivider(line):
		p.endBlock()
		p.endRegion()
		return true
	default:
		return false
	}
	p.endBlock()
	p.endRegion()
	p.closed = true
	p.region, p.left, p.below = inSignature, signatureLines, 0
	return true
}

// isDivider is true for "-----Original Message-----" and its like.
func isDivider(line string) bool {
	return strings.HasPrefix(line, "-----") || strings.HasPrefix(line, "_____") || strings.HasPrefix(line, "=====")
}

// endRegion leaves a signature. One or two people in it are who writes; more
// are a list that merely stands below the closing.
func (p *prose) endRegion() {
	if p.region == inSignature {
		p.endBlock()
		p.region = inBody
		if len(p.block) > 2 {
			p.commit()
		} else {
			p.block = p.block[:0]
		}
		p.endForm()
	}
	p.authors = 0
}
