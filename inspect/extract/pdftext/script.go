package pdftext

// maxScripts is the most bytes of a document's scripts.
const maxScripts = 1 << 20

// Scripts gives the JavaScript that the document as a whole brings (12.6.4.16): what
// forms fill their lists from. Scripts of single fields are left out.
func (d *Document) Scripts() (scripts []string, err error) {
	names, err := d.dict(d.catalog["Names"])
	if err != nil {
		return nil, err
	}
	size := 0
	add := func(_ string, action object) error {
		s, err := d.script(action)
		if size += len(s); err == nil && size > maxScripts {
			err = unclean("too long scripts")
		}
		if s != "" {
			scripts = append(scripts, s)
		}
		return err
	}
	if err := d.nameTree(names["JavaScript"], map[ref]bool{}, 0, add); err != nil {
		return nil, err
	}
	open, err := d.resolve(d.catalog["OpenAction"])
	if err != nil {
		return nil, err
	}
	if _, ok := open.(dict); ok { // not a destination
		err = add("", open)
	}
	return scripts, err
}

// script is the JavaScript of an action, "" for others.
func (d *Document) script(action object) (string, error) {
	a, err := d.dict(action)
	if err != nil {
		return "", err
	}
	o, err := d.resolve(a["JS"])
	if err != nil {
		return "", err
	}
	switch v := o.(type) {
	case string:
		return textString(v), nil
	case *stream:
		data, err := d.decode(v, nil)
		return textString(string(data)), err
	}
	return "", nil
}
