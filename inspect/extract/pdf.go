package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/extract/pdfium"
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

// readPDF reads a document through PDFium: pages, notes, fields, embedded
// files, metadata. Tables are rebuilt from the characters' places. There is no
// second reader behind it.
func readPDF(f *file, s *sink) error {
	engine, err := s.engines.open()
	if err != nil {
		return err
	}
	data := f.data
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); i > 0 {
		data = data[i:]
	}
	d, err := engine.Open(context.Background(), data)
	if err != nil && len(data) != len(f.data) {
		d, err = engine.Open(context.Background(), f.data)
	}
	switch {
	case errors.Is(err, pdfium.ErrPassword):
		return encrypted("encrypted PDF")
	case errors.Is(err, pdfium.ErrFormat):
		return damaged("broken PDF")
	case err != nil:
		return err
	}
	defer d.Close()
	r := pdfReader{s: s, d: d}
	return r.read()
}

type pdfReader struct {
	s       *sink
	d       *pdfium.Document
	chars   []pdfium.Char
	scanned []int // pages with pictures and no text
	broken  []int
}

func (r *pdfReader) read() error {
	pages := r.d.Pages()
	for i := range min(pages, r.s.job.limits.Pages) {
		if r.s.stopped() || r.d.Err() != nil {
			break
		}
		r.page(i)
	}
	for _, tag := range []string{"Title", "Author", "Subject", "Keywords"} {
		r.s.text("properties", 0, true, r.d.Meta(tag))
	}
	r.s.text("outline", 0, false, strings.Join(r.d.Outline(), "\n"))
	for _, packet := range r.d.XFA() {
		r.s.text("form data", 0, true, squeezeMarkup(string(packet)))
	}
	r.attachments()
	if len(r.scanned) > 0 {
		r.s.unreadable(fmt.Sprintf("page %d", r.scanned[0]+1), inspect.Picture, fmt.Sprintf("%d of %d pages without text", len(r.scanned), pages))
	}
	switch {
	case r.d.Err() != nil:
		return damaged("broken PDF")
	case pages > r.s.job.limits.Pages:
		return overLimit(fmt.Sprintf("more than %d pages", r.s.job.limits.Pages))
	case len(r.broken) > 0:
		return damaged(fmt.Sprintf("broken page %d of %d", r.broken[0]+1, pages))
	}
	return nil
}

func (r *pdfReader) page(i int) {
	name := fmt.Sprintf("page %d", i+1)
	p, ok := r.d.Page(i, r.chars)
	r.chars = p.Chars
	if !ok {
		r.broken = append(r.broken, i)
	}
	shown := layOut(p.Chars, name, r.s)
	for _, n := range p.Notes {
		if n.Field && strings.Contains(shown, squeeze(n.Text)) {
			continue
		}
		part := name + " notes"
		if n.Field {
			part = name + " fields"
		}
		r.s.text(part, 0, true, n.Text)
	}
	if shown == "" && p.Pictures > 0 {
		r.scanned = append(r.scanned, i)
	}
}

func (r *pdfReader) attachments() {
	for i := range min(r.d.Attachments(), r.s.job.limits.Members) {
		if r.s.stopped() || r.d.Err() != nil {
			return
		}
		a := r.d.Attachment(i, r.s.job.limits.File)
		if a.Broken {
			r.s.lost(a.Name, damaged("broken attachment"))
			continue
		}
		r.s.child(a.Name, a.Data, false)
	}
}
