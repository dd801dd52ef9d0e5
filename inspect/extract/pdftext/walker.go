package pdftext

// matrix is [a b c d e f] of 8.3.3.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times is m applied first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// graphics is what q saves and Q restores, as far as text is concerned (8.4.1,
// 9.3).
type graphics struct {
	ctm                       matrix
	font                      *font
	size                      float64
	charSpace, wordSpace      float64
	leading, rise, horizontal float64
}

// maxSaved is how deep q may be nested.
const maxSaved = 500

// walker runs content streams and collects the characters they show.
type walker struct {
	d         *Document
	l         lexer
	operands  []operand
	items     []operand
	operators int
	resources resources

	graphics
	saved []graphics
	// doubtful is set in forms drawn with a spacing of text that they inherit
	// by the standard, and that PDFium resets.
	doubtful bool
	floor    int // what Q must not restore: states outside the form
	inText   bool
	tm       matrix
	line     matrix

	run      run
	frames   []frame
	count    int // characters shown
	marks    []mark
	spans    int // marks with ActualText
	veils    int // marks and forms of layers that are off
	notes    []Note
	told     int              // bytes of notes
	depth    int              // forms inside forms
	walked   map[*stream]bool // patterns and masks
	paths    int
	path     path
	edges    []edge // of painted paths
	images   int    // pictures and forms
	pictures int
	image    []byte // room for an inline one
	objects  [recent]shown
	object   int
}

// resources are a resource dictionary with the fonts that were taken from it.
type resources struct {
	dict  dict
	fonts map[string]*font
}

// begin makes the walker ready for another page.
func (w *walker) begin(d *Document) {
	*w = walker{d: d, operands: w.operands, items: w.items, frames: w.frames[:min(1, len(w.frames))], saved: w.saved[:0], run: w.run, marks: w.marks[:0], image: w.image, path: path{edges: w.path.edges[:0]}, edges: w.edges[:0]}
	w.graphics = graphics{ctm: identity, horizontal: 1}
	if len(w.frames) == 0 {
		w.frames = []frame{{cos: 1}}
	}
	w.frames[0].chars = nil
}

// within takes an entry of a category of the resources.
func (w *walker) within(category name, key []byte) (object, error) {
	entries, err := w.d.dict(w.resources.dict[category])
	if err != nil {
		return nil, err
	}
	o := entries[name(key)]
	if o == nil {
		return nil, unclean("no resource in %s", category)
	}
	return o, nil
}

// form draws a form XObject (8.10) with m between its matrix and the page's.
func (w *walker) form(s *stream, m matrix) error {
	if w.depth >= maxDepth/2 {
		return unclean("forms too deep")
	}
	if s.dict["Matrix"] != nil {
		v, err := w.d.numbers(s.dict["Matrix"], 6)
		if err != nil {
			return err
		}
		m = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}.times(m)
	}
	own, err := w.d.dict(s.dict["Resources"])
	if err != nil {
		return err
	}
	if own == nil && w.depth > 0 {
		return unclean("form without resources in a form") // the page's or the form's
	}
	content, err := w.d.decode(s, nil)
	if err != nil {
		return err
	}
	outer, resources, floor, inText, tm, line := w.graphics, w.resources, w.floor, w.inText, w.tm, w.line
	doubtful := w.doubtful
	g := w.graphics
	w.doubtful = doubtful || g.charSpace != 0 || g.wordSpace != 0 || g.leading != 0 || g.rise != 0 || g.horizontal != 1
	if own != nil {
		w.resources.dict, w.resources.fonts = own, nil
	}
	w.graphics = graphics{ctm: m.times(outer.ctm), horizontal: 1}
	w.floor, w.inText = len(w.saved), false
	w.depth++
	err = w.walk(content)
	w.depth--
	w.doubtful = doubtful
	w.saved = w.saved[:min(len(w.saved), w.floor)]
	w.graphics, w.resources, w.floor, w.inText, w.tm, w.line = outer, resources, floor, inText, tm, line
	return err
}
