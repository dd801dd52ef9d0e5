package known

import (
	"math"
	"slices"

	"github.com/postlock/postlock/inspect"
)

// Filled is a filled copy of a form.
type Filled struct {
	Form   *Form
	Where  inspect.Place
	Hidden bool
	// Likeness is the share of the blank's words that the copy has, 0 to 1.
	Likeness float64
	// Entries is how many places are filled.
	Entries int
	// Value is the first entry, to be masked.
	Value string
}

// leastSeeds is how many pairs of neighbouring words of some blank a block must
// have before it is looked at closely.
const leastSeeds = 4

// blockWords is how many words are looked at together.
const blockWords = 2048

// formReader looks for forms in one message, file by file.
type formReader struct {
	found   func(Filled)
	aligns  []*alignment
	seeds   []byte // Bloom filter of the blanks' pairs of words
	words   []formWord
	lines   []string
	places  []placeAt
	prev    uint64
	hits    int
	seen    int // words of the file before this block
	digests map[uint64]bool
}

// formWord is a word of the message.
type formWord struct {
	hash       uint64
	exact      uint64 // that of a number, too
	line       int32  // of formReader.lines, in which it stands
	start, end int32
	starts     bool
}

// placeAt says from which word on a place holds.
type placeAt struct {
	word   int
	where  inspect.Place
	hidden bool
}

// newFormReader makes one for forms of the same key.
func newFormReader(forms []*Form, found func(Filled)) *formReader {
	r := &formReader{found: found, digests: map[uint64]bool{}, seeds: formSeeds(forms)}
	for _, f := range forms {
		for _, e := range f.editions {
			r.aligns = append(r.aligns, newAlignment(f, e))
		}
	}
	return r
}

// formSeeds is the filter of all pairs of neighbouring words.
func formSeeds(forms []*Form) []byte {
	n := 0
	for _, f := range forms {
		for _, e := range f.editions {
			n += len(e.words)
		}
	}
	seeds := make([]byte, bloomSize(n))
	for _, f := range forms {
		for _, e := range f.editions {
			for p := range e.pairs {
				note(seeds, p)
			}
		}
	}
	return seeds
}

// at ends the file when another begins.
func (r *formReader) at(p inspect.Place, hidden bool) {
	if n := len(r.places); n > 0 {
		last := r.places[n-1]
		if last.where.Path == p.Path && last.where.Part == p.Part && last.hidden == hidden {
			return
		}
		if last.where.Path != p.Path {
			r.end()
		}
	}
	r.places = append(r.places, placeAt{r.seen + len(r.words), p, hidden})
}

// longEnough is the length of two neighbouring words, in bytes, from which they
// say something.
const longEnough = 10

// read takes the scanner's line.
func (r *formReader) read(s *scanner) {
	if len(s.items) == 0 {
		return
	}
	s.hash(r.aligns[0].form.filter)
	if len(s.text) > math.MaxInt32 {
		return // no line is so long, and a cell neither
	}
	if r.words == nil { // room for a block and the rest of its last line
		r.words = make([]formWord, 0, blockWords+blockWords/4)
	}
	r.lines = append(r.lines, s.text)
	line := int32(len(r.lines) - 1)
	for i := range s.items {
		it := &s.items[i]
		h := s.word(i)
		if i > 0 && h != number && it.end-s.items[i-1].start > longEnough && mayHave(r.seeds, placed(r.prev, h)) {
			r.hits++
		}
		r.prev = h
		r.words = append(r.words, formWord{h, it.hash, line, int32(it.start), int32(it.end), s.starts(i)})
	}
	if len(r.words) >= blockWords {
		r.block(false)
	}
}

// block looks closely at what was gathered, if there is any sign of a form. The
// last word waits for its neighbour, unless the file ends.
func (r *formReader) block(last bool) {
	n := len(r.words)
	if !last {
		n--
	}
	if r.hits >= leastSeeds {
		for _, a := range r.aligns {
			a.read(r, n)
		}
	} else {
		for _, a := range r.aligns {
			a.pos = -1
		}
	}
	r.seen += n
	r.words = r.words[:copy(r.words, r.words[n:])]
	kept := r.lines[len(r.lines)-len(r.words):]
	for i := range r.words {
		r.words[i].line = int32(i)
	}
	r.lines, r.hits = r.lines[:copy(r.lines, kept)], 0
}

// end judges a file: of several editions that see the same copy the most alike
// one counts.
func (r *formReader) end() {
	r.block(true)
	var copies []formCopy
	for _, a := range r.aligns {
		copies = append(copies, a.end()...)
	}
	slices.SortFunc(copies, func(a, b formCopy) int { return a.middle - b.middle })
	kept := copies[:0]
	for _, c := range copies {
		if n := len(kept); n == 0 || !c.overlaps(kept[n-1]) {
			kept = append(kept, c)
		} else if c.better(kept[n-1]) {
			kept[n-1] = c
		}
	}
	for _, c := range kept {
		if c.entries < fewestEntries || r.digests[c.digest] {
			continue
		}
		r.digests[c.digest] = true
		p := r.place(c.from)
		r.found(Filled{c.form, p.where, p.hidden, c.likeness, c.entries, c.value})
	}
	r.places, r.seen, r.prev = r.places[:0], 0, 0
}

func (r *formReader) place(word int) placeAt {
	i, _ := slices.BinarySearchFunc(r.places, word+1, func(p placeAt, w int) int { return p.word - w })
	return r.places[max(0, i-1)]
}
