package pdftext

// pageNode is a page with what it inherits (7.7.3.4).
type pageNode struct {
	dict      dict
	resources object
}

// readPageTree lists the pages; each node's Count must be right, so that every
// reader sees the same pages.
func (d *Document) readPageTree() error {
	n, err := d.pageTree(d.catalog["Pages"], nil, map[ref]bool{}, 0)
	if err == nil && n == 0 {
		err = unclean("no pages")
	}
	return err
}

func (d *Document) pageTree(o, resources object, seen map[ref]bool, depth int) (pages int, err error) {
	r, ok := o.(ref)
	if !ok || seen[r] || depth > maxDepth {
		return 0, unclean("page tree")
	}
	seen[r] = true
	node, err := d.dict(o)
	if err != nil {
		return 0, err
	}
	if own := node["Resources"]; own != nil {
		resources = own
	}
	switch node["Type"] {
	case name("Page"):
		if len(d.pages) >= d.limits.Pages || node["Kids"] != nil {
			return 0, unclean("page tree")
		}
		d.pages = append(d.pages, pageNode{node, resources})
		return 1, nil
	case name("Pages"):
		kids, err := d.array(node["Kids"])
		if err != nil {
			return 0, err
		}
		for _, kid := range kids {
			n, err := d.pageTree(kid, resources, seen, depth+1)
			if err != nil {
				return 0, err
			}
			pages += n
		}
		if count, err := d.integer(node["Count"]); err != nil || count != pages {
			return 0, unclean("count of pages")
		}
		return pages, nil
	}
	return 0, unclean("page tree")
}
