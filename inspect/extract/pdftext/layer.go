package pdftext

// readLayers notes the optional content groups that are off when the document is
// opened (ISO 32000-1, 8.11.4.3).
func (d *Document) readLayers() error {
	properties, err := d.dict(d.catalog["OCProperties"])
	if err != nil || properties == nil {
		return err
	}
	config, err := d.dict(properties["D"])
	if err != nil {
		return err
	}
	d.off = map[ref]bool{}
	if config["BaseState"] == name("OFF") {
		if err := d.switchLayers(properties["OCGs"], true); err != nil {
			return err
		}
		if err := d.switchLayers(config["ON"], false); err != nil {
			return err
		}
	}
	return d.switchLayers(config["OFF"], true)
}

func (d *Document) switchLayers(list object, off bool) error {
	groups, err := d.array(list)
	for _, g := range groups {
		if r, ok := g.(ref); ok {
			d.off[r] = off
		}
	}
	return err
}

// isOff tells whether a group, or what a membership dictionary makes of several
// (8.11.2.2), is off. One with an expression counts as on.
func (d *Document) isOff(o object) (bool, error) {
	if r, ok := o.(ref); ok && d.off[r] {
		return true, nil
	}
	if len(d.off) == 0 || o == nil {
		return false, nil
	}
	member, err := d.dict(o)
	if err != nil || member["Type"] != name("OCMD") || member["VE"] != nil {
		return false, err
	}
	groups := array{member["OCGs"]}
	if list, err := d.array(member["OCGs"]); err == nil && list != nil {
		groups = list
	}
	on, off := 0, 0
	for _, g := range groups {
		if r, ok := g.(ref); ok && d.off[r] {
			off++
		} else if ok {
			on++
		}
	}
	switch member["P"] {
	case name("AllOn"):
		return off > 0, nil
	case name("AnyOff"):
		return on > 0 && off == 0, nil
	case name("AllOff"):
		return on > 0, nil
	}
	return off > 0 && on == 0, nil // AnyOn
}
