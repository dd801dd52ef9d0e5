package pdftext

import (
	"maps"
	"slices"
	"strings"
)

// maxInfo is the most entries of an information dictionary.
const maxInfo = 1000

// Info gives the entries of the information dictionary that are text: those of the
// standard (14.3.3) and those that somebody added.
func (d *Document) Info() (map[string]string, error) {
	info, err := d.dict(d.trailer["Info"])
	if err != nil {
		return nil, err
	}
	if len(info) > maxInfo {
		return nil, unclean("too many entries of information")
	}
	texts := make(map[string]string, len(info))
	for key, o := range info {
		if o, err = d.resolve(o); err != nil {
			return nil, err
		}
		if s, ok := o.(string); ok {
			texts[string(key)] = textString(s)
		}
	}
	return texts, nil
}

// Metadata gives the document's XMP packet (14.3.2), nil when there is none.
func (d *Document) Metadata() ([]byte, error) {
	s, err := d.stream(d.catalog["Metadata"])
	if err != nil || s == nil {
		return nil, err
	}
	return d.decode(s, nil)
}

// maxOutline is the most entries of an outline.
const maxOutline = 10_000

// Outline gives the titles of the bookmarks (12.3.3).
func (d *Document) Outline() (titles []string, err error) {
	root, err := d.dict(d.catalog["Outlines"])
	if err != nil {
		return nil, err
	}
	return titles, d.outline(root["First"], map[ref]bool{}, 0, &titles)
}

func (d *Document) outline(o object, seen map[ref]bool, depth int, titles *[]string) error {
	for o != nil {
		r, ok := o.(ref)
		if !ok || seen[r] || depth > maxDepth || len(*titles) >= maxOutline {
			return unclean("outline")
		}
		seen[r] = true
		item, err := d.dict(r)
		if err != nil {
			return err
		}
		title, err := d.resolve(item["Title"])
		if err != nil {
			return err
		}
		if s, ok := title.(string); ok {
			*titles = append(*titles, textString(s))
		}
		if err := d.outline(item["First"], seen, depth+1, titles); err != nil {
			return err
		}
		o = item["Next"]
	}
	return nil
}

// Attachment is a file inside the document (7.11.4).
type Attachment struct {
	Name string
	// About is what is said of the file: its description, and its fields in the list
	// of a portfolio (7.11.6), a line each.
	About string
	file  *stream
}

// maxAttachments is the most files inside one document.
const maxAttachments = 10_000

// Attachments lists the files of the document's name tree, those that the
// document and its pages are associated with, and those that annotations hold.
func (d *Document) Attachments() (files []Attachment, err error) {
	names, err := d.dict(d.catalog["Names"])
	if err != nil {
		return nil, err
	}
	seen := map[*stream]bool{}
	if err := d.fileTree(names["EmbeddedFiles"], seen, &files); err != nil {
		return nil, err
	}
	if err := d.associated(d.catalog["AF"], seen, &files); err != nil {
		return nil, err
	}
	annotated := 0
	for _, p := range d.pages {
		if err := d.associated(p.dict["AF"], seen, &files); err != nil {
			return nil, err
		}
		annotations, err := d.array(p.dict["Annots"])
		if err != nil {
			return nil, err
		}
		if annotated += len(annotations); annotated > 10*maxAnnotations {
			return nil, unclean("too many annotations")
		}
		for _, o := range annotations {
			if err := d.attached(o, seen, &files); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}

// attached appends the files of an annotation that is a FileAttachment or plays media.
func (d *Document) attached(o object, seen map[*stream]bool, files *[]Attachment) error {
	a, err := d.dict(o)
	switch {
	case err != nil:
		return err
	case a["Subtype"] == name("RichMedia"): // ISO 32000-2, 13.7.2.2
		content, err := d.dict(a["RichMediaContent"])
		if err != nil {
			return err
		}
		return d.fileTree(content["Assets"], seen, files)
	case a["Subtype"] != name("FileAttachment"):
		return nil
	}
	return d.fileSpec(a["FS"], "", seen, files)
}

// associated appends the files of an array AF (ISO 32000-2, 14.13).
func (d *Document) associated(o object, seen map[*stream]bool, files *[]Attachment) error {
	list, err := d.array(o)
	if err != nil {
		return err
	}
	for _, o := range list {
		if err := d.fileSpec(o, "", seen, files); err != nil {
			return err
		}
	}
	return nil
}

// nameTree gives each entry of Names and Kids (7.9.6).
func (d *Document) nameTree(o object, seen map[ref]bool, depth int, each func(key string, value object) error) error {
	if r, ok := o.(ref); ok {
		if seen[r] {
			return unclean("name tree")
		}
		seen[r] = true
	}
	node, err := d.dict(o)
	if err != nil {
		return err
	}
	if depth > maxDepth {
		return unclean("name tree")
	}
	names, err := d.array(node["Names"])
	if err != nil {
		return err
	}
	for i := 0; i+1 < len(names); i += 2 {
		key, _ := names[i].(string)
		if err := each(key, names[i+1]); err != nil {
			return err
		}
	}
	kids, err := d.array(node["Kids"])
	if err != nil {
		return err
	}
	for _, kid := range kids {
		if err := d.nameTree(kid, seen, depth+1, each); err != nil {
			return err
		}
	}
	return nil
}

// fileTree appends the files of a name tree.
func (d *Document) fileTree(o object, seen map[*stream]bool, files *[]Attachment) error {
	return d.nameTree(o, map[ref]bool{}, 0, func(key string, spec object) error { return d.fileSpec(spec, key, seen, files) })
}

// fileSpec appends the file of a file specification (7.11.3), once.
func (d *Document) fileSpec(o object, key string, seen map[*stream]bool, out *[]Attachment) error {
	spec, err := d.dict(o)
	if err != nil {
		return err
	}
	embedded, err := d.dict(spec["EF"])
	if err != nil {
		return err
	}
	about, err := d.described(spec)
	if err != nil {
		return err
	}
	title := key
	for _, k := range []name{"F", "UF"} {
		o, err := d.resolve(spec[k])
		if err != nil {
			return err
		}
		if s, ok := o.(string); ok && s != "" {
			title = s
		}
	}
	for _, k := range []name{"UF", "F", "DOS", "Mac", "Unix"} {
		s, err := d.stream(embedded[k])
		if err != nil {
			return err
		}
		if s == nil || seen[s] {
			continue
		}
		if len(*out) >= maxAttachments {
			return unclean("too many attachments")
		}
		seen[s] = true
		*out = append(*out, Attachment{textString(title), about, s})
	}
	return nil
}

// described gives the texts of a file specification's Desc and CI.
func (d *Document) described(spec dict) (string, error) {
	fields, err := d.dict(spec["CI"])
	if err != nil {
		return "", err
	}
	if len(fields) > maxInfo {
		return "", unclean("too many fields of a file")
	}
	var lines []string
	for _, o := range append([]object{spec["Desc"]}, slices.Collect(maps.Values(fields))...) {
		if o, err = d.resolve(o); err != nil {
			return "", err
		}
		if sub, ok := o.(dict); ok { // with a prefix (table 49)
			if o, err = d.resolve(sub["D"]); err != nil {
				return "", err
			}
		}
		if s, ok := o.(string); ok && s != "" {
			lines = append(lines, textString(s))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), nil
}

// File decodes an attachment, of at most limit bytes.
func (d *Document) File(a Attachment, limit int64) ([]byte, error) {
	stream := d.limits.Stream
	defer func() { d.limits.Stream = stream }()
	d.limits.Stream = int(min(limit, int64(d.limits.Inflated)))
	data, err := d.decode(a.file, nil)
	if err == nil && int64(len(data)) > limit {
		err = unclean("attachment too large")
	}
	return data, err
}
