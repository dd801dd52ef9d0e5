package pdftext

// operate runs one operator (Annex A). Those that draw without text are only
// known; one that is not known is unclean.
func (w *walker) operate(op []byte) error {
	ok := true
	var v [6]float64
	switch string(op) {
	case "Tj", "TJ", "'", "\"":
		return w.showOperator(op)
	case "BT":
		ok = !w.inText && len(w.operands) == 0
		w.inText, w.tm, w.line = true, identity, identity
	case "ET":
		ok = w.inText && len(w.operands) == 0
		w.inText = false
	case "Td":
		v, ok = w.numerals(2)
		w.move(v[0], v[1])
	case "TD":
		v, ok = w.numerals(2)
		w.leading = -v[1]
		w.move(v[0], v[1])
	case "Tm":
		v, ok = w.numerals(6)
		w.line = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
		w.tm = w.line
	case "T*":
		ok = len(w.operands) == 0
		w.move(0, -w.leading)
	case "Tc":
		v, ok = w.numerals(1)
		w.charSpace = v[0]
	case "Tw":
		v, ok = w.numerals(1)
		w.wordSpace = v[0]
	case "Tz":
		v, ok = w.numerals(1)
		w.horizontal = v[0] / 100
	case "TL":
		v, ok = w.numerals(1)
		w.leading = v[0]
	case "Ts":
		v, ok = w.numerals(1)
		w.rise = v[0]
	case "Tr":
		_, ok = w.numerals(1)
	case "Tf":
		return w.setFont()
	case "q":
		return w.save()
	case "Q":
		ok = !w.inText
		w.restore()
	case "cm":
		v, ok = w.numerals(6)
		w.ctm = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}.times(w.ctm)
	case "Do":
		return w.do()
	case "gs":
		return w.setState()
	case "BDC":
		return w.beginMarked()
	case "BMC":
		return w.mark(mark{})
	case "EMC":
		return w.endMarked()
	case "BI":
		return w.inlineImage()
	case "SCN", "scn":
		return w.setPattern()
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh":
		w.paint()
	case "m", "l", "h", "re":
		w.construct(op[0])
	case "c":
		w.curve(6)
	case "v", "y":
		w.curve(4)
	case "n":
		w.path.edges = w.path.edges[:0]
	case "W", "W*", // clipping
		"w", "J", "j", "M", "d", "ri", "i", // line style
		"CS", "cs", "SC", "sc", "G", "g", "RG", "rg", "K", "k", // colour
		"MP", "DP":
	default:
		return unclean("operator")
	}
	if !ok {
		return unclean("operands of %s", op)
	}
	return nil
}

// move begins a line beside the line before (9.4.2).
func (w *walker) move(x, y float64) {
	w.line = matrix{1, 0, 0, 1, x, y}.times(w.line)
	w.tm = w.line
}

func (w *walker) save() error {
	if len(w.saved)-w.floor >= maxSaved || w.inText {
		return unclean("q")
	}
	w.saved = append(w.saved, w.graphics)
	return nil
}

// restore does nothing when nothing was saved.
func (w *walker) restore() {
	if n := len(w.saved); n > w.floor {
		w.graphics = w.saved[n-1]
		w.saved = w.saved[:n-1]
	}
}

func (w *walker) setFont() error {
	if len(w.operands) != 2 || w.operands[0].kind != named || w.operands[1].kind != numeral {
		return unclean("operands of Tf")
	}
	w.size = w.operands[1].n
	key := w.operands[0].s
	if f := w.resources.fonts[string(key)]; f != nil {
		w.font = f
		return nil
	}
	o, err := w.within("Font", key)
	if err != nil {
		return err
	}
	if w.font, err = w.d.font(o); err != nil {
		return err
	}
	if w.resources.fonts == nil {
		w.resources.fonts = map[string]*font{}
	}
	w.resources.fonts[string(key)] = w.font
	return nil
}

// setState applies the font of a graphics state (8.4.5).
func (w *walker) setState() error {
	if len(w.operands) != 1 || w.operands[0].kind != named {
		return unclean("operands of gs")
	}
	o, err := w.within("ExtGState", w.operands[0].s)
	if err != nil {
		return err
	}
	state, err := w.d.dict(o)
	if err != nil {
		return err
	}
	if err := w.setMask(state["SMask"]); err != nil || state["Font"] == nil {
		return err
	}
	f, err := w.d.array(state["Font"])
	if err != nil || len(f) != 2 {
		return unclean("font of a graphics state")
	}
	var ok bool
	if w.size, ok = number(f[1]); !ok {
		return unclean("font of a graphics state")
	}
	w.font, err = w.d.font(f[0])
	return err
}

// do draws an XObject: a picture is counted, a form's content is walked.
func (w *walker) do() error {
	if len(w.operands) != 1 || w.operands[0].kind != named {
		return unclean("operands of Do")
	}
	o, err := w.within("XObject", w.operands[0].s)
	if err != nil {
		return err
	}
	s, err := w.d.stream(o)
	if err != nil {
		return err
	}
	if s == nil {
		return unclean("no XObject")
	}
	switch s.dict["Subtype"] {
	case name("Image"):
		w.images++
		w.pictures++
		return nil
	case name("Form"):
		if w.inText {
			return unclean("form in a text")
		}
		w.images++
		veils := w.veils
		off, err := w.d.isOff(s.dict["OC"])
		if err != nil {
			return err
		}
		if off {
			w.veils++
		}
		err = w.form(s, identity)
		w.veils = veils
		return err
	}
	return unclean("kind of XObject")
}

// setPattern walks the cell of a tiling pattern (8.7.3), which may hold text.
func (w *walker) setPattern() error {
	n := len(w.operands)
	if n == 0 || w.operands[n-1].kind != named {
		return nil
	}
	o, err := w.within("Pattern", w.operands[n-1].s)
	if err != nil {
		return err
	}
	o, err = w.d.resolve(o)
	s, ok := o.(*stream)
	if err != nil || !ok { // a shading
		return err
	}
	return w.aside(s, identity)
}

// setMask walks the group of a soft mask (11.6.5.2): what it leaves open can
// have the shape of text.
func (w *walker) setMask(o object) error {
	o, err := w.d.resolve(o)
	if err != nil {
		return err
	}
	mask, ok := o.(dict)
	if !ok {
		return nil
	}
	s, err := w.d.stream(mask["G"])
	if err != nil || s == nil {
		return err
	}
	return w.aside(s, w.ctm)
}

// aside walks, once a page, a stream that is drawn when something else is.
func (w *walker) aside(s *stream, ctm matrix) error {
	if w.walked[s] {
		return nil
	}
	if w.spans > 0 {
		return unclean("pattern in a span")
	}
	if w.walked == nil {
		w.walked = map[*stream]bool{}
	}
	w.walked[s] = true
	outer := w.graphics
	w.ctm = ctm
	err := w.form(s, identity)
	w.graphics = outer
	return err
}
