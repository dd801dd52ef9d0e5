package pdftext

import (
	"html"
	"math"
	"strings"
)

// maxAnnotations is the most annotations of one page.
const maxAnnotations = 10_000

// hidden is the flag of an annotation that is not shown; "invisible" is only for
// kinds that a reader does not know (12.5.3).
const hidden = 1 << 1

// annotations draws what annotations show on the page and gives their words.
func (d *Document) annotations(w *walker, o object) (notes []Note, err error) {
	list, err := d.array(o)
	if err != nil {
		return nil, err
	}
	if d.annotated += len(list); len(list) > maxAnnotations || d.annotated > 10*maxAnnotations {
		return nil, unclean("too many annotations")
	}
	for _, o := range list {
		a, err := d.dict(o)
		if err != nil {
			return nil, err
		}
		if a == nil {
			continue
		}
		if notes, err = d.note(notes, a); err != nil {
			return nil, err
		}
		flags, err := d.integer(a["F"])
		if err != nil {
			return nil, err
		}
		if flags&hidden != 0 {
			continue
		}
		if err := d.appearance(w, a); err != nil {
			return nil, err
		}
	}
	return notes, nil
}

// note appends the texts of an annotation, of a field also those of the fields
// it belongs to, and the address that a link writes to.
func (d *Document) note(notes []Note, a dict) ([]Note, error) {
	to, err := d.mailto(a)
	if err != nil {
		return nil, err
	}
	if to != "" {
		notes = append(notes, Note{Text: to})
	}
	keys := []name{"Contents", "T", "Subj"}
	if a["Subtype"] == name("Widget") {
		keys = []name{"V", "TU", "DV"}
	} else if a["Subtype"] == name("Popup") {
		keys = keys[:1]
	}
	for _, key := range keys {
		o, err := d.inherited(a, key)
		if err != nil {
			return nil, err
		}
		if n, ok := o.(name); ok && a[key] != nil { // of a button
			o = string(n)
		}
		switch v := o.(type) {
		case string:
			if v != "" {
				notes = append(notes, Note{textString(v), a["Subtype"] == name("Widget")})
			}
		case *stream, array: // long text, several choices
			return nil, unclean("value of a field")
		}
	}
	rich, err := d.resolve(a["RC"])
	if err != nil {
		return nil, err
	}
	if s, ok := rich.(string); ok && s != "" {
		notes = WithRichText(notes, textString(s))
	}
	if notes, err = d.captions(notes, a); err != nil {
		return nil, err
	}
	return d.choices(notes, a)
}

// WithRichText appends the text of an annotation's rich content, XHTML (12.7.3.4),
// which some viewers show instead of its Contents, unless a note says the same.
func WithRichText(notes []Note, markup string) []Note {
	var b strings.Builder
	for markup != "" {
		text, rest, _ := strings.Cut(markup, "<")
		b.WriteString(text)
		tag, after, _ := strings.Cut(rest, ">")
		if strings.HasPrefix(tag, "/p") || strings.HasPrefix(tag, "br") {
			b.WriteByte('\n')
		}
		markup = after
	}
	text := strings.TrimSpace(html.UnescapeString(b.String()))
	for _, n := range notes[max(0, len(notes)-4):] { // those of the same annotation
		if letters(n.Text) == letters(text) {
			return notes
		}
	}
	if text == "" {
		return notes
	}
	return append(notes, Note{Text: text})
}

// captions appends what a button that has no appearance shows (12.5.6.19).
func (d *Document) captions(notes []Note, a dict) ([]Note, error) {
	looks, err := d.dict(a["MK"])
	if err != nil {
		return nil, err
	}
	for _, key := range []name{"CA", "RC", "AC"} {
		o, err := d.resolve(looks[key])
		if err != nil {
			return nil, err
		}
		if s, ok := o.(string); ok && len(s) > 1 { // one letter is a tick of ZapfDingbats
			notes = append(notes, Note{textString(s), true})
		}
	}
	return notes, nil
}

// choices appends what a choice field offers (12.7.4.4): strings, or pairs of a
// value and the string that is shown.
func (d *Document) choices(notes []Note, a dict) ([]Note, error) {
	if a["Subtype"] != name("Widget") {
		return notes, nil
	}
	o, err := d.inherited(a, "Opt")
	if err != nil {
		return nil, err
	}
	options, _ := o.(array)
	if len(notes)+len(options) > maxAnnotations {
		return nil, unclean("too many choices")
	}
	for _, o := range options {
		if o, err = d.resolve(o); err != nil {
			return nil, err
		}
		if pair, ok := o.(array); ok && len(pair) == 2 {
			if o, err = d.resolve(pair[1]); err != nil {
				return nil, err
			}
		}
		if s, ok := o.(string); ok && s != "" {
			notes = append(notes, Note{textString(s), true})
		}
	}
	return notes, nil
}

// inherited takes a key of a field or of the fields above it (12.7.3.1).
func (d *Document) inherited(a dict, key name) (object, error) {
	for range maxDepth {
		o, err := d.resolve(a[key])
		if err != nil || o != nil || a["Subtype"] != nil && a["Subtype"] != name("Widget") || a["Parent"] == nil {
			return o, err
		}
		if a, err = d.dict(a["Parent"]); err != nil {
			return nil, err
		}
	}
	return nil, unclean("fields too deep")
}

// mailto is the address a link writes to, "" for other annotations.
func (d *Document) mailto(a dict) (string, error) {
	if a["Subtype"] != name("Link") {
		return "", nil
	}
	action, err := d.dict(a["A"])
	if err != nil {
		return "", err
	}
	uri, err := d.resolve(action["URI"])
	s, _ := uri.(string)
	if err != nil || len(s) < len("mailto:") || !strings.EqualFold(s[:len("mailto:")], "mailto:") {
		return "", err
	}
	return textString(s[len("mailto:"):]), nil
}

// appearance draws an annotation's normal appearance into its rectangle
// (12.5.5).
func (d *Document) appearance(w *walker, a dict) error {
	looks, err := d.dict(a["AP"])
	if err != nil {
		return err
	}
	o, err := d.resolve(looks["N"])
	if err != nil {
		return err
	}
	if states, ok := o.(dict); ok {
		state, err := d.resolve(a["AS"])
		if err != nil {
			return err
		}
		n, ok := state.(name)
		if !ok {
			return unclean("appearance without a state") // some take the field's value
		}
		if o, err = d.resolve(states[n]); err != nil {
			return err
		}
	}
	s, ok := o.(*stream)
	if !ok {
		return nil
	}
	rect, err := d.numbers(a["Rect"], 4)
	if err != nil {
		return err
	}
	box, err := d.numbers(s.dict["BBox"], 4)
	if err != nil {
		return err
	}
	m := identity
	if s.dict["Matrix"] != nil {
		v, err := d.numbers(s.dict["Matrix"], 6)
		if err != nil {
			return err
		}
		m = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
	}
	fit, ok := fitting(box, rect, m)
	if !ok { // some draw it all the same
		fit = identity
	}
	images, pictures := w.images, w.pictures
	w.begun()
	err = w.form(s, fit)
	w.images = images + w.pictures - pictures // without the forms that widgets are made of
	return err
}

// begun forgets what the page's content left behind.
func (w *walker) begun() {
	w.graphics = graphics{ctm: identity, horizontal: 1}
	w.saved, w.floor = w.saved[:0], 0
}

// fitting is the matrix A of 12.5.5, algorithm 8.1: it moves and scales what m
// makes of box into rect. ok is false for an empty box.
func fitting(box, rect []float64, m matrix) (a matrix, ok bool) {
	left, bottom, right, top := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, x := range []float64{box[0], box[2]} {
		for _, y := range []float64{box[1], box[3]} {
			px, py := x*m.a+y*m.c+m.e, x*m.b+y*m.d+m.f
			left, right, bottom, top = min(left, px), max(right, px), min(bottom, py), max(top, py)
		}
	}
	if !(right > left) || !(top > bottom) {
		return a, false
	}
	sx := (max(rect[0], rect[2]) - min(rect[0], rect[2])) / (right - left)
	sy := (max(rect[1], rect[3]) - min(rect[1], rect[3])) / (top - bottom)
	return matrix{a: sx, d: sy, e: min(rect[0], rect[2]) - left*sx, f: min(rect[1], rect[3]) - bottom*sy}, true
}
