package pdftext

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// mark is an open marked-content sequence (14.6).
type mark struct {
	// span is set when it has an ActualText (14.9.4).
	span   bool
	actual string
	from   int // the first of its upright characters
	// veils is set for content of a layer that is off.
	veils bool
}

// maxMarks is how deep marked content may be nested.
const maxMarks = 500

// maxSpans is how deep those with an ActualText of at most maxActual bytes may be;
// maxTold is the most bytes of those on one page that are not what is shown.
const (
	maxSpans  = 4
	maxActual = 10_000
	maxTold   = 1 << 20
)

func (w *walker) mark(m mark) error {
	if len(w.marks) >= maxMarks {
		return unclean("marked content too deep")
	}
	if m.from = len(w.frames[0].chars); m.span {
		if w.spans++; w.spans > maxSpans || len(m.actual) > maxActual {
			return unclean("too much ActualText")
		}
	}
	w.marks = append(w.marks, m)
	return nil
}

// beginMarked reads the properties of BDC, given or named.
func (w *walker) beginMarked() error {
	if len(w.operands) != 2 || w.operands[0].kind != named {
		return unclean("operands of BDC")
	}
	properties := w.operands[1].dict
	veils := false
	if w.operands[1].kind == named {
		o, err := w.within("Properties", w.operands[1].s)
		if err != nil {
			return err
		}
		if string(w.operands[0].s) == "OC" {
			if veils, err = w.d.isOff(o); err != nil {
				return err
			}
		}
		if properties, err = w.d.dict(o); err != nil {
			return err
		}
	} else if w.operands[1].kind != dictionary {
		return unclean("operands of BDC")
	}
	actual, span := properties["ActualText"].(string)
	if len(actual) > maxActual {
		return unclean("too much ActualText")
	}
	if veils {
		w.veils++
	}
	return w.mark(mark{span: span, actual: textString(actual), veils: veils})
}

// endMarked compares what a span showed with its ActualText. Where the glyphs
// do not tell, it does; where they tell something else, they are what a viewer
// shows, and it is what gets copied.
func (w *walker) endMarked() error {
	n := len(w.marks)
	if n == 0 {
		return unclean("EMC")
	}
	m := w.marks[n-1]
	w.marks = w.marks[:n-1]
	if m.veils && w.veils > 0 {
		w.veils--
	}
	if !m.span {
		return nil
	}
	w.spans--
	f := &w.frames[0]
	for m.from < len(f.chars) && (f.chars[m.from].Rune == ' ' || f.chars[m.from].Rune == '\n') {
		m.from++
	}
	chars := f.chars[m.from:]
	if len(chars) == 0 {
		return nil
	}
	var glyphs strings.Builder
	known := true
	for _, c := range chars {
		known = known && c.Rune != unknown
		glyphs.WriteRune(c.Rune)
	}
	switch {
	case known && letters(glyphs.String()) == letters(m.actual):
		return nil
	case known:
		if w.told += len(m.actual); w.told > maxTold {
			return unclean("too much ActualText")
		}
		if m.actual != "" {
			w.notes = append(w.notes, Note{Text: m.actual})
		}
		return nil
	case plainText(m.actual) == "":
		return unclean("ActualText does not tell")
	}
	box := chars[0]
	for _, c := range chars {
		box.Left, box.Right = min(box.Left, c.Left), max(box.Right, c.Right)
		if c.Bottom >= box.Top || c.Top <= box.Bottom {
			return unclean("ActualText of several lines")
		}
	}
	f.chars = f.chars[:m.from]
	f.spread(box, m.actual)
	return nil
}

// letters is s without what differs between spellings of the same text.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == 0xad || r < ' ' {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}
