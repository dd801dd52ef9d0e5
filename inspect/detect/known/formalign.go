package known

import "strings"

// Thresholds of forms; measured, see form_test.go.
const (
	// leastLikeness is the share of a blank's words that a copy has at least. In
	// docx, odt, pdf, rtf and doc made by LibreOffice, filled copies have 0.96 and
	// more, another year's, too; nothing among 1,900 other people's messages,
	// Office files, PDFs and invoices has 0.1. The rest is room for cuts and edits.
	leastLikeness = 0.5
	// fewestEntries is how many places are filled at least. Blanks in these
	// formats show 0, those of another year up to 2, where a sentence and a label
	// are new; filled copies show 8 and more.
	fewestEntries = 3
)

// Limits of the alignment, in words.
const (
	farApart   = 400 // between two labels: the longest entry that counts
	stray      = 100 // behind a few words of a blank: they are forgotten
	window     = 12  // how far ahead a single word may be found
	shortEntry = 8   // a longer run in one line is running text
	mostCopies = 5_000
)

// alignment follows one edition through a file: which of its words are there,
// and what stands between them. A copy need not have the blank's order, and a
// page's heading may come again and again.
type alignment struct {
	form *Form
	ed   *edition
	// cur is the copy that is read; next takes what cur has already, until it is
	// so much that it must be another copy.
	cur, next *copyState
	active    *copyState // that of the last word found
	pos       int        // the last word found, -1 for none
	gap       gap
	done      []formCopy
}

// copyState is a copy of the form while it is read.
type copyState struct {
	has      []bool
	found    int // words that the blank needs
	from, to int // words of the file
	sum, n   int // of the places of all that were found
	entries  int
	digest   uint64
	value    string
}

// formCopy is a copy that was read.
type formCopy struct {
	form     *Form
	from, to int
	middle   int // where most of it is; a word that strays moves the ends
	likeness float64
	entries  int
	digest   uint64
	value    string
}

// overlaps tells whether two copies are one, seen by two editions.
func (c formCopy) overlaps(d formCopy) bool {
	return c.from <= d.middle && d.middle < c.to && d.from <= c.middle && c.middle < d.to
}

// better tells whether c explains a copy better than d: it is more alike or, being
// as alike, leaves less for entries. An older edition takes new labels for such.
func (c formCopy) better(d formCopy) bool {
	const same = .02
	return c.likeness > d.likeness+same || c.likeness > d.likeness-same && c.entries < d.entries
}

// gap is what stands since the last word that was found.
type gap struct {
	words  int
	pieces int // short runs in one line or cell with something new in them
	long   bool
	beside bool // the first of them stands in the line of the word before
	digest uint64
	value  string
	run    run
}

// run is the part of a gap that stands in one line or cell.
type run struct {
	line       string // in which it begins
	start, end int32
	words      int
	fresh      bool // words that the blank does not have
	digits     int
	beside     bool
}

func newAlignment(f *Form, e *edition) *alignment {
	n := len(e.words)
	return &alignment{form: f, ed: e, pos: -1, cur: &copyState{has: make([]bool, n)}, next: &copyState{has: make([]bool, n)}}
}

// read aligns the first n words of the block.
func (a *alignment) read(r *formReader, n int) {
	for i := range n {
		t := r.words[i]
		following := uint64(0)
		if i+1 < len(r.words) {
			following = r.words[i+1].hash
		}
		if q := a.find(t, following); q >= 0 {
			a.match(q, r.seen+i)
		} else {
			a.extra(t, r.lines[t.line])
		}
	}
}

// find is the place of a word in the blank, -1 for none: the next one, or where
// it stands with the same neighbour, or a little ahead.
func (a *alignment) find(t formWord, following uint64) int {
	e := a.ed
	on := a.pos >= 0 && a.gap.words <= farApart
	if on && a.pos+1 < len(e.words) && e.words[a.pos+1] == t.hash {
		return a.pos + 1
	}
	if t.hash == number && following == number {
		return -1
	}
	if q := a.free(e.pairs[placed(t.hash, following)]); q >= 0 {
		return q
	}
	if !on || t.hash == number || t.end-t.start < 4 {
		return -1
	}
	if at := e.at[t.hash]; len(at) == 1 && at[0] > a.pos-window && at[0] <= a.pos+window && !a.active.has[at[0]] {
		return at[0]
	}
	return -1
}

// free chooses among places: behind the last one, else anywhere, that the copy
// does not have yet; else one that the next copy does not have.
func (a *alignment) free(places []int) int {
	first, any := -1, -1
	for _, p := range places {
		if a.cur.has[p] {
			if any < 0 {
				any = p
			}
			continue
		}
		if p > a.pos {
			return p
		}
		if first < 0 {
			first = p
		}
	}
	if first >= 0 {
		return first
	}
	for _, p := range places {
		if !a.next.has[p] {
			return p
		}
	}
	return any
}

// match takes a word that was found. What the copy has already begins another
// one, or is a page's heading; when there is enough of it, it is another copy.
func (a *alignment) match(q, at int) {
	a.close(q)
	c := a.cur
	if c.has[q] {
		c = a.next
	}
	a.active, a.pos = c, q
	if c.has[q] {
		return
	}
	if at-c.to > stray && a.likeness(c) < leastLikeness/2 {
		c.reset()
	}
	c.has[q] = true
	if c.found == 0 {
		c.from = at
	}
	if a.ed.marks[q]&repeats == 0 {
		c.found++
	}
	c.to, c.sum, c.n = at+1, c.sum+at, c.n+1
	if c == a.next && a.likeness(c) >= leastLikeness/2 {
		a.finish(a.cur)
		a.cur, a.next = a.next, a.cur
	}
}

// extra takes a word that the blank does not have here.
func (a *alignment) extra(t formWord, line string) {
	if a.pos < 0 {
		return
	}
	g := &a.gap
	if g.words++; g.words > farApart {
		a.close(-1)
		a.pos = -1
		return
	}
	if t.starts && g.run.words > 0 {
		g.endRun()
	}
	if g.run.words == 0 {
		g.run.line, g.run.start = line, t.start
		g.run.beside = g.words == 1 && !t.starts
	}
	g.run.end = t.end
	g.run.words++
	if t.hash == number {
		g.run.digits += int(t.end - t.start)
	} else if t.end-t.start > 1 && len(a.ed.at[t.hash]) == 0 {
		g.run.fresh = true
	}
	g.digest += mix(t.exact)
}

// fewestDigits is how many digits an entry has that has no letters: a date, a
// telephone number. Fewer number pages and paragraphs.
const fewestDigits = 4

// endRun counts what stood in one line or cell.
func (g *gap) endRun() {
	if u := g.run; u.fresh || u.digits >= fewestDigits {
		if u.words <= shortEntry || u.beside {
			g.pieces++
			g.beside = g.beside || u.beside
			if g.value == "" {
				g.value = strings.Clone(u.line[u.start:u.end])
			}
		} else {
			g.long = true
		}
	}
	g.run = run{}
}

// close judges what stood before word q of the blank, -1 for its end. Where
// nothing of the blank is left out, it was put in: an entry. Where something is,
// the blank was changed, or its lines were moved; then only what stands beside a
// label at its line's end counts.
func (a *alignment) close(q int) {
	g := &a.gap
	if g.words > 0 && a.pos >= 0 {
		g.endRun()
		n := 0
		switch {
		case a.ed.follows(a.pos, q):
			if n = g.pieces; n == 0 && g.long {
				n = 1
			}
		case g.beside && (a.pos+1 == len(a.ed.words) || a.ed.marks[a.pos+1]&starts != 0):
			n = 1
		}
		if n > 0 {
			a.active.entries += n
			a.active.digest += g.digest
			if a.active.value == "" {
				a.active.value = g.value
			}
		}
	}
	*g = gap{}
}

// follows tells whether q comes right after p, but for what repeats itself.
func (e *edition) follows(p, q int) bool {
	for p++; p < q && e.marks[p]&repeats != 0; p++ {
	}
	return p == q
}

func (a *alignment) likeness(c *copyState) float64 {
	return float64(c.found) / float64(max(1, a.ed.need))
}

// finish keeps a copy that is alike enough, and empties it.
func (a *alignment) finish(c *copyState) {
	if l := a.likeness(c); l >= leastLikeness && len(a.done) < mostCopies {
		a.done = append(a.done, formCopy{a.form, c.from, c.to, c.sum / c.n, l, c.entries, c.digest, c.value})
	}
	c.reset()
}

func (c *copyState) reset() {
	clear(c.has)
	*c = copyState{has: c.has}
}

// end ends the file and gives its copies.
func (a *alignment) end() []formCopy {
	a.close(-1)
	a.finish(a.cur)
	a.finish(a.next)
	done := a.done
	a.done, a.pos, a.active, a.gap = nil, -1, nil, gap{}
	return done
}
