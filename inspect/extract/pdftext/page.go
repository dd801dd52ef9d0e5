package pdftext

// manyPaths is the number of drawn shapes from which a page without text may
// hold letters as shapes.
const manyPaths = 100

// Page reads page i with what its annotations show. Its characters are put into
// the room of chars. The error wraps ErrUnclean.
func (d *Document) Page(i int, chars []Char) (p Page, err error) {
	node := d.pages[i]
	if d.operators > 10*d.limits.Operators {
		return p, unclean("too many operators")
	}
	resources, err := d.dict(node.resources)
	if err != nil {
		return p, err
	}
	content, err := d.contents(node.dict["Contents"])
	if err != nil {
		return p, err
	}
	w := &d.walker
	w.begin(d)
	defer func() { d.operators += w.operators }()
	w.frames[0].chars = chars[:0]
	w.resources.dict = resources
	if err := w.walk(content); err != nil {
		return p, err
	}
	if p.Notes, err = d.annotations(w, node.dict["Annots"]); err != nil {
		return p, err
	}
	if w.inText || w.spans > 0 {
		return p, unclean("page ends inside a text")
	}
	p.Notes = append(p.Notes, w.notes...)
	p.Chars = w.frames[0].chars
	for i := range w.frames {
		f := &w.frames[i]
		if f.veiled {
			p.Hidden = append(p.Hidden, f.chars)
			continue
		}
		if i > 0 {
			p.Turned = append(p.Turned, f.chars)
		}
		p.Rules = append(p.Rules, f.rules(w.edges))
	}
	if w.count < FewChars {
		p.Pictures = w.images + w.paths/manyPaths
	}
	return p, nil
}

// maxContents is the most streams of one page's content.
const maxContents = 1000

// contents decodes a page's content and joins its streams with white space
// (7.7.3.3).
func (d *Document) contents(o object) ([]byte, error) {
	o, err := d.resolve(o)
	if err != nil {
		return nil, err
	}
	list, ok := o.(array)
	if !ok {
		list = array{o}
	}
	if len(list) > maxContents {
		return nil, unclean("too many contents")
	}
	var all []byte
	for _, o := range list {
		s, err := d.stream(o)
		if err != nil {
			return nil, err
		}
		if s == nil {
			continue
		}
		if len(list) == 1 {
			all, err = d.decode(s, d.content)
			if len(s.dict) > 0 && s.dict["Filter"] != nil && err == nil {
				d.content = all
			}
			return all, err
		}
		part, err := d.decode(s, nil)
		if err != nil {
			return nil, err
		}
		if all = append(append(all, part...), '\n'); len(all) > d.limits.Stream {
			return nil, unclean("too much content")
		}
	}
	return all, nil
}
