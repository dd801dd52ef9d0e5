package pdftext

// operand is an operand of an operator in a content stream.
type operand struct {
	kind operandKind
	n    float64
	s    []byte // of a name or a string
	// from and to are the places of an array's items in walker.items.
	from, to int
	dict     dict
}

type operandKind uint8

const (
	other operandKind = iota
	numeral
	named
	text
	list
	dictionary
)

// maxOperands is the most operands of one operator: a colour has up to 32.
const maxOperands = 64

// maxItems is the most pieces of text that one operator shows.
const maxItems = 100_000

// walk runs the operators of a content stream (7.8.2).
func (w *walker) walk(content []byte) error {
	outer := w.l
	w.l = lexer{b: content}
	defer func() { w.l = outer }()
	w.clear()
	for {
		w.l.space()
		if w.l.at >= len(w.l.b) {
			break
		}
		if class[w.l.b[w.l.at]] != regular {
			w.operand()
		} else if err := w.word(); err != nil {
			return err
		}
		if w.l.bad || len(w.operands) > maxOperands || len(w.items) > maxItems {
			return unclean("content")
		}
	}
	if len(w.operands) > 0 {
		return unclean("operands without an operator")
	}
	return nil
}

func (w *walker) clear() {
	w.operands, w.items = w.operands[:0], w.items[:0]
}

// word takes a number, a constant or an operator.
func (w *walker) word() error {
	c := w.l.b[w.l.at]
	word := w.l.word()
	if c <= '9' && c != '\'' && c != '"' {
		n, _, ok := parseNumber(word)
		if !ok {
			return unclean("number in content")
		}
		w.operands = append(w.operands, operand{kind: numeral, n: n})
		return nil
	}
	switch string(word) {
	case "true", "false", "null":
		w.operands = append(w.operands, operand{})
		return nil
	}
	if w.operators++; w.operators > w.d.limits.Operators {
		return unclean("too many operators")
	}
	err := w.operate(word)
	w.clear()
	return err
}

// operand takes an operand that begins with a delimiter.
func (w *walker) operand() {
	l := &w.l
	var o operand
	switch l.b[l.at] {
	case '/':
		o = operand{kind: named, s: l.name()}
	case '(':
		o = operand{kind: text, s: l.literal(nil)}
	case '<':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '<' {
			d, _ := l.dict().(dict)
			o = operand{kind: dictionary, dict: d}
		} else {
			o = operand{kind: text, s: l.hex(nil)}
		}
	case '[':
		o = w.list()
	default:
		l.fail()
	}
	w.operands = append(w.operands, o)
}

// list takes an array; its numbers and strings become items.
func (w *walker) list() operand {
	l := &w.l
	l.at++
	o := operand{kind: list, from: len(w.items)}
	for {
		l.space()
		if l.at >= len(l.b) || len(w.items) > maxItems {
			l.fail()
			return o
		}
		switch c := l.b[l.at]; {
		case c == ']':
			l.at++
			o.to = len(w.items)
			return o
		case c == '(':
			w.items = append(w.items, operand{kind: text, s: l.literal(nil)})
		case c == '<' && l.at+1 < len(l.b) && l.b[l.at+1] != '<':
			w.items = append(w.items, operand{kind: text, s: l.hex(nil)})
		case class[c] == regular && c <= '9':
			n, _, ok := parseNumber(l.word())
			if !ok {
				l.fail()
			}
			w.items = append(w.items, operand{kind: numeral, n: n})
		default:
			l.object()
			w.items = append(w.items, operand{})
		}
	}
}

// numerals gives the operands when they are n numbers.
func (w *walker) numerals(n int) (v [6]float64, ok bool) {
	if len(w.operands) != n {
		return v, false
	}
	for i, o := range w.operands {
		if o.kind != numeral {
			return v, false
		}
		v[i] = o.n
	}
	return v, true
}
