package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/extract/pdfium"
	"github.com/postlock/postlock/inspect/extract/pdftext"
)

// preparePDF compiles PDFium into the cache.
func preparePDF(cache string) error {
	e, err := pdfium.New(context.Background(), cache)
	if err != nil {
		return err
	}
	return e.Close(context.Background())
}

// open starts PDFium once for the worker's life.
func (e *engines) open() (*pdfium.Engine, error) {
	if e.pdf == nil {
		engine, err := pdfium.New(context.Background(), e.cache)
		if err != nil { // a cache that cannot be read costs time, no more
			engine, err = pdfium.New(context.Background(), "")
		}
		if err != nil {
			return nil, err
		}
		e.pdf = engine
	}
	return e.pdf, nil
}

// readPDF reads a document: pages, notes, fields, embedded files, metadata.
// Tables are rebuilt from the characters' places. PDFium is the reader of record;
// what is clean beyond doubt is read by pdftext, which is many times faster.
func readPDF(f *file, s *sink) error {
	r := pdfReader{s: s, data: f.data, writer: pdfWriter{to: s}}
	defer r.close()
	var err error
	if r.clean, err = pdftext.Open(f.data, pdftext.Limits{}); err != nil {
		r.clean = nil
		if err := r.open(); err != nil {
			return err
		}
	}
	return r.read()
}

type pdfReader struct {
	s    *sink
	data []byte
	// clean is nil when the document as a whole is not.
	clean *pdftext.Document
	// d is opened when something is not clean.
	d       *pdfium.Document
	writer  pdfWriter
	scanned []int // pages with pictures and no text
	broken  []int
}

// open opens the document in PDFium, once.
func (r *pdfReader) open() error {
	if r.d != nil {
		return nil
	}
	engine, err := r.s.engines.open()
	if err != nil {
		return err
	}
	data := r.data
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); i > 0 {
		data = data[i:]
	}
	d, err := engine.Open(context.Background(), data)
	if err != nil && len(data) != len(r.data) {
		d, err = engine.Open(context.Background(), r.data)
	}
	switch {
	case errors.Is(err, pdfium.ErrPassword):
		return encrypted("encrypted PDF")
	case errors.Is(err, pdfium.ErrFormat):
		return damaged("broken PDF")
	case err != nil:
		return err
	}
	r.d = d
	if r.clean != nil && r.clean.Pages() != d.Pages() {
		return damaged("broken PDF: its pages cannot be counted")
	}
	return nil
}

func (r *pdfReader) close() {
	if r.d != nil {
		r.d.Close()
	}
}

func (r *pdfReader) failed() bool { return r.d != nil && r.d.Err() != nil }

func (r *pdfReader) pages() int {
	if r.clean != nil {
		return r.clean.Pages()
	}
	return r.d.Pages()
}

func (r *pdfReader) read() error {
	pages := r.pages()
	for i := range min(pages, r.s.job.limits.Pages) {
		if r.s.stopped() || r.failed() {
			break
		}
		if err := r.page(i); err != nil {
			r.writer.end()
			return err
		}
	}
	r.writer.end()
	if err := r.about(); err != nil {
		return err
	}
	if err := r.attachments(); err != nil {
		return err
	}
	if r.d != nil && pdftext.Contradicts(r.data, pdftext.Limits{}) { // PDFium believes it
		r.s.unreadable("", inspect.Ambiguous, "a font tells other letters than it shows")
	}
	if len(r.scanned) > 0 {
		r.s.unreadable(fmt.Sprintf("page %d", r.scanned[0]+1), inspect.Picture, fmt.Sprintf("%d of %d pages without text", len(r.scanned), pages))
	}
	switch {
	case r.failed():
		return damaged("broken PDF")
	case pages > r.s.job.limits.Pages:
		return overLimit(fmt.Sprintf("more than %d pages", r.s.job.limits.Pages))
	case len(r.broken) > 0:
		return damaged(fmt.Sprintf("broken page %d of %d", r.broken[0]+1, pages))
	}
	return nil
}

// load has a page read by the reader that can.
func (r *pdfReader) load(i int) (p pdftext.Page, err error) {
	if r.clean != nil {
		if p, err = r.clean.Page(i, r.s.engines.chars); err == nil {
			return p, nil
		}
		if err := r.open(); err != nil {
			return p, err
		}
	}
	p, ok := r.d.Page(i, r.s.engines.chars)
	if !ok {
		r.broken = append(r.broken, i)
	}
	return p, nil
}

func (r *pdfReader) page(i int) error {
	name := fmt.Sprintf("page %d", i+1)
	p, err := r.load(i)
	if err != nil {
		return err
	}
	r.s.engines.chars = p.Chars
	page := pdfPage{name: name, texts: []pdfText{linesOf(p.Chars)}}
	for _, chars := range p.Turned {
		page.texts = append(page.texts, linesOf(chars))
	}
	for i := range min(len(page.texts), len(p.Rules)) {
		page.texts[i].rules = p.Rules[i]
	}
	if notes := undrawn(p); len(notes) > 0 || len(p.Hidden) > 0 {
		page.notes = func() {
			r.notes(name, notes)
			for _, chars := range p.Hidden {
				layOut(chars, name+" hidden layers", veiled{r.s})
			}
		}
	}
	r.writer.add(page)
	blank := !slices.ContainsFunc(page.texts, func(t pdfText) bool { return !t.empty() })
	if p.Pictures > 0 && !r.recognise(i, name) && blank {
		r.scanned = append(r.scanned, i)
	}
	return nil
}

// undrawn are the notes of a page without the fields that are drawn on it.
func undrawn(p pdftext.Page) []pdftext.Note {
	if !slices.ContainsFunc(p.Notes, func(n pdftext.Note) bool { return n.Field }) {
		return p.Notes
	}
	shown := shownBy(p.Chars)
	for _, chars := range p.Turned {
		shown += shownBy(chars)
	}
	return slices.DeleteFunc(p.Notes, func(n pdftext.Note) bool { return n.Field && strings.Contains(shown, squeeze(n.Text)) })
}

// notes gives annotations, and fields that are not drawn.
func (r *pdfReader) notes(name string, notes []pdftext.Note) {
	for _, n := range notes {
		part := name + " notes"
		if n.Field {
			part = name + " fields"
		}
		r.s.text(part, 0, true, n.Text)
	}
}

// veiled marks what it passes on as hidden.
type veiled struct{ output }

func (v veiled) text(part string, line int, _ bool, s string) { v.output.text(part, line, true, s) }

func (v veiled) row(r inspect.Row) {
	r.Hidden = true
	v.output.row(r)
}

// recognise has a page with hardly any text drawn and read as a picture, if the message
// asks for it.
func (r *pdfReader) recognise(i int, part string) bool {
	if !r.s.job.pictures || r.open() != nil {
		return false
	}
	img := r.d.Render(i)
	if img == nil {
		return false
	}
	r.s.recognise(part, img)
	return true
}

// attachments has the files inside the document read.
func (r *pdfReader) attachments() error {
	if r.clean != nil {
		if files, err := r.clean.Attachments(); err == nil {
			return r.cleanAttachments(files)
		}
	}
	if err := r.open(); err != nil {
		return err
	}
	r.otherAttachments(func(string) bool { return true })
	if r.clean != nil { // PDFium has not read every page
		for i := range min(r.pages(), r.s.job.limits.Pages) {
			r.d.Page(i, nil)
		}
	}
	for _, a := range r.d.Attached() {
		r.otherAttachment(a)
	}
	return nil
}

// cleanAttachments leaves to PDFium what does not decode.
func (r *pdfReader) cleanAttachments(files []pdftext.Attachment) error {
	left := map[string]bool{}
	for _, a := range files {
		if r.s.stopped() {
			return nil
		}
		r.s.text("properties", 0, true, a.About)
		data, err := r.clean.File(a, r.s.job.limits.File)
		if err != nil {
			left[a.Name] = true
			continue
		}
		r.s.child(a.Name, data, false)
	}
	if len(left) == 0 {
		return nil
	}
	if err := r.open(); err != nil {
		return err
	}
	r.otherAttachments(func(name string) bool {
		wanted := left[name]
		delete(left, name)
		return wanted
	})
	for _, name := range slices.Sorted(maps.Keys(left)) {
		r.s.lost(name, damaged("broken attachment"))
	}
	return nil
}

// otherAttachments has those files read by PDFium whose names are wanted.
func (r *pdfReader) otherAttachments(wanted func(name string) bool) {
	for i := range min(r.d.Attachments(), r.s.job.limits.Members) {
		if r.s.stopped() || r.d.Err() != nil {
			return
		}
		if a := r.d.Attachment(i, r.s.job.limits.File); wanted(a.Name) {
			r.otherAttachment(a)
		}
	}
}

func (r *pdfReader) otherAttachment(a pdfium.Attachment) {
	switch {
	case r.s.stopped():
	case a.Broken:
		r.s.lost(a.Name, damaged("broken attachment"))
	default:
		r.s.child(a.Name, a.Data, false)
	}
}
