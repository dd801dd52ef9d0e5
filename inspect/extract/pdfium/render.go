package pdfium

import (
	"image"
	"math"
)

// Drawing of pages (fpdfview.h).
const (
	bitmapGray  = 1    // FPDFBitmap_Gray, a byte a pixel
	drawNotes   = 0x01 // FPDF_ANNOT
	drawGray    = 0x08 // FPDF_GRAYSCALE
	dotsPerInch = 200  // what recognising words wants
	maxSide     = 3600 // pixels; longer pages are drawn smaller
	whiteColour = 0xffffffff
)

// Render draws page i in grey at 200 dots an inch, or nil when it cannot be drawn.
func (d *Document) Render(i int) *image.Gray {
	page := d.call("FPDF_LoadPage", d.doc, uint64(i))
	if page == 0 {
		return nil
	}
	defer d.call("FPDF_ClosePage", page)
	width, height := d.pageSize("FPDF_GetPageWidthF", page), d.pageSize("FPDF_GetPageHeightF", page)
	if !(width > 0 && height > 0) || width > 1e6 || height > 1e6 {
		return nil
	}
	scale := min(dotsPerInch/72.0, maxSide/max(width, height))
	w, h := uint64(max(width*scale, 1)), uint64(max(height*scale, 1))
	bitmap := d.call("FPDFBitmap_CreateEx", w, h, bitmapGray, 0, 0)
	if bitmap == 0 {
		return nil
	}
	defer d.call("FPDFBitmap_Destroy", bitmap)
	d.call("FPDFBitmap_FillRect", bitmap, 0, 0, w, h, whiteColour)
	d.call("FPDF_RenderPageBitmap", bitmap, page, 0, 0, w, h, 0, drawNotes|drawGray)
	stride := uint32(d.call("FPDFBitmap_GetStride", bitmap))
	pixels, ok := d.memory.Read(uint32(d.call("FPDFBitmap_GetBuffer", bitmap)), stride*uint32(h))
	if !ok || d.err != nil || uint64(stride) < w {
		return nil
	}
	// The guest's memory is its own: what is given away is a copy.
	return &image.Gray{Pix: append([]byte(nil), pixels...), Stride: int(stride), Rect: image.Rect(0, 0, int(w), int(h))}
}

// pageSize is a function's result of type float, in points.
func (d *Document) pageSize(name string, page uint64) float64 {
	return float64(math.Float32frombits(uint32(d.call(name, page))))
}
