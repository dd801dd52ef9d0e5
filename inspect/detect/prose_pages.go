package detect

import "strings"

// pages are what the pages of one file leave open: a mail merge has one letter a page,
// and so a page has too few names for judging those on no list.
type pages struct {
	path    string
	strong  int // records of all pages whose names are known
	phones  int // records of all pages with a telephone number
	pending []*lineRecord
	last    *prose
}

// keep keeps the records of a page that the page itself did not decide.
func (g *pages) keep(p *prose) {
	if !isPage(p.place.Part) {
		return
	}
	g.turn(p)
	for _, r := range p.pending {
		if !r.single && len(g.pending) < maxPending {
			g.pending = append(g.pending, r)
		}
	}
}

// known counts the records of a page whose names are on a list.
func (g *pages) known(p *prose) {
	if isPage(p.place.Part) {
		g.turn(p)
		g.strong += p.strong
		g.phones += p.phones
	}
}

// phonesBefore is how many telephone numbers the pages before one of the same file have.
func (g *pages) phonesBefore(p *prose) int {
	if g.path == p.place.Path && isPage(p.place.Part) {
		return g.phones
	}
	return 0
}

func isPage(part string) bool {
	return strings.HasPrefix(part, "page ") || strings.HasPrefix(part, "slide ")
}

// turn begins with the page's file, if it is another one.
func (g *pages) turn(p *prose) {
	if g.path != p.place.Path {
		g.end()
		g.path = p.place.Path
	}
	g.last = p
}

// end counts the records that wait if the names of most others are known.
func (g *pages) end() {
	if g.strong >= leastKnown && g.strong >= 2*len(g.pending) {
		for _, r := range g.pending {
			g.last.d.countLine(g.last, r)
		}
	}
	*g = pages{}
}

// leastKnown is the fewest known names on the pages of a file.
const leastKnown = 3
