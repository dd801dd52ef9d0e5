package extract

import (
	"bytes"
	"encoding/xml"
	"maps"
	"slices"
	"strings"
)

// pdfTags are the entries of the information dictionary that are read of every
// document.
var pdfTags = []string{"Title", "Author", "Subject", "Keywords"}

// pdfTechnical are entries that a program writes about itself.
var pdfTechnical = []string{"Creator", "Producer", "CreationDate", "ModDate", "Trapped"}

// about gives what is said of the document, its outline and the data of its form.
func (r *pdfReader) about() error {
	if r.clean != nil && r.aboutClean() == nil {
		return nil
	}
	if err := r.open(); err != nil {
		return err
	}
	info := map[string]string{}
	for _, tag := range pdfTags {
		info[tag] = r.d.Meta(tag)
	}
	r.properties(info, packet(r.data))
	r.s.text("outline", 0, false, strings.Join(r.d.Outline(), "\n"))
	r.s.text("scripts", 0, true, strings.Join(r.d.Scripts(), "\n"))
	for _, packet := range r.d.XFA() {
		r.s.text("form data", 0, true, squeezeMarkup(string(packet)))
	}
	return nil
}

// aboutClean gives nothing when it fails. A form with XFA is never clean.
func (r *pdfReader) aboutClean() error {
	outline, err := r.clean.Outline()
	if err != nil {
		return err
	}
	info, err := r.clean.Info()
	if err != nil {
		return err
	}
	metadata, err := r.clean.Metadata()
	if err != nil {
		return err
	}
	scripts, err := r.clean.Scripts()
	if err != nil {
		return err
	}
	r.properties(info, metadata)
	r.s.text("outline", 0, false, strings.Join(outline, "\n"))
	r.s.text("scripts", 0, true, strings.Join(scripts, "\n"))
	return nil
}

// properties gives what somebody wrote of the document.
func (r *pdfReader) properties(info map[string]string, metadata []byte) {
	said := map[string]bool{}
	give := func(key, text string) {
		if text = strings.TrimSpace(text); text == "" || said[text] {
			return
		}
		said[text] = true
		r.s.text("properties", 0, true, key+text)
	}
	for _, tag := range pdfTags {
		give("", info[tag])
	}
	for _, key := range slices.Sorted(maps.Keys(info)) {
		if !slices.Contains(pdfTags, key) && !slices.Contains(pdfTechnical, key) {
			give(key+": ", info[key])
		}
	}
	for _, tag := range pdfTechnical {
		said[strings.TrimSpace(info[tag])] = true
	}
	for _, p := range xmp(metadata) {
		give(p.key, p.text)
	}
}

// packet finds XMP that is not compressed, as most is, so that programs find it
// without reading the document (XMP specification part 1, 7.3).
func packet(data []byte) []byte {
	begin := bytes.Index(data, []byte("<x:xmpmeta"))
	if begin < 0 {
		return nil
	}
	n := bytes.Index(data[begin:], []byte("</x:xmpmeta>"))
	if n < 0 {
		return nil
	}
	return data[begin : begin+n]
}

// property is one of XMP; key names it when no standard does.
type property struct{ key, text string }

// Limits of one packet.
const (
	maxXMP        = 1 << 20
	maxProperties = 1000
)

// xmpSpaces are the ends of namespaces whose properties somebody writes; xmpOwn
// those for properties of any name.
var (
	xmpSpaces = []string{"dc/elements/1.1/", "photoshop/1.0/", "Iptc4xmpCore/1.0/xmlns/", "xap/1.0/rights/"}
	xmpOwn    = "pdfx/1.3/"
)

// xmp gives the texts of an XMP packet that a person may have written. The others
// are of programs: dates, identifiers of versions, kinds of conformance.
func xmp(metadata []byte) (ps []property) {
	d := xml.NewDecoder(bytes.NewReader(metadata[:min(len(metadata), maxXMP)]))
	d.Strict = false
	var open []xml.Name
	for len(ps) < maxProperties {
		token, err := d.Token()
		if err != nil {
			return ps
		}
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, t.Name)
			for _, a := range t.Attr {
				ps = appendProperty(ps, a.Name, a.Value)
			}
		case xml.EndElement:
			open = open[:max(0, len(open)-1)]
		case xml.CharData:
			for i := len(open) - 1; i >= 0; i-- { // within the lists of RDF
				if !strings.HasSuffix(open[i].Space, "rdf-syntax-ns#") {
					ps = appendProperty(ps, open[i], string(t))
					break
				}
			}
		}
	}
	return ps
}

func appendProperty(ps []property, n xml.Name, text string) []property {
	switch {
	case strings.TrimSpace(text) == "" || n.Local == "format":
	case strings.HasSuffix(n.Space, xmpOwn):
		return append(ps, property{n.Local + ": ", text})
	case slices.ContainsFunc(xmpSpaces, func(s string) bool { return strings.HasSuffix(n.Space, s) }):
		return append(ps, property{"", text})
	}
	return ps
}
