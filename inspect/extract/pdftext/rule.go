package pdftext

import "math"

// Rule is a drawn line that runs along the text: the border of a table's row, the
// edge of a filled box. In points, as the characters'.
type Rule struct{ Left, Right, Y float32 }

// A page with more rules, or a path with more edges, is a drawing. Shorter ones
// are strokes of a letter.
const (
	maxRules  = 20_000
	maxEdges  = 400
	shortRule = 6 // points
)

// edge is a straight piece of a path, in page space.
type edge struct{ x0, y0, x1, y1 float64 }

// path is what was constructed since the last painting (8.5.2).
type path struct {
	edges        []edge
	x, y         float64 // the current point, in user space
	fromX, fromY float64 // of the subpath
}

// construct notes the straight pieces of a path.
func (w *walker) construct(op byte) {
	p := &w.path
	switch op {
	case 'm':
		if v, ok := w.numerals(2); ok {
			p.x, p.y, p.fromX, p.fromY = v[0], v[1], v[0], v[1]
		}
	case 'l':
		if v, ok := w.numerals(2); ok {
			w.edge(v[0], v[1])
		}
	case 'h':
		w.edge(p.fromX, p.fromY)
	case 'r':
		v, ok := w.numerals(4)
		if !ok {
			return
		}
		p.x, p.y, p.fromX, p.fromY = v[0], v[1], v[0], v[1]
		w.edge(v[0]+v[2], v[1])
		w.edge(v[0]+v[2], v[1]+v[3])
		w.edge(v[0], v[1]+v[3])
		w.edge(v[0], v[1])
	}
}

// curve moves the current point to the end of a curve.
func (w *walker) curve(n int) {
	if v, ok := w.numerals(n); ok {
		w.path.x, w.path.y = v[n-2], v[n-1]
	}
}

func (w *walker) edge(x, y float64) {
	p := &w.path
	if len(p.edges) < maxEdges {
		m := w.ctm
		p.edges = append(p.edges, edge{p.x*m.a + p.y*m.c + m.e, p.x*m.b + p.y*m.d + m.f, x*m.a + y*m.c + m.e, x*m.b + y*m.d + m.f})
	}
	p.x, p.y = x, y
}

// paint keeps what a painted path has of rules.
func (w *walker) paint() {
	w.paths++
	if len(w.path.edges) < maxEdges {
		for _, e := range w.path.edges {
			if dx, dy := math.Abs(e.x1-e.x0), math.Abs(e.y1-e.y0); max(dx, dy) >= shortRule && min(dx, dy) < 0.5 && len(w.edges) < maxRules {
				w.edges = append(w.edges, e)
			}
		}
	}
	w.path.edges = w.path.edges[:0]
}

// rules are the edges that run along the text of a frame, in its places.
func (f *frame) rules(edges []edge) (rules []Rule) {
	for _, e := range edges {
		x0, y0 := e.x0*f.cos+e.y0*f.sin, e.y0*f.cos-e.x0*f.sin
		x1, y1 := e.x1*f.cos+e.y1*f.sin, e.y1*f.cos-e.x1*f.sin
		if math.Abs(y1-y0) < 0.5 {
			rules = append(rules, Rule{float32(min(x0, x1)), float32(max(x0, x1)), float32(y0)})
		}
	}
	return rules
}
