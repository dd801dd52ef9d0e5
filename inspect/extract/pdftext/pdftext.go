// Package pdftext reads the words of PDF documents that are beyond doubt: every
// cross-reference leads to its object, every length is right, every operator is
// known, every shown glyph has its Unicode. Whatever else a document holds makes
// it, or the page, ErrUnclean, and another reader has to say what it shows.
// Nothing is repaired and nothing guessed, so that a document cannot show one
// text here and another to the person who opens it.
//
// Open reads the cross-references (ISO 32000-1, 7.5); Page walks one page's
// content (7.8.2) and gives characters with their places.
package pdftext

import (
	"errors"
	"fmt"
)

// ErrUnclean is wrapped by every error: the document, or the page, is not
// beyond doubt.
var ErrUnclean = errors.New("not a clean PDF")

func unclean(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrUnclean, fmt.Sprintf(format, args...))
}

// Limits bound the work for one document; what is beyond is unclean. Zero
// fields mean their default.
type Limits struct {
	// Stream is the most bytes of one decoded stream; default 32 MiB.
	Stream int
	// Inflated is the most bytes of all decoded streams; default 512 MiB.
	Inflated int
	// Objects is the most entries of the cross-references; default 500,000.
	Objects int
	// Pages is the most pages; default 10,000.
	Pages int
	// Chars is the most characters of one page; default 1,000,000.
	Chars int
	// Operators is the most operators of one page, those of its forms
	// counted each time they are drawn; default 5,000,000. All pages together
	// have ten times as many.
	Operators int
	// Kept is the most bytes of object streams and fonts that are held while
	// the document is open; default 16 MiB.
	Kept int
}

func (l Limits) withDefaults() Limits {
	def(&l.Stream, 32<<20)
	def(&l.Inflated, 512<<20)
	def(&l.Objects, 500_000)
	def(&l.Pages, 10_000)
	def(&l.Chars, 1_000_000)
	def(&l.Operators, 5_000_000)
	def(&l.Kept, 16<<20)
	return l
}

func def(field *int, value int) {
	if *field == 0 {
		*field = value
	}
}

// maxDepth is how deep arrays, dictionaries, forms and trees may be nested.
const maxDepth = 40

// Document is an open document. It serves one goroutine.
type Document struct {
	data    []byte
	limits  Limits
	entries []entry
	objects map[int]object
	packed  map[int]*objectStream
	trailer dict
	catalog dict
	pages   []pageNode
	fonts   map[ref]*font
	off     map[ref]bool // layers, see readLayers
	inflate inflater
	walker  walker
	content []byte // of the page before, for its room
	kept    int
	// operators and annotated count what pages before this one had.
	operators, annotated int
}

// Open reads the cross-references and the page tree of a document, which it
// holds on to. The error wraps ErrUnclean.
func Open(data []byte, limits Limits) (*Document, error) {
	d := newDocument(data, limits)
	if err := d.readCrossReferences(); err != nil {
		return nil, err
	}
	var err error
	if d.catalog, err = d.dict(d.trailer["Root"]); err != nil {
		return nil, err
	}
	if d.catalog["Type"] != name("Catalog") {
		return nil, unclean("no catalog")
	}
	if err := d.refuseXFA(); err != nil {
		return nil, err
	}
	if err := d.readLayers(); err != nil {
		return nil, err
	}
	return d, d.readPageTree()
}

func newDocument(data []byte, limits Limits) *Document {
	d := &Document{data: data, limits: limits.withDefaults(), objects: map[int]object{}, packed: map[int]*objectStream{}, fonts: map[ref]*font{}}
	d.inflate.left = d.limits.Inflated
	return d
}

// refuseXFA is for forms that another reader draws anew from XML.
func (d *Document) refuseXFA() error {
	form, err := d.dict(d.catalog["AcroForm"])
	if err == nil && form["XFA"] != nil {
		return unclean("XFA form")
	}
	return err
}

// Pages is the number of pages.
func (d *Document) Pages() int { return len(d.pages) }
